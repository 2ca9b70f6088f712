"""The tree of categories as verbs need to know it before they change it, and how it is changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all, fetch_one, fetch_value

from fondaco_catalog.repository import rows

__all__ = [
    "Place",
    "delete_category",
    "file_products",
    "find_place",
    "height_of",
    "list_child_ids",
    "lock_tree",
    "move_subtree",
    "set_positions",
]

TREE_LOCK = 0x6361746567
"""Of ``pg_advisory_xact_lock``: the letters categ in ASCII."""


class Place(msgspec.Struct, frozen=True):
    """Where a category is: the ids from the root down to itself."""

    id: UUID
    parent_id: UUID | None
    path: list[UUID]


async def lock_tree() -> None:
    """Lets no other transaction change the shape of the tree until this one ends.

    Whoever makes, moves, orders or deletes categories takes this lock first, then the rows of categories, then those of
    products. So every change sees the tree as the one before it left it: two moves cannot make a circle, and paths and
    positions never mix those of two changes. Readers, and those who change texts or file products, do not wait.
    """
    await execute("SELECT pg_advisory_xact_lock($1)", TREE_LOCK)


async def find_place(category_id: UUID, *, to_delete: bool = False) -> Place | None:
    """Locks a category against changes until the transaction ends and says where it is; None if there is none."""
    if not await rows.lock_row("category", category_id, to_delete=to_delete):
        return None
    return await fetch_one(
        Place, "SELECT id, parent AS parent_id, path FROM catalog.category WHERE id = $1", category_id
    )


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def list_child_ids(parent_id: UUID | None) -> list[UUID]:
    """Returns the categories right below one, or the roots, in order."""
    found = await fetch_all(
        _Id,
        "SELECT id FROM catalog.category WHERE parent = $1::uuid ORDER BY position, id"
        if parent_id is not None
        else "SELECT id FROM catalog.category WHERE parent IS NULL AND $1::uuid IS NULL ORDER BY position, id",
        parent_id,
    )
    return [row.id for row in found]


async def height_of(category_id: UUID) -> int:
    """Returns how many levels a category and what lies below it have together: 1 if there is nothing below."""
    found = await fetch_value(
        "SELECT max(cardinality(path)) - min(cardinality(path)) + 1 FROM catalog.category "
        "WHERE path @> ARRAY[$1::uuid]",
        category_id,
    )
    return int(found)


async def move_subtree(place: Place, parent: Place | None, now: datetime) -> None:
    """Puts a category with everything below it under another one, or makes it a root."""
    await execute(
        "UPDATE catalog.category SET path = $2::uuid[] || path[$3::integer:], "
        "parent = CASE WHEN id = $1 THEN $4::uuid ELSE parent END, "
        "updated_at = CASE WHEN id = $1 THEN $5 ELSE updated_at END WHERE path @> ARRAY[$1::uuid]",
        place.id,
        [] if parent is None else parent.path,
        len(place.path),
        None if parent is None else parent.id,
        now,
    )


async def set_positions(ids: Sequence[UUID]) -> None:
    """Numbers siblings from 0 in this order."""
    await execute(
        "UPDATE catalog.category c SET position = wanted.place - 1 "
        "FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted(id, place) "
        "WHERE c.id = wanted.id AND c.position <> wanted.place - 1",
        list(ids),
    )


async def file_products(category_id: UUID, under: UUID | None) -> list[UUID]:
    """Files the products of a category under another one, or under none; returns their ids.

    They are locked in the order of their ids.
    """
    found = await fetch_all(
        _Id,
        "WITH locked AS MATERIALIZED (SELECT id FROM catalog.product WHERE category = $1 ORDER BY id "
        "FOR NO KEY UPDATE) UPDATE catalog.product p SET category = $2::uuid, version = p.version + 1 FROM locked "
        "WHERE p.id = locked.id "
        "RETURNING p.id",
        category_id,
        under,
    )
    return [row.id for row in found]


async def delete_category(category_id: UUID) -> None:
    """Deletes a category that has neither children nor products."""
    await execute("DELETE FROM catalog.attribute_value WHERE reference = $1", category_id)
    await execute("DELETE FROM catalog.category_translation WHERE category = $1", category_id)
    await execute("DELETE FROM catalog.category WHERE id = $1", category_id)
