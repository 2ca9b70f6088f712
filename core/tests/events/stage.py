"""A shop that consists of events and jobs only, on a real PostgreSQL and a real Valkey.

Both conftests load this file by its path, so the servers are started once per test process.
"""

from __future__ import annotations

import asyncio
import atexit
import functools
import importlib.util
import secrets
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import asyncpg
import fondaco
import msgspec
import pytest
import structlog
from fondaco.commerce.channel import Channel
from fondaco.commerce.event import Event
from fondaco.context import Context
from fondaco.db.embedded import EmbeddedServers, Endpoints
from fondaco.db.engine import Database, execute, fetch_all, fetch_value
from fondaco.db.migrate import piccolo_conf
from fondaco.db.unit_of_work import UnitOfWork, unit_of_work
from fondaco.dispatch import Hooks
from fondaco.events import outbox
from fondaco.events.relay import Relay
from fondaco.events.subscribers import Subscriber, SubscriberRegistry
from fondaco.jobs import Job, JobRegistry
from fondaco.jobs.delivery import Courier
from fondaco.jobs.queue import DeliveryQueue, connect
from fondaco.jobs.worker import Worker, build_worker
from fondaco.plugins import NoSettings, Plugin, PluginHost
from fondaco.settings import DatabaseSettings, EventSettings, JobSettings, Settings

structlog.configure(processors=[structlog.processors.KeyValueRenderer()])

FAST_EVENTS = EventSettings(max_attempts=3, first_retry_seconds=0.01, poll_seconds=0.05)
FAST_JOBS = JobSettings(timeout_seconds=5)


class ParcelSent(Event):
    wire_name: ClassVar[str] = "stage.parcel_sent"

    number: int


class Row(msgspec.Struct, frozen=True):
    subscriber: str
    state: str
    attempts: int
    last_error: str | None


@functools.cache
def servers() -> Endpoints:
    # Not in the folder of the run's other servers, which may be gone before this process ends and stops these.
    embedded = EmbeddedServers(Path(tempfile.mkdtemp(prefix="fondaco-events-")), fast=True)
    atexit.register(embedded.stop)
    return embedded.start()


