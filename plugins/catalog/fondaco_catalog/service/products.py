"""Making, changing and deleting products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from fondaco.commerce.events import ProductCreated, ProductDeleted
from fondaco.db import UnitOfWork
from fondaco.errors import DomainError, NotFoundError
from fondaco.ids import new_id
from msgspec import UnsetType, structs

from fondaco_catalog.model.drafts import (
    ProductChanges,
    ProductDraft,
    TranslationDraft,
)
from fondaco_catalog.model.rules import Policy, clean_changes, clean_product
from fondaco_catalog.model.text import slugify, sort_key
from fondaco_catalog.repository import product_state, rows, search_index
from fondaco_catalog.service.bulk import lock_drafts
from fondaco_catalog.service.bundle_use import find_in_bundles
from fondaco_catalog.service.derived import changed, lock_product, refresh_product
from fondaco_catalog.service.lifecycle import no_product
from fondaco_catalog.service.listings import withdraw_everywhere
from fondaco_catalog.service.media import set_media
from fondaco_catalog.service.names import settle_names
from fondaco_catalog.service.option_changes import label_options
from fondaco_catalog.service.options import add_options
from fondaco_catalog.service.slugs import external_id_taken, insert_under_free_slug, slug_taken
from fondaco_catalog.service.values import keep_or_drop, set_product_values
from fondaco_catalog.service.variants import add_variants
from fondaco_catalog.service.versions import expect_version, find_conflicts

__all__ = ["create_product", "delete_product", "delete_products", "update_product"]


async def create_product(uow: UnitOfWork, draft: ProductDraft, policy: Policy) -> UUID:
    """Makes a product with options, variants, prices, pictures and translations; in no channel yet.

    Locks the slug and the SKUs that it is to have as bulk mutations do, so that no two wait for each other.

    Returns:
        Its id.

    Raises:
        InvalidInputError, LimitExceededError: See `fondaco_catalog.model.rules`.
        ConflictError: ``SLUG_TAKEN``, ``SKU_TAKEN`` (naming the SKU), ``DUPLICATE_VARIANT``.
        NotFoundError: ``CATEGORY_NOT_FOUND``, ``BRAND_NOT_FOUND``, ``PRODUCT_TYPE_NOT_FOUND``.
    """
    draft = clean_product(draft, policy)
    product_id = new_id()
    await lock_drafts([draft])
    draft = await settle_names(uow, draft)
    await _refuse_unknown_category(draft.category_id)
    row = {
        "id": product_id,
        "title": draft.title,
        "title_key": "",
        "description": draft.description,
        "brand": draft.brand,
        "type": draft.product_type,
        "external_id": draft.external_id,
        "tags": draft.tags,
        "category": draft.category_id,
        "seo_title": draft.seo_title,
        "seo_description": draft.seo_description,
        "created_at": uow.now,
        "updated_at": uow.now,
    }
    with external_id_taken():
        await insert_under_free_slug("product", row, draft.slug, slugify(draft.title, "product"))
    await add_options(product_id, draft.options)
    await set_media(product_id, draft.media)
    await _set_translations(product_id, draft.translations)
    await set_product_values(product_id, draft.attributes, policy)
    await add_variants(uow, product_id, draft.variants, policy)
    # Behind the variants, which may bring values of their own.
    await label_options(product_id, {option.name: option.labels for option in draft.options if option.labels})
    await refresh_product(uow, product_id, policy)
    uow.emit(ProductCreated(product_id=product_id))
    uow.invalidate("products")
    return product_id


async def update_product(
    uow: UnitOfWork,
    product_id: UUID,
    changes: ProductChanges,
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> None:
    """Changes a product; what is not given stays. Locks its new brand, type and category, then the
    product.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``, ``CATEGORY_NOT_FOUND``, ``BRAND_NOT_FOUND``, ``PRODUCT_TYPE_NOT_FOUND``,
            ``OPTION_NOT_FOUND``.
        ConflictError: ``SLUG_TAKEN``, ``VERSION_CONFLICT``, ``ATTRIBUTES_DO_NOT_FIT``, and as `set_product_values`.
        InvalidInputError, LimitExceededError: See `fondaco_catalog.model.rules`.
    """
    changes = await settle_names(uow, clean_changes(changes, policy))
    if not isinstance(changes.category_id, UnsetType):
        # Before the product, as deleting a category locks them, so that the two cannot block each other.
        await _refuse_unknown_category(changes.category_id)
    await lock_product(product_id)
    await expect_version("product", product_id, expected_version)
    plain = structs.asdict(changes)
    media, translations, labels = (plain.pop(name) for name in ("media", "translations", "option_labels"))
    attributes, unfitting = plain.pop("attributes"), plain.pop("unfitting")
    values = {name: value for name, value in plain.items() if not isinstance(value, UnsetType)}
    for name, column in (("category_id", "category"), ("product_type", "type")):
        if name in values:
            values[column] = values.pop(name)
    if "tags" in values:
        values["tags"] = list(values["tags"])
    if "type" in values:
        await keep_or_drop(product_id, values["type"], unfitting)
    with slug_taken(), external_id_taken():
        await rows.update_row("product", product_id, values)
    if not isinstance(attributes, UnsetType):
        await set_product_values(product_id, attributes, policy)
    if not isinstance(media, UnsetType):
        await set_media(product_id, media)
    if not isinstance(translations, UnsetType):
        await _set_translations(product_id, translations)
    if not isinstance(labels, UnsetType):
        await label_options(product_id, labels)
    await changed(uow, product_id, policy)


async def delete_product(uow: UnitOfWork, product_id: UUID, *, expected_version: int | None = None) -> None:
    """Deletes a product with everything below it; carts that hold it find it gone. Locks the product.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
        ConflictError: ``VARIANT_IN_BUNDLE``, naming the bundles that hold one of its variants; ``VERSION_CONFLICT``.
    """
    refused = await delete_products(uow, [product_id], expected={product_id: expected_version})
    if refused:
        raise refused[product_id]


async def delete_products(
    uow: UnitOfWork, product_ids: Sequence[UUID], *, expected: Mapping[UUID, int | None] = MappingProxyType({})
) -> dict[UUID, DomainError]:
    """Deletes products with everything below them, in a bounded number of statements.

    Locks them in the order of their ids, then bundles. A product whose variants are only in bundles that are
    deleted with it may go.

    Args:
        expected: Versions that their editor read.

    Returns:
        Why products were refused, as `delete_product` would; the others are gone.
    """
    there = await product_state.lock_products(product_ids, to_delete=True)
    refused: dict[UUID, DomainError] = {id_: no_product() for id_ in product_ids if id_ not in there}
    refused |= await find_conflicts("product", {id_: expected.get(id_) for id_ in there})
    refused |= await find_in_bundles(sorted(there - refused.keys()))
    ids = sorted(there - refused.keys())
    if ids:
        await withdraw_everywhere(uow, ids)
        await product_state.delete_products(ids)
        await search_index.queue_products(ids)
    for product_id in ids:
        uow.emit(ProductDeleted(product_id=product_id))
        uow.invalidate(f"product:{product_id}", "products")
    return refused


async def _refuse_unknown_category(category_id: UUID | None) -> None:
    # Locked, so that it is not deleted before this transaction files the product under it.
    if category_id is not None and not await rows.lock_row("category", category_id):
        raise NotFoundError("There is no such category.", code="CATEGORY_NOT_FOUND", field=("categoryId",))


async def _set_translations(product_id: UUID, translations: Sequence[TranslationDraft]) -> None:
    wanted = []
    for draft in translations:
        texts = (draft.title, draft.description, draft.seo_title, draft.seo_description)
        if any(texts):
            wanted.append(
                {
                    "id": new_id(),
                    "product": product_id,
                    "locale": draft.locale,
                    "title": draft.title,
                    "title_key": sort_key(draft.title),
                    "description": draft.description,
                    "seo_title": draft.seo_title,
                    "seo_description": draft.seo_description,
                }
            )
        else:
            await rows.delete_translation("product", product_id, draft.locale)
    await rows.insert_rows("product_translation", wanted, key=["product", "locale"])
