"""Declaring attributes and their choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import asyncpg
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError
from fondaco.ids import new_id
from msgspec import UnsetType

from fondaco_catalog.events import AttributeChanged
from fondaco_catalog.model.attribute_drafts import AttributeKind
from fondaco_catalog.model.definitions import (
    AttributeChanges,
    AttributeDraft,
    ChoiceChanges,
    ChoiceDraft,
    clean_attribute,
    clean_attribute_changes,
    clean_choice,
    clean_choice_changes,
    refuse_many_choices,
)
from fondaco_catalog.model.labels import merged
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.text import name_key, slugify
from fondaco_catalog.repository import definitions, rows
from fondaco_catalog.repository.definitions import AttributeState, ChoiceState
from fondaco_catalog.service.search_index import queue_all_of

__all__ = [
    "add_choices",
    "create_attribute",
    "delete_attribute",
    "remove_choice",
    "reorder_choices",
    "update_attribute",
    "update_choice",
]


@contextmanager
def _taken(field: tuple[str, ...] = ()) -> Iterator[None]:
    """Turns the database's refusal of a code or a name into a ConflictError."""
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == "attribute_code_key":
            raise ConflictError("This code is taken.", code="CODE_TAKEN", field=("code",)) from error
        if error.constraint_name == "attribute_choice_code_key":
            raise ConflictError(
                "Another choice of the attribute has this code.", code="CODE_TAKEN", field=(*field, "code")
            ) from error
        if error.constraint_name in {"attribute_choice_name_key", "product_option_value_key"}:
            raise ConflictError(
                "Another choice of the attribute has this name. Merge the two, or choose another name.",
                code="CHOICE_TAKEN",
                field=(*field, "name"),
            ) from error
        raise


async def create_attribute(uow: UnitOfWork, draft: AttributeDraft, policy: Policy) -> UUID:
    """Makes an attribute with its choices.

    Returns:
        Its id.

    Raises:
        InvalidInputError, LimitExceededError: See `fondaco_catalog.model.definitions.clean_attribute`.
        ConflictError: ``CODE_TAKEN``, ``CHOICE_TAKEN``.
    """
    draft = clean_attribute(draft, policy)
    attribute_id = new_id()
    row = {
        "id": attribute_id,
        "code": draft.code,
        "name": draft.name,
        "labels": merged({}, draft.labels),
        "kind": draft.kind.value,
        "unit": draft.unit,
        "reference_to": None if draft.reference_to is None else draft.reference_to.value,
        "filterable": draft.filterable,
        "visible": draft.visible,
        "position": 0,
        "created_at": uow.now,
        "updated_at": uow.now,
    }
    with _taken():
        await rows.insert_rows("attribute", [row])
    await _add(attribute_id, draft.choices, [])
    uow.invalidate("attributes")
    return attribute_id


async def _lock(attribute_id: UUID) -> AttributeState:
    found = await definitions.lock_attribute(attribute_id)
    if found is None:
        raise NotFoundError("There is no such attribute.", code="ATTRIBUTE_NOT_FOUND", field=("id",))
    return found


async def update_attribute(uow: UnitOfWork, attribute_id: UUID, changes: AttributeChanges, policy: Policy) -> None:
    """Changes an attribute; what is not given stays. Locks the types that have it, then the attribute.

    Raises:
        NotFoundError: ``ATTRIBUTE_NOT_FOUND``.
        ConflictError: ``CODE_TAKEN``; ``UNIT_IN_USE`` if there are numbers in the old unit.
        InvalidInputError: See `fondaco_catalog.model.definitions.clean_attribute`.
    """
    state = await _lock(attribute_id)
    changes = clean_attribute_changes(changes, AttributeKind(state.kind), policy)
    values = _given(changes)
    if "unit" in values and values["unit"] != state.unit and await definitions.is_unit_used(attribute_id):
        raise ConflictError(
            "There are numbers in the old unit. Take them away first.", code="UNIT_IN_USE", field=("unit",)
        )
    if "labels" in values:
        values["labels"] = merged(await definitions.get_labels("attribute", attribute_id), values["labels"])
    with _taken():
        await rows.update_row("attribute", attribute_id, {**values, "updated_at": uow.now})
    uow.emit(AttributeChanged(attribute_id=attribute_id))
    _changed(uow)


