"""Parcels in the admin schema: what there is of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from fondaco.access import is_allowed
from fondaco.commerce import ParcelTracking
from fondaco.db import Page
from fondaco.graphql import (
    ID,
    Connection,
    Info,
    Node,
    RequestContext,
    SchemaPart,
    enum_type,
    object_type,
)
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_logistics.graphql.requests import load_warehouses, settings_of
from fondaco_logistics.graphql.types import Warehouse
from fondaco_logistics.model import shipments as model
from fondaco_logistics.model import warehouses as warehouse_model
from fondaco_logistics.model.carriers import Carrier
from fondaco_logistics.permissions import VIEW_STOCK
from fondaco_logistics.repository import shipments as repository
from fondaco_logistics.service.parcels import told_tracking

__all__ = ["Shipment", "ShipmentTracking", "parcels", "trackings_of"]

parcels = SchemaPart()

enum_type(model.ShipmentState)


@object_type(ParcelTracking)
class ShipmentTracking:
    """A number under which a carrier knows a parcel, or a part of it.

    Attributes:
        carrier: Code of the carrier; empty if nobody said.
        carrier_name: As buyers read it; empty if nobody said.
        url: Where the parcel can be followed; null if nobody knows.
    """

    carrier: str
    carrier_name: str
    number: str
    url: str | None


def trackings_of(parents: Sequence[model.Shipment], info: Info) -> list[list[ParcelTracking]]:
    """Returns the numbers of parcels, with what the settings say of their carriers."""
    carriers = settings_of(info).carriers_by_code
    return [[told_tracking(carriers, one) for one in parent.trackings] for parent in parents]


@object_type(model.Shipment)
class Shipment(Node):
    """A parcel of an order, from one warehouse.

    Attributes:
        number: For people: that of the order, and which of its parcels it is.
        shipped_at: When it left; null while it has not.
        ended_at: When it was delivered, lost, returned or cancelled.
    """

    number: str
    state: model.ShipmentState
    created_at: datetime
    shipped_at: datetime | None
    ended_at: datetime | None


@object_type(model.ShipmentLine)
class ShipmentLine:
    """Pieces in a parcel.

    Attributes:
        global_id: Of these pieces in this parcel; for returns.
        order_line_id: The order's line.
        sellable_id: What it is; of a bundle the component.
        returned: How many of them came back.
    """

    global_id: ID = strawberry.field(name="id")
    order_line_id: ID
    sellable_id: ID
    quantity: int
    returned: int


@object_type(Carrier)
class ShipmentCarrier:
    """Who carries parcels, as the settings say.

    Attributes:
        tracking_url: Where a parcel can be followed, with {number} for its number; empty if nowhere.
    """

    code: str
    name: str
    tracking_url: str


async def _load(context: RequestContext, ids: Sequence[UUID]) -> list[model.Shipment | None]:
    found = await repository.find_shipments(ids) if is_allowed(context.principal, VIEW_STOCK) else {}
    return [found.get(id_) for id_ in ids]


parcels.node(Shipment, _load)


@parcels.query(type=list[ShipmentCarrier], permission=VIEW_STOCK)
async def shipment_carriers(info: Info) -> list[Carrier]:
    """Who carries parcels, in the order of the settings."""
    return list(settings_of(info).carriers)


@parcels.query(type=Shipment | None, permission=VIEW_STOCK)
async def shipment(info: Info, id: ID) -> model.Shipment | None:
    """A parcel by its id; with its order and warehouse it has all that a packing slip needs."""
    return (await _load(info.context, [parse_global_id(id, "Shipment", field=("id",))]))[0]


@parcels.query(type=Connection[Shipment], permission=VIEW_STOCK)
async def shipments(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    state: model.ShipmentState | None = None,
    warehouse_id: ID | None = None,
    order_id: ID | None = None,
    tracking_number: str | None = None,
) -> Page[model.Shipment]:
    """Parcels, the youngest first.

    Args:
        state: Only those that are so far.
        warehouse_id: Only those from there.
        order_id: Only those of this order.
        tracking_number: Only those that a carrier knows under this number.
    """
    return await repository.list_shipments(
        info.context.page_args(first, after, last, before),
        state=state,
        warehouse=None if warehouse_id is None else parse_global_id(warehouse_id, "Warehouse", field=("warehouseId",)),
        order=None if order_id is None else parse_global_id(order_id, "Order", field=("orderId",)),
        tracking=tracking_number,
        largest=info.context.app.settings.graphql.max_page_size,
    )


@parcels.extend("Order", type=list[Shipment], owner="checkout", name="shipments", permission=VIEW_STOCK)
async def order_shipments(parents: Sequence[Any]) -> list[list[model.Shipment]]:
    """Its parcels, the oldest first; those that were cancelled too."""
    found = await repository.list_order_shipments([parent.id for parent in parents])
    return [found[parent.id] for parent in parents]


@parcels.extend("Shipment", type=list[ShipmentTracking])
async def trackings(parents: Sequence[model.Shipment], info: Info) -> list[list[ParcelTracking]]:
    """The numbers under which it is known."""
    return trackings_of(parents, info)


@parcels.extend("Shipment", type=list[ShipmentLine])
async def lines(parents: Sequence[model.Shipment]) -> list[list[model.ShipmentLine]]:
    """What is in it."""
    found = await repository.list_shipment_lines([parent.id for parent in parents])
    return [found[parent.id] for parent in parents]


@parcels.extend("Shipment", type=Warehouse)
async def warehouse(parents: Sequence[model.Shipment], info: Info) -> list[warehouse_model.Warehouse | None]:
    """From where."""
    return await load_warehouses(info.context, [parent.warehouse for parent in parents])


@parcels.extend("Shipment", type=ID)
async def order_id(parents: Sequence[model.Shipment]) -> list[str]:
    """The order."""
    return [encode_global_id("Order", parent.order_id) for parent in parents]
