"""What the packing desk does with parcels, in the admin schema."""

from __future__ import annotations

from uuid import UUID

import msgspec
import strawberry
from fondaco.db import UnitOfWork
from fondaco.errors import DomainError, LimitExceededError
from fondaco.graphql import ID, Info, SchemaPart, input_type, object_type
from fondaco.graphql.errors import UserError, UserErrorView
from fondaco.ids import parse_global_id

from fondaco_logistics.graphql.parcels import Shipment
from fondaco_logistics.graphql.requests import settings_of
from fondaco_logistics.model import shipments as model
from fondaco_logistics.model.packing import PackDraft, PackLine
from fondaco_logistics.model.shipments import ShipmentState, Tracking
from fondaco_logistics.permissions import MANAGE_SHIPMENTS
from fondaco_logistics.service import parcels as verbs

__all__ = ["parcel_changes"]

parcel_changes = SchemaPart()

MOST_SHIPMENTS = 200


@input_type
class ShipmentTrackingInput:
    """A number under which a carrier knows the parcel.

    Attributes:
        carrier: Code of a carrier of the settings; empty for another one.
        number: 1 to 100 characters.
        url: Where it can be followed, if not where the carrier says; begins with https://.
    """

    number: str
    carrier: str = ""
    url: str = ""

    def value(self) -> Tracking:
        """Returns the number as verbs take it."""
        return Tracking(self.carrier, self.number, self.url)


@input_type
class ShipmentLineInput:
    """Pieces that are to be packed.

    Attributes:
        allocation_id: Where they are, as `Order.allocations` says.
        quantity: How many of its pieces; null for all.
    """

    allocation_id: ID
    quantity: int | None = None


@input_type
class ShipmentCreateInput:
    """A parcel to be made up.

    Attributes:
        lines: None for all of the order that lies in the warehouse, and all of it that nobody counts.
        ship: Whether it leaves at once.
    """

    order_id: ID
    warehouse_id: ID
    lines: list[ShipmentLineInput] = strawberry.field(default_factory=list)
    trackings: list[ShipmentTrackingInput] = strawberry.field(default_factory=list)
    ship: bool = False

    def draft(self) -> PackDraft:
        """Returns the parcel as verbs take it."""
        return PackDraft(
            order_id=parse_global_id(self.order_id, "Order", field=("orderId",)),
            warehouse=parse_global_id(self.warehouse_id, "Warehouse", field=("warehouseId",)),
            lines=tuple(
                PackLine(
                    parse_global_id(line.allocation_id, "OrderAllocation", field=("lines", str(index), "allocationId")),
                    line.quantity,
                )
                for index, line in enumerate(self.lines)
            ),
            trackings=tuple(one.value() for one in self.trackings),
        )


@input_type
class ShipmentShipInput:
    """A parcel that leaves.

    Attributes:
        trackings: Replace the numbers of the parcel; null leaves them.
    """

    id: ID
    trackings: list[ShipmentTrackingInput] | None = None

    def numbers(self) -> list[Tracking] | None:
        """Returns the tracking numbers as verbs take them."""
        return None if self.trackings is None else [one.value() for one in self.trackings]


@input_type
class ShipmentTrackingSetInput:
    """The numbers under which a parcel is known, all of them."""

    id: ID
    trackings: list[ShipmentTrackingInput]


@input_type
class ShipmentBulkShipInput:
    """Parcels that leave, at most 200; each by itself, so that one that is refused keeps no other back."""

    rows: list[ShipmentShipInput]


class ShippedRow(msgspec.Struct, frozen=True):
    """What became of a row."""

    index: int
    shipment: model.Shipment | None
    errors: list[UserErrorView]


class ShippedRows(msgspec.Struct, frozen=True):
    """All rows, and how many were done."""

    count: int
    results: list[ShippedRow]


