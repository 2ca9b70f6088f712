"""Parcels: made up, sent, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from fondaco.commerce import Channel, OrderShipment, ParcelPieces, ParcelTracking, SellableRef
from fondaco.commerce.events import ShipmentDelivered, ShipmentShipped
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError
from fondaco.hookspecs import HookSpecs
from fondaco.ids import new_id
from msgspec.structs import replace

from fondaco_logistics.errors import order_not_found, shipment_not_found, warehouse_not_found
from fondaco_logistics.model.board import Board
from fondaco_logistics.model.carriers import Carrier, tracking_url
from fondaco_logistics.model.packing import PackDraft, Step, as_they_become, clean_trackings, moved, packable
from fondaco_logistics.model.settling import Key
from fondaco_logistics.model.shipments import (
    MOVES,
    Shipment,
    ShipmentLine,
    ShipmentState,
    Tracking,
    line_changes,
)
from fondaco_logistics.model.stock import MovementKind, Taking, TakingState
from fondaco_logistics.repository import ledger
from fondaco_logistics.repository import shipments as repository
from fondaco_logistics.repository.shipments import LockedOrder
from fondaco_logistics.repository.warehouses import find_warehouses
from fondaco_logistics.service.booking import Booking
from fondaco_logistics.service.telling import tell_parcel
from fondaco_logistics.settings import LogisticsSettings

__all__ = [
    "cancel_shipment",
    "lock_order_of",
    "lock_shipment",
    "pack",
    "progress",
    "set_trackings",
    "ship",
    "told_tracking",
]


async def lock_order_of(uow: UnitOfWork, order_id: UUID) -> tuple[LockedOrder, list[Taking]]:
    """Locks an order at its owner's, and then what it holds here; returns what it holds.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``.
    """
    await uow.hooks.join(HookSpecs.join_order_shipment, uow, OrderShipment(order_id=order_id, lines=()))
    locked = await repository.lock_demand(order_id)
    if locked is None:
        raise order_not_found()
    return locked


async def lock_shipment(uow: UnitOfWork, shipment_id: UUID) -> tuple[Shipment, LockedOrder, list[Taking]]:
    """Locks a parcel, which is to say its order; returns it with what the order holds.

    Raises:
        NotFoundError: ``SHIPMENT_NOT_FOUND``.
    """
    seen = (await repository.find_shipments([shipment_id])).get(shipment_id)
    if seen is None:
        raise shipment_not_found()
    order, rows = await lock_order_of(uow, seen.order_id)
    return (await repository.find_shipments([shipment_id]))[shipment_id], order, rows


async def pack(uow: UnitOfWork, settings: LogisticsSettings, draft: PackDraft) -> Shipment:
    """Makes up a parcel of what an order holds in a warehouse. The pieces are in no other parcel then.

    Locks the order at its owner's, its demand and its items. What nobody counts may be sent from anywhere.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``, ``WAREHOUSE_NOT_FOUND``, ``ALLOCATION_NOT_FOUND``.
        InvalidInputError: ``QUANTITY_INVALID``, and what is wrong with the tracking numbers.
        ConflictError: As `packable`.
    """
    trackings = clean_trackings(draft.trackings, settings.carriers_by_code)
    if draft.warehouse not in await find_warehouses([draft.warehouse]):
        raise warehouse_not_found()
    order, _ = await lock_order_of(uow, draft.order_id)
    _, held = await ledger.lock_items((), order=order.id)
    chosen = packable(held, draft)
    number = await repository.count_shipments(order.id) + 1
    shipment = Shipment(
        id=new_id(),
        order_id=order.id,
        warehouse=draft.warehouse,
        number=f"{order.number}-{number}",
        state=ShipmentState.PACKED,
        trackings=trackings,
        created_at=uow.now,
        shipped_at=None,
        ended_at=None,
    )
    lines = [
        ShipmentLine(
            id=new_id(),
            shipment=shipment.id,
            line=row.line,
            piece=row.piece,
            ref_type=row.ref_type,
            ref_id=row.ref_id,
            counted=row.state is TakingState.ALLOCATED,
            quantity=quantity,
        )
        for row, quantity in chosen
    ]
    steps = [
        Step(row.piece, (row.state, row.warehouse), (line.packed_as, draft.warehouse), quantity)
        for (row, quantity), line in zip(chosen, lines, strict=True)
    ]
    saving = moved(held, steps)
    await ledger.write((), saving.saved, saving.removed, actor=uow.context.principal.id, now=uow.now)
    await repository.add_shipment(shipment, lines)
    await tell_parcel(uow, "packed", shipment, lines)
    return shipment


def _refused(shipment: Shipment, target: ShipmentState) -> ConflictError:
    code = "SHIPMENT_CANCELLED" if shipment.state is ShipmentState.CANCELLED else "SHIPMENT_STATE"
    return ConflictError(
        f"Shipment {shipment.number} is {shipment.state.value}, and cannot become {target.value}.",
        code=code,
        field=("id",),
    )


async def ship(
    uow: UnitOfWork,
    settings: LogisticsSettings,
    channels: Mapping[str, Channel],
    shipment_id: UUID,
    trackings: Sequence[Tracking] | None = None,
) -> Shipment:
    """Lets a parcel leave: what is in it leaves stock, and its order is told. Idempotent.

    Locks the order at its owner's, its demand and its items.

    Args:
        trackings: Replace the numbers of the parcel; None leaves them, and so does a parcel that left before.

    Raises:
        NotFoundError: ``SHIPMENT_NOT_FOUND``.
        InvalidInputError: See `clean_trackings`.
        ConflictError: ``SHIPMENT_CANCELLED``, also where its order wants none of it any more; ``ORDER_CANCELLED``.
    """
    cleaned = None if trackings is None else clean_trackings(trackings, settings.carriers_by_code)
    shipment, order, rows = await lock_shipment(uow, shipment_id)
    if shipment.shipped_at is not None:
        return shipment
    if ShipmentState.SHIPPED not in MOVES[shipment.state]:
        raise _refused(shipment, ShipmentState.SHIPPED)
    lines = (await repository.list_shipment_lines([shipment.id]))[shipment.id]
    steps = [_step(shipment, line, (TakingState.SHIPPED, shipment.warehouse)) for line in lines]
    changes = line_changes(rows, as_they_become(rows, moved(rows, steps)))
    told = OrderShipment(order_id=order.id, lines=changes)
    await uow.hooks.join(HookSpecs.join_order_shipment, uow, told)
    board, held = await ledger.lock_items((), order=order.id)
    booking = Booking(uow, settings, channels, board)
    for line in lines:
        if line.counted:
            _leave(board, shipment, line)
    left = replace(
        shipment,
        state=ShipmentState.SHIPPED,
        shipped_at=uow.now,
        trackings=shipment.trackings if cleaned is None else cleaned,
    )
    await booking.write(moved(held, steps))
    await repository.save_shipment(left)
    await tell_parcel(uow, "shipped", left, lines, seen=True)
    booking.tell()
    warehouse = (await find_warehouses([shipment.warehouse]))[shipment.warehouse]
    uow.emit(
        ShipmentShipped(
            order_id=order.id,
            order_number=order.number,
            channel=order.channel,
            shipment_id=left.id,
            number=left.number,
            warehouse=warehouse.code,
            lines=tuple(
                ParcelPieces(line_id=line.line, ref=SellableRef(line.ref_type, line.ref_id), quantity=line.quantity)
                for line in lines
            ),
            trackings=tuple(told_tracking(settings.carriers_by_code, one) for one in left.trackings),
            shipped_at=uow.now,
        )
    )
    return left


def _step(shipment: Shipment, line: ShipmentLine, target: Key) -> Step:
    return Step(line.piece, (line.packed_as, shipment.warehouse), target, line.quantity)


def _leave(board: Board, shipment: Shipment, line: ShipmentLine) -> None:
    item = board.items[line.ref_type, line.ref_id]
    board.take(
        MovementKind.SHIPMENT,
        item.id,
        shipment.warehouse,
        shipment.order_id,
        line.line,
        on_hand=-line.quantity,
        allocated=-line.quantity,
        reference=shipment.number,
    )


def told_tracking(carriers: Mapping[str, Carrier], tracking: Tracking) -> ParcelTracking:
    """Returns a tracking number with what the settings say of its carrier.

    Args:
        carriers: By code.
    """
    carrier = carriers.get(tracking.carrier)
    return ParcelTracking(
        carrier=tracking.carrier,
        carrier_name=tracking.carrier if carrier is None else carrier.name,
        number=tracking.number,
        url=tracking_url(carriers, tracking.carrier, tracking.number, tracking.url),
    )


async def cancel_shipment(uow: UnitOfWork, shipment_id: UUID) -> Shipment:
    """Unpacks a parcel that has not left: its pieces are the order's as before, and can be packed again. Idempotent.

    Locks the order at its owner's, its demand and its items.

    Raises:
        NotFoundError: ``SHIPMENT_NOT_FOUND``.
        ConflictError: ``SHIPMENT_STATE`` if it left.
    """
    shipment, order, _ = await lock_shipment(uow, shipment_id)
    if shipment.state is ShipmentState.CANCELLED:
        return shipment
    if ShipmentState.CANCELLED not in MOVES[shipment.state]:
        raise _refused(shipment, ShipmentState.CANCELLED)
    _, held = await ledger.lock_items((), order=order.id)
    steps = [
        _step(
            shipment,
            line,
            (TakingState.ALLOCATED, shipment.warehouse) if line.counted else (TakingState.UNTRACKED, None),
        )
        for line in (await repository.list_shipment_lines([shipment.id]))[shipment.id]
    ]
    saving = moved(held, steps)
    await ledger.write((), saving.saved, saving.removed, actor=uow.context.principal.id, now=uow.now)
    cancelled = replace(shipment, state=ShipmentState.CANCELLED, ended_at=uow.now)
    await repository.save_shipment(cancelled)
    await tell_parcel(uow, "unpacked", cancelled)
    return cancelled


async def progress(uow: UnitOfWork, shipment_id: UUID, target: ShipmentState) -> Shipment:
    """Notes that a parcel that left was delivered or lost. Idempotent. Locks the order at its owner's, and its demand.

    Args:
        target: DELIVERED or LOST; nothing of stock changes by it.

    Raises:
        NotFoundError: ``SHIPMENT_NOT_FOUND``.
        ConflictError: ``SHIPMENT_CANCELLED``, ``SHIPMENT_STATE`` if it has not left, or came back.
    """
    shipment, order, _ = await lock_shipment(uow, shipment_id)
    if shipment.state is target:
        return shipment
    if target not in MOVES[shipment.state]:
        raise _refused(shipment, target)
    ended = replace(shipment, state=target, ended_at=uow.now)
    await repository.save_shipment(ended)
    await tell_parcel(uow, target.value, ended, seen=True)
    if target is ShipmentState.DELIVERED:
        uow.emit(
            ShipmentDelivered(
                order_id=order.id,
                order_number=order.number,
                channel=order.channel,
                shipment_id=ended.id,
                number=ended.number,
                delivered_at=uow.now,
            )
        )
    return ended


async def set_trackings(
    uow: UnitOfWork, settings: LogisticsSettings, shipment_id: UUID, trackings: Sequence[Tracking]
) -> Shipment:
    """Replaces the numbers under which a parcel is known. Locks the order at its owner's, and its demand.

    Raises:
        NotFoundError: ``SHIPMENT_NOT_FOUND``.
        InvalidInputError: See `clean_trackings`.
        ConflictError: ``SHIPMENT_CANCELLED``.
    """
    cleaned = clean_trackings(trackings, settings.carriers_by_code)
    shipment, _, _ = await lock_shipment(uow, shipment_id)
    if shipment.state is ShipmentState.CANCELLED:
        raise ConflictError("This shipment was cancelled.", code="SHIPMENT_CANCELLED", field=("id",))
    changed = replace(shipment, trackings=cleaned)
    await repository.save_shipment(changed)
    await tell_parcel(uow, "tracked", changed, seen=changed.shipped_at is not None)
    return changed
