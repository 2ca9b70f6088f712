"""Counting lists: exactly where they are short, and beyond from a random sample, so that a count costs the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from uuid import UUID

import msgspec
from fondaco.db import fetch_all, fetch_one

from fondaco_catalog.repository.product_query import ProductQuery

__all__ = ["Counts", "Total", "counting"]


def counting(query: ProductQuery, most: int | None) -> str:
    """Returns a SELECT of ``things``, how many products a query finds, and of whether that is ``exact``.

    Args:
        query: All its conditions added.
        most: Count so many; what goes on behind them is estimated. None to count all.
    """
    if most is None:
        return f"SELECT count(*) AS things, TRUE AS exact {query.whole}"
    return (
        f"SELECT CASE WHEN few.things <= {most} THEN few.things ELSE GREATEST(few.things, ({query.estimate})) END "  # noqa: S608
        f"AS things, few.things <= {most} AS exact "
        f"FROM (SELECT count(*) AS things FROM ({query.few(most)}) part) few"
    )


class _Total(msgspec.Struct, frozen=True):
    things: int
    exact: bool


class Total:
    """How many things a list has, counted once, when somebody first asks.

    Args:
        sql: Returns that of `counting`; called when it is needed.
    """

    def __init__(self, sql: Callable[[], str], params: tuple[object, ...]) -> None:
        self._sql = sql
        self._params = params
        self._lock = asyncio.Lock()
        self._found: _Total | None = None

    async def _counted(self) -> _Total:
        async with self._lock:
            if self._found is None:
                self._found = await fetch_one(_Total, self._sql(), *self._params)
        assert self._found is not None  # noqa: S101 (an aggregate has a row)
        return self._found

    async def number(self) -> int:
        """Returns how many there are, about so many if that is not exact."""
        return (await self._counted()).things

    async def exact(self) -> bool:
        """Says whether the number is exact."""
        return (await self._counted()).exact


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
