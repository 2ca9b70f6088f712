"""Amounts with their tax."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from fondaco.commerce.channel import Channel
from fondaco.commerce.money import Money

__all__ = ["TAX_EXEMPT", "TaxQuery", "TaxRate", "TaxedMoney"]


TAX_EXEMPT = "exempt"
"""The tax class of what is taxed nowhere."""


class TaxedMoney(msgspec.Struct, frozen=True):
    """An amount without tax, its tax, and both together; ``net + tax == gross`` always."""

    net: Money
    tax: Money

    @property
    def gross(self) -> Money:
        """What is paid."""
        return self.net + self.tax

    def __add__(self, other: TaxedMoney) -> TaxedMoney:
        return TaxedMoney(self.net + other.net, self.tax + other.tax)

    @classmethod
    def zero(cls, currency: str) -> TaxedMoney:
        """Nothing, of a currency."""
        nothing = Money(0, currency)
        return cls(nothing, nothing)


class TaxRate(msgspec.Struct, frozen=True):
    """One rate of tax: ``rate`` is a fraction of one (0.19 for 19 %), ``name`` what a receipt prints.

    Attributes:
        rate: A fraction of one: 0.19 for 19 %.
        name: What a receipt prints.
    """

    rate: Decimal
    name: str


class TaxQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What `resolve_tax_rates` is asked: the destination, and the classes whose rates are wanted.

    ``country`` is ISO 3166-1 alpha-2, or empty while the buyer has given no address.

    Attributes:
        channel: In which is sold.
        country: ISO 3166-1 alpha-2; empty while the buyer has given no address.
        region: State or province, as in the address; may be empty.
        postal_code: As in the address; may be empty.
        tax_classes: The classes whose rates are wanted.
    """

    channel: Channel
    country: str
    region: str
    postal_code: str
    tax_classes: frozenset[str]
