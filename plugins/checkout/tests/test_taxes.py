"""Taxes that staff define, and what buyers pay by them; always through the API."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from weakref import WeakKeyDictionary

import httpx
import msgspec
import pytest
import pytest_asyncio
from checkout_testing import ADDRESS, BOOK, DOWNLOAD, MUG, SUCCEEDS, Buyer, TestThings, codes, configured, thing_id
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import CartTaxes, CartTaxesQuery, Money, TaxCharge
from fondaco.db.engine import fetch_value
from fondaco.plugins import NoSettings, Plugin
from fondaco.testing import GraphQLClient
from fondaco_checkout.service import tax_engine

ZONE = (
    "taxZone { id code name areas { country regions postalCodes } priority additive active version "
    "rates { taxClass name names { locale text } rate priority compound validFrom validUntil } }"
)
QUEBEC = {
    "code": "ca-qc",
    "name": "Quebec",
    "areas": [{"country": "ca", "regions": ["QC", "Quebec"], "postalCodes": []}],
    "rates": [
        {"taxClass": "standard", "name": "GST", "rate": "0.05"},
        {
            "taxClass": "standard",
            "name": "QST",
            "names": [{"locale": "fr", "text": "TVQ"}],
            "rate": "0.09975",
            "priority": 1,
        },
        {"taxClass": "reduced", "name": "GST", "rate": "0.05"},
    ],
}
MONTREAL = {**ADDRESS, "country": "CA", "city": "Montréal", "region": "Quebec", "postalCode": "H2X 1Y4"}
VIENNA = {**ADDRESS, "country": "AT", "city": "Wien", "postalCode": "1010"}
NUMBER = "ATU13585627"


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """Checkout in Germany, with a till that prices net."""

    def settings(found: Any) -> Any:
        made = configured(found, home_country="DE")
        net = msgspec.structs.replace(made.channels["us"], countries=(), currency="USD")
        return msgspec.structs.replace(made, channels={**made.channels, "us": net})

    made: App = await make_app(enabled=["checkout"], plugins=[TestThings, Engine], settings=settings)
    return made


ANSWERS: list[Any] = []
ASKED: list[CartTaxesQuery] = []


class Engine(Plugin[NoSettings]):
    """Answers as a test says; nothing while it says nothing."""

    __test__ = False
    name = "test_engine"

    async def resolve_cart_taxes(self, payload: CartTaxesQuery) -> CartTaxes | None:
        if not ANSWERS:
            return None
        ASKED.append(payload)
        answer = ANSWERS[0] if len(ANSWERS) == 1 else ANSWERS.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return await answer(payload) if callable(answer) else answer


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the tax engine answers; taken away afterwards, and with nothing in memory."""
    monkeypatch.setattr(tax_engine, "_kept", WeakKeyDictionary())
    ANSWERS.clear()
    ASKED.clear()
    yield ANSWERS
    ANSWERS.clear()


