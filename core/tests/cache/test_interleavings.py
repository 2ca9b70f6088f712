"""Whatever happens in whichever order, nobody is given what is not theirs, and nothing older than they may expect."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pytest
from fondaco.access.principals import ANONYMOUS
from fondaco.cache.dimensions import Dimension
from fondaco.cache.invalidation import TagBus
from fondaco.cache.responses import Made, Question, ResponseCache
from fondaco.commerce import Channel
from fondaco.context import Context
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, precondition, rule

CHANNEL = Channel(slug="default", name="Default")
GROUP: Dimension[str] = Dimension("test.group", lambda caller: caller.principal.id)
LEVEL: Dimension[int] = Dimension("test.level", lambda caller: len(caller.locale))
TAGS = ("prices", "groups")
LOCALES = ("en", "en-GB")


def caller_in(group: str, locale: str = "en") -> Context:
    return Context(channel=CHANNEL, locale=locale, principal=msgspec.structs.replace(ANONYMOUS, id=group))


class BoomError(Exception):
    """What a maker fails with."""


class Answer(msgspec.Struct, frozen=True):
    """What the world was like when it was read, and what of the caller was looked at.

    Attributes:
        maker: Whose it is, if it is private.
        looked: Values by the name of their dimension.
    """

    versions: tuple[int, ...]
    maker: int | None
    looked: dict[str, Any]


class Asker:
    """A caller with a question, and what they may expect."""

    def __init__(self, number: int, caller: Context, floor: tuple[int, ...]) -> None:
        self.number = number
        self.caller = caller
        self.floor = floor
        self.gates = [asyncio.Event(), asyncio.Event()]
        self.cancelled = False
        self.task: asyncio.Task[Any]

    def open_next(self) -> None:
        for gate in self.gates:
            if not gate.is_set():
                gate.set()
                return


class Interleavings(RuleBasedStateMachine):
    """A world of two versioned things; makers that read it at one moment and answer at another."""

    askers = Bundle("askers")

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.bus = TagBus()
        self.bus.connected = True
        self.cache: ResponseCache[Answer] = ResponseCache(
            self.bus, max_entries=3, max_bytes=100_000, seconds=60, pack=lambda answer: (answer, 10)
        )
        self.world = [0, 0]
        self.dropped = (0, 0)
        self.everybody: list[Asker] = []
        self.waiting: list[Asker] = []
        self.failures = 0

    async def _make(self, asker: Asker, kind: str) -> Made[Answer]:
        await asker.gates[0].wait()
        versions = tuple(self.world)
        await asker.gates[1].wait()
        if kind == "fails":
            self.failures += 1
            raise BoomError
        if kind == "private":
            return Made(Answer(versions, asker.number, {}), None)
        if kind == "mistaken":
            return Made(Answer(versions, asker.number, {}), None, private=False)
        # What is looked at depends on the world, as for a product that gets a price for a group.
        dimensions: list[Dimension[Any]] = [GROUP] * (versions[1] % 2) + [LEVEL] * (versions[1] % 3 == 1)
        looked = {dimension: dimension.value_of(asker.caller) for dimension in dimensions}
        named = {dimension.name: value for dimension, value in looked.items()}
        return Made(Answer(versions, None, named), frozenset(TAGS), looked=looked)

    def _run(self, ticks: int) -> None:
        for _ in range(ticks):
            self.loop.run_until_complete(asyncio.sleep(0))

    @rule(
        target=askers,
        number=st.integers(1, 4),
        kind=st.sampled_from(["shared"] * 9 + ["private", "mistaken", "fails"]),
        key=st.sampled_from(["one", "one", "two"]),
        group=st.sampled_from(["retail", "retail", "trade"]),
        locale=st.sampled_from(LOCALES),
        ticks=st.sampled_from([0, 1, 1, 2]),
    )
    def ask(self, number: int, kind: str, key: str, group: str, locale: str, ticks: int) -> Any:
        made = []
        for _ in range(number):
            asker = Asker(len(self.everybody), caller_in(group, locale), self.dropped)
            question = Question(key, "rest", asker.caller)
            asker.task = self.loop.create_task(self._answer(question, asker, kind))
            self.everybody.append(asker)
            self.waiting.append(asker)
            self._run(ticks)
            made.append(asker)
        return multiple(*made)

    async def _answer(self, question: Question, asker: Asker, kind: str) -> Answer:
        asker.floor = self.dropped  # they ask when they run first
        return (await self.cache.answer(question, lambda: self._make(asker, kind))).value

    @rule(asker=askers, ticks=st.sampled_from([0, 2, 2, 4]))
    def go_on(self, asker: Asker, ticks: int) -> None:
        asker.open_next()
        self._run(ticks)

    @rule(asker=consumes(askers), ticks=st.integers(0, 3))
    def give_up(self, asker: Asker, ticks: int) -> None:
        asker.cancelled = asker.task.cancel()
        self._run(ticks)

    @rule(which=st.sampled_from([0, 1]))
    def commit(self, which: int) -> None:
        self.world[which] += 1

    @rule(ticks=st.integers(0, 2))
    def drop(self, ticks: int) -> None:
        changed = [tag for tag, old, new in zip(TAGS, self.dropped, self.world, strict=True) if new > old]
        self.bus._tell(frozenset(changed or TAGS))
        self.dropped = (self.world[0], self.world[1])
        self._run(ticks)

    @rule()
    def write(self) -> None:
        """Commits and drops at once, as most do."""
        self.world[0] += 1
        self.drop(0)

    @precondition(lambda self: self.bus.connected)
    @rule()
    def lose(self) -> None:
        self.bus._lost()

    @precondition(lambda self: not self.bus.connected)
    @rule()
    def hear(self) -> None:
        self.bus._heard()
        self.dropped = (self.world[0], self.world[1])

    @invariant()
    def nobody_is_given_what_they_may_not_have(self) -> None:
        for asker in [asker for asker in self.waiting if asker.task.done()]:
            self.waiting.remove(asker)
            if asker.task.cancelled():
                assert asker.cancelled, "somebody else's giving up is not theirs"
                continue
            if isinstance(error := asker.task.exception(), BoomError):
                assert self.failures > 0
                continue
            assert error is None
            answer = asker.task.result()
            assert all(map(int.__ge__, answer.versions, asker.floor)), "it is older than what they knew of"
            assert answer.maker in {None, asker.number}, "it is somebody else's"
            for dimension in (GROUP, LEVEL):
                if dimension.name in answer.looked:
                    assert answer.looked[dimension.name] == dimension.value_of(asker.caller)

    @invariant()
    def nothing_is_kept_that_nobody_can_vouch_for(self) -> None:
        assert self.bus.connected or len(self.cache) == 0
        assert len(self.cache) <= 3
        assert self.cache.bytes == sum(entry.size for entry in self.cache._entries._entries.values())

    def teardown(self) -> None:
        for asker in self.everybody:
            for gate in asker.gates:
                gate.set()
        self._run(200)
        self.nobody_is_given_what_they_may_not_have()
        assert not self.waiting, "somebody waits for ever"
        assert not self.cache._running
        self.loop.close()


TestInterleavings = Interleavings.TestCase


def orders(*sequences: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every order of all steps in which each sequence keeps its own."""
    if not any(sequences):
        yield ()
    for index, sequence in enumerate(sequences):
        if sequence:
            rest = (*sequences[:index], sequence[1:], *sequences[index + 1 :])
            yield from ((sequence[0], *others) for others in orders(*rest))


