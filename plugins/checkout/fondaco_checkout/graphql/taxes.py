"""Taxes: what staff define, and what of it applies at an address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from fondaco import clock
from fondaco.access import is_allowed
from fondaco.cache.kept import Kept
from fondaco.commerce import TaxQuery
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.graphql import ID, Info, RequestContext, SchemaPart
from fondaco.hookspecs import HookSpecs
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_checkout.graphql import tax_inputs as inputs
from fondaco_checkout.graphql.tax_types import (
    LocalizedText,
    NamedText,
    Preview,
    TaxClass,
    TaxExemption,
    TaxPreview,
    TaxZone,
    named_texts,
)
from fondaco_checkout.graphql.types import Cart
from fondaco_checkout.model import cart as cart_model
from fondaco_checkout.model import taxes as model
from fondaco_checkout.model.tax_split import combined_rate
from fondaco_checkout.model.taxes import TaxTable
from fondaco_checkout.permissions import MANAGE_ORDERS, MANAGE_TAXES, VIEW_TAXES
from fondaco_checkout.repository import taxes as repository
from fondaco_checkout.service import tax_zones as service
from fondaco_checkout.service.cart_taxes import set_exemption

__all__ = ["taxes"]

taxes = SchemaPart()


async def _classes(context: RequestContext, ids: Sequence[UUID]) -> list[model.TaxClass | None]:
    allowed = is_allowed(context.principal, VIEW_TAXES)
    found = {one.id: one for one in (await repository.find_classes(ids) if allowed else ())}
    return [found.get(id_) for id_ in ids]


async def _zones(context: RequestContext, ids: Sequence[UUID]) -> list[model.TaxZone | None]:
    allowed = is_allowed(context.principal, VIEW_TAXES)
    found = {one.id: one for one in (await repository.find_zones(ids) if allowed else ())}
    return [found.get(id_) for id_ in ids]


async def _exemptions(context: RequestContext, ids: Sequence[UUID]) -> list[model.TaxExemption | None]:
    allowed = is_allowed(context.principal, VIEW_TAXES)
    found = {one.id: one for one in (await repository.find_exemptions(ids) if allowed else ())}
    return [found.get(id_) for id_ in ids]


taxes.node(TaxClass, _classes)
taxes.node(TaxZone, _zones)
taxes.node(TaxExemption, _exemptions)


@taxes.extend("TaxZoneRate", type=list[LocalizedText], name="names")
async def rate_names(rates: Sequence[model.ZoneRate]) -> list[list[NamedText]]:
    """What a receipt prints in other languages."""
    return [named_texts(rate.names) for rate in rates]


@taxes.extend("TaxExemption", type=list[LocalizedText], name="notes")
async def exemption_notes(exemptions: Sequence[model.TaxExemption]) -> list[list[NamedText]]:
    """What a receipt prints in other languages."""
    return [named_texts(one.notes) for one in exemptions]


@taxes.query(type=list[TaxClass], permission=VIEW_TAXES)
async def tax_classes() -> list[model.TaxClass]:
    """All tax classes by code."""
    return await repository.find_classes()


@taxes.query(type=list[TaxZone], permission=VIEW_TAXES, name="taxZones")
async def tax_zones(
    country: str | None = None, tax_class: str | None = None, active: bool | None = None
) -> list[model.TaxZone]:
    """Tax zones by code.

    Args:
        country: Only those with an area in it, and those of everywhere.
        tax_class: Only those with a rate of the class of this code.
        active: Only those that count, or only those that do not.
    """
    return [
        zone
        for zone in await repository.find_zones()
        if (country is None or not zone.areas or country.upper() in {area.country for area in zone.areas})
        and (tax_class is None or tax_class in {rate.tax_class for rate in zone.rates})
        and (active is None or zone.active is active)
    ]


@taxes.query(type=TaxZone | None, permission=VIEW_TAXES)
async def tax_zone(id: ID) -> model.TaxZone | None:
    """A tax zone; null if there is none of that id."""
    return next(iter(await repository.find_zones([parse_global_id(id, "TaxZone", field=("id",))])), None)


@taxes.query(type=list[TaxExemption], permission=VIEW_TAXES)
async def tax_exemptions() -> list[model.TaxExemption]:
    """All exemptions, in the order in which they were made."""
    return await repository.find_exemptions()


@taxes.query(type=TaxPreview, permission=VIEW_TAXES)
async def tax_preview(
    info: Info,
    country: str,
    region: str = "",
    postal_code: str = "",
    tax_class: str = model.STANDARD,
    tax_number: str = "",
    customer_group: str | None = None,
) -> Preview:
    """Which taxes a class of goods bears at an address in this channel, and where they come from.

    Args:
        country: ISO 3166-1 alpha-2.
        tax_number: In its compact form.
        customer_group: Slug of a group that the buyer is in.
    """
    query = TaxQuery(
        channel=info.context.channel,
        country=country.strip().upper(),
        region=region,
        postal_code=postal_code,
        tax_classes=frozenset({tax_class}),
        locale=info.context.locale,
        groups=frozenset() if customer_group is None else frozenset({customer_group}),
        tax_number=tax_number,
    )
    decision = await info.context.hooks.first(HookSpecs.resolve_tax_rates, query)
    assert decision is not None  # noqa: S101 (this plugin answers at last)
    rates = decision.rates[tax_class]
    plugin = cast("_Taxing", info.context.app.host.get("checkout"))
    zones = (await plugin.taxes.get()).zones_of(query.country, region, postal_code, clock.utc_now())
    return Preview(tuple(zones), rates, combined_rate(rates).rate, decision.treatment, decision.note)


class _Taxing:
    """What is needed of the plugin."""

    taxes: Kept[TaxTable]


@taxes.mutation(returns={"tax_class": TaxClass}, permission=MANAGE_TAXES)
async def tax_class_create(uow: UnitOfWork, data: inputs.TaxClassCreateInput) -> model.TaxClass:
    """Makes a tax class, for products to name and zones to have rates of."""
    return await service.create_class(uow, data.code, data.name, data.description)


@taxes.mutation(returns={"tax_class": TaxClass}, permission=MANAGE_TAXES)
async def tax_class_update(uow: UnitOfWork, data: inputs.TaxClassUpdateInput) -> model.TaxClass:
    """Changes what a tax class is called."""
    return await service.update_class(
        uow,
        parse_global_id(data.id, "TaxClass", field=("id",)),
        name=data.name,
        description=data.description,
        expected_version=data.expected_version,
    )


@taxes.mutation(returns={"deleted_id": ID}, permission=MANAGE_TAXES)
async def tax_class_delete(uow: UnitOfWork, data: inputs.TaxClassDeleteInput) -> str:
    """Deletes a tax class that no zone has rates of; what still names it is taxed at the standard rate."""
    id_ = parse_global_id(data.id, "TaxClass", field=("id",))
    await service.delete_class(uow, id_, expected_version=data.expected_version)
    return encode_global_id("TaxClass", id_)


@taxes.mutation(returns={"tax_zone": TaxZone}, permission=MANAGE_TAXES)
async def tax_zone_create(uow: UnitOfWork, data: inputs.TaxZoneCreateInput) -> model.TaxZone:
    """Makes a tax zone with its rates. It counts at once, in every cart that is not being paid."""
    return await service.create_zone(uow, data.draft())


@taxes.mutation(returns={"tax_zone": TaxZone}, permission=MANAGE_TAXES)
async def tax_zone_update(uow: UnitOfWork, data: inputs.TaxZoneUpdateInput) -> model.TaxZone:
    """Changes a tax zone; what is left out stays. Given rates replace all that it has."""
    id_ = parse_global_id(data.id, "TaxZone", field=("id",))
    return await service.update_zone(uow, id_, data.changed, expected_version=data.expected_version)


@taxes.mutation(returns={"deleted_id": ID}, permission=MANAGE_TAXES)
async def tax_zone_delete(uow: UnitOfWork, data: inputs.TaxZoneDeleteInput) -> str:
    """Deletes a tax zone with its rates; orders keep what was charged."""
    id_ = parse_global_id(data.id, "TaxZone", field=("id",))
    await service.delete_zone(uow, id_, expected_version=data.expected_version)
    return encode_global_id("TaxZone", id_)


@taxes.mutation(returns={"tax_exemption": TaxExemption}, permission=MANAGE_TAXES)
async def tax_exemption_create(uow: UnitOfWork, data: inputs.TaxExemptionCreateInput) -> model.TaxExemption:
    """Frees the buyers in a customer group from tax."""
    return await service.create_exemption(uow, data.draft())


@taxes.mutation(returns={"tax_exemption": TaxExemption}, permission=MANAGE_TAXES)
async def tax_exemption_update(uow: UnitOfWork, data: inputs.TaxExemptionUpdateInput) -> model.TaxExemption:
    """Changes an exemption; what is left out stays."""
    id_ = parse_global_id(data.id, "TaxExemption", field=("id",))
    return await service.update_exemption(uow, id_, data.changed, expected_version=data.expected_version)


@taxes.mutation(returns={"deleted_id": ID}, permission=MANAGE_TAXES)
async def tax_exemption_delete(uow: UnitOfWork, data: inputs.TaxExemptionDeleteInput) -> str:
    """Deletes an exemption."""
    id_ = parse_global_id(data.id, "TaxExemption", field=("id",))
    await service.delete_exemption(uow, id_, expected_version=data.expected_version)
    return encode_global_id("TaxExemption", id_)


@taxes.extend("Cart", type=str)
async def tax_exemption(carts: Sequence[cart_model.Cart]) -> list[str]:
    """The number of the certificate that frees it from tax; empty without one."""
    return [cart.tax_exemption for cart in carts]


@taxes.mutation(returns={"cart": Cart}, permission=MANAGE_ORDERS)
async def cart_tax_exemption_set(uow: UnitOfWork, data: inputs.CartTaxExemptionSetInput) -> cart_model.Cart:
    """Frees a cart from tax by the number of a certificate that staff have seen; an empty one takes that back."""
    return await set_exemption(uow, parse_global_id(data.cart_id, "Cart", field=("cartId",)), data.certificate)
