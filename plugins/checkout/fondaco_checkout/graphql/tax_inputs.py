"""The inputs of what staff define of taxes, and how they become values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

import msgspec
import strawberry
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, input_type

from fondaco_checkout.model.places import Area
from fondaco_checkout.model.tax_drafts import ExemptionDraft, RateDraft, ZoneDraft

__all__ = [
    "AreaInput",
    "CartTaxExemptionSetInput",
    "LocalizedTextInput",
    "TaxClassCreateInput",
    "TaxClassDeleteInput",
    "TaxClassUpdateInput",
    "TaxExemptionCreateInput",
    "TaxExemptionDeleteInput",
    "TaxExemptionUpdateInput",
    "TaxRateInput",
    "TaxZoneCreateInput",
    "TaxZoneDeleteInput",
    "TaxZoneUpdateInput",
    "areas_of",
    "replaced",
    "texts_of",
]

D = TypeVar("D", bound=msgspec.Struct)


@input_type
class LocalizedTextInput:
    """A text in a language.

    Attributes:
        locale: BCP 47 tag.
    """

    locale: str
    text: str


@input_type
class AreaInput:
    """A part of a zone.

    Attributes:
        country: ISO 3166-1 alpha-2.
        regions: States or provinces, each in any spelling that addresses have (`QC`, `Quebec`); capitals and accents do
            not matter. Empty for all.
        postal_codes: Codes (`38001`), beginnings (`38*`) and ranges (`35000..35999`). Empty for all.
    """

    country: str
    regions: list[str] = strawberry.field(default_factory=list)
    postal_codes: list[str] = strawberry.field(default_factory=list)


def areas_of(given: Sequence[AreaInput]) -> tuple[Area, ...]:
    """Returns areas as verbs take them."""
    return tuple(Area(area.country, tuple(area.regions), tuple(area.postal_codes)) for area in given)


def texts_of(given: Sequence[LocalizedTextInput]) -> dict[str, str]:
    """Returns texts by language."""
    return {text.locale: text.text for text in given}


def replaced(draft: D, given: Any, nullable: frozenset[str], **converted: Any) -> D:
    """Returns a draft with what an update input says; what was left out of that stays.

    Args:
        nullable: Fields that null means something for.
        converted: How a field's value becomes that of the draft, by name.

    Raises:
        InvalidInputError: ``REQUIRED`` for a null where there has to be a value.
    """
    changes: dict[str, Any] = {}
    for name in draft.__struct_fields__:
        value = getattr(given, name, strawberry.UNSET)
        if value is strawberry.UNSET:
            continue
        if value is None and name not in nullable:
            field = "".join(part.title() if index else part for index, part in enumerate(name.split("_")))
            raise InvalidInputError("This cannot be null; leave it out to keep it.", code="REQUIRED", field=(field,))
        changes[name] = converted[name](value) if name in converted else value
    return msgspec.structs.replace(draft, **changes)


@input_type
class TaxRateInput:
    """A tax of a zone.

    Attributes:
        tax_class: Code of the class that it is levied on.
        name: What a receipt prints.
        names: The same in other languages.
        rate: A fraction of one: "0.19" is 19 %.
        priority: Smaller ones are reckoned first.
        compound: Whether it is owed on those before it too.
        valid_until: The first moment at which it is not valid any more.
    """

    tax_class: str
    name: str
    rate: Decimal
    names: list[LocalizedTextInput] = strawberry.field(default_factory=list)
    priority: int = 0
    compound: bool = False
    valid_from: datetime | None = None
    valid_until: datetime | None = None

    def draft(self) -> RateDraft:
        """Returns the rate as verbs take it."""
        names: Mapping[str, str] = texts_of(self.names)
        return RateDraft(
            tax_class=self.tax_class,
            name=self.name,
            names=names,
            rate=self.rate,
            priority=self.priority,
            compound=self.compound,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
        )


def _rates(given: Sequence[TaxRateInput]) -> tuple[RateDraft, ...]:
    return tuple(rate.draft() for rate in given)


@input_type
class TaxClassCreateInput:
    """A tax class to be made.

    Attributes:
        code: What products name; it never changes.
    """

    code: str
    name: str
    description: str = ""


@input_type
class TaxClassUpdateInput:
    """What is to be changed of a tax class; what is left out stays.

    Attributes:
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    name: str | None = None
    description: str | None = None
    expected_version: int | None = None


