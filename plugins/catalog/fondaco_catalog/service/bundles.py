"""Making kits of variants, and letting their prices follow those of their components."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.commerce import Money
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, NotFoundError

from fondaco_catalog.model.drafts import PriceDraft
from fondaco_catalog.model.kits import KitDraft, KitPricing, check_kit, sum_price
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.repository import kits, rows
from fondaco_catalog.service.derived import changed
from fondaco_catalog.service.variants import lock_variant_product, set_variant_prices
from fondaco_catalog.service.versions import expect_version

__all__ = ["follow_component_prices", "set_kit"]


async def set_kit(
    uow: UnitOfWork, variant_id: UUID, draft: KitDraft, policy: Policy, *, expected_version: int | None = None
) -> None:
    """Makes a variant a kit of components, or with none an ordinary variant again.

    Locks its product, kits, then the components in the order of their ids.

    Raises:
        NotFoundError: ``VARIANT_NOT_FOUND``, at the first component that is unknown.
        ConflictError: ``NESTED_KIT`` if a component is a kit, or the variant is in one (naming them);
            ``VERSION_CONFLICT``.
        InvalidInputError, LimitExceededError: As `fondaco_catalog.model.kits.check_kit`.
    """
    check_kit(variant_id, draft)
    product_id = await lock_variant_product(variant_id)
    await expect_version("product_variant", variant_id, expected_version)
    await kits.lock_kits()
    ids = [component.variant_id for component in draft.components]
    known, nested = await kits.lock_variants(ids), await kits.list_kit_ids(ids)
    for index, id_ in enumerate(ids):
        at = ("components", str(index), "variantId")
        if id_ not in known:
            raise NotFoundError("There is no such variant.", code="VARIANT_NOT_FOUND", field=at)
        if id_ in nested:
            raise ConflictError("A kit cannot hold another kit.", code="NESTED_KIT", field=at)
    if ids and (holders := await kits.list_kits_with([variant_id])):
        raise ConflictError(
            f"This variant is in kits itself: {_named(holders)}.", code="NESTED_KIT", field=("variantId",)
        )
    await kits.write_kit(variant_id, draft)
    if ids and draft.pricing is KitPricing.SUM:
        await set_variant_prices(uow, variant_id, await _other_prices(variant_id, draft.percent_off, policy), policy)
    else:
        await rows.bump_versions("product_variant", [variant_id], uow.now)
        await changed(uow, product_id, policy)


def _named(holders: Sequence[str]) -> str:
    more = f" and {len(holders) - 10} more" if len(holders) > 10 else ""
    return ", ".join(holders[:10]) + more


async def _other_prices(variant_id: UUID, percent_off: int, policy: Policy) -> list[PriceDraft]:
    """Returns the base prices that a kit should have by its components, where it has others."""
    parts = (await kits.list_parts([variant_id]))[0]
    currencies = {slug: channel.currency for slug, channel in policy.channels.items()}
    amounts = await kits.list_base_amounts([variant_id, *(part.variant_id for part in parts)], currencies)
    drafts = []
    for slug, currency in currencies.items():
        wanted = sum_price([(amounts.get((slug, part.variant_id)), part.quantity) for part in parts], percent_off)
        if wanted != amounts.get((slug, variant_id)):
            drafts.append(PriceDraft(slug, None if wanted is None else Money(wanted, currency).decimal))
    return drafts


async def follow_component_prices(uow: UnitOfWork, product_id: UUID, policy: Policy) -> None:
    """Brings the prices of kits to what their components cost, after a product with components has changed.

    Locks each kit's product before it looks, in the order of their ids. Kits whose prices are right already are left
    alone, so that nothing goes round in circles.
    """
    for kit in await kits.list_sum_kits_with(product_id):
        await lock_variant_product(kit.variant_id)
        if drafts := await _other_prices(kit.variant_id, kit.percent_off, policy):
            await set_variant_prices(uow, kit.variant_id, drafts, policy)
