"""The tables of the schema ``catalog``, a module for each part of it.

Uniqueness over several columns, checks and indexes are in the migrations. Amounts are minor units.
"""

from __future__ import annotations

from piccolo.table import Table

from fondaco_catalog.tables.groupings import Category, CategoryTranslation, Collection, CollectionTranslation
from fondaco_catalog.tables.products import (
    Product,
    ProductMedia,
    ProductOption,
    ProductOptionValue,
    ProductTranslation,
    ProductVariant,
)
from fondaco_catalog.tables.selling import CollectionProduct, ProductListing, VariantPrice
from fondaco_catalog.tables.transfers import Transfer, TransferKey, TransferProblem

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
    "Transfer",
    "TransferKey",
    "TransferProblem",
    "VariantPrice",
]

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
    Transfer,
    TransferKey,
    TransferProblem,
)
