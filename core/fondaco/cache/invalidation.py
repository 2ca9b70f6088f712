"""Tags: a transaction says what it changed, and every node drops what it had derived from that.

Tags travel by PostgreSQL NOTIFY inside the transaction, so they are heard at its commit or not at all. The node that
wrote drops its own entries before its caller gets an answer, so nobody reads their own write stale.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable

import asyncpg
import msgspec
import structlog

from fondaco.db.engine import Database, execute, translated
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import UnavailableError

__all__ = ["TagBus", "drop_everything"]

CHANNEL = "fondaco_tags"
LONGEST_PAYLOAD = 7000
"""Bytes; PostgreSQL refuses payloads of 8,000 and more."""

MOST_PAYLOADS = 20
EVERYTHING = '["*"]'
GREETING = '{"hello":'

CHECK_SECONDS = 3.0
"""How often the listening connection is asked whether it is still there, and how long it may take to say so: a
network that swallows everything leaves nodes apart for no longer than twice that."""

GREETING_SECONDS = 5.0
"""How long a greeting may take before it is sent again."""

log = structlog.get_logger("fondaco.cache")


class TagBus:
    """Tells listeners in this process which tags were dropped, by whichever node.

    A connection that listens may still hear nothing: PgBouncer in transaction mode takes ``LISTEN`` and forgets it. So
    a node greets itself, by another connection, and relies on notifications once it has heard that.

    Attributes:
        connected: Whether other nodes can be heard.
    """

    def __init__(self) -> None:
        self.connected = False
        self._greeting = f'{GREETING}"{secrets.token_hex(8)}"}}'
        self._greets: asyncio.Task[None] | None = None
        self._listeners: list[Callable[[frozenset[str] | None], None]] = []

    def subscribe(self, listener: Callable[[frozenset[str] | None], None]) -> None:
        """Calls the listener with the dropped tags; with None when notifications may have been lost: drop all."""
        self._listeners.append(listener)

    def listen(self, database: Database, *, check_seconds: float = CHECK_SECONDS) -> None:
        """Starts listening to other nodes."""

        def listening() -> None:
            self._greets = asyncio.create_task(self._greet(database))

        database.listen(CHANNEL, self._received, listening, self._lost, check_seconds=check_seconds)

    async def publish(self, uow: UnitOfWork) -> None:
        """Notifies inside the transaction, and tells this node as soon as its commit is over."""
        if not uow.tags:
            return
        payloads = _payloads(sorted(uow.tags))
        tags = None if payloads == [EVERYTHING] else frozenset(uow.tags)
        for payload in payloads:
            await execute("SELECT pg_notify($1, $2)", CHANNEL, payload)
        uow.when_over(lambda: self._tell(tags))

    async def _greet(self, database: Database) -> None:
        """Says hello until this node hears itself."""
        while True:
            try:
                with translated():
                    await database.statement("execute", "SELECT pg_notify($1, $2)", CHANNEL, self._greeting)
            except (UnavailableError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                log.info("greeting_failed", error=str(error))
            await asyncio.sleep(GREETING_SECONDS)
            log.warning(
                "notifications_not_heard",
                hint="Nothing is answered from memory until they are. PgBouncer in transaction mode loses them.",
            )

    def _heard(self) -> None:
        self._stop_greeting()
        self.connected = True
        self._tell(None)

    def _lost(self) -> None:
        self._stop_greeting()
        self.connected = False
        self._tell(None)

    def _stop_greeting(self) -> None:
        if self._greets is not None:
            self._greets.cancel()
            self._greets = None

    def _received(self, payload: str) -> None:
        if payload.startswith(GREETING):
            if payload == self._greeting and not self.connected:
                self._heard()
            return
        try:
            tags = msgspec.json.decode(payload, type=list[str])
        except msgspec.DecodeError:
            tags = ["*"]  # whatever another version says, something has changed
        self._tell(None if tags == ["*"] else frozenset(tags))

    def _tell(self, tags: frozenset[str] | None) -> None:
        for listener in self._listeners:
            listener(tags)


async def drop_everything() -> None:
    """Drops every answer on every node, at the commit where a transaction is open: for changes that name no tags."""
    await execute("SELECT pg_notify($1, $2)", CHANNEL, EVERYTHING)


def _payloads(tags: Iterable[str]) -> list[str]:
    """Splits tags over as many notifications as they need; very many, or a huge one, drop everything."""
    payloads: list[str] = []
    batch: list[str] = []
    size = 0
    for tag in tags:
        length = len(msgspec.json.encode(tag)) + 1
        if length > LONGEST_PAYLOAD:
            return [EVERYTHING]
        if batch and size + length > LONGEST_PAYLOAD:
            payloads.append(msgspec.json.encode(batch).decode())
            if len(payloads) >= MOST_PAYLOADS:
                return [EVERYTHING]
            batch, size = [], 0
        batch.append(tag)
        size += length
    payloads.append(msgspec.json.encode(batch).decode())
    return payloads
