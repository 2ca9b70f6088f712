"""Work that keeps a processor busy, off the event loop and a few pieces at a time."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, ParamSpec, TypeVar

from fondaco.errors import UnavailableError

__all__ = ["Workshop"]

P = ParamSpec("P")
T = TypeVar("T")

_NICENESS = 10


def _stand_back() -> None:
    """Lets the event loop go first where both want the processor; only Linux gives each thread its own priority."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


class Workshop:
    """Runs functions in threads of lower priority.

    Args:
        at_once: How many run at a time.
        waiting: How many may wait; the next one is refused.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._inside = 0
        self._threads = ThreadPoolExecutor(at_once, "fondaco-files", initializer=_stand_back)

    @property
    def inside(self) -> int:
        """How many work or wait."""
        return self._inside

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Lends a place when there is room. Whoever needs much memory for work takes it inside, not before.

        Raises:
            UnavailableError: ``FILES_BUSY`` if too many wait already.
        """
        if self._inside >= self._most:
            raise UnavailableError("Too many pictures are being worked on. Try again soon.", code="FILES_BUSY")
        self._inside += 1
        try:
            async with self._free:
                yield
        finally:
            self._inside -= 1

    async def work(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a function in a thread; for those who have a `place`, and whom nobody cancels."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: function(*args, **kwargs))

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a function when there is room, and returns what it returns.

        A caller who is cancelled leaves at once; the function cannot be, and keeps its place until it is through.

        Raises:
            UnavailableError: ``FILES_BUSY`` if too many wait already.
        """

        async def held() -> T:
            async with self.place():
                return await self.work(function, *args, **kwargs)

        task = asyncio.ensure_future(held())
        task.add_done_callback(_seen)
        return await asyncio.shield(task)


def _seen(task: asyncio.Future[Any]) -> None:
    """Looks at the error of work whose caller left, so that asyncio does not report it as forgotten."""
    if not task.cancelled():
        task.exception()
