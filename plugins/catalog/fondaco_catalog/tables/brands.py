"""Brands."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["Brand", "BrandTranslation"]


class Brand(Table, schema="catalog", tablename="brand"):
    """Who stands behind products. ``name_key`` is the folded name, so that no two differ in capitals only.

    The database makes ``logo_file`` of the logo's address, a foreign key that keeps an uploaded picture; so do the
    other tables with addresses: see `fondaco.files.lock_addressed`.
    """

    id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=200, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    name_key = Text(default=None, null=False)
    description = Text(default=None, null=False)
    seo_title = Varchar(length=255, default="", null=False)
    seo_description = Text(default="", null=False)
    logo_url = Text(default=None, null=False)
    metadata = JSONB(default={}, null=False)
    private_metadata = JSONB(default={}, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class BrandTranslation(Table, schema="catalog", tablename="brand_translation"):
    """A brand's texts in a language; an empty text means untranslated."""

    id = UUID(primary_key=True, default=None, null=False)
    brand = ForeignKey(Brand, on_delete=OnDelete.restrict, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    description = Text(default=None, null=False)
    seo_title = Varchar(length=255, default="", null=False)
    seo_description = Text(default="", null=False)
