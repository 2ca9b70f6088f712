"""What follows for a refund when one of its operations is decided."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco.commerce import Money, PaymentOperationState, RefundedLine
from fondaco.commerce.events import OrderRefunded
from fondaco.db.unit_of_work import UnitOfWork

from fondaco_checkout.model.history import actor_of_operation
from fondaco_checkout.model.refunds import Refund, RefundState, settled_state
from fondaco_checkout.repository import operations, orders, refunds
from fondaco_checkout.service.history import record

__all__ = ["settle_refund"]


async def settle_refund(uow: UnitOfWork, order_id: UUID, refund_id: UUID) -> None:
    """Writes where a refund of a locked order stands by its operations, and tells once that money went back.

    Where nothing went back, what it was for can be refunded anew.
    """
    refund = await refunds.lock_refund(refund_id)
    assert refund is not None  # noqa: S101 (a foreign key)
    of_refund = await operations.list_order_operations(order_id, refund_id=refund_id)
    refunded = sum(one.amount for one in of_refund if one.state is PaymentOperationState.SUCCEEDED)
    state = settled_state(refund.amount, refunded, open_=any(one.open for one in of_refund))
    if (state, refunded) == (refund.state, refund.refunded) and refund.told:
        return
    await refunds.set_refund_state(refund_id, state, refunded, uow.now)
    if state is not RefundState.PENDING:
        await record(
            uow,
            order_id,
            "checkout.refund_settled",
            actor=actor_of_operation(refund.actor),
            refundId=refund.global_id,
            state=state.value,
            amount=Money(refund.amount, refund.currency),
            refunded=Money(refunded, refund.currency),
        )
    if state is RefundState.FAILED:
        await refunds.take_off(refund, sign=-1)
    elif state is not RefundState.PENDING and not refund.told:
        await refunds.mark_told(refund_id)
        await _tell(uow, refund, refunded)


async def _tell(uow: UnitOfWork, refund: Refund, refunded: int) -> None:
    order = (await orders.find_orders([refund.order_id]))[refund.order_id]
    lines = {line.id: line for line in (await orders.list_lines([order.id]))[order.id]}
    uow.emit(
        OrderRefunded(
            order_id=order.id,
            number=order.number,
            channel=order.channel,
            locale=order.locale,
            email=order.email,
            refund_id=refund.id,
            amount=Money(refunded, refund.currency),
            reason=refund.reason,
            lines=tuple(
                RefundedLine(
                    part.line_id,
                    msgspec.structs.replace(lines[part.line_id].ordered, quantity=part.quantity),
                    part.restock,
                )
                for part in refund.parts
                if part.line_id is not None and part.quantity
            ),
        )
    )
