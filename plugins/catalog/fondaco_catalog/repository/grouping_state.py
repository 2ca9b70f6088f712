"""What verbs need to know of the tree of categories, and of collections, before they change them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.db import execute, fetch_value

from fondaco_catalog.repository.product_query import subtree

__all__ = [
    "delete_category",
    "delete_collection",
    "has_children",
    "is_below",
    "keep_in_collection",
    "last_position",
    "lock_tree",
]

TREE_LOCK = 0x6361746567
"""Of ``pg_advisory_xact_lock``: the letters categ in ASCII."""


async def lock_tree() -> None:
    """Lets no other transaction move categories until this one ends, so that two moves cannot make a circle."""
    await execute("SELECT pg_advisory_xact_lock($1)", TREE_LOCK)


async def is_below(category_id: UUID, of: UUID) -> bool:
    """Says whether a category is another one or lies below it."""
    found = await fetch_value(f"SELECT $1::uuid IN ({subtree('$2::uuid')})", category_id, of)
    return bool(found)


async def last_position(parent_id: UUID | None) -> int:
    """Returns the largest position among the children of a category, or of the root; -1 if there are none."""
    found = await fetch_value(
        "SELECT max(position) FROM catalog.category WHERE parent IS NOT DISTINCT FROM $1::uuid", parent_id
    )
    return -1 if found is None else int(found)


async def has_children(category_id: UUID) -> bool:
    """Says whether there are categories below this one."""
    return bool(await fetch_value("SELECT EXISTS (SELECT FROM catalog.category WHERE parent = $1)", category_id))


async def delete_category(category_id: UUID) -> None:
    """Deletes a category without children; its products, locked in the order of their ids, are filed under none."""
    await execute(
        "WITH locked AS MATERIALIZED (SELECT id FROM catalog.product WHERE category = $1 ORDER BY id "
        "FOR NO KEY UPDATE) UPDATE catalog.product p SET category = NULL, version = p.version + 1 FROM locked "
        "WHERE p.id = locked.id",
        category_id,
    )
    await execute("DELETE FROM catalog.attribute_value WHERE reference = $1", category_id)
    await execute("DELETE FROM catalog.category_translation WHERE category = $1", category_id)
    await execute("DELETE FROM catalog.category WHERE id = $1", category_id)


async def keep_in_collection(collection_id: UUID, product_ids: Sequence[UUID]) -> None:
    """Takes every other product out of a collection."""
    await execute(
        "DELETE FROM catalog.collection_product WHERE collection = $1 AND product <> ALL($2::uuid[])",
        collection_id,
        list(product_ids),
    )


async def delete_collection(collection_id: UUID) -> None:
    """Deletes a collection; its products stay."""
    await execute("DELETE FROM catalog.collection_product WHERE collection = $1", collection_id)
    await execute("DELETE FROM catalog.attribute_value WHERE reference = $1", collection_id)
    await execute("DELETE FROM catalog.collection_translation WHERE collection = $1", collection_id)
    await execute("DELETE FROM catalog.collection WHERE id = $1", collection_id)
