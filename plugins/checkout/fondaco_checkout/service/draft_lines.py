"""The lines of a draft, as staff want all of them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from fondaco.commerce import Channel, SellableRef
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import InvalidInputError, LimitExceededError
from fondaco.ids import new_id

from fondaco_checkout.errors import reason_too_long, sellable_not_found, wrong_currency
from fondaco_checkout.model.buyer import require_quantity
from fondaco_checkout.model.cart import Cart, CartLine, HandPrice, PricedCart
from fondaco_checkout.model.drafts import WantedDraftLine
from fondaco_checkout.model.remarks import Remarks
from fondaco_checkout.repository import carts as repository
from fondaco_checkout.service.cart_lines import largest_quantity
from fondaco_checkout.service.hand_prices import at_hand_prices
from fondaco_checkout.service.sellables import collect_sellables
from fondaco_checkout.service.supply import within_stock
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["keep_prices", "release_prices", "set_lines"]

LONGEST_REASON = 1000


async def set_lines(
    uow: UnitOfWork, settings: CheckoutSettings, channel: Channel, cart: Cart, wanted: Sequence[WantedDraftLine]
) -> Cart:
    """Gives a locked cart of staff exactly these lines, in this order; a thing that stays keeps its line's id.

    Raises:
        InvalidInputError: ``LINE_REPEATED``, ``QUANTITY_INVALID``, ``INVALID_AMOUNT``, ``WRONG_CURRENCY``,
            ``REASON_REQUIRED``, ``REASON_TOO_LONG``, ``SELLABLE_NOT_FOUND``.
        LimitExceededError: ``TOO_MANY_LINES``, ``QUANTITY_TOO_LARGE``.
        DomainError: As whoever sells or counts the thing refuses it, such as ``OUT_OF_STOCK``.
    """
    if len(wanted) > settings.cart_max_lines:
        raise LimitExceededError(
            f"A cart has at most {settings.cart_max_lines} lines.", code="TOO_MANY_LINES", field=("lines",)
        )
    prices: dict[SellableRef, HandPrice] = {}
    quantities: dict[SellableRef, int] = {}
    for index, line in enumerate(wanted):
        path = ("lines", str(index))
        require_quantity(line.quantity, settings.line_max_quantity, field=(*path, "quantity"))
        if line.ref in quantities:
            raise InvalidInputError("The same thing is given twice.", code="LINE_REPEATED", field=(*path, "sellableId"))
        quantities[line.ref] = line.quantity
        if line.price is not None:
            prices[line.ref] = _hand_price(line, cart.currency, path)
    found, refused = await collect_sellables(uow.hooks, quantities, channel, cart.locale, frozenset())
    there, missing = await within_stock(uow.hooks, found, quantities, cart, channel)
    sellables = at_hand_prices(prices, there)
    known = {line.ref: line for line in cart.lines}
    lines = []
    for index, line in enumerate(wanted):
        path = ("lines", str(index))
        sellable = sellables.get(line.ref)
        if sellable is None:
            error = refused.get(line.ref) or missing.get(line.ref)
            if error is None:
                raise sellable_not_found(*path, "sellableId")
            raise type(error)(error.message, code=error.code, field=(*path, *(error.field or ("sellableId",))))
        require_quantity(line.quantity, largest_quantity(settings, sellable), field=(*path, "quantity"))
        before = known.get(line.ref)
        lines.append(
            CartLine(
                id=new_id() if before is None else before.id,
                ref=line.ref,
                quantity=line.quantity,
                seen=sellable,
                remarks=Remarks() if before is None else before.remarks,
                hand_price=prices.get(line.ref),
            )
        )
    return await _write(cart, lines)


def _hand_price(line: WantedDraftLine, currency: str, path: tuple[str, ...]) -> HandPrice:
    assert line.price is not None  # noqa: S101 (for the type checker)
    if line.price.currency != currency:
        raise wrong_currency(currency, *path, "price")
    if line.price.amount < 0:
        raise InvalidInputError("A price is not negative.", code="INVALID_AMOUNT", field=(*path, "price"))
    reason = line.reason.strip()
    if not reason:
        raise InvalidInputError("Say why a price is set by hand.", code="REASON_REQUIRED", field=(*path, "reason"))
    if len(reason) > LONGEST_REASON:
        raise reason_too_long(LONGEST_REASON)
    return HandPrice(line.price, reason)


async def keep_prices(priced: PricedCart) -> Cart:
    """Makes the lines of a locked cart of staff cost what they cost now, whatever the shop asks from now on."""
    prices = {line.id: line for line in priced.lines}
    lines = [
        line
        if line.hand_price is not None
        else msgspec.structs.replace(
            line, seen=prices[line.id].sellable, hand_price=HandPrice(prices[line.id].sellable.unit_price)
        )
        for line in priced.cart.lines
    ]
    return await _write(priced.cart, lines)


async def release_prices(cart: Cart) -> Cart:
    """Takes back what `keep_prices` did; what was set by hand for a reason stays."""
    if not any(line.hand_price is not None and not line.hand_price.reason for line in cart.lines):
        return cart
    lines = [
        line if line.hand_price is None or line.hand_price.reason else msgspec.structs.replace(line, hand_price=None)
        for line in cart.lines
    ]
    return await _write(cart, lines)


async def _write(cart: Cart, lines: Sequence[CartLine]) -> Cart:
    if cart.lines:
        await repository.delete_lines(cart.id, [line.id for line in cart.lines])
    await repository.save_lines(cart.id, lines)
    return msgspec.structs.replace(cart, lines=tuple(lines))
