"""Parcels: what is in them, how far they are, and what that means for the lines of their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec
from fondaco.commerce import ShippedLine
from fondaco.ids import encode_global_id

from fondaco_logistics.model.stock import Taking, TakingState

__all__ = [
    "MOVES",
    "Shipment",
    "ShipmentLine",
    "ShipmentState",
    "Tracking",
    "line_changes",
]


class ShipmentState(StrEnum):
    """How far a parcel is."""

    PACKED = "packed"
    """It is made up, and has not left."""
    SHIPPED = "shipped"
    """It left the house."""
    DELIVERED = "delivered"
    """The buyer has it."""
    LOST = "lost"
    """It did not arrive, and nobody knows where it is."""
    RETURNED = "returned"
    """All that was in it came back."""
    CANCELLED = "cancelled"
    """It was unpacked before it left."""


MOVES: Mapping[ShipmentState, frozenset[ShipmentState]] = MappingProxyType(
    {
        ShipmentState.PACKED: frozenset({ShipmentState.SHIPPED, ShipmentState.CANCELLED}),
        ShipmentState.SHIPPED: frozenset({ShipmentState.DELIVERED, ShipmentState.LOST, ShipmentState.RETURNED}),
        ShipmentState.DELIVERED: frozenset({ShipmentState.LOST, ShipmentState.RETURNED}),
        ShipmentState.LOST: frozenset({ShipmentState.DELIVERED, ShipmentState.RETURNED}),
        ShipmentState.RETURNED: frozenset(),
        ShipmentState.CANCELLED: frozenset(),
    }
)
"""Where a parcel can go from each state: the whole state machine. To where it is already it may always go."""


class Tracking(msgspec.Struct, frozen=True):
    """A number under which a carrier knows a parcel, or a part of it.

    Attributes:
        carrier: Code of the carrier; empty for one that the settings do not know.
        url: Where it can be followed, if not where the carrier says; else empty.
    """

    carrier: str
    number: str
    url: str = ""


class ShipmentLine(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces in a parcel.

    Attributes:
        line: Of the order.
        piece: The line, or the component of it.
        counted: Whether the pieces are taken from stock; False of what nobody counts.
        returned: How many of them came back.
    """

    id: UUID
    shipment: UUID
    line: UUID
    piece: UUID
    ref_type: str
    ref_id: UUID
    counted: bool
    quantity: int
    returned: int = 0

    @property
    def global_id(self) -> str:
        """Its id at the API."""
        return encode_global_id("ShipmentLine", self.id)

    @property
    def order_line_id(self) -> str:
        """The id of the order's line at the API."""
        return encode_global_id("OrderLine", self.line)

    @property
    def sellable_id(self) -> str:
        """The id at the API of what it is; of a bundle the component."""
        return encode_global_id(self.ref_type, self.ref_id)

    @property
    def packed_as(self) -> TakingState:
        """The state of the pieces while they wait in the parcel."""
        return TakingState.PACKED if self.counted else TakingState.PACKED_UNCOUNTED


class Shipment(msgspec.Struct, frozen=True, kw_only=True):
    """A parcel of an order, from one warehouse.

    Attributes:
        number: For people: that of the order, and which of its parcels it is.
        ended_at: When it was delivered, lost, returned or cancelled.
    """

    id: UUID
    order_id: UUID
    warehouse: UUID
    number: str
    state: ShipmentState
    trackings: tuple[Tracking, ...]
    created_at: datetime
    shipped_at: datetime | None
    ended_at: datetime | None

    @property
    def global_id(self) -> str:
        """Its id at the API."""
        return encode_global_id("Shipment", self.id)


class _Line(msgspec.Struct, frozen=True):
    shipped: int
    complete: int
    returned: int


def _numbers(rows: Iterable[Taking]) -> dict[UUID, _Line]:
    """Returns how many of each line left, left whole, and came back, by what became of its pieces."""
    gone: defaultdict[UUID, defaultdict[UUID, int]] = defaultdict(lambda: defaultdict(int))
    back: defaultdict[UUID, defaultdict[UUID, int]] = defaultdict(lambda: defaultdict(int))
    each: dict[UUID, int] = {}
    for row in rows:
        if row.ships:
            each[row.piece] = row.each
            left = row.state in {TakingState.SHIPPED, TakingState.RETURNED}
            gone[row.line][row.piece] += row.quantity if left else 0
            back[row.line][row.piece] += row.quantity if row.state is TakingState.RETURNED else 0
    return {
        line: _Line(
            shipped=max(-(-n // each[piece]) for piece, n in pieces.items()),
            complete=min(n // each[piece] for piece, n in pieces.items()),
            returned=min(n // each[piece] for piece, n in back[line].items()),
        )
        for line, pieces in gone.items()
    }


def line_changes(before: Sequence[Taking], after: Sequence[Taking]) -> tuple[ShippedLine, ...]:
    """Returns what changes on the lines of an order by what becomes of its pieces.

    A bundle has left as soon as one of its parts has, and is back when all of its parts are.

    Args:
        before: All rows of the order.
        after: The same, as they become.
    """
    was, becomes = _numbers(before), _numbers(after)
    nothing = _Line(0, 0, 0)
    changes = []
    for line in sorted(was.keys() | becomes.keys()):
        old, new = was.get(line, nothing), becomes.get(line, nothing)
        if old != new:
            change = ShippedLine(
                line_id=line,
                shipped=new.shipped - old.shipped,
                incomplete=(new.shipped - new.complete) - (old.shipped - old.complete),
                returned=new.returned - old.returned,
            )
            changes.append(change)
    return tuple(changes)
