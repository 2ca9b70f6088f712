"""Queries on the history of orders. Entries are written and read, never changed."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

import msgspec
from fondaco.commerce import Actor, ActorType
from fondaco.db.engine import execute, fetch_all
from fondaco.db.pagination import Keyset, Page, PageArgs, SortKey

from fondaco_checkout.model.history import NOTE_ADDED, NOTE_REMOVED, NewEntry, Note, RecordedEntry
from fondaco_checkout.repository.rows import from_json, to_json

__all__ = ["ENTRY", "add_entries", "find_note", "list_history", "list_notes", "values_of_entries"]

ENTRY = {
    "order_id": "uuid",
    "at": "timestamptz",
    "kind": "text",
    "actor_type": "text",
    "actor_id": "text",
    "actor_name": "text",
    "detail": "jsonb",
    "shown": "jsonb",
    "note_id": "uuid",
}
"""Columns and their types."""


def values_of_entries(entries: Sequence[NewEntry]) -> list[tuple[object, ...]]:
    """Returns a row of `ENTRY` for each entry."""
    return [
        (
            entry.order_id,
            entry.at,
            entry.kind,
            entry.actor.type.value,
            entry.actor.id[:200],
            entry.actor.name,
            to_json(entry.detail),
            to_json(entry.shown),
            entry.note_id,
        )
        for entry in entries
    ]


async def add_entries(entries: Sequence[NewEntry]) -> bool:
    """Writes entries of one order, in their order, with one statement that waits for nobody.

    Returns:
        False if there is no such order; nothing is written then.
    """
    rows = values_of_entries(entries)
    given = ", ".join(f"${place}::{type_}[]" for place, type_ in enumerate(ENTRY.values(), 1))
    written = await execute(
        f"INSERT INTO checkout.order_entry ({', '.join(ENTRY)}) "  # noqa: S608 (constants)
        f"SELECT e.* FROM unnest({given}) AS e({', '.join(ENTRY)}) JOIN checkout.orders AS o ON o.id = e.order_id",
        *([list(values) for values in zip(*rows, strict=True)] or [[] for _ in ENTRY]),
    )
    return written == len(rows)


class _Row(msgspec.Struct):
    id: int
    order_id: UUID
    at: datetime
    kind: str
    actor_type: str
    actor_id: str
    actor_name: str
    detail: str
    shown: str | None


class _NoteRow(msgspec.Struct):
    id: UUID
    order_id: UUID
    text: str
    shown: bool
    actor_type: str
    actor_id: str
    actor_name: str
    created_at: datetime
    changed_at: datetime


class _Count(msgspec.Struct):
    order_id: UUID
    number: int


def _entry(row: _Row) -> RecordedEntry:
    return RecordedEntry(
        id=row.id,
        order_id=row.order_id,
        at=row.at,
        kind=row.kind,
        actor=Actor(ActorType(row.actor_type), row.actor_id, row.actor_name),
        detail=from_json(row.detail, dict),
        shown=None if row.shown is None else from_json(row.shown, dict),
    )


_NEWEST = (SortKey("e.id", int, "id", descending=True),)
_FOR_BUYERS = (
    "e.shown IS NOT NULL AND NOT EXISTS (SELECT FROM checkout.order_entry AS n "
    "WHERE n.note_id = e.note_id AND n.id > e.id)"
)
"""What buyers see; of a note only how it stands, and nothing of one that was removed or hidden."""


async def list_history(
    order_ids: Sequence[UUID], args: PageArgs, *, largest: int, for_buyers: bool
) -> list[Page[RecordedEntry]]:
    """Returns a page of the history of each order, the newest entry first, in one statement.

    Args:
        for_buyers: Whether only what buyers see.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    ids = list(dict.fromkeys(order_ids))
    meant = _FOR_BUYERS if for_buyers else "TRUE"
    keyset = Keyset(_NEWEST, args, largest=largest, offset=1)
    rows = await fetch_all(
        _Row,
        "SELECT q.id, q.order_id, q.at, q.kind, q.actor_type, q.actor_id, q.actor_name, q.detail, q.shown "  # noqa: S608 (constants)
        "FROM unnest($1::uuid[]) AS parent(id) CROSS JOIN LATERAL (SELECT e.*, "
        f"row_number() OVER (ORDER BY {keyset.order_by}) AS place FROM checkout.order_entry AS e "
        f"WHERE e.order_id = parent.id AND {meant} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}"
        ") AS q ORDER BY q.place",
        ids,
        *keyset.params,
    )
    found: defaultdict[UUID, list[RecordedEntry]] = defaultdict(list)
    for row in rows:
        found[row.order_id].append(_entry(row))
    count = _counting(ids, meant)
    return [keyset.page(found[id_], partial(count, id_)) for id_ in order_ids]


def _counting(ids: Sequence[UUID], meant: str) -> Callable[[UUID], Awaitable[int]]:
    """Returns what counts the entries of each order: all of them with one statement, when somebody asks."""
    counted: dict[UUID, int] = {}
    lock = asyncio.Lock()

    async def count(order_id: UUID) -> int:
        async with lock:
            if not counted:
                rows = await fetch_all(
                    _Count,
                    "SELECT e.order_id, count(*) AS number FROM checkout.order_entry AS e "  # noqa: S608 (constants)
                    f"WHERE e.order_id = ANY($1) AND {meant} GROUP BY 1",
                    list(ids),
                )
                counted.update(dict.fromkeys(ids, 0))
                counted.update({row.order_id: row.number for row in rows})
        return counted[order_id]

    return count


async def _notes(where: str, *args: object) -> list[Note]:
    rows = await fetch_all(
        _NoteRow,
        "SELECT first.note_id AS id, first.order_id, last.detail->>'text' AS text, last.shown IS NOT NULL AS shown, "  # noqa: S608 (constants)
        "first.actor_type, first.actor_id, first.actor_name, first.at AS created_at, last.at AS changed_at "
        "FROM checkout.order_entry AS first CROSS JOIN LATERAL (SELECT n.* FROM checkout.order_entry AS n "
        "WHERE n.note_id = first.note_id ORDER BY n.id DESC LIMIT 1) AS last "
        f"WHERE first.kind = '{NOTE_ADDED}' AND last.kind <> '{NOTE_REMOVED}' AND {where} ORDER BY first.id",
        *args,
    )
    return [
        Note(
            id=row.id,
            order_id=row.order_id,
            text=row.text,
            shown_to_buyer=row.shown,
            author=Actor(ActorType(row.actor_type), row.actor_id, row.actor_name),
            created_at=row.created_at,
            changed_at=row.changed_at,
        )
        for row in rows
    ]


async def list_notes(order_ids: Sequence[UUID]) -> dict[UUID, list[Note]]:
    """Returns the notes that there are on many orders, the oldest of each first, with one statement."""
    found: dict[UUID, list[Note]] = {order_id: [] for order_id in order_ids}
    for note in await _notes("first.order_id = ANY($1)", list(order_ids)):
        found[note.order_id].append(note)
    return found


async def find_note(note_id: UUID) -> Note | None:
    """Returns a note as it stands; None if it was removed or never was."""
    return next(iter(await _notes("first.note_id = $1", note_id)), None)
