"""What a carrier and a till want to know of a variant."""

from __future__ import annotations

import msgspec

__all__ = ["Dimensions", "PurchaseLimit"]


class Dimensions(msgspec.Struct, frozen=True):
    """Of the parcel of one piece of a variant; a length of zero is unknown, and the volume with it."""

    length_mm: int
    width_mm: int
    height_mm: int
    volume_cm3: int


class PurchaseLimit(msgspec.Struct, frozen=True):
    """How many pieces of a variant one buyer may order, of how many days; None for all their orders."""

    pieces: int
    days: int | None
