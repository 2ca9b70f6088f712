"""What verbs on price lists are given: lists, prices and costs as somebody wants them, not yet checked."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

__all__ = [
    "CheckedCost",
    "CostDraft",
    "ListTitleDraft",
    "ListedAmount",
    "ListedPriceDraft",
    "PriceListChanges",
    "PriceListDraft",
]


class ListTitleDraft(msgspec.Struct, frozen=True):
    """What buyers read of a price list in a language; an empty title stays untranslated."""

    locale: str
    title: str


class PriceListDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A price list to be made.

    Attributes:
        code: None to make one out of the name.
        title: What buyers may read of it; empty for nothing.
        channel: Slug; the list is in its currency.
        starts_at: None for at once.
        ends_at: The first moment at which it no longer counts; None for never.
        customer_groups: Slugs; empty for everybody.
    """

    name: str
    channel: str
    code: str | None = None
    title: str = ""
    translations: tuple[ListTitleDraft, ...] = ()
    priority: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    customer_groups: tuple[str, ...] = ()
    active: bool = True


class PriceListChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed of a price list; languages that are not named stay."""

    code: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    translations: tuple[ListTitleDraft, ...] | UnsetType = UNSET
    priority: int | UnsetType = UNSET
    starts_at: datetime | UnsetType | None = UNSET
    ends_at: datetime | UnsetType | None = UNSET
    customer_groups: tuple[str, ...] | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class ListedPriceDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A price of a variant in a list, in major units of the list's currency.

    Attributes:
        price: None to take the tier out of the list.
        currency: What the caller takes the list's currency for; None to leave it to the list.
        expected_version: Of the variant, as its editor read it; None if they do not care.
    """

    list_id: UUID
    variant_id: UUID
    price: Decimal | None
    min_quantity: int = 1
    compare_at: Decimal | None = None
    currency: str | None = None
    expected_version: int | None = None


class ListedAmount(msgspec.Struct, frozen=True):
    """A checked price of a variant in a list, in minor units; no amount takes it away."""

    list_id: UUID
    variant_id: UUID
    min_quantity: int
    amount: int | None
    compare_at: int | None


class CostDraft(msgspec.Struct, frozen=True):
    """What a variant costs the merchant, in major units of the channel's currency; None where it is not known.

    Attributes:
        expected_version: Of the variant, as its editor read it; None if they do not care.
    """

    variant_id: UUID
    channel: str
    cost: Decimal | None
    expected_version: int | None = None


class CheckedCost(msgspec.Struct, frozen=True):
    """What a variant costs the merchant, as it is written.

    Attributes:
        amount: In minor units of the channel's currency; None for a cost that is forgotten.
    """

    variant_id: UUID
    channel: str
    currency: str
    amount: int | None
