"""Tags over all products: in the reader's language, and in the admin schema."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.db import Page, UnitOfWork
from fondaco.graphql import Connection, Info, SchemaPart, object_type
from fondaco.graphql.connections import After, Before, First, Last

from fondaco_catalog.graphql.attribute_inputs import NameInput, labels_of
from fondaco_catalog.graphql.attribute_types import NameTranslation
from fondaco_catalog.graphql.requests import largest_page, page_args, policy_of, scope_of
from fondaco_catalog.model import attribute_views as names
from fondaco_catalog.model import views
from fondaco_catalog.permissions import MANAGE_PRODUCTS, VIEW_PRODUCTS
from fondaco_catalog.repository import tags as repository
from fondaco_catalog.service import tags as verbs

__all__ = ["tag_labels", "tags"]

tag_labels = SchemaPart()
tags = SchemaPart()


@tag_labels.extend("Product", type=list[str], name="tagLabels", shared=True)
async def product_tag_labels(parents: Sequence[views.Product], info: Info) -> list[list[str]]:
    """Its tags as they are called in the reader's language, in the order of ``tags``."""
    info.context.depends_on("tags")
    return await repository.list_tag_labels(scope_of(info.context), [parent.tags for parent in parents])


@object_type(repository.Tag)
class Tag:
    """A tag, and how many products have it."""

    name: str
    product_count: int


@tags.extend("Tag", type=list[NameTranslation], name="translations")
async def tag_translations(parents: Sequence[repository.Tag]) -> list[list[names.NameTranslation]]:
    """What it is called in other languages."""
    found = await repository.list_labels([parent.name for parent in parents])
    return [[names.NameTranslation(locale, name) for locale, name in sorted(labels.items())] for labels in found]


@tags.query(type=Connection[Tag], permission=VIEW_PRODUCTS, name="tags")
async def all_tags(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: str | None = None,
) -> Page[repository.Tag]:
    """The tags that products have, by name.

    Args:
        search: A part of the name.
    """
    args = page_args(info, first, after, last, before)
    return await repository.list_tags(search or "", args, largest=largest_page(info))


@tags.mutation(returns={"tag": Tag}, permission=MANAGE_PRODUCTS)
async def tag_translate(uow: UnitOfWork, info: Info, tag: str, translations: list[NameInput]) -> repository.Tag:
    """Says what a tag is called in other languages; languages that are not named stay.

    Args:
        tag: As products have it.
    """
    await verbs.translate_tag(uow, tag, labels_of(translations), policy_of(info))
    return repository.Tag(tag, await repository.count_products(tag))


@tags.mutation(returns={"tag": Tag}, permission=MANAGE_PRODUCTS)
async def tag_rename(uow: UnitOfWork, tag: str, name: str) -> repository.Tag:
    """Renames a tag of all products, and in the rules of collections; so two tags become one. Answers with the products
    that have the new one by now: of a tag of many products the others follow in the background.

    Args:
        tag: As it is now.
        name: As it is to be.
    """
    renamed = await verbs.rename_tag(uow, tag, name)
    return repository.Tag(renamed, await repository.count_products(renamed))


@tags.mutation(returns={"deleted_tag": str}, permission=MANAGE_PRODUCTS)
async def tag_delete(uow: UnitOfWork, tag: str) -> str:
    """Takes a tag from all products; of a tag of many products the others follow in the background."""
    await verbs.delete_tag(uow, tag)
    return tag
