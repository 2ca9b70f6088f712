"""A small plugin for the tests of GraphQL over HTTP, and ways to ask for it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import httpx
import msgspec
import strawberry
from fondaco import clock
from fondaco.access import ANYONE
from fondaco.app import App
from fondaco.db import execute
from fondaco.errors import ConflictError
from fondaco.graphql import GraphQL, Info, SchemaPart, input_type, object_type
from fondaco.graphql.connections import First
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import Settings

__all__ = [
    "GRAPHQL",
    "PATH",
    "PLAIN",
    "SALE_ENDS",
    "ToysPlugin",
    "calls",
    "client_of",
    "code_of",
    "post",
    "running",
    "with_graphql",
]

PATH = "/graphql/shop"
PLAIN = "application/json"
GRAPHQL = "application/graphql-response+json"

SALE_ENDS = datetime(2030, 1, 1, tzinfo=UTC)

calls: list[str] = []
"""Names of the functions that were called."""

running: list[int] = [0, 0]
"""How many `slow` run now, and the most at any time."""

part = SchemaPart()


class ToyValue(msgspec.Struct):
    name: str


@object_type(ToyValue)
class Toy:
    """Something to play with."""

    name: str


@part.query(type=list[Toy], permission=ANYONE, shared=True)
async def toys(info: Info) -> list[ToyValue]:
    """The same for everybody."""
    calls.append("toys")
    info.context.depends_on("toy:1", "toy:2", "toys")
    return [ToyValue("ball"), ToyValue("Bär")]


@part.query(type=list[Toy], permission=ANYONE, shared=True)
async def pages(info: Info, first: First = None) -> list[ToyValue]:
    """A list with a page size."""
    calls.append("pages")
    return [ToyValue("ball")] * (first or 0)


@part.query(type=int, permission=ANYONE, shared=True)
async def tagged(info: Info, tags: int, prefix: str = "toy:") -> int:
    """Depends on many things."""
    info.context.depends_on(*(f"{prefix}{number:08d}" for number in range(tags)))
    return tags


@part.query(type=int, permission=ANYONE, shared=True)
async def sale(info: Info) -> int:
    """Says how many whole hours are left of a sale that ends at `SALE_ENDS`."""
    calls.append("sale")
    info.context.valid_until(SALE_ENDS)
    info.context.valid_until(SALE_ENDS + timedelta(seconds=5))
    info.context.valid_until(None)
    return int((SALE_ENDS - clock.utc_now()).total_seconds() // 3600)


@part.query(type=str, permission=ANYONE)
async def mine(info: Info) -> str:
    """Another for each caller."""
    calls.append("mine")
    return f"{info.context.channel.slug} {info.context.locale} {info.context.principal.session}"


@part.query(type=str, permission=ANYONE, shared=True)
async def language(info: Info) -> str:
    """The same for everybody in a channel and language."""
    return f"{info.context.channel.slug} {info.context.locale}"


@part.query(type=str | None, permission=ANYONE, shared=True)
async def failing(info: Info) -> str:
    """Fails."""
    raise ConflictError("Not now.", code="TOY_BUSY")


@part.query(type=int, permission=ANYONE)
async def slow(info: Info, seconds: float = 0.01) -> int:
    """Takes a while."""
    running[0] += 1
    running[1] = max(running)
    await asyncio.sleep(seconds)
    running[0] -= 1
    return running[1]


@part.query(type=int, permission=ANYONE)
async def summed(info: Info, numbers: list[int], deep: list[list[list[int]]] | None = None) -> int:
    """Adds up."""
    return sum(numbers)


@input_type
class NamesInput:
    """Names."""

    names: list[str]


@part.extend("Toy", type=bool)
async def called(
    found: Sequence[ToyValue], names: list[str] | None = None, wish: NamesInput | None = None
) -> list[bool]:
    """Whether it has one of the names."""
    return [toy.name in (names or []) + (wish.names if wish else []) for toy in found]


class BoxValue(msgspec.Struct):
    label: str


@object_type(BoxValue)
class Box:
    """Something to keep toys in."""

    label: str


Thing = Annotated[Toy | Box, strawberry.union("Thing")]


@part.query(type=list[Thing], permission=ANYONE)
async def things(info: Info) -> list[ToyValue | BoxValue]:
    """One of each type."""
    return [ToyValue("ball"), BoxValue("blue")]


@part.extend("Toy", type=list[Toy])
async def others(found: Sequence[ToyValue], first: First = None) -> list[list[ToyValue]]:
    """A page for each."""
    return [[ToyValue("bear")] * (first or 0) for _ in found]


@part.extend("Box", type=list[Toy])
async def holds(found: Sequence[BoxValue], first: First = None) -> list[list[ToyValue]]:
    """A page for each."""
    return [[ToyValue("bear")] * (first or 0) for _ in found]


@part.extend("Toy", type=list[Toy])
async def friends(found: Sequence[ToyValue]) -> list[list[ToyValue]]:
    """One other."""
    calls.append("friends")
    return [[ToyValue("bear")] for _ in found]


class Saved(msgspec.Struct):
    name: str
    session: str


@part.mutation(returns={"name": str, "session": str}, permission=ANYONE, transaction=False)
async def toy_save(info: Info, name: str) -> Saved:
    """Saves a toy in the caller's session."""
    calls.append(f"save {name}")
    return Saved(name, str(info.context.ensure_session()))


@part.mutation(returns={"name": str}, permission=ANYONE, transaction=False)
async def toy_drop(info: Info, tag: str) -> str:
    """Says that something has changed."""
    async with info.context.app.unit_of_work(info.context.caller) as uow:
        uow.invalidate(tag)
        await execute("SELECT 1")
    return tag


class ToysPlugin(Plugin[NoSettings]):
    """Toys."""

    name = "toys"
    version = "1"
    graphql = GraphQL(shop=(part,), admin=(part,))


def with_graphql(**changed: Any) -> Callable[[Settings], Settings]:
    """Returns a function that changes keys of ``[graphql]``."""
    return lambda settings: msgspec.structs.replace(
        settings, graphql=msgspec.structs.replace(settings.graphql, **changed)
    )


def client_of(app: App) -> httpx.AsyncClient:
    """Returns an HTTP client on an application, without a socket."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver")  # type: ignore[arg-type]


async def post(http: httpx.AsyncClient, body: Any, **headers: str) -> httpx.Response:
    """Sends a body, JSON unless it is bytes; a header that is empty is left out."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    given = {"content-type": PLAIN} | {name.replace("_", "-"): value for name, value in headers.items()}
    return await http.post(PATH, content=content, headers={name: value for name, value in given.items() if value})


def code_of(answer: httpx.Response) -> str:
    """Returns the code of the first error of an answer without data."""
    body = answer.json()
    assert set(body) == {"errors"}
    code: str = body["errors"][0]["extensions"]["code"]
    return code
