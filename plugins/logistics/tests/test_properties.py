"""Laws of sharing out and settling, on made-up houses: no database."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

import msgspec
from fondaco_logistics.model.board import Board
from fondaco_logistics.model.settling import Piece, Rules, Saving, Wish, settle_wish
from fondaco_logistics.model.sites import Destination, Site
from fondaco_logistics.model.stock import Item, Policy, StockLevel, Taking, TakingState
from fondaco_logistics.model.strategies import Strategy, rank, share_out
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

NOW = datetime(2026, 11, 28, tzinfo=UTC)
ITEMS = [UUID(int=number) for number in range(1, 4)]
SITES = [Site(UUID(int=100 + number), f"w{number}", priority=number % 2) for number in range(4)]
strategies = st.sampled_from(Strategy)
amounts = st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 9))
free_pieces = st.dictionaries(
    st.tuples(st.sampled_from(ITEMS), st.sampled_from([s.id for s in SITES])), st.integers(0, 6)
)


@given(strategies, amounts, free_pieces)
def test_as_much_as_there_is_is_shared_out_and_never_more(
    strategy: Strategy, wanted: dict[UUID, int], free: dict[tuple[UUID, UUID], int]
) -> None:
    ranked = rank(strategy, SITES, Destination("DE"), stock={}, places={})
    choices = share_out(strategy, wanted, free, ranked)
    taken: Counter[UUID] = Counter()
    for choice in choices:
        assert 0 < choice.quantity <= free[choice.item, choice.warehouse]
        taken[choice.item] += choice.quantity
    for item, quantity in wanted.items():
        there = sum(n for (of, _), n in free.items() if of == item)
        assert taken[item] == min(quantity, there)
    assert len({(choice.item, choice.warehouse) for choice in choices}) == len(choices)
    parcels = {choice.warehouse for choice in choices}
    if any(all(free.get((item, site.id), 0) >= n for item, n in wanted.items()) for site in SITES):
        assert len(parcels) <= 1


@given(amounts, free_pieces, strategies)
def test_no_strategy_needs_fewer_parcels_than_the_one_for_it(
    wanted: dict[UUID, int], free: dict[tuple[UUID, UUID], int], other: Strategy
) -> None:
    def parcels(strategy: Strategy) -> int:
        ranked = rank(strategy, SITES, None, stock={}, places={})
        return len({choice.warehouse for choice in share_out(strategy, wanted, free, ranked)})

    assert parcels(Strategy.FEWEST_PARCELS) <= parcels(other)


class Demands(RuleBasedStateMachine):
    """Any interleaving of orders that are held, placed, changed and given up, as one house after another sees it."""

    orders = range(3)

    @initialize(
        stock=st.lists(st.integers(0, 6), min_size=6, max_size=6),
        strategy=strategies,
        policy=st.sampled_from(Policy),
        limit=st.none() | st.integers(0, 3),
    )
    def begin(self, stock: list[int], strategy: Strategy, policy: Policy, limit: int | None) -> None:
        self.rules = Rules(strategy)
        self.items = [Item(i, "Thing", i, True, policy, limit, None, None, 1) for i in ITEMS]
        pairs = [(item, site.id) for item in ITEMS for site in SITES[:2]]
        self.levels = {
            pair: StockLevel(UUID(int=1000 + n), *pair, on_hand, 0, 0, 0, 0, 0, 1)
            for n, (pair, on_hand) in enumerate(zip(pairs, stock, strict=True))
        }
        self.total = dict(zip(pairs, stock, strict=True))
        self.rows: dict[UUID, Taking] = {}
        self.wanted: dict[int, tuple[bool, dict[int, int]]] = {}

    @rule(
        order=st.sampled_from(range(3)),
        quantities=st.dictionaries(st.integers(0, 3), st.integers(1, 5)),
        placed=st.booleans(),
        firm=st.booleans(),
    )
    def tell(self, order: int, quantities: dict[int, int], placed: bool, firm: bool) -> None:
        placed = placed or self.wanted.get(order, (False, {}))[0]
        firm = firm or placed
        board = self._board()
        pieces = tuple(
            Piece(UUID(int=line), UUID(int=order * 10 + line), "Thing", ITEMS[line % 3], n, True, line)
            for line, n in quantities.items()
        )
        wish = Wish(order=UUID(int=500 + order), channel="c", destination=None, placed=placed, firm=firm, pieces=pieces)
        held = [row for row in self.rows.values() if row.order == wish.order]
        settled = settle_wish(board, wish, held, self.rules, NOW)
        if not isinstance(settled, Saving):
            assert not firm
            assert settled
            return
        self._write(board, settled)
        self.wanted[order] = (placed, quantities)
        again = self._board()
        repeated = settle_wish(
            again, wish, [row for row in self.rows.values() if row.order == wish.order], self.rules, NOW
        )
        assert isinstance(repeated, Saving)
        assert (repeated.removed, again.movements) == ([], [])
        assert [row for row in repeated.saved if self.rows.get(row.id) != row] == []

    def _board(self) -> Board:
        short: Counter[UUID] = Counter()
        for row in self.rows.values():
            if row.state is TakingState.SHORT and row.item is not None:
                short[row.item] += row.quantity
        return Board(self.items, self.levels.values(), SITES, short)

    def _write(self, board: Board, saving: Saving) -> None:
        by_id = {level.id: key for key, level in self.levels.items()}
        for movement in board.movements:
            level = self.levels[by_id[movement.stock]]
            self.levels[by_id[movement.stock]] = msgspec.structs.replace(
                level,
                on_hand=level.on_hand + movement.on_hand,
                reserved=level.reserved + movement.reserved,
                allocated=level.allocated + movement.allocated,
            )
        for id_ in saving.removed:
            del self.rows[id_]
        for row in saving.saved:
            self.rows[row.id] = row

    @invariant()
    def stock_is_conserved_and_never_taken_twice(self) -> None:
        for key, level in getattr(self, "levels", {}).items():
            taken = Counter(
                {
                    state: sum(
                        row.quantity
                        for row in self.rows.values()
                        if (row.item, row.warehouse) == key and row.state is state
                    )
                    for state in (TakingState.RESERVED, TakingState.ALLOCATED)
                }
            )
            assert (level.reserved, level.allocated) == (taken[TakingState.RESERVED], taken[TakingState.ALLOCATED])
            assert level.on_hand == self.total[key]
            assert level.reserved + level.allocated <= level.on_hand

    @invariant()
    def orders_hold_what_they_said_last(self) -> None:
        for order, (placed, quantities) in getattr(self, "wanted", {}).items():
            rows = [row for row in self.rows.values() if row.order == UUID(int=500 + order)]
            held: Counter[int] = Counter()
            for row in rows:
                held[row.piece.int - order * 10] += row.quantity
                assert row.quantity > 0
                assert not placed or row.state is not TakingState.RESERVED
            assert held == Counter(quantities)


TestDemands = Demands.TestCase
TestDemands.settings = settings(stateful_step_count=20)
