"""Hostile requests are refused before they cost anything: work is counted here, not time."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.errors import LimitExceededError
from fondaco.graphql import documents
from fondaco.graphql.documents import MOST_ERRORS, RejectedError
from fondaco.graphql.errors import LONGEST_MESSAGE
from fondaco.graphql.execution import execute
from fondaco.graphql.limits import DEEPEST_VALUE, MOST_REPEATS, MOST_VALUES, check_variables
from fondaco.graphql.variables import MOST_VARIABLE_ERRORS, Variables
from fondaco.testing.pytest_plugin import AppFactory
from graphql import Lexer, get_introspection_query
from http_toys import ToysPlugin, calls, client_of, with_graphql

PATH = "/graphql/shop"


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    app = await make_app(enabled=[], plugins=[ToysPlugin])
    calls.clear()
    return app


class Work:
    """What was done for a request."""

    def __init__(self) -> None:
        self.tokens = self.validations = self.coercions = 0


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Counts tokens read, documents validated and sets of variables coerced."""
    done = Work()
    read, validate, coerce = Lexer.read_next_token, documents.validate, Variables.coerced

    def counting_read(*args: Any) -> Any:
        done.tokens += 1
        return read(*args)

    def counting_validate(*args: Any, **more: Any) -> Any:
        done.validations += 1
        return validate(*args, **more)

    def counting_coerce(*args: Any, **more: Any) -> Any:
        done.coercions += 1
        return coerce(*args, **more)

    monkeypatch.setattr(Lexer, "read_next_token", counting_read)
    monkeypatch.setattr(documents, "validate", counting_validate)
    monkeypatch.setattr(Variables, "coerced", counting_coerce)
    return done


def spread(number: int, *, times: int, body: str = "") -> str:
    """Returns fragments of which each spreads the next several times: ``times ** number`` fields, spelled out."""
    inner = [f"fragment f{n} on Query {{ {body} {f'...f{n + 1} ' * times} }}" for n in range(number)]
    return "\n".join([*inner, f"fragment f{number} on Query {{ __typename }}"])


