"""What is sold is counted once, given back when an order is cancelled, and sorted by."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import UUID

import pytest
from fondaco.app import App
from fondaco.commerce import Money, OrderedLine, SellableRef
from fondaco.commerce.event import Event
from fondaco.commerce.events import OrderCancelled, OrderPlaced
from fondaco.db import UnitOfWork, fetch_value
from fondaco.db.engine import execute
from fondaco.events.relay import Relay
from fondaco.ids import decode_global_id, new_id
from fondaco.jobs.delivery import Courier
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_catalog.model.drafts import OptionDraft, ProductDraft, VariantDraft
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.products import create_product
from fondaco_catalog.service.sales import count_sales

Open = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
Pieces = tuple[UUID, int]


def variant_of(product: dict[str, Any]) -> UUID:
    """The id of a product's first variant."""
    return UUID(decode_global_id(product["variants"][0]["id"])[1])


def lines_of(pieces: Sequence[Pieces], type_: str = "ProductVariant") -> tuple[OrderedLine, ...]:
    return tuple(OrderedLine(SellableRef(type_, id_), "", quantity) for id_, quantity in pieces)


def placed(uow: UnitOfWork, lines: tuple[OrderedLine, ...]) -> OrderPlaced:
    return OrderPlaced(
        order_id=new_id(),
        number="1001",
        channel="default",
        locale="en",
        total=Money(1000, "EUR"),
        email="ada@example.com",
        placed_at=uow.now,
        lines=lines,
    )


def cancelled(uow: UnitOfWork, lines: tuple[OrderedLine, ...]) -> OrderCancelled:
    return OrderCancelled(
        order_id=new_id(), number="1001", channel="default", reason="", cancelled_at=uow.now, lines=lines
    )


async def emit(
    unit_of_work: Open, make: Callable[[UnitOfWork, tuple[OrderedLine, ...]], Event], lines: tuple[OrderedLine, ...]
) -> None:
    async with unit_of_work() as uow:
        uow.emit(make(uow, lines))


async def sold(product: dict[str, Any]) -> int:
    id_ = UUID(decode_global_id(product["id"])[1])
    found: int = await fetch_value("SELECT units_sold FROM catalog.product WHERE id = $1", id_)
    return found


async def best_sellers(shop: GraphQLClient) -> list[str]:
    found = await shop("{ products(first: 10, sort: BEST_SELLING) { nodes { title } } }")
    return [node["title"] for node in found["products"]["nodes"]]


async def test_lists_put_first_what_sold_most_and_then_the_newest(
    shop: GraphQLClient, catalogue: Any, unit_of_work: Open, worker: WorkerDriver
) -> None:
    # given
    cup, pot, jug = [await catalogue.product(title) for title in ("Cup", "Pot", "Jug")]
    assert await best_sellers(shop) == ["Jug", "Pot", "Cup"]
    # when
    await emit(unit_of_work, placed, lines_of([(variant_of(cup), 2), (variant_of(pot), 1)]))
    await emit(unit_of_work, placed, lines_of([(variant_of(jug), 1)]))
    await worker.drain()
    # then
    assert await best_sellers(shop) == ["Cup", "Jug", "Pot"]
    assert [await sold(product) for product in (cup, pot, jug)] == [2, 1, 1]


@pytest.mark.parametrize("relation", ["category", "collection"])
async def test_categories_and_collections_sort_by_it_too(
    shop: GraphQLClient, catalogue: Any, unit_of_work: Open, worker: WorkerDriver, relation: str
) -> None:
    category = await catalogue.category("All")
    made = [await catalogue.product(title, categoryId=category["id"]) for title in ("Cup", "Pot", "Jug")]
    await catalogue.collection("All", [product["id"] for product in made])
    await emit(unit_of_work, placed, lines_of([(variant_of(made[1]), 1)]))
    await worker.drain()
    query = f'{{ {relation}(slug: "all") {{ products(first: 5, sort: BEST_SELLING) {{ nodes {{ title }} }} }} }}'
    nodes = (await shop(query))[relation]["products"]["nodes"]
    assert [node["title"] for node in nodes] == ["Pot", "Jug", "Cup"]


async def test_pages_hold_every_product_once_where_numbers_repeat(
    shop: GraphQLClient, catalogue: Any, unit_of_work: Open, worker: WorkerDriver
) -> None:
    # given
    made = [await catalogue.product(f"Cup {number}") for number in range(7)]
    await emit(unit_of_work, placed, lines_of([(variant_of(made[number]), number % 3 + 1) for number in range(6)]))
    await worker.drain()
    query = """query ($first: Int, $after: String, $last: Int, $before: String) {
        products(first: $first, after: $after, last: $last, before: $before, sort: BEST_SELLING) {
            nodes { title } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }"""
    # when
    forward: list[str] = []
    cursor, more = None, True
    while more:
        page = (await shop(query, {"first": 2, "after": cursor}))["products"]
        forward += [node["title"] for node in page["nodes"]]
        cursor, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    backward: list[str] = []
    cursor, more = None, True
    while more:
        page = (await shop(query, {"last": 3, "before": cursor}))["products"]
        backward = [node["title"] for node in page["nodes"]] + backward
        cursor, more = page["pageInfo"]["startCursor"], page["pageInfo"]["hasPreviousPage"]
    # then
    assert forward == backward == ["Cup 5", "Cup 2", "Cup 4", "Cup 1", "Cup 3", "Cup 0", "Cup 6"]


