"""What the things in a cart are sold for, asked once for a change of it and for its answer."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from uuid import UUID

import msgspec
from fondaco.commerce import Channel, Sellable, SellableRef
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import DomainError

from fondaco_checkout.model.cart import Cart
from fondaco_checkout.service.hand_prices import at_hand_prices
from fondaco_checkout.service.sellables import collect_sellables
from fondaco_checkout.service.supply import within_stock

__all__ = ["Offers", "find_offers", "offers_key"]


class Offers(msgspec.Struct, frozen=True):
    """What was found out a moment ago of things for one buyer.

    Attributes:
        quantities: Pieces of each that were asked about.
        sellables: Those that can be had, limited to what there is of them.
        refused: Why others cannot, where anybody says so.
    """

    quantities: Mapping[SellableRef, int]
    locale: str
    groups: frozenset[str]
    sellables: dict[SellableRef, Sellable]
    refused: dict[SellableRef, DomainError]

    def fit(self, cart: Cart, locale: str, groups: frozenset[str]) -> bool:
        """Whether exactly this cart was asked about, in this language."""
        wanted = {line.ref: line.quantity for line in cart.lines}
        return (self.quantities, self.locale, self.groups) == (wanted, locale, groups)


def offers_key(cart_id: UUID) -> tuple[Hashable, ...]:
    """Returns the key of a cart's offers in `UnitOfWork.found`."""
    return ("checkout", "offers", cart_id)


async def find_offers(
    uow: UnitOfWork, cart: Cart, channel: Channel, locale: str, quantities: Mapping[SellableRef, int]
) -> Offers:
    """Asks who sells and who counts the things, and keeps the answer for whoever answers the request.

    Args:
        quantities: Pieces that are wanted of each, in the order of the cart.
    """
    groups = cart.groups_of(uow.context.principal.groups)
    found, refused = await collect_sellables(uow.hooks, quantities, channel, locale, groups)
    there, missing = await within_stock(uow.hooks, found, quantities, cart, channel)
    there = at_hand_prices(cart.hand_prices, there)
    offers = Offers(dict(quantities), locale, groups, there, {**missing, **refused})
    uow.found[offers_key(cart.id)] = offers
    return offers
