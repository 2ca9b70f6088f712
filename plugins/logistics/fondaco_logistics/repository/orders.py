"""Reads of what orders hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all

from fondaco_logistics.model.stock import Taking
from fondaco_logistics.repository.rows import TAKING, TakingRow

__all__ = ["HeldRow", "find_takings", "forget_empty", "list_overdue", "list_takings", "lock_overdue"]


async def find_takings(ids: Sequence[UUID]) -> dict[UUID, Taking]:
    """Returns takings by id."""
    rows = await fetch_all(
        TakingRow,
        f"SELECT {TAKING} FROM logistics.allocation AS a WHERE a.id = ANY($1)",  # noqa: S608 (constants)
        list(ids),
    )
    return {row.id: row.taking for row in rows}


async def list_takings(order_ids: Sequence[UUID]) -> dict[UUID, list[Taking]]:
    """Returns what orders hold, in the order in which it was taken; one statement."""
    rows = await fetch_all(
        TakingRow,
        f"SELECT {TAKING} FROM logistics.allocation AS a WHERE a.order_id = ANY($1) "  # noqa: S608 (constants)
        "ORDER BY a.created_at, a.id",
        list(order_ids),
    )
    found: dict[UUID, list[Taking]] = {order: [] for order in order_ids}
    for row in rows:
        found[row.order].append(row.taking)
    return found


async def forget_empty(before: datetime, limit: int) -> int:
    """Removes orders that came to nothing before they were placed, and hold nothing; returns how many."""
    return await execute(
        "DELETE FROM logistics.demand WHERE id = ANY(ARRAY(SELECT d.id FROM logistics.demand AS d "
        "WHERE d.stage = 'held' AND d.created_at < $1 AND d.updated_at < $1 "
        "AND NOT EXISTS (SELECT FROM logistics.allocation AS a WHERE a.order_id = d.id) "
        "ORDER BY d.created_at LIMIT $2 FOR UPDATE SKIP LOCKED)) "
        "AND NOT EXISTS (SELECT FROM logistics.allocation AS a WHERE a.order_id = demand.id)",
        before,
        limit,
    )


class HeldRow(msgspec.Struct):
    """An order that is held for longer than was told."""

    id: UUID
    cart_id: UUID | None
    number: str
    channel: str


_OVERDUE = (
    "SELECT d.id, d.cart_id, d.number, d.channel FROM logistics.demand AS d WHERE d.stage = 'held' "
    "AND d.held_until < $1 AND EXISTS (SELECT FROM logistics.allocation AS a WHERE a.order_id = d.id)"
)


async def list_overdue(before: datetime, limit: int) -> list[HeldRow]:
    """Returns orders that hold pieces though their payment ought to have been decided before a moment."""
    return await fetch_all(HeldRow, f"{_OVERDUE} ORDER BY d.created_at LIMIT $2", before, limit)


async def lock_overdue(order: UUID, before: datetime) -> bool:
    """Takes the lock of such an order; False if somebody has it, or it is not overdue any more."""
    sql = f"{_OVERDUE} AND d.id = $2 FOR NO KEY UPDATE OF d SKIP LOCKED"
    return bool(await fetch_all(HeldRow, sql, before, order))
