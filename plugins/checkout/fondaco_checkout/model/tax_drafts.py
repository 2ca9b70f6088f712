"""What staff write of taxes, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

import msgspec
from fondaco.commerce import TAX_AS_GOODS, TAX_EXEMPT, country_codes
from fondaco.errors import ConflictError, InvalidInputError, LimitExceededError

from fondaco_checkout.model.places import Area, clean_areas

__all__ = [
    "ExemptionDraft",
    "RateDraft",
    "ZoneDraft",
    "clean_code",
    "clean_exemption",
    "clean_priority",
    "clean_text",
    "clean_texts",
    "clean_zone",
]

Path = tuple[str, ...]

MOST_RATES = 500
MOST_AT_ONCE = 10
"""Taxes of one class at one moment."""

LONGEST_CODE, LONGEST_NAME, LONGEST_TAX_NAME, LONGEST_DESCRIPTION = 50, 200, 100, 2000
LARGEST_PRIORITY = 1_000_000

_CODE = re.compile(r"[a-z0-9]+(?:[_.-][a-z0-9]+)*")


class RateDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A tax to be levied; see `fondaco_checkout.model.taxes.ZoneRate`."""

    tax_class: str
    name: str
    rate: Decimal
    names: Mapping[str, str] = {}
    priority: int = 0
    compound: bool = False
    valid_from: datetime | None = None
    valid_until: datetime | None = None


class ZoneDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A zone as it is to be; see `fondaco_checkout.model.taxes.TaxZone`."""

    code: str
    name: str
    areas: Sequence[Area] = ()
    priority: int = 0
    additive: bool = False
    active: bool = True
    rates: Sequence[RateDraft] = ()


class ExemptionDraft(msgspec.Struct, frozen=True, kw_only=True):
    """An exemption as it is to be; see `fondaco_checkout.model.taxes.TaxExemption`."""

    customer_group: str
    note: str
    notes: Mapping[str, str] = {}
    countries: Sequence[str] = ()
    valid_from: datetime | None = None
    valid_until: datetime | None = None


def clean_text(text: str, longest: int, field: Path, *, empty: bool = False) -> str:
    """Returns a text without surrounding blanks.

    Raises:
        InvalidInputError: ``TEXT_REQUIRED``, ``TEXT_TOO_LONG``, ``TEXT_INVALID`` (control characters).
    """
    text = text.strip()
    if not text and not empty:
        raise InvalidInputError("This cannot be empty.", code="TEXT_REQUIRED", field=field)
    if len(text) > longest:
        raise InvalidInputError(f"This has at most {longest} characters.", code="TEXT_TOO_LONG", field=field)
    if not all(char.isprintable() or char == "\n" for char in text):
        raise InvalidInputError("This has no control characters.", code="TEXT_INVALID", field=field)
    return text


def clean_code(code: str, field: Path, *, longest: int = LONGEST_CODE) -> str:
    """Returns a code for other programs.

    Raises:
        InvalidInputError: ``INVALID_CODE``.
    """
    code = code.strip()
    if len(code) > longest or not _CODE.fullmatch(code):
        raise InvalidInputError(
            f"A code has at most {longest} lower case letters and digits, with hyphens, dots or underscores between.",
            code="INVALID_CODE",
            field=field,
        )
    return code


def clean_texts(texts: Mapping[str, str], longest: int, field: Path) -> dict[str, str]:
    """Returns texts by language, cleaned as by `clean_text`; empty ones are left out."""
    return {locale: clean_text(text, longest, field) for locale, text in texts.items() if text.strip()}


def _period(start: datetime | None, end: datetime | None, field: Path) -> None:
    if start is not None and end is not None and start >= end:
        raise InvalidInputError("This ends before it begins.", code="INVALID_PERIOD", field=(*field, "validUntil"))


def clean_zone(draft: ZoneDraft, classes: frozenset[str]) -> ZoneDraft:
    """Returns the zone with texts and areas cleaned.

    Args:
        classes: Codes of those that there are.

    Raises:
        InvalidInputError: ``INVALID_CODE``, ``INVALID_RATE``, ``INVALID_PERIOD``, ``INVALID_PRIORITY``, and as
            `clean_text` and `fondaco_checkout.model.places.clean_areas`.
        ConflictError: ``TAX_CLASS_UNKNOWN``; ``TAX_RATE_OVERLAPS`` if two rates of one class have the same name at the
            same time, which would be levied twice.
        LimitExceededError: ``TOO_MANY_RATES``, ``TOO_MANY_AREAS``.
    """
    if len(draft.rates) > MOST_RATES:
        raise LimitExceededError(f"A zone has at most {MOST_RATES} rates.", code="TOO_MANY_RATES", field=("rates",))
    rates = [_rate(rate, classes, ("rates", str(index))) for index, rate in enumerate(draft.rates)]
    _refuse_overlaps(rates)
    return msgspec.structs.replace(
        draft,
        code=clean_code(draft.code, ("code",), longest=100),
        name=clean_text(draft.name, LONGEST_NAME, ("name",)),
        areas=clean_areas(draft.areas, ("areas",)),
        priority=clean_priority(draft.priority, ("priority",)),
        rates=tuple(rates),
    )


def clean_priority(priority: int, field: Path) -> int:
    """Returns a number by which things are ordered.

    Raises:
        InvalidInputError: ``INVALID_PRIORITY``.
    """
    if abs(priority) > LARGEST_PRIORITY:
        raise InvalidInputError(
            f"A priority is between -{LARGEST_PRIORITY:,} and {LARGEST_PRIORITY:,}.",
            code="INVALID_PRIORITY",
            field=field,
        )
    return priority


def _rate(draft: RateDraft, classes: frozenset[str], field: Path) -> RateDraft:
    rate = draft.rate
    if not rate.is_finite() or not 0 <= rate < 10 or rate != round(rate, 8):
        raise InvalidInputError(
            "A rate is a fraction of one with at most 8 decimal places, such as 0.19.",
            code="INVALID_RATE",
            field=(*field, "rate"),
        )
    if draft.tax_class not in classes:
        raise ConflictError("There is no such tax class.", code="TAX_CLASS_UNKNOWN", field=(*field, "taxClass"))
    if draft.tax_class == TAX_EXEMPT:
        raise InvalidInputError("What is exempt is taxed nowhere.", code="TAX_CLASS_EXEMPT", field=(*field, "taxClass"))
    _period(draft.valid_from, draft.valid_until, field)
    return msgspec.structs.replace(
        draft,
        name=clean_text(draft.name, LONGEST_TAX_NAME, (*field, "name")),
        names=clean_texts(draft.names, LONGEST_TAX_NAME, (*field, "names")),
        priority=clean_priority(draft.priority, (*field, "priority")),
    )


def _together(one: RateDraft, other: RateDraft) -> bool:
    return (one.valid_until is None or other.valid_from is None or other.valid_from < one.valid_until) and (
        other.valid_until is None or one.valid_from is None or one.valid_from < other.valid_until
    )


def _refuse_overlaps(rates: Sequence[RateDraft]) -> None:
    for index, rate in enumerate(rates):
        others = [other for other in rates[:index] if other.tax_class == rate.tax_class and _together(other, rate)]
        if any(other.name.casefold() == rate.name.casefold() for other in others):
            raise ConflictError(
                f"{rate.name} would be levied twice: another rate of this class and name is valid at the same time.",
                code="TAX_RATE_OVERLAPS",
                field=("rates", str(index)),
            )
        if len(others) >= MOST_AT_ONCE:
            raise LimitExceededError(
                f"A class has at most {MOST_AT_ONCE} taxes at once.", code="TOO_MANY_RATES", field=("rates", str(index))
            )


def clean_exemption(draft: ExemptionDraft) -> ExemptionDraft:
    """Returns the exemption with texts and countries cleaned.

    Raises:
        InvalidInputError: ``UNKNOWN_COUNTRY``, ``INVALID_PERIOD``, and as `clean_text`.
    """
    countries = tuple(dict.fromkeys(country.strip().upper() for country in draft.countries))
    for index, country in enumerate(countries):
        if country not in country_codes():
            raise InvalidInputError(
                f"{country[:20]!r} is not an ISO 3166 country code.",
                code="UNKNOWN_COUNTRY",
                field=("countries", str(index)),
            )
    _period(draft.valid_from, draft.valid_until, ())
    return msgspec.structs.replace(
        draft,
        customer_group=clean_text(draft.customer_group, 100, ("customerGroup",)),
        note=clean_text(draft.note, LONGEST_TAX_NAME, ("note",)),
        notes=clean_texts(draft.notes, LONGEST_TAX_NAME, ("notes",)),
        countries=countries,
    )


RESERVED_CLASSES = frozenset({TAX_AS_GOODS})
"""Codes that no class can have."""
