"""What bundles cost, without a database: sums, surcharges, tiers, groups, time, and how a price explains itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from fondaco.commerce import SellableChoice
from fondaco.errors import DomainError
from fondaco_catalog.model.bundle_prices import compose, price_of
from fondaco_catalog.model.compositions import BaseList, Composition, Place, PricedChoice, select
from fondaco_catalog.model.price_windows import plan_windows
from fondaco_catalog.model.pricing import Candidate, resolve, tiers_of
from hypothesis import given
from hypothesis import strategies as st

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
BASE, SALE, TRADE, OWN = (UUID(int=number) for number in range(1, 5))


def price(amount: int, list_id: UUID = BASE, **more: Any) -> Candidate:
    values: dict[str, Any] = {"priority": 0, "groups": (), "starts_at": None, "ends_at": None, "min_quantity": 1}
    return Candidate(list_id, **{**values, **more}, amount=amount)


def choice(number: int, *prices: Candidate, quantity: int = 1, amount: int | None = None, shown: bool = True) -> Any:
    return PricedChoice(
        id=UUID(int=100 + number),
        variant_id=UUID(int=200 + number),
        quantity=quantity,
        amount=amount,
        candidates=list(prices),
        published=(NOON - HOUR, None) if shown else None,
    )


def place(*choices: Any, minimum: int = 1, maximum: int = 1, repeatable: bool = False) -> Place:
    return Place(
        id=UUID(int=1), name="Wine", minimum=minimum, maximum=maximum, repeatable=repeatable, choices=list(choices)
    )


def bundle(*places: Place, summed: bool = True, own: Any = (), percent: int = 0, amount: int = 0) -> Composition:
    return Composition(
        variant_id=UUID(int=9),
        summed=summed,
        percent_off=percent,
        amount_off=amount,
        base=BaseList(BASE, 0),
        own=list(own),
        places=list(places),
    )


POT, CUP = price(3000), price(850)


@pytest.mark.parametrize(
    ("cups", "discount", "quantity", "groups", "expected"),
    [
        ([CUP], {}, 1, (), 6400),
        ([CUP], {"percent": 10}, 1, (), 5760),
        ([CUP], {"amount": 500}, 1, (), 5900),
        ([CUP], {"amount": 9999}, 1, (), 0),
        ([price(333)], {"percent": 33}, 1, (), 2902),
        # Four cups are in a set: the tier of four counts for one set, that of eight for two.
        ([CUP, price(700, min_quantity=4)], {}, 1, (), 5800),
        ([CUP, price(700, min_quantity=8)], {}, 1, (), 6400),
        ([CUP, price(700, min_quantity=8)], {}, 2, (), 5800),
        # A list of more weight, one for a group, one whose time is over.
        ([CUP, price(600, SALE, priority=5)], {}, 1, (), 5400),
        ([CUP, price(600, TRADE, groups=("trade",))], {}, 1, (), 6400),
        ([CUP, price(600, TRADE, groups=("trade",))], {}, 1, ("trade",), 5400),
        ([CUP, price(600, SALE, priority=5, ends_at=NOON)], {}, 1, (), 6400),
        ([price(600, TRADE, groups=("trade",))], {}, 1, (), None),
        ([], {}, 1, (), None),
    ],
)
def test_a_sum_takes_the_price_of_each_component_that_anybody_would_pay(
    cups: list[Candidate], discount: dict[str, int], quantity: int, groups: tuple[str, ...], expected: int | None
) -> None:
    kit = bundle(place(choice(1, POT)), place(choice(2, *cups, quantity=4)), **discount)
    found = resolve(compose(kit, since=NOON), moment=NOON, quantity=quantity, groups=groups)
    assert (None if found is None else found.amount) == expected
    priced = price_of(kit, select(kit.places, ()), moment=NOON, quantity=quantity, groups=frozenset(groups))
    assert (None if priced is None else priced.unit) == expected


def test_a_sale_of_a_component_is_one_of_the_bundle_in_its_time_with_the_price_before() -> None:
    sale = price(600, SALE, priority=5, compare_at=850, starts_at=NOON + HOUR, ends_at=NOON + 2 * HOUR)
    kit = bundle(place(choice(1, POT)), place(choice(2, CUP, sale, quantity=4)), percent=10)
    windows = plan_windows(compose(kit, since=NOON), audience="", currency="EUR", since=NOON)
    assert [(window.starts_at - NOON, window.amount, window.compare_at) for window in windows] == [
        (0 * HOUR, 5760, None),
        (HOUR, 4860, 5760),
        (2 * HOUR, 5760, None),
    ]


def test_somebody_in_several_groups_pays_one_of_the_sums_that_the_groups_alone_would_get() -> None:
    pots = [POT, price(2000, TRADE, groups=("trade",))]
    cups = [CUP, price(100, SALE, groups=("staff",))]
    kit = bundle(place(choice(1, *pots)), place(choice(2, *cups)))
    costs = {}
    for groups in ((), ("trade",), ("staff",), ("trade", "staff")):
        priced = price_of(kit, select(kit.places, ()), moment=NOON, quantity=1, groups=frozenset(groups))
        assert priced is not None
        costs[groups] = (priced.unit, priced.added)
    assert costs == {
        (): (3850, [3000, 850]),
        ("trade",): (2850, [2000, 850]),
        ("staff",): (3100, [3000, 100]),
        ("trade", "staff"): (2850, [2000, 850]),
    }


def test_tiers_of_components_are_tiers_of_the_bundle() -> None:
    cups = [CUP, price(700, min_quantity=10), price(500, min_quantity=100)]
    kit = bundle(place(choice(1, POT)), place(choice(2, *cups, quantity=4)))
    steps = tiers_of(compose(kit, since=NOON), moment=NOON)
    assert [(quantity, found.amount) for quantity, found in steps] == [(1, 6400), (3, 5800), (25, 5000)]


def test_a_price_of_a_summed_bundle_in_another_list_is_for_the_whole() -> None:
    own = [price(1, BASE), price(5000, OWN, priority=3)]
    kit = bundle(place(choice(1, POT), choice(2, CUP)), own=own)
    picked = select(kit.places, [SellableChoice(UUID(int=101))])
    priced = price_of(kit, picked, moment=NOON, quantity=1, groups=frozenset())
    assert priced is not None
    assert (priced.unit, priced.base, priced.added, priced.discount) == (5000, 5000, [0], 0)
    assert priced.alone == [3000]


def test_the_price_from_is_that_of_the_cheapest_selection_that_is_offered() -> None:
    hidden = choice(1, price(100), shown=False)
    offered = [choice(2, price(900)), choice(3, price(700)), choice(4, price(800))]
    for minimum, repeatable, expected in ((1, False, 700), (2, False, 1500), (2, True, 1400), (0, False, 0)):
        slot = place(hidden, *offered, minimum=minimum, maximum=3, repeatable=repeatable)
        found = resolve(compose(bundle(slot), since=NOON), moment=NOON)
        assert found is not None
        assert found.amount == expected
    only = resolve(compose(bundle(place(hidden, choice(5))), since=NOON), moment=NOON)
    assert only is not None
    assert only.amount == 100, "of what is not offered, where there is nothing else"


def test_choices_add_their_surcharge_to_the_bundles_own_price() -> None:
    slot = place(choice(1, POT, amount=0), choice(2, CUP, amount=500), choice(3, CUP))
    box = bundle(slot, summed=False, own=[price(2000), price(1500, SALE, priority=5, compare_at=2000)])
    shown = resolve(compose(box, since=NOON), moment=NOON)
    priced = price_of(
        box, select(box.places, [SellableChoice(UUID(int=102))]), moment=NOON, quantity=1, groups=frozenset()
    )
    assert shown is not None
    assert priced is not None
    assert shown.amount == 1500
    assert (priced.unit, priced.base, priced.added, priced.alone) == (2000, 1500, [500], [850])


def test_the_price_from_rises_when_the_cheapest_choice_leaves() -> None:
    leaving = PricedChoice(
        id=UUID(int=101),
        variant_id=UUID(int=201),
        quantity=1,
        amount=0,
        candidates=[CUP],
        published=(NOON - HOUR, NOON + HOUR),
    )
    box = bundle(place(leaving, choice(2, CUP, amount=500)), summed=False, own=[price(2000)])
    windows = plan_windows(compose(box, since=NOON), audience="", currency="EUR", since=NOON)
    assert [(window.starts_at - NOON, window.amount) for window in windows] == [(0 * HOUR, 2000), (HOUR, 2500)]


@pytest.mark.parametrize(
    ("chosen", "repeatable", "code"),
    [
        ([], True, "SLOT_INCOMPLETE"),
        ([(1, 1)], True, "SLOT_INCOMPLETE"),
        ([(1, 2), (2, 2)], True, "SLOT_OVERFULL"),
        ([(1, 2)], False, "CHOICE_REPEATED"),
        ([(1, 1), (7, 1)], True, "CHOICE_UNKNOWN"),
        ([(1, 2)], True, None),
        ([(1, 1), (2, 1)], False, None),
        ([(1, 1), (2, 1), (9, 1)], False, None),
    ],
)
def test_a_selection_that_cannot_be_made_is_refused(
    chosen: list[tuple[int, int]], repeatable: bool, code: str | None
) -> None:
    slots = [
        place(choice(1, POT), choice(2, CUP), choice(3, CUP), minimum=2, maximum=3, repeatable=repeatable),
        place(choice(9, POT)),
    ]
    choices = [SellableChoice(UUID(int=100 + number), times) for number, times in chosen]
    if code is None:
        picked = select(slots, choices)
        assert sum(pick.times for pick in picked) == 3, "what is always in it is there, named or not"
        return
    with pytest.raises(DomainError) as refused:
        select(slots, choices)
    assert (refused.value.code, refused.value.field) == (code, ("choices",))


prices = st.lists(
    st.builds(
        price,
        st.integers(0, 10_000),
        st.sampled_from([BASE, SALE, TRADE]),
        min_quantity=st.sampled_from([1, 3, 10]),
        starts_at=st.sampled_from([None, NOON + HOUR]),
    ),
    max_size=4,
)
"""Every list has one priority and is for everybody, as in the database."""


@given(
    st.lists(st.tuples(prices, st.integers(1, 5), st.none() | st.integers(0, 500)), min_size=1, max_size=4),
    st.booleans(),
    st.integers(0, 100),
    st.integers(0, 5_000),
    st.integers(1, 12),
    st.lists(st.integers(0, 10_000), max_size=1),
)
def test_every_price_explains_itself_and_is_the_one_that_lists_show(
    parts: list[Any], summed: bool, percent: int, amount: int, quantity: int, own: list[int]
) -> None:
    choices = [choice(number, *found, quantity=many, amount=one) for number, (found, many, one) in enumerate(parts)]
    box = bundle(
        *[place(each) for each in choices],
        summed=summed,
        percent=percent,
        amount=amount,
        own=[price(each) for each in own],
    )
    priced = price_of(box, select(box.places, ()), moment=NOON, quantity=quantity, groups=frozenset())
    shown = resolve(compose(box, since=NOON), moment=NOON, quantity=quantity)
    assert (priced is None) == (shown is None)
    if priced is not None and shown is not None:
        assert priced.unit == shown.amount
        assert priced.unit == priced.base + sum(priced.added) - priced.discount
        assert min(priced.unit, priced.base, priced.discount, *priced.added) >= 0
