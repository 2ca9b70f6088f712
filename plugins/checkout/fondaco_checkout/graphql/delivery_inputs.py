"""The inputs of what staff define of delivery, and how they become values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import strawberry
from fondaco.graphql import ID, CurrencyCode, input_type

from fondaco_checkout.graphql.tax_inputs import AreaInput, LocalizedTextInput, areas_of, replaced, texts_of
from fondaco_checkout.model.carriers import CarrierTerms
from fondaco_checkout.model.deliveries import Basis
from fondaco_checkout.model.delivery_drafts import (
    DeliveryRateDraft,
    DeliveryTierDraft,
    DeliveryZoneDraft,
    MethodDraft,
)
from fondaco_checkout.model.promise import DeliverySchedule

__all__ = [
    "DeliveryCarrierInput",
    "DeliveryMethodCreateInput",
    "DeliveryMethodDeleteInput",
    "DeliveryMethodUpdateInput",
    "DeliveryRateInput",
    "DeliveryScheduleInput",
    "DeliveryTierInput",
    "DeliveryZoneCreateInput",
    "DeliveryZoneDeleteInput",
    "DeliveryZoneUpdateInput",
]


@input_type
class DeliveryZoneCreateInput:
    """A delivery zone to be made.

    Attributes:
        code: Unique, for other programs.
        name: For staff.
        areas: Where it is; empty for everywhere.
        priority: Decides between zones that are equally specific; the larger wins.
    """

    code: str
    name: str
    areas: list[AreaInput] = strawberry.field(default_factory=list)
    priority: int = 0

    def draft(self) -> DeliveryZoneDraft:
        """Returns the zone as verbs take it."""
        return DeliveryZoneDraft(code=self.code, name=self.name, areas=areas_of(self.areas), priority=self.priority)


@input_type
class DeliveryZoneUpdateInput:
    """What is to be changed of a delivery zone; what is left out stays.

    Attributes:
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    code: str | None = strawberry.UNSET
    name: str | None = strawberry.UNSET
    areas: list[AreaInput] | None = strawberry.UNSET
    priority: int | None = strawberry.UNSET
    expected_version: int | None = None

    def changed(self, draft: DeliveryZoneDraft) -> DeliveryZoneDraft:
        """Returns the zone as it is to be.

        Raises:
            InvalidInputError: ``REQUIRED``.
        """
        return replaced(draft, self, frozenset(), areas=areas_of)


@input_type
class DeliveryZoneDeleteInput:
    """Names a delivery zone to be deleted.

    Attributes:
        expected_version: Refuse it if somebody else has edited it since it had this version.
    """

    id: ID
    expected_version: int | None = None


@input_type
class DeliveryTierInput:
    """A price from some amount on.

    Attributes:
        minimum: Grams, cubic centimetres, pieces, or the price of the goods, as the basis of the rate says.
        price: In the currency of the rate, gross or net as the channel's prices are.
    """

    minimum: Decimal
    price: Decimal


@input_type
class DeliveryRateInput:
    """What a method costs in a zone and a currency.

    Attributes:
        zone: Code of the zone; left out: everywhere.
        tiers: By minimum, the first from 0 on; each counts up to the next one.
        up_to: The most that is delivered so, in the unit of the basis; left out: no limit.
        free_over: Goods of at least so much, as priced, are delivered free; left out: never.
    """

    currency_code: CurrencyCode
    basis: Basis
    tiers: list[DeliveryTierInput]
    zone: str | None = None
    up_to: Decimal | None = None
    free_over: Decimal | None = None

    def draft(self) -> DeliveryRateDraft:
        """Returns the rate as verbs take it."""
        return DeliveryRateDraft(
            zone=self.zone,
            currency=self.currency_code,
            basis=self.basis,
            tiers=tuple(DeliveryTierDraft(tier.minimum, tier.price) for tier in self.tiers),
            up_to=self.up_to,
            free_over=self.free_over,
        )


def _rates(given: Sequence[DeliveryRateInput]) -> tuple[DeliveryRateDraft, ...]:
    return tuple(rate.draft() for rate in given)


@input_type
class DeliveryScheduleInput:
    """How a warehouse works, for promising days of arrival.

    Attributes:
        handling_days: Working days between the day of an order and the day on which it is handed over.
        cutoff: `HH:MM` in the time zone: from then on an order counts for the next working day; empty: the day's end.
        timezone: Name in the IANA database, such as `Europe/Berlin`.
        working_days: 1 for Monday to 7 for Sunday; of the warehouse and of the carrier. Left out: Monday to Friday.
        holidays: Days on which neither works.
    """

    timezone: str
    handling_days: int = 0
    cutoff: str = ""
    working_days: list[int] = strawberry.field(default_factory=lambda: [1, 2, 3, 4, 5])
    holidays: list[date] = strawberry.field(default_factory=list)


def _schedule(given: DeliveryScheduleInput | None) -> DeliverySchedule | None:
    if given is None:
        return None
    return DeliverySchedule(
        handling_days=given.handling_days,
        cutoff=given.cutoff,
        timezone=given.timezone,
        working_days=tuple(given.working_days),
        holidays=tuple(given.holidays),
    )


