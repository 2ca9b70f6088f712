"""One value that is read often and changed rarely, such as the tax zones of a shop: kept until a tag is dropped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from fondaco.cache.invalidation import TagBus
from fondaco.db.engine import Database

__all__ = ["Kept"]

T = TypeVar("T")


class Kept(Generic[T]):
    """A value in the memory of this process, read anew after somebody dropped one of its tags, on whichever node.

    It is kept only while other nodes can be heard, and not if it was read inside a transaction, which may see what
    nobody else ever will. A value that was being read when a tag was dropped is returned, but not kept.

    Args:
        bus: Tells of dropped tags.
        database: Whose transactions are meant.
        tags: Any of these drops it.
        load: Reads it.
    """

    def __init__(self, bus: TagBus, database: Database, tags: frozenset[str], load: Callable[[], Awaitable[T]]) -> None:
        self._bus = bus
        self._database = database
        self._tags = tags
        self._load = load
        self._kept: list[T] = []
        self._drops = 0
        bus.subscribe(self._dropped)

    async def get(self) -> T:
        """Returns the value, from memory if it is there. It is shared: never change it."""
        if self._kept and self._bus.connected:
            return self._kept[0]
        before = self._drops
        value = await self._load()
        if self._bus.connected and before == self._drops and not self._database.in_transaction:
            self._kept = [value]
        return value

    def _dropped(self, tags: frozenset[str] | None) -> None:
        if tags is None or tags & self._tags:
            self._drops += 1
            self._kept = []
