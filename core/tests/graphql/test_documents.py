"""What is kept of documents: how much, how many plans, and what their variables mean."""

from __future__ import annotations

from typing import Any

import pytest
import pytest_asyncio
from executor_stones import StonesPlugin
from fondaco.access.principals import ANONYMOUS
from fondaco.app import App
from fondaco.graphql import documents as kept
from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.context import RequestContext
from fondaco.graphql.documents import LARGEST_KEPT, MOST_KEPT, MOST_PLANS, Documents
from fondaco.graphql.executor import rows
from fondaco.graphql.variables import Variables
from fondaco.settings import GraphQLSettings
from fondaco.testing.pytest_plugin import AppFactory
from graphql import GraphQLError, SourceLocation, parse
from graphql.execution.values import VariableValues, get_variable_values


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    return await make_app(enabled=[], plugins=[StonesPlugin])


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


async def test_plans_push_out_documents_that_were_not_used_for_longest(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_WEIGHT", 9_000)
    documents = Documents(app.shop, GraphQLSettings())
    names = "abcde"
    declared = ", ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"a{name}: inner @skip(if: ${name}) {{ name siblings {{ grams }} }}" for name in names)
    made = []
    for number in range(10):
        text = f"query Q{number}({declared}) {{ stones {{ grams {fields} }} }}"
        made.append(documents.get(text))
        for conditions in range(2 * MOST_PLANS):
            wanted = {name: bool(conditions >> place & 1) for place, name in enumerate(names)}
            made[-1].operation(None).plan(wanted)
            assert documents._kept_weight <= 9_000
    assert documents._kept_weight == sum(document.weight for document in documents._kept.values())
    assert 1 <= len(documents._kept) < 10
    assert documents.get(text) is made[-1]
    made[0].operation(None).plan(wanted)
    assert documents._kept_weight == sum(document.weight for document in documents._kept.values())


async def test_the_columns_of_a_type_that_is_first_seen_while_running_are_counted(app: App) -> None:
    text = "{ things { ... on Stone { name grams ratio } ... on Leaf { veins } } }"
    document = Documents(app.shop, GraphQLSettings()).get(text)
    plan = document.operation(None).plan({})
    before = document.weight
    await plan.run(VariableValues({}, {}), RequestContext(app, app.shop, app.system_context(principal=ANONYMOUS)))
    assert document.weight == before + 4 * kept.COLUMN_WEIGHT


def test_what_is_made_for_very_long_names_is_not_kept() -> None:
    before = rows._kept.cache_info().currsize
    for number in range(3):
        build = rows.row_builder(("x" * rows.LONGEST_KEPT, f"y{number}"))
        assert build([[1], [2]]) == [{"x" * rows.LONGEST_KEPT: 1, f"y{number}": 2}]
    assert rows._kept.cache_info().currsize == before


@pytest.mark.parametrize("key", ["'", '"', "\\", "x': (1).__class__, '", "{__import__('os')}", "\n", "é"])
def test_a_name_cannot_become_code(key: str) -> None:
    assert rows.row_builder((key, "b"))([[1, 2], [3, 4]]) == [{key: 1, "b": 3}, {key: 2, "b": 4}]


def test_columns_of_different_lengths_are_a_bug_and_not_fewer_rows() -> None:
    with pytest.raises(ValueError, match="shorter"):
        rows.row_builder(("a", "b"))([[1, 2], [3]])


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
        ("$a: Float", {"a": 10**400}),
        ("$a: Int", {"a": 2**31}),
        ("$a: Int", {"a": 5.0}),
        ("$a: Float", {"a": float("nan")}),
        ("$a: Float", {"a": float("inf")}),
        ("$a: ID", {"a": 10**30}),
        ("$a: [[Int]]", {"a": 1}),
        ("$a: [Colour!]", {"a": "RED"}),
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


def test_comments_of_a_document_are_forgotten_when_it_is_valid(app: App) -> None:
    comments = "#" + " comment\n#" * 2_000 + "\n"
    document = Documents(app.shop, GraphQLSettings()).get(comments + "{ stones { name } }")
    location = document.ast.loc
    assert location is not None
    assert location.start_token.next is None
    [operation] = document.ast.definitions
    [stones] = operation.selection_set.selections  # type: ignore[union-attr]
    assert stones.loc.start_token.prev is None
    assert GraphQLError("no", [stones]).locations == [SourceLocation(2002, 3)], "places are still known"
