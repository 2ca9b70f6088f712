"""Batch resolvers under graphql-core: the parents of one field are gathered and resolved in one call."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Any

__all__ = ["Loaders"]

_Resolve = Callable[[Sequence[Any]], Awaitable[Sequence[Any]]]


class Loaders:
    """The pending batches of one request: one for each field and set of arguments."""

    def __init__(self) -> None:
        self._pending: dict[Hashable, list[tuple[Any, asyncio.Future[Any]]]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def load(self, key: Hashable, parent: Any, resolve: _Resolve) -> asyncio.Future[Any]:
        """Puts a parent into the batch of this key; the batch runs when everything that is ready has been visited.

        Args:
            resolve: Takes the parents, returns one value for each; an exception among the values is that parent's.

        Returns:
            A future of this parent's value.
        """
        future = asyncio.get_running_loop().create_future()
        batch = self._pending.get(key)
        if batch is None:
            batch = self._pending[key] = []
            asyncio.get_running_loop().call_soon(self._start, key, resolve)
        batch.append((parent, future))
        return future

    def stop(self) -> None:
        """Cancels the batches that still run: whoever waited for them is gone."""
        self._pending.clear()
        for task in self._running:
            task.cancel()

    def _start(self, key: Hashable, resolve: _Resolve) -> None:
        if key in self._pending:
            task = asyncio.ensure_future(self._run(key, resolve))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _run(self, key: Hashable, resolve: _Resolve) -> None:
        batch = self._pending.pop(key)
        try:
            values = await resolve([parent for parent, _ in batch])
        except asyncio.CancelledError:
            for _, future in batch:
                future.cancel()
            raise
        except Exception as error:  # noqa: BLE001 (handed to everyone who waits)
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for (_, future), value in zip(batch, values, strict=True):
            if future.done():
                continue
            if isinstance(value, Exception):
                future.set_exception(value)
            else:
                future.set_result(value)
