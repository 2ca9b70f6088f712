"""The carts of customers: theirs alone, named, one of them current, and what becomes of a guest's at the login."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from checkout_testing import ADDRESS, BOOK, CART, LAMP, MUG, Buyer, codes, thing_id
from fondaco import clock
from fondaco.db.engine import execute, fetch_value
from fondaco.requests import SESSION_HEADER
from fondaco.testing import GraphQLClient, WorkerDriver

MakeShop = Callable[..., GraphQLClient]


def customer(make_shop: MakeShop, name: str = "ada", **headers: str) -> Buyer:
    """Somebody who has signed in, with a session of their own unless one is given."""
    return Buyer(make_shop(authorization=f"Bearer customer-{name}", **headers))


def signed_in(make_shop: MakeShop, guest: Buyer, name: str = "ada") -> Buyer:
    """The same browser after the login."""
    return customer(make_shop, name, **{SESSION_HEADER: guest.shop.headers[SESSION_HEADER]})


async def carts_of(buyer: Buyer) -> list[tuple[str, bool, dict[str, int]]]:
    found = (await buyer.shop("{ carts { name current lines { title quantity } } }"))["carts"]
    return [
        (cart["name"], cart["current"], {line["title"]: line["quantity"] for line in cart["lines"]}) for cart in found
    ]


def wanted(thing: UUID, quantity: int) -> list[dict[str, Any]]:
    return [{"sellableId": thing_id(thing), "quantity": quantity}]


async def current_of(buyer: Buyer) -> dict[str, Any] | None:
    return (await buyer.shop(f"{{ currentCart {{ {CART} }} }}"))["currentCart"]


async def merge(buyer: Buyer, **data: Any) -> dict[str, Any]:
    return await buyer.shop.change("cartsMerge", data, f"cart {{ {CART} }}")


def quantities(cart: dict[str, Any] | None) -> dict[str, int]:
    assert cart is not None
    return {line["title"]: line["quantity"] for line in cart["lines"]}


async def test_a_customer_has_several_carts_and_fills_the_one_that_was_made_last(make_shop: MakeShop) -> None:
    ada = customer(make_shop)
    first = await ada.create((MUG, 1))
    gifts = await ada.create((BOOK, 2), name="  Gifts ")
    assert (first["current"], gifts["current"], gifts["name"]) == (True, True, "Gifts")
    assert await carts_of(ada) == [("Gifts", True, {"Book": 2}), ("", False, {"Mug": 1})]
    payload = await ada.change("cartSwitch", first["id"])
    assert (codes(payload), payload["cart"]["current"]) == ([], True)
    assert await carts_of(ada) == [("", True, {"Mug": 1}), ("Gifts", False, {"Book": 2})]
    payload = await ada.change("cartRename", first["id"], name="Me")
    assert payload["cart"]["name"] == "Me"
    elsewhere = customer(make_shop)
    assert quantities(await current_of(elsewhere)) == {"Mug": 1}


async def test_a_cart_of_a_customer_is_seen_by_nobody_else_not_even_in_the_same_browser(make_shop: MakeShop) -> None:
    guest = Buyer(make_shop())
    kept = await guest.create((BOOK, 1))
    ada = signed_in(make_shop, guest)
    cart = await ada.create((MUG, 1))
    assert guest.shop.headers[SESSION_HEADER] == ada.shop.headers[SESSION_HEADER]
    for stranger in (guest, customer(make_shop, "bob"), signed_in(make_shop, guest, "bob")):
        assert await stranger.read(cart["id"]) is None
        assert codes(await stranger.add(cart["id"], (MUG, 1))) == ["CART_NOT_FOUND"]
        payload = await stranger.shop.change("cartDelete", {"cartId": cart["id"]}, "deletedCartId")
        assert codes(payload) == ["CART_NOT_FOUND"]
        assert codes(await stranger.complete(cart["id"])) == ["CART_NOT_FOUND"]
    assert quantities(await ada.read(kept["id"])) == {"Book": 1}, "what the session filled before is still in sight"
    assert await carts_of(guest) == [("", False, {"Book": 1})]


async def test_guests_have_no_names_and_no_current_cart(buyer: Buyer) -> None:
    cart = await buyer.create((MUG, 1))
    assert (cart["current"], await current_of(buyer)) == (False, None)
    assert codes(await buyer.change("cartRename", cart["id"], name="Mine")) == ["SIGN_IN_REQUIRED"]
    assert codes(await buyer.change("cartSwitch", cart["id"])) == ["SIGN_IN_REQUIRED"]
    assert codes(await buyer.shop.change("cartCreate", {"name": "Mine"}, "cart { id }")) == ["SIGN_IN_REQUIRED"]
    assert codes(await merge(buyer)) == ["SIGN_IN_REQUIRED"]


async def test_a_name_has_a_limit(make_shop: MakeShop) -> None:
    ada = customer(make_shop)
    cart = await ada.create()
    for name in ("x" * 101, "a\nb", "\0"):
        assert codes(await ada.change("cartRename", cart["id"], name=name)) == ["NAME_INVALID"]
    assert (await ada.change("cartRename", cart["id"], name="x" * 100))["errors"] == []


async def test_a_cart_is_deleted_and_the_latest_one_takes_its_place(make_shop: MakeShop) -> None:
    ada = customer(make_shop)
    old, gifts, last = await ada.create((MUG, 1)), await ada.create((MUG, 2), name="Gifts"), await ada.create((MUG, 3))
    await ada.add(gifts["id"], (BOOK, 1))
    payload = await ada.shop.change("cartDelete", {"cartId": last["id"]}, "deletedCartId")
    assert payload == {"deletedCartId": last["id"], "errors": []}
    assert await carts_of(ada) == [("Gifts", True, {"Mug": 2, "Book": 1}), ("", False, {"Mug": 1})]
    assert codes(await ada.shop.change("cartDelete", {"cartId": last["id"]}, "deletedCartId")) == ["CART_NOT_FOUND"]
    assert codes(await ada.shop.change("cartDelete", {"cartId": old["id"]}, "deletedCartId")) == []
    assert await fetch_value("SELECT count(*) FROM checkout.cart_line") == 2


async def test_a_guest_deletes_a_cart(buyer: Buyer, make_shop: MakeShop) -> None:
    cart = await buyer.create((MUG, 1))
    stranger = Buyer(make_shop())
    await stranger.create()
    assert codes(await stranger.shop.change("cartDelete", {"cartId": cart["id"]}, "deletedCartId")) == [
        "CART_NOT_FOUND"
    ]
    assert codes(await buyer.shop.change("cartDelete", {"cartId": cart["id"]}, "deletedCartId")) == []
    assert await buyer.read(cart["id"]) is None


async def test_the_number_of_carts_has_a_limit_that_parallel_calls_keep(make_shop: MakeShop) -> None:
    ada = customer(make_shop)
    await ada.create()
    payloads = await asyncio.gather(*(ada.shop.change("cartCreate", {}, "cart { id }") for _ in range(25)))
    assert sorted(codes(payload) for payload in payloads) == [[]] * 19 + [["TOO_MANY_CARTS"]] * 6
    assert await fetch_value("SELECT count(*) FILTER (WHERE is_current) FROM checkout.cart") == 1


async def test_an_order_belongs_to_the_customer_and_leaves_no_current_cart(make_shop: MakeShop) -> None:
    guest = Buyer(make_shop())
    await guest.create()
    ada = signed_in(make_shop, guest)
    cart = await ada.ready((MUG, 1))
    payload = await ada.complete(cart["id"])
    assert codes(payload) == []
    assert await current_of(ada) is None
    query = "query ($id: ID!) { order(id: $id) { number } }"
    variables = {"id": payload["order"]["id"]}
    assert (await customer(make_shop).shop(query, variables))["order"]["number"] == "1001"
    assert (await guest.shop(query, variables))["order"] is None
    assert codes(await ada.change("cartSwitch", cart["id"])) == ["CART_COMPLETED"]
    assert codes(await ada.shop.change("cartDelete", {"cartId": cart["id"]}, "deletedCartId")) == ["CART_COMPLETED"]


async def test_a_login_adds_what_the_guest_had_up_to_the_limits_and_tells_what_did_not_fit(make_shop: MakeShop) -> None:
    await customer(make_shop).create((MUG, 2), (LAMP, 2))
    guest = Buyer(make_shop())
    left = await guest.create((LAMP, 3), (MUG, 1), (BOOK, 4), email="ada@example.com")
    await guest.change("cartAddressesUpdate", left["id"], shippingAddress=ADDRESS)
    ada = signed_in(make_shop, guest)
    merged = (await merge(ada))["cart"]
    assert quantities(merged) == {"Mug": 3, "Lamp": 3, "Book": 4}
    [notice] = merged["notices"]
    lamp = next(line["id"] for line in merged["lines"] if line["title"] == "Lamp")
    assert (notice["code"], notice["lineId"], notice["wanted"], notice["limit"]) == ("QUANTITY_REDUCED", lamp, 5, 3)
    assert notice["message"] == "Only 3 of Lamp can be bought, not 5."
    assert (merged["email"], merged["shippingAddress"]["city"]) == ("ada@example.com", "Berlin")
    assert await guest.read(left["id"]) is None
    again = (await merge(ada))["cart"]
    assert (quantities(again), again["updatedAt"]) == (quantities(merged), merged["updatedAt"])
    payload = await ada.change("cartNoticesAcknowledge", merged["id"], noticeIds=[notice["id"]])
    assert payload["cart"]["notices"] == []
    assert await fetch_value("SELECT count(*) FROM checkout.cart") == 1


async def test_what_the_customer_said_already_is_not_replaced(make_shop: MakeShop) -> None:
    mine = customer(make_shop)
    cart = await mine.create((MUG, 1), email="ada@example.com")
    await mine.change("cartAddressesUpdate", cart["id"], shippingAddress={**ADDRESS, "city": "Hamburg"})
    await mine.change("cartRemarksUpdate", cart["id"], note="Ring twice", attributes=[{"key": "a.b", "value": 1}])
    guest = Buyer(make_shop())
    left = await guest.create((MUG, 1), email="other@example.com")
    await guest.change("cartAddressesUpdate", left["id"], shippingAddress=ADDRESS)
    attributes = [{"key": "a.b", "value": 2}, {"key": "a.c", "value": 3}]
    await guest.change("cartRemarksUpdate", left["id"], note="No", giftMessage="Hello", attributes=attributes)
    merged = (await merge(signed_in(make_shop, guest)))["cart"]
    assert (merged["email"], merged["shippingAddress"]["city"]) == ("ada@example.com", "Hamburg")
    assert (merged["note"], merged["giftMessage"]) == ("Ring twice", "Hello")
    assert merged["attributes"] == {"a.b": 1, "a.c": 3}


async def test_a_customer_without_a_cart_keeps_the_one_that_they_filled_as_a_guest(make_shop: MakeShop) -> None:
    guest = Buyer(make_shop())
    first = await guest.create((MUG, 1))
    second = await guest.create((MUG, 2))
    merged = (await merge(signed_in(make_shop, guest)))["cart"]
    assert (merged["id"], merged["current"], quantities(merged)) == (second["id"], True, {"Mug": 3})
    assert await guest.read(first["id"]) is None
    assert await guest.read(second["id"]) is None


async def test_one_cart_is_merged_alone_where_the_storefront_says_which(make_shop: MakeShop) -> None:
    guest = Buyer(make_shop())
    first = await guest.create((MUG, 1))
    second = await guest.create((MUG, 2))
    merged = (await merge(signed_in(make_shop, guest), cartId=first["id"]))["cart"]
    assert (merged["id"], quantities(merged)) == (first["id"], {"Mug": 1})
    assert quantities(await guest.read(second["id"])) == {"Mug": 2}


async def test_a_login_without_any_cart_says_so(make_shop: MakeShop) -> None:
    assert await merge(customer(make_shop)) == {"cart": None, "errors": []}


async def test_a_guest_cart_that_is_being_paid_is_not_merged(make_shop: MakeShop) -> None:
    guest = Buyer(make_shop())
    cart = await guest.ready((MUG, 1))
    assert (await guest.complete(cart["id"], "4000000000003220"))["action"]
    ada = signed_in(make_shop, guest)
    assert await merge(ada) == {"cart": None, "errors": []}
    read = await guest.read(cart["id"])
    assert read is not None
    assert read["state"] == "COMPLETING"


async def test_a_current_cart_that_is_being_paid_takes_nothing_in(make_shop: MakeShop) -> None:
    mine = customer(make_shop)
    paying = await mine.ready((MUG, 1))
    assert (await mine.complete(paying["id"], "4000000000003220"))["action"]
    guest = Buyer(make_shop())
    await guest.create((BOOK, 1))
    ada = signed_in(make_shop, guest)
    merged = (await merge(ada))["cart"]
    assert (quantities(merged), merged["current"]) == ({"Book": 1}, True)
    assert codes(await ada.change("cartReopen", paying["id"])) == []
    assert [found[1:] for found in await carts_of(ada)] == [(True, {"Book": 1}), (False, {"Mug": 1})]


async def test_what_is_gone_or_too_much_for_the_cart_is_told_and_not_lost(
    make_shop: MakeShop, prices: dict[UUID, int]
) -> None:
    mine = customer(make_shop)
    cart = await mine.create((MUG, 998))
    await execute(
        "INSERT INTO checkout.cart_line (id, cart_id, position, sellable_type, sellable_id, quantity, seen) "
        "SELECT gen_random_uuid(), cart_id, n, 'Gone', gen_random_uuid(), 1, seen "
        "FROM checkout.cart_line, generate_series(2, 99) AS n"
    )
    guest = Buyer(make_shop())
    await guest.create((MUG, 5), (BOOK, 1), (LAMP, 1))
    del prices[BOOK]
    merged = (await merge(signed_in(make_shop, guest)))["cart"]
    assert merged["id"] == cart["id"]
    told = {(notice["code"], notice["wanted"], notice["limit"]) for notice in merged["notices"] if notice["message"]}
    assert ("QUANTITY_REDUCED", 1003, 999) in told
    assert ("LINE_LEFT_OUT", None, None) in told
    assert [line["available"] for line in merged["lines"] if line["title"] == "Book"] == [False]
    assert len(merged["lines"]) == 100


async def test_carts_of_customers_are_kept_longer(make_shop: MakeShop, worker: WorkerDriver) -> None:
    guest, ada = Buyer(make_shop()), customer(make_shop)
    left, kept = await guest.create((MUG, 1)), await ada.create((MUG, 1))
    with clock.moved(timedelta(days=364)):
        await worker.run_job("checkout.expire_carts")
        assert await guest.read(left["id"]) is None
        assert quantities(await ada.read(kept["id"])) == {"Mug": 1}
    with clock.moved(timedelta(days=366)):
        await worker.run_job("checkout.expire_carts")
        assert await ada.read(kept["id"]) is None
        assert await current_of(ada) is None


async def test_an_order_is_bought_again_with_what_there_still_is(make_shop: MakeShop, prices: dict[UUID, int]) -> None:
    ada = customer(make_shop)
    cart = await ada.ready((MUG, 2), (BOOK, 1), (LAMP, 3))
    mug = cart["lines"][0]["id"]
    lines = [{"id": mug, "note": "Careful", "attributes": [{"key": "engraving.text", "value": "A. L."}]}]
    await ada.change("cartLineRemarksUpdate", cart["id"], lines=lines)
    order = (await ada.complete(cart["id"]))["order"]
    await ada.create((LAMP, 1))
    del prices[BOOK]
    prices[MUG] = 1300
    payload = await ada.shop.change("orderReorder", {"orderId": order["id"]}, f"cart {{ {CART} }}")
    assert codes(payload) == []
    again = payload["cart"]
    assert quantities(again) == {"Lamp": 3, "Mug": 2}
    assert again["lines"][1]["attributes"] == {"engraving.text": "A. L."}
    assert again["lines"][1]["note"] == ""
    assert sorted((notice["code"], notice["message"]) for notice in again["notices"]) == [
        ("LINE_UNAVAILABLE", "Book cannot be bought any more."),
        ("QUANTITY_REDUCED", "Only 3 of Lamp can be bought, not 4."),
    ]
    guest = Buyer(make_shop())
    payload = await guest.shop.change("orderReorder", {"token": order["token"]}, f"cart {{ {CART} }}")
    assert quantities(payload["cart"]) == {"Mug": 2, "Lamp": 3}
    for data in ({"orderId": order["id"]}, {"token": "unknown"}):
        assert codes(await guest.shop.change("orderReorder", data, "cart { id }")) == ["ORDER_NOT_FOUND"]


async def test_a_buyer_gets_only_so_much_over_all_their_orders(
    make_shop: MakeShop, changes: dict[str, Any], admin: GraphQLClient
) -> None:
    changes.update(max_per_customer=3, max_per_customer_days=30)
    ada = customer(make_shop)
    assert codes(await ada.shop.change("cartCreate", {"lines": wanted(MUG, 4)}, "cart { id }")) == [
        "QUANTITY_TOO_LARGE"
    ]
    order = (await ada.complete((await ada.ready((MUG, 2)))["id"]))["order"]
    # By account, and as a guest by e-mail address, however it is written.
    for buyer, email in ((ada, "other@example.com"), (Buyer(make_shop()), "ADA@example.com")):
        cart = await buyer.ready((MUG, 2))
        await buyer.change("cartBuyerUpdate", cart["id"], email=email)
        payload = await buyer.complete(cart["id"])
        assert codes(payload) == ["CUSTOMER_LIMIT_REACHED"]
        assert payload["errors"][0]["message"] == "Everybody can buy 3 of Mug, and 1 are left for you."
    assert codes(await ada.complete((await ada.ready((BOOK, 3)))["id"])) == [], "of each thing so many"
    bob = customer(make_shop, "bob")
    cart = await bob.ready((MUG, 2))
    await bob.change("cartBuyerUpdate", cart["id"], email="bob@example.com")
    assert codes(await bob.complete(cart["id"])) == []
    later = await ada.ready((MUG, 2))
    with clock.moved(timedelta(days=31)):
        assert codes(await ada.complete(later["id"])) == []
    await admin.change("orderCancel", {"id": order["id"]}, "order { id }")
    assert codes(await ada.complete((await ada.ready((MUG, 1)))["id"])) == []


async def test_carts_that_are_paid_at_the_same_moment_keep_the_limit_of_their_buyer(
    make_shop: MakeShop, changes: dict[str, Any]
) -> None:
    changes.update(max_per_customer=3)
    ada = customer(make_shop)
    carts = [await ada.ready((MUG, 1)) for _ in range(6)]
    payloads = await asyncio.gather(*(ada.complete(cart["id"]) for cart in carts))
    assert sorted(codes(payload) for payload in payloads) == [[]] * 3 + [["CUSTOMER_LIMIT_REACHED"]] * 3
    assert await fetch_value("SELECT sum(quantity) FROM checkout.order_line") == 3


@pytest.mark.parametrize("name", ["ada", "bob"])
async def test_a_key_belongs_to_the_customer_and_not_to_the_browser(make_shop: MakeShop, name: str) -> None:
    guest = Buyer(make_shop())
    await guest.create()
    ada = signed_in(make_shop, guest)
    first = await ada.shop.change("cartCreate", {"email": "ada@example.com"}, "cart { id email }", key="once")
    again = await signed_in(make_shop, guest, name).shop.change(
        "cartCreate", {"email": "ada@example.com"}, "cart { id email }", key="once"
    )
    assert (again["cart"] == first["cart"]) == (name == "ada")
