"""What a block of code sends to the database, statement by statement."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import asyncpg
import msgspec

__all__ = ["SentStatement", "Statements", "recorded_statements"]

_METHODS = ("fetch", "fetchrow", "fetchval", "execute", "executemany")

_OF_THE_POOL = ("pg_advisory_unlock_all", "SELECT 1")
"""What the pool says by itself: when a connection is given back, and to see whether one is alive."""

_OF_TRANSACTIONS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


class SentStatement(msgspec.Struct, frozen=True):
    """A statement as it was sent.

    Attributes:
        method: Of ``asyncpg.Connection``.
        sql: The text.
        args: Of the statement; for ``executemany`` the one argument is the list of rows.
        connection: Tells which statements went through the same connection; says nothing else.
        result: What asyncpg returned; None until it did.
    """

    method: str
    sql: str
    args: tuple[Any, ...]
    connection: int
    result: list[Any]

    @property
    def controls_transaction(self) -> bool:
        """Whether it begins or ends a transaction or savepoint."""
        return self.sql.startswith(_OF_TRANSACTIONS)

    @property
    def executions(self) -> int:
        """How often the server ran it: once, or once for each row of ``executemany``."""
        return len(self.args[0]) if self.method == "executemany" else 1


class Statements:
    """What was sent so far, in order.

    Attributes:
        all: With the beginnings and ends of transactions.
    """

    def __init__(self) -> None:
        self.all: list[SentStatement] = []

    @property
    def sent(self) -> list[str]:
        """The texts, beginnings and ends of transactions included; each once, however often it was run."""
        return [statement.sql for statement in self.all]

    def about(self, mark: str) -> list[str]:
        """The texts in which something is mentioned, such as a table."""
        return [sql for sql in self.sent if mark in sql]

    @property
    def executions(self) -> int:
        """How many statements the server ran, without beginnings and ends of transactions."""
        return sum(statement.executions for statement in self.all if not statement.controls_transaction)


# Seen by what the block itself calls or starts, never by what runs beside it.
_RECORDING: ContextVar[Statements | None] = ContextVar("recording", default=None)
_originals: dict[str, Callable[..., Awaitable[Any]]] = {}
_open: list[Statements] = []
_lock = threading.Lock()


def _recording(method: str) -> Callable[..., Awaitable[Any]]:
    original = _originals[method]

    async def send(self: Any, sql: str, *args: Any, **options: Any) -> Any:
        statements = _RECORDING.get()
        if statements is None or _of_the_pool(sql):
            return await original(self, sql, *args, **options)
        given = (list(args[0]), *args[1:]) if method == "executemany" else args
        sent = SentStatement(method, sql, given, id(self), [])
        statements.all.append(sent)
        result = await original(self, sql, *given, **options)
        sent.result.append(result)
        return result

    return send


def _of_the_pool(sql: str) -> bool:
    return _OF_THE_POOL[0] in sql or sql == _OF_THE_POOL[1]


@contextmanager
def recorded_statements() -> Iterator[Statements]:
    """Records what the block sends to PostgreSQL, and what it starts, through whichever connection.

    Blocks may be nested, the innermost one records, and may run beside each other. What other tasks send is not in it.
    """
    statements = Statements()
    with _lock:
        if not _open:
            for name in _METHODS:
                _originals[name] = getattr(asyncpg.Connection, name)
                setattr(asyncpg.Connection, name, _recording(name))
        _open.append(statements)
    token = _RECORDING.set(statements)
    try:
        yield statements
    finally:
        _RECORDING.reset(token)
        with _lock:
            _open.remove(statements)
            if not _open:
                for name in _METHODS:
                    setattr(asyncpg.Connection, name, _originals[name])
