"""What bundles hold is not deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from fondaco.errors import ConflictError

from fondaco_catalog.repository import bundles

__all__ = ["find_in_bundles", "held_in_bundles", "refuse_used_in_bundles"]

NAMED = 10


async def refuse_used_in_bundles(variant_ids: Sequence[UUID]) -> None:
    """Refuses to delete variants that bundles hold. Locks bundles; the caller has locked the product.

    Raises:
        ConflictError: ``VARIANT_IN_BUNDLE``, naming the bundles.
    """
    await bundles.lock_bundles()
    if holders := await bundles.list_bundles_with(variant_ids):
        raise held_in_bundles(holders)


async def find_in_bundles(product_ids: Sequence[UUID]) -> dict[UUID, ConflictError]:
    """Returns why products may not be deleted together whose variants bundles of others hold: ``VARIANT_IN_BUNDLE``.

    Locks bundles; the caller has locked the products.
    """
    await bundles.lock_bundles()
    uses = await bundles.list_uses(product_ids)
    going = set(product_ids)
    kept: dict[UUID, set[str]] = {}
    while True:
        # A bundle that stays because its product does keeps its components, and so perhaps further bundles.
        holders: defaultdict[UUID, set[str]] = defaultdict(set)
        for use in uses:
            if use.product_id in going and use.bundle_product_id not in going | {use.product_id}:
                holders[use.product_id].add(use.bundle)
        if not holders:
            break
        going -= holders.keys()
        kept.update(holders)
    return {product_id: held_in_bundles(sorted(names)) for product_id, names in kept.items()}


def held_in_bundles(holders: Sequence[str]) -> ConflictError:
    """Returns why something may not be deleted that bundles hold: ``VARIANT_IN_BUNDLE``, naming them."""
    more = f" and {len(holders) - NAMED} more" if len(holders) > NAMED else ""
    return ConflictError(
        f"This is part of bundles: {', '.join(holders[:NAMED])}{more}. Take it out of them first.",
        code="VARIANT_IN_BUNDLE",
        field=("id",),
    )
