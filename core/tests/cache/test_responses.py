"""Answers are kept exactly as long as they are true."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from fondaco import clock
from fondaco.access import ANYONE
from fondaco.app import App
from fondaco.cache.invalidation import TagBus
from fondaco.cache.responses import Made, Question, ResponseCache
from fondaco.commerce import Channel
from fondaco.context import Context
from fondaco.graphql import GraphQL, Info, SchemaPart
from fondaco.plugins import NoSettings, Plugin
from fondaco.testing import GraphQLClient


class Maker:
    """Counts how often it was asked, and can be held up."""

    def __init__(self, *tags: str, private: bool = False, failures: int = 0) -> None:
        self.count = 0
        self.failures = failures
        self.tags = None if private else frozenset(tags)
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self) -> Made[int]:
        self.count += 1
        mine = self.count
        await self.gate.wait()
        if mine <= self.failures:
            await asyncio.sleep(0)
            return Made(-mine, None, private=False)
        return Made(mine, self.tags)


class Cache(ResponseCache[int]):
    """Asked by family and key."""

    async def ask(self, family: str, key: str, make: Any) -> int:
        return (await self.answer(Question(family, key, CALLER), make)).value


CALLER = Context(channel=Channel(slug="default", name="Default"), locale="en")


def cache_of(max_entries: int = 100, seconds: float = 60.0, max_bytes: int = 1_000_000) -> tuple[TagBus, Cache]:
    bus = TagBus()
    bus.connected = True
    cache = Cache(bus, max_entries=max_entries, max_bytes=max_bytes, seconds=seconds, pack=lambda value: (value, 8))
    return bus, cache


def drop(bus: TagBus, *tags: str) -> None:
    bus._tell(frozenset(tags))


async def test_an_answer_is_made_once_and_kept_until_one_of_its_tags_is_dropped() -> None:
    bus, cache = cache_of()
    make = Maker("product:1", "products")
    assert [await cache.ask("f", "k", make) for _ in range(3)] == [1, 1, 1]
    drop(bus, "product:2")
    assert await cache.ask("f", "k", make) == 1
    drop(bus, "product:1")
    assert await cache.ask("f", "k", make) == 2


async def test_an_answer_that_was_begun_before_a_drop_is_not_kept() -> None:
    bus, cache = cache_of()
    make = Maker("product:1")
    make.gate.clear()
    slow = asyncio.create_task(cache.ask("f", "k", make))
    await asyncio.sleep(0)
    drop(bus, "product:1")
    make.gate.set()
    assert await slow == 1
    assert len(cache) == 0
    assert await cache.ask("f", "k", make) == 2


async def test_who_asks_after_a_drop_does_not_get_what_was_begun_before_it() -> None:
    bus, cache = cache_of()
    make = Maker("product:1")
    make.gate.clear()
    first = asyncio.create_task(cache.ask("f", "k", make))
    await asyncio.sleep(0)
    drop(bus, "product:1")
    second = asyncio.create_task(cache.ask("f", "k", make))
    await asyncio.sleep(0)
    make.gate.set()
    assert (await first, await second) == (1, 2)
    assert await cache.ask("f", "k", make) == 2


async def test_a_stampede_is_one_making() -> None:
    _, cache = cache_of()
    make = Maker("products")
    make.gate.clear()
    crowd = [asyncio.create_task(cache.ask("f", "k", make)) for _ in range(50)]
    await asyncio.sleep(0)
    make.gate.set()
    assert await asyncio.gather(*crowd) == [1] * 50


@pytest.mark.parametrize(
    ("failures", "answers"),
    [
        (1, [-1, *[2] * 9]),  # the next one makes it for all who still wait
        (2, [-1, -2, *range(3, 11)]),  # nobody waits for a third
    ],
)
async def test_a_stampede_outlives_a_failure_of_its_maker(failures: int, answers: list[int]) -> None:
    _, cache = cache_of()
    make = Maker("products", failures=failures)
    make.gate.clear()
    crowd = [asyncio.create_task(cache.ask("f", "k", make)) for _ in range(10)]
    await asyncio.sleep(0)
    make.gate.set()
    assert sorted(await asyncio.gather(*crowd), key=abs) == answers
    assert make.count == len(set(answers))


async def test_a_private_answer_is_its_makers_alone_and_nobody_waits_for_its_family_again() -> None:
    _, cache = cache_of()
    make = Maker(private=True)
    assert [await cache.ask("f", "k", make) for _ in range(3)] == [1, 2, 3]
    make.gate.clear()
    crowd = [asyncio.create_task(cache.ask("f", "k", make)) for _ in range(3)]
    await asyncio.sleep(0)
    assert make.count == 6
    make.gate.set()
    assert sorted(await asyncio.gather(*crowd)) == [4, 5, 6]


async def test_a_failure_reaches_everyone_who_waits_and_is_not_kept() -> None:
    _, cache = cache_of()
    gate = asyncio.Event()

    async def fail() -> Made[int]:
        await gate.wait()
        raise ValueError("no")

    crowd = [asyncio.create_task(cache.ask("f", "k", fail)) for _ in range(3)]
    await asyncio.sleep(0)
    gate.set()
    results = await asyncio.gather(*crowd, return_exceptions=True)
    assert [type(result) for result in results] == [ValueError] * 3
    assert await cache.ask("f", "k", Maker("t")) == 1


async def test_it_is_bounded_and_forgets_the_least_recently_used() -> None:
    _, cache = cache_of(max_entries=2)
    makers: dict[str, Maker] = {name: Maker(name) for name in "abc"}
    for name in "abac":
        await cache.ask("f", name, makers[name])
    assert len(cache) == 2
    await cache.ask("f", "a", makers["a"])
    await cache.ask("f", "b", makers["b"])
    assert (makers["a"].count, makers["b"].count) == (1, 2)


async def test_an_entry_dies_of_age() -> None:
    _, cache = cache_of(seconds=0.01)
    make = Maker("t")
    await cache.ask("f", "k", make)
    await asyncio.sleep(0.02)
    assert await cache.ask("f", "k", make) == 2


async def test_nothing_is_answered_from_memory_while_other_nodes_cannot_be_heard() -> None:
    bus, cache = cache_of()
    make = Maker("t")
    await cache.ask("f", "k", make)
    bus._lost()
    assert [await cache.ask("f", "k", make) for _ in range(2)] == [2, 3]
    bus._heard()
    assert [await cache.ask("f", "k", make) for _ in range(2)] == [4, 4]


part = SchemaPart()
CALLS: dict[str, int] = {}


def called(name: str) -> int:
    CALLS[name] = CALLS.get(name, 0) + 1
    return CALLS[name]


@part.query(type=int, permission=ANYONE, shared=True)
async def public(info: Info, of: str) -> int:
    info.context.depends_on(f"thing:{of}")
    return called(f"public {of} {info.context.locale}")


@part.query(type=int, permission=ANYONE)
async def private(info: Info) -> int:
    return called("private")


@part.query(type=int, permission=ANYONE, shared=True)
async def careless(info: Info) -> int:
    return called(f"careless {info.context.principal.session}")


@part.mutation(returns={"done": bool}, permission=ANYONE, transaction=False)
async def touch(info: Info) -> bool:
    async with info.context.app.unit_of_work(info.context.caller) as uow:
        uow.invalidate("thing:a")
    return True


class CachePlugin(Plugin[NoSettings]):
    name = "cachetest"
    version = "1.0"

    def register_graphql(self) -> GraphQL:
        return GraphQL(shop=(part,))


@pytest.fixture
async def app(make_app: Any) -> App:
    CALLS.clear()
    made: App = await make_app(enabled=[], plugins=[CachePlugin])
    async with asyncio.timeout(5):
        while not made.tags.connected:
            await asyncio.sleep(0.01)
    return made


async def test_shared_answers_are_kept_by_document_variables_and_locale_until_a_write(shop: GraphQLClient) -> None:
    ask = "query ($of: String!) { public(of: $of) }"
    for _ in range(2):
        assert await shop(ask, {"of": "a"}) == {"public": 1}
        assert await shop(ask, {"of": "b"}) == {"public": 1}
        assert await shop(ask, {"of": "a"}, fondaco_locale="zh-Hans") == {"public": 1}
    await shop("mutation { touch { done } }")
    assert await shop(ask, {"of": "a"}) == {"public": 2}
    assert await shop(ask, {"of": "b"}) == {"public": 1}


async def test_an_answer_with_one_field_that_is_not_shared_is_not_kept(shop: GraphQLClient) -> None:
    for expected in (1, 2):
        assert (await shop('{ public(of: "c") private }'))["private"] == expected


async def test_looking_at_the_caller_makes_an_answer_private_whatever_was_declared(shop: GraphQLClient) -> None:
    assert [(await shop("{ careless }"))["careless"] for _ in range(2)] == [1, 2]


async def test_a_dropped_tag_reaches_other_nodes_at_commit_and_not_on_rollback(app: App) -> None:
    heard: list[frozenset[str] | None] = []
    other = TagBus()
    other.subscribe(heard.append)
    other.listen(app.database)
    async with asyncio.timeout(5):
        while not other.connected:
            await asyncio.sleep(0.01)
    heard.clear()
    with pytest.raises(ZeroDivisionError):
        await _invalidate(app, "never", fail=True)
    await _invalidate(app, "thing:1", "thing:2")
    async with asyncio.timeout(5):
        while not heard:
            await asyncio.sleep(0.01)
    assert heard == [frozenset({"thing:1", "thing:2"})]


async def _invalidate(app: App, *tags: str, fail: bool = False) -> None:
    async with app.unit_of_work(app.system_context()) as uow:
        uow.invalidate(*tags)
        if fail:
            raise ZeroDivisionError


async def test_who_waited_past_the_moment_until_which_an_answer_is_right_gets_another() -> None:
    _, cache = cache_of()
    ends = clock.utc_now() + timedelta(seconds=30)
    begun, gate, made = asyncio.Event(), asyncio.Event(), 0

    async def make() -> Made[int]:
        nonlocal made
        made += 1
        valid_until: datetime | None = None
        if made == 1:
            valid_until = ends
            begun.set()
            await gate.wait()
        return Made(made, frozenset({"sale"}), valid_until=valid_until)

    first = asyncio.create_task(cache.ask("f", "k", make))
    await begun.wait()
    second = asyncio.create_task(cache.ask("f", "k", make))
    await asyncio.sleep(0)
    with clock.moved(timedelta(seconds=31)):
        gate.set()
        assert (await first, await second) == (1, 2)
        assert await cache.ask("f", "k", make) == 2
