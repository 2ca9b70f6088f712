"""Declaring product types: their names, and which attributes they have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError
from fondaco.ids import new_id
from msgspec import UnsetType

from fondaco_catalog.events import ProductTypeAssigned, ProductTypeRenamed
from fondaco_catalog.model.attribute_drafts import AttributeKind, AttributeScope
from fondaco_catalog.model.attribute_views import LackingAttribute
from fondaco_catalog.model.labels import merged
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.product_types import (
    ProductTypeChanges,
    ProductTypeDraft,
    TypeAttributeDraft,
    clean_type,
    clean_type_changes,
)
from fondaco_catalog.model.text import name_key, slugify
from fondaco_catalog.repository import definitions, rows
from fondaco_catalog.repository.names import lock_names
from fondaco_catalog.service.slugs import insert_under_free_slug, slug_taken
from fondaco_catalog.service.versions import expect_version

__all__ = ["create_type", "delete_type", "update_type"]


def _name_taken(error: asyncpg.UniqueViolationError) -> ConflictError:
    if error.constraint_name != "product_type_name_key":
        raise error
    return ConflictError("There is a product type of this name.", code="NAME_TAKEN", field=("name",))


async def create_type(uow: UnitOfWork, draft: ProductTypeDraft, policy: Policy) -> UUID:
    """Makes a product type.

    Returns:
        Its id.

    Raises:
        InvalidInputError, LimitExceededError: See `fondaco_catalog.model.product_types`; ``OPTION_WITHOUT_CHOICES``.
        ConflictError: ``SLUG_TAKEN``, ``NAME_TAKEN``.
        NotFoundError: ``ATTRIBUTE_NOT_FOUND``.
    """
    draft = clean_type(draft, policy)
    await lock_names()
    type_id = new_id()
    row = {
        "id": type_id,
        "name": draft.name,
        "name_key": name_key(draft.name),
        "labels": merged({}, draft.labels),
        "created_at": uow.now,
        "updated_at": uow.now,
    }
    try:
        await insert_under_free_slug("product_type", row, draft.slug, slugify(draft.name, "product-type"))
    except asyncpg.UniqueViolationError as error:
        raise _name_taken(error) from error
    await _assign(type_id, draft.attributes)
    uow.invalidate("product_types")
    return type_id


async def _assign(type_id: UUID, drafts: Sequence[TypeAttributeDraft]) -> None:
    known = await definitions.list_attributes_by_code([draft.code for draft in drafts])
    assigned: list[dict[str, Any]] = []
    for position, draft in enumerate(drafts):
        at = ("attributes", str(position))
        attribute = known.get(draft.code)
        if attribute is None:
            raise NotFoundError(
                f"There is no attribute {draft.code!r:.100}.", code="ATTRIBUTE_NOT_FOUND", field=(*at, "code")
            )
        kind = AttributeKind(attribute.kind)
        if draft.scope is AttributeScope.OPTION and kind not in {AttributeKind.CHOICE, AttributeKind.SWATCH}:
            raise InvalidInputError(
                "Only attributes of the kinds CHOICE and SWATCH tell variants apart.",
                code="OPTION_WITHOUT_CHOICES",
                field=(*at, "scope"),
            )
        assigned.append(
            {
                "id": new_id(),
                "product_type": type_id,
                "attribute": attribute.id,
                "scope": draft.scope.value,
                "required": draft.required,
                "position": position,
            }
        )
    await definitions.set_type_attributes(type_id, assigned)


async def update_type(
    uow: UnitOfWork,
    type_id: UUID,
    changes: ProductTypeChanges,
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> list[LackingAttribute]:
    """Changes a product type; values of attributes that it loses stay, unseen by buyers, until it has them again.

    Locks the type, so nobody sets values of its attributes meanwhile.

    Returns:
        Which required attributes products of the type lack. They stay published; what is published from now on may
        not lack them.

    Raises:
        NotFoundError: ``PRODUCT_TYPE_NOT_FOUND``, ``ATTRIBUTE_NOT_FOUND``.
        ConflictError: ``SLUG_TAKEN``, ``NAME_TAKEN``, ``VERSION_CONFLICT``.
        InvalidInputError, LimitExceededError: As `create_type`.
    """
    changes = clean_type_changes(changes, policy)
    if not isinstance(changes.name, UnsetType) or not isinstance(changes.slug, UnsetType):
        await lock_names()
    await _lock(type_id)
    await expect_version("product_type", type_id, expected_version)
    values: dict[str, Any] = {"updated_at": uow.now}
    if not isinstance(changes.slug, UnsetType):
        values["slug"] = changes.slug
    if not isinstance(changes.name, UnsetType):
        values |= {"name": changes.name, "name_key": name_key(changes.name)}
    if not isinstance(changes.labels, UnsetType):
        values["labels"] = merged(await definitions.get_labels("product_type", type_id), changes.labels)
    try:
        with slug_taken():
            await rows.update_row("product_type", type_id, values, edited=True)
    except asyncpg.UniqueViolationError as error:
        raise _name_taken(error) from error
    if not isinstance(changes.attributes, UnsetType):
        await _assign(type_id, changes.attributes)
        uow.emit(ProductTypeAssigned(product_type_id=type_id))
    if {"name", "labels"} & values.keys() or not isinstance(changes.attributes, UnsetType):
        uow.emit(ProductTypeRenamed(product_type_id=type_id))
    uow.invalidate("product_types", "attributes", "products")
    return [LackingAttribute(code, products) for code, products in (await definitions.count_lacking(type_id)).items()]


async def delete_type(uow: UnitOfWork, type_id: UUID, *, expected_version: int | None = None) -> None:
    """Deletes a product type.

    Raises:
        NotFoundError: ``PRODUCT_TYPE_NOT_FOUND``.
        ConflictError: ``PRODUCT_TYPE_IN_USE``, ``VERSION_CONFLICT``.
    """
    await _lock(type_id, to_delete=True)
    await expect_version("product_type", type_id, expected_version)
    used = await definitions.in_use("product_type", type_id)
    if used:
        raise ConflictError(
            f"{used:,} products are of this type. Give them another one first.",
            code="PRODUCT_TYPE_IN_USE",
            field=("id",),
        )
    await definitions.delete_type(type_id)
    uow.invalidate("product_types")


async def _lock(type_id: UUID, *, to_delete: bool = False) -> None:
    if not await rows.lock_row("product_type", type_id, to_delete=to_delete):
        raise NotFoundError("There is no such product type.", code="PRODUCT_TYPE_NOT_FOUND", field=("id",))