BEFORE_VALIDATION = {
    "exponential fragments": ("{ ...f0 } " + spread(60, times=3), "TOO_MANY_FIELDS"),
    "exponential fragments without a field": ("{ ...f0 } " + spread(250, times=2), "TOO_MANY_FIELDS"),
    "exponential fragments that nothing spreads": ("{ __typename } " + spread(60, times=3), "TOO_MANY_FIELDS"),
    "fragments in a circle": (
        "{ ...a } fragment a on Query { ...b } fragment b on Query { toys { name } ...a }",
        "GRAPHQL_INVALID",
    ),
    "a fragment in itself": ("{ toys { ...a } } fragment a on Toy { friends { ...a } }", "GRAPHQL_INVALID"),
    "a circle that nothing spreads": ("{ __typename } fragment a on Toy { friends { ...a } }", "GRAPHQL_INVALID"),
    "aliases": ("{ toys { " + " ".join(f"a{n}: name" for n in range(51)) + " } }", "TOO_MANY_ALIASES"),
    "aliases in fragments": (
        "{ toys { ...a b: friends { ...a } } } fragment a on Toy { "
        + " ".join(f"a{n}: name" for n in range(25))
        + " }",
        "TOO_MANY_ALIASES",
    ),
    "root fields": ("{ " + "toys { name } " * 26 + "}", "TOO_MANY_ROOT_FIELDS"),
    "root fields in fragments": (
        "{ ...a ... on Query { ...b } } fragment a on Query { " + "toys { name } " * 13 + "} "
        "fragment b on Query { " + "toys { name } " * 13 + "}",
        "TOO_MANY_ROOT_FIELDS",
    ),
    "one field again and again": ("{ toys { " + "name " * (MOST_REPEATS + 1) + "} }", "TOO_MANY_REPEATS"),
    "one field again and again, by way of others": (
        "{ " + ("toys { " + "name " * 10 + "} ") * 11 + "}",
        "TOO_MANY_REPEATS",
    ),
    "one object again and again": ("{ toys { " + "friends { name } " * 80 + "} }", "TOO_MANY_REPEATS"),
    "different fields again and again": (
        "{ toys { " + " ".join(f"nam{n} " * MOST_REPEATS for n in range(9)) + "} }",
        "TOO_MANY_REPEATS",
    ),
    "many fragments in one place": (
        "{ toys { "
        + " ".join(f"...f{n}" for n in range(380))
        + " } } fragment g on Toy { name } "
        + " ".join(f"fragment f{n} on Toy {{ ...g }}" for n in range(380)),
        "TOO_MANY_REPEATS",
    ),
    "layers of fragments, each with all of the next": (
        "{ toys { "
        + " ".join(f"...a{n}" for n in range(40))
        + " } } "
        + " ".join(f"fragment a{n} on Toy {{ {' '.join(f'...b{m}' for m in range(40))} }}" for n in range(40))
        + " ".join(f"fragment b{n} on Toy {{ name }}" for n in range(40)),
        "TOO_MANY_REPEATS",
    ),
    "fragments that are looked at again in each of others": (
        "{ __typename } fragment a on Toy { "
        + " ".join(f"n{n} {{ ...c0 }}" for n in range(400))
        + " } "
        + " ".join(f"fragment b{n} on Toy {{ ...a }}" for n in range(120))
        + " fragment c0 on Toy { "
        + "...d " * 100
        + "}",
        "TOO_MANY_FIELDS",
    ),
    "depth": ("{ toys { " + "friends { " * 14 + "name" + " }" * 16, "QUERY_TOO_DEEP"),
    "depth by way of fragments": (
        "{ toys { ...f0 } } "
        + " ".join(f"fragment f{n} on Toy {{ friends {{ ...f{n + 1} }} }}" for n in range(14))
        + " fragment f14 on Toy { name }",
        "QUERY_TOO_DEEP",
    ),
    "fields": (
        "{ toys { ...a " + "friends { ...a } " * 45 + "} } fragment a on Toy { " + "name " * 50 + "}",
        "TOO_MANY_FIELDS",
    ),
    "aliases in introspection": (
        "{ __schema { types { " + " ".join(f"a{n}: fields {{ name }}" for n in range(51)) + " } } }",
        "TOO_MANY_ALIASES",
    ),
    "tokens": ("{ toys { " + "name " * 90_000 + "} }", "QUERY_TOO_LONG"),
    "comments": ("{ toys { name } }" + "#\n" * 100_000, "QUERY_TOO_LONG"),
    "selections in one another": ("{ toys " * 20_000, "GRAPHQL_INVALID"),
    "inline fragments in one another": ("{ " + "... on Query { " * 1_000, "GRAPHQL_INVALID"),
    "lists in one another": ("{ summed(numbers: " + "[" * 100_000 + ") }", "GRAPHQL_INVALID"),
    "objects in one another": ("{ summed(numbers: " + "{a: " * 100_000 + ") }", "GRAPHQL_INVALID"),
    "types in one another": ("query ($a: " + "[" * 100_000 + "Int) { __typename }", "GRAPHQL_INVALID"),
    "a string that never ends": ('{ summed(numbers: "' + "a" * 400_000, "GRAPHQL_INVALID"),
    "half a surrogate pair": ('{ summed(numbers: "\\uD83D") }', "GRAPHQL_INVALID"),
    "a code point that is none": ('{ summed(numbers: "\\u{110000}") }', "GRAPHQL_INVALID"),
    "a code point with many zeros": ('{ summed(numbers: "\\u{' + "0" * 400_000 + '41}") }', "GRAPHQL_INVALID"),
}


@pytest.mark.parametrize("attack", BEFORE_VALIDATION)
async def test_it_is_refused_before_it_is_validated(http: httpx.AsyncClient, work: Work, attack: str) -> None:
    document, code = BEFORE_VALIDATION[attack]
    answer = await http.post(PATH, json={"query": document}, headers={"accept": "application/graphql-response+json"})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, code)
    assert (work.validations, work.coercions, calls) == (0, 0, [])
    assert work.tokens <= 2 * 4001
    assert len(answer.content) < 1000


