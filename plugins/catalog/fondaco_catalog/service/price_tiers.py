"""What variants cost by quantity, out of the one resolution function."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.commerce import Money

from fondaco_catalog.model.bundle_prices import compose
from fondaco_catalog.model.price_views import PriceExplanation, PriceTier
from fondaco_catalog.model.pricing import Candidate, resolve, tiers_of
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.views import ProductVariant
from fondaco_catalog.repository.bundle_prices import list_compositions
from fondaco_catalog.repository.candidates import list_candidates

__all__ = ["explain_price", "list_price_tiers"]


async def list_price_tiers(scope: Scope, found: Sequence[ProductVariant]) -> list[list[PriceTier]]:
    """Returns the tiers of each variant for the scope's groups at its moment, smallest quantity first.

    Those of a bundle are of the cheapest selection. One statement, and one more if there is a bundle.
    """
    currency = scope.channel.currency
    candidates = await list_candidates(scope, [variant.id for variant in found])
    bundles = await _bundles(scope, [variant.id for variant in found if variant.made_up], scope.moment)
    return [
        [
            PriceTier(
                quantity,
                Money(price.amount, currency),
                None if price.compare_at is None else Money(price.compare_at, currency),
            )
            for quantity, price in tiers_of(bundles.get(variant.id, own), moment=scope.moment, groups=scope.groups)
        ]
        for variant, own in zip(found, candidates, strict=True)
    ]


async def _bundles(scope: Scope, ids: Sequence[UUID], moment: datetime) -> dict[UUID, list[Candidate]]:
    channel = scope.channel
    found = await list_compositions(ids, channel.slug, channel.currency)
    return {id_: compose(composition, since=moment, now_only=True) for id_, composition in found.items()}


async def explain_price(
    scope: Scope, variant_id: UUID, quantity: int, groups: frozenset[str], at: datetime | None
) -> PriceExplanation | None:
    """Returns what a variant costs in the scope's channel and why, or None if it cannot be bought so.

    Of a bundle the cheapest selection.

    Args:
        at: None for the scope's moment.
    """
    moment = at or scope.moment
    [candidates] = await list_candidates(scope, [variant_id])
    candidates = (await _bundles(scope, [variant_id], moment)).get(variant_id, candidates)
    found = resolve(candidates, moment=moment, quantity=quantity, groups=groups)
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
