"""Writing down what reads saw, without slowing them."""

from __future__ import annotations

import asyncio
import contextvars
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

import asyncpg
import structlog
from fondaco.db.engine import Database, current
from fondaco.errors import DomainError

__all__ = ["Noted"]

SECONDS = 5.0
MOST = 1_000

log = structlog.get_logger("fondaco.catalog")

Key = TypeVar("Key", bound=Hashable)


class Noted(Generic[Key]):
    """Counts in memory, and writes to the database every few seconds. What a process has not written yet may be lost.

    At most a thousand different things are counted between two writes; answers that come from the cache are not.

    Args:
        name: For the log.
        write: Gets how often each thing was noted.
    """

    def __init__(self, name: str, write: Callable[[Counter[Key]], Awaitable[None]]) -> None:
        self._name = name
        self._write = write
        self._counts: Counter[Key] = Counter()
        self._database: Database | None = None
        self._task: asyncio.Task[None] | None = None

    def note(self, key: Key) -> None:
        """Notes a thing once more."""
        if key not in self._counts and len(self._counts) >= MOST:
            return
        database = current()
        if database is not self._database:
            self._database = database
            self._counts.clear()
        self._counts[key] += 1
        if self._task is None or self._task.done():
            # A context of its own: a transaction of the reader's must not be used by another task.
            self._task = asyncio.get_running_loop().create_task(self._later(), context=contextvars.Context())

    async def _later(self) -> None:
        await asyncio.sleep(SECONDS)
        try:
            await self.flush()
        except (DomainError, OSError, asyncpg.PostgresError) as error:
            log.warning("notes_lost", of=self._name, error=f"{type(error).__name__}: {error}")

    async def flush(self) -> None:
        """Writes what was counted now."""
        counts, self._counts = self._counts, Counter()
        if counts and self._database is current():
            await self._write(counts)
