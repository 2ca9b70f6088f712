"""GraphQL over HTTP, rule by rule: https://graphql.github.io/graphql-over-http/draft/."""

from __future__ import annotations

from urllib.parse import quote

import httpx
import msgspec
import pytest
import pytest_asyncio
import structlog
from fondaco.app import App
from fondaco.graphql.endpoint.negotiation import media_type_for, wants_page
from fondaco.graphql.endpoint.reading import asked_by_get
from fondaco.testing.pytest_plugin import AppFactory
from http_toys import GRAPHQL, PATH, PLAIN, ToysPlugin, calls, client_of, code_of, post, with_graphql


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    app = await make_app(enabled=[], plugins=[ToysPlugin])
    calls.clear()
    return app


# -- what an answer looks like ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", PLAIN),
        ("*/*", PLAIN),
        ("application/*", PLAIN),
        (PLAIN, PLAIN),
        (GRAPHQL, GRAPHQL),
        (GRAPHQL.upper(), GRAPHQL),
        (f"{GRAPHQL}, {PLAIN};q=0.9", GRAPHQL),
        (f"{PLAIN};q=0.9, {GRAPHQL}", GRAPHQL),
        (f"{PLAIN}, {GRAPHQL}", GRAPHQL),
        (f"{PLAIN}, {GRAPHQL};q=0.9", PLAIN),
        (f"{GRAPHQL};q=0.5, */*;q=0.5", GRAPHQL),
        (f"{GRAPHQL};q=0, */*", PLAIN),
        (f"{PLAIN};q=0, */*", GRAPHQL),
        (f"{PLAIN}; charset=utf-8", PLAIN),
        (f'{PLAIN}; charset="UTF-8"; q=0.5', PLAIN),
        (f"{PLAIN}; charset=iso-8859-1", None),
        (f"{PLAIN}; charset=utf-16, {GRAPHQL}", GRAPHQL),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", PLAIN),
        ("text/html", None),
        ("image/*", None),
        ("*/*;q=0", None),
        ("application/json;q=2", None),
        ("application/json;q=nonsense", None),
        (";;;,,,", None),
        ("x" * 5000 + ", */*", None),
    ],
)
def test_the_media_type_is_the_one_that_is_wanted_most(accept: str, media_type: str | None) -> None:
    assert media_type_for(accept) == media_type


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", True),
        ("text/html", True),
        ("*/*", False),
        ("", False),
        ("text/html;q=0.1, application/json", False),
        ("text/html;q=0", False),
    ],
)
def test_a_page_is_for_those_who_name_it(accept: str, page: bool) -> None:
    assert wants_page(accept) is page


@pytest.mark.parametrize("media_type", [PLAIN, GRAPHQL])
async def test_an_answer_says_its_type_charset_and_length(http: httpx.AsyncClient, media_type: str) -> None:
    answer = await post(http, {"query": "{ toys { name } }"}, accept=media_type)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert answer.content == '{"data":{"toys":[{"name":"ball"},{"name":"Bär"}]}}'.encode()
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert "cache-control" not in answer.headers  # caches do not keep answers to POST


INVALID = [
    ("{", "GRAPHQL_INVALID"),
    ("{ nothing }", "GRAPHQL_INVALID"),
    ("", "GRAPHQL_INVALID"),
    ("fragment f on Query { __typename }", "GRAPHQL_INVALID"),
    ("query ($n: Int!) { summed(numbers: [$n]) }", "GRAPHQL_INVALID"),
    ("{ " + "__typename " * 101 + "}", "TOO_MANY_ROOT_FIELDS"),
    ("{ toys { friends { friends { friends { name } } } } } #" + "# \n" * 5000, "QUERY_TOO_LONG"),
]


@pytest.mark.parametrize(("document", "code"), INVALID)
async def test_a_refused_document_is_400_where_the_type_has_statuses_and_200_where_it_has_none(
    http: httpx.AsyncClient, document: str, code: str
) -> None:
    for media_type, status in ((GRAPHQL, 400), (PLAIN, 200)):
        answer = await post(http, {"query": document}, accept=media_type)
        assert (answer.status_code, code_of(answer)) == (status, code)
        assert answer.headers["content-type"].startswith(media_type)
    assert calls == []


async def test_an_answer_with_data_is_200_whatever_failed(http: httpx.AsyncClient) -> None:
    answer = await post(http, {"query": "{ failing toys { name } }"}, accept=GRAPHQL)
    assert answer.status_code == 200
    assert answer.json()["data"]["failing"] is None
    assert answer.json()["errors"][0]["extensions"]["code"] == "TOY_BUSY"


