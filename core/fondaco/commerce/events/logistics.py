"""What happened to parcels and stock."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from fondaco.commerce.event import Event
from fondaco.commerce.sellable import SellableRef
from fondaco.commerce.shipment import ParcelPieces, ParcelTracking

__all__ = [
    "ShipmentDelivered",
    "ShipmentShipped",
    "StockAvailabilityChanged",
]


class ShipmentShipped(Event, frozen=True):
    """A parcel left the house. Told once of each.

    Attributes:
        order_id: Which order it belongs to.
        order_number: What people call the order.
        channel: Slug of the channel that the order was placed in.
        shipment_id: Which parcel; `node(id:)` has it as a global id of type ``Shipment``.
        number: What people call the parcel.
        warehouse: Code of the warehouse that it left.
        lines: What is in it.
        trackings: Where it can be followed, as far as known when it left.
        shipped_at: When it left, UTC.
    """

    wire_name: ClassVar[str] = "logistics.shipment_shipped"

    order_id: UUID
    order_number: str
    channel: str
    shipment_id: UUID
    number: str
    warehouse: str
    lines: tuple[ParcelPieces, ...]
    trackings: tuple[ParcelTracking, ...]
    shipped_at: datetime


class ShipmentDelivered(Event, frozen=True):
    """A parcel arrived. Told again if it was taken for lost in between.

    Attributes:
        order_id: Which order it belongs to.
        order_number: What people call the order.
        channel: Slug of the channel that the order was placed in.
        shipment_id: Which parcel; `node(id:)` has it as a global id of type ``Shipment``.
        number: What people call the parcel.
        delivered_at: When it was noted to have arrived, UTC.
    """

    wire_name: ClassVar[str] = "logistics.shipment_delivered"

    order_id: UUID
    order_number: str
    channel: str
    shipment_id: UUID
    number: str
    delivered_at: datetime


class StockAvailabilityChanged(Event, frozen=True):
    """Things can be had again, or cannot be had any more, in some channel.

    Attributes:
        came_in: Can be had now where they could not.
        went_out: Cannot be had where they could.
    """

    wire_name: ClassVar[str] = "logistics.stock_availability_changed"

    came_in: tuple[SellableRef, ...] = ()
    went_out: tuple[SellableRef, ...] = ()
