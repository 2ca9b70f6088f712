"""Locking stock, and writing what becomes of it: the only place that does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import OrderDemand, SellableRef
from fondaco.db.engine import execute, fetch_all, fetch_value

from fondaco_logistics.model.board import Board
from fondaco_logistics.model.sites import Destination
from fondaco_logistics.model.stock import Movement, Taking
from fondaco_logistics.repository.rows import TAKING, Locked, TakingRow, board_of, decode_json, to_json

__all__ = [
    "Lacking",
    "add_items",
    "add_levels",
    "is_placed",
    "list_pieces",
    "list_short",
    "list_taken",
    "lock_items",
    "lock_order",
    "place_order",
    "write",
]


async def lock_order(
    demand: OrderDemand, destination: Destination | None, now: datetime
) -> tuple[Board, Sequence[Taking]]:
    """Notes an order, locks the items that it wants or holds, and reads their stock, with one statement.

    Items are locked in the order of their types and ids. What is read is what was committed before the locks were had.

    Returns:
        The stock, and what the order holds.
    """
    there = destination or Destination("")
    refs = list(demand.pieces)
    text = await fetch_value(
        "SELECT logistics.lock_order($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        demand.order_id,
        demand.cart_id,
        demand.number,
        demand.channel,
        demand.stage.value,
        there.country,
        there.region,
        there.postal_code,
        demand.held_until,
        now,
        [ref.type for ref in refs],
        [ref.id for ref in refs],
        demand.due_on,
    )
    locked = decode_json(text, Locked)
    return board_of(locked), locked.held or ()


async def place_order(demand: OrderDemand, *, actor: str, now: datetime) -> bool:
    """Allocates what a held order has reserved, if that is all it wants and it is sent; one statement.

    Locks the order's row and then its items, as `lock_order`.

    Returns:
        Whether it was so. If not, nothing was changed and no item is locked.
    """
    wanted = {piece: quantity for line in demand.lines for (piece, _), quantity in line.pieces.items()}
    placed: bool = await fetch_value(
        "SELECT logistics.place_order($1, $2, $3, $4, $5)",
        demand.order_id,
        list(wanted),
        list(wanted.values()),
        actor,
        now,
    )
    return placed


async def lock_items(refs: Iterable[SellableRef], *, order: UUID | None = None) -> tuple[Board, Sequence[Taking]]:
    """Locks items and reads their stock, as `lock_order`.

    Args:
        order: Also what this one holds.
    """
    given = list(refs)
    text = await fetch_value(
        "SELECT logistics.lock_items($1, $2, $3)", [ref.type for ref in given], [ref.id for ref in given], order
    )
    locked = decode_json(text, Locked)
    return board_of(locked), locked.held or ()


_SAVED = """
    saved AS (
        INSERT INTO logistics.allocation AS a (id, order_id, line_id, piece_id, ref_type, ref_id, item, warehouse,
            state, quantity, ships, created_at, each)
        SELECT r.id, r."order", r.line, r.piece, r.ref_type, r.ref_id, r.item, r.warehouse, r.state, r.quantity,
            r.ships, r.created_at, r."each"
        FROM json_to_recordset($2) AS r(id uuid, "order" uuid, line uuid, piece uuid, ref_type text, ref_id uuid,
            item uuid, warehouse uuid, state text, quantity bigint, ships boolean, created_at timestamptz,
            "each" bigint)
        ON CONFLICT (id) DO UPDATE SET item = EXCLUDED.item, warehouse = EXCLUDED.warehouse, state = EXCLUDED.state,
            quantity = EXCLUDED.quantity
    )"""


async def write(
    movements: Sequence[Movement], saved: Sequence[Taking], removed: Sequence[UUID], *, actor: str, now: datetime
) -> None:
    """Writes movements and what became of takings, with one statement. The items are locked.

    Raises:
        asyncpg.CheckViolationError: If more would be taken than is there, or a counter fell below zero.
    """
    if not (movements or saved or removed):
        return
    await execute(
        f"""
        WITH gone AS (DELETE FROM logistics.allocation WHERE id = ANY($1::uuid[])), {_SAVED}
        INSERT INTO logistics.movement (stock, kind, on_hand, reserved, allocated, incoming, damaged, reason, note,
            actor, order_id, line_id, reference, at)
        SELECT m.stock, m.kind, m.on_hand, m.reserved, m.allocated, m.incoming, m.damaged, m.reason, m.note, $4,
            m."order", m.line, m.reference, $5
        FROM json_to_recordset($3) AS m(stock uuid, kind text, on_hand bigint, reserved bigint, allocated bigint,
            incoming bigint, damaged bigint, reason text, note text, "order" uuid, line uuid, reference text)
        """,  # noqa: S608 (constants only)
        list(removed),
        to_json(saved),
        to_json(movements),
        actor,
        now,
    )


class _ShortRow(TakingRow, frozen=True):
    channel: str
    placed: bool
    country: str
    region: str
    postal_code: str


class Lacking(msgspec.Struct, frozen=True):
    """What an order lacks of one piece."""

    taking: Taking
    channel: str
    placed: bool
    destination: Destination | None


async def list_short(item_ids: Sequence[UUID]) -> list[Lacking]:
    """Returns what orders lack of locked items, the oldest first."""
    rows = await fetch_all(
        _ShortRow,
        f"SELECT {TAKING}, d.channel, d.stage = 'placed' AS placed, d.country, d.region, d.postal_code "  # noqa: S608
        "FROM logistics.allocation AS a JOIN logistics.demand AS d ON d.id = a.order_id "
        "WHERE a.item = ANY($1) AND a.state = 'short' ORDER BY a.created_at, a.id",
        list(item_ids),
    )
    return [
        Lacking(
            row.taking,
            row.channel,
            row.placed,
            Destination(row.country, row.region, row.postal_code) if row.country else None,
        )
        for row in rows
    ]


async def list_taken(item: UUID, warehouse: UUID) -> list[Taking]:
    """Returns what orders took of a locked item out of a warehouse, the youngest first, undecided ones before all."""
    rows = await fetch_all(
        TakingRow,
        f"SELECT {TAKING} FROM logistics.allocation AS a WHERE a.item = $1 AND a.warehouse = $2 "  # noqa: S608
        "AND a.state IN ('reserved', 'allocated') ORDER BY a.state DESC, a.created_at DESC, a.id DESC",
        item,
        warehouse,
    )
    return [row.taking for row in rows]


async def list_pieces(pieces: Sequence[UUID]) -> dict[UUID, list[Taking]]:
    """Returns all rows of some pieces of orders, by piece. Their items are locked."""
    rows = await fetch_all(
        TakingRow,
        f"SELECT {TAKING} FROM logistics.allocation AS a WHERE a.piece_id = ANY($1) "  # noqa: S608
        "ORDER BY a.created_at, a.id",
        list(pieces),
    )
    found: dict[UUID, list[Taking]] = {piece: [] for piece in pieces}
    for row in rows:
        found[row.piece].append(row.taking)
    return found


async def is_placed(order: UUID) -> bool:
    """Says whether an order of which an item is locked is placed."""
    return bool(await fetch_value("SELECT stage = 'placed' FROM logistics.demand WHERE id = $1", order))


class _IdRow(msgspec.Struct):
    id: UUID


async def add_items(refs: Sequence[SellableRef], ids: Sequence[UUID], now: datetime) -> set[UUID]:
    """Begins to count things that are not counted yet, in the order of types and ids; others stay as they are.

    Returns:
        The ids of those that were added.
    """
    added = await fetch_all(
        _IdRow,
        "INSERT INTO logistics.item (id, ref_type, ref_id, tracked, policy, updated_at) "
        "SELECT id, ref_type, ref_id, TRUE, 'deny', $4 FROM unnest($1::uuid[], $2::text[], $3::uuid[]) "
        "AS u(id, ref_type, ref_id) ORDER BY ref_type, ref_id ON CONFLICT (ref_type, ref_id) DO NOTHING "
        "RETURNING id",
        list(ids),
        [ref.type for ref in refs],
        [ref.id for ref in refs],
        now,
    )
    return {row.id for row in added}


async def add_levels(rows: Sequence[tuple[UUID, UUID, UUID]], now: datetime) -> None:
    """Adds empty stock of locked items: id, item and warehouse; what is there already stays.

    Raises:
        asyncpg.ForeignKeyViolationError: If there is no such warehouse.
    """
    await execute(
        "INSERT INTO logistics.stock (id, item, warehouse, updated_at) "
        "SELECT id, item, warehouse, $4 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS u(id, item, warehouse) "
        "ON CONFLICT (item, warehouse) DO NOTHING",
        [row[0] for row in rows],
        [row[1] for row in rows],
        [row[2] for row in rows],
        now,
    )
