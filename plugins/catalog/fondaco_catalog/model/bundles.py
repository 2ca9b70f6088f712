"""Kits: what they may hold, and what they cost by their components."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from fractions import Fraction
from uuid import UUID

import msgspec
from fondaco.commerce import round_half_up
from fondaco.errors import InvalidInputError, LimitExceededError

__all__ = ["ComponentDraft", "KitDraft", "KitPricing", "check_kit", "sum_price"]

MAX_COMPONENTS = 100
MAX_PIECES = 10_000


class KitPricing(Enum):
    """What a kit costs.

    OWN: what its price lists say. SUM: its base prices are those of its components together, less some percent, and
    follow them; price lists beside the base list still apply.
    """

    OWN = "own"
    SUM = "sum"


class ComponentDraft(msgspec.Struct, frozen=True):
    """A variant of which a kit holds so many pieces."""

    variant_id: UUID
    quantity: int = 1


class KitDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What a kit is to be.

    Attributes:
        components: In the order in which they are shown; none makes an ordinary variant of it.
        percent_off: Of the sum of its components, 0 to 100.
    """

    components: tuple[ComponentDraft, ...]
    pricing: KitPricing = KitPricing.OWN
    percent_off: int = 0


def check_kit(kit_id: UUID, draft: KitDraft) -> None:
    """Refuses what no kit can be, as far as the draft alone says it.

    Raises:
        InvalidInputError: ``KIT_OF_ITSELF``, ``DUPLICATE_COMPONENT``, ``INVALID_QUANTITY``, ``INVALID_PERCENT``.
        LimitExceededError: ``TOO_MANY_COMPONENTS``.
    """
    if len(draft.components) > MAX_COMPONENTS:
        raise LimitExceededError(
            f"A kit has at most {MAX_COMPONENTS} components.", code="TOO_MANY_COMPONENTS", field=("components",)
        )
    if not 0 <= draft.percent_off <= 100:
        raise InvalidInputError("A percentage is from 0 to 100.", code="INVALID_PERCENT", field=("percentOff",))
    seen: set[UUID] = set()
    for index, component in enumerate(draft.components):
        at = ("components", str(index))
        if component.variant_id == kit_id:
            raise InvalidInputError("A kit is no part of itself.", code="KIT_OF_ITSELF", field=(*at, "variantId"))
        if component.variant_id in seen:
            raise InvalidInputError(
                "A component is given twice; raise its quantity.",
                code="DUPLICATE_COMPONENT",
                field=(*at, "variantId"),
            )
        if not 1 <= component.quantity <= MAX_PIECES:
            raise InvalidInputError(
                f"There are 1 to {MAX_PIECES:,} pieces of a component.",
                code="INVALID_QUANTITY",
                field=(*at, "quantity"),
            )
        seen.add(component.variant_id)


def sum_price(parts: Sequence[tuple[int | None, int]], percent_off: int) -> int | None:
    """Returns what a kit costs by its components, in minor units; None if one of them has no price.

    The percent are taken off the sum, which is rounded half up once.

    Args:
        parts: Price of one piece, and how many pieces.
    """
    total = 0
    for amount, quantity in parts:
        if amount is None:
            return None
        total += amount * quantity
    return round_half_up(Fraction(total * (100 - percent_off), 100))
