"""What a buyer is told of the price of something before it is in a cart."""

from __future__ import annotations

import msgspec
from fondaco.commerce import Money

__all__ = ["Quote", "QuoteProblem"]


class QuoteProblem(msgspec.Struct, frozen=True):
    """Why something cannot be put into a cart: ``code`` is stable, ``message`` in English."""

    code: str
    message: str


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """What something would cost in a cart, or why it cannot be put into one.

    Attributes:
        unit_price: Of one piece, if so many are bought.
        base_price: As `fondaco.commerce.Sellable` says it, like the discount.
        total: Of all pieces.
    """

    unit_price: Money | None = None
    base_price: Money | None = None
    discount: Money | None = None
    total: Money | None = None
    problem: QuoteProblem | None = None
