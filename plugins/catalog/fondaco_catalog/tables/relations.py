"""Products that belong together."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Boolean, ForeignKey, Integer, OnDelete, Varchar
from piccolo.table import Table

from fondaco_catalog.tables.products import Product

__all__ = ["ProductRelation", "RelationKind"]


class RelationKind(Table, schema="catalog", tablename="relation_kind"):
    """A way in which products belong together, such as accessories. ``labels`` holds its name by locale.

    A symmetric kind is read in both directions, though each relation is kept once.
    """

    id = UUID(primary_key=True, default=None, null=False)
    code = Varchar(length=50, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    labels = JSONB(default=None, null=False)
    symmetric = Boolean(default=None, null=False)
    position = Integer(default=None, null=False)


class ProductRelation(Table, schema="catalog", tablename="product_relation"):
    """A product that is shown beside another one."""

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    related = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    kind = ForeignKey(RelationKind, on_delete=OnDelete.restrict, default=None, null=False)
    position = Integer(default=None, null=False)