@pytest.mark.parametrize(
    ("third", "count"), [((), 1260), (("cancel a",), 1680), (("ask c",), 1680), (("lose", "hear"), 7560)]
)
async def test_in_every_order_of_steps_nobody_is_given_what_is_older_than_a_drop_before_they_asked(
    third: tuple[str, ...], count: int
) -> None:
    """Two callers ask the same; each making reads and then answers; meanwhile two changes are made."""
    writes = ("commit", "drop") * (2 if third == () else 1)
    every = list(orders(("ask a", "read a", "end a"), ("ask b", "end b"), writes, third))
    assert len(every) == count
    for order in every:
        await _play(order)


class Play:
    """One order of steps, played."""

    def __init__(self) -> None:
        self.bus, self.cache = cache_of()
        self.world = self.dropped = 0
        self.floors: dict[str, int] = {}
        self.tasks: dict[str, asyncio.Task[int]] = {}
        self.reads = {name: asyncio.Event() for name in "abcd"}
        self.ends = {name: asyncio.Event() for name in "abcd"}
        self.reads["b"].set()

    async def _make(self, name: str) -> Made[int]:
        await self.reads[name].wait()
        version = self.world
        await self.ends[name].wait()
        return Made(version, frozenset({"products"}))

    async def _answer(self, name: str) -> int:
        self.floors[name] = self.dropped
        question = Question("f", "k", caller_in("a"))
        found: int = (await self.cache.answer(question, lambda: self._make(name))).value
        return found

    def ask(self, name: str) -> None:
        self.tasks[name] = asyncio.create_task(self._answer(name))

    def read(self, name: str) -> None:
        self.reads[name].set()

    def end(self, name: str) -> None:
        self.ends[name].set()

    def cancel(self, name: str) -> None:
        if name in self.tasks:
            self.tasks[name].cancel()

    def commit(self) -> None:
        self.world += 1

    def drop(self) -> None:
        self.bus._tell(frozenset({"products"}))
        self.dropped = self.world

    def lose(self) -> None:
        self.bus._lost()

    def hear(self) -> None:
        self.bus._heard()
        self.dropped = self.world