VALIDATED = {
    "unknown fields": "{ toys { " + " ".join(f"nam{n}" for n in range(1900)) + " } }",
    "unknown arguments": "{ summed(" + " ".join(f"number{n}: 1" for n in range(1000)) + ") }",
    "unknown fragments": "{ " + " ".join(f"...f{n}" for n in range(1900)) + " }",
    "unknown directives": "{ __typename " + "@a " * 1900 + "}",
    "unknown members of an input, each with the whole of it": (
        "mutation { toySave(input: {" + " ".join(f"nam{n}: 1" for n in range(1200)) + "}) { name } }"
    ),
    "variables that nothing uses": "query (" + " ".join(f"$a{n}: Int" for n in range(900)) + ") { __typename }",
    "fragments that nothing spreads": "{ __typename } "
    + " ".join(f"fragment f{n} on Query {{ __typename }}" for n in range(400)),
    "a name of 400,000 letters": "{ " + "a" * 400_000 + " }",
    "a number of 400,000 digits": "{ pages(first: " + "9" * 400_000 + ") { name } }",
    "a fraction of 400,000 digits": "{ pages(first: 1." + "9" * 400_000 + ") { name } }",
    "an exponent": "{ pages(first: 1e400000) { name } }",
    "a string of 400,000 letters in a wrong place": '{ summed(numbers: "' + "a" * 400_000 + '") }',
    "a block string of 120,000 lines in a wrong place": '{ summed(numbers: """' + " \n" * 120_000 + '""") }',
    "a list of strings in a wrong place": "{ summed(numbers: [" + '"a" ' * 3900 + "]) }",
    "introspection that goes round": "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
}


@pytest.mark.parametrize("attack", VALIDATED)
async def test_a_refusal_is_short_however_much_is_wrong(http: httpx.AsyncClient, work: Work, attack: str) -> None:
    answer = await http.post(PATH, json={"query": VALIDATED[attack]})
    errors = answer.json()["errors"]
    assert 1 <= len(errors) <= MOST_ERRORS + 1
    assert {error["extensions"]["code"] for error in errors} == {"GRAPHQL_INVALID"}
    assert all(len(error["message"]) <= LONGEST_MESSAGE + 1 for error in errors)
    assert len(answer.content) < 60_000
    assert (work.validations, work.coercions, calls) == (1, 0, [])
    assert work.tokens <= 2 * 4001


async def test_large_documents_of_components_pass(http: httpx.AsyncClient) -> None:
    """As front-ends write them: each component has a fragment, and spreads those of the components in it."""
    parts = [f"fragment Part{n} on Toy {{ __typename name ...Detail{n} }}" for n in range(30)]
    details = [f"fragment Detail{n} on Toy {{ name friends {{ name }} }}" for n in range(30)]
    page = "{ toys { name " + " ".join(f"...Part{n}" for n in range(30)) + " } }"
    answer = await http.post(PATH, json={"query": "\n".join([page, *parts, *details])})
    assert "errors" not in answer.json()


async def test_what_is_refused_is_not_remembered(app: App, http: httpx.AsyncClient) -> None:
    before = len(app.shop.documents._kept)
    for document in (*(document for document, _ in BEFORE_VALIDATION.values()), *VALIDATED.values()):
        await http.post(PATH, json={"query": document})
    assert len(app.shop.documents._kept) == before


