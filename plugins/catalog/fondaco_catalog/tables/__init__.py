"""The tables of the schema ``catalog``, a module for each part of it.

Uniqueness over several columns, checks and indexes are in the migrations. Amounts are minor units.
"""

from __future__ import annotations

from piccolo.table import Table

from fondaco_catalog.tables.attribute_values import AttributeValue
from fondaco_catalog.tables.brands import Brand, BrandTranslation
from fondaco_catalog.tables.bundles import Bundle, BundleChoice, BundleSlot
from fondaco_catalog.tables.collection_rules import CollectionDue, CollectionExclusion
from fondaco_catalog.tables.completeness import ProductCompleteness
from fondaco_catalog.tables.digital import CancelledOrder, DigitalFile, DownloadGrant
from fondaco_catalog.tables.groupings import Category, CategoryTranslation, Collection, CollectionTranslation
from fondaco_catalog.tables.lifecycle import ProductTransition
from fondaco_catalog.tables.modelling import Attribute, AttributeChoice, ProductType, ProductTypeAttribute
from fondaco_catalog.tables.prices import (
    Price,
    PriceAudience,
    PriceChange,
    PriceChangeItem,
    PriceList,
    PriceSpan,
    PriceWindow,
    VariantCost,
)
from fondaco_catalog.tables.products import (
    Product,
    ProductMedia,
    ProductOption,
    ProductOptionValue,
    ProductTranslation,
    ProductVariant,
)
from fondaco_catalog.tables.relations import ProductRelation, RelationKind
from fondaco_catalog.tables.search import SearchDocument, SearchQueue, SearchTerm, SearchValue
from fondaco_catalog.tables.search_staff import SearchMiss, SearchRebuild, SearchRule, SearchSynonym
from fondaco_catalog.tables.selling import CollectionProduct, ProductListing
from fondaco_catalog.tables.slugs import SlugHistory
from fondaco_catalog.tables.tags import TagTexts
from fondaco_catalog.tables.transfers import Transfer, TransferHeld, TransferKey, TransferProblem

__all__ = [
    "TABLES",
    "Attribute",
    "AttributeChoice",
    "AttributeValue",
    "Brand",
    "BrandTranslation",
    "Bundle",
    "BundleChoice",
    "BundleSlot",
    "CancelledOrder",
    "Category",
    "CategoryTranslation",
    "Collection",
    "CollectionDue",
    "CollectionExclusion",
    "CollectionProduct",
    "CollectionTranslation",
    "DigitalFile",
    "DownloadGrant",
    "Price",
    "PriceAudience",
    "PriceChange",
    "PriceChangeItem",
    "PriceList",
    "PriceSpan",
    "PriceWindow",
    "Product",
    "ProductCompleteness",
    "ProductListing",
    "ProductMedia",
    "ProductOption",
    "ProductOptionValue",
    "ProductRelation",
    "ProductTransition",
    "ProductTranslation",
    "ProductType",
    "ProductTypeAttribute",
    "ProductVariant",
    "RelationKind",
    "SearchDocument",
    "SearchMiss",
    "SearchQueue",
    "SearchRebuild",
    "SearchRule",
    "SearchSynonym",
    "SearchTerm",
    "SearchValue",
    "SlugHistory",
    "TagTexts",
    "Transfer",
    "TransferHeld",
    "TransferKey",
    "TransferProblem",
    "VariantCost",
]

TABLES: tuple[type[Table], ...] = (
    Category,
    CategoryTranslation,
    Brand,
    BrandTranslation,
    ProductType,
    Attribute,
    AttributeChoice,
    ProductTypeAttribute,
    Product,
    ProductTranslation,
    ProductOption,
    ProductOptionValue,
    ProductMedia,
    ProductVariant,
    AttributeValue,
    PriceList,
    PriceChange,
    Price,
    PriceChangeItem,
    VariantCost,
    PriceWindow,
    PriceSpan,
    PriceAudience,
    ProductListing,
    ProductTransition,
    Collection,
    CollectionTranslation,
    CollectionProduct,
    SearchDocument,
    SearchQueue,
    SearchTerm,
    SearchValue,
    SearchSynonym,
    SearchRule,
    SearchMiss,
    SearchRebuild,
    CollectionExclusion,
    CollectionDue,
    Bundle,
    BundleSlot,
    BundleChoice,
    DigitalFile,
    CancelledOrder,
    DownloadGrant,
    RelationKind,
    ProductRelation,
    SlugHistory,
    TagTexts,
    ProductCompleteness,
    Transfer,
    TransferHeld,
    TransferKey,
    TransferProblem,
)
