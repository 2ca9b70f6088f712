"""Paying what is outstanding of an order that is placed."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import msgspec
from fondaco import clock
from fondaco.commerce import Money, PaymentMethod, PaymentOutcome, PaymentRequest, PaymentState
from fondaco.context import Context
from fondaco.errors import ConflictError, InvalidInputError
from fondaco.ids import new_id
from fondaco.jobs import WorkerApp

from fondaco_checkout.errors import order_is_cancelled, payment_declined, payment_uncertain
from fondaco_checkout.model.order import Order
from fondaco_checkout.model.payments import Payment, payment_of
from fondaco_checkout.model.states import OrderAction, allows
from fondaco_checkout.repository import orders, payments
from fondaco_checkout.service.complete import ChosenPayment
from fondaco_checkout.service.operations import FIRST_WAIT, LEASE_MARGIN, LONGEST_WAIT
from fondaco_checkout.service.order_payments import decide, settle_stale_payment
from fondaco_checkout.service.order_view import order_view
from fondaco_checkout.service.pricing import payment_methods_of
from fondaco_checkout.service.provider import pay
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["methods_of_order", "pay_order"]


async def methods_of_order(app: WorkerApp, order: Order, locale: str) -> tuple[PaymentMethod, ...]:
    """Returns how what is outstanding of an order can be paid; nothing where its channel is gone."""
    channel = app.channels.get(order.channel)
    if channel is None or channel.currency != order.currency:
        return ()
    lines = (await orders.list_lines([order.id]))[order.id]
    view = order_view(msgspec.structs.replace(order, locale=locale), channel, lines)
    return await payment_methods_of(app.hooks, view)


async def pay_order(
    app: WorkerApp,
    settings: CheckoutSettings,
    context: Context,
    order: Order,
    chosen: ChosenPayment,
    expected: Money | None,
) -> Payment | None:
    """Pays what is outstanding of an order: never more, however often and from wherever it is called.

    Called outside any transaction. A call that finds a payment undecided asks about that one and begins no other,
    unless it never arrived and never will. Of an order that is paid nothing is charged.

    Args:
        expected: What the buyer saw as outstanding; refused if it is something else by now.

    Returns:
        The payment; None if nothing was outstanding. In the state ACTION_REQUIRED the buyer has to act first.

    Raises:
        ConflictError: ``ORDER_CANCELLED``, ``OUTSTANDING_CHANGED``, ``PAYMENT_DECLINED`` (nothing was charged),
            ``PAYMENT_UNCERTAIN`` (call again).
        InvalidInputError: ``PAYMENT_METHOD_UNKNOWN``.
    """
    offered = {method.code for method in await methods_of_order(app, order, context.locale)}
    payment: Payment | None = None
    for _ in range(2):
        payment, ours = await _begin(app, settings, context, order, chosen, expected, offered)
        if payment is None:
            return None
        payment = await (_charge(app, settings, order, payment, chosen) if ours else _follow(app, settings, payment))
        if payment.reason != "never_arrived":
            break
    assert payment is not None  # noqa: S101 (for the type checker)
    if payment.state in {PaymentState.DECLINED, PaymentState.VOIDED}:
        raise payment_declined(payment.reason or payment.state.value)
    if payment.state is PaymentState.UNKNOWN:
        raise payment_uncertain("orderPay")
    return payment


async def _begin(
    app: WorkerApp,
    settings: CheckoutSettings,
    context: Context,
    order: Order,
    chosen: ChosenPayment,
    expected: Money | None,
    offered: set[str],
) -> tuple[Payment | None, bool]:
    """Notes a payment of what is outstanding, so that nobody else pays that too; or returns the undecided one."""
    async with app.unit_of_work(context) as uow:
        locked = await orders.lock_order(order.id)
        found = await payments.lock_payments(order.id)
        undecided = next((payment for payment in found if payment.undecided), None)
        if undecided is not None:
            return undecided, False
        if not allows(locked.state, OrderAction.PAY):
            raise order_is_cancelled()
        outstanding = (await payments.find_balance(order.id)).outstanding
        if outstanding == 0:
            return None, False
        asked = Money(outstanding, order.currency)
        if expected is not None and expected != asked:
            raise ConflictError(
                f"{asked} is outstanding now, not {expected}.", code="OUTSTANDING_CHANGED", field=("expectedAmount",)
            )
        if chosen.method not in offered:
            raise InvalidInputError(
                "This way to pay is not offered.", code="PAYMENT_METHOD_UNKNOWN", field=("payment", "method")
            )
        payment = msgspec.structs.replace(
            payment_of(
                PaymentOutcome(state=PaymentState.UNKNOWN),
                id=new_id(),
                order_id=order.id,
                method=chosen.method,
                asked=asked,
                now=uow.now,
            ),
            lease_until=clock.utc_now() + timedelta(seconds=settings.payment_timeout_seconds) + LEASE_MARGIN,
        )
        await payments.add_payment(payment)
        return payment, True


async def _charge(
    app: WorkerApp, settings: CheckoutSettings, order: Order, payment: Payment, chosen: ChosenPayment
) -> Payment:
    request = PaymentRequest(
        payment_id=payment.id,
        method=payment.method,
        amount=payment.money(payment.amount),
        token=chosen.token,
        reference=f"{app.settings.name} {order.number}",
        return_url=chosen.return_url,
        capture=settings.captures_at_once(order.channel, payment.method),
        channel=order.channel,
    )
    outcome = await pay(app.hooks, request, settings.payment_timeout_seconds)
    return await decide(app, settings, payment, outcome)


async def _follow(app: WorkerApp, settings: CheckoutSettings, payment: Payment) -> Payment:
    """Waits while another call asks the provider, and asks about what that one left undecided."""
    wait, found = FIRST_WAIT, payment
    while found.state is PaymentState.UNKNOWN and found.lease_until == payment.lease_until:
        if payment.lease_until is None or clock.utc_now() >= payment.lease_until:
            break
        await asyncio.sleep(wait)
        wait = min(wait * 1.5, LONGEST_WAIT)
        found = await payments.find_payment(payment.id) or found
    return await settle_stale_payment(app, settings, found, timedelta(0)) if found.undecided else found
