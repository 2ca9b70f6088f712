"""Moving categories: every verb locks the tree first, see `fondaco_catalog.repository.category_tree.lock_tree`."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.commerce.events import CategoryMoved
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, LimitExceededError, NotFoundError
from msgspec import UnsetType

from fondaco_catalog.events import CategoryChanged
from fondaco_catalog.model.drafts import CategoryMove
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.repository import category_tree as tree
from fondaco_catalog.repository.category_tree import Place

__all__ = ["get_place", "move_category", "refuse_depth", "reorder_categories", "valid_position"]


async def get_place(category_id: UUID, *, field: tuple[str, ...] = ("id",), to_delete: bool = False) -> Place:
    """Locks a category against changes until the transaction ends and says where it is.

    Raises:
        NotFoundError: ``CATEGORY_NOT_FOUND``.
    """
    found = await tree.find_place(category_id, to_delete=to_delete)
    if found is None:
        raise NotFoundError("There is no such category.", code="CATEGORY_NOT_FOUND", field=field)
    return found


def refuse_depth(parent: Place | None, height: int, policy: Policy) -> None:
    """Refuses to put something under a category that would reach too far down.

    Args:
        height: Levels of what is put there.

    Raises:
        LimitExceededError: ``CATEGORY_TOO_DEEP``.
    """
    levels = (0 if parent is None else len(parent.path)) + height
    most = policy.settings.max_category_depth
    if levels > most:
        raise LimitExceededError(
            f"The tree would have {levels} levels here; at most {most} are allowed.",
            code="CATEGORY_TOO_DEEP",
            field=("parentId",),
        )


def valid_position(position: int) -> int:
    """Returns a place among siblings.

    Raises:
        InvalidInputError: If it is negative.
    """
    if not 0 <= position < 2**31:
        raise InvalidInputError("A position is not negative.", field=("position",))
    return position


async def move_category(uow: UnitOfWork, category_id: UUID, move: CategoryMove, policy: Policy) -> None:
    """Moves a category, with everything below it, under another one or to another place among its siblings.

    Locks the tree, then the category and its new parent.

    Raises:
        NotFoundError: ``CATEGORY_NOT_FOUND``, at ``id``, ``parentId``, ``beforeId`` or ``afterId``.
        InvalidInputError: ``ONE_SIBLING_ONLY`` if both siblings are given, ``SIBLING_ELSEWHERE`` if the sibling is not
            below the parent.
        ConflictError: ``CATEGORY_CYCLE`` if it would come to lie below itself.
        LimitExceededError: ``CATEGORY_TOO_DEEP``.
    """
    if move.before_id is not None and move.after_id is not None:
        raise InvalidInputError("Give either beforeId or afterId.", code="ONE_SIBLING_ONLY", field=("afterId",))
    await tree.lock_tree()
    place = await get_place(category_id)
    parent_id = await _wanted_parent(place, move)
    parent = None if parent_id is None else await get_place(parent_id, field=("parentId",))
    if parent is not None and category_id in parent.path:
        raise ConflictError("A category cannot lie below itself.", code="CATEGORY_CYCLE", field=("parentId",))
    if parent_id != place.parent_id:
        refuse_depth(parent, await tree.height_of(category_id), policy)
        await tree.move_subtree(place, parent, uow.now)
        await tree.set_positions(await tree.list_child_ids(place.parent_id))
        uow.emit(CategoryMoved(category_id=category_id))
        uow.emit(CategoryChanged(category_id=category_id))
    siblings = [id_ for id_ in await tree.list_child_ids(parent_id) if id_ != category_id]
    await tree.set_positions(_placed(siblings, category_id, move))
    uow.invalidate(f"category:{category_id}", "categories", "products")


async def _wanted_parent(place: Place, move: CategoryMove) -> UUID | None:
    field = ("beforeId",) if move.before_id is not None else ("afterId",)
    sibling_id = move.before_id or move.after_id
    if sibling_id is None:
        return place.parent_id if isinstance(move.parent_id, UnsetType) else move.parent_id
    if sibling_id == place.id:
        raise InvalidInputError("A category is no sibling of itself.", code="SIBLING_ELSEWHERE", field=field)
    sibling = await get_place(sibling_id, field=field)
    if not isinstance(move.parent_id, UnsetType) and move.parent_id != sibling.parent_id:
        raise InvalidInputError("This sibling lies elsewhere.", code="SIBLING_ELSEWHERE", field=field)
    return sibling.parent_id


def _placed(siblings: Sequence[UUID], category_id: UUID, move: CategoryMove) -> list[UUID]:
    at = len(siblings)
    if move.before_id is not None:
        at = siblings.index(move.before_id)
    elif move.after_id is not None:
        at = siblings.index(move.after_id) + 1
    return [*siblings[:at], category_id, *siblings[at:]]


async def reorder_categories(uow: UnitOfWork, parent_id: UUID | None, ids: Sequence[UUID]) -> None:
    """Puts the categories right below one, or the roots, into an order. Those left out come behind, in theirs.

    Raises:
        NotFoundError: ``CATEGORY_NOT_FOUND`` at ``parentId``.
        InvalidInputError: ``DUPLICATE_CATEGORY``; ``SIBLING_ELSEWHERE`` at the first one that lies elsewhere.
    """
    if len(set(ids)) < len(ids):
        raise InvalidInputError("A category is given twice.", code="DUPLICATE_CATEGORY", field=("childIds",))
    await tree.lock_tree()
    if parent_id is not None:
        await get_place(parent_id, field=("parentId",))
    children = await tree.list_child_ids(parent_id)
    known = set(children)
    for index, id_ in enumerate(ids):
        if id_ not in known:
            raise InvalidInputError(
                "This category lies elsewhere.", code="SIBLING_ELSEWHERE", field=("childIds", str(index))
            )
    first = set(ids)
    await tree.set_positions([*ids, *(id_ for id_ in children if id_ not in first)])
    uow.invalidate("categories")
