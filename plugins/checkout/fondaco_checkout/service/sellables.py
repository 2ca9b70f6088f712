"""Asks who sells the things in a cart what they are and cost."""

from __future__ import annotations

from collections.abc import Mapping

from fondaco.commerce import Channel, Sellable, SellableRef, SellablesQuery
from fondaco.commerce.money import MAX_AMOUNT
from fondaco.dispatch import Hooks
from fondaco.errors import DomainError
from fondaco.hookspecs import HookSpecs

__all__ = ["collect_sellables"]

LONGEST_SKU, LONGEST_TAX_CLASS = 255, 100
"""In characters, as the columns of orders."""


async def collect_sellables(
    hooks: Hooks, quantities: Mapping[SellableRef, int], channel: Channel, locale: str, groups: frozenset[str]
) -> tuple[dict[SellableRef, Sellable], dict[SellableRef, DomainError]]:
    """Returns what can be bought of the asked things; where two plugins answer, the first one's word counts.

    Beside it, why other things cannot be bought so, where their owner says it.

    Args:
        quantities: Pieces that are wanted of each, since the price of one may depend on it.
        groups: Slugs of the buyer's customer groups.

    Raises:
        ValueError: If a plugin names a negative price or one of another currency, or something that no order can hold.
    """
    if not quantities:
        return {}, {}
    asked = SellablesQuery(tuple(quantities), channel, locale, quantities, groups)
    found: dict[SellableRef, Sellable] = {}
    refused: dict[SellableRef, DomainError] = {}
    for plugin, answer in await hooks.collect(HookSpecs.collect_sellables, asked):
        for ref, sellable in answer.items():
            if isinstance(sellable, DomainError):
                refused.setdefault(ref, sellable)
                continue
            price = sellable.unit_price
            if price.currency != channel.currency or price.amount < 0:
                raise ValueError(f"plugin {plugin!r} sells {ref} for {price} in a channel of {channel.currency}")
            if not _fits_an_order(sellable):
                raise ValueError(f"plugin {plugin!r} sells {ref} with a SKU, tax class or weight that no order holds")
            found.setdefault(ref, sellable)
    return found, refused


def _fits_an_order(sellable: Sellable) -> bool:
    """Whether an order's columns hold it: what does not has to be found before the money is taken, not after."""
    return (
        all(len(sku) <= LONGEST_SKU for sku in (sellable.sku, *(part.sku for part in sellable.components)))
        and all(part.quantity > 0 for part in sellable.components)
        and len(sellable.tax_class) <= LONGEST_TAX_CLASS
        and 0 <= sellable.weight_grams <= MAX_AMOUNT
        and 0 <= sellable.volume_cm3 <= MAX_AMOUNT
    )
