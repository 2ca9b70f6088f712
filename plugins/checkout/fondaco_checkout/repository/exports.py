"""Queries on exports of orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db.engine import execute, fetch_all, fetch_one, fetch_value
from fondaco.db.pagination import Keyset, Page, PageArgs, SortKey

from fondaco_checkout.model.order_files import ExportState, OrderExport, OrderFileFormat

__all__ = [
    "add_export",
    "cancel_export",
    "delete_exports",
    "find_exports",
    "finish_export",
    "list_exports",
    "show_life",
    "take_export",
]

_COLUMNS = ", ".join(OrderExport.__struct_fields__)
_SELECT = f"SELECT {_COLUMNS} FROM checkout.order_export"  # noqa: S608 (constants)
_NEWEST = (SortKey("created_at", datetime, "created_at", descending=True), SortKey("id", UUID, "id", descending=True))


def _export(row: OrderExport) -> OrderExport:
    return msgspec.structs.replace(row, state=ExportState(row.state), format=OrderFileFormat(row.format))


async def add_export(export: OrderExport) -> None:
    """Stores an export that waits for a job."""
    places = ", ".join(f"${place}" for place in range(1, len(OrderExport.__struct_fields__) + 1))
    await execute(
        f"INSERT INTO checkout.order_export ({_COLUMNS}) VALUES ({places})",  # noqa: S608 (constants)
        *(getattr(export, name) for name in OrderExport.__struct_fields__),
    )


async def find_exports(ids: Sequence[UUID]) -> dict[UUID, OrderExport]:
    """Returns exports by id."""
    return {row.id: _export(row) for row in await fetch_all(OrderExport, f"{_SELECT} WHERE id = ANY($1)", list(ids))}


async def list_exports(args: PageArgs, *, largest: int) -> Page[OrderExport]:
    """Returns a page of exports, the newest first.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    keyset = Keyset(_NEWEST, args, largest=largest)
    rows = await fetch_all(
        OrderExport,
        f"{_SELECT} WHERE {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *keyset.params,
    )
    return keyset.page(
        [_export(row) for row in rows], lambda: fetch_value("SELECT count(*) FROM checkout.order_export")
    )


async def take_export(alive_since: datetime, now: datetime) -> OrderExport | None:
    """Takes over the export that waits longest, or that nobody showed life of since; nobody else gets the same one."""
    row = await fetch_one(
        OrderExport,
        f"UPDATE checkout.order_export SET state = 'running', updated_at = $2, orders_done = 0 WHERE id = ("  # noqa: S608 (constants)
        "SELECT id FROM checkout.order_export WHERE state = 'waiting' OR (state = 'running' AND updated_at < $1) "
        f"ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING {_COLUMNS}",
        alive_since,
        now,
    )
    return None if row is None else _export(row)


async def show_life(export_id: UUID, orders_done: int, before: datetime, now: datetime) -> bool:
    """Says that an export goes on; False where it is cancelled, or somebody else has taken it over.

    Args:
        before: When life was shown last.
    """
    changed = await execute(
        "UPDATE checkout.order_export SET orders_done = $2, updated_at = $4 "
        "WHERE id = $1 AND state = 'running' AND updated_at = $3",
        export_id,
        orders_done,
        before,
        now,
    )
    return changed == 1


async def finish_export(
    export_id: UUID,
    state: ExportState,
    now: datetime,
    *,
    output: UUID | None = None,
    expires_at: datetime | None = None,
    stop_code: str | None = None,
    stop_message: str | None = None,
) -> bool:
    """Ends an export that runs; False where it is over already."""
    changed = await execute(
        "UPDATE checkout.order_export SET state = $2, updated_at = $3, finished_at = $3, output = $4, expires_at = $5, "
        "stop_code = $6, stop_message = $7 WHERE id = $1 AND state = 'running'",
        export_id,
        state.value,
        now,
        output,
        expires_at,
        stop_code,
        stop_message,
    )
    return changed == 1


async def cancel_export(export_id: UUID, now: datetime) -> None:
    """Cancels an export that waits or runs; others stay as they are."""
    await execute(
        "UPDATE checkout.order_export SET state = 'cancelled', updated_at = $2, finished_at = $2 "
        "WHERE id = $1 AND state IN ('waiting', 'running')",
        export_id,
        now,
    )


async def delete_exports(now: datetime) -> int:
    """Forgets exports whose file's time is over, and those of long ago; returns how many. Their files go with them."""
    return await execute(
        "DELETE FROM checkout.order_export WHERE expires_at < $1 "
        "OR (state IN ('failed', 'cancelled') AND finished_at < $1 - interval '30 days')",
        now,
    )
