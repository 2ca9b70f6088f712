"""Writing down which queries found nothing, without slowing the searches."""

from __future__ import annotations

from collections import Counter

from fondaco import clock

from fondaco_catalog.model.search_staff import keepable
from fondaco_catalog.repository import search_staff
from fondaco_catalog.service.noting import Noted

__all__ = ["SearchMisses"]


class SearchMisses:
    """Notes queries that found nothing, and writes them down every few seconds."""

    def __init__(self) -> None:
        self._noted = Noted[tuple[str, str, str]]("search_misses", _write)

    def note(self, channel: str, locale: str, text: str) -> None:
        """Notes a query that found nothing, unless it may say who somebody is."""
        query = keepable(text)
        if query is not None:
            self._noted.note((channel, locale, query))

    async def flush(self) -> None:
        """Writes what was noted now."""
        await self._noted.flush()


async def _write(counts: Counter[tuple[str, str, str]]) -> None:
    await search_staff.add_misses(clock.utc_now().date(), counts)
