"""Answers kept in memory until something they were made of changes.

An entry carries the tags of what it was made of. It goes when a transaction drops one of them, on whichever node; when
its time is over; or when there are too many. An answer whose making began before a tag was dropped is not kept, so a
slow query cannot bring back what a write has just removed. While notifications of other nodes cannot be heard nothing
is kept and nothing is answered from memory.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

import msgspec

from fondaco.cache.invalidation import TagBus

__all__ = ["Made", "ResponseCache"]

T = TypeVar("T")

_MOST_DROPS = 10_000
_MOST_PRIVATE = 5_000


class Made(msgspec.Struct, Generic[T], frozen=True):
    """A freshly made answer.

    Attributes:
        tags: What it was made of; None if it must not be kept.
    """

    value: T
    tags: frozenset[str] | None


class _Entry(msgspec.Struct, Generic[T]):
    value: T
    tags: frozenset[str]
    until: float


class ResponseCache(Generic[T]):
    """A bounded cache of one process.

    Args:
        bus: Tells which tags were dropped.
        max_entries: The least recently used one goes first; 0 keeps nothing.
        seconds: How long an entry may live though nothing dropped it.
    """

    def __init__(self, bus: TagBus, *, max_entries: int, seconds: float) -> None:
        self._bus = bus
        self._max_entries = max_entries
        self._seconds = seconds
        self._entries: OrderedDict[Hashable, _Entry[T]] = OrderedDict()
        self._keys_of: dict[str, set[Hashable]] = {}
        self._running: dict[Hashable, asyncio.Future[Made[T]]] = {}
        self._private: OrderedDict[Hashable, None] = OrderedDict()
        self._clock = 0
        self._drops: OrderedDict[str, int] = OrderedDict()
        self._forgotten_drops = 0
        bus.subscribe(self._dropped)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def usable(self) -> bool:
        """Whether answers may be kept and given."""
        return self._max_entries > 0 and self._bus.connected

    async def answer(self, family: Hashable, key: Hashable, make: Callable[[], Awaitable[Made[T]]]) -> T:
        """Returns the kept answer, or makes it; many who ask for the same at once wait for one making.

        Args:
            family: What a key has in common with others of its kind, such as the document: where one of a family must
                not be kept, the others are not waited for either.
            key: Everything the answer depends on besides its tags; unique over all families.
            make: Makes the answer. What it raises goes to everyone who waits.
        """
        if not self.usable or family in self._private:
            return (await make()).value
        entry = self._entries.get(key)
        if entry is not None:
            if entry.until > time.monotonic():
                self._entries.move_to_end(key)
                return entry.value
            self._remove(key)
        running = self._running.get(key)
        if running is not None:
            made = await asyncio.shield(running)
            # One that must not be kept is its maker's alone.
            return made.value if made.tags is not None else (await make()).value
        return await self._make(family, key, make)

    async def _make(self, family: Hashable, key: Hashable, make: Callable[[], Awaitable[Made[T]]]) -> T:
        future: asyncio.Future[Made[T]] = asyncio.get_running_loop().create_future()
        self._running[key] = future
        begun = self._clock
        try:
            made = await make()
        except BaseException as error:
            if isinstance(error, Exception):
                future.set_exception(error)
                future.exception()  # marks it as seen, should nobody wait
            else:
                future.cancel()
            raise
        else:
            future.set_result(made)
            if made.tags is None:
                self._private[family] = None
                if len(self._private) > _MOST_PRIVATE:
                    self._private.popitem(last=False)
            elif self.usable and not self._dropped_since(begun, made.tags):
                self._keep(key, made.value, made.tags)
            return made.value
        finally:
            if self._running.get(key) is future:
                del self._running[key]

    def _keep(self, key: Hashable, value: T, tags: frozenset[str]) -> None:
        self._entries[key] = _Entry(value, tags, time.monotonic() + self._seconds)
        for tag in tags:
            self._keys_of.setdefault(tag, set()).add(key)
        while len(self._entries) > self._max_entries:
            self._remove(next(iter(self._entries)))

    def _remove(self, key: Hashable) -> None:
        entry = self._entries.pop(key)
        for tag in entry.tags:
            keys = self._keys_of[tag]
            keys.discard(key)
            if not keys:
                del self._keys_of[tag]

    def _dropped_since(self, begun: int, tags: frozenset[str]) -> bool:
        return begun < self._forgotten_drops or any(self._drops.get(tag, 0) > begun for tag in tags)

    def _dropped(self, tags: frozenset[str] | None) -> None:
        self._clock += 1
        # Whoever asks from now on must not be given what is being made: it may have been read before the change.
        self._running.clear()
        if tags is None:
            self._entries.clear()
            self._keys_of.clear()
            self._drops.clear()
            self._forgotten_drops = self._clock
            return
        for tag in tags:
            self._drops[tag] = self._clock
            self._drops.move_to_end(tag)
            for key in list(self._keys_of.get(tag, ())):
                self._remove(key)
        while len(self._drops) > _MOST_DROPS:
            _, self._forgotten_drops = self._drops.popitem(last=False)
