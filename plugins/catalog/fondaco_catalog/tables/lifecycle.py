"""What became of products: their history."""

from __future__ import annotations

from piccolo.columns import UUID, ForeignKey, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

from fondaco_catalog.tables.products import Product

__all__ = ["ProductTransition"]


class ProductTransition(Table, schema="catalog", tablename="product_transition"):
    """A step in the life of a product: who took it, when, and why. Rows are only ever added.

    ``actor`` and ``reviewer`` are names of principals.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    from_status = Varchar(length=20, default=None, null=False)
    to_status = Varchar(length=20, default=None, null=False)
    actor = Varchar(length=255, default=None, null=False)
    reviewer = Varchar(length=255, default=None, null=True)
    reason = Text(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
