"""Payments of orders, and the memory of the test provider."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

from fondaco_checkout.tables.orders import OrderLine, Orders

__all__ = ["Payment", "PaymentOperation", "Refund", "RefundLine", "TestOperation", "TestPayment", "WebhookEvent"]


class Payment(Table, tablename="payment", schema="checkout"):
    """A payment of an order; its id is the provider's idempotency key. Its row is the lock of its amounts."""

    id = UUID(primary_key=True, default=None, null=False)
    order_id = ForeignKey(references=Orders, on_delete=OnDelete.restrict, null=False)
    method = Varchar(length=100, default=None, null=False)
    amount = BigInt(default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    provider_reference = Varchar(length=255, default=None, null=False)
    reason = Varchar(length=200, default=None, null=True)
    manual = Boolean(default=False, null=False)
    reserved = BigInt(default=0, null=False)
    captured = BigInt(default=0, null=False)
    released = BigInt(default=0, null=False)
    refunded = BigInt(default=0, null=False)
    disputed = BigInt(default=0, null=False)
    pending_capture = BigInt(default=0, null=False)
    pending_release = BigInt(default=0, null=False)
    pending_refund = BigInt(default=0, null=False)
    action_url = Text(default=None, null=True)
    lease_until = Timestamptz(default=None, null=True)
    due_at = Timestamptz(default=None, null=True)
    reminders = Integer(default=0, null=False)
    version = BigInt(default=0, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class Refund(Table, tablename="refund", schema="checkout"):
    """Money that goes back for goods, delivery or nothing in particular."""

    id = UUID(primary_key=True, default=None, null=False)
    order_id = ForeignKey(references=Orders, on_delete=OnDelete.restrict, null=False)
    state = Varchar(length=20, default=None, null=False)
    amount = BigInt(default=None, null=False)
    refunded = BigInt(default=0, null=False)
    currency = Varchar(length=3, default=None, null=False)
    reason = Text(default=None, null=False)
    actor = Varchar(length=200, default=None, null=False)
    told = Boolean(default=False, null=False)
    created_at = Timestamptz(default=None, null=False)
    settled_at = Timestamptz(default=None, null=True)


class RefundLine(Table, tablename="refund_line", schema="checkout"):
    """What a refund is for: a line, the delivery, or a surplus."""

    id = UUID(primary_key=True, default=None, null=False)
    refund_id = ForeignKey(references=Refund, on_delete=OnDelete.restrict, null=False)
    position = Integer(default=None, null=False)
    kind = Varchar(length=20, default=None, null=False)
    line_id = ForeignKey(references=OrderLine, on_delete=OnDelete.restrict, null=True)
    quantity = Integer(default=None, null=False)
    net = BigInt(default=None, null=False)
    tax = BigInt(default=None, null=False)
    restock = Boolean(default=None, null=False)


class PaymentOperation(Table, tablename="payment_operation", schema="checkout"):
    """The ledger: every capture, void and refund; the id is the provider's idempotency key."""

    id = UUID(primary_key=True, default=None, null=False)
    payment_id = ForeignKey(references=Payment, on_delete=OnDelete.restrict, null=False)
    order_id = ForeignKey(references=Orders, on_delete=OnDelete.restrict, null=False)
    kind = Varchar(length=20, default=None, null=False)
    amount = BigInt(default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    parent_id = UUID(default=None, null=True)
    refund_id = ForeignKey(references=Refund, on_delete=OnDelete.restrict, null=True)
    actor = Varchar(length=200, default=None, null=False)
    note = Text(default=None, null=False)
    failure = Varchar(length=200, default=None, null=True)
    provider_reference = Varchar(length=255, default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    finished_at = Timestamptz(default=None, null=True)
    ask_at = Timestamptz(default=None, null=False)


class WebhookEvent(Table, tablename="webhook_event", schema="checkout"):
    """The inbox of messages from payment providers whose signature was right."""

    id = UUID(primary_key=True, default=None, null=False)
    provider = Varchar(length=100, default=None, null=False)
    event_id = Varchar(length=255, default=None, null=False)
    body_hash = Varchar(length=64, default=None, null=False)
    payment_id = UUID(default=None, null=True)
    state = Varchar(length=20, default=None, null=False)
    received_at = Timestamptz(default=None, null=False)
    handled_at = Timestamptz(default=None, null=True)


class TestOperation(Table, tablename="test_operation", schema="checkout"):
    """What the test provider knows of captures and refunds; nothing here is read by checkout itself."""

    operation_id = UUID(primary_key=True, default=None, null=False)
    payment_id = UUID(default=None, null=False, index=True)
    kind = Varchar(length=20, default=None, null=False)
    amount = BigInt(default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    reason = Varchar(length=200, default=None, null=True)
    created_at = Timestamptz(default=None, null=False)


class TestPayment(Table, tablename="test_payment", schema="checkout"):
    """The memory of the test provider, which plays the world outside: nothing here is read by checkout itself."""

    payment_id = UUID(primary_key=True, default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    reason = Varchar(length=200, default=None, null=True)
    amount = BigInt(default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    reference = Varchar(length=255, default=None, null=False)
    return_url = Text(default=None, null=True)
    captured = BigInt(default=0, null=False)
    refunded = BigInt(default=0, null=False)
    disputed = BigInt(default=0, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
