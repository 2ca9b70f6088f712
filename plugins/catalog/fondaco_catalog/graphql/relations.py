"""Relations of the catalogue's own types, in both schemas: one statement per level, whatever the number of parents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from fondaco.db import Page
from fondaco.graphql import Connection, Info, SchemaPart, fields_below, fields_of_nodes
from fondaco.graphql.connections import After, Before, First, Last

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.parts import product_parts, variant_parts
from fondaco_catalog.graphql.requests import (
    depend_on_products,
    largest_page,
    load_categories,
    load_collections,
    load_products,
    load_variants,
    most_counted,
    page_args,
    scope_of,
)
from fondaco_catalog.model import views
from fondaco_catalog.repository import categories, collections, products, variants

__all__ = ["relations"]

relations = SchemaPart()

relations.node(types.Product, load_products)
relations.node(types.ProductVariant, load_variants)
relations.node(types.Category, load_categories)
relations.node(types.Collection, load_collections)


@relations.extend("Product", type=list[types.ProductOption], name="options", shared=True)
async def product_options(parents: Sequence[views.Product], info: Info) -> list[list[views.ProductOption]]:
    """What a buyer chooses, in order; empty for a product with a single variant."""
    return await variants.list_options(scope_of(info.context), [parent.id for parent in parents])


@relations.extend("Product", type=list[types.ProductVariant], name="variants", shared=True)
async def product_variants(parents: Sequence[views.Product], info: Info) -> list[list[views.ProductVariant]]:
    """What can be bought of it, in order."""
    found = await variants.list_variants(scope_of(info.context), parents, variant_parts(fields_below(info)))
    if any(parent.has_bundles for parent in parents):
        info.context.depends_on("products")  # whether a bundle is available follows from others
    return found


@relations.extend("Product", type=types.Category | None, name="category", shared=True)
async def product_category(parents: Sequence[views.Product], info: Info) -> list[views.Category | None]:
    """The category it is filed under."""
    info.context.depends_on("categories")
    filed = [parent.filed for parent in parents]
    if all(each is not None and each.categories is not None for each in filed):
        return [None if each is None else each.category for each in filed]
    return await categories.list_categories_by_ids(scope_of(info.context), [parent.category_id for parent in parents])


@relations.extend("Product", type=list[types.Collection], name="collections", shared=True)
async def product_collections(parents: Sequence[views.Product], info: Info) -> list[list[views.Collection]]:
    """The collections that hold it."""
    info.context.depends_on("collections")
    held = [parent.filed.collections for parent in parents if parent.filed is not None]
    known = [each for each in held if each is not None]
    if len(known) == len(parents):
        return known
    return await collections.list_collections_of(scope_of(info.context), [parent.id for parent in parents])


@relations.extend("ProductVariant", type=types.Product, name="product", shared=True)
async def variant_product(parents: Sequence[views.ProductVariant], info: Info) -> list[views.Product | None]:
    """What it is a variant of."""
    info.context.depends_on("products")
    ids = [parent.product_id for parent in parents]
    return await products.list_products_by_ids(scope_of(info.context), ids, product_parts(fields_below(info)))


@relations.extend("Category", type=types.Category | None, name="parent", shared=True)
async def category_parent(parents: Sequence[views.Category], info: Info) -> list[views.Category | None]:
    """The category right above; null for a root."""
    info.context.depends_on("categories")
    known = [parent.above for parent in parents if parent.above is not None]
    if len(known) == len(parents):
        return [above[-1] if above else None for above in known]
    return await categories.list_categories_by_ids(scope_of(info.context), [parent.parent_id for parent in parents])


@relations.extend("Category", type=list[types.Category], name="children", shared=True)
async def category_children(parents: Sequence[views.Category], info: Info) -> list[list[views.Category]]:
    """The categories right below, in order."""
    info.context.depends_on("categories")
    return await categories.list_children(scope_of(info.context), [parent.id for parent in parents])


@relations.extend("Category", type=list[types.Category], name="ancestors", shared=True)
async def category_ancestors(parents: Sequence[views.Category], info: Info) -> list[list[views.Category]]:
    """What lies above, the root first; empty for a root."""
    info.context.depends_on("categories")
    known = [parent.above for parent in parents if parent.above is not None]
    if len(known) == len(parents):
        return known
    return await categories.list_ancestors(scope_of(info.context), [parent.id for parent in parents])


@relations.extend("Category", type=Connection[types.Product], name="products", shared=True)
async def category_products(
    parents: Sequence[views.Category],
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    sort: views.ProductSort = views.ProductSort.NEWEST,
) -> list[Page[views.Product]]:
    """The products of this category and of all below it."""
    depend_on_products(info, sort)
    args = page_args(info, first, after, last, before)
    return await products.list_products_in(
        scope_of(info.context),
        "category",
        [parent.id for parent in parents],
        sort,
        args,
        largest=largest_page(info),
        most=most_counted(info),
        parts=product_parts(fields_of_nodes(info)),
    )


@relations.extend("Collection", type=Connection[types.Product], name="products", shared=True)
async def collection_products(
    parents: Sequence[views.Collection],
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    sort: views.ProductSort | None = None,
) -> list[Page[views.Product]]:
    """The products of this collection.

    Args:
        sort: Without one they come in the order that the merchant gave them, or in that of the collection's rule.
    """
    args = page_args(info, first, after, last, before)
    by_sort: defaultdict[views.ProductSort | None, list[UUID]] = defaultdict(list)
    for parent in parents:
        by_sort[sort or parent.own_sort].append(parent.id)
    found: dict[UUID, Page[views.Product]] = {}
    # A statement for each order that there is among them, of which there are six.
    for order, ids in by_sort.items():
        depend_on_products(info, order)
        pages = await products.list_products_in(
            scope_of(info.context),
            "collection",
            ids,
            order,
            args,
            pinned=sort is None and order is not None,
            largest=largest_page(info),
            most=most_counted(info),
            parts=product_parts(fields_of_nodes(info)),
        )
        found.update(zip(ids, pages, strict=True))
    return [found[parent.id] for parent in parents]
