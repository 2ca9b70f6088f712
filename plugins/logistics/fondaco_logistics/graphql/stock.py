"""Stock in the admin schema: what is counted, where it lies, the ledger, and the audit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fondaco.commerce import SellableRef
from fondaco.db import Page
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Connection, Info, SchemaPart, input_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_logistics.graphql.requests import load_items, load_warehouses, ref_from, settings_of
from fondaco_logistics.graphql.types import (
    StockDiscrepancy,
    StockItem,
    StockLevel,
    StockMovement,
    Warehouse,
    thing_id,
)
from fondaco_logistics.model import stock as model
from fondaco_logistics.model import warehouses as warehouse_model
from fondaco_logistics.permissions import VIEW_STOCK
from fondaco_logistics.repository import stock as repository
from fondaco_logistics.repository.audit import Discrepancy, audit

__all__ = ["stock"]

stock = SchemaPart()

stock.node(StockItem, load_items)


@input_type
class StockItemFilter:
    """Which items are listed.

    Attributes:
        warehouse_id: Those that are counted there.
        low_stock: Those of which few can be taken, in all warehouses together.
        backordered: Those that orders lack.
    """

    warehouse_id: ID | None = None
    low_stock: bool = False
    backordered: bool = False


@stock.query(type=StockItem | None, permission=VIEW_STOCK)
async def stock_item(sellable_id: ID) -> model.Item | None:
    """How a thing is counted, by its own id, such as that of a variant; null if nobody counts it."""
    ref = ref_from(sellable_id, "sellableId")
    return (await repository.find_items_of([ref])).get(ref)


@stock.query(type=Connection[StockItem], permission=VIEW_STOCK)
async def stock_items(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    filter: StockItemFilter | None = None,  # noqa: A002 (the API's name)
) -> Page[model.Item]:
    """What is counted, the youngest first."""
    given = filter or StockItemFilter()
    narrowed = repository.StockFilter(
        warehouse=None
        if given.warehouse_id is None
        else parse_global_id(given.warehouse_id, "Warehouse", field=("filter", "warehouseId")),
        low=given.low_stock,
        lacking=given.backordered,
        low_stock=settings_of(info).low_stock,
    )
    args = info.context.page_args(first, after, last, before)
    return await repository.list_items(args, narrowed, largest=info.context.app.settings.graphql.max_page_size)


@stock.query(type=Connection[StockMovement], permission=VIEW_STOCK)
async def stock_movements(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    sellable_id: ID | None = None,
    warehouse_id: ID | None = None,
    order_id: ID | None = None,
) -> Page[repository.MovementView]:
    """The ledger, the youngest entry first.

    Args:
        sellable_id: Of this thing only.
        warehouse_id: Of this warehouse only.
        order_id: Of this order only.
    """
    item = None
    if sellable_id is not None:
        ref = ref_from(sellable_id, "sellableId")
        found = (await repository.find_items_of([ref])).get(ref)
        if found is None:
            raise InvalidInputError("Nobody counts this.", code="NOT_COUNTED", field=("sellableId",))
        item = found.id
    return await repository.list_movements(
        info.context.page_args(first, after, last, before),
        item=item,
        warehouse=None if warehouse_id is None else parse_global_id(warehouse_id, "Warehouse", field=("warehouseId",)),
        order=None if order_id is None else parse_global_id(order_id, "Order", field=("orderId",)),
        largest=info.context.app.settings.graphql.max_page_size,
    )


@stock.query(type=list[StockDiscrepancy], permission=VIEW_STOCK)
async def stock_audit() -> list[Discrepancy]:
    """Where counters, ledger and orders contradict each other; empty if stock is sound.

    Worked out from the tables alone, over the whole ledger: for now and then, not for every page.
    """
    return await audit()


@stock.extend("StockItem", type=ID)
async def sellable_id(parents: Sequence[model.Item]) -> list[str]:
    """The id of what is sold, such as that of a variant."""
    return [thing_id(parent.ref) for parent in parents]


@stock.extend("StockItem", type=list[StockLevel])
async def levels(parents: Sequence[model.Item]) -> list[list[repository.LevelView]]:
    """Its stock by warehouse."""
    found = await repository.list_levels([parent.id for parent in parents])
    return [found[parent.id] for parent in parents]


@stock.extend("StockItem", type=int)
async def backordered(parents: Sequence[model.Item]) -> list[int]:
    """How many pieces orders lack."""
    found = await repository.list_lacking([parent.id for parent in parents])
    return [found.get(parent.id, 0) for parent in parents]


@stock.extend("StockMovement", type=ID, name="sellableId")
async def movement_sellable_id(parents: Sequence[repository.MovementView]) -> list[str]:
    """The id of what moved."""
    return [encode_global_id(parent.ref_type, parent.ref_id) for parent in parents]


@stock.extend("StockMovement", type=Warehouse, name="warehouse")
async def movement_warehouse(
    parents: Sequence[repository.MovementView], info: Info
) -> list[warehouse_model.Warehouse | None]:
    """Where."""
    return await load_warehouses(info.context, [parent.warehouse for parent in parents])


@stock.extend("StockMovement", type=ID | None, name="orderId")
async def movement_order_id(parents: Sequence[repository.MovementView]) -> list[str | None]:
    """The order that it was for."""
    return [None if parent.order_id is None else encode_global_id("Order", parent.order_id) for parent in parents]


@stock.extend("StockDiscrepancy", type=str)
async def subject(parents: Sequence[Discrepancy]) -> list[str]:
    """UUID of the row of stock, or of the order."""
    return [str(parent.subject) for parent in parents]


@stock.extend("ProductVariant", type=StockItem | None, owner="catalog", name="stock", permission=VIEW_STOCK)
async def variant_stock(parents: Sequence[Any]) -> list[model.Item | None]:
    """How it is counted; null if nobody counts it."""
    refs = [SellableRef("ProductVariant", parent.id) for parent in parents]
    found = await repository.find_items_of(refs)
    return [found.get(ref) for ref in refs]
