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
    "COLUMNS",
    "Counts",
    "MetKey",
    "Transfer",
    "add_keys",
    "add_problems",
    "add_transfer",
    "advance",
    "begin",
    "find_resumable",
    "find_transfer",
    "finish",
    "forget_keys",
    "list_met_keys",
    "list_problems",
    "show_life",
    "take_over",
]


class Counts(msgspec.Struct):
    """What was done with the things of a file, and how many problems there were.

    Attributes:
        unpublished: Products that were created, updated or found unchanged, and of which a publication was refused.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    unpublished: int = 0
    problems: int = 0


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """An import or export.

    Attributes:
        kind: ``import`` or ``export``.
        state: ``waiting``, ``running``, ``done``, ``stopped`` (may go on), ``failed`` or ``cancelled``.
        name: Of the file, for people.
        source: Where the file is that a command reads.
        options: JSON.
        stop_code: Why it ended early.
        file: The uploaded file that a job reads.
        output: The file that an export wrote.
        runs: How often somebody began to carry it out; whoever did so last owns it.
        idle_runs: How often in a row somebody did so and nothing came of it.
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
    unpublished: int
    problems: int
    stop_code: str | None
    stop_message: str | None
    cancel_requested: bool
    requested_by: str
    file: UUID | None
    output: UUID | None
    runs: int
    idle_runs: int
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None

    @property
    def counts(self) -> Counts:
        """What was done so far."""
        return Counts(self.created, self.updated, self.unchanged, self.failed, self.unpublished, self.problems)


COLUMNS = ", ".join(Transfer.__struct_fields__)


async def add_transfer(
    kind: str,
    *,
    name: str,
    options: str,
    requested_by: str,
    now: datetime,
    state: str,
    source: str = "",
    file: UUID | None = None,
    rows_total: int = 0,
) -> UUID:
    """Adds an import or export; returns its id.

    Args:
        file: Of ``system.file``; it is kept as long as the import is.
    """
    id_ = new_id()
    await execute(
        "INSERT INTO catalog.transfer (id, kind, state, name, source, fingerprint, options, requested_by, file, "
        "rows_total, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, '', $6::jsonb, $7, $8, $9, $10, $10)",
        id_,
        kind,
        state,
        name,
        source,
        options,
        requested_by,
        file,
        rows_total,
        now,
    )
    return id_


async def find_transfer(id_: UUID) -> Transfer | None:
    """Returns an import or export, or None."""
    return await fetch_one(Transfer, f"SELECT {COLUMNS} FROM catalog.transfer WHERE id = $1", id_)  # noqa: S608


async def find_resumable(fingerprint: str, options: str) -> Transfer | None:
    """Returns the last import of the same file with the same options by a command that did not come to its end."""
    return await fetch_one(
        Transfer,
        f"SELECT {COLUMNS} FROM catalog.transfer WHERE kind = 'import' AND fingerprint = $1 "  # noqa: S608
        "AND options = $2::jsonb AND file IS NULL AND state IN ('running', 'stopped', 'cancelled') "
        "ORDER BY created_at DESC LIMIT 1",
        fingerprint,
        options,
    )


async def take_over(id_: UUID, now: datetime) -> Transfer | None:
    """Makes the caller the owner of an import or export, which runs from now on; a former owner notices.

    Returns:
        It as it is now, or None if there is none.
    """
    return await fetch_one(
        Transfer,
        "UPDATE catalog.transfer SET state = 'running', runs = runs + 1, idle_runs = idle_runs + 1, updated_at = $2, "  # noqa: S608
        f"stop_code = NULL, stop_message = NULL, finished_at = NULL WHERE id = $1 RETURNING {COLUMNS}",
        id_,
        now,
    )


