"""``kill -9`` of the server between any two steps of completing a cart: no order, or exactly one paid order.

Each case kills a real process at a point that it is held at: by a provider that stops there, or by a table lock that
keeps its statement from finishing. Then a new server runs the recovery job, and the buyer tries again. With
``FONDACO_NIGHTLY=1`` processes are killed at hundreds of random moments too.
"""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest
from checkout_testing import Buyer, codes
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import PaymentOutcome, PaymentRequest
from fondaco.db.engine import fetch_value
from fondaco.errors import UnavailableError
from fondaco.ids import parse_global_id
from fondaco.testing import WorkerDriver
from fondaco_checkout.test_provider.provider import TestProvider
from killing import RANDOM_KILLS, SUCCEEDS, Server, gone, holding, server, servers, terminated, waiting_for

__all__ = ["server", "servers"]


async def recovered(worker: WorkerDriver) -> None:
    """What a new server does."""
    with clock.moved(timedelta(minutes=2)):
        await worker.run_job("checkout.recover_completions")


async def assert_no_order_or_exactly_one_paid(cart: dict[str, Any]) -> int:
    """Checks the promise for one cart; returns how many orders it has."""
    key = parse_global_id(cart["id"], "Cart")
    orders = await fetch_value("SELECT count(*) FROM checkout.orders WHERE cart_id = $1", key)
    held = await fetch_value(
        "SELECT coalesce(array_agg(t.amount), '{}') FROM checkout.payment_attempt AS a "
        "JOIN checkout.test_payment AS t USING (payment_id) WHERE a.cart_id = $1 AND t.state = 'authorized'",
        key,
    )
    open_ = await fetch_value("SELECT count(*) FROM checkout.completion WHERE cart_id = $1", key)
    state = await fetch_value("SELECT state FROM checkout.cart WHERE id = $1", key)
    assert open_ == 0
    if orders == 0:
        assert (held, state) == ([], "open")
    else:
        total = await fetch_value("SELECT total FROM checkout.orders WHERE cart_id = $1", key)
        paid = await fetch_value(
            "SELECT array_agg(p.amount) FROM checkout.payment AS p JOIN checkout.orders AS o ON o.id = p.order_id "
            "WHERE o.cart_id = $1 AND p.state = 'authorized' AND o.payment_state = 'authorized'",
            key,
        )
        assert (orders, held, paid, state) == (1, [total], [total], "completed")
    return int(orders)


async def assert_the_buyer_gets_one_order(buyer: Buyer, cart: dict[str, Any]) -> None:
    """The buyer tries again, after whatever happened."""
    payload = await buyer.complete(cart["id"])
    assert codes(payload) == []
    assert await assert_no_order_or_exactly_one_paid(cart) == 1


@pytest.mark.parametrize(
    ("block", "orders"),
    [
        pytest.param("before_charge", 0, id="between freezing and charging"),
        pytest.param("after_charge", 1, id="between charging and placing"),
    ],
)
async def test_killed_while_the_provider_is_asked(
    server: Server, buyer: Buyer, worker: WorkerDriver, block: str, orders: int
) -> None:
    cart = await buyer.ready()
    await server.complete(buyer, cart, block)
    await server.until(block)
    server.kill()
    await recovered(worker)
    assert await assert_no_order_or_exactly_one_paid(cart) == orders
    await assert_the_buyer_gets_one_order(buyer, cart)


@pytest.mark.parametrize(
    ("table", "orders"),
    [
        pytest.param("payment_attempt", 0, id="while freezing"),
        pytest.param("orders", 1, id="before writing the order"),
        pytest.param("order_line", 1, id="while writing the order"),
        pytest.param("payment", 1, id="before writing the payment"),
    ],
)
async def test_killed_inside_a_transaction(
    app: App, server: Server, buyer: Buyer, worker: WorkerDriver, table: str, orders: int
) -> None:
    cart = await buyer.ready()
    async with holding(app, table):
        await server.complete(buyer, cart)
        await waiting_for(table)
        server.kill()
        await terminated(table)
        await gone()
    await recovered(worker)
    assert await assert_no_order_or_exactly_one_paid(cart) == orders
    await assert_the_buyer_gets_one_order(buyer, cart)


