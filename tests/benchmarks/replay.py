"""The same SQL in the same transactions, without a framework: a purchase that was recorded is run again and again.

Two purchases of the same things are recorded. What differs between them (ids, secrets, the order's number) is made anew
for each run; everything else, texts, arguments, the order of statements, where transactions begin and end, is as it was
recorded. So the script is always up to date, and it is as bare as a script can be: one connection for each buyer, and a
loop over prepared statements.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
from fondaco.ids import new_id
from fondaco.testing.statements import SentStatement

__all__ = ["DifferentError", "Replayed", "Script", "fresh_ids_of", "replay_for", "run_script", "script_of"]

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class DifferentError(Exception):
    """Two recordings cannot be the same purchase, or a statement did something else than it did when recorded."""


class _Id(msgspec.Struct, frozen=True):
    """An id that is made anew."""

    token: str


class _Secret(msgspec.Struct, frozen=True):
    """A secret text, as long as the recorded one."""

    length: int


class _Result(msgspec.Struct, frozen=True):
    """A number that an earlier statement returned in its first row, as text.

    Attributes:
        place: Of the statement.
        column: Of the row, counted from 0.
    """

    place: int
    column: int


class _Text(msgspec.Struct, frozen=True):
    """A text with ids in it: every second part is one."""

    parts: tuple[str, ...]


class _List(msgspec.Struct, frozen=True):
    """Several values, at least one of them made anew."""

    items: tuple[Any, ...]


class _Step(msgspec.Struct, frozen=True):
    """A statement.

    Attributes:
        changes: What PostgreSQL said of it, such as ``UPDATE 1``; None where it returned rows.
    """

    method: str
    sql: str
    args: tuple[Any, ...]
    changes: str | None


class Script(msgspec.Struct, frozen=True):
    """A purchase that can be run.

    Attributes:
        wanted: Places of the statements whose results later ones are given.
    """

    steps: tuple[_Step, ...]
    wanted: frozenset[int]


class Replayed(msgspec.Struct, frozen=True):
    """What came of running a script.

    Attributes:
        purchases: That were completed within the time.
        own_busy: Part of the time in which this process used a processor.
    """

    purchases: int
    seconds: float
    own_busy: float

    @property
    def per_second(self) -> float:
        """Purchases per second."""
        return self.purchases / self.seconds


def script_of(first: Sequence[SentStatement], second: Sequence[SentStatement]) -> Script:
    """Compares two recordings of the same purchase and makes a script of the second.

    Raises:
        DifferentError: If they are not made of the same statements.
    """
    if [each.sql for each in first] != [each.sql for each in second]:
        raise DifferentError("two purchases of the same things ran different statements")
    fresh = _ids_in(second) - _ids_in(first)
    results: dict[str, _Result] = {}
    steps = []
    for place, (one, other) in enumerate(zip(first, second, strict=True)):
        args = tuple(_template(a, b, fresh, results) for a, b in zip(one.args, other.args, strict=True))
        result = other.result[0]
        for column, (before, now) in enumerate(zip(_numbers(one.result[0]), _numbers(result), strict=False)):
            if isinstance(now, int) and now != before:
                results[str(now)] = _Result(place, column)
        changes = result if other.method == "execute" and not other.controls_transaction else None
        steps.append(_Step(other.method, other.sql, args, changes))
    return Script(tuple(steps), frozenset(found.place for found in results.values()))


def _ids_in(statements: Sequence[SentStatement]) -> set[str]:
    return set(_UUID.findall(repr([each.args for each in statements])))


def _numbers(result: Any) -> Sequence[Any]:
    """Returns the values of the first row that a statement returned."""
    row = (result or [()])[0] if isinstance(result, list) else result
    return tuple(row.values()) if isinstance(row, asyncpg.Record) else (row,)


def _template(one: Any, other: Any, fresh: set[str], results: Mapping[str, _Result]) -> Any:
    if isinstance(other, UUID):
        return _Id(str(other)) if str(other) in fresh else other
    if isinstance(other, str):
        parts = re.split(f"({_UUID.pattern})", other)
        if any(part in fresh for part in parts[1::2]):
            return _Text(tuple(parts))
        if one == other or other.startswith(("{", "[")):  # JSON: what differs there, but ids, no constraint looks at
            return other
        return results.get(other) or _Secret(len(other))
    if isinstance(other, list | tuple):
        items = tuple(_template(a, b, fresh, results) for a, b in zip(one, other, strict=True))
        return _List(items) if items != tuple(other) else other
    return other


def _filled(template: Any, made: dict[str, UUID], results: Mapping[int, Any], fresh: frozenset[str]) -> Any:
    kind = type(template)
    if kind is _Id:
        if template.token not in made:
            made[template.token] = new_id()
        return made[template.token]
    if kind is _Text:
        return "".join(
            str(_filled(_Id(part), made, results, fresh)) if place % 2 and part in fresh else part
            for place, part in enumerate(template.parts)
        )
    if kind is _List:
        return [_filled(item, made, results, fresh) for item in template.items]
    if kind is _Secret:
        return secrets.token_urlsafe(template.length)[: template.length]
    if kind is _Result:
        return str(_numbers(results[template.place])[template.column])
    return template


def _fresh_of(template: Any) -> set[str]:
    if isinstance(template, _Id):
        return {template.token}
    if isinstance(template, _List | list | tuple):
        return set().union(*map(_fresh_of, template.items if isinstance(template, _List) else template), set())
    return set()


def fresh_ids_of(script: Script) -> frozenset[str]:
    """Returns the recorded ids that are made anew in each run."""
    return frozenset(_fresh_of([step.args for step in script.steps]))


async def run_script(connection: asyncpg.Connection, script: Script, fresh: frozenset[str]) -> None:
    """Makes one purchase.

    Raises:
        DifferentError: If a statement changed another number of rows than it did when it was recorded.
    """
    made: dict[str, UUID] = {}
    results: dict[int, Any] = {}
    wanted = script.wanted
    for place, step in enumerate(script.steps):
        args = [_filled(arg, made, results, fresh) for arg in step.args]
        result = await getattr(connection, step.method)(step.sql, *args)
        if place in wanted:
            results[place] = result
        if step.changes is not None and result != step.changes:
            raise DifferentError(f"{result} instead of {step.changes}: {' '.join(step.sql.split())}")


def replay_for(url: str, script: Script, buyers: int, seconds: float) -> Replayed:
    """Runs the script on as many connections at once, in this process; call it in one of its own."""
    return asyncio.run(_replay_for(url, script, buyers, seconds))


async def _replay_for(url: str, script: Script, buyers: int, seconds: float) -> Replayed:
    fresh = fresh_ids_of(script)
    connections = [await asyncpg.connect(url) for _ in range(buyers)]
    done = 0

    async def buyer(connection: asyncpg.Connection) -> None:
        nonlocal done
        while time.perf_counter() < until:
            await run_script(connection, script, fresh)
            done += time.perf_counter() <= until

    try:
        for connection in connections:  # its statements are prepared by then
            await run_script(connection, script, fresh)
        started = time.perf_counter()
        until = started + seconds
        busy = time.process_time()
        await asyncio.gather(*map(buyer, connections))
        return Replayed(done, seconds, (time.process_time() - busy) / (time.perf_counter() - started))
    finally:
        for connection in connections:
            await connection.close()
