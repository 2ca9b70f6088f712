"""A purchase with the Python SDK: ``python buy.py http://127.0.0.1:8000``."""

from __future__ import annotations

import sys

from fondaco_sdk import Failure, Shop
from fondaco_sdk.shop import AddressInput, GetOrderOrder

ADDRESS = AddressInput(
    country="DE", name="Ada Lovelace", line_1="Unter den Linden 1", city="Berlin", postal_code="10117"
)


def buy(base_url: str, card: str = "4242424242424242") -> GetOrderOrder | None:
    """Buys two pieces of the first thing that is for sale; None if the payment is refused."""
    with Shop(base_url, locale="en") as shop:
        product = next(node for node in shop.list_products(first=10).nodes if node.available_for_sale)
        detail = shop.get_product(slug=product.slug)
        variants = detail.variants if detail is not None else []
        variant = next(variant for variant in variants if variant.available_for_sale)

        cart = shop.cart()
        cart.add(variant.id, 2).unwrap()
        cart.set_buyer("ada@example.com").unwrap()
        seen = cart.set_addresses(shipping=ADDRESS).unwrap()
        if seen.requires_shipping:
            cart.select_delivery(seen.delivery_options[0].code).unwrap()

        result = cart.complete(method="test", token=card)
        if isinstance(result, Failure):
            print("refused:", result.codes)
            return None
        placed = result.value.order
        return None if placed is None else shop.get_order(token=placed.token)


if __name__ == "__main__":
    order = buy(sys.argv[1])
    if order is not None:
        print(order.number, order.totals.total.amount, order.totals.total.currency_code)
