"""What plugins declare and subscribers hear: typed events, filters, permissions, errors, batches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any, ClassVar
from uuid import UUID, uuid4

import msgspec
import pytest
import pytest_asyncio
import structlog
from fondaco.access import ANYONE, Credentials, Permission, Principal, PrincipalKind
from fondaco.app import App
from fondaco.commerce.event import Event
from fondaco.errors import CompositionError, ConflictError, NotFoundError
from fondaco.graphql import ID, SKIP, GraphQL, Info, Node, RequestContext, SchemaPart, Skip, object_type
from fondaco.graphql.composition import compose
from fondaco.graphql.parts import SubscriptionPart
from fondaco.graphql.subscriptions.fields import build_subscription
from fondaco.ids import encode_global_id
from fondaco.plugins import NoSettings, Plugin
from fondaco.testing.pytest_plugin import AppFactory
from fondaco.testing.subscriptions import SubscriptionClient
from http_toys import with_graphql
from subscription_bells import limits

WATCH = Permission("kites.watch", "Watch kites.")
part = SchemaPart()
calls: list[tuple[str, Any]] = []
sign_in: dict[str, str] = {}
"""Tokens with which it is not as usual: ``gone``, ``powerless``, ``hangs`` or ``breaks``."""


class KiteFlown(Event, frozen=True):
    wire_name: ClassVar[str] = "kites.kite_flown"

    kite_id: UUID
    height: int


class KiteTorn(Event, frozen=True):
    wire_name: ClassVar[str] = "kites.kite_torn"

    kite_id: UUID


class KiteSold(Event, frozen=True):
    """Nobody can subscribe to it."""

    wire_name: ClassVar[str] = "kites.kite_sold"


class KiteValue(msgspec.Struct):
    id: UUID
    height: int


@object_type(KiteValue)
class Kite(Node):
    """Flies."""

    height: int


async def load_kites(context: RequestContext, ids: Sequence[UUID]) -> Sequence[KiteValue | None]:
    return [None for _ in ids]


part.node(Kite, load_kites)


@part.query(type=str, permission=ANYONE)
async def wind(info: Info) -> str:
    """How it blows."""
    return info.context.locale


@part.extend("Kite", type=str)
async def tail(kites: Sequence[KiteValue], info: Info) -> list[str]:
    """Its tail, in one batch."""
    calls.append(("tail", len(kites)))
    return [f"{info.context.locale}:{kite.height}" for kite in kites]


async def known_kite(info: Info, id: ID) -> UUID:
    calls.append(("start", info.context.locale))
    if not id:
        raise NotFoundError("There is no such kite.", code="KITE_NOT_FOUND", field=("id",))
    return UUID(id)


@part.subscription(type=Kite, permission=ANYONE, events=(KiteFlown,), start=known_kite)
async def kite_flown(event: KiteFlown, info: Info, started: UUID, above: int = 0) -> KiteValue | Skip:
    """Tells of one kite.

    Args:
        id: Which one.
        above: Only of flights above, in metres.
    """
    if event.kite_id != started or event.height <= above:
        return SKIP
    if event.height == 13:
        raise ConflictError("Bad luck.", code="BAD_LUCK")
    if event.height == 666:
        raise RuntimeError("secret of the database")
    if event.height == 10_000:
        await asyncio.sleep(60)
    return KiteValue(event.kite_id, event.height)


@part.subscription(type=list[Kite], permission=WATCH, events=(KiteFlown, KiteTorn), name="sky")
async def everything(event: KiteFlown | KiteTorn) -> list[KiteValue]:
    """All that happens."""
    height = event.height if isinstance(event, KiteFlown) else 0
    return [KiteValue(event.kite_id, height), KiteValue(event.kite_id, height + 1)]


class Kites(Plugin[NoSettings]):
    """Has subscriptions."""

    name = "kites"
    version = "1.0"
    permissions = (WATCH,)
    graphql = GraphQL(shop=(part,), admin=(part,))

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        token = payload.bearer or ""
        how = sign_in.get(token)
        if not token.startswith("kite-") or how == "gone":
            return None
        if how == "hangs":
            await asyncio.sleep(60)
        if how == "breaks":
            raise RuntimeError("secret of the directory")
        allowed = {WATCH.name} if "watch" in token and how != "powerless" else ()
        return Principal(kind=PrincipalKind.STAFF, id=f"staff:{token}", permissions=frozenset(allowed))


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    return await make_app(enabled=[], plugins=[Kites])


@pytest.fixture(autouse=True)
def _as_usual() -> None:
    calls.clear()
    sign_in.clear()


@pytest_asyncio.fixture(loop_scope="session")
async def client(app: App) -> AsyncIterator[SubscriptionClient]:
    async with SubscriptionClient(app, "shop", init={"fondaco-locale": "zh-Hans"}) as connected:
        yield connected


async def emit(app: App, *events: Event) -> None:
    async with app.unit_of_work(app.system_context()) as uow:
        for event in events:
            uow.emit(event)


KITE = UUID(int=7)
FLOWN = "subscription ($id: ID!, $above: Int! = 0) { kiteFlown(id: $id, above: $above) { id height tail } }"


async def test_a_committed_event_is_told_with_a_selection_of_its_own(app: App, client: SubscriptionClient) -> None:
    told = await client.subscribe(FLOWN, {"id": str(KITE)})
    await emit(app, KiteFlown(kite_id=KITE, height=30))
    assert await told.next() == {
        "kiteFlown": {"id": encode_global_id("Kite", KITE), "height": 30, "tail": "zh-Hans:30"}
    }


async def test_events_of_no_interest_are_not_told(app: App, client: SubscriptionClient) -> None:
    told = await client.subscribe(FLOWN, {"id": str(KITE), "above": 10})
    await emit(app, KiteFlown(kite_id=uuid4(), height=50), KiteFlown(kite_id=KITE, height=10), KiteSold())
    await emit(app, KiteFlown(kite_id=KITE, height=11))
    assert (await told.next())["kiteFlown"]["height"] == 11


async def test_start_is_called_once_and_fields_are_resolved_in_one_batch_per_event(app: App) -> None:
    async with SubscriptionClient(app, "shop", init={"authorization": "Bearer kite-watch"}) as client:
        one = await client.subscribe(FLOWN, {"id": str(KITE)})
        all_ = await client.subscribe("subscription { sky { tail height } }")
        await emit(app, KiteFlown(kite_id=KITE, height=1), KiteTorn(kite_id=KITE))
        assert (await one.next())["kiteFlown"]["tail"] == "en:1"
        assert [(await all_.next())["sky"] for _ in range(2)] == [
            [{"tail": "en:1", "height": 1}, {"tail": "en:2", "height": 2}],
            [{"tail": "en:0", "height": 0}, {"tail": "en:1", "height": 1}],
        ]
    assert calls.count(("start", "en")) == 1
    assert sorted(call for call in calls if call[0] == "tail") == [("tail", 1), ("tail", 2), ("tail", 2)]


async def test_the_order_within_a_transaction_is_kept(app: App, client: SubscriptionClient) -> None:
    told = await client.subscribe(FLOWN, {"id": str(KITE)})
    heights = [height for height in range(1, 91) if height != 13]
    await emit(app, *(KiteFlown(kite_id=KITE, height=height) for height in heights))
    assert [(await told.next())["kiteFlown"]["height"] for _ in heights] == heights


async def test_what_is_rolled_back_is_never_told(app: App, client: SubscriptionClient) -> None:
    told = await client.subscribe(FLOWN, {"id": str(KITE)})
    with pytest.raises(ConflictError):
        async with app.unit_of_work(app.system_context()) as uow:
            uow.emit(KiteFlown(kite_id=KITE, height=1))
            raise ConflictError("No.")
    async with app.unit_of_work(app.system_context()) as uow:
        with pytest.raises(ConflictError):
            async with uow.savepoint():
                uow.emit(KiteFlown(kite_id=KITE, height=2))
                raise ConflictError("No.")
        uow.emit(KiteFlown(kite_id=KITE, height=3))
    assert (await told.next())["kiteFlown"]["height"] == 3


async def test_a_refusal_at_the_start_ends_it_with_its_code_and_field(client: SubscriptionClient) -> None:
    told = await client.subscribe(FLOWN, {"id": ""})
    message = await told.message()
    assert message["type"] == "error"
    [error] = message["payload"]
    assert error["message"] == "There is no such kite."
    assert error["extensions"] == {"code": "KITE_NOT_FOUND", "field": ["id"]}
    assert error["path"] == ["kiteFlown"]


async def test_a_bug_at_the_start_is_masked_and_logged_under_the_id_that_the_client_is_told(app: App) -> None:
    with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as logs:
        async with SubscriptionClient(app, "shop") as client:
            told = await client.subscribe(FLOWN, {"id": "no UUID, so it raises"})
            [error] = (await told.message())["payload"]
    assert error["message"] == "Something went wrong on our side."
    assert error["extensions"]["code"] == "INTERNAL"
    logged = {entry["event"]: entry.get("request_id") for entry in logs}
    assert logged["graphql_error"] == logged["socket"] == error["extensions"]["requestId"]


@pytest.mark.parametrize(
    ("document", "variables", "code"),
    [
        ("subscription { nothing }", {}, "GRAPHQL_INVALID"),
        ("subscription {", {}, "GRAPHQL_INVALID"),
        ("", {}, "GRAPHQL_INVALID"),
        ("subscription A { sky { id } } subscription B { sky { id } }", {}, "GRAPHQL_INVALID"),
        ("subscription { a: sky { id } b: sky { id } }", {}, "GRAPHQL_INVALID"),
        (FLOWN, {}, "GRAPHQL_INVALID"),
        (FLOWN, {"id": str(KITE), "above": "high"}, "GRAPHQL_INVALID"),
        ("subscription { sky { " + "id " * 5000 + "} }", {}, "QUERY_TOO_LONG"),
        ("subscription { sky { " + " ".join(f"a{n}: id" for n in range(60)) + "} }", {}, "TOO_MANY_ALIASES"),
        ("subscription { sky { id } }", {}, "UNAUTHENTICATED"),
    ],
)
async def test_documents_are_checked_as_in_queries(
    client: SubscriptionClient, document: str, variables: dict[str, Any], code: str
) -> None:
    assert await (await client.subscribe(document, variables)).error_code() == code


async def test_what_the_function_raises_is_the_error_of_that_event_alone(app: App, client: SubscriptionClient) -> None:
    told = await client.subscribe(FLOWN, {"id": str(KITE)})
    await emit(app, *(KiteFlown(kite_id=KITE, height=height) for height in (13, 666, 5)))
    unlucky, broken, fine = [(await told.message())["payload"] for _ in range(3)]
    assert unlucky["data"] is None
    assert unlucky["errors"][0]["message"] == "Bad luck."
    assert unlucky["errors"][0]["extensions"] == {"code": "BAD_LUCK"}
    assert unlucky["errors"][0]["path"] == ["kiteFlown"]
    assert broken["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "secret" not in str(broken)
    assert fine["data"]["kiteFlown"]["height"] == 5
    assert "errors" not in fine


async def test_an_event_that_takes_too_long_is_an_error_and_the_next_one_is_told(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[Kites], settings=with_graphql(timeout_seconds=0.3))
    async with SubscriptionClient(app, "shop") as client:
        told = await client.subscribe(FLOWN, {"id": str(KITE)})
        await emit(app, KiteFlown(kite_id=KITE, height=10_000), KiteFlown(kite_id=KITE, height=1))
        assert (await told.message())["payload"]["errors"][0]["extensions"] == {"code": "TIMEOUT"}
        assert (await told.next())["kiteFlown"]["height"] == 1


async def test_a_sign_in_that_hangs_holds_up_nobody_else(make_app: AppFactory) -> None:
    app = await make_app(
        enabled=[],
        plugins=[Kites],
        settings=lambda settings: limits(concurrency=1)(with_graphql(timeout_seconds=0.3)(settings)),
    )
    async with (
        SubscriptionClient(app, "shop", init={"authorization": "Bearer kite-slow"}) as stuck,
        SubscriptionClient(app, "shop") as other,
    ):
        late, told = [await client.subscribe(FLOWN, {"id": str(KITE)}) for client in (stuck, other)]
        sign_in["kite-slow"] = "hangs"
        await emit(app, KiteFlown(kite_id=KITE, height=1))
        assert (await told.next())["kiteFlown"]["height"] == 1
        assert (await late.message())["payload"]["errors"][0]["extensions"] == {"code": "TIMEOUT"}
        sign_in.clear()
        await emit(app, KiteFlown(kite_id=KITE, height=2))
        assert (await late.next())["kiteFlown"]["height"] == 2


async def test_a_sign_in_that_breaks_ends_one_subscription_and_not_its_socket(app: App) -> None:
    async with SubscriptionClient(app, "shop", init={"authorization": "Bearer kite-odd"}) as client:
        told = await client.subscribe(FLOWN, {"id": str(KITE)})
        sign_in["kite-odd"] = "breaks"
        await emit(app, KiteFlown(kite_id=KITE, height=1))
        refused = await client.subscribe(FLOWN, {"id": str(KITE)})
        for ended in (told, refused):
            message = await ended.message()
            assert message["type"] == "error"
            assert message["payload"][0]["extensions"]["code"] == "INTERNAL"
            assert "secret" not in str(message)
        sign_in.clear()
        assert await client.start("{ wind }").next() == {"wind": "en"}


async def test_the_permission_is_checked_at_the_start(app: App) -> None:
    async with SubscriptionClient(app, "admin", init={"authorization": "Bearer kite-nobody"}) as client:
        told = await client.subscribe("subscription { sky { id } }")
        assert await told.error_code() == "PERMISSION_DENIED"
        assert app.live.streams == 0


@pytest.mark.parametrize(("how", "code"), [("gone", "UNAUTHENTICATED"), ("powerless", "PERMISSION_DENIED")])
async def test_who_lost_access_hears_nothing_more(app: App, how: str, code: str) -> None:
    async with SubscriptionClient(app, "admin", init={"authorization": "Bearer kite-watch-2"}) as client:
        told = await client.subscribe("subscription { sky { height } }")
        await emit(app, KiteFlown(kite_id=KITE, height=1))
        assert (await told.next())["sky"][0]["height"] == 1
        sign_in["kite-watch-2"] = how
        await emit(app, KiteFlown(kite_id=KITE, height=2))
        assert await told.error_code() == code
        assert app.live.streams == 0


async def test_queries_see_what_happened_after_the_subscription_was_in_place(
    app: App, client: SubscriptionClient
) -> None:
    client.start(FLOWN, {"id": str(KITE)})
    answer = client.start("{ wind }")
    assert await answer.next() == {"wind": "zh-Hans"}
    assert app.live.streams == 1  # the answer proves that the subscription is there
    assert (await answer.message())["type"] == "complete"


async def test_only_wanted_events_are_notified_of(app: App) -> None:
    assert app.live.wanted == {"kites.kite_flown", "kites.kite_torn"}


def test_an_impossible_declaration_is_refused_at_boot() -> None:
    async def without_event(info: Info) -> str:
        return ""

    def not_async(event: KiteFlown) -> str:
        return ""

    async def fine(event: KiteFlown) -> str:
        return ""

    for function, events, message in (
        (without_event, (KiteFlown,), "no parameter called event"),
        (not_async, (KiteFlown,), "have to be async"),
        (fine, (), "needs the event classes"),
        (fine, (str,), "needs the event classes"),
        (fine, (KiteFlown, KiteFlown), "names an event twice"),
    ):
        declared = SubscriptionPart(function=function, type=str, events=events, permission=ANYONE)  # type: ignore[arg-type]
        with pytest.raises(CompositionError, match=message):
            build_subscription(declared, "kites", lambda type_: type_)


def test_two_plugins_with_one_subscription_are_refused(app: App) -> None:
    other = SchemaPart()

    @other.subscription(type=str, permission=ANYONE, events=(KiteTorn,))
    async def sky(event: KiteTorn) -> str:
        """Another."""
        return ""

    with pytest.raises(CompositionError, match=r"'kites' and 'birds' both contribute Subscription\.sky"):
        compose("shop", [("kites", part), ("birds", other)], ["kites", "birds"], app.settings.graphql)


def test_the_schema_describes_it(app: App) -> None:
    text = app.shop.as_str()
    assert 'kiteFlown(\n    """Which one."""\n    id: ID!\n' in text
    assert '"""Only of flights above, in metres."""\n    above: Int! = 0\n  ): Kite!' in text
