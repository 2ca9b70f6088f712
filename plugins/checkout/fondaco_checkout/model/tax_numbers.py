"""Tax numbers of businesses, and when a business in another country owes the tax itself."""

from __future__ import annotations

from fondaco.errors import InvalidInputError
from stdnum import get_cc_module
from stdnum.eu import vat
from stdnum.exceptions import ValidationError

__all__ = ["EU_COUNTRIES", "clean_tax_number", "country_of", "is_reverse_charged"]

LONGEST = 40

_PREFIX_OF = {"GR": "EL"}
_COUNTRY_OF = {"EL": "GR", "XI": "GB"}

EU_COUNTRIES = frozenset(code.upper() for code in vat.MEMBER_STATES) - {"XI"}
"""The member states of the European Union, as python-stdnum knows them."""


def clean_tax_number(number: str, country: str, *, field: tuple[str, ...]) -> str:
    """Returns the compact form of a tax number, its form and check digits checked; empty for none.

    A number of the EU is known by its prefix; any other has the form of the buyer's country.

    Args:
        country: Of the buyer, ISO 3166-1 alpha-2; empty while it is not known.

    Raises:
        InvalidInputError: ``TAX_NUMBER_INVALID``.
    """
    number = number.strip()
    if not number:
        return ""
    if len(number) > LONGEST:
        raise _invalid(field)
    compact = "".join(char for char in number.upper() if char.isalnum())
    try:
        if compact[:2].lower() in vat.MEMBER_STATES or compact[:2] == "EL":
            return str(vat.validate(compact))
        if country in EU_COUNTRIES:
            return str(vat.validate(_PREFIX_OF.get(country, country) + compact))
        module = get_cc_module(country.lower(), "vat") if country else None
        if module is None:
            raise _invalid(field)
        return str(module.validate(number))
    except ValidationError as error:
        raise _invalid(field) from error


def _invalid(field: tuple[str, ...]) -> InvalidInputError:
    return InvalidInputError(
        "This is no tax number: give it with its country's prefix, such as ATU13585627.",
        code="TAX_NUMBER_INVALID",
        field=field,
    )


def country_of(number: str) -> str:
    """Returns the country that a number of the EU is from, and GB for Northern Ireland's; empty for any other."""
    prefix = number[:2]
    if prefix in _COUNTRY_OF:
        return _COUNTRY_OF[prefix]
    return prefix if prefix in EU_COUNTRIES else ""


def is_reverse_charged(number: str, home: str, destination: str, postal_code: str = "") -> bool:
    """Whether a business owes the tax to its own state: goods that go to it from one member state into another.

    Council Directive 2006/112/EC, article 138: the goods leave the seller's member state for another one, and the buyer
    has a number of a member state other than the seller's. Northern Ireland (postal codes BT) counts as one for goods.

    Args:
        number: Checked, compact; empty for a consumer.
        home: Where the seller is; empty if nobody said.
    """
    inside = destination in EU_COUNTRIES or (destination == "GB" and postal_code.strip().upper().startswith("BT"))
    origin = country_of(number)
    return bool(origin) and home in EU_COUNTRIES and inside and home not in {destination, origin}
