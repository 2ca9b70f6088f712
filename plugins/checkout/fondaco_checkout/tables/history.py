"""The history of orders."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, BigSerial, Text, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["OrderEntry"]


class OrderEntry(Table, tablename="order_entry", schema="checkout"):
    """What happened to an order. A trigger refuses to change or remove it.

    No foreign key: its check would wait for whoever has the order locked, and orders are never removed.
    """

    id = BigSerial(primary_key=True)
    order_id = UUID(default=None, null=False)
    at = Timestamptz(default=None, null=False)
    kind = Varchar(length=100, default=None, null=False)
    actor_type = Varchar(length=20, default=None, null=False)
    actor_id = Varchar(length=200, default="", null=False)
    actor_name = Text(default="", null=False)
    detail = JSONB(default="{}", null=False)
    shown = JSONB(default=None, null=True)
    note_id = UUID(default=None, null=True)