@input_type
class TaxClassDeleteInput:
    """Names a tax class to be deleted.

    Attributes:
        expected_version: Refuse it if somebody else has edited it since it had this version.
    """

    id: ID
    expected_version: int | None = None


@input_type
class TaxZoneDeleteInput:
    """Names a tax zone to be deleted.

    Attributes:
        expected_version: Refuse it if somebody else has edited it since it had this version.
    """

    id: ID
    expected_version: int | None = None


@input_type
class TaxExemptionDeleteInput:
    """Names an exemption to be deleted.

    Attributes:
        expected_version: Refuse it if somebody else has edited it since it had this version.
    """

    id: ID
    expected_version: int | None = None


@input_type
class TaxZoneCreateInput:
    """A tax zone to be made.

    Attributes:
        code: Unique, for other programs.
        name: For staff.
        areas: Where it is; empty for everywhere.
        priority: Decides between zones that are equally specific; the larger wins.
        additive: Whether its taxes come on top of those of the next wider zone, as a city's on top of its state's.
        rates: A class without any has those of `standard`; a zone without any levies nothing.
    """

    code: str
    name: str
    areas: list[AreaInput] = strawberry.field(default_factory=list)
    priority: int = 0
    additive: bool = False
    active: bool = True
    rates: list[TaxRateInput] = strawberry.field(default_factory=list)

    def draft(self) -> ZoneDraft:
        """Returns the zone as verbs take it."""
        return ZoneDraft(
            code=self.code,
            name=self.name,
            areas=areas_of(self.areas),
            priority=self.priority,
            additive=self.additive,
            active=self.active,
            rates=_rates(self.rates),
        )


@input_type
class TaxZoneUpdateInput:
    """What is to be changed of a tax zone; what is left out stays.

    Attributes:
        rates: Replace all that it has.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    code: str | None = strawberry.UNSET
    name: str | None = strawberry.UNSET
    areas: list[AreaInput] | None = strawberry.UNSET
    priority: int | None = strawberry.UNSET
    additive: bool | None = strawberry.UNSET
    active: bool | None = strawberry.UNSET
    rates: list[TaxRateInput] | None = strawberry.UNSET
    expected_version: int | None = None

    def changed(self, draft: ZoneDraft) -> ZoneDraft:
        """Returns the zone as it is to be.

        Raises:
            InvalidInputError: ``REQUIRED``.
        """
        return replaced(draft, self, frozenset(), areas=areas_of, rates=_rates)


@input_type
class TaxExemptionCreateInput:
    """An exemption to be made.

    Attributes:
        customer_group: Slug of the group whose buyers pay no tax.
        note: What a receipt prints.
        notes: The same in other languages.
        countries: Where it counts, by destination; empty for everywhere.
        valid_until: The first moment at which it is not valid any more.
    """

    customer_group: str
    note: str
    notes: list[LocalizedTextInput] = strawberry.field(default_factory=list)
    countries: list[str] = strawberry.field(default_factory=list)
    valid_from: datetime | None = None
    valid_until: datetime | None = None

    def draft(self) -> ExemptionDraft:
        """Returns the exemption as verbs take it."""
        return ExemptionDraft(
            customer_group=self.customer_group,
            note=self.note,
            notes=texts_of(self.notes),
            countries=tuple(self.countries),
            valid_from=self.valid_from,
            valid_until=self.valid_until,
        )


@input_type
class TaxExemptionUpdateInput:
    """What is to be changed of an exemption; what is left out stays.

    Attributes:
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    customer_group: str | None = strawberry.UNSET
    note: str | None = strawberry.UNSET
    notes: list[LocalizedTextInput] | None = strawberry.UNSET
    countries: list[str] | None = strawberry.UNSET
    valid_from: datetime | None = strawberry.UNSET
    valid_until: datetime | None = strawberry.UNSET
    expected_version: int | None = None

    def changed(self, draft: ExemptionDraft) -> ExemptionDraft:
        """Returns the exemption as it is to be.

        Raises:
            InvalidInputError: ``REQUIRED``.
        """
        nullable = frozenset({"valid_from", "valid_until"})
        return replaced(draft, self, nullable, notes=texts_of, countries=tuple)


@input_type
class CartTaxExemptionSetInput:
    """Frees a cart from tax.

    Attributes:
        certificate: The number that the receipt names, at most 60 characters; empty takes it back.
    """

    cart_id: ID
    certificate: str