async def _seven_percent(query: CartTaxesQuery) -> CartTaxes:
    def charge(amount: Money) -> tuple[TaxCharge, ...]:
        return (
            TaxCharge(name="County", rate=Decimal("0.07"), amount=Money(amount.amount * 7 // 100, amount.currency)),
        )

    return CartTaxes(
        lines=tuple(charge(line.amount) for line in query.lines),
        delivery=() if query.delivery is None else charge(query.delivery),
    )


async def make(admin: GraphQLClient, mutation: str, data: dict[str, Any], selection: str) -> dict[str, Any]:
    payload = await admin.change(mutation, data, selection)
    assert payload["errors"] == []
    return payload


def taxes_of(totals: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    return [(tax["name"], tax["rate"], tax["base"]["amount"], tax["amount"]["amount"]) for tax in totals["taxes"]]


async def test_staff_define_a_zone_and_its_taxes_are_on_the_receipt(
    admin: GraphQLClient, make_shop: Callable[..., GraphQLClient]
) -> None:
    made = (await make(admin, "taxZoneCreate", QUEBEC, ZONE))["taxZone"]
    assert made["areas"] == [{"country": "CA", "regions": ["QC", "Quebec"], "postalCodes": []}]
    assert [(rate["taxClass"], rate["name"], rate["rate"]) for rate in made["rates"]] == [
        ("reduced", "GST", "0.05"),
        ("standard", "GST", "0.05"),
        ("standard", "QST", "0.09975"),
    ]

    buyer = Buyer(make_shop(fondaco_channel="us"))
    cart = await buyer.ready((MUG, 2), (BOOK, 1), address=MONTREAL)

    # 25.00 and 6.90 of delivery bear both, the book of 19.99 only GST: 1.25 + 0.35 (0.345) + 1.00; 2.49 + 0.69.
    assert taxes_of(cart["totals"]) == [("QST", "0.09975", "31.90", "3.18"), ("GST", "0.05", "51.89", "2.60")]
    assert cart["totals"]["total"]["amount"] == "57.67"
    order = (await buyer.complete(cart["id"], expectedTotal=cart["totals"]["total"]))["order"]
    assert taxes_of(order["totals"]) == taxes_of(cart["totals"])
    found = await buyer.shop(
        "query ($token: String!) { order(token: $token) { lines { taxRate taxes { name rate compound amount { amount } } } "
        "delivery { taxes { name amount { amount } } } taxTreatment taxNumber } }",
        {"token": order["token"]},
    )
    lines = found["order"]["lines"]
    assert [(line["taxRate"], [(tax["name"], tax["amount"]["amount"]) for tax in line["taxes"]]) for line in lines] == [
        ("0.14975", [("GST", "1.25"), ("QST", "2.49")]),
        ("0.05", [("GST", "1.00")]),
    ]
    assert found["order"]["delivery"]["taxes"] == [
        {"name": "GST", "amount": {"amount": "0.35"}},
        {"name": "QST", "amount": {"amount": "0.69"}},
    ]
    assert (found["order"]["taxTreatment"], found["order"]["taxNumber"]) == ("STANDARD", "")


async def test_a_zone_is_changed_and_its_rates_are_replaced(admin: GraphQLClient) -> None:
    made = (await make(admin, "taxZoneCreate", QUEBEC, ZONE))["taxZone"]
    changed = (await make(admin, "taxZoneUpdate", {"id": made["id"], "name": "Québec", "expectedVersion": 1}, ZONE))[
        "taxZone"
    ]
    assert {**changed, "version": 1, "name": "Quebec"} == made
    assert changed["version"] == 2
    rates = [{"taxClass": "standard", "name": "HST", "rate": "0.13"}]
    changed = (await make(admin, "taxZoneUpdate", {"id": made["id"], "rates": rates}, ZONE))["taxZone"]
    assert [(rate["name"], rate["rate"]) for rate in changed["rates"]] == [("HST", "0.13")]
    refused = await admin.change("taxZoneUpdate", {"id": made["id"], "expectedVersion": 1}, ZONE)
    assert codes(refused) == ["VERSION_CONFLICT"]
    payload = await make(admin, "taxZoneDelete", {"id": made["id"]}, "deletedId")
    assert payload["deletedId"] == made["id"]
    assert (await admin("{ taxZones { code } }"))["taxZones"] == []
    assert codes(await admin.change("taxZoneDelete", {"id": made["id"]}, "deletedId")) == ["TAX_ZONE_NOT_FOUND"]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"code": "Québec"}, "INVALID_CODE", ["code"]),
        ({"name": " "}, "TEXT_REQUIRED", ["name"]),
        ({"name": "x\0"}, "TEXT_INVALID", ["name"]),
        ({"priority": 2_000_000}, "INVALID_PRIORITY", ["priority"]),
        ({"areas": [{"country": "XX"}]}, "UNKNOWN_COUNTRY", ["areas", "0", "country"]),
        ({"rates": [{"taxClass": "standard", "name": "T", "rate": "19"}]}, "INVALID_RATE", ["rates", "0", "rate"]),
        ({"rates": [{"taxClass": "standard", "name": "T", "rate": "NaN"}]}, None, None),
        (
            {"rates": [{"taxClass": "none", "name": "T", "rate": "0.1"}]},
            "TAX_CLASS_UNKNOWN",
            ["rates", "0", "taxClass"],
        ),
        (
            {"rates": [{"taxClass": "exempt", "name": "T", "rate": "0.1"}]},
            "TAX_CLASS_EXEMPT",
            ["rates", "0", "taxClass"],
        ),
        ({"rates": [{"taxClass": "standard", "name": "T", "rate": "0.1"}] * 2}, "TAX_RATE_OVERLAPS", ["rates", "1"]),
        (
            {
                "rates": [
                    {
                        "taxClass": "standard",
                        "name": "T",
                        "rate": "0.1",
                        "validFrom": "2026-02-01T00:00:00Z",
                        "validUntil": "2026-01-01T00:00:00Z",
                    }
                ]
            },
            "INVALID_PERIOD",
            ["rates", "0", "validUntil"],
        ),
        (
            {"rates": [{"taxClass": "standard", "name": f"T{i}", "rate": "0.1"} for i in range(11)]},
            "TOO_MANY_RATES",
            ["rates", "10"],
        ),
        (
            {"rates": [{"taxClass": "standard", "name": f"T{i}", "rate": "0.1"} for i in range(501)]},
            "TOO_MANY_RATES",
            ["rates"],
        ),
    ],
)
async def test_what_makes_no_zone_is_refused_and_nothing_is_written(
    admin: GraphQLClient, change: dict[str, Any], code: str | None, field: list[str] | None
) -> None:
    body = await admin.raw(
        "mutation ($input: TaxZoneCreateInput!) { taxZoneCreate(input: $input) { errors { code field } } }",
        {"input": {**QUEBEC, **change}},
    )
    if code is not None:
        assert body["data"]["taxZoneCreate"]["errors"] == [{"code": code, "field": field}]
    else:
        assert body.get("errors") or body["data"]["taxZoneCreate"]["errors"]
    assert await fetch_value("SELECT count(*) FROM checkout.tax_zone") == 0


