"""What an order is when it is placed."""

from __future__ import annotations

from datetime import datetime

from fondaco_checkout.model.balance import OrderPaymentState
from fondaco_checkout.model.fulfilment import first_state
from fondaco_checkout.model.order import Order, OrderDraft, OrderState

__all__ = ["placed_order"]


def placed_order(draft: OrderDraft, payment_state: OrderPaymentState, now: datetime) -> Order:
    """Returns the order that a draft becomes when it is placed, as it is stored."""
    return Order(
        id=draft.id,
        number=draft.number,
        token=draft.token,
        cart_id=draft.cart_id,
        state=OrderState.PLACED,
        payment_state=payment_state,
        fulfilment_state=first_state(line.requires_shipping for line in draft.lines),
        channel=draft.channel,
        locale=draft.locale,
        currency=draft.currency,
        session=draft.session,
        email=draft.email,
        phone=draft.phone,
        shipping_address=draft.shipping_address,
        billing_address=draft.billing_address,
        delivery=draft.delivery,
        prices_include_tax=draft.totals.prices_include_tax,
        subtotal=draft.totals.subtotal,
        line_total=draft.totals.lines,
        tax_treatment=draft.tax_treatment,
        tax_number=draft.tax_number,
        tax_exemption=draft.tax_exemption,
        placed_at=now,
        cancelled_at=None,
        cancel_reason="",
        customer=draft.customer,
        remarks=draft.remarks,
        taxes=draft.totals.taxes,
    )
