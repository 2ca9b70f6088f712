"""The only source of time, so that tests can move it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

__all__ = ["moved", "utc_now"]

_offset = timedelta()


def utc_now() -> datetime:
    """Returns the present moment, aware, in UTC."""
    return datetime.now(UTC) + _offset


@contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """Moves the clock of this process for the length of a ``with`` block; for tests.

    Args:
        by: How far to move; negative moves into the past. Nested moves add up.
    """
    global _offset  # noqa: PLW0603 (the one clock of the process)
    before = _offset
    _offset = before + by
    try:
        yield
    finally:
        _offset = before
