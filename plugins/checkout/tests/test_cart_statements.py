"""What carts cost the database."""

from __future__ import annotations

from typing import Any

from checkout_testing import ADDRESS, BOOK, DOWNLOAD, FREE, LAMP, MUG, Buyer, codes, thing_id
from fondaco.testing import recorded_statements


async def test_a_cart_is_made_ready_to_pay_with_few_statements(buyer: Buyer) -> None:
    await buyer.ready()  # zones, rates and ways of delivery are in memory by then
    shop, costs = buyer.shop, {}

    async def change(name: str, data: dict[str, Any], selection: str) -> dict[str, Any]:
        with recorded_statements() as sent:
            payload = await shop.change(name, data, selection)
        assert codes(payload) == []
        costs[name] = sent.executions
        return payload

    lines = [{"sellableId": thing_id(MUG), "quantity": 2}, {"sellableId": thing_id(BOOK), "quantity": 1}]
    made = await change("cartCreate", {"lines": lines, "email": "ada@example.com"}, "cart { id }")
    cart_id = made["cart"]["id"]
    options = "cart { deliveryOptions { code } }"
    await change("cartAddressesUpdate", {"cartId": cart_id, "shippingAddress": ADDRESS}, options)
    totals = "cart { totals { total { amount } } }"
    await change("cartDeliveryOptionSelect", {"cartId": cart_id, "code": "flat_rate:standard"}, totals)
    assert costs["cartCreate"] <= 2
    assert costs["cartAddressesUpdate"] <= 3
    assert costs["cartDeliveryOptionSelect"] <= 3


async def test_a_change_of_many_lines_takes_as_few_statements_as_of_one(buyer: Buyer) -> None:
    cart = await buyer.create((MUG, 1), (BOOK, 1), (LAMP, 1))
    things = [{"sellableId": thing_id(thing), "quantity": 1} for thing in (MUG, BOOK, LAMP, DOWNLOAD, FREE)]
    changes = [{"id": line["id"], "quantity": 2} for line in cart["lines"]]
    for name, lines, most in (("cartLinesAdd", things, 4), ("cartLinesUpdate", changes, 5)):
        with recorded_statements() as sent:
            payload = await buyer.shop.change(name, {"cartId": cart["id"], "lines": lines}, "cart { totalQuantity }")
        assert codes(payload) == []
        assert sent.executions <= most, sent.sent
