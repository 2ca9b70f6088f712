"""Warehouses in the admin schema."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
import strawberry
from fondaco.commerce import Address
from fondaco.db import Page, UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Connection, Info, SchemaPart, input_type, object_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_logistics.graphql.requests import load_warehouses, settings_of
from fondaco_logistics.graphql.types import ServiceArea, Warehouse
from fondaco_logistics.model import sites
from fondaco_logistics.model import warehouses as model
from fondaco_logistics.model.drafts import WarehouseChanges, WarehouseDraft
from fondaco_logistics.permissions import MANAGE_WAREHOUSES, VIEW_STOCK
from fondaco_logistics.repository import warehouses as repository
from fondaco_logistics.service import warehouses as verbs

__all__ = ["WarehouseAddressInput", "warehouses"]

warehouses = SchemaPart()

warehouses.node(Warehouse, load_warehouses)


@warehouses.query(type=Warehouse | None, permission=VIEW_STOCK)
async def warehouse(info: Info, id: ID) -> model.Warehouse | None:
    """A warehouse by its id."""
    return (await load_warehouses(info.context, [parse_global_id(id, "Warehouse", field=("id",))]))[0]


@warehouses.query(type=Connection[Warehouse], permission=VIEW_STOCK, name="warehouses")
async def all_warehouses(
    info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> Page[model.Warehouse]:
    """The warehouses, by priority and code."""
    args = info.context.page_args(first, after, last, before)
    return await repository.list_warehouses(args, largest=info.context.app.settings.graphql.max_page_size)


@warehouses.extend("Warehouse", type=str)
async def name(parents: Sequence[model.Warehouse], info: Info) -> list[str]:
    """What it is called, in the language of the request."""
    return [parent.names.get(info.context.locale, parent.own_name) for parent in parents]


class TranslationView(msgspec.Struct, frozen=True):
    """What a warehouse is called in a language."""

    locale: str
    name: str


@object_type(TranslationView)
class WarehouseTranslation:
    """What a warehouse is called in a language."""

    locale: str
    name: str


@warehouses.extend("Warehouse", type=list[WarehouseTranslation])
async def translations(parents: Sequence[model.Warehouse]) -> list[list[TranslationView]]:
    """Its name in other languages."""
    return [[TranslationView(*pair) for pair in sorted(parent.names.items())] for parent in parents]


@warehouses.extend("Warehouse", type=list[ServiceArea])
async def areas(parents: Sequence[model.Warehouse]) -> list[list[sites.Area]]:
    """Where it sends to; none means everywhere."""
    found = await repository.list_areas([parent.id for parent in parents])
    return [found[parent.id] for parent in parents]


def _degrees(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value).scaleb(-6).normalize()


@warehouses.extend("Warehouse", type=Decimal | None)
async def latitude(parents: Sequence[model.Warehouse]) -> list[Decimal | None]:
    """In degrees; null if nobody said."""
    return [_degrees(parent.latitude) for parent in parents]


@warehouses.extend("Warehouse", type=Decimal | None)
async def longitude(parents: Sequence[model.Warehouse]) -> list[Decimal | None]:
    """In degrees; null if nobody said."""
    return [_degrees(parent.longitude) for parent in parents]


@input_type
class WarehouseAddressInput:
    """Where a warehouse is.

    Attributes:
        country: ISO 3166-1 alpha-2.
        name: Who receives goods.
        region: State, province or prefecture.
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

    def value(self) -> Address:
        """Returns the address."""
        return Address(**{field: getattr(self, field) for field in Address.__struct_fields__})


@input_type
class ServiceAreaInput:
    """A part of the world that a warehouse sends to.

    Attributes:
        country: ISO 3166-1 alpha-2.
        region: Empty for the whole country.
        postcode: Beginning of the postcodes; empty for all.
        priority: Lower ones first.
        cost: What a parcel there costs, in minor units of one currency for all; for the strategy CHEAPEST.
    """

    country: str
    region: str = ""
    postcode: str = ""
    priority: int = 0
    cost: int | None = None

    def value(self) -> sites.Area:
        """Returns the area."""
        return sites.Area(self.country, self.region, self.postcode, self.priority, self.cost)


@input_type
class WarehouseTranslationInput:
    """What a warehouse is called in a language."""

    locale: str
    name: str


