"""What variants cost by quantity, out of the one resolution function."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.commerce import Money

from fondaco_catalog.model.price_views import PriceTier
from fondaco_catalog.model.pricing import tiers_of
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.repository.candidates import list_candidates

__all__ = ["list_price_tiers"]


async def list_price_tiers(scope: Scope, variant_ids: Sequence[UUID]) -> list[list[PriceTier]]:
    """Returns the tiers of each variant for the scope's groups at its moment, smallest quantity first."""
    currency = scope.channel.currency
    return [
        [
            PriceTier(
                quantity,
                Money(price.amount, currency),
                None if price.compare_at is None else Money(price.compare_at, currency),
            )
            for quantity, price in tiers_of(candidates, moment=scope.moment, groups=scope.groups)
        ]
        for candidates in await list_candidates(scope, variant_ids)
    ]
