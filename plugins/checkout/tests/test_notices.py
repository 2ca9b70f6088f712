"""What changed is told until the buyer has taken note of it, and of what they have not seen they take no note."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from checkout_testing import BOOK, LAMP, MUG, Buyer, codes
from fondaco.db.engine import execute


def notices(cart: dict[str, Any] | None) -> dict[str, str]:
    """Ids of notices by code."""
    assert cart is not None
    return {notice["code"]: notice["id"] for notice in cart["notices"]}


async def acknowledge(buyer: Buyer, cart_id: str, *ids: str) -> dict[str, Any]:
    payload = await buyer.change("cartNoticesAcknowledge", cart_id, noticeIds=list(ids))
    assert codes(payload) == []
    cart: dict[str, Any] = payload["cart"]
    return cart


async def test_a_price_that_the_buyer_knows_is_told_no_more(buyer: Buyer, prices: dict[UUID, int]) -> None:
    cart = await buyer.create((MUG, 1), (BOOK, 1))
    prices[MUG], prices[BOOK] = 1300, 2100
    read = await buyer.read(cart["id"])
    assert read is not None
    mug, book = read["notices"]
    assert (mug["before"]["amount"], mug["now"]["amount"]) == ("12.50", "13.00")
    left = await acknowledge(buyer, cart["id"], mug["id"])
    assert left["notices"] == [book]
    assert await acknowledge(buyer, cart["id"], mug["id"], "unknown") == left, "a second time changes nothing"
    prices[MUG] = 1250
    read = await buyer.read(cart["id"])
    assert read is not None
    assert read["notices"][0]["message"] == "The price of Mug has changed from 13.00 EUR to 12.50 EUR."


async def test_a_price_that_changed_again_since_it_was_shown_is_told_anew(
    buyer: Buyer, prices: dict[UUID, int]
) -> None:
    cart = await buyer.create((MUG, 1))
    prices[MUG] = 1300
    shown = notices(await buyer.read(cart["id"]))
    prices[MUG] = 9900
    left = await acknowledge(buyer, cart["id"], *shown.values())
    assert left["notices"][0]["message"] == "The price of Mug has changed from 12.50 EUR to 99.00 EUR."


async def test_what_is_gone_goes_and_what_is_too_much_becomes_less(
    buyer: Buyer, prices: dict[UUID, int], changes: dict[str, Any]
) -> None:
    cart = await buyer.create((MUG, 4), (BOOK, 4), (LAMP, 1))
    del prices[BOOK]
    changes["max_quantity"] = 2
    read = await buyer.read(cart["id"])
    assert read is not None
    assert [(notice["code"], notice["wanted"], notice["limit"]) for notice in read["notices"]] == [
        ("QUANTITY_TOO_LARGE", 4, 2),
        ("LINE_UNAVAILABLE", None, None),
    ]
    left = await acknowledge(buyer, cart["id"], *notices(read).values())
    assert [(line["title"], line["quantity"]) for line in left["lines"]] == [("Mug", 2), ("Lamp", 1)]
    assert left["notices"] == []
    changes["max_quantity"] = 0
    shown = notices(await buyer.read(cart["id"]))
    assert (await acknowledge(buyer, cart["id"], *shown.values()))["lines"][1:] == []


async def test_a_delivery_option_that_is_gone_is_chosen_no_more(buyer: Buyer) -> None:
    cart = await buyer.ready((MUG, 1))
    await execute("UPDATE checkout.cart SET delivery_code = 'gone'")
    shown = notices(await buyer.read(cart["id"]))
    assert list(shown) == ["DELIVERY_OPTION_UNAVAILABLE"]
    left = await acknowledge(buyer, cart["id"], *shown.values())
    assert (left["notices"], left["missing"]) == ([], ["DELIVERY_OPTION"])


async def test_a_cart_of_somebody_else_or_that_is_ordered_has_nothing_to_acknowledge(buyer: Buyer) -> None:
    cart = await buyer.ready((MUG, 1))
    assert codes(await buyer.complete(cart["id"])) == []
    payload = await buyer.change("cartNoticesAcknowledge", cart["id"], noticeIds=[])
    assert codes(payload) == ["CART_COMPLETED"]
    payload = await buyer.change("cartNoticesAcknowledge", (await buyer.create())["id"], noticeIds=["x"] * 1001)
    assert codes(payload) == ["TOO_MANY_NOTICES"]
