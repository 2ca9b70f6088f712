"""Bringing a product to what a file says of it: made if it is new, changed where it differs, else left alone."""

from __future__ import annotations

from enum import Enum
from typing import Any
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError

from fondaco_catalog.model.drafts import MediaDraft, ProductChanges, ProductDraft, VariantChanges, VariantDraft
from fondaco_catalog.model.rules import Policy, check_prices, clean_product
from fondaco_catalog.repository import import_state, product_state
from fondaco_catalog.repository.import_state import ProductState, VariantSnapshot
from fondaco_catalog.service.derived import changed
from fondaco_catalog.service.products import create_product, update_product
from fondaco_catalog.service.publishing import publish_product, unpublish_product
from fondaco_catalog.service.variants import add_variants, update_variant_row

__all__ = ["Outcome", "upsert_product"]


class Outcome(Enum):
    """What was done with a product."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


async def upsert_product(
    uow: UnitOfWork, draft: ProductDraft, channel: str, policy: Policy, *, published: bool | None
) -> Outcome:
    """Brings the product with the draft's slug to what the draft says. Idempotent.

    Variants are told apart by their option values. What the draft does not mention stays: other variants, other
    pictures (behind those of the draft), prices in other channels, categories and translations.

    Args:
        channel: Whose prices the draft has.
        published: Whether it is to be published in the channel; None to leave that as it is.

    Raises:
        DomainError: As the verbs of this package; ``OPTIONS_DIFFER`` if the product has other options.
    """
    draft = clean_product(draft, policy)
    slug = draft.slug or ""
    await import_state.lock_slug(slug)
    state = await import_state.find_product_state(slug, channel)
    if state is None:
        product_id = await create_product(uow, draft, policy)
        if published:
            await publish_product(uow, product_id, [channel], policy)
        return Outcome.CREATED
    touched = await _texts_and_media(uow, state, draft, policy)
    if await _variants(uow, state.id, draft, channel, policy):
        await changed(uow, state.id, policy)
        touched = True
    if published is not None and published != state.published:
        await (publish_product if published else unpublish_product)(uow, state.id, [channel], policy)
        touched = True
    return Outcome.UPDATED if touched else Outcome.UNCHANGED


async def _texts_and_media(uow: UnitOfWork, state: ProductState, draft: ProductDraft, policy: Policy) -> bool:
    found: dict[str, Any] = {}
    for name in ("title", "description", "vendor", "product_type", "seo_title", "seo_description"):
        if getattr(draft, name) != getattr(state, name):
            found[name] = getattr(draft, name)
    if list(draft.tags) != state.tags:
        found["tags"] = draft.tags
    pictures = [MediaDraft(media.url, media.alt) for media in await product_state.list_media_states(state.id)]
    given = {media.url for media in draft.media}
    wanted = [*draft.media, *(media for media in pictures if media.url not in given)]
    if wanted != pictures:
        found["media"] = tuple(wanted)
    if found:
        await update_product(uow, state.id, ProductChanges(**found), policy)
    return bool(found)


async def _variants(uow: UnitOfWork, product_id: UUID, draft: ProductDraft, channel: str, policy: Policy) -> bool:
    options, _ = await product_state.list_option_states(product_id)
    names, wanted = [option.name for option in options], [option.name for option in draft.options]
    if names != wanted:
        raise ConflictError(
            f"The product has the options {', '.join(names) or 'none'}; this says {', '.join(wanted) or 'none'}.",
            code="OPTIONS_DIFFER",
            field=("options",),
        )
    snapshots = {
        tuple(found.options): found for found in await import_state.list_variant_snapshots(product_id, channel)
    }
    touched = False
    added: list[VariantDraft] = []
    for variant in draft.variants:
        snapshot = snapshots.get(variant.options)
        if snapshot is None:
            added.append(variant)
            continue
        changes = _difference(snapshot, variant, policy)
        if changes is not None:
            await update_variant_row(uow, product_id, snapshot.id, changes, policy)
            touched = True
    await add_variants(uow, product_id, added, policy)
    return touched or bool(added)


def _difference(snapshot: VariantSnapshot, variant: VariantDraft, policy: Policy) -> VariantChanges | None:
    found: dict[str, Any] = {
        name: getattr(variant, name)
        for name in ("sku", "barcode", "weight_grams", "requires_shipping", "track_stock", "tax_class", "media_url")
        if getattr(variant, name) != getattr(snapshot, name)
    }
    for amount in check_prices(variant.prices, policy):
        if (amount.currency, amount.amount, amount.compare_at) != (
            snapshot.currency,
            snapshot.amount,
            snapshot.compare_at,
        ):
            found["prices"] = variant.prices
    return VariantChanges(**found) if found else None
