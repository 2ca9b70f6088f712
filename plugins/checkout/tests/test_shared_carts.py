"""Carts that are shown by a link: what is in them and nothing else, for a while, to be taken over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from checkout_testing import ADDRESS, BOOK, LAMP, MUG, Buyer, codes, thing_id
from fondaco import clock
from fondaco.app import App
from fondaco.context import Context
from fondaco.db.engine import execute, fetch_value
from fondaco.testing import GraphQLClient
from fondaco_checkout.service.shared_carts import expire_shared_carts

MakeShop = Callable[..., GraphQLClient]
SHOWN = """query ($token: String!) { sharedCart(token: $token) {
  token lines { sellableId title subtitle imageUrl urlPath quantity available unitPrice { amount currencyCode } } } }"""


async def share(buyer: Buyer, cart_id: str) -> str:
    payload = await buyer.shop.change("cartShare", {"cartId": cart_id}, "sharedCart { token expiresAt }")
    assert payload["errors"] == []
    return str(payload["sharedCart"]["token"])


async def shown(buyer: Buyer, token: str) -> list[tuple[str, int, bool, str | None]] | None:
    found = (await buyer.shop(SHOWN, {"token": token}))["sharedCart"]
    return (
        None
        if found is None
        else [
            (line["title"], line["quantity"], line["available"], line["unitPrice"] and line["unitPrice"]["amount"])
            for line in found["lines"]
        ]
    )


async def copy(buyer: Buyer, token: str, **data: Any) -> dict[str, Any]:
    return await buyer.shop.change(
        "sharedCartCopy",
        {"token": token, **data},
        "cart { id email shippingAddress { city } note lines { title quantity note } notices { code } }",
    )


async def test_a_link_shows_what_was_in_the_cart_and_what_it_costs_now(
    buyer: Buyer, make_shop: MakeShop, prices: dict[Any, int]
) -> None:
    cart = await buyer.create((MUG, 2), (BOOK, 1), email="ada@example.com")
    token = await share(buyer, cart["id"])
    await buyer.add(cart["id"], (LAMP, 1))
    friend = Buyer(make_shop())
    prices[MUG] = 1300
    del prices[BOOK]
    assert await shown(friend, token) == [("Mug", 2, True, "13.00"), ("Book", 1, False, None)]
    found = (await friend.shop(SHOWN, {"token": token}))["sharedCart"]
    assert found["lines"][0]["sellableId"] == thing_id(MUG)
    for nonsense in ("", "x", "\0", token[:-1]):
        assert await shown(friend, nonsense) is None


async def test_the_same_content_has_the_same_link(buyer: Buyer) -> None:
    cart = await buyer.create((MUG, 2))
    first = await share(buyer, cart["id"])
    assert set(await asyncio.gather(*(share(buyer, cart["id"]) for _ in range(5)))) == {first}
    await buyer.add(cart["id"], (MUG, 1))
    second = await share(buyer, cart["id"])
    assert second != first
    assert (await shown(buyer, first), await shown(buyer, second)) == (
        [("Mug", 2, True, "12.50")],
        [("Mug", 3, True, "12.50")],
    )


async def test_what_is_shared_is_taken_into_a_cart_of_ones_own(buyer: Buyer, make_shop: MakeShop) -> None:
    cart = await buyer.create((MUG, 2), (LAMP, 3), email="ada@example.com")
    await buyer.change("cartAddressesUpdate", cart["id"], shippingAddress=ADDRESS)
    await buyer.change("cartRemarksUpdate", cart["id"], note="For me alone")
    token = await share(buyer, cart["id"])
    friend = Buyer(make_shop())
    payload = await copy(friend, token)
    assert payload["errors"] == []
    taken = payload["cart"]
    assert (taken["email"], taken["shippingAddress"], taken["note"]) == (None, None, "")
    assert [(line["title"], line["quantity"]) for line in taken["lines"]] == [("Mug", 2), ("Lamp", 3)]
    again = (await copy(friend, token, cartId=taken["id"]))["cart"]
    assert [(line["title"], line["quantity"]) for line in again["lines"]] == [("Mug", 4), ("Lamp", 3)]
    assert [notice["code"] for notice in again["notices"]] == ["QUANTITY_REDUCED"], "a lamp can be bought three times"
    assert codes(await copy(friend, token, cartId=cart["id"])) == ["CART_NOT_FOUND"]
    assert codes(await copy(friend, "nonsense")) == ["SHARED_CART_NOT_FOUND"]


async def test_only_ones_own_cart_is_shared_and_not_an_empty_one(buyer: Buyer, make_shop: MakeShop) -> None:
    cart, empty = await buyer.create((MUG, 1)), await buyer.create()
    stranger = Buyer(make_shop())
    await stranger.create()
    for client, cart_id, code in (
        (stranger, cart["id"], "CART_NOT_FOUND"),
        (Buyer(make_shop()), cart["id"], "CART_NOT_FOUND"),
        (buyer, empty["id"], "LINES_REQUIRED"),
    ):
        assert codes(await client.shop.change("cartShare", {"cartId": cart_id}, "sharedCart { token }")) == [code]


async def test_a_link_ends(app: App, buyer: Buyer) -> None:
    cart = await buyer.create((MUG, 1))
    token, kept = await share(buyer, cart["id"]), await share(buyer, (await buyer.create((BOOK, 1)))["id"])
    await execute(
        "UPDATE checkout.shared_cart SET expires_at = $1 WHERE token = $2",
        clock.utc_now() - timedelta(seconds=1),
        token,
    )
    assert await shown(buyer, token) is None
    assert codes(await copy(buyer, token)) == ["SHARED_CART_NOT_FOUND"]
    async with app.unit_of_work(Context(channel=app.default_channel, locale="en")) as uow:
        assert await expire_shared_carts(uow) == 1
    assert await fetch_value("SELECT token FROM checkout.shared_cart") == kept
