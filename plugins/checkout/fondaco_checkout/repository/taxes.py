"""Queries on tax classes, zones with their rates, and exemptions. They are few: lists are whole and by code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db.engine import execute, fetch_all, fetch_value

from fondaco_checkout.model.places import Area
from fondaco_checkout.model.taxes import TaxClass, TaxExemption, TaxTable, TaxZone, ZoneRate
from fondaco_checkout.repository.rows import from_json, to_json

__all__ = [
    "class_is_used",
    "delete_row",
    "find_classes",
    "find_exemptions",
    "find_zones",
    "list_class_ids",
    "load_table",
    "put_class",
    "put_exemption",
    "put_zone",
]


class _ZoneRow(msgspec.Struct):
    id: UUID
    code: str
    name: str
    areas: str
    priority: int
    additive: bool
    active: bool
    created_at: datetime
    updated_at: datetime
    version: int
    rates: str


class _ExemptionRow(msgspec.Struct):
    id: UUID
    customer_group: str
    note: str
    notes: str
    countries: str
    valid_from: datetime | None
    valid_until: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int


_CLASS = ", ".join(TaxClass.__struct_fields__)
_ZONE = ", ".join(f"z.{name}" for name in _ZoneRow.__struct_fields__ if name != "rates")
_RATES = (
    "(SELECT coalesce(json_agg(json_build_object('id', r.id, 'zone_id', r.zone, 'tax_class', c.code, 'name', r.name, "
    "'names', r.names, 'rate', trim_scale(r.rate)::text, 'priority', r.priority, 'compound', r.compound, "
    "'valid_from', r.valid_from, 'valid_until', r.valid_until) "
    "ORDER BY c.code, r.priority, r.valid_from NULLS FIRST, r.name, r.id), '[]')::text "
    "FROM checkout.tax_rate AS r JOIN checkout.tax_class AS c ON c.id = r.tax_class WHERE r.zone = z.id)"
)
_EXEMPTION = ", ".join(_ExemptionRow.__struct_fields__)


async def find_classes(ids: Sequence[UUID] | None = None) -> list[TaxClass]:
    """Returns classes by code: all, or those of some ids."""
    return await fetch_all(
        TaxClass,
        f"SELECT {_CLASS} FROM checkout.tax_class WHERE $1::uuid[] IS NULL OR id = ANY($1) ORDER BY code",  # noqa: S608 (constants)
        None if ids is None else list(ids),
    )


class _Code(msgspec.Struct, frozen=True):
    id: UUID
    code: str


async def list_class_ids() -> dict[str, UUID]:
    """Returns the ids of classes by code, and keeps the classes from being deleted until the transaction is over."""
    rows = await fetch_all(_Code, "SELECT id, code FROM checkout.tax_class ORDER BY id FOR KEY SHARE")
    return {row.code: row.id for row in rows}


async def class_is_used(class_id: UUID) -> bool:
    """Says whether a zone has a rate of the class."""
    used: bool = await fetch_value("SELECT EXISTS (SELECT FROM checkout.tax_rate WHERE tax_class = $1)", class_id)
    return used


async def find_zones(ids: Sequence[UUID] | None = None) -> list[TaxZone]:
    """Returns zones with their rates by code, in one statement: all, or those of some ids."""
    rows = await fetch_all(
        _ZoneRow,
        f"SELECT {_ZONE}, {_RATES} AS rates FROM checkout.tax_zone AS z "  # noqa: S608 (constants)
        "WHERE $1::uuid[] IS NULL OR z.id = ANY($1) ORDER BY z.code",
        None if ids is None else list(ids),
    )
    return [
        TaxZone(
            **{
                **msgspec.structs.asdict(row),
                "areas": from_json(row.areas, tuple[Area, ...]),
                "rates": from_json(row.rates, tuple[ZoneRate, ...]),
            }
        )
        for row in rows
    ]


async def find_exemptions(ids: Sequence[UUID] | None = None) -> list[TaxExemption]:
    """Returns exemptions in the order in which they were made: all, or those of some ids."""
    rows = await fetch_all(
        _ExemptionRow,
        f"SELECT {_EXEMPTION} FROM checkout.tax_exemption WHERE $1::uuid[] IS NULL OR id = ANY($1) "  # noqa: S608 (constants)
        "ORDER BY created_at, id",
        None if ids is None else list(ids),
    )
    return [
        TaxExemption(
            **{
                **msgspec.structs.asdict(row),
                "notes": from_json(row.notes, dict[str, str]),
                "countries": from_json(row.countries, tuple[str, ...]),
            }
        )
        for row in rows
    ]


async def load_table() -> TaxTable:
    """Returns everything that prices depend on, in two statements."""
    return TaxTable(await find_zones(), await find_exemptions())


async def put_class(one: TaxClass) -> None:
    """Writes a class, new or locked.

    Raises:
        asyncpg.UniqueViolationError: If the code is taken.
    """
    await execute(
        "INSERT INTO checkout.tax_class (id, code, name, description, builtin, created_at, updated_at, version) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, "
        "description = EXCLUDED.description, updated_at = EXCLUDED.updated_at, version = EXCLUDED.version",
        *msgspec.structs.astuple(one),
    )


async def put_zone(zone: TaxZone, class_ids: dict[str, UUID]) -> None:
    """Writes a zone, new or locked, with its rates; those that it had before are gone.

    Args:
        class_ids: Of the classes of its rates, by code.

    Raises:
        asyncpg.UniqueViolationError: If the code is taken.
    """
    await execute(
        "INSERT INTO checkout.tax_zone (id, code, name, areas, priority, additive, active, created_at, updated_at, "
        "version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO UPDATE SET "
        "code = EXCLUDED.code, name = EXCLUDED.name, areas = EXCLUDED.areas, priority = EXCLUDED.priority, "
        "additive = EXCLUDED.additive, active = EXCLUDED.active, updated_at = EXCLUDED.updated_at, "
        "version = EXCLUDED.version",
        zone.id,
        zone.code,
        zone.name,
        to_json(zone.areas),
        zone.priority,
        zone.additive,
        zone.active,
        zone.created_at,
        zone.updated_at,
        zone.version,
    )
    await execute("DELETE FROM checkout.tax_rate WHERE zone = $1", zone.id)
    for rate in zone.rates:
        await execute(
            "INSERT INTO checkout.tax_rate (id, zone, tax_class, name, names, rate, priority, compound, valid_from, "
            "valid_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            rate.id,
            zone.id,
            class_ids[rate.tax_class],
            rate.name,
            to_json(rate.names),
            rate.rate,
            rate.priority,
            rate.compound,
            rate.valid_from,
            rate.valid_until,
        )


async def put_exemption(one: TaxExemption) -> None:
    """Writes an exemption, new or locked."""
    await execute(
        "INSERT INTO checkout.tax_exemption (id, customer_group, note, notes, countries, valid_from, valid_until, "
        "created_at, updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO UPDATE "
        "SET customer_group = EXCLUDED.customer_group, note = EXCLUDED.note, notes = EXCLUDED.notes, "
        "countries = EXCLUDED.countries, valid_from = EXCLUDED.valid_from, valid_until = EXCLUDED.valid_until, "
        "updated_at = EXCLUDED.updated_at, version = EXCLUDED.version",
        one.id,
        one.customer_group,
        one.note,
        to_json(one.notes),
        to_json(one.countries),
        one.valid_from,
        one.valid_until,
        one.created_at,
        one.updated_at,
        one.version,
    )


async def delete_row(table: str, id_: UUID) -> None:
    """Deletes a locked row of ``tax_class``, ``tax_zone`` (with its rates) or ``tax_exemption``."""
    if table == "tax_zone":
        await execute("DELETE FROM checkout.tax_rate WHERE zone = $1", id_)
    await execute(f"DELETE FROM checkout.{table} WHERE id = $1", id_)  # noqa: S608 (a name of this module's callers)
