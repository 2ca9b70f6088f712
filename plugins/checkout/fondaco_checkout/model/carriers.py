"""Methods whose price a carrier says: what it is asked, and what of its answer can be believed; pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec
from fondaco.commerce import CarrierParcel, CarrierRate, CarrierRates, CarrierRatesQuery, CartView, sum_money
from fondaco.commerce.money import MAX_AMOUNT
from fondaco.errors import InvalidInputError

__all__ = ["MOST_PARCELS", "CarrierTerms", "believed", "clean_terms", "pack", "question_key", "question_of", "rate_of"]

MOST_PARCELS = 500
"""What needs more is nothing that a carrier is asked for while somebody waits."""

MOST_RATES, MOST_DAYS, LONGEST_NAME = 200, 3650, 100
LONGEST_LAST = 7 * 24 * 60
"""Minutes: so long an answer is remembered at most."""

_LARGEST_PARCEL = 10**9


class CarrierTerms(msgspec.Struct, frozen=True, kw_only=True):
    """How a method asks a carrier for its price.

    Attributes:
        carrier: Whom: a name that a plugin knows, or one of the settings.
        service: Which of its services this is; empty where it has just one.
        last_minutes: While it fails, its last answer counts for so long; 0 for not at all.
        parcel_max_grams: No parcel is packed heavier, but for what is heavier by itself; None for no limit.
        parcel_max_cm3: Nor larger.
    """

    carrier: str
    service: str = ""
    last_minutes: int = 60
    parcel_max_grams: int | None = None
    parcel_max_cm3: int | None = None


def clean_terms(terms: CarrierTerms, field: tuple[str, ...]) -> CarrierTerms:
    """Returns the terms with texts cleaned.

    Raises:
        InvalidInputError: ``CARRIER_INVALID`` of carrier and service, ``INVALID_MEASURE`` of limits of parcels,
            ``INVALID_DURATION``.
    """
    carrier, service = terms.carrier.strip(), terms.service.strip()
    for name, text in (("carrier", carrier), ("service", service)):
        if len(text) > LONGEST_NAME or not text.isprintable() or (name == "carrier" and not text):
            raise InvalidInputError(
                f"This has 1 to {LONGEST_NAME} printable characters; a service may be left out.",
                code="CARRIER_INVALID",
                field=(*field, name),
            )
    if not 0 <= terms.last_minutes <= LONGEST_LAST:
        raise InvalidInputError(
            f"Minutes are from 0 to {LONGEST_LAST:,}.", code="INVALID_DURATION", field=(*field, "lastMinutes")
        )
    for name, limit in (("parcelMaxGrams", terms.parcel_max_grams), ("parcelMaxCm3", terms.parcel_max_cm3)):
        if limit is not None and not 0 < limit <= _LARGEST_PARCEL:
            raise InvalidInputError(
                "This is a whole number of grams or cubic centimetres.", code="INVALID_MEASURE", field=(*field, name)
            )
    return msgspec.structs.replace(terms, carrier=carrier, service=service)


class _Open:
    """A parcel that is being packed."""

    def __init__(self) -> None:
        self.grams = self.cm3 = self.pieces = 0

    def room_for(self, grams: int, cm3: int, terms: CarrierTerms, wanted: int) -> int:
        """Returns how many pieces of this kind, of those that are wanted, go in; one always goes into an empty one."""
        room = wanted
        for taken, each, most in (
            (self.grams, grams, terms.parcel_max_grams),
            (self.cm3, cm3, terms.parcel_max_cm3),
        ):
            if most is not None and each:
                room = min(room, max(0, most - taken) // each)
        return room or (0 if self.pieces else 1)


def pack(view: CartView, terms: CarrierTerms) -> tuple[CarrierParcel, ...] | None:
    """Returns the parcels for what is shipped of a cart: the heaviest first, each into the first parcel with room.

    The same content makes the same parcels, in whatever order its lines are.

    Returns:
        None where that would be more than `MOST_PARCELS`.
    """
    shipped = sorted(
        (
            (line.sellable.weight_grams, line.sellable.volume_cm3, line.quantity)
            for line in view.lines
            if line.sellable.requires_shipping
        ),
        reverse=True,
    )
    parcels: list[_Open] = []
    for grams, cm3, quantity in shipped:
        left, index = quantity, 0
        while left:
            if index == len(parcels):
                if index == MOST_PARCELS:
                    return None
                parcels.append(_Open())
            parcel = parcels[index]
            taken = parcel.room_for(grams, cm3, terms, left)
            parcel.grams += grams * taken
            parcel.cm3 += cm3 * taken
            parcel.pieces += taken
            left -= taken
            index += 1
    return tuple(
        CarrierParcel(weight_grams=parcel.grams, volume_cm3=parcel.cm3, pieces=parcel.pieces) for parcel in parcels
    )


def question_of(view: CartView, terms: CarrierTerms) -> CarrierRatesQuery | None:
    """Returns what a carrier is asked for a cart; None where it is nothing to ask a carrier."""
    parcels = pack(view, terms)
    if not parcels or view.shipping_address is None:
        return None
    goods = (line.sellable.unit_price * line.quantity for line in view.lines if line.sellable.requires_shipping)
    return CarrierRatesQuery(
        carrier=terms.carrier,
        channel=view.channel,
        parcels=parcels,
        value=sum_money(goods, view.channel.currency),
        address=msgspec.structs.replace(view.shipping_address, name="", company="", phone=""),
    )


def question_key(query: CarrierRatesQuery) -> str:
    """Returns the name of a question: another one as soon as anything of it is another."""
    return hashlib.sha256(msgspec.json.encode(query)).hexdigest()


def believed(query: CarrierRatesQuery, answer: CarrierRates) -> CarrierRates:
    """Returns an answer that has been checked.

    Raises:
        ValueError: If it is none that a price can be made of. What is wrong in part is wrong: who prices one service
            below zero is not believed about the others.
    """
    try:
        found = msgspec.json.decode(msgspec.json.encode(answer), type=CarrierRates)
    except (msgspec.MsgspecError, TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"the carrier {query.carrier!r} did not answer with rates: {error}") from error
    services = [rate.service for rate in found.rates]
    if len(services) > MOST_RATES or len(set(services)) != len(services):
        raise ValueError(f"the carrier {query.carrier!r} answered with too many rates, or twice for a service")
    for rate in found.rates:
        least = 0 if rate.min_days is None else rate.min_days
        days = all(day is None or 0 <= day <= MOST_DAYS for day in (rate.min_days, rate.max_days))
        later = rate.max_days is None or least <= rate.max_days
        sound = rate.price.currency == query.channel.currency and 0 <= rate.price.amount <= MAX_AMOUNT
        if not (days and later and sound):
            raise ValueError(f"{rate} is no rate of a delivery in {query.channel.currency}")
    return found


def rate_of(rates: Sequence[CarrierRate], service: str) -> CarrierRate | None:
    """Returns the rate of a service; None where the carrier does not offer it."""
    return next((rate for rate in rates if rate.service == service), None)
