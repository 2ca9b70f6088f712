"""Reads of products: by id, by slug, as lists, and as the lists of many categories or collections at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, Literal
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, any_of, fetch_all, fetch_one
from fondaco.errors import NotFoundError

from fondaco_catalog.model.parts import PRODUCT_PARTS, ProductPart
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.text import is_storable
from fondaco_catalog.model.views import Filed, Product, ProductCriteria, ProductSort
from fondaco_catalog.repository.categories import PATH_OF_PRODUCT
from fondaco_catalog.repository.collections import collections_of_product
from fondaco_catalog.repository.counts import Counts, Total, counting
from fondaco_catalog.repository.product_query import ProductQuery
from fondaco_catalog.repository.search import StaffSearch
from fondaco_catalog.repository.slug_history import called
from fondaco_catalog.repository.valid_prices import tell

__all__ = [
    "find_product",
    "find_product_by_slug",
    "get_product",
    "list_counted_products",
    "list_products",
    "list_products_by_ids",
    "list_products_in",
]

LARGEST_PAGE = 100

_decode_filed = msgspec.json.Decoder(Filed).decode


async def list_products_by_ids(
    scope: Scope, ids: Sequence[UUID], parts: Collection[ProductPart] = PRODUCT_PARTS
) -> list[Product | None]:
    """Returns the products of these ids in their order, None for those that the scope does not show."""
    query = ProductQuery(scope, parts)
    query.where(f"p.id = {any_of(query.bind(list(set(ids))))}")
    rows = await fetch_all(Product, query.statement(f"SELECT {query.columns} {query.source}"), *query.params)
    await tell(scope, rows)
    found = {row.id: row for row in rows}
    return [found.get(id_) for id_ in ids]


async def _find(scope: Scope, query: ProductQuery, beside: Collection[str]) -> Product | None:
    """Returns the one product of a query.

    Args:
        beside: What to read in the same statement: ``category``, ``collections``.
    """
    parts = {
        "categories": PATH_OF_PRODUCT if "category" in beside else None,
        "collections": collections_of_product(scope) if "collections" in beside else None,
    }
    asked = ", ".join(f"'{name}', ({sql})" for name, sql in parts.items() if sql is not None)
    filed = f", json_build_object({asked}) AS filed" if asked else ""
    sql = query.statement(f"SELECT {query.columns}{filed} {query.source}")
    found = await fetch_one(Product, sql, *query.params)
    await tell(scope, [] if found is None else [found])
    if found is None or not asked:
        return found
    as_text: Any = found.filed  # what a column of JSON is
    return msgspec.structs.replace(found, filed=_decode_filed(as_text))


async def find_product(
    scope: Scope,
    product_id: UUID,
    beside: Collection[str] = (),
    parts: Collection[ProductPart] = PRODUCT_PARTS,
) -> Product | None:
    """Returns a product, or None if the scope does not show it.

    Args:
        beside: What to read in the same statement: ``category``, with what lies above it, and ``collections``.
    """
    query = ProductQuery(scope, parts)
    query.where(f"p.id = {query.bind(product_id)}::uuid")
    return await _find(scope, query, beside)


async def get_product(scope: Scope, product_id: UUID) -> Product:
    """Returns a product.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
    """
    found = await find_product(scope, product_id)
    if found is None:
        raise NotFoundError("There is no such product.", code="PRODUCT_NOT_FOUND", field=("id",))
    return found


async def find_product_by_slug(
    scope: Scope,
    slug: str,
    beside: Collection[str] = (),
    parts: Collection[ProductPart] = PRODUCT_PARTS,
) -> Product | None:
    """Returns a product by its slug, present or former, or None if the scope does not show it.

    Args:
        beside: As for `find_product`.
    """
    if not is_storable(slug):
        return None
    query = ProductQuery(scope, parts)
    query.where(called("product", "p", query.bind(slug)))
    return await _find(scope, query, beside)


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
    return (await list_counted_products(scope, criteria, sort, args, words=words, largest=largest))[0]


async def list_counted_products(
    scope: Scope,
    criteria: ProductCriteria,
    sort: ProductSort,
    args: PageArgs,
    *,
    words: StaffSearch | None = None,
    largest: int = LARGEST_PAGE,
    most: int | None = None,
    parts: Collection[ProductPart] = PRODUCT_PARTS,
) -> tuple[Page[Product], Total]:
    """Returns a page of products, and what counts all of them when somebody asks.

    Args:
        most: Count so many exactly, and estimate what is more; None to count all.

    Raises:
        InvalidInputError: As `list_products`.
        LimitExceededError: As `list_products`.
    """
    query = ProductQuery(scope, parts)
    if not query.meet(criteria):
        query.where("FALSE")
    if words is not None:
        query.find(words)
    total = Total(lambda: query.statement(counting(query, most)), tuple(query.params))
    rank, keys = query.ordered(sort)
    keyset = query.paged(keys, args, largest)
    rows = await fetch_all(
        Product,
        query.statement(
            f"SELECT {query.columns}, {rank} AS rank {query.source} AND {query.page_condition(keyset)} "
            f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}"
        ),
        *query.params,
    )
    await tell(scope, rows)
    return keyset.page(rows, total.number), total


class _Placed(Product, frozen=True, kw_only=True):
    """A product in the list of one of several parents."""

    parent_id: UUID
    place: int
    pin: int = 0


async def list_products_in(
    scope: Scope,
    kind: Literal["category", "collection", "brand"],
    ids: Sequence[UUID],
    sort: ProductSort | None,
    args: PageArgs,
    *,
    pinned: bool = False,
    largest: int = LARGEST_PAGE,
    most: int | None = None,
    parts: Collection[ProductPart] = PRODUCT_PARTS,
) -> list[Page[Product]]:
    """Returns a page of products for each category (with everything below it), collection or brand, in one statement.

    Args:
        sort: None for the order by hand of a collection, and for the newest first in a category.
        pinned: Whether what is pinned in a collection comes first, in the merchant's order.
        most: As in `list_counted_products`.

    Raises:
        InvalidInputError: As `list_products`.
        LimitExceededError: As `list_products`.
    """
    query = ProductQuery(scope, parts)
    parents = f"unnest({query.bind(list(dict.fromkeys(ids)))}::uuid[]) WITH ORDINALITY AS parent(id, place)"
    if kind == "category":
        query.listed().below("parent.id")
    elif kind == "brand":
        query.listed().where("p.brand = parent.id")
    else:
        query.joins.append("JOIN catalog.collection_product cp ON cp.product = p.id AND cp.collection = parent.id")
    count = (
        f"SELECT parent.id AS parent_id, q.things FROM {parents} "  # noqa: S608
        f"CROSS JOIN LATERAL ({counting(query, most)}) q"
    )
    counts = Counts(query.statement(count), tuple(query.params))
    if kind == "collection" and sort is None:
        position = "cp.position::bigint"
        rank, keys = position, [SortKey(position, int, "rank"), SortKey("p.id", UUID, "id")]
    else:
        rank, keys = query.ordered(sort or ProductSort.NEWEST)
    pin = "0"
    if pinned:
        pin = "CASE WHEN cp.kind = 'pin' THEN cp.position ELSE 2147483647 END"
        keys = [SortKey(pin, int, "pin"), *keys]
    keyset = query.paged(keys, args, largest)
    page = (
        f"SELECT parent.id AS parent_id, q.* FROM {parents} CROSS JOIN LATERAL ("  # noqa: S608
        f"SELECT {query.columns}, {rank} AS rank, {pin} AS pin, "
        f"row_number() OVER (ORDER BY {keyset.order_by}) AS place "
        f"{query.source} AND {query.page_condition(keyset)} ORDER BY {keyset.order_by} LIMIT {keyset.limit}"
        ") q ORDER BY parent.place, q.place"
    )
    rows = await fetch_all(_Placed, query.statement(page), *query.params)
    await tell(scope, rows)
    by_parent: defaultdict[UUID, list[Product]] = defaultdict(list)
    for row in rows:
        by_parent[row.parent_id].append(row)
    return [keyset.page(by_parent[id_], partial(counts.of, id_)) for id_ in ids]
