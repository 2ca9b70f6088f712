"""What staff do with orders."""

from __future__ import annotations

from uuid import UUID

from fondaco.commerce import DemandStage, PaymentState
from fondaco.commerce.events import OrderCancelled
from fondaco.context import Context
from fondaco.errors import InvalidInputError
from fondaco.jobs import WorkerApp

from fondaco_checkout.errors import order_not_found
from fondaco_checkout.model.order import Order, OrderState
from fondaco_checkout.repository import carts, orders
from fondaco_checkout.service.demand import demand
from fondaco_checkout.service.provider import give_back
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["cancel_order", "return_payment"]

LONGEST_REASON = 1000


async def cancel_order(
    app: WorkerApp, settings: CheckoutSettings, context: Context, order_id: UUID, reason: str
) -> Order:
    """Cancels an order and then gives its payment back; what cannot be given back now is tried again by a job.

    Called outside any transaction. Idempotent: an order that is cancelled already keeps its first reason, and its
    payment is tried again.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``.
        InvalidInputError: ``REASON_TOO_LONG``.
    """
    if len(reason) > LONGEST_REASON:
        raise InvalidInputError(
            f"A reason has at most {LONGEST_REASON} characters.", code="REASON_TOO_LONG", field=("reason",)
        )
    found = (await orders.find_orders([order_id])).get(order_id)
    if found is None:
        raise order_not_found()
    async with app.unit_of_work(context) as uow:
        await carts.lock_cart(found.cart_id, session=None)
        order = await orders.lock_order(order_id)
        if order.state is OrderState.PLACED:
            await orders.cancel_order(order_id, reason.strip(), uow.now)
            await demand(uow, order, DemandStage.PLACED, ())
            lines = (await orders.list_lines([order_id]))[order_id]
            uow.emit(
                OrderCancelled(
                    order_id=order_id,
                    number=order.number,
                    channel=order.channel,
                    reason=reason.strip(),
                    cancelled_at=uow.now,
                    lines=tuple(line.ordered for line in lines),
                )
            )
    await return_payment(app, settings, context, order)
    return (await orders.find_orders([order_id]))[order_id]


async def return_payment(app: WorkerApp, settings: CheckoutSettings, context: Context, order: Order) -> bool:
    """Gives the payment of a cancelled order back, and notes it. Idempotent.

    Returns:
        Whether it is settled: given back, or known to need a refund because it was captured.
    """
    payment = await orders.find_payment(order.id)
    if payment is None or payment.state in {PaymentState.VOIDED, PaymentState.DECLINED}:
        return True
    outcome = await give_back(app.hooks, payment.id, payment.method, settings.payment_timeout_seconds)
    if outcome.state in {PaymentState.UNKNOWN, PaymentState.ACTION_REQUIRED}:
        return False
    async with app.unit_of_work(context) as uow:
        await carts.lock_cart(order.cart_id, session=None)
        await orders.lock_order(order.id)
        await orders.save_payment(payment, outcome, uow.now)
    return outcome.state is not PaymentState.AUTHORIZED
