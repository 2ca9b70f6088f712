"""How a priced cart becomes an order, and what a bundle costs becomes what its parts do."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.commerce import SellableComponent, TaxedMoney, TaxTreatment
from fondaco.commerce.money import MAX_AMOUNT
from fondaco.errors import LimitExceededError
from fondaco.ids import new_id

from fondaco_checkout.model.cart import PricedCart, PricedCartLine
from fondaco_checkout.model.order import OrderDelivery, OrderDraft, OrderLine, OrderLineComponent

__all__ = ["build_order", "split_among"]


def build_order(priced: PricedCart, *, id: UUID, number: str, token: str, email: str) -> OrderDraft:
    """Freezes a priced cart that misses nothing.

    Args:
        email: The cart's, which is certain to be there by now.

    Raises:
        LimitExceededError: ``TOTAL_TOO_LARGE`` if an amount does not fit 64 bits.
    """
    cart, totals, option = priced.cart, priced.totals, priced.delivery_option
    if totals.total.amount > MAX_AMOUNT or totals.subtotal.amount > MAX_AMOUNT:
        raise LimitExceededError("This order is too large to be paid at once.", code="TOTAL_TOO_LARGE")
    delivery = None
    if option is not None:
        delivery = OrderDelivery(
            code=option.code,
            name=option.name,
            price=totals.delivery,
            rate=priced.delivery_rate,
            taxes=priced.delivery_taxes,
            earliest=option.earliest,
            latest=option.latest,
        )
    return OrderDraft(
        id=id,
        number=number,
        token=token,
        cart_id=cart.id,
        channel=cart.channel,
        locale=priced.view.locale,
        currency=totals.total.currency,  # the channel's may have changed since the cart was made
        session=cart.session,
        email=email,
        phone=cart.phone,
        shipping_address=cart.shipping_address if priced.view.requires_shipping else None,
        billing_address=cart.billing_address or cart.shipping_address,
        lines=tuple(
            OrderLine(
                id=new_id(),
                ref=line.ref,
                sku=line.sellable.sku,
                title=line.sellable.title,
                subtitle=line.sellable.subtitle,
                image_url=line.sellable.image_url,
                url_path=line.sellable.url_path,
                quantity=line.quantity,
                unit_price=line.unit_price,
                total=line.total,
                rate=line.rate,
                taxes=line.taxes,
                tax_class=line.sellable.tax_class,
                weight_grams=line.sellable.weight_grams,
                requires_shipping=line.sellable.requires_shipping,
                components=_components(line),
                remarks=line.remarks,
            )
            for line in priced.lines
        ),
        delivery=delivery,
        totals=totals,
        customer=cart.customer,
        remarks=cart.remarks,
        tax_treatment=priced.treatment,
        tax_number=cart.tax_number,
        tax_exemption=cart.tax_exemption if priced.treatment is TaxTreatment.EXEMPT else "",
    )


def split_among(total: TaxedMoney, components: Sequence[SellableComponent]) -> list[TaxedMoney]:
    """Splits what a line costs among the components of its bundle; the parts add up to it exactly, net and tax each.

    In proportion to what the components' pieces cost by themselves; where that is unknown of one of them, or nothing
    of all, in proportion to how many pieces there are. The odd cents go by largest remainder, ties to the first
    component (`Money.allocate`).
    """
    if not components:
        return []
    weights = [0 if part.alone is None else part.alone.amount for part in components]
    if any(part.alone is None for part in components) or not any(weights):
        weights = [part.quantity for part in components]
    return [
        TaxedMoney(net, tax) for net, tax in zip(total.net.allocate(weights), total.tax.allocate(weights), strict=True)
    ]


def _components(line: PricedCartLine) -> tuple[OrderLineComponent, ...]:
    parts = line.sellable.components
    return tuple(
        OrderLineComponent(
            id=new_id(),
            ref=part.ref,
            sku=part.sku,
            title=part.title,
            subtitle=part.subtitle,
            slot=part.slot,
            quantity=part.quantity,
            total=share,
        )
        for part, share in zip(parts, split_among(line.total, parts), strict=True)
    )
