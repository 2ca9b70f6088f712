"""What the history of an order keeps of its parcels and returns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from fondaco.commerce import OrderEntry
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.hookspecs import HookSpecs

from fondaco_logistics.model.returns import OrderReturn, ReturnLine
from fondaco_logistics.model.shipments import Shipment, ShipmentLine

__all__ = ["tell_parcel", "tell_return"]


async def _tell(uow: UnitOfWork, order: UUID, kind: str, detail: dict[str, Any], shown: Iterable[str] | None) -> None:
    entry = OrderEntry(order, f"logistics.{kind}", detail, None if shown is None else frozenset(shown))
    await uow.hooks.join(HookSpecs.join_order_entry, uow, entry)


async def tell_parcel(
    uow: UnitOfWork, kind: str, shipment: Shipment, lines: Sequence[ShipmentLine] = (), *, seen: bool = False
) -> None:
    """Notes what became of a parcel.

    Args:
        kind: ``packed``, ``unpacked``, ``shipped``, ``delivered``, ``lost`` or ``tracked``.
        lines: What is in it, where that is worth noting.
        seen: Whether the buyer is told, with its number and where it can be followed.
    """
    detail: dict[str, Any] = {
        "shipmentId": shipment.global_id,
        "number": shipment.number,
        "trackings": [{"carrier": one.carrier, "number": one.number} for one in shipment.trackings],
    }
    if lines:
        detail["lines"] = [
            {"orderLineId": line.order_line_id, "sellableId": line.sellable_id, "quantity": line.quantity}
            for line in lines
        ]
    await _tell(uow, shipment.order_id, kind, detail, ("number", "trackings", "lines") if seen else None)


async def tell_return(uow: UnitOfWork, kind: str, noted: OrderReturn, lines: Sequence[ReturnLine] = ()) -> None:
    """Notes what became of a return; the buyer is told its number, and the note that was written to them.

    Args:
        kind: ``return_requested``, ``return_approved``, ``return_refused``, ``return_received`` or ``return_closed``.
        lines: What came back, where something did.
    """
    detail: dict[str, Any] = {"returnId": noted.global_id, "number": noted.number, "note": noted.note}
    if lines:
        detail["lines"] = [
            {
                "shipmentLineId": line.shipment_line_id,
                "restocked": line.restocked,
                "damaged": line.damaged,
                "discarded": line.discarded,
            }
            for line in lines
        ]
    await _tell(uow, noted.order_id, kind, detail, ("number", "note"))