async def migrate() -> None:
    """Runs the migration by hand, as `fondaco.db.migrate` would."""
    (path,) = (Path(fondaco.__file__).parent / "system" / "migrations").glob("system_2026_11_22t10*.py")
    spec = importlib.util.spec_from_file_location("stage_migration", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    await execute("CREATE SCHEMA IF NOT EXISTS system")
    await (await module.forwards()).run()


@asynccontextmanager
async def fresh_database(settings: DatabaseSettings | None = None) -> AsyncIterator[Database]:
    url = servers().database_url
    name = f"stage_{secrets.token_hex(6)}"
    admin = await asyncpg.connect(url)
    await admin.execute(f"CREATE DATABASE {name}")
    head, _, tail = url.partition("?")
    database = Database(
        f"{head.rpartition('/')[0]}/{name}" + (f"?{tail}" if tail else ""), settings or DatabaseSettings(pool_max=20)
    )
    await database.connect()
    try:
        async with piccolo_conf(database), database.transaction():
            await migrate()
        await execute("CREATE TABLE public.effect (subscriber text NOT NULL, number integer NOT NULL)")
        yield database
    finally:
        await database.close()
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await admin.close()


class Stage:
    """What a test works with: the `WorkerApp`, and the parts of a worker one by one."""

    def __init__(
        self,
        database: Database,
        subscribers: Sequence[Subscriber] = (),
        jobs: Sequence[Job] = (),
        *,
        events: EventSettings = FAST_EVENTS,
        job_settings: JobSettings = FAST_JOBS,
        redis_url: str | None = None,
    ) -> None:
        class StagePlugin(Plugin[NoSettings]):
            name = "stage"
            version = "1.0"

            def register_subscribers(self) -> Sequence[Subscriber]:
                return subscribers

            def register_jobs(self) -> Sequence[Job]:
                return jobs

        self.settings = Settings(events=events, jobs=job_settings)
        self.database = database
        self.hooks = Hooks(PluginHost([StagePlugin(NoSettings())]))
        self.channels = {
            "default": Channel(slug="default", name="Default"),
            "outlet": Channel(slug="outlet", name="Outlet", currency="JPY"),
        }
        self.redis_url = redis_url or servers().redis_url
        self.registry = SubscriberRegistry([("stage", subscribers)])
        self.courier = Courier(self, self.registry, JobRegistry([("stage", jobs)]))
        self._queues: list[DeliveryQueue] = []
        self._workers: list[Worker] = []

    def unit_of_work(self, context: Context) -> AbstractAsyncContextManager[UnitOfWork]:
        return unit_of_work(self.database, self.hooks, context, outbox.write)

    def shop(self, channel: str = "default", **fields: Any) -> AbstractAsyncContextManager[UnitOfWork]:
        """A unit of work as a request would open it."""
        return self.unit_of_work(Context(channel=self.channels[channel], locale="en", **fields))

    def relay(self) -> Relay:
        queue = DeliveryQueue(connect(self.redis_url))
        self._queues.append(queue)
        return Relay(self.database, self.registry, queue, self.settings.events)

    def worker(self, *, burst: bool = False, grace_seconds: float = 5.0) -> Worker:
        worker = build_worker(
            self, self.redis_url, handle_signals=False, burst=burst, grace_seconds=grace_seconds, poll_delay=0.02
        )
        self._workers.append(worker)
        return worker

    async def emit(self, number: int = 1) -> None:
        async with self.shop() as uow:
            uow.emit(ParcelSent(number=number))

    async def deliver_all(self, *, job_try: int = 1) -> None:
        """Makes one attempt at every pending delivery, one after the other."""
        for outbox_id, row in await self.pending():
            await self.courier.deliver({"job_try": job_try}, str(outbox_id), row.subscriber, row.attempts)

    async def pending(self) -> list[tuple[UUID, Row]]:
        class Found(msgspec.Struct):
            outbox_id: UUID
            subscriber: str
            state: str
            attempts: int
            last_error: str | None

        rows = await fetch_all(
            Found,
            "SELECT outbox_id, subscriber, state, attempts, last_error FROM system.delivery "
            "WHERE state = 'pending' ORDER BY outbox_id, subscriber",
        )
        return [(row.outbox_id, Row(row.subscriber, row.state, row.attempts, row.last_error)) for row in rows]

    async def rows(self) -> list[Row]:
        return await fetch_all(
            Row,
            "SELECT subscriber, state, attempts, last_error FROM system.delivery ORDER BY outbox_id, subscriber",
        )

    @asynccontextmanager
    async def working(self, count: int = 1) -> AsyncIterator[None]:
        """Runs workers for the length of a block."""
        workers = [self.worker() for _ in range(count)]
        tasks = [asyncio.create_task(worker.run()) for worker in workers]
        try:
            yield
        finally:
            await asyncio.gather(*(worker.close() for worker in workers))
            await asyncio.gather(*tasks)

    async def close(self) -> None:
        for queue in self._queues:
            await queue.close()
        for worker in self._workers:
            await worker.close()


async def effects() -> list[tuple[str, int]]:
    """What handlers have written, in order."""

    class Effect(msgspec.Struct):
        subscriber: str
        number: int

    rows = await fetch_all(Effect, "SELECT subscriber, number FROM public.effect ORDER BY subscriber, number")
    return [(row.subscriber, row.number) for row in rows]


async def write_effect(subscriber: str, number: int) -> None:
    await execute("INSERT INTO public.effect VALUES ($1, $2)", subscriber, number)


def writing(name: str, event: type[Any] = ParcelSent, **fields: Any) -> Subscriber:
    """A subscriber that writes one effect."""

    async def handle(uow: UnitOfWork, happened: Any) -> None:
        await write_effect(name, happened.number)

    return Subscriber(event, handle, name=name, **fields)


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


async def settled() -> bool:
    """Whether everything is relayed and nothing is pending."""
    return not await fetch_value(
        "SELECT EXISTS (SELECT FROM system.outbox WHERE relayed_at IS NULL) "
        "OR EXISTS (SELECT FROM system.delivery WHERE state = 'pending')"
    )


@pytest.fixture(scope="module")
async def database() -> AsyncIterator[Database]:
    async with fresh_database() as database:
        yield database


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Callable[..., Stage]]:
    """Makes stages on an empty outbox and an empty queue."""
    await execute("TRUNCATE system.outbox, system.delivery, system.idempotency, public.effect")
    redis = connect(servers().redis_url)
    await redis.flushall()
    made: list[Stage] = []

    def make(*subscribers: Subscriber, jobs: Sequence[Job] = (), **fields: Any) -> Stage:
        made.append(Stage(database, subscribers, jobs, **fields))
        return made[-1]

    yield make
    for one in made:
        await one.close()
    await redis.aclose(close_connection_pool=True)
