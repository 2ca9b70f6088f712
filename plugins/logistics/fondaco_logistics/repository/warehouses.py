"""Queries on warehouses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import Address, SellableRef
from fondaco.db import Page, PageArgs, SortKey, execute, fetch_all, fetch_value
from fondaco.db.pagination import Keyset

from fondaco_logistics.errors import warehouse_not_found
from fondaco_logistics.model.sites import Area
from fondaco_logistics.model.warehouses import Warehouse
from fondaco_logistics.repository.rows import decode_json, to_json

__all__ = [
    "add_warehouse",
    "delete_warehouse",
    "find_ids_by_code",
    "find_warehouses",
    "list_areas",
    "list_refs_in",
    "list_warehouses",
    "lock_warehouse",
    "save_warehouse",
    "set_areas",
]


class _WarehouseRow(msgspec.Struct):
    id: UUID
    code: str
    name: str
    names: str
    address: str
    latitude: int | None
    longitude: int | None
    priority: int
    channels: list[str]
    active: bool
    version: int


_COLUMNS = ", ".join(f"w.{name}" for name in _WarehouseRow.__struct_fields__)


def _warehouse(row: _WarehouseRow) -> Warehouse:
    return Warehouse(
        id=row.id,
        code=row.code,
        own_name=row.name,
        names=decode_json(row.names, dict[str, str]),
        address=decode_json(row.address, Address),
        latitude=row.latitude,
        longitude=row.longitude,
        priority=row.priority,
        channels=tuple(row.channels),
        active=row.active,
        version=row.version,
    )


async def find_warehouses(ids: Sequence[UUID]) -> dict[UUID, Warehouse]:
    """Returns warehouses by id."""
    rows = await fetch_all(
        _WarehouseRow,
        f"SELECT {_COLUMNS} FROM logistics.warehouse AS w WHERE w.id = ANY($1)",  # noqa: S608 (constants)
        list(set(ids)),
    )
    return {row.id: _warehouse(row) for row in rows}


class _CodeRow(msgspec.Struct):
    id: UUID
    code: str


async def find_ids_by_code(codes: Sequence[str]) -> dict[str, UUID]:
    """Returns the ids of warehouses by code; what does not exist is left out."""
    rows = await fetch_all(_CodeRow, "SELECT id, code FROM logistics.warehouse WHERE code = ANY($1)", list(codes))
    return {row.code: row.id for row in rows}


async def list_warehouses(args: PageArgs, *, largest: int = 100) -> Page[Warehouse]:
    """Returns a page of warehouses, by priority and code.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    keys = (SortKey("w.priority", int, "priority"), SortKey("w.code", str, "code"))
    keyset = Keyset(keys, args, largest=largest)
    rows = await fetch_all(
        _WarehouseRow,
        f"SELECT {_COLUMNS} FROM logistics.warehouse AS w WHERE {keyset.where} "  # noqa: S608 (constants)
        f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *keyset.params,
    )
    return keyset.page(
        [_warehouse(row) for row in rows], lambda: fetch_value("SELECT count(*) FROM logistics.warehouse")
    )


async def lock_warehouse(warehouse_id: UUID) -> Warehouse:
    """Takes the row lock of a warehouse.

    Raises:
        NotFoundError: ``WAREHOUSE_NOT_FOUND``.
    """
    rows = await fetch_all(
        _WarehouseRow,
        f"SELECT {_COLUMNS} FROM logistics.warehouse AS w WHERE w.id = $1 FOR NO KEY UPDATE",  # noqa: S608
        warehouse_id,
    )
    if not rows:
        raise warehouse_not_found("id")
    return _warehouse(rows[0])


async def add_warehouse(warehouse: Warehouse, now: datetime) -> bool:
    """Adds a warehouse; False if its code is taken."""
    added = await execute(
        "INSERT INTO logistics.warehouse (id, code, name, names, address, latitude, longitude, priority, channels, "
        "active, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) "
        "ON CONFLICT (code) DO NOTHING",
        *_values(warehouse),
        now,
    )
    return added == 1


