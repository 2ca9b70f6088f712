"""Many who issue invoices at once, some of whom fail or die halfway: numbers without a gap and none twice.

200 rounds, 5,000 with ``FONDACO_NIGHTLY=1``, each of them an order that is billed by several at once. Afterwards an
auditor looks who knows the tables alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

import asyncpg
import pytest_asyncio
from checkout_testing import Buyer, TestThings, configured
from document_testing import GAPS, SELLER, UNEVEN
from fondaco.app import App
from fondaco.db.engine import execute, fetch_value
from fondaco.errors import DomainError
from fondaco.testing import GraphQLClient
from fondaco.testing.pytest_plugin import AppFactory
from fondaco_checkout.document_settings import DocumentSettings
from fondaco_checkout.service.documents import cancel_invoice, follow_order, issue_invoice
from race_orders import copy_orders

AT_ONCE = 6


class LostError(Exception):
    """Something went wrong after the document was written and before the commit."""


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    made: App = await make_app(
        enabled=["checkout"],
        plugins=[TestThings],
        settings=lambda found: configured(found, documents={"seller": SELLER}, payment_timeout_seconds=60),
    )
    return made


@pytest_asyncio.fixture(loop_scope="session")
async def billing(app: App, shop: GraphQLClient) -> DocumentSettings:
    """A shop in which one order was placed, to be copied; its settings."""
    buyer = Buyer(shop)
    assert (await buyer.complete((await buyer.ready())["id"]))["errors"] == []
    plugin = app.host.get("checkout")
    assert plugin is not None
    found: DocumentSettings = plugin.settings.documents
    return found


async def bill(app: App, settings: DocumentSettings, order_id: UUID) -> str:
    try:
        async with app.unit_of_work(app.system_context()) as uow:
            await issue_invoice(uow, settings, order_id)
    except DomainError as error:
        return error.code
    return "done"


async def fail(app: App, settings: DocumentSettings, order_id: UUID) -> str:
    """Issues the invoice and rolls back; an invoice that is there already is taken back, and that rolled back."""
    with suppress(LostError, DomainError):
        async with app.unit_of_work(app.system_context()) as uow:
            await issue_invoice(uow, settings, order_id)
            raise LostError
    return "failed"


async def die(app: App, settings: DocumentSettings, order_id: UUID) -> str:
    """Issues the invoice, and PostgreSQL ends the connection before the commit."""
    with suppress(Exception):
        async with app.unit_of_work(app.system_context()) as uow:
            await issue_invoice(uow, settings, order_id)
            await execute("SELECT pg_terminate_backend(pg_backend_pid())")
    return "died"


async def follow(app: App, settings: DocumentSettings, order_id: UUID) -> str:
    async with app.unit_of_work(app.system_context()) as uow:
        await follow_order(uow, settings, order_id)
    return "followed"


async def race(app: App, orders: Sequence[UUID], *racers: object, settings: DocumentSettings) -> list[list[str]]:
    limit = asyncio.Semaphore(AT_ONCE)

    async def round_(order_id: UUID) -> list[str]:
        async with limit:
            return list(await asyncio.gather(*(racer(app, settings, order_id) for racer in racers)))  # type: ignore[operator]

    return list(await asyncio.gather(*(round_(order_id) for order_id in orders)))


async def audit(app: App, *, invoices: int) -> None:
    """What an auditor says, over a connection of their own."""
    connection = await asyncpg.connect(app.database.url)
    try:
        assert await connection.fetch(GAPS) == []
        assert await connection.fetch(UNEVEN) == []
        numbers = await connection.fetchval(
            "SELECT array_agg(sequence ORDER BY sequence) FROM checkout.document WHERE kind = 'invoice'"
        )
    finally:
        await connection.close()
    assert numbers == list(range(1, invoices + 1))


async def test_numbers_have_no_gap_and_none_is_there_twice(app: App, billing: DocumentSettings, rounds: int) -> None:
    orders = [order.id for order in await copy_orders(rounds)]
    first = await race(app, orders, bill, fail, bill, settings=billing)
    assert {tuple(sorted(answers)) for answers in first} == {("INVOICE_EXISTS", "done", "failed")}
    await audit(app, invoices=rounds)


async def test_connections_that_are_killed_in_between_leave_no_gap(
    app: App, billing: DocumentSettings, rounds: int
) -> None:
    count = rounds // 5  # each kills a connection, and another has to be opened
    orders = [order.id for order in await copy_orders(count)]
    answers = await race(app, orders, die, bill, settings=billing)
    undone = [order_id for order_id, answer in zip(orders, answers, strict=True) if answer[1] != "done"]
    await race(app, undone, bill, settings=billing)
    await audit(app, invoices=count)


async def test_a_cancelled_order_is_credited_once_whoever_hears_of_it(
    app: App, billing: DocumentSettings, rounds: int
) -> None:
    orders = [order.id for order in await copy_orders(rounds)]
    await race(app, orders, bill, settings=billing)
    await execute("UPDATE checkout.orders SET state = 'cancelled', cancelled_at = now() WHERE id = ANY($1)", orders)

    async def take_back(app: App, settings: DocumentSettings, order_id: UUID) -> str:
        invoice = await fetch_value(
            "SELECT id FROM checkout.document WHERE order_id = $1 AND kind = 'invoice'", order_id
        )
        async with app.unit_of_work(app.system_context()) as uow:
            await cancel_invoice(uow, settings, invoice)
        return "cancelled"

    await race(app, orders, follow, take_back, follow, settings=billing)
    await audit(app, invoices=rounds)
    assert await fetch_value("SELECT count(*) FROM checkout.document WHERE final") == rounds
