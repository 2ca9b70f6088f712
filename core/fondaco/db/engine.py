"""The database of this process: one PostgreSQL, one pool, shared by Piccolo's tables and by plain SQL.

A process serves one database at a time: Piccolo's tables are classes and find their engine through the class, so a
second database in the same process would silently receive the first one's statements. `Database.connect` refuses that.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

import asyncpg
import msgspec
import structlog
from piccolo.engine.postgres import PostgresTransaction
from piccolo.table import Table

from fondaco.db.lending import Lender, leaves_nothing
from fondaco.db.rows import structs_of
from fondaco.db.transactions import Engine
from fondaco.errors import InvalidInputError, SettingsError, UnavailableError
from fondaco.settings import DatabaseSettings

__all__ = ["Database", "execute", "fetch_all", "fetch_one", "fetch_value", "translated"]

T = TypeVar("T", bound=msgspec.Struct)

CLOSE_SECONDS = 5.0
"""How long connections that are in use may take to finish when the pool is closed."""

LISTENER_CHECK_SECONDS = 15.0
"""How often a listening connection is asked whether it is still there, and how long it may take to say so."""

log = structlog.get_logger("fondaco.db")


class Database:
    """The pool of connections, and what runs on it.

    Args:
        url: ``postgresql://user:password@host:port/database``.
        settings: Pool sizes and time-outs.
    """

    def __init__(self, url: str, settings: DatabaseSettings) -> None:
        self.url = url
        self.settings = settings
        self.engine = Engine(self._options(url))
        self._replica = Engine(self._options(settings.replica_url)) if settings.replica_url else None
        self._listeners: set[asyncio.Task[None]] = set()

    @property
    def name(self) -> str:
        """The name of the database, for messages."""
        return urlsplit(self.url).path.lstrip("/")

    def _options(self, url: str) -> dict[str, Any]:
        return {
            "dsn": url,
            "timeout": 10,
            "statement_cache_size": 100 if self.settings.prepared_statements else 0,
            "server_settings": {
                "application_name": "fondaco",
                "statement_timeout": f"{int(self.settings.statement_timeout_seconds * 1000)}ms",
                "lock_timeout": f"{int(self.settings.lock_timeout_seconds * 1000)}ms",
                "idle_in_transaction_session_timeout": "60s",
                "timezone": "UTC",
            },
        }

    async def connect(self) -> None:
        """Opens the pool and makes this the database of the process.

        Raises:
            SettingsError: If the URL cannot be read.
            UnavailableError: ``DATABASE_UNAVAILABLE`` if the server does not answer.
            RuntimeError: If another database is open in this process.
        """
        if _current.database is not None:
            raise RuntimeError(f"a process serves one database at a time; close {_current.database.name!r} first")
        try:
            for engine in (self.engine, self._replica):
                if engine is not None:
                    await engine.start_connection_pool(min_size=self.settings.pool_min, max_size=self.settings.pool_max)
        except ValueError as error:
            await self._close_pools()
            raise SettingsError(f"database.url: {error}") from error
        except (OSError, asyncpg.PostgresError, TimeoutError) as error:
            await self._close_pools()
            raise UnavailableError(
                f"The database does not answer: {type(error).__name__}: {error}", code="DATABASE_UNAVAILABLE"
            ) from error
        _current.database = self

    async def close(self) -> None:
        """Ends listeners and connections. Safe to call twice, and whatever state the connections are in."""
        try:
            for task in list(self._listeners):
                task.cancel()
            await asyncio.gather(*self._listeners, return_exceptions=True)
            await self._close_pools()
        finally:
            if _current.database is self:
                _current.database = None

    async def _close_pools(self) -> None:
        for engine in (self.engine, self._replica):
            if engine is None or engine.pool is None:
                continue
            pool, engine.pool = engine.pool, None
            lender, engine.lender = engine.lender, None
            try:
                async with asyncio.timeout(CLOSE_SECONDS):
                    if lender is not None:
                        await lender.close()
                    await pool.close()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                log.warning("pool_terminated", error=f"{type(error).__name__}: {error}")
                pool.terminate()

    def bind(self, tables: Iterable[type[Table]]) -> None:
        """Makes Piccolo tables use this database."""
        for table in tables:
            table._meta.db = self.engine  # noqa: SLF001 (Piccolo's documented place for the engine)

    @property
    def in_transaction(self) -> bool:
        """Whether the calling task is inside a transaction."""
        return self.engine.current_transaction.get() is not None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[PostgresTransaction]:
        """Runs a block in one transaction (read committed); what raises out of it rolls it back.

        Raises:
            RuntimeError: If a transaction is open already: inside one use savepoints.
            UnavailableError: If no connection becomes free, or the database is busy or gone.
        """
        if self.in_transaction:
            raise RuntimeError("a transaction is open already; use uow.savepoint()")
        from_block: BaseException | None = None
        try:
            async with self.engine.transaction(allow_nested=False) as transaction:
                try:
                    # A time-out of the block's own, such as a mail server's, is not the database's.
                    with translated(driver_only=True):
                        yield transaction
                except BaseException as error:
                    from_block = error
                    raise
        except BaseException as error:
            if error is from_block:
                raise
            with translated():
                raise

    @asynccontextmanager
    async def connection(self, *, replica: bool = False) -> AsyncIterator[Any]:
        """Lends an asyncpg connection: the open transaction's, or one of the pool.

        Args:
            replica: Read from the streaming replica where there is one; never inside a transaction.
        """
        transaction = self.engine.current_transaction.get()
        if transaction is not None:
            yield transaction.connection
            return
        lender = self._lender(replica=replica)
        connection = await lender.borrow()
        try:
            yield connection
        finally:
            await lender.give_back(connection)

    async def statement(self, method: str, sql: str, *args: object, replica: bool = False) -> Any:
        """Runs one statement: in the open transaction, or on a connection of the pool.

        Args:
            method: Of the asyncpg connection: ``fetch``, ``fetchval`` or ``execute``.
            replica: As for `connection`.
        """
        transaction = self.engine.current_transaction.get()
        if transaction is not None:
            return await transaction.statement(method, sql, *args)
        lender = self._lender(replica=replica)
        connection = await lender.borrow()
        untouched = False
        try:
            result = await getattr(connection, method)(sql, *args)
            untouched = leaves_nothing(sql)
            return result
        finally:
            await lender.give_back(connection, untouched=untouched)

    def _lender(self, *, replica: bool) -> Lender:
        engine = self._replica if replica and self._replica is not None else self.engine
        if engine.lender is None:
            raise UnavailableError("The database is not connected.", code="DATABASE_UNAVAILABLE")
        return engine.lender

    def listen(
        self,
        channel: str,
        on_message: Callable[[str], None],
        on_connected: Callable[[], None],
        on_lost: Callable[[], None] = lambda: None,
        *,
        check_seconds: float = LISTENER_CHECK_SECONDS,
    ) -> asyncio.Task[None]:
        """Listens for NOTIFY in a connection of its own, and connects again whenever that is lost.

        Args:
            on_message: Called with each payload.
            on_connected: Called after every (re)connection: whatever was notified meanwhile is lost, so look yourself.
            on_lost: Called when the connection is lost, and when listening ends.
            check_seconds: How often the connection is asked whether it is still there, and how long it may take to
                say so.

        Returns:
            The task that listens; cancel it to stop. `close` does.
        """
        task = asyncio.create_task(self._listen(channel, on_message, on_connected, on_lost, check_seconds))
        self._listeners.add(task)
        task.add_done_callback(self._listeners.discard)
        return task

    async def _listen(
        self,
        channel: str,
        on_message: Callable[[str], None],
        on_connected: Callable[[], None],
        on_lost: Callable[[], None],
        check_seconds: float,
    ) -> None:
        wait = 0.1
        while True:
            connection = None
            try:
                connection = await asyncpg.connect(**self._options(self.url))
                closed = asyncio.Event()
                connection.add_termination_listener(lambda _, event=closed: event.set())
                await connection.add_listener(channel, lambda *message: on_message(message[3]))
                on_connected()
                wait = 0.1
                while not await _happened(closed, check_seconds):
                    # A connection that a firewall forgot is silent, just as one on which nothing happens.
                    await connection.execute("SELECT 1", timeout=check_seconds)
            except Exception as error:  # noqa: BLE001 (a listener that ended for good would go unnoticed)
                log.warning(
                    "listener_lost", channel=channel, error=f"{type(error).__name__}: {error}", retry_in_seconds=wait
                )
            finally:
                on_lost()
                if connection is not None and not connection.is_closed():
                    connection.terminate()
            await asyncio.sleep(wait)
            wait = min(wait * 2, 10)


async def _happened(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False


class _Current:
    """Which database this process serves."""

    database: Database | None = None


_current = _Current()


def current() -> Database:
    """Returns the database of the process.

    Raises:
        UnavailableError: ``DATABASE_UNAVAILABLE`` if none is connected.
    """
    if _current.database is None:
        raise UnavailableError("The database is not connected.", code="DATABASE_UNAVAILABLE")
    return _current.database


_UNAVAILABLE = (
    asyncpg.LockNotAvailableError,
    asyncpg.QueryCanceledError,
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    asyncpg.PostgresConnectionError,
    asyncpg.TooManyConnectionsError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InternalClientError,  # of a connection that died while its statement was being cancelled
)


class translated:  # noqa: N801 (reads as a verb where it is used: `with translated():`)
    """Turns driver errors that a later try may not meet into an UnavailableError, and the refusal of a text that
    PostgreSQL cannot hold, such as one with a NUL, into an InvalidInputError ``INVALID_TEXT``.

    Args:
        driver_only: Leave errors of Python's own alone, which need not come from the database.
    """

    def __init__(self, *, driver_only: bool = False) -> None:
        self._kinds = _UNAVAILABLE if driver_only else (*_UNAVAILABLE, ConnectionError, TimeoutError)

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None:
            return
        if isinstance(error, asyncpg.CharacterNotInRepertoireError | asyncpg.UntranslatableCharacterError):
            raise InvalidInputError("A text has characters that cannot be stored.", code="INVALID_TEXT") from error
        if isinstance(error, asyncpg.DiskFullError):
            raise UnavailableError(
                "The disk of the database is full. Free some space and try again.", code="DATABASE_DISK_FULL"
            ) from error
        if isinstance(error, self._kinds) or (
            isinstance(error, asyncpg.InterfaceError) and ("clos" in str(error) or "released back" in str(error))
        ):
            raise UnavailableError(
                "The database is busy or does not answer. Try again.", code="DATABASE_UNAVAILABLE"
            ) from error


async def fetch_all(type_: type[T], sql: str, *args: object, replica: bool = False) -> list[T]:
    """Runs a query and returns one Struct per row; column names are the Struct's field names.

    Runs inside the open transaction of the task if there is one.

    Args:
        sql: With ``$1``, ``$2`` … for the arguments.
        replica: Whether the read tolerates the lag of a replica.
    """
    with translated():
        return structs_of(type_, await current().statement("fetch", sql, *args, replica=replica))


async def fetch_one(type_: type[T], sql: str, *args: object, replica: bool = False) -> T | None:
    """Like `fetch_all` for a query that has at most one row; None if it has none."""
    rows = await fetch_all(type_, sql, *args, replica=replica)
    return rows[0] if rows else None


async def fetch_value(sql: str, *args: object, replica: bool = False) -> Any:
    """Returns the first column of the first row, or None."""
    with translated():
        return await current().statement("fetchval", sql, *args, replica=replica)


async def execute(sql: str, *args: object) -> int:
    """Runs a statement and returns how many rows it changed."""
    with translated():
        status: str = await current().statement("execute", sql, *args)
    last = status.rpartition(" ")[2]
    return int(last) if last.isdigit() else 0