async def test_a_code_is_taken_once(admin: GraphQLClient) -> None:
    await make(admin, "taxZoneCreate", QUEBEC, ZONE)
    assert codes(await admin.change("taxZoneCreate", QUEBEC, ZONE)) == ["CODE_TAKEN"]
    other = (await make(admin, "taxZoneCreate", {**QUEBEC, "code": "other"}, ZONE))["taxZone"]
    assert codes(await admin.change("taxZoneUpdate", {"id": other["id"], "code": "ca-qc"}, ZONE)) == ["CODE_TAKEN"]


async def test_classes_are_managed_and_those_in_use_stay(admin: GraphQLClient) -> None:
    listed = (await admin("{ taxClasses { id code builtin } }"))["taxClasses"]
    assert [(one["code"], one["builtin"]) for one in listed] == [
        ("exempt", True),
        ("reduced", False),
        ("standard", True),
    ]
    made = await make(admin, "taxClassCreate", {"code": "books", "name": "Books"}, "taxClass { id version }")
    class_id = made["taxClass"]["id"]
    for code, expected in (("books", "CODE_TAKEN"), ("as_goods", "INVALID_CODE"), ("B", "INVALID_CODE")):
        assert codes(await admin.change("taxClassCreate", {"code": code, "name": "B"}, "taxClass { id }")) == [expected]
    change = {"id": class_id, "name": "Printed books", "expectedVersion": 1}
    payload = await make(admin, "taxClassUpdate", change, "taxClass { code name version }")
    assert payload["taxClass"] == {"code": "books", "name": "Printed books", "version": 2}
    assert codes(await admin.change("taxClassUpdate", change, "taxClass { id }")) == ["VERSION_CONFLICT"]
    await make(admin, "taxZoneCreate", {**QUEBEC, "rates": [{"taxClass": "books", "name": "T", "rate": "0"}]}, ZONE)
    assert codes(await admin.change("taxClassDelete", {"id": class_id}, "deletedId")) == ["TAX_CLASS_IN_USE"]
    reduced, standard = listed[1]["id"], listed[2]["id"]
    assert codes(await admin.change("taxClassDelete", {"id": standard}, "deletedId")) == ["TAX_CLASS_BUILTIN"]
    await make(admin, "taxClassDelete", {"id": reduced}, "deletedId")
    node = await admin("query ($id: ID!) { node(id: $id) { ... on TaxClass { code } } }", {"id": class_id})
    assert node["node"] == {"code": "books"}


