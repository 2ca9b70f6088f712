"""Brands and product types by their names, which are unique whatever their capitals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all

__all__ = ["Named", "keep_row", "list_named", "lock_names"]

Named = Literal["brand", "product_type"]

NAMES_LOCK = 0x6E616D6573
"""Of ``pg_advisory_xact_lock``: the word names in ASCII."""


class _Row(msgspec.Struct, frozen=True):
    id: UUID
    name_key: str


async def lock_names() -> None:
    """Lets nobody else make things under names until the transaction ends.

    Taken before any other lock. So of two who make the same name at once the second finds the first one's, and two who
    make several names in different orders cannot block each other.
    """
    await execute("SELECT pg_advisory_xact_lock($1)", NAMES_LOCK)


async def list_named(table: Named, keys: Sequence[str]) -> dict[str, UUID]:
    """Returns the ids under these folded names that exist, and lets nobody delete them until the transaction ends."""
    rows = await fetch_all(
        _Row,
        f"SELECT id, name_key FROM catalog.{table} WHERE name_key = ANY($1::text[]) ORDER BY id "  # noqa: S608
        "FOR KEY SHARE",
        list(keys),
    )
    return {row.name_key: row.id for row in rows}


async def keep_row(table: Named, id_: UUID) -> bool:
    """Lets nobody delete a row until the transaction ends; says whether there is one."""
    sql = f"SELECT id, name_key FROM catalog.{table} WHERE id = $1 FOR KEY SHARE"  # noqa: S608
    return bool(await fetch_all(_Row, sql, id_))
