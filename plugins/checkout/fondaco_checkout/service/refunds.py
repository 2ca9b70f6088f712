"""Giving money back: by staff, and by itself where an order is cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.commerce import Money, PaymentOperationKind
from fondaco.context import Context
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, LimitExceededError, NotFoundError
from fondaco.ids import new_id
from fondaco.jobs import WorkerApp

from fondaco_checkout.errors import key_reused, order_not_found, payment_not_found, reason_too_long
from fondaco_checkout.model.balance import Balance
from fondaco_checkout.model.payments import Operation, Payment, Portion, cascade, portions_total
from fondaco_checkout.model.refunds import Refund, RefundPart, RefundState, WantedRefund, plan_refund
from fondaco_checkout.repository import operations, orders, payments, refunds
from fondaco_checkout.service.history import record
from fondaco_checkout.service.operations import DONE, book, id_of_key, new_operation, run_operation
from fondaco_checkout.settings import CheckoutSettings

__all__ = [
    "PlannedRefund",
    "begin_refund",
    "begin_return",
    "plan_surplus",
    "preview_refund",
    "refund_order",
    "retry_refund",
]

LONGEST_REASON = 1000


class PlannedRefund(msgspec.Struct, frozen=True, kw_only=True):
    """What a refund would give back, for what and from which payments."""

    parts: tuple[RefundPart, ...]
    portions: tuple[Portion, ...]
    currency: str
    refundable: int

    @property
    def amount(self) -> int:
        """In all, gross, in minor units."""
        return sum(part.gross for part in self.parts)


async def preview_refund(order_id: UUID, wanted: WantedRefund, payment_id: UUID | None) -> PlannedRefund:
    """Says what `refund_order` would do now, and raises what it would raise."""
    if order_id not in await orders.find_orders([order_id]):
        raise order_not_found()
    of_order = (await payments.list_order_payments([order_id]))[order_id]
    return await _plan(order_id, of_order, wanted, payment_id)


async def _plan(
    order_id: UUID, of_order: Sequence[Payment], wanted: WantedRefund, payment_id: UUID | None
) -> PlannedRefund:
    if payment_id is not None:
        of_order = [payment for payment in of_order if payment.id == payment_id]
        if not of_order:
            raise payment_not_found()
    balance = await payments.find_balance(order_id)
    refundable = await refunds.find_refundable(order_id, balance, of_order)
    parts = plan_refund(refundable, wanted)
    amount = sum(part.gross for part in parts)
    portions = cascade(
        await operations.list_captures(order_id), amount, {payment.id: payment.refundable for payment in of_order}
    )
    if portions_total(portions) < amount:
        raise LimitExceededError("Not so much is left of the captures.", code="REFUND_TOO_LARGE")
    return PlannedRefund(parts=parts, portions=tuple(portions), currency=balance.currency, refundable=refundable.money)


async def refund_order(
    app: WorkerApp,
    settings: CheckoutSettings,
    context: Context,
    order_id: UUID,
    wanted: WantedRefund,
    reason: str,
    payment_id: UUID | None,
    key: str | None,
) -> Refund:
    """Gives money back for lines, delivery or nothing in particular, over as many captures as it takes.

    Called outside any transaction; of one key it is done once, however often it is called. Manual payments are noted
    as given back: staff send the money themselves.

    Args:
        payment_id: Only from this payment; None for the order of `cascade`.

    Returns:
        The refund; PENDING where a provider has not answered or needs time, PARTIAL where some of it could not be given
        back.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``, ``PAYMENT_NOT_FOUND``.
        InvalidInputError: As `plan_refund`, ``REASON_TOO_LONG``.
        LimitExceededError: As `plan_refund`.
        ConflictError: ``NOTHING_TO_REFUND``, ``REFUND_FAILED`` (nothing went back), ``IDEMPOTENCY_KEY_REUSED``.
    """
    if len(reason) > LONGEST_REASON:
        raise reason_too_long(LONGEST_REASON)
    id_ = id_of_key(context, "refund", key)
    async with app.unit_of_work(context) as uow:
        await orders.lock_order(order_id)
        refund = await refunds.find_refund(id_)
        begun: list[Operation] = []
        if refund is None:
            of_order = await payments.lock_payments(order_id)
            plan = await _plan(order_id, of_order, wanted, payment_id)
            begun = await begin_refund(uow, settings, order_id, plan, of_order, reason.strip(), id_=id_)
        elif refund.order_id != order_id:
            raise key_reused()
    return await _finish(app, settings, order_id, id_, {operation.id for operation in begun})


async def _finish(
    app: WorkerApp, settings: CheckoutSettings, order_id: UUID, refund_id: UUID, ours: set[UUID]
) -> Refund:
    for operation in await operations.list_order_operations(order_id, refund_id=refund_id):
        if operation.open:
            await run_operation(app, settings, operation, ours=operation.id in ours)
    refund = await refunds.find_refund(refund_id)
    assert refund is not None  # noqa: S101 (refunds are never removed)
    if refund.state is RefundState.FAILED:
        raise ConflictError("The payment provider refused: nothing was given back.", code="REFUND_FAILED")
    return refund


async def begin_refund(
    uow: UnitOfWork,
    settings: CheckoutSettings,
    order_id: UUID,
    plan: PlannedRefund,
    of_order: Sequence[Payment],
    reason: str,
    *,
    id_: UUID,
) -> list[Operation]:
    """Notes a planned refund of a locked order with locked payments; returns what providers are to be asked for."""
    refund = Refund(
        id=id_,
        order_id=order_id,
        state=RefundState.PENDING,
        amount=plan.amount,
        refunded=0,
        currency=plan.currency,
        reason=reason,
        actor=uow.context.principal.id[:200],
        told=False,
        created_at=uow.now,
        settled_at=None,
        parts=plan.parts,
    )
    await refunds.add_refund(refund)
    await record(
        uow,
        order_id,
        "checkout.refund_begun",
        refundId=refund.global_id,
        amount=Money(refund.amount, refund.currency),
        reason=reason,
    )
    return await _begin_operations(uow, settings, refund, plan.portions, of_order)


async def _begin_operations(
    uow: UnitOfWork,
    settings: CheckoutSettings,
    refund: Refund,
    portions: Sequence[Portion],
    of_order: Sequence[Payment],
) -> list[Operation]:
    by_id = {payment.id: payment for payment in of_order}
    begun: list[Operation] = []
    manual: list[Operation] = []
    for portion in portions:
        payment = by_id[portion.capture.payment_id]
        operation = new_operation(
            payment,
            PaymentOperationKind.REFUND,
            portion.amount,
            id=new_id(),
            actor=uow.context.principal.id,
            note=refund.reason,
            seconds=settings.payment_timeout_seconds,
            parent_id=portion.capture.id,
            refund_id=refund.id,
        )
        if not await operations.begin_operation(operation):
            raise LimitExceededError("Not so much is left of the payment.", code="REFUND_TOO_LARGE")
        (manual if payment.manual else begun).append(operation)
    for operation in manual:  # when all are noted, so that the refund is settled once
        await book(uow, operation, DONE, succeeded=True)
    return begun


async def plan_surplus(order_id: UUID, balance: Balance, of_order: Sequence[Payment]) -> PlannedRefund | None:
    """Plans to give back what was paid beyond what an order costs, as far as these payments hold it.

    Returns:
        None if there is no such thing.
    """
    refundable = await refunds.find_refundable(order_id, balance, of_order)
    amount = min(refundable.overpaid, refundable.money)
    portions = cascade(
        await operations.list_captures(order_id), amount, {payment.id: payment.refundable for payment in of_order}
    )
    if amount <= 0 or portions_total(portions) < amount:
        return None
    parts = plan_refund(refundable, WantedRefund(free=amount))
    return PlannedRefund(parts=parts, portions=tuple(portions), currency=balance.currency, refundable=refundable.money)


async def retry_refund(app: WorkerApp, settings: CheckoutSettings, context: Context, refund_id: UUID) -> Refund:
    """Tries to give back what a PARTIAL refund could not. Of one that stands otherwise nothing is changed.

    Raises:
        NotFoundError: ``REFUND_NOT_FOUND``.
        ConflictError: ``REFUND_FAILED`` of one of which nothing went back: make another.
        LimitExceededError: ``REFUND_TOO_LARGE`` where the order's captures do not hold so much any more.
    """
    found = await refunds.find_refund(refund_id)
    if found is None:
        raise NotFoundError("There is no such refund.", code="REFUND_NOT_FOUND", field=("id",))
    begun: list[Operation] = []
    async with app.unit_of_work(context) as uow:
        await orders.lock_order(found.order_id)
        refund = await refunds.lock_refund(refund_id)
        assert refund is not None  # noqa: S101 (refunds are never removed)
        if refund.state is RefundState.PARTIAL:
            of_order = await payments.lock_payments(refund.order_id)
            missing = refund.amount - refund.refunded
            portions = cascade(
                await operations.list_captures(refund.order_id),
                missing,
                {payment.id: payment.refundable for payment in of_order},
            )
            if portions_total(portions) < missing:
                raise LimitExceededError(
                    f"Only {Money(portions_total(portions), refund.currency)} is left of what was paid.",
                    code="REFUND_TOO_LARGE",
                    field=("id",),
                )
            await refunds.set_refund_state(refund_id, RefundState.PENDING, refund.refunded, uow.now)
            begun = await _begin_operations(uow, settings, refund, portions, of_order)
    return await _finish(app, settings, found.order_id, refund_id, {operation.id for operation in begun})


async def begin_return(uow: UnitOfWork, settings: CheckoutSettings, order_id: UUID) -> list[Operation]:
    """Notes that all a locked, cancelled order holds is given back; returns what providers are to be asked for.

    What is reserved is voided, what is captured refunded; goods go back into stock by the cancellation itself. Manual
    payments are left to staff, who have to send that money; those that are only awaited are given up. What is being
    captured meanwhile is returned by the recovery job.
    """
    begun = []
    of_order = await payments.lock_payments(order_id)
    await payments.give_up_awaited(order_id, uow.now)
    for payment in of_order:
        if payment.capturable > 0 and not payment.pending_capture and not payment.manual:
            operation = new_operation(
                payment,
                PaymentOperationKind.VOID,
                payment.capturable,
                id=new_id(),
                actor=uow.context.principal.id,
                note="",
                seconds=settings.payment_timeout_seconds,
            )
            if await operations.begin_operation(operation):
                begun.append(operation)
    by_provider = [payment for payment in of_order if not payment.manual]
    if any(payment.refundable > 0 for payment in by_provider):
        balance = await payments.find_balance(order_id)
        refundable = await refunds.find_refundable(order_id, balance, by_provider)
        parts = plan_refund(refundable, WantedRefund(everything=True))
        amount = sum(part.gross for part in parts)
        portions = cascade(
            await operations.list_captures(order_id),
            amount,
            {payment.id: payment.refundable for payment in by_provider},
        )
        if amount and portions_total(portions) == amount:
            plan = PlannedRefund(
                parts=parts, portions=tuple(portions), currency=balance.currency, refundable=refundable.money
            )
            begun += await begin_refund(uow, settings, order_id, plan, of_order, "", id_=new_id())
    return begun
