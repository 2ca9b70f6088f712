"""Writing the history of orders, in the transaction in which a thing happens."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from fondaco import clock
from fondaco.commerce import Actor, OrderEntry, PaymentOperationKind
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.ids import encode_global_id

from fondaco_checkout.errors import order_not_found
from fondaco_checkout.model.history import NewEntry, actor_of, actor_of_operation, visible
from fondaco_checkout.model.payments import Operation
from fondaco_checkout.repository import history

__all__ = ["record", "record_entry", "record_operation"]


async def record(
    uow: UnitOfWork,
    order_id: UUID,
    kind: str,
    *,
    shown: Collection[str] | None = None,
    actor: Actor | None = None,
    note_id: UUID | None = None,
    **detail: Any,
) -> None:
    """Writes an entry into the history of an order. One statement, no locks.

    Args:
        kind: With the plugin's name, such as ``checkout.cancelled``.
        shown: Names of the details that the buyer sees; empty to show only that it happened, None to hide the entry.
        actor: Who did it; None for the caller.
        note_id: Of a note of staff.
        detail: See `fondaco.commerce.OrderEntry`.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``.
    """
    entry = NewEntry(
        order_id=order_id,
        at=clock.utc_now(),  # not when the transaction began: it may have waited for the order's lock
        kind=kind,
        actor=actor or actor_of(uow.context.principal),
        detail=detail,
        shown=visible(detail, shown),
        note_id=note_id,
    )
    if not await history.add_entries([entry]):
        raise order_not_found()


async def record_entry(uow: UnitOfWork, entry: OrderEntry) -> None:
    """Writes what another plugin tells of an order; what it tells of somebody else's is left to them. As `record`."""
    written = NewEntry(
        order_id=entry.order_id,
        at=clock.utc_now(),
        kind=entry.kind,
        actor=entry.actor or actor_of(uow.context.principal),
        detail=entry.detail,
        shown=visible(entry.detail, entry.shown),
    )
    await history.add_entries([written])


_KINDS = {
    PaymentOperationKind.CAPTURE: "checkout.payment_captured",
    PaymentOperationKind.VOID: "checkout.payment_voided",
    PaymentOperationKind.REFUND: "checkout.payment_refunded",
    PaymentOperationKind.DISPUTE: "checkout.payment_disputed",
}


async def record_operation(uow: UnitOfWork, operation: Operation, failure: str | None = None) -> None:
    """Writes that money was captured, given back or taken back by a bank, or that the provider refused to.

    Args:
        failure: The provider's code of the refusal.
    """
    detail: dict[str, Any] = {
        "amount": operation.money,
        "paymentId": encode_global_id("Payment", operation.payment_id),
        "operationId": operation.global_id,
        "refundId": operation.refund_id and encode_global_id("Refund", operation.refund_id),
        "note": operation.note,
    }
    actor = actor_of_operation(operation.actor)
    if failure is not None:
        kind = operation.kind.value
        await record(
            uow,
            operation.order_id,
            "checkout.payment_operation_failed",
            actor=actor,
            operation=kind,
            failure=failure,
            **detail,
        )
        return
    shown = {"amount"} if operation.kind in {PaymentOperationKind.CAPTURE, PaymentOperationKind.REFUND} else None
    await record(uow, operation.order_id, _KINDS[operation.kind], actor=actor, shown=shown, **detail)