@input_type
class DeliveryCarrierInput:
    """Whom to ask for the price of a method. Its rates are then what it costs while the carrier says nothing.

    Attributes:
        carrier: A name that a plugin knows, or one of the settings.
        service: Which of its services this is, as the carrier calls it; left out where it has just one.
        last_minutes: While it fails, its last answer to the same question counts for so long; 0 for not at all.
        parcel_max_grams: No parcel is packed heavier, but for what is heavier by itself; left out: no limit.
        parcel_max_cm3: Nor larger, in cubic centimetres.
    """

    carrier: str
    service: str = ""
    last_minutes: int = 60
    parcel_max_grams: int | None = None
    parcel_max_cm3: int | None = None


def _carrier(given: DeliveryCarrierInput | None) -> CarrierTerms | None:
    if given is None:
        return None
    return CarrierTerms(
        carrier=given.carrier,
        service=given.service,
        last_minutes=given.last_minutes,
        parcel_max_grams=given.parcel_max_grams,
        parcel_max_cm3=given.parcel_max_cm3,
    )


@input_type
class DeliveryMethodCreateInput:
    """A way to deliver to be made.

    Attributes:
        code: Unique; the option's code is `method:<code>`.
        name: What buyers read.
        channels: Slugs; empty for all.
        tax_class: Of the delivery; `as_goods` for those of what it brings.
        position: Smaller ones are offered first.
        min_days: Earliest arrival in working days after dispatch.
        max_days: Latest arrival in working days after dispatch.
        max_weight_grams: Of all that is shipped; left out: no limit.
        excluded_tax_classes: It brings nothing of these classes.
        schedule: How the warehouse works, so that days of arrival are promised; needs minDays and maxDays.
        rates: One for each zone and currency; for a destination that of the most specific zone counts.
        carrier: Whom to ask for the price; left out: the rates are the price.
    """

    code: str
    name: str
    names: list[LocalizedTextInput] = strawberry.field(default_factory=list)
    description: str = ""
    descriptions: list[LocalizedTextInput] = strawberry.field(default_factory=list)
    channels: list[str] = strawberry.field(default_factory=list)
    tax_class: str = "standard"
    position: int = 0
    active: bool = True
    min_days: int | None = None
    max_days: int | None = None
    max_weight_grams: int | None = None
    excluded_tax_classes: list[str] = strawberry.field(default_factory=list)
    schedule: DeliveryScheduleInput | None = None
    rates: list[DeliveryRateInput] = strawberry.field(default_factory=list)
    carrier: DeliveryCarrierInput | None = None

    def draft(self) -> MethodDraft:
        """Returns the method as verbs take it."""
        return MethodDraft(
            code=self.code,
            name=self.name,
            names=texts_of(self.names),
            description=self.description,
            descriptions=texts_of(self.descriptions),
            channels=tuple(self.channels),
            tax_class=self.tax_class,
            position=self.position,
            active=self.active,
            min_days=self.min_days,
            max_days=self.max_days,
            max_weight_grams=self.max_weight_grams,
            excluded_tax_classes=tuple(self.excluded_tax_classes),
            schedule=_schedule(self.schedule),
            rates=_rates(self.rates),
            carrier=_carrier(self.carrier),
        )


@input_type
class DeliveryMethodUpdateInput:
    """What is to be changed of a way to deliver; what is left out stays.

    Attributes:
        rates: Replace all that it has.
        carrier: Whom to ask for the price; null for nobody.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    code: str | None = strawberry.UNSET
    name: str | None = strawberry.UNSET
    names: list[LocalizedTextInput] | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    descriptions: list[LocalizedTextInput] | None = strawberry.UNSET
    channels: list[str] | None = strawberry.UNSET
    tax_class: str | None = strawberry.UNSET
    position: int | None = strawberry.UNSET
    active: bool | None = strawberry.UNSET
    min_days: int | None = strawberry.UNSET
    max_days: int | None = strawberry.UNSET
    max_weight_grams: int | None = strawberry.UNSET
    excluded_tax_classes: list[str] | None = strawberry.UNSET
    schedule: DeliveryScheduleInput | None = strawberry.UNSET
    rates: list[DeliveryRateInput] | None = strawberry.UNSET
    carrier: DeliveryCarrierInput | None = strawberry.UNSET
    expected_version: int | None = None

    def changed(self, draft: MethodDraft) -> MethodDraft:
        """Returns the method as it is to be.

        Raises:
            InvalidInputError: ``REQUIRED``.
        """
        nullable = frozenset({"min_days", "max_days", "max_weight_grams", "schedule", "carrier"})
        return replaced(
            draft,
            self,
            nullable,
            names=texts_of,
            descriptions=texts_of,
            channels=tuple,
            excluded_tax_classes=tuple,
            schedule=_schedule,
            rates=_rates,
            carrier=_carrier,
        )


@input_type
class DeliveryMethodDeleteInput:
    """Names a way to deliver to be deleted.

    Attributes:
        expected_version: Refuse it if somebody else has edited it since it had this version.
    """

    id: ID
    expected_version: int | None = None