async def test_documents_that_are_remembered_take_a_bounded_space(
    app: App, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_KEPT", 20_000)
    for number in range(50):
        await http.post(PATH, json={"query": "{ __typename }" + " " * 1000 + f"# {number}"})
    kept = app.shop.documents
    assert sum(map(len, kept._kept)) == kept._kept_characters <= 20_000
    await http.post(PATH, json={"query": "{ __typename }" + " " * 60_000})
    assert max(map(len, kept._kept)) < 2000


async def test_introspection_itself_fits_and_many_copies_of_it_do_not(http: httpx.AsyncClient) -> None:
    whole = get_introspection_query()
    assert "errors" not in (await http.post(PATH, json={"query": whole})).json()
    head, _, fragments = whole.partition("fragment FullType")
    schema = head[head.index("__schema") : head.rindex("}")]
    copies = "query { " + " ".join(f"a{n}: {schema}" for n in range(20)) + " } fragment FullType" + fragments
    answer = await http.post(PATH, json={"query": copies})
    assert answer.json()["errors"][0]["extensions"]["code"] in {"TOO_MANY_FIELDS", "QUERY_TOO_LONG"}


async def test_lists_of_introspection_count(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(max_list_items=1000))
    async with client_of(app) as http:
        once = "{ __schema { types { name } } }"
        assert "errors" not in (await http.post(PATH, json={"query": once})).json()
        wide = "{ __schema { types { " + " ".join(f"a{n}: fields {{ name }}" for n in range(40)) + " } } }"
        answer = await http.post(PATH, json={"query": wide})
        assert answer.json()["errors"][0]["extensions"]["code"] == "QUERY_TOO_EXPENSIVE"


# -- what lists may hold ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        ("{ a: pages(first: 60) { name } b: pages(first: 60) { name } }", {}),
        ("query ($n: Int) { pages(first: $n) { name } }", {"n": 101}),
        ("query ($n: Int = 101) { pages(first: $n) { name } }", {}),
        ("query ($n: Int) { pages(first: $n) { friends { name } } }", {"n": 20}),
        ("query ($n: Int) { pages(first: $n) { name } }", {"n": 2**31 - 1}),
        ("{ ...a } fragment a on Query { ... on Query { pages(first: 101) { name } } }", {}),
        ("query ($no: Boolean = false) { pages(first: 101) @include(if: $no) { name } }", {}),
        ("{ toys { friends { friends { name } } } }", {}),
        ("{ a: pages(first: -1000) { name } b: pages(first: 101) { name } }", {}),
        ("{ things { ... on Toy { a: others(first: 1) { name } } ... on Box { a: holds(first: 20) { name } } } }", {}),
        ("{ things { ... on Box { a: holds(first: 20) { name } } ... on Toy { a: others(first: 1) { name } } } }", {}),
    ],
)
async def test_a_query_for_too_much_is_refused_before_it_runs(
    make_app: AppFactory, document: str, variables: dict[str, Any]
) -> None:
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(max_list_items=100))
    calls.clear()
    async with client_of(app) as http:
        answer = await http.post(PATH, json={"query": document, "variables": variables})
    assert answer.json()["errors"][0]["extensions"]["code"] == "QUERY_TOO_EXPENSIVE"
    assert calls == []


XS = '"x" ' * 41
ANSWERS = " ".join(f"a{number}: name" for number in range(41))


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        # Each value would be worked out again for each of the fifty.
        ("query ($t: [String!]) { pages(first: 50) { called(names: $t) } }", {"t": ["x"] * 41}),
        ("query ($w: NamesInput) { pages(first: 50) { called(wish: $w) } }", {"w": {"names": ["x"] * 41}}),
        ("query ($t: [String!]!) { pages(first: 50) { called(wish: {names: $t}) } }", {"t": ["x"] * 41}),
        (f"{{ pages(first: 50) {{ called(names: [{XS}]) }} }}", {}),
        ("query ($t: [String!], $n: Int) { pages(first: $n) { called(names: $t) } }", {"t": ["x"] * 41, "n": 50}),
        ("query ($t: [String!]) { pages(first: 50) { a: called(names: $t) b: called(names: $t) } }", {"t": ["x"] * 20}),
        # Fields themselves.
        (f"{{ pages(first: 50) {{ {ANSWERS} }} }}", {}),
        (f"{{ pages(first: 50) {{ ...all }} }} fragment all on Toy {{ {ANSWERS} }}", {}),
    ],
)
async def test_work_for_each_item_is_counted_before_it_begins(
    make_app: AppFactory, document: str, variables: dict[str, Any]
) -> None:
    # given twenty fields for each of a hundred items, so twice as many for each of fifty
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(max_list_items=100))
    calls.clear()
    async with client_of(app) as http:
        refused = await http.post(PATH, json={"query": document, "variables": variables})
        fewer = {name: value[:10] if isinstance(value, list) else value for name, value in variables.items()}
        text = document.replace("first: 50", "first: 20").replace(ANSWERS, "name").replace(XS, "")
        passes = await http.post(PATH, json={"query": text, "variables": {**fewer, "n": 20}})
    # then
    error = refused.json()["errors"][0]
    assert error["extensions"]["code"] == "QUERY_TOO_EXPENSIVE"
    assert "2000 are allowed" in error["message"]
    assert "errors" not in passes.json()
    assert calls == ["pages"]


# -- variables ----------------------------------------------------------------------------------------------------

