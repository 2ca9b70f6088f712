"""Changing a cart. Every verb locks the cart first, and writes all it was asked or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import msgspec
from fondaco.commerce import Address, Channel, Sellable, SellableRef
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, DomainError, InvalidInputError, LimitExceededError
from fondaco.ids import new_id

from fondaco_checkout.errors import (
    cart_completed,
    cart_completing,
    cart_not_found,
    line_not_found,
    sellable_not_found,
)
from fondaco_checkout.model.buyer import clean_email, clean_phone, require_quantity, require_served
from fondaco_checkout.model.cart import Cart, CartLine, CartState
from fondaco_checkout.repository import carts as repository
from fondaco_checkout.service.pricing import collect_sellables, price_cart
from fondaco_checkout.settings import CheckoutSettings

__all__ = [
    "WantedLine",
    "add_lines",
    "create_cart",
    "expire_carts",
    "lock_open_cart",
    "remove_lines",
    "select_delivery_option",
    "update_addresses",
    "update_buyer",
    "update_lines",
]


class WantedLine(msgspec.Struct, frozen=True):
    """A thing and how many pieces of it somebody wants."""

    ref: SellableRef
    quantity: int


async def lock_open_cart(uow: UnitOfWork, cart_id: UUID) -> Cart:
    """Locks the caller's cart and makes sure that it can be changed.

    Raises:
        NotFoundError: ``CART_NOT_FOUND``, also for a cart of another session.
        ConflictError: ``CART_COMPLETING`` or ``CART_COMPLETED``.
    """
    session = uow.context.principal.session
    if session is None:
        raise cart_not_found()
    cart = await repository.lock_cart(cart_id, session=session)
    if cart.state is CartState.COMPLETED:
        raise cart_completed()
    if cart.state is CartState.COMPLETING:
        raise cart_completing()
    return cart


async def create_cart(
    uow: UnitOfWork,
    settings: CheckoutSettings,
    *,
    session: UUID,
    email: str | None = None,
    lines: Sequence[WantedLine] = (),
) -> Cart:
    """Makes a cart in the caller's channel, with its first lines.

    Args:
        session: Of the buyer that it will belong to.

    Raises:
        InvalidInputError: ``INVALID_EMAIL``, or as `add_lines`.
    """
    channel = uow.context.channel
    cart = Cart(
        id=new_id(),
        state=CartState.OPEN,
        channel=channel.slug,
        locale=uow.context.locale,
        currency=channel.currency,
        session=session,
        email=None if email is None else clean_email(email, field=("email",)),
        phone=None,
        shipping_address=None,
        billing_address=None,
        delivery_code=None,
        lines=(),
        created_at=uow.now,
        updated_at=uow.now,
    )
    await repository.add_cart(cart)
    return await _put_lines(uow, settings, cart, channel, lines) if lines else cart


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
    return await _put_lines(uow, settings, cart, channel, lines)


async def _put_lines(
    uow: UnitOfWork, settings: CheckoutSettings, cart: Cart, channel: Channel, wanted: Sequence[WantedLine]
) -> Cart:
    if len(wanted) > settings.cart_max_lines:
        raise _too_many(settings)
    for index, line in enumerate(wanted):
        require_quantity(line.quantity, settings.line_max_quantity, field=("lines", str(index), "quantity"))
    lines = {line.ref: line for line in cart.lines}
    asked: dict[SellableRef, int] = {}
    for line in wanted:
        known = lines[line.ref].quantity if line.ref in lines else 0
        asked[line.ref] = asked.get(line.ref, known) + line.quantity
    sellables, refused = await _sellables(uow, cart, channel, asked)
    for index, line in enumerate(wanted):
        sellable = sellables.get(line.ref)
        if sellable is None:
            raise _refusal(refused.get(line.ref), index, "sellableId")
        existing = lines.get(line.ref)
        quantity = line.quantity + (0 if existing is None else existing.quantity)
        require_quantity(quantity, _largest(settings, sellable), field=("lines", str(index), "quantity"))
        lines[line.ref] = CartLine(
            id=new_id() if existing is None else existing.id, ref=line.ref, quantity=quantity, seen=sellable
        )
    if len(lines) > settings.cart_max_lines:
        raise _too_many(settings)
    return await _save_lines(uow, cart, [lines[ref] for ref in dict.fromkeys(line.ref for line in wanted)], lines)


async def _sellables(
    uow: UnitOfWork, cart: Cart, channel: Channel, quantities: Mapping[SellableRef, int]
) -> tuple[dict[SellableRef, Sellable], dict[SellableRef, DomainError]]:
    groups = uow.context.principal.groups
    return await collect_sellables(uow.hooks, quantities, channel, _locale_of(uow, cart), groups)


def _refusal(error: DomainError | None, index: int, field: str) -> DomainError:
    """Why a line cannot be bought, as its owner says it, at its place in the input."""
    if error is None:
        return sellable_not_found("lines", str(index), field)
    return type(error)(error.message, code=error.code, field=("lines", str(index), *(error.field or (field,))))


def _too_many(settings: CheckoutSettings) -> LimitExceededError:
    return LimitExceededError(
        f"A cart has at most {settings.cart_max_lines} lines.", code="TOO_MANY_LINES", field=("lines",)
    )


def _largest(settings: CheckoutSettings, sellable: Sellable) -> int:
    return min(
        settings.line_max_quantity,
        settings.line_max_quantity if sellable.max_quantity is None else sellable.max_quantity,
    )


async def _save_lines(
    uow: UnitOfWork, cart: Cart, changed: Sequence[CartLine], lines: dict[SellableRef, CartLine]
) -> Cart:
    position = await repository.next_position(cart.id)
    for offset, line in enumerate(changed):
        await repository.save_line(cart.id, line, position + offset)
    return await _touch(uow, msgspec.structs.replace(cart, lines=tuple(lines.values())))


def _locale_of(uow: UnitOfWork, cart: Cart) -> str:
    """The caller's language, unless they come by way of another channel, which may be read in others."""
    return uow.context.locale if uow.context.channel.slug == cart.channel else cart.locale


