"""What staff find orders by."""

from __future__ import annotations

from piccolo.columns import ForeignKey, OnDelete
from piccolo.table import Table

from fondaco_checkout.tables.orders import Orders

__all__ = ["OrderSearch"]


class OrderSearch(Table, tablename="order_search", schema="checkout"):
    """The words of orders, beside them: what changes of an order is seldom a word of it.

    The column ``words``, a ``tsvector`` without positions, is in the migrations.
    """

    order_id = ForeignKey(references=Orders, on_delete=OnDelete.restrict, null=False, primary_key=True)
