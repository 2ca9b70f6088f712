"""Buyers in several groups: which groups come together, and what is derived for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all

__all__ = [
    "PriceAudience",
    "buyer_of",
    "delete_orphans",
    "forget_audiences",
    "list_audiences",
    "list_touched_products",
    "mark_ready",
    "see_audiences",
]


class PriceAudience(msgspec.Struct, frozen=True):
    """Groups that some buyer is in at once; see `fondaco_catalog.tables.PriceAudience`.

    Attributes:
        groups: At least two, sorted.
    """

    id: int
    channel: str
    groups: list[str]
    ready: bool

    @property
    def key(self) -> str:
        """The audience of their spans. No slug of a group begins like it."""
        return f"+{self.id}"


async def list_audiences(channels: Collection[str] | None = None, *, ready: bool | None = None) -> list[PriceAudience]:
    """Returns the audiences of several groups, the oldest first.

    Args:
        channels: Of these only; None for all.
        ready: Only those that are, or are not.
    """
    return await fetch_all(
        PriceAudience,
        "SELECT id, channel, groups, ready FROM catalog.price_audience "
        "WHERE ($1::text[] IS NULL OR channel = ANY($1::text[])) AND ($2::boolean IS NULL OR ready = $2) ORDER BY id",
        None if channels is None else list(channels),
        ready,
    )


async def see_audiences(seen: Sequence[tuple[str, tuple[str, ...]]], now: datetime, most: int) -> None:
    """Notes that buyers of these groups came: channel and sorted groups of each. Idempotent.

    Only groups that a list of the channel is for count; where less than two are left, nothing is noted.

    Args:
        most: How many audiences a channel may have; no further ones are noted.
    """
    for channel, groups in sorted(seen):
        await execute(
            "INSERT INTO catalog.price_audience AS a (channel, groups, ready, seen_at) "  # noqa: S608 (constants)
            f"SELECT $1, buyer.groups, FALSE, $3 FROM ({buyer_of('$2')}) buyer WHERE cardinality(buyer.groups) > 1 "
            "AND (SELECT count(*) FROM catalog.price_audience b "
            "WHERE b.channel = $1 AND b.groups <> buyer.groups) < $4 "
            "ON CONFLICT (channel, groups) DO UPDATE SET seen_at = EXCLUDED.seen_at "
            "WHERE a.seen_at < EXCLUDED.seen_at - interval '1 day'",
            channel,
            list(groups),
            now,
            most,
        )


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def list_touched_products(audience: PriceAudience, after: UUID | None, limit: int) -> list[UUID]:
    """Returns products that a list for one of the groups has prices of, in the order of their ids."""
    rows = await fetch_all(
        _Id,
        "SELECT s.product AS id FROM catalog.price_span s WHERE s.channel = $1 AND s.audience = ANY($2::text[]) "
        "AND ($3::uuid IS NULL OR s.product > $3) GROUP BY s.product ORDER BY s.product LIMIT $4",
        audience.channel,
        audience.groups,
        after,
        limit,
    )
    return [row.id for row in rows]


async def mark_ready(audience_id: int) -> None:
    """Says that lists can be sorted by the prices of an audience."""
    await execute("UPDATE catalog.price_audience SET ready = TRUE WHERE id = $1", audience_id)


async def delete_orphans() -> int:
    """Deletes the spans of audiences that were forgotten; returns how many."""
    return await execute(
        "DELETE FROM catalog.price_span s WHERE s.audience LIKE '+%' AND NOT EXISTS ("
        "SELECT FROM catalog.price_audience a WHERE '+' || a.id = s.audience)"
    )


async def forget_audiences(before: datetime) -> int:
    """Forgets audiences of which nobody has come since a moment; returns how many. Their spans go by `delete_orphans`.

    Not at once, since a search that has begun may be about to read them.
    """
    return await execute("DELETE FROM catalog.price_audience WHERE seen_at < $1", before)


def buyer_of(groups: str) -> str:
    """Returns a SELECT of which of a buyer's groups count in the channel ``$1``, and the ``key`` of spans for them.

    That is null while there are none for several groups, and empty where none of the groups has prices. It has the
    collation of the indexes, while groups are sorted as they are written down.

    Args:
        groups: SQL of the groups that the buyer is in.
    """
    return f"""
        SELECT own.groups, CASE cardinality(own.groups) WHEN 0 THEN '' WHEN 1 THEN own.groups[1] ELSE (
            SELECT '+' || a.id FROM catalog.price_audience a
            WHERE a.channel = $1 AND a.groups = own.groups AND a.ready
        ) END COLLATE "default" AS key
        FROM (SELECT ARRAY(
            SELECT DISTINCT g COLLATE "C" AS g FROM unnest({groups}::text[]) g WHERE EXISTS (
                SELECT FROM catalog.price_list pl WHERE pl.channel = $1 AND g = ANY(pl.customer_groups)
            ) ORDER BY 1
        ) AS groups) own"""  # noqa: S608 (an expression of ours)
