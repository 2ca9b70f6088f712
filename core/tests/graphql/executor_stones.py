"""A small plugin whose values go right and wrong in every way, and a way to run both executors on it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Any

import msgspec
import strawberry
from fondaco.access import ANYONE
from fondaco.access.principals import ANONYMOUS
from fondaco.app import App
from fondaco.graphql import GraphQL, Info, SchemaPart, enum_type, input_type, object_type
from fondaco.graphql.context import RequestContext
from fondaco.graphql.execution import Answer, coerce_variables, execute_by_reference
from fondaco.plugins import NoSettings, Plugin

__all__ = ["StonesPlugin", "both", "calls", "part"]

part = SchemaPart()
calls: list[Any] = []


class Colour(Enum):
    RED = "r"
    BLUE = "b"


enum_type(Colour)


class Stone(msgspec.Struct):
    name: str
    grams: Any = 1
    colour: Any = Colour.RED
    grid: Any = ((1, 2), (3,))
    inner: Any = None
    ratio: Any = 0.5
    hard: Any = True
    words: Any = ()

    def __repr__(self) -> str:
        return self.name


class Leaf(msgspec.Struct):
    name: str
    veins: int = 3


@strawberry.interface
class Thing:
    name: str


@object_type(Stone, name="Stone")
class StoneType(Thing):
    """A stone."""

    grams: int
    colour: Colour
    grid: list[list[int]]
    inner: StoneType | None
    ratio: float
    hard: bool
    words: list[str | None] | None

    @strawberry.field
    def shout(self, times: int = 1) -> str:
        return str(self.name).upper() * times

    @strawberry.field
    async def slowly(self) -> str | None:
        calls.append(("slowly", self.name))
        await asyncio.sleep(0)
        return f"{self.name}…"


@object_type(Leaf, name="Leaf")
class LeafType(Thing):
    """A leaf."""

    veins: int


Found = Annotated[StoneType | LeafType, strawberry.union("Found")]


class Shape(msgspec.Struct):
    kind: str


@strawberry.interface
class Drawn:
    kind: str

    @classmethod
    def resolve_type(cls, value: Any, info: Any, type_: Any) -> str:
        return str(value.kind)


@object_type(Shape)
class Circle(Drawn):
    """One of two types over the same class."""


@object_type(Shape)
class Square(Drawn):
    """The other."""


STONES = [
    Stone("flint", inner=Stone("core", words=["a", None])),
    Stone("slate", colour=Colour.BLUE, words=None),
    Stone("chalk"),
]


@input_type
class Weight:
    """A span."""

    least: int = 0
    names: list[str] | None = None


@part.query(type=list[StoneType], permission=ANYONE, shared=True)
async def stones(info: Info, kind: str = "good") -> list[Any]:
    """Stones."""
    calls.append(("stones", kind))
    info.context.depends_on("stones")
    if kind == "raise":
        raise RuntimeError("no stones")
    bad = {
        "null": None,
        "error": ValueError("cracked"),
        "leaf": Leaf("oak"),
        "null grams": Stone("x", grams=None),
        "huge": Stone("x", grams=2**31),
        "text": Stone("x", grams="heavy"),
        "nan": Stone("x", ratio=float("nan")),
        "colour": Stone("x", colour="mauve"),
        "list": Stone("x", grid=7),
        "inner": Stone("x", inner=Leaf("elm")),
    }
    good = {
        "empty": [],
        "odd": [Stone("x", grams=True, ratio=2, hard=1, words=["a", 5, None], grid=[[1.0], []]), *STONES],
        "bare": [Stone("y", words=None, grid=[], inner=None)],
        "nested": [Stone("z", words=(), inner=Stone("seed", words=None)), Stone("w", words=[None], colour="r")],
    }
    return [*STONES, bad[kind]] if kind in bad else good.get(kind, STONES)


@part.query(type=list[StoneType], permission=ANYONE)
async def odd() -> list[Any]:
    """Values that are not what a type is made of, but can be turned into it."""
    return [Stone("x", grams=True, ratio=2, hard=1, words=["a", 5, None], grid=[[1.0], []])]


@part.query(type=list[Thing], permission=ANYONE)
async def things() -> list[Any]:
    """Of several types."""
    return [STONES[0], Leaf("oak"), STONES[1], Leaf("elm", 5)]


@part.query(type=list[Found | None], permission=ANYONE)
async def found() -> list[Any]:
    """Of several types, or nothing."""
    return [Leaf("oak"), None, STONES[2]]


@part.query(type=list[Drawn], permission=ANYONE)
async def drawn() -> list[Any]:
    """Of types that the interface itself tells, by more than the class."""
    return [Shape("Circle"), Shape("Square"), Shape("Circle")]


@part.query(type=list[Circle | Square], permission=ANYONE)
async def shapes() -> list[Any]:
    """Brings both types into the schema."""
    return [Shape("Circle")]


@part.query(type=Found, permission=ANYONE)
async def lost() -> Any:
    """Of no type that it may be."""
    return "neither"


@part.query(type=str, permission=ANYONE)
async def echo(weight: Weight | None = None, colours: list[Colour] | None = None, text: str | None = "dflt") -> str:
    """What the arguments became."""
    said = repr((weight, colours, text))
    if weight is not None and weight.names is not None:
        weight.names.append("changed")
    if colours is not None:
        colours.append(Colour.RED)
    return said


@part.extend("Stone", type=list[StoneType], shared=True)
async def siblings(parents: Sequence[Stone], info: Info, most: int = 2) -> list[list[Stone]]:
    """Others."""
    calls.append(("siblings", len(parents), most))
    return [[other for other in STONES if other.name != parent.name][:most] for parent in parents]


@part.extend("Stone", type=bool)
async def steps(parents: Sequence[Stone], name: str) -> list[bool]:
    """Says when it begins and when it ends."""
    calls.append(f"{name} begins")
    await asyncio.sleep(0.01)
    calls.append(f"{name} ends")
    return [True] * len(parents)


@part.extend("Stone", type=int | None)
async def failing(parents: Sequence[Stone], how: str = "raise") -> list[Any]:
    """Fails."""
    if how == "raise":
        raise RuntimeError("broken")
    if how == "short":
        return [1]
    return [ValueError("one of them") if index else 1 for index, _ in enumerate(parents)]


@part.extend("Stone", type=int | None)
async def endless(parents: Sequence[Stone]) -> list[int]:
    """Waits until it is told to stop."""
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        calls.append("cancelled")
        raise
    return [0] * len(parents)


class StonesPlugin(Plugin[NoSettings]):
    name = "stones"

    def register_graphql(self) -> GraphQL:
        return GraphQL(shop=(part,))


async def both(app: App, text: str, variables: dict[str, Any] | None = None) -> tuple[Answer | Exception, Answer]:
    """Runs a query by our executor and by graphql-core; an exception says that ours gave up."""
    document = app.shop.documents.get(text)
    operation = document.operation(None)
    caller = app.system_context(principal=ANONYMOUS)
    coerced = coerce_variables(app.shop, operation, variables or {})
    context = RequestContext(app, app.shop, caller)
    ours: Answer | Exception
    try:
        ours = Answer(await operation.plan(coerced.coerced).run(coerced, context), [], tags=context.shared_tags)
    except Exception as error:  # noqa: BLE001 (whatever it is)
        ours = error
    theirs = await execute_by_reference(RequestContext(app, app.shop, caller), document, operation, variables or {})
    return ours, theirs
