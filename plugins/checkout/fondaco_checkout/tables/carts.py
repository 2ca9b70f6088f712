"""Carts, and what guards their completion."""

from __future__ import annotations

from fondaco.ids import new_id
from piccolo.columns import JSONB, UUID, BigInt, Boolean, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["Cart", "CartLine", "Completion", "PaymentAttempt"]


class Cart(Table, tablename="cart", schema="checkout"):
    """What a buyer means to buy. Its row is the lock of everything about it.

    It belongs to ``customer_id`` if that is given, else to the session; of the ``origin`` ``staff``, to nobody.
    """

    id = UUID(primary_key=True, default=new_id)
    state = Varchar(length=20, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    session = UUID(default=None, null=False)
    email = Varchar(length=320, default=None, null=True)
    phone = Varchar(length=40, default=None, null=True)
    shipping_address = JSONB(default=None, null=True)
    billing_address = JSONB(default=None, null=True)
    delivery_code = Varchar(length=200, default=None, null=True)
    delivery_quote = JSONB(default=None, null=True)
    customer_id = UUID(default=None, null=True)
    name = Varchar(length=100, default="", null=False)
    is_current = Boolean(default=False, null=False)
    remarks = JSONB(default="{}", null=False)
    notices = JSONB(default="[]", null=False)
    tax_number = Varchar(length=40, default="", null=False)
    tax_exemption = Varchar(length=100, default="", null=False)
    origin = Varchar(length=10, default="buyer", null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class CartLine(Table, tablename="cart_line", schema="checkout"):
    """One sellable thing in a cart. ``seen`` is the `Sellable` that the buyer last saw, ``price`` what staff set."""

    id = UUID(primary_key=True, default=new_id)
    cart_id = ForeignKey(references=Cart, on_delete=OnDelete.restrict, null=False)
    position = Integer(default=None, null=False)
    sellable_type = Varchar(length=100, default=None, null=False)
    sellable_id = UUID(default=None, null=False)
    choices = JSONB(default="[]", null=False)
    quantity = Integer(default=None, null=False)
    seen = JSONB(default=None, null=False)
    remarks = JSONB(default="{}", null=False)
    price = BigInt(default=None, null=True)
    price_reason = Varchar(length=1000, default="", null=False)


class Completion(Table, tablename="completion", schema="checkout"):
    """The guard: a cart whose payment is undecided has one row here. ``draft`` is the frozen `OrderDraft`."""

    cart_id = ForeignKey(references=Cart, on_delete=OnDelete.restrict, null=False, primary_key=True)
    payment_id = UUID(default=None, null=False, unique=True)
    attempt = Integer(default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    method = Varchar(length=100, default=None, null=False)
    draft = JSONB(default=None, null=False)
    action_url = Text(default=None, null=True)
    capture = Boolean(default=False, null=False)
    created_at = Timestamptz(default=None, null=False)
    lease_until = Timestamptz(default=None, null=False)


class PaymentAttempt(Table, tablename="payment_attempt", schema="checkout"):
    """Every payment that was ever begun and what became of it; kept though the cart be gone."""

    payment_id = UUID(primary_key=True, default=None, null=False)
    cart_id = UUID(default=None, null=False, index=True)
    attempt = Integer(default=None, null=False)
    method = Varchar(length=100, default=None, null=False)
    amount = BigInt(default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    reason = Varchar(length=200, default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
    finished_at = Timestamptz(default=None, null=True)
