"""A purchase from the first line to the order, as a storefront does it."""

from __future__ import annotations

from checkout_testing import ADDRESS, BOOK, MUG, Buyer


async def test_a_guest_buys_two_mugs_and_a_book(buyer: Buyer) -> None:
    cart = await buyer.create((MUG, 2), (BOOK, 1), email="ada@example.com")
    assert cart["missing"] == ["SHIPPING_ADDRESS", "DELIVERY_OPTION"]
    assert cart["totals"]["subtotal"] == {"amount": "44.99", "currencyCode": "EUR"}
    cart = (await buyer.change("cartAddressesUpdate", cart["id"], shippingAddress=ADDRESS))["cart"]
    assert [option["code"] for option in cart["deliveryOptions"]] == ["flat_rate:standard"]
    cart = (await buyer.change("cartDeliveryOptionSelect", cart["id"], code="flat_rate:standard"))["cart"]
    assert cart["missing"] == []
    assert cart["paymentMethods"] == [{"code": "test", "name": "Test card"}]

    payload = await buyer.complete(cart["id"], expectedTotal={"amount": "49.89", "currencyCode": "EUR"})

    assert payload["errors"] == []
    order = payload["order"]
    assert order["paymentState"] == "AUTHORIZED"
    assert order["state"] == "PLACED"
    assert order["number"] == "1001"
    assert [line["title"] for line in order["lines"]] == ["Mug", "Book"]
    totals = order["totals"]
    assert totals["total"]["amount"] == "49.89"
    # 25.00 and 4.90 contain 19 %: 3.99 and 0.78; 19.99 contains 7 %: 1.31.
    assert [(tax["name"], tax["rate"], tax["base"]["amount"], tax["amount"]["amount"]) for tax in totals["taxes"]] == [
        ("MwSt.", "0.19", "25.13", "4.77"),
        ("MwSt.", "0.07", "18.68", "1.31"),
    ]
    assert order["billingAddress"] == order["shippingAddress"]
    assert payload["cart"]["state"] == "COMPLETED"
    assert (await buyer.read(cart["id"]))["order"]["number"] == "1001"
