"""What a carrier and a till want to know of a variant, and most pages do not."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.db.engine import fetch_all

from fondaco_catalog.model.variant_facts import Dimensions, PurchaseLimit

__all__ = ["VOLUME", "list_dimensions", "list_purchase_limits"]

VOLUME = "((v.length_mm::bigint * v.width_mm * v.height_mm + 999) / 1000)"
"""Of the parcel of a variant ``v`` in cubic centimetres, rounded up; zero unless all three lengths are known."""


class _Dimensions(msgspec.Struct):
    id: UUID
    length_mm: int
    width_mm: int
    height_mm: int
    volume_cm3: int


class _Limit(msgspec.Struct):
    id: UUID
    pieces: int
    days: int | None


async def list_dimensions(ids: Sequence[UUID]) -> list[Dimensions | None]:
    """Returns the dimensions of variants in the order of the ids; None where none is known. One statement."""
    rows = await fetch_all(
        _Dimensions,
        f"SELECT v.id, v.length_mm, v.width_mm, v.height_mm, {VOLUME} AS volume_cm3 "  # noqa: S608 (constants)
        "FROM catalog.product_variant v WHERE v.id = ANY($1) AND v.length_mm + v.width_mm + v.height_mm > 0",
        list(set(ids)),
    )
    found = {row.id: Dimensions(row.length_mm, row.width_mm, row.height_mm, row.volume_cm3) for row in rows}
    return [found.get(id_) for id_ in ids]


async def list_purchase_limits(ids: Sequence[UUID]) -> list[PurchaseLimit | None]:
    """Returns how many pieces of variants one buyer may order, in the order of the ids. One statement."""
    rows = await fetch_all(
        _Limit,
        "SELECT id, max_per_customer AS pieces, max_per_customer_days AS days FROM catalog.product_variant "
        "WHERE id = ANY($1) AND max_per_customer IS NOT NULL",
        list(set(ids)),
    )
    found = {row.id: PurchaseLimit(row.pieces, row.days) for row in rows}
    return [found.get(id_) for id_ in ids]
