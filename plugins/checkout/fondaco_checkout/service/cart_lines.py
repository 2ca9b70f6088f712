"""Changing the lines of a cart, which the caller has locked: all that is asked, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from fondaco.commerce import Channel, Sellable, SellableChoice, SellableRef
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import DomainError, InvalidInputError, LimitExceededError
from fondaco.ids import new_id

from fondaco_checkout.errors import line_not_found, sellable_not_found
from fondaco_checkout.model.buyer import require_quantity
from fondaco_checkout.model.cart import Cart, CartLine
from fondaco_checkout.model.remarks import Remarks
from fondaco_checkout.repository import carts as repository
from fondaco_checkout.service.offers import Offers, find_offers
from fondaco_checkout.service.touching import locale_of, touch_cart
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["LineChange", "WantedLine", "add_lines", "largest_quantity", "put_lines", "remove_lines", "update_lines"]


class WantedLine(msgspec.Struct, frozen=True):
    """A thing and how many pieces of it somebody wants."""

    ref: SellableRef
    quantity: int


class LineChange(msgspec.Struct, frozen=True):
    """What is to be of a line.

    Attributes:
        choices: What is chosen of the thing from now on; None leaves what was.
    """

    id: UUID
    quantity: int
    choices: tuple[SellableChoice, ...] | None = None


async def add_lines(
    uow: UnitOfWork, settings: CheckoutSettings, channel: Channel, cart: Cart, lines: Sequence[WantedLine]
) -> Cart:
    """Adds pieces to a locked cart: to the line of the same thing, or as new lines. What is given twice is summed.

    Raises:
        InvalidInputError: ``LINES_REQUIRED``, ``QUANTITY_INVALID``, ``SELLABLE_NOT_FOUND``.
        LimitExceededError: ``QUANTITY_TOO_LARGE``, ``TOO_MANY_LINES``.
        DomainError: As whoever sells the thing refuses it, such as a bundle with a choice left open.
    """
    if not lines:
        raise InvalidInputError("Give at least one line.", code="LINES_REQUIRED", field=("lines",))
    return await touch_cart(uow, await put_lines(uow, settings, cart, channel, lines))


async def put_lines(
    uow: UnitOfWork, settings: CheckoutSettings, cart: Cart, channel: Channel, wanted: Sequence[WantedLine]
) -> Cart:
    """As `add_lines`, for a cart that is new or that the caller writes itself."""
    if len(wanted) > settings.cart_max_lines:
        raise _too_many(settings)
    for index, line in enumerate(wanted):
        require_quantity(line.quantity, settings.line_max_quantity, field=("lines", str(index), "quantity"))
    lines = {line.ref: line for line in cart.lines}
    asked: dict[SellableRef, int] = {}
    for line in wanted:
        known = lines[line.ref].quantity if line.ref in lines else 0
        asked[line.ref] = asked.get(line.ref, known) + line.quantity
    offers = await _offers(uow, cart, channel, asked)
    for index, line in enumerate(wanted):
        sellable = offers.sellables.get(line.ref)
        if sellable is None:
            raise _refusal(offers.refused.get(line.ref), index, "sellableId")
        existing = lines.get(line.ref)
        quantity = line.quantity + (0 if existing is None else existing.quantity)
        require_quantity(quantity, largest_quantity(settings, sellable), field=("lines", str(index), "quantity"))
        lines[line.ref] = CartLine(
            id=new_id() if existing is None else existing.id,
            ref=line.ref,
            quantity=quantity,
            seen=sellable,
            remarks=Remarks() if existing is None else existing.remarks,
        )
    if len(lines) > settings.cart_max_lines:
        raise _too_many(settings)
    await repository.save_lines(cart.id, [lines[ref] for ref in dict.fromkeys(line.ref for line in wanted)])
    return msgspec.structs.replace(cart, lines=tuple(lines.values()))


async def _offers(uow: UnitOfWork, cart: Cart, channel: Channel, quantities: Mapping[SellableRef, int]) -> Offers:
    return await find_offers(uow, cart, channel, locale_of(uow, cart), quantities)


def _refusal(error: DomainError | None, index: int, field: str) -> DomainError:
    """Why a line cannot be bought, as its owner says it, at its place in the input."""
    if error is None:
        return sellable_not_found("lines", str(index), field)
    return type(error)(error.message, code=error.code, field=("lines", str(index), *(error.field or (field,))))


def _too_many(settings: CheckoutSettings) -> LimitExceededError:
    return LimitExceededError(
        f"A cart has at most {settings.cart_max_lines} lines.", code="TOO_MANY_LINES", field=("lines",)
    )


def largest_quantity(settings: CheckoutSettings, sellable: Sellable) -> int:
    """Returns how many pieces of a thing one line may have."""
    largest = sellable.largest
    return settings.line_max_quantity if largest is None else min(settings.line_max_quantity, largest)


async def update_lines(
    uow: UnitOfWork, settings: CheckoutSettings, channel: Channel, cart: Cart, changes: Sequence[LineChange]
) -> Cart:
    """Sets quantities and choices of lines of a locked cart, and takes their present price for the one the buyer saw.

    A line that comes to be the same thing with the same choices as another one is added to that and goes; of two that
    both change, to the first that is given.

    Raises:
        InvalidInputError: ``LINES_REQUIRED``, ``LINE_REPEATED``, ``QUANTITY_INVALID``, ``SELLABLE_NOT_FOUND``.
        NotFoundError: ``LINE_NOT_FOUND``.
        LimitExceededError: ``QUANTITY_TOO_LARGE``, also for what lines come to together.
        DomainError: As whoever sells the thing refuses it, such as a bundle with a choice left open.
    """
    refs = _refs_after(settings, cart, changes)
    changed = {change.id for change in changes}
    asked = {line.ref: line.quantity for line in cart.lines if line.id not in changed and line.ref in refs}
    staying = {line.ref: line.id for line in cart.lines if line.id not in changed}
    before = {line.id: line.ref for line in cart.lines}
    for ref, change in zip(refs, changes, strict=True):
        asked[ref] = asked.get(ref, 0) + change.quantity
        if before[change.id] == ref:
            staying[ref] = change.id
    for ref, change in zip(refs, changes, strict=True):
        staying.setdefault(ref, change.id)
    offers = await _offers(uow, cart, channel, asked)
    after: dict[UUID, CartLine] = {}
    remarks = {line.id: line.remarks for line in cart.lines}
    for index, ref in enumerate(refs):
        sellable = offers.sellables.get(ref)
        if sellable is None:
            raise _refusal(offers.refused.get(ref), index, "id")
        require_quantity(asked[ref], largest_quantity(settings, sellable), field=("lines", str(index), "quantity"))
        after[staying[ref]] = CartLine(
            id=staying[ref], ref=ref, quantity=asked[ref], seen=sellable, remarks=remarks[staying[ref]]
        )
    lines = [after.get(line.id, line) for line in cart.lines if line.id in staying.values()]
    await repository.rewrite_lines(cart.id, [line.id for line in cart.lines if line.id in changed], after.values())
    return await touch_cart(uow, msgspec.structs.replace(cart, lines=tuple(lines)))


def _refs_after(settings: CheckoutSettings, cart: Cart, changes: Sequence[LineChange]) -> list[SellableRef]:
    """Returns what each changed line will sell."""
    if not changes:
        raise InvalidInputError("Give at least one line.", code="LINES_REQUIRED", field=("lines",))
    by_id = {line.id: line for line in cart.lines}
    refs: list[SellableRef] = []
    given: set[UUID] = set()
    for index, change in enumerate(changes):
        require_quantity(change.quantity, settings.line_max_quantity, field=("lines", str(index), "quantity"))
        if change.id not in by_id:
            raise line_not_found("lines", str(index), "id")
        if change.id in given:
            raise InvalidInputError(
                "The same line is given twice.", code="LINE_REPEATED", field=("lines", str(index), "id")
            )
        given.add(change.id)
        ref = by_id[change.id].ref
        refs.append(ref if change.choices is None else SellableRef.choosing(ref.type, ref.id, change.choices))
    return refs


async def remove_lines(uow: UnitOfWork, cart: Cart, line_ids: Sequence[UUID]) -> Cart:
    """Removes lines of a locked cart.

    Raises:
        InvalidInputError: ``LINES_REQUIRED``.
        NotFoundError: ``LINE_NOT_FOUND``; then none is removed.
    """
    if not line_ids:
        raise InvalidInputError("Give at least one line.", code="LINES_REQUIRED", field=("lineIds",))
    known = {line.id for line in cart.lines}
    for index, line_id in enumerate(line_ids):
        if line_id not in known:
            raise line_not_found("lineIds", str(index))
    await repository.delete_lines(cart.id, line_ids)
    gone = set(line_ids)
    return await touch_cart(
        uow, msgspec.structs.replace(cart, lines=tuple(line for line in cart.lines if line.id not in gone))
    )
