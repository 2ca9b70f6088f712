"""Setting prices in lists, and costs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from fondaco.commerce.events import ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.errors import LimitExceededError, NotFoundError

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.price_drafts import CheckedCost, CostDraft, ListedPriceDraft
from fondaco_catalog.model.price_rules import check_costs, check_listed_prices
from fondaco_catalog.repository import price_list_state, rows
from fondaco_catalog.service.pricing import refresh_prices
from fondaco_catalog.service.versions import expect_versions

__all__ = ["prices_changed", "set_costs", "set_prices", "write_costs"]


async def set_prices(uow: UnitOfWork, drafts: Sequence[ListedPriceDraft], policy: Policy) -> list[UUID]:
    """Sets prices of variants in lists, all or none; what is not named stays.

    Holds the lists against changes, then locks the products, each in the order of their ids.

    Returns:
        The variants, in the order in which they were first named.

    Raises:
        NotFoundError: ``PRICE_LIST_NOT_FOUND``, ``VARIANT_NOT_FOUND``.
        InvalidInputError, LimitExceededError: See `fondaco_catalog.model.price_rules.check_listed_prices`;
            ``TOO_MANY_TIERS``.
        ConflictError: ``VERSION_CONFLICT``, at the first price whose variant was edited since it was read.
    """
    lists = await price_list_state.lock_lists({draft.list_id for draft in drafts})
    amounts = check_listed_prices(drafts, {id_: state.currency for id_, state in lists.items()}, policy)
    variant_ids = list(dict.fromkeys(amount.variant_id for amount in amounts))
    owners = await price_list_state.list_variant_owners(variant_ids)
    await price_list_state.lock_products_to_change(set(owners.values()))
    # Somebody may have deleted one while this waited for the lock.
    owners = await price_list_state.list_variant_owners(variant_ids)
    _require_variants([amount.variant_id for amount in amounts], owners, "prices")
    await expect_versions(
        "product_variant",
        [(draft.variant_id, draft.expected_version, ("prices", str(index))) for index, draft in enumerate(drafts)],
    )
    await price_list_state.write_prices(amounts)
    if await price_list_state.most_tiers(lists, variant_ids) > policy.settings.max_price_tiers:
        raise LimitExceededError(
            f"A variant has at most {policy.settings.max_price_tiers} prices in a list.",
            code="TOO_MANY_TIERS",
            field=("prices",),
        )
    await prices_changed(uow, owners, policy)
    return variant_ids


def _require_variants(wanted: Sequence[UUID], found: Collection[UUID], field: str) -> None:
    for index, variant_id in enumerate(wanted):
        if variant_id not in found:
            raise NotFoundError(
                "There is no such variant.", code="VARIANT_NOT_FOUND", field=(field, str(index), "variantId")
            )


async def prices_changed(uow: UnitOfWork, owners: Mapping[UUID, UUID], policy: Policy) -> None:
    """Derives what follows from changed prices, raises versions, tells of it and drops what is cached.

    Args:
        owners: The products, which are locked, by the variants whose prices changed.
    """
    if not owners:
        return
    product_ids = set(owners.values())
    await refresh_prices(sorted(product_ids), policy)
    await rows.bump_versions("product_variant", owners, uow.now)
    await rows.bump_versions("product", product_ids, uow.now)
    for product_id in sorted(product_ids):
        uow.emit(ProductUpdated(product_id=product_id))
        uow.invalidate(f"product:{product_id}")
    uow.invalidate("products")


async def set_costs(uow: UnitOfWork, drafts: Sequence[CostDraft], policy: Policy) -> list[UUID]:
    """Sets what variants cost the merchant, all or none; channels that are not named stay.

    Locks the products in the order of their ids. Nothing that buyers see depends on a cost, so nothing is derived,
    announced or dropped from caches.

    Returns:
        The variants, in the order in which they were first named.

    Raises:
        NotFoundError: ``VARIANT_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``, at the first cost whose variant was edited since it was read.
        InvalidInputError, LimitExceededError: See `fondaco_catalog.model.price_rules.check_costs`.
    """
    checked = check_costs(drafts, policy)
    variant_ids = list(dict.fromkeys(draft.variant_id for draft in drafts))
    found = await price_list_state.list_variant_owners(variant_ids)
    await price_list_state.lock_products_to_change(set(found.values()))
    found = await price_list_state.list_variant_owners(variant_ids)
    _require_variants([draft.variant_id for draft in drafts], found, "costs")
    await expect_versions(
        "product_variant",
        [(draft.variant_id, draft.expected_version, ("costs", str(index))) for index, draft in enumerate(drafts)],
    )
    await write_costs(uow, checked, found)
    return variant_ids


async def write_costs(uow: UnitOfWork, costs: Sequence[CheckedCost], owners: Mapping[UUID, UUID]) -> None:
    """Writes costs, and raises the versions of what they are of.

    Args:
        owners: The products, which are locked, by the variants whose costs these are.
    """
    await price_list_state.delete_costs([(cost.variant_id, cost.channel) for cost in costs if cost.amount is None])
    await price_list_state.write_costs(
        [(cost.variant_id, cost.channel, cost.currency, cost.amount) for cost in costs if cost.amount is not None]
    )
    await rows.bump_versions("product_variant", owners, uow.now)
    await rows.bump_versions("product", set(owners.values()), uow.now)
