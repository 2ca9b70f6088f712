"""Writing down which queries found nothing, without slowing the searches."""

from __future__ import annotations

import asyncio
import contextvars
from collections import Counter

import structlog
from fondaco import clock
from fondaco.db.engine import Database, current
from fondaco.errors import DomainError

from fondaco_catalog.model.search_staff import keepable
from fondaco_catalog.repository import search_staff

__all__ = ["SearchMisses"]

SECONDS = 5.0
MOST = 1_000

log = structlog.get_logger("fondaco.catalog")


class SearchMisses:
    """Counts in memory, and adds to the database every few seconds. What a process has not written yet may be lost.

    At most a thousand different queries are counted between two writes; answers that come from the cache are not.
    """

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._database: Database | None = None
        self._task: asyncio.Task[None] | None = None

    def note(self, channel: str, locale: str, text: str) -> None:
        """Notes a query that found nothing, unless it may say who somebody is."""
        query = keepable(text)
        if query is None:
            return
        key = (channel, locale, query)
        if key not in self._counts and len(self._counts) >= MOST:
            return
        database = current()
        if database is not self._database:
            self._database = database
            self._counts.clear()
        self._counts[key] += 1
        if self._task is None or self._task.done():
            # A context of its own: a transaction of the search's must not be used by another task.
            self._task = asyncio.get_running_loop().create_task(self._later(), context=contextvars.Context())

    async def _later(self) -> None:
        await asyncio.sleep(SECONDS)
        try:
            await self.flush()
        except (DomainError, OSError) as error:
            log.warning("search_misses_lost", error=f"{type(error).__name__}: {error}")

    async def flush(self) -> None:
        """Writes what was counted now."""
        counts, self._counts = self._counts, Counter()
        if counts and self._database is current():
            await search_staff.add_misses(clock.utc_now().date(), counts)
