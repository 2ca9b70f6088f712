"""Reads of categories, each relation for many categories or products at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.db import any_of, fetch_all
from fondaco.errors import NotFoundError

from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.text import is_storable
from fondaco_catalog.model.views import Category, GroupingTranslation
from fondaco_catalog.repository.product_query import ProductQuery
from fondaco_catalog.repository.slug_history import called

__all__ = [
    "PATH_OF_PRODUCT",
    "count_products",
    "find_category_by_slug",
    "get_category",
    "list_ancestors",
    "list_categories_by_ids",
    "list_category_translations",
    "list_children",
    "list_root_categories",
]

_COLUMNS = """c.id, c.slug,
    COALESCE(NULLIF(t1.name, ''), NULLIF(t2.name, ''), c.name) AS name,
    COALESCE(NULLIF(t1.description, ''), NULLIF(t2.description, ''), c.description) AS description,
    c.image_url, COALESCE(NULLIF(t1.image_alt, ''), NULLIF(t2.image_alt, ''), c.image_alt) AS image_alt,
    COALESCE(NULLIF(t1.seo_title, ''), NULLIF(t2.seo_title, ''), c.seo_title) AS seo_title,
    COALESCE(NULLIF(t1.seo_description, ''), NULLIF(t2.seo_description, ''), c.seo_description) AS seo_description,
    c.parent AS parent_id, c.position, cardinality(c.path) - 1 AS depth, c.version"""
_TEXTS_IN = """
    LEFT JOIN catalog.category_translation t1 ON t1.category = c.id AND t1.locale = {}
    LEFT JOIN catalog.category_translation t2 ON t2.category = c.id AND t2.locale = {}"""
_TEXTS = _TEXTS_IN.format("$1", "$2")

PATH_OF_PRODUCT = f"""
    SELECT COALESCE(json_agg(step ORDER BY step.depth), '[]') FROM (
        SELECT {_COLUMNS} FROM catalog.category c {_TEXTS_IN.format("$3", "$4")}
        WHERE c.id = ANY((SELECT own.path FROM catalog.category own WHERE own.id = p.category)::uuid[])
    ) step"""  # noqa: S608 (constants only)
"""The category of the product ``p`` and all above it, the root first, as JSON; locales are ``$3`` and ``$4``."""


async def _categories(scope: Scope, condition: str, *values: object) -> list[Category]:
    return await fetch_all(
        Category,
        f"SELECT {_COLUMNS} FROM catalog.category c {_TEXTS} WHERE {condition} ORDER BY c.position, c.id",  # noqa: S608
        scope.locale,
        scope.second_locale,
        *values,
    )


async def list_root_categories(scope: Scope) -> list[Category]:
    """Returns the categories without a parent, in order."""
    return await _categories(scope, "c.parent IS NULL")


async def list_categories_by_ids(scope: Scope, ids: Sequence[UUID | None]) -> list[Category | None]:
    """Returns the categories of these ids in their order; None for None and for unknown ones."""
    wanted = list({id_ for id_ in ids if id_ is not None})
    found = {row.id: row for row in await _categories(scope, f"c.id = {any_of('$3')}", wanted)} if wanted else {}
    return [None if id_ is None else found.get(id_) for id_ in ids]


async def get_category(scope: Scope, category_id: UUID) -> Category:
    """Returns a category.

    Raises:
        NotFoundError: ``CATEGORY_NOT_FOUND``.
    """
    found = (await list_categories_by_ids(scope, [category_id]))[0]
    if found is None:
        raise NotFoundError("There is no such category.", code="CATEGORY_NOT_FOUND", field=("id",))
    return found


async def find_category_by_slug(scope: Scope, slug: str) -> Category | None:
    """Returns a category by its slug, present or former, or None."""
    found = await _categories(scope, called("category", "c", "$3"), slug) if is_storable(slug) else []
    return found[0] if found else None


async def list_children(scope: Scope, ids: Sequence[UUID]) -> list[list[Category]]:
    """Returns the categories right below each of these, in order."""
    by_parent: defaultdict[UUID | None, list[Category]] = defaultdict(list)
    for row in await _categories(scope, f"c.parent = {any_of('$3')}", list(set(ids))):
        by_parent[row.parent_id].append(row)
    return [by_parent[id_] for id_ in ids]


class _Ancestor(Category, frozen=True, kw_only=True):
    of_id: UUID


async def list_ancestors(scope: Scope, ids: Sequence[UUID]) -> list[list[Category]]:
    """Returns what lies above each of these categories, the root first."""
    rows = await fetch_all(
        _Ancestor,
        f"""
        SELECT below.id AS of_id, {_COLUMNS}
        FROM catalog.category below JOIN catalog.category c ON c.id = ANY(below.path) AND c.id <> below.id {_TEXTS}
        WHERE below.id = {any_of("$3")}
        ORDER BY below.id, cardinality(c.path)
        """,  # noqa: S608 (constants only)
        scope.locale,
        scope.second_locale,
        list(set(ids)),
    )
    by_category: defaultdict[UUID, list[Category]] = defaultdict(list)
    for row in rows:
        by_category[row.of_id].append(row)
    return [by_category[id_] for id_ in ids]


class _Count(msgspec.Struct, frozen=True):
    id: UUID
    products: int


async def count_products(scope: Scope, ids: Sequence[UUID]) -> list[int]:
    """Returns how many products that the scope shows are in each of these categories and in all below it."""
    query = ProductQuery(scope).listed()
    wanted = query.bind(list(set(ids)))
    below = f"SELECT c.id FROM catalog.category c WHERE c.path && {wanted}::uuid[]"  # noqa: S608 (a placeholder)
    query.where(f"p.category IN ({below})")
    rows = await fetch_all(
        _Count,
        query.statement(
            f"WITH filed AS (SELECT p.category AS id, count(*) AS products {query.source} GROUP BY p.category) "  # noqa: S608
            "SELECT above.id, sum(filed.products)::bigint AS products FROM filed "
            "JOIN catalog.category c ON c.id = filed.id CROSS JOIN LATERAL unnest(c.path) AS above(id) "
            f"WHERE above.id = {any_of(wanted)} GROUP BY above.id"
        ),
        *query.params,
    )
    found = {row.id: row.products for row in rows}
    return [found.get(id_, 0) for id_ in ids]


class _TranslationRow(GroupingTranslation, frozen=True):
    of_id: UUID


async def list_category_translations(ids: Sequence[UUID]) -> list[list[GroupingTranslation]]:
    """Returns the translations of each category, by locale."""
    rows = await fetch_all(
        _TranslationRow,
        "SELECT category AS of_id, locale, name, description, image_alt, seo_title, seo_description "
        "FROM catalog.category_translation "
        "WHERE category = ANY($1::uuid[]) ORDER BY locale",
        list(set(ids)),
    )
    by_category: defaultdict[UUID, list[GroupingTranslation]] = defaultdict(list)
    for row in rows:
        by_category[row.of_id].append(row)
    return [by_category[id_] for id_ in ids]
