"""``kill -9`` of the server between any two steps of completing a cart: no order, or exactly one paid order.

Each case kills a real process at a point that it is held at: by a provider that stops there, or by a table lock that
keeps its statement from finishing. Then a new server runs the recovery job, and the buyer tries again. With
``FONDACO_NIGHTLY=1`` processes are killed at hundreds of random moments too.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest
import pytest_asyncio
from checkout_testing import Buyer, codes, configured
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import PaymentOutcome, PaymentRequest
from fondaco.db.engine import fetch_value
from fondaco.errors import UnavailableError
from fondaco.ids import parse_global_id
from fondaco.requests import SESSION_HEADER
from fondaco.settings import Settings
from fondaco.testing import WorkerDriver
from fondaco_checkout.test_provider.provider import TestProvider

SUCCEEDS = "4242424242424242"
RANDOM_KILLS = 300 if os.environ.get("FONDACO_NIGHTLY") == "1" else 12


class Server:
    """The process that forks servers to be killed; see kill_zygote.py."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.database_url = ""
        self.pid = 0

    async def line(self) -> str:
        """The next thing it says."""
        assert self._process.stdout is not None
        found = await asyncio.wait_for(self._process.stdout.readline(), 20)
        assert found, "the server process ended"
        return found.decode().strip()

    async def until(self, start: str) -> str:
        """Waits until it says something."""
        while not (found := await self.line()).startswith(start):
            pass
        return found

    async def complete(self, buyer: Buyer, cart: dict[str, Any], block: str = "") -> None:
        """Begins to complete a cart in a process of its own, which `kill` ends."""
        await self.begin(buyer, cart, block)
        self.pid = int((await self.until("pid ")).removeprefix("pid "))

    async def begin(self, buyer: Buyer, cart: dict[str, Any], block: str = "") -> None:
        """Begins to complete a cart in a process that nobody kills."""
        assert self._process.stdin is not None
        order = {
            "database": self.database_url,
            "cart": cart["id"],
            "session": buyer.shop.headers[SESSION_HEADER],
            "card": SUCCEEDS,
            "block": block,
        }
        self._process.stdin.write(msgspec.json.encode(order) + b"\n")

    def kill(self) -> None:
        """What a power cut does to the server; one that has finished is a zombie, so its id names nobody else."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
        self.pid = 0


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def servers(test_settings: Settings) -> AsyncIterator[Server]:
    """Servers that have time enough to be held."""
    settings = msgspec.structs.replace(
        configured(test_settings, payment_timeout_seconds=30),
        enabled=("checkout",),
        database=msgspec.structs.replace(test_settings.database, pool_max=3),
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).parent / "kill_zygote.py"),
        msgspec.json.encode(settings).decode(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    made = Server(process)
    await made.until("ready")
    yield made
    process.kill()
    await process.wait()


@pytest.fixture
def server(servers: Server, app: App) -> Iterator[Server]:
    """Servers on the test's database; the last one is killed if it is still there."""
    servers.database_url = app.database.url
    yield servers
    servers.kill()


@asynccontextmanager
async def holding(app: App, table: str) -> AsyncIterator[None]:
    """Keeps every other transaction from writing to a table, and goes on when one of them waits for that."""
    connection = await asyncpg.connect(app.database.url)
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute(f"LOCK TABLE checkout.{table} IN SHARE MODE")
    try:
        yield
    finally:
        await transaction.rollback()
        await connection.close()


async def waiting_for(table: str) -> None:
    """Returns when a statement waits for a table."""
    for _ in range(400):
        if await fetch_value(
            "SELECT count(*) FROM pg_locks WHERE relation = $1::text::regclass AND NOT granted", f"checkout.{table}"
        ):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"nothing waits for checkout.{table}")


async def gone() -> None:
    """Returns when PostgreSQL has noticed that a killed server is gone and rolled back what it had open."""
    for _ in range(400):
        if not await fetch_value(
            "SELECT count(*) FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid) "
            "WHERE a.datname = current_database() AND l.relation = 'checkout.cart'::regclass "
            "AND l.mode = 'RowShareLock' AND pid <> pg_backend_pid()"
        ):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the killed server still holds locks")


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
        await fetch_value(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = $1::text::regclass AND NOT granted",
            f"checkout.{table}",  # PostgreSQL notices a dead client only when it is done waiting for the lock
        )
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
