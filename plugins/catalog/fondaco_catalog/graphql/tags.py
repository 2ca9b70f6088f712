"""Tags over all products, in the admin schema."""

from __future__ import annotations

from fondaco.db import Page, UnitOfWork
from fondaco.graphql import Connection, Info, SchemaPart, object_type
from fondaco.graphql.connections import After, Before, First, Last

from fondaco_catalog.graphql.requests import largest_page, page_args
from fondaco_catalog.permissions import MANAGE_PRODUCTS, VIEW_PRODUCTS
from fondaco_catalog.repository import tags as repository
from fondaco_catalog.service import tags as verbs

__all__ = ["tags"]

tags = SchemaPart()


@object_type(repository.Tag)
class Tag:
    """A tag, and how many products have it."""

    name: str
    product_count: int


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
