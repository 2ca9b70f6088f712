"""What becomes of an operation that nobody waits for any more: neither executor goes on with it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import msgspec
import pytest
import pytest_asyncio
from fondaco.access import ANYONE
from fondaco.access.principals import ANONYMOUS
from fondaco.app import App
from fondaco.graphql import GraphQL, SchemaPart, object_type
from fondaco.graphql.execution import execute
from fondaco.plugins import NoSettings, Plugin
from fondaco.testing.pytest_plugin import AppFactory

part = SchemaPart()
calls: list[str] = []


class BellValue(msgspec.Struct):
    tone: str


@object_type(BellValue)
class Bell:
    """Rings."""

    tone: str


@part.query(type=list[Bell], permission=ANYONE)
async def bells() -> list[BellValue]:
    """Two."""
    return [BellValue("c"), BellValue("g")]


@part.query(type=int | None, permission=ANYONE)
async def silence() -> int:
    """Takes too long."""
    await asyncio.sleep(60)
    return 0


@part.query(type=int | None, permission=ANYONE)
async def fails() -> int:
    """Fails at once."""
    raise RuntimeError("broken")


@part.query(type=int | None, permission=ANYONE)
async def broken() -> int:
    """Takes too long, and says something else when it is cancelled, as a driver may."""
    calls.append("broken")
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        raise RuntimeError("The connection was lost.") from None
    return 0


@part.extend("Bell", type=int | None)
async def rings(bells: Sequence[BellValue]) -> list[int]:
    """Takes too long."""
    calls.append("rings")
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        calls.append("cancelled")
        raise
    return [0 for _ in bells]


class BellsPlugin(Plugin[NoSettings]):
    name = "bells"
    graphql = GraphQL(shop=(part,))


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    made = await make_app(
        enabled=[],
        plugins=[BellsPlugin],
        settings=lambda settings: msgspec.structs.replace(
            settings, graphql=msgspec.structs.replace(settings.graphql, timeout_seconds=0.2)
        ),
    )
    calls.clear()
    return made


@pytest.mark.parametrize(
    "text", ["{ broken }", "{ broken silence }", "{ silence broken bells { rings } }", "{ bells { rings } }"]
)
async def test_what_ran_out_of_time_is_not_run_again(app: App, text: str) -> None:
    async with asyncio.timeout(5):
        answer = await execute(app, app.shop, app.system_context(principal=ANONYMOUS), text)
    assert [error["extensions"]["code"] for error in answer.errors] == ["TIMEOUT"]
    assert calls.count("broken") == text.count("broken")
    assert calls.count("rings") == calls.count("cancelled") == text.count("rings")


async def test_a_failure_beside_others_does_not_hide_that_time_ran_out(app: App) -> None:
    # The first run fails at once, the second one of graphql-core takes too long.
    answer = await execute(
        app, app.shop, app.system_context(principal=ANONYMOUS), "{ fails silence bells { tone } second: silence }"
    )
    assert [error["extensions"]["code"] for error in answer.errors] == ["TIMEOUT"]


async def test_a_caller_who_left_ends_the_operation(app: App) -> None:
    caller = app.system_context(principal=ANONYMOUS)
    task = asyncio.create_task(execute(app, app.shop, caller, "{ bells { rings } silence }"))
    while not calls:
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)
    assert calls == ["rings", "cancelled"]


async def test_a_batch_under_graphql_core_ends_with_the_operation(app: App) -> None:
    text = "{ bells { rings } __schema { queryType { name } } }"
    answer = await execute(app, app.shop, app.system_context(principal=ANONYMOUS), text)
    assert [error["extensions"]["code"] for error in answer.errors] == ["TIMEOUT"]
    await asyncio.sleep(0)
    assert calls == ["rings", "cancelled"]
