"""Many variants at once: deleted, or put in order."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import DomainError, NotFoundError

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.repository import bulk_locks, bundles, product_state, variant_sets
from fondaco_catalog.service.bundle_use import held_in_bundles
from fondaco_catalog.service.derived import changed, lock_product
from fondaco_catalog.service.pricing import refresh_prices
from fondaco_catalog.service.sorting import tell_changed
from fondaco_catalog.service.versions import expect_version

__all__ = ["delete_variants", "reorder_variants"]


async def delete_variants(uow: UnitOfWork, ids: Sequence[UUID], policy: Policy) -> dict[UUID, DomainError]:
    """Deletes variants of any products, each as `delete_variant` would, in a bounded number of statements.

    Locks their products in the order of their ids, then bundles. A component may go together with all bundles that hold
    it.

    Returns:
        Why variants were refused: ``VARIANT_NOT_FOUND``; ``VARIANT_IN_BUNDLE``, naming the bundles.
    """
    await bulk_locks.lock_products_of(ids)
    of = await variant_sets.list_products(ids)
    refused: dict[UUID, DomainError] = {
        id_: NotFoundError("There is no such variant.", code="VARIANT_NOT_FOUND", field=("id",))
        for id_ in ids
        if id_ not in of
    }
    await bundles.lock_bundles()
    holders = await variant_sets.list_holders(list(of))
    going = set(of)
    # A bundle holds no bundle: whether one goes does not depend on whether its components do.
    for id_, found in holders.items():
        if kept := {holder: name for holder, name in found.items() if holder not in going}:
            refused[id_] = held_in_bundles(sorted(set(kept.values())))
    gone = [id_ for id_ in of if id_ not in refused]
    if gone:
        await product_state.delete_variants(gone)
        products = sorted({of[id_] for id_ in gone})
        await refresh_prices(products, policy)
        await tell_changed(uow, products)
    return refused


async def reorder_variants(
    uow: UnitOfWork, product_id: UUID, ids: Sequence[UUID], policy: Policy, *, expected_version: int | None = None
) -> None:
    """Puts the variants of a product into an order; those that are not named come behind, as they were. Locks it.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``; ``VARIANT_NOT_FOUND`` for one that is not of this product.
        ConflictError: ``VERSION_CONFLICT``.
    """
    await lock_product(product_id)
    await expect_version("product", product_id, expected_version)
    present = [state.id for state in await product_state.list_variant_states(product_id)]
    known = set(present)
    for index, id_ in enumerate(ids):
        if id_ not in known:
            raise NotFoundError(
                "The product has no such variant.", code="VARIANT_NOT_FOUND", field=("variantIds", str(index))
            )
    await variant_sets.place_variants(list(dict.fromkeys([*ids, *present])))
    await changed(uow, product_id, policy)
