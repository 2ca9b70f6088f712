"""What verbs need to know of a collection before they change it, and how they do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all, fetch_one

from fondaco_catalog.model.collection_rules import Rule
from fondaco_catalog.repository import rows

__all__ = [
    "CollectionState",
    "begin_refresh",
    "delete_collection",
    "exclude",
    "find_collection_state",
    "include",
    "keep_in_collection",
    "list_placed_ids",
    "note_progress",
    "renumber",
    "set_rule",
    "take_out",
]


class CollectionState(msgspec.Struct, frozen=True):
    """A collection, and how far the working out of its rule is."""

    id: UUID
    rule: Rule | None
    revision: int
    refresh_cursor: UUID | None
    refresh_done: int
    refreshed_at: datetime | None

    @property
    def by_hand(self) -> str:
        """How rows are marked that somebody put there."""
        return "hand" if self.rule is None else "pin"


class _Row(msgspec.Struct, frozen=True):
    id: UUID
    rule: str | None
    revision: int
    refresh_cursor: UUID | None
    refresh_done: int
    refreshed_at: datetime | None


async def find_collection_state(collection_id: UUID, *, to_delete: bool = False) -> CollectionState | None:
    """Locks a collection against changes until the transaction ends and returns it, or None."""
    if not await rows.lock_row("collection", collection_id, to_delete=to_delete):
        return None
    row = await fetch_one(
        _Row,
        "SELECT id, rule::text AS rule, revision, refresh_cursor, refresh_done, refreshed_at "
        "FROM catalog.collection WHERE id = $1",
        collection_id,
    )
    if row is None:
        return None
    rule = None if row.rule is None else msgspec.json.decode(row.rule, type=Rule)
    return CollectionState(row.id, rule, row.revision, row.refresh_cursor, row.refresh_done, row.refreshed_at)


async def keep_in_collection(collection_id: UUID, product_ids: Sequence[UUID], kind: str) -> None:
    """Takes out of a collection what somebody put there, except these products.

    Args:
        kind: How such rows are marked: ``hand`` or ``pin``.
    """
    await execute(
        "DELETE FROM catalog.collection_product WHERE collection = $1 AND kind = $3 AND product <> ALL($2::uuid[])",
        collection_id,
        list(product_ids),
        kind,
    )


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def list_placed_ids(collection_id: UUID, kind: str) -> list[UUID]:
    """Returns the products that somebody put into a collection, in order."""
    found = await fetch_all(
        _Id,
        "SELECT product AS id FROM catalog.collection_product WHERE collection = $1 AND kind = $2 "
        "ORDER BY position, product",
        collection_id,
        kind,
    )
    return [row.id for row in found]


async def renumber(collection_id: UUID, ids: Sequence[UUID]) -> None:
    """Numbers products of a collection from 0 in this order, those that stand elsewhere only."""
    await execute(
        "UPDATE catalog.collection_product cp SET position = wanted.place - 1 "
        "FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted(id, place) "
        "WHERE cp.collection = $1 AND cp.product = wanted.id AND cp.position <> wanted.place - 1",
        collection_id,
        list(ids),
    )


async def take_out(collection_id: UUID, product_ids: Sequence[UUID], kinds: Sequence[str]) -> int:
    """Takes products out of a collection; returns how many were in it."""
    return await execute(
        "DELETE FROM catalog.collection_product WHERE collection = $1 AND product = ANY($2::uuid[]) "
        "AND kind = ANY($3::text[])",
        collection_id,
        list(product_ids),
        list(kinds),
    )


async def exclude(collection_id: UUID, product_ids: Sequence[UUID]) -> None:
    """Keeps products out of a collection whatever its rule says."""
    await execute(
        "INSERT INTO catalog.collection_exclusion (id, collection, product) "
        "SELECT gen_random_uuid(), $1, given.id FROM unnest($2::uuid[]) AS given(id) "
        "ON CONFLICT (collection, product) DO NOTHING",
        collection_id,
        list(product_ids),
    )


async def include(collection_id: UUID, product_ids: Sequence[UUID]) -> None:
    """Lets the rule of a collection decide about products again."""
    await execute(
        "DELETE FROM catalog.collection_exclusion WHERE collection = $1 AND product = ANY($2::uuid[])",
        collection_id,
        list(product_ids),
    )


async def set_rule(collection_id: UUID, rule: Rule | None, sort: str) -> None:
    """Gives a collection a rule, or takes it away.

    What somebody had put there is pinned by a new rule. What a rule had found stays when it goes, behind the pins.
    """
    await execute(
        "UPDATE catalog.collection SET rule = $2::jsonb, sort = $3 WHERE id = $1",
        collection_id,
        None if rule is None else msgspec.json.encode(rule).decode(),
        sort,
    )
    if rule is not None:
        await execute(
            "UPDATE catalog.collection_product SET kind = 'pin' WHERE collection = $1 AND kind = 'hand'", collection_id
        )
        return
    await execute(
        "WITH placed AS (SELECT cp.id, row_number() OVER (ORDER BY cp.kind = 'rule', cp.position, p.created_at DESC, "
        "p.id) - 1 AS place FROM catalog.collection_product cp JOIN catalog.product p ON p.id = cp.product "
        "WHERE cp.collection = $1) UPDATE catalog.collection_product cp SET kind = 'hand', position = placed.place "
        "FROM placed WHERE placed.id = cp.id",
        collection_id,
    )
    await execute("DELETE FROM catalog.collection_exclusion WHERE collection = $1", collection_id)


class _Revision(msgspec.Struct, frozen=True):
    revision: int


async def begin_refresh(collection_id: UUID) -> int:
    """Marks that the rule of a collection is to be worked out from the beginning; returns the number of this run."""
    found = await fetch_one(
        _Revision,
        "UPDATE catalog.collection SET revision = revision + 1, refresh_cursor = NULL, refresh_done = 0, "
        "refresh_total = (SELECT count(*) FROM catalog.product), refreshed_at = NULL WHERE id = $1 RETURNING revision",
        collection_id,
    )
    return 0 if found is None else found.revision


async def note_progress(collection_id: UUID, cursor: UUID | None, done: int, finished: datetime | None) -> None:
    """Notes how far the working out of a rule is."""
    await execute(
        "UPDATE catalog.collection SET refresh_cursor = $2::uuid, refresh_done = $3, "
        "refresh_total = GREATEST(refresh_total, $3), refreshed_at = $4::timestamptz WHERE id = $1",
        collection_id,
        cursor,
        done,
        finished,
    )


async def delete_collection(collection_id: UUID) -> None:
    """Deletes a collection; its products stay."""
    for table in ("collection_product", "collection_exclusion", "collection_translation"):
        await execute(f"DELETE FROM catalog.{table} WHERE collection = $1", collection_id)  # noqa: S608 (these names)
    await execute("DELETE FROM catalog.attribute_value WHERE reference = $1", collection_id)
    await execute("DELETE FROM catalog.collection WHERE id = $1", collection_id)
