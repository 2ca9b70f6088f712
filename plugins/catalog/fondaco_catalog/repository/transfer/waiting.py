"""Imports and exports that wait, are looked at by staff, and are tidied up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, execute, fetch_all, fetch_one, fetch_value
from fondaco.db.pagination import Keyset

from fondaco_catalog.model.transfer.problems import RowProblem
from fondaco_catalog.repository.transfer.transfers import COLUMNS, Transfer

__all__ = [
    "ReportedProblem",
    "cancel_waiting",
    "delete_finished",
    "find_transfers",
    "forget_outputs",
    "list_problem_page",
    "list_transfers",
    "lock_transfer",
    "next_transfer",
    "request_cancel",
    "set_waiting",
]

QUEUE_LOCK = 0x7175657565
"""Of ``pg_advisory_xact_lock``: the word queue in ASCII."""

_NEWEST = (SortKey("created_at", datetime, "created_at", descending=True), SortKey("id", UUID, "id", descending=True))
_IN_ORDER = (SortKey("row", int, "row"), SortKey("id", UUID, "id"))


class ReportedProblem(RowProblem, frozen=True, kw_only=True):
    """Why something was not imported, with its place in the report."""

    id: UUID


async def next_transfer(kind: str, alive_since: datetime) -> Transfer | None:
    """Returns the import or export that a job should carry out now; None if there is none, or another one is at work.

    Nobody else is told of one until the transaction ends.

    Args:
        kind: ``import`` or ``export``.
        alive_since: Who gave no sign of life since is taken for dead.
    """
    await execute("SELECT pg_advisory_xact_lock($1)", QUEUE_LOCK)
    first = await fetch_one(
        Transfer,
        f"SELECT {COLUMNS} FROM catalog.transfer WHERE kind = $1 AND state IN ('waiting', 'running') "  # noqa: S608
        "AND (kind = 'export' OR file IS NOT NULL) ORDER BY state = 'waiting', created_at, id LIMIT 1 "
        "FOR NO KEY UPDATE",
        kind,
    )
    if first is not None and first.state == "running" and first.updated_at >= alive_since:
        return None
    return first


async def lock_transfer(id_: UUID, kind: str) -> Transfer | None:
    """Locks an import or export that a job carries out, and returns it, or None."""
    return await fetch_one(
        Transfer,
        f"SELECT {COLUMNS} FROM catalog.transfer WHERE id = $1 AND kind = $2 AND (kind = 'export' OR file IS NOT NULL) "  # noqa: S608
        "FOR NO KEY UPDATE",
        id_,
        kind,
    )


async def request_cancel(id_: UUID) -> None:
    """Tells whoever carries out an import or export that it is not wanted any more."""
    await execute("UPDATE catalog.transfer SET cancel_requested = true WHERE id = $1", id_)


async def cancel_waiting(id_: UUID, now: datetime) -> None:
    """Notes that what nobody carries out is cancelled."""
    await execute(
        "UPDATE catalog.transfer SET state = 'cancelled', updated_at = $2, finished_at = $2 WHERE id = $1", id_, now
    )


async def set_waiting(id_: UUID, now: datetime) -> None:
    """Lets an import or export wait for its turn again."""
    await execute(
        "UPDATE catalog.transfer SET state = 'waiting', cancel_requested = false, stop_code = NULL, "
        "stop_message = NULL, finished_at = NULL, idle_runs = 0, updated_at = $2 WHERE id = $1",
        id_,
        now,
    )


async def find_transfers(ids: Sequence[UUID], kind: str) -> list[Transfer | None]:
    """Returns imports or exports in the order of their ids, None where there is none."""
    rows = await fetch_all(
        Transfer,
        f"SELECT {COLUMNS} FROM catalog.transfer WHERE id = ANY($1::uuid[]) AND kind = $2",  # noqa: S608
        list(ids),
        kind,
    )
    found = {row.id: row for row in rows}
    return [found.get(id_) for id_ in ids]


async def list_transfers(
    kind: str, args: PageArgs, *, states: Sequence[str] | None = None, largest: int = 100
) -> Page[Transfer]:
    """Returns a page of imports or exports, those of commands too, the latest first.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    keyset = Keyset(_NEWEST, args, largest=largest, offset=2)
    where = "kind = $1 AND ($2::text[] IS NULL OR state = ANY($2))"
    wanted = None if states is None else list(states)
    rows = await fetch_all(
        Transfer,
        f"SELECT {COLUMNS} FROM catalog.transfer WHERE {where} AND {keyset.where} "  # noqa: S608
        f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        kind,
        wanted,
        *keyset.params,
    )
    count = f"SELECT count(*) FROM catalog.transfer WHERE {where}"  # noqa: S608
    return keyset.page(rows, lambda: fetch_value(count, kind, wanted))


async def list_problem_page(transfer_id: UUID, args: PageArgs, *, largest: int = 100) -> Page[ReportedProblem]:
    """Returns a page of what an import refused, in the order of the file.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    keyset = Keyset(_IN_ORDER, args, largest=largest, offset=1)
    rows = await fetch_all(
        ReportedProblem,
        'SELECT id, row, field AS "column", code, message, handle FROM catalog.transfer_problem '  # noqa: S608
        f"WHERE transfer = $1 AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        transfer_id,
        *keyset.params,
    )
    count = "SELECT count(*) FROM catalog.transfer_problem WHERE transfer = $1"
    return keyset.page(rows, lambda: fetch_value(count, transfer_id))


async def forget_outputs(now: datetime) -> int:
    """Lets go of exported files whose time is over, so that they are deleted; returns how many."""
    return await execute("UPDATE catalog.transfer SET output = NULL WHERE expires_at <= $1 AND output IS NOT NULL", now)


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def delete_finished(before: datetime, most: int) -> int:
    """Deletes imports and exports with all that is known of them; returns how many.

    Args:
        before: When they showed life last; those that wait for their turn stay.
    """
    rows = await fetch_all(
        _Id,
        "SELECT id FROM catalog.transfer WHERE updated_at < $1 AND state <> 'waiting' "
        "AND (state <> 'running' OR file IS NULL) ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED",
        before,
        most,
    )
    ids = [row.id for row in rows]
    for table in ("transfer_problem", "transfer_key", "transfer_held"):
        await execute(f"DELETE FROM catalog.{table} WHERE transfer = ANY($1::uuid[])", ids)  # noqa: S608
    return await execute("DELETE FROM catalog.transfer WHERE id = ANY($1::uuid[])", ids)
