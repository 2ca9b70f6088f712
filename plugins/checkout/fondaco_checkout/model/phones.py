"""Telephone numbers: kept in the form in which every carrier and text-message service takes them (E.164)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from fondaco.errors import InvalidInputError

__all__ = ["clean_phone", "shown_phone"]

_LOOKS = re.compile(r"(?=.{3,40}\Z)\+?[\d ()./\u2010-\u2015\u2212-]+")
"""What people write; anything else, such as words around a number, is not guessed at."""


@cache
def _library() -> Any:
    """Returns `phonenumbers` once a number is looked at: it takes 7 MB and a tenth of a second to import."""
    return import_module("phonenumbers")


def clean_phone(value: str, country: str, *, field: tuple[str, ...], strict: bool = True) -> str:
    """Returns a telephone number in E.164, such as ``+493012345678``; empty if it is empty.

    Args:
        country: ISO 3166-1 alpha-2 of whoever wrote it, for numbers without the code of a country; empty if that is not
            known, then they are refused.
        field: Path in the caller's input.
        strict: Whether it has to be in a range that the country has given out, not only as long as its numbers are.

    Raises:
        InvalidInputError: ``INVALID_PHONE``; extensions are no part of E.164 and refused.
    """
    library, written = None, unicodedata.normalize("NFKC", value).strip()
    if not written:
        return ""
    if _LOOKS.fullmatch(written):
        library = _library()
        number = _parsed(written, country or None)
        if number is not None and (
            library.is_valid_number(number)
            if strict
            else library.is_possible_number_with_reason(number) == library.ValidationResult.IS_POSSIBLE
        ):
            found: str = library.format_number(number, library.PhoneNumberFormat.E164)
            return found
    raise InvalidInputError(
        "This is not a telephone number; abroad it begins with + and the code of the country.",
        code="INVALID_PHONE",
        field=field,
    )


def _parsed(written: str, country: str | None) -> Any:
    library = _library()
    try:
        return library.parse(written, country)
    except library.NumberParseException:
        return None


@lru_cache(maxsize=1024)
def shown_phone(value: str) -> str:
    """Returns a telephone number as people read it, ``+49 30 12345678``; what is no E.164 as it is."""
    number = _parsed(value, None) if value.startswith("+") else None
    if number is None:
        return value
    library = _library()
    shown: str = library.format_number(number, library.PhoneNumberFormat.INTERNATIONAL)
    return shown
