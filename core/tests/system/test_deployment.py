"""What every deployment has, whatever plugins it enables."""

from __future__ import annotations

import json

import httpx
from fondaco.app import App
from fondaco.testing import GraphQLClient


async def test_a_bare_deployment_answers_both_schemas(shop: GraphQLClient, admin: GraphQLClient) -> None:
    answer = await shop("{ shop { name locale channel { slug currencyCode } } }")
    assert answer["shop"] == {
        "name": "Test shop",
        "locale": "en",
        "channel": {"slug": "default", "currencyCode": "EUR"},
    }
    assert [plugin["name"] for plugin in (await admin("{ plugins { name } }"))["plugins"]] == ["system"]


async def test_the_locale_is_negotiated_from_the_channels_own(shop: GraphQLClient) -> None:
    cases = {"zh-CN,en;q=0.5": "zh-Hans", "de,zh;q=0.1": "zh-Hans", "fr": "en", "en-GB": "en", "": "en", ";;q=x,": "en"}
    for header, expected in cases.items():
        answer = await shop("{ shop { locale } }", accept_language=header)
        assert answer["shop"]["locale"] == expected, header


async def test_staff_operations_need_the_token(http: httpx.AsyncClient, shop: GraphQLClient) -> None:
    anonymous = GraphQLClient(http, "admin")
    body = await anonymous.raw("{ plugins { name } }")
    assert body["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    wrong = await http.post(
        "/graphql/admin", json={"query": "{ plugins { name } }"}, headers={"authorization": "Bearer nope"}
    )
    assert wrong.status_code == 401
    assert wrong.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    hidden = await shop.raw("{ plugins { name } }")
    assert "Cannot query field 'plugins'" in hidden["errors"][0]["message"]


async def test_ready_says_no_while_the_database_is_gone(app: App, http: httpx.AsyncClient) -> None:
    assert (await http.get("/health/ready")).json() == {"ready": True, "checks": {"database": "ok"}}
    lender = app.database.engine.lender
    app.database.engine.lender = None
    try:
        answer = await http.get("/health/ready")
        assert answer.status_code == 503
        assert answer.json() == {"ready": False, "checks": {"database": "UnavailableError"}}
        assert (await http.get("/health/live")).status_code == 200
    finally:
        app.database.engine.lender = lender


async def test_metrics_count_requests_by_route(http: httpx.AsyncClient) -> None:
    await http.get("/health/live")
    text = (await http.get("/metrics")).text
    assert 'fondaco_http_requests_total{method="GET",route="/health/live",status="200"}' in text


async def test_an_unknown_path_is_a_404_with_a_code(http: httpx.AsyncClient) -> None:
    answer = await http.get("/nowhere")
    assert answer.status_code == 404
    assert answer.json() == {"error": {"code": "NOT_FOUND", "message": "Not Found"}}


async def test_a_request_id_is_taken_over_or_made(http: httpx.AsyncClient) -> None:
    assert (await http.get("/health/live", headers={"x-request-id": "abc-1"})).headers["x-request-id"] == "abc-1"
    made = (await http.get("/health/live", headers={"x-request-id": "bad id\u00e9".encode()})).headers["x-request-id"]
    assert len(made) == 16


async def test_bad_graphql_requests_get_a_code(http: httpx.AsyncClient) -> None:
    cases = [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "GRAPHQL_INVALID"),
        ({"content": b"[]", "headers": {"content-type": "application/json"}}, 400, "BATCH_NOT_ALLOWED"),
        (
            {"content": b"query=1", "headers": {"content-type": "application/x-www-form-urlencoded"}},
            415,
            "UNSUPPORTED_MEDIA_TYPE",
        ),
        ({"json": {"query": 3}}, 400, "GRAPHQL_INVALID"),
        ({"json": {"query": "{ shop { name } }", "variables": 3}}, 400, "GRAPHQL_INVALID"),
    ]
    for request, status, code in cases:
        answer = await http.post("/graphql/shop", **request)  # type: ignore[arg-type]
        assert answer.status_code == status, request
        assert answer.json()["errors"][0]["extensions"]["code"] == code
    unknown = await http.post(
        "/graphql/shop", json={"query": "{ shop { name } }"}, headers={"fondaco-channel": "nowhere"}
    )
    assert (unknown.status_code, unknown.json()["errors"][0]["extensions"]["code"]) == (400, "UNKNOWN_CHANNEL")


async def test_get_runs_queries_and_refuses_mutations(http: httpx.AsyncClient) -> None:
    answer = await http.get("/graphql/shop", params={"query": "{ shop { name } }"})
    assert answer.json() == {"data": {"shop": {"name": "Test shop"}}}
    refused = await http.get(
        "/graphql/admin", params={"query": "mutation { eventDeliveriesRetry(input: {ids: []}) { retried } }"}
    )
    assert refused.status_code == 405
    assert refused.headers["allow"] == "POST"


async def test_the_explorer_page_is_served_to_browsers_only(http: httpx.AsyncClient) -> None:
    page = await http.get("/graphql/shop", headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "Fondaco shop API" in page.text
    config = json.loads(page.text.partition('id="config">')[2].partition("</script>")[0])
    assert config["endpoint"] == "/graphql/shop"
    for foreign in (config["style"], *config["scripts"]):
        assert foreign["integrity"].startswith("sha384-"), foreign
    assert (await http.get("/graphql/shop", headers={"accept": "application/json"})).status_code == 400