async def begin(
    transfer: Transfer, *, fingerprint: str, rows_total: int, afresh: bool, now: datetime
) -> Transfer | None:
    """Notes what is imported.

    Args:
        afresh: Whether nothing that was done before counts.

    Returns:
        It as it is now, or None if somebody else owns it.
    """
    nothing = "rows_done = 0, created = 0, updated = 0, unchanged = 0, failed = 0, unpublished = 0, problems = 0, "
    counts = nothing if afresh else ""
    found = await fetch_one(
        Transfer,
        f"UPDATE catalog.transfer SET {counts}fingerprint = $3, rows_total = $4, updated_at = $5 "  # noqa: S608
        f"WHERE id = $1 AND runs = $2 AND state = 'running' RETURNING {COLUMNS}",
        transfer.id,
        transfer.runs,
        fingerprint,
        rows_total,
        now,
    )
    if found is not None and afresh:
        await execute("DELETE FROM catalog.transfer_problem WHERE transfer = $1", transfer.id)
        await forget_keys(transfer.id)
    return found


class _Cancel(msgspec.Struct, frozen=True):
    cancel_requested: bool


async def advance(transfer: Transfer, *, done: int, counts: Counts, now: datetime) -> bool | None:
    """Notes how far an import is.

    Args:
        done: Rows that are done in all.
        counts: What was done since the last time.

    Returns:
        Whether somebody wants it to be cancelled; None if somebody else owns it now.
    """
    found = await fetch_one(
        _Cancel,
        "UPDATE catalog.transfer SET rows_done = $3, created = created + $4, updated = updated + $5, "
        "unchanged = unchanged + $6, failed = failed + $7, unpublished = unpublished + $8, problems = problems + $9, "
        "updated_at = $10, idle_runs = 0 "
        "WHERE id = $1 AND runs = $2 AND state = 'running' RETURNING cancel_requested",
        transfer.id,
        transfer.runs,
        done,
        counts.created,
        counts.updated,
        counts.unchanged,
        counts.failed,
        counts.unpublished,
        counts.problems,
        now,
    )
    return None if found is None else found.cancel_requested


async def show_life(
    transfer: Transfer,
    now: datetime,
    *,
    done: int | None = None,
    total: int | None = None,
    counts: Counts | None = None,
) -> bool | None:
    """Notes that the owner lives, and how far it is where nothing else says so, because all is one transaction.

    Returns:
        Whether somebody wants it to be cancelled; None if somebody else owns it now.
    """
    found = await fetch_one(
        _Cancel,
        "UPDATE catalog.transfer SET updated_at = $3, rows_done = coalesce($4, rows_done), "
        "rows_total = coalesce($5, rows_total), created = coalesce($6, created), updated = coalesce($7, updated), "
        "unchanged = coalesce($8, unchanged), failed = coalesce($9, failed), "
        "unpublished = coalesce($10, unpublished), problems = coalesce($11, problems) "
        "WHERE id = $1 AND runs = $2 AND state = 'running' RETURNING cancel_requested",
        transfer.id,
        transfer.runs,
        now,
        done,
        total,
        *((None,) * 6 if counts is None else msgspec.structs.astuple(counts)),
    )
    return None if found is None else found.cancel_requested


async def finish(
    transfer: Transfer,
    state: str,
    now: datetime,
    *,
    code: str | None = None,
    message: str | None = None,
    output: UUID | None = None,
    expires_at: datetime | None = None,
) -> bool:
    """Notes that nobody carries out an import or export any more; says whether the caller still owned it."""
    changed = await execute(
        "UPDATE catalog.transfer SET state = $3::varchar, stop_code = $4, stop_message = $5, output = $6, "
        "expires_at = $7, updated_at = $8, "
        "finished_at = CASE WHEN $3::varchar = 'waiting' THEN NULL ELSE $8::timestamptz END, "
        "cancel_requested = false WHERE id = $1 AND runs = $2 AND state = 'running'",
        transfer.id,
        transfer.runs,
        state,
        code,
        message,
        output,
        expires_at,
        now,
    )
    return changed == 1


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
    """Forgets the names that an import has met, and what it held back."""
    for table in ("transfer_key", "transfer_held"):
        await execute(f"DELETE FROM catalog.{table} WHERE transfer = $1", transfer_id)  # noqa: S608


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
