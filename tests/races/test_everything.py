"""Buyers and staff who do everything that can be done with orders, at once: nobody waits for each other for ever.

Every step has some of them act on a few orders that share a few things, each over a connection of its own, by the API.
PostgreSQL counts deadlocks itself; afterwards auditors who know nothing of the code look at the tables.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import msgspec
import pytest_asyncio
import stock_auditor
from fondaco.app import App
from fondaco.db.engine import fetch_value
from fondaco.settings import Settings
from fondaco.testing import GraphQLClient, WorkerDriver
from order_auditor import assert_orders_add_up

from tests.chaos import ledger_of_money, orders_and_stock

ADDRESS = {"country": "DE", "name": "Ada", "line1": "Street 1", "city": "Berlin", "postalCode": "10115"}
THINGS, ORDERS, ACTORS = 4, 10, 6

_ORDER = """
query ($id: ID!) {
  order(id: $id) {
    id state
    lines { id quantity }
    payments { id }
    shipments { id state lines { id quantity } }
    returns { id state lines { id quantity } }
  }
}
"""

_SAYS_NO = frozenset(
    {"CAPTURE_TOO_LARGE", "CAPTURE_UNDER_WAY", "NOTHING_TO_CAPTURE", "NOTHING_TO_REFUND", "NOTHING_TO_VOID"}
    | {"REFUND_TOO_LARGE", "REFUND_QUANTITY_TOO_LARGE", "REFUND_EMPTY", "ORDER_CANCELLED", "ORDER_SHIPPED"}
    | {
        "VERSION_CONFLICT",
        "NOTHING_TO_CHANGE",
        "QUANTITY_TOO_LARGE",
        "QUANTITY_INVALID",
        "EDIT_AFTER_REFUND",
        "EDIT_BELOW_REFUNDED",
        "EDIT_EMPTIES_ORDER",
        "LINE_SHIPPED",
    }
    | {"OUT_OF_STOCK", "STOCK_TAKEN", "NOTHING_TO_SHIP", "SHIPMENT_STATE", "SHIPMENT_CANCELLED"}
    | {"LINE_NOT_FOUND", "ALLOCATION_DONE", "RETURN_STATE", "QUANTITY_SHIPPED", "PAYMENT_OPERATION_FAILED"}
)
"""What somebody may be told who came too late, or wants what cannot be."""

Order = dict[str, Any]


def _settings(settings: Settings) -> Settings:
    plugins = {"checkout": {"test_provider": True, "payment_timeout_seconds": 60}, "logistics": {}}
    return msgspec.structs.replace(settings, plugins=plugins)


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """Catalogue, checkout and logistics."""
    made: App = await make_app(enabled=["catalog", "checkout", "logistics"], settings=_settings)
    return made


class Bustle:
    """A shop with a few things, which everybody wants.

    Attributes:
        done: What was done, and what somebody was told instead.
    """

    def __init__(self, admin: GraphQLClient, buyer: GraphQLClient, chance: random.Random) -> None:
        self._admin, self._buyer, self._chance = admin, buyer, chance
        self.done: Counter[str] = Counter()
        self._variants: list[str] = []
        self._warehouse = ""
        self._orders: list[str] = []

    async def open(self, worker: WorkerDriver) -> None:
        """Makes the things, their stock and the first orders."""
        data: dict[str, Any] = {"code": "main", "name": "Main", "address": ADDRESS}
        made = await self._admin.change("warehouseCreate", data, "warehouse { id }")
        self._warehouse = made["warehouse"]["id"]
        for number in range(THINGS):
            prices = [{"channel": "default", "price": "5.00"}]
            data = {"title": f"Thing {number}", "variants": [{"sku": f"T{number}", "prices": prices}]}
            product = (await self._admin.change("productCreate", data, "product { id variants { id } }"))["product"]
            await self._admin.change("productPublish", {"id": product["id"], "channels": ["default"]}, "product { id }")
            self._variants.append(product["variants"][0]["id"])
        await worker.drain()
        for variant in self._variants:
            await self._stock(variant, "RECEIVE", 60)
        for _ in range(ORDERS):
            await self._buy()

    async def step(self) -> None:
        """Has `ACTORS` of them act at once."""
        verbs: list[Callable[[Order], Awaitable[None]]] = [
            *[self._capture] * 4, *[self._refund] * 3, *[self._edit] * 5, *[self._cancel_a_piece] * 3,
            *[self._pack_and_send] * 4, *[self._send] * 2, *[self._take_back] * 3, self._void, self._cancel,
        ]  # fmt: skip

        async def act() -> None:
            if len(self._orders) < ORDERS or self._chance.random() < 0.1:
                await self._buy()
            elif self._chance.random() < 0.1:
                await self._stock(self._chance.choice(self._variants), "RECEIVE", 3)
            else:
                order = (await self._admin(_ORDER, {"id": self._chance.choice(self._orders)}))["order"]
                await self._chance.choice(verbs)(order)

        await asyncio.gather(*(act() for _ in range(ACTORS)))
        if len(self._orders) > ORDERS:
            self._orders = self._orders[-ORDERS:]

    async def _change(self, mutation: str, data: dict[str, Any], selection: str) -> dict[str, Any] | None:
        payload = await self._admin.change(mutation, data, selection)
        told = [error["code"] for error in payload["errors"]]
        self.done[told[0] if told else mutation] += 1
        return None if told else payload

    async def _stock(self, variant: str, operation: str, quantity: int) -> None:
        data = {"sellableId": variant, "warehouseId": self._warehouse, "operation": operation, "quantity": quantity}
        await self._change("stockChange", data, "item { id }")

    async def _buy(self) -> None:
        lines = [{"sellableId": id_, "quantity": 2} for id_ in self._chance.sample(self._variants, 3)]
        data: dict[str, Any] = {"lines": lines, "email": "ada@example.com"}
        made = await self._buyer.change("cartCreate", data, "cart { id }")
        if made["errors"]:
            self.done[made["errors"][0]["code"]] += 1
            return
        cart = {"cartId": made["cart"]["id"]}
        await self._buyer.change("cartAddressesUpdate", {**cart, "shippingAddress": ADDRESS}, "cart { id }")
        await self._buyer.change("cartDeliveryOptionSelect", {**cart, "code": "flat_rate:standard"}, "cart { id }")
        data = {**cart, "payment": {"method": "test", "token": "4242424242424242"}}
        placed = await self._buyer.change("cartComplete", data, "order { id }")
        self.done[placed["errors"][0]["code"] if placed["errors"] else "cartComplete"] += 1
        if not placed["errors"]:
            self._orders.append(placed["order"]["id"])

    async def _capture(self, order: Order) -> None:
        data: dict[str, Any] = {"id": order["payments"][0]["id"]}
        if self._chance.random() < 0.5:
            data["amount"] = {"amount": "4.00", "currencyCode": "EUR"}
        await self._change("paymentCapture", data, "operation { state }")

    async def _refund(self, order: Order) -> None:
        if order["lines"]:
            line = {"lineId": self._chance.choice(order["lines"])["id"], "quantity": 1}
            line["restock"] = self._chance.random() < 0.5
            await self._change("orderRefund", {"orderId": order["id"], "lines": [line]}, "refund { state }")

    async def _void(self, order: Order) -> None:
        await self._change("paymentVoid", {"id": order["payments"][0]["id"]}, "operation { state }")

    async def _cancel(self, order: Order) -> None:
        await self._change("orderCancel", {"id": order["id"]}, "order { id }")

    async def _cancel_a_piece(self, order: Order) -> None:
        if order["lines"]:
            line = {"lineId": self._chance.choice(order["lines"])["id"], "quantity": 1}
            await self._change("orderLinesCancel", {"orderId": order["id"], "lines": [line]}, "order { id }")

    async def _edit(self, order: Order) -> None:
        if not order["lines"]:
            return
        line = {"lineId": self._chance.choice(order["lines"])["id"], "quantity": self._chance.randint(0, 4)}
        edit = {"orderId": order["id"], "lines": [line]}
        query = "query ($input: OrderEditInput!) { orderEditPreview(input: $input) { version } }"
        body = await self._admin.raw(query, {"input": edit})
        if body.get("errors"):
            self.done[body["errors"][0]["extensions"]["code"]] += 1
            return
        version = body["data"]["orderEditPreview"]["version"]
        await self._change("orderEditApply", {**edit, "expectedVersion": version}, "order { id }")

    async def _pack_and_send(self, order: Order) -> None:
        data = {"orderId": order["id"], "warehouseId": self._warehouse, "ship": self._chance.random() < 0.5}
        await self._change("shipmentCreate", data, "shipment { id }")

    async def _send(self, order: Order) -> None:
        packed = [one["id"] for one in order["shipments"] if one["state"] == "PACKED"]
        if packed:
            await self._change("shipmentShip", {"id": self._chance.choice(packed)}, "shipment { id }")

    async def _take_back(self, order: Order) -> None:
        coming = [one for one in order["returns"] if one["state"] in {"REQUESTED", "APPROVED"}]
        sent = [line for one in order["shipments"] if one["state"] == "SHIPPED" for line in one["lines"]]
        if coming:
            back = self._chance.choice(coming)
            how = self._chance.choice(["restocked", "damaged", "discarded"])
            lines = [{"lineId": line["id"], how: line["quantity"]} for line in back["lines"]]
            data = {"id": back["id"], "lines": lines, "warehouseId": self._warehouse}
            await self._change("orderReturnReceive", data, "orderReturn { id }")
        elif sent:
            line = {"shipmentLineId": self._chance.choice(sent)["id"], "quantity": 1}
            await self._change("orderReturnCreate", {"orderId": order["id"], "lines": [line]}, "orderReturn { id }")


async def test_whatever_is_done_at_once_ends_and_adds_up(
    app: App, admin: GraphQLClient, shop: GraphQLClient, worker: WorkerDriver, rounds: int
) -> None:
    seed = random.randrange(10**9)
    bustle = Bustle(admin, shop, random.Random(seed))
    await bustle.open(worker)
    for _ in range(rounds):
        await bustle.step()
    await worker.drain()
    # then
    told = {name: times for name, times in bustle.done.items() if name.isupper() and name not in _SAYS_NO}
    assert not told, f"seed {seed}"
    assert all(bustle.done[verb] > rounds // 20 for verb in ("cartComplete", "paymentCapture", "orderEditApply")), seed
    assert await fetch_value("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == 0
    await assert_orders_add_up(app)
    connection = await asyncpg.connect(app.database.url)
    try:
        found = {
            **await ledger_of_money.violations(connection, {}),
            **await stock_auditor.violations(connection),
            **await orders_and_stock.violations(connection),
        }
    finally:
        await connection.close()
    assert found == {}, f"seed {seed}"
