"""Tags travel with the commit, to this node first and then to every other."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import asyncpg
import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.cache.invalidation import LONGEST_PAYLOAD, TagBus, _payloads
from fondaco.cli.database import run_migrations
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError
from fondaco.settings import Settings
from fondaco.testing.databases import Databases
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

Open = Callable[[], AbstractAsyncContextManager[UnitOfWork]]


@pytest_asyncio.fixture(loop_scope="session")
async def elsewhere(app: App) -> AsyncIterator[asyncio.Queue[list[str]]]:
    """What another node hears."""
    heard: asyncio.Queue[list[str]] = asyncio.Queue()
    connection = await asyncpg.connect(app.database.url)

    def hear(*message: object) -> None:
        tags = json.loads(str(message[3]))
        if isinstance(tags, list):  # a node that greets itself says something else
            heard.put_nowait(tags)

    await connection.add_listener("fondaco_tags", hear)
    yield heard
    await connection.close()


@pytest_asyncio.fixture(loop_scope="session")
async def here(app: App) -> list[frozenset[str] | None]:
    """What this node is told."""
    async with asyncio.timeout(5):
        while not app.tags.connected:
            await asyncio.sleep(0.01)
    told: list[frozenset[str] | None] = []
    app.tags.subscribe(told.append)
    return told


async def test_tags_reach_every_node_at_the_commit(
    unit_of_work: Open, elsewhere: asyncio.Queue[list[str]], here: list[frozenset[str] | None]
) -> None:
    async with unit_of_work() as uow:
        uow.invalidate("product:2", "product:1")
        uow.invalidate("product:1")
        await asyncio.sleep(0.05)
        assert elsewhere.empty()
        assert here == []
    assert here[0] == frozenset({"product:1", "product:2"}), "this node knows before its caller gets an answer"
    assert await asyncio.wait_for(elsewhere.get(), 5) == ["product:1", "product:2"]


async def test_tags_of_a_rollback_are_heard_by_nobody(
    unit_of_work: Open, elsewhere: asyncio.Queue[list[str]], here: list[frozenset[str] | None]
) -> None:
    with pytest.raises(ConflictError):
        async with unit_of_work() as uow:
            uow.invalidate("product:1")
            raise ConflictError("no")
    async with unit_of_work() as uow:
        with pytest.raises(ConflictError):
            async with uow.savepoint():
                uow.invalidate("product:2")
                raise ConflictError("no")
        uow.invalidate("marker")
    assert await asyncio.wait_for(elsewhere.get(), 5) == ["marker"]
    assert set(here) == {frozenset({"marker"})}


async def test_without_tags_nothing_is_sent(unit_of_work: Open, here: list[frozenset[str] | None]) -> None:
    async with unit_of_work():
        pass
    assert here == []


async def test_many_tags_arrive_in_several_notifications(
    unit_of_work: Open, elsewhere: asyncio.Queue[list[str]]
) -> None:
    tags = [f"product:{number:060}" for number in range(300)]
    async with unit_of_work() as uow:
        uow.invalidate(*tags)
    heard: list[str] = []
    async with asyncio.timeout(5):
        while len(heard) < 300:
            batch = await elsewhere.get()
            assert len(batch) < 300
            heard += batch
    assert heard == sorted(tags)


async def test_very_many_tags_become_everything(unit_of_work: Open, elsewhere: asyncio.Queue[list[str]]) -> None:
    async with unit_of_work() as uow:
        uow.invalidate(*(f"product:{number:060}" for number in range(5000)))
    assert await asyncio.wait_for(elsewhere.get(), 5) == ["*"]


async def test_migrations_drop_everything_since_nobody_knows_what_they_change(
    databases: Databases, test_settings: Settings
) -> None:
    heard: list[str] = []
    async with databases.empty() as url:
        connection = await asyncpg.connect(url)
        await connection.add_listener("fondaco_tags", lambda *message: heard.append(str(message[3])))
        settings = structs.replace(
            test_settings, enabled=(), database=structs.replace(test_settings.database, url=url, pool_max=5)
        )
        done = await asyncio.to_thread(run_migrations, settings)
        async with asyncio.timeout(5):
            while heard.count('["*"]') < len(done):
                await asyncio.sleep(0.01)
        await connection.close()
    assert done


def test_a_node_that_hears_everything_drops_all() -> None:
    bus = TagBus()
    told: list[frozenset[str] | None] = []
    bus.subscribe(told.append)
    bus._received('["*"]')
    bus._received('["a","b"]')
    bus._received("of another version")
    assert told == [None, frozenset({"a", "b"}), None]


async def test_a_node_that_may_have_missed_something_drops_all(app: App, here: list[frozenset[str] | None]) -> None:
    admin = await asyncpg.connect(app.database.url)
    killed = await admin.fetchval(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE datname = current_database() AND query LIKE 'LISTEN%fondaco_tags%'"
    )
    await admin.close()
    assert killed == 1
    async with asyncio.timeout(5):
        while here.count(None) < 2:
            await asyncio.sleep(0.01)
    assert here == [None, None], "once when it is lost, once when it is back"
    assert app.tags.connected


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1, max_size=400, unique=True))
def test_no_payload_is_longer_than_postgresql_takes(tags: list[str]) -> None:
    payloads = _payloads(tags)
    assert all(len(payload.encode()) <= LONGEST_PAYLOAD + 2 < 8000 for payload in payloads)
    if payloads != ['["*"]']:
        assert [tag for payload in payloads for tag in json.loads(payload)] == tags


@pytest.mark.parametrize(
    ("tags", "sizes"),
    [
        (["\x01" * 1000, "\x02" * 1000], [6004, 6004]),
        (['"' * 3000, "\\" * 3000], [6004, 6004]),
        (["ä" * 3000, "b" * 900], [6907]),
        (["ä" * 3000, "b" * 999], [6004, 1003]),
        (["a" * 8000], [5]),
        (["a", "b" * 8000], [5]),
    ],
)
def test_characters_count_as_what_they_become(tags: list[str], sizes: list[int]) -> None:
    payloads = _payloads(tags)
    assert [len(payload.encode()) for payload in payloads] == sizes
