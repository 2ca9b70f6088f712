"""What buyers and staff hear of orders as it happens."""

from __future__ import annotations

from checkout_testing import Buyer
from fondaco.app import App
from fondaco.testing import GraphQLClient
from fondaco.testing.pytest_plugin import ADMIN_TOKEN
from fondaco.testing.subscriptions import SubscriptionClient

STAFF = {"authorization": f"Bearer {ADMIN_TOKEN}"}


async def cancel(admin: GraphQLClient, order_id: str) -> None:
    payload = await admin.change("orderCancel", {"id": order_id, "reason": "Sold out."}, "order { state }")
    assert payload["errors"] == []


async def test_a_buyer_hears_that_the_cart_became_an_order(app: App, buyer: Buyer) -> None:
    cart = await buyer.ready()
    session = {"fondaco-session": buyer.shop.headers["fondaco-session"]}
    async with SubscriptionClient(app, "shop", init=session) as client:
        told = await client.subscribe(
            "subscription ($id: ID!) { cartCompleted(id: $id) { number lines { title quantity } } }", {"id": cart["id"]}
        )
        order = (await buyer.complete(cart["id"]))["order"]
        assert await told.next() == {
            "cartCompleted": {"number": order["number"], "lines": [{"title": "Mug", "quantity": 2}]}
        }


async def test_a_cart_of_another_session_cannot_be_watched(app: App, buyer: Buyer) -> None:
    cart = await buyer.ready()
    async with SubscriptionClient(app, "shop", init={"fondaco-session": "fs_" + "x" * 43}) as client:
        told = await client.subscribe("subscription ($id: ID!) { cartCompleted(id: $id) { id } }", {"id": cart["id"]})
        assert await told.error_code() == "CART_NOT_FOUND"
    assert app.live.streams == 0


async def test_who_has_the_link_hears_that_the_order_is_cancelled(app: App, buyer: Buyer, admin: GraphQLClient) -> None:
    first = (await buyer.complete((await buyer.ready())["id"]))["order"]
    second = (await buyer.complete((await buyer.ready())["id"]))["order"]
    async with SubscriptionClient(app, "shop") as client:
        told = await client.subscribe(
            "subscription ($token: String!) { orderUpdated(token: $token) { number state } }",
            {"token": second["token"]},
        )
        await cancel(admin, first["id"])
        await cancel(admin, second["id"])
        assert await told.next() == {"orderUpdated": {"number": second["number"], "state": "CANCELLED"}}
        unknown = await client.subscribe('subscription { orderUpdated(token: "no") { id } }')
        assert await unknown.error_code() == "ORDER_NOT_FOUND"


async def test_staff_hear_of_orders_that_are_placed_and_cancelled(app: App, buyer: Buyer, admin: GraphQLClient) -> None:
    async with SubscriptionClient(app, "admin", init=STAFF) as client:
        placed = await client.subscribe("subscription { orderPlaced { number totals { total { amount } } } }")
        elsewhere = await client.subscribe('subscription { orderPlaced(channel: "us") { number } }')
        cancelled = await client.subscribe('subscription { orderCancelled(channel: "default") { number } }')
        order = (await buyer.complete((await buyer.ready())["id"]))["order"]
        assert await placed.next() == {
            "orderPlaced": {
                "number": order["number"],
                "totals": {"total": {"amount": order["totals"]["total"]["amount"]}},
            }
        }
        await cancel(admin, order["id"])
        assert await cancelled.next() == {"orderCancelled": {"number": order["number"]}}
        assert not client._waiting[elsewhere.id]


async def test_orders_are_for_those_who_may_see_them(app: App) -> None:
    for said, code in (
        ({}, "UNAUTHENTICATED"),
        ({"authorization": "Bearer nobody"}, "PERMISSION_DENIED"),
    ):
        async with SubscriptionClient(app, "admin", init=said) as client:
            told = await client.subscribe("subscription { orderPlaced { number } }")
            assert await told.error_code() == code
    async with SubscriptionClient(app, "shop") as client:
        assert await (await client.subscribe("subscription { orderPlaced { id } }")).error_code() == "GRAPHQL_INVALID"
