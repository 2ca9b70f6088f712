"""What is there of the things in a cart, as far as anybody counts them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from fondaco.commerce import AvailabilityQuery, Channel, Sellable, SellableRef
from fondaco.dispatch import Hooks
from fondaco.errors import ConflictError, DomainError
from fondaco.hookspecs import HookSpecs

from fondaco_checkout.model.cart import Cart

__all__ = ["within_stock"]


async def within_stock(
    hooks: Hooks,
    sellables: Mapping[SellableRef, Sellable],
    quantities: Mapping[SellableRef, int],
    cart: Cart,
    channel: Channel,
) -> tuple[dict[SellableRef, Sellable], dict[SellableRef, DomainError]]:
    """Limits things to what there is of them, of bundles by their components; whoever counts is asked once.

    What earlier things take is not there for later ones. It promises nothing: what is certain is what completion took.

    Args:
        quantities: Pieces that are wanted of each, in the order of the cart.

    Returns:
        The things that can be had, ``max_quantity`` at most what there is; and why others cannot, ``OUT_OF_STOCK``.
    """
    parts = {ref: sellables[ref].pieces(1) for ref in quantities if ref in sellables}
    asked = dict.fromkeys(SellableRef(part.type, part.id) for pieces in parts.values() for part in pieces)
    if not asked:
        return dict(sellables), {}
    query = AvailabilityQuery(refs=tuple(asked), channel=channel, destination=cart.shipping_address, held_by=(cart.id,))
    left: dict[tuple[str, object], int] = {}
    for _, answer in await hooks.collect(HookSpecs.collect_availability, query):
        for ref, availability in answer.items():
            if availability.quantity is not None:
                key = (ref.type, ref.id)
                left[key] = min(availability.quantity, left.get(key, availability.quantity))
    found, refused = dict(sellables), dict[SellableRef, DomainError]()
    for ref, pieces in parts.items():
        counted = {(part.type, part.id): n for part, n in pieces.items() if (part.type, part.id) in left}
        if not counted:
            continue
        sellable = sellables[ref]
        most = min(left[key] // n for key, n in counted.items())
        if most == 0:
            del found[ref]
            refused[ref] = ConflictError(f"{sellable.title} is out of stock.", code="OUT_OF_STOCK")
            continue
        limit = most if sellable.max_quantity is None else min(most, sellable.max_quantity)
        found[ref] = msgspec.structs.replace(sellable, max_quantity=limit)
        for key, n in counted.items():
            left[key] -= n * min(limit, quantities[ref])
    return found, refused
