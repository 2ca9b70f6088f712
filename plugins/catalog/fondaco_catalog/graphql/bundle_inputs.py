"""What `bundleSet` takes, and the draft it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import strawberry
from fondaco.graphql import ID, enum_type, input_type
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql.attribute_inputs import NameInput, labels_of
from fondaco_catalog.model.bundles import BundleDraft, BundlePricing, ChoiceDraft, SlotDraft
from fondaco_catalog.model.drafts import PriceDraft

__all__ = ["BundleSetInput"]

enum_type(BundlePricing)


@input_type
class BundleAmountInput:
    """An amount in a channel.

    Attributes:
        channel: Its slug.
        amount: In major units of the channel's currency.
    """

    channel: str
    amount: Decimal


def _amounts(given: Sequence[BundleAmountInput]) -> tuple[PriceDraft, ...]:
    return tuple(PriceDraft(each.channel, each.amount) for each in given)


@input_type
class BundleComponentInput:
    """A variant of which a bundle holds so many pieces.

    Attributes:
        amounts: What all of its pieces cost in a sum, by channel, instead of their own price.
    """

    variant_id: ID
    quantity: int = 1
    amounts: list[BundleAmountInput] = strawberry.field(default_factory=list)

    def draft(self, field: tuple[str, ...]) -> ChoiceDraft:
        """Returns it as verbs take it."""
        variant_id = parse_global_id(self.variant_id, "ProductVariant", field=(*field, "variantId"))
        return ChoiceDraft(variant_id, self.quantity, _amounts(self.amounts))


@input_type
class BundleChoiceInput:
    """A variant of which so many pieces may be chosen.

    Attributes:
        amounts: By channel, for all of its pieces: what it adds to the bundle's own price, or what it costs in a sum
            instead of its own price.
    """

    variant_id: ID
    quantity: int = 1
    amounts: list[BundleAmountInput] = strawberry.field(default_factory=list)

    def draft(self, field: tuple[str, ...]) -> ChoiceDraft:
        """Returns it as verbs take it."""
        variant_id = parse_global_id(self.variant_id, "ProductVariant", field=(*field, "variantId"))
        return ChoiceDraft(variant_id, self.quantity, _amounts(self.amounts))


@input_type
class BundleSlotInput:
    """Something that a buyer chooses of a bundle.

    Attributes:
        id: Of a slot that the bundle has already, so that carts that chose for it go on.
        minimum: Fewest choices to make.
        maximum: Most choices to make.
        repeatable: Whether one choice may be made more than once.
    """

    name: str
    choices: list[BundleChoiceInput]
    id: ID | None = None
    translations: list[NameInput] = strawberry.field(default_factory=list)
    minimum: int = 1
    maximum: int = 1
    repeatable: bool = False

    def draft(self, field: tuple[str, ...]) -> SlotDraft:
        """Returns it as verbs take it."""
        return SlotDraft(
            name=self.name,
            choices=tuple(choice.draft((*field, "choices", str(index))) for index, choice in enumerate(self.choices)),
            minimum=self.minimum,
            maximum=self.maximum,
            repeatable=self.repeatable,
            labels=labels_of(self.translations),
            id=None if self.id is None else parse_global_id(self.id, "BundleSlot", field=(*field, "id")),
        )


@input_type
class BundleSetInput:
    """What a variant is to consist of; with neither components nor slots it is an ordinary variant.

    Attributes:
        components: What is always in it, in the order in which it is shown.
        slots: What is chosen, in order.
        pricing: SUM makes it cost what is chosen costs.
        percent_off: Of that sum, 0 to 100.
        amounts_off: Taken off that sum, by channel, instead of a percentage.
        expected_version: The variant's version as you read it: if somebody edited it since, nothing is done.
    """

    variant_id: ID
    components: list[BundleComponentInput] = strawberry.field(default_factory=list)
    slots: list[BundleSlotInput] = strawberry.field(default_factory=list)
    pricing: BundlePricing = BundlePricing.OWN
    percent_off: int = 0
    amounts_off: list[BundleAmountInput] = strawberry.field(default_factory=list)
    expected_version: int | None = None

    def draft(self) -> BundleDraft:
        """Returns the bundle as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        return BundleDraft(
            components=tuple(each.draft(("components", str(index))) for index, each in enumerate(self.components)),
            slots=tuple(each.draft(("slots", str(index))) for index, each in enumerate(self.slots)),
            pricing=self.pricing,
            percent_off=self.percent_off,
            amounts_off=_amounts(self.amounts_off),
        )
