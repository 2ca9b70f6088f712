"""What staff see of payments, and do with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from fondaco import commerce
from fondaco.commerce import PaymentState
from fondaco.db.pagination import Page
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.graphql import ID, Connection, Info, Money, SchemaPart, input_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.graphql.scalars import MoneyInput
from fondaco.ids import parse_global_id

from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.graphql.payment_types import Payment, PaymentOperation, PaymentWebhookEvent
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model import payments as model
from fondaco_checkout.permissions import CAPTURE_PAYMENTS, VIEW_ORDERS
from fondaco_checkout.repository import operations, webhooks
from fondaco_checkout.repository import orders as order_repository
from fondaco_checkout.repository import payments as repository
from fondaco_checkout.service.captures import capture_payment, void_payment
from fondaco_checkout.service.manual import ReceivedMoney, receive_money

__all__ = ["admin_payments"]

admin_payments = SchemaPart()


@input_type
class PaymentCaptureInput:
    """Which payment to capture, and how much of it.

    Attributes:
        amount: Null for all that is reserved.
    """

    id: ID
    amount: MoneyInput | None = None


@input_type
class PaymentVoidInput:
    """Which payment's reserved money to give back.

    Attributes:
        reason: For staff; at most 1,000 characters.
    """

    id: ID
    reason: str = ""


@input_type
class OrderPaymentReceiveInput:
    """Money that came for an order without a provider.

    Attributes:
        amount: What came; more than is owed is noted too.
        method: Code of a manual method of the settings, such as bank_transfer.
        reference: The bank's number of the transfer, or whatever tells this money from other: noted once per order.
        note: For staff; at most 1,000 characters.
        received_at: Null for now.
    """

    order_id: ID
    amount: MoneyInput
    method: str
    reference: str = ""
    note: str = ""
    received_at: datetime | None = None


class OperationAnswer(msgspec.Struct, frozen=True):
    """The payload of paymentCapture and paymentVoid."""

    operation: model.Operation
    payment: model.Payment
    order: order_model.Order


class ReceivedAnswer(msgspec.Struct, frozen=True):
    """The payload of orderPaymentReceive."""

    payment: model.Payment
    order: order_model.Order


async def _answer(operation: model.Operation) -> OperationAnswer:
    payment = await repository.find_payment(operation.payment_id)
    assert payment is not None  # noqa: S101 (a foreign key)
    order = (await order_repository.find_orders([operation.order_id]))[operation.order_id]
    return OperationAnswer(operation, payment, order)


@admin_payments.query(type=Payment | None, permission=VIEW_ORDERS)
async def payment(id: ID) -> model.Payment | None:
    """A payment of an order; null if there is none of that id."""
    return await repository.find_payment(parse_global_id(id, "Payment", field=("id",)))


@admin_payments.query(type=Connection[Payment], permission=VIEW_ORDERS)
async def payments(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    state: PaymentState | None = None,
    method: str | None = None,
) -> Page[model.Payment]:
    """Payments of orders, the newest first.

    Args:
        state: Only those in this state: PENDING for what is awaited, UNKNOWN for what is undecided.
        method: Only those of this method.
    """
    args = info.context.page_args(first, after, last, before)
    largest = info.context.app.settings.graphql.max_page_size
    return await repository.list_payments(args, state=state, method=method, largest=largest)


@admin_payments.query(type=Connection[PaymentWebhookEvent], permission=VIEW_ORDERS)
async def payment_webhook_events(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    provider: str | None = None,
) -> Page[webhooks.WebhookEvent]:
    """Messages of payment providers whose signature was right, the newest first; kept for 90 days.

    Args:
        provider: Only those of this one, as in the address they are sent to.
    """
    args = info.context.page_args(first, after, last, before)
    largest = info.context.app.settings.graphql.max_page_size
    return await webhooks.list_events(args, provider=provider, largest=largest)


@admin_payments.extend("Payment", type=list[PaymentOperation], name="operations")
async def payment_operations(found: Sequence[model.Payment]) -> list[list[model.Operation]]:
    """Everything that was done with it, the oldest first."""
    by_payment = await operations.list_operations([payment.id for payment in found])
    return [by_payment[payment.id] for payment in found]


@admin_payments.extend("Payment", type=Order, name="order")
async def payment_order(found: Sequence[model.Payment]) -> list[order_model.Order]:
    """The order that it pays."""
    orders = await order_repository.find_orders([payment.order_id for payment in found])
    return [orders[payment.order_id] for payment in found]


@admin_payments.extend("Payment", type=str)
async def provider_reference(found: Sequence[model.Payment]) -> list[str]:
    """The provider's own id of it."""
    return [payment.provider_reference for payment in found]


