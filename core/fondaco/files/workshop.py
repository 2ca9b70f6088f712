"""Work that keeps a processor busy, off the event loop and a few pieces at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from fondaco.errors import UnavailableError

__all__ = ["Workshop"]

P = ParamSpec("P")
T = TypeVar("T")


class Workshop:
    """Runs functions in threads.

    Args:
        at_once: How many run at a time.
        waiting: How many may wait; the next one is refused.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._inside = 0

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a function when there is room, and returns what it returns.

        A caller who is cancelled leaves at once; the function cannot be, and keeps its place until it is through.

        Raises:
            UnavailableError: ``FILES_BUSY`` if too many wait already.
        """
        if self._inside >= self._most:
            raise UnavailableError("Too many pictures are being worked on. Try again soon.", code="FILES_BUSY")
        self._inside += 1

        async def held() -> T:
            try:
                async with self._free:
                    return await asyncio.to_thread(function, *args, **kwargs)
            finally:
                self._inside -= 1

        task = asyncio.ensure_future(held())
        task.add_done_callback(_seen)
        return await asyncio.shield(task)


def _seen(task: asyncio.Future[T]) -> None:
    """Looks at the error of work whose caller left, so that asyncio does not report it as forgotten."""
    if not task.cancelled():
        task.exception()
