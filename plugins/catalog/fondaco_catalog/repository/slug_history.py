"""What things were called before; triggers of the database keep it, see the migration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.db import fetch_all

from fondaco_catalog.repository.rows import Entity

__all__ = ["called", "list_former_slugs"]


def called(entity: Entity, alias: str, slug: str) -> str:
    """Returns the condition that a thing has a slug now, or had it and nothing else has it since.

    Args:
        alias: Of the thing's table in the statement.
        slug: A placeholder.
    """
    return (
        f"({alias}.slug = {slug} OR {alias}.id = "  # noqa: S608 (an alias and a placeholder)
        f"(SELECT h.target FROM catalog.slug_history h WHERE h.entity = '{entity}' AND h.slug = {slug}))"
    )


class _Former(msgspec.Struct, frozen=True):
    target: UUID
    slug: str


async def list_former_slugs(entity: Entity, ids: Sequence[UUID]) -> list[list[str]]:
    """Returns the slugs under which each of these things is still found, the latest first."""
    rows = await fetch_all(
        _Former,
        "SELECT target, slug FROM catalog.slug_history WHERE entity = $1 AND target = ANY($2::uuid[]) "
        "ORDER BY created_at DESC, slug",
        entity,
        list(set(ids)),
    )
    by_thing: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in rows:
        by_thing[row.target].append(row.slug)
    return [by_thing[id_] for id_ in ids]
