"""Queries on transfers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, execute, fetch_all, fetch_value
from fondaco.db.pagination import Keyset

from fondaco_logistics.model.transfers import Transfer, TransferLine, TransferState

__all__ = ["add_transfer", "find_transfers", "list_lines", "list_transfers", "lock_transfer", "note_lines"]


class _Row(msgspec.Struct):
    id: UUID
    source: UUID
    destination: UUID
    state: str
    reference: str
    note: str
    created_at: datetime


_COLUMNS = ", ".join(f"t.{name}" for name in _Row.__struct_fields__)


def _transfer(row: _Row) -> Transfer:
    return Transfer(
        row.id, row.source, row.destination, TransferState(row.state), row.reference, row.note, row.created_at
    )


async def find_transfers(ids: Sequence[UUID]) -> dict[UUID, Transfer]:
    """Returns transfers by id."""
    rows = await fetch_all(_Row, f"SELECT {_COLUMNS} FROM logistics.transfer AS t WHERE t.id = ANY($1)", list(ids))  # noqa: S608
    return {row.id: _transfer(row) for row in rows}


async def lock_transfer(transfer_id: UUID) -> Transfer | None:
    """Takes the row lock of a transfer; None if there is none. To be taken before the locks of items."""
    rows = await fetch_all(
        _Row,
        f"SELECT {_COLUMNS} FROM logistics.transfer AS t WHERE t.id = $1 FOR NO KEY UPDATE",  # noqa: S608 (constants)
        transfer_id,
    )
    return _transfer(rows[0]) if rows else None


async def list_transfers(args: PageArgs, *, state: TransferState | None, largest: int = 100) -> Page[Transfer]:
    """Returns a page of transfers, the youngest first.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    wanted = None if state is None else state.value
    keyset = Keyset((SortKey("t.id", UUID, "id", descending=True),), args, largest=largest, offset=1)
    rows = await fetch_all(
        _Row,
        f"SELECT {_COLUMNS} FROM logistics.transfer AS t WHERE ($1::text IS NULL OR t.state = $1) AND {keyset.where} "  # noqa: S608
        f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        wanted,
        *keyset.params,
    )
    count = "SELECT count(*) FROM logistics.transfer WHERE ($1::text IS NULL OR state = $1)"
    return keyset.page([_transfer(row) for row in rows], lambda: fetch_value(count, wanted))


class _LineRow(msgspec.Struct):
    transfer: UUID
    id: UUID
    item: UUID
    ref_type: str
    ref_id: UUID
    quantity: int
    received: int
    damaged: int
    returned: int
    lost: int


async def list_lines(transfer_ids: Sequence[UUID]) -> dict[UUID, list[TransferLine]]:
    """Returns the lines of transfers, by the type and id of what is sent."""
    rows = await fetch_all(
        _LineRow,
        "SELECT l.transfer, l.id, l.item, i.ref_type, i.ref_id, l.quantity, l.received, l.damaged, l.returned, l.lost "
        "FROM logistics.transfer_line AS l JOIN logistics.item AS i ON i.id = l.item WHERE l.transfer = ANY($1) "
        "ORDER BY i.ref_type, i.ref_id",
        list(transfer_ids),
    )
    found: dict[UUID, list[TransferLine]] = {id_: [] for id_ in transfer_ids}
    for row in rows:
        found[row.transfer].append(TransferLine(*(getattr(row, name) for name in TransferLine.__struct_fields__)))
    return found


async def add_transfer(transfer: Transfer, lines: Sequence[tuple[UUID, UUID, int]]) -> None:
    """Adds a transfer with its lines: id, item and quantity."""
    await execute(
        "INSERT INTO logistics.transfer (id, source, destination, state, reference, note, created_at, updated_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
        transfer.id,
        transfer.source,
        transfer.destination,
        transfer.state.value,
        transfer.reference,
        transfer.note,
        transfer.created_at,
    )
    await execute(
        "INSERT INTO logistics.transfer_line (id, transfer, item, quantity) "
        "SELECT u.id, $1, u.item, u.quantity "
        "FROM unnest($2::uuid[], $3::uuid[], $4::bigint[]) AS u(id, item, quantity)",
        transfer.id,
        [line[0] for line in lines],
        [line[1] for line in lines],
        [line[2] for line in lines],
    )


async def note_lines(transfer_id: UUID, lines: Sequence[TransferLine], now: datetime) -> None:
    """Writes what became of lines of a locked transfer, which is done once nothing of it is on its way."""
    await execute(
        "UPDATE logistics.transfer_line AS l SET received = u.received, damaged = u.damaged, returned = u.returned, "
        "lost = u.lost FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) "
        "AS u(id, received, damaged, returned, lost) WHERE l.id = u.id",
        [line.id for line in lines],
        [line.received for line in lines],
        [line.damaged for line in lines],
        [line.returned for line in lines],
        [line.lost for line in lines],
    )
    await execute(
        "UPDATE logistics.transfer AS t SET updated_at = $2, state = CASE WHEN EXISTS ("
        "SELECT FROM logistics.transfer_line AS l WHERE l.transfer = t.id "
        "AND l.quantity > l.received + l.damaged + l.returned + l.lost) THEN 'in_transit' ELSE 'done' END "
        "WHERE t.id = $1",
        transfer_id,
        now,
    )
