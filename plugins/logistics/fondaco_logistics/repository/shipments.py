"""Queries on parcels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, execute, fetch_all, fetch_value
from fondaco.db.pagination import Keyset

from fondaco_logistics.model.shipments import Shipment, ShipmentLine, ShipmentState, Tracking
from fondaco_logistics.model.stock import Taking
from fondaco_logistics.repository.rows import TAKING, TakingRow, decode_json, to_json

__all__ = [
    "LockedOrder",
    "add_shipment",
    "count_shipments",
    "find_shipments",
    "is_known",
    "list_order_shipments",
    "list_shipment_lines",
    "list_shipments",
    "lock_demand",
    "save_shipment",
    "set_line_quantities",
]


class _Row(msgspec.Struct):
    id: UUID
    order_id: UUID
    warehouse: UUID
    number: str
    state: str
    trackings: str
    created_at: datetime
    shipped_at: datetime | None
    ended_at: datetime | None


_COLUMNS = ", ".join(f"s.{name}" for name in _Row.__struct_fields__)
_SELECT = f"SELECT {_COLUMNS} FROM logistics.shipment AS s"  # noqa: S608 (constants)


def _shipment(row: _Row) -> Shipment:
    return Shipment(
        id=row.id,
        order_id=row.order_id,
        warehouse=row.warehouse,
        number=row.number,
        state=ShipmentState(row.state),
        trackings=decode_json(row.trackings, tuple[Tracking, ...]),
        created_at=row.created_at,
        shipped_at=row.shipped_at,
        ended_at=row.ended_at,
    )


async def find_shipments(ids: Sequence[UUID]) -> dict[UUID, Shipment]:
    """Returns parcels by id."""
    rows = await fetch_all(_Row, f"{_SELECT} WHERE s.id = ANY($1)", list(set(ids)))
    return {row.id: _shipment(row) for row in rows}


async def list_order_shipments(order_ids: Sequence[UUID], *, left: bool = False) -> dict[UUID, list[Shipment]]:
    """Returns the parcels of orders, the oldest first; one statement.

    Args:
        left: Only those that left the house.
    """
    rows = await fetch_all(
        _Row,
        f"{_SELECT} WHERE s.order_id = ANY($1) AND (NOT $2 OR s.shipped_at IS NOT NULL) ORDER BY s.created_at, s.id",
        list(set(order_ids)),
        left,
    )
    found: dict[UUID, list[Shipment]] = {order: [] for order in order_ids}
    for row in rows:
        found[row.order_id].append(_shipment(row))
    return found


async def list_shipments(
    args: PageArgs,
    *,
    state: ShipmentState | None = None,
    warehouse: UUID | None = None,
    order: UUID | None = None,
    tracking: str | None = None,
    largest: int = 100,
) -> Page[Shipment]:
    """Returns a page of parcels, the youngest first.

    Args:
        tracking: Those that a carrier knows under this number.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    conditions, params = ["TRUE"], list[object]()
    wanted = (None if state is None else state.value, warehouse, order)
    for column, value in zip(("s.state", "s.warehouse", "s.order_id"), wanted, strict=True):
        if value is not None:
            params.append(value)
            conditions.append(f"{column} = ${len(params)}")
    if tracking is not None:
        params.append(to_json([{"number": tracking}]))
        conditions.append("FALSE" if "\0" in tracking else f"s.trackings @> ${len(params)}::jsonb")
    where = " AND ".join(conditions)
    keyset = Keyset((SortKey("s.id", UUID, "id", descending=True),), args, largest=largest, offset=len(params))
    rows = await fetch_all(
        _Row,
        f"{_SELECT} WHERE {where} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )
    count = f"SELECT count(*) FROM logistics.shipment AS s WHERE {where}"  # noqa: S608 (constants)
    return keyset.page([_shipment(row) for row in rows], lambda: fetch_value(count, *params))


class _LineRow(msgspec.Struct):
    id: UUID
    shipment: UUID
    line_id: UUID
    piece_id: UUID
    ref_type: str
    ref_id: UUID
    counted: bool
    quantity: int
    returned: int


async def list_shipment_lines(shipment_ids: Sequence[UUID]) -> dict[UUID, list[ShipmentLine]]:
    """Returns what is in parcels; one statement."""
    rows = await fetch_all(
        _LineRow,
        "SELECT id, shipment, line_id, piece_id, ref_type, ref_id, counted, quantity, returned "
        "FROM logistics.shipment_line WHERE shipment = ANY($1) ORDER BY id",
        list(set(shipment_ids)),
    )
    found: dict[UUID, list[ShipmentLine]] = {id_: [] for id_ in shipment_ids}
    for row in rows:
        line = ShipmentLine(
            id=row.id,
            shipment=row.shipment,
            line=row.line_id,
            piece=row.piece_id,
            ref_type=row.ref_type,
            ref_id=row.ref_id,
            counted=row.counted,
            quantity=row.quantity,
            returned=row.returned,
        )
        found[row.shipment].append(line)
    return found


class LockedOrder(msgspec.Struct):
    """What is known of an order that parcels are made of."""

    id: UUID
    number: str
    channel: str
    stage: str

    @property
    def placed(self) -> bool:
        """Whether it is placed."""
        return self.stage == "placed"


async def lock_demand(order_id: UUID) -> tuple[LockedOrder, list[Taking]] | None:
    """Takes the lock of all parcels of an order, and of what it holds; returns that. None for an unknown order.

    To be taken after the order's own lock and before those of items.
    """
    found = await fetch_all(
        LockedOrder,
        "SELECT id, number, channel, stage FROM logistics.demand WHERE id = $1 FOR NO KEY UPDATE",
        order_id,
    )
    if not found:
        return None
    rows = await fetch_all(
        TakingRow,
        f"SELECT {TAKING} FROM logistics.allocation AS a WHERE a.order_id = $1 ORDER BY a.created_at, a.id",  # noqa: S608
        order_id,
    )
    return found[0], [row.taking for row in rows]


async def is_known(order_id: UUID) -> bool:
    """Says whether an order ever wanted anything here."""
    return bool(await fetch_value("SELECT EXISTS (SELECT FROM logistics.demand WHERE id = $1)", order_id))


async def count_shipments(order_id: UUID) -> int:
    """Returns how many parcels a locked order ever had."""
    return int(await fetch_value("SELECT count(*) FROM logistics.shipment WHERE order_id = $1", order_id))


async def add_shipment(shipment: Shipment, lines: Sequence[ShipmentLine]) -> None:
    """Adds a parcel of a locked order, with what is in it; one statement."""
    await execute(
        "WITH lines AS (INSERT INTO logistics.shipment_line (id, shipment, line_id, piece_id, ref_type, ref_id, "
        "counted, quantity) SELECT l.id, l.shipment, l.line, l.piece, l.ref_type, l.ref_id, l.counted, l.quantity "
        "FROM json_to_recordset($9) AS l(id uuid, shipment uuid, line uuid, piece uuid, ref_type text, ref_id uuid, "
        "counted boolean, quantity bigint)) "
        "INSERT INTO logistics.shipment (id, order_id, warehouse, number, state, trackings, created_at, shipped_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        shipment.id,
        shipment.order_id,
        shipment.warehouse,
        shipment.number,
        shipment.state.value,
        to_json(shipment.trackings),
        shipment.created_at,
        shipment.shipped_at,
        to_json(lines),
    )


async def save_shipment(shipment: Shipment) -> None:
    """Writes how far a parcel of a locked order is, and under which numbers it is known."""
    await execute(
        "UPDATE logistics.shipment SET state = $2, trackings = $3, shipped_at = $4, ended_at = $5 WHERE id = $1",
        shipment.id,
        shipment.state.value,
        to_json(shipment.trackings),
        shipment.shipped_at,
        shipment.ended_at,
    )


async def set_line_quantities(lines: Sequence[ShipmentLine]) -> None:
    """Writes how many pieces are in lines of parcels of a locked order; those of none are removed."""
    gone = [line.id for line in lines if line.quantity == 0]
    kept = [line for line in lines if line.quantity]
    if gone:
        await execute("DELETE FROM logistics.shipment_line WHERE id = ANY($1)", gone)
    if kept:
        await execute(
            "UPDATE logistics.shipment_line AS l SET quantity = u.quantity, returned = u.returned "
            "FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS u(id, quantity, returned) WHERE l.id = u.id",
            [line.id for line in kept],
            [line.quantity for line in kept],
            [line.returned for line in kept],
        )
