"""The tables of the schema ``catalog``.

Uniqueness over several columns, checks and indexes are in the migrations. Amounts are minor units.
"""

from __future__ import annotations

from typing import Any

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    BigInt,
    Boolean,
    ForeignKey,
    Integer,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

__all__ = [
    "TABLES",
    "Category",
    "CategoryTranslation",
    "Collection",
    "CollectionProduct",
    "CollectionTranslation",
    "Product",
    "ProductListing",
    "ProductMedia",
    "ProductOption",
    "ProductOptionValue",
    "ProductTranslation",
    "ProductVariant",
    "VariantPrice",
]


class Category(Table, schema="catalog", tablename="category"):
    """A place in the tree of categories."""

    id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=200, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    description = Text(default=None, null=False)
    parent: ForeignKey[Any] = ForeignKey("self", on_delete=OnDelete.restrict, default=None, null=True)
    position = Integer(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class CategoryTranslation(Table, schema="catalog", tablename="category_translation"):
    """A category's texts in a language; an empty text means untranslated."""

    id = UUID(primary_key=True, default=None, null=False)
    category = ForeignKey(Category, on_delete=OnDelete.restrict, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    description = Text(default=None, null=False)


class Product(Table, schema="catalog", tablename="product"):
    """What is sold, without what tells its variants apart.

    ``title_key``, ``search_title`` and ``search_text`` are derived by the service in the transaction that changes what
    they are made of. ``units_sold`` counts the pieces in orders of all channels that were not cancelled; events of
    orders change it, soon after the order.
    """

    id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=200, default=None, null=False)
    title = Varchar(length=255, default=None, null=False)
    title_key = Text(default=None, null=False)
    description = Text(default=None, null=False)
    vendor = Varchar(length=255, default=None, null=False)
    product_type = Varchar(length=255, default=None, null=False)
    tags = Array(base_column=Text(), default=None, null=False)
    category = ForeignKey(Category, on_delete=OnDelete.restrict, default=None, null=True)
    seo_title = Varchar(length=255, default=None, null=False)
    seo_description = Text(default=None, null=False)
    search_title = Text(default=None, null=False)
    search_text = Text(default=None, null=False)
    units_sold = BigInt(default=0, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class ProductTranslation(Table, schema="catalog", tablename="product_translation"):
    """A product's texts in a language; an empty text means untranslated."""

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    title = Varchar(length=255, default=None, null=False)
    title_key = Text(default=None, null=False)
    description = Text(default=None, null=False)
    seo_title = Varchar(length=255, default=None, null=False)
    seo_description = Text(default=None, null=False)


class ProductOption(Table, schema="catalog", tablename="product_option"):
    """Something a buyer chooses, such as the colour. ``labels`` holds its name by locale."""

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    labels = JSONB(default=None, null=False)
    position = Integer(default=None, null=False)


class ProductOptionValue(Table, schema="catalog", tablename="product_option_value"):
    """What can be chosen, such as blue. ``labels`` holds its name by locale."""

    id = UUID(primary_key=True, default=None, null=False)
    option = ForeignKey(ProductOption, on_delete=OnDelete.restrict, default=None, null=False)
    value = Varchar(length=255, default=None, null=False)
    labels = JSONB(default=None, null=False)
    position = Integer(default=None, null=False)


class ProductMedia(Table, schema="catalog", tablename="product_media"):
    """A picture of a product, by address."""

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    url = Text(default=None, null=False)
    alt = Text(default=None, null=False)
    position = Integer(default=None, null=False)


class ProductVariant(Table, schema="catalog", tablename="product_variant"):
    """What goes into a cart.

    ``option_values`` are ids of `ProductOptionValue`, one for each option of the product, in their order; the array is
    what makes a combination unique within the product.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    sku = Varchar(length=100, default=None, null=False)
    barcode = Varchar(length=100, default=None, null=False)
    option_values = Array(base_column=UUID(), default=None, null=False)
    weight_grams = Integer(default=None, null=False)
    requires_shipping = Boolean(default=None, null=False)
    tax_class = Varchar(length=50, default=None, null=False)
    track_stock = Boolean(default=None, null=False)
    media = ForeignKey(ProductMedia, on_delete=OnDelete.restrict, default=None, null=True)
    position = Integer(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class VariantPrice(Table, schema="catalog", tablename="variant_price"):
    """What a variant costs in a channel. A price in another currency than the channel's counts as none."""

    id = UUID(primary_key=True, default=None, null=False)
    variant = ForeignKey(ProductVariant, on_delete=OnDelete.restrict, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    amount = BigInt(default=None, null=False)
    compare_at = BigInt(default=None, null=True)


class ProductListing(Table, schema="catalog", tablename="product_listing"):
    """How a product stands in a channel: since when it is published (null: it is not), and its span of prices.

    The span is derived from `VariantPrice` in the same transaction, so that lists filter and sort by one index.
    """

    id = UUID(primary_key=True, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    published_at = Timestamptz(default=None, null=True)
    currency = Varchar(length=3, default=None, null=True)
    min_amount = BigInt(default=None, null=True)
    max_amount = BigInt(default=None, null=True)


class Collection(Table, schema="catalog", tablename="collection"):
    """Products put together by hand, in an order."""

    id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=200, default=None, null=False)
    title = Varchar(length=255, default=None, null=False)
    description = Text(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class CollectionTranslation(Table, schema="catalog", tablename="collection_translation"):
    """A collection's texts in a language; an empty text means untranslated."""

    id = UUID(primary_key=True, default=None, null=False)
    collection = ForeignKey(Collection, on_delete=OnDelete.restrict, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    title = Varchar(length=255, default=None, null=False)
    description = Text(default=None, null=False)


class CollectionProduct(Table, schema="catalog", tablename="collection_product"):
    """A product's place in a collection."""

    id = UUID(primary_key=True, default=None, null=False)
    collection = ForeignKey(Collection, on_delete=OnDelete.restrict, default=None, null=False)
    product = ForeignKey(Product, on_delete=OnDelete.restrict, default=None, null=False)
    position = Integer(default=None, null=False)


TABLES: tuple[type[Table], ...] = (
    Category,
    CategoryTranslation,
    Product,
    ProductTranslation,
    ProductOption,
    ProductOptionValue,
    ProductMedia,
    ProductVariant,
    VariantPrice,
    ProductListing,
    Collection,
    CollectionTranslation,
    CollectionProduct,
)
