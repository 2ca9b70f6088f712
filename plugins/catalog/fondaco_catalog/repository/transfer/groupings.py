"""Categories and collections as an import compares them with a file, and as an export writes them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import msgspec
from fondaco.db import fetch_one, fetch_rows, fetch_value

__all__ = ["GroupingState", "find_child_category", "find_grouping"]


class GroupingState(msgspec.Struct, frozen=True):
    """A category or collection with its texts.

    Attributes:
        texts: Name and description by locale.
    """

    id: UUID
    name: str
    description: str
    parent: UUID | None
    position: int
    texts: Mapping[str, tuple[str, str]] = {}


async def find_grouping(kind: str, slug: str) -> GroupingState | None:
    """Returns the category or collection with this slug, or None.

    Args:
        kind: ``category`` or ``collection``.
    """
    columns = "name, description, parent, position"
    if kind == "collection":
        columns = "title AS name, description, NULL::uuid AS parent, 0 AS position"
    found = await fetch_one(
        GroupingState,
        f"SELECT id, {columns} FROM catalog.{kind} WHERE slug = $1",  # noqa: S608 (names of tables)
        slug,
    )
    if found is None:
        return None
    name = "title" if kind == "collection" else "name"
    rows = await fetch_rows(
        f"SELECT locale, {name} AS name, description FROM catalog.{kind}_translation WHERE {kind} = $1",  # noqa: S608
        found.id,
    )
    texts = {row["locale"]: (row["name"], row["description"]) for row in rows}
    return msgspec.structs.replace(found, texts=texts)


async def find_child_category(parent_id: UUID | None, name: str) -> UUID | None:
    """Returns the category of this name below another one, or at the root; the first in order."""
    found = await fetch_value(
        "SELECT id FROM catalog.category WHERE parent IS NOT DISTINCT FROM $1::uuid AND lower(name) = lower($2) "
        "ORDER BY position, id LIMIT 1",
        parent_id,
        name,
    )
    return found if isinstance(found, UUID) else None
