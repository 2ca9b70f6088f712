"""Where products are published, from when until when: what verbs write, and the moments that are still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import fetch_all
from fondaco.ids import new_id

from fondaco_catalog.model.publication import Listing
from fondaco_catalog.repository.rows import insert_rows

__all__ = [
    "Passed",
    "announce_publications",
    "end_publications",
    "lock_listings",
    "set_listings",
]


class _Row(Listing, frozen=True, kw_only=True):
    product_id: UUID


async def lock_listings(ids: Sequence[UUID], channels: Sequence[str] | None) -> dict[UUID, list[Listing]]:
    """Returns how products that the caller has locked stand in channels, locked; None for all they are published in."""
    found = await fetch_all(
        _Row,
        "SELECT product AS product_id, channel, published_at, unpublish_at, announced FROM catalog.product_listing "
        "WHERE product = ANY($1::uuid[]) "
        "AND CASE WHEN $2::text[] IS NULL THEN published_at IS NOT NULL ELSE channel = ANY($2::text[]) END "
        "ORDER BY product, channel FOR NO KEY UPDATE",
        list(ids),
        None if channels is None else list(channels),
    )
    by_product: dict[UUID, list[Listing]] = {id_: [] for id_ in ids}
    for row in found:
        by_product[row.product_id].append(Listing(row.channel, row.published_at, row.unpublish_at, row.announced))
    return by_product


async def set_listings(listings: Sequence[tuple[UUID, Listing]]) -> None:
    """Writes how products that the caller has locked stand in channels, in one statement."""
    await insert_rows(
        "product_listing",
        [
            {
                "id": new_id(),
                "product": product_id,
                "channel": listing.channel,
                "published_at": listing.published_at,
                "unpublish_at": listing.unpublish_at,
                "announced": listing.announced,
            }
            for product_id, listing in listings
        ],
        key=["product", "channel"],
    )


class Passed(msgspec.Struct, frozen=True):
    """A publication that began or ended."""

    product_id: UUID
    channel: str


async def announce_publications(now: datetime, most: int) -> list[Passed]:
    """Marks publications that have begun as announced; returns them. What others are changing is left for later."""
    return await fetch_all(
        Passed,
        """
        WITH begun AS MATERIALIZED (
            SELECT id FROM catalog.product_listing WHERE published_at <= $1 AND NOT announced
            ORDER BY published_at, id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
        )
        UPDATE catalog.product_listing l SET announced = TRUE FROM begun WHERE l.id = begun.id
        RETURNING l.product AS product_id, l.channel
        """,
        now,
        most,
    )


async def end_publications(now: datetime, most: int) -> list[Passed]:
    """Removes announced publications that are over; returns them. What others are changing is left for later."""
    return await fetch_all(
        Passed,
        """
        WITH over AS MATERIALIZED (
            SELECT id FROM catalog.product_listing WHERE unpublish_at <= $1 AND announced
            ORDER BY unpublish_at, id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
        )
        UPDATE catalog.product_listing l SET published_at = NULL, unpublish_at = NULL, announced = FALSE
        FROM over WHERE l.id = over.id
        RETURNING l.product AS product_id, l.channel
        """,
        now,
        most,
    )