async def save_warehouse(warehouse: Warehouse, now: datetime) -> bool:
    """Writes a locked warehouse; False if its code is another one's."""
    saved = await execute(
        "UPDATE logistics.warehouse SET code = $2, name = $3, names = $4, address = $5, latitude = $6, "
        "longitude = $7, priority = $8, channels = $9, active = $10, updated_at = $11, version = version + 1 "
        "WHERE id = $1 AND NOT EXISTS (SELECT FROM logistics.warehouse AS o WHERE o.code = $2 AND o.id <> $1)",
        *_values(warehouse),
        now,
    )
    return saved == 1


def _values(warehouse: Warehouse) -> tuple[object, ...]:
    return (
        warehouse.id,
        warehouse.code,
        warehouse.own_name,
        to_json(warehouse.names),
        to_json(warehouse.address),
        warehouse.latitude,
        warehouse.longitude,
        warehouse.priority,
        list(warehouse.channels),
        warehouse.active,
    )


async def set_areas(warehouse_id: UUID, areas: Mapping[UUID, Area]) -> None:
    """Replaces the areas of a locked warehouse; ``areas`` is by new id."""
    await execute("DELETE FROM logistics.service_area WHERE warehouse = $1", warehouse_id)
    await execute(
        "INSERT INTO logistics.service_area (id, warehouse, country, region, postcode, priority, cost) "
        "SELECT u.id, $1, u.country, u.region, u.postcode, u.priority, u.cost FROM unnest($2::uuid[], $3::text[], "
        "$4::text[], $5::text[], $6::int[], $7::bigint[]) AS u(id, country, region, postcode, priority, cost)",
        warehouse_id,
        list(areas),
        [area.country for area in areas.values()],
        [area.region for area in areas.values()],
        [area.postcode for area in areas.values()],
        [area.priority for area in areas.values()],
        [area.cost for area in areas.values()],
    )


class _AreaRow(msgspec.Struct):
    warehouse: UUID
    country: str
    region: str
    postcode: str
    priority: int
    cost: int | None


async def list_areas(ids: Sequence[UUID]) -> dict[UUID, list[Area]]:
    """Returns the areas of warehouses, by country, region and postcode."""
    rows = await fetch_all(
        _AreaRow,
        "SELECT warehouse, country, region, postcode, priority, cost FROM logistics.service_area "
        "WHERE warehouse = ANY($1) ORDER BY country, region, postcode",
        list(set(ids)),
    )
    found: dict[UUID, list[Area]] = {id_: [] for id_ in ids}
    for row in rows:
        found[row.warehouse].append(Area(row.country, row.region, row.postcode, row.priority, row.cost))
    return found


async def delete_warehouse(warehouse_id: UUID) -> bool:
    """Deletes a warehouse in which nothing ever was; False if something was."""
    deleted = await execute(
        "DELETE FROM logistics.warehouse AS w WHERE w.id = $1 "
        "AND NOT EXISTS (SELECT FROM logistics.stock AS s WHERE s.warehouse = w.id) "
        "AND NOT EXISTS (SELECT FROM logistics.allocation AS a WHERE a.warehouse = w.id)",
        warehouse_id,
    )
    return deleted == 1


class _RefRow(msgspec.Struct):
    ref_type: str
    ref_id: UUID


async def list_refs_in(warehouse_id: UUID) -> list[SellableRef]:
    """Returns what is counted in a warehouse."""
    rows = await fetch_all(
        _RefRow,
        "SELECT i.ref_type, i.ref_id FROM logistics.stock AS s JOIN logistics.item AS i ON i.id = s.item "
        "WHERE s.warehouse = $1 AND s.on_hand > 0",
        warehouse_id,
    )
    return [SellableRef(row.ref_type, row.ref_id) for row in rows]
