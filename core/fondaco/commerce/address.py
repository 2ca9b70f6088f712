"""Postal addresses."""

from __future__ import annotations

from functools import cache
from typing import Self
from unicodedata import category

import msgspec
from babel import Locale

from fondaco.errors import InvalidInputError

__all__ = ["Address", "country_codes"]

_LONGEST = 200


@cache
def country_codes() -> frozenset[str]:
    """Returns the ISO 3166-1 alpha-2 codes (from the Unicode CLDR, less its regions that are no countries)."""
    not_countries = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
    codes = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - not_countries


class Address(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A postal address of a person or company.

    Attributes:
        country: ISO 3166-1 alpha-2, upper case.
        name: Who receives.
        line1: Street and number, or what the country writes there.
        line2: Building, floor or flat.
        city: City, town or village.
        district: Part of a city, where addresses name it.
        region: State, province or prefecture, by name or code.
        postal_code: As written in the country.
        company: Of a business address.
        phone: For the carrier.
    """

    country: str
    name: str
    line1: str
    line2: str = ""
    city: str = ""
    district: str = ""
    region: str = ""
    postal_code: str = ""
    company: str = ""
    phone: str = ""

    def validated(self, *, field: tuple[str, ...] = ()) -> Self:
        """Returns the address with surrounding blanks removed and the country in upper case.

        Args:
            field: The path of the address in the caller's input, put before the name of the offending part.

        Raises:
            InvalidInputError: ``COUNTRY_REQUIRED``, ``UNKNOWN_COUNTRY``, ``ADDRESS_INCOMPLETE`` (name, first line, or
                both city and region missing), ``ADDRESS_TOO_LONG``, or ``ADDRESS_INVALID`` (control characters).
        """
        cleaned = {name: getattr(self, name).strip() for name in self.__struct_fields__}
        cleaned["country"] = cleaned["country"].upper()
        for name, value in cleaned.items():
            if len(value) > _LONGEST:
                raise InvalidInputError(
                    f"An address line has at most {_LONGEST} characters.", code="ADDRESS_TOO_LONG", field=(*field, name)
                )
            if not all(character.isprintable() or category(character) == "Zs" for character in value):
                raise InvalidInputError(
                    "An address has no control characters.", code="ADDRESS_INVALID", field=(*field, name)
                )
        if not cleaned["country"]:
            raise InvalidInputError("An address needs a country.", code="COUNTRY_REQUIRED", field=(*field, "country"))
        if cleaned["country"] not in country_codes():
            raise InvalidInputError(
                f"{cleaned['country']!r} is not an ISO 3166 country code.",
                code="UNKNOWN_COUNTRY",
                field=(*field, "country"),
            )
        required = ("name", "line1") if cleaned["city"] or cleaned["region"] else ("name", "line1", "city")
        for name in required:
            if not cleaned[name]:
                raise InvalidInputError(f"The address needs a {name}.", code="ADDRESS_INCOMPLETE", field=(*field, name))
        return type(self)(**cleaned)
