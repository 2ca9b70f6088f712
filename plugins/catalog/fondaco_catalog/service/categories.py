"""Making, moving and deleting categories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError
from fondaco.ids import new_id
from msgspec import UnsetType, structs

from fondaco_catalog.model.drafts import CategoryChanges, CategoryDraft, TextsDraft
from fondaco_catalog.model.rules import Policy, clean_description, clean_texts, given
from fondaco_catalog.model.text import clean_text, slugify, valid_slug
from fondaco_catalog.repository import grouping_state, rows
from fondaco_catalog.service.slugs import insert_under_free_slug, slug_taken
from fondaco_catalog.service.versions import expect_version

__all__ = ["create_category", "delete_category", "update_category"]


async def create_category(uow: UnitOfWork, draft: CategoryDraft, policy: Policy) -> UUID:
    """Makes a category.

    Returns:
        Its id.

    Raises:
        InvalidInputError: See `fondaco_catalog.model.rules`.
        ConflictError: ``SLUG_TAKEN``.
        NotFoundError: ``CATEGORY_NOT_FOUND`` at ``parentId``.
    """
    name = clean_text(draft.name, field=("name",), required=True)
    translations = clean_texts(draft.translations, policy, "name")
    description = clean_description(draft.description, policy)
    slug = None if draft.slug is None else valid_slug(draft.slug)
    await grouping_state.lock_tree()
    await _refuse_unknown_parent(draft.parent_id)
    position = draft.position
    if position is None:
        position = await grouping_state.last_position(draft.parent_id) + 1
    category_id = new_id()
    row = {
        "id": category_id,
        "name": name,
        "description": description,
        "parent": draft.parent_id,
        "position": _position(position),
        "created_at": uow.now,
        "updated_at": uow.now,
    }
    await insert_under_free_slug("category", row, slug, slugify(name, "category"))
    await _set_translations(category_id, translations)
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
    """Changes a category; what is not given stays. Locks the tree while it moves one.

    Raises:
        NotFoundError: ``CATEGORY_NOT_FOUND``.
        ConflictError: ``SLUG_TAKEN``; ``VERSION_CONFLICT``; ``CATEGORY_CYCLE`` if it would come to lie below itself.
        InvalidInputError: See `fondaco_catalog.model.rules`.
    """
    values: dict[str, Any] = {
        "name": given(changes.name, lambda text: clean_text(text, field=("name",), required=True)),
        "slug": given(changes.slug, valid_slug),
        "description": given(changes.description, lambda html: clean_description(html, policy)),
        "parent": changes.parent_id,
        "position": given(changes.position, _position),
    }
    values = {name: value for name, value in values.items() if not isinstance(value, UnsetType)}
    translations = given(changes.translations, lambda drafts: clean_texts(drafts, policy, "name"))
    if "parent" in values:
        await grouping_state.lock_tree()
    await _lock(category_id)
    await expect_version("category", category_id, expected_version)
    if (parent_id := values.get("parent")) is not None:
        await _refuse_unknown_parent(parent_id)
        if await grouping_state.is_below(parent_id, category_id):
            raise ConflictError("A category cannot lie below itself.", code="CATEGORY_CYCLE", field=("parentId",))
    with slug_taken():
        await rows.update_row("category", category_id, {**values, "updated_at": uow.now}, edited=True)
    if not isinstance(translations, UnsetType):
        await _set_translations(category_id, translations)
    uow.invalidate(f"category:{category_id}", "categories")


async def delete_category(uow: UnitOfWork, category_id: UUID) -> None:
    """Deletes a category; its products are filed under none.

    Raises:
        NotFoundError: ``CATEGORY_NOT_FOUND``.
        ConflictError: ``CATEGORY_HAS_CHILDREN``.
    """
    await grouping_state.lock_tree()
    await _lock(category_id, to_delete=True)
    if await grouping_state.has_children(category_id):
        raise ConflictError(
            "There are categories below this one. Move or delete them first.",
            code="CATEGORY_HAS_CHILDREN",
            field=("id",),
        )
    await grouping_state.delete_category(category_id)
    uow.invalidate(f"category:{category_id}", "categories", "products")


async def _lock(category_id: UUID, *, to_delete: bool = False) -> None:
    if not await rows.lock_row("category", category_id, to_delete=to_delete):
        raise NotFoundError("There is no such category.", code="CATEGORY_NOT_FOUND", field=("id",))


async def _refuse_unknown_parent(parent_id: UUID | None) -> None:
    if parent_id is not None and not await rows.lock_row("category", parent_id):
        raise NotFoundError("There is no such category.", code="CATEGORY_NOT_FOUND", field=("parentId",))


def _position(position: int) -> int:
    if not 0 <= position < 2**31:
        raise InvalidInputError("A position is not negative.", field=("position",))
    return position


async def _set_translations(category_id: UUID, translations: Sequence[TextsDraft]) -> None:
    wanted = []
    for draft in translations:
        if draft.name or draft.description:
            wanted.append({"id": new_id(), "category": category_id, **structs.asdict(draft)})
        else:
            await rows.delete_translation("category", category_id, draft.locale)
    await rows.insert_rows("category_translation", wanted, key=["category", "locale"])
