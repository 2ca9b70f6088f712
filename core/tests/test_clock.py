"""The one clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fondaco import clock


def shift() -> timedelta:
    return clock.utc_now() - datetime.now(UTC)


def near(expected: timedelta) -> bool:
    return abs(shift() - expected) < timedelta(seconds=1)


def test_now_is_aware_and_utc() -> None:
    assert clock.utc_now().utcoffset() == timedelta(0)
    assert near(timedelta())


def test_moves_add_up_and_end_with_their_block() -> None:
    with clock.moved(timedelta(days=2)):
        assert near(timedelta(days=2))
        with clock.moved(timedelta(days=-3)):
            assert near(timedelta(days=-1))
        assert near(timedelta(days=2))
    assert near(timedelta())


def test_an_error_ends_the_move_too() -> None:
    with pytest.raises(ValueError, match="x"), clock.moved(timedelta(days=9)):
        raise ValueError("x")
    assert near(timedelta())
