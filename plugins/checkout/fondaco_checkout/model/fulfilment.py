"""What has left of an order, and whether a line can have so much sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from uuid import UUID

import msgspec
from fondaco.commerce import OrderShipment
from fondaco.errors import LimitExceededError, NotFoundError

__all__ = ["FulfilmentState", "LineNumbers", "changed_numbers", "first_state"]


class FulfilmentState(StrEnum):
    """What has left of an order, over all lines that are sent."""

    NOT_NEEDED = "not_needed"
    """Nothing of it is sent."""
    UNFULFILLED = "unfulfilled"
    """Nothing has left yet."""
    PARTIALLY_FULFILLED = "partially_fulfilled"
    """Some has left, and more is to be sent."""
    FULFILLED = "fulfilled"
    """All of it has left."""
    PARTIALLY_RETURNED = "partially_returned"
    """All of it has left, and some came back."""
    RETURNED = "returned"
    """All of it came back."""


class LineNumbers(msgspec.Struct, frozen=True, kw_only=True):
    """How many pieces of a line there are, and what became of them.

    Attributes:
        quantity: That are wanted.
        shipped: That left; of a bundle whole ones of which at least one part did.
        incomplete: Of the shipped ones, bundles of which other parts are still to be sent.
        returned: That came back.
    """

    id: UUID
    quantity: int
    shipped: int
    incomplete: int
    returned: int


def first_state(requires_shipping: Iterable[bool]) -> FulfilmentState:
    """Returns where an order stands when it is placed, by what its lines need."""
    return FulfilmentState.UNFULFILLED if any(requires_shipping) else FulfilmentState.NOT_NEEDED


def changed_numbers(lines: Mapping[UUID, LineNumbers], shipment: OrderShipment) -> list[LineNumbers]:
    """Returns the lines as they become by what left or came back.

    Raises:
        NotFoundError: ``LINE_NOT_FOUND`` of a line that the order does not have.
        LimitExceededError: ``QUANTITY_TOO_LARGE`` where more would have left than is wanted, or come back than left.
    """
    changed = []
    for index, line in enumerate(shipment.lines):
        before = lines.get(line.line_id)
        field = ("lines", str(index), "quantity")
        if before is None:
            raise NotFoundError("The order has no such line.", code="LINE_NOT_FOUND", field=("lines", str(index)))
        after = LineNumbers(
            id=before.id,
            quantity=before.quantity,
            shipped=before.shipped + line.shipped,
            incomplete=before.incomplete + line.incomplete,
            returned=before.returned + line.returned,
        )
        if not 0 <= after.shipped <= after.quantity:
            raise LimitExceededError(
                f"Of this line {before.shipped} of {before.quantity} pieces have left.",
                code="QUANTITY_TOO_LARGE",
                field=field,
            )
        if not 0 <= after.returned <= after.shipped or not 0 <= after.incomplete <= after.shipped:
            raise LimitExceededError(
                f"Of this line {before.shipped} pieces have left, and {before.returned} came back.",
                code="QUANTITY_TOO_LARGE",
                field=field,
            )
        changed.append(after)
    return changed
