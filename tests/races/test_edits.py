"""Staff who edit an order while others edit, cancel, capture or refund it: one after the other, and the money adds up.

Each race runs 200 rounds, 5,000 with ``FONDACO_NIGHTLY=1``, each on an order of its own. Afterwards the auditor of the chaos tests, who knows nothing of the code, looks at the tables.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import asyncpg
import pytest_asyncio
from checkout_testing import Buyer, TestThings, configured
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import Money
from fondaco.db.engine import fetch_value
from fondaco.errors import DomainError
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco.testing.pytest_plugin import AppFactory
from fondaco_checkout.model.edits import CancelledLine, ChangedLine, WantedEdit
from fondaco_checkout.model.refunds import WantedRefund
from fondaco_checkout.repository import orders as order_repository
from fondaco_checkout.service.captures import capture_payment
from fondaco_checkout.service.edits import Applying, apply_edit, cancel_lines
from fondaco_checkout.service.orders import cancel_order
from fondaco_checkout.service.refunds import refund_order
from order_auditor import assert_orders_add_up
from race_orders import ORDER_TOTAL, RaceOrder, copy_orders

ROUNDS = 5000 if os.environ.get("FONDACO_NIGHTLY") == "1" else 200
AT_ONCE = 4
"""Rounds that run beside each other: each has two who race."""

Racer = Callable[[RaceOrder], Awaitable[object]]

HELD = """
SELECT count(*) FROM checkout.orders AS o
CROSS JOIN LATERAL (SELECT coalesce(sum(p.captured - p.refunded), 0) AS kept,
  coalesce(sum(p.pending_capture + p.pending_refund + p.pending_release), 0) AS under_way
  FROM checkout.payment AS p WHERE p.order_id = o.id) AS m
CROSS JOIN LATERAL (SELECT coalesce(sum(l.refunded_net + l.refunded_tax), 0) AS returned
  FROM checkout.order_line AS l WHERE l.order_id = o.id) AS r
WHERE m.under_way > 0 OR m.kept > CASE o.state WHEN 'cancelled' THEN 0
  ELSE o.total - r.returned - o.delivery_refunded_net - o.delivery_refunded_tax END
"""
"""Orders that keep more money than they cost, or of which any is on its way."""


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
    """Staff of one shop who all begin at once."""

    def __init__(self, app: App) -> None:
        self.app = app
        plugin = app.host.get("checkout")
        assert plugin is not None
        self.settings: Any = plugin.settings
        self.context = app.system_context()

    def edit(self, quantity: int) -> Racer:
        """Somebody who wants another number of mugs, and gives back what was paid too much."""

        async def racer(order: RaceOrder) -> object:
            [line] = (await order_repository.list_lines([order.id]))[order.id]
            wanted = WantedEdit(changed=(ChangedLine(line_id=line.id, quantity=quantity),))
            return await apply_edit(
                self.app,
                self.settings,
                self.context,
                order.id,
                wanted,
                Applying(expected_version=1),
            )

        return racer

    async def cancel_one(self, order: RaceOrder) -> object:
        """Somebody who cancels one of two mugs."""
        [line] = (await order_repository.list_lines([order.id]))[order.id]
        cancelled = (CancelledLine(line.id, 1),)
        how = Applying(expected_version=None)
        return await cancel_lines(
            self.app, self.settings, self.context, order.id, cancelled, how, delivery=False, reason=""
        )

    async def cancel(self, order: RaceOrder) -> object:
        return await cancel_order(self.app, self.settings, self.context, order.id, "")

    async def capture(self, order: RaceOrder) -> object:
        money = Money(ORDER_TOTAL, "EUR")
        return await capture_payment(self.app, self.settings, self.context, order.payment_id, money, None)

    async def refund(self, order: RaceOrder) -> object:
        wanted = WantedRefund(free=1500)
        return await refund_order(self.app, self.settings, self.context, order.id, wanted, "", None, None)

    async def run(self, orders: list[RaceOrder], *racers: Racer) -> set[tuple[str, ...]]:
        """Has all racers begin at once on each order; returns what they got: ``done``, or the error's code."""
        limit = asyncio.Semaphore(AT_ONCE)

        async def one(racer: Racer, order: RaceOrder) -> str:
            try:
                await racer(order)
            except DomainError as error:
                return error.code
            return "done"

        async def round_(order: RaceOrder) -> tuple[str, ...]:
            async with limit:
                return tuple(await asyncio.gather(*(one(racer, order) for racer in racers)))

        return set(await asyncio.gather(*(round_(order) for order in orders)))


