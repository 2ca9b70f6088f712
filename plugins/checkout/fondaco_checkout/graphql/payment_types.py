"""The types of payments and refunds; both schemas share them."""

from __future__ import annotations

from datetime import datetime

import msgspec
import strawberry
from fondaco import commerce
from fondaco.commerce import PaymentOperationKind, PaymentOperationState, PaymentState
from fondaco.graphql import ID, Money, TaxedMoney, enum_type, object_type

from fondaco_checkout.model import payments as model
from fondaco_checkout.model import refunds as refund_model
from fondaco_checkout.model.refunds import RefundKind, RefundState
from fondaco_checkout.repository import webhooks

__all__ = [
    "Payment",
    "PaymentOperation",
    "PaymentWebhookEvent",
    "Refund",
    "RefundPart",
    "RefundPortion",
    "RefundPortionView",
    "RefundPreview",
    "RefundPreviewView",
]

enum_type(PaymentOperationKind)
enum_type(PaymentOperationState)
enum_type(RefundState)
enum_type(RefundKind)


@object_type(model.Payment)
class Payment:
    """A payment of an order.

    Attributes:
        global_id: Opaque.
        method: Code of the way to pay.
        manual: Whether the money comes without a provider, such as by bank transfer.
        state: PENDING while money without a provider is awaited; UNKNOWN and ACTION_REQUIRED while it is undecided.
        amount_money: What was asked for.
        authorized_money: What is reserved and was neither captured nor given back.
        captured_money: What was captured, or came.
        refunded_money: What went back of it.
        due_at: When the order is cancelled if nothing came until then.
        action_url: Where the buyer has to go, while the state is ACTION_REQUIRED.
    """

    global_id: ID = strawberry.field(name="id")
    method: str
    manual: bool
    state: PaymentState
    amount_money: Money = strawberry.field(name="amount")
    authorized_money: Money = strawberry.field(name="authorized")
    captured_money: Money = strawberry.field(name="captured")
    refunded_money: Money = strawberry.field(name="refunded")
    due_at: datetime | None
    action_url: str | None
    created_at: datetime
    updated_at: datetime


@object_type(model.Operation)
class PaymentOperation:
    """One capture, void, refund or dispute: a line of the ledger.

    Attributes:
        global_id: Opaque.
        money: How much; of a dispute that was won, less than nothing.
        actor: Who began it; `provider` for what was done at the provider alone.
        failure: The provider's code, where it failed.
        provider_reference: The provider's own id of it; of money that staff noted, its reference.
        finished_at: When it was decided; null while it is not.
    """

    global_id: ID = strawberry.field(name="id")
    kind: PaymentOperationKind
    state: PaymentOperationState
    money: Money = strawberry.field(name="amount")
    actor: str
    note: str
    failure: str | None
    provider_reference: str
    created_at: datetime
    finished_at: datetime | None


@object_type(refund_model.RefundPart)
class RefundPart:
    """What a refund gives back for one line, the delivery, or a surplus that was paid.

    Attributes:
        order_line_id: The line; null for delivery and surplus.
        quantity: Pieces; 0 where only money is given back.
        restock: Whether the pieces go back into stock.
    """

    kind: RefundKind
    order_line_id: ID | None
    quantity: int
    total: TaxedMoney
    restock: bool


@object_type(refund_model.Refund)
class Refund:
    """Money that goes back to the buyer.

    Attributes:
        global_id: Opaque.
        total: What it gives back, with the tax in it.
        refunded_money: What went back of it until now.
        settled_at: When it was decided; null while it is not.
    """

    global_id: ID = strawberry.field(name="id")
    state: RefundState
    total: TaxedMoney
    refunded_money: Money = strawberry.field(name="refunded")
    parts: list[RefundPart]
    created_at: datetime
    settled_at: datetime | None


class RefundPortionView(msgspec.Struct, frozen=True):
    """What a refund takes from one payment."""

    payment: model.Payment
    amount: commerce.Money


@object_type(RefundPortionView)
class RefundPortion:
    """What a refund takes from one payment.

    Attributes:
        payment: If it is manual, staff send the money themselves.
    """

    payment: Payment
    amount: Money


class RefundPreviewView(msgspec.Struct, frozen=True):
    """What a refund would do."""

    total: commerce.TaxedMoney
    refundable: commerce.Money
    parts: tuple[refund_model.RefundPart, ...]
    portions: tuple[RefundPortionView, ...]


@object_type(RefundPreviewView)
class RefundPreview:
    """What a refund would do.

    Attributes:
        total: What it would give back, with the tax in it.
        refundable: What can be given back at most.
        portions: From which payments.
    """

    total: TaxedMoney
    refundable: Money
    parts: list[RefundPart]
    portions: list[RefundPortion]


@object_type(webhooks.WebhookEvent)
class PaymentWebhookEvent:
    """A message of a payment provider whose signature was right.

    Attributes:
        global_id: Opaque.
        event_id: The provider's own id of it.
        payment_global_id: Which payment it has news of; it may be one of a cart.
        state: `received` until the provider was asked, `handled`, or `ignored` where it has news of no payment.
        body_hash: SHA-256 of what was sent, in hexadecimal digits.
    """

    global_id: ID = strawberry.field(name="id")
    provider: str
    event_id: str
    payment_global_id: ID | None = strawberry.field(name="paymentId")
    state: str
    body_hash: str
    received_at: datetime
    handled_at: datetime | None
