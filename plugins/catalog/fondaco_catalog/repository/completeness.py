"""What the completeness of products is worked out from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.commerce import Channel
from fondaco.db import fetch_all

from fondaco_catalog.model.completeness import Facts
from fondaco_catalog.repository.definitions import LACKS

__all__ = ["list_facts"]


class _Row(Facts, frozen=True, kw_only=True):
    id: UUID


async def list_facts(ids: Sequence[UUID], channel: Channel, locale: str, now: datetime) -> dict[UUID, Facts]:
    """Returns the facts of products in a channel and language, by id, in one statement.

    Args:
        locale: A BCP 47 tag as translations are stored under it.
    """
    rows = await fetch_all(
        _Row,
        f"""
        SELECT p.id,
            COALESCE(NULLIF(t.title, ''), CASE WHEN $5 THEN p.title END, '') AS title,
            COALESCE(NULLIF(t.description, ''), CASE WHEN $5 THEN p.description END, '') AS description,
            COALESCE(NULLIF(t.seo_title, ''), CASE WHEN $5 THEN p.seo_title END, '') AS seo_title,
            COALESCE(NULLIF(t.seo_description, ''), CASE WHEN $5 THEN p.seo_description END, '') AS seo_description,
            p.category IS NOT NULL AS has_category,
            m.pictures, m.undescribed_pictures, v.variants, v.unpriced, v.without_sku, v.weightless,
            ARRAY(
                SELECT a.code FROM catalog.product_type_attribute ta JOIN catalog.attribute a ON a.id = ta.attribute
                WHERE ta.product_type = p.type AND ta.required AND {LACKS}
                ORDER BY ta.position, a.code
            ) AS missing_attributes
        FROM catalog.product p
        LEFT JOIN catalog.product_translation t ON t.product = p.id AND t.locale = $4
        CROSS JOIN LATERAL (
            SELECT count(*) AS pictures, count(*) FILTER (WHERE pm.alt = '') AS undescribed_pictures
            FROM catalog.product_media pm WHERE pm.product = p.id
        ) m
        CROSS JOIN LATERAL (
            SELECT count(*) AS variants, count(*) FILTER (WHERE w.variant IS NULL) AS unpriced,
                count(*) FILTER (WHERE pv.sku = '') AS without_sku,
                count(*) FILTER (WHERE pv.requires_shipping AND pv.weight_grams = 0) AS weightless
            FROM catalog.product_variant pv
            LEFT JOIN catalog.price_window w ON w.variant = pv.id AND w.audience = '' AND w.channel = $2
                AND w.currency = $3 AND w.starts_at <= $6 AND w.ends_at > $6
            WHERE pv.product = p.id
        ) v
        WHERE p.id = ANY($1::uuid[])
        """,  # noqa: S608 (constants only)
        list(set(ids)),
        channel.slug,
        channel.currency,
        locale,
        locale == channel.default_locale,
        now,
    )
    return {row.id: row for row in rows}