async def test_a_time_out_is_503(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(timeout_seconds=0.05))
    async with client_of(app) as http:
        answer = await post(http, {"query": "{ slow(seconds: 5) }"}, accept=GRAPHQL)
        assert (answer.status_code, code_of(answer)) == (503, "TIMEOUT")


async def test_what_nobody_foresaw_is_500_in_graphqls_terms(
    app: App, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: str) -> None:
        raise ZeroDivisionError("/etc/passwd")

    monkeypatch.setattr(app.shop.documents, "get", broken)
    with structlog.testing.capture_logs() as logs:
        answer = await post(http, {"query": "{ toys { name } }"}, x_request_id="req-9")
    assert answer.status_code == 500
    assert answer.json()["errors"] == [
        {"message": "Something went wrong on our side.", "extensions": {"code": "INTERNAL", "requestId": "req-9"}}
    ]
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["unexpected_error"]


async def test_nothing_acceptable_is_406(http: httpx.AsyncClient) -> None:
    for answer in (
        await post(http, {"query": "{ toys { name } }"}, accept="text/html"),
        await http.get(PATH, params={"query": "{ toys { name } }"}, headers={"accept": "image/png"}),
    ):
        assert (answer.status_code, code_of(answer)) == (406, "NOT_ACCEPTABLE")
    assert calls == []


# -- requests by GET ----------------------------------------------------------------------------------------------


async def test_a_query_by_get(http: httpx.AsyncClient) -> None:
    params = {
        "query": "query A($n: [Int!]!) { summed(numbers: $n) } query B { __typename }",
        "variables": '{"n": [1, 2]}',
        "operationName": "A",
        "extensions": '{"a": 1}',
        "cachebuster": "7",
    }
    answer = await http.get(PATH, params=params)
    assert (answer.status_code, answer.json()) == (200, {"data": {"summed": 3}})
    plus = await http.get(f"{PATH}?query=%7B+__typename+%7D&variables=&operationName=&extensions=")
    assert plus.json() == {"data": {"__typename": "Query"}}


def test_each_request_of_one_address_has_variables_of_its_own() -> None:
    address = b"query=%7B__typename%7D&variables=%7B%22a%22%3A%5B1%5D%7D"
    first, second = asked_by_get(address), asked_by_get(address)
    assert first == second
    assert first.variables is not None
    first.variables["a"].append(2)
    assert second.variables == {"a": [1]}


async def test_head_is_get_without_a_body(http: httpx.AsyncClient) -> None:
    by_get = await http.get(PATH, params={"query": "{ toys { name } }"})
    by_head = await http.head(PATH, params={"query": "{ toys { name } }"})
    assert (by_head.status_code, by_head.content) == (200, b"")
    for name in ("content-length", "etag", "cache-control", "content-type"):
        assert by_head.headers[name] == by_get.headers[name]


@pytest.mark.parametrize("media_type", [PLAIN, GRAPHQL])
async def test_a_mutation_by_get_is_405(http: httpx.AsyncClient, media_type: str) -> None:
    for method in ("GET", "HEAD"):
        answer = await http.request(
            method,
            PATH,
            params={"query": 'mutation { toySave(input: {name: "a"}) { name } }'},
            headers={"accept": media_type},
        )
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
        assert answer.headers["cache-control"] == "private, no-store"
    assert calls == []


@pytest.mark.parametrize(
    "query_string",
    [
        "",
        "variables=%7B%7D",
        "query=%7B__typename%7D&query=%7B__typename%7D",
        "query=%FF",
        "query=%7B__typename%7D&variables=%5B%5D",
        "query=%7B__typename%7D&variables=nonsense",
        "query=%7B__typename%7D&variables=" + quote("[" * 5000),
        "query=%7B__typename%7D&extensions=1",
        "query=%7B__typename%7D" + "&a=1" * 60,
    ],
)
async def test_what_is_no_request_by_get_is_400(http: httpx.AsyncClient, query_string: str) -> None:
    answer = await http.get(f"{PATH}?{query_string}", headers={"accept": GRAPHQL})
    assert (answer.status_code, code_of(answer)) == (400, "GRAPHQL_INVALID")
    assert answer.headers["cache-control"] == "private, no-store"


async def test_an_empty_document_by_get_is_a_refused_document(http: httpx.AsyncClient) -> None:
    answer = await http.get(f"{PATH}?query=")
    assert (answer.status_code, code_of(answer)) == (200, "GRAPHQL_INVALID")