@object_type(ShippedRow)
class ShipmentBulkResult:
    """What became of a row.

    Attributes:
        index: Of the row, from 0.
        shipment: Null if it was refused.
        errors: Why; their fields are those of the row.
    """

    index: int
    shipment: Shipment | None
    errors: list[UserError]


def _id(id_: str) -> UUID:
    return parse_global_id(id_, "Shipment", field=("id",))


@parcel_changes.mutation(returns={"shipment": Shipment}, permission=MANAGE_SHIPMENTS)
async def shipment_create(uow: UnitOfWork, data: ShipmentCreateInput, info: Info) -> model.Shipment:
    """Makes up a parcel of an order in a warehouse; its pieces are in no other parcel then."""
    packed = await verbs.pack(uow, settings_of(info), data.draft())
    if not data.ship:
        return packed
    return await verbs.ship(uow, settings_of(info), info.context.app.channels, packed.id)


@parcel_changes.mutation(returns={"shipment": Shipment}, permission=MANAGE_SHIPMENTS)
async def shipment_ship(uow: UnitOfWork, data: ShipmentShipInput, info: Info) -> model.Shipment:
    """Lets a parcel leave: what is in it leaves stock, and the buyer is told. Again, it changes nothing."""
    return await verbs.ship(uow, settings_of(info), info.context.app.channels, _id(data.id), data.numbers())


@parcel_changes.mutation(
    returns={"count": int, "results": list[ShipmentBulkResult]}, permission=MANAGE_SHIPMENTS, transaction=False
)
async def shipment_bulk_ship(info: Info, data: ShipmentBulkShipInput) -> ShippedRows:
    """Lets many parcels leave, each with an answer of its own. Again, it changes nothing of those that left."""
    if len(data.rows) > MOST_SHIPMENTS:
        raise LimitExceededError(f"Give at most {MOST_SHIPMENTS} rows.", code="TOO_MANY_ROWS", field=("rows",))
    app, settings = info.context.app, settings_of(info)
    results = []
    for index, row in enumerate(data.rows):
        try:
            async with app.unit_of_work(info.context.caller) as uow:
                left = await verbs.ship(uow, settings, app.channels, _id(row.id), row.numbers())
        except DomainError as error:
            results.append(ShippedRow(index, None, [UserErrorView.of(error)]))
        else:
            results.append(ShippedRow(index, left, []))
    return ShippedRows(sum(row.shipment is not None for row in results), results)


@parcel_changes.mutation(returns={"shipment": Shipment}, permission=MANAGE_SHIPMENTS)
async def shipment_tracking_set(uow: UnitOfWork, data: ShipmentTrackingSetInput, info: Info) -> model.Shipment:
    """Replaces the numbers under which a parcel is known, before it leaves or afterwards."""
    return await verbs.set_trackings(uow, settings_of(info), _id(data.id), [one.value() for one in data.trackings])


@parcel_changes.mutation(returns={"shipment": Shipment}, permission=MANAGE_SHIPMENTS)
async def shipment_deliver(uow: UnitOfWork, id: ID) -> model.Shipment:
    """Notes that a parcel arrived. Again, it changes nothing."""
    return await verbs.progress(uow, _id(id), ShipmentState.DELIVERED)


@parcel_changes.mutation(returns={"shipment": Shipment}, permission=MANAGE_SHIPMENTS)
async def shipment_lose(uow: UnitOfWork, id: ID) -> model.Shipment:
    """Notes that a parcel that left did not arrive; it may be delivered yet, or come back."""
    return await verbs.progress(uow, _id(id), ShipmentState.LOST)


@parcel_changes.mutation(returns={"shipment": Shipment}, permission=MANAGE_SHIPMENTS)
async def shipment_cancel(uow: UnitOfWork, id: ID) -> model.Shipment:
    """Unpacks a parcel that has not left: its pieces stay the order's, and can be packed again."""
    return await verbs.cancel_shipment(uow, _id(id))
