"""What left of orders and came back, on their lines. A trigger keeps ``orders.fulfilment_state`` in step."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.db.engine import execute, fetch_all, fetch_value

from fondaco_checkout.model.fulfilment import LineNumbers

__all__ = ["find_line_orders", "find_numbers", "is_anything_shipped", "lock_state", "set_numbers"]


class _LineRow(msgspec.Struct):
    id: UUID
    order_id: UUID


async def find_line_orders(line_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Returns the ids of the orders of lines, by the ids of the lines."""
    rows = await fetch_all(
        _LineRow, "SELECT id, order_id FROM checkout.order_line WHERE id = ANY($1)", list(set(line_ids))
    )
    return {row.id: row.order_id for row in rows}


async def lock_state(order_id: UUID) -> str | None:
    """Takes the row lock of an order and returns its state; None if there is no such order."""
    state: str | None = await fetch_value("SELECT state FROM checkout.orders WHERE id = $1 FOR UPDATE", order_id)
    return state


async def find_numbers(order_id: UUID) -> dict[UUID, LineNumbers]:
    """Returns the lines of a locked order, by id."""
    rows = await fetch_all(
        LineNumbers,
        "SELECT id, quantity, shipped_quantity AS shipped, incomplete_quantity AS incomplete, "
        "returned_quantity AS returned FROM checkout.order_line WHERE order_id = $1",
        order_id,
    )
    return {row.id: row for row in rows}


async def set_numbers(lines: Sequence[LineNumbers]) -> None:
    """Writes what left and came back of lines of a locked order."""
    await execute(
        "UPDATE checkout.order_line AS l SET shipped_quantity = u.shipped, incomplete_quantity = u.incomplete, "
        "returned_quantity = u.returned "
        "FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[]) AS u(id, shipped, incomplete, returned) "
        "WHERE l.id = u.id",
        [line.id for line in lines],
        [line.shipped for line in lines],
        [line.incomplete for line in lines],
        [line.returned for line in lines],
    )


async def is_anything_shipped(order_id: UUID) -> bool:
    """Says whether a piece of a locked order has left."""
    sql = "SELECT EXISTS (SELECT FROM checkout.order_line WHERE order_id = $1 AND shipped_quantity > 0)"
    return bool(await fetch_value(sql, order_id))
