"""What kits hold is not deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from fondaco.errors import ConflictError

from fondaco_catalog.repository import kits

__all__ = ["find_in_kits", "refuse_used_in_kits"]

NAMED = 10


async def refuse_used_in_kits(variant_ids: Sequence[UUID]) -> None:
    """Refuses to delete variants that kits hold. Locks kits; the caller has locked the product.

    Raises:
        ConflictError: ``VARIANT_IN_KIT``, naming the kits.
    """
    await kits.lock_kits()
    if holders := await kits.list_kits_with(variant_ids):
        raise _in_kits(holders)


async def find_in_kits(product_ids: Sequence[UUID]) -> dict[UUID, ConflictError]:
    """Returns why products may not be deleted together whose variants kits of others hold: ``VARIANT_IN_KIT``.

    Locks kits; the caller has locked the products.
    """
    await kits.lock_kits()
    uses = await kits.list_uses(product_ids)
    going = set(product_ids)
    kept: dict[UUID, set[str]] = {}
    while True:
        # A kit that stays because its product does keeps its components, and so perhaps further kits.
        holders: defaultdict[UUID, set[str]] = defaultdict(set)
        for use in uses:
            if use.product_id in going and use.kit_product_id not in going | {use.product_id}:
                holders[use.product_id].add(use.kit)
        if not holders:
            break
        going -= holders.keys()
        kept.update(holders)
    return {product_id: _in_kits(sorted(names)) for product_id, names in kept.items()}


def _in_kits(holders: Sequence[str]) -> ConflictError:
    more = f" and {len(holders) - NAMED} more" if len(holders) > NAMED else ""
    return ConflictError(
        f"This is part of kits: {', '.join(holders[:NAMED])}{more}. Take it out of them first.",
        code="VARIANT_IN_KIT",
        field=("id",),
    )
