"""Sending pieces from one warehouse to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from fondaco.commerce import Channel, SellableRef
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, NotFoundError
from fondaco.ids import new_id
from msgspec.structs import replace

from fondaco_logistics.model.stock import Movement, MovementKind
from fondaco_logistics.model.transfers import (
    Arrival,
    Transfer,
    TransferDraft,
    TransferLine,
    TransferState,
    arrived,
    clean_transfer,
)
from fondaco_logistics.repository import transfers as repository
from fondaco_logistics.service.booking import Booking
from fondaco_logistics.service.filling import fill
from fondaco_logistics.service.stock import lock_levels
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["end_transfer", "receive_transfer", "send_transfer"]


async def send_transfer(
    uow: UnitOfWork, settings: LogisticsSettings, channels: Mapping[str, Channel], draft: TransferDraft
) -> UUID:
    """Sends pieces that nobody took to another warehouse: they are on their way from now on. Locks the items.

    Raises:
        NotFoundError: ``WAREHOUSE_NOT_FOUND``.
        InvalidInputError: See `clean_transfer`.
        ConflictError: ``OUT_OF_STOCK`` where not so many can be taken; safety stock may be sent.
    """
    cleaned = clean_transfer(draft)
    wanted = [(line.ref, warehouse) for line in cleaned.lines for warehouse in (cleaned.source, cleaned.destination)]
    board, fresh = await lock_levels(uow, wanted)
    booking = Booking(uow, settings, channels, board, fresh)
    transfer = Transfer(
        new_id(),
        cleaned.source,
        cleaned.destination,
        TransferState.IN_TRANSIT,
        cleaned.reference,
        cleaned.note,
        uow.now,
    )
    lines: list[tuple[UUID, UUID, int]] = []
    for line in cleaned.lines:
        item = board.items[line.ref.type, line.ref.id]
        source, target = board.levels[item.id, cleaned.source], board.levels[item.id, cleaned.destination]
        there = source.on_hand - source.reserved - source.allocated
        if there < line.quantity:
            given = next(index for index, one in enumerate(draft.lines) if one.ref == line.ref)
            raise ConflictError(
                f"Only {there} pieces of this can be sent.",
                code="OUT_OF_STOCK",
                field=("lines", str(given), "quantity"),
            )
        sent = Movement(
            stock=source.id,
            kind=MovementKind.TRANSFER,
            on_hand=-line.quantity,
            reference=cleaned.reference,
            note=cleaned.note,
        )
        board.change(sent, source)
        board.change(replace(sent, stock=target.id, on_hand=0, incoming=line.quantity), target)
        lines.append((new_id(), item.id, line.quantity))
    await repository.add_transfer(transfer, lines)
    await booking.write()
    booking.tell()
    return transfer.id


async def _locked(transfer_id: UUID) -> tuple[Transfer, list[TransferLine]]:
    transfer = await repository.lock_transfer(transfer_id)
    if transfer is None:
        raise NotFoundError("There is no such transfer.", code="TRANSFER_NOT_FOUND", field=("id",))
    if transfer.state is TransferState.DONE:
        raise ConflictError("Nothing of this transfer is on its way.", code="TRANSFER_DONE", field=("id",))
    return transfer, (await repository.list_lines([transfer_id]))[transfer_id]


async def receive_transfer(
    uow: UnitOfWork,
    settings: LogisticsSettings,
    channels: Mapping[str, Channel],
    transfer_id: UUID,
    arrivals: Sequence[Arrival],
) -> None:
    """Takes in what arrived, all or a part; orders that wait get it. Locks the transfer, then the items.

    Raises:
        NotFoundError: ``TRANSFER_NOT_FOUND``.
        ConflictError: ``TRANSFER_DONE``.
        InvalidInputError: See `arrived`.
    """
    transfer, lines = await _locked(transfer_id)
    pairs = arrived(lines, arrivals)
    board, _ = await lock_levels(uow, [(arrival.ref, transfer.destination) for arrival in arrivals])
    booking = Booking(uow, settings, channels, board)
    for line, arrival in pairs:
        level = board.levels[line.item, transfer.destination]
        movement = Movement(
            stock=level.id,
            kind=MovementKind.TRANSFER,
            on_hand=arrival.received,
            damaged=arrival.damaged,
            incoming=-arrival.received - arrival.damaged,
            reference=transfer.reference,
        )
        board.change(movement, level)
    changed = [
        replace(line, received=line.received + arrival.received, damaged=line.damaged + arrival.damaged)
        for line, arrival in pairs
    ]
    await repository.note_lines(transfer_id, changed, uow.now)
    await booking.write()
    await fill(booking, settings)
    booking.tell()


async def end_transfer(
    uow: UnitOfWork,
    settings: LogisticsSettings,
    channels: Mapping[str, Channel],
    transfer_id: UUID,
    *,
    lost: bool,
) -> None:
    """Ends a transfer: what is still on its way goes back to where it came from, or is lost.

    Locks the transfer, then the items.

    Raises:
        NotFoundError: ``TRANSFER_NOT_FOUND``.
        ConflictError: ``TRANSFER_DONE``.
    """
    transfer, lines = await _locked(transfer_id)
    open_lines = [line for line in lines if line.in_transit]
    refs = [SellableRef(line.ref_type, line.ref_id) for line in open_lines]
    places = (transfer.source, transfer.destination)
    board, _ = await lock_levels(uow, [(ref, place) for ref in refs for place in places])
    booking = Booking(uow, settings, channels, board)
    reason = "lost" if lost else "returned"
    changed = []
    for line in open_lines:
        n = line.in_transit
        target, source = board.levels[line.item, transfer.destination], board.levels[line.item, transfer.source]
        left = Movement(
            stock=target.id,
            kind=MovementKind.TRANSFER,
            incoming=-n,
            reason=reason,
            reference=transfer.reference,
        )
        board.change(left, target)
        if not lost:
            back = Movement(
                stock=source.id,
                kind=MovementKind.TRANSFER,
                on_hand=n,
                reason=reason,
                reference=transfer.reference,
            )
            board.change(back, source)
        changed.append(replace(line, lost=line.lost + n) if lost else replace(line, returned=line.returned + n))
    await repository.note_lines(transfer_id, changed, uow.now)
    await booking.write()
    await fill(booking, settings)
    booking.tell()
