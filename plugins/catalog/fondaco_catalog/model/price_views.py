"""Prices as they are read: one Struct behind each GraphQL type."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import Money

__all__ = ["ListTitle", "ListedPrice", "PastPrice", "PriceExplanation", "PriceList", "PriceTier", "VariantCost"]


class PriceTier(msgspec.Struct, frozen=True):
    """What one piece costs from a quantity on."""

    min_quantity: int
    price: Money
    compare_at_price: Money | None


class PriceList(msgspec.Struct, frozen=True):
    """A price list, as staff see it.

    Attributes:
        labels: What buyers may read of it, by locale.
        prices: How many prices it holds.
    """

    id: UUID
    code: str
    name: str
    title: str
    labels: dict[str, str]
    channel: str
    currency: str
    priority: int
    starts_at: datetime | None
    ends_at: datetime | None
    customer_groups: list[str]
    active: bool
    base: bool
    created_at: datetime
    updated_at: datetime

    @property
    def currency_code(self) -> str:
        """The currency, under the name that the API uses."""
        return self.currency

    @property
    def titles(self) -> list[ListTitle]:
        """Its title in other languages, by locale."""
        return [ListTitle(locale, title) for locale, title in sorted(self.labels.items())]


class ListTitle(msgspec.Struct, frozen=True):
    """What a price list is called in a language."""

    locale: str
    title: str


class ListedPrice(msgspec.Struct, frozen=True):
    """A price in a list."""

    id: UUID
    list_id: UUID
    variant_id: UUID
    currency: str
    min_quantity: int
    amount: int
    compare_at: int | None

    @property
    def price(self) -> Money:
        """For one piece."""
        return Money(self.amount, self.currency)

    @property
    def compare_at_price(self) -> Money | None:
        """What is shown struck through beside it."""
        return None if self.compare_at is None else Money(self.compare_at, self.currency)


class PastPrice(msgspec.Struct, frozen=True, kw_only=True):
    """What one piece of a variant cost for some time, in minor units of the channel's currency.

    Attributes:
        customer_group: Empty for everybody.
        lowest: The lowest price of the 30 days before.
    """

    id: UUID
    channel: str
    customer_group: str
    currency: str
    list_id: UUID
    amount: int
    compare_at: int | None
    lowest: int | None
    starts_at: datetime
    ends_at: datetime | None

    @property
    def price(self) -> Money:
        """For one piece."""
        return Money(self.amount, self.currency)

    @property
    def compare_at_price(self) -> Money | None:
        """What was shown struck through beside it."""
        return None if self.compare_at is None else Money(self.compare_at, self.currency)

    @property
    def lowest_price(self) -> Money | None:
        """The lowest price of the 30 days before."""
        return None if self.lowest is None else Money(self.lowest, self.currency)


class VariantCost(msgspec.Struct, frozen=True):
    """What a variant costs the merchant, in the currency of a channel."""

    channel: str
    cost: Money


class PriceExplanation(msgspec.Struct, frozen=True):
    """The price that applies, and why."""

    price: Money
    compare_at_price: Money | None
    min_quantity: int
    list_id: UUID
    decision: str
    lists: int
