"""Pieces on their way from one warehouse to another."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, ForeignKey, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

from fondaco_logistics.tables.stock import Item
from fondaco_logistics.tables.warehouses import Warehouse

__all__ = ["Transfer", "TransferLine"]


class Transfer(Table, schema="logistics", tablename="transfer"):
    """Pieces that left a warehouse for another. Its row is locked before the items."""

    id = UUID(primary_key=True, default=None, null=False)
    source = ForeignKey(Warehouse, on_delete=OnDelete.restrict, default=None, null=False)
    destination = ForeignKey(Warehouse, on_delete=OnDelete.restrict, default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    reference = Varchar(length=255, default=None, null=False)
    note = Text(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class TransferLine(Table, schema="logistics", tablename="transfer_line"):
    """Of one item: how many were sent, and what became of them; what is left is on its way."""

    id = UUID(primary_key=True, default=None, null=False)
    transfer = ForeignKey(Transfer, on_delete=OnDelete.restrict, default=None, null=False)
    item = ForeignKey(Item, on_delete=OnDelete.restrict, default=None, null=False)
    quantity = BigInt(default=None, null=False)
    received = BigInt(default=0, null=False)
    damaged = BigInt(default=0, null=False)
    returned = BigInt(default=0, null=False)
    lost = BigInt(default=0, null=False)
