"""Prices that staff set, in the one place where everything that prices a cart meets them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from fondaco.commerce import Sellable, SellableRef

from fondaco_checkout.model.cart import HandPrice

__all__ = ["at_hand_prices"]


def at_hand_prices(
    prices: Mapping[SellableRef, HandPrice], sellables: Mapping[SellableRef, Sellable]
) -> dict[SellableRef, Sellable]:
    """Returns things as they are sold with these prices; what a bundle's parts add to its price is unknown then.

    A thing that the channel sells in another currency by now is left out: nobody has said what it costs.
    """
    found = dict(sellables)
    for ref, price in prices.items():
        sellable = found.get(ref)
        if sellable is None:
            continue
        if sellable.unit_price.currency != price.amount.currency:
            del found[ref]
            continue
        found[ref] = msgspec.structs.replace(
            sellable,
            unit_price=price.amount,
            base_price=None,
            discount=None,
            components=tuple(msgspec.structs.replace(part, amount=None) for part in sellable.components),
        )
    return found
