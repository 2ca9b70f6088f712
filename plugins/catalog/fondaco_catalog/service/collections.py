"""Making, changing and deleting collections; what is in them is in `fondaco_catalog.service.collection_products`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.files import lock_addressed
from fondaco.ids import new_id
from msgspec import UnsetType

from fondaco_catalog.model.drafts import CollectionChanges, CollectionDraft, CollectionTexts, TextsDraft
from fondaco_catalog.model.policy import Policy, clean_description, clean_texts, given, valid_url
from fondaco_catalog.model.text import clean_text, slugify, valid_slug
from fondaco_catalog.repository import collection_state, rows
from fondaco_catalog.repository.collection_state import CollectionState
from fondaco_catalog.service.collection_products import lock_collection, place_products
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
    translations = _translations(draft.translations, policy)
    collection_id = new_id()
    row: dict[str, Any] = {
        "id": collection_id,
        "title": title,
        "description": clean_description(draft.description, policy),
        "image_url": _image(draft.image_url),
        "image_alt": _alt(draft.image_alt),
        "seo_title": _seo_title(draft.seo_title),
        "seo_description": _seo_description(draft.seo_description),
        "channels": sorted(policy.channels) if draft.channels is None else _channels(draft.channels, policy),
        "created_at": uow.now,
        "updated_at": uow.now,
    }
    await lock_addressed({("imageUrl",): row["image_url"]})
    slug = None if draft.slug is None else valid_slug(draft.slug)
    await insert_under_free_slug("collection", row, slug, slugify(title, "collection"))
    await place_products(uow, CollectionState(collection_id, None, 0, None, 0, None), draft.product_ids, policy)
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
        NotFoundError: ``COLLECTION_NOT_FOUND``, ``PRODUCT_NOT_FOUND``, ``FILE_NOT_FOUND``.
        ConflictError: ``SLUG_TAKEN``, ``VERSION_CONFLICT``.
        InvalidInputError, LimitExceededError: As `create_collection`.
    """
    values: dict[str, Any] = {
        "title": given(changes.title, lambda text: clean_text(text, field=("title",), required=True)),
        "slug": given(changes.slug, valid_slug),
        "description": given(changes.description, lambda html: clean_description(html, policy)),
        "image_url": given(changes.image_url, _image),
        "image_alt": given(changes.image_alt, _alt),
        "seo_title": given(changes.seo_title, _seo_title),
        "seo_description": given(changes.seo_description, _seo_description),
        "channels": given(changes.channels, lambda slugs: _channels(slugs, policy)),
    }
    translations = given(changes.translations, lambda drafts: _translations(drafts, policy))
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
        await _set_translations(collection_id, translations)
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


def _image(url: str | None) -> str:
    return valid_url(url, field=("imageUrl",)) if url else ""


def _alt(text: str) -> str:
    return clean_text(text, field=("imageAlt",), longest=1_000, lines=True)


def _seo_title(text: str) -> str:
    return clean_text(text, field=("seoTitle",))


def _seo_description(text: str) -> str:
    return clean_text(text, field=("seoDescription",), longest=2_000, lines=True)


def _channels(slugs: Sequence[str], policy: Policy) -> list[str]:
    return sorted({policy.channel(slug, field=("channels", str(index))).slug for index, slug in enumerate(slugs)})


def _translations(drafts: Sequence[TextsDraft], policy: Policy) -> list[dict[str, str]]:
    cleaned = []
    for draft, texts in zip(drafts, clean_texts(drafts, policy, "title"), strict=True):
        seo = draft if isinstance(draft, CollectionTexts) else CollectionTexts(locale=draft.locale)
        cleaned.append(
            {
                "locale": texts.locale,
                "title": texts.name,
                "description": texts.description,
                "seo_title": _seo_title(seo.seo_title),
                "seo_description": _seo_description(seo.seo_description),
            }
        )
    return cleaned


async def _set_translations(collection_id: UUID, translations: Sequence[dict[str, str]]) -> None:
    wanted = []
    for texts in translations:
        if any(text for name, text in texts.items() if name != "locale"):
            wanted.append({"id": new_id(), "collection": collection_id, **texts})
        else:
            await rows.delete_translation("collection", collection_id, texts["locale"])
    await rows.insert_rows("collection_translation", wanted, key=["collection", "locale"])
