"""The list of the packing desk, in the admin schema."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from fondaco.db import Page
from fondaco.graphql import ID, Connection, Info, SchemaPart, input_type, object_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_logistics.graphql.orders import OrderAllocation
from fondaco_logistics.model.stock import Taking
from fondaco_logistics.permissions import VIEW_STOCK
from fondaco_logistics.repository import packing as repository

__all__ = ["packing"]

packing = SchemaPart()


@object_type(repository.OrderToShip)
class OrderToShip:
    """An order of which something can be packed now.

    Attributes:
        country: Of the destination; empty where it has none, and so are the region and the postal code.
        due: The last day on which it may arrive, as was promised; the day on which it was bought where nothing was.
        created_at: When it was bought.
        complete: Whether no piece of it is missing.
    """

    number: str
    channel: str
    country: str
    region: str
    postal_code: str
    due: date
    created_at: datetime
    complete: bool


@input_type
class OrderToShipFilter:
    """Which orders are listed.

    Attributes:
        warehouse_id: Those of which something lies there, or nobody counts.
        channel: Those of this channel; its slug.
        country: Those that go there.
        due_until: Those that are due on this day or before.
        complete: Those of which nothing is missing, or those of which something is.
        number: Those whose number begins so.
    """

    warehouse_id: ID | None = None
    channel: str | None = None
    country: str | None = None
    due_until: date | None = None
    complete: bool | None = None
    number: str | None = None


@packing.query(type=Connection[OrderToShip], permission=VIEW_STOCK)
async def orders_to_ship(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    filter: OrderToShipFilter | None = None,  # noqa: A002 (the API's name)
) -> Page[repository.OrderToShip]:
    """Orders of which something can be packed, the oldest promise first."""
    given = filter or OrderToShipFilter()
    warehouse = given.warehouse_id
    narrowed = repository.PackingFilter(
        warehouse=None
        if warehouse is None
        else parse_global_id(warehouse, "Warehouse", field=("filter", "warehouseId")),
        channel=given.channel,
        country=given.country,
        due_until=given.due_until,
        complete=given.complete,
        number=given.number,
    )
    args = info.context.page_args(first, after, last, before)
    return await repository.list_orders_to_ship(args, narrowed, largest=info.context.app.settings.graphql.max_page_size)


@packing.extend("OrderToShip", type=ID, name="orderId")
async def order_to_ship_id(parents: Sequence[repository.OrderToShip]) -> list[str]:
    """The order."""
    return [encode_global_id("Order", parent.id) for parent in parents]


@packing.extend("OrderToShip", type=list[OrderAllocation], name="allocations")
async def order_to_ship_allocations(parents: Sequence[repository.OrderToShip]) -> list[list[Taking]]:
    """What of it can be packed: in the warehouse that was asked about, and what nobody counts."""
    found = await repository.list_packable([one.id for one in parents], parents[0].warehouse if parents else None)
    return [found[parent.id] for parent in parents]
