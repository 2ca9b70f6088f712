"""Making, changing and deleting brands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, NotFoundError
from fondaco.files import lock_addressed
from fondaco.ids import new_id
from msgspec import UNSET, UnsetType, structs

from fondaco_catalog.events import BrandRenamed
from fondaco_catalog.model.brands import BrandChanges, BrandDraft, clean_brand, clean_brand_changes
from fondaco_catalog.model.drafts import TextsDraft
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.text import name_key, slugify
from fondaco_catalog.repository import brands, rows
from fondaco_catalog.repository.attribute_values import forget_mentions
from fondaco_catalog.repository.names import lock_names
from fondaco_catalog.service.search_index import queue_all_of
from fondaco_catalog.service.slugs import insert_under_free_slug, slug_taken
from fondaco_catalog.service.versions import expect_version

__all__ = ["create_brand", "delete_brand", "update_brand"]


def _name_taken(error: asyncpg.UniqueViolationError) -> ConflictError:
    if error.constraint_name != "brand_name_key":
        raise error
    return ConflictError("There is a brand of this name.", code="NAME_TAKEN", field=("name",))


async def create_brand(uow: UnitOfWork, draft: BrandDraft, policy: Policy) -> UUID:
    """Makes a brand. Keeps an uploaded logo.

    Returns:
        Its id.

    Raises:
        InvalidInputError: See `fondaco_catalog.model.brands` and `fondaco.files.lock_addressed`.
        NotFoundError: ``FILE_NOT_FOUND``.
        ConflictError: ``SLUG_TAKEN``; ``NAME_TAKEN`` if there is one whose name differs in capitals at most.
    """
    draft = clean_brand(draft, policy)
    await lock_names()
    await lock_addressed({("logoUrl",): draft.logo_url})
    brand_id = new_id()
    row = {
        "id": brand_id,
        "name": draft.name,
        "name_key": name_key(draft.name),
        "description": draft.description,
        "seo_title": draft.seo_title,
        "seo_description": draft.seo_description,
        "logo_url": draft.logo_url,
        "created_at": uow.now,
        "updated_at": uow.now,
    }
    try:
        await insert_under_free_slug("brand", row, draft.slug, slugify(draft.name, "brand"))
    except asyncpg.UniqueViolationError as error:
        raise _name_taken(error) from error
    await _set_translations(brand_id, draft.translations)
    uow.invalidate("brands")
    return brand_id


async def update_brand(
    uow: UnitOfWork, brand_id: UUID, changes: BrandChanges, policy: Policy, *, expected_version: int | None = None
) -> None:
    """Changes a brand; what is not given stays. Its products are found by a new name soon afterwards.

    Raises:
        NotFoundError: ``BRAND_NOT_FOUND``, ``FILE_NOT_FOUND``.
        ConflictError: ``SLUG_TAKEN``, ``NAME_TAKEN``, ``VERSION_CONFLICT``.
        InvalidInputError: See `fondaco_catalog.model.brands` and `fondaco.files.lock_addressed`.
    """
    changes = clean_brand_changes(changes, policy)
    await lock_names()
    await _lock(brand_id)
    await expect_version("brand", brand_id, expected_version)
    found = structs.asdict(structs.replace(changes, translations=UNSET))
    values: dict[str, Any] = {name: value for name, value in found.items() if not isinstance(value, UnsetType)}
    await lock_addressed({("logoUrl",): values.get("logo_url")})
    if "name" in values:
        values["name_key"] = name_key(values["name"])
    try:
        with slug_taken():
            await rows.update_row("brand", brand_id, {**values, "updated_at": uow.now}, edited=True)
    except asyncpg.UniqueViolationError as error:
        raise _name_taken(error) from error
    if not isinstance(changes.translations, UnsetType):
        await _set_translations(brand_id, changes.translations)
    if "name" in values or not isinstance(changes.translations, UnsetType):
        uow.emit(BrandRenamed(brand_id=brand_id))
    uow.invalidate("brands")


async def delete_brand(uow: UnitOfWork, brand_id: UUID, *, expected_version: int | None = None) -> None:
    """Deletes a brand; its products, locked in the order of their ids, have none then.

    Raises:
        NotFoundError: ``BRAND_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    await _lock(brand_id, to_delete=True)
    await expect_version("brand", brand_id, expected_version)
    await queue_all_of(uow, "brand", brand_id)
    await forget_mentions([brand_id])
    await brands.delete_brand(brand_id)
    uow.invalidate("brands", "attributes", "products")


async def _lock(brand_id: UUID, *, to_delete: bool = False) -> None:
    if not await rows.lock_row("brand", brand_id, to_delete=to_delete):
        raise NotFoundError("There is no such brand.", code="BRAND_NOT_FOUND", field=("id",))


async def _set_translations(brand_id: UUID, translations: Sequence[TextsDraft]) -> None:
    wanted = []
    for draft in translations:
        if any(text for name, text in structs.asdict(draft).items() if name != "locale"):
            wanted.append({"id": new_id(), "brand": brand_id, **structs.asdict(draft)})
        else:
            await rows.delete_translation("brand", brand_id, draft.locale)
    await rows.insert_rows("brand_translation", wanted, key=["brand", "locale"])