SUM = "query ($n: [Int!]!, $deep: [[[Int!]!]!]) { summed(numbers: $n, deep: $deep) }"


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"n": [1] * MOST_VALUES}, "TOO_MANY_VALUES"),
        ({"n": [], **{f"a{number}": 1 for number in range(MOST_VALUES)}}, "TOO_MANY_VALUES"),
        ({"n": [[]] * (MOST_VALUES + 1)}, "TOO_MANY_VALUES"),
        ({"n": [], "deep": json.loads("[" * 60 + "]" * 60)}, "VALUES_TOO_DEEP"),
        ({"n": [], "other": json.loads('{"a":' * 60 + "1" + "}" * 60)}, "VALUES_TOO_DEEP"),
    ],
)
async def test_variables_are_counted_before_they_are_looked_at(
    http: httpx.AsyncClient, work: Work, variables: dict[str, Any], code: str
) -> None:
    answer = await http.post(PATH, json={"query": SUM, "variables": variables})
    assert answer.json()["errors"][0]["extensions"]["code"] == code
    assert (work.coercions, calls) == (0, [])


@pytest.mark.parametrize(
    "variables",
    [
        {"n": ["x" * 40] * 9_000},
        {"n": [None] * 9_000},
        {"n": [{}] * 9_000},
        {"n": "x" * 400_000},
        {"n": [10**300]},
        {"n": [1.5e300]},
        {"n": [2**31]},
    ],
)
async def test_ten_thousand_wrong_values_make_a_short_answer(
    http: httpx.AsyncClient, variables: dict[str, Any]
) -> None:
    answer = await http.post(PATH, json={"query": SUM, "variables": variables})
    errors = answer.json()["errors"]
    assert 1 <= len(errors) <= MOST_VARIABLE_ERRORS + 1
    assert len(answer.content) < 60_000
    assert calls == []


async def test_as_many_and_as_deep_values_as_are_allowed_pass(http: httpx.AsyncClient) -> None:
    answer = await http.post(PATH, json={"query": SUM, "variables": {"n": [1] * (MOST_VALUES - 1)}})
    assert answer.json() == {"data": {"summed": MOST_VALUES - 1}}
    check_variables({"a": json.loads("[" * (DEEPEST_VALUE - 1) + "]" * (DEEPEST_VALUE - 1))})
    with pytest.raises(LimitExceededError):
        check_variables({"a": json.loads("[" * DEEPEST_VALUE + "]" * DEEPEST_VALUE)})


async def test_one_callers_mistake_does_not_keep_others_from_answers_in_memory(app: App) -> None:
    async with asyncio.timeout(10):
        while not app.tags.connected:
            await asyncio.sleep(0.01)
    document = "query ($n: Int!) { pages(first: $n) { name } } # mistaken"
    caller = app.system_context()
    for variables in ({"n": "wrong"}, {"n": 2**30}, {}):
        assert (await execute(app, app.shop, caller, document, variables)).errors
    answers = await asyncio.gather(*(execute(app, app.shop, caller, document, {"n": 3}) for _ in range(10)))
    assert [answer.errors for answer in answers] == [[]] * 10
    assert calls == ["pages"]


def test_what_graphql_core_cannot_bear_is_refused_too(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def bottomless(*_: Any, **__: Any) -> None:
        raise RecursionError

    monkeypatch.setattr(documents, "validate", bottomless)
    with pytest.raises(RejectedError) as raised:
        app.shop.documents.get("{ toys { name } } # deep")
    assert raised.value.errors[0].extensions == {"code": "QUERY_TOO_DEEP"}


async def test_every_limit_can_be_set(make_app: AppFactory) -> None:
    attacks = {
        "max_tokens": (10, "{ a: __typename b: __typename c: __typename }", "QUERY_TOO_LONG"),
        "max_depth": (1, "{ toys { name } }", "QUERY_TOO_DEEP"),
        "max_aliases": (1, "{ a: __typename b: __typename }", "TOO_MANY_ALIASES"),
        "max_fields": (1, "{ toys { name } }", "TOO_MANY_FIELDS"),
        "max_root_fields": (1, "{ a: __typename b: __typename }", "TOO_MANY_ROOT_FIELDS"),
        "max_list_items": (5, "{ toys { name } }", "QUERY_TOO_EXPENSIVE"),
        "max_page_size": (5, "{ page: pages(first: 6) { name } }", None),
    }
    defaults = msgspec.structs.asdict((await make_app(enabled=[], plugins=[ToysPlugin])).settings.graphql)
    for name, (value, document, code) in attacks.items():
        assert defaults[name] > value
        app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(**{name: value}))
        async with client_of(app) as http:
            body = (await http.post(PATH, json={"query": document})).json()
            assert body.get("errors", [{}])[0].get("extensions", {}).get("code") == code, name
