"""Parcels, as buyers see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import strawberry
from fondaco.commerce import ParcelTracking
from fondaco.graphql import ID, Info, SchemaPart, object_type

from fondaco_logistics.graphql.parcels import ShipmentTracking, trackings_of
from fondaco_logistics.model import shipments as model
from fondaco_logistics.repository import shipments as repository

__all__ = ["shop_parcels"]

shop_parcels = SchemaPart()


@object_type(model.Shipment)
class OrderShipment:
    """A parcel that left the house.

    Attributes:
        global_id: Opaque.
        number: For people.
        shipped_at: When it left.
        ended_at: When it was delivered, lost or returned.
    """

    global_id: ID = strawberry.field(name="id")
    number: str
    state: model.ShipmentState
    shipped_at: datetime
    ended_at: datetime | None


@object_type(model.ShipmentLine)
class OrderShipmentLine:
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


@shop_parcels.extend("Order", type=list[OrderShipment], owner="checkout", name="shipments")
async def order_shipments(parents: Sequence[Any]) -> list[list[model.Shipment]]:
    """Its parcels that left, the oldest first."""
    found = await repository.list_order_shipments([parent.id for parent in parents], left=True)
    return [found[parent.id] for parent in parents]


@shop_parcels.extend("OrderShipment", type=list[ShipmentTracking], owner="checkout")
async def trackings(parents: Sequence[model.Shipment], info: Info) -> list[list[ParcelTracking]]:
    """Where it can be followed."""
    return trackings_of(parents, info)


@shop_parcels.extend("OrderShipment", type=list[OrderShipmentLine], owner="checkout")
async def lines(parents: Sequence[model.Shipment]) -> list[list[model.ShipmentLine]]:
    """What is in it."""
    found = await repository.list_shipment_lines([parent.id for parent in parents])
    return [found[parent.id] for parent in parents]
