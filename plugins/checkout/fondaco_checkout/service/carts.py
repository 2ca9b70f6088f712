"""Changing a cart. Every verb locks the cart first, and writes all it was asked or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import msgspec
from fondaco.commerce import Address, Channel
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError
from fondaco.ids import new_id

from fondaco_checkout.errors import (
    cart_completed,
    cart_completing,
    cart_not_found,
    sign_in_required,
)
from fondaco_checkout.model.buyer import clean_email, clean_name, require_served
from fondaco_checkout.model.cart import Cart, CartState
from fondaco_checkout.model.phones import clean_phone
from fondaco_checkout.repository import carts as repository
from fondaco_checkout.service.cart_lines import WantedLine, put_lines
from fondaco_checkout.service.checked_address import checked_address
from fondaco_checkout.service.customer_carts import make_room
from fondaco_checkout.service.pricing import offered_delivery
from fondaco_checkout.service.touching import locale_of, touch_cart
from fondaco_checkout.settings import CheckoutSettings

__all__ = [
    "create_cart",
    "expire_carts",
    "lock_open_cart",
    "select_delivery_option",
    "update_addresses",
    "update_buyer",
]


async def lock_open_cart(uow: UnitOfWork, cart_id: UUID) -> Cart:
    """Locks the caller's cart and makes sure that it can be changed.

    Raises:
        NotFoundError: ``CART_NOT_FOUND``, also for a cart of another session.
        ConflictError: ``CART_COMPLETING`` or ``CART_COMPLETED``.
    """
    principal = uow.context.principal
    if principal.session is None and principal.customer is None:
        raise cart_not_found()
    cart = await repository.lock_cart(cart_id, session=principal.session, customer=principal.customer)
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
    name: str | None = None,
    lines: Sequence[WantedLine] = (),
) -> Cart:
    """Makes a cart in the caller's channel, with its first lines; a customer's becomes their current one there.

    Args:
        session: Of the buyer that it will belong to, if they are a guest.
        name: What a customer calls it.

    Raises:
        InvalidInputError: ``INVALID_EMAIL``, ``NAME_INVALID``, or as `fondaco_checkout.service.cart_lines.add_lines`.
        LimitExceededError: ``TOO_MANY_CARTS``.
        PermissionDeniedError: ``SIGN_IN_REQUIRED`` if a guest gives a name.
    """
    channel = uow.context.channel
    customer = uow.context.principal.customer
    if name is not None and customer is None:
        raise sign_in_required()
    if customer is not None:
        await make_room(settings, customer, channel.slug)
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
        customer=customer,
        name="" if name is None else clean_name(name, field=("name",)),
        current=customer is not None,
    )
    await repository.add_cart(cart)
    return await put_lines(uow, settings, cart, channel, lines) if lines else cart


async def update_buyer(
    uow: UnitOfWork,
    settings: CheckoutSettings,
    channel: Channel,
    cart: Cart,
    *,
    email: str | None,
    phone: str | None,
    phone_country: str | None = None,
) -> Cart:
    """Says who buys. What is None stays; an empty telephone number removes it.

    Args:
        phone_country: In which a number without the code of a country is; None for that of the cart's address, and as
            long as there is none, that of the shop.

    Raises:
        InvalidInputError: ``INVALID_EMAIL``, ``INVALID_PHONE``; of both the first, with the other beside it.
    """
    mail, number, wrong = cart.email, cart.phone, []
    if email is not None:
        try:
            mail = clean_email(email, field=("email",))
        except InvalidInputError as error:
            wrong.append(error)
    if phone is not None:
        address = cart.shipping_address or cart.billing_address
        home = settings.home_country or next(iter(channel.countries), "")
        country = phone_country or (home if address is None else address.country)
        try:
            number = clean_phone(phone, country.upper(), field=("phone",), strict=settings.check_addresses) or None
        except InvalidInputError as error:
            wrong.append(error)
    if wrong:
        raise wrong[0].with_beside(wrong[1:])
    return await touch_cart(uow, msgspec.structs.replace(cart, email=mail, phone=number))


async def update_addresses(
    uow: UnitOfWork,
    settings: CheckoutSettings,
    channel: Channel,
    cart: Cart,
    *,
    shipping: Address | None,
    billing: Address | None,
) -> Cart:
    """Sets the addresses that are given and leaves the others.

    Raises:
        InvalidInputError: As `checked_address`.
        ConflictError: ``COUNTRY_NOT_SERVED`` if the channel does not deliver there.
    """
    changes = {}
    if shipping is not None:
        changes["shipping_address"] = checked_address(settings, shipping, field=("shippingAddress",))
        require_served(channel, changes["shipping_address"], field=("shippingAddress", "country"))
    if billing is not None:
        changes["billing_address"] = checked_address(settings, billing, field=("billingAddress",))
    return await touch_cart(uow, msgspec.structs.replace(cart, **changes))


async def select_delivery_option(uow: UnitOfWork, channel: Channel, cart: Cart, code: str) -> Cart:
    """Chooses among what is offered for the cart's destination now, at the price that it is offered for.

    Raises:
        QuoteNeededError: As `offered_delivery`.
        ConflictError: ``DELIVERY_OPTION_UNAVAILABLE``, also while there is no shipping address.
    """
    choosing = msgspec.structs.replace(cart, delivery_code=code)
    options = await offered_delivery(uow, choosing, channel, locale_of(uow, cart))
    chosen = next((option for option in options if option.code == code), None)
    if chosen is None:
        raise ConflictError(
            "This delivery option is not offered for the cart and its address.",
            code="DELIVERY_OPTION_UNAVAILABLE",
            field=("code",),
        )
    return await touch_cart(uow, msgspec.structs.replace(choosing, delivery_quote=chosen.quote))


async def expire_carts(uow: UnitOfWork, settings: CheckoutSettings, *, limit: int = 1000) -> int:
    """Removes open carts that nobody touched for so long as the settings say; returns how many, at most `limit`."""
    return await repository.remove_untouched_carts(
        uow.now - timedelta(days=settings.cart_days), uow.now - timedelta(days=settings.customer_cart_days), limit
    )
