"""The protocol graphql-transport-ws, its limits, and attacks on it."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from typing import Any, ClassVar

import msgspec
import pytest
import pytest_asyncio
from fondaco.access import ANYONE, Credentials, Principal, PrincipalKind
from fondaco.app import App
from fondaco.commerce.event import Event
from fondaco.db import execute
from fondaco.errors import UnavailableError
from fondaco.events.live import LiveStream
from fondaco.graphql import GraphQL, Info, SchemaPart
from fondaco.graphql.subscriptions.running import Subscription
from fondaco.graphql.subscriptions.sockets import Socket
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import Settings
from fondaco.testing.pytest_plugin import AppFactory
from fondaco.testing.subscriptions import ClosedError, RawSocket, SubscriptionClient

part = SchemaPart()
done: list[str] = []


class BellRung(Event, frozen=True):
    wire_name: ClassVar[str] = "bells.bell_rung"

    number: int = 0
    text: str = ""


@part.query(type=str, permission=ANYONE)
async def who(info: Info) -> str:
    """Who asks, where, in which language."""
    caller = info.context.caller
    return f"{caller.principal.id} {caller.channel.slug} {caller.locale} {caller.principal.session is not None}"


@part.query(type=str, permission=ANYONE)
async def slow(info: Info) -> str:
    """Takes a while."""
    try:
        await asyncio.sleep(30)
    finally:
        done.append("query ended")
    return "late"


@part.mutation(returns={"done": bool}, permission=ANYONE, transaction=False)
async def ring_slowly(info: Info) -> bool:
    """Takes a while, and is not cut short."""
    info.context.ensure_session()
    await asyncio.sleep(0.3)
    done.append("mutation done")
    return True


@part.subscription(type=str, permission=ANYONE, events=(BellRung,))
async def bells(event: BellRung, after: int = 0) -> str:
    """All of them."""
    return f"{event.number}{event.text}"


class Bells(Plugin[NoSettings]):
    """Rings."""

    name = "bells"
    version = "1.0"
    graphql = GraphQL(shop=(part,))

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        if payload.bearer == "down":
            raise UnavailableError("Gone.", code="DATABASE_UNAVAILABLE")
        return Principal(kind=PrincipalKind.STAFF, id="staff:1") if payload.bearer == "good" else None


def limits(**changes: Any) -> Callable[[Settings], Settings]:
    def change(settings: Settings) -> Settings:
        return msgspec.structs.replace(
            settings, subscriptions=msgspec.structs.replace(settings.subscriptions, **changes)
        )

    return change


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    return await make_app(enabled=[], plugins=[Bells])


@pytest.fixture(autouse=True)
def _forget_what_was_done() -> None:
    done.clear()


async def ring(app: App, *numbers: int, text: str = "") -> None:
    async with app.unit_of_work(app.system_context()) as uow:
        for number in numbers:
            uow.emit(BellRung(number=number, text=text))


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)


SUBSCRIBE = {"type": "subscribe", "id": "a", "payload": {"query": "subscription { bells }"}}
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


async def test_who_says_nothing_is_closed(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(init_seconds=0.1))
    async with RawSocket(app, "shop") as socket:
        socket.send({"type": "ping"})
        assert (await socket.closed()).code == 4408


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
                await client.subscribe("subscription { bells }")
            client.start("{ slow }")
            client.start("mutation { ringSlowly { done } }")
            await ring(app, 1)
    assert len(app.connections) == app.live.streams == 0
    await until(lambda: done.count("mutation done") == 5)
    assert done.count("query ended") == 5
    await until(lambda: len(asyncio.all_tasks()) <= before + 1)  # the one that listens to the database
    await until(lambda: left_over() == [])  # the last task may just be ending


async def test_ten_thousand_subscriptions_on_one_socket_are_refused_beyond_the_limit(app: App) -> None:
    async with RawSocket(app, "shop") as socket:
        socket.send(INIT)
        assert (await socket.receive())["type"] == "connection_ack"
        for number in range(10_000):
            socket.send({**SUBSCRIBE, "id": str(number)})
        socket.send({"type": "ping"})
        refused = 0
        while (message := await socket.receive())["type"] != "pong":
            assert message["payload"][0]["extensions"] == {"code": "TOO_MANY_OPERATIONS"}
            refused += 1
        assert refused == 10_000 - app.settings.subscriptions.max_operations
        assert app.live.streams == app.settings.subscriptions.max_operations
    assert app.live.streams == 0


async def test_more_connections_than_allowed_are_told_to_come_again(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(max_connections=2))
    async with SubscriptionClient(app, "shop"), SubscriptionClient(app, "admin"):
        with pytest.raises(ClosedError) as refused:
            async with SubscriptionClient(app, "shop"):
                pass
        assert (refused.value.code, refused.value.reason) == (1013, "TOO_MANY_CONNECTIONS")
    async with SubscriptionClient(app, "shop"):
        assert len(app.connections) == 1


async def test_a_slow_subscription_ends_and_the_socket_lives_on(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(queue_size=5))
    async with SubscriptionClient(app, "shop", room=1) as client:
        told = await client.subscribe("subscription { bells }")
        await ring(app, *range(50))
        codes = []
        while (message := await told.message())["type"] == "next":
            codes.append(message["payload"]["data"]["bells"])
        assert message["payload"][0]["extensions"] == {"code": "SUBSCRIPTION_TOO_SLOW"}
        assert len(codes) < 10
        assert await client.start("{ who }").next()


async def test_a_client_that_never_reads_is_cut_off_and_keeps_nothing(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(queue_size=5, send_seconds=0.3))
    async with SubscriptionClient(app, "shop", room=2) as client:
        for _ in range(20):
            await client.subscribe("subscription { bells }")
        await ring(app, *range(10), text="x" * 10_000)
        await until(lambda: not client.socket.served or len(app.connections) == 0)
        assert app.live.streams == 0


async def test_an_idle_socket_is_closed_and_a_busy_one_is_not(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(idle_seconds=0.3))
    async with SubscriptionClient(app, "shop") as busy, SubscriptionClient(app, "shop") as idle:
        told = await busy.subscribe("subscription { bells }")
        assert (await idle.socket.closed()).code == 1000
        await asyncio.sleep(0.3)
        await ring(app, 1)
        assert await told.next() == {"bells": "1"}
        told.complete()
        assert (await busy.socket.closed()).reason == "Nothing runs here"


async def test_a_socket_that_answers_no_ping_is_dropped(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(ping_seconds=0.1))
    async with SubscriptionClient(app, "shop") as alive, RawSocket(app, "shop") as dead:
        told = await alive.subscribe("subscription { bells }")
        dead.send(INIT)
        reader = asyncio.create_task(told.message())  # answers pings
        await until(lambda: not dead.served)
        await asyncio.sleep(0.3)
        assert alive.socket.served
        await ring(app, 5)
        assert (await reader)["payload"]["data"] == {"bells": "5"}


async def test_a_connection_has_an_age_limit(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(max_seconds=0.3))
    async with SubscriptionClient(app, "shop") as client:
        await client.subscribe("subscription { bells }")
        assert (await client.socket.closed()).code == 1001


async def test_a_server_that_stops_says_so_and_leaves_no_task(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells])
    before = len(asyncio.all_tasks())
    async with SubscriptionClient(app, "shop") as client:
        await client.subscribe("subscription { bells }")
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
        told = await client.subscribe("subscription { bells }")
        await ring(app, 1)
        assert await told.next() == {"bells": "1"}
        await execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%fondaco_live%' "
            "AND pid <> pg_backend_pid() AND datname = current_database()"
        )
        assert await told.error_code() == "SUBSCRIPTION_INTERRUPTED"
        again = await client.subscribe("subscription { bells }")
        await ring(app, 2)
        assert await again.next() == {"bells": "2"}
