"""Catalogue, checkout and logistics together: what a buyer sees of stock, puts into a cart, and buys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from fondaco import clock
from fondaco.app import App
from fondaco.db import execute, fetch_value
from fondaco.settings import Settings
from fondaco.testing import GraphQLClient, WorkerDriver, all_heard

ADDRESS = {"country": "DE", "name": "Ada", "line1": "Street 1", "city": "Berlin", "postalCode": "10115"}
SHOWN = '{ product(slug: "%s") { variants { availability { state quantity promisedOn } } } }'


def _settings(settings: Settings) -> Settings:
    plugins = {"checkout": {"test_provider": True}, "logistics": {"low_stock": 3}}
    return msgspec.structs.replace(settings, plugins=plugins)


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """All three."""
    made: App = await make_app(enabled=["catalog", "checkout", "logistics"], settings=_settings)
    return made


class Shop:
    """A shop with one warehouse."""

    def __init__(self, app: App, admin: GraphQLClient, buyer: GraphQLClient, worker: WorkerDriver) -> None:
        self.app, self.admin, self.buyer, self.worker = app, admin, buyer, worker
        self.warehouse = ""

    async def change(self, mutation: str, data: dict[str, Any], selection: str) -> dict[str, Any]:
        payload = await self.admin.change(mutation, data, selection)
        assert payload["errors"] == []
        return payload

    async def product(self, title: str) -> str:
        """Makes a product and returns the id of its variant."""
        data = {"title": title, "variants": [{"sku": title, "prices": [{"channel": "default", "price": "5.00"}]}]}
        made = (await self.change("productCreate", data, "product { id variants { id } }"))["product"]
        await self.change("productPublish", {"id": made["id"], "channels": ["default"]}, "product { id }")
        await self.worker.drain()
        variant: str = made["variants"][0]["id"]
        return variant

    async def stock(self, variant: str, operation: str, quantity: int) -> None:
        data = {"sellableId": variant, "warehouseId": self.warehouse, "operation": operation, "quantity": quantity}
        await self.change("stockChange", data, "item { id }")
        await all_heard(self.app)

    async def shown(self, slug: str) -> tuple[str, int | None]:
        found = (await self.buyer(SHOWN % slug))["product"]["variants"][0]["availability"]
        return found["state"], found["quantity"]


@pytest_asyncio.fixture(loop_scope="session")
async def selling(app: App, admin: GraphQLClient, shop: GraphQLClient, worker: WorkerDriver) -> Shop:
    made = Shop(app, admin, shop, worker)
    data = {"code": "main", "name": "Main", "address": ADDRESS}
    made.warehouse = (await made.change("warehouseCreate", data, "warehouse { id }"))["warehouse"]["id"]
    return made


async def test_a_page_shows_what_is_there_and_a_cart_buys_it(selling: Shop) -> None:
    cup = await selling.product("Cup")
    assert await selling.shown("cup") == ("IN_STOCK", None)
    await selling.stock(cup, "RECEIVE", 5)
    assert await selling.shown("cup") == ("IN_STOCK", None)
    await selling.stock(cup, "ADJUST", -3)
    assert await selling.shown("cup") == ("LOW_STOCK", 2)
    lines = {"lines": [{"sellableId": cup, "quantity": 3}], "email": "ada@example.com"}
    refused = await selling.buyer.change("cartCreate", lines, "cart { id }")
    assert [error["code"] for error in refused["errors"]] == ["QUANTITY_TOO_LARGE"]
    lines["lines"] = [{"sellableId": cup, "quantity": 2}]
    cart = (await selling.buyer.change("cartCreate", lines, "cart { id }"))["cart"]["id"]
    await selling.buyer.change("cartAddressesUpdate", {"cartId": cart, "shippingAddress": ADDRESS}, "cart { id }")
    option = {"cartId": cart, "code": "flat_rate:standard"}
    await selling.buyer.change("cartDeliveryOptionSelect", option, "cart { id }")
    data = {"cartId": cart, "payment": {"method": "test", "token": "4242424242424242"}}
    placed = await selling.buyer.change("cartComplete", data, "order { id }")
    assert placed["errors"] == []
    await all_heard(selling.app)
    assert await selling.shown("cup") == ("OUT_OF_STOCK", 0)
    query = "query ($id: ID) { stockMovements(first: 1, orderId: $id) { nodes { kind allocated } } }"
    moved = (await selling.admin(query, {"id": placed["order"]["id"]}))["stockMovements"]["nodes"]
    assert moved == [{"kind": "ALLOCATION", "allocated": 2}]
    await selling.change("orderCancel", {"id": placed["order"]["id"]}, "order { id }")
    await all_heard(selling.app)
    assert await selling.shown("cup") == ("LOW_STOCK", 2)


async def test_a_product_is_there_as_long_as_any_of_its_variants_is(selling: Shop, counted: Callable[[], Any]) -> None:
    cups = []
    for title in ("Cup", "Jug"):
        options = [{"name": "Size", "values": ["S", "L"]}]
        price = [{"channel": "default", "price": "5.00"}]
        variants = [{"sku": f"{title}-{size}", "options": [size], "prices": price} for size in ("S", "L")]
        data = {"title": title, "options": options, "variants": variants}
        made = (await selling.change("productCreate", data, "product { id variants { id } }"))["product"]
        await selling.change("productPublish", {"id": made["id"], "channels": ["default"]}, "product { id }")
        cups.append([variant["id"] for variant in made["variants"]])
    (small, large), _ = cups
    query = "{ products(first: 9, sort: TITLE) { nodes { slug availability { state quantity promisedOn } } } }"

    async def shown() -> list[tuple[Any, ...]]:
        await all_heard(selling.app)
        nodes = (await selling.buyer(query))["products"]["nodes"]
        return [tuple(node["availability"].values()) for node in nodes]

    assert await shown() == [("IN_STOCK", None, None)] * 2, "nobody counts them"
    for variant in (small, large):
        await selling.change("stockItemUpdate", {"sellableId": variant, "policy": "DENY"}, "item { id }")
    assert await shown() == [("OUT_OF_STOCK", 0, None), ("IN_STOCK", None, None)]
    for variant, day in ((small, "2031-05-09"), (large, "2031-04-01")):
        data = {"sellableId": variant, "policy": "PREORDER", "promisedOn": day}
        await selling.change("stockItemUpdate", data, "item { id }")
    assert await shown() == [("PREORDER", None, "2031-04-01"), ("IN_STOCK", None, None)]
    await selling.stock(large, "RECEIVE", 2)
    assert await shown() == [("LOW_STOCK", None, None), ("IN_STOCK", None, None)]
    # and it costs who asks for it the same few statements for a list of any length: which variants there are, what is
    # counted, and whether what is not is a bundle
    async with counted() as asked:
        await selling.buyer(query.replace("slug", "title"))
    async with counted() as not_asked:
        await selling.buyer("{ products(first: 9, sort: TITLE) { nodes { title } } }")
    assert asked.executions == not_asked.executions + 3
    assert not_asked.about("logistics.") == []


async def test_what_is_held_is_let_go_only_for_an_order_that_ended_for_sure(
    selling: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    cup = await selling.product("Cup")
    await selling.stock(cup, "RECEIVE", 2)
    data = {"lines": [{"sellableId": cup, "quantity": 2}], "email": "ada@example.com"}
    cart = (await selling.buyer.change("cartCreate", data, "cart { id }"))["cart"]["id"]
    await selling.buyer.change("cartAddressesUpdate", {"cartId": cart, "shippingAddress": ADDRESS}, "cart { id }")
    option = {"cartId": cart, "code": "flat_rate:standard"}
    await selling.buyer.change("cartDeliveryOptionSelect", option, "cart { id }")
    payment = {"method": "test", "token": "4000000000003220", "returnUrl": "https://shop.example/back"}
    waits = await selling.buyer.change("cartComplete", {"cartId": cart, "payment": payment}, "action { url }")
    assert waits["action"]["url"]
    later = clock.utc_now() + timedelta(days=2)
    monkeypatch.setattr(clock, "utc_now", lambda: later)
    reserved = "SELECT sum(reserved)::bigint FROM logistics.stock"
    await selling.worker.run_job("logistics.release_overdue")
    assert await fetch_value(reserved) == 2
    # As after a database was put together from two backups: its end was never told.
    await execute("DELETE FROM checkout.completion")
    await selling.worker.run_job("logistics.release_overdue")
    assert await fetch_value(reserved) == 0


async def test_search_finds_what_can_be_had(selling: Shop) -> None:
    cup = await selling.product("Cup")
    await selling.product("Jug")
    query = '{ products(first: 9, filter: { facets: [{ name: "availability", values: ["available"] }] }) { nodes { slug } } }'

    async def found() -> list[str]:
        await selling.worker.drain()
        await all_heard(selling.app)
        return sorted(node["slug"] for node in (await selling.buyer(query))["products"]["nodes"])

    assert await found() == ["cup", "jug"]
    await selling.stock(cup, "RECEIVE", 1)
    await selling.stock(cup, "ADJUST", -1)
    assert await found() == ["jug"]
    await selling.stock(cup, "RECEIVE", 1)
    assert await found() == ["cup", "jug"]


async def test_a_bundle_is_there_as_long_as_its_components_are(selling: Shop) -> None:
    cup, tea = await selling.product("Cup"), await selling.product("Tea")
    hamper = await selling.product("Hamper")
    parts = [{"variantId": cup, "quantity": 2}, {"variantId": tea, "quantity": 1}]
    data = {"variantId": hamper, "components": parts}
    await selling.change("bundleSet", data, "variant { id }")
    await all_heard(selling.app)
    assert await selling.shown("hamper") == ("IN_STOCK", None)
    await selling.stock(cup, "RECEIVE", 5)
    await selling.stock(tea, "RECEIVE", 9)
    assert await selling.shown("hamper") == ("LOW_STOCK", 2)
    await selling.stock(cup, "COUNT", 1)
    assert await selling.shown("hamper") == ("OUT_OF_STOCK", 0)


async def bought(selling: Shop, *lines: tuple[str, int]) -> dict[str, Any]:
    """Places an order of these variants, and returns it with its lines."""
    data = {"lines": [{"sellableId": id_, "quantity": quantity} for id_, quantity in lines], "email": "ada@example.com"}
    cart = (await selling.buyer.change("cartCreate", data, "cart { id }"))["cart"]["id"]
    await selling.buyer.change("cartAddressesUpdate", {"cartId": cart, "shippingAddress": ADDRESS}, "cart { id }")
    option = {"cartId": cart, "code": "flat_rate:standard"}
    await selling.buyer.change("cartDeliveryOptionSelect", option, "cart { id }")
    data = {"cartId": cart, "payment": {"method": "test", "token": "4242424242424242"}}
    placed = await selling.buyer.change("cartComplete", data, "order { id lines { id sku } }")
    assert placed["errors"] == []
    return dict(placed["order"])


async def allocated(sku: str) -> int:
    """How many pieces orders have taken of a variant."""
    found = await fetch_value(
        "SELECT coalesce(sum(s.allocated), 0)::bigint FROM logistics.stock AS s JOIN logistics.item AS i ON i.id = s.item "
        "JOIN catalog.product_variant AS v ON v.id = i.ref_id WHERE v.sku = $1",
        sku,
    )
    return int(found)


async def test_an_edited_order_holds_exactly_what_it_wants(selling: Shop) -> None:
    cup, tea, jug = await selling.product("Cup"), await selling.product("Tea"), await selling.product("Jug")
    hamper = await selling.product("Hamper")
    parts = [{"variantId": cup, "quantity": 2}, {"variantId": tea, "quantity": 1}]
    await selling.change("bundleSet", {"variantId": hamper, "components": parts}, "variant { id }")
    for variant in (cup, tea, jug):
        await selling.stock(variant, "RECEIVE", 6)
    order = await bought(selling, (hamper, 2), (jug, 1))
    line = {one["sku"]: one["id"] for one in order["lines"]}
    assert [await allocated(sku) for sku in ("Cup", "Tea", "Jug")] == [4, 2, 1]

    async def edit(version: int, **data: Any) -> list[str]:
        wanted = {"orderId": order["id"], "expectedVersion": version, **data}
        payload = await selling.admin.change("orderEditApply", wanted, "order { version }")
        return [error["code"] for error in payload["errors"]]

    # More of the bundle takes its components, what is added takes itself, and more than there is, nothing.
    hampers = [{"lineId": line["Hamper"], "quantity": 3}]
    assert await edit(1, lines=hampers, linesAdd=[{"sellableId": jug, "quantity": 2}]) == []
    assert [await allocated(sku) for sku in ("Cup", "Tea", "Jug")] == [6, 3, 3]
    assert await edit(2, lines=[{"lineId": line["Hamper"], "quantity": 4}]) == ["OUT_OF_STOCK"]
    assert [await allocated(sku) for sku in ("Cup", "Tea", "Jug")] == [6, 3, 3]
    # What is cancelled is given back exactly.
    data = {"orderId": order["id"], "lines": [{"lineId": line["Hamper"], "quantity": 1}]}
    await selling.change("orderLinesCancel", data, "order { version }")
    assert [await allocated(sku) for sku in ("Cup", "Tea", "Jug")] == [4, 2, 3]
    assert await edit(3, lines=[{"lineId": line["Hamper"], "quantity": 0}]) == []
    assert [await allocated(sku) for sku in ("Cup", "Tea", "Jug")] == [0, 0, 3]
    await selling.change("orderCancel", {"id": order["id"]}, "order { id }")
    assert [await allocated(sku) for sku in ("Cup", "Tea", "Jug")] == [0, 0, 0]
