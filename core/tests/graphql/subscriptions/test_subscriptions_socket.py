"""The protocol graphql-transport-ws, and attacks on it."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import msgspec
import pytest
from fondaco.app import App
from fondaco.events.live import LiveStream
from fondaco.graphql.subscriptions.running import Subscription
from fondaco.graphql.subscriptions.sockets import Socket
from fondaco.testing.pytest_plugin import AppFactory
from fondaco.testing.subscriptions import ClosedError, RawSocket, SubscriptionClient
from subscription_bells import BELLS, Bells, done, lose_listener, ring, until

SUBSCRIBE = {"type": "subscribe", "id": "a", "payload": {"query": BELLS}}
INIT = {"type": "connection_init"}


async def test_the_protocol_from_hello_to_goodbye(app: App) -> None:
    async with RawSocket(app, "shop") as socket:
        assert socket.subprotocol == "graphql-transport-ws"
        socket.send({"type": "ping", "payload": {"a": 1}})
        assert await socket.receive() == {"type": "pong", "payload": {"a": 1}}
        socket.send(INIT)
        assert await socket.receive() == {"type": "connection_ack"}
        socket.send(SUBSCRIBE)
        socket.send({"type": "ping"})
        assert await socket.receive() == {"type": "pong"}
        socket.send({"type": "pong"})
        await ring(app, 1)
        assert await socket.receive() == {"type": "next", "id": "a", "payload": {"data": {"bells": "1"}}}
        socket.send({"type": "complete", "id": "a"})
        socket.send({"type": "complete", "id": "never seen"})
        socket.send({"type": "ping"})
        assert await socket.receive() == {"type": "pong"}
        await until(lambda: app.live.streams == 0)
        socket.send(SUBSCRIBE)  # the id is free again
        socket.send({"type": "subscribe", "id": "b", "payload": {"query": "{ who }", "extensions": {}}})
        assert await socket.receive() == {
            "type": "next",
            "id": "b",
            "payload": {"data": {"who": "anonymous default en False"}},
        }
        assert await socket.receive() == {"type": "complete", "id": "b"}
        await ring(app, 2)
        assert (await socket.receive())["payload"] == {"data": {"bells": "2"}}
    assert len(app.connections) == app.live.streams == 0


VIOLATIONS: list[tuple[list[Any], int, str]] = [
    ([SUBSCRIBE], 4401, "Unauthorized"),
    ([INIT, INIT], 4429, "Too many initialisation requests"),
    ([INIT, SUBSCRIBE, SUBSCRIBE], 4409, "Subscriber for a already exists"),
    ([INIT, {**SUBSCRIBE, "payload": {"query": "{ slow }"}}, SUBSCRIBE], 4409, "Subscriber for a already exists"),
    (["{"], 4400, "Invalid message: not JSON"),
    (['{"type": "ping", "payload": {"a": ' + "[" * 90_000], 4400, "Invalid message: not JSON"),
    (["\ud800"], 4400, "Invalid message: not JSON"),
    (["null"], 4400, "Invalid message"),
    ([{"type": "start", "id": "a"}], 4400, "Invalid message"),
    ([{"id": "a"}], 4400, "Invalid message"),
    ([INIT, {"type": "subscribe", "id": "", "payload": {"query": "{ who }"}}], 4400, "Invalid message: id is empty"),
    ([INIT, {"type": "subscribe", "id": 1, "payload": {"query": "{ who }"}}], 4400, "Invalid message"),
    ([INIT, {"type": "subscribe", "id": "a", "payload": {"query": 1}}], 4400, "Invalid message"),
    ([INIT, {"type": "subscribe", "id": "a", "payload": {"query": "", "variables": []}}], 4400, "Invalid message"),
    ([INIT, {"type": "subscribe", "id": "a"}], 4400, "Invalid message"),
    ([{"type": "connection_init", "payload": [1]}], 4400, "Invalid message"),
    ([b"{}"], 4400, "Invalid message: binary"),
    ([{"type": "ping", "payload": {"a": "x" * 100_000}}], 1009, "A message has at most 100000 bytes"),
    ([{"type": "ping", "payload": {"a": "\N{SNOWMAN}" * 40_000}}], 1009, "A message has at most 100000 bytes"),
    ([{"type": "connection_init", "payload": {"authorization": "Bearer bad"}}], 4403, "UNAUTHENTICATED"),
    ([{"type": "connection_init", "payload": {"Authorization": "Bearer down"}}], 1013, "DATABASE_UNAVAILABLE"),
    ([{"type": "connection_init", "payload": {"fondaco-channel": "nowhere"}}], 4400, "UNKNOWN_CHANNEL"),
    ([{"type": "connection_init", "payload": {"fondaco-channel": "a\r\nb"}}], 4400, "INVALID_INPUT"),
    ([{"type": "connection_init", "payload": {"fondaco-channel": 5}}], 4400, "INVALID_INPUT"),
]


async def test_who_breaks_the_protocol_is_closed_with_its_code(app: App) -> None:
    for said, code, reason in VIOLATIONS:
        async with RawSocket(app, "shop") as socket:
            for message in said:
                socket.send(message)
            closed = await socket.closed()
            assert (closed.code, closed.reason[: len(reason)]) == (code, reason), str(said)[:200]
            assert len(closed.reason.encode()) <= 123
        assert len(app.connections) == app.live.streams == 0


async def test_another_subprotocol_is_not_acceptable(app: App) -> None:
    for offered in ((), ("graphql-ws",)):
        async with RawSocket(app, "shop", subprotocols=offered) as socket:
            assert (await socket.closed()).code == 4406
            assert socket.subprotocol is None


async def test_the_init_message_says_who_it_is(app: App) -> None:
    token = "fs_" + "a" * 43
    said = {"authorization": "Bearer good", "Fondaco-Session": token, "fondaco-locale": "zh-CN", "other": {"a": 1}}
    async with SubscriptionClient(app, "shop", init=said) as client:  # type: ignore[arg-type]
        assert await client.start("{ who }").next() == {"who": "staff:1 default zh-Hans True"}


@pytest.mark.parametrize(
    ("origin", "allowed", "cookie_counts"),
    [
        (None, (), True),
        ("http://testserver", (), True),
        ("https://testserver", (), True),
        ("http://127.0.0.1:8000", (), True),
        ("http://evil.example", (), None),
        ("http://testserver.evil.example", (), None),
        ("null", (), None),
        ("http://[", (), None),
        ("testserver", (), None),
        ("https://shop.example", ("https://shop.example",), True),
        ("https://evil.example", ("https://shop.example",), None),
        ("https://evil.example", ("*",), False),
    ],
)
async def test_a_page_of_another_origin_cannot_use_the_cookie(
    make_app: AppFactory, origin: str | None, allowed: tuple[str, ...], cookie_counts: bool | None
) -> None:
    app = await make_app(
        enabled=[],
        plugins=[Bells],
        settings=lambda settings: msgspec.structs.replace(
            settings, server=msgspec.structs.replace(settings.server, allow_origins=allowed)
        ),
    )
    headers = {"cookie": "fondaco_session=fs_" + "a" * 43, **({"origin": origin} if origin else {})}
    client = SubscriptionClient(app, "shop", headers=headers)
    if cookie_counts is None:
        with pytest.raises(ClosedError) as refused:
            await client.__aenter__()
        assert refused.value.code == 403
        return
    async with client:
        assert (await client.start("{ who }").next())["who"].endswith(str(cookie_counts))


async def test_a_session_that_a_mutation_starts_is_the_sockets_from_then_on(app: App) -> None:
    async with SubscriptionClient(app, "shop") as client:
        message = await client.start("mutation { ringSlowly { done } }").message()
        assert message["payload"]["data"] == {"ringSlowly": {"done": True}}
        token = message["payload"]["extensions"]["fondaco-session"]
        assert token.startswith("fs_")
        assert await client.start("{ who }").next() == {"who": "anonymous default en True"}


async def test_a_completed_query_is_cut_short_and_a_mutation_is_not(app: App) -> None:
    async with SubscriptionClient(app, "shop") as client:
        query, mutation = client.start("{ slow }"), client.start("mutation { ringSlowly { done } }")
        await asyncio.sleep(0.1)
        query.complete()
        mutation.complete()
        assert await client.start("{ who }").next()
        await until(lambda: done == ["query ended", "mutation done"])
        await asyncio.sleep(0.05)
        assert await client.start("{ who }").next()
        assert not client._waiting[query.id]
        assert not client._waiting[mutation.id]


def left_over() -> list[Any]:
    gc.collect()
    return [found for found in gc.get_objects() if isinstance(found, Socket | Subscription | LiveStream)]


async def test_a_disconnect_in_mid_stream_frees_everything(app: App) -> None:
    before = len(asyncio.all_tasks())
    for _ in range(5):
        async with SubscriptionClient(app, "shop") as client:
            for _ in range(10):
                await client.subscribe(BELLS)
            client.start("{ slow }")
            client.start("mutation { ringSlowly { done } }")
            await ring(app, 1)
    assert len(app.connections) == app.live.streams == 0
    await until(lambda: done.count("mutation done") == 5)
    assert done.count("query ended") == 5
    await until(lambda: len(asyncio.all_tasks()) <= before + 1)  # the one that listens to the database
    await until(lambda: left_over() == [])  # the last task may just be ending


async def test_a_server_that_stops_says_so_and_leaves_no_task(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells])
    before = len(asyncio.all_tasks())
    async with SubscriptionClient(app, "shop") as client:
        await client.subscribe(BELLS)
        client.start("mutation { ringSlowly { done } }")
        await asyncio.sleep(0.05)
        await app.connections.close()
        assert done == ["mutation done"]
        closed = await client.socket.closed()
        assert (closed.code, closed.reason) == (1001, "The server stops")
        with pytest.raises(ClosedError) as refused:
            async with SubscriptionClient(app, "shop"):
                pass
        assert refused.value.reason == "SERVER_STOPPING"
    await app.live.close()
    assert len(asyncio.all_tasks()) <= before
    assert app.live.streams == 0


async def test_losing_the_database_connection_ends_subscriptions_with_a_code_and_they_can_begin_anew(app: App) -> None:
    async with SubscriptionClient(app, "shop") as client:
        told = await client.subscribe(BELLS)
        await ring(app, 1)
        assert await told.next() == {"bells": "1"}
        await lose_listener()
        assert await told.error_code() == "SUBSCRIPTION_INTERRUPTED"
        again = await client.subscribe(BELLS)
        await ring(app, 2)
        assert await again.next() == {"bells": "2"}
