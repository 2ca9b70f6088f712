"""Taxes as staff define them: classes, zones with rates, exemptions; and what of it applies to a purchase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import msgspec
from fondaco.commerce import TAX_EXEMPT, TaxRate

from fondaco_checkout.model.places import Area, Places

__all__ = ["STANDARD", "TaxClass", "TaxExemption", "TaxTable", "TaxZone", "ZoneRate"]

STANDARD = "standard"
"""The class whose rates count where a zone has none of a thing's own class."""


class TaxClass(msgspec.Struct, frozen=True, kw_only=True):
    """A class of goods that are taxed alike.

    Attributes:
        code: What products name; never changed.
        builtin: Whether it is there by itself: ``standard`` and ``exempt``.
    """

    id: UUID
    code: str
    name: str
    description: str
    builtin: bool
    created_at: datetime
    updated_at: datetime
    version: int


class ZoneRate(msgspec.Struct, frozen=True, kw_only=True):
    """A tax of a zone.

    Attributes:
        tax_class: Code of the class that it is levied on.
        name: What a receipt prints, and ``names`` the same by BCP 47 tag.
        rate: A fraction of one.
        priority: Smaller ones are reckoned first.
        compound: Whether it is owed on those before it too.
        valid_from: None if it has always been valid.
        valid_until: The first moment at which it is not valid any more; None if it never ends.
    """

    id: UUID
    zone_id: UUID
    tax_class: str
    name: str
    names: dict[str, str]
    rate: Decimal
    priority: int
    compound: bool
    valid_from: datetime | None
    valid_until: datetime | None

    def valid_at(self, moment: datetime) -> bool:
        """Whether it is levied then."""
        return (self.valid_from is None or self.valid_from <= moment) and (
            self.valid_until is None or moment < self.valid_until
        )

    def named(self, locale: str) -> TaxRate:
        """Returns the value that prices are reckoned with."""
        return TaxRate(self.rate, self.names.get(locale, self.name), self.compound)


class TaxZone(msgspec.Struct, frozen=True, kw_only=True):
    """Places where the same taxes are levied.

    Attributes:
        code: Unique, for other programs.
        name: For staff.
        areas: Where it is; empty for everywhere.
        priority: Decides between zones that are equally specific; the larger wins.
        additive: Whether its taxes come on top of those of the next wider zone, as a city's on top of its state's.
        active: Whether it counts.
        rates: By class, then priority, then name.
    """

    id: UUID
    code: str
    name: str
    areas: tuple[Area, ...]
    priority: int
    additive: bool
    active: bool
    created_at: datetime
    updated_at: datetime
    version: int
    rates: tuple[ZoneRate, ...] = ()

    def counts_at(self, moment: datetime) -> bool:
        """Whether it has a say: one without any rate says that nothing is levied there, one whose rates are all of
        another time says nothing.
        """
        return not self.rates or any(rate.valid_at(moment) for rate in self.rates)

    def rates_of(self, tax_class: str, moment: datetime) -> tuple[ZoneRate, ...]:
        """Returns what is levied on a class: its own rates, else the standard ones; in the order of reckoning."""
        valid = [rate for rate in self.rates if rate.valid_at(moment)]
        own = [rate for rate in valid if rate.tax_class == tax_class]
        found = own or [rate for rate in valid if rate.tax_class == STANDARD]
        return tuple(sorted(found, key=lambda rate: (rate.priority, rate.name, rate.id)))


class TaxExemption(msgspec.Struct, frozen=True, kw_only=True):
    """Buyers who pay no tax: those in a customer group.

    Attributes:
        customer_group: Slug.
        note: What a receipt prints, and ``notes`` the same by BCP 47 tag.
        countries: Where it counts, by destination; empty for everywhere.
        valid_from: None if it has always been valid.
        valid_until: The first moment at which it is not valid any more.
    """

    id: UUID
    customer_group: str
    note: str
    notes: dict[str, str]
    countries: tuple[str, ...]
    valid_from: datetime | None
    valid_until: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int

    def counts(self, groups: frozenset[str], country: str, moment: datetime) -> bool:
        """Whether it is for a buyer."""
        return (
            self.customer_group in groups
            and (not self.countries or country in self.countries)
            and (self.valid_from is None or self.valid_from <= moment)
            and (self.valid_until is None or moment < self.valid_until)
        )


class TaxTable:
    """Everything that staff have defined of taxes, ready to be asked.

    Attributes:
        zones: All of them, also those that do not count.
        exemptions: In the order in which they were made.
    """

    def __init__(self, zones: Sequence[TaxZone], exemptions: Sequence[TaxExemption]) -> None:
        self.zones = tuple(zones)
        self.exemptions = tuple(exemptions)
        self._places = Places(zone for zone in zones if zone.active)

    def zones_of(self, country: str, region: str, postal_code: str, moment: datetime) -> list[TaxZone]:
        """Returns the zones whose taxes are levied at an address; empty where staff have defined nothing.

        They are the most specific one, and as long as each is additive the next wider one.
        """
        found = []
        for zone in self._places.of(country, region, postal_code):
            if not zone.counts_at(moment):
                continue
            found.append(zone)
            if not zone.additive:
                break
        return found

    def rates(
        self, zones: Sequence[TaxZone], tax_classes: frozenset[str], moment: datetime, locale: str
    ) -> Mapping[str, tuple[TaxRate, ...]]:
        """Returns the taxes of classes in these zones, in the order in which they are reckoned.

        Those of all zones are ordered by priority together, the wider zone's first among equals.
        """
        answer: dict[str, tuple[TaxRate, ...]] = {}
        for tax_class in tax_classes:
            levied: list[ZoneRate] = []
            if tax_class != TAX_EXEMPT:
                for zone in reversed(zones):
                    levied.extend(zone.rates_of(tax_class, moment))
                levied.sort(key=lambda rate: rate.priority)
            answer[tax_class] = tuple(rate.named(locale) for rate in levied)
        return answer

    def exemption(self, groups: frozenset[str], country: str, moment: datetime) -> TaxExemption | None:
        """Returns why a buyer in some groups pays no tax; None if they do."""
        return next((found for found in self.exemptions if found.counts(groups, country, moment)), None)
