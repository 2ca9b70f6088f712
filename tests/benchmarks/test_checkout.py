"""The benchmark of purchases compares like with like, and its many orders are orders. Nothing is timed here."""

from __future__ import annotations

from typing import Any

import asyncpg
import msgspec
import pytest
import pytest_asyncio
from fondaco.access import Principal, PrincipalKind
from fondaco.app import App
from fondaco.db.engine import fetch_value
from fondaco.settings import Settings
from fondaco.testing.pytest_plugin import AppFactory
from fondaco.testing.statements import SentStatement

from tests.benchmarks import checkout
from tests.benchmarks.checkout_growth import PAGES, growth_of, multiply_orders
from tests.benchmarks.flash import stock_up
from tests.benchmarks.replay import DifferentError, fresh_ids_of, run_script, script_of
from tests.benchmarks.shop import fill


def configured(settings: Settings) -> Settings:
    """Everybody may pay with a test card."""
    return msgspec.structs.replace(settings, plugins={"checkout": {"test_provider": True}})


@pytest_asyncio.fixture(loop_scope="session")
async def shop(make_app: AppFactory) -> App:
    """A shop of a few products."""
    app = await make_app(settings=configured)
    await fill(app, 20)
    [lines] = await checkout.lines_of_purchases(1)
    staff = app.system_context(principal=Principal(kind=PrincipalKind.STAFF, id="s", permissions=frozenset({"*"})))
    await stock_up(app, staff, {id_: 1000 for id_, _ in lines})
    return app


async def recordings(app: App, number: int) -> list[list[SentStatement]]:
    """What purchases of the same things send to the database, when nothing has to be looked up for the first time."""
    [lines] = await checkout.lines_of_purchases(1)
    steps = [await checkout.purchase(app, lines) for _ in range(number + 1)]
    return [[sent for _, statements, _ in recorded for sent in statements] for recorded in steps[1:]]


async def orders() -> int:
    found: int = await fetch_value("SELECT count(*) FROM checkout.orders")
    return found


async def test_the_script_makes_whole_purchases_with_the_statements_of_the_framework(shop: App) -> None:
    script = script_of(*await recordings(shop, 2))
    before = await orders()
    connection = await asyncpg.connect(shop.database.url)
    try:
        for _ in range(3):
            await run_script(connection, script, fresh_ids_of(script))
        assert await orders() == before + 3
        assert await fetch_value("SELECT count(DISTINCT number) FROM checkout.orders") == before + 3
        # One whose update finds nothing is told from one that bought.
        await connection.execute("CREATE RULE nothing AS ON UPDATE TO checkout.payment_attempt DO INSTEAD NOTHING")
        with pytest.raises(DifferentError, match="UPDATE 0 instead of UPDATE 1"):
            await run_script(connection, script, fresh_ids_of(script))
        await connection.execute("DROP RULE nothing ON checkout.payment_attempt")
    finally:
        await connection.close()


async def test_a_whole_purchase_takes_at_most_thirty_statements(shop: App) -> None:
    [recorded] = await recordings(shop, 1)
    sent = [each for each in recorded if not each.controls_transaction]
    assert sum(each.executions for each in sent) <= 30, "\n".join(" ".join(each.sql.split())[:100] for each in sent)


async def test_different_purchases_make_no_script(shop: App) -> None:
    first, second = await recordings(shop, 2)
    with pytest.raises(DifferentError, match="different statements"):
        script_of(first[:-1], second)


async def test_orders_are_multiplied_with_all_that_belongs_to_them(shop: App) -> None:
    await recordings(shop, 1)
    before = await orders()
    sums = "SELECT sum(total) FROM checkout.orders"
    total = await fetch_value(sums)
    await multiply_orders(shop, before * 4)
    assert await orders() == before * 4
    assert await fetch_value(sums) == total * 4
    assert await fetch_value("SELECT count(DISTINCT (token, cart_id)) FROM checkout.orders") == before * 4
    assert (
        await fetch_value("SELECT count(*) FROM logistics.demand AS d JOIN checkout.orders AS o USING (id)")
        == before * 4
    )
    for child in ("order_line", "order_tax", "payment", "order_search"):
        of_orders = await fetch_value(
            f"SELECT count(DISTINCT c.order_id) FROM checkout.{child} c JOIN checkout.orders o ON o.id = c.order_id"
        )
        assert of_orders == before * 4, child
    bought = await recordings(shop, 1)  # the next number is free
    assert len(bought[0]) > 20


def test_growth_is_that_of_the_median() -> None:
    few: dict[str, Any] = {page: [1.0, 2.0, 90.0] for page in PAGES}
    many: dict[str, Any] = {page: [3.0, 3.0, 3.0] for page in PAGES}
    assert growth_of(few, many) == dict.fromkeys(PAGES, 1.5)
