"""Reads of brands and product types, each relation for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.db import fetch_all

from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.views import Brand, ProductType

__all__ = ["list_brands_by_ids", "list_descriptions", "list_types_by_ids"]

_BRAND = "b.id, b.slug, COALESCE(NULLIF(t1.name, ''), NULLIF(t2.name, ''), b.name) AS name, b.logo_url"
_DESCRIPTION = "COALESCE(NULLIF(t1.description, ''), NULLIF(t2.description, ''), b.description)"
_BRAND_TEXTS = """
    LEFT JOIN catalog.brand_translation t1 ON t1.brand = b.id AND t1.locale = $1
    LEFT JOIN catalog.brand_translation t2 ON t2.brand = b.id AND t2.locale = $2"""
_TYPE = "pt.id, pt.slug, COALESCE(pt.labels ->> $1::text, pt.labels ->> $2::text, pt.name) AS name"


async def list_brands_by_ids(scope: Scope, ids: Sequence[UUID]) -> list[Brand | None]:
    """Returns the brands of these ids in their order, None for unknown ones."""
    rows = await fetch_all(
        Brand,
        f"SELECT {_BRAND} FROM catalog.brand b {_BRAND_TEXTS} WHERE b.id = ANY($3::uuid[])",  # noqa: S608
        scope.locale,
        scope.second_locale,
        list(set(ids)),
    )
    found = {row.id: row for row in rows}
    return [found.get(id_) for id_ in ids]


class _Description(msgspec.Struct, frozen=True):
    id: UUID
    description: str


async def list_descriptions(scope: Scope, ids: Sequence[UUID]) -> list[str]:
    """Returns the descriptions of these brands in their order; empty for unknown ones."""
    rows = await fetch_all(
        _Description,
        f"SELECT b.id, {_DESCRIPTION} AS description "  # noqa: S608 (constants only)
        f"FROM catalog.brand b {_BRAND_TEXTS} WHERE b.id = ANY($3::uuid[])",
        scope.locale,
        scope.second_locale,
        list(set(ids)),
    )
    found = {row.id: row.description for row in rows}
    return [found.get(id_, "") for id_ in ids]


async def list_types_by_ids(scope: Scope, ids: Sequence[UUID]) -> list[ProductType | None]:
    """Returns the product types of these ids in their order, None for unknown ones."""
    rows = await fetch_all(
        ProductType,
        f"SELECT {_TYPE} FROM catalog.product_type pt WHERE pt.id = ANY($3::uuid[])",  # noqa: S608
        scope.locale,
        scope.second_locale,
        list(set(ids)),
    )
    found = {row.id: row for row in rows}
    return [found.get(id_) for id_ in ids]
