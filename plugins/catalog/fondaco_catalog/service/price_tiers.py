"""What variants cost by quantity, out of the one resolution function."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.commerce import Money

from fondaco_catalog.model.price_views import PriceExplanation, PriceTier
from fondaco_catalog.model.pricing import resolve, tiers_of
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.repository.candidates import list_candidates

__all__ = ["explain_price", "list_price_tiers"]


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


async def explain_price(
    scope: Scope, variant_id: UUID, quantity: int, groups: frozenset[str], at: datetime | None
) -> PriceExplanation | None:
    """Returns what a variant costs in the scope's channel and why, or None if it cannot be bought so.

    Args:
        at: None for the scope's moment.
    """
    [candidates] = await list_candidates(scope, [variant_id])
    found = resolve(candidates, moment=at or scope.moment, quantity=quantity, groups=groups)
    if found is None:
        return None
    currency = scope.channel.currency
    return PriceExplanation(
        Money(found.amount, currency),
        None if found.compare_at is None else Money(found.compare_at, currency),
        found.min_quantity,
        found.list_id,
        found.decision.name,
        found.lists,
    )
