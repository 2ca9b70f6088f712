"""Requests by POST: what is taken as a body, and what is not."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
import pytest_asyncio
import structlog
from fondaco.app import App
from fondaco.graphql.endpoint import reading
from fondaco.testing.pytest_plugin import AppFactory
from http_toys import GRAPHQL, PATH, PLAIN, ToysPlugin, calls, client_of, code_of, post, with_graphql


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    app = await make_app(enabled=[], plugins=[ToysPlugin])
    calls.clear()
    return app


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "text/plain; charset=utf-8",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/jsonp",
        "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1",
        "text/plain, application/json",
        "application/json, text/plain",
    ],
)
async def test_only_json_is_taken_so_that_no_form_of_another_page_can_send_a_mutation(
    http: httpx.AsyncClient, content_type: str
) -> None:
    http.cookies.set("fondaco_session", "fs_" + "x" * 43)
    mutation = {"query": 'mutation { toySave(input: {name: "a"}) { name } }'}
    for body in (json.dumps(mutation).encode(), urlencode(mutation).encode()):
        answer = await post(http, body, content_type=content_type, accept="*/*")
        assert (answer.status_code, code_of(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")
        assert answer.headers["accept-post"] == "application/json; charset=utf-8"
    assert calls == []


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "application/json;charset=utf-8",
        'Application/JSON; Charset="UTF-8"',
        "application/json; charset=utf8; other=1",
    ],
)
async def test_json_in_utf_8_is_taken_however_it_is_written(http: httpx.AsyncClient, content_type: str) -> None:
    answer = await post(http, {"query": '{ __type(name: "Run🏃Swim🏊") { name } }'}, content_type=content_type)
    assert (answer.status_code, answer.json()) == (200, {"data": {"__type": None}})


async def test_a_compressed_body_is_refused(http: httpx.AsyncClient) -> None:
    answer = await post(http, {"query": "{ toys { name } }"}, content_encoding="gzip")
    assert (answer.status_code, answer.headers["accept-encoding"]) == (415, "identity")


QUERY = b'"query": "{ __typename }"'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b'{ "not a JSON',
        b"null",
        b"1",
        b'"{ __typename }"',
        b"{}",
        b'{"notquery": "{ __typename }"}',
        b'{"query": null}',
        b'{"extensions": {"some": "value"}}',
        b'{"query": 1}',
        b'{"query": ["{ __typename }"]}',
        b'{"query": {"obj": "ect"}}',
        b'{%s, "variables": "string"}' % QUERY,
        b'{%s, "variables": 0}' % QUERY,
        b'{%s, "variables": false}' % QUERY,
        b'{%s, "variables": [1]}' % QUERY,
        b'{%s, "operationName": 0}' % QUERY,
        b'{%s, "operationName": {}}' % QUERY,
        b'{%s, "extensions": "string"}' % QUERY,
        b'{%s, "extensions": [1]}' % QUERY,
        b'{%s, "documentId": 1}' % QUERY,
        b'{%s, "variables": {"a": NaN}}' % QUERY,
        b"{%s} {}" % QUERY,
        b'{"query": "\xff"}',
        b'{"query": "{ __typename }\\ud800"}',
        '{"query": "{ __typename }"}'.encode("utf-16"),
        b'{%s, "variables": %s}' % (QUERY, b"[" * 100_000),
        b'{%s, "variables": {"a": %s}}' % (QUERY, b"[" * 50_000 + b"]" * 50_000),
        b"[" * 100_000,
        b'{%s, "variables": {"n": %s}}' % (QUERY, b"9" * 400_000),
        b'{%s, "variables": {"n": 1e999999}}' % QUERY,
    ],
    ids=range(33),
)
async def test_what_is_no_request_is_400(http: httpx.AsyncClient, body: bytes) -> None:
    for media_type in (PLAIN, GRAPHQL):
        answer = await post(http, body, accept=media_type)
        assert (answer.status_code, code_of(answer)) == (400, "GRAPHQL_INVALID")
        assert answer.headers["content-type"].startswith(media_type)
        assert len(answer.content) < 1000


@pytest.mark.parametrize(
    "body",
    [
        b"{%s}" % QUERY,
        b"\xef\xbb\xbf{%s}" % QUERY,
        b"\n\t {%s} \r\n" % QUERY,
        b'{%s, "variables": null, "operationName": null, "extensions": null, "documentId": null}' % QUERY,
        b'{%s, "variables": {}, "extensions": {"some": ["value"]}, "unknown": 1}' % QUERY,
        b'{"query": "{ nothing }", "query": "{ __typename }"}',
        b'{"query": "query A { __typename } query B { shop: __typename }", "operationName": "A"}',
    ],
)
async def test_what_is_a_request_is_answered(http: httpx.AsyncClient, body: bytes) -> None:
    """A byte order mark may be ignored (RFC 8259, section 8.1), and of equal names the last counts, as in JavaScript."""
    answer = await post(http, body)
    assert (answer.status_code, answer.json()) == (200, {"data": {"__typename": "Query"}})


async def test_a_body_has_a_limit_whether_its_length_is_said_or_not(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=with_graphql(max_body_bytes=1000))
    read = 0

    async def chunks() -> Any:
        nonlocal read
        for _ in range(100):
            read += 100
            yield b" " * 100

    async with client_of(app) as http:
        exact = json.dumps({"query": "{ __typename }"}).encode().ljust(1000)
        assert (await post(http, exact)).status_code == 200
        answer = await post(http, exact + b" ")
        assert (answer.status_code, code_of(answer)) == (413, "BODY_TOO_LARGE")
        answer = await http.post(PATH, content=chunks(), headers={"content-type": PLAIN})
        assert answer.status_code == 413
    with_lie = Scripted(b"{}", headers=[(b"content-length", b"9" * 5000)])
    assert (await with_lie.status(app), with_lie.received) == (413, 0)


class Scripted:
    """A request by hand, for what HTTP clients refuse to send."""

    def __init__(
        self, *chunks: bytes, headers: list[tuple[bytes, bytes]], gone: bool = False, seconds: float = 0.0
    ) -> None:
        self._chunks = list(chunks)
        self._headers = [(b"content-type", b"application/json"), *headers]
        self._gone = gone
        self._seconds = seconds
        self.received = 0
        self.sent: list[Any] = []

    async def status(self, app: App) -> int | None:
        async def receive() -> Any:
            self.received += 1
            await asyncio.sleep(self._seconds)
            if self._chunks:
                more = len(self._chunks) > 1 or self._gone
                return {"type": "http.request", "body": self._chunks.pop(0), "more_body": more}
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            self.sent.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "path": PATH,
            "raw_path": PATH.encode(),
            "query_string": b"",
            "headers": self._headers,
            "client": ("127.0.0.1", 1),
            "server": ("testserver", 80),
            "scheme": "http",
            "http_version": "1.1",
            "root_path": "",
        }
        await app(scope, receive, send)  # type: ignore[arg-type]
        return self.sent[0]["status"] if self.sent else None


async def test_a_body_may_come_in_pieces_and_a_client_may_leave(app: App) -> None:
    body = json.dumps({"query": "{ toys { name } }"}).encode()
    assert await Scripted(*(bytes([byte]) for byte in body), headers=[]).status(app) == 200
    calls.clear()
    with structlog.testing.capture_logs() as logs:
        assert await Scripted(body[:10], headers=[], gone=True).status(app) is None
    assert [line["status"] for line in logs if line["event"] == "request"] == [499]  # no failure of ours
    assert calls == []


async def test_a_body_that_does_not_come_is_not_waited_for_for_ever(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS_TO_SEND", 0.05)
    slow = Scripted(*(b" " for _ in range(1000)), headers=[(b"content-length", b"1000")], seconds=0.01)
    assert await slow.status(app) == 408
    assert slow.received < 100


async def test_headers_that_came_several_times_are_one_list(app: App) -> None:
    token = b"fs_" + b"a" * 43
    split = Scripted(b'{"query": "{ mine }"}', headers=[(b"cookie", b"a=1"), (b"cookie", b"fondaco_session=" + token)])
    assert await split.status(app) == 200
    assert b"None" not in split.sent[1]["body"]
    twice = Scripted(b'{"query": "{ mine }"}', headers=[(b"content-type", b"text/plain")])
    assert await twice.status(app) == 415


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
async def test_other_methods_are_405(http: httpx.AsyncClient, method: str) -> None:
    answer = await http.request(method, PATH, content=b'{"query": "{ __typename }"}', headers={"content-type": PLAIN})
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}