async def test_staff_preview_what_applies(admin: GraphQLClient) -> None:
    await make(admin, "taxZoneCreate", QUEBEC, ZONE)
    query = (
        "query ($country: String!, $region: String!, $number: String!) { taxPreview(country: $country, region: $region, "
        "taxNumber: $number) { zones { code } rates { name rate compound } combinedRate treatment note } }"
    )
    found = await admin(query, {"country": "ca", "region": "québec", "number": ""})
    assert found["taxPreview"] == {
        "zones": [{"code": "ca-qc"}],
        "rates": [
            {"name": "GST", "rate": "0.05", "compound": False},
            {"name": "QST", "rate": "0.09975", "compound": False},
        ],
        "combinedRate": "0.14975",
        "treatment": "STANDARD",
        "note": "",
    }
    found = await admin(query, {"country": "AT", "region": "", "number": NUMBER})
    assert found["taxPreview"]["zones"] == []
    assert (found["taxPreview"]["treatment"], found["taxPreview"]["note"]) == ("REVERSE_CHARGE", "Reverse charge")


async def test_taxes_are_for_those_who_may_see_and_change_them(make_admin: Callable[[str], GraphQLClient]) -> None:
    clerk = make_admin("clerk")
    for query in ("{ taxZones { code } }", "{ taxClasses { code } }", "{ taxExemptions { note } }"):
        body = await clerk.raw(query)
        assert body["errors"][0]["extensions"]["code"] == "PERMISSION_DENIED"
    body = await clerk.raw('mutation { taxClassCreate(input: { code: "a", name: "A" }) { errors { code } } }')
    assert "PERMISSION_DENIED" in str(body)


@pytest.fixture
def make_admin(http: Any) -> Callable[[str], GraphQLClient]:
    """Members of staff by token."""
    return lambda token: GraphQLClient(http, "admin", {"authorization": f"Bearer {token}"})


async def test_a_business_in_another_member_state_pays_the_net_price(buyer: Buyer) -> None:
    cart = await buyer.ready((MUG, 2), (BOOK, 1), address=VIENNA)
    assert cart["totals"]["total"]["amount"] == "49.89"
    payload = await buyer.change("cartTaxNumberSet", cart["id"], taxNumber="at U13.585-627")
    assert payload["errors"] == []
    cart = payload["cart"]

    # Austria's 20 % (USt.) are taken out of each piece: 12.50 → 10.42, 19.99 → 16.66, 4.90 → 4.08.
    assert [line["unitPrice"]["amount"] for line in cart["lines"]] == ["10.42", "16.66"]
    assert [option["price"]["amount"] for option in cart["deliveryOptions"]] == ["4.08"]
    assert taxes_of(cart["totals"]) == [("Reverse charge", "0", "41.58", "0.00")]
    assert (cart["totals"]["subtotal"]["amount"], cart["totals"]["total"]["amount"]) == ("37.50", "41.58")
    assert cart["notices"] == []
    order = (await buyer.complete(cart["id"], expectedTotal=cart["totals"]["total"]))["order"]
    assert order["totals"] == cart["totals"]
    assert await fetch_value("SELECT amount FROM checkout.test_payment") == 4158
    found = await buyer.shop(
        "query ($token: String!) { order(token: $token) { taxTreatment taxNumber lines { unitPrice { amount } } } }",
        {"token": order["token"]},
    )
    assert (found["order"]["taxTreatment"], found["order"]["taxNumber"]) == ("REVERSE_CHARGE", NUMBER)
    assert [line["unitPrice"]["amount"] for line in found["order"]["lines"]] == ["10.42", "16.66"]


