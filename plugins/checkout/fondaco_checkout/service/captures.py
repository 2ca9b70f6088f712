"""What staff do with reserved money: take it, or give it back."""

from __future__ import annotations

from uuid import UUID

from fondaco.commerce import Money, PaymentOperationKind, PaymentOperationState
from fondaco.context import Context
from fondaco.errors import ConflictError, LimitExceededError
from fondaco.jobs import WorkerApp

from fondaco_checkout.errors import (
    key_reused,
    not_positive,
    order_is_cancelled,
    order_is_held,
    payment_not_found,
    reason_too_long,
    wrong_currency,
)
from fondaco_checkout.model.order import Order
from fondaco_checkout.model.payments import Operation, Payment
from fondaco_checkout.model.states import OrderAction, allows
from fondaco_checkout.repository import cases, operations, orders, payments
from fondaco_checkout.service.operations import id_of_key, new_operation, run_operation
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["capture_payment", "void_payment"]

LONGEST_REASON = 1000


_ACTIONS = {
    PaymentOperationKind.CAPTURE: OrderAction.CAPTURE,
    PaymentOperationKind.VOID: OrderAction.GIVE_BACK,
}


async def capture_payment(
    app: WorkerApp,
    settings: CheckoutSettings,
    context: Context,
    payment_id: UUID,
    amount: Money | None,
    key: str | None,
) -> Operation:
    """Takes reserved money. Called outside any transaction; of one key it is done once, however often it is called.

    Args:
        amount: None for all that is left.

    Returns:
        The capture; not SUCCEEDED where the provider has not answered or needs time.

    Raises:
        NotFoundError: ``PAYMENT_NOT_FOUND``.
        InvalidInputError: ``WRONG_CURRENCY``, ``INVALID_AMOUNT``.
        LimitExceededError: ``CAPTURE_TOO_LARGE``.
        ConflictError: ``NOTHING_TO_CAPTURE``, ``ORDER_CANCELLED``, ``ORDER_HELD``, ``PAYMENT_OPERATION_FAILED``,
            ``IDEMPOTENCY_KEY_REUSED``.
    """
    if amount is not None and amount.amount <= 0:
        raise not_positive("amount")
    return await _do(app, settings, context, PaymentOperationKind.CAPTURE, payment_id, amount, "", key)


async def void_payment(
    app: WorkerApp, settings: CheckoutSettings, context: Context, payment_id: UUID, reason: str, key: str | None
) -> Operation:
    """Gives back what is reserved and was not captured. As `capture_payment`.

    Raises:
        NotFoundError: ``PAYMENT_NOT_FOUND``.
        InvalidInputError: ``REASON_TOO_LONG``.
        ConflictError: ``NOTHING_TO_VOID``, ``CAPTURE_UNDER_WAY``, ``PAYMENT_OPERATION_FAILED``,
            ``IDEMPOTENCY_KEY_REUSED``.
    """
    if len(reason) > LONGEST_REASON:
        raise reason_too_long(LONGEST_REASON)
    return await _do(app, settings, context, PaymentOperationKind.VOID, payment_id, None, reason.strip(), key)


async def _do(
    app: WorkerApp,
    settings: CheckoutSettings,
    context: Context,
    kind: PaymentOperationKind,
    payment_id: UUID,
    amount: Money | None,
    note: str,
    key: str | None,
) -> Operation:
    id_ = id_of_key(context, kind.value, key)
    payment = await payments.find_payment(payment_id)
    if payment is None:
        raise payment_not_found()
    async with app.unit_of_work(context):
        order = await orders.lock_order(payment.order_id)
        payment = await payments.lock_payment(payment_id)
        assert payment is not None  # noqa: S101 (payments are never removed)
        operation = await operations.find_operation(id_)
        ours = operation is None
        if operation is None:
            if not allows(order.state, _ACTIONS[kind]):
                raise order_is_cancelled()
            if kind is PaymentOperationKind.CAPTURE and await cases.is_held(order.id):
                raise order_is_held()
            operation = new_operation(
                payment,
                kind,
                await _amount(order, payment, kind, amount),
                id=id_,
                actor=context.principal.id,
                note=note,
                seconds=settings.payment_timeout_seconds,
            )
            if not await operations.begin_operation(operation):
                raise LimitExceededError(
                    f"At most {payment.money(payment.capturable)} of this payment can be captured.",
                    code="CAPTURE_TOO_LARGE",
                    field=("amount",),
                )
        elif operation.payment_id != payment_id:
            raise key_reused()
    operation = await run_operation(app, settings, operation, ours=ours)
    if operation.state is PaymentOperationState.FAILED:
        raise ConflictError(
            f"The payment provider refused ({operation.failure}). Nothing was changed.",
            code="PAYMENT_OPERATION_FAILED",
            field=("id",),
        )
    return operation


async def _amount(order: Order, payment: Payment, kind: PaymentOperationKind, amount: Money | None) -> int:
    if amount is not None and amount.currency != payment.currency:
        raise wrong_currency(payment.currency, "amount")
    capture = kind is PaymentOperationKind.CAPTURE
    if not capture and payment.pending_capture:
        raise ConflictError(
            "A capture of this payment is under way: wait until that is decided.",
            code="CAPTURE_UNDER_WAY",
            field=("id",),
        )
    if payment.capturable <= 0:
        raise ConflictError(
            "Nothing of this payment is reserved any more.",
            code="NOTHING_TO_CAPTURE" if capture else "NOTHING_TO_VOID",
            field=("id",),
        )
    if not capture:
        return payment.capturable
    most = min(payment.capturable, await _owed(order))
    if most <= 0:
        raise ConflictError(
            "All that the order costs by now is paid: release what is reserved.",
            code="NOTHING_TO_CAPTURE",
            field=("id",),
        )
    if amount is not None and most < amount.amount <= payment.capturable:
        raise LimitExceededError(
            f"The order costs less by now: at most {payment.money(most)} is still to be paid.",
            code="CAPTURE_TOO_LARGE",
            field=("amount",),
        )
    return most if amount is None else amount.amount


async def _owed(order: Order) -> int:
    """Returns what of a locked order is neither paid nor being captured, in minor units."""
    balance = await payments.find_balance(order.id)
    under_way = sum(one.pending_capture for one in (await payments.list_order_payments([order.id]))[order.id])
    return balance.owed - balance.kept + balance.returning - under_way
