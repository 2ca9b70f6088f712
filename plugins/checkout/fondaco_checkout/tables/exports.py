"""Files of orders that a job writes."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, BigInt, Text, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["OrderExport"]


class OrderExport(Table, tablename="order_export", schema="checkout"):
    """An export of orders. ``updated_at`` is the sign of life of who writes it; ``output`` a ``system.file``."""

    id = UUID(primary_key=True, default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    format = Varchar(length=10, default=None, null=False)
    name = Varchar(length=200, default=None, null=False)
    criteria = JSONB(default=None, null=False)
    orders_done = BigInt(default=0, null=False)
    output = UUID(default=None, null=True)
    stop_code = Varchar(length=100, default=None, null=True)
    stop_message = Text(default=None, null=True)
    requested_by = Varchar(length=200, default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    finished_at = Timestamptz(default=None, null=True)
    expires_at = Timestamptz(default=None, null=True)
