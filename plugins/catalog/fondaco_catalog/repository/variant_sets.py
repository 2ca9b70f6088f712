"""Many variants at once: which bundles hold them, and their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all

__all__ = ["list_holders", "list_products", "place_variants"]


class _Found(msgspec.Struct, frozen=True):
    id: UUID
    product_id: UUID


async def list_products(ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Returns the product of each of these variants that there is."""
    rows = await fetch_all(
        _Found, "SELECT id, product AS product_id FROM catalog.product_variant WHERE id = ANY($1::uuid[])", list(ids)
    )
    return {row.id: row.product_id for row in rows}


class _Holder(msgspec.Struct, frozen=True):
    id: UUID
    holder_id: UUID
    bundle: str


async def list_holders(ids: Sequence[UUID]) -> dict[UUID, dict[UUID, str]]:
    """Returns the bundles that hold each of these variants: id and what people know them by."""
    rows = await fetch_all(
        _Holder,
        "SELECT bc.component AS id, v.id AS holder_id, COALESCE(NULLIF(v.sku, ''), p.title) AS bundle "
        "FROM catalog.bundle_choice bc JOIN catalog.product_variant v ON v.id = bc.variant "
        "JOIN catalog.product p ON p.id = v.product WHERE bc.component = ANY($1::uuid[])",
        list(ids),
    )
    found: defaultdict[UUID, dict[UUID, str]] = defaultdict(dict)
    for row in rows:
        found[row.id][row.holder_id] = row.bundle
    return found


async def place_variants(ids: Sequence[UUID]) -> None:
    """Puts the variants of a product into this order."""
    await execute(
        "UPDATE catalog.product_variant v SET position = given.place - 1 "
        "FROM unnest($1::uuid[]) WITH ORDINALITY AS given(id, place) WHERE v.id = given.id",
        list(ids),
    )
