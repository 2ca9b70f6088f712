"""What the completeness of products is worked out from, and what is kept of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import Channel
from fondaco.db import execute, fetch_all
from fondaco.ids import new_id

from fondaco_catalog.model.completeness import Completeness, Facts
from fondaco_catalog.repository.bundle_parts import Place, enough, offered
from fondaco_catalog.repository.definitions import LACKS
from fondaco_catalog.repository.rows import insert_rows

__all__ = ["Reader", "list_facts", "list_facts_of", "write_completeness"]


class Reader(msgspec.Struct, frozen=True):
    """For whom a product is to be complete.

    Attributes:
        locale: A BCP 47 tag as translations are stored under it.
    """

    channel: Channel
    locale: str


class _Row(Facts, frozen=True, kw_only=True):
    id: UUID
    channel: str
    locale: str


_HERE = Place("reader.channel", "reader.currency", "$6")

_FACTS = f"""
    WITH reader AS MATERIALIZED (
        SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::boolean[]) AS given(channel, currency, locale, own)
    ), known AS MATERIALIZED (
        SELECT p.id, p.title, p.description, p.seo_title, p.seo_description, p.category IS NOT NULL AS has_category,
            m.pictures, m.undescribed_pictures, v.variants, v.without_sku, v.weightless,
            ARRAY(
                SELECT a.code FROM catalog.product_type_attribute ta JOIN catalog.attribute a ON a.id = ta.attribute
                WHERE ta.product_type = p.type AND ta.required AND {LACKS}
                ORDER BY ta.position, a.code
            ) AS missing_attributes
        FROM catalog.product p
        CROSS JOIN LATERAL (
            SELECT count(*) AS pictures, count(*) FILTER (WHERE pm.alt = '') AS undescribed_pictures
            FROM catalog.product_media pm WHERE pm.product = p.id
        ) m
        CROSS JOIN LATERAL (
            SELECT count(*) AS variants, count(*) FILTER (WHERE pv.sku = '') AS without_sku,
                count(*) FILTER (WHERE pv.requires_shipping AND pv.weight_grams = 0
                    AND NOT EXISTS (SELECT FROM catalog.bundle b WHERE b.variant = pv.id)) AS weightless
            FROM catalog.product_variant pv WHERE pv.product = p.id
        ) v
        WHERE p.id = ANY($1::uuid[])
    ), priced AS MATERIALIZED (
        SELECT w.product, w.channel, w.currency, count(*) AS variants FROM catalog.price_window w
        WHERE w.product = ANY($1::uuid[]) AND w.audience = '' AND w.starts_at <= $6 AND w.ends_at > $6
        GROUP BY w.product, w.channel, w.currency
    )
    SELECT known.id, reader.channel, reader.locale,
        COALESCE(NULLIF(t.title, ''), CASE WHEN reader.own THEN known.title END, '') AS title,
        COALESCE(NULLIF(t.description, ''), CASE WHEN reader.own THEN known.description END, '') AS description,
        COALESCE(NULLIF(t.seo_title, ''), CASE WHEN reader.own THEN known.seo_title END, '') AS seo_title,
        COALESCE(NULLIF(t.seo_description, ''), CASE WHEN reader.own THEN known.seo_description END, '')
            AS seo_description,
        known.has_category, known.pictures, known.undescribed_pictures, known.variants,
        known.variants - COALESCE(priced.variants, 0) AS unpriced, known.without_sku, known.weightless,
        known.missing_attributes, held.bundles, COALESCE(held.unsold_components, '{{}}') AS unsold_components,
        COALESCE(held.unnamed_slots, '{{}}') AS unnamed_slots
    FROM known CROSS JOIN reader
    CROSS JOIN LATERAL (
        SELECT count(DISTINCT slot.variant) AS bundles,
            array_agg(DISTINCT unsold ORDER BY unsold) FILTER (WHERE unsold IS NOT NULL) AS unsold_components,
            array_agg(DISTINCT slot.name ORDER BY slot.name) FILTER (WHERE slot.unnamed) AS unnamed_slots
        FROM (
            SELECT s.variant, s.name,
                NOT reader.own AND s.name <> '' AND s.labels ->> reader.locale IS NULL AS unnamed,
                CASE WHEN NOT ({enough("= ''", _HERE)}) THEN
                    array_agg(COALESCE(NULLIF(cv.sku, ''), cp.title)) FILTER (WHERE NOT ({offered("= ''", _HERE)}))
                END AS lacking
            FROM catalog.bundle b JOIN catalog.bundle_slot s ON s.variant = b.variant
            JOIN catalog.bundle_choice bc ON bc.slot = s.id JOIN catalog.product_variant cv ON cv.id = bc.component
            JOIN catalog.product cp ON cp.id = cv.product
            WHERE b.product = known.id GROUP BY s.id
        ) slot LEFT JOIN LATERAL unnest(slot.lacking) AS unsold ON TRUE
    ) held
    LEFT JOIN catalog.product_translation t ON t.product = known.id AND t.locale = reader.locale
    LEFT JOIN priced ON priced.product = known.id AND priced.channel = reader.channel
        AND priced.currency = reader.currency"""  # noqa: S608 (constants only)


async def list_facts_of(
    ids: Sequence[UUID], readers: Sequence[Reader], now: datetime
) -> dict[tuple[UUID, str, str], Facts]:
    """Returns the facts of products for many readers, by id, channel and locale, in one statement."""
    rows = await fetch_all(
        _Row,
        _FACTS,
        list(set(ids)),
        [reader.channel.slug for reader in readers],
        [reader.channel.currency for reader in readers],
        [reader.locale for reader in readers],
        [reader.locale == reader.channel.default_locale for reader in readers],
        now,
    )
    return {(row.id, row.channel, row.locale): row for row in rows}


async def list_facts(ids: Sequence[UUID], channel: Channel, locale: str, now: datetime) -> dict[UUID, Facts]:
    """Returns the facts of products in a channel and language, by id, in one statement."""
    found = await list_facts_of(ids, [Reader(channel, locale)], now)
    return {id_: facts for (id_, _, _), facts in found.items()}


async def write_completeness(ids: Collection[UUID], found: dict[tuple[UUID, str, str], Completeness]) -> None:
    """Keeps how complete products are, and forgets what is not found: products that are gone, channels and languages.

    Two statements; the caller is the only one who writes documents (`fondaco_catalog.repository.search_index`).
    """
    keys = list(found)
    await execute(
        "DELETE FROM catalog.product_completeness c WHERE c.product = ANY($1::uuid[]) AND NOT EXISTS ("
        "SELECT FROM unnest($2::uuid[], $3::text[], $4::text[]) AS kept(product, channel, locale) "
        "WHERE kept.product = c.product AND kept.channel = c.channel AND kept.locale = c.locale)",
        list(ids),
        [id_ for id_, _, _ in keys],
        [channel for _, channel, _ in keys],
        [locale for _, _, locale in keys],
    )
    await insert_rows(
        "product_completeness",
        [
            {
                "id": new_id(),
                "product": id_,
                "channel": channel,
                "locale": locale,
                "score": each.score,
                "missing": sorted(lacking.check.value for lacking in each.missing),
            }
            for (id_, channel, locale), each in found.items()
        ],
        key=["product", "channel", "locale"],
    )