@pytest_asyncio.fixture(loop_scope="session")
async def race(app: App, shop: GraphQLClient) -> Race:
    """A shop in which one order was placed, to be copied."""
    buyer = Buyer(shop)
    cart = await buyer.ready()
    assert (await buyer.complete(cart["id"]))["errors"] == []
    return Race(app)


async def assert_it_adds_up(app: App) -> None:
    await assert_orders_add_up(app)
    assert await fetch_value(HELD) == 0
    connection = await asyncpg.connect(app.database.url)
    try:
        differ = """SELECT count(*) FROM checkout.payment AS p JOIN checkout.test_payment AS t ON t.payment_id = p.id
            WHERE (t.captured, t.refunded) <> (p.captured, p.refunded)"""
        assert await connection.fetchval(differ) == 0
    finally:
        await connection.close()


async def test_two_edits(app: App, race: Race) -> None:
    orders = await copy_orders(ROUNDS, captured=ORDER_TOTAL)
    assert await race.run(orders, race.edit(1), race.edit(3)) <= {
        ("done", "VERSION_CONFLICT"),
        ("VERSION_CONFLICT", "done"),
    }
    await assert_it_adds_up(app)


async def test_an_edit_against_a_cancellation(app: App, race: Race, worker: WorkerDriver) -> None:
    orders = await copy_orders(ROUNDS, captured=ORDER_TOTAL)
    assert await race.run(orders, race.edit(1), race.cancel) <= {("done", "done"), ("ORDER_CANCELLED", "done")}
    with clock.moved(timedelta(minutes=2)):
        await worker.run_job("checkout.recover_completions")  # returns what was on its way while it was cancelled
    await assert_it_adds_up(app)
    assert await fetch_value("SELECT sum(captured - refunded) FROM checkout.test_payment") == 0


async def test_an_edit_against_a_refund(app: App, race: Race) -> None:
    orders = await copy_orders(ROUNDS, captured=ORDER_TOTAL)
    assert await race.run(orders, race.edit(1), race.refund) <= {
        ("done", "done"),
        ("done", "REFUND_TOO_LARGE"),
        ("EDIT_BELOW_REFUNDED", "done"),
    }
    await assert_it_adds_up(app)


async def test_an_edit_against_a_capture(app: App, race: Race) -> None:
    orders = await copy_orders(ROUNDS)
    assert await race.run(orders, race.edit(1), race.capture) <= {
        ("done", "done"),
        ("done", "CAPTURE_TOO_LARGE"),
        ("CAPTURE_UNDER_WAY", "done"),
    }
    await assert_it_adds_up(app)


async def test_two_who_cancel_one_piece_each(app: App, race: Race) -> None:
    orders = await copy_orders(ROUNDS // 2, captured=ORDER_TOTAL)
    assert await race.run(orders, race.cancel_one, race.cancel_one) <= {
        ("done", "EDIT_EMPTIES_ORDER"),
        ("EDIT_EMPTIES_ORDER", "done"),
    }
    await assert_it_adds_up(app)


async def test_an_edit_that_is_sent_twice_with_its_key(app: App, race: Race) -> None:
    orders = await copy_orders(ROUNDS // 4, captured=ORDER_TOTAL)

    async def keyed(order: RaceOrder) -> object:
        [line] = (await order_repository.list_lines([order.id]))[order.id]
        return await apply_edit(
            app,
            race.settings,
            race.context,
            order.id,
            WantedEdit(changed=(ChangedLine(line_id=line.id, quantity=1),)),
            Applying(expected_version=1, key=str(order.id)),
        )

    assert await race.run(orders, keyed, keyed) == {("done", "done")}
    assert await fetch_value("SELECT count(*) FROM checkout.order_edit") == ROUNDS // 4
    await assert_it_adds_up(app)
