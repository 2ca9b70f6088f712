"""Delivery zones and methods that staff define, and what carts are offered by them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from checkout_testing import ADDRESS, BOOK, DOWNLOAD, MUG, Buyer, codes
from fondaco.app import App
from fondaco.commerce import Address, CartLineView, CartView, Channel, Money, Sellable, SellableRef
from fondaco.db.engine import fetch_value
from fondaco.testing import GraphQLClient, all_heard, recorded_statements
from fondaco_checkout.model.deliveries import Basis, DeliveryRate, DeliveryTier, amounts_of
from hypothesis import given
from hypothesis import strategies as st

METHOD = (
    "deliveryMethod { id code name names { locale text } description channels taxClass position active minDays maxDays "
    "maxWeightGrams excludedTaxClasses version rates { zone currencyCode basis tiers { minimum price { amount } } upTo "
    "freeOver { amount } } }"
)
ZONE = "deliveryZone { id code name areas { country regions postalCodes } priority version }"
ISLANDS = {"code": "islands", "name": "Islands", "areas": [{"country": "DE", "postalCodes": ["26465..26486", "25845"]}]}
FLAT = [{"minimum": "0", "price": "5.90"}]
PARCEL = {
    "code": "parcel",
    "name": "Parcel",
    "names": [{"locale": "zh-Hans", "text": "包裹"}],
    "minDays": 1,
    "maxDays": 3,
    "rates": [
        {
            "currencyCode": "EUR",
            "basis": "WEIGHT",
            "tiers": [*FLAT, {"minimum": "1000", "price": "7.90"}],
            "upTo": "3000",
        },
        {
            "zone": "islands",
            "currencyCode": "EUR",
            "basis": "COUNT",
            "tiers": [{"minimum": "0", "price": "19"}],
            "freeOver": "200",
        },
    ],
}


async def make(admin: GraphQLClient, mutation: str, data: dict[str, Any], selection: str) -> dict[str, Any]:
    payload = await admin.change(mutation, data, selection)
    assert payload["errors"] == []
    return payload


async def offered(buyer: Buyer, *lines: tuple[UUID, int], **address: str) -> list[tuple[str, str]]:
    cart = await buyer.create(*lines)
    payload = await buyer.change("cartAddressesUpdate", cart["id"], shippingAddress={**ADDRESS, **address})
    return [(option["code"], option["price"]["amount"]) for option in payload["cart"]["deliveryOptions"]]


async def test_a_shop_without_methods_offers_the_flat_rates_of_the_settings(buyer: Buyer, admin: GraphQLClient) -> None:
    assert await offered(buyer, (MUG, 1)) == [("flat_rate:standard", "4.90")]
    made = await make(admin, "deliveryMethodCreate", {**PARCEL, "rates": PARCEL["rates"][:1], "active": False}, METHOD)
    assert await offered(buyer, (MUG, 1)) == [("flat_rate:standard", "4.90")]
    method = {"id": made["deliveryMethod"]["id"]}
    await make(admin, "deliveryMethodUpdate", {**method, "active": True, "channels": ["us"]}, METHOD)
    assert await offered(buyer, (MUG, 1)) == [("flat_rate:standard", "4.90")]
    await make(admin, "deliveryMethodUpdate", {**method, "channels": []}, METHOD)
    assert await offered(buyer, (MUG, 1)) == [("method:parcel", "5.90")]
    await make(admin, "deliveryMethodDelete", method, "deletedId")
    assert await offered(buyer, (MUG, 1)) == [("flat_rate:standard", "4.90")]


async def test_weight_zone_and_value_decide_what_a_parcel_costs(buyer: Buyer, admin: GraphQLClient) -> None:
    await make(admin, "deliveryZoneCreate", ISLANDS, ZONE)
    made = (await make(admin, "deliveryMethodCreate", PARCEL, METHOD))["deliveryMethod"]
    assert made["rates"] == [
        {
            "zone": None,
            "currencyCode": "EUR",
            "basis": "WEIGHT",
            "tiers": [
                {"minimum": "0", "price": {"amount": "5.90"}},
                {"minimum": "1000", "price": {"amount": "7.90"}},
            ],
            "upTo": "3000",
            "freeOver": None,
        },
        {
            "zone": "islands",
            "currencyCode": "EUR",
            "basis": "COUNT",
            "tiers": [{"minimum": "0", "price": {"amount": "19.00"}}],
            "upTo": None,
            "freeOver": {"amount": "200.00"},
        },
    ]
    # Things weigh 300 g; downloads are not sent.
    assert await offered(buyer, (MUG, 3), (DOWNLOAD, 9)) == [("method:parcel", "5.90")]
    assert await offered(buyer, (MUG, 4)) == [("method:parcel", "7.90")]
    assert await offered(buyer, (MUG, 10)) == [("method:parcel", "7.90")]
    assert await offered(buyer, (MUG, 11)) == []
    assert await offered(buyer, (MUG, 1), postalCode="26474") == [("method:parcel", "19.00")]
    assert await offered(buyer, (MUG, 16), postalCode="25845") == [("method:parcel", "0.00")]

    cart = await buyer.create((MUG, 4), email="ada@example.com")
    await buyer.change("cartAddressesUpdate", cart["id"], shippingAddress=ADDRESS)
    cart = (await buyer.change("cartDeliveryOptionSelect", cart["id"], code="method:parcel"))["cart"]
    assert (cart["deliveryOptions"][0]["minDays"], cart["deliveryOptions"][0]["maxDays"]) == (1, 3)
    order = (await buyer.complete(cart["id"], expectedTotal={"amount": "57.90", "currencyCode": "EUR"}))["order"]
    assert (order["delivery"]["code"], order["delivery"]["name"]) == ("method:parcel", "Parcel")


async def test_what_a_method_does_not_take_it_is_not_offered_for(
    buyer: Buyer, admin: GraphQLClient, make_shop: Callable[..., GraphQLClient]
) -> None:
    rates = [
        {
            "currencyCode": "EUR",
            "basis": "PRICE",
            "tiers": [{"minimum": "0", "price": "3"}, {"minimum": "25", "price": "2"}],
        }
    ]
    letter = {"code": "letter", "name": "Letter", "position": -1, "maxWeightGrams": 600, "rates": rates}
    await make(admin, "deliveryMethodCreate", {**letter, "excludedTaxClasses": ["reduced"]}, METHOD)
    await make(admin, "deliveryMethodCreate", {**PARCEL, "rates": PARCEL["rates"][:1]}, METHOD)
    assert await offered(buyer, (MUG, 1)) == [("method:letter", "3.00"), ("method:parcel", "5.90")]
    assert await offered(buyer, (MUG, 2)) == [("method:letter", "2.00"), ("method:parcel", "5.90")]
    assert await offered(buyer, (MUG, 3)) == [("method:parcel", "5.90")]
    assert await offered(buyer, (BOOK, 1)) == [("method:parcel", "5.90")]
    # No rate in yen, and yet it is a method of the channel: nothing is offered, instead of what staff did not mean.
    japanese = Buyer(make_shop(fondaco_channel="jp"))
    assert await offered(japanese, (MUG, 1), country="JP") == []


async def test_a_chosen_method_that_is_gone_has_to_be_chosen_anew(buyer: Buyer, admin: GraphQLClient) -> None:
    made = await make(admin, "deliveryMethodCreate", {**PARCEL, "rates": PARCEL["rates"][:1]}, METHOD)
    cart = await buyer.create((MUG, 1), email="ada@example.com")
    await buyer.change("cartAddressesUpdate", cart["id"], shippingAddress=ADDRESS)
    await buyer.change("cartDeliveryOptionSelect", cart["id"], code="method:parcel")
    await make(admin, "deliveryMethodDelete", {"id": made["deliveryMethod"]["id"]}, "deletedId")
    assert codes(await buyer.complete(cart["id"])) == ["CART_INCOMPLETE"]
    found = await buyer.read(cart["id"])
    assert found is not None
    assert [notice["code"] for notice in found["notices"]] == ["DELIVERY_OPTION_UNAVAILABLE"]


async def test_zones_and_methods_are_changed_under_versions(admin: GraphQLClient) -> None:
    zone = (await make(admin, "deliveryZoneCreate", ISLANDS, ZONE))["deliveryZone"]
    assert codes(await admin.change("deliveryZoneCreate", ISLANDS, ZONE)) == ["CODE_TAKEN"]
    changed = await make(admin, "deliveryZoneUpdate", {"id": zone["id"], "priority": 3, "expectedVersion": 1}, ZONE)
    assert changed["deliveryZone"] == {**zone, "priority": 3, "version": 2}
    stale = {"id": zone["id"], "name": "x", "expectedVersion": 1}
    assert codes(await admin.change("deliveryZoneUpdate", stale, ZONE)) == ["VERSION_CONFLICT"]
    method = (await make(admin, "deliveryMethodCreate", PARCEL, METHOD))["deliveryMethod"]
    assert codes(await admin.change("deliveryZoneDelete", {"id": zone["id"]}, "deletedId")) == ["DELIVERY_ZONE_IN_USE"]
    change = {"id": method["id"], "name": "Post", "maxDays": None, "expectedVersion": 1}
    changed = await make(admin, "deliveryMethodUpdate", change, METHOD)
    assert changed["deliveryMethod"] == {**method, "name": "Post", "maxDays": None, "version": 2}
    assert codes(await admin.change("deliveryMethodUpdate", {"id": method["id"], "name": None}, METHOD)) == ["REQUIRED"]
    listed = await admin(
        '{ deliveryMethods(channel: "us", active: true) { code } deliveryZones(country: "fr") { code } }'
    )
    assert listed == {"deliveryMethods": [{"code": "parcel"}], "deliveryZones": []}
    node = await admin("query ($id: ID!) { node(id: $id) { ... on DeliveryMethod { code } } }", {"id": method["id"]})
    assert node["node"] == {"code": "parcel"}
    await make(admin, "deliveryMethodDelete", {"id": method["id"], "expectedVersion": 2}, "deletedId")
    await make(admin, "deliveryZoneDelete", {"id": zone["id"]}, "deletedId")
    assert codes(await admin.change("deliveryZoneDelete", {"id": zone["id"]}, "deletedId")) == [
        "DELIVERY_ZONE_NOT_FOUND"
    ]


def with_rate(**values: Any) -> dict[str, Any]:
    return {"rates": [{"currencyCode": "EUR", "basis": "WEIGHT", "tiers": FLAT, **values}]}


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"code": "A B"}, "INVALID_CODE", ["code"]),
        ({"name": ""}, "TEXT_REQUIRED", ["name"]),
        ({"channels": ["default", "moon"]}, "CHANNEL_UNKNOWN", ["channels", "1"]),
        ({"taxClass": "moon"}, "TAX_CLASS_UNKNOWN", ["taxClass"]),
        ({"excludedTaxClasses": ["moon"]}, "TAX_CLASS_UNKNOWN", ["excludedTaxClasses", "0"]),
        ({"minDays": 4, "maxDays": 3}, "INVALID_DAYS", ["maxDays"]),
        ({"minDays": -1}, "INVALID_DAYS", ["minDays"]),
        ({"maxWeightGrams": 0}, "INVALID_MEASURE", ["maxWeightGrams"]),
        (with_rate(zone="moon"), "DELIVERY_ZONE_UNKNOWN", ["rates", "0", "zone"]),
        (with_rate(tiers=[]), "INVALID_TIERS", ["rates", "0", "tiers"]),
        (with_rate(tiers=[{"minimum": "1", "price": "1"}]), "INVALID_TIERS", ["rates", "0", "tiers"]),
        (with_rate(tiers=FLAT * 2), "INVALID_TIERS", ["rates", "0", "tiers"]),
        (
            with_rate(tiers=[{"minimum": "0", "price": "1.999"}]),
            "INVALID_AMOUNT",
            ["rates", "0", "tiers", "0", "price"],
        ),
        (with_rate(tiers=[{"minimum": "0", "price": "-1"}]), "INVALID_AMOUNT", ["rates", "0", "tiers", "0", "price"]),
        (
            with_rate(tiers=[*FLAT, {"minimum": "0.5", "price": "1"}]),
            "INVALID_MEASURE",
            ["rates", "0", "tiers", "1", "minimum"],
        ),
        (with_rate(tiers=[*FLAT, {"minimum": "9", "price": "1"}], upTo="8"), "INVALID_TIERS", ["rates", "0", "upTo"]),
        ({"rates": with_rate()["rates"] * 2}, "DELIVERY_RATE_REPEATED", ["rates", "1"]),
    ],
)
async def test_what_makes_no_method_is_refused_and_nothing_is_written(
    admin: GraphQLClient, change: dict[str, Any], code: str, field: list[str]
) -> None:
    data = {**PARCEL, "rates": PARCEL["rates"][:1], **change}
    payload = await admin.change("deliveryMethodCreate", data, METHOD)
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    assert await fetch_value("SELECT count(*) FROM checkout.delivery_method") == 0


async def test_delivery_is_for_those_who_may_see_and_change_it(http: Any) -> None:
    clerk = GraphQLClient(http, "admin", {"authorization": "Bearer clerk"})
    for query in ("{ deliveryZones { code } }", "{ deliveryMethods { code } }"):
        assert (await clerk.raw(query))["errors"][0]["extensions"]["code"] == "PERMISSION_DENIED"


async def test_carts_ask_the_database_nothing_of_methods(
    app: App, buyer: Buyer, admin: GraphQLClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make(admin, "deliveryZoneCreate", ISLANDS, ZONE)
    await make(admin, "deliveryMethodCreate", PARCEL, METHOD)
    await offered(buyer, (MUG, 1))
    await all_heard(app)
    await offered(buyer, (MUG, 1))
    with recorded_statements() as sent:
        await offered(buyer, (MUG, 2))
    assert sent.sent != []
    assert sent.about("checkout.delivery_") == []


def test_a_cart_is_measured_by_what_is_shipped_and_priced_by_all() -> None:
    def line(number: int, **values: Any) -> CartLineView:
        ref = SellableRef("Thing", UUID(int=number))
        sellable = Sellable(ref=ref, sku="", title="", unit_price=Money(1000, "EUR"), **values)
        return CartLineView(UUID(int=number), sellable, 2)

    cart = CartView(
        id=UUID(int=0),
        channel=Channel(slug="default", name="Shop"),
        locale="en",
        lines=(
            line(1, weight_grams=200, volume_cm3=3000),
            line(2, weight_grams=9, volume_cm3=9, requires_shipping=False),
        ),
        shipping_address=Address(country="DE", name="Ada", line1="1", city="Berlin"),
    )
    assert amounts_of(cart) == {Basis.WEIGHT: 400, Basis.PRICE: 4000, Basis.VOLUME: 6000, Basis.COUNT: 2}


@given(
    st.lists(st.integers(1, 1000), unique=True, max_size=6).map(sorted),
    st.integers(0, 1200),
    st.sampled_from(list(Basis)),
)
def test_a_tier_counts_from_its_minimum_up_to_the_next_one(minima: list[int], amount: int, basis: Basis) -> None:
    tiers = tuple(DeliveryTier(minimum, minimum + 5) for minimum in [0, *minima])
    rate = DeliveryRate(zone=None, currency="EUR", basis=basis, tiers=tiers, up_to=1100, free_over=None)
    price = rate.price_of(dict.fromkeys(Basis, 0) | {basis: amount})
    expected = max(minimum for minimum in [0, *minima] if minimum <= amount)
    assert price == (None if amount > 1100 else Money(expected + 5, "EUR"))