async def test_a_tax_number_is_taken_back_and_a_wrong_one_changes_nothing(buyer: Buyer) -> None:
    cart = await buyer.ready((MUG, 1), address=VIENNA)
    await buyer.change("cartTaxNumberSet", cart["id"], taxNumber=NUMBER)
    refused = await buyer.change("cartTaxNumberSet", cart["id"], taxNumber="ATU13585628")
    assert [(error["code"], error["field"]) for error in refused["errors"]] == [("TAX_NUMBER_INVALID", ["taxNumber"])]
    query = "query ($id: ID!) { cart(id: $id) { taxNumber taxTreatment } }"
    found = await buyer.shop(query, {"id": cart["id"]})
    assert found["cart"] == {"taxNumber": NUMBER, "taxTreatment": "REVERSE_CHARGE"}
    await buyer.change("cartTaxNumberSet", cart["id"], taxNumber="")
    found = await buyer.shop(query, {"id": cart["id"]})
    assert found["cart"] == {"taxNumber": "", "taxTreatment": "STANDARD"}


async def test_at_home_a_business_pays_tax_and_its_number_is_on_the_order(buyer: Buyer) -> None:
    cart = await buyer.ready((MUG, 1))
    await buyer.change("cartTaxNumberSet", cart["id"], taxNumber="DE136695976")
    order = (await buyer.complete(cart["id"]))["order"]
    assert order["totals"]["tax"]["amount"] == "2.78"
    assert await fetch_value("SELECT tax_number || ' ' || tax_treatment FROM checkout.orders") == "DE136695976 standard"


async def test_a_certificate_frees_a_cart(buyer: Buyer, admin: GraphQLClient) -> None:
    cart = await buyer.ready((MUG, 1))
    data = {"cartId": cart["id"], "certificate": "NATO-1"}
    payload = await make(admin, "cartTaxExemptionSet", data, "cart { taxExemption totals { total { amount } } }")
    # 12.50 / 1.19 = 10.50, 4.90 / 1.19 = 4.12
    assert payload["cart"] == {"taxExemption": "NATO-1", "totals": {"total": {"amount": "14.62"}}}
    order = (await buyer.complete(cart["id"]))["order"]
    assert taxes_of(order["totals"]) == [("Tax exempt, certificate NATO-1", "0", "14.62", "0.00")]
    assert await fetch_value("SELECT tax_exemption || ' ' || tax_treatment FROM checkout.orders") == "NATO-1 exempt"
    assert codes(await admin.change("cartTaxExemptionSet", data, "cart { id }")) == ["CART_COMPLETED"]


async def test_a_customer_group_is_exempt_while_staff_say_so(
    make_shop: Callable[..., GraphQLClient], admin: GraphQLClient
) -> None:
    data = {"customerGroup": "charities", "note": "Charity", "countries": ["de"]}
    selection = "taxExemption { id countries version }"
    made = (await make(admin, "taxExemptionCreate", data, selection))["taxExemption"]
    assert made["countries"] == ["DE"]
    charity = Buyer(make_shop(authorization="Bearer group-charities"))
    cart = await charity.ready((MUG, 1))
    assert taxes_of(cart["totals"]) == [("Charity", "0", "14.62", "0.00")]
    await make(admin, "taxExemptionUpdate", {"id": made["id"], "countries": ["AT"]}, selection)
    found = await charity.read(cart["id"])
    assert found is not None
    assert found["totals"]["tax"]["amount"] == "2.78"
    await make(admin, "taxExemptionUpdate", {"id": made["id"], "countries": []}, selection)
    found = await charity.read(cart["id"])
    assert found is not None
    assert found["totals"]["tax"]["amount"] == "0.00"
    await make(admin, "taxExemptionDelete", {"id": made["id"], "expectedVersion": 3}, "deletedId")
    found = await charity.read(cart["id"])
    assert found is not None
    assert found["totals"]["tax"]["amount"] == "2.78"


