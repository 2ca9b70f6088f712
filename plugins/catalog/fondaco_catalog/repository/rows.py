"""How rows are written: many at a time in one statement, and ids under slugs that may be taken."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_value
from fondaco.db.engine import fetch_all

from fondaco_catalog.repository.columns import COLUMNS

__all__ = [
    "Entity",
    "Versioned",
    "bump_versions",
    "delete_rows",
    "delete_translation",
    "free_slug",
    "insert_rows",
    "insert_with_slug",
    "list_versions",
    "lock_row",
    "update_row",
]

Entity = Literal["product", "product_variant", "category", "collection", "brand", "product_type"]
Versioned = Literal[
    "product", "product_variant", "category", "collection", "brand", "product_type", "attribute", "price_list"
]


Row = Mapping[str, Any]


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


async def insert_rows(table: str, rows: Sequence[Row], *, key: Sequence[str] = (), update: bool = True) -> int:
    """Inserts rows in one statement; returns how many were written.

    Args:
        rows: Each with the same columns.
        key: Columns of a unique constraint; a row that is there already is updated, its id kept.
        update: False to leave a row alone that is there already.
    """
    if not rows:
        return 0
    names = [name for name in COLUMNS[table] if name in rows[0]]
    typed = ", ".join(f'"{name}" {COLUMNS[table][name]}' for name in names)
    conflict = ""
    if key:
        changed = [name for name in names if name != "id" and name not in key]
        assigned = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in changed)
        conflict = f"ON CONFLICT ({_quoted(key)}) DO " + (f"UPDATE SET {assigned}" if update else "NOTHING")
    return await execute(
        f"INSERT INTO catalog.{table} ({_quoted(names)}) "  # noqa: S608 (names of this module only)
        f"SELECT {_quoted(names)} FROM jsonb_to_recordset($1::jsonb) AS given({typed}) {conflict}",
        msgspec.json.encode(rows).decode(),
    )


async def update_row(table: str, id_: UUID, values: Row, *, edited: bool = False) -> None:
    """Changes columns of one row.

    Args:
        edited: Whether its version grows.
    """
    if not values:
        return
    names = list(values)
    assigned = ", ".join(f'"{name}" = ${index}::{COLUMNS[table][name]}' for index, name in enumerate(names, start=2))
    if edited:
        assigned += ", version = version + 1"
    await execute(
        f"UPDATE catalog.{table} SET {assigned} WHERE id = $1",  # noqa: S608 (names of this module only)
        id_,
        *(_bound(COLUMNS[table][name], value) for name, value in values.items()),
    )


def _bound(column: str, value: object) -> object:
    return msgspec.json.encode(value).decode() if column == "jsonb" else value


async def delete_rows(table: str, column: str, ids: Sequence[UUID]) -> int:
    """Deletes the rows whose column is one of these ids; returns how many there were."""
    return await execute(
        f'DELETE FROM catalog.{table} WHERE "{column}" = ANY($1::uuid[])',  # noqa: S608 (names of this module only)
        list(ids),
    )


async def lock_row(entity: Entity, id_: UUID, *, to_delete: bool = False) -> bool:
    """Locks a row against changes until the transaction ends; says whether there is one.

    Args:
        to_delete: Wait also for those who refer to the row, such as a collection that is taking it in.
    """
    strength = "UPDATE" if to_delete else "NO KEY UPDATE"
    found = await fetch_value(f"SELECT id FROM catalog.{entity} WHERE id = $1 FOR {strength}", id_)  # noqa: S608
    return found is not None


class _Version(msgspec.Struct, frozen=True):
    id: UUID
    version: int


async def list_versions(entity: Versioned, ids: Sequence[UUID]) -> list[int]:
    """Returns the version of each row, 0 of those that are gone. Locked ones cannot change behind the answer."""
    rows = await fetch_all(
        _Version,
        f"SELECT id, version FROM catalog.{entity} WHERE id = ANY($1::uuid[])",  # noqa: S608
        list(set(ids)),
    )
    found = {row.id: row.version for row in rows}
    return [found.get(id_, 0) for id_ in ids]


async def bump_versions(entity: Versioned, ids: Collection[UUID], now: datetime) -> None:
    """Says of rows that they, or something that belongs to them, were edited; in one statement.

    Products and categories are to be locked by the caller in the order of their ids.
    """
    await execute(
        f"UPDATE catalog.{entity} SET version = version + 1, updated_at = $2 WHERE id = ANY($1::uuid[])",  # noqa: S608
        list(ids),
        now,
    )


async def insert_with_slug(entity: Entity, row: Row) -> bool:
    """Inserts a row unless its slug is taken; waits for a transaction that is just taking it."""
    return await insert_rows(entity, [row], key=["slug"], update=False) == 1


class _Slug(msgspec.Struct, frozen=True):
    slug: str


NUMBERED_SLUGS = 50


async def free_slug(entity: Entity, base: str) -> str:
    """Returns the slug, or with the first number behind it (``blue-cup-2``) that is free at this moment.

    Where the first fifty are taken it ends in six random characters.
    """
    candidates = [base, *(f"{base}-{number}" for number in range(2, NUMBERED_SLUGS + 1))]
    rows = await fetch_all(
        _Slug,
        f"SELECT slug FROM catalog.{entity} WHERE slug = ANY($1::text[])",  # noqa: S608
        candidates,
    )
    taken = {row.slug for row in rows}
    return next((slug for slug in candidates if slug not in taken), f"{base}-{secrets.token_hex(3)}")


async def delete_translation(entity: Entity, id_: UUID, locale: str) -> None:
    """Deletes the texts of a language."""
    await execute(
        f'DELETE FROM catalog.{entity}_translation WHERE "{entity}" = $1 AND locale = $2',  # noqa: S608
        id_,
        locale,
    )