class NoQueue:
    """Takes deliveries and forgets them."""

    async def send(self, deliveries: Sequence[Any]) -> int:
        return len(deliveries)


async def test_an_order_that_is_delivered_many_times_counts_once(
    app: App, catalogue: Any, unit_of_work: Open, worker: WorkerDriver
) -> None:
    # given
    cup = await catalogue.product("Cup")
    await worker.drain()
    await emit(unit_of_work, placed, lines_of([(variant_of(cup), 3)]))
    await Relay(app.database, app.subscribers, NoQueue(), app.settings.events).relay_all()
    outbox_id = await fetch_value("SELECT id FROM system.outbox WHERE name = 'checkout.order_placed'")
    courier = Courier(app, app.subscribers, app.jobs)
    # when
    await asyncio.gather(*(courier.deliver({}, str(outbox_id), "catalog.count_sales", 0) for _ in range(4)))
    await courier.deliver({}, str(outbox_id), "catalog.count_sales", 0)
    await worker.drain()
    # then
    assert await sold(cup) == 3


async def test_a_cancelled_order_gives_back_and_never_more_than_there_is(
    shop: GraphQLClient, catalogue: Any, unit_of_work: Open, worker: WorkerDriver
) -> None:
    # given
    cup, pot = await catalogue.product("Cup"), await catalogue.product("Pot")
    first, second = lines_of([(variant_of(cup), 2)]), lines_of([(variant_of(cup), 3), (variant_of(pot), 1)])
    await emit(unit_of_work, placed, first)
    await emit(unit_of_work, placed, second)
    await worker.drain()
    assert (await sold(cup), await sold(pot)) == (5, 1)
    # when
    await emit(unit_of_work, cancelled, second)
    await worker.drain()
    # then
    assert (await sold(cup), await sold(pot)) == (2, 0)
    assert await best_sellers(shop) == ["Cup", "Pot"]
    # and when an order is cancelled that is older than the counting
    await emit(unit_of_work, cancelled, lines_of([(variant_of(cup), 100)]))
    await worker.drain()
    # then
    assert await sold(cup) == 0
    assert await fetch_value("SELECT count(*) FROM system.delivery WHERE state <> 'done'") == 0


async def test_lines_of_one_product_are_added_up_and_what_is_unknown_counts_for_nothing(
    app: App, policy: Policy, unit_of_work: Open
) -> None:
    # given
    async with unit_of_work() as uow:
        variants = tuple(VariantDraft(options=(size,)) for size in "SM")
        draft = ProductDraft(title="Shirt", options=(OptionDraft("Size"),), variants=variants)
        shirt = await create_product(uow, draft, policy)
    ids = await fetch_value("SELECT array_agg(id) FROM catalog.product_variant WHERE product = $1", shirt)
    pieces = [(ids[0], 1), (ids[1], 2), (ids[0], 4), (new_id(), 8)]
    # when
    async with unit_of_work() as uow:
        await count_sales(uow, placed(uow, lines_of(pieces)))
        assert uow.tags == {"best_sellers"}
    for nothing in (lines_of([(new_id(), 1)]), lines_of([(ids[0], 1)], "Ticket"), ()):
        async with unit_of_work() as uow:
            await count_sales(uow, placed(uow, nothing))
            assert uow.tags == set()
    # then
    assert await fetch_value("SELECT units_sold FROM catalog.product WHERE id = $1", shirt) == 7


async def test_an_order_costs_one_statement(catalogue: Any, unit_of_work: Open, counted: Any) -> None:
    made = [await catalogue.product(f"Cup {number}") for number in range(5)]
    async with counted() as statements, unit_of_work() as uow:
        before = len(statements.sent)
        await count_sales(uow, placed(uow, lines_of([(variant_of(product), 1) for product in made])))
        assert len(statements.sent) - before == 1


async def test_orders_of_the_same_things_at_once_neither_block_each_other_nor_lose_any(
    catalogue: Any, unit_of_work: Open
) -> None:
    # given
    made = [await catalogue.product(f"Cup {number}") for number in range(6)]
    pieces = [(variant_of(product), 1) for product in made]

    async def order(number: int) -> None:
        turned = pieces[number % 6 :] + pieces[: number % 6]
        async with unit_of_work() as uow:
            await count_sales(uow, placed(uow, lines_of(turned if number % 2 else turned[::-1])))
            await asyncio.sleep(0.005)

    # when
    await asyncio.gather(*(order(number) for number in range(24)))
    # then
    assert [await sold(product) for product in made] == [24] * 6


async def test_the_database_knows_no_negative_number(catalogue: Any) -> None:
    await catalogue.product("Cup")
    with pytest.raises(Exception, match="product_units_sold_check"):
        await execute("UPDATE catalog.product SET units_sold = -1")