async def test_a_rate_begins_while_somebody_shops_and_nobody_pays_what_they_were_not_shown(
    buyer: Buyer, admin: GraphQLClient
) -> None:
    tomorrow = (clock.utc_now() + timedelta(days=1)).isoformat()
    rates = [
        {"taxClass": "standard", "name": "MwSt.", "rate": "0.19", "validUntil": tomorrow},
        {"taxClass": "standard", "name": "MwSt.", "rate": "0.25", "validFrom": tomorrow},
    ]
    await make(admin, "taxZoneCreate", {"code": "de", "name": "DE", "areas": [{"country": "DE"}], "rates": rates}, ZONE)
    cart = await buyer.ready((MUG, 2))
    assert [tax["rate"] for tax in cart["totals"]["taxes"]] == ["0.19"]
    with clock.moved(timedelta(days=2)):
        found = await buyer.read(cart["id"])
        assert found is not None
        assert [tax["rate"] for tax in found["totals"]["taxes"]] == ["0.25"]
        # A price with tax stays what it is; the tax in it is another one.
        assert found["totals"]["total"] == cart["totals"]["total"]


async def test_delivery_is_taxed_like_what_it_brings(make_app: Callable[..., Any], make_shop_of: Any) -> None:
    rate = {"code": "standard", "name": "Post", "price": {"EUR": "4.90"}, "tax_class": "as_goods"}
    app = await make_app(
        enabled=["checkout"],
        plugins=[TestThings],
        settings=lambda found: configured(found, flat_rates=[rate], home_country="DE"),
    )
    buyer = make_shop_of(app)
    cart = await buyer.ready((MUG, 2), (BOOK, 1), (DOWNLOAD, 1))
    # 25.00 at 19 % and 19.99 at 7 % are sent: 4.90 is split 2.72 : 2.18; 0.43 and 0.14 of tax.
    assert cart["totals"]["delivery"]["tax"]["amount"] == "0.57"
    # 3.99 + 0.80 (the download) + 0.43 and 1.31 + 0.14.
    assert taxes_of(cart["totals"]) == [("MwSt.", "0.19", "27.50", "5.22"), ("MwSt.", "0.07", "20.72", "1.45")]
    order = (await buyer.complete(cart["id"], expectedTotal=cart["totals"]["total"]))["order"]
    assert order["totals"] == cart["totals"]
    number = (await buyer.change("cartTaxNumberSet", (await buyer.ready(address=VIENNA))["id"], taxNumber=NUMBER))[
        "cart"
    ]
    assert number["totals"]["total"]["amount"] == "24.92"


@pytest.fixture
def make_shop_of() -> Any:
    """Buyers of an application that a test made."""

    def make(app: App) -> Buyer:
        http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://shop.test")
        return Buyer(GraphQLClient(http, "shop", {}))

    return make


async def test_an_engine_prices_the_cart_once_and_outside_of_any_transaction(
    app: App, buyer: Buyer, engine: list[Any]
) -> None:
    inside: list[bool] = []

    async def answer(query: CartTaxesQuery) -> CartTaxes:
        inside.append(app.database.in_transaction)
        return await _seven_percent(query)

    engine.append(answer)
    cart = await buyer.ready((MUG, 2), (BOOK, 1))
    assert taxes_of(cart["totals"]) == [("County", "0.07", "46.41", "3.48")]
    before = len(ASKED)
    order = (await buyer.complete(cart["id"], expectedTotal=cart["totals"]["total"]))["order"]
    assert order["totals"] == cart["totals"]
    assert len(ASKED) == before
    assert not any(inside)
    asked = ASKED[-1]
    assert asked.address is not None
    assert (asked.address.name, asked.address.country) == ("", "DE")
    assert [(line.amount.amount, line.tax_class) for line in asked.lines] == [(2500, "standard"), (1999, "reduced")]


async def test_a_cart_that_nobody_looked_at_is_quoted_before_it_is_frozen(buyer: Buyer, engine: list[Any]) -> None:
    cart = await buyer.ready((MUG, 2))
    engine.append(_seven_percent)
    query = "mutation ($input: CartLinesAddInput!) { cartLinesAdd(input: $input) { errors { code } } }"
    lines = [{"sellableId": cart["lines"][0]["sellableId"], "quantity": 1}]
    await buyer.shop(query, {"input": {"cartId": cart["id"], "lines": lines}})
    assert ASKED == []
    order = (await buyer.complete(cart["id"]))["order"]
    assert len(ASKED) == 1
    assert taxes_of(order["totals"]) == [("County", "0.07", "39.44", "2.96")]


