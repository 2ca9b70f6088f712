"""Orders, as they were placed."""

from __future__ import annotations

from fondaco.ids import new_id
from piccolo.columns import (
    JSONB,
    UUID,
    BigInt,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    Numeric,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from fondaco_checkout.tables.carts import Cart

__all__ = ["OrderLine", "OrderLineComponent", "OrderTax", "Orders"]


class Orders(Table, tablename="orders", schema="checkout"):
    """Orders. Amounts are minor units of ``currency``; ``cart_id`` is unique: no cart is ordered twice."""

    id = UUID(primary_key=True, default=new_id)
    number = Varchar(length=40, default=None, null=False, unique=True)
    token = Varchar(length=64, default=None, null=False, unique=True)
    cart_id = ForeignKey(references=Cart, on_delete=OnDelete.restrict, null=False, unique=True)
    state = Varchar(length=20, default=None, null=False)
    payment_state = Varchar(length=20, default=None, null=False)
    fulfilment_state = Varchar(length=20, default="unfulfilled", null=False)
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
    delivery_tax_name = Varchar(length=500, default=None, null=True)
    delivery_taxes = JSONB(default="[]", null=False)
    delivery_earliest = Date(default=None, null=True)
    delivery_latest = Date(default=None, null=True)
    tax_treatment = Varchar(length=20, default="standard", null=False)
    tax_number = Varchar(length=40, default="", null=False)
    tax_exemption = Varchar(length=100, default="", null=False)
    prices_include_tax = Boolean(default=None, null=False)
    subtotal = BigInt(default=None, null=False)
    lines_net = BigInt(default=None, null=False)
    lines_tax = BigInt(default=None, null=False)
    total = BigInt(default=None, null=False)
    delivery_refunded_net = BigInt(default=0, null=False)
    delivery_refunded_tax = BigInt(default=0, null=False)
    placed_at = Timestamptz(default=None, null=False)
    cancelled_at = Timestamptz(default=None, null=True)
    cancel_reason = Text(default=None, null=False)
    customer_id = UUID(default=None, null=True)
    remarks = JSONB(default="{}", null=False)
    version = BigInt(default=1, null=False)


class OrderLine(Table, tablename="order_line", schema="checkout"):
    """What was bought, how much of it refunds gave back, left and came back; edits change it under the order's lock.

    ``first_quantity`` is what was ordered, where an edit changed ``quantity``; a removed line has the quantity 0.

    ``tax_rate`` and ``tax_name`` are those of all its ``taxes`` together.
    """

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
    tax_name = Varchar(length=500, default=None, null=False)
    taxes = JSONB(default="[]", null=False)
    tax_class = Varchar(length=100, default=None, null=False)
    weight_grams = BigInt(default=None, null=False)
    requires_shipping = Boolean(default=None, null=False)
    refunded_quantity = Integer(default=0, null=False)
    refunded_net = BigInt(default=0, null=False)
    refunded_tax = BigInt(default=0, null=False)
    shipped_quantity = Integer(default=0, null=False)
    incomplete_quantity = Integer(default=0, null=False)
    returned_quantity = Integer(default=0, null=False)
    first_quantity = Integer(default=None, null=True)
    remarks = JSONB(default="{}", null=False)


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
