"""A product as an import compares it with a file."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco import clock
from fondaco.commerce import Channel
from fondaco.db import execute, fetch_all, fetch_one

__all__ = [
    "ProductState",
    "VariantSnapshot",
    "clear_skus",
    "find_product_state",
    "list_variant_snapshots",
    "lock_import",
    "lock_slug",
]

IMPORT_LOCK = 0x696D706F7274
"""Of ``pg_advisory_xact_lock``: the word import in ASCII."""


class ProductState(msgspec.Struct, frozen=True):
    """A product's own texts, and whether it is published in the channel, or going to be."""

    id: UUID
    title: str
    description: str
    brand: UUID | None
    product_type: UUID | None
    tags: list[str]
    seo_title: str
    seo_description: str
    published: bool


class VariantSnapshot(msgspec.Struct, frozen=True):
    """A variant with the texts of its option values and its price in the base list of a channel."""

    id: UUID
    options: list[str]
    sku: str
    barcode: str
    weight_grams: int
    requires_shipping: bool
    track_stock: bool
    tax_class: str
    media_url: str | None
    currency: str | None
    amount: int | None
    compare_at: int | None


async def lock_import() -> None:
    """Lets no other import that is one transaction run until this one ends, so that the two cannot block each other."""
    await execute("SELECT pg_advisory_xact_lock($1)", IMPORT_LOCK)


async def lock_slug(slug: str) -> None:
    """Lets no other import make or change the product of this slug until the transaction ends."""
    await execute("SELECT pg_advisory_xact_lock(hashtextextended('catalog.product:' || $1::text, 0))", slug)


async def find_product_state(slug: str, channel: str) -> ProductState | None:
    """Locks the product with this slug and returns it, or None."""
    return await fetch_one(
        ProductState,
        "SELECT p.id, p.title, p.description, p.brand, p.type AS product_type, p.tags, p.seo_title, p.seo_description, "
        "EXISTS (SELECT FROM catalog.product_listing l WHERE l.product = p.id AND l.channel = $2 "
        "AND l.published_at IS NOT NULL AND (l.unpublish_at IS NULL OR l.unpublish_at > $3)) AS published "
        "FROM catalog.product p WHERE p.slug = $1 FOR NO KEY UPDATE OF p",
        slug,
        channel,
        clock.utc_now(),
    )


async def list_variant_snapshots(product_id: UUID, channel: Channel) -> list[VariantSnapshot]:
    """Returns the variants of a product, in order."""
    return await fetch_all(
        VariantSnapshot,
        """
        SELECT v.id, ARRAY(
                SELECT ov.value FROM unnest(v.option_values) WITH ORDINALITY AS u(id, place)
                JOIN catalog.product_option_value ov ON ov.id = u.id ORDER BY u.place
            ) AS options,
            v.sku, v.barcode, v.weight_grams, v.requires_shipping, v.track_stock, v.tax_class,
            COALESCE(NULLIF(m.source_url, ''), m.url) AS media_url,
            pl.currency, pr.amount, pr.compare_at
        FROM catalog.product_variant v
        LEFT JOIN catalog.product_media m ON m.id = v.media
        LEFT JOIN (catalog.price pr JOIN catalog.price_list pl ON pl.id = pr.list AND pl.base)
            ON pr.variant = v.id AND pr.min_quantity = 1 AND pl.channel = $2 AND pl.currency = $3
        WHERE v.product = $1 ORDER BY v.position, v.id
        """,
        product_id,
        channel.slug,
        channel.currency,
    )


async def clear_skus(variant_ids: Sequence[UUID]) -> None:
    """Takes the SKUs of variants away."""
    if variant_ids:
        await execute("UPDATE catalog.product_variant SET sku = '' WHERE id = ANY($1::uuid[])", list(variant_ids))
