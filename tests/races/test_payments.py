"""Two who move the same money at once, over connections of their own: never more than there is.

Each race runs 200 rounds, 5,000 with ``FONDACO_NIGHTLY=1``, each on an order of its own. Afterwards an auditor that
knows nothing of the code adds up every payment from the tables alone, and compares it with what the provider has.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest_asyncio
from checkout_testing import Buyer, TestThings, configured
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import Money
from fondaco.context import Context
from fondaco.db.engine import execute, fetch_value
from fondaco.errors import DomainError
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco.testing.pytest_plugin import AppFactory
from fondaco_checkout.model.refunds import WantedRefund
from fondaco_checkout.repository import orders as order_repository
from fondaco_checkout.service.captures import capture_payment, void_payment
from fondaco_checkout.service.complete import ChosenPayment
from fondaco_checkout.service.order_pay import pay_order
from fondaco_checkout.service.order_payments import hear_news
from fondaco_checkout.service.orders import cancel_order
from fondaco_checkout.service.refunds import refund_order
from race_orders import ORDER_TOTAL, RaceOrder, copy_orders

ROUNDS = 5000 if os.environ.get("FONDACO_NIGHTLY") == "1" else 200
AT_ONCE = 6
"""Rounds that run beside each other: each has two who race."""

Racer = Callable[[RaceOrder], Awaitable[object]]


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    """Checkout, whose provider may take its time: a busy machine is no reason to be uncertain."""
    made: App = await make_app(
        enabled=["checkout"],
        plugins=[TestThings],
        settings=lambda found: configured(found, payment_timeout_seconds=60),
    )
    return made


class Race:
    """Staff and buyers of one shop who all begin at once."""

    def __init__(self, app: App) -> None:
        self.app = app
        plugin = app.host.get("checkout")
        assert plugin is not None
        self.settings: Any = plugin.settings
        self.context: Context = app.system_context()

    async def capture(self, order: RaceOrder, amount: int, key: str | None = None) -> object:
        money = Money(amount, "EUR")
        return await capture_payment(self.app, self.settings, self.context, order.payment_id, money, key)

    async def void(self, order: RaceOrder) -> object:
        return await void_payment(self.app, self.settings, self.context, order.payment_id, "", None)

    async def refund(self, order: RaceOrder, amount: int, key: str | None = None) -> object:
        wanted = WantedRefund(free=amount)
        return await refund_order(self.app, self.settings, self.context, order.id, wanted, "", None, key)

    async def pay(self, order: RaceOrder) -> object:
        found = (await order_repository.find_orders([order.id]))[order.id]
        chosen = ChosenPayment("test", "4242424242424242")
        return await pay_order(self.app, self.settings, self.context, found, chosen, None)

    async def cancel(self, order: RaceOrder) -> object:
        return await cancel_order(self.app, self.settings, self.context, order.id, "")

    async def hear(self, order: RaceOrder) -> object:
        return await hear_news(self.app, self.settings, order.payment_id)

    async def run(self, orders: list[RaceOrder], *racers: Racer) -> list[list[str]]:
        """Has all racers begin at once on each order; returns for each what they got: ``done``, or the error's code."""
        limit = asyncio.Semaphore(AT_ONCE)

        async def one(racer: Racer, order: RaceOrder) -> str:
            try:
                await racer(order)
            except DomainError as error:
                return error.code
            return "done"

        async def round_(order: RaceOrder) -> list[str]:
            async with limit:
                return list(await asyncio.gather(*(one(racer, order) for racer in racers)))

        return list(await asyncio.gather(*(round_(order) for order in orders)))


@pytest_asyncio.fixture(loop_scope="session")
async def race(app: App, shop: GraphQLClient) -> Race:
    """A shop in which one order was placed, to be copied."""
    buyer = Buyer(shop)
    cart = await buyer.ready()
    assert (await buyer.complete(cart["id"]))["errors"] == []
    return Race(app)


AUDIT = """
SELECT count(*) FROM checkout.payment AS p
LEFT JOIN checkout.test_payment AS t ON t.payment_id = p.id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(amount) FILTER (WHERE kind = 'capture' AND state = 'succeeded'), 0) AS captured,
    coalesce(sum(amount) FILTER (WHERE kind = 'refund' AND state = 'succeeded'), 0) AS refunded,
    coalesce(sum(amount) FILTER (WHERE kind = 'void' AND state = 'succeeded'), 0) AS released,
    count(*) FILTER (WHERE state IN ('pending', 'uncertain')) AS open
  FROM checkout.payment_operation WHERE payment_id = p.id) AS l
WHERE l.open > 0 OR (l.captured, l.refunded, l.released) <> (p.captured, p.refunded, p.released)
  OR p.pending_capture + p.pending_refund + p.pending_release > 0
  OR (t.captured, t.refunded) IS DISTINCT FROM (p.captured, p.refunded)
  OR p.captured + p.released > p.reserved OR p.refunded > p.captured
"""
AUDIT_OF_ORDERS = """
SELECT count(*) FROM checkout.orders AS o
CROSS JOIN LATERAL (SELECT coalesce(sum(p.reserved - p.released), 0) AS held, coalesce(sum(p.refunded), 0) AS refunded
  FROM checkout.payment AS p WHERE p.order_id = o.id) AS m
CROSS JOIN LATERAL (SELECT coalesce(sum(l.net + l.tax), 0) AS returned
  FROM checkout.refund AS r JOIN checkout.refund_line AS l ON l.refund_id = r.id
  WHERE r.order_id = o.id AND r.state = 'succeeded') AS f
WHERE m.held > o.total OR m.refunded <> f.returned
"""


