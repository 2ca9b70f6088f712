"""Several operations in one request."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.graphql import documents
from fondaco.graphql.endpoint.batches import AT_A_TIME
from fondaco.testing.pytest_plugin import AppFactory
from http_toys import ToysPlugin, calls, client_of, running, with_graphql

PATH = "/graphql/shop"


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    app = await make_app(
        enabled=[], plugins=[ToysPlugin], settings=with_graphql(max_batch=10, max_list_items=100, cache_entries=0)
    )
    calls.clear()
    return app


async def send(http: httpx.AsyncClient, *documents: str, **headers: str) -> httpx.Response:
    return await http.post(PATH, json=[{"query": document} for document in documents], headers=headers)


def save(name: str) -> str:
    return f'mutation {{ toySave(input: {{name: "{name}"}}) {{ name session }} }}'


async def test_arrays_are_refused_unless_they_are_allowed(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[ToysPlugin])
    async with client_of(app) as http:
        for documents in ((), ("{ __typename }",)):
            answer = await send(http, *documents)
            assert answer.status_code == 400
            assert answer.json()["errors"][0]["extensions"]["code"] == "BATCH_NOT_ALLOWED"


async def test_answers_come_in_the_order_of_the_operations_each_for_itself(http: httpx.AsyncClient) -> None:
    body: list[dict[str, Any]] = [
        {"query": "query ($n: [Int!]!) { summed(numbers: $n) }", "variables": {"n": [1, 2]}},
        {"query": "{ nothing }"},
        {"query": "query A { a: __typename } query B { b: __typename }", "operationName": "B"},
        {"query": "{ failing toys { name } }"},
        {"query": "{ toys { name } }"},
    ]
    answer = await http.post(PATH, json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json; charset=utf-8")
    summed, refused, named, partly, toys = answer.json()
    assert summed == {"data": {"summed": 3}}
    assert "data" not in refused
    assert named == {"data": {"b": "Query"}}
    assert partly["data"]["failing"] is None
    assert toys == {"data": {"toys": [{"name": "ball"}, {"name": "Bär"}]}}


async def test_a_batch_has_one_to_as_many_operations_as_are_set(http: httpx.AsyncClient) -> None:
    assert len((await send(http, *["{ __typename }"] * 10)).json()) == 10
    for number in (0, 11, 1000):
        answer = await send(http, *["{ toys { name } }"] * number)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BATCH_TOO_LARGE")
    assert calls == []


async def test_what_is_no_request_refuses_the_whole_batch(http: httpx.AsyncClient) -> None:
    for body in ([{"query": "{ toys { name } }"}, 1], [{"query": 1}], [None], [[{"query": "{ toys { name } }"}]], [{}]):
        answer = await http.post(PATH, json=body)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "GRAPHQL_INVALID")
    assert calls == []


async def test_queries_run_at_once_but_not_all_of_them(http: httpx.AsyncClient) -> None:
    running[:] = [0, 0]
    answer = await send(http, *["{ slow }"] * 10)
    assert all("errors" not in body for body in answer.json())
    assert running == [0, AT_A_TIME]


async def test_mutations_run_in_order_in_one_session_whose_token_is_sent_once(http: httpx.AsyncClient) -> None:
    answer = await send(http, save("a"), "{ mine }", save("b"), save("c"))
    assert calls == ["save a", "mine", "save b", "save c"]
    a, mine, b, c = (body["data"] for body in answer.json())
    sessions = {part["toySave"]["session"] for part in (a, b, c)} | {mine["mine"].split()[-1]}
    assert len(sessions) == 1
    assert len(answer.headers.get_list("set-cookie")) == len(answer.headers.get_list("fondaco-session")) == 1


async def test_no_session_no_token(http: httpx.AsyncClient) -> None:
    answer = await send(http, "{ mine }", "{ toys { name } }")
    assert "set-cookie" not in answer.headers


async def test_what_lists_may_hold_is_counted_over_the_whole_batch(http: httpx.AsyncClient) -> None:
    forty = "{ pages(first: 40) { name } }"
    bodies = (await send(http, forty, "{ __typename }", forty, forty, "{ pages(first: 16) { name } }")).json()
    assert [body.get("errors", [{}])[0].get("extensions") for body in bodies] == [
        None,
        None,
        None,
        {"code": "QUERY_TOO_EXPENSIVE"},
        None,
    ]
    assert bodies[3]["errors"][0]["message"].startswith(
        "The lists of this operation could hold 41 items, and other operations of this request 83; 100 are allowed."
    )
    assert calls == ["pages", "pages", "pages"]
    again = (await send(http, forty)).json()
    assert "errors" not in again[0]


async def test_a_refused_document_is_looked_at_once(
    app: App, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    validate, validated = documents.validate, []

    def counting(*args: Any, **more: Any) -> Any:
        validated.append(args)
        return validate(*args, **more)

    monkeypatch.setattr(documents, "validate", counting)
    bodies = (await send(http, "{ nothing }", "{ toys { nothing } }")).json()
    assert [body["errors"][0]["extensions"]["code"] for body in bodies] == ["GRAPHQL_INVALID"] * 2
    assert len(validated) == 2


async def test_a_page_of_less_than_nothing_makes_no_room_for_others(http: httpx.AsyncClient) -> None:
    bodies = (await send(http, "{ pages(first: -5000) { name } }", "{ pages(first: 101) { name } }")).json()
    assert bodies[1]["errors"][0]["extensions"] == {"code": "QUERY_TOO_EXPENSIVE"}


async def test_a_batch_by_get_is_no_request(http: httpx.AsyncClient) -> None:
    answer = await http.get(f"{PATH}?%5B%5D")
    assert answer.status_code == 400
