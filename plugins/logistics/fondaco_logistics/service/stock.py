"""What staff do with stock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from uuid import UUID

import msgspec
from fondaco.commerce import Channel, SellableRef
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, DomainError, InvalidInputError
from fondaco.ids import new_id
from msgspec import UNSET

from fondaco_logistics.errors import stock_changed, warehouse_not_found
from fondaco_logistics.model.board import Board
from fondaco_logistics.model.drafts import ItemChanges, Operation, StockChange, clean_change, clean_item
from fondaco_logistics.model.settling import Saving, changed_rows
from fondaco_logistics.model.stock import Item, Movement, MovementKind, StockLevel, TakingState
from fondaco_logistics.repository import ledger
from fondaco_logistics.repository import stock as repository
from fondaco_logistics.repository.warehouses import find_warehouses
from fondaco_logistics.service.booking import Booking
from fondaco_logistics.service.filling import fill
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["change_rows", "change_stock", "lock_levels", "update_item"]


async def lock_levels(uow: UnitOfWork, wanted: Sequence[tuple[SellableRef, UUID]]) -> tuple[Board, set[UUID]]:
    """Locks items, in the order of types and ids, and sees to it that they are counted in some warehouses.

    Args:
        wanted: Things and warehouses.

    Returns:
        The board, and the ids of items that nobody counted before.

    Raises:
        NotFoundError: ``WAREHOUSE_NOT_FOUND``.
    """
    fresh: set[UUID] = set()
    refs = sorted({SellableRef(ref.type, ref.id) for ref, _ in wanted}, key=lambda ref: (ref.type, ref.id))
    known = await find_warehouses([warehouse for _, warehouse in wanted])
    if any(warehouse not in known for _, warehouse in wanted):
        raise warehouse_not_found()
    board, _ = await ledger.lock_items(refs)
    missing = [ref for ref in refs if (ref.type, ref.id) not in board.items]
    if missing:
        fresh = await ledger.add_items(missing, [new_id() for _ in missing], uow.now)
        board, _ = await ledger.lock_items(refs)
    keys = {(board.items[ref.type, ref.id].id, warehouse) for ref, warehouse in wanted}
    absent = sorted(keys - board.levels.keys())
    if absent:
        await ledger.add_levels([(new_id(), *key) for key in absent], uow.now)
        board, _ = await ledger.lock_items(refs)
    return board, fresh


async def change_stock(
    uow: UnitOfWork, settings: LogisticsSettings, channels: Mapping[str, Channel], changes: Sequence[StockChange]
) -> None:
    """Makes changes, all or none; what orders lacked is given to them, the oldest first.

    A thing that nobody counted is counted from its first change on. Locks the items in the order of types and ids.

    Raises:
        NotFoundError: ``WAREHOUSE_NOT_FOUND``.
        InvalidInputError: See `clean_change`.
        ConflictError: ``VERSION_CONFLICT``, ``STOCK_NEGATIVE``, ``STOCK_TAKEN`` where orders would lose pieces and the
            change does not say that they may.
    """
    cleaned = [clean_change(change) for change in changes]
    board, fresh = await lock_levels(uow, [(change.ref, change.warehouse) for change in cleaned])
    booking = Booking(uow, settings, channels, board, fresh)
    taken = Counter[tuple[UUID, UUID]]()
    for change in cleaned:
        item = board.items[change.ref.type, change.ref.id]
        level = board.levels[item.id, change.warehouse]
        if change.expected_version is not None and change.expected_version != level.version:
            raise stock_changed("expectedVersion")
        if change.operation is Operation.SAFETY:
            await repository.set_safety_stock(level.id, change.quantity, uow.now)
            board.set_safety(level, change.quantity)
            continue
        changed = _changed(change, level)
        board.change(changed, level)
        after = board.levels[item.id, change.warehouse]
        excess = after.reserved + after.allocated - after.on_hand
        if excess > 0 and not change.displace:
            raise ConflictError(
                f"Orders took {after.reserved + after.allocated} of these pieces. Say displace if they are not there.",
                code="STOCK_TAKEN",
                field=("quantity",),
            )
        taken[item.id, change.warehouse] = max(0, excess)
    saving = await _displace(board, +taken)
    await booking.write(saving)
    await fill(booking, settings)
    booking.tell()


def _changed(change: StockChange, level: StockLevel) -> Movement:
    kind, on_hand, damaged = {
        Operation.RECEIVE: (MovementKind.RECEIPT, change.quantity, 0),
        Operation.ADJUST: (MovementKind.ADJUSTMENT, change.quantity, 0),
        Operation.COUNT: (MovementKind.COUNT, change.quantity - level.on_hand, 0),
        Operation.DAMAGE: (MovementKind.DAMAGE, -change.quantity, change.quantity),
        Operation.REPAIR: (MovementKind.DAMAGE, change.quantity, -change.quantity),
        Operation.DISCARD: (MovementKind.DAMAGE, 0, -change.quantity),
    }[change.operation]
    if level.on_hand + on_hand < 0 or level.damaged + damaged < 0:
        there = level.on_hand if on_hand < 0 else level.damaged
        raise ConflictError(f"There are only {there} pieces.", code="STOCK_NEGATIVE", field=("quantity",))
    return Movement(
        stock=level.id,
        kind=kind,
        on_hand=on_hand,
        damaged=damaged,
        reason=change.reason,
        note=change.note,
        reference=change.reference,
    )


async def _displace(board: Board, excess: Mapping[tuple[UUID, UUID], int]) -> Saving:
    """Takes pieces that are not there from orders, undecided ones first, then the youngest, and notes them as short."""
    saved, removed = [], []
    for (item, warehouse), pieces in excess.items():
        left = pieces
        of_piece = await ledger.list_pieces([row.piece for row in await ledger.list_taken(item, warehouse)])
        rows = [row for some in of_piece.values() for row in some if row.warehouse == warehouse]
        rows = [row for row in rows if row.state in {TakingState.RESERVED, TakingState.ALLOCATED}]
        rows.sort(key=lambda row: (row.state is TakingState.RESERVED, row.created_at, row.id), reverse=True)
        now = {piece: Counter({(r.state, r.warehouse): r.quantity for r in some}) for piece, some in of_piece.items()}
        touched = []
        for row in rows:
            n = min(left, row.quantity)
            if n == 0:
                break
            left -= n
            touched.append(row.piece)
            now[row.piece][row.state, warehouse] -= n
            now[row.piece][TakingState.SHORT, None] += n
            board.short[item] += n
            if row.state is TakingState.RESERVED:
                board.take(MovementKind.RELEASE, item, warehouse, row.order, row.line, reserved=-n)
            else:
                board.take(MovementKind.DEALLOCATION, item, warehouse, row.order, row.line, allocated=-n)
        if left:
            raise ConflictError(
                f"{left} of these pieces are in parcels that have not left: cancel those shipments first.",
                code="STOCK_TAKEN",
                field=("quantity",),
            )
        for piece in dict.fromkeys(touched):
            changed = changed_rows(of_piece[piece], now[piece])
            saved += changed.saved
            removed += changed.removed
    return Saving(saved, removed)


async def update_item(
    uow: UnitOfWork,
    settings: LogisticsSettings,
    channels: Mapping[str, Channel],
    ref: SellableRef,
    changes: ItemChanges,
    *,
    expected_version: int | None = None,
) -> Item:
    """Changes how a thing is counted; one that nobody counted is counted from now on, unless the changes say not to.

    What orders took stays theirs, also if it is not tracked any more.

    Raises:
        InvalidInputError: See `clean_item`.
        ConflictError: ``VERSION_CONFLICT``.
    """
    cleaned = clean_item(changes)
    given = {name: value for name in changes.__struct_fields__ if (value := getattr(cleaned, name)) is not UNSET}
    if not given:
        raise InvalidInputError("Say what is to be changed.", code="NOTHING_TO_CHANGE")
    fresh = await ledger.add_items([ref], [new_id()], uow.now)
    board, _ = await ledger.lock_items([ref])
    booking = Booking(uow, settings, channels, board, fresh)
    item = board.items[ref.type, ref.id]
    if expected_version is not None and expected_version != item.version:
        raise stock_changed("expectedVersion")
    changed = msgspec.structs.replace(item, **given, version=item.version + 1)
    await repository.save_item(changed, uow.now)
    board.replace_item(changed)
    booking.tell()
    return changed


async def change_rows(
    uow: UnitOfWork,
    settings: LogisticsSettings,
    channels: Mapping[str, Channel],
    changes: Sequence[StockChange | DomainError],
    *,
    all_or_nothing: bool,
) -> list[DomainError | None]:
    """Makes changes one after another, each as a whole or not at all.

    All at once if none is refused, which is fastest. All items are locked before the first change, in the order of
    types and ids.

    Args:
        changes: A change, or why there is none.
        all_or_nothing: Whether one that is refused undoes the others.

    Returns:
        Why each was refused; None for those that were not.
    """
    refs = {SellableRef(change.ref.type, change.ref.id) for change in changes if isinstance(change, StockChange)}
    await ledger.lock_items(sorted(refs, key=lambda ref: (ref.type, ref.id)))
    good = [change for change in changes if isinstance(change, StockChange)]
    if len(good) == len(changes) and await _done_at_once(uow, settings, channels, good):
        return [None] * len(changes)
    refused: list[DomainError | None] = []
    with suppress(_Undone):
        async with uow.savepoint():
            refused += [await _refusal(uow, settings, channels, change) for change in changes]
            if all_or_nothing and any(refused):
                raise _Undone
    return refused


class _Undone(Exception):  # noqa: N818 (it is no error, it undoes the block that it leaves)
    """Leaves the savepoint around all rows, so that none of them is done."""


async def _done_at_once(
    uow: UnitOfWork, settings: LogisticsSettings, channels: Mapping[str, Channel], changes: Sequence[StockChange]
) -> bool:
    try:
        async with uow.savepoint():
            await change_stock(uow, settings, channels, changes)
    except DomainError:
        return False
    return True


async def _refusal(
    uow: UnitOfWork, settings: LogisticsSettings, channels: Mapping[str, Channel], change: StockChange | DomainError
) -> DomainError | None:
    if isinstance(change, DomainError):
        return change
    try:
        async with uow.savepoint():
            await change_stock(uow, settings, channels, [change])
    except DomainError as error:
        return error
    return None
