"""Taking out of parcels what their order wants no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from fondaco_logistics.model.packing import as_they_become
from fondaco_logistics.model.settling import Saving
from fondaco_logistics.model.shipments import ShipmentLine, ShipmentState
from fondaco_logistics.model.stock import Taking, TakingState
from fondaco_logistics.repository import shipments as repository

__all__ = ["unpack"]

_PACKED = {TakingState.PACKED, TakingState.PACKED_UNCOUNTED}


def _packed(rows: Sequence[Taking]) -> Counter[tuple[UUID, TakingState, UUID | None]]:
    packed: Counter[tuple[UUID, TakingState, UUID | None]] = Counter()
    for row in rows:
        if row.state in _PACKED:
            packed[row.piece, row.state, row.warehouse] += row.quantity
    return packed


async def unpack(order_id: UUID, held: Sequence[Taking], saving: Saving, now: datetime) -> None:
    """Takes out of the parcels of an order what it gave back of packed pieces, the youngest parcel first.

    A parcel in which nothing is left is cancelled. No statement where nothing of that kind was given back. The order's
    demand is locked, which is the lock of its parcels.
    """
    excess = _packed(held) - _packed(as_they_become(held, saving))
    if not excess:
        return
    parcels = [
        one
        for one in reversed((await repository.list_order_shipments([order_id]))[order_id])
        if one.state is ShipmentState.PACKED
    ]
    lines = await repository.list_shipment_lines([parcel.id for parcel in parcels])
    changed: list[ShipmentLine] = []
    for parcel in parcels:
        after = []
        for line in lines[parcel.id]:
            key = (line.piece, line.packed_as, parcel.warehouse)
            out = min(line.quantity, excess[key])
            excess[key] -= out
            after.append(replace(line, quantity=line.quantity - out))
        if any(line.quantity for line in after):
            changed += [line for line, before in zip(after, lines[parcel.id], strict=True) if line != before]
        else:  # what was in it stays noted
            await repository.save_shipment(replace(parcel, state=ShipmentState.CANCELLED, ended_at=now))
    await repository.set_line_quantities(changed)
