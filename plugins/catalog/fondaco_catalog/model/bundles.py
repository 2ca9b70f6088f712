"""Bundles: what staff may put into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from uuid import UUID

import msgspec
from fondaco.errors import InvalidInputError, LimitExceededError

from fondaco_catalog.model.attribute_drafts import Label
from fondaco_catalog.model.drafts import PriceDraft
from fondaco_catalog.model.labels import clean_labels
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.rules import check_prices
from fondaco_catalog.model.text import clean_text

__all__ = [
    "BundleDraft",
    "BundlePricing",
    "ChannelAmount",
    "CheckedSlot",
    "ChoiceDraft",
    "SlotDraft",
    "check_bundle",
    "needed",
]

MAX_CHOICES = 100
MAX_PIECES = 10_000
MAX_PICKS = 100
Path = tuple[str, ...]


class BundlePricing(Enum):
    """What a bundle costs.

    OWN: what its price lists say, and what the choices add. SUM: its base price is what its components cost, by all of
    their price lists, less some percent or an amount; prices that it has in other lists still apply.
    """

    OWN = "own"
    SUM = "sum"


class ChannelAmount(msgspec.Struct, frozen=True):
    """An amount in a channel, in minor units. It counts while the channel has this currency."""

    channel: str
    currency: str
    amount: int


class ChoiceDraft(msgspec.Struct, frozen=True):
    """A variant of which a bundle holds so many pieces, if it is chosen.

    Attributes:
        amounts: What it adds to a price of the bundle's own, or what it costs in a sum instead of its own price, by
            channel; for all of its pieces together.
    """

    variant_id: UUID
    quantity: int = 1
    amounts: tuple[PriceDraft, ...] = ()


class SlotDraft(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a buyer chooses of a bundle.

    Attributes:
        id: Of a slot that the bundle has already, so that carts that chose for it go on.
        minimum: Fewest choices to make.
        maximum: Most choices to make.
        repeatable: Whether one choice may be made more than once.
    """

    name: str
    choices: tuple[ChoiceDraft, ...]
    minimum: int = 1
    maximum: int = 1
    repeatable: bool = False
    labels: tuple[Label, ...] = ()
    id: UUID | None = None


class BundleDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What a bundle is to be.

    Attributes:
        components: What is always in it, in the order in which it is shown.
        slots: What is chosen, in order; without these and components it becomes an ordinary variant.
        percent_off: Of a sum, 0 to 100.
        amounts_off: Taken off a sum, by channel, where no percentage is.
    """

    components: tuple[ChoiceDraft, ...] = ()
    slots: tuple[SlotDraft, ...] = ()
    pricing: BundlePricing = BundlePricing.OWN
    percent_off: int = 0
    amounts_off: tuple[PriceDraft, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it makes an ordinary variant."""
        return not self.components and not self.slots

    def places(self) -> Iterator[tuple[SlotDraft, Path]]:
        """Yields all slots with their place in the input; a component is a slot with one choice."""
        for index, component in enumerate(self.components):
            yield SlotDraft(name="", choices=(component,)), ("components", str(index))
        for index, slot in enumerate(self.slots):
            yield slot, ("slots", str(index))

    def choices(self) -> Iterator[tuple[ChoiceDraft, Path]]:
        """Yields all choices with their place in the input."""
        for index, component in enumerate(self.components):
            yield component, ("components", str(index))
        for index, slot in enumerate(self.slots):
            for number, choice in enumerate(slot.choices):
                yield choice, ("slots", str(index), "choices", str(number))


class CheckedSlot(msgspec.Struct, frozen=True):
    """A slot that may be stored, with the amounts of its choices in their order."""

    slot: SlotDraft
    amounts: tuple[tuple[ChannelAmount, ...], ...]


def needed(minimum: int, repeatable: bool) -> int:
    """Returns how many different choices have to be available for so many to be made."""
    return min(minimum, 1) if repeatable else minimum


