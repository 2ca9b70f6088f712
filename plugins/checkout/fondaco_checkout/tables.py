"""The tables of checkout, in the PostgreSQL schema ``checkout``.

Constraints over several columns, partial indexes and the sequence of order numbers are in the migrations.
"""

from __future__ import annotations

from fondaco.ids import new_id
from piccolo.columns import (
    JSONB,
    UUID,
    BigInt,
    Boolean,
    ForeignKey,
    Integer,
    Numeric,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

__all__ = [
    "Cart",
    "CartLine",
    "Completion",
    "OrderLine",
    "OrderLineComponent",
    "OrderTax",
    "Orders",
    "Payment",
    "PaymentAttempt",
    "TestPayment",
    "tables",
]


class Cart(Table, tablename="cart", schema="checkout"):
    """What a buyer means to buy. Its row is the lock of everything about it."""

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
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class CartLine(Table, tablename="cart_line", schema="checkout"):
    """One sellable thing in a cart. ``seen`` is the `Sellable` that the buyer last saw."""

    id = UUID(primary_key=True, default=new_id)
    cart_id = ForeignKey(references=Cart, on_delete=OnDelete.restrict, null=False)
    position = Integer(default=None, null=False)
    sellable_type = Varchar(length=100, default=None, null=False)
    sellable_id = UUID(default=None, null=False)
    choices = JSONB(default="[]", null=False)
    quantity = Integer(default=None, null=False)
    seen = JSONB(default=None, null=False)


class Completion(Table, tablename="completion", schema="checkout"):
    """The guard: a cart whose payment is undecided has one row here. ``draft`` is the frozen `OrderDraft`."""

    cart_id = ForeignKey(references=Cart, on_delete=OnDelete.restrict, null=False, primary_key=True)
    payment_id = UUID(default=None, null=False, unique=True)
    attempt = Integer(default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    method = Varchar(length=100, default=None, null=False)
    draft = JSONB(default=None, null=False)
    action_url = Text(default=None, null=True)
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


class Orders(Table, tablename="orders", schema="checkout"):
    """Orders. Amounts are minor units of ``currency``; ``cart_id`` is unique: no cart is ordered twice."""

    id = UUID(primary_key=True, default=new_id)
    number = Varchar(length=40, default=None, null=False, unique=True)
    token = Varchar(length=64, default=None, null=False, unique=True)
    cart_id = ForeignKey(references=Cart, on_delete=OnDelete.restrict, null=False, unique=True)
    state = Varchar(length=20, default=None, null=False)
    payment_state = Varchar(length=20, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    session = UUID(default=None, null=False)
    email = Varchar(length=320, default=None, null=False)
    phone = Varchar(length=40, default=None, null=True)
    shipping_address = JSONB(default=None, null=True)
    billing_address = JSONB(default=None, null=True)
    delivery_code = Varchar(length=200, default=None, null=True)
    delivery_name = Text(default=None, null=True)
    delivery_net = BigInt(default=None, null=False)
    delivery_tax = BigInt(default=None, null=False)
    delivery_tax_rate = Numeric(default=None, null=True)
    delivery_tax_name = Varchar(length=100, default=None, null=True)
    prices_include_tax = Boolean(default=None, null=False)
    subtotal = BigInt(default=None, null=False)
    lines_net = BigInt(default=None, null=False)
    lines_tax = BigInt(default=None, null=False)
    total = BigInt(default=None, null=False)
    placed_at = Timestamptz(default=None, null=False)
    cancelled_at = Timestamptz(default=None, null=True)
    cancel_reason = Text(default=None, null=False)


class OrderLine(Table, tablename="order_line", schema="checkout"):
    """What was bought; never changed."""

    id = UUID(primary_key=True, default=new_id)
    order_id = ForeignKey(references=Orders, on_delete=OnDelete.restrict, null=False)
    position = Integer(default=None, null=False)
    sellable_type = Varchar(length=100, default=None, null=False)
    sellable_id = UUID(default=None, null=False)
    choices = JSONB(default="[]", null=False)
    sku = Varchar(length=255, default=None, null=False)
    title = Text(default=None, null=False)
    subtitle = Text(default=None, null=False)
    image_url = Text(default=None, null=True)
    url_path = Text(default=None, null=True)
    quantity = Integer(default=None, null=False)
    unit_price = BigInt(default=None, null=False)
    net = BigInt(default=None, null=False)
    tax = BigInt(default=None, null=False)
    tax_rate = Numeric(default=None, null=False)
    tax_name = Varchar(length=100, default=None, null=False)
    tax_class = Varchar(length=100, default=None, null=False)
    weight_grams = BigInt(default=None, null=False)
    requires_shipping = Boolean(default=None, null=False)


class OrderLineComponent(Table, tablename="order_line_component", schema="checkout"):
    """What a line of a bundle consists of, with its share of what the line costs; never changed."""

    id = UUID(primary_key=True, default=new_id)
    line_id = ForeignKey(references=OrderLine, on_delete=OnDelete.restrict, null=False)
    position = Integer(default=None, null=False)
    sellable_type = Varchar(length=100, default=None, null=False)
    sellable_id = UUID(default=None, null=False)
    sku = Varchar(length=255, default=None, null=False)
    title = Text(default=None, null=False)
    subtitle = Text(default=None, null=False)
    slot = Text(default=None, null=False)
    quantity = Integer(default=None, null=False)
    net = BigInt(default=None, null=False)
    tax = BigInt(default=None, null=False)


class OrderTax(Table, tablename="order_tax", schema="checkout"):
    """The tax of an order, one row per rate."""

    id = UUID(primary_key=True, default=new_id)
    order_id = ForeignKey(references=Orders, on_delete=OnDelete.restrict, null=False)
    position = Integer(default=None, null=False)
    name = Varchar(length=100, default=None, null=False)
    rate = Numeric(default=None, null=False)
    base = BigInt(default=None, null=False)
    amount = BigInt(default=None, null=False)


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


def tables() -> tuple[type[Table], ...]:
    """Returns all of them, referenced ones first."""
    return (
        Cart,
        CartLine,
        Completion,
        PaymentAttempt,
        Orders,
        OrderLine,
        OrderLineComponent,
        OrderTax,
        Payment,
        TestPayment,
    )
