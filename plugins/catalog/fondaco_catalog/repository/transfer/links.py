"""What products and variants point to, as files have it behind the products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from fondaco.db import fetch_all, fetch_one, fetch_rows

from fondaco_catalog.model.attribute_drafts import ReferenceTarget
from fondaco_catalog.model.transfer.levels import Item
from fondaco_catalog.repository.transfer.groupings import list_ids_by_slug

__all__ = [
    "NAMED_VARIANT",
    "PLACED",
    "find_own_variant",
    "find_target_kind",
    "list_links",
    "list_reference_ids",
    "list_targets",
]

PLACED = "SELECT v.id, v.sku, v.product, row_number() OVER (PARTITION BY product ORDER BY position, id) AS place "
"""Begins a query of variants, with their places among those of their product from 1."""

NAMED_VARIANT = "CASE WHEN v.sku <> '' THEN v.sku ELSE p.slug || '#' || v.place END"
"""What files call a placed variant ``v`` of a product ``p``: by its SKU, else by slug and place."""

_RELATIONS = """
    SELECT p.slug AS product, k.code, array_agg(q.slug ORDER BY r.position, r.related) AS related
    FROM catalog.product_relation r JOIN catalog.product p ON p.id = r.product
    JOIN catalog.product q ON q.id = r.related JOIN catalog.relation_kind k ON k.id = r.kind
    WHERE r.product = ANY($1::uuid[]) GROUP BY p.id, k.id ORDER BY p.id, k.position, k.code"""

_REFERENCES = f"""
    WITH referring AS (
        SELECT av.* FROM catalog.attribute_value av JOIN catalog.product p ON p.id = av.product
        WHERE av.product = ANY($1::uuid[]) AND av.reference IS NOT NULL AND EXISTS (
            SELECT FROM catalog.product_type_attribute ta WHERE ta.product_type = p.type
            AND ta.attribute = av.attribute
            AND ta.scope = CASE WHEN av.variant IS NULL THEN 'product' ELSE 'variant' END)
    ), mentioned AS (
        {PLACED} FROM catalog.product_variant v WHERE v.product IN (SELECT product FROM catalog.product_variant
            WHERE id IN (SELECT reference FROM referring) UNION SELECT product FROM referring)
    ), named AS (
        SELECT id, slug AS name FROM catalog.product WHERE id IN (SELECT reference FROM referring)
        UNION ALL SELECT id, slug FROM catalog.category WHERE id IN (SELECT reference FROM referring)
        UNION ALL SELECT id, slug FROM catalog.collection WHERE id IN (SELECT reference FROM referring)
        UNION ALL SELECT id, slug FROM catalog.brand WHERE id IN (SELECT reference FROM referring)
        UNION ALL SELECT v.id, {NAMED_VARIANT} FROM mentioned v JOIN catalog.product p ON p.id = v.product
    )
    SELECT p.slug AS product, CASE WHEN v.id IS NULL THEN NULL WHEN v.sku <> '' THEN v.sku ELSE '#' || v.place END
        AS variant, a.code AS attribute, array_agg(n.name ORDER BY r.position) AS to
    FROM referring r JOIN catalog.product p ON p.id = r.product JOIN catalog.attribute a ON a.id = r.attribute
    JOIN named n ON n.id = r.reference LEFT JOIN mentioned v ON v.id = r.variant
    GROUP BY p.id, v.id, v.sku, v.place, a.id ORDER BY p.id, v.place NULLS FIRST, a.position, a.code"""  # noqa: S608


async def list_links(product_ids: Sequence[UUID]) -> list[tuple[str, Item]]:
    """Returns the relations of products, then what their attributes and those of their variants point to."""
    ids = list(product_ids)
    found: list[tuple[str, Item]] = [("relation", row) for row in await fetch_rows(_RELATIONS, ids)]
    return found + [("reference", row) for row in await fetch_rows(_REFERENCES, ids)]


class _Id(msgspec.Struct, frozen=True):
    id: UUID


class _Target(msgspec.Struct, frozen=True):
    reference_to: str | None


async def find_target_kind(code: str) -> ReferenceTarget | None:
    """Returns what an attribute points to; None where it points to nothing, or there is none of this code."""
    found = await fetch_one(_Target, "SELECT reference_to FROM catalog.attribute WHERE code = $1", code)
    return None if found is None or found.reference_to is None else ReferenceTarget(found.reference_to)


async def find_own_variant(product_id: UUID, name: str | None) -> UUID | None:
    """Returns the variant of a product that has a SKU, or the one at a place (``#2``), or None.

    Args:
        name: None for the only one.
    """
    if name is None:
        own = await fetch_all(_Id, "SELECT id FROM catalog.product_variant WHERE product = $1 LIMIT 2", product_id)
        return own[0].id if len(own) == 1 else None
    place = int(name[1:]) if name[:1] == "#" and name[1:].isdigit() and name.isascii() and len(name) < 10 else 0
    found = await fetch_one(
        _Id,
        f"SELECT id FROM ({PLACED} FROM catalog.product_variant v WHERE v.product = $1) v "  # noqa: S608
        "WHERE sku = $2 OR place = $3 ORDER BY sku = $2 DESC LIMIT 1",
        product_id,
        name,
        place,
    )
    return None if found is None else found.id


async def list_reference_ids(product_id: UUID, variant_id: UUID | None, code: str) -> list[UUID]:
    """Returns what an attribute of a product or a variant points to, in order."""
    rows = await fetch_all(
        _Id,
        "SELECT av.reference AS id FROM catalog.attribute_value av JOIN catalog.attribute a ON a.id = av.attribute "
        "WHERE av.product = $1 AND av.variant IS NOT DISTINCT FROM $2::uuid AND a.code = $3 "
        "AND av.reference IS NOT NULL ORDER BY av.position",
        product_id,
        variant_id,
        code,
    )
    return [row.id for row in rows]


async def list_targets(target: ReferenceTarget, names: Sequence[str]) -> Mapping[str, UUID]:
    """Returns the ids of what is named; what there is none of is left out. Nobody deletes them meanwhile."""
    if target is not ReferenceTarget.VARIANT:
        return await list_ids_by_slug(target.value, names)
    rows = await fetch_rows(
        f"SELECT {NAMED_VARIANT} AS name, v.id FROM ({PLACED} FROM catalog.product_variant v "  # noqa: S608
        "WHERE v.product IN (SELECT product FROM catalog.product_variant WHERE sku = ANY($1::text[]) AND sku <> '' "
        "UNION SELECT id FROM catalog.product WHERE slug = ANY($2::text[]))) v "
        f"JOIN catalog.product p ON p.id = v.product WHERE {NAMED_VARIANT} = ANY($1::text[])",
        list(names),
        [name.rpartition("#")[0] for name in names],
    )
    return {row["name"]: row["id"] for row in rows}
