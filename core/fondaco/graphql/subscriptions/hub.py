"""All long connections of a process: how many there may be, what they share, and how they end with it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Hashable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog

from fondaco.errors import LimitExceededError, UnavailableError
from fondaco.settings import SubscriptionSettings

__all__ = ["Hub"]

STOP_SECONDS = 3.0
"""How long connections may take to say goodbye when the server stops."""

MOST_WEIGHT = 250_000
MOST_WEIGHT_OF_ONE = 10_000
"""What the running subscriptions of a process, and of one connection, may weigh; see `documents.MOST_WEIGHT`."""

log = structlog.get_logger("fondaco.graphql")


class Hub:
    """The long connections of one process.

    Attributes:
        settings: Limits and times.
        working: Lets so many events be worked out at a time.
    """

    def __init__(self, settings: SubscriptionSettings) -> None:
        self.settings = settings
        self.working = asyncio.Semaphore(settings.concurrency)
        self._connections: dict[asyncio.Task[Any], Callable[[], None]] = {}
        self._finishing: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._weights: Counter[Hashable] = Counter()

    def __len__(self) -> int:
        return len(self._connections)

    def start(self) -> None:
        """Makes connecting possible."""
        self._stopping = False
        self.working = asyncio.Semaphore(self.settings.concurrency)

    @contextmanager
    def connected(self, stop: Callable[[], None]) -> Iterator[None]:
        """Counts the calling task as a connection for the length of a block.

        Args:
            stop: Called when the server stops; the block has to end soon then, or is cancelled.

        Raises:
            UnavailableError: ``TOO_MANY_CONNECTIONS``, or ``SERVER_STOPPING``.
        """
        if self._stopping:
            raise UnavailableError("The server stops.", code="SERVER_STOPPING")
        if len(self._connections) >= self.settings.max_connections:
            raise UnavailableError(
                f"This server keeps at most {self.settings.max_connections} connections open.",
                code="TOO_MANY_CONNECTIONS",
            )
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 (a coroutine runs in one)
        self._connections[task] = stop
        try:
            yield
        finally:
            del self._connections[task]

    def hold(self, connection: Hashable, weight: int) -> Callable[[], None]:
        """Counts what a subscription keeps in memory for as long as it runs.

        Returns:
            What to call when it is over; once or more often.

        Raises:
            LimitExceededError: ``TOO_MANY_OPERATIONS`` if the connection, or all together, would hold too much.
        """
        if self._weights[connection] + weight > MOST_WEIGHT_OF_ONE or self._weights.total() + weight > MOST_WEIGHT:
            raise LimitExceededError("Too much is subscribed to already.", code="TOO_MANY_OPERATIONS")
        self._weights[connection] += weight
        held = [weight]

        def let_go() -> None:
            while held:
                self._weights[connection] -= held.pop()
            if not self._weights[connection]:
                del self._weights[connection]

        return let_go

    def finish(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Runs something to its end though the connection that began it may be gone by then, such as a mutation."""
        task = asyncio.create_task(work)
        self._finishing.add(task)
        task.add_done_callback(self._finishing.discard)
        return task

    def stop(self) -> None:
        """Tells every connection to end, and accepts no more."""
        self._stopping = True
        for stop in list(self._connections.values()):
            stop()

    async def close(self) -> None:
        """Ends every connection and waits for it; those that do not end in time are cut off."""
        self.stop()
        tasks = {task for task in self._connections if task is not asyncio.current_task()}
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
            if late:
                log.warning("connections_cut_off", connections=len(late))
                await asyncio.wait(late, timeout=STOP_SECONDS)
        if self._finishing:
            await asyncio.wait(self._finishing)
