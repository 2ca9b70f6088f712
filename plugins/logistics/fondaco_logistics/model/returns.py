"""Returns: what buyers want to send back, and what came back of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec
from fondaco.errors import InvalidInputError, LimitExceededError, NotFoundError
from fondaco.ids import encode_global_id

from fondaco_logistics.model.shipments import ShipmentLine

__all__ = [
    "RETURN_MOVES",
    "Arrived",
    "OrderReturn",
    "ReturnDraft",
    "ReturnLine",
    "ReturnState",
    "WantedReturn",
    "arrivals_of",
    "clean_text",
    "returnable",
]

LONGEST_TEXT, MOST_LINES = 1000, 500


class ReturnState(StrEnum):
    """How far a return is."""

    REQUESTED = "requested"
    """The buyer asked for it."""
    APPROVED = "approved"
    """Its pieces are expected."""
    REFUSED = "refused"
    """The shop does not take it."""
    RECEIVED = "received"
    """Its pieces came back, or as many of them as ever will."""
    CLOSED = "closed"
    """Nothing more is to be done for it."""


RETURN_MOVES: Mapping[ReturnState, frozenset[ReturnState]] = MappingProxyType(
    {
        ReturnState.REQUESTED: frozenset({ReturnState.APPROVED, ReturnState.REFUSED, ReturnState.CLOSED}),
        ReturnState.APPROVED: frozenset({ReturnState.RECEIVED, ReturnState.REFUSED, ReturnState.CLOSED}),
        ReturnState.REFUSED: frozenset(),
        ReturnState.RECEIVED: frozenset({ReturnState.CLOSED}),
        ReturnState.CLOSED: frozenset(),
    }
)
"""Where a return can go from each state: the whole state machine. To where it is already it may always go."""


class ReturnLine(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces of a parcel that are to come back, and those that did.

    Attributes:
        restocked: That can be sold again.
        damaged: That are kept, and cannot be sold.
        discarded: That were thrown away.
    """

    id: UUID
    of: UUID
    shipment_line: UUID
    quantity: int
    restocked: int = 0
    damaged: int = 0
    discarded: int = 0

    @property
    def global_id(self) -> str:
        """Its id at the API."""
        return encode_global_id("OrderReturnLine", self.id)

    @property
    def shipment_line_id(self) -> str:
        """The id at the API of the pieces in their parcel."""
        return encode_global_id("ShipmentLine", self.shipment_line)


class OrderReturn(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces of an order that come back.

    Attributes:
        number: For people: that of the order, and which of its returns it is.
        reason: Why, in the words of the buyer or of staff.
        note: Of staff, to the buyer.
        refund: The restocking refund that told of it; None if none did.
        by_buyer: Whether the buyer asked for it.
    """

    id: UUID
    order_id: UUID
    number: str
    state: ReturnState
    reason: str
    note: str
    refund: UUID | None
    by_buyer: bool
    created_at: datetime
    ended_at: datetime | None

    @property
    def global_id(self) -> str:
        """Its id at the API."""
        return encode_global_id("OrderReturn", self.id)


class WantedReturn(msgspec.Struct, frozen=True):
    """So many pieces of a parcel."""

    shipment_line: UUID
    quantity: int


class ReturnDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A return to be noted."""

    order_id: UUID
    lines: tuple[WantedReturn, ...]
    reason: str = ""
    note: str = ""


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """What came back of a line of a return."""

    line: UUID
    restocked: int = 0
    damaged: int = 0
    discarded: int = 0

    @property
    def pieces(self) -> int:
        """All of them."""
        return self.restocked + self.damaged + self.discarded


def clean_text(text: str, *path: str) -> str:
    """Returns a text of a return without white space around it.

    Raises:
        InvalidInputError: ``TEXT_TOO_LONG``.
    """
    cleaned = text.strip().replace("\0", "")
    if len(cleaned) > LONGEST_TEXT:
        raise InvalidInputError(
            f"A text has at most {LONGEST_TEXT} characters.", code="TEXT_TOO_LONG", field=path or None
        )
    return cleaned


def returnable(
    sent: Iterable[ShipmentLine], expected: Mapping[UUID, int], wanted: Sequence[WantedReturn]
) -> list[tuple[ShipmentLine, int]]:
    """Returns which pieces a return is of.

    Args:
        sent: What left of the order and may come back.
        expected: Pieces that other returns expect, by line of a parcel.

    Raises:
        InvalidInputError: ``LINES_REQUIRED``, ``QUANTITY_INVALID``.
        LimitExceededError: ``TOO_MANY_ROWS``, ``QUANTITY_TOO_LARGE`` where more would come back than left.
        NotFoundError: ``LINE_NOT_FOUND``.
    """
    if not wanted:
        raise InvalidInputError("Say what comes back.", code="LINES_REQUIRED", field=("lines",))
    if len(wanted) > MOST_LINES:
        raise LimitExceededError(f"Give at most {MOST_LINES} lines.", code="TOO_MANY_ROWS", field=("lines",))
    lines = {line.id: line for line in sent}
    total: Counter[UUID] = Counter()
    for index, one in enumerate(wanted):
        path = ("lines", str(index))
        line = lines.get(one.shipment_line)
        if line is None:
            raise NotFoundError("This was not sent, or cannot come back.", code="LINE_NOT_FOUND", field=path)
        if one.quantity < 1:
            raise InvalidInputError("A quantity is at least 1.", code="QUANTITY_INVALID", field=(*path, "quantity"))
        total[line.id] += one.quantity
        left = line.quantity - line.returned - expected.get(line.id, 0)
        if total[line.id] > left:
            raise LimitExceededError(
                f"Only {left} pieces of this can come back.", code="QUANTITY_TOO_LARGE", field=(*path, "quantity")
            )
    return [(lines[id_], quantity) for id_, quantity in total.items()]


def arrivals_of(lines: Sequence[ReturnLine], arrived: Sequence[Arrived]) -> list[ReturnLine]:
    """Returns the lines of a return with what came back of them; of a line that is not named nothing did.

    Raises:
        InvalidInputError: ``LINES_REQUIRED``, ``LINE_REPEATED``, ``QUANTITY_INVALID`` of more than was to come back.
        NotFoundError: ``LINE_NOT_FOUND``.
    """
    by_id = {line.id: line for line in lines}
    found: dict[UUID, ReturnLine] = {}
    for index, one in enumerate(arrived):
        path = ("lines", str(index))
        line = by_id.get(one.line)
        if line is None:
            raise NotFoundError("The return has no such line.", code="LINE_NOT_FOUND", field=path)
        if line.id in found:
            raise InvalidInputError("This line is given twice.", code="LINE_REPEATED", field=path)
        if min(one.restocked, one.damaged, one.discarded) < 0 or one.pieces > line.quantity:
            raise InvalidInputError(
                f"At most {line.quantity} pieces of this come back.", code="QUANTITY_INVALID", field=path
            )
        found[line.id] = msgspec.structs.replace(
            line, restocked=one.restocked, damaged=one.damaged, discarded=one.discarded
        )
    if not any(one.pieces for one in arrived):
        raise InvalidInputError("Say what came back.", code="LINES_REQUIRED", field=("lines",))
    return list(found.values())
