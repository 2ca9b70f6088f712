"""Reads of brands and product types, each relation for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, any_of, execute, fetch_all, fetch_value
from fondaco.db.pagination import Keyset

from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.text import fold, is_storable, like_pattern
from fondaco_catalog.model.views import Brand, ProductType, SeoTranslation
from fondaco_catalog.repository.slug_history import called

__all__ = [
    "delete_brand",
    "find_brand_by_slug",
    "find_type_by_slug",
    "list_brand_translations",
    "list_brands",
    "list_brands_by_ids",
    "list_described",
    "list_types",
    "list_types_by_ids",
    "lock_products_of",
]

_BRAND = "b.id, b.slug, COALESCE(NULLIF(t1.name, ''), NULLIF(t2.name, ''), b.name) AS name, b.logo_url"
_SAID = ", ".join(
    f"COALESCE(NULLIF(t1.{name}, ''), NULLIF(t2.{name}, ''), b.{name}) AS {name}"
    for name in ("description", "seo_title", "seo_description")
)
_BRAND_TEXTS = """
    LEFT JOIN catalog.brand_translation t1 ON t1.brand = b.id AND t1.locale = $1
    LEFT JOIN catalog.brand_translation t2 ON t2.brand = b.id AND t2.locale = $2"""
_TYPE = "pt.id, pt.slug, COALESCE(pt.labels ->> $1::text, pt.labels ->> $2::text, pt.name) AS name"


async def list_brands_by_ids(scope: Scope, ids: Sequence[UUID]) -> list[Brand | None]:
    """Returns the brands of these ids in their order, None for unknown ones."""
    rows = await fetch_all(
        Brand,
        f"SELECT {_BRAND}, {_SAID} FROM catalog.brand b {_BRAND_TEXTS} WHERE b.id = {any_of('$3')}",  # noqa: S608
        scope.locale,
        scope.second_locale,
        list(set(ids)),
    )
    found = {row.id: row for row in rows}
    return [found.get(id_) for id_ in ids]


async def list_described(scope: Scope, brands: Sequence[Brand]) -> list[Brand]:
    """Returns brands with what they say of themselves; asks the database only where it was not read with them."""
    lacking = [brand.id for brand in brands if brand.description is None]
    found = await list_brands_by_ids(scope, lacking) if lacking else []
    read = {brand.id: brand for brand in found if brand is not None}
    return [read.get(brand.id, brand) for brand in brands]


async def list_types_by_ids(scope: Scope, ids: Sequence[UUID]) -> list[ProductType | None]:
    """Returns the product types of these ids in their order, None for unknown ones."""
    rows = await fetch_all(
        ProductType,
        f"SELECT {_TYPE} FROM catalog.product_type pt WHERE pt.id = {any_of('$3')}",  # noqa: S608
        scope.locale,
        scope.second_locale,
        list(set(ids)),
    )
    found = {row.id: row for row in rows}
    return [found.get(id_) for id_ in ids]


class _BrandRow(Brand, frozen=True, kw_only=True):
    name_key: str


class _TypeRow(ProductType, frozen=True, kw_only=True):
    name_key: str


def _by_name(alias: str, args: PageArgs, largest: int) -> Keyset:
    keys = (SortKey(f"{alias}.name_key", str, "name_key"), SortKey(f"{alias}.id", UUID, "id"))
    return Keyset(keys, args, largest=largest, offset=3)


def _pattern(search: str) -> str:
    return like_pattern(fold(search)) if is_storable(search) else ""


async def list_brands(scope: Scope, search: str, args: PageArgs, *, largest: int = 100) -> Page[Brand]:
    """Returns a page of brands by name.

    Args:
        search: A part of the name; empty for all.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    keyset, pattern = _by_name("b", args, largest), _pattern(search)
    rows: list[Brand] = list(
        await fetch_all(
            _BrandRow,
            f"SELECT {_BRAND}, {_SAID}, b.name_key FROM catalog.brand b {_BRAND_TEXTS} "  # noqa: S608
            f"WHERE b.name_key LIKE $3 AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
            scope.locale,
            scope.second_locale,
            pattern,
            *keyset.params,
        )
    )
    return keyset.page(rows, lambda: fetch_value("SELECT count(*) FROM catalog.brand WHERE name_key LIKE $1", pattern))


async def list_types(scope: Scope, search: str, args: PageArgs, *, largest: int = 100) -> Page[ProductType]:
    """Returns a page of product types by name; as `list_brands`."""
    keyset, pattern = _by_name("pt", args, largest), _pattern(search)
    rows: list[ProductType] = list(
        await fetch_all(
            _TypeRow,
            f"SELECT {_TYPE}, pt.name_key FROM catalog.product_type pt WHERE pt.name_key LIKE $3 "  # noqa: S608
            f"AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
            scope.locale,
            scope.second_locale,
            pattern,
            *keyset.params,
        )
    )
    count = "SELECT count(*) FROM catalog.product_type WHERE name_key LIKE $1"
    return keyset.page(rows, lambda: fetch_value(count, pattern))


async def find_brand_by_slug(slug: str) -> UUID | None:
    """Returns the id of the brand with this slug, present or former, or None."""
    if not is_storable(slug):
        return None
    found: UUID | None = await fetch_value(
        f"SELECT b.id FROM catalog.brand b WHERE {called('brand', 'b', '$1')}",  # noqa: S608 (placeholders only)
        slug,
    )
    return found


async def find_type_by_slug(slug: str) -> UUID | None:
    """Returns the id of the product type with this slug, or None."""
    if not is_storable(slug):
        return None
    found: UUID | None = await fetch_value("SELECT id FROM catalog.product_type WHERE slug = $1", slug)
    return found


class _TranslationRow(SeoTranslation, frozen=True):
    of_id: UUID


async def list_brand_translations(ids: Sequence[UUID]) -> list[list[SeoTranslation]]:
    """Returns the translations of each brand, by locale."""
    rows = await fetch_all(
        _TranslationRow,
        "SELECT brand AS of_id, locale, name, description, seo_title, seo_description FROM catalog.brand_translation "
        "WHERE brand = ANY($1::uuid[]) ORDER BY locale",
        list(set(ids)),
    )
    found: defaultdict[UUID, list[SeoTranslation]] = defaultdict(list)
    for row in rows:
        found[row.of_id].append(row)
    return [found[id_] for id_ in ids]


async def delete_brand(brand_id: UUID) -> None:
    """Deletes a brand; its products, locked in the order of their ids, have none then."""
    await execute(
        "WITH locked AS MATERIALIZED (SELECT id FROM catalog.product WHERE brand = $1 ORDER BY id "
        "FOR NO KEY UPDATE) UPDATE catalog.product p SET brand = NULL FROM locked WHERE p.id = locked.id",
        brand_id,
    )
    await execute("DELETE FROM catalog.brand_translation WHERE brand = $1", brand_id)
    await execute("DELETE FROM catalog.brand WHERE id = $1", brand_id)


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def lock_products_of(column: Literal["brand", "type"], id_: UUID, after: UUID | None, most: int) -> list[UUID]:
    """Locks products of a brand or type behind one of them, in the order of their ids; returns their ids."""
    rows = await fetch_all(
        _Id,
        f"SELECT id FROM catalog.product WHERE {column} = $1 "  # noqa: S608
        "AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3 FOR NO KEY UPDATE",
        id_,
        after,
        most,
    )
    return [row.id for row in rows]
