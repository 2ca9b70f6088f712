"""Making, changing and deleting collections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError, LimitExceededError, NotFoundError
from fondaco.ids import new_id
from msgspec import UnsetType

from fondaco_catalog.model.drafts import CollectionChanges, CollectionDraft, TextsDraft
from fondaco_catalog.model.rules import Policy, clean_description, clean_texts, given
from fondaco_catalog.model.text import clean_text, slugify, valid_slug
from fondaco_catalog.repository import grouping_state, product_state, rows
from fondaco_catalog.service.slugs import insert_under_free_slug, slug_taken
from fondaco_catalog.service.versions import expect_version

__all__ = ["create_collection", "delete_collection", "update_collection"]


async def create_collection(uow: UnitOfWork, draft: CollectionDraft, policy: Policy) -> UUID:
    """Makes a collection of products in the given order.

    Returns:
        Its id.

    Raises:
        InvalidInputError: See `fondaco_catalog.model.rules`; ``DUPLICATE_PRODUCT``.
        LimitExceededError: ``TOO_MANY_PRODUCTS``.
        ConflictError: ``SLUG_TAKEN``.
        NotFoundError: ``PRODUCT_NOT_FOUND``, at the first id that is unknown.
    """
    title = clean_text(draft.title, field=("title",), required=True)
    translations = clean_texts(draft.translations, policy, "title")
    collection_id = new_id()
    row = {
        "id": collection_id,
        "title": title,
        "description": clean_description(draft.description, policy),
        "created_at": uow.now,
        "updated_at": uow.now,
    }
    slug = None if draft.slug is None else valid_slug(draft.slug)
    await insert_under_free_slug("collection", row, slug, slugify(title, "collection"))
    await _set_products(uow, collection_id, draft.product_ids, policy)
    await _set_translations(collection_id, translations)
    uow.invalidate("collections")
    return collection_id


async def update_collection(
    uow: UnitOfWork,
    collection_id: UUID,
    changes: CollectionChanges,
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> None:
    """Changes a collection; what is not given stays. Locks it.

    Raises:
        NotFoundError: ``COLLECTION_NOT_FOUND``, ``PRODUCT_NOT_FOUND``.
        ConflictError: ``SLUG_TAKEN``, ``VERSION_CONFLICT``.
        InvalidInputError, LimitExceededError: As `create_collection`.
    """
    values: dict[str, Any] = {
        "title": given(changes.title, lambda text: clean_text(text, field=("title",), required=True)),
        "slug": given(changes.slug, valid_slug),
        "description": given(changes.description, lambda html: clean_description(html, policy)),
    }
    translations = given(changes.translations, lambda drafts: clean_texts(drafts, policy, "title"))
    await _lock(collection_id)
    await expect_version("collection", collection_id, expected_version)
    with slug_taken():
        await rows.update_row(
            "collection",
            collection_id,
            {
                **{name: value for name, value in values.items() if not isinstance(value, UnsetType)},
                "updated_at": uow.now,
            },
            edited=True,
        )
    if not isinstance(changes.product_ids, UnsetType):
        await _set_products(uow, collection_id, changes.product_ids, policy)
    if not isinstance(translations, UnsetType):
        await _set_translations(collection_id, translations)
    uow.invalidate(f"collection:{collection_id}", "collections")


async def delete_collection(uow: UnitOfWork, collection_id: UUID) -> None:
    """Deletes a collection; its products stay.

    Raises:
        NotFoundError: ``COLLECTION_NOT_FOUND``.
    """
    await _lock(collection_id, to_delete=True)
    await grouping_state.delete_collection(collection_id)
    uow.invalidate(f"collection:{collection_id}", "collections")


async def _lock(collection_id: UUID, *, to_delete: bool = False) -> None:
    if not await rows.lock_row("collection", collection_id, to_delete=to_delete):
        raise NotFoundError("There is no such collection.", code="COLLECTION_NOT_FOUND", field=("id",))


async def _set_products(uow: UnitOfWork, collection_id: UUID, ids: Sequence[UUID], policy: Policy) -> None:
    most = policy.settings.max_collection_products
    if len(ids) > most:
        raise LimitExceededError(
            f"A collection has at most {most:,} products.", code="TOO_MANY_PRODUCTS", field=("productIds",)
        )
    if len(set(ids)) < len(ids):
        raise InvalidInputError("A product is given twice.", code="DUPLICATE_PRODUCT", field=("productIds",))
    known = await product_state.lock_products(ids)
    for index, id_ in enumerate(ids):
        if id_ not in known:
            raise NotFoundError("There is no such product.", code="PRODUCT_NOT_FOUND", field=("productIds", str(index)))
    await grouping_state.keep_in_collection(collection_id, ids)
    await rows.insert_rows(
        "collection_product",
        [
            {"id": new_id(), "collection": collection_id, "product": id_, "position": position}
            for position, id_ in enumerate(ids)
        ],
        key=["collection", "product"],
    )
    uow.invalidate(*(f"product:{id_}" for id_ in ids))


async def _set_translations(collection_id: UUID, translations: Sequence[TextsDraft]) -> None:
    wanted = []
    for draft in translations:
        if draft.name or draft.description:
            wanted.append(
                {
                    "id": new_id(),
                    "collection": collection_id,
                    "locale": draft.locale,
                    "title": draft.name,
                    "description": draft.description,
                }
            )
        else:
            await rows.delete_translation("collection", collection_id, draft.locale)
    await rows.insert_rows("collection_translation", wanted, key=["collection", "locale"])
