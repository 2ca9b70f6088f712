"""Putting many things into a cart at once, as far as they fit, and telling the buyer of what did not."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from fondaco.commerce import Channel, Sellable, SellableRef
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.ids import new_id

from fondaco_checkout.model.cart import Cart, CartLine, KeptNotice
from fondaco_checkout.model.notices import keep_notices, left_out, not_to_be_had, reduced
from fondaco_checkout.model.remarks import Remarks
from fondaco_checkout.repository import carts as repository
from fondaco_checkout.service.cart_lines import largest_quantity
from fondaco_checkout.service.sellables import collect_sellables
from fondaco_checkout.service.touching import locale_of
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["Fitting", "fit_lines"]


class Fitting(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is put into a cart as far as it fits.

    Attributes:
        title: As the buyer read it.
        seen: What the buyer saw of it, with which the cart will compare; None to take it as it is now, and to leave it
            out with a notice where it cannot be bought.
    """

    ref: SellableRef
    quantity: int
    title: str
    seen: Sellable | None = None
    remarks: Remarks = Remarks()


async def fit_lines(
    uow: UnitOfWork, settings: CheckoutSettings, channel: Channel, cart: Cart, wanted: Sequence[Fitting]
) -> Cart:
    """Adds things to a locked cart up to every limit, and leaves notices in it; the caller writes the cart itself.

    Nothing that is in the cart becomes less. Remarks of a line stay, those of what is added fill their gaps.
    """
    lines = {line.ref: line for line in cart.lines}
    sums: dict[SellableRef, int] = {}
    for one in wanted:
        known = lines[one.ref].quantity if one.ref in lines else 0
        sums[one.ref] = min(sums.get(one.ref, known) + one.quantity, max(settings.line_max_quantity, known))
    sellables, _ = await collect_sellables(uow.hooks, sums, channel, locale_of(uow, cart), uow.context.principal.groups)
    notices: list[KeptNotice] = []
    changed: dict[SellableRef, CartLine] = {}
    for one in wanted:
        sellable, line = sellables.get(one.ref), lines.get(one.ref)
        seen = sellable or one.seen if line is None and one.seen is None else one.seen if line is None else line.seen
        largest = settings.line_max_quantity if sellable is None else largest_quantity(settings, sellable)
        if seen is None or (line is None and largest < 1):
            notices.append(not_to_be_had(one.title))
            continue
        if line is None and len(lines) >= settings.cart_max_lines:
            notices.append(left_out(one.title))
            continue
        before = 0 if line is None else line.quantity
        quantity = max(before, min(before + one.quantity, largest))
        line_id = new_id() if line is None else line.id
        if quantity < before + one.quantity:
            notices.append(reduced(one.title, line_id, wanted=before + one.quantity, limit=quantity))
        remarks = one.remarks if line is None else line.remarks.or_else(one.remarks)
        lines[one.ref] = changed[one.ref] = CartLine(
            id=line_id, ref=one.ref, quantity=quantity, seen=seen, remarks=remarks
        )
    await repository.save_lines(cart.id, changed.values())
    return keep_notices(msgspec.structs.replace(cart, lines=tuple(lines.values())), notices)
