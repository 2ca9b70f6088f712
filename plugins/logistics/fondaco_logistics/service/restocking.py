"""Goods that go back into stock because staff said so with the refund of their money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from fondaco.commerce import Channel
from fondaco.commerce.events import OrderRefunded
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.ids import new_id

from fondaco_logistics.model.returns import Arrived, ReturnDraft, ReturnState, WantedReturn
from fondaco_logistics.model.stock import Taking, TakingState
from fondaco_logistics.repository import returns as repository
from fondaco_logistics.repository.shipments import is_known
from fondaco_logistics.service.parcels import lock_order_of
from fondaco_logistics.service.returns import decide_return, list_sent, note_return, receive_return
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["restock_refunded"]

_OPEN = (ReturnState.APPROVED, ReturnState.REQUESTED)


async def restock_refunded(
    uow: UnitOfWork, settings: LogisticsSettings, channels: Mapping[str, Channel], event: OrderRefunded
) -> None:
    """Takes in what a refund said goes back into stock, as far as it left and has not come back by then.

    What counts is the sum over all refunds of a line against all pieces of it that came back, whoever noted them and in
    which order: a refund and a return of the same pieces are counted once. Open returns of these pieces are taken in
    first; what is left becomes a return of its own. Locks the order at its owner's, its demand and its items.
    """
    said = Counter({line.line_id: line.line.quantity for line in event.lines if line.restock})
    if not said or not await is_known(event.order_id):
        return
    _, rows = await lock_order_of(uow, event.order_id)
    notes = [(new_id(), line, quantity) for line, quantity in said.items()]
    need = _need(rows, await repository.note_restocking(event.refund_id, notes))
    sent = {line.id: line for _, line in await list_sent(event.order_id)}
    for state in _OPEN:
        for open_ in (await repository.list_order_returns([event.order_id]))[event.order_id]:
            if open_.state is not state:
                continue
            arrived = []
            for line in (await repository.list_return_lines([open_.id]))[open_.id]:
                piece = sent[line.shipment_line].piece
                back = min(line.quantity, need[piece])
                need[piece] -= back
                arrived.append(Arrived(line=line.id, restocked=back))
            if any(one.restocked for one in arrived):
                await decide_return(uow, open_.id, ReturnState.APPROVED)
                await receive_return(uow, settings, channels, open_.id, None, arrived)
    wanted = []
    for sent_line in [line for _, line in await list_sent(event.order_id)]:
        back = min(need[sent_line.piece], sent_line.quantity - sent_line.returned)
        if back > 0:
            need[sent_line.piece] -= back
            wanted.append(WantedReturn(sent_line.id, back))
    if wanted:
        draft = ReturnDraft(order_id=event.order_id, lines=tuple(wanted), reason=event.reason)
        made = await note_return(uow, settings, draft, by_buyer=False, refund=event.refund_id)
        lines = (await repository.list_return_lines([made.id]))[made.id]
        arrived = [Arrived(line=line.id, restocked=line.quantity) for line in lines]
        await receive_return(uow, settings, channels, made.id, None, arrived)


def _need(rows: list[Taking], restocked: Mapping[UUID, int]) -> Counter[UUID]:
    """Returns how many of each piece have to come back yet so that as many did as refunds said."""
    each = {row.piece: (row.line, row.each) for row in rows if row.ships and row.line in restocked}
    need = Counter({piece: restocked[line] * n for piece, (line, n) in each.items()})
    for row in rows:
        if row.state is TakingState.RETURNED and row.piece in need:
            need[row.piece] -= row.quantity
    return +need
