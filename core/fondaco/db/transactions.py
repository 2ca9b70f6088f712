"""Piccolo's engine and transaction, made safe where the originals are not.

The original transaction keeps its connection, and stays the current one, when its commit or rollback fails: ten lost
connections would use up the pool for good. And the original hands an open transaction on to every task that is started
inside it, and a finished one too.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from contextvars import ContextVar, Token
from types import TracebackType
from typing import Any

import asyncpg
import structlog
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from fondaco.db.lending import Lender, leaves_nothing

__all__ = ["Engine", "Transaction"]

log = structlog.get_logger("fondaco.db")


class Transaction(PostgresTransaction):
    """A transaction that gives its connection back whatever happens.

    Where it only ran statements that leave nothing behind, by `statement`, the connection is not reset.
    """

    def __init__(self, engine: Engine, *, allow_nested: bool) -> None:
        super().__init__(engine, allow_nested=allow_nested)
        self.engine: Engine = engine
        self.task = asyncio.current_task()
        self.is_over = False
        self._connection: Any = None
        self._untouched = True

    @property
    def connection(self) -> Any:
        """The asyncpg connection. Whoever has it may do anything with it: it is reset afterwards."""
        self._untouched = False
        return self._connection

    async def statement(self, method: str, sql: str, *args: object) -> Any:
        """Runs one statement; for the method see `Database.statement`."""
        self._untouched = self._untouched and leaves_nothing(sql)
        return await getattr(self._connection, method)(sql, *args)

    async def __aenter__(self) -> PostgresTransaction:
        if self._parent is not None:
            return self._parent
        lender = self.engine.lender
        if lender is None:
            raise ConnectionError("the pool is closed")
        self._connection = await lender.borrow()
        try:
            self.transaction = self._connection.transaction()
            await self.begin()  # type: ignore[no-untyped-call]
        except BaseException:
            await lender.give_back(self._connection)
            raise
        self._lender = lender
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Commits, or rolls back after an error; returns False, so that the error goes on."""
        if self._parent is not None:
            return False
        untouched = False
        try:
            if error is None:
                await self.commit()  # type: ignore[no-untyped-call]
                untouched = self._untouched
            else:
                await self._give_up()
        finally:
            self.is_over = True
            # The pool rolls back what is still open, or throws a broken connection away.
            try:
                await self._lender.give_back(self._connection, untouched=untouched)
            finally:
                # A generator may be closed by another task, whose context knows nothing of this transaction.
                with contextlib.suppress(ValueError):
                    self.engine.current_transaction.reset(self.context)
        return False

    async def _give_up(self) -> None:
        try:
            await self.rollback()  # type: ignore[no-untyped-call]
        except Exception as error:  # noqa: BLE001 (the connection is lost, so the server rolls back by itself)
            log.warning("rollback_failed", error=f"{type(error).__name__}: {error}")


class _Current:
    """Stands for the `ContextVar` that the original keeps the current transaction in."""

    def __init__(self) -> None:
        self._variable: ContextVar[Transaction | None] = ContextVar("fondaco_transaction", default=None)

    def get(self) -> Transaction | None:
        """Returns the open transaction of this task.

        Raises:
            RuntimeError: If this task was started inside a transaction of another one, which is still open: there is
                one connection, and only its own task may use it.
        """
        transaction = self._variable.get()
        if transaction is None or transaction.is_over:
            return None
        if transaction.task is not asyncio.current_task():
            raise RuntimeError(
                "a task was started inside a transaction and uses the database; await the work directly instead"
            )
        return transaction

    def set(self, transaction: Transaction) -> Token[Any]:
        return self._variable.set(transaction)

    def reset(self, token: Token[Any]) -> None:
        self._variable.reset(token)


class _Connection(asyncpg.Connection):  # type: ignore[misc]
    """A connection that also forgets its role and temporary tables when the pool takes it back."""

    def get_reset_query(self) -> str:
        """Returns what the pool sends; prepared statements stay, since asyncpg counts on its own."""
        return f"{super().get_reset_query()}\nSET SESSION AUTHORIZATION DEFAULT;\nRESET ROLE;\nDISCARD TEMP;"


class Engine(PostgresEngine):
    """Piccolo's engine without the connection that the original opens when it is constructed."""

    current_transaction: _Current  # type: ignore[assignment]

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self.current_transaction = _Current()
        self.lender: Lender | None = None

    async def start_connection_pool(self, **kwargs: Any) -> None:
        """Opens the pool."""
        await super().start_connection_pool(connection_class=_Connection, **kwargs)
        self.lender = Lender(self.pool)

    async def _run_in_pool(self, query: str, args: Sequence[Any] | None = None) -> list[dict[str, Any]]:
        lender = self.lender
        if lender is None:
            raise ConnectionError("the pool is closed")
        connection = await lender.borrow()
        untouched = False
        try:
            response = await connection.fetch(query, *(args or ()))
            untouched = leaves_nothing(query)
        finally:
            await lender.give_back(connection, untouched=untouched)
        return response  # type: ignore[no-any-return]

    async def check_version(self) -> None:
        """Left to `Database.connect`."""

    async def prep_database(self) -> None:
        """Left to migrations."""

    def transaction(self, allow_nested: bool = True) -> Transaction:
        """Returns a transaction; inside another one it joins that, as Piccolo's migrations count on, or is refused."""
        return Transaction(self, allow_nested=allow_nested)
