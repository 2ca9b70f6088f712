"""What is learnt of a payment of an order that is placed: its decision, and what was done at the provider alone."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import structlog
from fondaco import clock
from fondaco.commerce import Actor, ActorType, PaymentOutcome, PaymentQuery, PaymentState
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.jobs import WorkerApp

from fondaco_checkout.model.order_words import reference_words
from fondaco_checkout.model.payments import Payment, captured_at_once
from fondaco_checkout.model.settlement import CompletionState, Verdict, verdict
from fondaco_checkout.model.states import OrderAction, allows
from fondaco_checkout.repository import operations, order_search, orders, payments
from fondaco_checkout.service.history import record
from fondaco_checkout.service.operations import (
    begin_automatic_capture,
    context_of,
    refresh_order,
    run_operation,
    tell_captured,
)
from fondaco_checkout.service.provider import ask_about_payment, void
from fondaco_checkout.service.take_over import take_over
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["decide", "hear_news", "settle_stale_payment"]

log = structlog.get_logger("fondaco.checkout")


async def decide(
    app: WorkerApp, settings: CheckoutSettings, payment: Payment, outcome: PaymentOutcome, *, voided: bool = False
) -> Payment:
    """Lets what a provider said of an undecided payment take effect: by the same rule as for a cart's payment.

    One transaction that locks the order and then the payment. Idempotent: a decided payment stays as it is.

    Args:
        voided: Whether the provider said so when it was asked to give the payment back.

    Returns:
        The payment as it stands now.
    """
    order = (await orders.find_orders([payment.order_id]))[payment.order_id]
    async with app.unit_of_work(context_of(app, order.channel, order.locale)) as uow:
        order = await orders.lock_order(order.id)
        found = await payments.lock_payment(payment.id)
        assert found is not None  # noqa: S101 (payments are never removed)
        if not found.undecided:
            return found
        decision = verdict(CompletionState.UNCERTAIN, outcome, voided=voided)
        log.info("order_payment_settled", payment_id=str(found.id), outcome=outcome.state.value, verdict=decision.value)
        if decision in {Verdict.AWAIT_BUYER, Verdict.AWAIT_PROVIDER}:
            waits = decision is Verdict.AWAIT_BUYER
            await payments.update_undecided(
                found.id,
                PaymentState.ACTION_REQUIRED if waits else found.state,
                outcome.action_url if waits else found.action_url,
                uow.now,
            )
        else:
            wanted = settings.captures_at_once(order.channel, found.method)
            capture = wanted and allows(order.state, OrderAction.CAPTURE)
            await _decided(uow, found, outcome, capture=capture)
        await refresh_order(uow, order.id)
    return await payments.find_payment(payment.id) or found


async def _decided(uow: UnitOfWork, payment: Payment, outcome: PaymentOutcome, *, capture: bool) -> None:
    if outcome.state is PaymentState.PENDING:  # the buyer pays later in this way, and not in the one before
        await payments.give_up_awaited(payment.order_id, uow.now)
    await payments.decide_payment(payment, outcome, uow.now)
    await order_search.add_words(payment.order_id, reference_words((outcome.provider_reference,)))
    decided = await payments.find_payment(payment.id)
    assert decided is not None  # noqa: S101 (it is locked)
    await record(
        uow,
        decided.order_id,
        f"checkout.payment_{'awaited' if decided.state is PaymentState.PENDING else decided.state.value}",
        actor=Actor(ActorType.PROVIDER),
        shown=None if decided.state is PaymentState.VOIDED else {"amount", "method"},
        amount=decided.amount_money,
        method=decided.method,
        paymentId=decided.global_id,
        reason=decided.reason,
    )
    if decided.captured:
        operation = captured_at_once(decided)
        await operations.note_operation(operation)
        tell_captured(uow, operation)
    elif capture:
        await begin_automatic_capture(uow, decided.id)
    if decided.reserved and not (await payments.find_balance(payment.order_id)).outstanding:
        await payments.give_up_awaited(payment.order_id, uow.now)


async def settle_stale_payment(app: WorkerApp, settings: CheckoutSettings, payment: Payment, age: timedelta) -> Payment:
    """Decides a payment that was left behind; one that waits for the buyer for too long is given back.

    Args:
        age: How long ago it was begun.
    """
    query = PaymentQuery(payment.id, payment.method)
    outcome = await ask_about_payment(app.hooks, query, settings.payment_timeout_seconds)
    decided = await decide(app, settings, payment, outcome)
    if decided.state is PaymentState.ACTION_REQUIRED and age > timedelta(minutes=settings.action_minutes):
        given_back = await void(app.hooks, query, settings.payment_timeout_seconds)
        return await decide(app, settings, payment, given_back, voided=True)
    return decided


async def hear_news(app: WorkerApp, settings: CheckoutSettings, payment_id: UUID) -> bool:
    """Asks about a payment of an order that somebody has news of, and lets what is new take effect.

    An undecided payment is decided, open captures and refunds are asked about, and what was captured, refunded, voided
    or disputed at the provider alone is taken over into the ledger.

    Returns:
        False where that could not be done now, because an operation of the payment is not decided yet or the provider
        does not answer: try again later.
    """
    payment = await payments.find_payment(payment_id)
    if payment is None or payment.manual:
        return True
    query = PaymentQuery(payment.id, payment.method)
    if payment.undecided:
        outcome = await ask_about_payment(app.hooks, query, settings.payment_timeout_seconds)
        return (await decide(app, settings, payment, outcome)).state is not PaymentState.UNKNOWN
    now = clock.utc_now()
    for operation in (await operations.list_operations([payment_id]))[payment_id]:
        if operation.open and operation.created_at + timedelta(seconds=settings.payment_timeout_seconds) < now:
            await run_operation(app, settings, operation, ours=True)
    payment = await payments.find_payment(payment_id) or payment
    if payment.pending_capture or payment.pending_release or payment.pending_refund:
        return False
    outcome = await ask_about_payment(app.hooks, query, settings.payment_timeout_seconds)
    return outcome.state is not PaymentState.UNKNOWN and await take_over(app, payment, outcome)