def _given(changes: AttributeChanges | ChoiceChanges) -> dict[str, Any]:
    found = {name: getattr(changes, name) for name in changes.__struct_fields__}
    return {name: value for name, value in found.items() if not isinstance(value, UnsetType)}


def _changed(uow: UnitOfWork) -> None:
    uow.invalidate("attributes", "products")


async def delete_attribute(uow: UnitOfWork, attribute_id: UUID, *, with_values: bool = False) -> None:
    """Deletes an attribute; options that stood for it stay as options of their own.

    Args:
        with_values: Whether its values may go with it.

    Raises:
        NotFoundError: ``ATTRIBUTE_NOT_FOUND``.
        ConflictError: ``ATTRIBUTE_IN_USE`` if products use it and ``with_values`` is not given.
    """
    await _lock(attribute_id)
    used = await definitions.in_use("attribute", attribute_id)
    if used and not with_values:
        raise ConflictError(
            f"{used:,} products use this attribute. Delete it with its values, or take them away first.",
            code="ATTRIBUTE_IN_USE",
            field=("id",),
        )
    await queue_all_of(uow, "attribute", attribute_id)
    await definitions.delete_attribute(attribute_id)
    uow.invalidate("product_types")
    _changed(uow)


async def add_choices(uow: UnitOfWork, attribute_id: UUID, drafts: Sequence[ChoiceDraft], policy: Policy) -> list[UUID]:
    """Adds choices behind those that an attribute has. Locks the attribute.

    Returns:
        Their ids, in the order of the drafts.

    Raises:
        NotFoundError: ``ATTRIBUTE_NOT_FOUND``.
        ConflictError: ``CODE_TAKEN``, ``CHOICE_TAKEN``.
        InvalidInputError: ``NO_CHOICES``, and as `fondaco_catalog.model.definitions.clean_choice`.
        LimitExceededError: ``TOO_MANY_CHOICES``.
    """
    state = await _lock(attribute_id)
    kind = AttributeKind(state.kind)
    if not kind.has_choices:
        raise InvalidInputError("This attribute has no choices.", code="NO_CHOICES", field=("choices",))
    cleaned = [clean_choice(draft, kind, policy, ("choices", str(index))) for index, draft in enumerate(drafts)]
    existing = await definitions.list_choices(attribute_id)
    refuse_many_choices(len(existing) + len(cleaned), policy)
    ids = await _add(attribute_id, cleaned, existing)
    _changed(uow)
    return ids


async def _add(attribute_id: UUID, drafts: Sequence[ChoiceDraft], existing: Sequence[ChoiceState]) -> list[UUID]:
    codes = {choice.code for choice in existing}
    keys = {choice.name_key for choice in existing}
    first = max((choice.position for choice in existing), default=-1) + 1
    added: list[dict[str, Any]] = []
    for index, draft in enumerate(drafts):
        at, key = ("choices", str(index)), name_key(draft.name)
        if key in keys:
            raise ConflictError(f"There is a choice {draft.name} already.", code="CHOICE_TAKEN", field=(*at, "name"))
        code = draft.code or _free(slugify(draft.name, "choice")[:90], codes)
        if code in codes:
            raise ConflictError(
                f"Another choice of the attribute has the code {code}.", code="CODE_TAKEN", field=(*at, "code")
            )
        codes.add(code)
        keys.add(key)
        added.append(
            {
                "id": new_id(),
                "attribute": attribute_id,
                "code": code,
                "name": draft.name,
                "name_key": key,
                "labels": merged({}, draft.labels),
                "colour": draft.colour,
                "image_url": draft.image_url,
                "position": first + index,
            }
        )
    with _taken(("choices",)):
        await definitions.add_choices(added)
    return [row["id"] for row in added]


def _free(base: str, taken: set[str]) -> str:
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code


