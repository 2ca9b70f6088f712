"""Captures, voids and refunds in three steps: note, ask, settle. ADR 0031.

The note is a row of the ledger whose amount is set aside in its payment, written under the locks of order and payment.
The provider is asked outside any transaction. The answer takes effect through `settle_operation`, whoever got it: the
call that began, a repeated one, or the recovery job. A process that dies anywhere leaves the note, and whoever comes
next asks the provider again under the same id.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import structlog
from fondaco import clock
from fondaco.commerce import (
    Money,
    PaymentOperation,
    PaymentOperationKind,
    PaymentOperationOutcome,
    PaymentOperationState,
)
from fondaco.commerce.events import OrderPaymentChanged, PaymentCaptured
from fondaco.context import Context
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.ids import new_id
from fondaco.jobs import WorkerApp

from fondaco_checkout.model.balance import Balance, order_payment_state
from fondaco_checkout.model.payments import Operation, OperationVerdict, Payment, ask_again_after, verdict
from fondaco_checkout.repository import operations, orders, payments
from fondaco_checkout.service.history import record_operation
from fondaco_checkout.service.provider import ask_about_operation, operate
from fondaco_checkout.service.refund_settling import settle_refund
from fondaco_checkout.settings import CheckoutSettings

__all__ = [
    "DONE",
    "begin_automatic_capture",
    "book",
    "booked_operation",
    "context_of",
    "id_of_key",
    "new_operation",
    "refresh_order",
    "run_operation",
    "run_operations",
    "settle_operation",
    "tell_captured",
]

LEASE_MARGIN = timedelta(seconds=2)
JOB_SECONDS = 30.0
"""How long a job may take to begin with an operation, before the recovery job does it."""
FIRST_WAIT, LONGEST_WAIT = 0.05, 0.4
"""Seconds between two looks at an operation that somebody else is asking about."""
REPEATED_FOR = timedelta(hours=12)
"""After a crash an operation is done again under its id for so long, and only asked about later: providers forget
idempotency keys, the first of them after a day."""
DONE = PaymentOperationOutcome(state=PaymentOperationState.SUCCEEDED)
"""What is said of a manual payment, which no provider is asked about."""
_KEYS = UUID("0193a0a5-6f0e-7c52-9d2a-5f6f2f1d7e31")

log = structlog.get_logger("fondaco.checkout")


def context_of(app: WorkerApp, channel: str, locale: str) -> Context:
    """Returns the system, acting in the channel of an order; in any other where that is gone."""
    return Context(channel=app.channels.get(channel) or next(iter(app.channels.values())), locale=locale)


def id_of_key(context: Context, verb: str, key: str | None) -> UUID:
    """Returns the id under which a call is done: of the same caller, verb and idempotency key always the same."""
    if key is None:
        return new_id()
    principal = context.principal
    return uuid5(_KEYS, f"{principal.session or principal.id}\0{verb}\0{key}")


def new_operation(
    payment: Payment,
    kind: PaymentOperationKind,
    amount: int,
    *,
    id: UUID,
    actor: str,
    note: str,
    seconds: float,
    parent_id: UUID | None = None,
    refund_id: UUID | None = None,
) -> Operation:
    """Returns an operation that begins now.

    Args:
        seconds: How long its beginner may take to ask the provider; nobody else does so before.
    """
    now = clock.utc_now()
    return Operation(
        id=id,
        payment_id=payment.id,
        order_id=payment.order_id,
        kind=kind,
        amount=amount,
        currency=payment.currency,
        state=PaymentOperationState.PENDING,
        parent_id=parent_id,
        refund_id=refund_id,
        actor=actor[:200],
        note=note,
        failure=None,
        provider_reference="",
        created_at=now,
        finished_at=None,
        ask_at=now + timedelta(seconds=seconds) + LEASE_MARGIN,
    )


def booked_operation(
    payment: Payment,
    kind: PaymentOperationKind,
    amount: int,
    *,
    actor: str,
    note: str,
    now: datetime,
    id: UUID | None = None,
    reference: str = "",
    parent_id: UUID | None = None,
    refund_id: UUID | None = None,
) -> Operation:
    """Returns an operation that has happened already."""
    return Operation(
        id=id or new_id(),
        payment_id=payment.id,
        order_id=payment.order_id,
        kind=kind,
        amount=amount,
        currency=payment.currency,
        state=PaymentOperationState.SUCCEEDED,
        parent_id=parent_id,
        refund_id=refund_id,
        actor=actor[:200],
        note=note,
        failure=None,
        provider_reference=reference,
        created_at=now,
        finished_at=now,
        ask_at=now,
    )


async def refresh_order(uow: UnitOfWork, order_id: UUID) -> Balance:
    """Writes what is paid of a locked order, in the transaction that changed it, and tells if it is something else."""
    balance = await payments.find_balance(order_id)
    state = order_payment_state(balance)
    changed = await payments.set_order_payment_state(order_id, state)
    if changed is not None:
        number, channel = changed
        uow.emit(OrderPaymentChanged(order_id=order_id, number=number, channel=channel, payment_state=state.value))
    return balance


async def begin_automatic_capture(uow: UnitOfWork, payment_id: UUID) -> None:
    """Notes that all of a payment that was just authorized is captured, in the transaction that says so.

    A job asks the provider, at once after the commit.
    """
    payment = await payments.find_payment(payment_id)
    if payment is None or payment.capturable <= 0:
        return
    operation = new_operation(
        payment,
        PaymentOperationKind.CAPTURE,
        payment.capturable,
        id=new_id(),
        actor="system",
        note="",
        seconds=JOB_SECONDS,
    )
    if await operations.begin_operation(operation):
        uow.enqueue("checkout.run_operation", {"operation_id": operation.id})


async def run_operations(app: WorkerApp, settings: CheckoutSettings, found: Iterable[Operation]) -> None:
    """Asks providers to do operations that were just noted, one after the other: they may be of one payment."""
    for operation in found:
        await run_operation(app, settings, operation, ours=True)


async def run_operation(
    app: WorkerApp, settings: CheckoutSettings, operation: Operation, *, ours: bool = False
) -> Operation:
    """Does an operation and lets the answer take effect; returns it as it stands then. Called outside any transaction.

    Args:
        ours: Whether the caller noted it just now. Otherwise somebody else may be asking: their lease is waited for.
    """
    if not ours:
        operation = await _wait_for_other(operation)
    if not operation.open:
        return operation
    payment = await payments.find_payment(operation.payment_id)
    parent = None if operation.parent_id is None else await operations.find_operation(operation.parent_id)
    assert payment is not None  # noqa: S101 (a foreign key)
    told = PaymentOperation(
        operation_id=operation.id,
        payment_id=payment.id,
        method=payment.method,
        kind=operation.kind,
        amount=operation.money,
        provider_reference=payment.provider_reference,
        capture_reference="" if parent is None else parent.provider_reference,
        reason=operation.note,
    )
    young = clock.utc_now() - operation.created_at < REPEATED_FOR
    answer = await (operate if young else ask_about_operation)(app.hooks, told, settings.payment_timeout_seconds)
    return await settle_operation(app, operation, answer)


async def _wait_for_other(operation: Operation) -> Operation:
    wait = FIRST_WAIT
    while operation.open and clock.utc_now() < operation.ask_at:
        await asyncio.sleep(wait)
        wait = min(wait * 1.5, LONGEST_WAIT)
        operation = await operations.find_operation(operation.id) or operation
        if operation.state is PaymentOperationState.UNCERTAIN:  # whoever asked got no answer
            break
    return operation


async def settle_operation(app: WorkerApp, operation: Operation, outcome: PaymentOperationOutcome) -> Operation:
    """Lets the answer to an operation take effect, in one transaction that locks its order and then its payment.

    Idempotent and safe from any number of callers: who comes second changes nothing.

    Returns:
        The operation as it stands now.
    """
    order = (await orders.find_orders([operation.order_id]))[operation.order_id]
    async with app.unit_of_work(context_of(app, order.channel, order.locale)) as uow:
        await orders.lock_order(order.id)
        await payments.lock_payment(operation.payment_id)
        found = await operations.lock_operation(operation.id)
        assert found is not None  # noqa: S101 (operations are never removed)
        decision = verdict(found.state, outcome.state)
        if decision is OperationVerdict.KEEP:
            return found
        log.info(
            "payment_operation_settled",
            operation_id=str(found.id),
            kind=found.kind,
            outcome=outcome.state.value,
            reason=outcome.reason,
            verdict=decision.value,
        )
        if decision is OperationVerdict.ASK_AGAIN:
            await operations.postpone_operation(
                found.id, outcome.state, uow.now + ask_again_after(uow.now - found.created_at)
            )
        else:
            await book(uow, found, outcome, succeeded=decision is OperationVerdict.BOOK)
    return await operations.find_operation(operation.id) or found


async def book(uow: UnitOfWork, operation: Operation, outcome: PaymentOperationOutcome, *, succeeded: bool) -> None:
    """Decides an open operation whose order and payment are locked, and everything that follows from it."""
    await operations.settle_operation(
        operation,
        succeeded=succeeded,
        reference=outcome.provider_reference,
        failure=None if succeeded else outcome.reason or "failed",
        now=uow.now,
    )
    await record_operation(uow, operation, None if succeeded else outcome.reason or "failed")
    if succeeded and operation.kind is PaymentOperationKind.CAPTURE:
        tell_captured(uow, operation)
    if operation.refund_id is not None:
        await settle_refund(uow, operation.order_id, operation.refund_id)
    await refresh_order(uow, operation.order_id)


def tell_captured(uow: UnitOfWork, operation: Operation) -> None:
    """Tells that money came."""
    uow.emit(
        PaymentCaptured(
            order_id=operation.order_id,
            payment_id=operation.payment_id,
            operation_id=operation.id,
            amount=Money(operation.amount, operation.currency),
        )
    )
