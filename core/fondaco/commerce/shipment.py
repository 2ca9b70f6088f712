"""What left the house, in the words that whoever sends and whoever sells share."""

from __future__ import annotations

from uuid import UUID

import msgspec

__all__ = ["OrderShipment", "ShippedLine"]


class ShippedLine(msgspec.Struct, frozen=True, kw_only=True):
    """By how much the numbers of an order's line change; negative ones take back what was told before by mistake.

    Attributes:
        line_id: The line of the order.
        shipped: Pieces of the line that left. Of a bundle: whole ones of which at least one part left.
        incomplete: Of the shipped ones, bundles of which other parts are still to be sent.
        returned: Pieces of the line that came back. Of a bundle: those of which all parts came back.
    """

    line_id: UUID
    shipped: int = 0
    incomplete: int = 0
    returned: int = 0


class OrderShipment(msgspec.Struct, frozen=True, kw_only=True):
    """What left for, or came back from, the buyer of an order.

    Attributes:
        order_id: Of the order.
        lines: Those of which something changes, each once.
    """

    order_id: UUID
    lines: tuple[ShippedLine, ...]
