"""Reads of collections, each relation for many collections or products at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, any_of, fetch_all, fetch_value
from fondaco.db.pagination import Keyset
from fondaco.errors import NotFoundError

from fondaco_catalog.model.collection_rules import Rule
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.text import is_storable
from fondaco_catalog.model.views import Collection, GroupingTranslation
from fondaco_catalog.repository.slug_history import called

__all__ = [
    "RuleRefresh",
    "collections_of_product",
    "find_collection_by_slug",
    "get_collection",
    "list_collection_translations",
    "list_collections",
    "list_collections_by_ids",
    "list_collections_of",
    "list_excluded_ids",
    "list_refreshes",
    "list_rules",
]

_COLUMNS = """c.id, c.slug,
    COALESCE(NULLIF(t1.title, ''), NULLIF(t2.title, ''), c.title) AS title,
    COALESCE(NULLIF(t1.description, ''), NULLIF(t2.description, ''), c.description) AS description,
    c.image_url, COALESCE(NULLIF(t1.image_alt, ''), NULLIF(t2.image_alt, ''), c.image_alt) AS image_alt,
    COALESCE(NULLIF(t1.seo_title, ''), NULLIF(t2.seo_title, ''), c.seo_title) AS seo_title,
    COALESCE(NULLIF(t1.seo_description, ''), NULLIF(t2.seo_description, ''), c.seo_description) AS seo_description,
    c.sort, c.channels, c.created_at, c.version"""
_TEXTS_IN = """
    LEFT JOIN catalog.collection_translation t1 ON t1.collection = c.id AND t1.locale = {}
    LEFT JOIN catalog.collection_translation t2 ON t2.collection = c.id AND t2.locale = {}"""
_TEXTS = _TEXTS_IN.format("$1", "$2")
_SHOWN = "($3::text = '' OR c.channels @> ARRAY[$3::text])"
_OF_PRODUCT = f"""
    SELECT COALESCE(json_agg(held ORDER BY held.created_at, held.id), '[]') FROM (
        SELECT {_COLUMNS} FROM catalog.collection_product cp
        JOIN catalog.collection c ON c.id = cp.collection {{}} {_TEXTS_IN.format("$3", "$4")}
        WHERE cp.product = p.id
    ) held"""  # noqa: S608 (constants only)
_OLDEST = (SortKey("c.created_at", datetime, "created_at"), SortKey("c.id", UUID, "id"))


def _channel(scope: Scope) -> str:
    """The channel in which a collection has to be published; empty for staff, who see all."""
    return scope.channel.slug if scope.published_only else ""


def collections_of_product(scope: Scope) -> str:
    """Returns a query of the collections that hold the product ``p``, as JSON, in the order in which they were made.

    The channel is ``$1``, locales are ``$3`` and ``$4``.
    """
    return _OF_PRODUCT.format("AND c.channels @> ARRAY[$1::text]" if scope.published_only else "")


async def list_collections(scope: Scope, args: PageArgs, *, largest: int = 100) -> Page[Collection]:
    """Returns a page of collections, in the order in which they were made.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    keyset = Keyset(_OLDEST, args, largest=largest, offset=3)
    rows = await fetch_all(
        Collection,
        f"SELECT {_COLUMNS} FROM catalog.collection c {_TEXTS} WHERE {_SHOWN} AND {keyset.where} "  # noqa: S608
        f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        scope.locale,
        scope.second_locale,
        _channel(scope),
        *keyset.params,
    )
    count = "SELECT count(*) FROM catalog.collection c WHERE $1::text = '' OR c.channels @> ARRAY[$1::text]"
    return keyset.page(rows, lambda: fetch_value(count, _channel(scope)))


async def list_collections_by_ids(scope: Scope, ids: Sequence[UUID]) -> list[Collection | None]:
    """Returns the collections of these ids in their order, None for unknown ones."""
    rows = await fetch_all(
        Collection,
        f"SELECT {_COLUMNS} FROM catalog.collection c {_TEXTS} WHERE {_SHOWN} AND c.id = {any_of('$4')}",  # noqa: S608
        scope.locale,
        scope.second_locale,
        _channel(scope),
        list(set(ids)),
    )
    found = {row.id: row for row in rows}
    return [found.get(id_) for id_ in ids]


