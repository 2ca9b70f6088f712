"""How far imports and exports are, what they refused, and what names they have met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import copy_rows, execute, fetch_all, fetch_one
from fondaco.ids import new_id

from fondaco_catalog.model.transfer.problems import RowProblem

__all__ = [
    "Counts",
    "MetKey",
    "Transfer",
    "add_keys",
    "add_problems",
    "add_transfer",
    "advance",
    "find_resumable",
    "find_transfer",
    "finish",
    "forget_keys",
    "list_met_keys",
    "list_problems",
    "take_over",
]


class Counts(msgspec.Struct):
    """What was done with the things of a file, and how many problems there were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    problems: int = 0


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """An import or export.

    Attributes:
        kind: ``import`` or ``export``.
        state: ``waiting``, ``running``, ``done``, ``stopped`` (may go on), ``failed`` or ``cancelled``.
        name: Of the file, for people.
        source: Where the file is.
        options: JSON.
        stop_code: Why it ended early.
        result: Where the exported file is.
        expires_at: Until when the exported file is kept.
    """

    id: UUID
    kind: str
    state: str
    name: str
    source: str
    fingerprint: str
    options: str
    rows_total: int
    rows_done: int
    created: int
    updated: int
    unchanged: int
    failed: int
    problems: int
    stop_code: str | None
    stop_message: str | None
    cancel_requested: bool
    requested_by: str
    result: str | None
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None


_COLUMNS = ", ".join(Transfer.__struct_fields__)


async def add_transfer(
    kind: str,
    *,
    name: str,
    source: str,
    options: str,
    requested_by: str,
    now: datetime,
    state: str,
    fingerprint: str = "",
) -> UUID:
    """Adds an import or export; returns its id."""
    id_ = new_id()
    await execute(
        "INSERT INTO catalog.transfer (id, kind, state, name, source, fingerprint, options, requested_by, created_at, "
        "updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $9)",
        id_,
        kind,
        state,
        name,
        source,
        fingerprint,
        options,
        requested_by,
        now,
    )
    return id_


async def find_transfer(id_: UUID) -> Transfer | None:
    """Returns an import or export, or None."""
    return await fetch_one(Transfer, f"SELECT {_COLUMNS} FROM catalog.transfer WHERE id = $1", id_)  # noqa: S608


async def find_resumable(fingerprint: str, options: str) -> Transfer | None:
    """Returns the last import of the same file with the same options if it did not come to its end, or None."""
    return await fetch_one(
        Transfer,
        f"SELECT {_COLUMNS} FROM catalog.transfer WHERE kind = 'import' AND fingerprint = $1 "  # noqa: S608
        "AND options = $2::jsonb AND state IN ('running', 'stopped', 'cancelled') ORDER BY created_at DESC LIMIT 1",
        fingerprint,
        options,
    )


async def take_over(id_: UUID, *, fingerprint: str, rows_total: int, now: datetime) -> None:
    """Notes that somebody runs an import from now on."""
    await execute(
        "UPDATE catalog.transfer SET state = 'running', cancel_requested = false, fingerprint = $2, rows_total = $3, "
        "updated_at = $4, stop_code = NULL, stop_message = NULL, finished_at = NULL WHERE id = $1",
        id_,
        fingerprint,
        rows_total,
        now,
    )


class _Cancel(msgspec.Struct, frozen=True):
    cancel_requested: bool


async def advance(id_: UUID, *, before: int, done: int, counts: Counts, now: datetime) -> bool | None:
    """Notes how far an import is.

    Args:
        before: How far it was when the caller last looked.

    Returns:
        Whether somebody wants it to be cancelled; None if somebody else has gone on with it.
    """
    found = await fetch_one(
        _Cancel,
        "UPDATE catalog.transfer SET rows_done = $3, created = created + $4, updated = updated + $5, "
        "unchanged = unchanged + $6, failed = failed + $7, problems = problems + $8, updated_at = $9 "
        "WHERE id = $1 AND rows_done = $2 AND state = 'running' RETURNING cancel_requested",
        id_,
        before,
        done,
        counts.created,
        counts.updated,
        counts.unchanged,
        counts.failed,
        counts.problems,
        now,
    )
    return None if found is None else found.cancel_requested


async def finish(id_: UUID, state: str, now: datetime, *, code: str | None = None, message: str | None = None) -> None:
    """Notes that nobody runs an import or export any more."""
    await execute(
        "UPDATE catalog.transfer SET state = $2, stop_code = $3, stop_message = $4, updated_at = $5, finished_at = $5 "
        "WHERE id = $1",
        id_,
        state,
        code,
        message,
        now,
    )


class MetKey(msgspec.Struct, frozen=True):
    """A name that was met in a file.

    Attributes:
        key: ``slug:…`` or ``sku:…``.
        label: What the file calls the thing.
    """

    key: str
    row: int
    label: str


async def list_met_keys(transfer_id: UUID, keys: Sequence[str]) -> Mapping[str, MetKey]:
    """Returns those of these names that an import has met before."""
    rows = await fetch_all(
        MetKey,
        "SELECT key, row, label FROM catalog.transfer_key WHERE transfer = $1 AND key = ANY($2::text[])",
        transfer_id,
        list(keys),
    )
    return {row.key: row for row in rows}


async def add_keys(transfer_id: UUID, keys: Sequence[MetKey]) -> None:
    """Notes names that an import has met; none of them twice."""
    if keys:
        await copy_rows(
            "catalog",
            "transfer_key",
            ("id", "transfer", "key", "row", "label"),
            [(new_id(), transfer_id, met.key, met.row, met.label) for met in keys],
        )


async def forget_keys(transfer_id: UUID) -> None:
    """Forgets the names that an import has met."""
    await execute("DELETE FROM catalog.transfer_key WHERE transfer = $1", transfer_id)


async def add_problems(transfer_id: UUID, problems: Sequence[RowProblem]) -> None:
    """Notes what was refused."""
    if problems:
        await copy_rows(
            "catalog",
            "transfer_problem",
            ("id", "transfer", "row", "field", "code", "message", "handle"),
            [
                (id_, transfer_id, found.row, _storable(found.column), found.code, _storable(found.message),
                 _storable(found.handle))
                for id_, found in zip(sorted(new_id() for _ in problems), problems, strict=True)
            ],
        )  # fmt: skip


def _storable(text: str) -> str:
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


async def list_problems(transfer_id: UUID, limit: int) -> list[RowProblem]:
    """Returns what was refused, in the order of the file."""
    return await fetch_all(
        RowProblem,
        'SELECT row, field AS "column", code, message, handle FROM catalog.transfer_problem WHERE transfer = $1 '
        "ORDER BY row, id LIMIT $2",
        transfer_id,
        limit,
    )
