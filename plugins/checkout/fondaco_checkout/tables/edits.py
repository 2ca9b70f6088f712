"""Edits of orders; what they changed is in the history."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, ForeignKey, OnDelete, Timestamptz
from piccolo.table import Table

from fondaco_checkout.tables.orders import Orders

__all__ = ["OrderEdit"]


class OrderEdit(Table, tablename="order_edit", schema="checkout"):
    """An edit that was applied, under the id of the call: repeated with its key, it is found here."""

    id = UUID(primary_key=True, default=None, null=False)
    order_id = ForeignKey(references=Orders, on_delete=OnDelete.restrict, null=False)
    version = BigInt(default=None, null=False)
    refund_id = UUID(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
