"""Carts that are being paid or have been: what they show is what was frozen, whatever the shop says by now."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from fondaco.commerce import Channel, DeliveryOption, SellableComponent, TaxTreatment

from fondaco_checkout.model.cart import Cart, CartLine, CartState, PricedCart, PricedCartLine
from fondaco_checkout.model.order import OrderDelivery, OrderLine
from fondaco_checkout.model.totals import Totals
from fondaco_checkout.repository import completions, orders

__all__ = ["frozen_cart"]


async def frozen_cart(cart: Cart, channel: Channel, locale: str) -> PricedCart | None:
    """Returns a cart as it was when its payment began; None for a cart that is open (again by now)."""
    if cart.state is CartState.COMPLETING:
        completion = await completions.find_completion(cart.id)
        if completion is not None:
            draft = completion.draft
            return _frozen(cart, channel, locale, draft.lines, draft.delivery, draft.totals, draft.tax_treatment)
    if cart.state is not CartState.OPEN:
        order = (await orders.find_orders_of_carts([cart.id])).get(cart.id)
        if order is not None:
            lines = (await orders.list_lines([order.id]))[order.id]
            taxes = (await orders.list_taxes([order.id]))[order.id]
            return _frozen(cart, channel, locale, lines, order.delivery, order.totals(taxes), order.tax_treatment)
    return None


def _frozen(
    cart: Cart,
    channel: Channel,
    locale: str,
    bought: Sequence[OrderLine],
    delivery: OrderDelivery | None,
    totals: Totals,
    treatment: TaxTreatment,
) -> PricedCart:
    by_ref = {line.ref: line for line in reversed(bought)}  # staff may have added the same thing
    lines = tuple(_line(line, by_ref[line.ref]) for line in cart.lines if line.ref in by_ref)
    option = None
    if delivery is not None:
        price = delivery.price.gross if totals.prices_include_tax else delivery.price.net
        option = DeliveryOption(
            code=delivery.code,
            name=delivery.name,
            price=price,
            earliest=delivery.earliest,
            latest=delivery.latest,
        )
    return PricedCart(
        cart=cart,
        view=cart.view(channel, locale, {line.ref: line.sellable for line in lines}),
        lines=lines,
        delivery_options=() if option is None else (option,),
        delivery_option=option,
        delivery_rate=None if delivery is None else delivery.rate,
        delivery_taxes=() if delivery is None else delivery.taxes,
        treatment=treatment,
        totals=totals,
        missing=(),
        notices=(),
        payment_methods=(),
    )


def _line(line: CartLine, bought: OrderLine) -> PricedCartLine:
    return PricedCartLine(
        id=line.id,
        ref=line.ref,
        quantity=bought.quantity,
        sellable=msgspec.structs.replace(
            line.seen,
            sku=bought.sku,
            title=bought.title,
            subtitle=bought.subtitle,
            image_url=bought.image_url,
            url_path=bought.url_path,
            unit_price=bought.unit_price,
            requires_shipping=bought.requires_shipping,
            components=tuple(
                SellableComponent(part.ref, part.sku, part.quantity, part.title, part.subtitle, part.slot)
                for part in bought.components
            ),
            base_price=None,
            discount=None,
        ),
        available=True,
        total=bought.total,
        rate=bought.rate,
        remarks=bought.remarks,
        taxes=bought.taxes,
        hand_price=line.hand_price,
    )