@pytest.mark.parametrize("failure", [ConnectionError("down"), CartTaxes(lines=()), "slow"])
async def test_an_engine_that_fails_leaves_the_cart_without_a_price(
    app: App, buyer: Buyer, engine: list[Any], failure: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await answer_badly(app, engine, failure, monkeypatch, "fail")
    cart = await buyer.shop.change("cartCreate", {"lines": [], "email": "ada@example.com"}, "cart { id }")
    added = await buyer.shop.raw(
        "mutation ($input: CartLinesAddInput!) { cartLinesAdd(input: $input) { errors { code } cart { totals { total { amount } } } } }",
        {"input": {"cartId": cart["cart"]["id"], "lines": [{"sellableId": thing_id(MUG), "quantity": 1}]}},
    )
    assert "TAX_UNAVAILABLE" in str(added)
    asked = len(ASKED)
    completed = await buyer.shop.raw(
        "mutation ($input: CartCompleteInput!) { cartComplete(input: $input) { errors { code } } }",
        {"input": {"cartId": cart["cart"]["id"], "payment": {"method": "test", "token": SUCCEEDS}}},
    )
    assert completed["errors"][0]["extensions"]["code"] == "TAX_UNAVAILABLE"
    assert len(ASKED) == asked  # not asked the same again at once
    assert await fetch_value("SELECT count(*) FROM checkout.completion") == 0


@pytest.mark.parametrize("failure", [ConnectionError("down"), "slow"])
async def test_an_engine_that_fails_is_replaced_by_own_rates_where_the_merchant_wants_that(
    app: App, buyer: Buyer, engine: list[Any], failure: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await answer_badly(app, engine, failure, monkeypatch, "own_rates")
    cart = await buyer.ready((MUG, 2))
    assert taxes_of(cart["totals"]) == [("MwSt.", "0.19", "25.13", "4.77")]
    order = (await buyer.complete(cart["id"], expectedTotal=cart["totals"]["total"]))["order"]
    assert order["totals"] == cart["totals"]


async def answer_badly(
    app: App, engine: list[Any], failure: Any, monkeypatch: pytest.MonkeyPatch, fallback: str
) -> None:
    plugin = app.host.get("checkout")
    assert plugin is not None
    settings = msgspec.structs.replace(plugin.settings, tax_engine_timeout_seconds=0.05, tax_engine_fallback=fallback)
    monkeypatch.setattr(plugin, "settings", settings)

    async def slow(query: CartTaxesQuery) -> CartTaxes:
        await asyncio.sleep(30)
        return await _seven_percent(query)

    engine.append(slow if failure == "slow" else failure)


async def test_who_pays_no_tax_is_no_question_for_an_engine(buyer: Buyer, engine: list[Any]) -> None:
    cart = await buyer.ready((MUG, 1), address=VIENNA)
    engine.append(_seven_percent)
    payload = await buyer.change("cartTaxNumberSet", cart["id"], taxNumber=NUMBER)
    assert payload["cart"]["totals"]["tax"]["amount"] == "0.00"
    assert ASKED == []


async def test_a_whole_purchase_asks_the_database_nothing_of_taxes(
    buyer: Buyer, admin: GraphQLClient, counted: Callable[[], Any]
) -> None:
    await make(admin, "taxZoneCreate", QUEBEC, ZONE)
    await buyer.ready((MUG, 1))
    async with counted() as sent:
        cart = await buyer.ready((MUG, 1), (BOOK, 1))
        assert (await buyer.complete(cart["id"]))["errors"] == []
        assert sent.about("checkout.tax_") == []
    await make(admin, "taxZoneCreate", {**QUEBEC, "code": "other"}, ZONE)
    async with counted() as sent:
        await buyer.ready((MUG, 1))
        await buyer.ready((MUG, 1))
        assert len(sent.about("checkout.tax_")) == 2  # zones with rates, exemptions: once
