"""An order in the words of carts, for hooks that know only these."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.commerce import CartLineView, CartView, Channel, Sellable, SellableComponent

from fondaco_checkout.model.order import Order, OrderLine

__all__ = ["order_view"]


def order_view(order: Order, channel: Channel, lines: Sequence[OrderLine]) -> CartView:
    """Returns an order as those are told of it who price, tax and deliver carts, or take money for them."""
    return CartView(
        id=order.cart_id,
        channel=channel,
        locale=order.locale,
        lines=tuple(CartLineView(line.id, _sellable(line), line.quantity) for line in lines),
        email=order.email,
        shipping_address=order.shipping_address,
        billing_address=order.billing_address or order.shipping_address,
        tax_number=order.tax_number,
        tax_exemption=order.tax_exemption,
    )


def _sellable(line: OrderLine) -> Sellable:
    """Returns what was bought, as whoever prices carts takes it."""
    return Sellable(
        ref=line.ref,
        sku=line.sku,
        title=line.title,
        subtitle=line.subtitle,
        unit_price=line.unit_price,
        tax_class=line.tax_class,
        weight_grams=line.weight_grams,
        requires_shipping=line.requires_shipping,
        components=tuple(
            SellableComponent(part.ref, part.sku, part.quantity, part.title, part.subtitle, part.slot)
            for part in line.components
        ),
    )
