"""Asking the search engine for a list of products."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.commerce import FacetSelection, ProductSearch, ProductSearchAnswer, ProductSort
from fondaco.db import Page, PageArgs
from fondaco.errors import InvalidInputError
from fondaco.graphql import Info, fields_of_nodes
from fondaco.hookspecs import HookSpecs

from fondaco_catalog.graphql.parts import product_parts
from fondaco_catalog.graphql.requests import largest_page, most_counted, scope_of
from fondaco_catalog.graphql.search import NO_VALUE, FoundFacet, FoundProducts, listed
from fondaco_catalog.model import views
from fondaco_catalog.model.text import is_storable
from fondaco_catalog.repository import products as product_repository
from fondaco_catalog.repository.valid_prices import tell

__all__ = ["found_by_engine"]

MAX_FACETS = 100


async def found_by_engine(
    info: Info,
    criteria: views.ProductCriteria,
    selections: tuple[FacetSelection, ...],
    facets: Sequence[str],
    sort: ProductSort,
    args: PageArgs,
) -> FoundProducts:
    """Asks the search engine and loads what it found; products that left the channel meanwhile are left out.

    While the index is filled for the first time, lists without a search and a choice are read from the tables.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``TOO_MANY_VALUES``.
    """
    if len(facets) > MAX_FACETS:
        raise InvalidInputError(f"At most {MAX_FACETS} facets.", code="TOO_MANY_VALUES", field=("facets",))
    context = info.context
    scope = scope_of(context)
    parts = product_parts(fields_of_nodes(info))
    search = ProductSearch(
        text=criteria.search,
        channel=context.channel,
        locale=context.locale,
        category_id=criteria.category_id,
        category=criteria.category if criteria.category is None or is_storable(criteria.category) else NO_VALUE,
        collection_id=criteria.collection_id,
        min_amount=criteria.min_amount,
        max_amount=criteria.max_amount,
        selections=selections,
        facets=tuple(dict.fromkeys(name for name in facets if is_storable(name))),
        groups=scope.groups,
        moment=scope.moment,
        sort=sort,
        size=args.size(),
        cursor=args.after if args.last is None else args.before,
        backward=args.last is not None,
    )
    answer = await context.hooks.first(HookSpecs.resolve_product_search, search) or ProductSearchAnswer()
    if answer.filling and not criteria.search.strip() and not selections:
        found_so_far = await product_repository.list_counted_products(
            scope, criteria, sort, args, largest=largest_page(info), most=most_counted(info), parts=parts
        )
        return msgspec.structs.replace(listed(*found_so_far), filling=True)
    cursors: dict[UUID, str] = {hit.id: hit.cursor for hit in answer.hits}
    found = await product_repository.list_products_by_ids(scope, list(cursors), parts) if cursors else []
    if not cursors:
        await tell(scope, [])  # another group may find something

    async def count() -> int:
        return answer.total

    page = Page(
        nodes=[product for product in found if product is not None],
        cursor_of=lambda product: cursors[product.id],
        has_next_page=answer.has_next,
        has_previous_page=answer.has_previous,
        count=count,
    )
    currency = context.channel.currency
    return FoundProducts(
        page=page,
        total=answer.total,
        exact=answer.exact,
        filling=answer.filling,
        facets=[FoundFacet(facet, currency) for facet in answer.facets],
        corrections=answer.corrections,
    )
