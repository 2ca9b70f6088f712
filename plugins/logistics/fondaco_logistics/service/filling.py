"""Giving what arrived to the orders that wait for it, the oldest first."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from fondaco_logistics.model.settling import Saving, changed_rows, deliver, pick, take
from fondaco_logistics.model.stock import Taking, TakingState
from fondaco_logistics.repository import ledger
from fondaco_logistics.service.booking import Booking
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["fill"]


async def fill(booking: Booking, settings: LogisticsSettings) -> None:
    """Takes pieces for what orders lack of the booked items, if any can be had; no statement where nobody waits.

    The items are locked, and what was on the board has been written. An order that waits longer comes first; one that
    cannot be served from where the pieces lie does not keep the others waiting.
    """
    board = booking.board
    waiting = [
        item.id
        for item in board.items.values()
        if board.short[item.id] > 0 and any(board.free(item.id, site) for site in board.sites)
    ]
    if not waiting:
        return
    lacking = await ledger.list_short(waiting)
    pieces = await ledger.list_pieces([found.taking.piece for found in lacking])
    saved: list[Taking] = []
    removed: list[UUID] = []
    for found in lacking:
        taking, item = found.taking, found.taking.item
        if item is None:
            continue
        sites = board.usable(found.channel, found.destination)
        wanted = {item: min(taking.quantity, sum(board.free(item, site.id) for site in sites))}
        picked = pick(board, wanted, sites, found.destination, settings.rules_of(found.channel))
        rows = pieces[taking.piece]
        now = Counter({(row.state, row.warehouse): row.quantity for row in rows})
        for site, quantity in picked.get(item, {}).items():
            now[TakingState.SHORT, None] -= quantity
            board.short[item] -= quantity
            line = taking.line
            take(board, now, quantity, item=item, site=site, order=taking.order, line=line, placed=found.placed)
        if found.placed and not taking.ships:
            deliver(board, now, item=item, order=taking.order, line=taking.line)
        changed = changed_rows(rows, now)
        saved += changed.saved
        removed += changed.removed
    await booking.write(Saving(saved, removed))
