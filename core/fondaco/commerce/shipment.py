"""What left the house, in the words that whoever sends and whoever sells share."""

from __future__ import annotations

from uuid import UUID

import msgspec

from fondaco.commerce.sellable import SellableRef

__all__ = ["OrderShipment", "ParcelPieces", "ParcelTracking", "ShippedLine"]


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
        lines: Those of which something changes, each once; none where the order is only to be locked before others are.
    """

    order_id: UUID
    lines: tuple[ShippedLine, ...]


class ParcelTracking(msgspec.Struct, frozen=True, kw_only=True):
    """A number under which a parcel can be followed.

    Attributes:
        carrier: Code of the carrier; empty for one that nobody named.
        carrier_name: As buyers read it; empty for one that nobody named.
        number: Of the parcel.
        url: Where it can be followed; None if nobody knows.
    """

    carrier: str
    carrier_name: str
    number: str
    url: str | None


class ParcelPieces(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a parcel of one line of its order.

    Attributes:
        line_id: The line of the order.
        ref: What it is; of a bundle the component.
        quantity: Pieces, at least one.
    """

    line_id: UUID
    ref: SellableRef
    quantity: int
