"""What a buyer is told of changes since they last touched a line, in their language."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.commerce import DeliveryOption, Money
from fondaco.ids import new_id

from fondaco_checkout.model.cart import Cart, CartNotice, KeptNotice, PricedCartLine

__all__ = ["MAX_KEPT", "keep_notices", "left_out", "not_to_be_had", "notices_of", "reduced"]

MAX_KEPT = 100
"""Notices that a cart keeps until they are acknowledged; of more, the latest."""

_TEXTS = {
    "LINE_UNAVAILABLE": {
        "en": "{title} cannot be bought any more.",
        "zh-Hans": "“{title}”已无法购买。",
    },
    "OUT_OF_STOCK": {
        "en": "{title} is out of stock.",
        "zh-Hans": "“{title}”暂时缺货。",
    },
    "LINE_LEFT_OUT": {
        "en": "{title} was left out: the cart is full.",
        "zh-Hans": "购物车已满，未加入“{title}”。",
    },
    "QUANTITY_TOO_LARGE": {
        "en": "Only {limit} of {title} can be bought.",
        "zh-Hans": "“{title}”最多可购买 {limit} 件。",
    },
    "QUANTITY_REDUCED": {
        "en": "Only {limit} of {title} can be bought, not {wanted}.",
        "zh-Hans": "“{title}”最多可购买 {limit} 件，而不是 {wanted} 件。",
    },
    "PRICE_CHANGED": {
        "en": "The price of {title} has changed from {before} to {now}.",
        "zh-Hans": "“{title}”的价格已从 {before} 变为 {now}。",
    },
    "COMPONENTS_CHANGED": {
        "en": "What {title} consists of has changed.",
        "zh-Hans": "“{title}”的组成已变更。",
    },
    "DELIVERY_OPTION_UNAVAILABLE": {
        "en": "The chosen delivery option is not offered any more.",
        "zh-Hans": "所选的配送方式已不可用。",
    },
}


def notices_of(
    cart: Cart, lines: Sequence[PricedCartLine], chosen: DeliveryOption | None, locale: str
) -> tuple[CartNotice, ...]:
    """Compares the lines with what the buyer saw when they last put or changed them, and adds what the cart keeps.

    Args:
        lines: The cart's, in the same order.
        locale: BCP 47; English where there is no text in it.
    """
    notices = []
    for stored, line in zip(cart.lines, lines, strict=True):
        title, limit = line.sellable.title, line.sellable.largest
        before, now = stored.seen.unit_price, line.sellable.unit_price
        if not line.available:
            code = "OUT_OF_STOCK" if line.sold_out else "LINE_UNAVAILABLE"
            notices.append(_notice(code, locale, line, title=title))
            continue
        if limit is not None and line.quantity > limit:
            notices.append(_notice("QUANTITY_TOO_LARGE", locale, line, title=title, limit=limit, wanted=line.quantity))
        if line.recomposed:
            notices.append(_notice("COMPONENTS_CHANGED", locale, line, title=title))
        if before != now:
            notices.append(_notice("PRICE_CHANGED", locale, line, title=title, before=before, now=now))
    ships = any(line.available and line.requires_shipping for line in lines)
    if ships and cart.delivery_code is not None and chosen is None and cart.shipping_address is not None:
        notices.append(_notice("DELIVERY_OPTION_UNAVAILABLE", locale))
    by_id = {line.id: line for line in lines}
    for kept in cart.notices:
        if kept.line_id is None or kept.line_id in by_id:
            about = None if kept.line_id is None else by_id[kept.line_id]
            notices.append(
                _notice(kept.code, locale, about, kept=kept.id, title=kept.title, wanted=kept.wanted, limit=kept.limit)
            )
    return tuple(notices)


def _notice(
    code: str,
    locale: str,
    line: PricedCartLine | None = None,
    *,
    kept: UUID | None = None,
    title: str = "",
    before: Money | None = None,
    now: Money | None = None,
    wanted: int | None = None,
    limit: int | None = None,
) -> CartNotice:
    texts = _TEXTS[code]
    line_id = None if line is None else line.global_id
    return CartNotice(
        code=code,
        message=texts.get(locale, texts["en"]).format(title=title, before=before, now=now, wanted=wanted, limit=limit),
        line_id=line_id,
        # Its content is its name: what has changed again since a buyer saw it is another notice.
        id=hashlib.sha256(repr((code, line_id, kept, before, now, wanted, limit)).encode()).hexdigest()[:32],
        before=before,
        now=now,
        wanted=wanted,
        limit=limit,
        kept=kept,
    )


def left_out(title: str) -> KeptNotice:
    """A thing was not put into a cart that is full."""
    return KeptNotice(new_id(), "LINE_LEFT_OUT", title)


def not_to_be_had(title: str) -> KeptNotice:
    """A thing was not put into a cart since it cannot be bought."""
    return KeptNotice(new_id(), "LINE_UNAVAILABLE", title)


def reduced(title: str, line_id: UUID, *, wanted: int, limit: int) -> KeptNotice:
    """Fewer pieces than were wanted came into a line."""
    return KeptNotice(new_id(), "QUANTITY_REDUCED", title, line_id, wanted, limit)


def keep_notices(cart: Cart, notices: Sequence[KeptNotice]) -> Cart:
    """Returns the cart with notices that it will show until they are acknowledged, at most `MAX_KEPT`."""
    return msgspec.structs.replace(cart, notices=(*cart.notices, *notices)[-MAX_KEPT:])
