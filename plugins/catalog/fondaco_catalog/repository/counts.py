"""Counting the lists of many parents together."""

from __future__ import annotations

import asyncio
from uuid import UUID

import msgspec
from fondaco.db import fetch_all

__all__ = ["Counts"]


class _Count(msgspec.Struct, frozen=True):
    parent_id: UUID
    things: int


class Counts:
    """Counts the lists of all parents in one statement, when the first of them is asked for.

    Args:
        sql: Returns ``parent_id`` and ``things``; a parent that is missing has none.
    """

    def __init__(self, sql: str, params: tuple[object, ...]) -> None:
        self._sql = sql
        self._params = params
        self._lock = asyncio.Lock()
        self._found: dict[UUID, int] | None = None

    async def of(self, parent_id: UUID) -> int:
        """Returns how many things the list of a parent has."""
        async with self._lock:
            if self._found is None:
                rows = await fetch_all(_Count, self._sql, *self._params)
                self._found = {row.parent_id: row.things for row in rows}
        return self._found.get(parent_id, 0)
