"""What orders want, and what they took for it."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Date, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.table import Table

from fondaco_logistics.tables.stock import Item
from fondaco_logistics.tables.warehouses import Warehouse

__all__ = ["Allocation", "Demand"]


class Demand(Table, schema="logistics", tablename="demand"):
    """An order, as far as stock is concerned: how certain it is, and where it goes."""

    id = UUID(primary_key=True, default=None, null=False)
    cart_id = UUID(default=None, null=True)
    number = Varchar(length=40, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    stage = Varchar(length=20, default=None, null=False)
    country = Varchar(length=2, default=None, null=False)
    region = Varchar(length=200, default=None, null=False)
    postal_code = Varchar(length=200, default=None, null=False)
    due_on = Date(default=None, null=True)
    held_until = Timestamptz(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class Allocation(Table, schema="logistics", tablename="allocation"):
    """Pieces of an order and what became of them; all rows of a piece add up to what is wanted of it.

    ``piece_id`` is the order's line, or the component of a bundle's line. Changed under the lock of the item only.
    """

    id = UUID(primary_key=True, default=None, null=False)
    order_id = ForeignKey(Demand, on_delete=OnDelete.restrict, default=None, null=False)
    line_id = UUID(default=None, null=False)
    piece_id = UUID(default=None, null=False)
    ref_type = Varchar(length=100, default=None, null=False)
    ref_id = UUID(default=None, null=False)
    item = ForeignKey(Item, on_delete=OnDelete.restrict, default=None, null=True)
    warehouse = ForeignKey(Warehouse, on_delete=OnDelete.restrict, default=None, null=True)
    state = Varchar(length=20, default=None, null=False)
    quantity = BigInt(default=None, null=False)
    ships = Boolean(default=None, null=False)
    each = BigInt(default=1, null=False)
    created_at = Timestamptz(default=None, null=False)
