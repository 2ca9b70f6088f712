"""Categories and collections."""

from __future__ import annotations

from typing import Any

from piccolo.columns import JSONB, UUID, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["Category", "CategoryTranslation", "Collection", "CollectionTranslation"]


class Category(Table, schema="catalog", tablename="category"):
    """A place in the tree of categories."""

    id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=200, default=None, null=False)
    name = Varchar(length=255, default=None, null=False)
    description = Text(default=None, null=False)
    parent: ForeignKey[Any] = ForeignKey("self", on_delete=OnDelete.restrict, default=None, null=True)
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


class Collection(Table, schema="catalog", tablename="collection"):
    """Products put together by hand, in an order."""

    id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=200, default=None, null=False)
    title = Varchar(length=255, default=None, null=False)
    description = Text(default=None, null=False)
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