async def test_killed_at_any_moment(server: Server, buyer: Buyer, worker: WorkerDriver) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")  # shown where the test fails
    moments = random.Random(seed)
    for _ in range(RANDOM_KILLS):
        cart = await buyer.ready()
        await server.complete(buyer, cart)
        await asyncio.sleep(moments.uniform(0.0, 0.4))
        server.kill()
        await gone()
        await recovered(worker)
        await assert_no_order_or_exactly_one_paid(cart)
        await assert_the_buyer_gets_one_order(buyer, cart)


async def test_processes_that_complete_a_cart_at_the_same_moment_place_one_order(server: Server, buyer: Buyer) -> None:
    cart = await buyer.ready()
    calls = 6
    for _ in range(calls):
        await server.begin(buyer, cart)
    await server.until("pid ")  # what the servers of other tests said last comes before
    answers = [msgspec.json.decode((await server.until("answered ")).removeprefix("answered ")) for _ in range(calls)]
    number = answers[0]["data"]["cartComplete"]["order"]["number"]
    assert [answer["data"]["cartComplete"] for answer in answers] == [
        {"order": {"number": number}, "errors": []}
    ] * calls
    assert await assert_no_order_or_exactly_one_paid(cart) == 1
    assert await fetch_value("SELECT count(*) FROM checkout.test_payment") == 1


@pytest.mark.parametrize("first", ["begun", "voided"])
async def test_killed_while_the_payment_is_given_back(
    app: App, buyer: Buyer, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    cart = await buyer.ready()
    await buyer.complete(cart["id"], "4000000000003220")
    original = TestProvider.void

    async def void(self: TestProvider, payment_id: UUID) -> PaymentOutcome:
        if first == "voided":
            await original(self, payment_id)
        raise asyncio.CancelledError  # nothing that comes after happens, as after a power cut

    with monkeypatch.context() as patched:
        patched.setattr(TestProvider, "void", void)
        with pytest.raises(asyncio.CancelledError):
            await buyer.change("cartReopen", cart["id"])
    await recovered(worker)
    assert await assert_no_order_or_exactly_one_paid(cart) == 0
    assert await fetch_value("SELECT state FROM checkout.test_payment") == "voided"
    await assert_the_buyer_gets_one_order(buyer, cart)


async def test_the_buyer_who_is_quicker_than_the_recovery_gets_the_same_order(server: Server, buyer: Buyer) -> None:
    cart = await buyer.ready()
    await server.complete(buyer, cart, "after_charge")
    await server.until("after_charge")
    server.kill()
    with clock.moved(timedelta(seconds=40)):
        await assert_the_buyer_gets_one_order(buyer, cart)


@pytest.mark.parametrize("when", ["before", "after"])
async def test_the_database_is_lost_around_the_charge(
    app: App, buyer: Buyer, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    cart = await buyer.ready()
    original = TestProvider.authorize

    async def cut() -> None:
        connection = await asyncpg.connect(app.database.url)
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await connection.close()

    async def authorize(self: TestProvider, request: PaymentRequest) -> PaymentOutcome:
        if when == "before":
            await cut()
        outcome = await original(self, request)
        if when == "after":
            await cut()
        return outcome

    with monkeypatch.context() as patched:
        patched.setattr(TestProvider, "authorize", authorize)
        await buyer.shop.raw(
            "mutation ($input: CartCompleteInput!) { cartComplete(input: $input) { errors { code } } }",
            {"input": {"cartId": cart["id"], "payment": {"method": "test", "token": SUCCEEDS}}},
        )
    for _ in range(app.settings.database.pool_max):  # the job runs every 30 seconds; a lost connection may fail one run
        with suppress(UnavailableError):
            await recovered(worker)
            break
    await assert_no_order_or_exactly_one_paid(cart)
    await assert_the_buyer_gets_one_order(buyer, cart)
