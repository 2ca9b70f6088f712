"""Server-sent events: the protocol of graphql-sse in its distinct connections mode."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest
from fondaco.app import App
from fondaco.graphql.subscriptions.running import Subscription
from fondaco.testing.pytest_plugin import AppFactory
from fondaco.testing.subscriptions import RawStream, SubscriptionClient
from http_toys import with_graphql
from subscription_bells import BELLS, BellRung, Bells, limits, lose_listener, ring, until


async def test_events_are_streamed_until_the_client_goes(app: App) -> None:
    before = len(asyncio.all_tasks())
    async with RawStream(app, "shop", "subscription { heardBy }", headers={"fondaco-locale": "zh-Hans"}) as stream:
        assert stream.status == 200
        assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert stream.headers["cache-control"] == "no-store, no-transform"
        assert stream.headers["x-request-id"]
        await ring(app, 1, 2)  # the headers have come, so the subscription is in place
        assert await stream.event() == ("next", {"data": {"heardBy": "1 anonymous default zh-Hans"}})
        assert await stream.event() == ("next", {"data": {"heardBy": "2 anonymous default zh-Hans"}})
        assert len(app.connections) == app.live.streams == 1
    assert len(app.connections) == app.live.streams == 0
    await until(lambda: len(asyncio.all_tasks()) <= before + 1)


async def test_a_request_by_get_works_as_browsers_event_sources_need_it(app: App) -> None:
    given = urlencode({"query": "subscription A { bells }", "operationName": "A", "variables": "{}"}).encode()
    async with RawStream(app, "shop", "", method="GET", query_string=given) as stream:
        await ring(app, 3)
        assert await stream.event() == ("next", {"data": {"bells": "3"}})


async def test_queries_and_mutations_answer_once(app: App) -> None:
    async with RawStream(app, "shop", "{ who }") as stream:
        assert await stream.event() == ("next", {"data": {"who": "anonymous default en False"}})
        assert await stream.event() == ("complete", None)
        assert await stream.event() == ("", None)
    async with RawStream(app, "shop", "mutation { startSession { done } }") as stream:
        assert stream.headers["fondaco-session"].startswith("fs_")
        assert await stream.event() == ("next", {"data": {"startSession": {"done": True}}})
    by_get = urlencode({"query": "mutation { startSession { done } }"}).encode()
    async with RawStream(app, "shop", "", method="GET", query_string=by_get) as stream:
        _, body = await stream.event()
        assert body["errors"][0]["extensions"]["code"] == "OPERATION_NOT_ALLOWED"


async def test_a_refused_document_is_told_in_the_stream(app: App) -> None:
    for document, code in (
        ("subscription { nothing }", "GRAPHQL_INVALID"),
        ("{", "GRAPHQL_INVALID"),
        ("subscription ($a: Int!) { bells @skip(if: $a) }", "GRAPHQL_INVALID"),
        ("subscription A { bells } subscription B { bells }", "GRAPHQL_INVALID"),
    ):
        async with RawStream(app, "shop", document) as stream:
            assert stream.status == 200
            name, body = await stream.event()
            assert (name, body["errors"][0]["extensions"]["code"]) == ("next", code)
            assert await stream.event() == ("complete", None)


async def test_what_is_no_graphql_request_is_answered_with_a_status(app: App) -> None:
    cases: list[tuple[dict[str, Any], int, str]] = [
        ({"headers": {"content-type": "text/plain"}}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({"method": "GET", "query_string": b"query=a&query=b"}, 400, "GRAPHQL_INVALID"),
        ({"method": "GET", "query_string": b"query=%7Bwho%7D&variables=%7B"}, 400, "GRAPHQL_INVALID"),
        ({"headers": {"authorization": "Bearer nobody"}}, 401, "UNAUTHENTICATED"),
        ({"headers": {"fondaco-channel": "nowhere"}}, 400, "UNKNOWN_CHANNEL"),
    ]
    for more, status, code in cases:
        async with RawStream(app, "shop", BELLS, **more) as stream:
            assert stream.status == status
            assert msgspec.json.decode(await stream.block() or stream._text)["errors"][0]["extensions"]["code"] == code


async def test_a_body_that_is_too_large_is_refused(app: App) -> None:
    async with RawStream(app, "shop", BELLS + " " * 1_100_000) as stream:
        assert stream.status == 413


async def test_a_quiet_stream_is_kept_alive(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(ping_seconds=0.05))
    async with RawStream(app, "shop", BELLS) as stream:
        assert [await stream.block() for _ in range(4)] == [":"] * 4
        await ring(app, 4)
        assert await stream.event() == ("next", {"data": {"bells": "4"}})


async def test_a_server_that_stops_ends_streams_after_what_is_due(app: App) -> None:
    async with RawStream(app, "shop", BELLS) as stream:
        async with await app.live.subscribe([BellRung.wire_name], size=1) as beside:
            await ring(app, 5)
            await anext(beside)  # so the other stream has it too
        await app.connections.close()
        assert await stream.event() == ("next", {"data": {"bells": "5"}})
        name, body = await stream.event()
        assert (name, body["errors"][0]["extensions"]["code"]) == ("next", "SUBSCRIPTION_INTERRUPTED")
        assert await stream.event() == ("complete", None)
        async with RawStream(app, "shop", BELLS) as late:
            assert late.status == 503


async def test_a_lost_database_connection_ends_streams(app: App) -> None:
    async with RawStream(app, "shop", BELLS) as stream:
        await lose_listener()
        _, body = await stream.event()
        assert body["errors"][0]["extensions"] == {"code": "SUBSCRIPTION_INTERRUPTED"}
        assert await stream.event() == ("complete", None)


async def test_an_old_stream_ends(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(max_seconds=0.2))
    async with RawStream(app, "shop", BELLS) as stream:
        _, body = await stream.event()
        assert body["errors"][0]["extensions"] == {"code": "SUBSCRIPTION_INTERRUPTED"}
        assert await stream.event() == ("complete", None)


async def test_a_slow_reader_is_ended_with_a_code(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(queue_size=3))
    async with RawStream(app, "shop", BELLS, room=2) as stream:
        await ring(app, *range(20))
        heard = []
        while "data" in (found := (await stream.event())[1]):
            heard.append(found)
        assert found["errors"][0]["extensions"] == {"code": "SUBSCRIPTION_TOO_SLOW"}
        assert len(heard) < 10


async def test_a_reader_that_takes_nothing_is_cut_off(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(send_seconds=0.2))
    async with RawStream(app, "shop", BELLS, room=2) as stream:
        await ring(app, *range(20))
        await until(lambda: not stream.served)
        assert len(app.connections) == app.live.streams == 0


async def test_connections_of_both_kinds_are_counted_together(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(max_connections=1))
    async with RawStream(app, "shop", BELLS), RawStream(app, "shop", BELLS) as second:
        assert second.status == 503
        assert "TOO_MANY_CONNECTIONS" in await second.block() + second._text


async def test_a_schema_without_subscriptions_says_so(make_app: AppFactory) -> None:
    app = await make_app(enabled=[])
    async with RawStream(app, "shop", BELLS) as stream:
        _, body = await stream.event()
        assert body["errors"][0]["extensions"] == {"code": "GRAPHQL_INVALID"}
        assert await stream.event() == ("complete", None)
    assert app.live.wanted == frozenset()


async def test_who_takes_json_too_gets_json(app: App) -> None:
    accept = "application/graphql-response+json, application/json, text/event-stream, multipart/mixed"
    async with RawStream(app, "shop", "{ who }", headers={"accept": accept}) as stream:
        assert stream.headers["content-type"].startswith("application/graphql-response+json")


async def test_a_batch_is_no_stream(app: App) -> None:
    stream = RawStream(app, "shop", "{ who }")
    stream._said.get_nowait()
    stream._said.put_nowait({"type": "http.request", "body": b'[{"query": "{ who }"}]', "more_body": False})
    stream._scope["headers"] = [pair for pair in stream._scope["headers"] if pair[0] != b"content-length"]
    async with stream:
        assert stream.status == 400


async def test_only_trusted_documents_are_streamed_where_there_is_a_manifest(
    make_app: AppFactory, tmp_path: Path
) -> None:
    (tmp_path / "shop.json").write_text(msgspec.json.encode({"bells": BELLS}).decode())
    manifest = str(tmp_path / "shop.json")
    app = await make_app(enabled=[], plugins=[Bells], settings=with_graphql(trusted_documents=manifest))
    async with RawStream(app, "shop", BELLS) as trusted, RawStream(app, "shop", "{ who }") as other:
        await ring(app, 1)
        assert await trusted.event() == ("next", {"data": {"bells": "1"}})
        assert (await other.event())[1]["errors"][0]["extensions"] == {"code": "DOCUMENT_NOT_TRUSTED"}
    async with SubscriptionClient(app, "shop") as client:
        told = await client.subscribe(BELLS)
        assert await client.start("{ who }").error_code() == "DOCUMENT_NOT_TRUSTED"
        assert await (await client.subscribe("subscription { t: bells }")).error_code() == "DOCUMENT_NOT_TRUSTED"
        await ring(app, 2)
        assert await told.next() == {"bells": "2"}


async def test_pages_of_allowed_origins_may_read_streams(make_app: AppFactory) -> None:
    app = await make_app(
        enabled=[],
        plugins=[Bells],
        settings=lambda settings: msgspec.structs.replace(
            settings, server=msgspec.structs.replace(settings.server, allow_origins=("https://shop.example",))
        ),
    )
    for origin, allowed in (("https://shop.example", "https://shop.example"), ("https://evil.example", None)):
        async with RawStream(app, "shop", BELLS, headers={"origin": origin}) as stream:
            assert stream.headers.get("access-control-allow-origin") == allowed


async def test_our_own_mistake_ends_the_operation_and_tells_nothing(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(self: Subscription) -> dict[str, Any]:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(Subscription, "next", broken)
    async with RawStream(app, "shop", BELLS) as stream, SubscriptionClient(app, "shop") as client:
        _, body = await stream.event()
        assert body["errors"][0]["extensions"]["code"] == "INTERNAL"
        assert "secret" not in str(body)
        assert await stream.event() == ("complete", None)
        assert await (await client.subscribe(BELLS)).error_code() == "INTERNAL"
        assert await client.start("{ who }").next() == {"who": "anonymous default en False"}
        assert app.live.streams == 0