def check_bundle(
    bundle_id: UUID, draft: BundleDraft, policy: Policy
) -> tuple[list[CheckedSlot], tuple[ChannelAmount, ...]]:
    """Refuses what no bundle can be, as far as the draft alone says it.

    Returns:
        Its slots, components first, and the amounts that are taken off.

    Raises:
        InvalidInputError: ``BUNDLE_OF_ITSELF``, ``DUPLICATE_COMPONENT``, ``INVALID_QUANTITY``, ``INVALID_PERCENT``,
            ``ONE_DISCOUNT_ONLY``, ``DISCOUNT_OF_OWN_PRICE``, ``EMPTY_SLOT``, ``INVALID_SLOT``, ``EMPTY_BUNDLE``; as
            `clean_text` and `clean_labels` for names, and as `fondaco_catalog.model.rules.check_prices` for amounts.
        LimitExceededError: ``TOO_MANY_COMPONENTS``.
    """
    if sum(1 for _ in draft.choices()) > MAX_CHOICES or len(draft.slots) > MAX_CHOICES:
        raise LimitExceededError(
            f"A bundle has at most {MAX_CHOICES} components and choices.",
            code="TOO_MANY_COMPONENTS",
            field=("slots" if draft.slots else "components",),
        )
    if not 0 <= draft.percent_off <= 100:
        raise InvalidInputError("A percentage is from 0 to 100.", code="INVALID_PERCENT", field=("percentOff",))
    if draft.percent_off and draft.amounts_off:
        raise InvalidInputError(
            "Either a percentage is taken off or an amount.", code="ONE_DISCOUNT_ONLY", field=("amountsOff",)
        )
    _check_choices(bundle_id, draft)
    checked = [
        CheckedSlot(
            slot if at[0] == "components" else _cleaned(slot, policy, at),
            tuple(
                _amounts(choice.amounts, policy, (*at, "amounts"))
                if at[0] == "components"
                else _amounts(choice.amounts, policy, (*at, "choices", str(number), "amounts"))
                for number, choice in enumerate(slot.choices)
            ),
        )
        for slot, at in draft.places()
    ]
    if not draft.empty and not draft.components and not any(slot.minimum for slot in draft.slots):
        raise InvalidInputError(
            "A bundle always holds something: give it a component, or a slot of which something has to be chosen.",
            code="EMPTY_BUNDLE",
            field=("slots", "0", "minimum"),
        )
    off = _amounts(draft.amounts_off, policy, ("amountsOff",))
    if draft.pricing is BundlePricing.OWN and (draft.percent_off or draft.amounts_off):
        raise InvalidInputError(
            "Something is taken off what is chosen, but this has a price of its own. Make its pricing SUM, or change "
            "that price.",
            code="DISCOUNT_OF_OWN_PRICE",
            field=("percentOff" if draft.percent_off else "amountsOff",),
        )
    return checked, off


def _check_choices(bundle_id: UUID, draft: BundleDraft) -> None:
    seen: set[tuple[str, UUID]] = set()
    for choice, at in draft.choices():
        if choice.variant_id == bundle_id:
            raise InvalidInputError("A bundle is no part of itself.", code="BUNDLE_OF_ITSELF", field=(*at, "variantId"))
        place = ("", choice.variant_id) if at[0] == "components" else (at[1], choice.variant_id)
        if place in seen:
            raise InvalidInputError(
                "A component is given twice; raise its quantity.",
                code="DUPLICATE_COMPONENT",
                field=(*at, "variantId"),
            )
        if not 1 <= choice.quantity <= MAX_PIECES:
            raise InvalidInputError(
                f"There are 1 to {MAX_PIECES:,} pieces of a component.",
                code="INVALID_QUANTITY",
                field=(*at, "quantity"),
            )
        seen.add(place)


def _cleaned(slot: SlotDraft, policy: Policy, at: Path) -> SlotDraft:
    if not slot.choices:
        raise InvalidInputError("There is nothing to choose.", code="EMPTY_SLOT", field=(*at, "choices"))
    if not 0 <= slot.minimum <= slot.maximum <= MAX_PICKS or slot.maximum < 1:
        raise InvalidInputError(
            f"At least 0 and at most {MAX_PICKS} choices are made, the most not fewer than the fewest.",
            code="INVALID_SLOT",
            field=(*at, "minimum"),
        )
    if not slot.repeatable and slot.maximum > len(slot.choices):
        raise InvalidInputError(
            "More choices are to be made than there are; let them be made more than once, or lower the number.",
            code="INVALID_SLOT",
            field=(*at, "maximum"),
        )
    return msgspec.structs.replace(
        slot,
        name=clean_text(slot.name, field=(*at, "name"), required=True),
        labels=clean_labels(slot.labels, policy, (*at, "translations")),
    )


def _amounts(drafts: Sequence[PriceDraft], policy: Policy, at: Path) -> tuple[ChannelAmount, ...]:
    try:
        return tuple(
            ChannelAmount(found.channel, found.currency, found.amount) for found in check_prices(drafts, policy, at)
        )
    except InvalidInputError as error:  # an amount of a bundle is called so, not a price
        field = tuple("amount" if name == "price" else name for name in error.field or at)
        raise InvalidInputError(error.message, code=error.code, field=field) from error
