"""The SDK buys from a real server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

import httpx
import pytest
from fondaco.testing.live import LiveShop
from fondaco_sdk import Admin, AsyncShop, Failure, Ok, RequestRefusedError, Retries, Shop, UnreachableError
from fondaco_sdk.admin import OrderCancelInput, OrderState
from fondaco_sdk.demo import ADDRESS, TEST_CARD, buy_something, described
from fondaco_sdk.shop import AddressInput, CartState, ProductVariant

FAST = Retries(attempts=4, first_delay=0.01, longest_delay=0.05)


class LosesFirstAnswers(httpx.BaseTransport):
    """Lets every request through, but loses the answer to each different one the first time."""

    def __init__(self) -> None:
        self._network = httpx.HTTPTransport()
        self._seen: set[bytes] = set()
        self.lost = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._network.handle_request(request)
        response.read()
        if request.content not in self._seen:
            self._seen.add(request.content)
            self.lost += 1
            raise httpx.ReadError("connection reset by peer")
        return response

    def close(self) -> None:
        self._network.close()


@pytest.fixture
def admin(live_shop: LiveShop) -> Iterator[Admin]:
    with Admin(live_shop.base_url, live_shop.admin_token) as client:
        yield client


def a_variant(shop: Shop) -> ProductVariant:
    """Returns something that can be bought and has to be shipped."""
    for card in shop.list_products(first=50).nodes:
        product = shop.get_product(slug=card.slug)
        assert product is not None
        for variant in product.variants:
            if variant.available_for_sale and variant.requires_shipping and variant.price is not None:
                return variant
    raise AssertionError("the demo store has nothing to sell")


def test_the_demo_purchase_adds_up(live_shop: LiveShop, admin: Admin) -> None:
    order = buy_something(live_shop.base_url)

    assert sorted(line["quantity"] for line in order["lines"]) == [1, 2]
    assert len({line["sku"] for line in order["lines"]}) == 2
    assert order["currency"] == "EUR"
    assert order["paymentState"] in {"AUTHORIZED", "CAPTURED"}
    net = sum(Decimal(line["amount"]) for line in order["lines"])
    assert Decimal(order["total"]) == net + Decimal(order["delivery"]) + Decimal(order["tax"])
    assert json.loads(json.dumps(order)) == order
    found = admin.get_order(number=order["number"])
    assert found is not None
    assert found.delivery is not None
    assert found.totals.total.amount == Decimal(order["total"])


async def test_the_awaited_client_buys_too(live_shop: LiveShop) -> None:
    with Shop(live_shop.base_url) as looking:
        variant = a_variant(looking)
    async with AsyncShop(live_shop.base_url, locale="zh-Hans") as shop:
        cart = shop.cart()
        (await cart.add(variant.id)).unwrap()
        (await cart.set_buyer("li@example.com")).unwrap()
        seen = (await cart.set_addresses(shipping=ADDRESS)).unwrap()
        (await cart.select_delivery(seen.delivery_options[0].code)).unwrap()
        assert cart.id is not None
        bought = cart.id

        completion = (await cart.complete(method="test", token=TEST_CARD)).unwrap()

        assert completion.order is not None
        assert described(completion.order)["lines"][0]["sku"] == variant.sku
        closed = await shop.get_cart(bought)
        assert closed is not None
        assert closed.state is CartState.COMPLETED
        again = await shop.get_order(token=completion.order.token)
        assert again is not None
        assert again.number == completion.order.number


def test_a_buyer_whose_every_answer_is_lost_once_gets_exactly_what_was_ordered(
    live_shop: LiveShop, admin: Admin
) -> None:
    orders_before = admin.list_orders().total_count
    transport = LosesFirstAnswers()
    with httpx.Client(transport=transport) as http:
        shop = Shop(live_shop.base_url, retries=FAST, http=http)
        variant = a_variant(shop)
        cart = shop.cart()
        cart.add(variant.id, 2).unwrap()
        cart.set_buyer("ada@example.com").unwrap()
        seen = cart.set_addresses(shipping=ADDRESS).unwrap()
        cart.select_delivery(seen.delivery_options[0].code).unwrap()

        completion = cart.complete(method="test", token=TEST_CARD).unwrap()

    assert transport.lost >= 8
    assert completion.order is not None
    assert [(line.sku, line.quantity) for line in completion.order.lines] == [(variant.sku, 2)]
    assert admin.list_orders().total_count == orders_before + 1


def test_a_session_taken_up_by_another_client_finds_the_cart_and_a_strange_one_does_not(live_shop: LiveShop) -> None:
    with Shop(live_shop.base_url) as first:
        cart = first.cart()
        cart.add(a_variant(first).id).unwrap()
        assert cart.id is not None
        kept = cart.id
        with Shop(live_shop.base_url, session=first.session) as second, Shop(live_shop.base_url) as stranger:
            assert second.get_cart(kept) is not None
            assert stranger.get_cart(kept) is None
            refused = stranger.cart(kept).set_buyer("mallory@example.com")
            assert isinstance(refused, Failure)
            assert refused.codes == {"CART_NOT_FOUND"}


def test_what_a_buyer_can_mend_is_a_value_with_code_and_path(live_shop: LiveShop) -> None:
    with Shop(live_shop.base_url) as shop:
        variant = a_variant(shop)
        cart = shop.cart()
        cart.add(variant.id).unwrap()

        too_few = cart.add(variant.id, -1)
        nowhere = cart.set_addresses(shipping=AddressInput(country="XX", name="Ada", line_1="Nowhere 1"))
        too_early = cart.complete(method="test", token=TEST_CARD)

    assert isinstance(too_few, Failure)
    assert too_few.codes == {"QUANTITY_INVALID"}
    assert isinstance(nowhere, Failure)
    assert nowhere.codes == {"UNKNOWN_COUNTRY"}
    assert isinstance(too_early, Failure)
    assert too_early.codes == {"CART_INCOMPLETE"}


def test_a_declined_card_can_be_followed_by_a_good_one(live_shop: LiveShop) -> None:
    with Shop(live_shop.base_url) as shop:
        cart = shop.cart()
        cart.add(a_variant(shop).id).unwrap()
        cart.set_buyer("ada@example.com").unwrap()
        seen = cart.set_addresses(shipping=ADDRESS).unwrap()
        cart.select_delivery(seen.delivery_options[0].code).unwrap()

        declined = cart.complete(method="test", token="4000000000000002")
        paid = cart.complete(method="test", token=TEST_CARD)

    assert isinstance(declined, Failure)
    assert declined.codes == {"PAYMENT_DECLINED"}
    assert isinstance(paid, Ok)
    assert paid.value.order is not None


def test_staff_cancel_an_order(live_shop: LiveShop, admin: Admin) -> None:
    order = buy_something(live_shop.base_url)

    cancelled = admin.order_cancel(OrderCancelInput(id=order["id"], reason="changed her mind")).unwrap()

    assert cancelled.state is OrderState.CANCELLED
    assert cancelled.cancel_reason == "changed her mind"


def test_a_wrong_admin_token_is_refused_as_a_whole(live_shop: LiveShop) -> None:
    with (
        Admin(live_shop.base_url, "not-the-admin-token-at-all") as stranger,
        pytest.raises(RequestRefusedError) as raised,
    ):
        stranger.list_orders()

    assert raised.value.code == "UNAUTHENTICATED"


def test_a_shop_that_is_not_there_is_unreachable() -> None:
    with Shop("http://127.0.0.1:1", retries=FAST) as shop, pytest.raises(UnreachableError) as raised:
        shop.get_shop()

    assert raised.value.retryable
