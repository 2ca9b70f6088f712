"""Channels: where and how a shop sells (a country shop, an outlet, a till)."""

from __future__ import annotations

import msgspec

from fondaco.commerce.money import currency_exponent
from fondaco.commerce.rounding import TaxRounding
from fondaco.errors import InvalidInputError

__all__ = ["Channel"]


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """One way of selling: its currency, languages, countries and how tax is shown and rounded.

    Channels are settings (``[channels.<slug>]`` in ``fondaco.toml``): every node knows them without a query.

    Attributes:
        slug: Its name in ids and URLs; lower case letters, digits and hyphens.
        name: What people read.
        currency: ISO 4217 code of every price and order of the channel.
        locales: BCP 47 tags it can be read in; the first is the default.
        countries: ISO 3166-1 alpha-2 codes it delivers to; empty means everywhere.
        prices_include_tax: Whether catalogue prices are gross.
        tax_rounding: At which level tax is rounded.
    """

    slug: str
    name: str
    currency: str = "EUR"
    locales: tuple[str, ...] = ("en", "zh-Hans")
    countries: tuple[str, ...] = ()
    prices_include_tax: bool = True
    tax_rounding: TaxRounding = TaxRounding.LINE

    def __post_init__(self) -> None:
        currency_exponent(self.currency)
        if not self.locales:
            raise InvalidInputError(f"Channel {self.slug!r} needs at least one locale.", code="INVALID_CHANNEL")

    @property
    def default_locale(self) -> str:
        """The first of its locales."""
        return self.locales[0]

    @property
    def currency_code(self) -> str:
        """The currency, under the name that the API uses."""
        return self.currency
