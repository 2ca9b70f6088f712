"""The shape of the tree of categories: what is where, how much is in it, and how staff change it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import strawberry
from fondaco.db import UnitOfWork
from fondaco.graphql import ID, Info, SchemaPart, input_type
from fondaco.graphql.types import fields_of
from fondaco.ids import encode_global_id, parse_global_id
from msgspec import UNSET

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.requests import depend_on_products, policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.model.drafts import CategoryMove
from fondaco_catalog.permissions import MANAGE_PRODUCTS
from fondaco_catalog.repository import categories
from fondaco_catalog.service import categories as verbs
from fondaco_catalog.service import category_tree

__all__ = ["category_changes", "category_relations"]

category_relations = SchemaPart()
category_changes = SchemaPart()


@input_type
class CategoryMoveInput:
    """Where a category is to go: behind all its siblings, unless one of them is named.

    Attributes:
        parent_id: Null makes it a root. Left out it stays below its parent, or comes below that of the sibling.
        before_id: The sibling that it comes right before.
        after_id: The sibling that it comes right behind; give one of the two at most.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    parent_id: ID | None = strawberry.UNSET
    before_id: ID | None = None
    after_id: ID | None = None
    expected_version: int | None = None

    def move(self) -> CategoryMove:
        """Returns the move as the verb takes it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        given = fields_of(self)
        return CategoryMove(
            parent_id=_id(given["parent_id"], "parentId") if "parent_id" in given else UNSET,
            before_id=_id(self.before_id, "beforeId"),
            after_id=_id(self.after_id, "afterId"),
        )


@input_type
class CategoryChildrenReorderInput:
    """An order of siblings.

    Attributes:
        parent_id: Whose children are put into order; null for the roots.
        child_ids: In the order that is wanted. Those left out come behind, in theirs.
        expected_version: The parent's version as you read it: if somebody edited it, or the order of its children,
            since, nothing is done. The roots have none.
    """

    parent_id: ID | None = None
    child_ids: list[ID]
    expected_version: int | None = None


@input_type
class CategoryDeleteInput:
    """Names a category, and says what becomes of what is in it.

    Attributes:
        move_children_up: Put the categories below it into its place, instead of refusing.
        move_products_up: File its products under its parent, instead of under none.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    id: ID
    move_children_up: bool = False
    move_products_up: bool = False
    expected_version: int | None = None


def _id(value: str | None, field: str) -> UUID | None:
    return None if value is None else parse_global_id(value, "Category", field=(field,))


@category_relations.extend("Category", type=int, name="productCount", shared=True)
async def category_product_count(parents: Sequence[views.Category], info: Info) -> list[int]:
    """How many products are in it and in all below it: in a shop those that a buyer can see."""
    depend_on_products(info, None)
    info.context.depends_on("categories")
    return await categories.count_products(scope_of(info.context), [parent.id for parent in parents])


@category_changes.mutation(returns={"category": types.Category}, permission=MANAGE_PRODUCTS)
async def category_move(uow: UnitOfWork, data: CategoryMoveInput, info: Info) -> views.Category:
    """Moves a category with everything below it, under another one or to another place among its siblings."""
    category_id = parse_global_id(data.id, "Category", field=("id",))
    await category_tree.move_category(
        uow, category_id, data.move(), policy_of(info), expected_version=data.expected_version
    )
    return await categories.get_category(scope_of(info.context), category_id)


@category_changes.mutation(returns={"categories": list[types.Category]}, permission=MANAGE_PRODUCTS)
async def category_children_reorder(
    uow: UnitOfWork, data: CategoryChildrenReorderInput, info: Info
) -> list[views.Category]:
    """Puts the categories right below one, or the roots, into an order; answers with all of them."""
    parent_id = _id(data.parent_id, "parentId")
    ids = [parse_global_id(id_, "Category", field=("childIds", str(index))) for index, id_ in enumerate(data.child_ids)]
    await category_tree.reorder_categories(uow, parent_id, ids, expected_version=data.expected_version)
    scope = scope_of(info.context)
    if parent_id is None:
        return await categories.list_root_categories(scope)
    return (await categories.list_children(scope, [parent_id]))[0]


@category_changes.mutation(returns={"deleted_id": ID}, permission=MANAGE_PRODUCTS)
async def category_delete(uow: UnitOfWork, data: CategoryDeleteInput) -> str:
    """Deletes a category. What is below it is refused or moves up; its products are filed under none, or move up."""
    category_id = parse_global_id(data.id, "Category", field=("id",))
    await verbs.delete_category(
        uow,
        category_id,
        move_children_up=data.move_children_up,
        move_products_up=data.move_products_up,
        expected_version=data.expected_version,
    )
    return encode_global_id("Category", category_id)
