"""What is sold where, and what is in which collection."""

from __future__ import annotations

from piccolo.columns import UUID, Boolean, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.table import Table

from fondaco_catalog.tables.groupings import Collection
from fondaco_catalog.tables.products import Product

__all__ = ["CollectionProduct", "ProductListing"]


class ProductListing(Table, schema="catalog", tablename="product_listing"):
    """How a product stands in a channel: from when until when it is published.

    ``published_at`` is null where it is not, and may lie in the future; ``unpublish_at`` is null where no end is set.
    Reads compare both with the present. ``announced`` says whether ProductPublished was emitted for what is published;
    the job that does so for moments that have passed also removes publications that are over.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    published_at = Timestamptz(default=None, null=True)
    unpublish_at = Timestamptz(default=None, null=True)
    announced = Boolean(default=False, null=False)


class CollectionProduct(Table, schema="catalog", tablename="collection_product"):
    """A product's place in a collection."""

    id = UUID(primary_key=True, default=None, null=False)
    collection = ForeignKey(Collection, on_delete=OnDelete.restrict, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    position = Integer(default=None, null=False)
