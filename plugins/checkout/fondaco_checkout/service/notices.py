"""What a buyer has taken note of."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import msgspec
from fondaco.commerce import Channel
from fondaco.db.unit_of_work import UnitOfWork

from fondaco_checkout.model.cart import Cart, CartLine, PricedCartLine
from fondaco_checkout.repository import carts as repository
from fondaco_checkout.service.pricing import price_cart
from fondaco_checkout.service.touching import locale_of, touch_cart
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["acknowledge_notices"]

_GONE = frozenset({"LINE_UNAVAILABLE", "OUT_OF_STOCK"})
"""What is said of a line that goes when the buyer has read it."""


async def acknowledge_notices(
    uow: UnitOfWork, settings: CheckoutSettings, channel: Channel, cart: Cart, ids: Collection[str]
) -> Cart:
    """Lets a locked cart be as its notices say: a present price becomes the one that was seen, what cannot be bought
    goes, of what there is too much only so many stay, and a delivery option that is gone is chosen no more.

    Args:
        ids: Of notices as the buyer saw them. What has changed again since then has another id, is not touched, and is
            told anew; so are ids that are not known. Idempotent.
    """
    priced = await price_cart(uow.hooks, settings, cart, channel, locale_of(uow, cart), uow.context.principal.groups)
    codes: dict[str | None, set[str]] = {}
    for notice in priced.notices:
        if notice.id in ids:
            codes.setdefault(notice.line_id, set()).add(notice.code)
    if not codes:
        return cart
    changed: dict[UUID, CartLine | None] = {}
    for line, now in zip(cart.lines, priced.lines, strict=True):
        if told := codes.get(now.global_id):
            changed[line.id] = _accepted(line, now, told)
    if changed:
        await repository.rewrite_lines(cart.id, list(changed), [line for line in changed.values() if line is not None])
    read = {notice.kept for notice in priced.notices if notice.id in ids}
    return await touch_cart(
        uow,
        msgspec.structs.replace(
            cart,
            lines=tuple(left for line in cart.lines if (left := changed.get(line.id, line)) is not None),
            notices=tuple(kept for kept in cart.notices if kept.id not in read),
            delivery_code=None if "DELIVERY_OPTION_UNAVAILABLE" in codes.get(None, ()) else cart.delivery_code,
        ),
    )


def _accepted(line: CartLine, now: PricedCartLine, codes: Collection[str]) -> CartLine | None:
    """Returns a line as a buyer wants it who has read these notices of it; None if it goes."""
    limit = now.sellable.largest
    if not _GONE.isdisjoint(codes) or ("QUANTITY_TOO_LARGE" in codes and limit is not None and limit < 1):
        return None
    seen, quantity = line.seen, line.quantity
    if "PRICE_CHANGED" in codes:
        seen = msgspec.structs.replace(seen, unit_price=now.sellable.unit_price)
    if "COMPONENTS_CHANGED" in codes:
        seen = msgspec.structs.replace(seen, components=now.sellable.components)
    if "QUANTITY_TOO_LARGE" in codes and limit is not None:
        quantity = min(quantity, limit)
    return msgspec.structs.replace(line, seen=seen, quantity=quantity)
