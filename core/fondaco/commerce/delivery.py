"""Ways to deliver an order."""

from __future__ import annotations

from datetime import date

import msgspec

from fondaco.commerce.money import Money

__all__ = ["DeliveryOption"]


class DeliveryOption(msgspec.Struct, frozen=True, kw_only=True):
    """One way to deliver a cart to its address, and what it costs.

    Attributes:
        code: Unique within a cart, such as ``flat_rate:standard``; stable from call to call.
        name: What the buyer reads, in the cart's language.
        price: Gross or net as the channel says.
        tax_class: Which tax rate applies to the delivery itself; `fondaco.commerce.TAX_AS_GOODS` for those of what it
            brings.
        description: A second line; may be empty.
        min_days: Earliest arrival in working days after dispatch, where known.
        max_days: Latest arrival in working days after dispatch, where known.
        earliest: First day on which it may arrive if it is ordered now, where that is promised; an order keeps it.
        latest: Last day.
    """

    code: str
    name: str
    price: Money
    tax_class: str = "standard"
    description: str = ""
    min_days: int | None = None
    max_days: int | None = None
    earliest: date | None = None
    latest: date | None = None
