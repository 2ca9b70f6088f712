"""What staff do with orders."""

from __future__ import annotations

from uuid import UUID

from fondaco.commerce import DemandStage
from fondaco.commerce.events import OrderCancelled
from fondaco.context import Context
from fondaco.jobs import WorkerApp

from fondaco_checkout.errors import order_is_shipped, order_not_found, reason_too_long
from fondaco_checkout.model.order import Order
from fondaco_checkout.model.states import OrderAction, allows
from fondaco_checkout.repository import carts, fulfilment, orders, payments
from fondaco_checkout.service.demand import demand
from fondaco_checkout.service.history import record
from fondaco_checkout.service.operations import refresh_order, run_operations
from fondaco_checkout.service.refunds import begin_return
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["cancel_order", "return_held"]

LONGEST_REASON = 1000


async def cancel_order(
    app: WorkerApp,
    settings: CheckoutSettings,
    context: Context,
    order_id: UUID,
    reason: str,
    *,
    unpaid_only: bool = False,
) -> Order:
    """Cancels an order and then gives its payments back; what cannot be given back now is tried again by a job.

    What is reserved is voided and what was captured is refunded; money that came without a provider is left to staff.
    Called outside any transaction. Idempotent: an order that is cancelled already keeps its first reason, and what it
    holds is tried again.

    Args:
        unpaid_only: Nothing is done if anything was paid, is reserved or is being paid by now, or has left.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``.
        InvalidInputError: ``REASON_TOO_LONG``.
        ConflictError: ``ORDER_SHIPPED`` where a piece of it has left.
    """
    if len(reason) > LONGEST_REASON:
        raise reason_too_long(LONGEST_REASON)
    found = (await orders.find_orders([order_id])).get(order_id)
    if found is None:
        raise order_not_found()
    async with app.unit_of_work(context) as uow:
        await carts.hold_cart(found.cart_id)
        order = await orders.lock_order(order_id)
        if unpaid_only and (await payments.find_balance(order_id)).begun:
            return order
        if allows(order.state, OrderAction.CANCEL):
            if await fulfilment.is_anything_shipped(order_id):
                if unpaid_only:
                    return order
                raise order_is_shipped()
            await orders.cancel_order(order_id, reason.strip(), uow.now)
            await record(uow, order_id, "checkout.cancelled", shown=(), reason=reason.strip())
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
        begun = await begin_return(uow, settings, order_id)
        await refresh_order(uow, order_id)
    await run_operations(app, settings, begun)
    return (await orders.find_orders([order_id]))[order_id]


async def return_held(app: WorkerApp, settings: CheckoutSettings, context: Context, order_id: UUID) -> None:
    """Gives back what a cancelled order holds still, or again. Idempotent."""
    found = (await orders.find_orders([order_id]))[order_id]
    async with app.unit_of_work(context) as uow:
        await carts.hold_cart(found.cart_id)
        order = await orders.lock_order(order_id)
        begun = await begin_return(uow, settings, order_id) if allows(order.state, OrderAction.RETURN) else []
        await refresh_order(uow, order_id)
    await run_operations(app, settings, begun)
