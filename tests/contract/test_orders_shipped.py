"""Catalogue, checkout and logistics together: an order is packed, sent and followed, by staff and by its buyer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import msgspec
import pytest_asyncio
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.settings import Settings
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco.testing.statements import Statements
from fondaco_logistics.repository.audit import audit

ADDRESS = {"country": "DE", "name": "Ada", "line1": "Street 1", "city": "Berlin", "postalCode": "10115"}
ACME = {"code": "acme", "name": "Acme Parcels", "tracking_url": "https://acme.example/{number}"}
SHIPMENT = "shipment { id number state trackings { number url } lines { id quantity sellableId } }"
OF_BUYER = """query ($token: String!) { order(token: $token) { fulfilmentState
  lines { quantity shippedQuantity incompleteQuantity returnedQuantity }
  shipments { number state shippedAt trackings { carrier carrierName number url }
    lines { quantity returned orderLineId } } } }"""
SLIP = """query ($id: ID!) { shipment(id: $id) { number warehouse { code address { city } }
  order { number shippingAddress { name line1 } } lines { quantity orderLine { sku title } } } }"""
TO_SHIP = """{ ordersToShip(first: 9) { totalCount nodes { number complete country order { paymentState }
  allocations { id quantity state } } } }"""


def _settings(settings: Settings) -> Settings:
    plugins = {"checkout": {"test_provider": True}, "logistics": {"carriers": [ACME]}}
    return msgspec.structs.replace(settings, plugins=plugins)


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """All three."""
    made: App = await make_app(enabled=["catalog", "checkout", "logistics"], settings=_settings)
    return made


class Shop:
    """A shop with one warehouse and as many of a thing as is asked for."""

    def __init__(self, admin: GraphQLClient, buyer: GraphQLClient) -> None:
        self.admin, self.buyer = admin, buyer
        self.warehouse = ""

    async def change(self, mutation: str, data: dict[str, Any], selection: str) -> dict[str, Any]:
        """Does something as staff that has to succeed."""
        payload = await self.admin.change(mutation, data, selection)
        assert payload["errors"] == []
        return payload

    async def refused(self, mutation: str, data: dict[str, Any], selection: str = "shipment { id }") -> list[str]:
        """Tries something as staff; returns the codes of the errors."""
        return [error["code"] for error in (await self.admin.change(mutation, data, selection))["errors"]]

    async def product(self, title: str, pieces: int | None = None) -> str:
        """Makes a product and returns the id of its variant."""
        data = {"title": title, "variants": [{"sku": title, "prices": [{"channel": "default", "price": "5.00"}]}]}
        made = (await self.change("productCreate", data, "product { id variants { id } }"))["product"]
        await self.change("productPublish", {"id": made["id"], "channels": ["default"]}, "product { id }")
        variant: str = made["variants"][0]["id"]
        if pieces is not None:
            stock = {"sellableId": variant, "warehouseId": self.warehouse, "operation": "RECEIVE", "quantity": pieces}
            await self.change("stockChange", stock, "item { id }")
        return variant

    async def buy(self, *lines: tuple[str, int]) -> dict[str, Any]:
        """Buys things and returns the order."""
        given = [{"sellableId": id_, "quantity": quantity} for id_, quantity in lines]
        data = {"lines": given, "email": "ada@example.com"}
        cart = (await self.buyer.change("cartCreate", data, "cart { id }"))["cart"]["id"]
        await self.buyer.change("cartAddressesUpdate", {"cartId": cart, "shippingAddress": ADDRESS}, "cart { id }")
        option = {"cartId": cart, "code": "flat_rate:standard"}
        await self.buyer.change("cartDeliveryOptionSelect", option, "cart { id }")
        payment = {"method": "test", "token": "4242424242424242"}
        data = {"cartId": cart, "payment": payment}
        placed = await self.buyer.change("cartComplete", data, "order { id number token lines { id } }")
        assert placed["errors"] == []
        order: dict[str, Any] = placed["order"]
        return order

    async def pack(self, order: dict[str, Any], **data: Any) -> dict[str, Any]:
        """Makes up a parcel."""
        given = {"orderId": order["id"], "warehouseId": self.warehouse, **data}
        parcel: dict[str, Any] = (await self.change("shipmentCreate", given, SHIPMENT))["shipment"]
        return parcel

    async def seen(self, order: dict[str, Any]) -> dict[str, Any]:
        """The order, as its buyer sees it."""
        found: dict[str, Any] = (await self.buyer(OF_BUYER, {"token": order["token"]}))["order"]
        return found


@pytest_asyncio.fixture(loop_scope="session")
async def selling(app: App, admin: GraphQLClient, shop: GraphQLClient) -> Shop:
    made = Shop(admin, shop)
    data = {"code": "main", "name": "Main", "address": ADDRESS}
    made.warehouse = (await made.change("warehouseCreate", data, "warehouse { id }"))["warehouse"]["id"]
    return made


async def test_an_order_is_packed_sent_and_followed(
    selling: Shop, worker: WorkerDriver, counted: Callable[[], AbstractAsyncContextManager[Statements]]
) -> None:
    cup, book = await selling.product("Cup", 5), await selling.product("Book")
    order = await selling.buy((cup, 2), (book, 1))
    # given what the packing desk sees
    (waiting,) = (await selling.admin(TO_SHIP))["ordersToShip"]["nodes"]
    assert (waiting["number"], waiting["complete"], waiting["country"]) == (order["number"], True, "DE")
    assert waiting["order"] == {"paymentState": "AUTHORIZED"}
    cups = next(one["id"] for one in waiting["allocations"] if one["state"] == "ALLOCATED")
    # when
    first = await selling.pack(order, lines=[{"allocationId": cups, "quantity": 1}], ship=True)
    assert (first["number"], first["state"]) == (f"{order['number']}-1", "SHIPPED")
    rest = await selling.pack(order, trackings=[{"carrier": "acme", "number": "A 1"}])
    assert sorted(line["quantity"] for line in rest["lines"]) == [1, 1]
    slip = (await selling.admin(SLIP, {"id": rest["id"]}))["shipment"]
    assert slip["order"] == {"number": order["number"], "shippingAddress": {"name": "Ada", "line1": "Street 1"}}
    assert sorted(line["orderLine"]["title"] for line in slip["lines"]) == ["Book", "Cup"]
    seen = await selling.seen(order)
    assert (seen["fulfilmentState"], [one["number"] for one in seen["shipments"]]) == (
        "PARTIALLY_FULFILLED",
        [first["number"]],
    )
    for _ in range(2):
        await selling.change("shipmentShip", {"id": rest["id"]}, SHIPMENT)
    # then
    await worker.drain()
    async with counted() as statements:
        seen = await selling.seen(order)
    assert statements.executions <= 4  # the order, its lines, its parcels, and what is in them
    assert seen["fulfilmentState"] == "FULFILLED"
    assert [(line["quantity"], line["shippedQuantity"]) for line in seen["lines"]] == [(2, 2), (1, 1)]
    assert seen["shipments"][1]["trackings"] == [
        {"carrier": "acme", "carrierName": "Acme Parcels", "number": "A 1", "url": "https://acme.example/A%201"}
    ]
    assert (await selling.admin(TO_SHIP))["ordersToShip"]["totalCount"] == 0
    await selling.change("shipmentDeliver", {"id": rest["id"]}, SHIPMENT)
    assert (await selling.seen(order))["shipments"][1]["state"] == "DELIVERED"
    assert await fetch_value("SELECT on_hand FROM logistics.stock") == 3
    assert await audit() == []


async def test_what_is_packed_can_be_cancelled_with_its_order_and_what_left_cannot(selling: Shop) -> None:
    cup = await selling.product("Cup", 5)
    first, second = await selling.buy((cup, 2)), await selling.buy((cup, 1))
    packed, left = await selling.pack(first), await selling.pack(second, ship=True)
    await selling.change("orderCancel", {"id": first["id"]}, "order { id }")
    assert await selling.refused("shipmentShip", {"id": packed["id"]}) == ["SHIPMENT_CANCELLED"]
    assert await selling.refused("orderCancel", {"id": second["id"]}, "order { id }") == ["ORDER_SHIPPED"]
    assert await selling.refused("shipmentCancel", {"id": left["id"]}) == ["SHIPMENT_STATE"]
    query = "query ($number: String) { shipments(first: 9, state: CANCELLED, trackingNumber: $number) { totalCount } }"
    assert (await selling.admin(query))["shipments"]["totalCount"] == 1
    assert (await selling.admin(query, {"number": "x"}))["shipments"]["totalCount"] == 0
    assert await audit() == []


async def test_a_set_goes_part_by_part(selling: Shop) -> None:
    cup, pot, tea_set = await selling.product("Cup", 9), await selling.product("Pot", 3), await selling.product("Set")
    parts = [{"variantId": cup, "quantity": 2}, {"variantId": pot, "quantity": 1}]
    await selling.change("bundleSet", {"variantId": tea_set, "components": parts}, "variant { id }")
    order = await selling.buy((tea_set, 2))
    (waiting,) = (await selling.admin(TO_SHIP))["ordersToShip"]["nodes"]
    cups = next(one["id"] for one in waiting["allocations"] if one["quantity"] == 4)
    await selling.pack(order, lines=[{"allocationId": cups, "quantity": 3}], ship=True)
    line = (await selling.seen(order))["lines"][0]
    assert (line["quantity"], line["shippedQuantity"], line["incompleteQuantity"]) == (2, 2, 2)
    await selling.pack(order, ship=True)
    seen = await selling.seen(order)
    assert (seen["fulfilmentState"], seen["lines"][0]["incompleteQuantity"]) == ("FULFILLED", 0)


async def test_many_parcels_leave_at_once_each_with_an_answer(selling: Shop) -> None:
    cup = await selling.product("Cup", 9)
    parcels = [await selling.pack(await selling.buy((cup, 1))) for _ in range(3)]
    await selling.change("shipmentCancel", {"id": parcels[1]["id"]}, "shipment { id }")
    rows = [{"id": parcel["id"], "trackings": [{"number": parcel["number"]}]} for parcel in parcels]
    rows.append({"id": parcels[0]["id"], "trackings": [{"number": "1", "carrier": "mars"}]})
    done = await selling.change(
        "shipmentBulkShip", {"rows": rows}, "count results { index shipment { state } errors { code field } }"
    )
    answers = [(one["index"], [error["code"] for error in one["errors"]]) for one in done["results"]]
    assert answers == [(0, []), (1, ["SHIPMENT_CANCELLED"]), (2, []), (3, ["UNKNOWN_CARRIER"])]
    assert done["count"] == 2
    many = {"rows": [{"id": parcels[0]["id"]}] * 201}
    assert await selling.refused("shipmentBulkShip", many, "count") == ["TOO_MANY_ROWS"]


async def test_a_parcel_leaves_or_its_order_is_cancelled_and_both_sides_agree(selling: Shop) -> None:
    cup = await selling.product("Cup", 50)
    for _ in range(10):
        order = await selling.buy((cup, 2))
        parcel = await selling.pack(order)
        shipped, cancelled = await asyncio.gather(
            selling.refused("shipmentShip", {"id": parcel["id"]}),
            selling.refused("orderCancel", {"id": order["id"]}, "order { id }"),
        )
        state = (await selling.seen(order))["fulfilmentState"]
        assert (shipped, cancelled, state) in (
            ([], ["ORDER_SHIPPED"], "FULFILLED"),
            (["SHIPMENT_CANCELLED"], [], "UNFULFILLED"),
        )
    assert await audit() == []


RETURN = "orderReturn { id number state }"
RETURNS = """query ($token: String!) { order(token: $token) { fulfilmentState shipments { lines { id quantity } }
  returns { number state reason note lines { shipmentLineId quantity } } } }"""


async def test_a_buyer_asks_for_a_return_and_a_refund_counts_it_once(selling: Shop, worker: WorkerDriver) -> None:
    cup = await selling.product("Cup", 5)
    order = await selling.buy((cup, 3))
    parcel = await selling.pack(order, ship=True)
    line = {"shipmentLineId": parcel["lines"][0]["id"], "quantity": 2}
    for wrong in ({"token": "x"}, {}, {"orderId": order["id"], "token": order["token"]}):
        data = {"lines": [line], **wrong}
        assert (await selling.buyer.change("returnRequest", data, RETURN))["errors"]
    asked = {"lines": [line], "token": order["token"], "reason": "Too small"}
    made = (await selling.buyer.change("returnRequest", asked, RETURN))["orderReturn"]
    assert made["state"] == "REQUESTED"
    listed = "{ orderReturns(first: 9, state: REQUESTED) { nodes { id byBuyer orderId lines { id quantity } } } }"
    (seen,) = (await selling.admin(listed))["orderReturns"]["nodes"]
    assert (seen["id"], seen["byBuyer"], seen["orderId"]) == (made["id"], True, order["id"])
    await selling.change("orderReturnApprove", {"id": made["id"], "note": "Send it."}, RETURN)
    # when one is taken in by hand, and the money of two goes back with goods
    back = {"id": made["id"], "lines": [{"lineId": seen["lines"][0]["id"], "restocked": 1, "damaged": 1}]}
    await selling.change("orderReturnReceive", back, RETURN)
    payment = "query ($id: ID!) { order(id: $id) { payments { id } } }"
    (paid,) = (await selling.admin(payment, {"id": order["id"]}))["order"]["payments"]
    await selling.change("paymentCapture", {"id": paid["id"]}, "payment { id }")
    refund = {"orderId": order["id"], "lines": [{"lineId": order["lines"][0]["id"], "quantity": 2, "restock": True}]}
    await selling.change("orderRefund", refund, "refund { state }")
    await worker.drain()
    # then
    found = (await selling.buyer(RETURNS, {"token": order["token"]}))["order"]
    assert (found["fulfilmentState"], len(found["returns"])) == ("PARTIALLY_RETURNED", 1)
    assert (found["returns"][0]["state"], found["returns"][0]["note"]) == ("RECEIVED", "Send it.")
    assert await fetch_value("SELECT (on_hand, damaged)::text FROM logistics.stock") == "(3,1)"
    history = "query ($token: String!) { order(token: $token) { history(first: 20) { nodes { kind detail } } } }"
    told = (await selling.buyer(history, {"token": order["token"]}))["order"]["history"]["nodes"]
    kinds = [one["kind"] for one in reversed(told) if one["kind"].startswith("logistics.")]
    assert kinds == [
        f"logistics.{kind}" for kind in ("shipped", "return_requested", "return_approved", "return_received")
    ]
    # when the last one is refunded with its goods
    refund["lines"][0]["quantity"] = 1  # type: ignore[index]
    await selling.change("orderRefund", refund, "refund { state }")
    await worker.drain()
    # then it is back as well
    assert (await selling.seen(order))["fulfilmentState"] == "RETURNED"
    assert await fetch_value("SELECT (on_hand, damaged)::text FROM logistics.stock") == "(4,1)"
    assert await audit() == []


async def test_what_has_not_left_is_cancelled_and_the_rest_is_all_there_is(selling: Shop) -> None:
    cup = await selling.product("Cup", 5)
    order = await selling.buy((cup, 3))
    (waiting,) = (await selling.admin(TO_SHIP))["ordersToShip"]["nodes"]
    one = [{"allocationId": waiting["allocations"][0]["id"], "quantity": 1}]
    await selling.pack(order, lines=one, ship=True)
    packed = await selling.pack(order)
    line = order["lines"][0]["id"]
    too_many = {"orderId": order["id"], "lines": [{"lineId": line, "quantity": 3}]}
    assert await selling.refused("orderLinesCancel", too_many, "order { id }")
    assert (await selling.seen(order))["fulfilmentState"] == "PARTIALLY_FULFILLED"
    # when
    two = {"orderId": order["id"], "lines": [{"lineId": line, "quantity": 2}]}
    await selling.change("orderLinesCancel", two, "order { id }")
    # then
    seen = await selling.seen(order)
    assert (seen["fulfilmentState"], seen["lines"][0]["quantity"]) == ("FULFILLED", 1)
    assert await selling.refused("shipmentShip", {"id": packed["id"]}) == ["SHIPMENT_CANCELLED"]
    assert await fetch_value("SELECT (on_hand, allocated)::text FROM logistics.stock") == "(4,0)"
    assert await audit() == []
