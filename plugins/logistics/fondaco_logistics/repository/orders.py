"""Reads of what orders hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.db import execute, fetch_all

from fondaco_logistics.model.stock import Taking
from fondaco_logistics.repository.rows import TAKING, TakingRow

__all__ = ["find_takings", "forget_empty", "list_takings"]


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
