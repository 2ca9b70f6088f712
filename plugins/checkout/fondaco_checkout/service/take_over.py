"""Taking over what was done at the provider alone: captures, refunds, voids in its dashboard, disputes of banks."""

from __future__ import annotations

from uuid import UUID

import structlog
from fondaco.commerce import Money, PaymentOperationKind, PaymentOutcome, PaymentState
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import DomainError
from fondaco.ids import new_id
from fondaco.jobs import WorkerApp

from fondaco_checkout.model.payments import Operation, Payment, cascade
from fondaco_checkout.model.refunds import Refund, RefundState, WantedRefund, plan_refund
from fondaco_checkout.repository import operations, orders, payments, refunds
from fondaco_checkout.service.history import record_operation
from fondaco_checkout.service.operations import booked_operation, context_of, refresh_order, tell_captured
from fondaco_checkout.service.refund_settling import settle_refund

__all__ = ["take_over"]

ACTOR = "provider"

log = structlog.get_logger("fondaco.checkout")


async def take_over(app: WorkerApp, payment: Payment, outcome: PaymentOutcome) -> bool:
    """Brings the ledger of a payment to what its provider says, in one transaction. Idempotent.

    Args:
        payment: As it was before the provider was asked. If its amounts changed since, the answer may be older than
            they are, and nothing is done.

    Returns:
        False if nothing was done for that reason.
    """
    order = (await orders.find_orders([payment.order_id]))[payment.order_id]
    async with app.unit_of_work(context_of(app, order.channel, order.locale)) as uow:
        await orders.lock_order(order.id)
        found = await payments.lock_payment(payment.id)
        if found is None or found.version != payment.version:
            return False
        before = found
        found = await _captured(uow, found, outcome)
        found = await _voided(uow, found, outcome)
        found = await _disputed(uow, found, outcome)
        found = await _refunded(uow, found, outcome)
        if found.version != before.version:
            log.info("payment_taken_over", payment_id=str(found.id), order=order.number)
            await refresh_order(uow, order.id)
    return True


def _more(told: Money | None, payment: Payment, known: int) -> int:
    """Returns how much more the provider says than we know, in minor units."""
    return 0 if told is None or told.currency != payment.currency else told.amount - known


async def _booked(
    uow: UnitOfWork,
    payment: Payment,
    kind: PaymentOperationKind,
    amount: int,
    *,
    parent_id: UUID | None = None,
    refund_id: UUID | None = None,
) -> Operation:
    operation = booked_operation(
        payment, kind, amount, actor=ACTOR, note="", now=uow.now, parent_id=parent_id, refund_id=refund_id
    )
    await operations.add_booked(operation)
    await record_operation(uow, operation)
    return operation


async def _again(payment: Payment) -> Payment:
    return await payments.lock_payment(payment.id) or payment


async def _captured(uow: UnitOfWork, payment: Payment, outcome: PaymentOutcome) -> Payment:
    more = _more(outcome.captured, payment, payment.captured)
    if more <= 0:
        return payment
    tell_captured(uow, await _booked(uow, payment, PaymentOperationKind.CAPTURE, more))
    return await _again(payment)


async def _voided(uow: UnitOfWork, payment: Payment, outcome: PaymentOutcome) -> Payment:
    if outcome.state is not PaymentState.VOIDED or payment.capturable <= 0:
        return payment
    await _booked(uow, payment, PaymentOperationKind.VOID, payment.capturable)
    return await _again(payment)


async def _disputed(uow: UnitOfWork, payment: Payment, outcome: PaymentOutcome) -> Payment:
    more = min(_more(outcome.disputed, payment, payment.disputed), payment.refundable)
    if more == 0:
        return payment
    await _booked(uow, payment, PaymentOperationKind.DISPUTE, more)
    return await _again(payment)


async def _refunded(uow: UnitOfWork, payment: Payment, outcome: PaymentOutcome) -> Payment:
    more = min(_more(outcome.refunded, payment, payment.refunded), payment.refundable)
    if more <= 0:
        return payment
    balance = await payments.find_balance(payment.order_id)
    refundable = await refunds.find_refundable(payment.order_id, balance, [payment])
    try:
        parts = plan_refund(refundable, WantedRefund(free=more))
    except DomainError:  # more than what is left of the order's lines: the money is gone all the same
        log.warning("refund_taken_over_without_lines", payment_id=str(payment.id), amount=more)
        await _booked(uow, payment, PaymentOperationKind.REFUND, more)
        return await _again(payment)
    refund = Refund(
        id=new_id(),
        order_id=payment.order_id,
        state=RefundState.PENDING,
        amount=more,
        refunded=0,
        currency=payment.currency,
        reason="",
        actor=ACTOR,
        told=False,
        created_at=uow.now,
        settled_at=None,
        parts=parts,
    )
    await refunds.add_refund(refund)
    captures = [one for one in await operations.list_captures(payment.order_id) if one.payment_id == payment.id]
    for portion in cascade(captures, more, {payment.id: more}):
        await _booked(
            uow,
            payment,
            PaymentOperationKind.REFUND,
            portion.amount,
            parent_id=portion.capture.id,
            refund_id=refund.id,
        )
    await settle_refund(uow, payment.order_id, refund.id)
    return await _again(payment)
