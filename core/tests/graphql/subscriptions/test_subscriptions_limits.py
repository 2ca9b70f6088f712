"""What a socket may cost: operations, connections, waiting events, silence and age."""

from __future__ import annotations

import asyncio

import pytest
from fondaco.app import App
from fondaco.graphql.subscriptions import hub
from fondaco.testing.pytest_plugin import AppFactory
from fondaco.testing.subscriptions import ClosedError, RawSocket, SubscriptionClient
from subscription_bells import BELLS, Bells, limits, ring, until

INIT = {"type": "connection_init"}


async def test_who_says_nothing_is_closed(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(init_seconds=0.1))
    async with RawSocket(app, "shop") as socket:
        socket.send({"type": "ping"})
        assert (await socket.closed()).code == 4408


async def test_ten_thousand_subscriptions_on_one_socket_are_refused_beyond_the_limit(app: App) -> None:
    async with RawSocket(app, "shop") as socket:
        socket.send(INIT)
        assert (await socket.receive())["type"] == "connection_ack"
        for number in range(10_000):
            socket.send({"type": "subscribe", "id": str(number), "payload": {"query": BELLS}})
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
        told = await client.subscribe(BELLS)
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
            await client.subscribe(BELLS)
        await ring(app, *range(10), text="x" * 10_000)
        await until(lambda: not client.socket.served or len(app.connections) == 0)
        assert app.live.streams == 0


async def test_an_idle_socket_is_closed_and_a_busy_one_is_not(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(idle_seconds=0.3))
    async with SubscriptionClient(app, "shop") as busy, SubscriptionClient(app, "shop") as idle:
        told = await busy.subscribe(BELLS)
        assert (await idle.socket.closed()).code == 1000
        await asyncio.sleep(0.3)
        await ring(app, 1)
        assert await told.next() == {"bells": "1"}
        told.complete()
        assert (await busy.socket.closed()).reason == "Nothing runs here"


async def test_a_socket_that_answers_no_ping_is_dropped(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Bells], settings=limits(ping_seconds=0.1))
    async with SubscriptionClient(app, "shop") as alive, RawSocket(app, "shop") as dead:
        told = await alive.subscribe(BELLS)
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
        await client.subscribe(BELLS)
        assert (await client.socket.closed()).code == 1001


HEAVY = "#\n" * 70 + BELLS
"""A subscription that weighs nearly 100."""


async def test_what_is_subscribed_to_on_one_connection_may_not_hold_too_much(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "MOST_WEIGHT_OF_ONE", 250)
    async with SubscriptionClient(app, "shop") as client, SubscriptionClient(app, "shop") as other:
        first = await client.subscribe(HEAVY)
        await client.subscribe(HEAVY)
        assert await client.start(HEAVY).error_code() == "TOO_MANY_OPERATIONS"
        await other.subscribe(HEAVY)
        held = app.connections._weights.total()
        first.complete()
        await until(lambda: app.connections._weights.total() < held)
        await client.subscribe(HEAVY)
        assert await client.start(HEAVY).error_code() == "TOO_MANY_OPERATIONS"
    await until(lambda: not app.connections._weights)


async def test_large_variables_count_and_a_refused_subscription_holds_nothing(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "MOST_WEIGHT_OF_ONE", 200)
    async with SubscriptionClient(app, "shop") as client:
        refused = client.start("subscription ($a: Int) { bells(after: $a) }", {"a": 1, "b": "x" * 99_000})
        assert await refused.error_code() == "TOO_MANY_OPERATIONS"
        assert (
            await client.start("subscription ($a: Int) { bells(after: $a) }", {"a": "x"}).error_code()
            == "GRAPHQL_INVALID"
        )
        assert not app.connections._weights
        await client.subscribe("subscription ($a: Int) { bells(after: $a) }", {"a": 1})


async def test_all_connections_together_may_not_hold_too_much(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "MOST_WEIGHT", 250)
    async with SubscriptionClient(app, "shop") as one, SubscriptionClient(app, "shop") as two:
        await one.subscribe(HEAVY)
        await two.subscribe(HEAVY)
        assert await two.start(HEAVY).error_code() == "TOO_MANY_OPERATIONS"
    async with SubscriptionClient(app, "shop") as one:
        await one.subscribe(HEAVY)