async def _touch(uow: UnitOfWork, cart: Cart) -> Cart:
    changed = msgspec.structs.replace(cart, updated_at=uow.now, locale=_locale_of(uow, cart))
    await repository.save_cart(changed)
    return changed


async def update_lines(
    uow: UnitOfWork,
    settings: CheckoutSettings,
    channel: Channel,
    cart: Cart,
    quantities: Sequence[tuple[UUID, int]],
) -> Cart:
    """Sets the quantities of lines of a locked cart, and takes their present price for the one the buyer saw.

    Args:
        quantities: Line ids with their new quantities.

    Raises:
        InvalidInputError: ``LINES_REQUIRED``, ``LINE_REPEATED``, ``QUANTITY_INVALID``, ``SELLABLE_NOT_FOUND``.
        NotFoundError: ``LINE_NOT_FOUND``.
        LimitExceededError: ``QUANTITY_TOO_LARGE``.
    """
    if not quantities:
        raise InvalidInputError("Give at least one line.", code="LINES_REQUIRED", field=("lines",))
    by_id = {line.id: line for line in cart.lines}
    given: set[UUID] = set()
    for index, (line_id, quantity) in enumerate(quantities):
        require_quantity(quantity, settings.line_max_quantity, field=("lines", str(index), "quantity"))
        if line_id not in by_id:
            raise line_not_found("lines", str(index), "id")
        if line_id in given:
            raise InvalidInputError(
                "The same line is given twice.", code="LINE_REPEATED", field=("lines", str(index), "id")
            )
        given.add(line_id)
    asked = {by_id[line_id].ref: quantity for line_id, quantity in quantities}
    sellables, refused = await _sellables(uow, cart, channel, asked)
    lines = {line.ref: line for line in cart.lines}
    changed = []
    for index, (line_id, quantity) in enumerate(quantities):
        ref = by_id[line_id].ref
        sellable = sellables.get(ref)
        if sellable is None:
            raise _refusal(refused.get(ref), index, "id")
        require_quantity(quantity, _largest(settings, sellable), field=("lines", str(index), "quantity"))
        lines[ref] = msgspec.structs.replace(lines[ref], quantity=quantity, seen=sellable)
        changed.append(lines[ref])
    return await _save_lines(uow, cart, changed, lines)


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
    return await _touch(
        uow, msgspec.structs.replace(cart, lines=tuple(line for line in cart.lines if line.id not in gone))
    )


async def update_buyer(uow: UnitOfWork, cart: Cart, *, email: str, phone: str | None) -> Cart:
    """Says who buys. Without a telephone number the one that is there stays; an empty one removes it.

    Raises:
        InvalidInputError: ``INVALID_EMAIL`` or ``INVALID_PHONE``.
    """
    return await _touch(
        uow,
        msgspec.structs.replace(
            cart,
            email=clean_email(email, field=("email",)),
            phone=cart.phone if phone is None else clean_phone(phone, field=("phone",)),
        ),
    )


async def update_addresses(
    uow: UnitOfWork, channel: Channel, cart: Cart, *, shipping: Address | None, billing: Address | None
) -> Cart:
    """Sets the addresses that are given and leaves the others.

    Raises:
        InvalidInputError: As `Address.validated`.
        ConflictError: ``COUNTRY_NOT_SERVED`` if the channel does not deliver there.
    """
    changes = {}
    if shipping is not None:
        changes["shipping_address"] = shipping.validated(field=("shippingAddress",))
        require_served(channel, changes["shipping_address"], field=("shippingAddress", "country"))
    if billing is not None:
        changes["billing_address"] = billing.validated(field=("billingAddress",))
    return await _touch(uow, msgspec.structs.replace(cart, **changes))


async def select_delivery_option(
    uow: UnitOfWork, settings: CheckoutSettings, channel: Channel, cart: Cart, code: str
) -> Cart:
    """Chooses among what is offered for the cart's destination now.

    Raises:
        ConflictError: ``DELIVERY_OPTION_UNAVAILABLE``, also while there is no shipping address.
    """
    groups = uow.context.principal.groups
    priced = await price_cart(uow.hooks, settings, cart, channel, _locale_of(uow, cart), groups)
    if code not in {option.code for option in priced.delivery_options}:
        raise ConflictError(
            "This delivery option is not offered for the cart and its address.",
            code="DELIVERY_OPTION_UNAVAILABLE",
            field=("code",),
        )
    return await _touch(uow, msgspec.structs.replace(cart, delivery_code=code))


async def expire_carts(uow: UnitOfWork, settings: CheckoutSettings, *, limit: int = 1000) -> int:
    """Removes open carts that nobody touched for `CheckoutSettings.cart_days`; returns how many, at most `limit`."""
    return await repository.remove_untouched_carts(uow.now - timedelta(days=settings.cart_days), limit)
