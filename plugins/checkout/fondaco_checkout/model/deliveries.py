"""Ways of delivery as staff define them, and which of them a cart is offered at which price.

A rate table has tiers by weight, price, volume or number of pieces. A tier counts from its minimum on: of several the
one with the largest minimum that the cart reaches; what is more than ``up_to`` is not delivered so. The weight, the
volume and the pieces are those of what is shipped, the price is that of all goods as the channel shows it.

A method that has a carrier costs what that says, and what its rates say while that says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from fondaco.commerce import CartView, DeliveryOption, DeliveryQuote, Money, sum_money

from fondaco_checkout.model.carriers import CarrierTerms
from fondaco_checkout.model.places import Area, Places
from fondaco_checkout.model.promise import DeliverySchedule, promised

__all__ = ["Basis", "DeliveryMethod", "DeliveryRate", "DeliveryTable", "DeliveryTier", "DeliveryZone"]


class Basis(StrEnum):
    """What the tiers of a rate table are of."""

    WEIGHT = "weight"
    """Grams."""
    PRICE = "price"
    """Minor units of the currency."""
    VOLUME = "volume"
    """Cubic centimetres."""
    COUNT = "count"
    """Pieces."""


class DeliveryZone(msgspec.Struct, frozen=True, kw_only=True):
    """Places that are delivered to at the same price.

    Attributes:
        code: Unique, for other programs.
        name: For staff.
        areas: Where it is; empty for everywhere.
        priority: Decides between zones that are equally specific; the larger wins.
    """

    id: UUID
    code: str
    name: str
    areas: tuple[Area, ...]
    priority: int
    created_at: datetime
    updated_at: datetime
    version: int


class DeliveryTier(msgspec.Struct, frozen=True):
    """A price from some amount on, both in the units of the rate: see `Basis`; the price in minor units."""

    minimum: int
    price: int


class DeliveryRate(msgspec.Struct, frozen=True, kw_only=True):
    """What a method costs in a zone.

    Attributes:
        zone: Code of the zone; None for everywhere.
        tiers: By minimum, the first from 0 on.
        up_to: The most that is delivered so, in the unit of the basis; None for no limit.
        free_over: Minor units: goods of at least so much, as priced, are delivered free; None for never.
    """

    zone: str | None
    currency: str
    basis: Basis
    tiers: tuple[DeliveryTier, ...]
    up_to: int | None
    free_over: int | None

    def is_free(self, amounts: Mapping[Basis, int]) -> bool:
        """Whether goods of so much are delivered free."""
        return self.free_over is not None and amounts[Basis.PRICE] >= self.free_over

    def price_of(self, amounts: Mapping[Basis, int]) -> Money | None:
        """Returns the price for a cart; None if that is too much for it."""
        amount = amounts[self.basis]
        if self.up_to is not None and amount > self.up_to:
            return None
        if self.is_free(amounts):
            return Money(0, self.currency)
        reached = [tier for tier in self.tiers if tier.minimum <= amount]
        return Money(reached[-1].price, self.currency) if reached else None


class DeliveryMethod(msgspec.Struct, frozen=True, kw_only=True):
    """A way to deliver.

    Attributes:
        code: Unique; the option's code is ``method:<code>``.
        name: What buyers read, ``names`` the same by BCP 47 tag; so ``description`` and ``descriptions``.
        channels: Slugs; empty for all.
        tax_class: Of the delivery; ``as_goods`` for those of what it brings.
        position: Smaller ones are offered first.
        min_days: Earliest arrival in working days after dispatch, and ``max_days`` the latest.
        max_weight_grams: Of all that is shipped; None for no limit.
        excluded_tax_classes: It brings nothing of these classes.
        schedule: How the warehouse works, so that days of arrival can be promised; None to promise none.
        rates: Of several for a destination and a currency that of the most specific zone counts.
        carrier: Who says the price; the rates are what it costs while that says nothing. None where they are the price.
    """

    id: UUID
    code: str
    name: str
    names: dict[str, str]
    description: str
    descriptions: dict[str, str]
    channels: tuple[str, ...]
    tax_class: str
    position: int
    active: bool
    min_days: int | None
    max_days: int | None
    max_weight_grams: int | None
    excluded_tax_classes: tuple[str, ...]
    schedule: DeliverySchedule | None
    rates: tuple[DeliveryRate, ...]
    carrier: CarrierTerms | None = None
    created_at: datetime
    updated_at: datetime
    version: int

    @property
    def option_code(self) -> str:
        """The code of the option that buyers choose."""
        return f"method:{self.code}"

    def sold_in(self, channel: str) -> bool:
        """Whether it is offered in a channel at all."""
        return self.active and (not self.channels or channel in self.channels)

    def promise(self, now: datetime) -> tuple[date | None, date | None]:
        """Returns the earliest and the latest day of arrival of what is ordered now, where it promises any."""
        if self.schedule is None or self.min_days is None or self.max_days is None:
            return None, None
        return promised(self.schedule, self.min_days, self.max_days, now)

    def carries(self, cart: CartView) -> bool:
        """Whether it takes what a cart holds."""
        if self.max_weight_grams is not None and cart.weight_grams > self.max_weight_grams:
            return False
        shipped = {line.sellable.tax_class for line in cart.lines if line.sellable.requires_shipping}
        return not shipped.intersection(self.excluded_tax_classes)


class DeliveryTable:
    """Everything that staff have defined of delivery, ready to be asked."""

    def __init__(self, zones: Sequence[DeliveryZone], methods: Sequence[DeliveryMethod]) -> None:
        self._places = Places(zones)
        self._methods = sorted(methods, key=lambda method: (method.position, method.code))

    def serves(self, channel: str) -> bool:
        """Whether staff have defined a way to deliver in a channel; where they have not, the settings count."""
        return any(method.sold_in(channel) for method in self._methods)

    def of_carriers(self, cart: CartView) -> list[DeliveryMethod]:
        """Returns the methods that a carrier has to be asked for, by position."""
        return [method for method in self._offered(cart) if method.carrier is not None]

    def own_price(self, method: DeliveryMethod, cart: CartView) -> Money | None:
        """Returns what a method costs by its own rates; None where these do not say."""
        amounts = amounts_of(cart)
        rate = _rate(method, self._zones(cart), cart.channel.currency)
        return None if rate is None else rate.price_of(amounts)

    def options(
        self, cart: CartView, now: datetime, quotes: Mapping[str, DeliveryQuote] | None = None
    ) -> list[DeliveryOption]:
        """Returns what is offered for a cart and its destination, by position.

        Args:
            now: When it is ordered, for the days of arrival.
            quotes: What methods of carriers cost, by code of the method; others of these are not offered.
        """
        if cart.shipping_address is None:
            return []
        zones = self._zones(cart)
        amounts = amounts_of(cart)
        options = []
        for method in self._offered(cart):
            rate = _rate(method, zones, cart.channel.currency)
            quote = None if quotes is None or method.carrier is None else quotes.get(method.code)
            if method.carrier is None:
                price = None if rate is None else rate.price_of(amounts)
            elif quote is None:
                price = None
            else:
                price = Money(0, quote.price.currency) if rate is not None and rate.is_free(amounts) else quote.price
            if price is None:
                continue
            if quote is not None and (quote.min_days is not None or quote.max_days is not None):
                timed = msgspec.structs.replace(method, min_days=quote.min_days, max_days=quote.max_days)
            else:
                timed = method
            earliest, latest = timed.promise(now)
            options.append(
                DeliveryOption(
                    code=method.option_code,
                    name=method.names.get(cart.locale, method.name),
                    description=method.descriptions.get(cart.locale, method.description),
                    price=price,
                    tax_class=method.tax_class,
                    min_days=timed.min_days,
                    max_days=timed.max_days,
                    earliest=earliest,
                    latest=latest,
                    quote=quote,
                )
            )
        return options

    def _offered(self, cart: CartView) -> list[DeliveryMethod]:
        return [method for method in self._methods if method.sold_in(cart.channel.slug) and method.carries(cart)]

    def _zones(self, cart: CartView) -> list[str | None]:
        """Returns the codes of the zones of the destination, the most specific first, and None for everywhere."""
        address = cart.shipping_address
        if address is None:
            return [None]
        return [*(zone.code for zone in self._places.of(address.country, address.region, address.postal_code)), None]


def amounts_of(cart: CartView) -> dict[Basis, int]:
    """Returns how much a cart is, in the unit of each basis."""
    shipped = [line for line in cart.lines if line.sellable.requires_shipping]
    goods = (line.sellable.unit_price * line.quantity for line in cart.lines)
    return {
        Basis.WEIGHT: cart.weight_grams,
        Basis.PRICE: sum_money(goods, cart.channel.currency).amount,
        Basis.VOLUME: sum(line.sellable.volume_cm3 * line.quantity for line in shipped),
        Basis.COUNT: sum(line.quantity for line in shipped),
    }


def _rate(method: DeliveryMethod, zones: Sequence[str | None], currency: str) -> DeliveryRate | None:
    """Returns the rate of the most specific zone that has one."""
    rates = {rate.zone: rate for rate in method.rates if rate.currency == currency}
    return next((rates[zone] for zone in zones if zone in rates), None)
