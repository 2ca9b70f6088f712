"""Several processes, one truth: what one of them writes is not answered from memory by another for long."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit, urlunsplit

import asyncpg
import pytest
import pytest_asyncio
from fondaco.access import ANYONE
from fondaco.app import App
from fondaco.cache.invalidation import TagBus
from fondaco.commerce.event import Event
from fondaco.db import UnitOfWork
from fondaco.db.engine import Database
from fondaco.events.subscribers import Subscriber
from fondaco.graphql import GraphQL, Info, SchemaPart
from fondaco.jobs import Job, JobContext
from fondaco.plugins import NoSettings, Plugin
from fondaco.testing import GraphQLClient, WorkerDriver, all_heard
from fondaco.testing.pytest_plugin import AppFactory

part = SchemaPart()
ASK = "{ count }"


class World:
    """What answers are made of; it changes without a sound, as a table does."""

    count = 0


@part.query(type=int, permission=ANYONE, shared=True)
async def count(info: Info) -> int:
    info.context.depends_on("count")
    return World.count


@part.mutation(returns={"seen": int}, permission=ANYONE, transaction=False)
async def count_up(info: Info) -> int:
    """Says how many answers were in memory when another callback was called after the commit."""
    app, seen = info.context.app, []
    async with app.unit_of_work(info.context.caller) as uow:
        uow.after_commit(lambda: seen.append(len(app.responses)))
        World.count += 1
        uow.invalidate("count")
    return seen[0]


class Counted(Event, frozen=True):
    """Something was counted."""

    wire_name: ClassVar[str] = "nodetest.counted"


async def on_counted(uow: UnitOfWork, event: Counted) -> None:
    World.count += 1
    uow.invalidate("count")


async def count_job(job: JobContext) -> None:
    async with job.unit_of_work() as uow:
        World.count += 1
        uow.invalidate("count")


class NodePlugin(Plugin[NoSettings]):
    name = "nodetest"
    version = "1.0"
    graphql = GraphQL(shop=(part,))
    subscribers = (Subscriber(Counted, on_counted),)
    jobs = (Job(run=count_job),)


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    World.count = 0
    made = await make_app(enabled=[], plugins=[NodePlugin])
    await until(lambda: made.tags.connected)
    return made


async def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.005)


async def test_who_writes_reads_what_they_wrote(app: App, shop: GraphQLClient) -> None:
    for number in range(20):
        assert await shop(ASK) == {"count": number}
        await all_heard(app)
        for _ in range(2):
            assert await shop(ASK) == {"count": number}
        assert len(app.responses) == 1
        assert await shop("mutation { countUp { seen } }") == {"countUp": {"seen": 0}}
    assert await shop(ASK) == {"count": 20}


async def test_a_job_and_a_subscriber_are_writers_like_any_other(
    app: App, shop: GraphQLClient, worker: WorkerDriver
) -> None:
    assert await shop(ASK) == {"count": 0}
    await worker.run_job("nodetest.count_job")
    assert await shop(ASK) == {"count": 1}
    async with app.unit_of_work(app.system_context()) as uow:
        uow.emit(Counted())
    assert await shop(ASK) == {"count": 1}
    await worker.drain()
    assert await shop(ASK) == {"count": 2}


PROGRAM = """
import asyncio
from fondaco.app import create_app
from fondaco.settings import load_settings

async def main():
    app = create_app(load_settings())
    async with app.running():
        async with app.unit_of_work(app.system_context()) as uow:
            uow.invalidate(*(f"product:{number}" for number in range({many})), "count")

