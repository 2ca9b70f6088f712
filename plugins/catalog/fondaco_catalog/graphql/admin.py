"""What staff read: everything, published or not, in its base texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import strawberry
from fondaco.db import Page
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Connection, Info, Money, SchemaPart, object_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import parse_global_id
from msgspec.structs import replace

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.completeness import ProductCompletenessFilter
from fondaco_catalog.graphql.requests import (
    catalog_of,
    criteria_of,
    empty_page,
    find_category,
    find_collection,
    find_product,
    largest_page,
    page_args,
    scope_of,
)
from fondaco_catalog.model import views
from fondaco_catalog.model.lifecycle import ProductStatus
from fondaco_catalog.permissions import VIEW_PRODUCTS
from fondaco_catalog.repository import categories as category_repository
from fondaco_catalog.repository import collections as collection_repository
from fondaco_catalog.repository import products as product_repository
from fondaco_catalog.repository import variants as variant_repository

__all__ = ["admin"]

admin = SchemaPart()


@object_type(views.ProductTranslation)
class ProductTranslation:
    """A product's texts in a language; an empty one is untranslated."""

    locale: str
    title: str
    description: str
    seo_title: str
    seo_description: str


@object_type(views.VariantPrice)
class VariantPrice:
    """What a variant costs in a channel."""

    channel: str
    price: Money
    compare_at: Money | None


@object_type(views.GroupingTranslation)
class CategoryTranslation:
    """A category's texts in a language; an empty one is untranslated."""

    locale: str
    name: str
    description: str
    image_alt: str
    seo_title: str
    seo_description: str


@object_type(views.GroupingTranslation)
class CollectionTranslation:
    """A collection's texts in a language; an empty one is untranslated."""

    locale: str
    name: str = strawberry.field(name="title")
    description: str
    image_alt: str
    seo_title: str
    seo_description: str


@admin.query(type=types.Product | None, permission=VIEW_PRODUCTS)
async def product(info: Info, id: ID | None = None, slug: str | None = None) -> views.Product | None:
    """A product by its id or its slug, published or not."""
    return await find_product(info, id, slug)


@admin.query(type=Connection[types.Product], permission=VIEW_PRODUCTS)
async def products(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: str | None = None,
    filter: types.ProductFilter | None = None,  # noqa: A002 (the API's name)
    published: bool | None = None,
    statuses: list[ProductStatus] | None = None,
    scheduled: bool | None = None,
    sort: views.ProductSort = views.ProductSort.NEWEST,
    completeness: ProductCompletenessFilter | None = None,
) -> Page[views.Product]:
    """All products.

    Args:
        search: Words that all have to occur, in any form, as for buyers. What was changed a moment ago is found too.
        published: Only those that are published in the channel of this request at present, or only those that are not.
        statuses: Only those in one of these statuses.
        scheduled: Only those that are going to be published in the channel of this request or withdrawn from it, or
            only the others; when is in `Product.publications`.
        sort: RELEVANCE puts products first whose title fits the search; without a search it is NEWEST.
        completeness: Only those that are so complete, or in the order of their score. What was changed a moment ago may
            still count as it was.
    """
    args = page_args(info, first, after, last, before)
    criteria = criteria_of(info, search, filter, published, statuses, scheduled)
    if completeness is not None:
        criteria = replace(criteria, completeness=completeness.criterion(info))
    words = None
    if criteria.search.strip():
        words = await catalog_of(info).engine.staff_search(criteria.search, info.context.channel)
        if words is None:
            return empty_page()
    return await product_repository.list_products(
        scope_of(info.context), criteria, sort, args, words=words, largest=largest_page(info)
    )


@admin.query(type=types.ProductVariant | None, permission=VIEW_PRODUCTS)
async def product_variant(
    info: Info,
    id: ID | None = None,
    sku: str | None = None,
) -> views.ProductVariant | None:
    """A variant by its id or its stock-keeping unit."""
    if (id is None) == (sku is None):
        raise InvalidInputError("Give either id or sku.", code="ID_OR_SKU_REQUIRED", field=("id",))
    scope = scope_of(info.context)
    if id is not None:
        key = parse_global_id(id, "ProductVariant", field=("id",))
        return (await variant_repository.list_variants_by_ids(scope, [key]))[0]
    return await variant_repository.find_variant_by_sku(scope, sku or "")


@admin.query(type=types.Category | None, permission=VIEW_PRODUCTS)
async def category(info: Info, id: ID | None = None, slug: str | None = None) -> views.Category | None:
    """A category by its id or its slug."""
    return await find_category(info, id, slug)


@admin.query(type=list[types.Category], permission=VIEW_PRODUCTS)
async def categories(info: Info) -> list[views.Category]:
    """The categories at the root of the tree, in order."""
    return await category_repository.list_root_categories(scope_of(info.context))


@admin.query(type=types.Collection | None, permission=VIEW_PRODUCTS)
async def collection(info: Info, id: ID | None = None, slug: str | None = None) -> views.Collection | None:
    """A collection by its id or its slug."""
    return await find_collection(info, id, slug)


@admin.query(type=Connection[types.Collection], permission=VIEW_PRODUCTS)
async def collections(
    info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> Page[views.Collection]:
    """The collections, in the order in which they were made."""
    args = page_args(info, first, after, last, before)
    return await collection_repository.list_collections(scope_of(info.context), args, largest=largest_page(info))


@admin.extend("Product", type=list[ProductTranslation], name="translations")
async def product_translations(parents: Sequence[views.Product]) -> list[list[views.ProductTranslation]]:
    """Its texts in other languages."""
    return await variant_repository.list_translations([parent.id for parent in parents])


@admin.extend("Product", type=datetime, name="updatedAt")
async def product_updated_at(parents: Sequence[views.Product]) -> list[datetime]:
    """When something of it or its variants last changed."""
    return [parent.updated_at for parent in parents]


@admin.extend("ProductVariant", type=bool, name="trackStock")
async def variant_track_stock(parents: Sequence[views.ProductVariant]) -> list[bool]:
    """Whether stock is counted."""
    return [parent.track_stock for parent in parents]


@admin.extend("ProductVariant", type=str, name="taxClass")
async def variant_tax_class(parents: Sequence[views.ProductVariant]) -> list[str]:
    """Which tax rate applies."""
    return [parent.tax_class for parent in parents]


@admin.extend("ProductVariant", type=list[VariantPrice], name="prices")
async def variant_prices(parents: Sequence[views.ProductVariant]) -> list[list[views.VariantPrice]]:
    """What it costs in each channel."""
    return await variant_repository.list_prices([parent.id for parent in parents])


@admin.extend("Category", type=list[CategoryTranslation], name="translations")
async def category_translations(parents: Sequence[views.Category]) -> list[list[views.GroupingTranslation]]:
    """Its texts in other languages."""
    return await category_repository.list_category_translations([parent.id for parent in parents])


@admin.extend("Category", type=int, name="position")
async def category_position(parents: Sequence[views.Category]) -> list[int]:
    """Its place among its siblings, smallest first."""
    return [parent.position for parent in parents]


@admin.extend("Collection", type=list[CollectionTranslation], name="translations")
async def collection_translations(parents: Sequence[views.Collection]) -> list[list[views.GroupingTranslation]]:
    """Its texts in other languages."""
    return await collection_repository.list_collection_translations([parent.id for parent in parents])