async def _play(order: Sequence[str]) -> None:
    play = Play()
    for step in (*order, "ask d"):
        what, *names = step.split()
        getattr(play, what)(*names)
        for _ in range(3):
            await asyncio.sleep(0)
    for gate in (*play.reads.values(), *play.ends.values()):
        gate.set()
    results = await asyncio.gather(*play.tasks.values(), return_exceptions=True)
    for name, result in zip(play.tasks, results, strict=True):
        if isinstance(result, asyncio.CancelledError):
            assert (name, "cancel a" in order) == ("a", True), order
        else:
            assert isinstance(result, int), order
            assert result >= play.floors[name], (order, name)


def cache_of(**more: Any) -> tuple[TagBus, ResponseCache[Any]]:
    bus = TagBus()
    bus.connected = True
    given = {"max_entries": 100, "max_bytes": 1_000_000, "seconds": 60, "pack": lambda value: (value, 8), **more}
    return bus, ResponseCache(bus, **given)


class Crowd:
    """Callers who ask the same at once; counts makings, and holds them up."""

    def __init__(self, cache: ResponseCache[Any], *, private: bool = False, dimensions: Sequence[Any] = ()) -> None:
        self.cache = cache
        self.private = private
        self.dimensions = dimensions
        self.makings = 0
        self.gate = asyncio.Event()

    async def _make(self, caller: Context) -> Made[Any]:
        self.makings += 1
        await self.gate.wait()
        looked = {dimension: dimension.value_of(caller) for dimension in self.dimensions}
        return Made(caller.principal.id, None if self.private else frozenset({"products"}), looked=looked)

    def ask(self, *groups: str) -> list[asyncio.Task[str]]:
        return [asyncio.create_task(self._ask(caller_in(group))) for group in groups]

    async def _ask(self, caller: Context) -> str:
        found: str = (await self.cache.answer(Question("f", "k", caller), lambda: self._make(caller))).value
        return found


async def test_when_the_first_of_a_hundred_goes_away_the_others_are_answered() -> None:
    _, cache = cache_of()
    crowd = Crowd(cache)
    first, *others = crowd.ask(*(f"g{number}" for number in range(100)))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    crowd.gate.set()
    assert await asyncio.gather(*others) == ["g1"] * 99
    assert first.cancelled()
    assert crowd.makings == 2


async def test_when_those_who_wait_go_away_the_first_is_answered() -> None:
    _, cache = cache_of()
    crowd = Crowd(cache)
    first, *others = crowd.ask(*"abcd")
    await asyncio.sleep(0)
    for task in others:
        task.cancel()
    await asyncio.sleep(0)
    crowd.gate.set()
    assert await first == "a"
    assert all(task.cancelled() for task in others)