async def get_collection(scope: Scope, collection_id: UUID) -> Collection:
    """Returns a collection.

    Raises:
        NotFoundError: ``COLLECTION_NOT_FOUND``.
    """
    found = (await list_collections_by_ids(scope, [collection_id]))[0]
    if found is None:
        raise NotFoundError("There is no such collection.", code="COLLECTION_NOT_FOUND", field=("id",))
    return found


async def find_collection_by_slug(scope: Scope, slug: str) -> Collection | None:
    """Returns a collection by its slug, present or former, or None."""
    if not is_storable(slug):
        return None
    rows = await fetch_all(
        Collection,
        f"SELECT {_COLUMNS} FROM catalog.collection c {_TEXTS} WHERE {_SHOWN} AND {called('collection', 'c', '$4')}",  # noqa: S608
        scope.locale,
        scope.second_locale,
        _channel(scope),
        slug,
    )
    return rows[0] if rows else None


class _Member(Collection, frozen=True):
    product_id: UUID


async def list_collections_of(scope: Scope, product_ids: Sequence[UUID]) -> list[list[Collection]]:
    """Returns the collections that hold each product, in the order in which they were made."""
    rows = await fetch_all(
        _Member,
        f"SELECT cp.product AS product_id, {_COLUMNS} FROM catalog.collection_product cp "  # noqa: S608
        f"JOIN catalog.collection c ON c.id = cp.collection AND {_SHOWN} {_TEXTS} "
        f"WHERE cp.product = {any_of('$4')} ORDER BY c.created_at, c.id",
        scope.locale,
        scope.second_locale,
        _channel(scope),
        list(set(product_ids)),
    )
    by_product: defaultdict[UUID, list[Collection]] = defaultdict(list)
    for row in rows:
        by_product[row.product_id].append(row)
    return [by_product[id_] for id_ in product_ids]


class RuleRefresh(msgspec.Struct, frozen=True):
    """How far the working out of a rule is: products it was asked about, of how many, and when it was done."""

    done: int
    total: int
    finished_at: datetime | None


class _RuleRow(msgspec.Struct, frozen=True):
    id: UUID
    rule: str
    done: int
    total: int
    finished_at: datetime | None


async def _rules(ids: Sequence[UUID]) -> dict[UUID, _RuleRow]:
    rows = await fetch_all(
        _RuleRow,
        "SELECT id, rule::text AS rule, refresh_done AS done, refresh_total AS total, refreshed_at AS finished_at "
        "FROM catalog.collection WHERE id = ANY($1::uuid[]) AND rule IS NOT NULL",
        list(set(ids)),
    )
    return {row.id: row for row in rows}


async def list_rules(ids: Sequence[UUID]) -> list[Rule | None]:
    """Returns the rule of each collection, None for those without."""
    found = await _rules(ids)
    return [msgspec.json.decode(found[id_].rule, type=Rule) if id_ in found else None for id_ in ids]


async def list_refreshes(ids: Sequence[UUID]) -> list[RuleRefresh | None]:
    """Returns how far the working out of each collection's rule is, None for those without."""
    found = await _rules(ids)
    return [
        RuleRefresh(row.done, row.total, row.finished_at) if (row := found.get(id_)) is not None else None
        for id_ in ids
    ]


class _Excluded(msgspec.Struct, frozen=True):
    collection_id: UUID
    product_id: UUID


async def list_excluded_ids(ids: Sequence[UUID]) -> list[list[UUID]]:
    """Returns the products that stay out of each collection whatever its rule says."""
    rows = await fetch_all(
        _Excluded,
        "SELECT collection AS collection_id, product AS product_id FROM catalog.collection_exclusion "
        "WHERE collection = ANY($1::uuid[]) ORDER BY id",
        list(set(ids)),
    )
    by_collection: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for row in rows:
        by_collection[row.collection_id].append(row.product_id)
    return [by_collection[id_] for id_ in ids]


class _TranslationRow(GroupingTranslation, frozen=True):
    of_id: UUID


async def list_collection_translations(ids: Sequence[UUID]) -> list[list[GroupingTranslation]]:
    """Returns the translations of each collection, by locale."""
    rows = await fetch_all(
        _TranslationRow,
        "SELECT collection AS of_id, locale, title AS name, description, image_alt, seo_title, seo_description "
        "FROM catalog.collection_translation "
        "WHERE collection = ANY($1::uuid[]) ORDER BY locale",
        list(set(ids)),
    )
    by_collection: defaultdict[UUID, list[GroupingTranslation]] = defaultdict(list)
    for row in rows:
        by_collection[row.of_id].append(row)
    return [by_collection[id_] for id_ in ids]
