"""Bundles from the catalogue through a cart to an order, with somebody who counts stock beside them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest_asyncio
from fondaco.app import App
from fondaco.commerce import CartView
from fondaco.db import execute, fetch_value
from fondaco.errors import ConflictError
from fondaco.ids import decode_global_id
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import Settings
from fondaco.testing import GraphQLClient, WorkerDriver

LINE = """id sku quantity choices { id quantity } available unitPrice { amount } basePrice { amount } discount { amount }
    components { sku title slot quantity amount { amount } }"""
CART = f"cart {{ id totals {{ total {{ amount }} }} lines {{ {LINE} }} notices {{ code }} }}"
ORDER = """order { lines { sku quantity total { net { amount } tax { amount } gross { amount } }
    components { sku title slot quantity total { net { amount } tax { amount } gross { amount } } } } }"""
ADDRESS = {"country": "DE", "name": "Ada", "line1": "Linden 1", "city": "Berlin", "postalCode": "10117"}


class Store(Plugin[NoSettings]):
    """Counts stock as a plugin would: takes what a cart takes from the store, of each thing at once or not at all."""

    name = "store"

    async def validate_cart_completion(self, payload: CartView) -> None:
        for ref, pieces in payload.pieces.items():
            if not await execute(
                "UPDATE test_stock SET pieces = pieces - $2 WHERE thing = $1 AND pieces >= $2", ref.id, pieces
            ):
                raise ConflictError("There is not so much of it.", code="OUT_OF_STOCK")


def _settings(settings: Settings) -> Settings:
    return msgspec.structs.replace(settings, plugins={"checkout": {"test_provider": True}})


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """The catalogue, checkout, and the store."""
    made: App = await make_app(enabled=["catalog", "checkout"], plugins=[Store], settings=_settings)
    return made


async def change(client: GraphQLClient, mutation: str, data: dict[str, Any], selection: str) -> Any:
    payload = await client.change(mutation, data, selection)
    assert payload["errors"] == [], payload["errors"]
    return payload


class Shelf:
    """A basket at 5, red wine at 12, white at 10, and a hamper of the basket and two wines, at 20 % off their sum."""

    def __init__(self, admin: GraphQLClient) -> None:
        self.admin = admin
        self.ids: dict[str, str] = {}
        self.choices: dict[str, str] = {}
        self.slot = ""

    async def fill(self) -> None:
        for name, price in (("basket", "5"), ("red", "12"), ("white", "10"), ("hamper", None)):
            prices = [{"channel": "default", "price": price}] if price else []
            data = {"title": name.title(), "slug": name, "variants": [{"sku": name.upper(), "prices": prices}]}
            made = (await change(self.admin, "productCreate", data, "product { id variants { id } }"))["product"]
            await change(self.admin, "productPublish", {"id": made["id"], "channels": ["default"]}, "product { id }")
            self.ids[name] = made["variants"][0]["id"]
        await self.put_together()

    async def put_together(self, **more: Any) -> None:
        slot = {
            "name": "Wine",
            "minimum": 2,
            "maximum": 2,
            "repeatable": True,
            "choices": [{"variantId": self.ids[name]} for name in ("red", "white")],
            **({"id": self.slot} if self.slot else {}),
        }
        basket = {"variantId": self.ids["basket"], **more}
        data = {"variantId": self.ids["hamper"], "components": [basket], "slots": [slot], "pricing": "SUM"}
        made = await change(
            self.admin, "bundleSet", {**data, "percentOff": 20}, "variant { bundle { slots { id choices { id } } } }"
        )
        found = made["variant"]["bundle"]["slots"][1]
        self.slot = found["id"]
        self.choices = dict(zip(("red", "white"), (choice["id"] for choice in found["choices"]), strict=True))

    def line(self, quantity: int = 1, **wines: int) -> dict[str, Any]:
        choices = [{"id": self.choices[name], "quantity": times} for name, times in wines.items()]
        return {"sellableId": self.ids["hamper"], "quantity": quantity, "choices": choices}

    async def stock(self, **pieces: int) -> None:
        await execute("CREATE TABLE IF NOT EXISTS test_stock (thing uuid PRIMARY KEY, pieces integer NOT NULL)")
        for name, count in pieces.items():
            thing = UUID(decode_global_id(self.ids[name])[1])
            await execute("INSERT INTO test_stock VALUES ($1, $2)", thing, count)

    async def left(self, name: str) -> int:
        thing = UUID(decode_global_id(self.ids[name])[1])
        found: int = await fetch_value("SELECT pieces FROM test_stock WHERE thing = $1", thing)
        return found


@pytest_asyncio.fixture(loop_scope="session")
async def shelf(app: App, admin: GraphQLClient) -> Shelf:
    """What there is to buy."""
    made = Shelf(admin)
    await made.fill()
    return made


async def ready(buyer: GraphQLClient, lines: list[dict[str, Any]]) -> str:
    """A cart that only has to be paid for."""
    cart = (await change(buyer, "cartCreate", {"lines": lines, "email": "ada@example.org"}, CART))["cart"]
    address = {"cartId": cart["id"], "shippingAddress": ADDRESS}
    offered = (await change(buyer, "cartAddressesUpdate", address, "cart { deliveryOptions { code } }"))["cart"]
    code = offered["deliveryOptions"][0]["code"]
    await change(buyer, "cartDeliveryOptionSelect", {"cartId": cart["id"], "code": code}, "cart { id }")
    found: str = cart["id"]
    return found


async def complete(buyer: GraphQLClient, cart_id: str) -> Any:
    payment = {"method": "test", "token": "4242424242424242"}
    return await buyer.change("cartComplete", {"cartId": cart_id, "payment": payment}, ORDER)


async def test_a_line_shows_what_was_chosen_and_its_price_explains_itself(shelf: Shelf, shop: GraphQLClient) -> None:
    cart = (await change(shop, "cartCreate", {"lines": [shelf.line(red=1, white=1)]}, CART))["cart"]
    [line] = cart["lines"]
    assert (line["unitPrice"], line["basePrice"], line["discount"]) == (
        {"amount": "21.60"},
        {"amount": "0.00"},
        {"amount": "5.40"},
    )
    assert [(part["sku"], part["slot"], part["quantity"], part["amount"]["amount"]) for part in line["components"]] == [
        ("BASKET", "", 1, "5.00"),
        ("RED", "Wine", 1, "12.00"),
        ("WHITE", "Wine", 1, "10.00"),
    ]
    more = {"cartId": cart["id"], "lines": [shelf.line(red=2), shelf.line(2, white=1, red=1)]}
    cart = (await change(shop, "cartLinesAdd", more, CART))["cart"]
    assert [(one["quantity"], one["unitPrice"]["amount"]) for one in cart["lines"]] == [(3, "21.60"), (1, "23.20")]
    refused = await shop.change("cartLinesAdd", {"cartId": cart["id"], "lines": [shelf.line(red=1)]}, CART)
    assert [(error["code"], error["field"]) for error in refused["errors"]] == [
        ("SLOT_INCOMPLETE", ["lines", "0", "choices"])
    ]


async def test_the_choices_of_a_line_are_changed_where_it_is(shelf: Shelf, shop: GraphQLClient) -> None:
    lines = [shelf.line(2, red=1, white=1), {"sellableId": shelf.ids["red"], "quantity": 1}]
    cart = (await change(shop, "cartCreate", {"lines": lines}, CART))["cart"]
    hamper, red = cart["lines"]
    assert {one["id"]: one["quantity"] for one in hamper["choices"]} == dict.fromkeys(shelf.choices.values(), 1)
    assert red["choices"] is None
    choices = shelf.line(red=2)["choices"]
    wanted = {"cartId": cart["id"], "lines": [{"id": hamper["id"], "quantity": 3, "choices": choices}]}
    changed = (await change(shop, "cartLinesUpdate", wanted, CART))["cart"]["lines"]
    assert [(line["id"], line["quantity"], line["choices"]) for line in changed] == [
        (hamper["id"], 3, choices),
        (red["id"], 1, None),
    ]
    assert changed[0]["unitPrice"]["amount"] == "23.20"
    kept = {"cartId": cart["id"], "lines": [{"id": hamper["id"], "quantity": 1}]}
    [first, _] = (await change(shop, "cartLinesUpdate", kept, CART))["cart"]["lines"]
    assert (first["quantity"], first["choices"]) == (1, choices)


async def test_lines_that_come_to_be_the_same_become_one(shelf: Shelf, shop: GraphQLClient) -> None:
    lines = [shelf.line(2, red=1, white=1), shelf.line(3, red=2), shelf.line(4, white=2)]
    cart = (await change(shop, "cartCreate", {"lines": lines}, CART))["cart"]
    mixed, reds, whites = (line["id"] for line in cart["lines"])

    async def put(*changes: tuple[str, int, dict[str, int]]) -> list[tuple[str, int, str]]:
        wanted = [{"id": id_, "quantity": n, "choices": shelf.line(**wines)["choices"]} for id_, n, wines in changes]
        done = await change(shop, "cartLinesUpdate", {"cartId": cart["id"], "lines": wanted}, CART)
        return [(line["id"], line["quantity"], line["unitPrice"]["amount"]) for line in done["cart"]["lines"]]

    # Two that change places, with their quantities.
    assert await put((reds, 5, {"white": 2}), (whites, 6, {"red": 2})) == [
        (mixed, 2, "21.60"),
        (reds, 5, "20.00"),
        (whites, 6, "23.20"),
    ]
    # Into one that stays as it is, at its place.
    assert await put((mixed, 2, {"white": 2})) == [(reds, 7, "20.00"), (whites, 6, "23.20")]
    # Into one that is changed itself, wherever it is given.
    assert await put((whites, 1, {"white": 2}), (reds, 2, {"white": 2})) == [(reds, 3, "20.00")]
    # Both become something else: the first that is given stays.
    await change(shop, "cartLinesAdd", {"cartId": cart["id"], "lines": [shelf.line(red=2)]}, CART)
    found = await shop(f"query ($id: ID!) {{ {CART.replace('cart {', 'cart(id: $id) {', 1)} }}", {"id": cart["id"]})
    other = found["cart"]["lines"][1]["id"]
    both = [(other, 1, {"red": 1, "white": 1}), (reds, 1, {"red": 1, "white": 1})]
    assert await put(*both) == [(other, 2, "21.60")]


async def test_a_line_keeps_its_choices_where_others_cannot_be_made(shelf: Shelf, shop: GraphQLClient) -> None:
    lines = [shelf.line(2, red=1, white=1), shelf.line(998, red=2), {"sellableId": shelf.ids["red"], "quantity": 1}]
    cart = (await change(shop, "cartCreate", {"lines": lines}, CART))["cart"]
    mixed, _, red = (line["id"] for line in cart["lines"])
    refusals = [
        (mixed, 1, [], "SLOT_INCOMPLETE", ["lines", "0", "choices"]),
        (mixed, 1, shelf.line(red=3)["choices"], "SLOT_OVERFULL", ["lines", "0", "choices"]),
        (mixed, 1, [{"id": shelf.ids["red"]}], "CHOICE_UNKNOWN", ["lines", "0", "choices"]),
        (mixed, 1, [{"id": "nonsense"}], "INVALID_ID", ["lines", "0", "choices", "0", "id"]),
        (mixed, 0, shelf.line(red=2)["choices"], "QUANTITY_INVALID", ["lines", "0", "quantity"]),
        (mixed, 2, shelf.line(red=2)["choices"], "QUANTITY_TOO_LARGE", ["lines", "0", "quantity"]),
        (red, 1, shelf.line(red=2)["choices"], "CHOICE_UNKNOWN", ["lines", "0", "choices"]),
    ]
    for id_, quantity, choices, code, field in refusals:
        wanted = {"cartId": cart["id"], "lines": [{"id": id_, "quantity": quantity, "choices": choices}]}
        refused = await shop.change("cartLinesUpdate", wanted, CART)
        assert [(error["code"], error["field"]) for error in refused["errors"]] == [(code, field)]
    query = f"query ($id: ID!) {{ {CART.replace('cart {', 'cart(id: $id) {', 1)} }}"
    assert (await shop(query, {"id": cart["id"]}))["cart"] == cart


async def test_lines_changed_at_once_are_never_lost_or_doubled(shelf: Shelf, shop: GraphQLClient) -> None:
    lines = [shelf.line(1, red=1, white=1), shelf.line(2, red=2), shelf.line(3, white=2)]
    cart = (await change(shop, "cartCreate", {"lines": lines}, CART))["cart"]
    wines = [{"red": 1, "white": 1}, {"red": 2}, {"white": 2}]
    wanted = [
        {"id": line["id"], "quantity": number + 1, "choices": shelf.line(**wines[(number + turn) % 3])["choices"]}
        for turn in range(3)
        for number, line in enumerate(cart["lines"])
    ]
    done = await asyncio.gather(
        *(
            shop.change("cartLinesUpdate", {"cartId": cart["id"], "lines": wanted[turn : turn + 3]}, CART)
            for turn in (0, 3, 6)
        )
    )
    assert [one["errors"] for one in done] == [[], [], []]
    query = f"query ($id: ID!) {{ {CART.replace('cart {', 'cart(id: $id) {', 1)} }}"
    left = (await shop(query, {"id": cart["id"]}))["cart"]["lines"]
    assert sorted(line["quantity"] for line in left) == [1, 2, 3]
    assert len({str(line["choices"]) for line in left}) == 3


async def test_an_order_keeps_what_is_delivered_with_shares_that_add_up(
    shelf: Shelf, shop: GraphQLClient, worker: WorkerDriver
) -> None:
    await shelf.stock(basket=9, red=9, white=9)
    done = await complete(shop, await ready(shop, [shelf.line(3, red=1, white=1)]))
    assert done["errors"] == []
    [line] = done["order"]["lines"]
    parts = line["components"]
    assert [(part["sku"], part["title"], part["slot"], part["quantity"]) for part in parts] == [
        ("BASKET", "Basket", "", 1),
        ("RED", "Red", "Wine", 1),
        ("WHITE", "White", "Wine", 1),
    ]
    assert line["total"]["gross"]["amount"] == "64.80"
    assert [part["total"]["gross"]["amount"] for part in parts] == ["12.00", "28.80", "24.00"]
    for name in ("net", "tax", "gross"):
        whole = sum(Decimal(part["total"][name]["amount"]) for part in parts)
        assert whole == Decimal(line["total"][name]["amount"])
    assert [await shelf.left(name) for name in ("basket", "red", "white")] == [6, 6, 6]
    await worker.drain()


async def test_a_buyer_is_told_before_paying_that_a_bundle_has_changed(shelf: Shelf, shop: GraphQLClient) -> None:
    await shelf.stock(basket=9, red=9, white=9)
    cart_id = await ready(shop, [shelf.line(red=2)])
    await shelf.put_together(quantity=2)
    query = f"query ($id: ID!) {{ {CART.replace('cart {', 'cart(id: $id) {', 1)} }}"
    cart = (await shop(query, {"id": cart_id}))["cart"]
    assert [notice["code"] for notice in cart["notices"]] == ["COMPONENTS_CHANGED", "PRICE_CHANGED"]
    refused = await complete(shop, cart_id)
    assert [error["code"] for error in refused["errors"]] == ["COMPONENTS_CHANGED"]
    seen = {"cartId": cart_id, "lines": [{"id": cart["lines"][0]["id"], "quantity": 1}]}
    assert (await change(shop, "cartLinesUpdate", seen, CART))["cart"]["notices"] == []
    done = await complete(shop, cart_id)
    assert [part["quantity"] for part in done["order"]["lines"][0]["components"]] == [2, 2]
    assert await shelf.left("basket") == 7


async def test_components_are_never_oversold_whoever_buys_them_how(
    shelf: Shelf, make_shop: Callable[..., GraphQLClient]
) -> None:
    await shelf.stock(basket=99, red=5, white=5)
    buyers = [make_shop() for _ in range(8)]
    # Each takes two reds, in a hamper, by themselves, or one of each kind and a red beside it.
    alone = {"sellableId": shelf.ids["red"], "quantity": 2}
    mixed = [shelf.line(red=1, white=1), {"sellableId": shelf.ids["red"], "quantity": 1}]
    wanted = [[shelf.line(red=2)], [alone], mixed, [shelf.line(red=2)], [alone], mixed, [shelf.line(red=2)], [alone]]
    carts = [await ready(buyer, lines) for buyer, lines in zip(buyers, wanted, strict=True)]
    done = await asyncio.gather(*(complete(buyer, cart) for buyer, cart in zip(buyers, carts, strict=True)))
    outcomes = sorted(error["code"] for one in done for error in one["errors"])
    assert outcomes == ["OUT_OF_STOCK"] * 6
    bought = sum(1 for one, lines in zip(done, wanted, strict=True) if not one["errors"] and lines is mixed)
    assert (await shelf.left("red"), await shelf.left("white")) == (1, 5 - bought)
