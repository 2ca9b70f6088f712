"""Flat-rate delivery and one tax rate per country and class: pure functions of the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from fondaco.commerce import TAX_EXEMPT, CartView, DeliveryOption, Money, TaxRate, sum_money

from fondaco_checkout.settings import CheckoutSettings, FlatRate

__all__ = ["delivery_options", "tax_rates"]


def delivery_options(settings: CheckoutSettings, cart: CartView) -> Sequence[DeliveryOption]:
    """Returns the flat rates that are offered for a cart's currency and destination, in the order of the settings."""
    if cart.shipping_address is None:
        return ()
    country, currency = cart.shipping_address.country, cart.channel.currency
    goods = sum_money((line.sellable.unit_price * line.quantity for line in cart.lines), currency)
    return [
        _option(rate, goods, cart.locale)
        for rate in settings.flat_rates
        if currency in rate.price and (not rate.countries or country in rate.countries)
    ]


@lru_cache(maxsize=256)
def _fixed(amount: Decimal, currency: str) -> Money:
    """Returns an amount of the settings, which every cart meets."""
    return Money.from_decimal(amount, currency)


def _option(rate: FlatRate, goods: Money, locale: str) -> DeliveryOption:
    free_over = rate.free_over.get(goods.currency)
    free = free_over is not None and goods >= _fixed(free_over, goods.currency)
    return DeliveryOption(
        code=f"flat_rate:{rate.code}",
        name=rate.names.get(locale, rate.name),
        description=rate.descriptions.get(locale, rate.description),
        price=Money(0, goods.currency) if free else _fixed(rate.price[goods.currency], goods.currency),
        min_days=rate.min_days,
        max_days=rate.max_days,
        tax_class=rate.tax_class,
    )


def tax_rates(
    settings: CheckoutSettings, country: str, tax_classes: frozenset[str]
) -> Mapping[str, tuple[TaxRate, ...]]:
    """Returns the taxes of each class in a country, where staff have defined none.

    A class that a country does not list has its standard rate, so that too little tax is never taken by mistake; a
    country without rates has none, and neither has what is exempt.
    """
    rates = settings.rates_of(country)
    if not rates:
        return dict.fromkeys(tax_classes, ())
    name, standard = settings.tax_name_of(country), rates.get("standard", Decimal(0))
    return {
        tax_class: () if tax_class == TAX_EXEMPT else (TaxRate(rates.get(tax_class, standard), name),)
        for tax_class in tax_classes
    }
