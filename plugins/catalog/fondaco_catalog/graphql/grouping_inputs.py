"""Inputs of the admin schema for categories and collections."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import strawberry
from fondaco.graphql import ID, input_type
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql.inputs import changes_from
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

    def draft(self) -> drafts.TextsDraft:
        """Returns the texts as verbs take them."""
        return drafts.TextsDraft(locale=self.locale, name=self.name, description=self.description)


@input_type
class CollectionTranslationInput:
    """A collection's texts in a language; what is left out stays untranslated."""

    locale: str
    title: str = ""
    description: str = ""

    def draft(self) -> drafts.TextsDraft:
        """Returns the texts as verbs take them."""
        return drafts.TextsDraft(locale=self.locale, name=self.title, description=self.description)


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
        parent_id: Left out it becomes a root.
        position: Among its siblings; behind them if left out.
    """

    name: str
    slug: str | None = None
    description: str = ""
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
            parent_id=_parent(self.parent_id),
            position=self.position,
            translations=_texts(self.translations),
        )


@input_type
class CategoryUpdateInput:
    """What is to be changed of a category; what is left out stays.

    Attributes:
        parent_id: Null makes it a root.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    name: str | None = strawberry.UNSET
    slug: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    parent_id: ID | None = strawberry.UNSET
    position: int | None = strawberry.UNSET
    translations: list[CategoryTranslationInput] | None = strawberry.UNSET
    expected_version: int | None = None

    def changes(self) -> drafts.CategoryChanges:
        """Returns the changes as verbs take them.

        Raises:
            InvalidInputError: ``INVALID_ID``, ``REQUIRED``.
        """
        return changes_from(self, drafts.CategoryChanges, parent_id=_parent, translations=_texts)


@input_type
class CollectionCreateInput:
    """A collection to be made.

    Attributes:
        slug: Made out of the title if left out.
        product_ids: Its products in order.
    """

    title: str
    slug: str | None = None
    description: str = ""
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
            product_ids=_products(self.product_ids),
            translations=_texts(self.translations),
        )


@input_type
class CollectionUpdateInput:
    """What is to be changed of a collection; what is left out stays.

    Attributes:
        product_ids: All its products in order; those left out are taken out of it.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    title: str | None = strawberry.UNSET
    slug: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    product_ids: list[ID] | None = strawberry.UNSET
    translations: list[CollectionTranslationInput] | None = strawberry.UNSET
    expected_version: int | None = None

    def changes(self) -> drafts.CollectionChanges:
        """Returns the changes as verbs take them.

        Raises:
            InvalidInputError: ``INVALID_ID``, ``REQUIRED``.
        """
        return changes_from(self, drafts.CollectionChanges, product_ids=_products, translations=_texts)
