"""What the search index is made of, read for many products at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db.engine import fetch_all

from fondaco_catalog.model.search import IndexedProduct, Listing, OptionTexts, Texts

__all__ = ["list_indexed_products"]

_SOURCE = """
    WITH RECURSIVE above(category, id, parent) AS (
        SELECT c.id, c.id, c.parent FROM catalog.category c
        WHERE c.id IN (SELECT p.category FROM catalog.product p WHERE p.id = ANY($1::uuid[]))
        UNION ALL
        SELECT above.category, c.id, c.parent FROM above JOIN catalog.category c ON c.id = above.parent
    ), named AS (
        SELECT above.category, json_agg(n.name) AS names FROM above
        CROSS JOIN LATERAL (
            SELECT c.name FROM catalog.category c WHERE c.id = above.id
            UNION SELECT t.name FROM catalog.category_translation t WHERE t.category = above.id AND t.name <> ''
        ) n GROUP BY above.category
    )
    SELECT p.id, p.title, p.title_key, p.description, p.vendor, p.product_type, p.tags, p.category AS category_id,
        COALESCE(named.names, '[]') AS category_names, p.units_sold, p.created_at,
        COALESCE((
            SELECT json_agg(json_build_object('locale', t.locale, 'title', t.title, 'description', t.description)
                ORDER BY t.locale)
            FROM catalog.product_translation t WHERE t.product = p.id
        ), '[]') AS translations,
        COALESCE((
            SELECT json_agg(json_build_object('name', o.name, 'labels', o.labels, 'values', (
                SELECT COALESCE(json_agg(json_build_object('value', v.value, 'labels', v.labels,
                    'position', v.position) ORDER BY v.position, v.id), '[]')
                FROM catalog.product_option_value v WHERE v."option" = o.id
            )) ORDER BY o.position, o.id)
            FROM catalog.product_option o WHERE o.product = p.id
        ), '[]') AS options,
        ARRAY(
            SELECT code FROM catalog.product_variant v CROSS JOIN LATERAL (VALUES (v.sku), (v.barcode)) AS of(code)
            WHERE v.product = p.id AND code <> '' ORDER BY v.position, v.id
        ) AS codes,
        COALESCE((
            SELECT json_agg(json_build_object('channel', l.channel, 'amounts', ARRAY(
                SELECT DISTINCT vp.amount FROM catalog.product_variant v
                JOIN catalog.variant_price vp ON vp.variant = v.id
                WHERE v.product = p.id AND vp.channel = l.channel AND vp.currency = l.currency ORDER BY vp.amount
            )) ORDER BY l.channel)
            FROM catalog.product_listing l
            WHERE l.product = p.id AND l.published_at IS NOT NULL AND l.min_amount IS NOT NULL
            AND l.currency = $2::jsonb ->> l.channel
        ), '[]') AS listings
    FROM catalog.product p LEFT JOIN named ON named.category = p.category
    WHERE p.id = ANY($1::uuid[]) ORDER BY p.id"""


class _Row(msgspec.Struct, frozen=True):
    id: UUID
    title: str
    title_key: str
    description: str
    vendor: str
    product_type: str
    tags: list[str]
    category_id: UUID | None
    category_names: str
    units_sold: int
    created_at: datetime
    translations: str
    options: str
    codes: list[str]
    listings: str


_texts = msgspec.json.Decoder(list[Texts])
_options = msgspec.json.Decoder(list[OptionTexts])
_listings = msgspec.json.Decoder(list[Listing])
_names = msgspec.json.Decoder(list[str])


async def list_indexed_products(ids: Sequence[UUID], currencies: Mapping[str, str]) -> list[IndexedProduct]:
    """Returns those of the products that exist, in the order of their ids.

    Args:
        currencies: The currency of each channel; a product that has no price in it is not listed there.
    """
    rows = await fetch_all(_Row, _SOURCE, list(ids), msgspec.json.encode(currencies).decode())
    return [
        IndexedProduct(
            id=row.id,
            texts=[Texts("", row.title, row.description), *_texts.decode(row.translations)],
            title_key=row.title_key,
            vendor=row.vendor,
            product_type=row.product_type,
            tags=row.tags,
            category_id=row.category_id,
            category_names=_names.decode(row.category_names),
            options=_options.decode(row.options),
            codes=row.codes,
            listings=_listings.decode(row.listings),
            units_sold=row.units_sold,
            created_at=row.created_at,
        )
        for row in rows
    ]
