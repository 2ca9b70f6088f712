"""What staff remember of carts that they fill for buyers."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, ForeignKey, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

from fondaco_checkout.tables.carts import Cart

__all__ = ["DraftOrder"]


class DraftOrder(Table, tablename="draft_order", schema="checkout"):
    """A cart of the origin ``staff``. ``created_by`` is an `Actor`; who has the token may pay it once it is sent."""

    cart_id = ForeignKey(references=Cart, on_delete=OnDelete.cascade, null=False, primary_key=True)
    token = Varchar(length=64, default=None, null=False, unique=True)
    customer_id = UUID(default=None, null=True)
    note = Text(default="", null=False)
    created_by = JSONB(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    sent_at = Timestamptz(default=None, null=True)
    expires_at = Timestamptz(default=None, null=False)
