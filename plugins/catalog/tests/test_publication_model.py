"""From when until when a product is published: the rules, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fondaco.errors import InvalidInputError
from fondaco_catalog.model.publication import Listing, publish, settle, unpublish
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at(hours: float | None) -> datetime | None:
    return None if hours is None else NOW + timedelta(hours=hours)


def listing(start: float | None, end: float | None = None, *, announced: bool = False) -> Listing:
    return Listing("default", at(start), at(end), announced)


@pytest.mark.parametrize(
    ("before", "start", "end", "after"),
    [
        (listing(None), None, UNSET, listing(0)),
        (listing(None), -5, UNSET, listing(0)),  # a moment that has passed is now
        (listing(None), 3, UNSET, listing(3)),
        (listing(None), 3, 5, listing(3, 5)),
        (listing(-9), None, UNSET, listing(-9)),  # published already: its beginning stays
        (listing(-9, 4), None, UNSET, listing(-9, 4)),
        (listing(-9, 4), None, None, listing(-9)),
        (listing(-9, 4), None, 7, listing(-9, 7)),
        (listing(-9, 4), 6, UNSET, listing(6)),  # an end before the beginning is none
        (listing(-9, -1), None, UNSET, listing(0)),  # it was over
        (listing(5, 9), None, UNSET, listing(0, 9)),  # what was to come is now
        (listing(-9), 2, UNSET, listing(2)),
    ],
)
def test_publishing_sets_the_period(before: Listing, start: float | None, end: Any, after: Listing) -> None:
    until = at(end) if end is not UNSET else UNSET
    assert publish(before, NOW, at(start), until) == after


@pytest.mark.parametrize(
    ("before", "end", "after"),
    [
        (listing(-9, announced=True), None, listing(None, announced=True)),
        (listing(-9, 5), -1, listing(None)),
        (listing(5, 9), None, listing(None)),
        (listing(-9), 2, listing(-9, 2)),
        (listing(1, 9), 2, listing(1, 2)),
        (listing(None), 2, listing(None)),
        (listing(-9, -2), 2, listing(-9, -2)),  # over already
    ],
)
def test_withdrawing_ends_the_period(before: Listing, end: float | None, after: Listing) -> None:
    assert unpublish(before, NOW, at(end)) == after


@pytest.mark.parametrize(("start", "end"), [(None, 0), (None, -1), (3, 3), (3, 2)])
def test_a_period_that_ends_before_it_begins_is_refused(start: float | None, end: float) -> None:
    with pytest.raises(InvalidInputError) as caught:
        publish(listing(None), NOW, at(start), at(end))
    assert (caught.value.code, caught.value.field) == ("INVALID_PERIOD", ("unpublishAt",))


def test_withdrawing_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidInputError) as caught:
        unpublish(listing(5), NOW, at(4))
    assert caught.value.code == "INVALID_PERIOD"


_hours = st.none() | st.integers(-5, 5)


@given(_hours, _hours, st.booleans())
def test_events_say_in_the_end_what_is_published(start: int | None, length: int | None, announced: bool) -> None:
    # given any listing
    end = None if start is None or length is None else start + abs(length) + 1
    before = listing(start, end, announced=announced and start is not None)
    # when
    after, told = settle(before, NOW)
    # then
    assert after.announced == after.published(NOW)
    assert told is (None if before.announced == after.announced else after.announced)
    assert settle(after, NOW) == (after, None)


@given(st.integers(-5, 5), st.integers(1, 9), st.integers(-20, 20))
def test_it_is_published_from_its_first_moment_to_the_last_before_its_end(start: int, length: int, now: int) -> None:
    found = listing(start, start + length)
    moment = NOW + timedelta(hours=now)
    assert found.published(moment) == (start <= now < start + length)
