"""Answers kept in memory until something they were made of changes.

An entry carries the tags of what it was made of. It goes when a transaction drops one of them, on whichever node; when
its time is over, by its age or because the answer itself says until when it is right; or when there are too many. An
answer whose making began before a tag was dropped is not kept, so a slow query cannot bring back what a write has just
removed. While notifications of other nodes cannot be heard nothing is kept and nothing is answered from memory.

What an answer depends on besides its question is learnt while it is made: a family of questions remembers the
dimensions that its answers looked at, and the values of the caller become part of the key, like ``Vary`` of HTTP.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Mapping
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

import msgspec
import structlog

from fondaco import clock
from fondaco.cache.dimensions import Dimension
from fondaco.cache.entries import Entries
from fondaco.cache.invalidation import TagBus
from fondaco.context import Context

__all__ = ["Answered", "Made", "Question", "ResponseCache"]

T = TypeVar("T")

MOST_DIMENSIONS = 8
"""Of one family; what looks at more is not kept."""

_MOST_DROPS = 10_000
_MOST_FAMILIES = 5_000

log = structlog.get_logger("fondaco.cache")

Dimensions = tuple[Dimension[Any], ...]


class Question(msgspec.Struct, frozen=True):
    """What is asked.

    Attributes:
        family: What it has in common with others of its kind, such as the document.
        rest: Everything else that any answer to it depends on, such as variables and channel.
        caller: Who asks; dimensions are read off it.
        size: Bytes that it takes when it is kept.
    """

    family: Hashable
    rest: Hashable
    caller: Context
    size: int = 0


class Made(msgspec.Struct, Generic[T], frozen=True):
    """A freshly made answer.

    Attributes:
        tags: What it was made of; None if it must not be kept.
        private: Whether it is its maker's alone, where it must not be kept: nobody waits for the next of its family.
        looked: The dimensions that it depends on, and the values that its maker had in them.
        valid_until: The moment from which on it is wrong though nothing dropped it; None if there is none.
    """

    value: T
    tags: frozenset[str] | None
    private: bool = True
    looked: Mapping[Dimension[Any], Hashable] = {}
    valid_until: datetime | None = None


class Answered(msgspec.Struct, Generic[T], frozen=True):
    """What a caller is given.

    Attributes:
        how: ``collapsed`` if it was waited for while another caller's question made it.
    """

    value: T
    how: Literal["kept", "made", "collapsed"]


class _Family(msgspec.Struct):
    """What the answers of a family have taught.

    Attributes:
        private: Whether the last answer was its maker's alone.
        dimensions: That any of them looked at.
    """

    private: bool = False
    dimensions: Dimensions = ()


class ResponseCache(Generic[T]):
    """A bounded cache of one process.

    Args:
        bus: Tells which tags were dropped.
        max_entries: The least recently used one goes first; 0 keeps nothing.
        max_bytes: Of memory, roughly; 0 keeps nothing.
        seconds: How long an entry may live though nothing dropped it.
        pack: Returns what to keep of an answer and the bytes it takes; None if it cannot be kept.
        watch: Told how many answers there are now, the bytes they take, and how many have just been dropped.
    """

    def __init__(
        self,
        bus: TagBus,
        *,
        max_entries: int,
        max_bytes: int,
        seconds: float,
        pack: Callable[[T], tuple[T, int] | None],
        watch: Callable[[int, int, int], None] = lambda answers, size, dropped: None,
    ) -> None:
        self._bus = bus
        self._on = max_entries > 0 and max_bytes > 0
        self._entries: Entries[T] = Entries(max_entries=max_entries, max_bytes=max_bytes, seconds=seconds)
        self._pack = pack
        self._watch = watch
        self._running: dict[Hashable, asyncio.Future[Made[T] | None]] = {}
        self._families: OrderedDict[Hashable, _Family] = OrderedDict()
        self._clock = 0
        self._drops: OrderedDict[str, int] = OrderedDict()
        self._forgotten_drops = 0
        bus.subscribe(self._dropped)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def bytes(self) -> int:
        """Roughly the memory that is taken."""
        return self._entries.bytes

    @property
    def usable(self) -> bool:
        """Whether answers may be kept and given."""
        return self._on and self._bus.connected

    def find(self, question: Question) -> T | None:
        """Returns the kept answer; None if there is none."""
        if not self.usable:
            return None
        key = self._key(question)
        return None if key is None else self._entries.find(key)

    async def answer(self, question: Question, make: Callable[[], Awaitable[Made[T]]]) -> Answered[T]:
        """Returns the kept answer, or makes it; many who ask for the same at once wait for one making.

        Whoever gives up does so alone: where the one who makes it is cancelled, the next of those who wait makes it.
        So it is where the making went wrong for its maker, but once only: what fails again is likely to fail for all,
        and nobody is to wait for many failures in a row.

        Args:
            make: Makes the answer for the caller who asks. What it raises goes to everyone who waits.
        """
        if not self.usable:
            return Answered((await make()).value, "made")
        failed = False
        while self.usable:
            key = self._key(question)
            if key is None:
                break
            value = self._entries.find(key)
            if value is not None:
                return Answered(value, "kept")
            family = self._families.get(question.family)
            if family is not None and family.private:
                break
            running = self._running.get(key)
            if running is None:
                return Answered(await self._make(question, make, key), "made")
            made = await asyncio.shield(running)
            if made is None or _is_over(made):
                continue
            if made.tags is None:
                if made.private or failed:
                    break  # what must not be kept is its maker's alone
                failed = True
            elif _fits(made, question.caller):
                return Answered(made.value, "collapsed")
            elif self._key(question) == key:
                break  # the caller differs from the maker in something that the family could not learn
        return Answered(await self._make(question, make, None), "made")

    async def _make(self, question: Question, make: Callable[[], Awaitable[Made[T]]], key: Hashable | None) -> T:
        """Makes an answer, and keeps it if it may; others wait for it where a key is given."""
        future: asyncio.Future[Made[T] | None] | None = None
        if key is not None:
            future = self._running[key] = asyncio.get_running_loop().create_future()
        begun, since = self._clock, time.monotonic()
        made: Made[T] | None = None
        try:
            made = await make()
            self._learn(question.family, made)
            self._keep(question, made, begun, since)
        except Exception as error:
            if future is not None:
                future.set_exception(error)
                future.exception()  # marks it as seen, should nobody wait
            raise
        finally:
            if future is not None:
                if not future.done():
                    future.set_result(made)
                if key is not None and self._running.get(key) is future:
                    del self._running[key]
        return made.value

    def _learn(self, family_key: Hashable, made: Made[T]) -> None:
        if made.tags is None and not made.private:
            return  # one caller's mistake says nothing of what others get
        family = self._families.get(family_key)
        if family is None:
            if made.tags is not None and not made.looked:
                return
            family = self._families[family_key] = _Family()
        family.private = made.tags is None
        new = tuple(dimension for dimension in made.looked if dimension not in family.dimensions)
        if new and len(family.dimensions) + len(new) <= MOST_DIMENSIONS:
            family.dimensions += new
        self._families.move_to_end(family_key)
        if len(self._families) > _MOST_FAMILIES:
            self._families.popitem(last=False)

    def _keep(self, question: Question, made: Made[T], begun: int, since: float) -> None:
        if made.tags is None or not self.usable or self._dropped_since(begun, made.tags):
            return
        key = self._key(question, made.looked)
        packed = None if key is None else self._pack(made.value)
        if packed is None:
            return
        value, size = packed
        self._entries.keep(
            key, value, size=size + question.size, tags=made.tags, since=since, valid_until=made.valid_until
        )
        self._watch(len(self._entries), self._entries.bytes, 0)

    def _key(self, question: Question, looked: Mapping[Dimension[Any], Hashable] | None = None) -> Hashable | None:
        """Returns the key of a question as far as is known; None if a dimension cannot be read.

        Args:
            looked: Values that the maker of an answer has seen; None too if the family has not learnt all of these.
        """
        family = self._families.get(question.family)
        dimensions = () if family is None else family.dimensions
        if looked and not looked.keys() <= set(dimensions):
            return None
        if not dimensions:
            return question.family, question.rest
        try:
            values = tuple(
                looked[dimension] if looked and dimension in looked else dimension.value_of(question.caller)
                for dimension in dimensions
            )
        except Exception:
            log.exception("dimension_failed", dimensions=[dimension.name for dimension in dimensions])
            return None
        return question.family, question.rest, dimensions, values

    def _dropped_since(self, begun: int, tags: frozenset[str]) -> bool:
        return begun < self._forgotten_drops or any(self._drops.get(tag, 0) > begun for tag in tags)

    def _dropped(self, tags: frozenset[str] | None) -> None:
        self._clock += 1
        # Whoever asks from now on must not be given what is being made: it may have been read before the change.
        self._running.clear()
        if tags is None or len(tags) > _MOST_DROPS:
            removed = self._entries.clear()
            self._drops.clear()
            self._forgotten_drops = self._clock
        else:
            removed = self._entries.drop(tags)
            for tag in tags:
                self._drops[tag] = self._clock
                self._drops.move_to_end(tag)
            while len(self._drops) > _MOST_DROPS:
                _, self._forgotten_drops = self._drops.popitem(last=False)
        if removed:
            self._watch(len(self._entries), self._entries.bytes, removed)


def _is_over(made: Made[Any]) -> bool:
    """Says whether an answer has become wrong by itself while it was made."""
    return made.valid_until is not None and made.valid_until <= clock.utc_now()


def _fits(made: Made[Any], caller: Context) -> bool:
    """Says whether an answer is also this caller's."""
    try:
        return all(dimension.value_of(caller) == value for dimension, value in made.looked.items())
    except Exception:
        log.exception("dimension_failed", dimensions=[dimension.name for dimension in made.looked])
        return False
