"""Our executor beside graphql-core, feature by feature: the same answers, and it gives up exactly where there is an error."""

from __future__ import annotations

import asyncio
import operator
from collections import deque
from typing import Any

import pytest
import pytest_asyncio
from executor_stones import StonesPlugin, both, calls
from fondaco.access.principals import ANONYMOUS
from fondaco.app import App
from fondaco.graphql.context import RequestContext
from fondaco.graphql.execution import Answer, coerce_variables, execute
from fondaco.graphql.executor import Unusual
from fondaco.graphql.executor.rows import row_builder
from fondaco.testing.pytest_plugin import AppFactory


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    made = await make_app(enabled=[], plugins=[StonesPlugin])
    calls.clear()
    return made


ALIKE = [
    "{ stones { name grams colour ratio hard grid words __typename } __typename }",
    "{ stones { inner { name inner { name } words } } }",
    "{ a: stones { n: name } b: stones { name: grams } }",
    "{ odd { grams ratio hard words grid } }",
    "{ stones { siblings { name siblings(most: 1) { name } } } }",
    "{ stones { shout twice: shout(times: 2) slowly } }",
    "{ things { __typename name ... on Stone { grams siblings { name } } ... on Leaf { veins } } }",
    "{ things { ...S ...L } } fragment S on Stone { grams inner { name } } fragment L on Thing { name ... on Leaf { v: veins } }",
    "{ drawn { __typename kind } }",
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
    for _ in range(3):  # a plan is used again, and written out by then
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
    (
        "query ($s: Boolean!) { things { ...T @skip(if: $s) ... on Stone { ...T } } } fragment T on Thing { name }",
        {"s": True},
    ),
    ("query ($n: Int) { stones { siblings(most: $n) { name } shout(times: $n) } }", {}),
    ("query ($n: Int = 1) { stones { siblings(most: $n) { name } shout(times: $n) } }", {}),
    ("query ($l: Int) { echo(weight: {least: $l}) }", {}),
    ('query ($n: [String!] = "d") { echo(weight: {names: $n}) }', {}),
    ("query ($n: [String!]) { echo(weight: {names: $n}) }", {"n": "one"}),
    ("query ($c: [Colour!]) { echo(colours: $c) }", {"c": "BLUE"}),
    ("query ($c: Colour = BLUE) { echo(colours: [$c]) }", {}),
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
    for again in range(6):
        ours, theirs = await both(app, text, {"k": kind})
        assert isinstance(ours, Exception)
        assert theirs.errors
        # What it then makes of good values, written out or as columns again, is as it was.
        ours, theirs = await both(app, text, {"k": f"good {again}"})
        assert isinstance(ours, Answer), ours
        assert ours.encoded == theirs.encoded


async def test_values_of_a_kind_not_met_before_are_completed_all_the_same(app: App) -> None:
    text = "query ($k: String!) { stones(kind: $k) { name grams ratio hard colour words grid inner { name words } } }"
    for kind in [
        "good",
        "good",
        "empty",
        "odd",
        "good",
        "odd",
        "odd",
        "odd",
        "odd",
        "bare",
        "good",
        "nested",
        "nested",
    ]:
        ours, theirs = await both(app, text, {"k": kind})
        assert isinstance(ours, Answer), (kind, ours)
        assert theirs.errors == []
        assert ours.encoded == theirs.encoded, kind


async def test_what_lies_too_deep_to_be_written_out_is_answered_by_columns(app: App) -> None:
    depth = 12
    text = "{ stones { " + "inner { words grid " * depth + "name" + " }" * depth + " } }"
    for _ in range(3):
        ours, theirs = await both(app, text)
        assert isinstance(ours, Answer), ours
        assert ours.encoded == theirs.encoded


async def test_fields_are_awaited_together_unless_many_queries_are_under_way(app: App) -> None:
    async def order(runs: int) -> list[str]:
        calls.clear()
        caller = app.system_context(principal=ANONYMOUS)
        texts = [f'{{ stones {{ x{n}: steps(name: "a") y: steps(name: "b") }} }}' for n in range(runs)]
        answers = await asyncio.gather(*(execute(app, app.shop, caller, text) for text in texts))
        assert all(answer.errors == [] for answer in answers)
        return [str(call) for call in calls if call != ("stones", "good")]

    assert await order(1) == ["a begins", "b begins", "a ends", "b ends"]
    many = await order(8)
    begun = many[: many.index("a ends")]
    assert (begun.count("a begins"), begun.count("b begins")) == (8, 3)
    assert len(many) == 32


@pytest.mark.parametrize(
    "directives",
    ["@skip(if: $b)", "@include(if: $b)", "@include(if: false) @skip(if: $b)", "@skip(if: $b) @include(if: false)"],
)
async def test_a_condition_that_is_null_is_an_error_whatever_else_is_said(app: App, directives: str) -> None:
    ours, theirs = await both(
        app, f"query ($b: Boolean = true) {{ stones {{ grams name {directives} }} }}", {"b": None}
    )
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


async def test_why_our_executor_gave_up_is_counted_also_where_it_was_in_a_task(app: App) -> None:
    caller = app.system_context(principal=ANONYMOUS)
    await execute(app, app.shop, caller, '{ stones { slowly failing(how: "some") } }')
    exposed = app.metrics.exposed().decode()
    assert 'fondaco_graphql_fallbacks_total{reason="error",schema="shop"}' not in exposed


async def test_what_waits_beside_a_failure_is_cancelled(app: App) -> None:
    document = app.shop.documents.get("{ stones { endless failing } }")
    operation = document.operation(None)
    context = RequestContext(app, app.shop, app.system_context(principal=ANONYMOUS))
    with pytest.raises(RuntimeError, match="broken"):
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


def test_what_is_cleared_away_while_rows_are_built_is_no_failure_of_theirs() -> None:
    # given
    async def forgotten() -> None:
        pass

    waiting = deque([forgotten(), None])
    # when
    with pytest.warns(RuntimeWarning, match="never awaited"):
        rows = row_builder(("a",))([map(operator.truth, iter(waiting.popleft, None))])
    # then
    assert rows == [{"a": True}]
