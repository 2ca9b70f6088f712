"""Money, numbers, dates and countries as a language writes them (CLDR, by Babel)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import babel
import nh3
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_percent

__all__ = ["country_name", "country_options", "date_text", "money_text", "percent_text", "sanitised"]


def money_text(value: Mapping[str, Any], locale: babel.Locale) -> str:
    """Writes money of the API (``{"amount": "19.90", "currencyCode": "EUR"}``) with its currency's symbol."""
    return _money(str(value["amount"]), str(value["currencyCode"]), locale)


@lru_cache(maxsize=4096)
def _money(amount: str, currency: str, locale: babel.Locale) -> str:
    return str(format_currency(Decimal(amount), currency, locale=locale))


def percent_text(rate: str | Decimal, locale: babel.Locale) -> str:
    """Writes a rate such as ``"0.19"`` as percent, with up to two decimal places."""
    return str(format_percent(Decimal(rate).normalize(), locale=locale, decimal_quantization=False))


def date_text(value: str, locale: babel.Locale, zone: ZoneInfo, style: str = "long") -> str:
    """Writes a moment or a day of the API (ISO 8601); a day is the same in every time zone.

    Args:
        style: ``short``, ``medium`` or ``long`` for the day; with ``+time`` the time of day is added.
    """
    day, _, time = style.partition("+")
    if len(value) == len("2026-01-01"):
        return str(format_date(date.fromisoformat(value), format=day, locale=locale))
    moment = datetime.fromisoformat(value).astimezone(zone)
    if time:
        return str(format_datetime(moment, format=day, tzinfo=zone, locale=locale))
    return str(format_date(moment.date(), format=day, locale=locale))


def country_name(code: str, locale: babel.Locale) -> str:
    """Returns the name of a country by its ISO 3166-1 alpha-2 code, or the code if CLDR does not know it."""
    return str(locale.territories.get(code, code))


def country_options(codes: Iterable[str], locale: babel.Locale) -> list[dict[str, str]]:
    """Returns countries to choose from, sorted by name: ``[{"code", "name"}]``; all of CLDR's for no codes."""
    return [{"code": code, "name": name} for code, name in _countries(tuple(codes), locale)]


@lru_cache(maxsize=64)
def _countries(codes: tuple[str, ...], locale: babel.Locale) -> tuple[tuple[str, str], ...]:
    # CLDR lists groups, outlying areas and pseudo-regions beside countries; nothing is delivered there.
    known = [str(code) for code in locale.territories]
    wanted = codes or [code for code in known if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES]
    return tuple(sorted(((code, country_name(code, locale)) for code in wanted), key=lambda pair: pair[1].casefold()))


_NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


def sanitised(html: str) -> str:
    """Returns HTML of which only harmless markup is left, whatever came in."""
    return nh3.clean(html, link_rel="noopener noreferrer nofollow")
