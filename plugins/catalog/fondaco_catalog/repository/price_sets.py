"""Prices of many variants in lists: which of them have too many tiers."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import msgspec
from fondaco.db import fetch_all

__all__ = ["list_overfull"]


class _Overfull(msgspec.Struct, frozen=True):
    list_id: UUID
    variant_id: UUID


async def list_overfull(list_ids: Collection[UUID], variant_ids: Collection[UUID], most: int) -> set[tuple[UUID, UUID]]:
    """Returns the lists and variants of which there are more prices than may be."""
    rows = await fetch_all(
        _Overfull,
        "SELECT list AS list_id, variant AS variant_id FROM catalog.price WHERE list = ANY($1::uuid[]) "
        "AND variant = ANY($2::uuid[]) GROUP BY list, variant HAVING count(*) > $3",
        list(list_ids),
        list(variant_ids),
        most,
    )
    return {(row.list_id, row.variant_id) for row in rows}
