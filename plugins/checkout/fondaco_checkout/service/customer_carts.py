"""The several carts of a customer: named, and one of them current in each channel."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import LimitExceededError

from fondaco_checkout.errors import cart_completed, cart_completing, cart_not_found, sign_in_required
from fondaco_checkout.model.buyer import clean_name
from fondaco_checkout.model.cart import Cart, CartState
from fondaco_checkout.repository import carts as repository
from fondaco_checkout.repository import customer_carts
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["customer_of", "delete_cart", "make_room", "rename_cart", "switch_cart"]


def customer_of(uow: UnitOfWork) -> UUID:
    """Returns the account of the caller.

    Raises:
        PermissionDeniedError: ``SIGN_IN_REQUIRED``.
    """
    customer = uow.context.principal.customer
    if customer is None:
        raise sign_in_required()
    return customer


async def make_room(settings: CheckoutSettings, customer: UUID, channel: str) -> None:
    """Locks the carts of a customer for a new one that will be their current one in the channel.

    Raises:
        LimitExceededError: ``TOO_MANY_CARTS``.
    """
    await customer_carts.lock_carts_of(customer)
    if await customer_carts.count_open_carts(customer, channel) >= settings.customer_max_carts:
        raise LimitExceededError(
            f"There are at most {settings.customer_max_carts} carts; delete one first.", code="TOO_MANY_CARTS"
        )
    await customer_carts.set_current_cart(customer, channel, None)


async def _lock(cart_id: UUID, *, customer: UUID | None, session: UUID | None) -> Cart:
    if customer is None and session is None:
        raise cart_not_found()
    return await repository.lock_cart(cart_id, session=session, customer=customer)


async def rename_cart(uow: UnitOfWork, cart_id: UUID, name: str) -> Cart:
    """Changes what a customer calls a cart; an empty name takes it away.

    Raises:
        PermissionDeniedError: ``SIGN_IN_REQUIRED``.
        NotFoundError: ``CART_NOT_FOUND``, also for the cart of a guest.
        InvalidInputError: ``NAME_INVALID``.
    """
    cart = await _lock(cart_id, customer=customer_of(uow), session=None)
    changed = msgspec.structs.replace(cart, name=clean_name(name, field=("name",)), updated_at=uow.now)
    await customer_carts.rename_cart(cart_id, changed.name, uow.now)
    return changed


async def switch_cart(uow: UnitOfWork, cart_id: UUID) -> Cart:
    """Makes a cart the one that the customer fills in its channel, instead of the one that was. Idempotent.

    Raises:
        PermissionDeniedError: ``SIGN_IN_REQUIRED``.
        NotFoundError: ``CART_NOT_FOUND``, also for the cart of a guest.
        ConflictError: ``CART_COMPLETED``.
    """
    customer = customer_of(uow)
    await customer_carts.lock_carts_of(customer)
    found = (await repository.find_carts([cart_id], customer=customer)).get(cart_id)
    if found is None:
        raise cart_not_found()
    before = await customer_carts.find_current_cart(customer, found.channel)
    locked = {cart.id: cart for cart in await repository.lock_carts({cart_id, before or cart_id})}
    cart = locked.get(cart_id)
    if cart is None:
        raise cart_not_found()
    if cart.state is CartState.COMPLETED:
        raise cart_completed()
    await customer_carts.set_current_cart(customer, cart.channel, cart_id)
    return msgspec.structs.replace(cart, current=True)


async def delete_cart(uow: UnitOfWork, cart_id: UUID) -> UUID:
    """Deletes an open cart of the caller, with its lines; where it was current, the latest changed one becomes so.

    Returns:
        Its id.

    Raises:
        NotFoundError: ``CART_NOT_FOUND``.
        ConflictError: ``CART_COMPLETING`` or ``CART_COMPLETED``.
    """
    principal = uow.context.principal
    if principal.customer is not None:
        await customer_carts.lock_carts_of(principal.customer)
    cart = await _lock(cart_id, customer=principal.customer, session=principal.session)
    if cart.state is CartState.COMPLETED:
        raise cart_completed()
    if cart.state is CartState.COMPLETING:
        raise cart_completing()
    await repository.delete_carts([cart_id])
    if cart.current and cart.customer is not None:
        left = await repository.find_open_carts(cart.channel, session=None, customer=cart.customer)
        following = next((one.id for one in left if one.state is CartState.OPEN), None)
        if following is not None:
            await customer_carts.set_current_cart(cart.customer, cart.channel, following)
    return cart_id
