"""What staff write of delivery, checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec
from fondaco.commerce import TAX_AS_GOODS, Money, currency_exponent
from fondaco.commerce.money import MAX_AMOUNT
from fondaco.errors import ConflictError, DomainError, InvalidInputError, LimitExceededError

from fondaco_checkout.model.carriers import CarrierTerms, clean_terms
from fondaco_checkout.model.deliveries import Basis, DeliveryRate, DeliveryTier
from fondaco_checkout.model.places import Area, clean_areas
from fondaco_checkout.model.promise import DeliverySchedule, clean_schedule
from fondaco_checkout.model.tax_drafts import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    clean_code,
    clean_priority,
    clean_text,
    clean_texts,
)

__all__ = [
    "DeliveryRateDraft",
    "DeliveryTierDraft",
    "DeliveryZoneDraft",
    "MethodDraft",
    "Named",
    "clean_method",
    "clean_zone",
]

Path = tuple[str, ...]

MOST_RATES, MOST_TIERS, LONGEST_WAIT, MOST_LISTED = 500, 200, 3650, 200
"""Of a method; of a rate; in days; channels or classes."""

LARGEST_MEASURE = 10**12
"""Grams, cubic centimetres or pieces."""


class DeliveryZoneDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A zone as it is to be; see `fondaco_checkout.model.deliveries.DeliveryZone`."""

    code: str
    name: str
    areas: Sequence[Area] = ()
    priority: int = 0


class DeliveryTierDraft(msgspec.Struct, frozen=True):
    """A tier: grams, cubic centimetres, pieces, or major units of the currency; and a price in major units."""

    minimum: Decimal
    price: Decimal


class DeliveryRateDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A rate as it is to be: in the units of `DeliveryTierDraft`."""

    zone: str | None
    currency: str
    basis: Basis
    tiers: Sequence[DeliveryTierDraft]
    up_to: Decimal | None = None
    free_over: Decimal | None = None


class MethodDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A method as it is to be; see `fondaco_checkout.model.deliveries.DeliveryMethod`.

    Attributes:
        rates: Those that a method has already are `DeliveryRate` values, new ones drafts.
    """

    code: str
    name: str
    names: Mapping[str, str] = {}
    description: str = ""
    descriptions: Mapping[str, str] = {}
    channels: Sequence[str] = ()
    tax_class: str = "standard"
    position: int = 0
    active: bool = True
    min_days: int | None = None
    max_days: int | None = None
    max_weight_grams: int | None = None
    excluded_tax_classes: Sequence[str] = ()
    schedule: DeliverySchedule | None = None
    rates: Sequence[DeliveryRateDraft | DeliveryRate] = ()
    carrier: CarrierTerms | None = None


class Named(msgspec.Struct, frozen=True):
    """What methods can name: slugs of channels, codes of tax classes and of zones."""

    channels: frozenset[str]
    classes: frozenset[str]
    zones: frozenset[str]


def clean_zone(draft: DeliveryZoneDraft) -> DeliveryZoneDraft:
    """Returns the zone with texts and areas cleaned.

    Raises:
        InvalidInputError: ``INVALID_CODE``, ``INVALID_PRIORITY``, and as
            `fondaco_checkout.model.tax_drafts.clean_text` and `fondaco_checkout.model.places.clean_areas`.
        LimitExceededError: ``TOO_MANY_AREAS``.
    """
    return msgspec.structs.replace(
        draft,
        code=clean_code(draft.code, ("code",), longest=100),
        name=clean_text(draft.name, LONGEST_NAME, ("name",)),
        areas=clean_areas(draft.areas, ("areas",)),
        priority=clean_priority(draft.priority, ("priority",)),
    )


