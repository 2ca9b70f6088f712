"""What lies where, and the ledger of how it came to be so."""

from __future__ import annotations

from piccolo.columns import (
    UUID,
    BigInt,
    BigSerial,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from fondaco_logistics.tables.warehouses import Warehouse

__all__ = ["Item", "Movement", "Stock"]


class Item(Table, schema="logistics", tablename="item"):
    """A sellable thing that is counted. Its row is the lock of all its stock and of what orders took of it."""

    id = UUID(primary_key=True, default=None, null=False)
    ref_type = Varchar(length=100, default=None, null=False)
    ref_id = UUID(default=None, null=False)
    tracked = Boolean(default=None, null=False)
    policy = Varchar(length=20, default=None, null=False)
    backorder_limit = BigInt(default=None, null=True)
    promised_on = Date(default=None, null=True)
    low_stock = BigInt(default=None, null=True)
    updated_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class Stock(Table, schema="logistics", tablename="stock"):
    """An item in a warehouse. The counters are changed by movements only: a trigger refuses anything else."""

    id = UUID(primary_key=True, default=None, null=False)
    item = ForeignKey(Item, on_delete=OnDelete.restrict, default=None, null=False)
    warehouse = ForeignKey(Warehouse, on_delete=OnDelete.restrict, default=None, null=False)
    on_hand = BigInt(default=0, null=False)
    reserved = BigInt(default=0, null=False)
    allocated = BigInt(default=0, null=False)
    incoming = BigInt(default=0, null=False)
    damaged = BigInt(default=0, null=False)
    safety_stock = BigInt(default=0, null=False)
    updated_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class Movement(Table, schema="logistics", tablename="movement"):
    """An entry of the ledger: by how much each counter of a stock row changed, when, why and by whom. Never changed."""

    id = BigSerial(primary_key=True)
    stock = ForeignKey(Stock, on_delete=OnDelete.restrict, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False)
    on_hand = BigInt(default=0, null=False)
    reserved = BigInt(default=0, null=False)
    allocated = BigInt(default=0, null=False)
    incoming = BigInt(default=0, null=False)
    damaged = BigInt(default=0, null=False)
    reason = Varchar(length=100, default=None, null=False)
    note = Text(default=None, null=False)
    actor = Varchar(length=255, default=None, null=False)
    order_id = UUID(default=None, null=True)
    line_id = UUID(default=None, null=True)
    reference = Varchar(length=255, default=None, null=False)
    at = Timestamptz(default=None, null=False)
