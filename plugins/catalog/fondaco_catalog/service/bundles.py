"""Making bundles of variants, and letting their prices follow those of their components."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from fondaco.commerce.events import ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, NotFoundError

from fondaco_catalog.model.bundles import BundleDraft, CheckedSlot, check_bundle
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.repository import bundles, price_state, rows
from fondaco_catalog.repository.collection_rules import note_due
from fondaco_catalog.service.collection_products import REFRESH_DUE
from fondaco_catalog.service.derived import changed
from fondaco_catalog.service.pricing import refresh_prices
from fondaco_catalog.service.search_index import INDEX_JOB
from fondaco_catalog.service.variants import lock_variant_product
from fondaco_catalog.service.versions import expect_version

__all__ = ["follow_components", "set_bundle"]


async def set_bundle(
    uow: UnitOfWork, variant_id: UUID, draft: BundleDraft, policy: Policy, *, expected_version: int | None = None
) -> None:
    """Makes a variant a bundle, or with nothing in it an ordinary variant again.

    Locks its product, bundles, then what it is to hold in the order of ids.

    Raises:
        NotFoundError: ``VARIANT_NOT_FOUND``, at the first component that is unknown; ``SLOT_NOT_FOUND``.
        ConflictError: ``NESTED_BUNDLE`` if a component is a bundle, or the variant is in one (naming them);
            ``COMPONENT_ARCHIVED`` if one that it does not hold yet is archived; ``VERSION_CONFLICT``.
        InvalidInputError, LimitExceededError: As `fondaco_catalog.model.bundles.check_bundle`.
    """
    slots, amounts_off = check_bundle(variant_id, draft, policy)
    product_id = await lock_variant_product(variant_id)
    await expect_version("product_variant", variant_id, expected_version)
    await bundles.lock_bundles()
    known = (await bundles.list_slots([variant_id]))[0]
    await _require_components(variant_id, draft, {choice.variant_id for slot in known for choice in slot.choices})
    _require_slots(slots, known)
    await price_state.ensure_base_lists({slug: channel.currency for slug, channel in policy.channels.items()}, uow.now)
    await bundles.write_bundle(product_id, variant_id, slots, draft.pricing, draft.percent_off, amounts_off, known)
    await rows.bump_versions("product_variant", [variant_id], uow.now)
    await changed(uow, product_id, policy)


async def _require_components(variant_id: UUID, draft: BundleDraft, held: Collection[UUID]) -> None:
    ids = list(dict.fromkeys(choice.variant_id for choice, _ in draft.choices()))
    known, nested = await bundles.lock_variants(ids), await bundles.list_bundle_ids(ids)
    archived = await bundles.list_archived([id_ for id_ in ids if id_ not in held])
    for choice, at in draft.choices():
        if choice.variant_id not in known:
            raise NotFoundError("There is no such variant.", code="VARIANT_NOT_FOUND", field=(*at, "variantId"))
        if choice.variant_id in nested:
            raise ConflictError("A bundle cannot hold another one.", code="NESTED_BUNDLE", field=(*at, "variantId"))
        if choice.variant_id in archived:
            raise ConflictError(
                "This is archived; restore it, or take something else.",
                code="COMPONENT_ARCHIVED",
                field=(*at, "variantId"),
            )
    if ids and (holders := await bundles.list_bundles_with([variant_id])):
        raise ConflictError(
            f"This variant is in bundles itself: {_named(holders)}.", code="NESTED_BUNDLE", field=("variantId",)
        )


def _require_slots(slots: Sequence[CheckedSlot], known: Sequence[bundles.Slot]) -> None:
    left = {slot.id for slot in known}
    for index, checked in enumerate([each for each in slots if each.slot.name]):
        if checked.slot.id is None:
            continue
        if checked.slot.id not in left:
            raise NotFoundError(
                "The bundle has no such slot, or it is given twice.",
                code="SLOT_NOT_FOUND",
                field=("slots", str(index), "id"),
            )
        left.discard(checked.slot.id)


def _named(holders: Sequence[str]) -> str:
    more = f" and {len(holders) - 10} more" if len(holders) > 10 else ""
    return ", ".join(holders[:10]) + more


async def follow_components(uow: UnitOfWork, product_id: UUID, policy: Policy) -> None:
    """Derives anew what bundles cost, after a product of which they hold something has changed.

    Locks each bundle's product before it looks, in the order of their ids. Those whose prices stay are left alone, so
    that nothing goes round in circles.
    """
    for holder in await bundles.list_holding_products(product_id):
        if not await rows.lock_row("product", holder):
            continue
        if await refresh_prices([holder], policy):
            await rows.bump_versions("product", [holder], uow.now)
            uow.emit(ProductUpdated(product_id=holder))
            uow.invalidate(f"product:{holder}", "products")
        # Whether it is available may be another matter too.
        uow.enqueue(INDEX_JOB)
        if await note_due([holder]):
            uow.enqueue(REFRESH_DUE)
