"""What every verb on a cart ends with."""

from __future__ import annotations

import msgspec
from fondaco.db.unit_of_work import UnitOfWork

from fondaco_checkout.model.cart import Cart, CartOrigin
from fondaco_checkout.repository import carts as repository

__all__ = ["locale_of", "touch_cart"]


def locale_of(uow: UnitOfWork, cart: Cart) -> str:
    """Returns the caller's language, unless they come by way of another channel, which may be read in others.

    What staff fill for a buyer stays in the buyer's language.
    """
    if cart.origin is CartOrigin.STAFF:
        return cart.locale
    return uow.context.locale if uow.context.channel.slug == cart.channel else cart.locale


async def touch_cart(uow: UnitOfWork, cart: Cart) -> Cart:
    """Writes what was changed of a locked cart, lines excepted, with the moment and the caller's language."""
    changed = msgspec.structs.replace(cart, updated_at=uow.now, locale=locale_of(uow, cart))
    await repository.save_cart(changed)
    return changed
