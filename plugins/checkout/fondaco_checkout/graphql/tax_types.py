"""The types of taxes that staff define."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import msgspec
from fondaco.commerce import TaxRate, TaxTreatment
from fondaco.graphql import Node, object_type

from fondaco_checkout.model import taxes as model
from fondaco_checkout.model.places import Area as AreaValue

__all__ = [
    "AppliedTaxRate",
    "Area",
    "LocalizedText",
    "NamedText",
    "Preview",
    "TaxClass",
    "TaxExemption",
    "TaxPreview",
    "TaxZone",
    "TaxZoneRate",
    "named_texts",
]


class NamedText(msgspec.Struct, frozen=True):
    """A text in a language."""

    locale: str
    text: str


@object_type(NamedText)
class LocalizedText:
    """A text in a language.

    Attributes:
        locale: BCP 47 tag.
    """

    locale: str
    text: str


@object_type(AreaValue)
class Area:
    """A part of a zone.

    Attributes:
        country: ISO 3166-1 alpha-2.
        regions: States or provinces in the spellings that addresses have; empty for all.
        postal_codes: Codes (`38001`), beginnings (`38*`) and ranges (`35000..35999`); empty for all.
    """

    country: str
    regions: list[str]
    postal_codes: list[str]


@object_type(model.TaxClass)
class TaxClass(Node):
    """A class of goods that are taxed alike.

    Attributes:
        code: What products name.
        name: For staff.
        builtin: Whether it is there by itself and stays.
        version: Grows with every edit.
    """

    code: str
    name: str
    description: str
    builtin: bool
    created_at: datetime
    updated_at: datetime
    version: int


@object_type(model.ZoneRate)
class TaxZoneRate:
    """A tax of a zone.

    Attributes:
        tax_class: Code of the class that it is levied on.
        name: What a receipt prints.
        rate: A fraction of one: "0.19" is 19 %.
        priority: Smaller ones are reckoned first.
        compound: Whether it is owed on those before it too.
        valid_from: Null if it has always been valid.
        valid_until: The first moment at which it is not valid any more; null if it never ends.
    """

    tax_class: str
    name: str
    rate: Decimal
    priority: int
    compound: bool
    valid_from: datetime | None
    valid_until: datetime | None


@object_type(model.TaxZone)
class TaxZone(Node):
    """Places where the same taxes are levied. Of several that an address is in, the most specific one counts.

    Attributes:
        code: Unique, for other programs.
        name: For staff.
        areas: Where it is; empty for everywhere.
        priority: Decides between zones that are equally specific; the larger wins.
        additive: Whether its taxes come on top of those of the next wider zone.
        active: Whether it counts.
        rates: By class, then priority. A class without any has those of `standard`; a zone without any levies nothing.
        version: Grows with every edit.
    """

    code: str
    name: str
    areas: list[Area]
    priority: int
    additive: bool
    active: bool
    rates: list[TaxZoneRate]
    created_at: datetime
    updated_at: datetime
    version: int


@object_type(model.TaxExemption)
class TaxExemption(Node):
    """Buyers who pay no tax: those in a customer group.

    Attributes:
        customer_group: Slug.
        note: What a receipt prints.
        countries: Where it counts, by destination; empty for everywhere.
        valid_from: Null if it has always been valid.
        valid_until: The first moment at which it is not valid any more; null if it never ends.
        version: Grows with every edit.
    """

    customer_group: str
    note: str
    countries: list[str]
    valid_from: datetime | None
    valid_until: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int


class Preview(msgspec.Struct, frozen=True):
    """What applies at an address."""

    zones: tuple[model.TaxZone, ...]
    rates: tuple[TaxRate, ...]
    combined_rate: Decimal
    treatment: TaxTreatment
    note: str


@object_type(TaxRate)
class AppliedTaxRate:
    """A tax as prices are reckoned with it.

    Attributes:
        rate: A fraction of one.
        compound: Whether it is owed on those before it too.
    """

    name: str
    rate: Decimal
    compound: bool


@object_type(Preview)
class TaxPreview:
    """The taxes of a class at an address, now.

    Attributes:
        zones: The zones that they come from, the most specific first; none where the settings apply.
        rates: In the order in which they are reckoned.
        combined_rate: All of them together, as a fraction of the net price.
        treatment: Whether a buyer with the given number and group pays them.
        note: What their receipt prints if they do not.
    """

    zones: list[TaxZone]
    rates: list[AppliedTaxRate]
    combined_rate: Decimal
    treatment: TaxTreatment
    note: str


def named_texts(found: dict[str, str]) -> list[NamedText]:
    """Returns texts by language, as they are shown."""
    return [NamedText(locale, text) for locale, text in sorted(found.items())]
