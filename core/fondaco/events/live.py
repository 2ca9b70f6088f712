"""Live events: what a transaction emitted, told to whoever listens in any process as soon as it is committed.

The outbox and its relay deliver an event once to each subscriber function, whatever breaks. This is the other way, for
people who watch a page: at most once, at once, and to be kept in nobody's memory. A transaction notifies of the ids of
its events, which PostgreSQL makes heard at its commit or not at all; each process that has a stream open reads the rows
it wants and hands them on, in the order of commits, and within a transaction in the order in which they were emitted.

Where events may have been missed, the streams end with ``SUBSCRIPTION_INTERRUPTED`` instead of going on with a gap.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Self, TypeVar
from uuid import UUID

import msgspec
import structlog

from fondaco.commerce.event import Event
from fondaco.db.engine import Database
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import FondacoError, LimitExceededError, UnavailableError
from fondaco.events import repository
from fondaco.events.repository import Announcements, StoredEvent

__all__ = ["LiveEvent", "LiveEvents", "LiveStream", "interrupted"]

E = TypeVar("E", bound=Event)

CHANNEL = "fondaco_live"

LONGEST_PAYLOAD = 7000
"""Bytes, give or take a name and an id; PostgreSQL refuses payloads of 8,000 and more."""

BATCH = 500
MOST_PENDING = 20_000
"""Events that wait to be read, for all streams together; so many mean that the database cannot keep up."""

CONNECT_SECONDS = 10.0

log = structlog.get_logger("fondaco.events")


def interrupted(why: str) -> UnavailableError:
    """Returns the error with which a stream ends that can be begun anew at once."""
    return UnavailableError(
        f"{why} Subscribe again, then read again what you show: events may have been missed.",
        code="SUBSCRIPTION_INTERRUPTED",
    )


class LiveEvent:
    """An event on its way to streams; decoded once for all of them."""

    __slots__ = ("_decoded", "name", "payload")

    def __init__(self, stored: StoredEvent) -> None:
        self.name = stored.name
        self.payload = stored.payload
        self._decoded: dict[type[Event], Event] = {}

    def read(self, type_: type[E]) -> E:
        """Returns it as a value of an event class with its wire name.

        Raises:
            msgspec.ValidationError: If it has not the fields of that class.
        """
        found = self._decoded.get(type_)
        if found is None:
            found = self._decoded[type_] = msgspec.json.decode(self.payload, type=type_)
        return found  # type: ignore[return-value]


class LiveStream:
    """The events of one subscriber: ``async with live.subscribe(…) as stream: async for event in stream``.

    It holds at most ``size`` events that nobody took yet.
    """

    def __init__(self, live: LiveEvents, names: Iterable[str], size: int) -> None:
        self.names = frozenset(names)
        self._live = live
        self._size = size
        self._events: deque[LiveEvent] = deque()
        self._changed = asyncio.Event()
        self._error: FondacoError | None = None

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> LiveEvent:
        """Returns the next event, waiting for it.

        Raises:
            LimitExceededError: ``SUBSCRIPTION_TOO_SLOW`` if more events came than are kept.
            UnavailableError: ``SUBSCRIPTION_INTERRUPTED`` if events may have been missed, after those that were not.
        """
        while not self._events:
            if self._error is not None:
                raise self._error
            self._changed.clear()
            await self._changed.wait()
        return self._events.popleft()

    def put(self, event: LiveEvent) -> None:
        """Adds an event, or ends the stream if there are too many."""
        if self._error is not None:
            return
        if len(self._events) >= self._size:
            self._events.clear()
            self.end(
                LimitExceededError(
                    f"More than {self._size} events wait for this subscription. Subscribe again, then read again what "
                    "you show.",
                    code="SUBSCRIPTION_TOO_SLOW",
                )
            )
            return
        self._events.append(event)
        self._changed.set()

    def end(self, error: FondacoError) -> None:
        """Ends the stream with an error, after the events that it holds."""
        if self._error is None:
            self._error = error
            self._live.remove(self)
        self._changed.set()

    def close(self) -> None:
        """Forgets the stream; nothing comes any more."""
        self._live.remove(self)
        self._events.clear()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()


class LiveEvents:
    """The live events of one process.

    Args:
        wanted: Wire names that can be subscribed to; no notification is sent for others.
    """

    def __init__(self, wanted: Iterable[str]) -> None:
        self.wanted = frozenset(wanted)
        self._streams: dict[str, set[LiveStream]] = {}
        self._pending: deque[UUID] = deque()
        self._connected = asyncio.Event()
        self._database: Database | None = None
        self._listening: asyncio.Task[None] | None = None
        self._loading: asyncio.Task[None] | None = None

    @property
    def streams(self) -> int:
        """How many streams are open."""
        return len(set().union(*self._streams.values()))

    def start(self, database: Database) -> None:
        """Makes subscribing possible. The connection that listens is opened for the first subscriber."""
        self._database = database
        self._connected = asyncio.Event()

    async def close(self) -> None:
        """Ends every stream and stops listening. Safe to call twice."""
        self._interrupt("The server stops.")
        tasks = [task for task in (self._listening, self._loading) if task is not None]
        self._database = self._listening = None
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._loading = None

    def announcements(self, uow: UnitOfWork, ids: Sequence[UUID]) -> Announcements:
        """Returns what other nodes are told of the wanted events of a unit of work when they are written.

        Args:
            ids: Of the messages of the unit of work.
        """
        told = [
            (message.name, id_)
            for message, id_ in zip(uow.messages, ids, strict=True)
            if message.kind == "event" and message.name in self.wanted
        ]
        return Announcements(CHANNEL, _payloads(told) if told else ())

    async def subscribe(self, names: Iterable[str], *, size: int) -> LiveStream:
        """Opens a stream; every event that is committed from now on is in it.

        Args:
            names: Wire names.
            size: Events that it holds for a slow reader before it ends.

        Raises:
            UnavailableError: ``DATABASE_UNAVAILABLE`` if the database cannot be listened to.
        """
        stream = LiveStream(self, names, size)
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                while not self._connected.is_set():
                    self._listen()
                    await self._connected.wait()
        except TimeoutError as error:
            raise UnavailableError("The database does not answer.", code="DATABASE_UNAVAILABLE") from error
        for name in stream.names:
            self._streams.setdefault(name, set()).add(stream)
        return stream

    def remove(self, stream: LiveStream) -> None:
        """Hands no more events to a stream."""
        for name in stream.names:
            streams = self._streams.get(name, set())
            streams.discard(stream)
            if not streams:
                self._streams.pop(name, None)

    def _listen(self) -> None:
        if self._database is None:
            raise UnavailableError("The server stops.", code="DATABASE_UNAVAILABLE")
        if self._listening is None or self._listening.done():
            # Not in the first subscriber's context, whose request it would take for its own.
            self._listening = contextvars.Context().run(
                self._database.listen, CHANNEL, self._received, self._connected.set, self._lost
            )

    def _lost(self) -> None:
        self._connected.clear()
        self._interrupt("The connection to the database was lost.")

    def _interrupt(self, why: str) -> None:
        self._pending.clear()
        for stream in set().union(*self._streams.values()):
            stream.end(interrupted(why))

    def _received(self, payload: str) -> None:
        if not self._streams:
            return
        for name, *ids in msgspec.json.decode(payload, type=list[list[str]]):
            if name in self._streams:
                self._pending.extend(UUID(id_) for id_ in ids)
        if len(self._pending) > MOST_PENDING:
            self._interrupt("Too much happens at once.")
        elif self._pending and self._loading is None:
            self._loading = asyncio.create_task(self._load(), context=contextvars.Context())

    async def _load(self) -> None:
        """Reads what was notified of, in batches, and hands it on."""
        try:
            while self._pending:
                ids = [self._pending.popleft() for _ in range(min(BATCH, len(self._pending)))]
                for stored in await repository.list_events(ids):
                    event = LiveEvent(stored)
                    for stream in list(self._streams.get(event.name, ())):
                        stream.put(event)
        except Exception as error:  # noqa: BLE001 (whatever it is, the streams have a gap now)
            log.warning("live_events_lost", error=f"{type(error).__name__}: {error}")
            self._interrupt("Events could not be read.")
        finally:
            self._loading = None


def _payloads(told: Sequence[tuple[str, UUID]]) -> list[str]:
    """Splits names and ids over notifications: ``[["catalog.product_updated", "<id>", …], …]``, in order."""
    payloads: list[str] = []
    batch: list[list[str]] = []
    size = 0
    for name, group in groupby(told, lambda pair: pair[0]):
        run: list[str] = []
        for _, id_ in group:
            if size > LONGEST_PAYLOAD:
                payloads.append(msgspec.json.encode(batch).decode())
                batch, run, size = [], [], 0
            if not run:
                run = [name]
                batch.append(run)
                size += len(name.encode()) + 6
            run.append(id_.hex)
            size += 35
    payloads.append(msgspec.json.encode(batch).decode())
    return payloads
