"""What things were called before; triggers of the database keep it, see the migration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all

from fondaco_catalog.repository.rows import Entity

__all__ = ["add_former_slugs", "called", "list_former_slugs"]


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


class _Slug(msgspec.Struct, frozen=True):
    slug: str


async def add_former_slugs(entity: Entity, former: Sequence[tuple[UUID, UUID, str]], now: datetime) -> list[str]:
    """Lets former slugs lead to things, wherever they led before; returns those that something is called now.

    Those lead nowhere else.

    Args:
        former: Ids for new rows, the things, and the slugs, those of one thing with the latest first.
    """
    slugs = [slug for _, _, slug in former]
    taken = await fetch_all(
        _Slug,
        f"SELECT slug FROM catalog.{entity} WHERE slug = ANY($1::text[]) ORDER BY id FOR KEY SHARE",  # noqa: S608
        slugs,
    )
    used = {row.slug for row in taken}
    free = [each for each in former if each[2] not in used]
    if free:
        await execute(
            "INSERT INTO catalog.slug_history (id, entity, slug, target, created_at) "
            "SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::timestamptz[]) "
            "ON CONFLICT (entity, slug) DO UPDATE SET target = EXCLUDED.target, created_at = EXCLUDED.created_at",
            [id_ for id_, _, _ in free],
            [entity for _ in free],
            [slug for _, _, slug in free],
            [target for _, target, _ in free],
            [now - timedelta(microseconds=place) for place, _ in enumerate(free)],
        )
    return sorted(used)


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
