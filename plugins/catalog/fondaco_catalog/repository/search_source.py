"""What the search index is made of, read for many products at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db.engine import fetch_all

from fondaco_catalog.model.search import AttributeTexts, IndexedProduct, Listing, Named, OptionTexts, Texts
from fondaco_catalog.repository.bundle_parts import Place, bundle_available
from fondaco_catalog.repository.published import is_published

__all__ = ["list_indexed_products"]

_BUNDLE_AVAILABLE = bundle_available("p.id", "= ''", Place("here.channel", "$2::jsonb ->> here.channel", "$3"))

_SOURCE = f"""
    WITH RECURSIVE above(category, id, parent) AS (
        SELECT c.id, c.id, c.parent FROM catalog.category c
        WHERE c.id IN (SELECT p.category FROM catalog.product p WHERE p.id = ANY($1::uuid[]))
        UNION ALL
        SELECT above.category, c.id, c.parent FROM above JOIN catalog.category c ON c.id = above.parent
    ), named AS (
        SELECT above.category, json_agg(n) AS names FROM above
        CROSS JOIN LATERAL (
            SELECT '' AS locale, c.name FROM catalog.category c WHERE c.id = above.id
            UNION ALL SELECT t.locale, t.name FROM catalog.category_translation t
            WHERE t.category = above.id AND t.name <> ''
        ) n GROUP BY above.category
    )
    SELECT p.id, p.title, p.title_key, p.description, p.brand AS brand_id, p.type AS type_id, p.tags,
        COALESCE((
            SELECT json_object_agg(tt.tag, tt.labels) FROM catalog.tag_texts tt WHERE tt.tag = ANY(p.tags)
        ), '{{}}') AS tag_labels, p.category AS category_id,
        COALESCE(named.names, '[]') AS category_names, p.units_sold, p.created_at,
        COALESCE((
            SELECT json_agg(n) FROM (
                SELECT '' AS locale, b.name FROM catalog.brand b WHERE b.id = p.brand
                UNION ALL SELECT bt.locale, bt.name FROM catalog.brand_translation bt
                WHERE bt.brand = p.brand AND bt.name <> ''
                UNION ALL SELECT '', pt.name FROM catalog.product_type pt WHERE pt.id = p.type
                UNION ALL SELECT l.key, l.value FROM catalog.product_type pt, jsonb_each_text(pt.labels) l
                WHERE pt.id = p.type
                UNION ALL SELECT l.key, l.value FROM catalog.tag_texts tt, jsonb_each_text(tt.labels) l
                WHERE tt.tag = ANY(p.tags)
            ) n
        ), '[]') AS names,
        COALESCE((
            SELECT json_agg(json_build_object('code', a.code, 'name', a.name, 'labels', a.labels, 'kind', a.kind,
                'filterable', a.filterable, 'visible', a.visible, 'value', c.code, 'text', COALESCE(c.name, said.text),
                'texts', COALESCE(c.labels, said.labels), 'colour', c.colour, 'position', c.position,
                'number', said.number, 'boolean', said.boolean))
            FROM (
                SELECT v.attribute, CASE WHEN v.variant IS NULL THEN 'product' ELSE 'variant' END AS scope, v.choice,
                    v.text, v.labels, COALESCE(v.number, v.day - DATE '0001-01-01' + 1) AS number, v.boolean
                FROM catalog.attribute_value v WHERE v.product = p.id
                UNION ALL SELECT o.attribute, 'option', ov.choice, NULL, NULL, NULL, NULL FROM catalog.product_option o
                JOIN catalog.product_option_value ov ON ov."option" = o.id
                WHERE o.product = p.id AND o.attribute IS NOT NULL AND ov.choice IS NOT NULL
            ) said JOIN catalog.attribute a ON a.id = said.attribute
            JOIN catalog.product_type_attribute ta
                ON ta.product_type = p.type AND ta.attribute = a.id AND ta.scope = said.scope
            LEFT JOIN catalog.attribute_choice c ON c.id = said.choice
            WHERE a.filterable OR a.visible
        ), '[]') AS attributes,
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
        ARRAY(SELECT v.id FROM catalog.product_variant v WHERE v.product = p.id ORDER BY v.id) AS variant_ids,
        COALESCE((
            SELECT json_agg(json_build_object('channel', l.channel, 'amounts', ARRAY(
                SELECT DISTINCT w.amount FROM catalog.price_window w
                WHERE w.product = p.id AND w.channel = l.channel AND w.audience = ''
                AND w.currency = $2::jsonb ->> l.channel AND w.starts_at <= $3 AND w.ends_at > $3 ORDER BY w.amount
            ), 'grouped', EXISTS (
                SELECT FROM catalog.price_window w
                WHERE w.product = p.id AND w.channel = l.channel AND w.audience <> ''
                AND w.currency = $2::jsonb ->> l.channel AND w.starts_at <= $3 AND w.ends_at > $3
            ), 'available', COALESCE(bundle.available, TRUE), 'by_group', CASE WHEN NOT bundle.available THEN EXISTS (
                SELECT FROM catalog.bundle b WHERE b.product = p.id AND EXISTS (
                    SELECT FROM catalog.price_window w WHERE w.channel = l.channel AND w.audience <> ''
                    AND w.currency = $2::jsonb ->> l.channel AND w.starts_at <= $3 AND w.ends_at > $3
                    AND w.variant = ANY(ARRAY(
                        SELECT bc.component FROM catalog.bundle_choice bc WHERE bc.variant = b.variant
                        UNION ALL SELECT b.variant
                    ))
                )
            ) ELSE FALSE END) ORDER BY l.channel)
            FROM catalog.product_listing l CROSS JOIN LATERAL (SELECT l.channel) here
            CROSS JOIN LATERAL (SELECT {_BUNDLE_AVAILABLE} AS available) bundle
            WHERE l.product = p.id AND p.status <> 'phase_out'
            AND {is_published("$3")}
        ), '[]') AS listings, NULLIF((
            SELECT min(moment) FROM (
                SELECT CASE WHEN w.starts_at > $3 THEN w.starts_at WHEN w.ends_at > $3 THEN w.ends_at END AS moment
                FROM catalog.price_window w WHERE w.product = p.id
                UNION ALL SELECT CASE WHEN l.published_at > $3 THEN l.published_at WHEN l.unpublish_at > $3
                    THEN l.unpublish_at END
                FROM catalog.product_listing l WHERE l.product = p.id
                UNION ALL SELECT CASE WHEN w.starts_at > $3 THEN w.starts_at WHEN w.ends_at > $3 THEN w.ends_at END
                FROM catalog.bundle b JOIN catalog.bundle_choice bc ON bc.variant = b.variant
                JOIN catalog.price_window w ON w.variant = bc.component WHERE b.product = p.id
            ) ahead
        ), 'infinity') AS fresh_until
    FROM catalog.product p LEFT JOIN named ON named.category = p.category
    WHERE p.id = ANY($1::uuid[]) ORDER BY p.id"""  # noqa: S608 (constants only)


class _Row(msgspec.Struct, frozen=True):
    id: UUID
    title: str
    title_key: str
    description: str
    brand_id: UUID | None
    type_id: UUID | None
    tags: list[str]
    tag_labels: str
    category_id: UUID | None
    category_names: str
    units_sold: int
    created_at: datetime
    names: str
    attributes: str
    translations: str
    options: str
    codes: list[str]
    variant_ids: list[UUID]
    listings: str
    fresh_until: datetime | None


_texts = msgspec.json.Decoder(list[Texts])
_options = msgspec.json.Decoder(list[OptionTexts])
_listings = msgspec.json.Decoder(list[Listing])
_names = msgspec.json.Decoder(list[Named])
_labels = msgspec.json.Decoder(dict[str, dict[str, str]])
_attributes = msgspec.json.Decoder(list[AttributeTexts])


async def list_indexed_products(
    ids: Sequence[UUID], currencies: Mapping[str, str], at: datetime
) -> list[IndexedProduct]:
    """Returns those of the products that exist, in the order of their ids.

    Args:
        currencies: The currency of each channel; a product that has no price in it is not listed there.
        at: The moment of the prices.
    """
    rows = await fetch_all(_Row, _SOURCE, list(ids), msgspec.json.encode(currencies).decode(), at)
    return [
        IndexedProduct(
            id=row.id,
            texts=[Texts("", row.title, row.description), *_texts.decode(row.translations)],
            title_key=row.title_key,
            brand_id=row.brand_id,
            type_id=row.type_id,
            names=_names.decode(row.names),
            tags=row.tags,
            tag_labels=_labels.decode(row.tag_labels),
            category_id=row.category_id,
            category_names=_names.decode(row.category_names),
            options=_options.decode(row.options),
            attributes=_attributes.decode(row.attributes),
            codes=row.codes,
            variant_ids=row.variant_ids,
            listings=_listings.decode(row.listings),
            units_sold=row.units_sold,
            created_at=row.created_at,
            fresh_until=row.fresh_until,
        )
        for row in rows
    ]
