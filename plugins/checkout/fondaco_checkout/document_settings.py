"""``[plugins.checkout.documents]``: who sells, what invoices are called, and when they are issued."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from fondaco.commerce import country_codes

from fondaco_checkout.model.documents import DocumentKind, Seller

__all__ = ["DocumentSettings"]

_WIDTH = re.compile("0?([1-9]|1[0-2])")
LONGEST_NUMBER, LONGEST_SERIES = 60, 20
_FIELDS = {"series", "year", "number"}


class DocumentSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How invoices and credit notes are made.

    Attributes:
        issue: When the invoice of an order is issued by itself: ``when_paid`` (all of it), ``when_placed``, or
            ``by_hand`` for never. Nothing is issued while the seller has no company.
        invoice_pattern: What an invoice is called, of ``{year}``, ``{number}`` (``{number:05}`` for five digits) and
            ``{series}``. Without a year the numbers go on over the years, else each year begins with 1.
        credit_note_pattern: The same of credit notes, which have numbers of their own.
        series: By slug of a channel, if its documents are numbered apart, such as ``{us = "US"}``; the patterns have
            to contain ``{series}`` then.
        seller: Who sells.
        sellers: By slug of a channel, where somebody else sells; all of it, nothing is taken over from ``seller``.
        time_zone: In which the date of a document, and so its year, is meant.
        fonts: Folders with fonts for scripts other than Latin, Greek, Cyrillic, Chinese, Japanese and Korean.
    """

    issue: Literal["when_paid", "when_placed", "by_hand"] = "when_paid"
    invoice_pattern: str = "INV-{year}-{number:05}"
    credit_note_pattern: str = "CN-{year}-{number:05}"
    series: Mapping[str, str] = {}
    seller: Seller = Seller()
    sellers: Mapping[str, Seller] = {}
    time_zone: str = "UTC"
    fonts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, pattern in (
            ("invoice_pattern", self.invoice_pattern),
            ("credit_note_pattern", self.credit_note_pattern),
        ):
            _check_pattern(name, pattern)
            if self.series and "series" not in _fields(pattern):
                raise ValueError(f"documents.{name}: there are several series, so it has to contain {{series}}")
        if self.invoice_pattern == self.credit_note_pattern:
            raise ValueError("documents.credit_note_pattern has to be another one than invoice_pattern")
        for channel, series in self.series.items():
            if not 1 <= len(series) <= LONGEST_SERIES or not series.isascii() or not series.replace("-", "").isalnum():
                raise ValueError(
                    f"documents.series.{channel}: a series has 1 to {LONGEST_SERIES} letters, digits and hyphens"
                )
        for seller in (self.seller, *self.sellers.values()):
            if seller.country and seller.country not in country_codes():
                raise ValueError(f"documents.seller.country: {seller.country!r} is no ISO 3166 country code")
        try:
            ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"documents.time_zone: there is no time zone {self.time_zone!r}") from error

    def seller_of(self, channel: str) -> Seller:
        """Returns who sells in a channel."""
        return self.sellers.get(channel, self.seller)

    def pattern_of(self, kind: DocumentKind) -> str:
        """Returns the pattern of the numbers of a kind."""
        return self.invoice_pattern if kind is DocumentKind.INVOICE else self.credit_note_pattern

    def counts_by_year(self, kind: DocumentKind) -> bool:
        """Says whether the numbers of a kind begin anew each year."""
        return "year" in _fields(self.pattern_of(kind))

    def number_of(self, kind: DocumentKind, *, series: str, year: int, number: int) -> str:
        """Returns what the n-th document of a series and year is called."""
        return self.pattern_of(kind).format(series=series, year=year, number=number)


def _fields(pattern: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(pattern) if field is not None}


def _check_pattern(name: str, pattern: str) -> None:
    where = f"documents.{name}: {pattern!r}"
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error
    fields = [field for _, field, _, _ in parts if field is not None]
    for _, field, spec, conversion in parts:
        if field is not None and field not in _FIELDS:
            raise ValueError(f"{where}: it can contain {{series}}, {{year}} and {{number}}, no {{{field}}}")
        if conversion or (spec and (field != "number" or _WIDTH.fullmatch(spec) is None)):
            raise ValueError(f"{where}: only the number has a width, such as {{number:05}}")
    if fields.count("number") != 1:
        raise ValueError(f"{where}: it has to contain {{number}} once")
    longest = pattern.format(series="S" * LONGEST_SERIES, year=2026, number=10**12)
    if len(longest) > LONGEST_NUMBER or not pattern.isprintable():
        raise ValueError(f"{where}: a number has at most {LONGEST_NUMBER} printable characters")
