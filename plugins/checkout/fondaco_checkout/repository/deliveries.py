"""Queries on delivery zones and methods with their rates. They are few: lists are whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db.engine import execute, fetch_all, fetch_value
from fondaco.ids import new_id

from fondaco_checkout.model.carriers import CarrierTerms
from fondaco_checkout.model.deliveries import DeliveryMethod, DeliveryRate, DeliveryTable, DeliveryZone
from fondaco_checkout.model.places import Area
from fondaco_checkout.model.promise import DeliverySchedule
from fondaco_checkout.repository.rows import from_json, to_json

__all__ = [
    "delete_method",
    "delete_zone",
    "find_methods",
    "find_zones",
    "list_zone_ids",
    "load_table",
    "put_method",
    "put_zone",
    "zone_is_used",
]


class _ZoneRow(msgspec.Struct):
    id: UUID
    code: str
    name: str
    areas: str
    priority: int
    created_at: datetime
    updated_at: datetime
    version: int


class _MethodRow(msgspec.Struct):
    id: UUID
    code: str
    name: str
    names: str
    description: str
    descriptions: str
    channels: str
    tax_class: str
    position: int
    active: bool
    min_days: int | None
    max_days: int | None
    max_weight_grams: int | None
    excluded_tax_classes: str
    schedule: str | None
    carrier: str | None
    created_at: datetime
    updated_at: datetime
    version: int
    rates: str


_ZONE = ", ".join(_ZoneRow.__struct_fields__)
_COLUMNS = [name for name in _MethodRow.__struct_fields__ if name != "rates"]
_RATES = (
    "(SELECT coalesce(json_agg(json_build_object('zone', z.code, 'currency', r.currency, 'basis', r.basis, 'tiers', "
    "r.tiers, 'up_to', r.up_to, 'free_over', r.free_over) ORDER BY r.position), '[]')::text "
    "FROM checkout.delivery_rate AS r LEFT JOIN checkout.delivery_zone AS z ON z.id = r.zone WHERE r.method = m.id)"
)


async def find_zones(ids: Sequence[UUID] | None = None) -> list[DeliveryZone]:
    """Returns zones by code: all, or those of some ids."""
    rows = await fetch_all(
        _ZoneRow,
        f"SELECT {_ZONE} FROM checkout.delivery_zone WHERE $1::uuid[] IS NULL OR id = ANY($1) ORDER BY code",  # noqa: S608 (constants)
        None if ids is None else list(ids),
    )
    return [
        DeliveryZone(**{**msgspec.structs.asdict(row), "areas": from_json(row.areas, tuple[Area, ...])}) for row in rows
    ]


async def find_methods(ids: Sequence[UUID] | None = None) -> list[DeliveryMethod]:
    """Returns methods with their rates in one statement, in the order in which they are offered: all, or some."""
    rows = await fetch_all(
        _MethodRow,
        f"SELECT {', '.join(f'm.{name}' for name in _COLUMNS)}, {_RATES} AS rates FROM checkout.delivery_method AS m "  # noqa: S608 (constants)
        "WHERE $1::uuid[] IS NULL OR m.id = ANY($1) ORDER BY m.position, m.code",
        None if ids is None else list(ids),
    )
    return [
        DeliveryMethod(
            **{
                **msgspec.structs.asdict(row),
                "names": from_json(row.names, dict[str, str]),
                "descriptions": from_json(row.descriptions, dict[str, str]),
                "channels": from_json(row.channels, tuple[str, ...]),
                "excluded_tax_classes": from_json(row.excluded_tax_classes, tuple[str, ...]),
                "schedule": None if row.schedule is None else from_json(row.schedule, DeliverySchedule),
                "carrier": None if row.carrier is None else from_json(row.carrier, CarrierTerms),
                "rates": from_json(row.rates, tuple[DeliveryRate, ...]),
            }
        )
        for row in rows
    ]


async def load_table() -> DeliveryTable:
    """Returns everything that delivery options depend on, in two statements."""
    return DeliveryTable(await find_zones(), await find_methods())


class _Code(msgspec.Struct, frozen=True):
    id: UUID
    code: str


async def list_zone_ids() -> dict[str, UUID]:
    """Returns the ids of zones by code, and keeps them from being deleted until the transaction is over."""
    rows = await fetch_all(_Code, "SELECT id, code FROM checkout.delivery_zone ORDER BY id FOR KEY SHARE")
    return {row.code: row.id for row in rows}


async def zone_is_used(zone_id: UUID) -> bool:
    """Says whether a method has a rate for the zone."""
    used: bool = await fetch_value("SELECT EXISTS (SELECT FROM checkout.delivery_rate WHERE zone = $1)", zone_id)
    return used


async def put_zone(zone: DeliveryZone) -> None:
    """Writes a zone, new or locked.

    Raises:
        asyncpg.UniqueViolationError: If the code is taken.
    """
    await execute(
        "INSERT INTO checkout.delivery_zone (id, code, name, areas, priority, created_at, updated_at, version) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET code = EXCLUDED.code, "
        "name = EXCLUDED.name, areas = EXCLUDED.areas, priority = EXCLUDED.priority, "
        "updated_at = EXCLUDED.updated_at, version = EXCLUDED.version",
        zone.id,
        zone.code,
        zone.name,
        to_json(zone.areas),
        zone.priority,
        zone.created_at,
        zone.updated_at,
        zone.version,
    )


async def put_method(method: DeliveryMethod, zone_ids: Mapping[str, UUID]) -> None:
    """Writes a method, new or locked, with its rates; those that it had before are gone.

    Args:
        zone_ids: Of the zones of its rates, by code.

    Raises:
        asyncpg.UniqueViolationError: If the code is taken.
    """
    changed = [name for name in _COLUMNS if name not in {"id", "created_at"}]
    assigned = ", ".join(f"{name} = EXCLUDED.{name}" for name in changed)
    values = [getattr(method, name) for name in _COLUMNS]
    await execute(
        f"INSERT INTO checkout.delivery_method ({', '.join(_COLUMNS)}) "  # noqa: S608 (constants)
        f"VALUES ({', '.join(f'${index}' for index in range(1, len(_COLUMNS) + 1))}) "
        f"ON CONFLICT (id) DO UPDATE SET {assigned}",
        *(to_json(value) if isinstance(value, dict | tuple | msgspec.Struct) else value for value in values),
    )
    await execute("DELETE FROM checkout.delivery_rate WHERE method = $1", method.id)
    for position, rate in enumerate(method.rates, 1):
        await execute(
            "INSERT INTO checkout.delivery_rate (id, method, zone, position, currency, basis, tiers, up_to, free_over) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            new_id(),
            method.id,
            None if rate.zone is None else zone_ids[rate.zone],
            position,
            rate.currency,
            rate.basis.value,
            to_json(rate.tiers),
            rate.up_to,
            rate.free_over,
        )


async def delete_zone(zone_id: UUID) -> None:
    """Deletes a locked zone that no method has a rate for."""
    await execute("DELETE FROM checkout.delivery_zone WHERE id = $1", zone_id)


async def delete_method(method_id: UUID) -> None:
    """Deletes a locked method with its rates."""
    await execute("DELETE FROM checkout.delivery_rate WHERE method = $1", method_id)
    await execute("DELETE FROM checkout.delivery_method WHERE id = $1", method_id)
