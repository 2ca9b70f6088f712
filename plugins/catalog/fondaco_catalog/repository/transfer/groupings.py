"""What lines of a file that are about no product name in the shop."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.db import fetch_all, fetch_value

__all__ = ["find_child_category", "list_ids_by_slug"]


class _Slug(msgspec.Struct, frozen=True):
    id: UUID
    slug: str


async def list_ids_by_slug(table: str, slugs: Sequence[str]) -> dict[str, UUID]:
    """Returns the ids of things by their slugs; nobody deletes them before the transaction ends.

    Args:
        table: ``category``, ``brand``, ``product_type``, ``collection``, ``product``.
    """
    if not slugs:
        return {}
    rows = await fetch_all(
        _Slug,
        f"SELECT id, slug FROM catalog.{table} WHERE slug = ANY($1::text[]) ORDER BY id FOR KEY SHARE",  # noqa: S608
        list(slugs),
    )
    return {row.slug: row.id for row in rows}


async def find_child_category(parent_id: UUID | None, name: str) -> UUID | None:
    """Returns the category of this name below another one, or at the root; the first in order."""
    found = await fetch_value(
        "SELECT id FROM catalog.category WHERE parent IS NOT DISTINCT FROM $1::uuid AND lower(name) = lower($2) "
        "ORDER BY position, id LIMIT 1",
        parent_id,
        name,
    )
    return found if isinstance(found, UUID) else None
