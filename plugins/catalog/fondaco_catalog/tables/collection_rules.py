"""What rules of collections are kept to."""

from __future__ import annotations

from piccolo.columns import UUID, ForeignKey, OnDelete
from piccolo.table import Table

from fondaco_catalog.tables.groupings import Collection
from fondaco_catalog.tables.products import Product

__all__ = ["CollectionDue", "CollectionExclusion"]


class CollectionExclusion(Table, schema="catalog", tablename="collection_exclusion"):
    """A product that stays out of a collection whatever its rule says."""

    id = UUID(primary_key=True, default=None, null=False)
    collection = ForeignKey(Collection, on_delete=OnDelete.restrict, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)


class CollectionDue(Table, schema="catalog", tablename="collection_due"):
    """A product about which all rules are to be asked anew; its id is the product's, which may be gone by then."""

    id = UUID(primary_key=True, default=None, null=False)
