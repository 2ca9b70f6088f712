"""Returns: asked for, decided, and taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from fondaco.commerce import Channel, OrderShipment, SellableRef
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, NotFoundError
from fondaco.hookspecs import HookSpecs
from fondaco.ids import new_id
from msgspec.structs import replace

from fondaco_logistics.errors import warehouse_not_found
from fondaco_logistics.model.packing import Step, as_they_become, moved
from fondaco_logistics.model.returns import (
    RETURN_MOVES,
    Arrived,
    OrderReturn,
    ReturnDraft,
    ReturnLine,
    ReturnState,
    arrivals_of,
    clean_text,
    returnable,
)
from fondaco_logistics.model.shipments import Shipment, ShipmentLine, ShipmentState, line_changes
from fondaco_logistics.model.stock import Movement, MovementKind, Taking, TakingState
from fondaco_logistics.repository import ledger, shipments
from fondaco_logistics.repository import returns as repository
from fondaco_logistics.repository.shipments import LockedOrder
from fondaco_logistics.repository.warehouses import find_warehouses
from fondaco_logistics.service.booking import Booking
from fondaco_logistics.service.filling import fill
from fondaco_logistics.service.parcels import lock_order_of
from fondaco_logistics.service.stock import lock_levels
from fondaco_logistics.service.telling import tell_return
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["decide_return", "list_sent", "note_return", "receive_return"]

_BACK = {ShipmentState.SHIPPED, ShipmentState.DELIVERED, ShipmentState.LOST}


async def list_sent(order_id: UUID, *, since: datetime | None = None) -> list[tuple[Shipment, ShipmentLine]]:
    """Returns what left of a locked order and may come back, the oldest parcel first.

    Args:
        since: Only of parcels that arrived since then, or left since then if nobody knows of their arrival.
    """
    parcels = [
        one
        for one in (await shipments.list_order_shipments([order_id], left=True))[order_id]
        if one.state in _BACK and (since is None or (one.ended_at or one.shipped_at or one.created_at) >= since)
    ]
    lines = await shipments.list_shipment_lines([parcel.id for parcel in parcels])
    return [(parcel, line) for parcel in parcels for line in lines[parcel.id]]


async def note_return(
    uow: UnitOfWork,
    settings: LogisticsSettings,
    draft: ReturnDraft,
    *,
    by_buyer: bool,
    refund: UUID | None = None,
) -> OrderReturn:
    """Notes that pieces of an order are to come back: staff expect them, buyers ask for it.

    Locks the order at its owner's, and its demand.

    Args:
        refund: That told of it.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``, and as `returnable`.
        InvalidInputError: ``TEXT_TOO_LONG``, and as `returnable`.
        LimitExceededError: As `returnable`; of a buyer also what arrived too long ago is not found.
        ConflictError: ``RETURNS_CLOSED`` where buyers cannot ask for returns.
    """
    reason, note = clean_text(draft.reason, "reason"), clean_text(draft.note, "note")
    if by_buyer and settings.return_days == 0:
        raise ConflictError("This shop takes no requests for returns here.", code="RETURNS_CLOSED")
    order, _ = await lock_order_of(uow, draft.order_id)
    since = uow.now - timedelta(days=settings.return_days) if by_buyer else None
    sent = [line for _, line in await list_sent(order.id, since=since)]
    chosen = returnable(sent, await repository.list_expected(order.id), draft.lines)
    number = await repository.count_returns(order.id) + 1
    made = OrderReturn(
        id=new_id(),
        order_id=order.id,
        number=f"{order.number}-R{number}",
        state=ReturnState.REQUESTED if by_buyer else ReturnState.APPROVED,
        reason=reason,
        note=note,
        refund=refund,
        by_buyer=by_buyer,
        created_at=uow.now,
        ended_at=None,
    )
    lines = [ReturnLine(id=new_id(), of=made.id, shipment_line=line.id, quantity=quantity) for line, quantity in chosen]
    await repository.add_return(made, lines)
    await tell_return(uow, f"return_{made.state.value}", made)
    return made


async def _lock(uow: UnitOfWork, return_id: UUID) -> tuple[OrderReturn, LockedOrder, list[Taking]]:
    seen = (await repository.find_returns([return_id])).get(return_id)
    if seen is None:
        raise NotFoundError("There is no such return.", code="RETURN_NOT_FOUND", field=("id",))
    order, rows = await lock_order_of(uow, seen.order_id)
    return (await repository.find_returns([return_id]))[return_id], order, rows


def _check(found: OrderReturn, target: ReturnState) -> None:
    if target not in RETURN_MOVES[found.state]:
        raise ConflictError(
            f"Return {found.number} is {found.state.value}, and cannot become {target.value}.",
            code="RETURN_STATE",
            field=("id",),
        )


async def decide_return(uow: UnitOfWork, return_id: UUID, target: ReturnState, note: str | None = None) -> OrderReturn:
    """Approves, refuses or closes a return. Idempotent. Locks the order at its owner's, and its demand.

    Args:
        note: To the buyer; None leaves the one that is there.

    Raises:
        NotFoundError: ``RETURN_NOT_FOUND``.
        InvalidInputError: ``TEXT_TOO_LONG``.
        ConflictError: ``RETURN_STATE``.
    """
    cleaned = None if note is None else clean_text(note, "note")
    found, _, _ = await _lock(uow, return_id)
    if found.state is target:
        return found
    _check(found, target)
    ended = uow.now if target in {ReturnState.REFUSED, ReturnState.CLOSED} else None
    changed = replace(found, state=target, note=found.note if cleaned is None else cleaned, ended_at=ended)
    await repository.save_return(changed)
    await tell_return(uow, f"return_{target.value}", changed)
    return changed


async def receive_return(
    uow: UnitOfWork,
    settings: LogisticsSettings,
    channels: Mapping[str, Channel],
    return_id: UUID,
    warehouse: UUID | None,
    arrived: Sequence[Arrived],
) -> OrderReturn:
    """Takes in what came back of an approved return, once: into stock, as damaged, or thrown away.

    Orders that wait get what can be sold. Locks the order at its owner's, its demand and its items.

    Args:
        warehouse: Where it came back; None for where each piece left from.
        arrived: What is not named did not come back.

    Raises:
        NotFoundError: ``RETURN_NOT_FOUND``, ``WAREHOUSE_NOT_FOUND``, ``LINE_NOT_FOUND``.
        InvalidInputError: As `arrivals_of`.
        ConflictError: ``RETURN_STATE``, also if it was taken in before.
    """
    if warehouse is not None and warehouse not in await find_warehouses([warehouse]):
        raise warehouse_not_found()
    found, order, rows = await _lock(uow, return_id)
    _check(found, ReturnState.RECEIVED)
    back = arrivals_of((await repository.list_return_lines([found.id]))[found.id], arrived)
    sent = {line.id: (parcel, line) for parcel, line in await list_sent(order.id)}
    pairs = [(one, *sent[one.shipment_line]) for one in back]
    steps = [
        Step(line.piece, (TakingState.SHIPPED, parcel.warehouse), (TakingState.RETURNED, parcel.warehouse), _all(one))
        for one, parcel, line in pairs
    ]
    changes = line_changes(rows, as_they_become(rows, moved(rows, steps)))
    await uow.hooks.join(HookSpecs.join_order_shipment, uow, OrderShipment(order_id=order.id, lines=changes))
    counted = [(one, warehouse or parcel.warehouse, line) for one, parcel, line in pairs if line.counted]
    await ledger.lock_items((), order=order.id)
    refs = {SellableRef(line.ref_type, line.ref_id) for _, _, line in counted}
    if counted:
        await lock_levels(uow, [(SellableRef(line.ref_type, line.ref_id), place) for _, place, line in counted])
    board, held = await ledger.lock_items(refs, order=order.id)
    booking = Booking(uow, settings, channels, board)
    for one, place, line in counted:
        level = board.levels[board.items[line.ref_type, line.ref_id].id, place]
        came = Movement(
            stock=level.id,
            kind=MovementKind.RETURN,
            on_hand=one.restocked,
            damaged=one.damaged + one.discarded,
            reference=found.number,
            order=order.id,
            line=line.line,
        )
        board.change(came, level)
        if one.discarded:
            gone = replace(came, kind=MovementKind.DAMAGE, on_hand=0, damaged=-one.discarded)
            board.change(gone, board.levels[level.item, place])
    await booking.write(moved(held, steps))
    await repository.save_return_lines(back)
    after = {line.id: replace(line, returned=line.returned + _all(one)) for one, _, line in pairs}
    await shipments.set_line_quantities(list(after.values()))
    for parcel in {parcel.id: parcel for _, parcel, _ in pairs}.values():
        of_parcel = [after.get(line.id, line) for one, line in sent.values() if one.id == parcel.id]
        if all(line.returned == line.quantity for line in of_parcel):
            await shipments.save_shipment(replace(parcel, state=ShipmentState.RETURNED, ended_at=uow.now))
    received = replace(found, state=ReturnState.RECEIVED)
    await repository.save_return(received)
    await tell_return(uow, "return_received", received, back)
    await fill(booking, settings)
    booking.tell()
    return received


def _all(line: ReturnLine) -> int:
    return line.restocked + line.damaged + line.discarded
