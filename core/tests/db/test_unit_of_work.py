"""The unit of work: everything becomes true at the commit, or nothing does."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, ClassVar

import asyncpg
import pytest
import pytest_asyncio
from asyncpg.transaction import Transaction as AsyncpgTransaction
from fondaco import clock
from fondaco.app import App
from fondaco.commerce.event import Event
from fondaco.db import UnitOfWork, execute, fetch_value
from fondaco.errors import ConflictError, UnavailableError

Open = Callable[[], AbstractAsyncContextManager[UnitOfWork]]


class Wished(Event, frozen=True):
    wire_name: ClassVar[str] = "test.wished"

    number: int


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def _table(app: App) -> None:
    await execute("CREATE TABLE public.note (number integer PRIMARY KEY)")


async def write(number: int) -> None:
    assert await execute("INSERT INTO public.note VALUES ($1)", number) == 1


async def notes() -> list[int]:
    found: list[int] = await fetch_value("SELECT coalesce(array_agg(number ORDER BY number), '{}') FROM public.note")
    return found


async def outbox() -> list[str]:
    rows: list[str] = await fetch_value(
        "SELECT coalesce(array_agg(name || ' ' || payload::text ORDER BY id), '{}') FROM system.outbox"
    )
    return rows


async def test_a_commit_makes_rows_events_jobs_and_callbacks_true(unit_of_work: Open) -> None:
    seen: list[object] = []

    async def later() -> None:
        seen.append(("async", await notes()))

    async with unit_of_work() as uow:
        await write(1)
        uow.emit(Wished(number=7))
        uow.enqueue("test.mail", {"to": "ada"})
        uow.enqueue("test.tidy")
        uow.after_commit(lambda: seen.append("first"))
        uow.after_commit(later)
        uow.after_commit(lambda: seen.append("last"))
        assert seen == []
        assert await outbox() == []

    assert await notes() == [1]
    assert await outbox() == ['test.wished {"number": 7}', 'test.mail {"to": "ada"}', "test.tidy null"]
    assert seen == ["first", ("async", [1]), "last"]


async def test_an_error_leaves_nothing_behind(unit_of_work: Open) -> None:
    seen: list[str] = []
    with pytest.raises(ConflictError, match="no"):
        async with unit_of_work() as uow:
            await write(1)
            uow.emit(Wished(number=7))
            uow.after_commit(lambda: seen.append("never"))
            raise ConflictError("no")
    assert (await notes(), await outbox(), seen) == ([], [], [])


async def test_a_cancelled_task_leaves_nothing_behind(unit_of_work: Open) -> None:
    inside = asyncio.Event()

    async def work() -> None:
        async with unit_of_work() as uow:
            await write(1)
            uow.emit(Wished(number=7))
            inside.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(work())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await notes(), await outbox()) == ([], [])
    left = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
    )
    assert await fetch_value(left) == 0


@pytest.mark.parametrize("error", [asyncio.CancelledError(), asyncpg.ConnectionDoesNotExistError("lost")])
async def test_what_has_to_be_done_after_a_commit_in_doubt_is_done(
    error: BaseException, unit_of_work: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = AsyncpgTransaction.commit
    seen: list[str] = []

    async def commit_and_break(self: AsyncpgTransaction) -> None:
        await commit(self)
        raise error

    monkeypatch.setattr(AsyncpgTransaction, "commit", commit_and_break)
    with pytest.raises((asyncio.CancelledError, UnavailableError)):
        async with unit_of_work() as uow:
            await write(1)
            uow.when_over(lambda: seen.append("over"))
            uow.after_commit(lambda: seen.append("committed"))
    assert (await notes(), seen) == ([1], ["over"])


async def test_a_task_cancelled_while_its_connection_goes_back_has_told_of_its_commit(
    unit_of_work: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    reset = asyncpg.Connection.reset
    seen: list[str] = []

    async def cancel_and_reset(self: Any, *, timeout: float | None = None) -> None:  # noqa: ASYNC109
        task.cancel()
        await reset(self, timeout=timeout)

    async def work() -> None:
        async with unit_of_work() as uow:
            await write(1)
            await execute("SET LOCAL work_mem = '5MB'")  # so that the connection is reset
            uow.when_over(lambda: seen.append("over"))
            monkeypatch.setattr(asyncpg.Connection, "reset", cancel_and_reset)

    task = asyncio.create_task(work())
    with pytest.raises(asyncio.CancelledError):
        await task
    monkeypatch.undo()
    assert (await notes(), seen) == ([1], ["over"])


async def test_what_is_done_when_a_transaction_is_over_is_done_once_and_first(unit_of_work: Open) -> None:
    seen: list[str] = []

    def fail() -> None:
        raise ZeroDivisionError

    async with unit_of_work() as uow:
        uow.after_commit(lambda: seen.append("committed"))
        uow.when_over(fail)
        uow.when_over(lambda: seen.append("over"))
        with contextlib.suppress(ConflictError):
            async with uow.savepoint():
                uow.when_over(lambda: seen.append("never"))
                raise ConflictError("no")
    assert seen == ["over", "committed"]
    with pytest.raises(ConflictError):
        async with unit_of_work() as uow:
            uow.when_over(lambda: seen.append("never"))
            raise ConflictError("no")
    assert seen == ["over", "committed"]


async def test_an_error_of_a_constraint_at_the_commit_leaves_nothing_behind(unit_of_work: Open) -> None:
    await execute("CREATE TABLE public.child (number integer REFERENCES public.note DEFERRABLE INITIALLY DEFERRED)")
    seen: list[str] = []
    with pytest.raises(Exception, match="violates foreign key"):
        async with unit_of_work() as uow:
            await write(1)
            await execute("INSERT INTO public.child VALUES (99)")
            uow.after_commit(lambda: seen.append("never"))
    assert (await notes(), seen) == ([], [])


async def test_a_transaction_inside_a_transaction_is_refused(unit_of_work: Open, app: App) -> None:
    async with unit_of_work():
        await write(1)
        with pytest.raises(RuntimeError, match=r"a transaction is open already; use uow\.savepoint\(\)"):
            async with unit_of_work():
                raise AssertionError("never gets here")
        with pytest.raises(RuntimeError, match="open already"):
            async with app.database.transaction():
                raise AssertionError("never gets here")
    assert await notes() == [1]


async def test_a_savepoint_undoes_its_own_rows_events_jobs_tags_and_callbacks(unit_of_work: Open) -> None:
    seen: list[str] = []
    async with unit_of_work() as uow:
        await write(1)
        uow.emit(Wished(number=1))
        uow.invalidate("a")
        uow.after_commit(lambda: seen.append("outer"))
        with pytest.raises(ConflictError):
            async with uow.savepoint():
                await write(2)
                uow.emit(Wished(number=2))
                uow.enqueue("test.mail")
                uow.invalidate("b")
                uow.after_commit(lambda: seen.append("inner"))
                raise ConflictError("no")
        assert uow.tags == {"a"}
        async with uow.savepoint():
            await write(3)
            uow.emit(Wished(number=3))
            uow.invalidate("c")
        assert uow.tags == {"a", "c"}
    assert await notes() == [1, 3]
    assert await outbox() == ['test.wished {"number": 1}', 'test.wished {"number": 3}']
    assert seen == ["outer"]


async def test_savepoints_nest(unit_of_work: Open) -> None:
    async with unit_of_work() as uow:
        async with uow.savepoint():
            await write(1)
            with pytest.raises(ConflictError):
                async with uow.savepoint():
                    await write(2)
                    raise ConflictError("inner")
            await write(3)
        with pytest.raises(ConflictError):
            async with uow.savepoint():
                async with uow.savepoint():
                    await write(4)
                raise ConflictError("outer undoes what the inner one released")
    assert await notes() == [1, 3]


async def test_a_savepoint_survives_a_database_error(unit_of_work: Open) -> None:
    async with unit_of_work() as uow:
        await write(1)
        with pytest.raises(Exception, match="duplicate key"):
            async with uow.savepoint():
                await write(1)
        await write(2)
    assert await notes() == [1, 2]


async def test_a_swallowed_database_error_never_commits_half(unit_of_work: Open) -> None:
    with pytest.raises(Exception, match="current transaction is aborted"):
        async with unit_of_work() as uow:
            await write(1)
            with pytest.raises(Exception, match="duplicate key"):
                await write(1)
            uow.emit(Wished(number=1))
    assert (await notes(), await outbox()) == ([], [])


async def test_a_savepoint_needs_an_open_transaction(unit_of_work: Open) -> None:
    async with unit_of_work() as uow:
        pass
    with pytest.raises(RuntimeError, match="the unit of work is over"):
        async with uow.savepoint():
            raise AssertionError("never gets here")


async def test_a_task_that_outlives_the_unit_of_work_is_outside_its_transaction(unit_of_work: Open, app: App) -> None:
    go = asyncio.Event()

    async def straggler() -> bool:
        await go.wait()
        await write(5)
        return app.database.in_transaction

    with pytest.raises(ConflictError):
        async with unit_of_work():
            await write(1)
            task = asyncio.create_task(straggler())
            raise ConflictError("no")
    go.set()
    assert await task is False
    assert await notes() == [5]


async def test_a_task_started_inside_must_not_use_the_open_transaction(unit_of_work: Open) -> None:
    async with unit_of_work():
        await write(1)
        results = await asyncio.gather(write(2), notes(), return_exceptions=True)
        await write(3)
    assert [type(result) for result in results] == [RuntimeError, RuntimeError]
    assert "a task was started inside a transaction" in str(results[0])
    assert await notes() == [1, 3]


@pytest.mark.parametrize("end", ["commit", "error"])
async def test_a_connection_lost_before_the_end_is_given_back(unit_of_work: Open, app: App, end: str) -> None:
    """However often it happens: the pool holds 30 connections."""

    async def lose() -> None:
        async with unit_of_work():
            await fetch_value("SELECT pg_terminate_backend(pg_backend_pid()) FROM (VALUES (1)) AS t WHERE $1", True)

    async def lose_quietly() -> None:
        async with unit_of_work():
            with contextlib.suppress(UnavailableError):
                await fetch_value("SELECT pg_terminate_backend(pg_backend_pid())")
            if end == "error":
                raise ConflictError("ours")

    for _ in range(20):
        with pytest.raises(UnavailableError):
            await lose()
        with pytest.raises(UnavailableError if end == "commit" else ConflictError):
            await lose_quietly()
        assert not app.database.in_transaction
    assert await asyncio.gather(*(fetch_value("SELECT 1") for _ in range(30))) == [1] * 30


async def test_a_failed_commit_gives_its_connection_back(unit_of_work: Open, app: App) -> None:
    await execute("CREATE TABLE public.child (number integer REFERENCES public.note DEFERRABLE INITIALLY DEFERRED)")
    for _ in range(40):
        with pytest.raises(Exception, match="violates foreign key"):
            async with unit_of_work():
                await execute("INSERT INTO public.child VALUES (99)")
        assert not app.database.in_transaction
    await write(1)
    assert await notes() == [1]


async def test_the_task_itself_is_outside_after_the_block(unit_of_work: Open, app: App) -> None:
    async with unit_of_work():
        assert app.database.in_transaction
    assert not app.database.in_transaction
    await write(9)
    assert await notes() == [9]


async def test_units_of_work_of_parallel_tasks_do_not_see_each_other(unit_of_work: Open) -> None:
    barrier = asyncio.Barrier(5)

    async def work(number: int) -> list[int]:
        async with unit_of_work():
            await write(number)
            await barrier.wait()
            seen = await notes()
            await barrier.wait()
        return seen

    assert sorted(await asyncio.gather(*(work(number) for number in range(5)))) == [[n] for n in range(5)]
    assert await notes() == [0, 1, 2, 3, 4]


async def test_now_stands_still_inside_one_unit_of_work(unit_of_work: Open) -> None:
    async with unit_of_work() as uow:
        first = uow.now
        await asyncio.sleep(0.01)
        assert uow.now == first < clock.utc_now()


async def test_a_failing_callback_does_not_undo_the_commit(unit_of_work: Open) -> None:
    def broken() -> None:
        raise ValueError("too late")

    seen: list[str] = []
    async with unit_of_work() as uow:
        await write(1)
        uow.after_commit(broken)
        uow.after_commit(lambda: seen.append("still called"))
    assert await notes() == [1]
    assert seen == ["still called"]
