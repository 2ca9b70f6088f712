"""Returns of what left."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

from fondaco_logistics.tables.orders import Demand
from fondaco_logistics.tables.shipments import ShipmentLine

__all__ = ["OrderReturn", "OrderReturnLine", "RestockingRefund"]


class OrderReturn(Table, schema="logistics", tablename="order_return"):
    """Pieces of an order that come back. The row of the order's demand is its lock."""

    id = UUID(primary_key=True, default=None, null=False)
    order_id = ForeignKey(Demand, on_delete=OnDelete.restrict, default=None, null=False)
    number = Varchar(length=60, default=None, null=False, unique=True)
    state = Varchar(length=20, default=None, null=False)
    reason = Text(default=None, null=False)
    note = Text(default=None, null=False)
    refund = UUID(default=None, null=True)
    by_buyer = Boolean(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)


class OrderReturnLine(Table, schema="logistics", tablename="order_return_line"):
    """Pieces of a parcel that are to come back, and what became of those that did."""

    id = UUID(primary_key=True, default=None, null=False)
    of = ForeignKey(OrderReturn, on_delete=OnDelete.restrict, default=None, null=False)
    shipment_line = ForeignKey(ShipmentLine, on_delete=OnDelete.restrict, default=None, null=False)
    quantity = BigInt(default=None, null=False)
    restocked = BigInt(default=0, null=False)
    damaged = BigInt(default=0, null=False)
    discarded = BigInt(default=0, null=False)


class RestockingRefund(Table, schema="logistics", tablename="restocking_refund"):
    """That a refund said that so many of an order's line go back into stock; noted once."""

    id = UUID(primary_key=True, default=None, null=False)
    refund = UUID(default=None, null=False)
    line_id = UUID(default=None, null=False)
    quantity = Integer(default=None, null=False)
