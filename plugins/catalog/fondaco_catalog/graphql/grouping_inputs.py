"""Inputs of the admin schema for categories and collections."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import strawberry
from fondaco.graphql import ID, input_type
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql.input_changes import changes_from
from fondaco_catalog.model import drafts

__all__ = [
    "CategoryCreateInput",
    "CategoryTranslationInput",
    "CategoryUpdateInput",
    "CollectionCreateInput",
    "CollectionTranslationInput",
    "CollectionUpdateInput",
]


@input_type
class CategoryTranslationInput:
    """A category's texts in a language; what is left out stays untranslated."""

    locale: str
    name: str = ""
    description: str = ""
    image_alt: str = ""
    seo_title: str = ""
    seo_description: str = ""

    def draft(self) -> drafts.TextsDraft:
        """Returns the texts as verbs take them."""
        return drafts.GroupingTexts(
            locale=self.locale,
            name=self.name,
            description=self.description,
            image_alt=self.image_alt,
            seo_title=self.seo_title,
            seo_description=self.seo_description,
        )


@input_type
class CollectionTranslationInput:
    """A collection's texts in a language; what is left out stays untranslated."""

    locale: str
    title: str = ""
    description: str = ""
    image_alt: str = ""
    seo_title: str = ""
    seo_description: str = ""

    def draft(self) -> drafts.TextsDraft:
        """Returns the texts as verbs take them."""
        return drafts.GroupingTexts(
            locale=self.locale,
            name=self.title,
            description=self.description,
            image_alt=self.image_alt,
            seo_title=self.seo_title,
            seo_description=self.seo_description,
        )


def _parent(value: str | None) -> UUID | None:
    return None if value is None else parse_global_id(value, "Category", field=("parentId",))


def _products(ids: Sequence[str]) -> tuple[UUID, ...]:
    return tuple(parse_global_id(id_, "Product", field=("productIds", str(index))) for index, id_ in enumerate(ids))


def _texts(
    given: Sequence[CategoryTranslationInput] | Sequence[CollectionTranslationInput],
) -> tuple[drafts.TextsDraft, ...]:
    return tuple(translation.draft() for translation in given)


@input_type
class CategoryCreateInput:
    """A category to be made.

    Attributes:
        slug: Made out of the name if left out.
        image_url: Begins with https://, http:// or /.
        parent_id: Left out it becomes a root.
        position: Among its siblings from 0; behind them if left out.
    """

    name: str
    slug: str | None = None
    description: str = ""
    image_url: str | None = None
    image_alt: str = ""
    seo_title: str = ""
    seo_description: str = ""
    parent_id: ID | None = None
    position: int | None = None
    translations: list[CategoryTranslationInput] = strawberry.field(default_factory=list)

    def draft(self) -> drafts.CategoryDraft:
        """Returns the category as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        return drafts.CategoryDraft(
            name=self.name,
            slug=self.slug,
            description=self.description,
            image_url=self.image_url,
            image_alt=self.image_alt,
            seo_title=self.seo_title,
            seo_description=self.seo_description,
            parent_id=_parent(self.parent_id),
            position=self.position,
            translations=_texts(self.translations),
        )


@input_type
class CategoryUpdateInput:
    """What is to be changed of what a category says of itself; what is left out stays.

    Attributes:
        image_url: Null takes the picture away.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    name: str | None = strawberry.UNSET
    slug: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    image_url: str | None = strawberry.UNSET
    image_alt: str | None = strawberry.UNSET
    seo_title: str | None = strawberry.UNSET
    seo_description: str | None = strawberry.UNSET
    translations: list[CategoryTranslationInput] | None = strawberry.UNSET
    expected_version: int | None = None

    def changes(self) -> drafts.CategoryChanges:
        """Returns the changes as verbs take them.

        Raises:
            InvalidInputError: ``INVALID_ID``, ``REQUIRED``.
        """
        return changes_from(self, drafts.CategoryChanges, translations=_texts)


@input_type
class CollectionCreateInput:
    """A collection to be made.

    Attributes:
        slug: Made out of the title if left out.
        image_url: Begins with https://, http:// or /.
        channels: Slugs of the channels in whose shops it is shown; all if left out.
        product_ids: Its products in order.
    """

    title: str
    slug: str | None = None
    description: str = ""
    image_url: str | None = None
    image_alt: str = ""
    seo_title: str = ""
    seo_description: str = ""
    channels: list[str] | None = None
    product_ids: list[ID] = strawberry.field(default_factory=list)
    translations: list[CollectionTranslationInput] = strawberry.field(default_factory=list)

    def draft(self) -> drafts.CollectionDraft:
        """Returns the collection as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        return drafts.CollectionDraft(
            title=self.title,
            slug=self.slug,
            description=self.description,
            image_url=self.image_url,
            image_alt=self.image_alt,
            seo_title=self.seo_title,
            seo_description=self.seo_description,
            channels=None if self.channels is None else tuple(self.channels),
            product_ids=_products(self.product_ids),
            translations=_texts(self.translations),
        )


@input_type
class CollectionUpdateInput:
    """What is to be changed of a collection; what is left out stays.

    Attributes:
        image_url: Null takes the picture away.
        channels: Slugs of all channels in whose shops it is shown.
        product_ids: All that is in it by hand, in order; what is left out is taken out of it.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    title: str | None = strawberry.UNSET
    slug: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    image_url: str | None = strawberry.UNSET
    image_alt: str | None = strawberry.UNSET
    seo_title: str | None = strawberry.UNSET
    seo_description: str | None = strawberry.UNSET
    channels: list[str] | None = strawberry.UNSET
    product_ids: list[ID] | None = strawberry.UNSET
    translations: list[CollectionTranslationInput] | None = strawberry.UNSET
    expected_version: int | None = None

    def changes(self) -> drafts.CollectionChanges:
        """Returns the changes as verbs take them.

        Raises:
            InvalidInputError: ``INVALID_ID``, ``REQUIRED``.
        """
        return changes_from(self, drafts.CollectionChanges, channels=tuple, product_ids=_products, translations=_texts)
