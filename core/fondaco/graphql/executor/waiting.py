"""Awaits several things together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable
from typing import Any

__all__ = ["Traffic", "together"]

FEW = 3
"""Runs under way at a time, up to which each awaits its fields together."""


class Traffic:
    """How many runs are under way; enter it for the time of one.

    Awaiting the fields of a level together shortens an answer by what they wait for, at a price: a task for each, and
    as many connections at once. Where a process has several runs under way, others use the time in which one waits;
    then the fields are awaited one after the other, which leaves more of the processor to all.
    """

    def __init__(self) -> None:
        self._runs = 0

    def __enter__(self) -> None:
        self._runs += 1

    def __exit__(self, *_: object) -> None:
        self._runs -= 1

    @property
    def is_busy(self) -> bool:
        """Whether there are more than a few."""
        return self._runs > FEW


async def together(awaitables: Iterable[Awaitable[Any]]) -> list[Any]:
    """Awaits all and returns their values in order; the first failure is raised as it is, when the others were ended.

    This is no `asyncio.TaskGroup`: before Python 3.13 a failure in one leaves its task counted as cancelled, and a
    time-out around it is then not recognized as one.
    """
    tasks = [asyncio.ensure_future(awaitable) for awaitable in awaitables]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        raise
