"""The addresses that customers keep."""

from __future__ import annotations

from fondaco.ids import new_id
from piccolo.columns import JSONB, UUID, Boolean, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["CustomerAddress"]


class CustomerAddress(Table, tablename="customer_address", schema="checkout"):
    """An address in the book of a customer; at most one is the default of each kind."""

    id = UUID(primary_key=True, default=new_id)
    customer_id = UUID(default=None, null=False)
    label = Varchar(length=100, default="", null=False)
    address = JSONB(default=None, null=False)
    default_shipping = Boolean(default=False, null=False)
    default_billing = Boolean(default=False, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
