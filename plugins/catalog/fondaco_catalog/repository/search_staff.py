"""Synonyms, rules, misses and rebuildings of the search in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all, fetch_one, fetch_value
from fondaco.ids import new_id

from fondaco_catalog.model.search_staff import Boost, SearchMiss, SearchRebuild, SearchRule, SearchSynonym

__all__ = [
    "SYNONYMS_VERSION",
    "add_misses",
    "add_rebuild",
    "advance_rebuild",
    "count_queue",
    "delete_misses_before",
    "delete_rule",
    "delete_synonym",
    "find_rebuild",
    "find_synonym",
    "list_misses",
    "list_rules",
    "list_synonyms",
    "next_products",
    "put_rule",
    "put_synonym",
    "recount_terms",
    "remove_orphans",
]

SYNONYMS_VERSION = "(SELECT count(*) || ' ' || COALESCE(max(updated_at)::text, '') FROM catalog.search_synonym)"
"""SQL of what changes whenever a synonym does."""

_SYNONYM = "SELECT id, locale, words, means, updated_at FROM catalog.search_synonym"
_REBUILD = "id, total, done, position, started_at, finished_at"

MAX_MISSES_A_DAY = 5_000
"""Different queries that are written down on one day and channel; further ones only count where they are known."""


async def list_synonyms() -> list[SearchSynonym]:
    """Returns all synonyms, the oldest first."""
    return await fetch_all(
        SearchSynonym,
        _SYNONYM + " ORDER BY created_at, id",
    )


async def find_synonym(synonym_id: UUID) -> SearchSynonym | None:
    """Returns a synonym, or None."""
    return await fetch_one(
        SearchSynonym,
        _SYNONYM + " WHERE id = $1",
        synonym_id,
    )


async def put_synonym(synonym_id: UUID, locale: str, words: Sequence[str], means: Sequence[str], now: datetime) -> None:
    """Writes a synonym; one that is there is replaced."""
    await execute(
        "INSERT INTO catalog.search_synonym (id, locale, words, means, created_at, updated_at) "
        "VALUES ($1, $2, $3, $4, $5, clock_timestamp()) ON CONFLICT (id) DO UPDATE SET locale = EXCLUDED.locale, "
        "words = EXCLUDED.words, means = EXCLUDED.means, updated_at = clock_timestamp()",
        synonym_id,
        locale,
        list(words),
        list(means),
        now,
    )


async def delete_synonym(synonym_id: UUID) -> bool:
    """Deletes a synonym; says whether there was one."""
    return bool(await execute("DELETE FROM catalog.search_synonym WHERE id = $1", synonym_id))


class _RuleRow(msgspec.Struct, frozen=True):
    id: UUID
    channel: str
    query: str
    pinned: list[UUID]
    hidden: list[UUID]
    boosts: str
    updated_at: datetime


_boosts = msgspec.json.Decoder(list[Boost])


async def list_rules(ids: Sequence[UUID] | None = None) -> list[SearchRule]:
    """Returns rules by their query; all for None."""
    rows = await fetch_all(
        _RuleRow,
        "SELECT id, channel, query, pinned, hidden, boosts, updated_at FROM catalog.search_rule "
        "WHERE $1::uuid[] IS NULL OR id = ANY($1::uuid[]) ORDER BY query_key, channel",
        None if ids is None else list(ids),
    )
    return [
        SearchRule(row.id, row.channel, row.query, row.pinned, row.hidden, _boosts.decode(row.boosts), row.updated_at)
        for row in rows
    ]


async def put_rule(
    channel: str,
    query: str,
    key: str,
    pinned: Sequence[UUID],
    hidden: Sequence[UUID],
    boosts: Sequence[Boost],
    now: datetime,
) -> UUID:
    """Writes the rule of a query and channel; returns its id."""
    found: UUID = await fetch_value(
        "INSERT INTO catalog.search_rule (id, channel, query, query_key, pinned, hidden, boosts, created_at, "
        "updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT (channel, query_key) DO UPDATE SET "
        "query = EXCLUDED.query, pinned = EXCLUDED.pinned, hidden = EXCLUDED.hidden, boosts = EXCLUDED.boosts, "
        "updated_at = EXCLUDED.updated_at RETURNING id",
        new_id(),
        channel,
        query,
        key,
        list(pinned),
        list(hidden),
        msgspec.json.encode(boosts).decode(),
        now,
    )
    return found


async def delete_rule(rule_id: UUID) -> bool:
    """Deletes a rule; says whether there was one."""
    return bool(await execute("DELETE FROM catalog.search_rule WHERE id = $1", rule_id))


async def add_misses(day: date, misses: Mapping[tuple[str, str, str], int]) -> None:
    """Adds up queries that found nothing, in one statement.

    Args:
        misses: How often, by channel, locale and query.
    """
    ordered = sorted(misses)
    await execute(
        "INSERT INTO catalog.search_miss AS m (id, day, channel, locale, query, times) "
        "SELECT given.id, $2, given.channel, given.locale, given.query, given.times "
        "FROM unnest($1::uuid[], $3::text[], $4::text[], $5::text[], $6::integer[]) "
        "AS given(id, channel, locale, query, times) "
        "WHERE (SELECT count(*) FROM catalog.search_miss WHERE day = $2) < $7 OR EXISTS (SELECT FROM "
        "catalog.search_miss k WHERE k.day = $2 AND k.channel = given.channel AND k.locale = given.locale "
        "AND k.query = given.query) "
        "ON CONFLICT (day, channel, locale, query) DO UPDATE SET times = m.times + EXCLUDED.times",
        [new_id() for _ in ordered],
        day,
        [channel for channel, _, _ in ordered],
        [locale for _, locale, _ in ordered],
        [query for _, _, query in ordered],
        [misses[key] for key in ordered],
        MAX_MISSES_A_DAY,
    )


async def list_misses(since: date, channel: str | None, limit: int) -> list[SearchMiss]:
    """Returns the queries that found nothing since a day, the most frequent first."""
    return await fetch_all(
        SearchMiss,
        "SELECT query, channel, locale, sum(times)::integer AS times, max(day)::text AS last_day "
        "FROM catalog.search_miss WHERE day >= $1 AND ($2::text IS NULL OR channel = $2) "
        "GROUP BY query, channel, locale "
        "ORDER BY 4 DESC, 1, 2, 3 LIMIT $3",
        since,
        channel,
        limit,
    )


async def delete_misses_before(day: date) -> int:
    """Forgets what is older; returns how many."""
    return await execute("DELETE FROM catalog.search_miss WHERE day < $1", day)


async def count_queue() -> int:
    """Returns how many products wait to be indexed."""
    return int(await fetch_value("SELECT count(DISTINCT product) FROM catalog.search_queue"))


async def add_rebuild(now: datetime) -> UUID:
    """Begins a rebuilding; returns its id."""
    rebuild_id = new_id()
    await execute(
        "INSERT INTO catalog.search_rebuild (id, total, done, position, started_at, finished_at) "
        "SELECT $1, count(*), 0, NULL, $2, NULL FROM catalog.product",
        rebuild_id,
        now,
    )
    return rebuild_id


async def find_rebuild(rebuild_id: UUID | None = None) -> SearchRebuild | None:
    """Returns a rebuilding, the last one for None."""
    return await fetch_one(
        SearchRebuild,
        f"SELECT {_REBUILD} FROM catalog.search_rebuild WHERE $1::uuid IS NULL OR id = $1 "  # noqa: S608
        "ORDER BY started_at DESC, id DESC LIMIT 1",
        rebuild_id,
    )


async def advance_rebuild(rebuild_id: UUID, done: int, position: UUID | None, finished_at: datetime | None) -> None:
    """Notes how far a rebuilding is."""
    await execute(
        "UPDATE catalog.search_rebuild SET done = done + $2, position = COALESCE($3, position), finished_at = $4 "
        "WHERE id = $1",
        rebuild_id,
        done,
        position,
        finished_at,
    )


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def next_products(after: UUID | None, limit: int) -> list[UUID]:
    """Returns the products behind one, in the order of their ids."""
    rows = await fetch_all(
        _Id,
        "SELECT id FROM catalog.product WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2",
        after,
        limit,
    )
    return [row.id for row in rows]


async def remove_orphans() -> None:
    """Deletes the documents of products that are gone, and how complete these were."""
    for table in ("search_document", "product_completeness"):
        await execute(
            f"DELETE FROM catalog.{table} d "  # noqa: S608 (these names)
            "WHERE NOT EXISTS (SELECT FROM catalog.product p WHERE p.id = d.product)"
        )


async def recount_terms() -> None:
    """Counts the vocabulary anew; the caller holds the lock of the index."""
    counted = (
        "SELECT w.word, count(*)::integer AS documents FROM catalog.search_document d "
        "CROSS JOIN LATERAL unnest(d.words) AS w(word) WHERE d.channel = '' GROUP BY w.word"
    )
    await execute(
        f"UPDATE catalog.search_term t SET documents = c.documents FROM ({counted}) c "  # noqa: S608
        "WHERE c.word = t.word AND c.documents <> t.documents"
    )
    await execute(
        f"DELETE FROM catalog.search_term t WHERE NOT EXISTS (SELECT FROM ({counted}) c WHERE c.word = t.word)"  # noqa: S608
    )
