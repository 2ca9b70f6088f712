"""Payments of orders, and the memory of the test provider."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, ForeignKey, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

from fondaco_checkout.tables.orders import Orders

__all__ = ["Payment", "TestPayment"]


class Payment(Table, tablename="payment", schema="checkout"):
    """The payment of an order; its id is the provider's idempotency key."""

    id = UUID(primary_key=True, default=None, null=False)
    order_id = ForeignKey(references=Orders, on_delete=OnDelete.restrict, null=False)
    method = Varchar(length=100, default=None, null=False)
    amount = BigInt(default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    provider_reference = Varchar(length=255, default=None, null=False)
    reason = Varchar(length=200, default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class TestPayment(Table, tablename="test_payment", schema="checkout"):
    """The memory of the test provider, which plays the world outside: nothing here is read by checkout itself."""

    payment_id = UUID(primary_key=True, default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    reason = Varchar(length=200, default=None, null=True)
    amount = BigInt(default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    reference = Varchar(length=255, default=None, null=False)
    return_url = Text(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
