"""What staff see of refunds, and do."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco import commerce
from fondaco.commerce import Money as MoneyValue
from fondaco.db.pagination import Page
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Connection, Info, SchemaPart, input_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.graphql.scalars import MoneyInput
from fondaco.ids import parse_global_id

from fondaco_checkout.errors import order_not_found, wrong_currency
from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.graphql.payment_types import Refund, RefundPortionView, RefundPreview, RefundPreviewView
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model import refunds as model
from fondaco_checkout.model.refunds import RefundState, WantedLine, WantedRefund
from fondaco_checkout.permissions import REFUND_ORDERS, VIEW_ORDERS
from fondaco_checkout.repository import orders as order_repository
from fondaco_checkout.repository import payments as payment_repository
from fondaco_checkout.repository import refunds as repository
from fondaco_checkout.service.refunds import preview_refund, refund_order, retry_refund

__all__ = ["admin_refunds"]

admin_refunds = SchemaPart()

MOST_LINES = 1000


@input_type
class RefundLineInput:
    """What to give back of a line.

    Attributes:
        quantity: Pieces; 0 to give back money alone.
        amount: Gross; null for the pieces' share of what is left of the line.
        restock: Whether the pieces go back into stock.
    """

    line_id: ID
    quantity: int
    amount: MoneyInput | None = None
    restock: bool = False


@input_type
class OrderRefundInput:
    """What to give back of an order.

    Attributes:
        delivery: Whether all that is left of the delivery goes back.
        delivery_amount: Gross: only so much of it.
        amount: For no goods in particular: first of what was overpaid, then of lines and delivery in proportion.
        everything: All that is left, instead of all that.
        restock: With everything: whether the goods go back into stock.
        reason: For staff; at most 1,000 characters.
        payment_id: Only from this payment. Otherwise first from payments that a provider gives back, of these from the
            capture that is newest.
    """

    order_id: ID
    lines: list[RefundLineInput] | None = None
    delivery: bool = False
    delivery_amount: MoneyInput | None = None
    amount: MoneyInput | None = None
    everything: bool = False
    restock: bool = False
    reason: str = ""
    payment_id: ID | None = None


@input_type
class RefundRetryInput:
    """Which refund to try again."""

    id: ID


class RefundAnswer(msgspec.Struct, frozen=True):
    """The payload of orderRefund and refundRetry."""

    refund: model.Refund
    order: order_model.Order


def _minor(amount: MoneyInput | None, currency: str, *path: str) -> int:
    if amount is None:
        return 0
    money: MoneyValue = amount.parsed(field=path)
    if money.currency != currency:
        raise wrong_currency(currency, *path)
    return money.amount


async def _wanted(data: OrderRefundInput) -> WantedRefund:
    order_id = parse_global_id(data.order_id, "Order", field=("orderId",))
    order = (await order_repository.find_orders([order_id])).get(order_id)
    if order is None:
        raise order_not_found()
    if len(data.lines or ()) > MOST_LINES:
        raise InvalidInputError(f"At most {MOST_LINES} lines at once.", code="TOO_MANY_LINES", field=("lines",))
    lines = tuple(
        WantedLine(
            line_id=parse_global_id(line.line_id, "OrderLine", field=("lines", str(index), "lineId")),
            quantity=line.quantity,
            amount=None if line.amount is None else _minor(line.amount, order.currency, "lines", str(index), "amount"),
            restock=line.restock,
        )
        for index, line in enumerate(data.lines or ())
    )
    return WantedRefund(
        lines=lines,
        delivery=None if data.delivery else _minor(data.delivery_amount, order.currency, "deliveryAmount"),
        free=_minor(data.amount, order.currency, "amount"),
        everything=data.everything,
        restock=data.restock,
    )


def _payment_id(data: OrderRefundInput) -> UUID | None:
    return None if data.payment_id is None else parse_global_id(data.payment_id, "Payment", field=("paymentId",))


@admin_refunds.query(type=RefundPreview, permission=VIEW_ORDERS)
async def refund_preview(input: OrderRefundInput) -> RefundPreviewView:
    """What orderRefund would do with the same input, or the error that it would answer with."""
    data = input
    order_id = parse_global_id(data.order_id, "Order", field=("orderId",))
    plan = await preview_refund(order_id, await _wanted(data), _payment_id(data))
    payments = {payment.id: payment for payment in (await payment_repository.list_order_payments([order_id]))[order_id]}
    taken: dict[object, int] = {}
    for portion in plan.portions:
        taken[portion.capture.payment_id] = taken.get(portion.capture.payment_id, 0) + portion.amount
    return RefundPreviewView(
        total=sum((part.total for part in plan.parts), commerce.TaxedMoney.zero(plan.currency)),
        refundable=MoneyValue(plan.refundable, plan.currency),
        parts=plan.parts,
        portions=tuple(
            RefundPortionView(payment, payment.money(taken[payment.id]))
            for payment in payments.values()
            if payment.id in taken
        ),
    )


@admin_refunds.query(type=Connection[Refund], permission=VIEW_ORDERS)
async def refunds(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    state: RefundState | None = None,
) -> Page[model.Refund]:
    """Refunds of all orders, the newest first.

    Args:
        state: Only those in this state: PARTIAL for what has to be tried again.
    """
    args = info.context.page_args(first, after, last, before)
    largest = info.context.app.settings.graphql.max_page_size
    return await repository.list_refunds(args, state=state, largest=largest)


@admin_refunds.extend("Refund", type=str, name="reason")
async def refund_reason(found: Sequence[model.Refund]) -> list[str]:
    """Why, in the words of staff."""
    return [refund.reason for refund in found]


@admin_refunds.extend("Refund", type=str, name="actor")
async def refund_actor(found: Sequence[model.Refund]) -> list[str]:
    """Who began it; `provider` for one that was made at the provider alone."""
    return [refund.actor for refund in found]


@admin_refunds.extend("Refund", type=Order, name="order")
async def refund_of_order(found: Sequence[model.Refund]) -> list[order_model.Order]:
    """The order."""
    orders = await order_repository.find_orders([refund.order_id for refund in found])
    return [orders[refund.order_id] for refund in found]


async def _answer(refund: model.Refund) -> RefundAnswer:
    return RefundAnswer(refund, (await order_repository.find_orders([refund.order_id]))[refund.order_id])


@admin_refunds.mutation(returns={"refund": Refund, "order": Order}, permission=REFUND_ORDERS, transaction=False)
async def order_refund(info: Info, data: OrderRefundInput, idempotency_key: str | None) -> RefundAnswer:
    """Gives money back for lines, the delivery or nothing in particular; see refundPreview.

    Money that came without a provider is noted as given back: send it yourself. With a key, a call that is repeated
    gives nothing more.

    Attributes:
        refund: PENDING where a provider has not answered or needs time, PARTIAL where some could not be given back.
    """
    refund = await refund_order(
        info.context.app,
        settings_of(info),
        info.context.caller,
        parse_global_id(data.order_id, "Order", field=("orderId",)),
        await _wanted(data),
        data.reason,
        _payment_id(data),
        idempotency_key,
    )
    return await _answer(refund)


@admin_refunds.mutation(returns={"refund": Refund, "order": Order}, permission=REFUND_ORDERS, transaction=False)
async def refund_retry(info: Info, data: RefundRetryInput) -> RefundAnswer:
    """Tries to give back what a PARTIAL refund could not; any other is left as it is."""
    refund = await retry_refund(
        info.context.app,
        settings_of(info),
        info.context.caller,
        parse_global_id(data.id, "Refund", field=("id",)),
    )
    return await _answer(refund)
