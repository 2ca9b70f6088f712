"""Connections are kept at hand between statements, and nobody notices but by the time it takes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any
from unittest.mock import AsyncMock

import asyncpg
import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.db import execute, fetch_value, lending
from fondaco.db.engine import Database
from fondaco.db.lending import Lender, leaves_nothing
from fondaco.errors import UnavailableError
from fondaco.settings import DatabaseSettings


@pytest.mark.parametrize(
    ("sql", "leaves"),
    [
        ("SELECT 1", True),
        ("\n  select 1", True),
        ("UPDATE catalog.product SET title = $1", True),
        ("INSERT INTO a VALUES ($1)", True),
        ("WITH x AS (SELECT 1) SELECT * FROM x", True),
        ("  set search_path = x", False),
        ("SELECT set_config('a.b', 'c', false)", False),
        ("SELECT pg_advisory_lock(1)", False),
        ("SELECT pg_advisory_xact_lock(1)", True),
        ("SELECT pg_advisory_xact_lock(1), pg_advisory_lock(2)", False),
        ("SELECT 1 INTO TEMPORARY t", False),
        ("LISTEN x", False),
        ("CREATE TEMP TABLE t (a int)", False),
        ("BEGIN", False),
        ("DISCARD ALL", False),
        ("-- a comment\nSELECT 1", False),
        ("SELECT 1; SET search_path = x", False),
        ("UPDATE a SET b = 1; LISTEN x", False),
        ("SELECT 1 INTO pg_temp.t", False),
        ("SELECT setseed(0.5)", False),
        ("SELECT attempts FROM system.delivery", True),
    ],
)
def test_what_may_leave_something_behind_is_told_from_what_cannot(sql: str, leaves: bool) -> None:
    assert leaves_nothing(sql) is leaves


async def test_what_a_statement_sets_is_gone_for_the_next_one(app: App) -> None:
    for _ in range(app.settings.database.pool_max):  # whichever connections are used
        await execute("SET statement_timeout = '123ms'")
        assert await fetch_value("SHOW statement_timeout") != "123ms"
        await fetch_value("SELECT pg_advisory_lock(77)")
        assert await fetch_value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 77") == 0
        await execute("BEGIN")
        open_transactions = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"
        assert await fetch_value(f"{open_transactions} AND datname = current_database()") == 0


async def test_what_a_transaction_leaves_in_its_session_is_gone_for_the_next_one(app: App) -> None:
    me = await fetch_value("SELECT current_user")
    for _ in range(app.settings.database.pool_max + 1):
        async with app.database.transaction():
            await execute("CREATE TEMPORARY TABLE scratch (n integer)")
            await execute("SET ROLE pg_monitor")
            await execute("PREPARE again AS SELECT 1")
            await execute("DEALLOCATE again")
            await execute("DECLARE reader CURSOR WITH HOLD FOR SELECT 1")
            await execute("SET search_path = nowhere")
        assert await fetch_value("SELECT current_user") == me
        assert await fetch_value("SELECT to_regclass('pg_temp.scratch')") is None
        async with app.database.connection() as connection:
            await connection.execute("SET SESSION AUTHORIZATION pg_monitor")
        assert await fetch_value("SELECT session_user") == me


@pytest.mark.parametrize(
    ("sql", "resets"),
    [
        ("INSERT INTO public.note VALUES (1)", 0),
        ("SELECT pg_advisory_xact_lock(1)", 0),
        ("SELECT pg_advisory_lock(1)", 1),
        ("SET LOCAL statement_timeout = 0", 1),
        ("DELETE FROM public.nothing", 1),
    ],
)
async def test_a_transaction_costs_a_reset_only_where_it_may_leave_something(
    app: App, monkeypatch: pytest.MonkeyPatch, sql: str, resets: int
) -> None:
    await execute("CREATE TABLE public.note (n integer)")
    reset = AsyncMock()
    monkeypatch.setattr(asyncpg.Connection, "reset", reset)
    with contextlib.suppress(asyncpg.UndefinedTableError):
        async with app.database.transaction():
            await execute(sql)
    assert reset.call_count == resets


async def test_a_connection_that_cannot_be_reset_fails_nobody(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    await execute("CREATE TABLE public.note (n integer)")
    with monkeypatch.context() as patch:
        patch.setattr(asyncpg.Connection, "reset", _reset_of_a_lost_connection)
        async with app.database.transaction():
            await execute("INSERT INTO public.note VALUES (1);")
        await execute("INSERT INTO public.note VALUES (2);")
        with pytest.raises(asyncpg.UndefinedTableError):
            await execute("DELETE FROM public.nothing")
    assert await fetch_value("SELECT array_agg(n ORDER BY n) FROM public.note") == [1, 2]


async def _reset_of_a_lost_connection(self: Any, *, timeout: float | None = None) -> None:  # noqa: ASYNC109
    raise asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation")


async def test_a_generator_that_another_task_closes_gives_its_connection_back(single: Database) -> None:
    async def inside() -> AsyncGenerator[int, None]:
        async with single.transaction():
            yield 1

    generator = inside()
    await asyncio.create_task(anext(generator))
    await generator.aclose()
    async with asyncio.timeout(5):
        assert await fetch_value("SELECT 1") == 1


@pytest_asyncio.fixture(loop_scope="session")
async def single(app: App) -> AsyncIterator[Database]:
    """A database with a pool of one connection."""
    url = app.database.url
    await app.database.close()
    database = Database(url, DatabaseSettings(pool_min=1, pool_max=1))
    await database.connect()
    yield database
    await database.close()


def lender_of(database: Database) -> Lender:
    assert database.engine.lender is not None
    return database.engine.lender


async def test_a_plain_statement_takes_one_round_trip(single: Database) -> None:
    pid, before = await _calls(single)
    for _ in range(5):
        await fetch_value("SELECT 1")
    same, after = await _calls(single)
    assert (same, after - before) == (pid, 6), "five statements, and the reset of the connection lent as a whole"


async def test_whoever_waits_gets_a_connection_as_it_is(single: Database) -> None:
    pid, before = await _calls(single)
    async with asyncio.timeout(5):
        await asyncio.gather(*(fetch_value("SELECT 1") for _ in range(20)))
    same, after = await _calls(single)
    assert (same, after - before) == (pid, 21), "twenty statements, and one reset"


async def test_who_came_first_is_served_first(single: Database) -> None:
    served: list[int] = []

    async def statement(number: int) -> None:
        if number % 3:
            await fetch_value("SELECT 1")
        else:
            async with single.connection():
                pass
        served.append(number)

    async with single.connection():
        tasks = [asyncio.create_task(statement(number)) for number in range(9)]
        await asyncio.sleep(0.05)
    async with asyncio.timeout(5):
        await asyncio.gather(*tasks)
    assert served == list(range(9))


@pytest.mark.parametrize("late", [False, True], ids=["while it waits", "as its turn comes"])
@pytest.mark.parametrize("touched", [False, True], ids=["a connection at hand", "room in the pool"])
async def test_who_stops_waiting_holds_nobody_up(single: Database, *, late: bool, touched: bool) -> None:
    lender = lender_of(single)
    connection = await lender.borrow()
    waiting = asyncio.create_task(lender.borrow())
    after = asyncio.create_task(fetch_value("SELECT 2"))
    await asyncio.sleep(0.01)
    if not late:
        waiting.cancel()
        await asyncio.sleep(0)
    await lender.give_back(connection, untouched=not touched)
    if late:
        waiting.cancel()
    async with asyncio.timeout(5):
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert await after == 2
        assert await fetch_value("SELECT 3") == 3
    assert not lender._waiting


async def test_where_nothing_becomes_free_the_database_is_unavailable(
    single: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with single.connection():
        monkeypatch.setattr(lending, "ACQUIRE_SECONDS", 0.05)
        with pytest.raises(UnavailableError) as refused:
            await fetch_value("SELECT 1")
        monkeypatch.undo()
    assert refused.value.code == "DATABASE_UNAVAILABLE"
    assert await fetch_value("SELECT 1") == 1


@pytest.mark.parametrize(
    "error",
    [ConnectionRefusedError(), FileNotFoundError(2, "No such file or directory")],
    ids=["refused", "no socket yet"],  # the latter as uvloop has it while PostgreSQL starts again
)
async def test_a_connection_that_cannot_be_made_leaves_its_place_to_others(single: Database, error: OSError) -> None:
    lender = lender_of(single)
    connection = await lender.borrow()
    connection.terminate()
    await lender.give_back(connection)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncpg.pool.Pool, "_get_new_connection", AsyncMock(side_effect=error))
        for _ in range(3):
            with pytest.raises(UnavailableError) as caught:
                await fetch_value("SELECT 1")
            assert caught.value.code == "DATABASE_UNAVAILABLE"
            with pytest.raises(UnavailableError):
                async with single.transaction():
                    raise AssertionError("there is no connection")
    assert await fetch_value("SELECT 1") == 1


async def _calls(database: Database) -> tuple[int, int]:
    """Returns the process of the next connection, and how many statements ran on it."""
    async with database.connection() as connection:
        return connection.get_server_pid(), connection._con._protocol.queries_count


async def test_one_connection_serves_statements_transactions_and_loans_in_turn(single: Database) -> None:
    async def in_transaction() -> int:
        async with single.transaction() as transaction:
            return int(await transaction.connection.fetchval("SELECT 1"))

    async def lent() -> int:
        async with single.connection() as connection:
            return int(await connection.fetchval("SELECT 1"))

    async def plain() -> int:
        return int(await fetch_value("SELECT 1"))

    async with asyncio.timeout(20):
        found = await asyncio.gather(*(work() for _ in range(40) for work in (in_transaction, lent, plain)))
    assert found == [1] * 120


async def test_a_connection_that_died_at_hand_is_replaced(single: Database) -> None:
    pid = await fetch_value("SELECT pg_backend_pid()")
    assert lender_of(single)._at_hand, "it is at hand"
    async with single.connection() as connection:
        own = connection.get_server_pid()
    assert own == pid
    await fetch_value("SELECT 1")
    lender_of(single)._at_hand[0].terminate()
    assert await fetch_value("SELECT 1") == 1
    assert await fetch_value("SELECT pg_backend_pid()") != pid


async def test_a_failed_statement_leaves_a_connection_that_works(single: Database) -> None:
    with pytest.raises(Exception, match="division by zero"):
        await fetch_value("SELECT 1 / 0")
    task = asyncio.create_task(fetch_value("SELECT pg_sleep(30)"))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await fetch_value("SELECT 1") == 1


async def test_what_nobody_wants_goes_back_to_the_pool(single: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lending, "SWEEP_SECONDS", 0.05)
    await fetch_value("SELECT 1")
    assert len(lender_of(single)._at_hand) == 1
    async with asyncio.timeout(5):
        while lender_of(single)._at_hand or lender_of(single)._returning:
            await asyncio.sleep(0.01)
    pool = single.engine.pool
    assert pool is not None
    assert pool.get_idle_size() == 1


async def test_closing_waits_for_nothing_that_is_at_hand(single: Database) -> None:
    await fetch_value("SELECT 1")
    async with asyncio.timeout(2):
        await single.close()


async def test_closing_waits_for_statements_that_run(single: Database) -> None:
    table = asyncio.create_task(single.engine._run_in_pool("SELECT 1 AS n FROM pg_sleep(0.3)"))
    await asyncio.sleep(0.1)
    async with asyncio.timeout(3):
        await single.close()
    assert [dict(row) for row in await table] == [{"n": 1}]
