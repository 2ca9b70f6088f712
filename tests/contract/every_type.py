"""A plugin with what the shop has not: unions, interfaces of any kind, lists of lists, values that go wrong here or there."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Any

import msgspec
import strawberry
from fondaco.access import ANYONE
from fondaco.errors import ConflictError, InvalidInputError
from fondaco.graphql import GraphQL, Info, SchemaPart, enum_type, input_type, object_type
from fondaco.plugins import NoSettings, Plugin

__all__ = ["EveryType"]

part = SchemaPart()


class Colour(Enum):
    RED = "r"
    BLUE = "b"


enum_type(Colour)


class StoneValue(msgspec.Struct):
    name: str
    grams: Any = 1
    colour: Any = Colour.RED
    grid: Any = ((1, 2), (), (3,))
    holes: Any = ((None, 1), None)
    ratio: Any = 0.5
    inner: Any = None
    parts: Any = ()


class LeafValue(msgspec.Struct):
    name: str
    veins: int | None = None


@strawberry.interface
class Named:
    name: str


@strawberry.interface
class Weighed(Named):
    grams: int | None


@object_type(StoneValue, name="Stone")
class Stone(Weighed):
    """A stone."""

    colour: Colour
    grid: list[list[int]]
    holes: list[list[int | None] | None] | None
    ratio: float | None
    inner: Stone | None
    parts: list[Annotated[Stone | Leaf, strawberry.union("Part")] | None]

    @strawberry.field
    def shout(self, times: int = 1) -> str:
        return str(self.name).upper() * min(max(times, 0), 3)


@object_type(LeafValue, name="Leaf")
class Leaf(Named):
    """A leaf."""

    veins: int | None


Part = Annotated[Stone | Leaf, strawberry.union("Part")]

OAK = LeafValue("oak", 3)
FLINT = StoneValue("flint", inner=StoneValue("core", colour=Colour.BLUE), parts=[OAK, None, StoneValue("chip")])
WRONG = [
    StoneValue("heavy", grams=2**31),
    StoneValue("endless", ratio=float("inf")),
    StoneValue("mauve", colour="mauve"),
    StoneValue("flat", grid=((1, None),)),
    StoneValue("odd", grid=7, inner=OAK),
    StoneValue("mixed", parts=["neither"]),
    StoneValue("worded", grams="many"),
]


@input_type
class Wish:
    """What is looked for."""

    least: int = 0
    colours: list[Colour] | None = None
    grid: list[list[int]] | None = None
    inner: Wish | None = None


@part.query(type=list[Named], permission=ANYONE, shared=True)
async def everything(info: Info) -> list[Any]:
    """Of several types."""
    info.context.depends_on("everything")
    return [FLINT, OAK, StoneValue("slate", grams=None, holes=None), LeafValue("elm")]


@part.query(type=list[Part | None] | None, permission=ANYONE)
async def pieces(wish: Wish | None = None) -> list[Any] | None:
    """Of a union, or nothing."""
    return None if wish is not None and wish.least < 0 else [OAK, None, FLINT]


@part.query(type=list[Stone | None], permission=ANYONE)
async def broken(place: int = 0) -> list[Any]:
    """One is not what it should be."""
    return [FLINT, WRONG[place % len(WRONG)]]


@part.query(type=Weighed | None, permission=ANYONE)
async def weighed(colour: Colour = Colour.RED) -> Any:
    """By an interface that has one."""
    return FLINT if colour is Colour.RED else None


@part.query(type=str, permission=ANYONE)
async def echo(
    wish: Wish | None = None,
    text: str | None = "dflt",
    ratio: float = 0.5,
    ids: list[strawberry.ID] | None = None,
    colours: list[Colour] | None = None,
) -> str:
    """What the arguments became."""
    return repr((wish, text, ratio, ids, colours))


@part.extend("Stone", type=list[Named], shared=True)
async def beside(parents: Sequence[StoneValue], most: int = 2, wish: Wish | None = None) -> list[Any]:
    """Others."""
    if most < 0:
        raise InvalidInputError("Not fewer than none.")
    return [[FLINT, OAK][:most] for _ in parents]


@part.extend("Stone", type=int | None)
async def moody(parents: Sequence[StoneValue]) -> list[Any]:
    """Fails for some."""
    return [ConflictError("No.") if parent.name == "core" else 1 for parent in parents]


class EveryType(Plugin[NoSettings]):
    name = "every_type"
    graphql = GraphQL(shop=(part,))
