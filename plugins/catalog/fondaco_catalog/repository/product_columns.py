"""The SQL of what a `Product` is made of, over a product ``p``, its listing ``l``, translations ``t1``, ``t2``."""

from __future__ import annotations

from fondaco_catalog.repository.published import is_published

__all__ = ["BRAND", "COLUMNS", "TYPE"]

COLUMNS = f"""
    p.id, p.slug,
    COALESCE(NULLIF(t1.title, ''), NULLIF(t2.title, ''), p.title) AS title,
    COALESCE(NULLIF(t1.title_key, ''), NULLIF(t2.title_key, ''), p.title_key) AS title_key,
    COALESCE(NULLIF(t1.description, ''), NULLIF(t2.description, ''), p.description) AS description,
    p.tags,
    COALESCE(NULLIF(t1.seo_title, ''), NULLIF(t2.seo_title, ''), p.seo_title) AS seo_title,
    COALESCE(NULLIF(t1.seo_description, ''), NULLIF(t2.seo_description, ''), p.seo_description) AS seo_description,
    p.category AS category_id, p.created_at, p.updated_at,
    COALESCE({is_published("$5")}, FALSE) AS published,
    p.status, p.version, EXISTS (SELECT FROM catalog.bundle b WHERE b.product = p.id) AS has_bundles"""

BRAND = """
    (SELECT ARRAY[b.id::text, b.slug, COALESCE(NULLIF(bt1.name, ''), NULLIF(bt2.name, ''), b.name), b.logo_url]
        FROM catalog.brand b
        LEFT JOIN catalog.brand_translation bt1 ON bt1.brand = b.id AND bt1.locale = $3
        LEFT JOIN catalog.brand_translation bt2 ON bt2.brand = b.id AND bt2.locale = $4
        WHERE b.id = p.brand) AS brand_parts"""
TYPE = """
    (SELECT ARRAY[pt.id::text, pt.slug, COALESCE(pt.labels ->> $3::text, pt.labels ->> $4::text, pt.name)]
        FROM catalog.product_type pt WHERE pt.id = p.type) AS type_parts"""
