"""The shopping cart: opened when needed, once, and left behind by its order."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
from fake_server import FakeServer, cart_of, money, payload, rejected
from fondaco_sdk import AsyncShop, Failure, Ok
from fondaco_sdk.shop import AddressInput


def operations(server: FakeServer) -> list[str]:
    return [json.loads(request.content)["operationName"] for request in server.requests]


def inputs(server: FakeServer) -> list[Any]:
    return [variables["input"] for variables in server.variables]


def completed(**fields: Any) -> httpx.Response:
    answer: httpx.Response = payload("cartComplete", **{"order": None, "cart": cart_of(), "action": None, **fields})
    return answer


ORDER = {
    "id": "order-1",
    "number": "1001",
    "token": "secret",
    "state": "PLACED",
    "paymentState": "AUTHORIZED",
    "fulfilmentState": "UNFULFILLED",
    "placedAt": "2026-11-22T10:00:00+00:00",
    "currencyCode": "EUR",
    "email": "ada@example.com",
    "phone": None,
    "phoneFormatted": None,
    "taxTreatment": "STANDARD",
    "taxNumber": "",
    "taxExemption": "",
    "note": "",
    "giftMessage": "",
    "giftWrap": False,
    "attributes": {},
    "shippingAddress": None,
    "billingAddress": None,
    "lines": [],
    "delivery": None,
    "totals": cart_of()["totals"],
}


def test_the_first_change_opens_the_cart_and_the_next_ones_use_it() -> None:
    server = FakeServer(
        payload("cartCreate", cart=cart_of("c")),
        payload("cartLinesAdd", cart=cart_of("c")),
        payload("cartBuyerUpdate", cart=cart_of("c", email="ada@example.com")),
    )
    cart = server.shop().cart()

    cart.add("variant-1", 2).unwrap()
    cart.set_buyer("ada@example.com").unwrap()

    assert operations(server) == ["cartCreate", "cartLinesAdd", "cartBuyerUpdate"]
    assert inputs(server)[1] == {"cartId": "c", "lines": [{"sellableId": "variant-1", "quantity": 2}]}
    assert cart.id == "c"
    assert cart.data is not None
    assert cart.data.email == "ada@example.com"


async def test_changes_that_start_together_open_one_cart() -> None:
    server = FakeServer(payload("cartCreate", cart=cart_of("c")))
    cart = server.async_shop().cart()

    await asyncio.gather(*(cart.add(f"variant-{number}") for number in range(3)), return_exceptions=True)

    opened = [index for index, operation in enumerate(operations(server)) if operation == "cartCreate"]
    assert len({server.keys[index] for index in opened}) == 1
    assert len({server.requests[index].content for index in opened}) == 1


def test_a_cart_that_cannot_be_opened_says_why() -> None:
    server = FakeServer(rejected("cartCreate", "LIMIT_EXCEEDED"))

    result = server.shop().cart().add("variant-1")

    assert isinstance(result, Failure)
    assert result.codes == {"LIMIT_EXCEEDED"}


def test_every_change_goes_to_the_cart_that_was_named() -> None:
    server = FakeServer(
        payload("cartLinesUpdate", cart=cart_of("c")),
        payload("cartLinesRemove", cart=cart_of("c")),
        payload("cartAddressesUpdate", cart=cart_of("c")),
        payload("cartDeliveryOptionSelect", cart=cart_of("c")),
        payload("cartReopen", cart=cart_of("c")),
    )
    cart = server.shop().cart("c")

    cart.set_quantity("line-1", 3).unwrap()
    cart.remove("line-1", "line-2").unwrap()
    cart.set_addresses(shipping=AddressInput(country="DE", name="Ada", line_1="Hauptstraße 1")).unwrap()
    cart.select_delivery("standard").unwrap()
    cart.reopen().unwrap()

    assert inputs(server) == [
        {"cartId": "c", "lines": [{"id": "line-1", "quantity": 3}]},
        {"cartId": "c", "lineIds": ["line-1", "line-2"]},
        {"cartId": "c", "shippingAddress": {"country": "DE", "name": "Ada", "line1": "Hauptstraße 1"}},
        {"cartId": "c", "code": "standard"},
        {"cartId": "c"},
    ]


def test_a_rejected_change_leaves_what_was_seen_before() -> None:
    server = FakeServer(
        payload("cartBuyerUpdate", cart=cart_of("c", email="ada@example.com")),
        rejected("cartLinesUpdate", "QUANTITY_TOO_LARGE"),
    )
    cart = server.shop().cart("c")

    cart.set_buyer("ada@example.com").unwrap()
    result = cart.set_quantity("line-1", 10_000)

    assert isinstance(result, Failure)
    assert cart.data is not None
    assert cart.data.email == "ada@example.com"


def test_completion_promises_the_total_that_the_buyer_saw() -> None:
    server = FakeServer(
        payload("cartBuyerUpdate", cart=cart_of("c")), completed(order=ORDER, cart=cart_of("c", state="COMPLETED"))
    )
    cart = server.shop().cart("c")
    cart.set_buyer("ada@example.com").unwrap()

    result = cart.complete(method="test", token="4242424242424242")

    assert isinstance(result, Ok)
    assert result.value.order is not None
    assert result.value.order.number == "1001"
    assert inputs(server)[1]["expectedTotal"] == money("59.80")


def test_after_an_order_the_next_change_opens_another_cart() -> None:
    server = FakeServer(
        payload("cartCreate", cart=cart_of("first")),
        payload("cartLinesAdd", cart=cart_of("first")),
        completed(order=ORDER),
        payload("cartCreate", cart=cart_of("second")),
        payload("cartLinesAdd", cart=cart_of("second")),
    )
    cart = server.shop().cart()

    cart.add("variant-1").unwrap()
    cart.complete(method="test", token="4242424242424242").unwrap()
    cart.add("variant-1").unwrap()

    assert cart.id == "second"
    assert server.keys[0] != server.keys[3]


def test_a_payment_that_wants_an_action_keeps_the_cart_for_the_second_call() -> None:
    server = FakeServer(
        completed(action={"url": "https://bank.test/confirm"}, cart=cart_of("c", state="COMPLETING")),
        completed(order=ORDER),
    )
    cart = server.shop().cart("c")

    first = cart.complete(method="test", token="4000000000003220").unwrap()
    second = cart.complete(method="test", token="4000000000003220").unwrap()

    assert first.action is not None
    assert first.action.url == "https://bank.test/confirm"
    assert first.order is None
    assert second.order is not None
    assert [given["cartId"] for given in inputs(server)] == ["c", "c"]
    assert server.keys[0] != server.keys[1]


def test_completing_again_after_the_order_asks_for_the_same_order() -> None:
    server = FakeServer(
        payload("cartBuyerUpdate", cart=cart_of("c")),
        completed(order=ORDER, cart=cart_of("c", state="COMPLETED")),
    )
    cart = server.shop().cart("c")
    cart.set_buyer("ada@example.com").unwrap()

    first = cart.complete(method="test", token="4242424242424242").unwrap()
    second = cart.complete(method="test", token="4242424242424242").unwrap()

    assert operations(server) == ["cartBuyerUpdate", "cartComplete", "cartComplete"]
    assert inputs(server)[1] == inputs(server)[2]
    assert second == first


async def test_an_answer_that_comes_late_does_not_take_the_next_cart_away() -> None:
    released = asyncio.Event()
    completions = 0

    async def answer(request: httpx.Request) -> httpx.Response:
        nonlocal completions
        operation = json.loads(request.content)["operationName"]
        if operation == "cartComplete":
            completions += 1
            if completions == 1:
                await released.wait()
            return completed(order=ORDER, cart=cart_of("first", state="COMPLETED"))
        return payload(operation, cart=cart_of("second"))

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        cart = AsyncShop("http://shop.test", http=http).cart("first")
        late = asyncio.create_task(cart.complete(method="test", token="4242424242424242"))
        await asyncio.sleep(0)
        (await cart.complete(method="test", token="4242424242424242")).unwrap()
        (await cart.add("variant-1")).unwrap()

        released.set()
        (await late).unwrap()

    assert cart.id == "second"
    assert cart.data is not None
    assert cart.data.id == "second"