async def test_what_turns_out_private_is_made_for_each_at_once() -> None:
    _, cache = cache_of()
    crowd = Crowd(cache, private=True)
    tasks = crowd.ask(*"abcdef")
    await asyncio.sleep(0)
    assert crowd.makings == 1
    crowd.gate.set()
    assert await asyncio.gather(*tasks) == list("abcdef")
    assert crowd.makings == 6
    assert len(cache) == 0


async def test_a_crowd_of_several_groups_is_one_making_for_each_group() -> None:
    _, cache = cache_of()
    crowd = Crowd(cache, dimensions=(GROUP,))
    tasks = crowd.ask(*["retail", "trade", "press"] * 30)
    await asyncio.sleep(0)
    assert crowd.makings == 1, "nobody knows yet that it matters"
    crowd.gate.set()
    assert await asyncio.gather(*tasks) == ["retail", "trade", "press"] * 30
    assert (crowd.makings, len(cache)) == (3, 3)
    assert await asyncio.gather(*crowd.ask("press", "retail")) == ["press", "retail"]
    assert crowd.makings == 3


async def test_what_looks_at_too_much_is_not_kept() -> None:
    _, cache = cache_of()
    many = [Dimension(f"test.{number}", lambda caller: caller.principal.id) for number in range(9)]
    crowd = Crowd(cache, dimensions=many)
    crowd.gate.set()
    assert await asyncio.gather(*crowd.ask("a", "b", "a")) == ["a", "b", "a"]
    assert len(cache) == 0


async def test_a_family_that_is_forgotten_is_learnt_again(monkeypatch: pytest.MonkeyPatch) -> None:
    _, cache = cache_of()
    monkeypatch.setattr("fondaco.cache.responses._MOST_FAMILIES", 2)
    crowd = Crowd(cache, dimensions=(GROUP,))
    crowd.gate.set()
    assert await asyncio.gather(*crowd.ask("a", "b")) == ["a", "b"]
    for number in range(3):

        async def private() -> Made[Any]:
            return Made(0, None)

        await cache.answer(Question(number, "k", caller_in("a")), private)
    assert len(cache._families) == 2
    assert await asyncio.gather(*crowd.ask("b", "a")) == ["b", "a"]


async def test_an_answer_that_looks_at_nothing_may_be_given_to_every_group() -> None:
    """One family, and answers that differ in what they look at: each value has its own, whatever it looked at."""
    bus, cache = cache_of()
    crowd = Crowd(cache)
    crowd.gate.set()
    assert await asyncio.gather(*crowd.ask("a", "b")) == ["a", "a"]
    bus._tell(frozenset({"products"}))
    crowd.dimensions = (GROUP,)
    assert await asyncio.gather(*crowd.ask("a", "b")) == ["a", "b"]
    bus._tell(frozenset({"products"}))
    crowd.dimensions = ()
    assert await asyncio.gather(*crowd.ask("a", "b", "a", "b")) == ["a", "b", "a", "b"]


@pytest.mark.parametrize("broken", [lambda caller: [caller], lambda caller: {}["x"]])
async def test_a_dimension_that_cannot_be_read_answers_nothing_from_memory(broken: Any) -> None:
    _, cache = cache_of()
    reads = [lambda caller: "fine"]
    fragile: Dimension[Any] = Dimension("test.fragile", lambda caller: reads[-1](caller))  # noqa: PLW0108 (the last one changes)
    crowd = Crowd(cache, dimensions=(fragile,))
    crowd.gate.set()
    await asyncio.gather(*crowd.ask("a"))
    assert len(cache) == 1
    crowd.dimensions = ()
    reads.append(broken)
    assert await asyncio.gather(*crowd.ask("b")) == ["b"]
    assert crowd.makings == 2


async def test_an_answer_that_cannot_be_packed_is_given_and_not_kept() -> None:
    _, cache = cache_of(pack=lambda value: None)
    crowd = Crowd(cache)
    crowd.gate.set()
    assert await asyncio.gather(*crowd.ask("a", "b")) == ["a", "b"]
    assert len(cache) == 0
