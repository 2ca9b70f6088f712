"""How often products were sold."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from fondaco.db import execute

__all__ = ["add_units_sold"]


async def add_units_sold(pieces: Mapping[UUID, int]) -> int:
    """Adds pieces to what the products of variants have sold, in one statement; returns how many products changed.

    Takes the row locks of the products in the order of their ids, so that two orders of the same things cannot block
    each other. Variants that are gone count for nothing. A product never has sold less than nothing.

    Args:
        pieces: By variant; negative to take them back.
    """
    return await execute(
        """
        WITH sold AS (
            SELECT v.product AS id, sum(given.pieces)::bigint AS pieces
            FROM unnest($1::uuid[], $2::bigint[]) AS given(variant, pieces)
            JOIN catalog.product_variant v ON v.id = given.variant
            GROUP BY v.product
        ), locked AS MATERIALIZED (
            SELECT p.id FROM catalog.product p WHERE p.id IN (SELECT sold.id FROM sold)
            ORDER BY p.id FOR NO KEY UPDATE
        )
        UPDATE catalog.product p SET units_sold = GREATEST(p.units_sold + sold.pieces, 0)
        FROM locked JOIN sold ON sold.id = locked.id
        WHERE p.id = locked.id
        """,
        list(pieces),
        list(pieces.values()),
    )