@input_type
class WarehouseCreateInput:
    """A warehouse to be made.

    Attributes:
        code: Lower case letters, digits, hyphens and underscores; unique.
        translations: Its name in other languages.
        latitude: In degrees, with the longitude; for the strategy NEAREST.
        priority: Lower ones first.
        channels: Slugs of those it serves; none for all.
        areas: Where it sends to; none for everywhere.
    """

    code: str
    name: str
    address: WarehouseAddressInput
    translations: list[WarehouseTranslationInput] = strawberry.field(default_factory=list)
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    priority: int = 0
    channels: list[str] = strawberry.field(default_factory=list)
    areas: list[ServiceAreaInput] = strawberry.field(default_factory=list)
    active: bool = True

    def draft(self) -> WarehouseDraft:
        """Returns the warehouse as verbs take it."""
        return WarehouseDraft(
            code=self.code,
            name=self.name,
            address=self.address.value(),
            names={given.locale: given.name for given in self.translations},
            latitude=self.latitude,
            longitude=self.longitude,
            priority=self.priority,
            channels=tuple(self.channels),
            areas=tuple(area.value() for area in self.areas),
            active=self.active,
        )


@input_type
class WarehouseUpdateInput:
    """What is to be changed of a warehouse; what is left out stays.

    Attributes:
        translations: Replace those there are; likewise `channels` and `areas`.
        latitude: Null, with the longitude, takes it away.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    code: str | None = strawberry.UNSET
    name: str | None = strawberry.UNSET
    address: WarehouseAddressInput | None = strawberry.UNSET
    translations: list[WarehouseTranslationInput] | None = strawberry.UNSET
    latitude: Decimal | None = strawberry.UNSET
    longitude: Decimal | None = strawberry.UNSET
    priority: int | None = strawberry.UNSET
    channels: list[str] | None = strawberry.UNSET
    areas: list[ServiceAreaInput] | None = strawberry.UNSET
    active: bool | None = strawberry.UNSET
    expected_version: int | None = None

    def changes(self) -> WarehouseChanges:
        """Returns the changes as verbs take them.

        Raises:
            InvalidInputError: ``REQUIRED``.
        """
        given = {
            field: value
            for field in (*WarehouseChanges.__struct_fields__, "translations")
            if (value := getattr(self, field, strawberry.UNSET)) is not strawberry.UNSET
        }
        for field, value in given.items():
            if value is None and field not in {"latitude", "longitude"}:
                raise InvalidInputError(f"{field} cannot be null.", code="REQUIRED", field=(field,))
        if "address" in given:
            given["address"] = given["address"].value()
        if "translations" in given:
            given["names"] = {one.locale: one.name for one in given.pop("translations")}
        if "channels" in given:
            given["channels"] = tuple(given["channels"])
        if "areas" in given:
            given["areas"] = tuple(area.value() for area in given["areas"])
        return WarehouseChanges(**given)


@warehouses.mutation(returns={"warehouse": Warehouse}, permission=MANAGE_WAREHOUSES)
async def warehouse_create(uow: UnitOfWork, data: WarehouseCreateInput, info: Info) -> model.Warehouse:
    """Makes a warehouse, with nothing in it."""
    warehouse_id = await verbs.create_warehouse(uow, info.context.app.channels, data.draft())
    return (await repository.find_warehouses([warehouse_id]))[warehouse_id]


@warehouses.mutation(returns={"warehouse": Warehouse}, permission=MANAGE_WAREHOUSES)
async def warehouse_update(uow: UnitOfWork, data: WarehouseUpdateInput, info: Info) -> model.Warehouse:
    """Changes a warehouse; what is left out stays. What orders took out of it stays theirs."""
    warehouse_id = parse_global_id(data.id, "Warehouse", field=("id",))
    await verbs.update_warehouse(
        uow,
        settings_of(info),
        info.context.app.channels,
        warehouse_id,
        data.changes(),
        expected_version=data.expected_version,
    )
    return (await repository.find_warehouses([warehouse_id]))[warehouse_id]


@warehouses.mutation(returns={"deleted_id": ID}, permission=MANAGE_WAREHOUSES)
async def warehouse_delete(uow: UnitOfWork, id: ID) -> str:
    """Deletes a warehouse in which nothing ever was; any other can be made inactive."""
    warehouse_id = parse_global_id(id, "Warehouse", field=("id",))
    await verbs.delete_warehouse(uow, warehouse_id)
    return encode_global_id("Warehouse", warehouse_id)
