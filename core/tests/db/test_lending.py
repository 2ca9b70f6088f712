"""Connections are kept at hand between statements, and nobody notices but by the time it takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.db import execute, fetch_value, lending
from fondaco.db.engine import Database
from fondaco.db.lending import Lender, leaves_nothing
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
        ("SELECT 1 INTO TEMPORARY t", False),
        ("LISTEN x", False),
        ("CREATE TEMP TABLE t (a int)", False),
        ("BEGIN", False),
        ("DISCARD ALL", False),
        ("-- a comment\nSELECT 1", False),
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
