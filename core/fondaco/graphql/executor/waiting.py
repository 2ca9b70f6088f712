"""Awaits several things together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable
from typing import Any

__all__ = ["together"]


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
