"""Categories and collections."""

from __future__ import annotations

from typing import Any

from piccolo.columns import JSONB, UUID, Array, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["Category", "CategoryTranslation", "Collection", "CollectionTranslation"]


class Category(Table, schema="catalog", tablename="category"):
    """A place in the tree of categories.

    ``path`` is derived from ``parent`` in the transaction that changes it: the ids from the root down to the category
    itself, so that what lies above and below is read by one index, without recursion.
    """

    id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=200, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    description = Text(default=None, null=False)
    image_url = Text(default="", null=False)
    image_alt = Text(default="", null=False)
    seo_title = Varchar(length=255, default="", null=False)
    seo_description = Text(default="", null=False)
    parent: ForeignKey[Any] = ForeignKey("self", on_delete=OnDelete.restrict, default=None, null=True)
    path = Array(base_column=UUID(), default=[], null=False)
    position = Integer(default=None, null=False)
    metadata = JSONB(default={}, null=False)
    private_metadata = JSONB(default={}, null=False)
    version = Integer(default=1, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class CategoryTranslation(Table, schema="catalog", tablename="category_translation"):
    """A category's texts in a language; an empty text means untranslated."""

    id = UUID(primary_key=True, default=None, null=False)
    category = ForeignKey(Category, on_delete=OnDelete.restrict, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    description = Text(default=None, null=False)
    image_alt = Text(default="", null=False)
    seo_title = Varchar(length=255, default="", null=False)
    seo_description = Text(default="", null=False)


class Collection(Table, schema="catalog", tablename="collection"):
    """Products put together by hand, in an order, or by a rule.

    ``rule`` is a `fondaco_catalog.model.collection_rules.Rule`, null without one; ``sort`` is the order of what it
    finds, ``manual`` without one. ``channels`` are those in whose shops it is shown. ``revision`` counts how often the
    rule was begun to be worked out; the columns behind it say how far the latest run is.
    """

    id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=200, default=None, null=False)
    title = Varchar(length=255, default=None, null=False)
    description = Text(default=None, null=False)
    image_url = Text(default="", null=False)
    image_alt = Text(default="", null=False)
    seo_title = Varchar(length=255, default="", null=False)
    seo_description = Text(default="", null=False)
    channels = Array(base_column=Text(), default=[], null=False)
    rule = JSONB(default=None, null=True)
    sort = Varchar(length=20, default="manual", null=False)
    revision = Integer(default=0, null=False)
    refresh_cursor = UUID(default=None, null=True)
    refresh_done = Integer(default=0, null=False)
    refresh_total = Integer(default=0, null=False)
    refreshed_at = Timestamptz(default=None, null=True)
    metadata = JSONB(default={}, null=False)
    private_metadata = JSONB(default={}, null=False)
    version = Integer(default=1, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)


class CollectionTranslation(Table, schema="catalog", tablename="collection_translation"):
    """A collection's texts in a language; an empty text means untranslated."""

    id = UUID(primary_key=True, default=None, null=False)
    collection = ForeignKey(Collection, on_delete=OnDelete.restrict, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    title = Varchar(length=255, default=None, null=False)
    description = Text(default=None, null=False)
    image_alt = Text(default="", null=False)
    seo_title = Varchar(length=255, default="", null=False)
    seo_description = Text(default="", null=False)
