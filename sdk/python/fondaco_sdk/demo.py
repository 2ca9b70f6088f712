"""One purchase from the first look to the order, in a shop that takes the test card."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from fondaco_sdk.errors import FondacoError
from fondaco_sdk.shop.enums import ProductSort
from fondaco_sdk.shop.fragments import Order, ProductVariant
from fondaco_sdk.shop.input_types import AddressInput
from fondaco_sdk.synchronous.shop import Shop

__all__ = ["TEST_CARD", "buy_something", "described"]

TEST_CARD = "4242424242424242"
"""The card that the test payment provider accepts."""

ADDRESS = AddressInput(country="DE", name="Ada Lovelace", line_1="Hauptstraße 1", city="Berlin", postal_code="10115")


def buy_something(base_url: str) -> dict[str, Any]:
    """Buys two of one thing and one of another, delivered to Berlin as cheaply as possible, with the test card.

    Returns:
        The order as plain values, see `described`.

    Raises:
        FondacoError: ``DEMO_FAILED`` if there is too little to buy, no way to deliver or another payment is wanted, or
            if the order does not add up; otherwise what the shop or the network raised.
    """
    with Shop(base_url) as shop:
        first, second = _two_in_stock(shop)
        cart = shop.cart()
        cart.add_all({first.id: 2, second.id: 1}).unwrap()
        cart.set_buyer("ada@example.com").unwrap()
        seen = cart.set_addresses(shipping=ADDRESS).unwrap()
        if seen.requires_shipping:
            if not seen.delivery_options:
                raise FondacoError("The shop does not deliver to Germany.", code="DEMO_FAILED")
            cheapest = min(seen.delivery_options, key=lambda option: option.price.amount)
            cart.select_delivery(cheapest.code).unwrap()
        completion = cart.complete(method="test", token=TEST_CARD).unwrap()
        if completion.order is None:
            raise FondacoError("The payment wants the buyer to do something first.", code="DEMO_FAILED")
        return described(completion.order)


def described(order: Order) -> dict[str, Any]:
    """Returns an order as values that fit into JSON; amounts are decimal strings in major units.

    ``total`` is the sum of ``lines[].amount`` and ``delivery``, both net, and ``tax``.

    Raises:
        FondacoError: ``DEMO_FAILED`` if it is not.
    """
    totals = order.totals
    lines = [
        {"sku": line.sku, "title": line.title, "quantity": line.quantity, "amount": str(line.total.net.amount)}
        for line in order.lines
    ]
    net = sum((line.total.net.amount for line in order.lines), Decimal(0))
    if totals.total.amount != net + totals.delivery.net.amount + totals.tax.amount:
        raise FondacoError(f"Order {order.number} does not add up.", code="DEMO_FAILED")
    return {
        "id": order.id,
        "number": order.number,
        "placedAt": order.placed_at.isoformat(),
        "currency": order.currency_code,
        "lines": lines,
        "delivery": str(totals.delivery.net.amount),
        "tax": str(totals.tax.amount),
        "total": str(totals.total.amount),
        "paymentState": order.payment_state.value,
    }


def _two_in_stock(shop: Shop) -> tuple[ProductVariant, ProductVariant]:
    """Returns what is bought: things to be shipped rather than downloads, of two products rather than of one.

    The cheapest ones, so that delivery is not free of charge for a large order.
    """
    of_own: list[ProductVariant] = []
    others: list[ProductVariant] = []
    for card in shop.list_products(first=50, sort=ProductSort.PRICE_ASC).nodes:
        product = shop.get_product(id=card.id) if card.available_for_sale else None
        variants = product.variants if product is not None else []
        buyable = [variant for variant in variants if variant.available_for_sale and variant.price is not None]
        of_own += buyable[:1]
        others += buyable[1:]
        if sum(variant.requires_shipping for variant in of_own) >= 2:
            break
    found = sorted(of_own + others, key=lambda variant: not variant.requires_shipping)
    if len(found) < 2:
        raise FondacoError("The shop has fewer than two things in stock.", code="DEMO_FAILED")
    return found[0], found[1]
