"""Tags: a transaction says what it changed, and every node drops what it had derived from that.

Tags travel by PostgreSQL NOTIFY inside the transaction, so they are heard at its commit or not at all. The node that
wrote drops its own entries before its caller gets an answer, so nobody reads their own write stale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from fondaco.db.engine import Database, execute
from fondaco.db.unit_of_work import UnitOfWork

__all__ = ["TagBus"]

CHANNEL = "fondaco_tags"
LONGEST_PAYLOAD = 7000
"""Bytes; PostgreSQL refuses payloads of 8,000 and more."""


class TagBus:
    """Tells listeners in this process which tags were dropped, by whichever node.

    Attributes:
        connected: Whether other nodes can be heard.
    """

    def __init__(self) -> None:
        self.connected = False
        self._listeners: list[Callable[[frozenset[str] | None], None]] = []

    def subscribe(self, listener: Callable[[frozenset[str] | None], None]) -> None:
        """Calls the listener with the dropped tags; with None when notifications may have been lost: drop all."""
        self._listeners.append(listener)

    def listen(self, database: Database) -> None:
        """Starts listening to other nodes."""
        database.listen(CHANNEL, self._received, self._connected, self._lost)

    async def publish(self, uow: UnitOfWork) -> None:
        """Notifies inside the transaction, and tells this node right after its commit."""
        if not uow.tags:
            return
        tags = frozenset(uow.tags)
        for payload in _payloads(sorted(tags)):
            await execute("SELECT pg_notify($1, $2)", CHANNEL, payload)
        uow.after_commit(lambda: self._tell(tags))

    def _connected(self) -> None:
        self.connected = True
        self._tell(None)

    def _lost(self) -> None:
        self.connected = False
        self._tell(None)

    def _received(self, payload: str) -> None:
        tags = msgspec.json.decode(payload, type=list[str])
        self._tell(None if tags == ["*"] else frozenset(tags))

    def _tell(self, tags: frozenset[str] | None) -> None:
        for listener in self._listeners:
            listener(tags)


def _payloads(tags: Iterable[str]) -> list[str]:
    """Splits tags over as many notifications as they need; very many, or a huge one, drop everything."""
    payloads: list[str] = []
    batch: list[str] = []
    size = 0
    for tag in tags:
        length = len(msgspec.json.encode(tag)) + 1
        if length > LONGEST_PAYLOAD:
            return ['["*"]']
        if batch and size + length > LONGEST_PAYLOAD:
            payloads.append(msgspec.json.encode(batch).decode())
            batch, size = [], 0
        batch.append(tag)
        size += length
    payloads.append(msgspec.json.encode(batch).decode())
    return payloads if len(payloads) <= 20 else ['["*"]']
