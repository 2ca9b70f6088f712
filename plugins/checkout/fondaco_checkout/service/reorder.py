"""Buying the same again."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from fondaco.commerce import Channel
from fondaco.db.unit_of_work import UnitOfWork

from fondaco_checkout.model.cart import Cart
from fondaco_checkout.model.order import Order
from fondaco_checkout.model.remarks import Remarks
from fondaco_checkout.repository import customer_carts, orders
from fondaco_checkout.service.carts import create_cart, lock_open_cart
from fondaco_checkout.service.fitting import Fitting, fit_lines
from fondaco_checkout.service.pricing import channel_of
from fondaco_checkout.service.touching import touch_cart
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["cart_to_fill", "reorder"]


async def reorder(
    uow: UnitOfWork,
    settings: CheckoutSettings,
    channels: Mapping[str, Channel],
    order: Order,
    cart_id: UUID | None,
    *,
    session: UUID,
) -> Cart:
    """Puts what an order sold into a cart of the caller, at present prices and up to the limits.

    What cannot be bought any more, or not so many of it, is told by notices of the cart. Custom attributes come along,
    messages and notes do not.

    Args:
        cart_id: Into which; None for the customer's current one in the caller's channel, or a new one.
        session: Of the caller.
        channels: By slug.

    Raises:
        NotFoundError: ``CART_NOT_FOUND``.
        ConflictError: ``CART_COMPLETING``, ``CART_COMPLETED``, ``CHANNEL_GONE``.
        LimitExceededError: ``TOO_MANY_CARTS``.
    """
    lines = (await orders.list_lines([order.id]))[order.id]
    cart = await cart_to_fill(uow, settings, cart_id, session)
    channel = channel_of(channels, cart.channel)
    wanted = [
        Fitting(
            ref=line.ref,
            quantity=line.quantity,
            title=line.title,
            remarks=Remarks(attributes=line.remarks.attributes),
        )
        for line in lines
    ]
    return await touch_cart(uow, await fit_lines(uow, settings, channel, cart, wanted))


async def cart_to_fill(uow: UnitOfWork, settings: CheckoutSettings, cart_id: UUID | None, session: UUID) -> Cart:
    """Locks the cart that the caller names; without one, their current one, or a new one; raises as `reorder`."""
    if cart_id is not None:
        return await lock_open_cart(uow, cart_id)
    customer = uow.context.principal.customer
    if customer is not None:
        await customer_carts.lock_carts_of(customer)
        current = await customer_carts.find_current_cart(customer, uow.context.channel.slug)
        if current is not None:
            return await lock_open_cart(uow, current)
    return await create_cart(uow, settings, session=session)
