"""Making, changing and deleting categories; moving them is in `fondaco_catalog.service.category_tree`."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fondaco.commerce.events import CategoryDeleted, ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, NotFoundError
from fondaco.files import lock_addressed
from fondaco.ids import new_id
from msgspec import UnsetType

from fondaco_catalog.events import CategoryChanged
from fondaco_catalog.model.drafts import CategoryChanges, CategoryDraft
from fondaco_catalog.model.rules import Policy, given
from fondaco_catalog.model.text import clean_text, slugify, valid_slug
from fondaco_catalog.repository import category_tree as tree
from fondaco_catalog.repository import rows
from fondaco_catalog.repository.search_index import queue_products
from fondaco_catalog.service.category_tree import get_place, refuse_depth, valid_position
from fondaco_catalog.service.grouping_texts import clean_looks, clean_translations, set_translations
from fondaco_catalog.service.slugs import insert_under_free_slug, slug_taken
from fondaco_catalog.service.versions import expect_version

__all__ = ["create_category", "delete_category", "update_category"]


async def create_category(uow: UnitOfWork, draft: CategoryDraft, policy: Policy) -> UUID:
    """Makes a category. Locks the tree.

    Returns:
        Its id.

    Raises:
        InvalidInputError: See `fondaco_catalog.model.rules` and `fondaco.files.lock_addressed`; ``INVALID_URL``.
        LimitExceededError: ``CATEGORY_TOO_DEEP``.
        ConflictError: ``SLUG_TAKEN``.
        NotFoundError: ``CATEGORY_NOT_FOUND`` at ``parentId``; ``FILE_NOT_FOUND``.
    """
    name = clean_text(draft.name, field=("name",), required=True)
    translations = clean_translations(draft.translations, policy, "name")
    looks = clean_looks(draft, policy)
    slug = None if draft.slug is None else valid_slug(draft.slug)
    position = None if draft.position is None else valid_position(draft.position)
    await lock_addressed({("imageUrl",): looks["image_url"]})
    await tree.lock_tree()
    parent = None if draft.parent_id is None else await get_place(draft.parent_id, field=("parentId",))
    refuse_depth(parent, 1, policy)
    siblings = await tree.list_child_ids(draft.parent_id)
    category_id = new_id()
    row = {
        "id": category_id,
        "name": name,
        **looks,
        "parent": draft.parent_id,
        "path": [*(parent.path if parent else ()), category_id],
        "position": len(siblings),
        "created_at": uow.now,
        "updated_at": uow.now,
    }
    await insert_under_free_slug("category", row, slug, slugify(name, "category"))
    if position is not None and position < len(siblings):
        await tree.set_positions([*siblings[:position], category_id, *siblings[position:]])
    await set_translations("category", category_id, translations)
    uow.invalidate("categories")
    return category_id


async def update_category(
    uow: UnitOfWork,
    category_id: UUID,
    changes: CategoryChanges,
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> None:
    """Changes what a category says of itself; what is not given stays. Locks it.

    Raises:
        NotFoundError: ``CATEGORY_NOT_FOUND``, ``FILE_NOT_FOUND``.
        ConflictError: ``SLUG_TAKEN``; ``VERSION_CONFLICT``.
        InvalidInputError: As `create_category`.
    """
    values: dict[str, Any] = {
        "name": given(changes.name, lambda text: clean_text(text, field=("name",), required=True)),
        "slug": given(changes.slug, valid_slug),
        **clean_looks(changes, policy),
    }
    values = {name: value for name, value in values.items() if not isinstance(value, UnsetType)}
    translations = given(changes.translations, lambda drafts: clean_translations(drafts, policy, "name"))
    if not await rows.lock_row("category", category_id):
        raise NotFoundError("There is no such category.", code="CATEGORY_NOT_FOUND", field=("id",))
    await expect_version("category", category_id, expected_version)
    if "image_url" in values:
        await lock_addressed({("imageUrl",): values["image_url"]})
    with slug_taken():
        await rows.update_row("category", category_id, {**values, "updated_at": uow.now}, edited=True)
    if not isinstance(translations, UnsetType):
        await set_translations("category", category_id, translations)
    if "name" in values or not isinstance(translations, UnsetType):
        uow.emit(CategoryChanged(category_id=category_id))
    uow.invalidate(f"category:{category_id}", "categories")


async def delete_category(
    uow: UnitOfWork,
    category_id: UUID,
    *,
    move_children_up: bool = False,
    move_products_up: bool = False,
    expected_version: int | None = None,
) -> None:
    """Deletes a category. Locks the tree, then the category, then its products in the order of their ids.

    Args:
        move_children_up: Put the categories below it into its own place among its siblings, instead of refusing.
        move_products_up: File its products under its parent, instead of under none.

    Raises:
        NotFoundError: ``CATEGORY_NOT_FOUND``.
        ConflictError: ``CATEGORY_HAS_CHILDREN``, ``VERSION_CONFLICT``.
    """
    await tree.lock_tree()
    place = await get_place(category_id, to_delete=True)
    await expect_version("category", category_id, expected_version)
    children = await tree.list_child_ids(category_id)
    if children and not move_children_up:
        raise ConflictError(
            "There are categories below this one. Move or delete them first, or let them move up.",
            code="CATEGORY_HAS_CHILDREN",
            field=("id",),
        )
    parent = None if place.parent_id is None else await get_place(place.parent_id)
    siblings = await tree.list_child_ids(place.parent_id)
    for child in children:
        await tree.move_subtree(await get_place(child), parent, uow.now)
        uow.emit(CategoryChanged(category_id=child))
    at = siblings.index(category_id)
    await tree.set_positions([*siblings[:at], *children, *siblings[at + 1 :]])
    filed = await tree.file_products(category_id, place.parent_id if move_products_up else None)
    await tree.delete_category(category_id)
    await queue_products(filed)
    for product_id in filed:
        uow.emit(ProductUpdated(product_id=product_id))
    uow.emit(CategoryDeleted(category_id=category_id))
    uow.invalidate(f"category:{category_id}", "categories", "products")