# -- callers ------------------------------------------------------------------------------------------------------


async def test_credentials_that_nobody_knows_are_401(http: httpx.AsyncClient) -> None:
    for value in ("Bearer nobody", "Basic eDp5", "Bearer"):
        answer = await post(http, {"query": "{ __typename }"}, authorization=value)
        assert (answer.status_code, code_of(answer)) == (401, "UNAUTHENTICATED")
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_an_unknown_channel_is_400(http: httpx.AsyncClient) -> None:
    answer = await post(http, {"query": "{ __typename }"}, fondaco_channel="nowhere")
    assert (answer.status_code, code_of(answer)) == (400, "UNKNOWN_CHANNEL")


async def test_a_session_that_begins_goes_back_in_a_header_and_a_cookie(http: httpx.AsyncClient) -> None:
    answer = await post(http, {"query": 'mutation { toySave(input: {name: "a"}) { session } }'})
    token = answer.headers["fondaco-session"]
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name == f"fondaco_session={token}"
    assert sorted(attributes) == ["HttpOnly", "Max-Age=15552000", "Path=/", "SameSite=lax"]
    session = answer.json()["data"]["toySave"]["session"]
    for headers in ({"fondaco_session": token}, {"cookie": f"other=1; fondaco_session={token}"}):
        http.cookies.clear()
        again = await post(http, {"query": 'mutation { toySave(input: {name: "b"}) { session } }'}, **headers)
        assert again.json()["data"]["toySave"]["session"] == session
        assert "set-cookie" not in again.headers


async def test_under_https_the_cookie_is_secure(make_app: AppFactory) -> None:
    app = await make_app(
        enabled=[],
        plugins=[ToysPlugin],
        settings=lambda settings: msgspec.structs.replace(
            settings, server=msgspec.structs.replace(settings.server, public_url="https://shop.example")
        ),
    )
    async with client_of(app) as http:
        answer = await post(http, {"query": 'mutation { toySave(input: {name: "a"}) { session } }'})
        assert answer.headers["set-cookie"].endswith("; Secure")


# -- what can be switched off -------------------------------------------------------------------------------------


async def test_a_browser_gets_the_explorer(http: httpx.AsyncClient) -> None:
    answer = await http.get(PATH, headers={"accept": "text/html,*/*;q=0.8"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "GraphiQL" in answer.text
    asked = await http.get(PATH, params={"query": "{ __typename }"}, headers={"accept": "text/html,*/*;q=0.8"})
    assert asked.json() == {"data": {"__typename": "Query"}}


async def test_explorer_and_introspection_can_be_switched_off(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(graphiql=False, introspection=False))
    async with client_of(app) as http:
        answer = await http.get(PATH, headers={"accept": "text/html,*/*;q=0.8"})
        assert (answer.status_code, code_of(answer)) == (400, "GRAPHQL_INVALID")
        for document in ("{ __schema { types { name } } }", '{ __type(name: "Toy") { name } }'):
            assert code_of(await post(http, {"query": document})) == "GRAPHQL_INVALID"
        assert (await post(http, {"query": "{ __typename }"})).json() == {"data": {"__typename": "Query"}}
        suggesting = await post(http, {"query": "{ toyss { name } }"})
        assert suggesting.json()["errors"][0]["message"] == "Cannot query field 'toyss' on type 'Query'."


@pytest.mark.parametrize("introspection", [True, False])
async def test_wrong_values_give_no_schema_away_that_may_not_be_read(
    make_app: AppFactory, *, introspection: bool
) -> None:
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(introspection=introspection))
    as_variable = {"query": "mutation ($toy: ToySaveInput!) { toySave(input: $toy) { session } }"}
    inside = {"query": "mutation ($key: String) { toySave(input: {name: $key, nam: 1}) { session } }"}
    async with client_of(app) as http:
        told = (await post(http, {**as_variable, "variables": {"toy": {"nam": "ball"}}})).json()["errors"]
        told += (await post(http, inside)).json()["errors"]
    assert any("nam" in error["message"] for error in told)
    assert any("Did you mean" in error["message"] for error in told) is introspection


async def test_a_schema_that_may_be_read_helps_with_names(http: httpx.AsyncClient) -> None:
    answer = await post(http, {"query": "{ toyss { name } }"})
    assert "Did you mean 'toys'" in answer.json()["errors"][0]["message"]
