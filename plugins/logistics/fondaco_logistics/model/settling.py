"""From what an order wants and what it holds to what it takes and gives back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.ids import new_id

from fondaco_logistics.model.board import Board
from fondaco_logistics.model.sites import Area, Destination, Point, Site
from fondaco_logistics.model.stock import Item, MovementKind, Policy, Taking, TakingState
from fondaco_logistics.model.strategies import Strategy, rank, share_out

__all__ = [
    "Piece",
    "Refusal",
    "Rules",
    "Saving",
    "Wish",
    "changed_rows",
    "deliver",
    "pick",
    "settle_wish",
    "take",
]

RESERVED, ALLOCATED, SHORT = TakingState.RESERVED, TakingState.ALLOCATED, TakingState.SHORT
SHIPPED, UNTRACKED = TakingState.SHIPPED, TakingState.UNTRACKED
PACKED, PACKED_UNCOUNTED, RETURNED = TakingState.PACKED, TakingState.PACKED_UNCOUNTED, TakingState.RETURNED

GIVEN_BACK_FIRST = (SHORT, UNTRACKED, RESERVED, ALLOCATED, PACKED_UNCOUNTED, PACKED)
"""What an order that wants less gives back, in this order; what left the house it keeps."""

HELD = (RESERVED, ALLOCATED, PACKED, SHIPPED, RETURNED, UNTRACKED, PACKED_UNCOUNTED)
"""Pieces that an order need not take any more."""

Key = tuple[TakingState, UUID | None]
"""State and warehouse."""


class Rules(msgspec.Struct, frozen=True):
    """How a channel shares orders out."""

    strategy: Strategy
    places: Mapping[Area, Point] = {}


class Piece(msgspec.Struct, frozen=True):
    """A line, or a component of one, and how many pieces are wanted of it.

    Attributes:
        position: Of the line in the order, from 0.
        each: How many pieces are in one of the line.
    """

    line: UUID
    piece: UUID
    ref_type: str
    ref_id: UUID
    quantity: int
    ships: bool
    position: int
    each: int = 1


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """All that an order wants.

    Attributes:
        placed: Whether it is placed; its payment is undecided otherwise.
        firm: Whether it cannot be refused.
    """

    order: UUID
    channel: str
    destination: Destination | None
    placed: bool
    firm: bool
    pieces: tuple[Piece, ...]


class Refusal(msgspec.Struct, frozen=True):
    """A line that cannot be had.

    Attributes:
        available: The most pieces of the thing that the order could have.
    """

    piece: Piece
    available: int


class Saving(msgspec.Struct, frozen=True):
    """Rows to be written, and ids of rows to be removed."""

    saved: list[Taking]
    removed: list[UUID]


class _Held:
    """What an order holds of one piece, by state and warehouse."""

    def __init__(self, rows: Sequence[Taking]) -> None:
        self.rows = rows
        self.now: Counter[Key] = Counter()
        for row in rows:
            self.now[row.state, row.warehouse] += row.quantity

    def of(self, *states: TakingState) -> int:
        return sum(n for (state, _), n in self.now.items() if state in states)

    def keys(self, state: TakingState) -> list[Key]:
        return [key for key, n in self.now.items() if key[0] is state and n > 0]


def settle_wish(
    board: Board, wish: Wish, held: Iterable[Taking], rules: Rules, now: datetime
) -> Saving | list[Refusal]:
    """Works out what an order takes and gives back so that it holds what it wants; notes the movements on the board.

    What it holds stays where it is. Less gives back what is missing anyway first, then what lies in warehouses, and
    nothing that left the house, unless it was never sent.

    Returns:
        The rows to be written; or what is refused: then nothing on the board is of use any more.
    """
    rows: defaultdict[UUID, list[Taking]] = defaultdict(list)
    for row in held:
        rows[row.piece].append(row)
    wanted = {piece.piece: piece for piece in wish.pieces}
    holds = {piece: _Held(rows[piece]) for piece in (*rows, *(piece for piece in wanted if piece not in rows))}
    for piece, hold in holds.items():
        total = wanted[piece].quantity if piece in wanted else 0
        if hold.rows:
            _give_back(board, hold, max(0, sum(hold.now.values()) - total))
            if wish.placed:
                _place(board, hold)
    refused = _take(board, wish, holds, rules)
    if refused:
        return refused
    if wish.placed:
        for piece, hold in holds.items():
            item = board.items.get((wanted[piece].ref_type, wanted[piece].ref_id)) if piece in wanted else None
            if item is not None and not wanted[piece].ships:
                deliver(board, hold.now, item=item.id, order=wish.order, line=wanted[piece].line)
    saved: list[Taking] = []
    removed: list[UUID] = []
    for piece, hold in holds.items():
        one = changed_rows(hold.rows, hold.now, _pattern(board, wish, wanted[piece], now) if piece in wanted else None)
        saved += one.saved
        removed += one.removed
    return Saving(saved, removed)


def _pattern(board: Board, wish: Wish, piece: Piece, now: datetime) -> Taking:
    item = board.items.get((piece.ref_type, piece.ref_id))
    return Taking(
        id=piece.piece,
        order=wish.order,
        line=piece.line,
        piece=piece.piece,
        ref_type=piece.ref_type,
        ref_id=piece.ref_id,
        item=None if item is None else item.id,
        warehouse=None,
        state=UNTRACKED,
        quantity=0,
        ships=piece.ships,
        created_at=now,
        each=piece.each,
    )


def changed_rows(rows: Sequence[Taking], now: Mapping[Key, int], pattern: Taking | None = None) -> Saving:
    """Returns what has to be written so that the rows of a piece say what is.

    Args:
        pattern: What new rows look like; one of the rows by default.
    """
    left = {key: n for key, n in now.items() if n > 0}
    saved: list[Taking] = []
    spare: list[Taking] = []
    for row in rows:
        quantity = left.pop((row.state, row.warehouse), 0)
        if quantity == 0:
            spare.append(row)
        elif quantity != row.quantity:
            saved.append(msgspec.structs.replace(row, quantity=quantity))
    known = (*rows, *(() if pattern is None else (pattern,)))
    item = next((row.item for row in known if row.item is not None), None)
    for (state, warehouse), quantity in left.items():
        base = spare.pop() if spare else msgspec.structs.replace(pattern or rows[0], id=new_id())
        saved.append(msgspec.structs.replace(base, item=item, state=state, warehouse=warehouse, quantity=quantity))
    return Saving(saved, [row.id for row in spare])


def _give_back(board: Board, hold: _Held, excess: int) -> None:
    row = hold.rows[0]
    states = GIVEN_BACK_FIRST if row.ships else (*GIVEN_BACK_FIRST, SHIPPED)
    for state in states:
        for key in hold.keys(state):
            n = min(excess, hold.now[key])
            if n == 0:
                return
            hold.now[key] -= n
            excess -= n
            _, warehouse = key
            if row.item is None:
                continue
            if state is SHORT:
                board.short[row.item] -= n
            elif warehouse is not None and state is not PACKED_UNCOUNTED:
                _put_back(board, row, state, warehouse, n)


def _put_back(board: Board, row: Taking, state: TakingState, warehouse: UUID, quantity: int) -> None:
    assert row.item is not None  # noqa: S101 (for the type checker: what lies somewhere is counted)
    if state is RESERVED:
        board.take(MovementKind.RELEASE, row.item, warehouse, row.order, row.line, reserved=-quantity)
    elif state in {ALLOCATED, PACKED}:
        board.take(MovementKind.DEALLOCATION, row.item, warehouse, row.order, row.line, allocated=-quantity)
    else:
        board.take(MovementKind.RETURN, row.item, warehouse, row.order, row.line, on_hand=quantity)


def _place(board: Board, hold: _Held) -> None:
    """Turns what was reserved into what is allocated, where it lies."""
    row = hold.rows[0]
    for key in hold.keys(RESERVED):
        n, warehouse = hold.now.pop(key), key[1]
        hold.now[ALLOCATED, warehouse] += n
        if row.item is not None and warehouse is not None:
            board.take(MovementKind.ALLOCATION, row.item, warehouse, row.order, row.line, reserved=-n, allocated=n)


def take(
    board: Board, now: Counter[Key], quantity: int, *, item: UUID, site: UUID, order: UUID, line: UUID, placed: bool
) -> None:
    """Takes pieces out of a warehouse for a line: reserves them, or allocates them if the order is placed.

    Args:
        now: What the order holds of the piece; changed.
    """
    now[ALLOCATED if placed else RESERVED, site] += quantity
    if placed:
        board.take(MovementKind.ALLOCATION, item, site, order, line, allocated=quantity)
    else:
        board.take(MovementKind.RESERVATION, item, site, order, line, reserved=quantity)


def deliver(board: Board, now: Counter[Key], *, item: UUID, order: UUID, line: UUID) -> None:
    """Lets what is allocated leave the house at once: for what is not sent, such as a licence.

    Args:
        now: As for `take`.
    """
    for key in [key for key, n in now.items() if key[0] is ALLOCATED and n > 0]:
        n, warehouse = now.pop(key), key[1]
        now[SHIPPED, warehouse] += n
        if warehouse is not None:
            board.take(MovementKind.SHIPMENT, item, warehouse, order, line, on_hand=-n, allocated=-n)


def _needs(board: Board, wish: Wish, holds: Mapping[UUID, _Held]) -> list[tuple[Piece, Item, int, int]]:
    """Returns the pieces that have to be taken, and how many of them were noted as lacking before."""
    needs: list[tuple[Piece, Item, int, int]] = []
    for piece in wish.pieces:
        hold, item = holds[piece.piece], board.items.get((piece.ref_type, piece.ref_id))
        missing = piece.quantity - hold.of(*HELD)
        lacked = hold.of(SHORT)
        for key in hold.keys(SHORT):
            del hold.now[key]
        if item is not None:
            board.short[item.id] -= lacked
        if missing > 0 and (item is None or not item.tracked):
            hold.now[UNTRACKED, None] += missing
        elif missing > 0 and item is not None:
            needs.append((piece, item, missing, lacked))
    return needs


def _take(board: Board, wish: Wish, holds: Mapping[UUID, _Held], rules: Rules) -> list[Refusal]:
    needs = _needs(board, wish, holds)
    if not needs:
        return []
    sites = board.usable(wish.channel, wish.destination)
    wanted: Counter[UUID] = Counter()
    for _, item, missing, _ in needs:
        wanted[item.id] += missing
    within = {item: min(n, board.takeable(item, sites)) for item, n in wanted.items()}
    picked = pick(board, within, sites, wish.destination, rules)
    refused: list[Refusal] = []
    for piece, item, missing, lacked in needs:
        hold = holds[piece.piece]
        for site in picked.get(item.id, {}):
            n = min(missing, picked[item.id][site])
            if n == 0:
                continue
            picked[item.id][site] -= n
            missing -= n  # noqa: PLW2901 (what is missing still)
            take(board, hold.now, n, item=item.id, site=site, order=wish.order, line=piece.line, placed=wish.placed)
        if missing == 0:
            continue
        if not wish.firm and missing > max(lacked, _may_lack(board, item)):
            refused.append(Refusal(piece, max(0, piece.quantity - missing) + _may_lack(board, item)))
        hold.now[SHORT, None] += missing
        board.short[item.id] += missing
    return refused


def _may_lack(board: Board, item: Item) -> int:
    """Returns how many more pieces may be ordered without being there."""
    if item.policy is Policy.DENY:
        return 0
    if item.backorder_limit is None:
        return 2**62
    free = sum(board.free(item.id, site) for site in board.sites)
    return max(0, item.backorder_limit - max(0, board.short[item.id] - free))


def pick(
    board: Board, wanted: Mapping[UUID, int], sites: Sequence[Site], destination: Destination | None, rules: Rules
) -> dict[UUID, dict[UUID, int]]:
    """Returns which pieces to take out of which warehouse, by item and warehouse; no more than is free there."""
    free = {(item, site.id): board.free(item, site.id) for item in wanted for site in sites}
    stock = {site.id: sum(free[item, site.id] for item in wanted) for site in sites}
    ranked = rank(rules.strategy, sites, destination, stock=stock, places=rules.places)
    picked: defaultdict[UUID, dict[UUID, int]] = defaultdict(dict)
    for choice in share_out(rules.strategy, wanted, free, ranked):
        picked[choice.item][choice.warehouse] = choice.quantity
    return picked
