"""Schemas of the benchmark's own, for shapes of answers that the shop's pages do not have."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Any

import msgspec
import strawberry
from fondaco.access.permissions import ANYONE
from fondaco.graphql import SchemaPart, enum_type, object_type
from fondaco.graphql.composition import ComposedSchema, compose

__all__ = ["SHAPES", "Shape"]

ROWS, CARDS, FAN_OUT = 100, 120, 4


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A schema and a query on it.

    Attributes:
        target: How many times faster than graphql-core it has to be.
    """

    name: str
    document: str
    schema: ComposedSchema
    target: float


class Unit(Enum):
    """How a row is counted."""

    PIECE = "piece"
    METRE = "metre"


enum_type(Unit)


class RowValue(msgspec.Struct, frozen=True):
    """Twenty plain values."""

    a: str
    b: str
    c: str
    d: str
    e: str
    f: str
    g: str
    h: str
    i: int
    j: int
    k: int
    l: int  # noqa: E741 (twenty short names)
    m: float
    n: float
    o: bool
    p: bool
    q: str | None
    r: int | None
    s: Unit
    t: list[str]


@object_type(RowValue, name="BenchRow")
class Row:
    """Twenty leaf fields."""

    a: str
    b: str
    c: str
    d: str
    e: str
    f: str
    g: str
    h: str
    i: int
    j: int
    k: int
    l: int  # noqa: E741
    m: float
    n: float
    o: bool
    p: bool
    q: str | None
    r: int | None
    s: Unit
    t: list[str]


@strawberry.interface(name="BenchTitled")
class Titled:
    """Whatever has a title."""

    title: str


class ArticleValue(msgspec.Struct, frozen=True):
    """A card of text."""

    title: str
    text: str
    minutes: int


class PictureValue(msgspec.Struct, frozen=True):
    """A card with a picture."""

    title: str
    url: str
    width: int
    height: int


class OfferValue(msgspec.Struct, frozen=True):
    """A card with a price."""

    title: str
    cents: int
    was: int | None


@object_type(ArticleValue, name="BenchArticle")
class Article(Titled):
    """A card of text."""

    text: str
    minutes: int


@object_type(PictureValue, name="BenchPicture")
class Picture(Titled):
    """A card with a picture."""

    url: str
    width: int
    height: int


@object_type(OfferValue, name="BenchOffer")
class Offer(Titled):
    """A card with a price."""

    cents: int
    was: int | None


Card = Annotated[Article | Picture | Offer, strawberry.union(name="BenchCard")]


class BranchValue(msgspec.Struct, frozen=True):
    """A place in a tree."""

    name: str
    depth: int


@object_type(BranchValue, name="BenchBranch")
class Branch:
    """A place in a tree."""

    name: str
    depth: int


def _leaves() -> Shape:
    part = SchemaPart()
    rows = [
        RowValue(
            *(f"text {letter} of {number}" for letter in "abcdefgh"),
            number,
            number * 2,
            number * 3,
            number * 4,
            number / 7,
            number / 9,
            number % 2 == 0,
            number % 3 == 0,
            None if number % 4 else "sometimes",
            None if number % 5 else number,
            Unit.PIECE if number % 2 else Unit.METRE,
            ["one", "two"],
        )
        for number in range(ROWS)
    ]

    @part.query(type=list[Row], permission=ANYONE, name="rows")
    async def list_rows() -> list[RowValue]:
        """Rows of twenty leaves."""
        return rows

    document = "{ rows { " + " ".join("abcdefghijklmnopqrst") + " } }"
    return Shape(name="leaves_2000", document=document, schema=_composed(part), target=10.0)


def _union() -> Shape:
    part = SchemaPart()
    cards: list[Any] = []
    for number in range(CARDS // 3):
        cards += [
            ArticleValue(f"Article {number}", "A few words.", number % 9),
            PictureValue(f"Picture {number}", f"https://cdn.example/{number}.webp", 640, 480),
            OfferValue(f"Offer {number}", number * 100, None if number % 2 else number * 120),
        ]

    @part.query(type=list[Card], permission=ANYONE, name="cards")
    async def list_cards() -> list[Any]:
        """Cards of three kinds."""
        return cards

    @part.query(type=list[Titled], permission=ANYONE, name="titled")
    async def list_titled() -> list[Any]:
        """The same, as what they have in common."""
        return cards

    @part.extend("BenchOffer", type=list[Card], name="related")
    async def related(offers: Sequence[OfferValue]) -> list[list[Any]]:
        """Two other cards."""
        return [cards[offer.cents % 7 : offer.cents % 7 + 2] for offer in offers]

    document = """
    {
      cards {
        __typename
        ...titled
        ... on BenchArticle { text minutes }
        ... on BenchPicture { url width height }
        ... on BenchOffer { cents was related { __typename ...titled } }
      }
      titled { title __typename ... on BenchPicture { url } ... on BenchArticle { minutes } }
    }
    fragment titled on BenchTitled { title }
    """
    return Shape(name="union_page", document=document, schema=_composed(part, Article, Picture, Offer), target=1.0)


def _tree() -> Shape:
    part = SchemaPart()
    # The same values each time, as from a page that lies ready.
    children: dict[str, list[BranchValue]] = {}

    def below(branch: BranchValue) -> list[BranchValue]:
        if branch.name not in children:
            children[branch.name] = [
                BranchValue(f"{branch.name}.{number}", branch.depth + 1) for number in range(FAN_OUT)
            ]
        return children[branch.name]

    @part.query(type=list[Branch], permission=ANYONE, name="roots")
    async def list_roots() -> list[BranchValue]:
        """Where the tree begins."""
        return below(BranchValue("root", 0))

    @part.extend("BenchBranch", type=list[Branch], name="children")
    async def list_children(branches: Sequence[BranchValue]) -> list[list[BranchValue]]:
        """What is right below."""
        return [below(branch) for branch in branches]

    level = "name depth"
    for _ in range(4):
        level = f"name depth children {{ {level} }}"
    return Shape(name="tree_5", document=f"{{ roots {{ {level} }} }}", schema=_composed(part), target=1.0)


def _composed(part: SchemaPart, *_: type) -> ComposedSchema:
    return compose("bench", [("bench", part)], ["bench"])


SHAPES = (_leaves, _union, _tree)
"""Each makes a shape: 2,000 leaves; unions and interfaces; a tree of five levels, 1,364 objects."""
