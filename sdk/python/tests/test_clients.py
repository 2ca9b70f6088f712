"""What a call says of its caller, and what comes back of an answer."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal

import fondaco_sdk
import httpx
import pytest
from fake_server import FakeServer, cart_of, data, payload, rejected
from fondaco_sdk import Failure, InvalidResponseError, Ok, RejectedError, UserError, is_session_token, new_session_token
from fondaco_sdk.admin import EventDeliveriesRetryInput
from fondaco_sdk.shop import CartCreateInput, CartLineInput, ProductFilter, ProductSort

NOTHING = data({"product": None})
EMPTY_PAGE = {
    "totalCount": 0,
    "totalIsExact": True,
    "filling": False,
    "facets": [],
    "corrections": [],
    "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
    "nodes": [],
}


def test_a_client_is_one_buyer_from_its_first_call_on() -> None:
    server = FakeServer(NOTHING)
    shop = server.shop()

    shop.get_product(slug="a")
    shop.get_product(slug="b")

    assert re.fullmatch(r"fs_[A-Za-z0-9_-]{43}", shop.session)
    assert server.sessions == [shop.session, shop.session]
    assert server.shop().session != shop.session


def test_a_session_can_be_kept_elsewhere_and_taken_up_again() -> None:
    server = FakeServer(NOTHING)
    kept = server.shop().session

    server.shop(session=kept).get_product(slug="a")

    assert server.sessions == [kept]


def test_a_session_that_the_server_hands_out_replaces_the_old_one() -> None:
    new = new_session_token()
    server = FakeServer(data({"product": None}, **{"Fondaco-Session": new}), NOTHING)
    shop = server.shop()

    shop.get_product(slug="a")
    shop.get_product(slug="a")

    assert shop.session == new
    assert server.sessions[1] == new


@pytest.mark.parametrize("text", ["", "fs_short", "xx_" + "a" * 43, "fs_" + "ä" * 43, "fs_" + "a" * 44])
def test_what_is_no_session_token_is_refused(text: str) -> None:
    assert not is_session_token(text)
    with pytest.raises(ValueError, match="not a session token"):
        FakeServer(NOTHING).shop(session=text or "?")


def test_channel_and_locale_are_sent_with_every_call() -> None:
    server = FakeServer(NOTHING)

    server.shop(channel="china", locale="zh-Hans").get_product(slug="a")

    headers = server.requests[0].headers
    assert (headers["Fondaco-Channel"], headers["Fondaco-Locale"]) == ("china", "zh-Hans")
    assert str(server.requests[0].url) == "http://shop.test/graphql/shop"


def test_staff_bring_their_token_and_no_session() -> None:
    server = FakeServer(payload("eventDeliveriesRetry", retried=3))

    result = server.admin().event_deliveries_retry(EventDeliveriesRetryInput(ids=["a"]))

    assert result == Ok(3)
    request = server.requests[0]
    assert request.headers["Authorization"] == "Bearer secret-token"
    assert "Fondaco-Session" not in request.headers
    assert str(request.url) == "http://shop.test/graphql/admin"


def test_only_given_variables_are_sent_and_decimals_stay_exact() -> None:
    server = FakeServer(data({"products": EMPTY_PAGE}))

    server.shop().list_products(filter_=ProductFilter(min_price=Decimal("19.90")), sort=ProductSort.PRICE_ASC)

    assert server.variables == [{"filter": {"minPrice": "19.90"}, "sort": "PRICE_ASC"}]


def test_an_argument_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError):
        FakeServer(NOTHING).shop().get_product(slog="a")  # type: ignore[call-arg]


def test_inputs_are_sent_in_the_schemas_spelling() -> None:
    server = FakeServer(payload("cartCreate", cart=cart_of()))

    server.shop().cart_create(CartCreateInput(lines=[CartLineInput(sellable_id="v", quantity=2)]), idempotency_key="k")

    assert server.variables == [{"input": {"lines": [{"sellableId": "v", "quantity": 2}]}, "idempotencyKey": "k"}]


def test_an_answer_is_typed() -> None:
    server = FakeServer(data({"cart": cart_of()}))

    cart = server.shop().get_cart("cart-1")

    assert cart is not None
    assert cart.totals.total.amount == Decimal("59.80")
    assert cart.created_at == datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_a_rejection_is_a_value_that_says_what_and_where() -> None:
    server = FakeServer(rejected("cartCreate", "QUANTITY_INVALID"))

    result = server.shop().cart_create(CartCreateInput())

    match result:
        case Failure(errors):
            assert errors == (UserError("QUANTITY_INVALID", "It is QUANTITY_INVALID.", ("lines", "0", "quantity")),)
        case Ok():
            pytest.fail("it was rejected")
    assert not result.ok


def test_a_result_can_be_unwrapped() -> None:
    accepted = FakeServer(payload("cartCreate", cart=cart_of("c"))).shop().cart_create(CartCreateInput())
    refused = FakeServer(rejected("cartCreate", "QUANTITY_INVALID", "LINE_NOT_FOUND")).shop()

    assert accepted.unwrap().id == "c"
    with pytest.raises(RejectedError, match="QUANTITY_INVALID: It is") as raised:
        refused.cart_create(CartCreateInput()).unwrap()
    assert raised.value.code == "QUANTITY_INVALID"
    assert [error.code for error in raised.value.errors] == ["QUANTITY_INVALID", "LINE_NOT_FOUND"]


def test_a_mutation_that_answers_neither_value_nor_error_is_an_invalid_response() -> None:
    server = FakeServer(payload("cartCreate", cart=None))

    with pytest.raises(InvalidResponseError):
        server.shop().cart_create(CartCreateInput())


def test_an_http_client_that_was_given_is_left_open() -> None:
    http = httpx.Client(transport=httpx.MockTransport(FakeServer(NOTHING)))

    with fondaco_sdk.Shop("http://shop.test", http=http) as shop:
        shop.get_product(slug="a")

    assert not http.is_closed


def test_both_clients_have_the_same_methods() -> None:
    def methods(cls: type) -> set[str]:
        return {name for name in dir(cls) if not name.startswith("_")} - {"close", "aclose"}

    assert methods(fondaco_sdk.Shop) == methods(fondaco_sdk.AsyncShop)
    assert methods(fondaco_sdk.Admin) == methods(fondaco_sdk.AsyncAdmin)
    assert methods(fondaco_sdk.ShoppingCart) == methods(fondaco_sdk.AsyncShoppingCart)
