"""Prices over time: windows, the history in them, the lowest price of 30 days, and spans of products."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from fondaco_catalog.model.price_windows import FOREVER, Span, Stored, Window, plan_windows, revise, spans_of
from fondaco_catalog.model.pricing import Candidate, resolve
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def day(number: float) -> datetime:
    return NOW + number * DAY


def candidate(
    list_: int, amount: int, starts: float | None = None, ends: float | None = None, **more: object
) -> Candidate:
    return structs.replace(
        Candidate(
            UUID(int=list_),
            list_,
            (),
            None if starts is None else day(starts),
            None if ends is None else day(ends),
            1,
            amount,
        ),
        **more,
    )


def window(
    starts: float, ends: float | None, amount: int, compare: int | None = None, lowest: int | None = None
) -> Window:
    end = FOREVER if ends is None else day(ends)
    return Window(day(starts), end, "EUR", UUID(int=1), 1, False, amount, compare, lowest)


def shown(windows: list[Window]) -> list[tuple[float, float | None, int]]:
    return [
        ((one.starts_at - NOW) / DAY, None if one.ends_at == FOREVER else (one.ends_at - NOW) / DAY, one.amount)
        for one in windows
    ]


def plan(*candidates: Candidate, audience: str = "", since: datetime = NOW) -> list[Window]:
    return plan_windows(candidates, audience=audience, currency="EUR", since=since)


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([], []),
        ([candidate(1, 10)], [(0, None, 10)]),
        ([candidate(1, 10, ends=5)], [(0, 5, 10)]),
        ([candidate(1, 10, starts=5)], [(5, None, 10)]),
        ([candidate(1, 10), candidate(2, 8, 3, 7)], [(0, 3, 10), (3, 7, 8), (7, None, 10)]),
        ([candidate(1, 10), candidate(2, 8, -3, 7)], [(0, 7, 8), (7, None, 10)]),
        ([candidate(1, 10), candidate(2, 8, -7, -3)], [(0, None, 10)]),
        ([candidate(1, 10, ends=2), candidate(2, 8, 4)], [(0, 2, 10), (4, None, 8)]),
        ([candidate(1, 10), candidate(2, 8, 1, 5), candidate(3, 6, 2, 3)],
         [(0, 1, 10), (1, 2, 8), (2, 3, 6), (3, 5, 8), (5, None, 10)]),
        ([candidate(1, 10), candidate(2, 8, 1, 5, active=False)], [(0, None, 10)]),
        ([candidate(1, 10), candidate(2, 8, groups=("vip",))], [(0, None, 10)]),
    ],
)  # fmt: skip
def test_the_plan(candidates: list[Candidate], expected: list[tuple[float, float | None, int]]) -> None:
    assert shown(plan(*candidates)) == expected


def test_a_group_has_a_plan_of_its_own() -> None:
    candidates = [candidate(1, 10), candidate(2, 8, 3, 7, groups=("vip",))]
    planned = plan(*candidates, audience="vip")
    assert shown(planned) == [(0, 3, 10), (3, 7, 8), (7, None, 10)]
    assert [one.specific for one in planned] == [False, True, False]


def test_what_stays_the_same_is_not_written() -> None:
    stored = [Stored(UUID(int=7), window(-9, None, 10))]
    found = revise(stored, plan(candidate(1, 10)), now=NOW)
    assert (found.deleted, found.ended, found.added) == ([], [], [])
    assert shown(found.valid) == [(-9, None, 10)]


def test_a_new_price_ends_the_old_one_and_keeps_it_as_history() -> None:
    stored = [Stored(UUID(int=7), window(-9, None, 12))]
    found = revise(stored, plan(candidate(1, 10)), now=NOW)
    assert (found.deleted, found.ended) == ([], [(UUID(int=7), NOW)])
    assert shown(found.added) == shown(found.valid) == [(0, None, 10)]


def test_a_sale_that_is_planned_cuts_the_present_price_and_is_gone_when_it_is_called_off() -> None:
    base, sale = candidate(1, 10), candidate(2, 8, 3, 7)
    first = revise([Stored(UUID(int=7), window(-9, None, 10))], plan(base, sale), now=NOW)
    assert first.ended == [(UUID(int=7), day(3))]
    assert shown(first.added) == [(3, 7, 8), (7, None, 10)]
    stored = [
        Stored(UUID(int=7), window(-9, 3, 10)),
        *(Stored(UUID(int=8 + n), one) for n, one in enumerate(first.added)),
    ]
    again = revise(stored, plan(base, sale, since=day(1)), now=day(1))
    assert (again.deleted, again.ended, again.added) == ([], [], [])
    off = revise(stored, plan(base, since=day(1)), now=day(1))
    assert (off.deleted, off.ended, off.added) == ([UUID(int=8), UUID(int=9)], [(UUID(int=7), FOREVER)], [])


def test_a_variant_that_is_taken_out_of_sale_has_only_history() -> None:
    stored = [Stored(UUID(int=7), window(-9, 5, 10)), Stored(UUID(int=8), window(5, None, 9))]
    found = revise(stored, [], now=NOW)
    assert (found.deleted, found.ended, found.added) == ([UUID(int=8)], [(UUID(int=7), NOW)], [])
    assert found.valid == []


REDUCED = candidate(1, 80, compare_at=100)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([], None),
        ([(-60, 0, 100)], 100),
        ([(-60, -10, 90), (-10, 0, 100)], 90),
        ([(-60, -31, 70), (-31, 0, 100)], 100),
        ([(-60, -30, 70), (-30, 0, 100)], 100),
        ([(-60, -29.9, 70), (-29.9, 0, 100)], 70),
        ([(-20, -10, 100)], 100),
        ([(-60, -40, 90)], None),
        ([(-60, 0, 75)], 75),
    ],
)
def test_the_lowest_price_of_the_thirty_days_before_a_reduction(
    history: list[tuple[float, float, int]], expected: int | None
) -> None:
    stored = [
        Stored(UUID(int=9 + number), structs.replace(window(*one), ends_at=day(one[1]) if one[1] else FOREVER))
        for number, one in enumerate(history)
    ]
    found = revise(stored, plan(REDUCED), now=NOW)
    assert [one.lowest for one in found.added] == [expected]


def test_a_price_that_is_not_announced_as_reduced_has_no_lowest() -> None:
    stored = [Stored(UUID(int=7), window(-9, None, 100))]
    for compare_at in (None, 80, 79):
        found = revise(stored, plan(candidate(1, 80, compare_at=compare_at)), now=NOW)
        assert [one.lowest for one in found.added] == [None]


def test_the_lowest_price_stays_for_the_whole_reduction_and_a_further_cut_counts_the_first() -> None:
    stored = [Stored(UUID(int=7), window(-60, 0, 100)), Stored(UUID(int=8), window(0, None, 80, 100, 100))]
    much_later = day(200)
    kept = revise(stored[1:], plan(REDUCED, since=much_later), now=much_later)
    assert (kept.added, [one.lowest for one in kept.valid]) == ([], [100])
    other_reference = revise(stored[1:], plan(candidate(1, 80, compare_at=110), since=day(200)), now=day(200))
    assert [one.lowest for one in other_reference.added] == [100]
    further = revise(stored, plan(candidate(1, 70, compare_at=100), since=day(9)), now=day(9))
    assert [one.lowest for one in further.added] == [80]
    raised = revise(
        [Stored(UUID(int=9), window(0, None, 70, 100, 80))],
        plan(candidate(1, 90, compare_at=100), since=day(9)),
        now=day(9),
    )
    assert [one.lowest for one in raised.added] == [70]


def test_a_reduction_that_is_planned_knows_its_lowest_price_beforehand() -> None:
    stored = [Stored(UUID(int=7), window(-60, -5, 85)), Stored(UUID(int=8), window(-5, None, 100))]
    sale = candidate(2, 80, 10, 20, compare_at=100)
    second = candidate(3, 75, 15, 20, compare_at=100)
    found = revise(stored, plan(candidate(1, 100), sale, second), now=NOW)
    assert [(one.amount, one.lowest) for one in found.added] == [(80, 85), (75, 80), (100, None)]


def test_what_a_group_paid_before_counts_with_everybodys_prices() -> None:
    earlier = [window(-60, -3, 90), window(-3, 0, 100)]
    planned = plan(candidate(2, 50, compare_at=100, groups=("vip",)), audience="vip")
    assert [one.lowest for one in revise([], planned, now=NOW, earlier=earlier).added] == [90]


def test_a_history_in_another_currency_does_not_count() -> None:
    old = structs.replace(window(-9, None, 1), currency="USD")
    found = revise([Stored(UUID(int=7), old)], plan(REDUCED), now=NOW)
    assert found.ended == [(UUID(int=7), NOW)]
    assert [one.lowest for one in found.added] == [None]


def test_spans_follow_the_windows_of_all_variants() -> None:
    one, two, three = (UUID(int=number) for number in range(3))
    windows = {
        one: {"": [window(-1, 3, 10), window(3, None, 8)], "vip": [window(0, None, 5)]},
        two: {"": [window(0, 2, 20), window(2, 3, 9)]},
        three: {"": [window(0, None, 9)]},
    }
    expected: dict[str, list[tuple[int, int | None, int, int, tuple[int, ...] | None]]] = {
        "": [(0, 2, 9, 20, None), (2, 3, 9, 10, None), (3, None, 8, 9, None)],
        "vip": [(0, 2, 5, 20, (5, 9, 20)), (2, None, 5, 9, (5, 9))],
    }
    for audience, spans in expected.items():
        assert spans_of(windows, {audience} - {""}, NOW) == [
            Span(day(starts), FOREVER if ends is None else day(ends), "EUR", lowest, highest, amounts)
            for starts, ends, lowest, highest, amounts in spans
        ]


MOMENTS = st.none() | st.integers(-6, 6)


@st.composite
def schedules(draw: st.DrawFn) -> list[Candidate]:
    found = []
    for number in range(draw(st.integers(0, 4))):
        starts, ends = draw(MOMENTS), draw(MOMENTS)
        found.append(
            candidate(
                number,
                draw(st.integers(0, 5)),
                starts,
                ends,
                priority=draw(st.integers(0, 1)),
                compare_at=draw(st.none() | st.integers(0, 9)),
                groups=draw(st.sampled_from([(), (), ("vip",)])),
            )
        )
    return found


@given(schedules(), st.sampled_from(["", "vip"]))
def test_at_every_moment_the_window_says_what_the_resolution_says(candidates: list[Candidate], audience: str) -> None:
    planned = plan(*candidates, audience=audience)
    for half in range(14):
        moment = day(half / 2)
        valid = [one for one in planned if one.starts_at <= moment < one.ends_at]
        found = resolve(candidates, moment=moment, groups=frozenset({audience} - {""}))
        assert [(one.amount, one.compare_at, one.list_id) for one in valid] == (
            [] if found is None else [(found.amount, found.compare_at, found.list_id)]
        )


@given(st.lists(schedules(), min_size=1, max_size=5))
def test_whatever_is_changed_windows_never_overlap_and_what_was_stays(changes: list[list[Candidate]]) -> None:
    stored: dict[UUID, Window] = {}
    for number, candidates in enumerate(changes):
        now = day(number)
        found = revise([Stored(id_, one) for id_, one in stored.items()], plan(*candidates, since=now), now=now)
        over = {id_: one for id_, one in stored.items() if one.ends_at <= now}
        for id_ in found.deleted:
            assert stored.pop(id_).starts_at >= now
        for id_, ends_at in found.ended:
            assert stored[id_].ends_at > now
            stored[id_] = structs.replace(stored[id_], ends_at=ends_at)
        stored |= {UUID(int=1000 * number + place): one for place, one in enumerate(found.added)}
        assert over.items() <= stored.items()
        in_order = sorted(stored.values(), key=lambda one: one.starts_at)
        assert all(one.starts_at < one.ends_at for one in in_order)
        assert all(one.ends_at <= two.starts_at for one, two in pairwise(in_order))
        assert found.valid == [one for one in in_order if one.ends_at > now]
