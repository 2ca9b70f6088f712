"""What left of an order and came back, on its lines, and where the order stands by it."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from checkout_testing import ADDRESS, BOOK, DOWNLOAD, MUG, Buyer, codes
from fondaco.app import App
from fondaco.commerce import OrderShipment, ShippedLine
from fondaco.db.engine import execute, fetch_all, fetch_value
from fondaco.errors import ConflictError, FondacoError, LimitExceededError, NotFoundError
from fondaco.hookspecs import HookSpecs
from fondaco.ids import new_id, parse_global_id
from fondaco.testing import GraphQLClient
from msgspec import Struct

LIST = (
    "query ($state: FulfilmentState!) { orders(first: 10, filter: {fulfilmentStates: [$state]}) { nodes { number } } }"
)
SHOWN = """query ($token: String!) { order(token: $token) {
  fulfilmentState lines { quantity shippedQuantity incompleteQuantity returnedQuantity } } }"""


class LineId(Struct):
    id: UUID


class Bought:
    """An order of whatever is asked for, and what is told of it."""

    def __init__(self, app: App, order: dict[str, Any]) -> None:
        self.app = app
        self.order = order
        self.id = parse_global_id(order["id"], "Order")
        self.lines = [parse_global_id(line["id"], "OrderLine") for line in order["lines"]]

    async def tell(self, line: int, **numbers: int) -> None:
        """Tells that so much of a line changed."""
        payload = OrderShipment(order_id=self.id, lines=(ShippedLine(line_id=self.lines[line], **numbers),))
        async with self.app.unit_of_work(self.app.system_context()) as uow:
            await self.app.hooks.join(HookSpecs.join_order_shipment, uow, payload)

    async def state(self) -> str:
        """Where the order stands."""
        return str(await fetch_value("SELECT fulfilment_state FROM checkout.orders WHERE id = $1", self.id))


async def buy(app: App, buyer: Buyer, *lines: tuple[UUID, int]) -> Bought:
    """Orders things."""
    cart = await buyer.ready(*lines)
    return Bought(app, (await buyer.complete(cart["id"]))["order"])


async def test_an_order_goes_from_unfulfilled_to_returned(app: App, buyer: Buyer) -> None:
    bought = await buy(app, buyer, (MUG, 2), (BOOK, 1))
    steps: list[tuple[int, dict[str, int], str]] = [
        (0, {"shipped": 1}, "partially_fulfilled"),
        (0, {"shipped": 1}, "partially_fulfilled"),
        (1, {"shipped": 1, "incomplete": 1}, "partially_fulfilled"),
        (1, {"incomplete": -1}, "fulfilled"),
        (0, {"returned": 1}, "partially_returned"),
        (0, {"returned": 1}, "partially_returned"),
        (1, {"returned": 1}, "returned"),
        (1, {"returned": -1}, "partially_returned"),
    ]
    assert await bought.state() == "unfulfilled"
    for line, numbers, state in steps:
        await bought.tell(line, **numbers)
        assert await bought.state() == state, numbers


async def test_what_is_not_sent_does_not_count(app: App, buyer: Buyer) -> None:
    cart = await buyer.create((DOWNLOAD, 1), email="ada@example.com")
    await buyer.change("cartAddressesUpdate", cart["id"], billingAddress=ADDRESS)
    nothing = Bought(app, (await buyer.complete(cart["id"]))["order"])
    assert await nothing.state() == "not_needed"
    both = await buy(app, buyer, (DOWNLOAD, 3), (MUG, 1))
    assert await both.state() == "unfulfilled"
    await both.tell(1, shipped=1)
    assert await both.state() == "fulfilled"


async def test_orders_from_before_say_whether_anything_of_them_is_sent(app: App, buyer: Buyer) -> None:
    sent = await buy(app, buyer, (DOWNLOAD, 1), (MUG, 1))
    cart = await buyer.create((DOWNLOAD, 1), email="ada@example.com")
    await buyer.change("cartAddressesUpdate", cart["id"], billingAddress=ADDRESS)
    nothing = Bought(app, (await buyer.complete(cart["id"]))["order"])
    await execute("UPDATE checkout.orders SET fulfilment_state = 'unfulfilled'")
    await import_module("fondaco_checkout.migrations.checkout_2026_11_28t17_27_30_000000").fill_in()
    assert (await sent.state(), await nothing.state()) == ("unfulfilled", "not_needed")


async def test_the_state_follows_when_the_quantity_changes(app: App, buyer: Buyer) -> None:
    bought = await buy(app, buyer, (MUG, 3))
    await bought.tell(0, shipped=2)
    await execute("UPDATE checkout.order_line SET quantity = 2 WHERE id = $1", bought.lines[0])
    assert await bought.state() == "fulfilled"
    with pytest.raises(asyncpg.CheckViolationError, match="order_line_shipped"):
        await execute("UPDATE checkout.order_line SET quantity = 1 WHERE id = $1", bought.lines[0])


@pytest.mark.parametrize(
    ("before", "told", "error", "code"),
    [
        ({}, {"shipped": 3}, LimitExceededError, "QUANTITY_TOO_LARGE"),
        ({}, {"shipped": -1}, LimitExceededError, "QUANTITY_TOO_LARGE"),
        ({}, {"returned": 1}, LimitExceededError, "QUANTITY_TOO_LARGE"),
        ({"shipped": 2}, {"returned": 3}, LimitExceededError, "QUANTITY_TOO_LARGE"),
        ({"shipped": 2, "returned": 1}, {"shipped": -2}, LimitExceededError, "QUANTITY_TOO_LARGE"),
        ({"shipped": 1}, {"incomplete": 2}, LimitExceededError, "QUANTITY_TOO_LARGE"),
    ],
)
async def test_more_than_is_possible_is_refused_and_changes_nothing(
    app: App, buyer: Buyer, before: dict[str, int], told: dict[str, int], error: type[FondacoError], code: str
) -> None:
    bought = await buy(app, buyer, (MUG, 2))
    if before:
        await bought.tell(0, **before)
    state = await bought.state()
    with pytest.raises(error) as caught:
        await bought.tell(0, **told)
    assert caught.value.code == code
    assert await bought.state() == state


async def test_lines_of_others_are_not_found_and_orders_of_others_are_left_alone(app: App, buyer: Buyer) -> None:
    bought, other = await buy(app, buyer, (MUG, 1)), await buy(app, buyer, (MUG, 1))
    bought.lines[0] = other.lines[0]
    with pytest.raises(NotFoundError) as caught:
        await bought.tell(0, shipped=1)
    assert caught.value.code == "LINE_NOT_FOUND"
    bought.id = new_id()
    await bought.tell(0, shipped=1)
    rows = await fetch_all(LineId, "SELECT id FROM checkout.order_line WHERE shipped_quantity > 0")
    assert rows == []


async def test_what_left_cannot_be_cancelled_and_what_is_cancelled_cannot_leave(
    app: App, buyer: Buyer, admin: GraphQLClient
) -> None:
    bought = await buy(app, buyer, (MUG, 2))
    await bought.tell(0, shipped=1)
    assert codes(await admin.change("orderCancel", {"id": bought.order["id"]}, "order { id }")) == ["ORDER_SHIPPED"]
    other = await buy(app, buyer, (MUG, 1))
    await admin.change("orderCancel", {"id": other.order["id"]}, "order { id }")
    with pytest.raises(ConflictError) as caught:
        await other.tell(0, shipped=1)
    assert caught.value.code == "ORDER_CANCELLED"


async def test_buyers_and_staff_see_what_left(app: App, buyer: Buyer, admin: GraphQLClient) -> None:
    bought = await buy(app, buyer, (MUG, 2))
    await buy(app, buyer, (MUG, 1))
    await bought.tell(0, shipped=2, returned=1)
    shown = (await buyer.shop(SHOWN, {"token": bought.order["token"]}))["order"]
    line = {"quantity": 2, "shippedQuantity": 2, "incompleteQuantity": 0, "returnedQuantity": 1}
    assert shown == {"fulfilmentState": "PARTIALLY_RETURNED", "lines": [line]}
    for state, numbers in (("PARTIALLY_RETURNED", ["1001"]), ("UNFULFILLED", ["1002"]), ("RETURNED", [])):
        found = await admin(LIST, {"state": state})
        assert [one["number"] for one in found["orders"]["nodes"]] == numbers
