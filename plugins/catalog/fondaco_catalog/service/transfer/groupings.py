"""Categories and collections of a file, one at a time, by the verbs that staff use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError, NotFoundError
from msgspec import UNSET

from fondaco_catalog.model.drafts import (
    CategoryChanges,
    CategoryDraft,
    CategoryMove,
    CollectionChanges,
    CollectionDraft,
    TextsDraft,
)
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.transfer.records import Record
from fondaco_catalog.repository.category_tree import list_child_ids
from fondaco_catalog.repository.transfer import groupings
from fondaco_catalog.repository.transfer.groupings import GroupingState
from fondaco_catalog.service.categories import create_category, update_category
from fondaco_catalog.service.category_tree import move_category
from fondaco_catalog.service.collections import create_collection, update_collection

__all__ = ["PATH_SEPARATOR", "ensure_category_path", "upsert_grouping"]

PATH_SEPARATOR = ">"


async def upsert_grouping(uow: UnitOfWork, record: Record, policy: Policy) -> str:
    """Brings the category or collection with the record's slug to what the file says.

    Returns:
        ``created``, ``updated`` or ``unchanged``.

    Raises:
        DomainError: As the verbs for categories and collections.
    """
    item = record.item
    slug = item.get("slug")
    if not slug:
        raise InvalidInputError("A slug is needed.", code="REQUIRED", field=("slug",))
    state = await groupings.find_grouping(record.kind, slug)
    if record.kind == "collection":
        return await _upsert_collection(uow, item, state, policy)
    return await _upsert_category(uow, item, state, policy)


def _translations(item: Mapping[str, Any], state: GroupingState | None, name: str) -> tuple[TextsDraft, ...]:
    """Returns the texts of the languages that differ; a text that is not named stays."""
    found = []
    for locale, texts in item.get("translations", {}).items():
        before = state.texts.get(locale, ("", "")) if state is not None else ("", "")
        wanted = (texts.get(name, before[0]), texts.get("description", before[1]))
        if wanted != before:
            found.append(TextsDraft(locale=locale, name=wanted[0], description=wanted[1]))
    return tuple(found)


async def _upsert_category(
    uow: UnitOfWork, item: Mapping[str, Any], state: GroupingState | None, policy: Policy
) -> str:
    parent_id: UUID | None = None
    if item.get("parent"):
        parent = await groupings.find_grouping("category", item["parent"])
        if parent is None:
            raise NotFoundError(
                f"There is no category {item['parent'][:100]!r}; parents come before their children.",
                code="CATEGORY_NOT_FOUND",
                field=("parent",),
            )
        parent_id = parent.id
    translations = _translations(item, state, "name")
    if state is None:
        draft = CategoryDraft(
            name=item.get("name", ""),
            slug=item["slug"],
            description=item.get("description", ""),
            parent_id=parent_id,
            position=item.get("position"),
            translations=translations,
        )
        await create_category(uow, draft, policy)
        return "created"
    wanted = {name: item[name] for name in ("name", "description") if name in item}
    found = {name: value for name, value in wanted.items() if value != getattr(state, name)}
    changes = CategoryChanges(**found, translations=translations or UNSET)
    moved = await _move_category(uow, item, state, parent_id, policy)
    if changes == CategoryChanges():
        return "updated" if moved else "unchanged"
    await update_category(uow, state.id, changes, policy)
    return "updated"


async def _move_category(
    uow: UnitOfWork, item: Mapping[str, Any], state: GroupingState, parent_id: UUID | None, policy: Policy
) -> bool:
    """Moves a category to the parent and the place among its siblings that the file says; says whether it had to."""
    wanted_parent = parent_id if "parent" in item else state.parent
    position = item.get("position", state.position)
    if wanted_parent == state.parent and position == state.position:
        return False
    siblings = [id_ for id_ in await list_child_ids(wanted_parent) if id_ != state.id]
    if "position" in item and position < len(siblings):
        move = CategoryMove(parent_id=wanted_parent, before_id=siblings[max(position, 0)])
    else:
        move = CategoryMove(parent_id=wanted_parent)
    await move_category(uow, state.id, move, policy)
    return True


async def _upsert_collection(
    uow: UnitOfWork, item: Mapping[str, Any], state: GroupingState | None, policy: Policy
) -> str:
    translations = _translations(item, state, "title")
    if state is None:
        draft = CollectionDraft(
            title=item.get("title", ""),
            slug=item["slug"],
            description=item.get("description", ""),
            translations=translations,
        )
        await create_collection(uow, draft, policy)
        return "created"
    found: dict[str, Any] = {}
    if "title" in item and item["title"] != state.name:
        found["title"] = item["title"]
    if "description" in item and item["description"] != state.description:
        found["description"] = item["description"]
    changes = CollectionChanges(**found, translations=translations or UNSET)
    if changes == CollectionChanges():
        return "unchanged"
    await update_collection(uow, state.id, changes, policy)
    return "updated"


async def ensure_category_path(uow: UnitOfWork, path: str, policy: Policy) -> UUID:
    """Returns the category at the end of a path of names (``Home > Kitchen > Cups``); what is missing of it is made.

    Raises:
        InvalidInputError: ``CATEGORY_CYCLE`` if a name comes twice: no category lies below itself.
        DomainError: As `create_category`.
    """
    names = [name.strip() for name in path.split(PATH_SEPARATOR)]
    if not all(names):
        raise InvalidInputError("A part of the path is empty.", code="REQUIRED", field=("category",))
    if len({name.casefold() for name in names}) < len(names):
        raise InvalidInputError(
            "A category comes twice in this path, but none can lie below itself.",
            code="CATEGORY_CYCLE",
            field=("category",),
        )
    parent_id: UUID | None = None
    for name in names:
        found = await groupings.find_child_category(parent_id, name)
        if found is None:
            found = await create_category(uow, CategoryDraft(name=name, parent_id=parent_id), policy)
        parent_id = found
    assert parent_id is not None  # noqa: S101 (for the type checker: a path has a name)
    return parent_id
