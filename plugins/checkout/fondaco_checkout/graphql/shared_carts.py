"""Carts that buyers show to others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fondaco import clock
from fondaco.access import ANYONE
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.graphql import ID, Info, Money, SchemaPart, input_type, object_type

from fondaco_checkout.graphql.inputs import cart_id_of
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.graphql.types import Cart
from fondaco_checkout.model import cart as cart_model
from fondaco_checkout.model import shared_carts as model
from fondaco_checkout.repository import shared_carts as repository
from fondaco_checkout.service import shared_carts as service
from fondaco_checkout.service.pricing import channel_of

__all__ = ["shared_carts"]

shared_carts = SchemaPart()


@object_type(model.ShownLine)
class SharedCartLine:
    """A thing in a shared cart, as it is now.

    Attributes:
        subtitle: What tells it from its siblings, such as "Blue / M".
        url_path: Its page in the storefront.
        available: Whether it can be bought now.
        unit_price: For one piece, gross or net as the channel's prices are; null where it cannot be bought.
    """

    sellable_id: ID
    title: str
    subtitle: str
    image_url: str | None
    url_path: str | None
    quantity: int
    available: bool
    unit_price: Money | None


@object_type(model.SharedCart)
class SharedCart:
    """What was in a cart when its link was made. It says nothing of the buyer.

    Attributes:
        token: For the link: whoever has it sees what is in the cart, and may copy it.
        expires_at: From then on nobody finds it any more.
    """

    token: str
    expires_at: datetime


@input_type
class CartShareInput:
    """Which cart to show to others."""

    cart_id: ID


@input_type
class SharedCartCopyInput:
    """Which shared cart to take, and into which cart.

    Attributes:
        token: Of the link.
        cart_id: Left out, a customer's current one or a new one.
    """

    token: str
    cart_id: ID | None = None


@shared_carts.query(type=SharedCart | None, permission=ANYONE)
async def shared_cart(info: Info, token: str) -> model.SharedCart | None:
    """A cart that somebody shows by a link; null if there is none, or not any more.

    Args:
        token: Of the link.
    """
    return await repository.find_shared_cart(token, clock.utc_now())


@shared_carts.extend("SharedCart", type=list[SharedCartLine], name="lines")
async def shared_cart_lines(shared: Sequence[model.SharedCart], info: Info) -> list[list[model.ShownLine]]:
    """What is in it, as the one who shared it had it."""
    context = info.context
    found = []
    for one in shared:
        channel = channel_of(context.app.channels, one.channel)
        locale = context.locale if context.locale in channel.locales else channel.default_locale
        found.append(await service.shown_lines(context.hooks, one, channel, locale, context.principal.groups))
    return found


@shared_carts.mutation(returns={"shared_cart": SharedCart}, permission=ANYONE)
async def cart_share(uow: UnitOfWork, info: Info, data: CartShareInput) -> model.SharedCart:
    """Makes a link to what is in a cart now. The same content has the same link; what is changed later has another."""
    return await service.share_cart(uow, settings_of(info), cart_id_of(data.cart_id))


@shared_carts.mutation(returns={"cart": Cart}, permission=ANYONE)
async def shared_cart_copy(uow: UnitOfWork, info: Info, data: SharedCartCopyInput) -> cart_model.Cart:
    """Puts what is in a shared cart into one's own, at present prices; notices of the cart tell what is gone or not to
    be had in such a number.
    """
    return await service.copy_shared_cart(
        uow,
        settings_of(info),
        info.context.app.channels,
        data.token,
        None if data.cart_id is None else cart_id_of(data.cart_id),
        session=info.context.ensure_session(),
    )
