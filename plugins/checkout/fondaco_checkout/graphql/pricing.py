"""Prices each cart of a request once, however many of its fields are asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import cast
from weakref import WeakKeyDictionary

from fondaco.graphql import Info, RequestContext

from fondaco_checkout.model.cart import Cart, PricedCart
from fondaco_checkout.service.frozen import frozen_cart
from fondaco_checkout.service.offers import offers_key
from fondaco_checkout.service.pricing import channel_of, price_cart
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["priced", "settings_of"]

_memo: WeakKeyDictionary[RequestContext, dict[int, tuple[Cart, asyncio.Future[PricedCart]]]] = WeakKeyDictionary()


def settings_of(info: Info) -> CheckoutSettings:
    """Returns the plugin's settings."""
    plugin = info.context.app.host.get("checkout")
    assert plugin is not None  # noqa: S101 (this is its schema part)
    return cast("CheckoutSettings", plugin.settings)


async def priced(carts: Sequence[Cart], info: Info) -> list[PricedCart]:
    """Returns the carts with their prices, in order. A cart that was read again is priced again."""
    found = _memo.setdefault(info.context, {})
    futures = []
    for cart in carts:
        # The cart is kept beside its price, so that its id() is not given to another one meanwhile.
        if id(cart) not in found:
            found[id(cart)] = (cart, asyncio.ensure_future(_price(cart, info)))
        futures.append(found[id(cart)][1])
    return list(await asyncio.gather(*futures))


async def _price(cart: Cart, info: Info) -> PricedCart:
    context = info.context
    channel = channel_of(context.app.channels, cart.channel)
    locale = context.locale if context.locale in channel.locales else cart.locale
    frozen = await frozen_cart(cart, channel, locale)
    if frozen is not None:
        return frozen
    return await price_cart(
        context.hooks,
        settings_of(info),
        cart,
        channel,
        locale,
        context.principal.groups,
        offers=context.found.get(offers_key(cart.id)),
    )
