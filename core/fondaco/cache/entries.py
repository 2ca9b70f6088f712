"""What is kept: bounded in number, in bytes and in age, and found again by tag."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from datetime import datetime
from typing import Generic, TypeVar

import msgspec

from fondaco import clock

__all__ = ["BYTES_OF_ENTRY", "BYTES_OF_LETTER", "BYTES_OF_TAG", "LARGEST_PART", "Entries"]

T = TypeVar("T")

BYTES_OF_ENTRY = 1900
"""What an entry takes besides its value and tags: measured by ``core/tests/cache/test_entries.py``."""

BYTES_OF_TAG = 300
"""What each tag of an entry takes besides its text: its places in two sets and in a dict."""

BYTES_OF_LETTER = 6
"""What each letter of a tag takes, at most: here twice, and in two headers of two media types."""

LARGEST_PART = 8
"""An entry that would take more than this part of all bytes is not kept: it would drive out too many others."""


class _Entry(msgspec.Struct, Generic[T]):
    value: T
    tags: frozenset[str]
    until: float
    valid_until: datetime | None
    size: int


class Entries(Generic[T]):
    """Values by key; the least recently used one goes first.

    Args:
        max_entries: As many are kept at most.
        max_bytes: As much memory is taken at most, roughly; see `BYTES_OF_ENTRY`.
        seconds: How long an entry lives though nothing dropped it.

    Attributes:
        bytes: Roughly the memory that is taken.
    """

    def __init__(self, *, max_entries: int, max_bytes: int, seconds: float) -> None:
        self.bytes = 0
        self._max_entries = max_entries
        self._max_bytes = max_bytes
        self._seconds = seconds
        self._entries: OrderedDict[Hashable, _Entry[T]] = OrderedDict()
        self._keys_of: dict[str, set[Hashable]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, key: Hashable) -> T | None:
        """Returns what is kept under the key; None if nothing is, or it is too old."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry.until <= time.monotonic() or (entry.valid_until is not None and entry.valid_until <= clock.utc_now()):
            self._remove(key)
            return None
        self._entries.move_to_end(key)
        return entry.value

    def keep(
        self,
        key: Hashable,
        value: T,
        *,
        size: int,
        tags: frozenset[str],
        since: float,
        valid_until: datetime | None = None,
    ) -> bool:
        """Keeps a value; says whether it does, which it does not if that is too large or too old.

        Args:
            size: Bytes that value and key take.
            since: When its making began (`time.monotonic`): its age counts from then.
            valid_until: The moment from which on it is wrong though nothing dropped it.
        """
        if key in self._entries:
            self._remove(key)
        size += BYTES_OF_ENTRY + BYTES_OF_TAG * len(tags) + BYTES_OF_LETTER * sum(map(len, tags))
        until = since + self._seconds
        over = until <= time.monotonic() or (valid_until is not None and valid_until <= clock.utc_now())
        if size * LARGEST_PART > self._max_bytes or over:
            return False
        self._entries[key] = _Entry(value, tags, until, valid_until, size)
        self.bytes += size
        for tag in tags:
            self._keys_of.setdefault(tag, set()).add(key)
        while len(self._entries) > self._max_entries or self.bytes > self._max_bytes:
            self._remove(next(iter(self._entries)))
        return True

    def drop(self, tags: Iterable[str]) -> int:
        """Removes whatever carries one of the tags; returns how many."""
        before = len(self._entries)
        for tag in tags:
            for key in tuple(self._keys_of.get(tag, ())):
                self._remove(key)
        return before - len(self._entries)

    def clear(self) -> int:
        """Removes everything; returns how many."""
        removed = len(self._entries)
        self._entries.clear()
        self._keys_of.clear()
        self.bytes = 0
        return removed

    def _remove(self, key: Hashable) -> None:
        entry = self._entries.pop(key)
        self.bytes -= entry.size
        for tag in entry.tags:
            keys = self._keys_of[tag]
            keys.discard(key)
            if not keys:
                del self._keys_of[tag]