async def assert_it_adds_up() -> None:
    """What an auditor says who knows nothing of the code."""
    assert await fetch_value(AUDIT) == 0
    assert await fetch_value(AUDIT_OF_ORDERS) == 0


async def test_two_captures(race: Race) -> None:
    orders = await copy_orders(ROUNDS)
    answers = await race.run(orders, lambda o: race.capture(o, 2000), lambda o: race.capture(o, 1500))
    assert {tuple(sorted(answer)) for answer in answers} == {("CAPTURE_TOO_LARGE", "done")}
    await assert_it_adds_up()


async def test_one_capture_that_is_sent_twice(race: Race) -> None:
    orders = await copy_orders(ROUNDS)
    twice = [lambda o: race.capture(o, 1000, key=str(o.id))] * 2
    answers = await race.run(orders, *twice)
    assert answers == [["done", "done"]] * ROUNDS
    assert await fetch_value("SELECT sum(captured) FROM checkout.payment") == 1000 * ROUNDS
    await assert_it_adds_up()


async def test_two_refunds(race: Race) -> None:
    orders = await copy_orders(ROUNDS, captured=ORDER_TOTAL)
    answers = await race.run(orders, lambda o: race.refund(o, ORDER_TOTAL), lambda o: race.refund(o, 1500))
    assert {tuple(sorted(answer)) for answer in answers} <= {
        ("NOTHING_TO_REFUND", "done"),
        ("REFUND_TOO_LARGE", "done"),
    }
    await assert_it_adds_up()


async def test_a_refund_against_a_capture(race: Race) -> None:
    orders = await copy_orders(ROUNDS, captured=1000)
    answers = await race.run(orders, lambda o: race.capture(o, 1990), lambda o: race.refund(o, 1500))
    assert {tuple(answer) for answer in answers} <= {("done", "done"), ("done", "REFUND_TOO_LARGE")}
    await assert_it_adds_up()


async def test_a_void_against_a_capture(race: Race) -> None:
    orders = await copy_orders(ROUNDS)
    answers = await race.run(orders, lambda o: race.capture(o, 1000), race.void)
    assert {tuple(answer) for answer in answers} <= {
        ("done", "done"),  # captured, and then the rest voided
        ("done", "CAPTURE_UNDER_WAY"),
        ("NOTHING_TO_CAPTURE", "done"),
    }
    await assert_it_adds_up()


async def test_a_message_of_the_provider_against_the_capture_that_it_is_about(race: Race) -> None:
    orders = await copy_orders(ROUNDS)
    answers = await race.run(orders, lambda o: race.capture(o, 1000), race.hear, race.hear)
    assert answers == [["done"] * 3] * ROUNDS
    await race.run(orders, race.hear)
    assert await fetch_value("SELECT count(*) FROM checkout.payment_operation") == ROUNDS
    assert await fetch_value("SELECT sum(captured) FROM checkout.payment") == 1000 * ROUNDS
    await assert_it_adds_up()


async def test_a_cancellation_against_a_capture(race: Race, worker: WorkerDriver) -> None:
    orders = await copy_orders(ROUNDS // 4)  # each takes as long as ten captures
    answers = await race.run(orders, lambda o: race.capture(o, 1000), race.cancel)
    assert {tuple(answer) for answer in answers} <= {("done", "done"), ("ORDER_CANCELLED", "done")}
    with clock.moved(timedelta(minutes=2)):
        await worker.run_job("checkout.recover_completions")  # returns what was captured while it was cancelled
    held = "SELECT sum(reserved - released - refunded) FROM checkout.payment WHERE order_id = ANY($1)"
    assert await fetch_value(held, [order.id for order in orders]) == 0
    assert await fetch_value("SELECT sum(captured - refunded) FROM checkout.test_payment") == 0
    await assert_it_adds_up()


async def test_two_who_pay_one_order(race: Race) -> None:
    await execute("UPDATE checkout.orders SET payment_state = 'pending'")
    orders = await copy_orders(ROUNDS, paid=False)
    answers = await race.run(orders, race.pay, race.pay)
    assert answers == [["done", "done"]] * ROUNDS
    reserved = "SELECT sum(reserved) FROM checkout.payment WHERE order_id = ANY($1)"
    assert await fetch_value(reserved, [order.id for order in orders]) == ORDER_TOTAL * ROUNDS
    assert await fetch_value("SELECT count(*) FROM checkout.orders WHERE payment_state <> 'authorized'") == 1
    await assert_it_adds_up()
