"""Showing a cart to others by a link, who may take what is in it into a cart of their own."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from fondaco.commerce import Channel
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.dispatch import Hooks
from fondaco.errors import ConflictError, NotFoundError
from fondaco.ids import new_id

from fondaco_checkout.errors import cart_not_found
from fondaco_checkout.model.cart import Cart
from fondaco_checkout.model.shared_carts import SharedCart, ShownLine, shared_lines
from fondaco_checkout.repository import carts
from fondaco_checkout.repository import shared_carts as repository
from fondaco_checkout.service.fitting import Fitting, fit_lines
from fondaco_checkout.service.pricing import channel_of
from fondaco_checkout.service.reorder import cart_to_fill
from fondaco_checkout.service.sellables import collect_sellables
from fondaco_checkout.service.touching import touch_cart
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["copy_shared_cart", "expire_shared_carts", "share_cart", "shown_lines"]


async def share_cart(uow: UnitOfWork, settings: CheckoutSettings, cart_id: UUID) -> SharedCart:
    """Makes a link to what is in the caller's cart now; what changes in the cart later does not change the link.

    Idempotent: the same content has the same link, which lives `shared_cart_days` from now on.

    Raises:
        NotFoundError: ``CART_NOT_FOUND``.
        ConflictError: ``LINES_REQUIRED`` if there is nothing in it.
    """
    principal = uow.context.principal
    found = None
    if principal.session is not None or principal.customer is not None:
        owned = await carts.find_carts([cart_id], session=principal.session, customer=principal.customer)
        found = owned.get(cart_id)
    if found is None:
        raise cart_not_found()
    if not found.lines:
        raise ConflictError("There is nothing in this cart.", code="LINES_REQUIRED", field=("cartId",))
    return await repository.put_shared_cart(
        SharedCart(
            id=new_id(),
            token=secrets.token_urlsafe(24),
            cart_id=cart_id,
            channel=found.channel,
            lines=shared_lines(found),
            created_at=uow.now,
            expires_at=uow.now + timedelta(days=settings.shared_cart_days),
        )
    )


async def shown_lines(
    hooks: Hooks, shared: SharedCart, channel: Channel, locale: str, groups: frozenset[str]
) -> list[ShownLine]:
    """Returns what is in a shared cart as it is now, for somebody of these customer groups."""
    quantities = {line.ref: line.quantity for line in shared.lines}
    sellables, _ = await collect_sellables(hooks, quantities, channel, locale, groups)
    return [ShownLine(line, sellables.get(line.ref)) for line in shared.lines]


async def copy_shared_cart(
    uow: UnitOfWork,
    settings: CheckoutSettings,
    channels: Mapping[str, Channel],
    token: str,
    cart_id: UUID | None,
    *,
    session: UUID,
) -> Cart:
    """Puts what is in a shared cart into one of the caller's, at present prices and up to the limits.

    What cannot be bought any more, or not so many of it, is told by notices of the cart.

    Args:
        cart_id: Into which; None for the customer's current one in the caller's channel, or a new one.
        session: Of the caller.

    Raises:
        NotFoundError: ``SHARED_CART_NOT_FOUND``, ``CART_NOT_FOUND``.
        ConflictError: ``CART_COMPLETING``, ``CART_COMPLETED``, ``CHANNEL_GONE``.
        LimitExceededError: ``TOO_MANY_CARTS``.
    """
    shared = await repository.find_shared_cart(token, uow.now)
    if shared is None:
        raise NotFoundError("This link leads to no cart any more.", code="SHARED_CART_NOT_FOUND", field=("token",))
    cart = await cart_to_fill(uow, settings, cart_id, session)
    wanted = [Fitting(ref=line.ref, quantity=line.quantity, title=line.title) for line in shared.lines]
    return await touch_cart(uow, await fit_lines(uow, settings, channel_of(channels, cart.channel), cart, wanted))


async def expire_shared_carts(uow: UnitOfWork, *, limit: int = 1000) -> int:
    """Removes shared carts whose time is over; returns how many, at most `limit`."""
    return await repository.remove_expired_shares(uow.now, limit)