async def _lock_choice(choice_id: UUID) -> tuple[AttributeState, list[ChoiceState]]:
    """Locks the attribute of a choice; returns it and all its choices."""
    attribute_id = await definitions.find_attribute_of(choice_id)
    state = None if attribute_id is None else await definitions.lock_attribute(attribute_id)
    choices = [] if state is None else await definitions.list_choices(state.id)
    if state is None or all(choice.id != choice_id for choice in choices):
        raise NotFoundError("There is no such choice.", code="CHOICE_NOT_FOUND", field=("id",))
    return state, choices


async def update_choice(uow: UnitOfWork, choice_id: UUID, changes: ChoiceChanges, policy: Policy) -> UUID:
    """Changes a choice; option values that stand for it are called by its new name. Locks the attribute.

    Returns:
        The attribute's id.

    Raises:
        NotFoundError: ``CHOICE_NOT_FOUND``.
        ConflictError: ``CODE_TAKEN``; ``CHOICE_TAKEN`` if another choice, or a value beside it, has the name.
        InvalidInputError: See `fondaco_catalog.model.definitions.clean_choice`.
    """
    state, _ = await _lock_choice(choice_id)
    changes = clean_choice_changes(changes, AttributeKind(state.kind), policy)
    values = _given(changes)
    if "name" in values:
        values["name_key"] = name_key(values["name"])
    if "labels" in values:
        values["labels"] = merged(await definitions.get_labels("attribute_choice", choice_id), values["labels"])
    with _taken():
        await rows.update_row("attribute_choice", choice_id, values)
        if "name" in values:
            await definitions.rename_option_values(choice_id, values["name"])
    uow.emit(AttributeChanged(attribute_id=state.id, choice_id=choice_id))
    _changed(uow)
    return state.id


async def reorder_choices(uow: UnitOfWork, attribute_id: UUID, choice_ids: Sequence[UUID]) -> None:
    """Puts the choices of an attribute into an order; those that are not named come behind, as they were.

    Raises:
        NotFoundError: ``ATTRIBUTE_NOT_FOUND``, ``CHOICE_NOT_FOUND``.
    """
    await _lock(attribute_id)
    choices = [choice.id for choice in await definitions.list_choices(attribute_id)]
    for index, id_ in enumerate(choice_ids):
        if id_ not in choices:
            raise NotFoundError(
                "The attribute has no such choice.", code="CHOICE_NOT_FOUND", field=("choiceIds", str(index))
            )
    await definitions.move_choices(list(dict.fromkeys([*choice_ids, *choices])))
    _changed(uow)


async def remove_choice(uow: UnitOfWork, choice_id: UUID, replacement_id: UUID | None) -> UUID:
    """Removes a choice; with a replacement everything that used it uses that: so two choices become one.

    Returns:
        The attribute's id.

    Raises:
        NotFoundError: ``CHOICE_NOT_FOUND``.
        ConflictError: ``CHOICE_IN_USE`` without a replacement; ``CHOICES_COLLIDE`` if a product has both as values of
            one option, so that two of its variants would be the same.
    """
    state, choices = await _lock_choice(choice_id)
    if replacement_id is None:
        used = await definitions.in_use("attribute_choice", choice_id)
        if used:
            raise ConflictError(
                f"{used:,} products use this choice. Name another one to put into its place.",
                code="CHOICE_IN_USE",
                field=("id",),
            )
    else:
        replacement = next((one for one in choices if one.id == replacement_id and one.id != choice_id), None)
        if replacement is None:
            raise NotFoundError(
                "The attribute has no such other choice.", code="CHOICE_NOT_FOUND", field=("replacementId",)
            )
        await queue_all_of(uow, "choice", choice_id)
        both = await definitions.merge_choice(choice_id, replacement_id, replacement.name)
        if both:
            raise ConflictError(
                f"{both:,} products have both as values of one option, so their variants would be the same.",
                code="CHOICES_COLLIDE",
                field=("replacementId",),
            )
    await definitions.delete_choice(choice_id)
    _changed(uow)
    return state.id
