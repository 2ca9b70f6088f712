"""Ways to deliver an order, and what is asked of carriers."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from fondaco.commerce.address import Address
from fondaco.commerce.channel import Channel
from fondaco.commerce.money import Money

__all__ = ["CarrierParcel", "CarrierRate", "CarrierRates", "CarrierRatesQuery", "DeliveryOption", "DeliveryQuote"]


class DeliveryQuote(msgspec.Struct, frozen=True, kw_only=True):
    """A price that was asked of somebody outside. A cart keeps that of the option that its buyer chose.

    Attributes:
        key: Names what the price depends on: as long as that is the same, the price may be.
        price: Gross or net as the channel says.
        at: Since when it is offered.
        min_days: Earliest arrival in working days after dispatch, where known.
        max_days: Latest arrival in working days after dispatch, where known.
    """

    key: str
    price: Money
    at: datetime
    min_days: int | None = None
    max_days: int | None = None


class DeliveryOption(msgspec.Struct, frozen=True, kw_only=True):
    """One way to deliver a cart to its address, and what it costs.

    Attributes:
        code: Unique within a cart, such as ``flat_rate:standard``; stable from call to call.
        name: What the buyer reads, in the cart's language.
        price: Gross or net as the channel says.
        tax_class: Which tax rate applies to the delivery itself; `fondaco.commerce.TAX_AS_GOODS` for those of what it
            brings.
        description: A second line; may be empty.
        min_days: Earliest arrival in working days after dispatch, where known.
        max_days: Latest arrival in working days after dispatch, where known.
        earliest: First day on which it may arrive if it is ordered now, where that is promised; an order keeps it.
        latest: Last day.
        quote: Kept with the cart if this is chosen, and told again in `CartView.delivery_quote`; None where the price
            was asked of nobody.
    """

    code: str
    name: str
    price: Money
    tax_class: str = "standard"
    description: str = ""
    min_days: int | None = None
    max_days: int | None = None
    earliest: date | None = None
    latest: date | None = None
    quote: DeliveryQuote | None = None


class CarrierParcel(msgspec.Struct, frozen=True, kw_only=True):
    """One of the parcels that a cart would be sent in.

    Attributes:
        weight_grams: Of what is in it; zero where unknown.
        volume_cm3: Of what is in it, in cubic centimetres; zero where unknown.
        pieces: How many things are in it, at least 1.
    """

    weight_grams: int
    volume_cm3: int
    pieces: int


class CarrierRatesQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What `resolve_carrier_rates` is asked. Equal questions have equal answers for a short while.

    Attributes:
        carrier: Whom, as a method of delivery names it.
        channel: In which is sold; prices are in its currency.
        parcels: What is to be sent.
        value: Of the goods that are sent, as the channel shows prices, for insurance and customs.
        address: Where to, without names and telephone.
    """

    carrier: str
    channel: Channel
    parcels: tuple[CarrierParcel, ...]
    value: Money
    address: Address


class CarrierRate(msgspec.Struct, frozen=True, kw_only=True):
    """What one service of a carrier costs.

    Attributes:
        price: For all parcels, in the currency of the channel, gross or net as the channel says.
        service: As methods of delivery name it; empty where the carrier has just one.
        min_days: Earliest arrival in working days after dispatch; None where the carrier does not say.
        max_days: Latest arrival in working days after dispatch; None where the carrier does not say.
    """

    price: Money
    service: str = ""
    min_days: int | None = None
    max_days: int | None = None


class CarrierRates(msgspec.Struct, frozen=True, kw_only=True):
    """What a carrier would do.

    Attributes:
        rates: Each service once; what it does not carry, or not to there, it leaves out.
    """

    rates: tuple[CarrierRate, ...]
