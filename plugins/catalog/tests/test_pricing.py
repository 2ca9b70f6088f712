"""Which price applies: a table of cases, and the laws that hold for all of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from fondaco_catalog.model.pricing import AppliedPrice, Candidate, Decision, audiences_of, resolve, tiers_of
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
HOUR = timedelta(hours=1)


def price(
    list_: int,
    amount: int,
    *,
    tier: int = 1,
    priority: int = 0,
    groups: str = "",
    starts: datetime | None = None,
    ends: datetime | None = None,
    compare: int | None = None,
    active: bool = True,
) -> Candidate:
    """A price of the list with this number; older lists have smaller ones."""
    return Candidate(UUID(int=list_), priority, tuple(groups.split()), starts, ends, tier, amount, compare, active)


BASE = price(1, 1000)
TIERED = [BASE, price(1, 900, tier=10), price(1, 800, tier=100)]
WHOLESALE = price(2, 700, groups="wholesale")
SALE = price(3, 850, compare=1000, priority=5)
VIP = price(4, 750, groups="vip staff", priority=5)

CASES = {
    # name: candidates, quantity, groups, (list, tier, amount, decision) or None
    "nothing is priced": ([], 1, "", None),
    "one price": ([BASE], 1, "", (1, 1, 1000, "only")),
    "one price for many": ([BASE], 5000, "", (1, 1, 1000, "only")),
    "a price of zero is a price": ([price(1, 0)], 1, "", (1, 1, 0, "only")),
    # tiers
    "below the first step": (TIERED, 9, "", (1, 1, 1000, "only")),
    "at the first step": (TIERED, 10, "", (1, 10, 900, "only")),
    "between two steps": (TIERED, 99, "", (1, 10, 900, "only")),
    "at the last step": (TIERED, 100, "", (1, 100, 800, "only")),
    "beyond the last step": (TIERED, 10**9, "", (1, 100, 800, "only")),
    "steps in another order": (TIERED[::-1], 10, "", (1, 10, 900, "only")),
    "a list that begins at ten has no price for nine": ([price(2, 5, tier=10)], 9, "", None),
    "where a list has no tier yet the next one decides": ([BASE, price(2, 5, tier=10, priority=9)], 9, "",
                                                          (1, 1, 1000, "only")),
    "a tier of a list of higher priority": ([BASE, price(2, 5, tier=10, priority=9)], 10, "", (2, 10, 5, "priority")),
    "a dearer tier is the merchant's word": ([BASE, price(1, 1200, tier=5)], 5, "", (1, 5, 1200, "only")),
    # priority
    "the larger priority": ([BASE, SALE], 1, "", (3, 1, 850, "priority")),
    "the larger priority though it is dearer": ([BASE, price(2, 1500, priority=1)], 1, "", (2, 1, 1500, "priority")),
    "a negative priority comes behind": ([BASE, price(2, 1, priority=-1)], 1, "", (1, 1, 1000, "priority")),
    "only a negative priority": ([price(2, 1, priority=-1)], 1, "", (2, 1, 1, "only")),
    "priority before the group": ([WHOLESALE, SALE], 1, "wholesale", (3, 1, 850, "priority")),
    "priority before the lower amount": ([price(2, 1), SALE], 1, "", (3, 1, 850, "priority")),
    # groups
    "a list for a group is nobody else's": ([WHOLESALE], 1, "", None),
    "a list for another group": ([BASE, WHOLESALE], 1, "vip", (1, 1, 1000, "only")),
    "a list for the buyer's group": ([BASE, WHOLESALE], 1, "wholesale", (2, 1, 700, "group")),
    "a group's price though it is dearer": ([BASE, price(2, 1100, groups="wholesale")], 1, "wholesale",
                                            (2, 1, 1100, "group")),
    "one of several groups of the list": ([BASE, VIP], 1, "staff", (4, 1, 750, "priority")),
    "one of several groups of the buyer": ([BASE, WHOLESALE], 1, "a wholesale z", (2, 1, 700, "group")),
    "two groups of the buyer, by priority": ([WHOLESALE, VIP], 1, "wholesale vip", (4, 1, 750, "priority")),
    "two groups of the buyer, by amount": ([WHOLESALE, price(4, 650, groups="vip")], 1, "wholesale vip",
                                           (4, 1, 650, "amount")),
    "a group at the same priority as a sale": ([SALE, VIP], 1, "vip", (4, 1, 750, "group")),
    "group names are compared exactly": ([BASE, WHOLESALE], 1, "Wholesale", (1, 1, 1000, "only")),
    # amount and age
    "the lower amount": ([BASE, price(2, 999)], 1, "", (2, 1, 999, "amount")),
    "the lower amount of the reached tiers": ([*TIERED, price(2, 850)], 100, "", (1, 100, 800, "amount")),
    "the lower amount before the larger tier": ([*TIERED, price(2, 850)], 10, "", (2, 1, 850, "amount")),
    "the older list": ([price(2, 1000, compare=5), BASE], 1, "", (1, 1, 1000, "age")),
    "the older list of groups": ([price(5, 7, groups="b"), price(4, 7, groups="a")], 1, "a b", (4, 1, 7, "age")),
    # periods
    "before it begins": ([price(1, 5, starts=NOON + TICK)], 1, "", None),
    "at its beginning": ([price(1, 5, starts=NOON)], 1, "", (1, 1, 5, "only")),
    "before its end": ([price(1, 5, ends=NOON + TICK)], 1, "", (1, 1, 5, "only")),
    "at its end": ([price(1, 5, ends=NOON)], 1, "", None),
    "within its period": ([BASE, price(2, 5, starts=NOON - HOUR, ends=NOON + HOUR)], 1, "", (2, 1, 5, "amount")),
    "a sale that is over leaves the base": ([BASE, structs.replace(SALE, ends_at=NOON)], 1, "",
                                            (1, 1, 1000, "only")),
    "a sale that is to come leaves the base": ([BASE, structs.replace(SALE, starts_at=NOON + HOUR)], 1, "",
                                               (1, 1, 1000, "only")),
    "one sale follows another": ([price(2, 5, ends=NOON), price(3, 6, starts=NOON)], 1, "", (3, 1, 6, "only")),
    "a period in another zone is the same moment": (
        [price(1, 5, starts=NOON.astimezone(tz=None))], 1, "", (1, 1, 5, "only")),
    # not active
    "an inactive list": ([BASE, price(2, 1, priority=9, active=False)], 1, "", (1, 1, 1000, "only")),
    "only an inactive list": ([price(2, 1, active=False)], 1, "", None),
    # all at once
    "wholesale tiers within a sale": (
        [*TIERED, price(2, 700, tier=10, groups="wholesale", priority=5), SALE], 10, "wholesale",
        (2, 10, 700, "group")),
    "wholesale tiers not reached within a sale": (
        [*TIERED, price(2, 700, tier=10, groups="wholesale", priority=5), SALE], 9, "wholesale",
        (3, 1, 850, "priority")),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_price_that_applies(name: str) -> None:
    candidates, quantity, groups, expected = CASES[name]
    found = resolve(candidates, moment=NOON, quantity=quantity, groups=frozenset(groups.split()))
    shown = None if found is None else (found.list_id.int, found.min_quantity, found.amount, found.decision.value)
    assert shown == expected


def test_the_table_has_at_least_forty_cases() -> None:
    assert len(CASES) >= 40


def test_what_applies_says_where_it_is_from() -> None:
    found = resolve([BASE, SALE, WHOLESALE], moment=NOON)
    assert found == AppliedPrice(
        list_id=UUID(int=3),
        min_quantity=1,
        amount=850,
        compare_at=1000,
        priority=5,
        specific=False,
        decision=Decision.PRIORITY,
        lists=2,
    )


def test_steps_that_change_nothing_are_no_tiers() -> None:
    candidates = [*TIERED, price(1, 800, tier=500), price(3, 700, tier=50, priority=5, ends=NOON)]
    assert [(quantity, found.amount) for quantity, found in tiers_of(candidates, moment=NOON)] == [
        (1, 1000),
        (10, 900),
        (100, 800),
    ]


def test_audiences_are_everybody_and_each_group_once() -> None:
    assert audiences_of([BASE, VIP, WHOLESALE, VIP]) == ["", "staff", "vip", "wholesale"]


GROUPS = st.sampled_from(["a", "b", "c"])
MOMENTS = st.none() | st.integers(-3, 3).map(lambda hours: NOON + hours * HOUR)


@st.composite
def lists_of_candidates(draw: st.DrawFn, *, falling: bool = False) -> list[Candidate]:
    candidates = []
    for number in range(draw(st.integers(0, 5))):
        starts_at, ends_at = draw(MOMENTS), draw(MOMENTS)
        groups = tuple(sorted(draw(st.sets(GROUPS, max_size=2))))
        priority, active = draw(st.integers(-1, 1)), draw(st.integers(0, 4)) > 0
        tiers = sorted(draw(st.sets(st.integers(1, 6), min_size=1, max_size=3)))
        amounts = draw(st.lists(st.integers(0, 9), min_size=len(tiers), max_size=len(tiers)))
        if falling:
            amounts.sort(reverse=True)
        candidates += [
            Candidate(UUID(int=number), priority, groups, starts_at, ends_at, tier, amount, None, active)
            for tier, amount in zip(tiers, amounts, strict=True)
        ]
    return candidates


QUANTITIES = st.integers(1, 8)
BUYERS = st.frozensets(GROUPS)


@given(lists_of_candidates(), QUANTITIES, BUYERS, st.randoms())
def test_the_order_of_candidates_does_not_matter(candidates, quantity, groups, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(candidates)
    random.shuffle(shuffled)
    assert resolve(shuffled, moment=NOON, quantity=quantity, groups=groups) == resolve(
        candidates, moment=NOON, quantity=quantity, groups=groups
    )


@given(lists_of_candidates(), QUANTITIES, BUYERS)
def test_lists_that_do_not_count_change_nothing(
    candidates: list[Candidate], quantity: int, groups: frozenset[str]
) -> None:
    counting = [candidate for candidate in candidates if candidate.counts(NOON, groups)]
    ghosts = [
        structs.replace(candidate, list_id=UUID(int=100 + index), priority=99, amount=0, **gone)
        for index, candidate in enumerate(candidates)
        for gone in ({"active": False}, {"ends_at": NOON}, {"starts_at": NOON + TICK}, {"groups": ("nobody",)})
    ]
    expected = resolve(counting, moment=NOON, quantity=quantity, groups=groups)
    assert resolve(candidates, moment=NOON, quantity=quantity, groups=groups) == expected
    assert resolve([*candidates, *ghosts], moment=NOON, quantity=quantity, groups=groups) == expected


@given(lists_of_candidates(falling=True), QUANTITIES, QUANTITIES, BUYERS)
def test_more_never_picks_a_smaller_tier_where_no_tier_rises(
    candidates: list[Candidate], one: int, other: int, groups: frozenset[str]
) -> None:
    few = resolve(candidates, moment=NOON, quantity=min(one, other), groups=groups)
    many = resolve(candidates, moment=NOON, quantity=max(one, other), groups=groups)
    if few is not None:
        assert many is not None
        assert many.min_quantity >= few.min_quantity


@given(lists_of_candidates(), QUANTITIES, QUANTITIES, BUYERS)
def test_a_list_never_gives_a_smaller_tier_for_more(
    candidates: list[Candidate], one: int, other: int, groups: frozenset[str]
) -> None:
    for number in range(5):
        own = [candidate for candidate in candidates if candidate.list_id.int == number]
        few = resolve(own, moment=NOON, quantity=min(one, other), groups=groups)
        many = resolve(own, moment=NOON, quantity=max(one, other), groups=groups)
        if few is not None:
            assert many is not None
            assert many.min_quantity >= few.min_quantity


@given(lists_of_candidates(), QUANTITIES, BUYERS)
def test_the_tier_is_reached_and_the_largest_of_its_list(
    candidates: list[Candidate], quantity: int, groups: frozenset[str]
) -> None:
    found = resolve(candidates, moment=NOON, quantity=quantity, groups=groups)
    if found is not None:
        reached = [
            candidate.min_quantity
            for candidate in candidates
            if candidate.list_id == found.list_id and candidate.min_quantity <= quantity
        ]
        assert found.min_quantity == max(reached)


@given(lists_of_candidates(), QUANTITIES, BUYERS)
def test_somebody_in_several_groups_pays_what_one_of_them_would(
    candidates: list[Candidate], quantity: int, groups: frozenset[str]
) -> None:
    found = resolve(candidates, moment=NOON, quantity=quantity, groups=groups)
    alone = [
        resolve(candidates, moment=NOON, quantity=quantity, groups=frozenset(of))
        for of in ((), *((group,) for group in groups))
    ]
    shown = [None if one is None else (one.list_id, one.amount) for one in alone]
    assert (None if found is None else (found.list_id, found.amount)) in shown
    if found is None:
        assert set(shown) == {None}


@given(lists_of_candidates(), BUYERS)
def test_tiers_say_what_every_quantity_costs(candidates: list[Candidate], groups: frozenset[str]) -> None:
    steps = tiers_of(candidates, moment=NOON, groups=groups)
    for quantity in range(1, 9):
        found = resolve(candidates, moment=NOON, quantity=quantity, groups=groups)
        step = [applied for least, applied in steps if least <= quantity][-1:]
        assert [applied.amount for applied in step] == ([] if found is None else [found.amount])
