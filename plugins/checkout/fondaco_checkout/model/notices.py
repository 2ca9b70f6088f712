"""What a buyer is told of changes since they last touched a line, in their language."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.commerce import DeliveryOption

from fondaco_checkout.model.cart import Cart, CartNotice, PricedCartLine

__all__ = ["notices_of"]

_TEXTS = {
    "LINE_UNAVAILABLE": {
        "en": "{title} cannot be bought any more.",
        "zh-Hans": "“{title}”已无法购买。",
    },
    "QUANTITY_TOO_LARGE": {
        "en": "Only {limit} of {title} can be bought.",
        "zh-Hans": "“{title}”最多可购买 {limit} 件。",
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
    """Compares the lines with what the buyer saw when they last put or changed them.

    Args:
        lines: The cart's, in the same order.
        locale: BCP 47; English where there is no text in it.
    """
    notices = []
    for stored, line in zip(cart.lines, lines, strict=True):
        title, limit = line.sellable.title, line.sellable.max_quantity
        before, now = stored.seen.unit_price, line.sellable.unit_price
        if not line.available:
            notices.append(_notice("LINE_UNAVAILABLE", locale, line, title=title))
            continue
        if limit is not None and line.quantity > limit:
            notices.append(_notice("QUANTITY_TOO_LARGE", locale, line, title=title, limit=limit))
        if line.recomposed:
            notices.append(_notice("COMPONENTS_CHANGED", locale, line, title=title))
        if before != now:
            notices.append(_notice("PRICE_CHANGED", locale, line, title=title, before=before, now=now))
    ships = any(line.available and line.requires_shipping for line in lines)
    if ships and cart.delivery_code is not None and chosen is None and cart.shipping_address is not None:
        notices.append(_notice("DELIVERY_OPTION_UNAVAILABLE", locale))
    return tuple(notices)


def _notice(code: str, locale: str, line: PricedCartLine | None = None, **values: object) -> CartNotice:
    texts = _TEXTS[code]
    text = texts.get(locale, texts["en"]).format(**values)
    return CartNotice(code, text, None if line is None else line.global_id)
