"""Money that comes without a provider: staff note it, buyers are reminded of it, orders are cancelled without it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
import structlog
from fondaco import clock
from fondaco.commerce import Money, PaymentOperationKind, PaymentOutcome, PaymentState
from fondaco.commerce.events import PaymentReminderDue
from fondaco.context import Context
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError
from fondaco.ids import new_id
from fondaco.jobs import WorkerApp

from fondaco_checkout.errors import (
    not_positive,
    order_is_cancelled,
    order_not_found,
    reason_too_long,
    wrong_currency,
)
from fondaco_checkout.manual_methods import due_reminders, manual_method
from fondaco_checkout.model.order import Order
from fondaco_checkout.model.order_words import reference_words
from fondaco_checkout.model.payments import Payment, payment_of
from fondaco_checkout.model.states import OrderAction, allows
from fondaco_checkout.repository import operations, order_search, orders, payments
from fondaco_checkout.service.history import record
from fondaco_checkout.service.operations import booked_operation, context_of, refresh_order, tell_captured
from fondaco_checkout.service.orders import cancel_order
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["ReceivedMoney", "cancel_unpaid", "receive_money", "remind"]

LONGEST_REFERENCE, LONGEST_NOTE = 255, 1000
BATCH = 200
UNPAID = "The money did not come in time."

log = structlog.get_logger("fondaco.checkout")


class ReceivedMoney(msgspec.Struct, frozen=True, kw_only=True):
    """Money that came.

    Attributes:
        method: Code of a manual method.
        reference: The bank's number of the transfer, or whatever tells this money from other; noted once per order.
        received_at: None for now; not in the future.
    """

    amount: Money
    method: str
    reference: str = ""
    note: str = ""
    received_at: datetime | None = None


async def receive_money(
    uow: UnitOfWork, settings: CheckoutSettings, order_id: UUID, received: ReceivedMoney
) -> Payment:
    """Notes money that came for an order without a provider, in the caller's transaction, and returns its payment.

    It belongs to the payment that is awaited by that method; where there is none, or its money came already, it is a
    payment of its own. More than is owed is noted too: the order is overpaid then.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``.
        InvalidInputError: ``WRONG_CURRENCY``, ``INVALID_AMOUNT``, ``PAYMENT_METHOD_UNKNOWN``, ``REFERENCE_TOO_LONG``,
            ``REASON_TOO_LONG``, ``RECEIVED_IN_FUTURE``.
        ConflictError: ``REFERENCE_KNOWN``, ``ORDER_CANCELLED``.
    """
    _check(settings, received, uow.now)
    if order_id not in await orders.find_orders([order_id]):
        raise order_not_found()
    order = await orders.lock_order(order_id)
    if received.amount.currency != order.currency:
        raise wrong_currency(order.currency, "amount")
    if not allows(order.state, OrderAction.RECEIVE):
        raise order_is_cancelled()
    of_order = await payments.lock_payments(order_id)
    await _check_reference(order_id, of_order, received)
    payment = next(
        (one for one in of_order if one.state is PaymentState.PENDING and one.method == received.method), None
    )
    if payment is None:
        payment = payment_of(
            PaymentOutcome(state=PaymentState.PENDING),
            id=new_id(),
            order_id=order_id,
            method=received.method,
            asked=received.amount,
            now=uow.now,
        )
        await payments.add_payment(payment)
    operation = booked_operation(
        payment,
        PaymentOperationKind.CAPTURE,
        received.amount.amount,
        actor=uow.context.principal.id,
        note=received.note.strip(),
        now=received.received_at or uow.now,
        reference=received.reference.strip(),
    )
    await operations.add_booked(operation)
    await order_search.add_words(order_id, reference_words((operation.provider_reference,)))
    await record(
        uow,
        order_id,
        "checkout.payment_received",
        shown={"amount", "method"},
        amount=received.amount,
        method=received.method,
        reference=received.reference.strip(),
        note=received.note.strip(),
        paymentId=payment.global_id,
    )
    tell_captured(uow, operation)
    balance = await refresh_order(uow, order_id)
    if not balance.outstanding:
        await payments.give_up_awaited(order_id, uow.now)
    return await payments.find_payment(payment.id) or payment


def _check(settings: CheckoutSettings, received: ReceivedMoney, now: datetime) -> None:
    if received.amount.amount <= 0:
        raise not_positive("amount")
    if manual_method(settings, received.method) is None:
        raise InvalidInputError(
            "Money that came is noted for one of the manual methods.", code="PAYMENT_METHOD_UNKNOWN", field=("method",)
        )
    if len(received.reference) > LONGEST_REFERENCE or not received.reference.isprintable():
        raise InvalidInputError(
            f"A reference has at most {LONGEST_REFERENCE} printable characters.",
            code="REFERENCE_TOO_LONG",
            field=("reference",),
        )
    if len(received.note) > LONGEST_NOTE:
        raise reason_too_long(LONGEST_NOTE, "note")
    if received.received_at is not None and received.received_at > now:
        raise InvalidInputError(
            "Money cannot have come in the future.", code="RECEIVED_IN_FUTURE", field=("receivedAt",)
        )


async def _check_reference(order_id: UUID, of_order: list[Payment], received: ReceivedMoney) -> None:
    reference = received.reference.strip()
    methods = {payment.id: payment.method for payment in of_order}
    known = reference and any(
        one.provider_reference == reference and methods[one.payment_id] == received.method
        for one in await operations.list_order_operations(order_id)
    )
    if known:
        raise ConflictError(
            "Money with this reference was noted for this order already.", code="REFERENCE_KNOWN", field=("reference",)
        )


async def remind(app: WorkerApp, settings: CheckoutSettings) -> None:
    """Tells by `PaymentReminderDue` of each payment whose reminder is due, once of each reminder."""
    due = due_reminders(settings, clock.utc_now())
    for payment_id in await payments.list_awaited_payments(due, BATCH):
        found = await payments.find_payment(payment_id)
        if found is not None:
            await _remind(app, settings, found)


async def _remind(app: WorkerApp, settings: CheckoutSettings, payment: Payment) -> None:
    order: Order = (await orders.find_orders([payment.order_id]))[payment.order_id]
    async with app.unit_of_work(context_of(app, order.channel, order.locale)) as uow:
        order = await orders.lock_order(order.id)
        found = await payments.lock_payment(payment.id)
        reminders = [
            number
            for method, number, before in due_reminders(settings, uow.now)
            if found is not None and method == found.method and found.created_at < before
        ]
        if found is None or found.state is not PaymentState.PENDING or not allows(order.state, OrderAction.REMIND):
            return
        if not await payments.note_reminder(found.id, max(reminders, default=0)):
            return
        outstanding = (await payments.find_balance(order.id)).outstanding
        await record(
            uow,
            order.id,
            "checkout.payment_reminded",
            shown={"outstanding"},
            reminder=max(reminders),
            outstanding=Money(outstanding, order.currency),
            paymentId=found.global_id,
        )
        uow.emit(
            PaymentReminderDue(
                order_id=order.id,
                number=order.number,
                channel=order.channel,
                locale=order.locale,
                email=order.email,
                payment_id=found.id,
                method=found.method,
                outstanding=Money(outstanding, order.currency),
                due_at=found.due_at,
                reminder=max(reminders),
            )
        )


async def cancel_unpaid(app: WorkerApp, settings: CheckoutSettings, context: Context) -> None:
    """Cancels orders whose money was awaited and is overdue; not those of which anything was paid or is reserved."""
    for order_id in await payments.list_unpaid_orders(clock.utc_now(), BATCH):
        try:
            await cancel_order(app, settings, context, order_id, UNPAID, unpaid_only=True)
        except Exception:  # whatever it is, the others must not wait for it
            log.exception("cancel_unpaid_failed", order_id=str(order_id))
