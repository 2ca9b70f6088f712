"""Delivery zones and methods: what staff define."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec
from fondaco import commerce
from fondaco.access import is_allowed
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.graphql import ID, CurrencyCode, Info, Money, Node, RequestContext, SchemaPart, enum_type, object_type
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_checkout.graphql import delivery_inputs as inputs
from fondaco_checkout.graphql.tax_types import Area, LocalizedText, NamedText, named_texts
from fondaco_checkout.model import carriers as carrier_model
from fondaco_checkout.model import deliveries as model
from fondaco_checkout.model import promise
from fondaco_checkout.model.deliveries import Basis
from fondaco_checkout.permissions import MANAGE_DELIVERY, VIEW_DELIVERY
from fondaco_checkout.repository import deliveries as repository
from fondaco_checkout.service import delivery_methods as service

__all__ = ["deliveries"]

deliveries = SchemaPart()
enum_type(Basis, name="DeliveryBasis")


@object_type(model.DeliveryZone)
class DeliveryZone(Node):
    """Places that are delivered to at the same price.

    Attributes:
        code: Unique, for other programs.
        name: For staff.
        areas: Where it is; empty for everywhere.
        priority: Decides between zones that are equally specific; the larger wins.
        version: Grows with every edit.
    """

    code: str
    name: str
    areas: list[Area]
    priority: int
    created_at: datetime
    updated_at: datetime
    version: int


class TierView(msgspec.Struct, frozen=True):
    """A tier, as it is shown."""

    minimum: Decimal
    price: commerce.Money


@object_type(TierView)
class DeliveryTier:
    """A price from some amount on.

    Attributes:
        minimum: Grams, cubic centimetres, pieces, or the price of the goods, as the basis of the rate says.
        price: Gross or net as the channel's prices are.
    """

    minimum: Decimal
    price: Money


class RateView(msgspec.Struct, frozen=True):
    """A rate, as it is shown."""

    zone: str | None
    currency_code: str
    basis: Basis
    tiers: list[TierView]
    up_to: Decimal | None
    free_over: commerce.Money | None


@object_type(RateView)
class DeliveryRate:
    """What a method costs in a zone and a currency.

    Attributes:
        zone: Code of the zone; null for everywhere.
        tiers: By minimum; each counts up to the next one.
        up_to: The most that is delivered so, in the unit of the basis; null for no limit.
        free_over: Goods of at least so much, as priced, are delivered free; null for never.
    """

    zone: str | None
    currency_code: CurrencyCode
    basis: Basis
    tiers: list[DeliveryTier]
    up_to: Decimal | None
    free_over: Money | None


@object_type(promise.DeliverySchedule)
class DeliverySchedule:
    """How a warehouse works, for promising days of arrival.

    Attributes:
        handling_days: Working days between the day of an order and the day on which it is handed over.
        cutoff: `HH:MM` in the time zone: from then on an order counts for the next working day; empty: the day's end.
        timezone: Name in the IANA database, such as `Europe/Berlin`.
        working_days: 1 for Monday to 7 for Sunday; of the warehouse and of the carrier.
        holidays: Days on which neither works.
    """

    handling_days: int
    cutoff: str
    timezone: str
    working_days: list[int]
    holidays: list[date]


@object_type(carrier_model.CarrierTerms)
class DeliveryCarrier:
    """Who is asked for the price of a method. Its rates are what it costs while the carrier says nothing.

    Attributes:
        carrier: A name that a plugin knows, or one of the settings.
        service: Which of its services this is; empty where it has just one.
        last_minutes: While it fails, its last answer to the same question counts for so long.
        parcel_max_grams: No parcel is packed heavier, but for what is heavier by itself; null for no limit.
        parcel_max_cm3: Nor larger, in cubic centimetres.
    """

    carrier: str
    service: str
    last_minutes: int
    parcel_max_grams: int | None
    parcel_max_cm3: int | None


@object_type(model.DeliveryMethod)
class DeliveryMethod(Node):
    """A way to deliver. Where a channel has none that is active, the flat rates of the settings are offered.

    Attributes:
        code: Unique; the option's code is `method:<code>`.
        name: What buyers read.
        channels: Slugs; empty for all.
        tax_class: Of the delivery; `as_goods` for those of what it brings.
        position: Smaller ones are offered first.
        min_days: Earliest arrival in working days after dispatch.
        max_days: Latest arrival in working days after dispatch.
        max_weight_grams: Of all that is shipped; null for no limit.
        excluded_tax_classes: It brings nothing of these classes.
        schedule: How the warehouse works, so that days of arrival are promised; null to promise none.
        carrier: Who is asked for the price; null where the rates are the price.
        version: Grows with every edit.
    """

    code: str
    name: str
    description: str
    channels: list[str]
    tax_class: str
    position: int
    active: bool
    min_days: int | None
    max_days: int | None
    max_weight_grams: int | None
    excluded_tax_classes: list[str]
    schedule: DeliverySchedule | None
    carrier: DeliveryCarrier | None
    created_at: datetime
    updated_at: datetime
    version: int


async def _zones(context: RequestContext, ids: Sequence[UUID]) -> list[model.DeliveryZone | None]:
    allowed = is_allowed(context.principal, VIEW_DELIVERY)
    found = {one.id: one for one in (await repository.find_zones(ids) if allowed else ())}
    return [found.get(id_) for id_ in ids]


async def _methods(context: RequestContext, ids: Sequence[UUID]) -> list[model.DeliveryMethod | None]:
    allowed = is_allowed(context.principal, VIEW_DELIVERY)
    found = {one.id: one for one in (await repository.find_methods(ids) if allowed else ())}
    return [found.get(id_) for id_ in ids]


deliveries.node(DeliveryZone, _zones)
deliveries.node(DeliveryMethod, _methods)


@deliveries.extend("DeliveryMethod", type=list[LocalizedText], name="names")
async def method_names(methods: Sequence[model.DeliveryMethod]) -> list[list[NamedText]]:
    """Its name in other languages."""
    return [named_texts(method.names) for method in methods]


@deliveries.extend("DeliveryMethod", type=list[LocalizedText], name="descriptions")
async def method_descriptions(methods: Sequence[model.DeliveryMethod]) -> list[list[NamedText]]:
    """Its description in other languages."""
    return [named_texts(method.descriptions) for method in methods]


@deliveries.extend("DeliveryMethod", type=list[DeliveryRate], name="rates")
async def method_rates(methods: Sequence[model.DeliveryMethod]) -> list[list[RateView]]:
    """What it costs: for a destination the rate of the most specific zone counts."""
    return [[_shown(rate) for rate in method.rates] for method in methods]


def _shown(rate: model.DeliveryRate) -> RateView:
    def measure(amount: int) -> Decimal:
        return commerce.Money(amount, rate.currency).decimal if rate.basis is Basis.PRICE else Decimal(amount)

    return RateView(
        zone=rate.zone,
        currency_code=rate.currency,
        basis=rate.basis,
        tiers=[TierView(measure(tier.minimum), commerce.Money(tier.price, rate.currency)) for tier in rate.tiers],
        up_to=None if rate.up_to is None else measure(rate.up_to),
        free_over=None if rate.free_over is None else commerce.Money(rate.free_over, rate.currency),
    )


@deliveries.query(type=list[DeliveryZone], permission=VIEW_DELIVERY, name="deliveryZones")
async def delivery_zones(country: str | None = None) -> list[model.DeliveryZone]:
    """Delivery zones by code.

    Args:
        country: Only those with an area in it, and those of everywhere.
    """
    return [
        zone
        for zone in await repository.find_zones()
        if country is None or not zone.areas or country.upper() in {area.country for area in zone.areas}
    ]


@deliveries.query(type=DeliveryZone | None, permission=VIEW_DELIVERY)
async def delivery_zone(id: ID) -> model.DeliveryZone | None:
    """A delivery zone; null if there is none of that id."""
    return next(iter(await repository.find_zones([parse_global_id(id, "DeliveryZone", field=("id",))])), None)


@deliveries.query(type=list[DeliveryMethod], permission=VIEW_DELIVERY, name="deliveryMethods")
async def delivery_methods(channel: str | None = None, active: bool | None = None) -> list[model.DeliveryMethod]:
    """Ways to deliver, in the order in which they are offered.

    Args:
        channel: Only those of the channel of this slug, and those of all.
        active: Only those that are active, or only those that are not.
    """
    return [
        method
        for method in await repository.find_methods()
        if (channel is None or not method.channels or channel in method.channels)
        and (active is None or method.active is active)
    ]


@deliveries.query(type=DeliveryMethod | None, permission=VIEW_DELIVERY)
async def delivery_method(id: ID) -> model.DeliveryMethod | None:
    """A way to deliver; null if there is none of that id."""
    return next(iter(await repository.find_methods([parse_global_id(id, "DeliveryMethod", field=("id",))])), None)


@deliveries.mutation(returns={"delivery_zone": DeliveryZone}, permission=MANAGE_DELIVERY)
async def delivery_zone_create(uow: UnitOfWork, data: inputs.DeliveryZoneCreateInput) -> model.DeliveryZone:
    """Makes a delivery zone, for methods to have rates for."""
    return await service.create_zone(uow, data.draft())


@deliveries.mutation(returns={"delivery_zone": DeliveryZone}, permission=MANAGE_DELIVERY)
async def delivery_zone_update(uow: UnitOfWork, data: inputs.DeliveryZoneUpdateInput) -> model.DeliveryZone:
    """Changes a delivery zone; what is left out stays."""
    id_ = parse_global_id(data.id, "DeliveryZone", field=("id",))
    return await service.update_zone(uow, id_, data.changed, expected_version=data.expected_version)


@deliveries.mutation(returns={"deleted_id": ID}, permission=MANAGE_DELIVERY)
async def delivery_zone_delete(uow: UnitOfWork, data: inputs.DeliveryZoneDeleteInput) -> str:
    """Deletes a delivery zone that no method has a rate for."""
    id_ = parse_global_id(data.id, "DeliveryZone", field=("id",))
    await service.delete_zone(uow, id_, expected_version=data.expected_version)
    return encode_global_id("DeliveryZone", id_)


@deliveries.mutation(returns={"delivery_method": DeliveryMethod}, permission=MANAGE_DELIVERY)
async def delivery_method_create(
    uow: UnitOfWork, data: inputs.DeliveryMethodCreateInput, info: Info
) -> model.DeliveryMethod:
    """Makes a way to deliver. From the first active one of a channel on, its flat rates in the settings end."""
    return await service.create_method(uow, data.draft(), frozenset(info.context.app.channels))


@deliveries.mutation(returns={"delivery_method": DeliveryMethod}, permission=MANAGE_DELIVERY)
async def delivery_method_update(
    uow: UnitOfWork, data: inputs.DeliveryMethodUpdateInput, info: Info
) -> model.DeliveryMethod:
    """Changes a way to deliver; what is left out stays. Given rates replace all that it has."""
    id_ = parse_global_id(data.id, "DeliveryMethod", field=("id",))
    channels = frozenset(info.context.app.channels)
    return await service.update_method(uow, id_, data.changed, channels, expected_version=data.expected_version)


@deliveries.mutation(returns={"deleted_id": ID}, permission=MANAGE_DELIVERY)
async def delivery_method_delete(uow: UnitOfWork, data: inputs.DeliveryMethodDeleteInput) -> str:
    """Deletes a way to deliver; orders keep what was charged, and carts that chose it have to choose anew."""
    id_ = parse_global_id(data.id, "DeliveryMethod", field=("id",))
    await service.delete_method(uow, id_, expected_version=data.expected_version)
    return encode_global_id("DeliveryMethod", id_)
