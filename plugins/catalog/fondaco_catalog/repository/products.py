"""Reads of products: by id, by slug, as lists, and as the lists of many categories or collections at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Literal
from uuid import UUID

from fondaco.db import Page, PageArgs, SortKey, fetch_all, fetch_one, fetch_value
from fondaco.errors import NotFoundError

from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.text import is_storable
from fondaco_catalog.model.views import Product, ProductCriteria, ProductSort
from fondaco_catalog.repository.counts import Counts
from fondaco_catalog.repository.product_query import ProductQuery
from fondaco_catalog.repository.search import StaffSearch
from fondaco_catalog.repository.valid_prices import tell

__all__ = [
    "find_product",
    "find_product_by_slug",
    "get_product",
    "list_products",
    "list_products_by_ids",
    "list_products_in",
]

LARGEST_PAGE = 100


async def list_products_by_ids(scope: Scope, ids: Sequence[UUID]) -> list[Product | None]:
    """Returns the products of these ids in their order, None for those that the scope does not show."""
    query = ProductQuery(scope)
    query.where(f"p.id = ANY({query.bind(list(set(ids)))}::uuid[])")
    rows = await fetch_all(Product, f"SELECT {query.columns} {query.source}", *query.params)
    await tell(scope, rows)
    found = {row.id: row for row in rows}
    return [found.get(id_) for id_ in ids]


async def find_product(scope: Scope, product_id: UUID) -> Product | None:
    """Returns a product, or None if the scope does not show it."""
    return (await list_products_by_ids(scope, [product_id]))[0]


async def get_product(scope: Scope, product_id: UUID) -> Product:
    """Returns a product.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
    """
    found = await find_product(scope, product_id)
    if found is None:
        raise NotFoundError("There is no such product.", code="PRODUCT_NOT_FOUND", field=("id",))
    return found


async def find_product_by_slug(scope: Scope, slug: str) -> Product | None:
    """Returns a product by its slug, or None if the scope does not show it."""
    if not is_storable(slug):
        return None
    query = ProductQuery(scope)
    query.where(f"p.slug = {query.bind(slug)}")
    found = await fetch_one(Product, f"SELECT {query.columns} {query.source}", *query.params)
    await tell(scope, [] if found is None else [found])
    return found


async def list_products(
    scope: Scope,
    criteria: ProductCriteria,
    sort: ProductSort,
    args: PageArgs,
    *,
    words: StaffSearch | None = None,
    largest: int = LARGEST_PAGE,
) -> Page[Product]:
    """Returns a page of products. They are counted only if somebody asks.

    Args:
        words: What staff search for; buyers' searches go through the hook `resolve_product_search`.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    query = ProductQuery(scope)
    if not query.meet(criteria):
        query.where("FALSE")
    if words is not None:
        query.find(words)
    count_sql, count_params = f"SELECT count(*) {query.source}", tuple(query.params)
    rank, keys = query.ordered(sort)
    keyset = query.paged(keys, args, largest)
    rows = await fetch_all(
        Product,
        f"SELECT {query.columns}, {rank} AS rank {query.source} AND {keyset.where} "
        f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *query.params,
    )
    await tell(scope, rows)
    return keyset.page(rows, lambda: fetch_value(count_sql, *count_params))


class _Placed(Product, frozen=True, kw_only=True):
    """A product in the list of one of several parents."""

    parent_id: UUID
    place: int


async def list_products_in(
    scope: Scope,
    kind: Literal["category", "collection"],
    ids: Sequence[UUID],
    sort: ProductSort | None,
    args: PageArgs,
    *,
    largest: int = LARGEST_PAGE,
) -> list[Page[Product]]:
    """Returns a page of products for each category (with everything below it) or collection, in one statement.

    Args:
        sort: None for the collection's own order, and for the newest first in a category.

    Raises:
        InvalidInputError: As `list_products`.
        LimitExceededError: As `list_products`.
    """
    query = ProductQuery(scope)
    wanted = f"unnest({query.bind(list(dict.fromkeys(ids)))}::uuid[])"
    parents = f"{wanted} WITH ORDINALITY AS parent(id, place)"
    tree = ""
    if kind == "category":
        tree = (
            f"WITH RECURSIVE below(root, id) AS (SELECT id, id FROM {wanted} AS root(id) UNION ALL "  # noqa: S608
            "SELECT below.root, c.id FROM catalog.category c JOIN below ON c.parent = below.id)"
        )
        query.listed().where("p.category IN (SELECT below.id FROM below WHERE below.root = parent.id)")
    else:
        query.joins.append("JOIN catalog.collection_product cp ON cp.product = p.id AND cp.collection = parent.id")
    count = (
        f"{tree} SELECT parent.id AS parent_id, count(*) AS things FROM {parents} "  # noqa: S608
        f"CROSS JOIN LATERAL (SELECT p.id {query.source}) q GROUP BY parent.id"
    )
    counts = Counts(count, tuple(query.params))
    if kind == "collection" and sort is None:
        position = "cp.position::bigint"
        rank, keys = position, [SortKey(position, int, "rank"), SortKey("p.id", UUID, "id")]
    else:
        rank, keys = query.ordered(sort or ProductSort.NEWEST)
    keyset = query.paged(keys, args, largest)
    page = (
        f"{tree} SELECT parent.id AS parent_id, q.* FROM {parents} CROSS JOIN LATERAL ("  # noqa: S608
        f"SELECT {query.columns}, {rank} AS rank, row_number() OVER (ORDER BY {keyset.order_by}) AS place "
        f"{query.source} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}"
        ") q ORDER BY parent.place, q.place"
    )
    rows = await fetch_all(_Placed, page, *query.params)
    await tell(scope, rows)
    by_parent: defaultdict[UUID, list[Product]] = defaultdict(list)
    for row in rows:
        by_parent[row.parent_id].append(row)
    return [keyset.page(by_parent[id_], partial(counts.of, id_)) for id_ in ids]
