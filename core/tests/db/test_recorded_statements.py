"""What is recorded of a block's statements, and what is not."""

from __future__ import annotations

import asyncio
from typing import Any

import asyncpg
import pytest
from fondaco.app import App
from fondaco.db.engine import execute, fetch_value
from fondaco.testing import recorded_statements


async def test_what_a_block_sends_is_recorded_with_arguments_and_results(app: App) -> None:
    with recorded_statements() as statements:
        async with app.unit_of_work(app.system_context()):
            assert await fetch_value("SELECT $1::int + 1", 41) == 42
            async with app.database.connection() as connection:
                await connection.execute("CREATE TEMPORARY TABLE noted (n int) ON COMMIT DROP")
                await connection.executemany("INSERT INTO noted VALUES ($1)", iter([(1,), (2,), (3,)]))
                assert await connection.fetchval("SELECT sum(n) FROM noted") == 6
    begin, add, create, insert, total, commit = statements.all
    assert (begin.controls_transaction, commit.controls_transaction) == (True, True)
    assert (add.sql, add.args, add.result) == ("SELECT $1::int + 1", (41,), [42])
    assert (create.executions, insert.executions, total.result) == (1, 3, [6])
    assert len({each.connection for each in statements.all}) == 1
    assert statements.executions == 6
    assert len(statements.sent) == 6


async def test_what_others_send_and_what_comes_afterwards_is_not(app: App) -> None:
    go, done = asyncio.Event(), asyncio.Event()

    async def other() -> None:
        await go.wait()
        await fetch_value("SELECT 'other'")
        done.set()

    task = asyncio.create_task(other())
    with recorded_statements() as outer:
        with recorded_statements() as inner:
            await fetch_value("SELECT 'inner'")
        go.set()
        await done.wait()
        await asyncio.gather(fetch_value("SELECT 'started by it'"))
    await fetch_value("SELECT 'later'")
    await task
    assert inner.sent == ["SELECT 'inner'"]
    assert outer.sent == ["SELECT 'started by it'"]


async def test_a_statement_that_fails_has_no_result(app: App) -> None:
    before: Any = asyncpg.Connection.execute
    with recorded_statements() as statements:
        with pytest.raises(asyncpg.PostgresError):
            await execute("SELECT 1 / 0")
        assert asyncpg.Connection.execute is not before
    assert [each.result for each in statements.all] == [[]]
    assert asyncpg.Connection.execute is before
