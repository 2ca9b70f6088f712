"""What buyers read: only products that are published in their channel and have a price there.

Answers are the same for everybody and kept until something they show changes: every verb drops the tag of its kind,
such as ``products``, and that of the thing itself.
"""

from __future__ import annotations

from uuid import UUID

from fondaco.access.permissions import ANYONE
from fondaco.commerce import ProductSort
from fondaco.commerce.events import ProductDeleted, ProductPublished, ProductUnpublished, ProductUpdated
from fondaco.db import Page
from fondaco.graphql import ID, SKIP, Connection, Info, SchemaPart, Skip, fields_of_nodes
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.parts import product_parts
from fondaco_catalog.graphql.requests import (
    criteria_of,
    depend_on_products,
    find_category,
    find_collection,
    find_product,
    largest_page,
    load_products,
    most_counted,
    page_args,
    scope_of,
)
from fondaco_catalog.graphql.search import (
    FoundProducts,
    ProductSearchConnection,
    listed,
    selections_of,
)
from fondaco_catalog.graphql.searching import found_by_engine
from fondaco_catalog.model import views
from fondaco_catalog.repository import categories as category_repository
from fondaco_catalog.repository import collections as collection_repository
from fondaco_catalog.repository import products as product_repository

__all__ = ["shop"]

shop = SchemaPart()


@shop.query(type=types.Product | None, permission=ANYONE, shared=True)
async def product(info: Info, id: ID | None = None, slug: str | None = None) -> views.Product | None:
    """A product by its id or its slug; null if there is none in this channel."""
    found = await find_product(info, id, slug)
    if found is not None:
        info.context.depends_on(f"product:{found.id}")
    if found is not None and found.has_bundles:
        info.context.depends_on("products")  # whether it is available follows from others
    if found is None or slug not in {None, found.slug}:
        # Nothing has this slug, or something had it before: it may become another product's.
        info.context.depends_on("products")
    return found


@shop.query(type=ProductSearchConnection, permission=ANYONE, shared=True)
async def products(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: str | None = None,
    filter: types.ProductFilter | None = None,  # noqa: A002 (the API's name)
    sort: ProductSort | None = None,
    facets: list[str] | None = None,
) -> FoundProducts:
    """The products of this channel: all of them, or those that a search and a filter leave.

    Args:
        search: Words that all have to occur, in any form: plurals, synonyms, beginnings, parts of SKUs and barcodes.
            A word that nothing has is corrected.
        sort: RELEVANCE with a search and NEWEST without one, if left out.
        facets: Which facets are wanted: `brand`, `category`, `type`, `tag`, `price`, `availability`, `option:colour`
            and the like; `option:*` stands for all options.
    """
    args = page_args(info, first, after, last, before)
    criteria = criteria_of(info, search, filter)
    selections = selections_of(info, filter)
    order = sort or (ProductSort.RELEVANCE if criteria.search.strip() else ProductSort.NEWEST)
    depend_on_products(info, order)
    info.context.depends_on("categories", "collections", "brands", "product_types", "attributes")  # in a filter
    if criteria.search.strip() or facets or (filter is not None and filter.facets):
        info.context.depends_on("search_index")
        return await found_by_engine(info, criteria, selections, facets or (), order, args)
    return listed(
        *await product_repository.list_counted_products(
            scope_of(info.context),
            criteria,
            order,
            args,
            largest=largest_page(info),
            most=most_counted(info),
            parts=product_parts(fields_of_nodes(info)),
        )
    )


@shop.query(type=types.Category | None, permission=ANYONE, shared=True)
async def category(info: Info, id: ID | None = None, slug: str | None = None) -> views.Category | None:
    """A category by its id or its slug."""
    info.context.depends_on("categories")
    return await find_category(info, id, slug)


@shop.query(type=list[types.Category], permission=ANYONE, shared=True)
async def categories(info: Info) -> list[views.Category]:
    """The categories at the root of the tree, in order."""
    info.context.depends_on("categories")
    return await category_repository.list_root_categories(scope_of(info.context))


@shop.query(type=types.Collection | None, permission=ANYONE, shared=True)
async def collection(info: Info, id: ID | None = None, slug: str | None = None) -> views.Collection | None:
    """A collection by its id or its slug."""
    info.context.depends_on("collections")
    return await find_collection(info, id, slug)


@shop.query(type=Connection[types.Collection], permission=ANYONE, shared=True)
async def collections(
    info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> Page[views.Collection]:
    """The collections, in the order in which they were made."""
    args = page_args(info, first, after, last, before)
    info.context.depends_on("collections")
    return await collection_repository.list_collections(scope_of(info.context), args, largest=largest_page(info))


async def _product_id(id: ID) -> UUID:
    return parse_global_id(id, "Product", field=("id",))


@shop.subscription(
    type=types.Product | None,
    permission=ANYONE,
    events=(ProductUpdated, ProductPublished, ProductUnpublished, ProductDeleted),
    start=_product_id,
)
async def product_updated(
    event: ProductUpdated | ProductPublished | ProductUnpublished | ProductDeleted, info: Info, started: UUID
) -> views.Product | Skip | None:
    """Tells of a product after each change of it or its variants; null when it left this channel.

    Args:
        id: Which one. It need not be published yet.
    """
    elsewhere = isinstance(event, ProductPublished | ProductUnpublished) and event.channel != info.context.channel.slug
    if event.product_id != started or elsewhere:
        return SKIP
    found = (await load_products(info.context, [started]))[0]
    # Changes of what is not for sale are nobody's business.
    return SKIP if found is None and isinstance(event, ProductUpdated | ProductPublished) else found
