"""Making, changing and deleting collections; what is in them is in `fondaco_catalog.service.collection_products`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.files import lock_addressed
from fondaco.ids import new_id
from msgspec import UnsetType

from fondaco_catalog.model.drafts import CollectionChanges, CollectionDraft
from fondaco_catalog.model.policy import Policy, given
from fondaco_catalog.model.text import clean_text, slugify, valid_slug
from fondaco_catalog.repository import collection_state, rows
from fondaco_catalog.repository.collection_state import CollectionState
from fondaco_catalog.service.collection_products import lock_collection, place_products
from fondaco_catalog.service.grouping_texts import clean_looks, clean_translations, set_translations
from fondaco_catalog.service.slugs import insert_under_free_slug, slug_taken
from fondaco_catalog.service.versions import expect_version

__all__ = ["create_collection", "delete_collection", "update_collection"]


async def create_collection(uow: UnitOfWork, draft: CollectionDraft, policy: Policy) -> UUID:
    """Makes a collection of products in the given order.

    Returns:
        Its id.

    Raises:
        InvalidInputError: See `fondaco_catalog.model.rules` and `fondaco.files.lock_addressed`;
            ``DUPLICATE_PRODUCT``, ``UNKNOWN_CHANNEL``, ``INVALID_URL``.
        LimitExceededError: ``TOO_MANY_PRODUCTS``.
        ConflictError: ``SLUG_TAKEN``.
        NotFoundError: ``PRODUCT_NOT_FOUND``, at the first id that is unknown; ``FILE_NOT_FOUND``.
    """
    title = clean_text(draft.title, field=("title",), required=True)
    translations = clean_translations(draft.translations, policy, "title")
    collection_id = new_id()
    row: dict[str, Any] = {
        "id": collection_id,
        "title": title,
        **clean_looks(draft, policy),
        "channels": sorted(policy.channels) if draft.channels is None else _channels(draft.channels, policy),
        "created_at": uow.now,
        "updated_at": uow.now,
    }
    await lock_addressed({("imageUrl",): row["image_url"]})
    slug = None if draft.slug is None else valid_slug(draft.slug)
    await insert_under_free_slug("collection", row, slug, slugify(title, "collection"))
    await place_products(uow, CollectionState(collection_id, None, 0, None, 0, None), draft.product_ids, policy)
    await set_translations("collection", collection_id, translations)
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
        NotFoundError: ``COLLECTION_NOT_FOUND``, ``PRODUCT_NOT_FOUND``, ``FILE_NOT_FOUND``.
        ConflictError: ``SLUG_TAKEN``, ``VERSION_CONFLICT``.
        InvalidInputError, LimitExceededError: As `create_collection`.
    """
    values: dict[str, Any] = {
        "title": given(changes.title, lambda text: clean_text(text, field=("title",), required=True)),
        "slug": given(changes.slug, valid_slug),
        **clean_looks(changes, policy),
        "channels": given(changes.channels, lambda slugs: _channels(slugs, policy)),
    }
    translations = given(changes.translations, lambda drafts: clean_translations(drafts, policy, "title"))
    found = await lock_collection(collection_id)
    await expect_version("collection", collection_id, expected_version)
    if not isinstance(values["image_url"], UnsetType):
        await lock_addressed({("imageUrl",): values["image_url"]})
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
        await place_products(uow, found, changes.product_ids, policy)
    if not isinstance(translations, UnsetType):
        await set_translations("collection", collection_id, translations)
    uow.invalidate(f"collection:{collection_id}", "collections")


async def delete_collection(uow: UnitOfWork, collection_id: UUID, *, expected_version: int | None = None) -> None:
    """Deletes a collection; its products stay.

    Raises:
        NotFoundError: ``COLLECTION_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    await lock_collection(collection_id, to_delete=True)
    await expect_version("collection", collection_id, expected_version)
    await collection_state.delete_collection(collection_id)
    uow.invalidate(f"collection:{collection_id}", "collections")


def _channels(slugs: Sequence[str], policy: Policy) -> list[str]:
    return sorted({policy.channel(slug, field=("channels", str(index))).slug for index, slug in enumerate(slugs)})
