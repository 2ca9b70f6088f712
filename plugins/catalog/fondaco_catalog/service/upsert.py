"""Bringing a product to what a file says of it: made if it is new, changed where it differs, else left alone."""

from __future__ import annotations

from enum import Enum
from typing import Any
from uuid import UUID

from fondaco.commerce import Money
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, DomainError
from msgspec import UNSET, structs

from fondaco_catalog.model.attribute_drafts import Unfitting
from fondaco_catalog.model.drafts import MediaDraft, ProductChanges, ProductDraft, VariantChanges, VariantDraft
from fondaco_catalog.model.media import with_alts
from fondaco_catalog.model.rules import Policy, check_prices, clean_product
from fondaco_catalog.repository import import_state, product_state
from fondaco_catalog.repository.import_state import ProductState, VariantSnapshot
from fondaco_catalog.repository.media import list_media_states
from fondaco_catalog.service.derived import changed
from fondaco_catalog.service.names import settle_names
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
    uow: UnitOfWork,
    draft: ProductDraft,
    channel: str,
    policy: Policy,
    *,
    published: bool | None,
    silent: frozenset[str] = frozenset(),
) -> Outcome:
    """Brings the product with the draft's slug to what the draft says. Idempotent.

    Variants are told apart by their option values. What the draft does not mention stays: other variants, other
    pictures (behind those of the draft), prices in other channels, categories and translations. A picture without an
    alternative text is given one, made of the title.

    Args:
        channel: Whose prices the draft has.
        published: Whether it is to be published in the channel; None to leave that as it is.
        silent: Fields that the draft says nothing of, so that they stay as they are where the product is there already;
            besides the fields of drafts ``published``.

    Raises:
        DomainError: As the verbs of this package, with the field in the draft; ``OPTIONS_DIFFER`` if the product has
            other options.
    """
    # Names are settled before anything is locked: see `fondaco_catalog.service.names`.
    draft = await settle_names(uow, with_alts(clean_product(draft, policy)))
    slug = draft.slug or ""
    await import_state.lock_slug(slug)
    state = await import_state.find_product_state(slug, channel)
    if state is None:
        product_id = await create_product(uow, draft, policy)
        if published:
            await publish_product(uow, product_id, [channel], policy)
        return Outcome.CREATED
    touched = await _texts_and_media(uow, state, draft, policy, silent)
    if await _variants(uow, state.id, draft, channel, policy, silent):
        await changed(uow, state.id, policy)
        touched = True
    if published is not None and published != state.published and "published" not in silent:
        await (publish_product if published else unpublish_product)(uow, state.id, [channel], policy)
        touched = True
    return Outcome.UPDATED if touched else Outcome.UNCHANGED


async def _texts_and_media(
    uow: UnitOfWork, state: ProductState, draft: ProductDraft, policy: Policy, silent: frozenset[str]
) -> bool:
    found: dict[str, Any] = {}
    for name in ("title", "description", "brand", "product_type", "seo_title", "seo_description"):
        if name not in silent and getattr(draft, name) != getattr(state, name):
            found[name] = getattr(draft, name)
    if "tags" not in silent and list(draft.tags) != state.tags:
        found["tags"] = draft.tags
    pictures = [MediaDraft(media.address, media.alt) for media in await list_media_states(state.id)]
    alts = {media.url: media.alt for media in pictures} if "alt" in silent else {}
    given = {media.url: MediaDraft(media.url, alts.get(media.url, media.alt)) for media in draft.media}
    wanted = [*given.values(), *(media for media in pictures if media.url not in given)]
    if wanted != pictures:
        found["media"] = tuple(wanted)
    if found:
        await update_product(uow, state.id, ProductChanges(**found, unfitting=Unfitting.KEEP), policy)
    return bool(found)


async def _variants(
    uow: UnitOfWork, product_id: UUID, draft: ProductDraft, channel: str, policy: Policy, silent: frozenset[str]
) -> bool:
    options, _ = await product_state.list_option_states(product_id)
    names, wanted = [option.name for option in options], [option.name for option in draft.options]
    if names != wanted:
        raise ConflictError(
            f"The product has the options {', '.join(names) or 'none'}; this says {', '.join(wanted) or 'none'}.",
            code="OPTIONS_DIFFER",
            field=("options",),
        )
    snapshots = {
        tuple(found.options): found
        for found in await import_state.list_variant_snapshots(product_id, policy.channels[channel])
    }
    added: list[int] = []
    changes: dict[int, tuple[UUID, VariantChanges]] = {}
    for index, variant in enumerate(draft.variants):
        snapshot = snapshots.get(variant.options)
        if snapshot is None:
            added.append(index)
        elif (found := _difference(snapshot, variant, channel, policy, silent)) is not None:
            changes[index] = snapshot.id, found
    # Variants may have exchanged their SKUs, so all let go of them before one takes another's.
    await import_state.clear_skus([id_ for id_, found in changes.values() if found.sku is not UNSET])
    for index, (id_, found) in changes.items():
        try:
            await update_variant_row(uow, product_id, id_, found, policy)
        except DomainError as error:
            error.field = ("variants", str(index), *(error.field or ()))
            raise
    try:
        await add_variants(uow, product_id, [draft.variants[index] for index in added], policy)
    except DomainError as error:
        if error.field is not None and len(error.field) > 1:
            error.field = ("variants", str(added[int(error.field[1])]), *error.field[2:])
        raise
    return bool(changes or added)


def _difference(
    snapshot: VariantSnapshot, variant: VariantDraft, channel: str, policy: Policy, silent: frozenset[str]
) -> VariantChanges | None:
    found: dict[str, Any] = {
        name: getattr(variant, name)
        for name in ("sku", "barcode", "weight_grams", "requires_shipping", "track_stock", "tax_class", "media_url")
        if name not in silent and getattr(variant, name) != getattr(snapshot, name)
    }
    prices, currency = variant.prices, policy.channels[channel].currency
    if "compare_at" in silent and snapshot.compare_at is not None and snapshot.currency == currency:
        kept = Money(snapshot.compare_at, currency)
        prices = tuple(structs.replace(price, compare_at=kept.decimal) for price in prices)
    for amount in check_prices(prices, policy):
        if (amount.currency, amount.amount, amount.compare_at) != (
            snapshot.currency,
            snapshot.amount,
            snapshot.compare_at,
        ):
            found["prices"] = prices
    return VariantChanges(**found) if found else None
