"""The engine: which errors mean "try again", and listening that survives a lost connection."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import asyncpg
import msgspec
import pytest
from fondaco.app import App
from fondaco.db import UnitOfWork, execute, fetch_all, fetch_one, fetch_value
from fondaco.db.engine import Database, current, translated
from fondaco.errors import UnavailableError
from fondaco.settings import DatabaseSettings, Settings

Open = Callable[[], AbstractAsyncContextManager[UnitOfWork]]


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.LockNotAvailableError("canceling statement due to lock timeout"),
        asyncpg.QueryCanceledError("canceling statement due to statement timeout"),
        asyncpg.DeadlockDetectedError("deadlock"),
        asyncpg.SerializationError("could not serialize"),
        asyncpg.PostgresConnectionError("lost"),
        asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation"),
        asyncpg.TooManyConnectionsError("sorry, too many clients already"),
        asyncpg.CannotConnectNowError("the database system is starting up"),
        asyncpg.AdminShutdownError("terminating connection"),
        asyncpg.CrashShutdownError("crash of another server process"),
        asyncpg.IdleInTransactionSessionTimeoutError("idle"),
        asyncpg.ReadOnlySQLTransactionError("cannot execute INSERT in a read-only transaction"),
        asyncpg.InterfaceError("connection is closed"),
        asyncpg.InterfaceError("pool is closing"),
        asyncpg.InternalClientError("cannot switch to state 11; another operation (2) is in progress"),
        ConnectionRefusedError(111, "refused"),
        ConnectionResetError(104, "reset"),
        TimeoutError(),
    ],
)
def test_what_a_later_try_may_not_meet_is_unavailable(error: Exception) -> None:
    with pytest.raises(UnavailableError) as caught, translated():
        raise error
    assert caught.value.code == "DATABASE_UNAVAILABLE"
    assert caught.value.message == "The database is busy or does not answer. Try again."
    assert caught.value.__cause__ is error


def test_a_full_disk_has_a_code_of_its_own() -> None:
    with pytest.raises(UnavailableError) as caught, translated():
        raise asyncpg.DiskFullError("No space left on device")
    assert caught.value.code == "DATABASE_DISK_FULL"


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.UniqueViolationError("duplicate key"),
        asyncpg.UndefinedTableError("no such table"),
        asyncpg.NotNullViolationError("null"),
        asyncpg.InterfaceError("cannot use Connection.transaction() in a manually started transaction"),
        ValueError("ours"),
        asyncio.CancelledError(),
    ],
)
def test_everything_else_stays_what_it_is(error: BaseException) -> None:
    with pytest.raises(type(error)) as caught, translated():
        raise error
    assert caught.value is error


async def test_a_lock_that_is_held_too_long_is_unavailable(app: App, unit_of_work: Open) -> None:
    await execute("CREATE TABLE public.held (id integer PRIMARY KEY)")
    await execute("INSERT INTO public.held VALUES (1)")
    async with unit_of_work():
        await execute("SELECT * FROM public.held FOR UPDATE")

        async def wait_for_it() -> None:
            async with app.unit_of_work(app.system_context()):
                await execute("SET LOCAL lock_timeout = '50ms'")
                await execute("SELECT * FROM public.held FOR UPDATE")

        # In a context of its own, since a task started inside a transaction must not use the database.
        task = asyncio.get_running_loop().create_task(wait_for_it(), context=contextvars.Context())
        with pytest.raises(UnavailableError):
            await task


async def test_a_statement_that_takes_too_long_is_unavailable(app: App, unit_of_work: Open) -> None:
    with pytest.raises(UnavailableError):
        async with unit_of_work():
            await execute("SET LOCAL statement_timeout = '50ms'")
            await execute("SELECT pg_sleep(30)")
    assert await fetch_value("SELECT 1") == 1


async def test_a_lost_connection_is_unavailable_and_the_next_call_works(app: App, unit_of_work: Open) -> None:
    with pytest.raises(UnavailableError):
        async with unit_of_work():
            await execute("SELECT pg_terminate_backend(pg_backend_pid())")
    assert await fetch_value("SELECT 1") == 1
    with pytest.raises(UnavailableError):
        await fetch_value("SELECT pg_terminate_backend(pg_backend_pid())")
    assert await fetch_value("SELECT 1") == 1


async def test_a_pool_whose_connections_all_died_recovers(app: App) -> None:
    await asyncio.gather(*(fetch_value("SELECT pg_sleep(0.05)") for _ in range(5)))
    admin = await asyncpg.connect(app.database.url)
    killed = await admin.fetch(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    await admin.close()
    assert len(killed) >= 5
    await asyncio.sleep(0.1)
    assert await fetch_value("SELECT 1") == 1


async def test_without_a_database_everything_is_unavailable() -> None:
    with pytest.raises(UnavailableError, match="not connected"):
        current()
    with pytest.raises(UnavailableError, match="not connected"):
        await fetch_value("SELECT 1")


async def test_a_server_that_does_not_answer_is_told(unused_tcp_port: int) -> None:
    database = Database(f"postgresql://nobody@127.0.0.1:{unused_tcp_port}/x", DatabaseSettings())
    with pytest.raises(UnavailableError) as caught:
        await database.connect()
    assert caught.value.code == "DATABASE_UNAVAILABLE"
    assert caught.value.message.startswith("The database does not answer: ")
    await database.close()
    await database.close()


async def test_a_second_database_in_the_process_is_refused(app: App, test_settings: Settings) -> None:
    other = Database(str(test_settings.database.url), DatabaseSettings())
    with pytest.raises(RuntimeError, match="one database at a time"):
        await other.connect()
    await other.close()
    assert await fetch_value("SELECT 1") == 1


class Row(msgspec.Struct):
    number: int
    text: str | None


async def test_rows_come_back_as_structs(app: App) -> None:
    sql = "SELECT * FROM (VALUES (1, 'a'), (2, NULL)) AS t (number, text) WHERE number >= $1 ORDER BY number"
    assert await fetch_all(Row, sql, 1) == [Row(1, "a"), Row(2, None)]
    assert await fetch_one(Row, sql, 2) == Row(2, None)
    assert await fetch_one(Row, sql, 3) is None
    assert await fetch_value("SELECT NULL::int") is None


async def test_execute_says_how_many_rows_changed(app: App) -> None:
    assert await execute("CREATE TABLE public.t (n integer)") == 0
    assert await execute("INSERT INTO public.t SELECT generate_series(1, 5)") == 5
    assert await execute("UPDATE public.t SET n = n WHERE n > $1", 2) == 3
    assert await execute("DELETE FROM public.t WHERE n = 99") == 0


async def test_sessions_are_configured_as_the_settings_say(app: App) -> None:
    show = [
        await fetch_value(f"SHOW {name}")
        for name in ("statement_timeout", "lock_timeout", "TimeZone", "application_name")
    ]
    assert show == ["30s", "10s", "UTC", "fondaco"]


async def test_listening_goes_on_after_the_connection_was_lost(app: App) -> None:
    heard: list[str] = []
    connected, lost = asyncio.Semaphore(0), asyncio.Semaphore(0)
    app.database.listen("news", heard.append, connected.release, lost.release)
    await asyncio.wait_for(connected.acquire(), 5)
    await execute("SELECT pg_notify('news', 'one')")
    await _until(lambda: heard == ["one"])

    killed = await fetch_value(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE datname = current_database() AND query LIKE 'LISTEN%news%'"
    )
    assert killed == 1
    await asyncio.wait_for(lost.acquire(), 5)
    await asyncio.wait_for(connected.acquire(), 5)
    await execute("SELECT pg_notify('news', 'two')")
    await _until(lambda: heard == ["one", "two"])


async def test_listening_goes_on_whatever_the_check_of_its_connection_meets(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the connection dies while its statement is being cancelled."""
    checked = asyncpg.Connection.execute
    broken = [asyncpg.InternalClientError("cannot switch to state 11"), LookupError("of a driver yet unknown")]

    async def execute_or_break(self: Any, sql: str, *args: object, timeout: float | None = None) -> Any:  # noqa: ASYNC109
        if sql == "SELECT 1" and broken:
            raise broken.pop()
        return await checked(self, sql, *args, timeout=timeout)

    monkeypatch.setattr(asyncpg.Connection, "execute", execute_or_break)
    connected, lost = asyncio.Semaphore(0), asyncio.Semaphore(0)
    app.database.listen("news", lambda _: None, connected.release, lost.release, check_seconds=0.05)
    async with asyncio.timeout(5):
        for _ in range(2):
            await connected.acquire()
            await lost.acquire()
        await connected.acquire()


async def test_a_listener_whose_callback_fails_goes_on_listening(app: App) -> None:
    heard: list[str] = []

    def hear(payload: str) -> None:
        heard.append(payload)
        if payload == "bad":
            raise ValueError(payload)

    connected = asyncio.Event()
    app.database.listen("news", hear, connected.set)
    await asyncio.wait_for(connected.wait(), 5)
    for payload in ("bad", "good"):
        await execute("SELECT pg_notify('news', $1)", payload)
    await _until(lambda: heard == ["bad", "good"])


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)
