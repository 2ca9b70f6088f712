"""The carts of a customer, what becomes of a guest's, notices, and buying the same again."""

from __future__ import annotations

from fondaco.access import ANYONE
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import InvalidInputError, LimitExceededError
from fondaco.graphql import ID, Info, SchemaPart, input_type
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_checkout.errors import order_not_found
from fondaco_checkout.graphql.inputs import cart_id_of
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.graphql.types import Cart
from fondaco_checkout.model import cart as cart_model
from fondaco_checkout.repository import carts as repository
from fondaco_checkout.repository import orders as order_repository
from fondaco_checkout.service import customer_carts as service
from fondaco_checkout.service.carts import lock_open_cart
from fondaco_checkout.service.merging import merge_carts
from fondaco_checkout.service.notices import acknowledge_notices
from fondaco_checkout.service.pricing import channel_of
from fondaco_checkout.service.quotes import with_quotes
from fondaco_checkout.service.reorder import reorder

__all__ = ["carts"]

MAX_NOTICES = 1000

carts = SchemaPart()


@input_type
class CartRenameInput:
    """What a customer calls a cart; at most 100 characters, empty for no name."""

    cart_id: ID
    name: str


@input_type
class CartSwitchInput:
    """Which cart the customer fills from now on."""

    cart_id: ID


@input_type
class CartDeleteInput:
    """Which cart to delete."""

    cart_id: ID


@input_type
class CartsMergeInput:
    """What to merge.

    Attributes:
        cart_id: Only this cart of the session of before; left out, all of them in this channel.
    """

    cart_id: ID | None = None


@input_type
class CartNoticesAcknowledgeInput:
    """Notices that the buyer has read.

    Attributes:
        notice_ids: As they were shown. One whose matter has changed again since then is not acknowledged.
    """

    cart_id: ID
    notice_ids: list[ID]


@input_type
class OrderReorderInput:
    """Which order to buy again: one that the caller placed, by id, or anybody's by its secret token.

    Attributes:
        order_id: Give this or the token.
        token: From the link that the buyer was given.
        cart_id: Into which cart; left out, a customer's current one or a new one.
    """

    order_id: ID | None = None
    token: str | None = None
    cart_id: ID | None = None


@carts.query(type=list[Cart], permission=ANYONE, name="carts")
async def open_carts(info: Info) -> list[cart_model.Cart]:
    """The caller's carts in this channel that are no orders yet: the current one first, then the latest changed.

    A customer's, and those that their session filled before they signed in; of a guest, those of the session.
    """
    principal = info.context.principal
    return await repository.find_open_carts(
        info.context.channel.slug, session=principal.session, customer=principal.customer
    )


@carts.query(type=Cart | None, permission=ANYONE)
async def current_cart(info: Info) -> cart_model.Cart | None:
    """The cart that the customer fills in this channel, from whatever device; null if there is none, and for guests."""
    customer = info.context.principal.customer
    found = await repository.find_open_carts(info.context.channel.slug, session=None, customer=customer)
    return next((cart for cart in found if cart.current), None)


@carts.mutation(returns={"cart": Cart}, permission=ANYONE)
async def cart_rename(uow: UnitOfWork, data: CartRenameInput) -> cart_model.Cart:
    """Changes what a customer calls a cart."""
    return await service.rename_cart(uow, cart_id_of(data.cart_id), data.name)


@carts.mutation(returns={"cart": Cart}, permission=ANYONE)
async def cart_switch(uow: UnitOfWork, data: CartSwitchInput) -> cart_model.Cart:
    """Makes a cart the one that the customer fills, instead of the one that was."""
    return await service.switch_cart(uow, cart_id_of(data.cart_id))


@carts.mutation(returns={"deletedCartId": ID}, permission=ANYONE)
async def cart_delete(uow: UnitOfWork, data: CartDeleteInput) -> str:
    """Deletes a cart with everything in it. Of a customer's current one the latest changed one takes the place."""
    return encode_global_id("Cart", await service.delete_cart(uow, cart_id_of(data.cart_id)))


@carts.mutation(returns={"cart": Cart | None}, permission=ANYONE)
async def carts_merge(uow: UnitOfWork, info: Info, data: CartsMergeInput) -> cart_model.Cart | None:
    """Puts what a customer had in their carts before they signed in into their current one: call it after the login.

    Send the session of before beside the customer's credentials. Quantities are added, up to the limits; the notices
    of the cart tell what did not fit. A cart that is being paid is left alone. Calling it again changes nothing.

    Attributes:
        cart: The customer's current cart in this channel; null if there is none.
    """
    only = None if data.cart_id is None else cart_id_of(data.cart_id)
    return await merge_carts(uow, settings_of(info), info.context.channel, only=only)


@carts.mutation(returns={"cart": Cart}, permission=ANYONE, transaction=False)
async def cart_notices_acknowledge(info: Info, data: CartNoticesAcknowledgeInput) -> cart_model.Cart:
    """Takes the cart as its notices say, so that they are gone: lines that cannot be bought, and pieces of which there
    are too many, are taken out; present prices and compositions are the ones that the buyer knows.
    """
    if len(data.notice_ids) > MAX_NOTICES:
        raise LimitExceededError(
            f"At most {MAX_NOTICES} notices are acknowledged at once.", code="TOO_MANY_NOTICES", field=("noticeIds",)
        )
    cart_id, context = cart_id_of(data.cart_id), info.context

    async def attempt() -> cart_model.Cart:
        async with context.app.unit_of_work(context.caller) as uow:
            found = await lock_open_cart(uow, cart_id)
            channel = channel_of(context.app.channels, found.channel)
            return await acknowledge_notices(
                uow, settings_of(info), channel, found, frozenset(map(str, data.notice_ids))
            )

    return await with_quotes(attempt)


@carts.mutation(returns={"cart": Cart}, permission=ANYONE)
async def order_reorder(uow: UnitOfWork, info: Info, data: OrderReorderInput) -> cart_model.Cart:
    """Puts what an order sold into a cart, at present prices; notices of the cart tell what is gone or not to be had
    in such a number.
    """
    if (data.order_id is None) == (data.token is None):
        raise InvalidInputError("Give either orderId or token.", code="INVALID_INPUT", field=("orderId",))
    if data.token is not None:
        order = await order_repository.find_order_by_token(data.token)
    else:
        order_id = parse_global_id(data.order_id or "", "Order", field=("orderId",))
        principal = info.context.principal
        known = principal.session is not None or principal.customer is not None
        found = (
            await order_repository.find_orders([order_id], session=principal.session, customer=principal.customer)
            if known
            else {}
        )
        order = found.get(order_id)
    if order is None:
        raise order_not_found()
    return await reorder(
        uow,
        settings_of(info),
        info.context.app.channels,
        order,
        None if data.cart_id is None else cart_id_of(data.cart_id),
        session=info.context.ensure_session(),
    )
