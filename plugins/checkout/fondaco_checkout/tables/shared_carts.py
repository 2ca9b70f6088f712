"""Carts that buyers have shown to others."""

from __future__ import annotations

from fondaco.ids import new_id
from piccolo.columns import JSONB, UUID, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["SharedCart"]


class SharedCart(Table, tablename="shared_cart", schema="checkout"):
    """What was in a cart when its link was made; kept though the cart be gone. ``lines`` are `SharedLine` values."""

    id = UUID(primary_key=True, default=new_id)
    token = Varchar(length=64, default=None, null=False, unique=True)
    cart_id = UUID(default=None, null=False)
    digest = Varchar(length=64, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    lines = JSONB(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    expires_at = Timestamptz(default=None, null=False)