def clean_method(draft: MethodDraft, named: Named) -> MethodDraft:
    """Returns the method with texts cleaned and rates as `DeliveryRate` values.

    Raises:
        InvalidInputError: ``INVALID_CODE``, ``INVALID_DAYS``, ``DAYS_REQUIRED``, ``INVALID_MEASURE``,
            ``INVALID_AMOUNT``, ``INVALID_TIERS``, ``INVALID_TIME``, ``UNKNOWN_TIMEZONE``, ``UNKNOWN_CURRENCY``,
            ``INVALID_PRIORITY``, and as `fondaco_checkout.model.tax_drafts.clean_text` and
            `fondaco_checkout.model.carriers.clean_terms`.
        ConflictError: ``CHANNEL_UNKNOWN``, ``TAX_CLASS_UNKNOWN``, ``DELIVERY_ZONE_UNKNOWN``,
            ``DELIVERY_RATE_REPEATED``.
        LimitExceededError: ``TOO_MANY_RATES``, ``TOO_MANY_TIERS``.
    """
    _known(draft.channels, named.channels, "channel", ("channels",))
    _known(draft.excluded_tax_classes, named.classes, "tax class", ("excludedTaxClasses",))
    if draft.tax_class != TAX_AS_GOODS and draft.tax_class not in named.classes:
        raise ConflictError("There is no such tax class.", code="TAX_CLASS_UNKNOWN", field=("taxClass",))
    least = 0 if draft.min_days is None else draft.min_days
    for name, days in (("minDays", draft.min_days), ("maxDays", draft.max_days)):
        if days is not None and not (least if name == "maxDays" else 0) <= days <= LONGEST_WAIT:
            raise InvalidInputError(
                f"Days are from 0 to {LONGEST_WAIT:,}, the latest not before the earliest.",
                code="INVALID_DAYS",
                field=(name,),
            )
    if draft.schedule is not None and (draft.min_days is None or draft.max_days is None):
        raise InvalidInputError(
            "Who promises days of arrival says how long it takes.", code="DAYS_REQUIRED", field=("schedule",)
        )
    if draft.max_weight_grams is not None and not 0 < draft.max_weight_grams <= LARGEST_MEASURE:
        raise _no_measure(("maxWeightGrams",))
    if len(draft.rates) > MOST_RATES:
        raise LimitExceededError(f"A method has at most {MOST_RATES} rates.", code="TOO_MANY_RATES", field=("rates",))
    rates: list[DeliveryRate] = []
    for index, given in enumerate(draft.rates):
        at = ("rates", str(index))
        rate = given if isinstance(given, DeliveryRate) else _rate(given, named.zones, at)
        if any((other.zone, other.currency) == (rate.zone, rate.currency) for other in rates):
            raise ConflictError(
                "There is a rate for this zone and currency already.", code="DELIVERY_RATE_REPEATED", field=at
            )
        rates.append(rate)
    return msgspec.structs.replace(
        draft,
        code=clean_code(draft.code, ("code",), longest=100),
        name=clean_text(draft.name, LONGEST_NAME, ("name",)),
        names=clean_texts(draft.names, LONGEST_NAME, ("names",)),
        description=clean_text(draft.description, LONGEST_DESCRIPTION, ("description",), empty=True),
        descriptions=clean_texts(draft.descriptions, LONGEST_DESCRIPTION, ("descriptions",)),
        channels=tuple(dict.fromkeys(draft.channels)),
        excluded_tax_classes=tuple(dict.fromkeys(draft.excluded_tax_classes)),
        schedule=None if draft.schedule is None else clean_schedule(draft.schedule, ("schedule",)),
        position=clean_priority(draft.position, ("position",)),
        rates=tuple(rates),
        carrier=None if draft.carrier is None else clean_terms(draft.carrier, ("carrier",)),
    )


def _known(given: Sequence[str], known: frozenset[str], kind: str, field: Path) -> None:
    for index, name in enumerate(given):
        if name not in known or index >= MOST_LISTED:
            code = f"{kind.upper().replace(' ', '_')}_UNKNOWN"
            raise ConflictError(f"There is no such {kind}.", code=code, field=(*field, str(index)))


def _no_measure(field: Path) -> InvalidInputError:
    return InvalidInputError(
        "This is a whole number of grams, cubic centimetres or pieces.", code="INVALID_MEASURE", field=field
    )


def _minor(amount: Decimal, currency: str, field: Path) -> int:
    try:
        found = Money.from_decimal(amount, currency).amount
    except DomainError as error:
        raise InvalidInputError(error.message, code=error.code, field=field) from error
    if not 0 <= found <= MAX_AMOUNT:
        raise InvalidInputError("An amount cannot be negative.", code="INVALID_AMOUNT", field=field)
    return found


def _measure(value: Decimal, rate: DeliveryRateDraft, field: Path) -> int:
    if rate.basis is Basis.PRICE:
        return _minor(value, rate.currency, field)
    if not value.is_finite() or not 0 <= value <= LARGEST_MEASURE or value != int(value):
        raise _no_measure(field)
    return int(value)


def _rate(draft: DeliveryRateDraft, zones: frozenset[str], field: Path) -> DeliveryRate:
    try:
        currency_exponent(draft.currency)
    except DomainError as error:
        raise InvalidInputError(error.message, code=error.code, field=(*field, "currency")) from error
    if draft.zone is not None and draft.zone not in zones:
        raise ConflictError("There is no such zone.", code="DELIVERY_ZONE_UNKNOWN", field=(*field, "zone"))
    if len(draft.tiers) > MOST_TIERS:
        raise LimitExceededError(
            f"A rate has at most {MOST_TIERS} tiers.", code="TOO_MANY_TIERS", field=(*field, "tiers")
        )
    tiers = []
    for index, tier in enumerate(draft.tiers):
        at = (*field, "tiers", str(index))
        price = _minor(tier.price, draft.currency, (*at, "price"))
        tiers.append(DeliveryTier(_measure(tier.minimum, draft, (*at, "minimum")), price))
    minima = [tier.minimum for tier in tiers]
    if not minima or minima[0] != 0 or any(one >= other for one, other in pairwise(minima)):
        raise InvalidInputError(
            "Tiers begin at 0, and each is from more on than the one before it.",
            code="INVALID_TIERS",
            field=(*field, "tiers"),
        )
    up_to = None if draft.up_to is None else _measure(draft.up_to, draft, (*field, "upTo"))
    if up_to is not None and up_to < minima[-1]:
        raise InvalidInputError("The last tier begins beyond the limit.", code="INVALID_TIERS", field=(*field, "upTo"))
    free_over = None if draft.free_over is None else _minor(draft.free_over, draft.currency, (*field, "freeOver"))
    return DeliveryRate(
        zone=draft.zone,
        currency=draft.currency,
        basis=draft.basis,
        tiers=tuple(tiers),
        up_to=up_to,
        free_over=free_over,
    )
