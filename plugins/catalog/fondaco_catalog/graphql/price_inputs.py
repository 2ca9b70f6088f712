"""Inputs of price lists, and the drafts and changes they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import strawberry
from fondaco.graphql import ID, input_type
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql.input_changes import changes_from
from fondaco_catalog.model.price_drafts import (
    ListedPriceDraft,
    ListTitleDraft,
    PriceListChanges,
    PriceListDraft,
)

__all__ = [
    "ListedPriceInput",
    "PriceListCreateInput",
    "PriceListTitleInput",
    "PriceListUpdateInput",
    "VariantCostInput",
]


@input_type
class PriceListTitleInput:
    """What buyers read of a price list in a language; an empty title removes it."""

    locale: str
    title: str


def _titles(inputs: Sequence[PriceListTitleInput]) -> tuple[ListTitleDraft, ...]:
    return tuple(ListTitleDraft(given.locale, given.title) for given in inputs)


@input_type
class PriceListCreateInput:
    """A price list to be made.

    Attributes:
        code: Made out of the name if left out.
        title: What buyers read beside its prices.
        channel: Its slug; the list is in its currency.
        customer_groups: Slugs; empty for everybody.
        ends_at: The first moment at which it no longer counts.
    """

    name: str
    channel: str
    code: str | None = None
    title: str = ""
    translations: list[PriceListTitleInput] = strawberry.field(default_factory=list)
    priority: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    customer_groups: list[str] = strawberry.field(default_factory=list)
    active: bool = True

    def draft(self) -> PriceListDraft:
        """Returns the list as verbs take it."""
        return PriceListDraft(
            name=self.name,
            channel=self.channel,
            code=self.code,
            title=self.title,
            translations=_titles(self.translations),
            priority=self.priority,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            customer_groups=tuple(self.customer_groups),
            active=self.active,
        )


@input_type
class PriceListUpdateInput:
    """What is to be changed of a price list; what is left out stays.

    Attributes:
        translations: Languages that are left out stay.
        starts_at: Null for a list that has always begun.
        ends_at: Null for a list that never ends.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    code: str | None = strawberry.UNSET
    name: str | None = strawberry.UNSET
    title: str | None = strawberry.UNSET
    translations: list[PriceListTitleInput] | None = strawberry.UNSET
    priority: int | None = strawberry.UNSET
    starts_at: datetime | None = strawberry.UNSET
    ends_at: datetime | None = strawberry.UNSET
    customer_groups: list[str] | None = strawberry.UNSET
    active: bool | None = strawberry.UNSET
    expected_version: int | None = None

    def changes(self) -> PriceListChanges:
        """Returns the changes as verbs take them.

        Raises:
            InvalidInputError: ``REQUIRED``.
        """
        return changes_from(self, PriceListChanges, translations=_titles, customer_groups=tuple)


@input_type
class ListedPriceInput:
    """A price of a variant in a list.

    Attributes:
        min_quantity: Pieces in one line of a cart from which on it applies.
        price: In major units of the list's currency; null takes this tier out of the list.
        compare_at: What it cost before, to be shown struck through.
        currency_code: Where it is given it has to be the list's.
        expected_version: The variant's version as you read it: if somebody edited it since, nothing is done.
    """

    list_id: ID
    variant_id: ID
    price: Decimal | None
    min_quantity: int = 1
    compare_at: Decimal | None = None
    currency_code: str | None = None
    expected_version: int | None = None

    def draft(self, index: int) -> ListedPriceDraft:
        """Returns the price as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        at = ("prices", str(index))
        return ListedPriceDraft(
            list_id=parse_global_id(self.list_id, "PriceList", field=(*at, "listId")),
            variant_id=parse_global_id(self.variant_id, "ProductVariant", field=(*at, "variantId")),
            price=self.price,
            min_quantity=self.min_quantity,
            compare_at=self.compare_at,
            currency=self.currency_code,
            expected_version=self.expected_version,
        )


@input_type
class VariantCostInput:
    """What a variant costs the merchant.

    Attributes:
        channel: Its slug; the cost is in its currency.
        cost: In major units; null forgets it.
        expected_version: The variant's version as you read it: if somebody edited it since, nothing is done.
    """

    variant_id: ID
    channel: str
    cost: Decimal | None
    expected_version: int | None = None
