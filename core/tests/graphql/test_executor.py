"""Our executor beside graphql-core, feature by feature: the same answers, and it gives up exactly where there is an error."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Any

import msgspec
import pytest
import pytest_asyncio
import strawberry
from fondaco.access import ANYONE
from fondaco.access.principals import ANONYMOUS
from fondaco.app import App
from fondaco.graphql import GraphQL, Info, SchemaPart, enum_type, input_type, object_type
from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.context import RequestContext
from fondaco.graphql.documents import LARGEST_KEPT, MOST_KEPT, MOST_PLANS, Documents
from fondaco.graphql.execution import Answer, coerce_variables, execute, execute_by_reference
from fondaco.graphql.executor import Unusual
from fondaco.graphql.parts import GraphQL as Parts
from fondaco.graphql.variables import Variables
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import GraphQLSettings
from fondaco.testing.pytest_plugin import AppFactory
from graphql import parse
from graphql.execution.values import get_variable_values

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
    return [*STONES, bad[kind]] if kind in bad else STONES


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

    def register_graphql(self) -> Parts:
        return GraphQL(shop=(part,))


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    made = await make_app(enabled=[], plugins=[StonesPlugin])
    calls.clear()
    return made


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


ALIKE = [
    "{ stones { name grams colour ratio hard grid words __typename } __typename }",
    "{ stones { inner { name inner { name } words } } }",
    "{ a: stones { n: name } b: stones { name: grams } }",
    "{ odd { grams ratio hard words grid } }",
    "{ stones { siblings { name siblings(most: 1) { name } } } }",
    "{ stones { shout twice: shout(times: 2) slowly } }",
    "{ things { __typename name ... on Stone { grams siblings { name } } ... on Leaf { veins } } }",
    "{ things { ...S ...L } } fragment S on Stone { grams inner { name } } fragment L on Thing { name ... on Leaf { v: veins } }",
    "{ found { __typename ... on Thing { name } ... on Leaf { veins } ... on Stone { slowly } } }",
    "{ stones { ...A ...B } } fragment A on Stone { inner { name } } fragment B on Stone { inner { grams } ...A }",
    "{ stones { inner { name } ... { inner { grams } } ... on Stone { inner { words } } } }",
    "{ stones { name @skip(if: true) grams @include(if: false) colour @skip(if: false) @include(if: true) } }",
    "{ stones { ... @skip(if: true) { name } ...F @include(if: true) } } fragment F on Stone { grams }",
    "{ stones { name @skip(if: true) } }",
    '{ echo a: echo(text: "x") b: echo(text: null) c: echo(weight: {}) d: echo(weight: {least: 3, names: ["n"]}) }',
    "{ echo(colours: [RED, BLUE]) b: echo(colours: BLUE) }",
]


@pytest.mark.parametrize("text", ALIKE)
async def test_answers_are_the_same(app: App, text: str) -> None:
    for _ in range(2):  # a plan is used again
        ours, theirs = await both(app, text)
        assert isinstance(ours, Answer), ours
        assert theirs.errors == []
        assert ours.encoded == theirs.encoded
        assert ours.tags == theirs.tags


VARIABLES: list[tuple[str, dict[str, Any]]] = [
    ("query ($t: String) { echo(text: $t) }", {}),
    ("query ($t: String) { echo(text: $t) }", {"t": None}),
    ("query ($t: String) { echo(text: $t) }", {"t": "ü"}),
    ('query ($t: String = "d") { echo(text: $t) }', {}),
    ("query ($w: Weight) { echo(weight: $w) }", {"w": {"least": 2, "names": ["a"]}}),
    ("query ($n: [String!], $c: Colour!) { echo(weight: {names: $n}, colours: [$c]) }", {"n": ["q"], "c": "BLUE"}),
    ("query ($n: Int! = 2) { stones { shout(times: $n) siblings(most: $n) { name } } }", {}),
    ("query ($n: Int!) { stones { siblings(most: $n) { name } } }", {"n": 1}),
    ("query ($s: Boolean!, $i: Boolean = true) { stones { name @skip(if: $s) grams @include(if: $i) } }", {"s": True}),
    ("query ($s: Boolean!) { stones { ...F @skip(if: $s) grams } } fragment F on Stone { name }", {"s": False}),
]


@pytest.mark.parametrize(("text", "variables"), VARIABLES)
async def test_variables_mean_the_same(app: App, text: str, variables: dict[str, Any]) -> None:
    for _ in range(2):
        ours, theirs = await both(app, text, variables)
        assert isinstance(ours, Answer), ours
        assert theirs.errors == []
        assert ours.encoded == theirs.encoded


async def test_what_a_resolver_does_to_its_arguments_is_not_seen_by_the_next_request(app: App) -> None:
    text = '{ echo(weight: {names: ["n"]}, colours: [BLUE]) }'
    first, _ = await both(app, text)
    second, _ = await both(app, text)
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert first.data == second.data
    assert "changed" not in str(second.data)


@pytest.mark.parametrize(
    "kind", ["raise", "null", "error", "leaf", "null grams", "huge", "text", "nan", "colour", "list", "inner"]
)
async def test_an_error_is_left_to_graphql_core(app: App, kind: str) -> None:
    text = "query ($k: String!) { stones(kind: $k) { name grams ratio colour grid inner { name } } }"
    ours, theirs = await both(app, text, {"k": kind})
    assert isinstance(ours, Exception)
    assert theirs.errors


@pytest.mark.parametrize(
    "text", ["{ stones { failing } }", '{ stones { failing(how: "short") } }', "{ lost { __typename } }"]
)
async def test_a_failing_resolver_is_left_to_graphql_core(app: App, text: str) -> None:
    ours, theirs = await both(app, text)
    assert isinstance(ours, Exception)
    assert theirs.errors


async def test_a_client_sees_the_error_and_what_there_is_besides(app: App) -> None:
    caller = app.system_context(principal=ANONYMOUS)
    answer = await execute(app, app.shop, caller, '{ stones { name failing(how: "some") } }')
    assert answer.data == {
        "stones": [
            {"name": "flint", "failing": 1},
            {"name": "slate", "failing": None},
            {"name": "chalk", "failing": None},
        ]
    }
    assert [error["path"] for error in answer.errors] == [["stones", 1, "failing"], ["stones", 2, "failing"]]
    exposed = app.metrics.exposed().decode()
    assert 'fondaco_graphql_fallbacks_total{reason="value",schema="shop"}' in exposed


async def test_what_waits_beside_a_failure_is_cancelled(app: App) -> None:
    document = app.shop.documents.get("{ stones { endless failing } }")
    operation = document.operation(None)
    context = RequestContext(app, app.shop, app.system_context(principal=ANONYMOUS))
    with pytest.raises(ExceptionGroup):
        await operation.plan({}).run(coerce_variables(app.shop, operation, {}), context)
    assert calls[-1] == "cancelled"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{ __schema { queryType { name } } }", "introspection"),
        ('{ __type(name: "Stone") { name } stones { name } }', "introspection"),
    ],
)
async def test_what_no_plan_is_made_for_runs_by_graphql_core(app: App, text: str, reason: str) -> None:
    ours, theirs = await both(app, text)
    assert isinstance(ours, Unusual)
    assert ours.reason == reason
    assert theirs.errors == []


async def test_a_relation_is_resolved_once_per_level_whatever_the_number_of_parents(app: App) -> None:
    document = app.shop.documents.get("{ stones { siblings { siblings(most: 1) { name } } slowly } }")
    operation = document.operation(None)
    context = RequestContext(app, app.shop, app.system_context(principal=ANONYMOUS))
    await operation.plan({}).run(coerce_variables(app.shop, operation, {}), context)
    assert sorted(calls, key=str) == [
        ("siblings", 3, 2),
        ("siblings", 6, 1),
        ("slowly", "chalk"),
        ("slowly", "flint"),
        ("slowly", "slate"),
        ("stones", "good"),
    ]


async def test_runs_of_one_plan_may_overlap(app: App) -> None:
    text = "query ($n: Int!) { stones { slowly siblings(most: $n) { name } } }"
    caller = app.system_context(principal=ANONYMOUS)
    answers = await asyncio.gather(*(execute(app, app.shop, caller, text, {"n": number % 3}) for number in range(30)))
    for number, answer in enumerate(answers):
        assert answer.errors == []
        assert [len(stone["siblings"]) for stone in answer.data["stones"]] == [number % 3] * 3  # type: ignore[index]


async def test_a_plan_is_kept_for_each_set_of_conditions_up_to_a_limit(app: App) -> None:
    names = [f"c{number}" for number in range(6)]
    declared = ", ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"a{name}: name @include(if: ${name})" for name in names)
    operation = app.shop.documents.get(f"query ({declared}) {{ stones {{ grams {fields} }} }}").operation(None)
    for number in range(2 ** len(names)):
        wanted = {name: bool(number >> place & 1) for place, name in enumerate(names)}
        assert operation.plan(wanted) is operation.plan(wanted)
        assert len(operation._plans) <= MOST_PLANS


def test_documents_are_kept_up_to_a_number_of_characters(app: App) -> None:
    schema: ComposedSchema = app.shop
    documents = Documents(schema, GraphQLSettings())
    padding = "#" + "x" * 40_000 + "\n"
    for number in range(150):
        documents.get(f"{padding}query Q{number} {{ stones {{ name }} }}")
        assert documents._kept_characters <= MOST_KEPT
    assert 50 < len(documents._kept) < 110
    before = len(documents._kept)
    documents.get("#" + "x" * LARGEST_KEPT + "\n{ stones { name } }")
    assert len(documents._kept) == before, "one very large document does not push out the others"
    assert documents.get("{ stones { name } }") is documents.get("{ stones { name } }")


@pytest.mark.parametrize(
    ("declared", "given"),
    [
        ("$a: Int", {}),
        ("$a: Int", {"a": None}),
        ("$a: Int", {"a": 5, "unknown": 1}),
        ("$a: Int", {"a": "5"}),
        ("$a: Int!", {}),
        ("$a: Int!", {"a": None}),
        ("$a: Int! = 3", {}),
        ("$a: Int! = 3", {"a": None}),
        ("$a: Int = 3", {"a": None}),
        ("$a: [Int!]!", {"a": 1}),
        ("$a: [Int!]!", {"a": [1, 2]}),
        ("$a: [Int!]!", {"a": [1, None]}),
        ("$a: Weight", {"a": {"least": 2}}),
        ("$a: Weight", {"a": {"most": 2}}),
        ("$a: Weight", {"a": "heavy"}),
        ("$a: Colour!, $b: Float", {"a": "RED", "b": 1}),
        ("$a: Colour!, $b: Float", {"a": "MAUVE", "b": True}),
        ("$a: String, $b: Boolean, $c: ID", {"a": "x", "b": False, "c": 7}),
    ],
)
def test_variables_are_coerced_as_graphql_core_does(app: App, declared: str, given: dict[str, Any]) -> None:
    nodes = parse(f"query ({declared}) {{ __typename }}").definitions[0].variable_definitions  # type: ignore[attr-defined]
    wanted = get_variable_values(app.shop.core, nodes, given, 50)
    found = Variables(app.shop.core, nodes).coerced(given)
    if isinstance(wanted, list):
        assert isinstance(found, list)
        assert [error.message for error in found] == [error.message for error in wanted]
    else:
        assert not isinstance(found, list)
        assert found.coerced == wanted.coerced
        assert {name: source.value for name, source in found.sources.items()} == {
            name: source.value for name, source in wanted.sources.items()
        }
