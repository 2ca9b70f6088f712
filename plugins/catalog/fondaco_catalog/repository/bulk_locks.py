"""Locks of many things at once, always taken in one order, so that two transactions never wait for each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from fondaco.db import execute

__all__ = ["lock_in_order", "lock_keys", "lock_products_of"]


async def lock_keys(keys: Sequence[str]) -> None:
    """Lets no other transaction that asks for one of these texts go on until this one ends.

    For unique texts that are about to be written: the database makes the second one that writes a text wait for the
    first, in whichever order they come.
    """
    await execute(
        "SELECT pg_advisory_xact_lock(key) FROM (SELECT DISTINCT hashtextextended('catalog.bulk:' || given, 0) AS key "
        "FROM unnest($1::text[]) AS given ORDER BY 1) ordered",
        list(keys),
    )


async def lock_in_order(
    entity: Literal["product", "category"], ids: Sequence[UUID], *, to_delete: bool = False
) -> None:
    """Locks rows against changes until the transaction ends, in the order of their ids; unknown ones are left out.

    Args:
        to_delete: Wait also for those who refer to them.
    """
    strength = "UPDATE" if to_delete else "NO KEY UPDATE"
    await execute(
        f"SELECT id FROM catalog.{entity} WHERE id = ANY($1::uuid[]) ORDER BY id FOR {strength}",  # noqa: S608
        list(ids),
    )


async def lock_products_of(variant_ids: Sequence[UUID]) -> None:
    """Locks the products of variants against changes until the transaction ends, in the order of their ids."""
    await execute(
        "SELECT id FROM catalog.product WHERE id IN "
        "(SELECT product FROM catalog.product_variant WHERE id = ANY($1::uuid[])) ORDER BY id FOR NO KEY UPDATE",
        list(variant_ids),
    )