@admin_payments.extend("Payment", type=str | None)
async def reason(found: Sequence[model.Payment]) -> list[str | None]:
    """The provider's code, where it was declined."""
    return [payment.reason for payment in found]


@admin_payments.extend("Payment", type=Money)
async def capturable(found: Sequence[model.Payment]) -> list[commerce.Money]:
    """What can be captured now."""
    return [payment.capturable_money for payment in found]


@admin_payments.extend("Payment", type=Money)
async def refundable(found: Sequence[model.Payment]) -> list[commerce.Money]:
    """What can be given back now."""
    return [payment.refundable_money for payment in found]


@admin_payments.extend("Payment", type=Money)
async def pending_refund(found: Sequence[model.Payment]) -> list[commerce.Money]:
    """What is on its way back."""
    return [payment.pending_refund_money for payment in found]


@admin_payments.extend("Payment", type=Money)
async def disputed(found: Sequence[model.Payment]) -> list[commerce.Money]:
    """What the buyer's bank has taken back and not returned."""
    return [payment.disputed_money for payment in found]


@admin_payments.extend("Order", type=Money)
async def overpaid(orders: Sequence[order_model.Order]) -> list[commerce.Money]:
    """What was paid beyond what is owed: give it back with orderRefund, as an amount."""
    found = await repository.find_balances([order.id for order in orders])
    return [found[order.id].money(found[order.id].overpaid) for order in orders]


@admin_payments.mutation(
    returns={"operation": PaymentOperation, "payment": Payment, "order": Order},
    permission=CAPTURE_PAYMENTS,
    transaction=False,
)
async def payment_capture(info: Info, data: PaymentCaptureInput, idempotency_key: str | None) -> OperationAnswer:
    """Takes reserved money, in parts if need be. With a key, a call that is repeated takes nothing more.

    Attributes:
        operation: SUCCEEDED; UNCERTAIN where the provider did not answer in time: it is asked until it does.
    """
    operation = await capture_payment(
        info.context.app,
        settings_of(info),
        info.context.caller,
        parse_global_id(data.id, "Payment", field=("id",)),
        None if data.amount is None else data.amount.parsed(field=("amount",)),
        idempotency_key,
    )
    return await _answer(operation)


@admin_payments.mutation(
    returns={"operation": PaymentOperation, "payment": Payment, "order": Order},
    permission=CAPTURE_PAYMENTS,
    transaction=False,
)
async def payment_void(info: Info, data: PaymentVoidInput, idempotency_key: str | None) -> OperationAnswer:
    """Gives back what is reserved and was not captured."""
    operation = await void_payment(
        info.context.app,
        settings_of(info),
        info.context.caller,
        parse_global_id(data.id, "Payment", field=("id",)),
        data.reason,
        idempotency_key,
    )
    return await _answer(operation)


@admin_payments.mutation(returns={"payment": Payment, "order": Order}, permission=CAPTURE_PAYMENTS)
async def order_payment_receive(uow: UnitOfWork, info: Info, data: OrderPaymentReceiveInput) -> ReceivedAnswer:
    """Notes money that came for an order without a provider: all of it, a part, or more than is owed.

    Attributes:
        payment: The one that was awaited by that method; a new one where there is none.
    """
    received = ReceivedMoney(
        amount=data.amount.parsed(field=("amount",)),
        method=data.method,
        reference=data.reference,
        note=data.note,
        received_at=data.received_at,
    )
    order_id = parse_global_id(data.order_id, "Order", field=("orderId",))
    found = await receive_money(uow, settings_of(info), order_id, received)
    return ReceivedAnswer(found, (await order_repository.find_orders([order_id]))[order_id])