asyncio.run(main())
"""


@pytest.mark.parametrize("many", [1, 100_000])
async def test_what_a_command_in_another_process_writes_is_answered_here(
    many: int, app: App, shop: GraphQLClient
) -> None:
    """As ``fondaco import`` does: a process of its own, and very many changes in one transaction."""
    assert await shop(ASK) == {"count": 0}
    World.count = 1
    assert await shop(ASK) == {"count": 0}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FONDACO_")}
    urls = {"DATABASE_URL": app.database.url, "REDIS_URL": app.redis_url, "FONDACO_ENABLED": "[]"}
    await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", PROGRAM.replace("{many}", str(many))],
        env={**kept, **urls},
        check=True,
        timeout=60,
    )
    await until(lambda: len(app.responses) == 0)
    assert await shop(ASK) == {"count": 1}


async def test_a_killed_connection_empties_the_memory_until_it_is_back(app: App, shop: GraphQLClient) -> None:
    assert await shop(ASK) == {"count": 0}
    assert len(app.responses) == 1
    World.count = 1
    admin = await asyncpg.connect(app.database.url)
    await admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND (query LIKE 'LISTEN%fondaco_tags%' OR query = 'SELECT 1')"
    )
    await admin.close()
    await until(lambda: len(app.responses) == 0)
    assert await shop(ASK) == {"count": 1}
    await until(lambda: app.tags.connected)
    for _ in range(2):
        assert await shop(ASK) == {"count": 1}
    assert len(app.responses) == 1


class Proxy:
    """A network between a node and the database, which may fall silent or be cut."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.passes = asyncio.Event()
        self.passes.set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await self._connect()
        self._writers |= {writer, back}
        for source, target in ((reader, back), (there, writer)):
            task = asyncio.create_task(self._pump(source, target))
            self._tasks.add(task)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        parts = urlsplit(self._url)
        if parts.hostname is not None:
            return await asyncio.open_connection(parts.hostname, parts.port or 5432)
        query = parse_qs(parts.query)
        return await asyncio.open_unix_connection(f"{query['host'][0]}/.s.PGSQL.{query['port'][0]}")

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65536):
                await self.passes.wait()
                target.write(data)
                await target.drain()
            target.close()

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for writer in self._writers:
            writer.close()


@pytest_asyncio.fixture(loop_scope="session")
async def proxied(app: App) -> AsyncIterator[tuple[Proxy, Database]]:
    """The database of the application, listened to through a network that we rule."""
    parts = urlsplit(app.database.url)
    proxy = Proxy(app.database.url)
    server = await asyncio.start_server(proxy, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    password = f":{parts.password}" if parts.password else ""
    there = parts._replace(netloc=f"{parts.username}{password}@127.0.0.1:{port}", query="sslmode=disable")
    database = Database(urlunsplit(there), app.settings.database)
    database.engine = app.database.engine
    yield proxy, database
    for task in list(database._listeners):
        task.cancel()
    await asyncio.gather(*database._listeners, return_exceptions=True)
    server.close()
    await proxy.close()


@pytest.fixture
def bus() -> tuple[TagBus, list[frozenset[str] | None]]:
    """Another node's ears, and what it was told."""
    made = TagBus()
    told: list[frozenset[str] | None] = []
    made.subscribe(told.append)
    return made, told


async def test_a_network_that_falls_silent_is_noticed_within_two_checks(
    app: App, proxied: tuple[Proxy, Database], bus: tuple[TagBus, list[frozenset[str] | None]]
) -> None:
    (proxy, database), (node, told) = proxied, bus
    node.listen(database, check_seconds=0.2)
    await until(lambda: node.connected)
    await asyncio.sleep(0.5)
    assert node.connected, "an idle connection is not a lost one"
    told.clear()
    proxy.passes.clear()
    async with app.unit_of_work(app.system_context()) as uow:
        uow.invalidate("unheard")
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await until(lambda: not node.connected)
    assert loop.time() - begun < 1.5
    assert told[0] is None, "whatever was kept may be old"
    proxy.passes.set()
    await until(lambda: node.connected)
    told.clear()
    async with app.unit_of_work(app.system_context()) as uow:
        uow.invalidate("heard")
    await until(lambda: told == [frozenset({"heard"})])


async def test_a_node_that_listens_and_hears_nothing_keeps_nothing(
    app: App, bus: tuple[TagBus, list[frozenset[str] | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As behind PgBouncer in transaction mode, which takes LISTEN, answers everything, and forgets."""
    node, told = bus
    monkeypatch.setattr("fondaco.cache.invalidation.GREETING_SECONDS", 0.05)
    deaf = True
    received = node._received
    monkeypatch.setattr(node, "_received", lambda payload: None if deaf else received(payload))
    node.listen(app.database)
    await asyncio.sleep(0.4)
    assert (node.connected, told) == (False, [])
    deaf = False
    await until(lambda: node.connected)
    assert told == [None]
