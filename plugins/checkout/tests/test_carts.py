"""Filling a cart: what works, what is refused with which code and path, and that a refusal changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest
from checkout_testing import ABSENT, ADDRESS, BOOK, DOWNLOAD, LAMP, MUG, Buyer, codes, thing_id
from fondaco import clock
from fondaco.app import App
from fondaco.commerce import Money
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import decode_global_id, encode_global_id, new_id
from fondaco.testing import GraphQLClient, WorkerDriver

MakeShop = Callable[..., GraphQLClient]


def quantities(cart: dict[str, Any] | None) -> dict[str, int]:
    assert cart is not None
    return {line["title"]: line["quantity"] for line in cart["lines"]}


async def test_a_cart_starts_empty_and_says_what_is_missing(buyer: Buyer) -> None:
    cart = await buyer.create()
    assert (cart["state"], cart["currencyCode"], cart["totalQuantity"], cart["lines"]) == ("OPEN", "EUR", 0, [])
    assert cart["missing"] == ["LINES", "EMAIL", "BILLING_ADDRESS"]
    assert cart["totals"]["total"]["amount"] == "0.00"
    assert cart["paymentMethods"] == [{"code": "test", "name": "Test card"}]


async def test_what_is_added_again_is_summed_and_keeps_its_place(buyer: Buyer) -> None:
    cart = await buyer.create((MUG, 1), (BOOK, 1))
    payload = await buyer.add(cart["id"], (BOOK, 2), (MUG, 3), (BOOK, 1))
    assert payload["errors"] == []
    assert [(line["title"], line["quantity"]) for line in payload["cart"]["lines"]] == [("Mug", 4), ("Book", 4)]
    read = await buyer.read(cart["id"])
    assert read is not None
    assert [(line["title"], line["quantity"]) for line in read["lines"]] == [("Mug", 4), ("Book", 4)]


async def test_a_line_tells_what_it_sells_and_costs(buyer: Buyer) -> None:
    line = (await buyer.create((MUG, 2)))["lines"][0]
    assert line.pop("id")
    assert line == {
        "sellableId": thing_id(MUG),
        "sku": "SKU-1",
        "title": "Mug",
        "subtitle": "Blue",
        "imageUrl": None,
        "urlPath": f"/things/{MUG}",
        "quantity": 2,
        "available": True,
        "unitPrice": {"amount": "12.50", "currencyCode": "EUR"},
        "total": {
            "net": {"amount": "25.00", "currencyCode": "EUR"},
            "tax": {"amount": "0.00", "currencyCode": "EUR"},
            "gross": {"amount": "25.00", "currencyCode": "EUR"},
        },
        "taxRate": "0",
        "requiresShipping": True,
        "note": "",
        "giftMessage": "",
        "giftWrap": False,
        "attributes": {},
    }


async def test_lines_are_updated_and_removed(buyer: Buyer) -> None:
    cart = await buyer.create((MUG, 1), (BOOK, 1))
    mug, book = (line["id"] for line in cart["lines"])
    payload = await buyer.change("cartLinesUpdate", cart["id"], lines=[{"id": mug, "quantity": 5}])
    assert quantities(payload["cart"]) == {"Mug": 5, "Book": 1}
    payload = await buyer.change("cartLinesRemove", cart["id"], lineIds=[book])
    assert quantities(payload["cart"]) == {"Mug": 5}
    assert quantities(await buyer.read(cart["id"])) == {"Mug": 5}


@pytest.mark.parametrize(
    ("lines", "code", "path"),
    [
        ([(MUG, 1), (BOOK, 0)], "QUANTITY_INVALID", ["lines", "1", "quantity"]),
        ([(MUG, -1)], "QUANTITY_INVALID", ["lines", "0", "quantity"]),
        ([(MUG, 2**31 - 1)], "QUANTITY_TOO_LARGE", ["lines", "0", "quantity"]),
        ([(MUG, 999)], "QUANTITY_TOO_LARGE", ["lines", "0", "quantity"]),
        ([(MUG, 500), (MUG, 499)], "QUANTITY_TOO_LARGE", ["lines", "1", "quantity"]),
        ([(LAMP, 4)], "QUANTITY_TOO_LARGE", ["lines", "0", "quantity"]),
        ([(BOOK, 1), (ABSENT, 1)], "SELLABLE_NOT_FOUND", ["lines", "1", "sellableId"]),
        ([(MUG, 1)] * 101, "TOO_MANY_LINES", ["lines"]),
        ([], "LINES_REQUIRED", ["lines"]),
    ],
)
async def test_a_bad_line_is_refused_with_its_path_and_nothing_is_written(
    buyer: Buyer, lines: list[tuple[UUID, int]], code: str, path: list[str]
) -> None:
    cart = await buyer.create((MUG, 1))
    payload = await buyer.add(cart["id"], *lines)
    assert payload["cart"] is None
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, path)]
    assert quantities(await buyer.read(cart["id"])) == {"Mug": 1}


@pytest.mark.parametrize("quantity", [10**12, 1.5, "two", None])
async def test_a_quantity_that_is_no_integer_is_refused_before_anything_runs(buyer: Buyer, quantity: object) -> None:
    cart = await buyer.create()
    body = await buyer.shop.raw(
        "mutation ($input: CartLinesAddInput!) { cartLinesAdd(input: $input) { errors { code } } }",
        {"input": {"cartId": cart["id"], "lines": [{"sellableId": thing_id(MUG), "quantity": quantity}]}},
    )
    assert body["errors"][0]["extensions"]["code"] == "GRAPHQL_INVALID"


async def test_a_cart_holds_a_limited_number_of_lines(make_app: Any, buyer: Buyer, app: App) -> None:
    limit = app.host.get("checkout").settings.cart_max_lines  # type: ignore[union-attr]
    assert limit == 100
    cart = await buyer.create((MUG, 1))
    key = UUID(cart_key(cart["id"]))
    await execute(
        "INSERT INTO checkout.cart_line (id, cart_id, position, sellable_type, sellable_id, quantity, seen) "
        "SELECT gen_random_uuid(), $1, n, 'Gone', gen_random_uuid(), 1, (SELECT seen FROM checkout.cart_line LIMIT 1) "
        "FROM generate_series(2, 100) AS n",
        key,
    )
    assert codes(await buyer.add(cart["id"], (BOOK, 1))) == ["TOO_MANY_LINES"]
    assert codes(await buyer.add(cart["id"], (MUG, 1))) == []


def cart_key(global_id: str) -> str:
    return decode_global_id(global_id)[1]


@pytest.mark.parametrize("id_", ["nonsense", encode_global_id("Cart", "01a203e7-0000-7000-8000-000000000000")])
async def test_ids_of_another_kind_are_refused(buyer: Buyer, id_: str) -> None:
    cart = await buyer.create((MUG, 1))
    payload = await buyer.shop.change(
        "cartLinesAdd", {"cartId": cart["id"], "lines": [{"sellableId": id_, "quantity": 1}]}, "cart { id }"
    )
    expected = "INVALID_ID" if id_ == "nonsense" else "SELLABLE_NOT_FOUND"
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [
        (expected, ["lines", "0", "sellableId"])
    ]
    assert codes(await buyer.change("cartLinesRemove", cart["id"], lineIds=[id_])) == ["INVALID_ID"]


async def test_lines_of_another_cart_are_not_found(buyer: Buyer) -> None:
    first, second = await buyer.create((MUG, 1)), await buyer.create((MUG, 1))
    foreign = second["lines"][0]["id"]
    assert codes(await buyer.change("cartLinesRemove", first["id"], lineIds=[foreign])) == ["LINE_NOT_FOUND"]
    update = [{"id": foreign, "quantity": 2}]
    assert codes(await buyer.change("cartLinesUpdate", first["id"], lines=update)) == ["LINE_NOT_FOUND"]
    own = [{"id": first["lines"][0]["id"], "quantity": 2}] * 2
    assert codes(await buyer.change("cartLinesUpdate", first["id"], lines=own)) == ["LINE_REPEATED"]
    assert quantities(await buyer.read(second["id"])) == {"Mug": 1}


async def test_a_foreign_cart_and_an_unknown_one_get_the_same_answer(buyer: Buyer, make_shop: MakeShop) -> None:
    cart = await buyer.create((MUG, 1))
    stranger = Buyer(make_shop())
    await stranger.create()
    unknown = encode_global_id("Cart", new_id())
    for mutation, data in [
        ("cartLinesAdd", {"lines": [{"sellableId": thing_id(MUG), "quantity": 1}]}),
        ("cartBuyerUpdate", {"email": "eve@example.com"}),
        ("cartAddressesUpdate", {"shippingAddress": ADDRESS}),
        ("cartDeliveryOptionSelect", {"code": "flat_rate:standard"}),
        ("cartReopen", {}),
    ]:
        foreign = await stranger.change(mutation, cart["id"], **data)
        assert codes(foreign) == ["CART_NOT_FOUND"]
        assert foreign == await stranger.change(mutation, unknown, **data)
        assert codes(await Buyer(make_shop()).change(mutation, cart["id"], **data)) == ["CART_NOT_FOUND"]
    assert codes(await stranger.complete(cart["id"])) == ["CART_NOT_FOUND"]
    assert await stranger.read(cart["id"]) is None
    assert await stranger.read(unknown) is None
    node = await stranger.shop("query ($id: ID!) { node(id: $id) { id } }", {"id": cart["id"]})
    assert node == {"node": None}


async def test_the_buyer_and_the_addresses_are_validated(buyer: Buyer) -> None:
    cart = await buyer.create()
    payload = await buyer.change("cartBuyerUpdate", cart["id"], email="ada@example", phone="+49 30 1")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [
        ("INVALID_EMAIL", ["email"]),
        ("INVALID_PHONE", ["phone"]),
    ]
    payload = await buyer.change("cartBuyerUpdate", cart["id"], email="ada@example.com", phone="call me")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("INVALID_PHONE", ["phone"])]
    for change, code, part in [
        ({"country": ""}, "COUNTRY_REQUIRED", "country"),
        ({"country": "XX"}, "UNKNOWN_COUNTRY", "country"),
        ({"name": " "}, "ADDRESS_INCOMPLETE", "name"),
        ({"city": "", "region": ""}, "ADDRESS_INCOMPLETE", "city"),
        ({"line1": "x" * 201}, "ADDRESS_TOO_LONG", "line1"),
    ]:
        payload = await buyer.change("cartAddressesUpdate", cart["id"], billingAddress={**ADDRESS, **change})
        assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, ["billingAddress", part])]
    body = await buyer.shop.raw(
        "mutation ($input: CartAddressesUpdateInput!) { cartAddressesUpdate(input: $input) { errors { code } } }",
        {"input": {"cartId": cart["id"], "shippingAddress": {"name": "Ada", "line1": "1", "city": "Berlin"}}},
    )
    assert "country" in body["errors"][0]["message"]
    payload = await buyer.change("cartBuyerUpdate", cart["id"], email="ada@example.com", phone="+49 30 12345678")
    assert (payload["cart"]["email"], payload["cart"]["phone"]) == ("ada@example.com", "+493012345678")


async def test_the_channel_says_where_it_delivers(make_shop: MakeShop, app: App) -> None:
    buyer = Buyer(make_shop(fondaco_channel="us"))
    cart = await buyer.create((MUG, 1))
    payload = await buyer.change("cartAddressesUpdate", cart["id"], shippingAddress=ADDRESS)
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [
        ("COUNTRY_NOT_SERVED", ["shippingAddress", "country"])
    ]
    payload = await buyer.change("cartAddressesUpdate", cart["id"], billingAddress=ADDRESS)
    assert payload["errors"] == []


async def test_a_delivery_option_has_to_be_offered(buyer: Buyer) -> None:
    cart = await buyer.create((MUG, 1))
    early = await buyer.change("cartDeliveryOptionSelect", cart["id"], code="flat_rate:standard")
    assert codes(early) == ["DELIVERY_OPTION_UNAVAILABLE"]
    await buyer.change("cartAddressesUpdate", cart["id"], shippingAddress=ADDRESS)
    assert codes(await buyer.change("cartDeliveryOptionSelect", cart["id"], code="drone")) == [
        "DELIVERY_OPTION_UNAVAILABLE"
    ]


async def test_a_download_needs_no_delivery_but_a_billing_address(buyer: Buyer) -> None:
    cart = await buyer.create((DOWNLOAD, 1), email="ada@example.com")
    assert cart["requiresShipping"] is False
    assert cart["missing"] == ["BILLING_ADDRESS"]
    cart = (await buyer.change("cartAddressesUpdate", cart["id"], billingAddress=ADDRESS))["cart"]
    assert cart["missing"] == []
    order = (await buyer.complete(cart["id"]))["order"]
    assert (order["delivery"], order["shippingAddress"]) == (None, None)
    assert order["totals"]["taxes"][0]["rate"] == "0.19"


async def test_a_changed_price_is_charged_and_told_until_the_buyer_touches_the_line(
    buyer: Buyer, prices: dict[UUID, int]
) -> None:
    cart = await buyer.create((MUG, 1))
    prices[MUG] = 1300
    read = await buyer.read(cart["id"])
    assert read is not None
    line = read["lines"][0]
    assert [{**notice, "id": ""} for notice in read["notices"]] == [
        {
            "id": "",
            "code": "PRICE_CHANGED",
            "message": "The price of Mug has changed from 12.50 EUR to 13.00 EUR.",
            "lineId": line["id"],
            "before": {"amount": "12.50", "currencyCode": "EUR"},
            "now": {"amount": "13.00", "currencyCode": "EUR"},
            "wanted": None,
            "limit": None,
        }
    ]
    assert read["totals"]["total"]["amount"] == "13.00"
    touched = await buyer.change("cartLinesUpdate", cart["id"], lines=[{"id": line["id"], "quantity": 1}])
    assert touched["cart"]["notices"] == []


async def test_a_cart_that_needs_no_delivery_any_more_is_told_nothing_of_delivery(buyer: Buyer) -> None:
    cart = await buyer.ready((MUG, 1), (DOWNLOAD, 1))
    payload = await buyer.change("cartLinesRemove", cart["id"], lineIds=[cart["lines"][0]["id"]])
    assert (payload["cart"]["notices"], payload["cart"]["missing"]) == ([], [])


async def test_a_cart_keeps_its_language_when_it_is_changed_by_way_of_another_channel(buyer: Buyer, app: App) -> None:
    cart = await buyer.create((MUG, 1))
    before = app.channels["default"]
    app.channels["default"] = msgspec.structs.replace(before, locales=("en",))
    buyer.shop.headers |= {"Fondaco-Channel": "jp", "Fondaco-Locale": "zh-Hans"}
    try:
        payload = await buyer.add(cart["id"], (MUG, 1))
    finally:
        app.channels["default"] = before
    assert payload["cart"]["currencyCode"] == "EUR"
    assert await fetch_value("SELECT locale FROM checkout.cart") == "en"


@pytest.mark.parametrize(
    "change",
    [{"sku": "x" * 256}, {"tax_class": "x" * 101}, {"weight_grams": 2**63}, {"unit_price": Money(1, "USD")}],
    ids=str,
)
async def test_a_thing_that_no_order_could_hold_comes_into_no_cart(
    buyer: Buyer, changes: dict[str, Any], change: dict[str, Any]
) -> None:
    cart = await buyer.create((MUG, 1))
    changes.update(change)
    body = await buyer.shop.raw(
        "mutation ($input: CartLinesAddInput!) { cartLinesAdd(input: $input) { errors { code } } }",
        {"input": {"cartId": cart["id"], "lines": [{"sellableId": thing_id(MUG), "quantity": 1}]}},
    )
    assert body["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert await fetch_value("SELECT quantity FROM checkout.cart_line") == 1


async def test_a_thing_that_is_gone_stays_in_sight_but_costs_nothing(buyer: Buyer, prices: dict[UUID, int]) -> None:
    cart = await buyer.ready((MUG, 1), (BOOK, 1))
    del prices[BOOK]
    read = await buyer.read(cart["id"])
    assert read is not None
    assert [(line["title"], line["available"]) for line in read["lines"]] == [("Mug", True), ("Book", False)]
    assert [notice["code"] for notice in read["notices"]] == ["LINE_UNAVAILABLE"]
    assert read["totals"]["subtotal"]["amount"] == "12.50"
    assert codes(await buyer.complete(cart["id"])) == ["LINE_UNAVAILABLE"]


async def test_texts_come_in_the_language_of_the_request(buyer: Buyer, prices: dict[UUID, int]) -> None:
    buyer.shop.headers["Fondaco-Locale"] = "zh-Hans"
    cart = await buyer.ready((MUG, 1))
    del prices[MUG]
    read = await buyer.read(cart["id"])
    assert read is not None
    assert read["notices"][0]["message"] == "“Mug”已无法购买。"
    assert read["paymentMethods"] == [{"code": "test", "name": "测试卡"}]


async def test_an_idempotency_key_adds_once(buyer: Buyer) -> None:
    cart = await buyer.create((MUG, 1))
    lines = [{"sellableId": thing_id(MUG), "quantity": 2}]
    first = await buyer.change("cartLinesAdd", cart["id"], key="add-1", lines=lines)
    again = await buyer.change("cartLinesAdd", cart["id"], key="add-1", lines=lines)
    assert again["errors"] == []
    assert quantities(again["cart"]) == quantities(first["cart"]) == {"Mug": 3}
    other = await buyer.change("cartLinesAdd", cart["id"], key="add-1", lines=[{**lines[0], "quantity": 3}])
    assert codes(other) == ["IDEMPOTENCY_KEY_REUSED"]
    assert quantities(await buyer.read(cart["id"])) == {"Mug": 3}


async def test_calls_with_one_key_at_the_same_moment_add_once(buyer: Buyer) -> None:
    cart = await buyer.create((MUG, 1))
    lines = [{"sellableId": thing_id(MUG), "quantity": 2}]
    calls = [buyer.change("cartLinesAdd", cart["id"], key="add-1", lines=lines) for _ in range(10)]
    assert [quantities(payload["cart"]) for payload in await asyncio.gather(*calls)] == [{"Mug": 3}] * 10
    assert quantities(await buyer.read(cart["id"])) == {"Mug": 3}


async def test_a_key_belongs_to_its_session(buyer: Buyer, make_shop: MakeShop) -> None:
    cart = await buyer.create((MUG, 1))
    lines = [{"sellableId": thing_id(MUG), "quantity": 2}]
    assert codes(await buyer.change("cartLinesAdd", cart["id"], key="add-1", lines=lines)) == []
    stranger = Buyer(make_shop())
    own = await stranger.create((BOOK, 1))
    # What the first session was answered is told to nobody else, and its key keeps nobody from using the same one.
    assert codes(await stranger.change("cartLinesAdd", cart["id"], key="add-1", lines=lines)) == ["CART_NOT_FOUND"]
    payload = await stranger.change("cartLinesAdd", own["id"], key="add-1", lines=lines)
    assert quantities(payload["cart"]) == {"Book": 1, "Mug": 2}


async def test_a_cart_created_with_a_key_is_one_cart(buyer: Buyer) -> None:
    await buyer.create()
    created = [
        await buyer.shop.change("cartCreate", {"email": "ada@example.com"}, "cart { id }", key="once") for _ in range(2)
    ]
    assert created[0]["cart"]["id"] == created[1]["cart"]["id"]


async def test_parallel_additions_sum_up_exactly(buyer: Buyer) -> None:
    cart = await buyer.create((MUG, 1))
    payloads = await asyncio.gather(*(buyer.add(cart["id"], (MUG, 2), (BOOK, 1)) for _ in range(20)))
    assert [codes(payload) for payload in payloads] == [[]] * 20
    assert quantities(await buyer.read(cart["id"])) == {"Mug": 41, "Book": 20}


async def test_parallel_additions_stop_exactly_at_the_limit(buyer: Buyer) -> None:
    cart = await buyer.create((LAMP, 1))
    payloads = await asyncio.gather(*(buyer.add(cart["id"], (LAMP, 1)) for _ in range(8)))
    assert sorted(codes(payload) for payload in payloads) == [[]] * 2 + [["QUANTITY_TOO_LARGE"]] * 6
    assert quantities(await buyer.read(cart["id"])) == {"Lamp": 3}


async def test_carts_that_nobody_touches_are_removed(buyer: Buyer, worker: WorkerDriver) -> None:
    old, ordered = await buyer.create((MUG, 1)), await buyer.ready()
    assert codes(await buyer.complete(ordered["id"])) == []
    with clock.moved(timedelta(days=15)):
        young = await buyer.create((MUG, 1))
    with clock.moved(timedelta(days=31)):
        await worker.run_job("checkout.expire_carts")
    assert await buyer.read(old["id"]) is None
    assert quantities(await buyer.read(young["id"])) == {"Mug": 1}
    assert quantities(await buyer.read(ordered["id"])) == {"Mug": 2}
    assert await fetch_value("SELECT count(*) FROM checkout.cart_line") == 2


SECOND_LINE_OF_THE_SAME_THING = """
    INSERT INTO checkout.cart_line SELECT gen_random_uuid(), cart_id, 9, sellable_type, sellable_id, 1, seen
    FROM checkout.cart_line
"""


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO checkout.cart (id) VALUES (gen_random_uuid())",
        "UPDATE checkout.cart SET state = 'lost'",
        "UPDATE checkout.cart_line SET quantity = 0",
        "DELETE FROM checkout.cart",
        SECOND_LINE_OF_THE_SAME_THING,
    ],
)
async def test_the_database_refuses_what_must_not_be(buyer: Buyer, statement: str) -> None:
    await buyer.create((MUG, 1))
    with pytest.raises(asyncpg.IntegrityConstraintViolationError):
        await execute(statement)
