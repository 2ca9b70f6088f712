import asyncio
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from fondaco import clock
from fondaco.db.engine import fetch_value
from fondaco.events import repository
from fondaco.jobs import Job, JobContext
from fondaco.settings import EventSettings, JobSettings
from fondaco_stage import Row, effects, settled, until, write_effect


class Parcel(msgspec.Struct):
    number: int


async def send(job: JobContext, parcel: Parcel) -> None:
    async with job.unit_of_work():
        await write_effect(f"{job.context.channel.slug}:{job.attempt}", parcel.number)


async def tidy(job: JobContext) -> None:
    async with job.unit_of_work():
        await write_effect("tidy", job.attempt)


SEND = Job(run=send, payload_type=Parcel)


async def test_a_job_enqueued_with_a_rollback_never_runs(stage: Any) -> None:
    on = stage(jobs=[SEND])
    with pytest.raises(RuntimeError):
        async with on.shop() as uow:
            uow.enqueue("stage.send", Parcel(1))
            raise RuntimeError
    await on.worker(burst=True).run()
    assert await effects() == []


async def test_a_job_gets_its_payload_and_the_channel_of_whoever_enqueued_it(stage: Any) -> None:
    on = stage(jobs=[SEND, Job(run=tidy)])
    async with on.shop("outlet") as uow:
        uow.enqueue("stage.send", Parcel(7))
        uow.enqueue("stage.tidy")
    await on.worker(burst=True).run()
    assert await effects() == [("outlet:1", 7), ("tidy", 1)]
    assert await on.rows() == [Row("stage.send", "done", 1, None), Row("stage.tidy", "done", 1, None)]


async def test_a_failing_job_is_retried_and_ends_dead(stage: Any) -> None:
    async def explode(job: JobContext) -> None:
        await tidy(job)
        raise OSError("disk")

    on = stage(jobs=[Job(run=explode, max_attempts=2)])
    async with on.shop() as uow:
        uow.enqueue("stage.explode")
    async with on.working():
        await until(settled)
    assert await effects() == [("tidy", 1), ("tidy", 2)]
    assert await on.rows() == [Row("stage.explode", "dead", 2, "OSError: disk")]


async def test_a_job_with_a_payload_that_cannot_be_decoded_is_dead_at_once(stage: Any) -> None:
    on = stage(jobs=[SEND])
    async with on.shop() as uow:
        uow.enqueue("stage.send", {"number": "seven"})
    await on.relay().relay_all()
    await on.deliver_all()
    (row,) = await on.rows()
    assert (row.state, row.attempts) == ("dead", 1)


async def test_a_job_that_nobody_registers_is_not_dead_at_once(stage: Any) -> None:
    on = stage()
    async with on.shop() as uow:
        uow.enqueue("stage.unheard_of")
    await on.relay().relay_all()
    await on.deliver_all()
    assert [(row.state, row.attempts) for row in await on.rows()] == [("pending", 1)]


async def test_a_running_job_is_claimed_so_nobody_else_begins_it(stage: Any) -> None:
    started = asyncio.Event()
    finish = asyncio.Event()

    async def long(job: JobContext) -> None:
        started.set()
        await finish.wait()
        await tidy(job)

    on = stage(jobs=[Job(run=long)])
    async with on.shop() as uow:
        uow.enqueue("stage.long")
    relay = on.relay()
    await relay.relay_all()
    ((id_, row),) = await on.pending()
    running = asyncio.create_task(on.courier.deliver({}, str(id_), row.subscriber, 0))
    await started.wait()
    await asyncio.gather(*(on.courier.deliver({}, str(id_), row.subscriber, 0) for _ in range(5)))
    assert await fetch_value("SELECT next_attempt_at > now() + interval '10 seconds' FROM system.delivery")
    finish.set()
    await running
    assert await effects() == [("tidy", 1)]
    assert await on.rows() == [Row("stage.long", "done", 1, None)]


async def test_of_many_workers_that_begin_at_once_one_gets_the_job(stage: Any) -> None:
    on = stage(jobs=[Job(run=tidy)])
    async with on.shop() as uow:
        uow.enqueue("stage.tidy")
    await on.relay().relay_all()
    ((id_, row),) = await on.pending()
    await asyncio.gather(*(on.courier.deliver({}, str(id_), row.subscriber, 0) for _ in range(10)))
    assert await effects() == [("tidy", 1)]


async def test_a_job_whose_worker_died_begins_again_after_its_time_out(stage: Any) -> None:
    on = stage(jobs=[Job(run=tidy)])
    async with on.shop() as uow:
        uow.enqueue("stage.tidy")
    relay = on.relay()
    await relay.relay_all()
    # The worker that claimed it is gone without a word: 5 seconds of time-out and 10 of margin.
    ((id_, row),) = await on.pending()
    assert await repository.claim_delivery(id_, row.subscriber, 0, clock.utc_now() + timedelta(seconds=15))

    await on.worker(burst=True).run()
    assert await effects() == []
    with clock.moved(timedelta(seconds=16)):
        await on.worker(burst=True).run()
    assert await effects() == [("tidy", 2)]


async def test_a_job_that_kills_every_worker_ends_dead(stage: Any) -> None:
    on = stage(jobs=[Job(run=tidy, max_attempts=1)])
    async with on.shop() as uow:
        uow.enqueue("stage.tidy")
    await on.relay().relay_all()
    ((id_, row),) = await on.pending()
    await repository.claim_delivery(id_, row.subscriber, 0, clock.utc_now())
    await on.deliver_all()
    assert await effects() == []
    (row,) = await on.rows()
    assert (row.state, row.attempts, row.last_error[:10]) == ("dead", 1, "WorkerDied")


async def test_a_job_that_is_stopped_with_its_worker_gives_its_attempt_back(stage: Any) -> None:
    started = asyncio.Event()

    async def long(job: JobContext) -> None:
        started.set()
        await asyncio.sleep(30)

    on = stage(jobs=[Job(run=long)])
    async with on.shop() as uow:
        uow.enqueue("stage.long")
    worker = on.worker(grace_seconds=0.05)
    task = asyncio.create_task(worker.run())
    await started.wait()
    await worker.close()
    await task
    assert await on.rows() == [Row("stage.long", "pending", 0, None)]


async def test_a_job_that_takes_too_long_has_failed(stage: Any) -> None:
    async def long(job: JobContext) -> None:
        await asyncio.sleep(30)

    on = stage(jobs=[Job(run=long)], job_settings=JobSettings(timeout_seconds=0.05, max_tries=2))
    async with on.shop() as uow:
        uow.enqueue("stage.long")
    await on.relay().relay_all()
    await on.deliver_all()
    await on.deliver_all()
    assert await on.rows() == [Row("stage.long", "dead", 2, "TimeoutError: took longer than 0.05 seconds")]


async def test_retries_of_a_job_wait_as_long_as_those_of_a_subscriber(stage: Any) -> None:
    async def explode(job: JobContext) -> None:
        raise OSError("disk")

    on = stage(jobs=[Job(run=explode)], events=EventSettings(first_retry_seconds=100))
    async with on.shop() as uow:
        uow.enqueue("stage.explode")
    await on.relay().relay_all()
    await on.deliver_all()
    assert await fetch_value(
        "SELECT extract(epoch FROM next_attempt_at - now()) BETWEEN 70 AND 100 FROM system.delivery"
    )
