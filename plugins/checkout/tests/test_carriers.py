"""Methods whose price a carrier says: what it is asked, what it may answer, and what counts while it does not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

import httpx
import msgspec
import pytest
import pytest_asyncio
from checkout_testing import ADDRESS, BOOK, DOWNLOAD, MUG, Buyer, TestThings, codes, configured
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import (
    Address,
    CarrierParcel,
    CarrierRate,
    CarrierRates,
    CarrierRatesQuery,
    CartLineView,
    CartView,
    Channel,
    Money,
    Sellable,
    SellableRef,
)
from fondaco.db.engine import current, fetch_value
from fondaco.plugins import NoSettings, Plugin
from fondaco.testing import GraphQLClient, all_heard
from fondaco_checkout.model.carriers import MOST_PARCELS, CarrierTerms, believed, pack, question_key, question_of
from fondaco_checkout.service import carrier_service, carriers
from fondaco_checkout.service.carrier_service import ask_carrier
from fondaco_checkout.settings import CarrierService, CheckoutSettings
from hypothesis import given
from hypothesis import strategies as st

CARRIER = "deliveryMethod { id version carrier { carrier service lastMinutes parcelMaxGrams parcelMaxCm3 } }"
FIXED = {"currencyCode": "EUR", "basis": "WEIGHT", "tiers": [{"minimum": "0", "price": "9.90"}], "freeOver": "200"}
STANDARD = {
    "code": "post",
    "name": "Post",
    "minDays": 1,
    "maxDays": 9,
    "carrier": {"carrier": "post", "service": "standard", "parcelMaxGrams": 1000},
    "rates": [FIXED],
}
EXPRESS = {"code": "express", "name": "Express", "position": 1, "carrier": {"carrier": "post", "service": "express"}}
COURIER = {"code": "courier", "name": "Courier", "position": 2, "carrier": {"carrier": "courier"}}


class ExampleCarriers(Plugin[NoSettings]):
    """A post with two services, 2.00 for each parcel and 0.10 for each 100 g, and a courier in Berlin."""

    __test__ = False
    name = "test_carriers"

    asked: list[CarrierRatesQuery] = []
    answers: dict[str, Any] = {}
    """By carrier: what it does instead: an error is raised, a function called, everything else answered."""

    async def resolve_carrier_rates(self, payload: CarrierRatesQuery) -> CarrierRates | None:
        assert not current().in_transaction
        if payload.carrier not in {"post", "courier"}:
            return None
        self.asked.append(payload)
        instead = self.answers.get(payload.carrier)
        if isinstance(instead, Exception):
            raise instead
        if instead is not None:
            answer: CarrierRates = await instead(payload) if callable(instead) else instead
            return answer
        return self.tariff(payload)

    def tariff(self, payload: CarrierRatesQuery, surcharge: int = 0) -> CarrierRates:
        currency = payload.channel.currency
        grams = sum(parcel.weight_grams for parcel in payload.parcels)
        price = 200 * len(payload.parcels) + grams // 10 + surcharge
        if payload.carrier == "courier":
            here = payload.address.city == "Berlin"
            return CarrierRates(
                rates=(CarrierRate(price=Money(1500, currency), min_days=0, max_days=0),) if here else ()
            )
        return CarrierRates(
            rates=(
                CarrierRate(service="standard", price=Money(price, currency), min_days=2, max_days=4),
                CarrierRate(service="express", price=Money(price + 700, currency), min_days=1, max_days=1),
            )
        )


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """Checkout with carriers."""
    made: App = await make_app(enabled=["checkout"], plugins=[TestThings, ExampleCarriers], settings=configured)
    return made


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[CarrierRatesQuery]]:
    """What carriers were asked; afterwards they do again what they always do. Who failed stays so until `again`."""
    monkeypatch.setattr(carriers, "FAILURE_SECONDS", 3600.0)
    monkeypatch.setattr(carriers, "_kept", WeakKeyDictionary())
    ExampleCarriers.asked.clear()
    ExampleCarriers.answers.clear()
    yield ExampleCarriers.asked
    ExampleCarriers.answers.clear()


def dearer(surcharge: int) -> Callable[[CarrierRatesQuery], Any]:
    async def answer(payload: CarrierRatesQuery) -> CarrierRates:
        return ExampleCarriers.tariff(ExampleCarriers, payload, surcharge)  # type: ignore[arg-type]

    return answer


async def slow(payload: CarrierRatesQuery) -> CarrierRates:
    await asyncio.sleep(30)
    raise AssertionError("nobody waits for so long")


def again(app: App) -> None:
    """Lets carriers that failed be asked again at once."""
    carriers._memory(app.hooks).failures.clear()


def forget(app: App) -> None:
    """Makes this node one that has just begun."""
    carriers._kept.pop(app.hooks, None)


def settings(app: App, monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    """Sets something of checkout for the length of a test."""
    plugin = app.host.get("checkout")
    assert plugin is not None
    monkeypatch.setattr(plugin, "settings", msgspec.structs.replace(plugin.settings, **changes))


async def define(admin: GraphQLClient, *methods: dict[str, Any]) -> list[dict[str, Any]]:
    made = []
    for method in methods:
        payload = await admin.change("deliveryMethodCreate", method, CARRIER)
        assert payload["errors"] == []
        made.append(payload["deliveryMethod"])
    return made


async def begun(buyer: Buyer, *lines: tuple[UUID, int], **address: str) -> dict[str, Any]:
    cart = await buyer.create(*lines, email="ada@example.com")
    payload = await buyer.change("cartAddressesUpdate", cart["id"], shippingAddress={**ADDRESS, **address})
    assert payload["errors"] == []
    changed: dict[str, Any] = payload["cart"]
    return changed


def prices(cart: dict[str, Any]) -> dict[str, str]:
    return {option["code"]: option["price"]["amount"] for option in cart["deliveryOptions"]}


async def chosen(buyer: Buyer, cart: dict[str, Any], code: str = "method:post") -> dict[str, Any]:
    payload = await buyer.change("cartDeliveryOptionSelect", cart["id"], code=code)
    assert payload["errors"] == []
    changed: dict[str, Any] = payload["cart"]
    return changed


async def read(buyer: Buyer, cart: dict[str, Any]) -> dict[str, Any]:
    found = await buyer.read(cart["id"])
    assert found is not None
    return found


async def test_carriers_say_what_delivery_costs_and_are_asked_each_once(
    buyer: Buyer, admin: GraphQLClient, asked: list[CarrierRatesQuery]
) -> None:
    made = await define(admin, STANDARD, EXPRESS, COURIER)
    assert made[0]["carrier"] == {
        "carrier": "post",
        "service": "standard",
        "lastMinutes": 60,
        "parcelMaxGrams": 1000,
        "parcelMaxCm3": None,
    }
    # 300 g each: four in two parcels of at most 1 kg for the standard service, in one for the others.
    cart = await begun(buyer, (MUG, 4), (DOWNLOAD, 2))
    assert prices(cart) == {"method:post": "5.20", "method:express": "10.20", "method:courier": "15.00"}
    assert [(option["minDays"], option["maxDays"]) for option in cart["deliveryOptions"]] == [(2, 4), (1, 1), (0, 0)]
    assert sorted((one.carrier, len(one.parcels)) for one in asked) == [("courier", 1), ("post", 1), ("post", 2)]
    two = next(one for one in asked if len(one.parcels) == 2)
    assert [(one.weight_grams, one.pieces) for one in two.parcels] == [(900, 3), (300, 1)]
    assert two.value == Money(5000, "EUR")
    assert (two.address.city, two.address.name, two.address.phone) == ("Berlin", "", "")

    assert prices(await read(buyer, cart)) == prices(cart)
    assert len(asked) == 3  # the same question is not asked again

    cart = await chosen(buyer, cart)
    order = (await buyer.complete(cart["id"], expectedTotal=cart["totals"]["total"]))["order"]
    assert (order["delivery"]["code"], order["delivery"]["price"]["gross"]["amount"]) == ("method:post", "5.20")
    assert order["totals"] == cart["totals"]
    assert len(asked) == 3

    # Elsewhere the courier does not go, and services that are alike are asked about together.
    cart = await begun(buyer, (MUG, 1), city="Hamburg")
    assert prices(cart) == {"method:post": "2.30", "method:express": "9.30"}
    assert len(asked) == 5


async def test_what_is_delivered_free_is_free_by_a_carrier_too(buyer: Buyer, admin: GraphQLClient) -> None:
    await define(admin, STANDARD)
    assert prices(await begun(buyer, (MUG, 16))) == {"method:post": "0.00"}
    assert prices(await begun(buyer, (MUG, 15))) == {"method:post": "14.50"}


async def test_the_price_that_was_chosen_is_charged_whatever_the_carrier_says_later(
    app: App, buyer: Buyer, admin: GraphQLClient, asked: list[CarrierRatesQuery]
) -> None:
    await define(admin, STANDARD)
    cart = await chosen(buyer, await begun(buyer, (MUG, 1)))
    ExampleCarriers.answers["post"] = dearer(500)
    forget(app)  # another node
    assert prices(await read(buyer, cart)) == {"method:post": "2.30"}
    with clock.moved(timedelta(minutes=59)):
        order = (await buyer.complete(cart["id"]))["order"]
    assert order["delivery"]["price"]["gross"]["amount"] == "2.30"
    assert len(asked) == 1


async def test_a_price_that_was_chosen_does_not_outlive_its_time_nor_the_cart_it_was_for(
    app: App, buyer: Buyer, admin: GraphQLClient, asked: list[CarrierRatesQuery]
) -> None:
    await define(admin, STANDARD)
    cart = await chosen(buyer, await begun(buyer, (MUG, 1)))
    ExampleCarriers.answers["post"] = dearer(500)
    with clock.moved(timedelta(minutes=61)):
        assert codes(await buyer.complete(cart["id"], expectedTotal=cart["totals"]["total"])) == ["TOTAL_CHANGED"]
        later = await read(buyer, cart)
        assert later["totals"]["delivery"]["gross"]["amount"] == "7.30"
    forget(app)
    more = await buyer.add(cart["id"], (BOOK, 1))
    assert more["cart"]["totals"]["delivery"]["gross"]["amount"] == "7.60"
    forget(app)  # completing on another node asks there, before its transaction
    before = len(asked)
    order = (await buyer.complete(cart["id"], expectedTotal=more["cart"]["totals"]["total"]))["order"]
    assert order["delivery"]["price"]["gross"]["amount"] == "7.60"
    assert len(asked) == before + 1


async def test_choosing_asks_before_its_transaction_and_only_who_is_chosen(
    app: App, buyer: Buyer, admin: GraphQLClient, asked: list[CarrierRatesQuery]
) -> None:
    await define(admin, EXPRESS, COURIER)
    cart = await begun(buyer, (MUG, 1))
    forget(app)
    asked.clear()
    payload = await buyer.shop.change(
        "cartDeliveryOptionSelect", {"cartId": cart["id"], "code": "method:courier"}, "cart { id }"
    )
    assert payload["errors"] == []
    assert [one.carrier for one in asked] == ["courier"]
    kept = await fetch_value("SELECT delivery_quote->'price'->>'amount' FROM checkout.cart")
    assert kept == "1500"
    forget(app)
    asked.clear()
    assert (await buyer.complete(cart["id"]))["errors"] == []
    assert asked == []
    gone = await buyer.create((MUG, 1))
    payload = await buyer.change("cartAddressesUpdate", gone["id"], shippingAddress={**ADDRESS, "city": "Hamburg"})
    refused = await buyer.change("cartDeliveryOptionSelect", gone["id"], code="method:courier")
    assert codes(refused) == ["DELIVERY_OPTION_UNAVAILABLE"]


def eur(amount: Any, **values: Any) -> CarrierRates:
    return CarrierRates(rates=(CarrierRate(service="standard", price=Money(amount, "EUR"), **values),))


FAILURES = {
    "down": ConnectionError("down"),
    "slow": slow,
    "garbage": {"price": "cheap"},
    "a negative price": eur(-1),
    "another currency": CarrierRates(rates=(CarrierRate(service="standard", price=Money(500, "USD")),)),
}


@pytest.mark.parametrize("failure", list(FAILURES))
async def test_a_carrier_that_fails_is_replaced_by_the_fixed_price_and_where_there_is_none_by_nothing(
    app: App,
    buyer: Buyer,
    admin: GraphQLClient,
    asked: list[CarrierRatesQuery],
    failure: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if failure == "slow":
        settings(app, monkeypatch, carrier_timeout_seconds=0.05)
    await define(admin, STANDARD, EXPRESS, COURIER)
    ExampleCarriers.answers["post"] = FAILURES[failure]
    cart = await begun(buyer, (MUG, 1))
    assert prices(cart) == {"method:post": "9.90", "method:courier": "15.00"}  # one carrier's failure is its own
    cart = await chosen(buyer, cart)
    before = len(asked)
    # The carrier is back, and yet what the buyer was shown is what they pay.
    ExampleCarriers.answers.clear()
    forget(app)
    order = (await buyer.complete(cart["id"]))["order"]
    assert order["delivery"]["price"]["gross"]["amount"] == "9.90"
    assert len(asked) == before


async def test_a_carrier_that_fails_counts_as_it_last_answered_and_is_left_alone_for_a_while(
    app: App,
    buyer: Buyer,
    admin: GraphQLClient,
    asked: list[CarrierRatesQuery],
) -> None:
    await define(admin, {**STANDARD, "carrier": {**STANDARD["carrier"], "lastMinutes": 30}})
    cart = await begun(buyer, (MUG, 1))
    ExampleCarriers.answers["post"] = ConnectionError("down")
    with clock.moved(timedelta(minutes=29)):
        assert prices(await read(buyer, cart)) == {"method:post": "2.30"}
        assert prices(await read(buyer, cart)) == {"method:post": "2.30"}
        assert len(asked) == 2
    with clock.moved(timedelta(minutes=31)):
        assert prices(await read(buyer, cart)) == {"method:post": "9.90"}
        assert len(asked) == 2
        again(app)
        ExampleCarriers.answers.clear()
        assert prices(await read(buyer, cart)) == {"method:post": "2.30"}
        assert len(asked) == 3


async def test_a_carrier_that_nobody_knows_is_none(buyer: Buyer, admin: GraphQLClient) -> None:
    await define(admin, {**STANDARD, "carrier": {"carrier": "moon"}}, {**EXPRESS, "carrier": {"carrier": "moon"}})
    assert prices(await begun(buyer, (MUG, 1))) == {"method:post": "9.90"}


async def test_several_carriers_are_asked_at_once(
    app: App, buyer: Buyer, admin: GraphQLClient, asked: list[CarrierRatesQuery]
) -> None:
    await define(admin, EXPRESS, COURIER)
    both = asyncio.Event()

    async def together(payload: CarrierRatesQuery) -> CarrierRates:
        if len(asked) == 2:
            both.set()
        await both.wait()  # one after the other would run into the time-out
        return ExampleCarriers.tariff(ExampleCarriers, payload)  # type: ignore[arg-type]

    ExampleCarriers.answers.update(post=together, courier=together)
    assert prices(await begun(buyer, (MUG, 1))) == {"method:express": "9.30", "method:courier": "15.00"}


async def test_a_purchase_by_a_carrier_costs_no_more_statements(
    app: App, buyer: Buyer, admin: GraphQLClient, counted: Callable[[], Any]
) -> None:
    async def purchase() -> int:
        async with counted() as sent:
            cart = await chosen(buyer, await begun(buyer, (MUG, 1)))
            assert (await buyer.complete(cart["id"]))["errors"] == []
        return int(sent.executions)

    [made] = await define(admin, {**STANDARD, "carrier": None})
    await all_heard(app)
    await begun(buyer, (MUG, 1))  # methods are in memory by then
    by_table = await purchase()
    payload = await admin.change("deliveryMethodUpdate", {"id": made["id"], "carrier": STANDARD["carrier"]}, CARRIER)
    assert payload["deliveryMethod"]["carrier"]["carrier"] == "post"
    await all_heard(app)
    await begun(buyer, (MUG, 1))
    assert await purchase() == by_table


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"carrier": " "}, "CARRIER_INVALID", "carrier"),
        ({"carrier": "x" * 101}, "CARRIER_INVALID", "carrier"),
        ({"service": "a\nb"}, "CARRIER_INVALID", "service"),
        ({"lastMinutes": -1}, "INVALID_DURATION", "lastMinutes"),
        ({"lastMinutes": 10081}, "INVALID_DURATION", "lastMinutes"),
        ({"parcelMaxGrams": 0}, "INVALID_MEASURE", "parcelMaxGrams"),
        ({"parcelMaxCm3": -5}, "INVALID_MEASURE", "parcelMaxCm3"),
    ],
)
async def test_what_makes_no_carrier_is_refused(
    admin: GraphQLClient, change: dict[str, Any], code: str, field: str
) -> None:
    payload = await admin.change(
        "deliveryMethodCreate", {**STANDARD, "carrier": {"carrier": "post", **change}}, CARRIER
    )
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, ["carrier", field])]
    assert await fetch_value("SELECT count(*) FROM checkout.delivery_method") == 0


ADDRESSED = Address(country="DE", name="Ada", line1="Street 1", city="Berlin", phone="1", company="X")


def view_of(*things: tuple[int, int, int]) -> CartView:
    def line(number: int, grams: int, cm3: int, quantity: int) -> CartLineView:
        ref = SellableRef("Thing", UUID(int=number))
        thing = Sellable(ref=ref, sku="", title="", unit_price=Money(1000, "EUR"), weight_grams=grams, volume_cm3=cm3)
        return CartLineView(UUID(int=number), thing, quantity)

    return CartView(
        id=UUID(int=0),
        channel=Channel(slug="default", name="Shop"),
        locale="en",
        lines=tuple(line(number, *thing) for number, thing in enumerate(things)),
        shipping_address=ADDRESSED,
    )


def test_parcels_are_packed_by_weight_and_volume() -> None:
    def packed(*things: tuple[int, int, int], **limits: int) -> list[tuple[int, int, int]] | None:
        parcels = pack(view_of(*things), CarrierTerms(carrier="post", **limits))
        return None if parcels is None else [(one.weight_grams, one.volume_cm3, one.pieces) for one in parcels]

    assert packed((100, 10, 3), (50, 5, 1)) == [(350, 35, 4)]
    assert packed((100, 10, 3), (50, 5, 1), parcel_max_grams=250) == [(250, 25, 3), (100, 10, 1)]
    assert packed((100, 10, 3), (50, 5, 1), parcel_max_cm3=20) == [(200, 20, 2), (150, 15, 2)]
    assert packed((300, 0, 2), (0, 0, 5), parcel_max_grams=250) == [(300, 0, 6), (300, 0, 1)]
    assert packed((300, 0, MOST_PARCELS), parcel_max_grams=250) == [(300, 0, 1)] * MOST_PARCELS
    assert packed((300, 0, MOST_PARCELS + 1), parcel_max_grams=250) is None
    assert question_of(view_of(), CarrierTerms(carrier="post")) is None


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900), st.integers(1, 12)), min_size=1, max_size=4),
    st.none() | st.integers(1, 1000),
    st.none() | st.integers(1, 1000),
)
def test_nothing_is_lost_in_packing_and_no_parcel_is_too_large(
    things: list[tuple[int, int, int]], grams: int | None, cm3: int | None
) -> None:
    terms = CarrierTerms(carrier="post", parcel_max_grams=grams, parcel_max_cm3=cm3)
    parcels = pack(view_of(*things), terms)
    assert parcels is not None
    assert sum(one.pieces for one in parcels) == sum(thing[2] for thing in things)
    assert sum(one.weight_grams for one in parcels) == sum(thing[0] * thing[2] for thing in things)
    assert sum(one.volume_cm3 for one in parcels) == sum(thing[1] * thing[2] for thing in things)
    for parcel in parcels:
        if parcel.pieces > 1 and grams is not None and grams >= 900:
            assert parcel.weight_grams <= grams
        if parcel.pieces > 1 and cm3 is not None and cm3 >= 900:
            assert parcel.volume_cm3 <= cm3
    assert pack(view_of(*reversed(things)), terms) == parcels


QUERY = CarrierRatesQuery(
    carrier="post",
    channel=Channel(slug="default", name="Shop"),
    parcels=(CarrierParcel(weight_grams=300, volume_cm3=0, pieces=1),),
    value=Money(1250, "EUR"),
    address=Address(country="DE", name="", line1="Street 1", city="Berlin"),
)


def test_a_question_is_another_one_as_soon_as_anything_of_it_is() -> None:
    others = [
        msgspec.structs.replace(QUERY, **change)
        for change in (
            {"carrier": "courier"},
            {"channel": Channel(slug="us", name="Shop")},
            {"parcels": QUERY.parcels * 2},
            {"value": Money(1251, "EUR")},
            {"address": msgspec.structs.replace(QUERY.address, line1="Street 2")},
        )
    ]
    assert len({question_key(one) for one in (QUERY, *others)}) == 6
    assert question_of(view_of((300, 0, 1)), CarrierTerms(carrier="post")) == msgspec.structs.replace(
        QUERY, value=Money(1000, "EUR")
    )


@pytest.mark.parametrize(
    "answer",
    [
        {"price": "cheap"},
        CarrierRates(rates=(object(),)),  # type: ignore[arg-type]
        eur(1.5),
        eur(10**30),
        eur(-1),
        CarrierRates(rates=(*eur(1).rates, CarrierRate(price=Money(-1, "EUR")))),
        CarrierRates(rates=(CarrierRate(price=Money(1, "USD")),)),
        eur(500, min_days=4, max_days=2),
        eur(500, min_days=-1),
        eur(500, max_days=3651),
        CarrierRates(rates=eur(500).rates * 2),
    ],
)
def test_what_no_price_can_be_made_of_is_not_believed(answer: Any) -> None:
    with pytest.raises(ValueError, match=r"post|rate"):
        believed(QUERY, answer)


SETTINGS = CheckoutSettings(carriers={"post": CarrierService(url="https://post.example/rates", token="secret")})
ANSWER = {"rates": [{"service": "standard", "price": {"amount": 590, "currency": "EUR"}, "min_days": 1}]}


async def test_a_carrier_can_be_a_service() -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json=ANSWER)

    rates = await ask_carrier(SETTINGS, QUERY, httpx.MockTransport(answer))
    assert rates == CarrierRates(rates=(CarrierRate(service="standard", price=Money(590, "EUR"), min_days=1),))
    assert believed(QUERY, rates) == rates
    assert sent[0].headers["authorization"] == "Bearer secret"
    body = json.loads(sent[0].content)
    assert body["parcels"] == [{"weight_grams": 300, "volume_cm3": 0, "pieces": 1}]
    assert body["value"] == {"amount": 1250, "currency": "EUR"}
    assert await ask_carrier(CheckoutSettings(), QUERY) is None


async def test_a_service_of_the_settings_is_asked_by_checkout_itself(
    app: App, buyer: Buyer, admin: GraphQLClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
        query = msgspec.json.decode(await reader.readexactly(int(length.split(b":")[1])), type=CarrierRatesQuery)
        rate = CarrierRate(price=Money(100 + query.parcels[0].weight_grams, query.channel.currency))
        body = msgspec.json.encode(CarrierRates(rates=(rate,)))
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\nconnection: close\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        settings(app, monkeypatch, carriers={"rail": CarrierService(url=f"http://127.0.0.1:{port}")})
        await define(admin, {**EXPRESS, "carrier": {"carrier": "rail"}})
        assert prices(await begun(buyer, (MUG, 2))) == {"method:express": "7.00"}


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(500),
        httpx.Response(302, headers={"location": "https://elsewhere.example"}),
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json={"rates": [{"service": "standard", "price": 5}]}),
        httpx.Response(200, text=" " * 5000),
    ],
)
async def test_what_is_no_answer_is_an_error(response: httpx.Response, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrier_service, "LARGEST_ANSWER", 4000)
    with pytest.raises((httpx.HTTPError, ValueError)):
        await ask_carrier(SETTINGS, QUERY, httpx.MockTransport(lambda _: response))


def test_a_carrier_is_asked_over_https_only() -> None:
    with pytest.raises(ValueError, match="https://"):
        CheckoutSettings(carriers={"post": CarrierService(url="http://post.example")})
    assert CheckoutSettings(carriers={"post": CarrierService(url="http://127.0.0.1:8080")}).carriers
