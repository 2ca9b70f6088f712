"""Queries on returns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, execute, fetch_all, fetch_value
from fondaco.db.pagination import Keyset

from fondaco_logistics.model.returns import OrderReturn, ReturnLine, ReturnState
from fondaco_logistics.repository.rows import to_json

__all__ = [
    "add_return",
    "count_returns",
    "find_returns",
    "list_expected",
    "list_order_returns",
    "list_return_lines",
    "list_returns",
    "note_restocking",
    "save_return",
    "save_return_lines",
]


class _Row(msgspec.Struct):
    id: UUID
    order_id: UUID
    number: str
    state: str
    reason: str
    note: str
    refund: UUID | None
    by_buyer: bool
    created_at: datetime
    ended_at: datetime | None


_SELECT = f"SELECT {', '.join(f'r.{name}' for name in _Row.__struct_fields__)} FROM logistics.order_return AS r"  # noqa: S608


def _return(row: _Row) -> OrderReturn:
    values = {name: getattr(row, name) for name in _Row.__struct_fields__}
    return OrderReturn(**{**values, "state": ReturnState(row.state)})


async def find_returns(ids: Sequence[UUID]) -> dict[UUID, OrderReturn]:
    """Returns returns by id."""
    rows = await fetch_all(_Row, f"{_SELECT} WHERE r.id = ANY($1)", list(set(ids)))
    return {row.id: _return(row) for row in rows}


async def list_order_returns(order_ids: Sequence[UUID]) -> dict[UUID, list[OrderReturn]]:
    """Returns the returns of orders, the oldest first; one statement."""
    rows = await fetch_all(
        _Row, f"{_SELECT} WHERE r.order_id = ANY($1) ORDER BY r.created_at, r.id", list(set(order_ids))
    )
    found: dict[UUID, list[OrderReturn]] = {order: [] for order in order_ids}
    for row in rows:
        found[row.order_id].append(_return(row))
    return found


async def list_returns(args: PageArgs, *, state: ReturnState | None, largest: int = 100) -> Page[OrderReturn]:
    """Returns a page of returns, the youngest first.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    wanted = None if state is None else state.value
    keyset = Keyset((SortKey("r.id", UUID, "id", descending=True),), args, largest=largest, offset=1)
    rows = await fetch_all(
        _Row,
        f"{_SELECT} WHERE ($1::text IS NULL OR r.state = $1) AND {keyset.where} "
        f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        wanted,
        *keyset.params,
    )
    count = "SELECT count(*) FROM logistics.order_return WHERE ($1::text IS NULL OR state = $1)"
    return keyset.page([_return(row) for row in rows], lambda: fetch_value(count, wanted))


async def list_return_lines(return_ids: Sequence[UUID]) -> dict[UUID, list[ReturnLine]]:
    """Returns what returns are of; one statement."""
    rows = await fetch_all(
        ReturnLine,
        "SELECT id, of, shipment_line, quantity, restocked, damaged, discarded FROM logistics.order_return_line "
        "WHERE of = ANY($1) ORDER BY id",
        list(set(return_ids)),
    )
    found: dict[UUID, list[ReturnLine]] = {id_: [] for id_ in return_ids}
    for row in rows:
        found[row.of].append(row)
    return found


class _ExpectedRow(msgspec.Struct):
    shipment_line: UUID
    pieces: int


async def list_expected(order_id: UUID) -> dict[UUID, int]:
    """Returns how many pieces the open returns of a locked order are of, by line of a parcel."""
    rows = await fetch_all(
        _ExpectedRow,
        "SELECT l.shipment_line, sum(l.quantity)::bigint AS pieces FROM logistics.order_return AS r "
        "JOIN logistics.order_return_line AS l ON l.of = r.id "
        "WHERE r.order_id = $1 AND r.state IN ('requested', 'approved') GROUP BY l.shipment_line",
        order_id,
    )
    return {row.shipment_line: row.pieces for row in rows}


async def count_returns(order_id: UUID) -> int:
    """Returns how many returns a locked order ever had."""
    return int(await fetch_value("SELECT count(*) FROM logistics.order_return WHERE order_id = $1", order_id))


async def add_return(made: OrderReturn, lines: Sequence[ReturnLine]) -> None:
    """Adds a return of a locked order, with what it is of; one statement."""
    await execute(
        "WITH lines AS (INSERT INTO logistics.order_return_line (id, of, shipment_line, quantity) "
        "SELECT l.id, l.of, l.shipment_line, l.quantity FROM json_to_recordset($9) "
        "AS l(id uuid, of uuid, shipment_line uuid, quantity bigint)) "
        "INSERT INTO logistics.order_return (id, order_id, number, state, reason, note, refund, by_buyer, created_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $10)",
        made.id,
        made.order_id,
        made.number,
        made.state.value,
        made.reason,
        made.note,
        made.refund,
        made.by_buyer,
        to_json(lines),
        made.created_at,
    )


async def save_return(changed: OrderReturn) -> None:
    """Writes how far a return of a locked order is."""
    await execute(
        "UPDATE logistics.order_return SET state = $2, note = $3, ended_at = $4 WHERE id = $1",
        changed.id,
        changed.state.value,
        changed.note,
        changed.ended_at,
    )


async def save_return_lines(lines: Sequence[ReturnLine]) -> None:
    """Writes what came back of lines of a return of a locked order."""
    await execute(
        "UPDATE logistics.order_return_line AS l SET restocked = u.restocked, damaged = u.damaged, "
        "discarded = u.discarded FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[]) "
        "AS u(id, restocked, damaged, discarded) WHERE l.id = u.id",
        [line.id for line in lines],
        [line.restocked for line in lines],
        [line.damaged for line in lines],
        [line.discarded for line in lines],
    )


class _RestockedRow(msgspec.Struct):
    line_id: UUID
    quantity: int


async def note_restocking(refund: UUID, lines: Sequence[tuple[UUID, UUID, int]]) -> dict[UUID, int]:
    """Notes what a refund said of lines of a locked order goes back into stock; once, however often it is noted.

    Args:
        lines: An id for the note, the order's line, and how many.

    Returns:
        How many of these lines go back into stock by all refunds together.
    """
    await execute(
        "INSERT INTO logistics.restocking_refund (id, refund, line_id, quantity) "
        "SELECT u.id, $1, u.line_id, u.quantity FROM unnest($2::uuid[], $3::uuid[], $4::int[]) "
        "AS u(id, line_id, quantity) ON CONFLICT (refund, line_id) DO NOTHING",
        refund,
        [line[0] for line in lines],
        [line[1] for line in lines],
        [line[2] for line in lines],
    )
    rows = await fetch_all(
        _RestockedRow,
        "SELECT line_id, sum(quantity)::bigint AS quantity FROM logistics.restocking_refund "
        "WHERE line_id = ANY($1) GROUP BY line_id",
        [line[1] for line in lines],
    )
    return {row.line_id: row.quantity for row in rows}
