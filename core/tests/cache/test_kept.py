"""One value in memory: when it is kept, when it is read anew."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fondaco.cache.invalidation import TagBus
from fondaco.cache.kept import Kept


class Base:
    """As much of a database as a kept value looks at."""

    in_transaction = False


class Source:
    """Counts how often it is read; a test can hold a reading up."""

    def __init__(self) -> None:
        self.read = 0
        self.held: asyncio.Event | None = None

    async def load(self) -> int:
        self.read += 1
        value = self.read
        if self.held is not None:
            await self.held.wait()
        return value


@pytest.fixture
def bus() -> TagBus:
    """A bus that hears other nodes."""
    made = TagBus()
    made.connected = True
    return made


def kept(bus: TagBus, source: Source, base: Any = Base) -> Kept[int]:
    return Kept(bus, base, frozenset({"taxes"}), source.load)


async def test_it_is_read_once_and_again_after_a_drop_of_one_of_its_tags(bus: TagBus) -> None:
    source = Source()
    value = kept(bus, source)
    assert [await value.get(), await value.get()] == [1, 1]
    bus._tell(frozenset({"products"}))
    assert await value.get() == 1
    bus._tell(frozenset({"products", "taxes"}))
    assert [await value.get(), await value.get()] == [2, 2]
    bus._tell(None)
    assert await value.get() == 3


async def test_it_is_not_kept_while_other_nodes_cannot_be_heard(bus: TagBus) -> None:
    source = Source()
    value = kept(bus, source)
    assert await value.get() == 1
    bus.connected = False
    assert [await value.get(), await value.get()] == [2, 3]


async def test_what_was_dropped_while_it_was_read_is_not_kept(bus: TagBus) -> None:
    source = Source()
    value = kept(bus, source)
    source.held = asyncio.Event()
    reading = asyncio.create_task(value.get())
    await asyncio.sleep(0)
    bus._tell(frozenset({"taxes"}))
    source.held.set()
    assert await reading == 1
    assert await value.get() == 2


async def test_what_a_transaction_read_is_not_kept_but_what_is_kept_serves_it(bus: TagBus) -> None:
    class Inside(Base):
        in_transaction = True

    source = Source()
    value = kept(bus, source, Inside)
    assert [await value.get(), await value.get()] == [1, 2]
    Inside.in_transaction = False
    assert await value.get() == 3
    Inside.in_transaction = True
    assert await value.get() == 3
