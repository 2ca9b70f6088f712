"""What bundles consist of, as their prices and carts need it, and what a buyer may choose of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import SellableChoice
from fondaco.errors import ConflictError, InvalidInputError

from fondaco_catalog.model.pricing import Candidate

__all__ = ["BaseList", "Composition", "Picked", "Place", "PricedChoice", "require_available", "select"]


class PricedChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A choice of a slot, with all that its price depends on in one channel.

    Attributes:
        id: Of the choice.
        variant_id: What it is so many pieces of.
        amount: For all its pieces: what it adds to the bundle's own price, or costs in a sum instead of its own.
        candidates: Prices of the variant.
        published: From when until when it is published; None if it is not, or the end is open.
    """

    id: UUID
    variant_id: UUID
    quantity: int
    amount: int | None
    candidates: list[Candidate]
    published: tuple[datetime, datetime | None] | None

    def offered(self, moment: datetime) -> bool:
        """Whether it is published at a moment."""
        if self.published is None:
            return False
        starts_at, ends_at = self.published
        return starts_at <= moment and (ends_at is None or moment < ends_at)


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A slot with its choices, in order."""

    id: UUID
    name: str
    minimum: int
    maximum: int
    repeatable: bool
    choices: list[PricedChoice]

    @property
    def fixed(self) -> bool:
        """Whether there is nothing to choose: it is simply a component."""
        return len(self.choices) == 1 and self.minimum == self.maximum == 1


class BaseList(msgspec.Struct, frozen=True):
    """The list of a channel's ordinary prices, which is active."""

    id: UUID
    priority: int


class Composition(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle, with all that its price depends on in one channel.

    Attributes:
        summed: Whether it costs the sum of what is chosen.
        percent_off: Taken off a sum.
        amount_off: Taken off a sum, minor units.
        base: The channel's base list, for which the sum counts; None if there is none, and so no sum.
        own: The bundle's prices in all lists.
    """

    variant_id: UUID
    summed: bool
    percent_off: int
    amount_off: int
    base: BaseList | None
    own: list[Candidate]
    places: list[Place]


class Picked(msgspec.Struct, frozen=True):
    """A choice that was made, and how often."""

    place: Place
    choice: PricedChoice
    times: int

    @property
    def pieces(self) -> int:
        """How many pieces of the variant that is."""
        return self.choice.quantity * self.times


def select(places: Sequence[Place], choices: Sequence[SellableChoice]) -> list[Picked]:
    """Returns what a buyer's choices come to, components included, in the order of the slots.

    Raises:
        InvalidInputError: ``CHOICE_UNKNOWN``, ``CHOICE_REPEATED``, ``SLOT_INCOMPLETE``, ``SLOT_OVERFULL``.
    """
    chosen = {choice.id: choice.quantity for choice in choices}
    if chosen.keys() - {choice.id for place in places for choice in place.choices}:
        raise InvalidInputError(
            "Something was chosen that is not offered here.", code="CHOICE_UNKNOWN", field=("choices",)
        )
    picked: list[Picked] = []
    for place in places:
        if place.fixed:
            picked.append(Picked(place, place.choices[0], 1))
            continue
        made = [Picked(place, choice, chosen[choice.id]) for choice in place.choices if choice.id in chosen]
        count = sum(pick.times for pick in made)
        if not place.repeatable and any(pick.times > 1 for pick in made):
            raise InvalidInputError(
                f"{place.name}: each can be chosen once.", code="CHOICE_REPEATED", field=("choices",)
            )
        if count < place.minimum:
            raise InvalidInputError(
                f"{place.name}: {place.minimum} have to be chosen, and {count} are.",
                code="SLOT_INCOMPLETE",
                field=("choices",),
            )
        if count > place.maximum:
            raise InvalidInputError(
                f"{place.name}: at most {place.maximum} can be chosen, and {count} are.",
                code="SLOT_OVERFULL",
                field=("choices",),
            )
        picked += made
    return picked


def require_available(picked: Iterable[Picked], available: Collection[UUID]) -> None:
    """Refuses a selection of which something cannot be bought now.

    Args:
        available: The variants that can.

    Raises:
        ConflictError: ``CHOICE_UNAVAILABLE``.
    """
    for pick in picked:
        if pick.choice.variant_id not in available and not pick.place.fixed:
            raise ConflictError(
                f"{pick.place.name}: what was chosen cannot be bought any more.",
                code="CHOICE_UNAVAILABLE",
                field=("choices",),
            )
