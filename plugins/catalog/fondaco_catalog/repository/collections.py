"""Reads of collections, each relation for many collections or products at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.db import Page, PageArgs, SortKey, fetch_all, fetch_value
from fondaco.db.pagination import Keyset
from fondaco.errors import NotFoundError

from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.text import is_storable
from fondaco_catalog.model.views import Collection, TextTranslation

__all__ = [
    "find_collection_by_slug",
    "get_collection",
    "list_collection_translations",
    "list_collections",
    "list_collections_by_ids",
    "list_collections_of",
]

_COLUMNS = """c.id, c.slug,
    COALESCE(NULLIF(t1.title, ''), NULLIF(t2.title, ''), c.title) AS title,
    COALESCE(NULLIF(t1.description, ''), NULLIF(t2.description, ''), c.description) AS description,
    c.created_at, c.version"""
_TEXTS = """
    LEFT JOIN catalog.collection_translation t1 ON t1.collection = c.id AND t1.locale = $1
    LEFT JOIN catalog.collection_translation t2 ON t2.collection = c.id AND t2.locale = $2"""
_OLDEST = (SortKey("c.created_at", datetime, "created_at"), SortKey("c.id", UUID, "id"))


async def list_collections(scope: Scope, args: PageArgs, *, largest: int = 100) -> Page[Collection]:
    """Returns a page of collections, in the order in which they were made.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    keyset = Keyset(_OLDEST, args, largest=largest, offset=2)
    rows = await fetch_all(
        Collection,
        f"SELECT {_COLUMNS} FROM catalog.collection c {_TEXTS} WHERE {keyset.where} "  # noqa: S608
        f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        scope.locale,
        scope.second_locale,
        *keyset.params,
    )
    return keyset.page(rows, lambda: fetch_value("SELECT count(*) FROM catalog.collection"))


async def list_collections_by_ids(scope: Scope, ids: Sequence[UUID]) -> list[Collection | None]:
    """Returns the collections of these ids in their order, None for unknown ones."""
    rows = await fetch_all(
        Collection,
        f"SELECT {_COLUMNS} FROM catalog.collection c {_TEXTS} WHERE c.id = ANY($3::uuid[])",  # noqa: S608
        scope.locale,
        scope.second_locale,
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
    """Returns a collection by its slug, or None."""
    if not is_storable(slug):
        return None
    rows = await fetch_all(
        Collection,
        f"SELECT {_COLUMNS} FROM catalog.collection c {_TEXTS} WHERE c.slug = $3",  # noqa: S608
        scope.locale,
        scope.second_locale,
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
        f"JOIN catalog.collection c ON c.id = cp.collection {_TEXTS} "
        "WHERE cp.product = ANY($3::uuid[]) ORDER BY c.created_at, c.id",
        scope.locale,
        scope.second_locale,
        list(set(product_ids)),
    )
    by_product: defaultdict[UUID, list[Collection]] = defaultdict(list)
    for row in rows:
        by_product[row.product_id].append(row)
    return [by_product[id_] for id_ in product_ids]


class _TranslationRow(TextTranslation, frozen=True):
    of_id: UUID


async def list_collection_translations(ids: Sequence[UUID]) -> list[list[TextTranslation]]:
    """Returns the translations of each collection, by locale."""
    rows = await fetch_all(
        _TranslationRow,
        "SELECT collection AS of_id, locale, title AS name, description FROM catalog.collection_translation "
        "WHERE collection = ANY($1::uuid[]) ORDER BY locale",
        list(set(ids)),
    )
    by_collection: defaultdict[UUID, list[TextTranslation]] = defaultdict(list)
    for row in rows:
        by_collection[row.of_id].append(row)
    return [by_collection[id_] for id_ in ids]
