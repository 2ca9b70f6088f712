"""Categories and collections as they are read, in a language."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote
from uuid import UUID

import msgspec
from fondaco.commerce import ProductSort

__all__ = [
    "Category",
    "Collection",
    "GroupingImage",
    "GroupingTranslation",
    "SeoTranslation",
    "TextTranslation",
    "brand_path",
    "category_path",
    "collection_path",
]


def brand_path(slug: str) -> str:
    """Returns the path of a brand's page in a storefront."""
    return f"/brands/{quote(slug)}"


def category_path(slug: str) -> str:
    """Returns the path of a category's page in a storefront."""
    return f"/categories/{quote(slug)}"


def collection_path(slug: str) -> str:
    """Returns the path of a collection's page in a storefront."""
    return f"/collections/{quote(slug)}"


class GroupingImage(msgspec.Struct, frozen=True):
    """A picture of a category or collection, by address."""

    url: str
    alt: str


class Category(msgspec.Struct, frozen=True):
    """A category in a language.

    Attributes:
        image_url: Empty without a picture.
        depth: How many categories lie above it: zero for a root.
        above: The categories above it, the root first, where they were read together with it.
    """

    id: UUID
    slug: str
    name: str
    description: str
    image_url: str
    image_alt: str
    seo_title: str
    seo_description: str
    parent_id: UUID | None
    position: int
    depth: int
    version: int
    above: list[Category] | None = None

    @property
    def image(self) -> GroupingImage | None:
        """Its picture."""
        return GroupingImage(self.image_url, self.image_alt) if self.image_url else None


class Collection(msgspec.Struct, frozen=True):
    """A collection in a language.

    Attributes:
        image_url: Empty without a picture.
        sort: The order of what its rule finds: the value of a `ProductSort`; ``manual`` without a rule.
        channels: In whose shops it is shown.
    """

    id: UUID
    slug: str
    title: str
    description: str
    image_url: str
    image_alt: str
    seo_title: str
    seo_description: str
    sort: str
    channels: list[str]
    created_at: datetime
    version: int

    @property
    def image(self) -> GroupingImage | None:
        """Its picture."""
        return GroupingImage(self.image_url, self.image_alt) if self.image_url else None

    @property
    def own_sort(self) -> ProductSort | None:
        """The order of what its rule finds; None without a rule, where the order is the merchant's."""
        return None if self.sort == "manual" else ProductSort(self.sort)


class TextTranslation(msgspec.Struct, frozen=True):
    """The name and description of something in a language; an empty one is untranslated."""

    locale: str
    name: str
    description: str


class SeoTranslation(TextTranslation, frozen=True):
    """The texts of a brand in a language; an empty one is untranslated."""

    seo_title: str
    seo_description: str


class GroupingTranslation(SeoTranslation, frozen=True):
    """The texts of a category or collection in a language; an empty one is untranslated."""

    image_alt: str
