"""The unit of work: one transaction, what it emits, and what happens after it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
import structlog

from fondaco import clock
from fondaco.commerce.event import Event
from fondaco.context import Context
from fondaco.db.engine import Database

if TYPE_CHECKING:
    from fondaco.dispatch import Hooks

__all__ = ["Message", "UnitOfWork", "unit_of_work"]

log = structlog.get_logger("fondaco.db")


class Message(msgspec.Struct, frozen=True):
    """What leaves with the transaction: an event or a job.

    Attributes:
        kind: ``event`` or ``job``.
        name: Wire name of the event, or name of the job.
        payload: JSON.
    """

    kind: str
    name: str
    payload: bytes


class UnitOfWork:
    """What a verb works with: its caller, the hooks, and everything that becomes true at commit or not at all.

    One task uses it, sequentially: never `asyncio.gather` inside, since there is one connection.

    Attributes:
        context: Who acts.
        now: The moment of this transaction, UTC; the same for everything it writes.
        found: What verbs found out and somebody may want to know again before the request is answered, by keys that
            begin with the plugin's name. A mutation's payload finds it in ``info.context.found``.
    """

    def __init__(self, database: Database, hooks: Hooks, context: Context) -> None:
        self.hooks = hooks
        self.context = context
        self.now: datetime = clock.utc_now()
        self.messages: list[Message] = []
        self.tags: set[str] = set()
        self.found: dict[tuple[Hashable, ...], Any] = {}
        self._database = database
        self._after_commit: list[Callable[[], Awaitable[None] | None]] = []
        self._when_over: list[Callable[[], None]] = []

    def emit(self, event: Event) -> None:
        """Emits an event: delivered to its subscribers after the commit, dropped on rollback."""
        self.messages.append(Message("event", event.wire_name, msgspec.json.encode(event)))

    def enqueue(self, job: str, payload: object = None) -> None:
        """Enqueues a job by name: started after the commit, dropped on rollback.

        Args:
            payload: Anything msgspec can write as JSON; the job reads it back as its own payload type.
        """
        self.messages.append(Message("job", job, msgspec.json.encode(payload)))

    def invalidate(self, *tags: str) -> None:
        """Drops cached answers that carry any of these tags (``product:<id>``) on every node at commit."""
        self.tags.update(tags)

    def after_commit(self, callback: Callable[[], Awaitable[None] | None]) -> None:
        """Calls back after the commit, in this process only and at most once; for things that may be lost."""
        self._after_commit.append(callback)

    def when_over(self, callback: Callable[[], None]) -> None:
        """Calls back as soon as the commit is over, before `after_commit`, and once.

        Also where nobody knows whether it came through, because it was cancelled or the connection was lost: for what
        has to be done if it did, and does no harm if it did not.
        """
        self._when_over.append(callback)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Runs a block that can fail alone: what raises out of it undoes the block, its events and jobs only."""
        transaction = self._database.engine.current_transaction.get()
        if transaction is None:
            raise RuntimeError("the unit of work is over")
        savepoint = await transaction.savepoint()
        before = len(self.messages), len(self._after_commit), len(self._when_over)
        # A set of the block's own: copying what was before would cost more with every block of a long transaction.
        outer, self.tags = self.tags, set()
        try:
            yield
        except BaseException:
            self.tags = outer
            await savepoint.rollback_to()  # type: ignore[no-untyped-call]
            del self.messages[before[0] :]
            del self._after_commit[before[1] :]
            del self._when_over[before[2] :]
            raise
        outer |= self.tags
        self.tags = outer
        await savepoint.release()  # type: ignore[no-untyped-call]

    def run_when_over(self) -> None:
        """Runs the callbacks of `when_over`; called once, by `unit_of_work`."""
        for callback in self._when_over:
            try:
                callback()
            except Exception:
                log.exception("when_over_failed", callback=getattr(callback, "__qualname__", repr(callback)))

    async def run_after_commit(self) -> None:
        """Runs the callbacks; called once, by `unit_of_work`. One that fails is logged: the commit stands."""
        for callback in self._after_commit:
            try:
                result: Any = callback()
                if result is not None:
                    await result
            except Exception:
                log.exception("after_commit_failed", callback=getattr(callback, "__qualname__", repr(callback)))


@asynccontextmanager
async def unit_of_work(
    database: Database, hooks: Hooks, context: Context, flush: Callable[[UnitOfWork], Awaitable[None]]
) -> AsyncIterator[UnitOfWork]:
    """Opens a transaction, lends a unit of work, and commits; `App.unit_of_work` is this with the app's parts.

    Args:
        flush: Writes messages and tags inside the transaction, right before the commit.

    Raises:
        UnavailableError: If the database is busy or gone. Nothing was written then, unless the connection was lost
            during the commit itself.
    """
    flushed: UnitOfWork | None = None
    try:
        async with database.transaction():
            uow = UnitOfWork(database, hooks, context)
            yield uow
            await flush(uow)
            flushed = uow
    finally:
        if flushed is not None:
            flushed.run_when_over()
    await uow.run_after_commit()
