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
import structlog

__all__ = ["ACQUIRE_SECONDS", "Lender", "leaves_nothing"]

ACQUIRE_SECONDS = 10.0
"""How long to wait for a free connection of the pool."""

SWEEP_SECONDS = 60.0
"""Connections at hand that nobody wanted for so long go back to the pool, which closes them in its time."""

log = structlog.get_logger("fondaco.db")

_PLAIN = re.compile(r"\s*(select|insert|update|delete|with|values)\b", re.IGNORECASE)
_LASTING = re.compile(r"set_config|setseed|advisory(?!_xact_)|\btemp|pg_temp|;", re.IGNORECASE)


@functools.lru_cache(maxsize=4096)
def leaves_nothing(sql: str) -> bool:
    """Says whether a statement leaves its session as it was, once it is over or the transaction around it.

    What a function of a plugin's own does inside is not seen: one that changes settings for longer than its
    transaction, or takes locks that outlast it, is called on a connection lent by `Database.connection`.
    """
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
        self._room: int = pool.get_max_size()
        """How many may still be taken out of the pool; those at hand and those lent are out."""
        self._at_hand: list[Any] = []
        self._fewest = 0
        # In the order in which they came; who waits gets a connection, or None: room to take one out of the pool.
        self._waiting: dict[asyncio.Future[Any], None] = {}
        self._sweep: asyncio.TimerHandle | None = None
        self._returning: set[asyncio.Task[None]] = set()
        self._closed = False

    async def borrow(self) -> Any:
        """Returns a connection. Where none is free, whoever came first gets the next one.

        Raises:
            TimeoutError: If none became free within `ACQUIRE_SECONDS`.
            ConnectionError: If a new one was needed and the server cannot be reached.
        """
        while self._at_hand:
            connection = self._at_hand.pop()
            self._fewest = min(self._fewest, len(self._at_hand))
            if not _is_lost(connection):
                return connection
            await self._release(connection)
        if self._room:
            self._room -= 1
        elif (connection := await self._turn()) is not None:
            return connection
        try:
            return await self._pool.acquire(timeout=ACQUIRE_SECONDS)
        except BaseException as error:
            self._make_room()
            if isinstance(error, OSError) and not isinstance(error, ConnectionError | TimeoutError):
                # Such as FileNotFoundError: the socket of a server that is starting again is no file yet.
                raise ConnectionError(f"the database cannot be reached: {error}") from error
            raise

    async def give_back(self, connection: Any, *, untouched: bool = False) -> None:
        """Takes a connection back. Fails for nothing but cancellation: what ran on it has run.

        Args:
            untouched: Whether its session is certainly as it was; any other is reset.
        """
        if untouched and not self._closed and not _is_lost(connection):
            self._pass_on(connection)
        else:
            await self._release(connection)

    async def _turn(self) -> Any:
        turn = asyncio.get_running_loop().create_future()
        self._waiting[turn] = None
        try:
            async with asyncio.timeout(ACQUIRE_SECONDS):
                return await turn
        except BaseException:
            self._waiting.pop(turn, None)
            if turn.done() and not turn.cancelled():  # it came too late to be taken
                if (connection := turn.result()) is None:
                    self._make_room()
                else:
                    self._pass_on(connection)
            raise

    def _next(self) -> asyncio.Future[Any] | None:
        """Returns the first of those who still wait, and lets it out of the queue."""
        while self._waiting:
            turn = next(iter(self._waiting))
            del self._waiting[turn]
            if not turn.done():
                return turn
        return None

    def _pass_on(self, connection: Any) -> None:
        if (turn := self._next()) is not None:
            turn.set_result(connection)
            return
        self._at_hand.append(connection)
        if self._sweep is None:
            self._plan_sweep()

    def _make_room(self) -> None:
        if (turn := self._next()) is not None:
            turn.set_result(None)
        else:
            self._room += 1

    async def _release(self, connection: Any) -> None:
        try:
            await self._pool.release(connection)
        except Exception as error:  # noqa: BLE001 (whatever it is, the pool has thrown the connection away)
            log.warning("connection_thrown_away", error=f"{type(error).__name__}: {error}")
        finally:
            self._make_room()

    def _plan_sweep(self) -> None:
        self._fewest = len(self._at_hand)
        self._sweep = asyncio.get_running_loop().call_later(SWEEP_SECONDS, self._return_unused)

    def _return_unused(self) -> None:
        unused, self._at_hand = self._at_hand[: self._fewest], self._at_hand[self._fewest :]
        for connection in unused:
            task = asyncio.create_task(self._release(connection))
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
        await asyncio.gather(*map(self._release, at_hand), *self._returning)
