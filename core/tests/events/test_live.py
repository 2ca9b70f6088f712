"""Live events: told at commit, in order, bounded, and never with a gap."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit, urlunsplit
from uuid import uuid4

import msgspec
import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.commerce.event import Event
from fondaco.db import execute, fetch_value
from fondaco.errors import LimitExceededError, UnavailableError
from fondaco.events import live, outbox, repository
from fondaco.events.live import LiveEvents, LiveStream
from fondaco.events.repository import Announcements
from fondaco.testing.pytest_plugin import AppFactory
from hypothesis import given
from hypothesis import strategies as st


class StoneThrown(Event, frozen=True):
    wire_name: ClassVar[str] = "pond.stone_thrown"

    number: int


class FishJumped(Event, frozen=True):
    wire_name: ClassVar[str] = "pond.fish_jumped"

    number: int


class FrogCroaked(Event, frozen=True):
    wire_name: ClassVar[str] = "pond.frog_croaked"


STONE, FISH = StoneThrown.wire_name, FishJumped.wire_name


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> AsyncIterator[App]:
    found = await make_app(enabled=[])
    own = found.live
    found.live = LiveEvents({STONE, FISH})
    found.live.start(found.database)
    yield found
    await found.live.close()
    found.live = own


async def emit(app: App, *events: Event) -> None:
    async with app.unit_of_work(app.system_context()) as uow:
        for event in events:
            uow.emit(event)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)


async def numbers(stream: LiveStream, count: int) -> list[int]:
    found = []
    async with asyncio.timeout(20):
        for _ in range(count):
            event = await anext(stream)
            found.append(msgspec.json.decode(event.payload)["number"])
    return found


async def listeners() -> int:
    found: int = await fetch_value(
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%fondaco_live%' "
        "AND pid <> pg_backend_pid() AND datname = current_database()"
    )
    return found


async def test_nobody_listens_and_nothing_is_notified_until_somebody_wants_to_know(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    notified: list[int] = []

    original = outbox.add_messages

    async def noting(*args: Any, announcements: Announcements, **options: Any) -> None:
        notified.extend([len(announcements.payloads)] if announcements.payloads else [])
        await original(*args, announcements=announcements, **options)

    monkeypatch.setattr(outbox, "add_messages", noting)
    assert await listeners() == 0
    await emit(app, FrogCroaked())
    async with app.unit_of_work(app.system_context()) as uow:
        uow.enqueue("pond.job")
    assert notified == []
    await emit(app, FrogCroaked(), StoneThrown(number=1))
    assert notified == [1]


async def test_events_of_concurrent_transactions_come_in_the_order_of_their_commits(app: App) -> None:
    async with await app.live.subscribe([STONE, FISH], size=100) as stream:
        async with app.unit_of_work(app.system_context()) as late:
            late.emit(StoneThrown(number=1))
            await asyncio.create_task(emit_elsewhere(app))
            late.emit(FishJumped(number=2))
        await emit(app, StoneThrown(number=4))
        assert await numbers(stream, 4) == [3, 1, 2, 4]


async def emit_elsewhere(app: App) -> None:
    await asyncio.create_task(emit(app, FishJumped(number=3)), context=contextvars.Context())


async def test_an_event_is_decoded_once_for_all_who_read_it_as_the_same_class(app: App) -> None:
    async with await app.live.subscribe([STONE], size=5) as one, await app.live.subscribe([STONE], size=5) as two:
        await emit(app, StoneThrown(number=8))
        first, second = await anext(one), await anext(two)
        assert first.read(StoneThrown) == StoneThrown(number=8)
        assert first.read(StoneThrown) is second.read(StoneThrown)


async def test_many_events_of_one_transaction_are_batched_and_in_order(app: App) -> None:
    count = 3000
    events = [StoneThrown(number=n) if n % 7 else FishJumped(number=n) for n in range(count)]
    async with await app.live.subscribe([STONE, FISH], size=count) as stream:
        await emit(app, *events)
        assert await numbers(stream, count) == list(range(count))


async def test_streams_hear_only_their_names_and_nothing_after_they_are_closed(app: App) -> None:
    stones, fish = await app.live.subscribe([STONE], size=10), await app.live.subscribe([FISH], size=10)
    await emit(app, StoneThrown(number=1), FishJumped(number=2))
    assert (await numbers(stones, 1), await numbers(fish, 1)) == ([1], [2])
    stones.close()
    stones.close()
    await emit(app, StoneThrown(number=3), FishJumped(number=4))
    assert await numbers(fish, 1) == [4]
    assert not stones._events
    assert app.live.streams == 1
    fish.close()


async def test_a_full_stream_ends_alone_and_keeps_nothing(app: App) -> None:
    async with await app.live.subscribe([STONE], size=3) as slow, await app.live.subscribe([STONE], size=100) as fast:
        await emit(app, *(StoneThrown(number=n) for n in range(10)))
        assert await numbers(fast, 10) == list(range(10))
        with pytest.raises(LimitExceededError) as ended:
            await anext(slow)
        assert ended.value.code == "SUBSCRIPTION_TOO_SLOW"
        assert not slow._events
        assert app.live.streams == 1


async def test_a_lost_connection_ends_streams_after_what_was_heard_and_subscribing_works_again(app: App) -> None:
    async with await app.live.subscribe([STONE], size=10) as stream:
        await emit(app, StoneThrown(number=1))
        await until(lambda: bool(stream._events))
        await execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%fondaco_live%' "
            "AND pid <> pg_backend_pid() AND datname = current_database()"
        )
        await until(lambda: app.live.streams == 0)
        assert await numbers(stream, 1) == [1]
        for _ in range(2):
            with pytest.raises(UnavailableError) as ended:
                await anext(stream)
            assert ended.value.code == "SUBSCRIPTION_INTERRUPTED"
    async with await app.live.subscribe([STONE], size=10) as again:
        await emit(app, StoneThrown(number=2))
        assert await numbers(again, 1) == [2]


async def test_a_connection_that_falls_silent_is_noticed(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.database, "listen", partial(app.database.listen, check_seconds=0.2))
    parts = urlsplit(app.database.url)
    folder = parse_qs(parts.query).get("host")
    forwarding = asyncio.Event()
    forwarding.set()
    pipes: list[asyncio.Task[None]] = []

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while chunk := await reader.read(65_536):
            await forwarding.wait()
            writer.write(chunk)

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if folder:
            [port] = parse_qs(parts.query)["port"]
            inner, outer = await asyncio.open_unix_connection(f"{folder[0]}/.s.PGSQL.{port}")
        else:
            inner, outer = await asyncio.open_connection(parts.hostname, parts.port)
        pipes.extend(asyncio.create_task(one) for one in (pipe(reader, outer), pipe(inner, writer)))

    async with await asyncio.start_server(connect, "127.0.0.1", 0) as proxy:
        user = parts.netloc.rpartition("@")[0]
        address = f"127.0.0.1:{proxy.sockets[0].getsockname()[1]}"
        monkeypatch.setattr(app.database, "url", urlunsplit((parts.scheme, f"{user}@{address}", parts.path, "", "")))
        async with await app.live.subscribe([STONE], size=10) as stream:
            await asyncio.sleep(0.5)  # a few checks that are answered
            await emit(app, StoneThrown(number=1))
            assert await numbers(stream, 1) == [1]
            forwarding.clear()
            with pytest.raises(UnavailableError, match="connection to the database was lost"):
                await asyncio.wait_for(anext(stream), 10)
        await app.live.close()
        for task in pipes:
            task.cancel()


async def test_rows_that_cannot_be_read_end_streams_rather_than_leave_a_gap(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(ids: object) -> list[object]:
        raise UnavailableError("Gone.")

    async with await app.live.subscribe([STONE], size=10) as stream:
        monkeypatch.setattr(repository, "list_events", broken)
        await emit(app, StoneThrown(number=1))
        with pytest.raises(UnavailableError, match="Events could not be read"):
            await asyncio.wait_for(anext(stream), 10)


async def test_too_many_events_at_once_end_streams(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MOST_PENDING", 10)
    async with await app.live.subscribe([STONE], size=100) as stream:
        await emit(app, *(StoneThrown(number=n) for n in range(50)))
        with pytest.raises(UnavailableError, match="Too much happens at once"):
            await asyncio.wait_for(anext(stream), 10)


async def test_a_database_that_cannot_be_listened_to_refuses_the_subscriber(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "CONNECT_SECONDS", 0.2)
    monkeypatch.setattr(app.database, "url", "postgresql://127.0.0.1:1/nothing")
    with pytest.raises(UnavailableError) as refused:
        await app.live.subscribe([STONE], size=1)
    assert refused.value.code == "DATABASE_UNAVAILABLE"
    assert app.live.streams == 0


async def test_closing_ends_streams_and_stops_listening(app: App) -> None:
    async with asyncio.timeout(10):
        while not app.tags.connected:  # until then something of its own runs
            await asyncio.sleep(0.01)
    before = len(asyncio.all_tasks())
    stream = await app.live.subscribe([STONE], size=1)
    assert await listeners() == 1
    await app.live.close()
    await app.live.close()
    with pytest.raises(UnavailableError, match="The server stops"):
        await anext(stream)
    with pytest.raises(UnavailableError, match="The server stops"):
        await app.live.subscribe([STONE], size=1)
    assert len(asyncio.all_tasks()) <= before


@given(
    st.lists(st.tuples(st.sampled_from([STONE, FISH, "a" * 60 + "." + "b" * 60]), st.uuids()), min_size=1, max_size=900)
)
def test_payloads_are_short_enough_and_lose_nothing(told: list[tuple[str, object]]) -> None:
    payloads = live._payloads(told)  # type: ignore[arg-type]
    assert all(len(payload.encode()) < 8000 for payload in payloads)
    found = [
        (name, id_)
        for payload in payloads
        for name, *ids in msgspec.json.decode(payload, type=list[list[str]])
        for id_ in ids
    ]
    assert found == [(name, id_.hex) for name, id_ in told]  # type: ignore[attr-defined]


def test_a_long_transaction_needs_few_notifications() -> None:
    assert len(live._payloads([(STONE, uuid4()) for _ in range(1000)])) == 5
