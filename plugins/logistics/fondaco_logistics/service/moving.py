"""Sending an order from elsewhere than the strategy chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from fondaco.commerce import Channel, SellableRef
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError

from fondaco_logistics.errors import warehouse_not_found
from fondaco_logistics.model.board import Board
from fondaco_logistics.model.settling import Saving, changed_rows, take
from fondaco_logistics.model.stock import MovementKind, Taking, TakingState
from fondaco_logistics.repository import ledger
from fondaco_logistics.repository.orders import find_takings
from fondaco_logistics.repository.warehouses import find_warehouses
from fondaco_logistics.service.booking import Booking
from fondaco_logistics.service.filling import fill
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["move_allocation"]


def _not_found() -> NotFoundError:
    return NotFoundError("There is no such allocation any more.", code="ALLOCATION_NOT_FOUND", field=("id",))


async def move_allocation(
    uow: UnitOfWork,
    settings: LogisticsSettings,
    channels: Mapping[str, Channel],
    allocation_id: UUID,
    warehouse: UUID,
    quantity: int | None,
) -> UUID:
    """Takes pieces of an order out of another warehouse, or gives pieces to one that lacks them. Locks the item.

    The warehouse need not serve the order's channel or destination: staff know why. What orders that wait longer would
    get is not spared either.

    Args:
        quantity: How many of the pieces; None for all.

    Returns:
        The id of the order.

    Raises:
        NotFoundError: ``ALLOCATION_NOT_FOUND``, ``WAREHOUSE_NOT_FOUND``.
        InvalidInputError: ``QUANTITY_INVALID``.
        ConflictError: ``ALLOCATION_DONE`` of what left the house or is not counted, ``OUT_OF_STOCK`` where the other
            warehouse has not enough.
    """
    seen = (await find_takings([allocation_id])).get(allocation_id)
    if seen is None:
        raise _not_found()
    if warehouse not in await find_warehouses([warehouse]):
        raise warehouse_not_found()
    board, held = await ledger.lock_items([SellableRef(seen.ref_type, seen.ref_id)], order=seen.order)
    row = next((one for one in held if one.id == allocation_id), None)
    if row is None:
        raise _not_found()
    if row.item is None or row.state not in {TakingState.RESERVED, TakingState.ALLOCATED, TakingState.SHORT}:
        raise ConflictError("These pieces cannot be moved any more.", code="ALLOCATION_DONE", field=("id",))
    pieces = row.quantity if quantity is None else quantity
    if not 1 <= pieces <= row.quantity:
        raise InvalidInputError(
            f"The quantity is from 1 to {row.quantity}.", code="QUANTITY_INVALID", field=("quantity",)
        )
    booking = Booking(uow, settings, channels, board)
    if row.warehouse != warehouse:
        placed = await ledger.is_placed(row.order)
        saving = _moved(board, row, [one for one in held if one.piece == row.piece], warehouse, pieces, placed=placed)
        await booking.write(saving)
        await fill(booking, settings)
    booking.tell()
    return row.order


def _moved(board: Board, row: Taking, rows: list[Taking], warehouse: UUID, pieces: int, *, placed: bool) -> Saving:
    assert row.item is not None  # noqa: S101 (for the type checker)
    there = board.free(row.item, warehouse)
    if there < pieces:
        raise ConflictError(
            f"There are only {there} pieces to be taken there.", code="OUT_OF_STOCK", field=("warehouseId",)
        )
    now = Counter({(one.state, one.warehouse): one.quantity for one in rows})
    now[row.state, row.warehouse] -= pieces
    if row.warehouse is None:
        board.short[row.item] -= pieces
    elif row.state is TakingState.RESERVED:
        board.take(MovementKind.RELEASE, row.item, row.warehouse, row.order, row.line, reserved=-pieces)
    else:
        board.take(MovementKind.DEALLOCATION, row.item, row.warehouse, row.order, row.line, allocated=-pieces)
    take(board, now, pieces, item=row.item, site=warehouse, order=row.order, line=row.line, placed=placed)
    return changed_rows(rows, now)
