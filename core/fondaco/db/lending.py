"""Lends connections of a pool, and keeps those at hand that only ran statements which leave nothing behind.

Taking a connection out of asyncpg's pool and putting it back costs half as much as a short statement, and a page asks
for several. Whoever wants a connection of the pool, for whatever purpose, borrows it here: then none is kept while
somebody waits for one.
"""

from __future__ import annotations

import asyncio
import functools
import re
from typing import Any

import asyncpg

__all__ = ["ACQUIRE_SECONDS", "Lender", "leaves_nothing"]

ACQUIRE_SECONDS = 10.0
"""How long to wait for a free connection of the pool."""

SWEEP_SECONDS = 60.0
"""Connections at hand that nobody wanted for so long go back to the pool, which closes them in its time."""

_PLAIN = re.compile(r"\s*(select|insert|update|delete|with|values)\b", re.IGNORECASE)
_LASTING = re.compile(r"set_config|advisory|\btemp", re.IGNORECASE)


@functools.lru_cache(maxsize=4096)
def leaves_nothing(sql: str) -> bool:
    """Says whether a statement outside transactions certainly leaves its session as it was."""
    return _PLAIN.match(sql) is not None and _LASTING.search(sql) is None


def _is_lost(connection: Any) -> bool:
    try:
        closed: bool = connection.is_closed()
    except asyncpg.InterfaceError:  # it died, and the pool has taken it back by itself
        return True
    return closed


class Lender:
    """Lends the connections of one pool."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool
        self._at_hand: list[Any] = []
        self._fewest = 0
        self._waiting = 0
        self._sweep: asyncio.TimerHandle | None = None
        self._returning: set[asyncio.Task[None]] = set()
        self._closed = False

    async def borrow(self) -> Any:
        """Returns a connection.

        Raises:
            TimeoutError: If none became free within `ACQUIRE_SECONDS`.
        """
        while self._at_hand:
            connection = self._at_hand.pop()
            self._fewest = min(self._fewest, len(self._at_hand))
            if not _is_lost(connection):
                return connection
            await self._pool.release(connection)
        self._waiting += 1
        try:
            return await self._pool.acquire(timeout=ACQUIRE_SECONDS)
        finally:
            self._waiting -= 1

    async def give_back(self, connection: Any, *, untouched: bool = False) -> None:
        """Takes a connection back.

        Args:
            untouched: Whether its session is certainly as it was; any other is reset.
        """
        if untouched and not self._waiting and not self._closed and not _is_lost(connection):
            self._at_hand.append(connection)
            if self._sweep is None:
                self._plan_sweep()
        else:
            await self._pool.release(connection)

    def _plan_sweep(self) -> None:
        self._fewest = len(self._at_hand)
        self._sweep = asyncio.get_running_loop().call_later(SWEEP_SECONDS, self._return_unused)

    def _return_unused(self) -> None:
        unused, self._at_hand = self._at_hand[: self._fewest], self._at_hand[self._fewest :]
        for connection in unused:
            task = asyncio.ensure_future(self._pool.release(connection))
            self._returning.add(task)
            task.add_done_callback(self._returning.discard)
        self._sweep = None
        if self._at_hand:
            self._plan_sweep()

    async def close(self) -> None:
        """Gives everything at hand back to the pool, and keeps nothing from now on."""
        self._closed = True
        if self._sweep is not None:
            self._sweep.cancel()
        at_hand, self._at_hand = self._at_hand, []
        await asyncio.gather(
            *(self._pool.release(connection) for connection in at_hand), *self._returning, return_exceptions=True
        )
