"""What buyers do: fill a cart, say where it goes, pay, and look at the order."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.access import ANYONE
from fondaco.commerce import PaymentQuery
from fondaco.commerce.events import CartCompleted, OrderCancelled, OrderEdited, OrderPaymentChanged, OrderRefunded
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import InvalidInputError, NotFoundError
from fondaco.graphql import ID, SKIP, Info, RequestContext, SchemaPart, Skip, fields_below
from fondaco.ids import parse_global_id

from fondaco_checkout.errors import cart_not_found
from fondaco_checkout.graphql import inputs
from fondaco_checkout.graphql.inputs import cart_id_of, line_changes, line_id_of, wanted_lines
from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.graphql.payment_ways import PaymentAction, PaymentActionView, action_of
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.graphql.types import Cart
from fondaco_checkout.model import cart as cart_model
from fondaco_checkout.model import order as order_model
from fondaco_checkout.repository import carts as cart_repository
from fondaco_checkout.repository import completions
from fondaco_checkout.repository import orders as order_repository
from fondaco_checkout.service import carts as service
from fondaco_checkout.service.cart_lines import add_lines, remove_lines, update_lines
from fondaco_checkout.service.complete import Wishes, complete_cart, reopen_cart
from fondaco_checkout.service.pricing import channel_of
from fondaco_checkout.service.quotes import with_quotes
from fondaco_checkout.service.tax_registers import give_tax_number

__all__ = ["CompletionAnswer", "action_of_cart", "shop"]

shop = SchemaPart()


async def _own_carts(context: RequestContext, ids: Sequence[UUID]) -> list[cart_model.Cart | None]:
    session, customer = context.principal.session, context.principal.customer
    if session is None and customer is None:
        return [None] * len(ids)
    found = await cart_repository.find_carts(ids, session=session, customer=customer)
    return [found.get(id_) for id_ in ids]


async def _own_orders(context: RequestContext, ids: Sequence[UUID]) -> list[order_model.Order | None]:
    session, customer = context.principal.session, context.principal.customer
    if session is None and customer is None:
        return [None] * len(ids)
    found = await order_repository.find_orders(ids, session=session, customer=customer)
    return [found.get(id_) for id_ in ids]


shop.node(Cart, _own_carts)
shop.node(Order, _own_orders)


class CompletionAnswer(msgspec.Struct, frozen=True):
    """The payload of cartComplete."""

    order: order_model.Order | None
    cart: cart_model.Cart | None
    action: PaymentActionView | None


@shop.query(type=Cart | None, permission=ANYONE)
async def cart(info: Info, id: ID) -> cart_model.Cart | None:
    """A cart of the caller, who is a customer or the guest of this session; null if there is none of that id."""
    return (await _own_carts(info.context, [parse_global_id(id, "Cart", field=("id",))]))[0]


@shop.query(type=Order | None, permission=ANYONE)
async def order(info: Info, id: ID | None = None, token: str | None = None) -> order_model.Order | None:
    """An order that the caller placed, by id, or anybody's by its secret token; null if there is none.

    Args:
        id: Give this or the token.
        token: From the link that the buyer was given.
    """
    if (id is None) == (token is None):
        raise InvalidInputError("Give either id or token.", field=("id",))
    if token is not None:
        return await order_repository.find_order_by_token(token)
    assert id is not None  # noqa: S101 (for the type checker)
    return (await _own_orders(info.context, [parse_global_id(id, "Order", field=("id",))]))[0]


@shop.mutation(returns={"cart": Cart}, permission=ANYONE)
async def cart_create(uow: UnitOfWork, info: Info, data: inputs.CartCreateInput) -> cart_model.Cart:
    """Makes a cart; a customer's becomes their current one.

    A caller without a session gets one: send its token back in the Fondaco-Session header.
    """
    return await service.create_cart(
        uow,
        settings_of(info),
        session=info.context.ensure_session(),
        email=data.email,
        name=data.name,
        lines=wanted_lines(data.lines or ()),
    )


@shop.mutation(returns={"cart": Cart}, permission=ANYONE)
async def cart_lines_add(uow: UnitOfWork, info: Info, data: inputs.CartLinesAddInput) -> cart_model.Cart:
    """Adds pieces to a cart: all that are given, or none."""
    wanted = wanted_lines(data.lines)
    found = await service.lock_open_cart(uow, cart_id_of(data.cart_id))
    channel = channel_of(info.context.app.channels, found.channel)
    return await add_lines(uow, settings_of(info), channel, found, wanted)


@shop.mutation(returns={"cart": Cart}, permission=ANYONE)
async def cart_lines_update(uow: UnitOfWork, info: Info, data: inputs.CartLinesUpdateInput) -> cart_model.Cart:
    """Sets quantities of lines and what is chosen of them: all that are given, or none."""
    changes = line_changes(data.lines)
    found = await service.lock_open_cart(uow, cart_id_of(data.cart_id))
    channel = channel_of(info.context.app.channels, found.channel)
    return await update_lines(uow, settings_of(info), channel, found, changes)


@shop.mutation(returns={"cart": Cart}, permission=ANYONE)
async def cart_lines_remove(uow: UnitOfWork, data: inputs.CartLinesRemoveInput) -> cart_model.Cart:
    """Removes lines: all that are given, or none."""
    line_ids = [line_id_of(id_, "lineIds", str(index)) for index, id_ in enumerate(data.line_ids)]
    found = await service.lock_open_cart(uow, cart_id_of(data.cart_id))
    return await remove_lines(uow, found, line_ids)


@shop.mutation(returns={"cart": Cart}, permission=ANYONE)
async def cart_buyer_update(uow: UnitOfWork, info: Info, data: inputs.CartBuyerUpdateInput) -> cart_model.Cart:
    """Says who buys."""
    found = await service.lock_open_cart(uow, cart_id_of(data.cart_id))
    return await service.update_buyer(
        uow,
        settings_of(info),
        channel_of(info.context.app.channels, found.channel),
        found,
        email=data.email,
        phone=data.phone,
        phone_country=data.phone_country,
    )


@shop.mutation(returns={"cart": Cart}, permission=ANYONE)
async def cart_addresses_update(uow: UnitOfWork, info: Info, data: inputs.CartAddressesUpdateInput) -> cart_model.Cart:
    """Says where it is delivered to and who is billed."""
    found = await service.lock_open_cart(uow, cart_id_of(data.cart_id))
    return await service.update_addresses(
        uow,
        settings_of(info),
        channel_of(info.context.app.channels, found.channel),
        found,
        shipping=None if data.shipping_address is None else data.shipping_address.parsed(),
        billing=None if data.billing_address is None else data.billing_address.parsed(),
    )


@shop.mutation(returns={"cart": Cart}, permission=ANYONE, transaction=False)
async def cart_tax_number_set(info: Info, data: inputs.CartTaxNumberSetInput) -> cart_model.Cart:
    """Says that a business buys, by its tax number. In another member state of the EU it owes the tax itself then.

    Where the shop asks a register, it has to be registered there.
    """
    cart_id, context = cart_id_of(data.cart_id), info.context
    return await give_tax_number(context.app, settings_of(info), context.caller, cart_id, data.tax_number)


@shop.mutation(returns={"cart": Cart}, permission=ANYONE, transaction=False)
async def cart_delivery_option_select(info: Info, data: inputs.CartDeliveryOptionSelectInput) -> cart_model.Cart:
    """Chooses how it is delivered. What a carrier said that it costs it costs for a while, as long as parcels,
    value and address stay the same.
    """
    cart_id, context = cart_id_of(data.cart_id), info.context

    async def attempt() -> cart_model.Cart:
        async with context.app.unit_of_work(context.caller) as uow:
            context.found = uow.found
            found = await service.lock_open_cart(uow, cart_id)
            channel = channel_of(context.app.channels, found.channel)
            return await service.select_delivery_option(uow, channel, found, data.code)

    return await with_quotes(attempt)


@shop.mutation(returns={"order": Order, "cart": Cart, "action": PaymentAction}, permission=ANYONE, transaction=False)
async def cart_complete(info: Info, data: inputs.CartCompleteInput) -> CompletionAnswer:
    """Pays a cart and places the order, once: call it again after an action, a time-out or a lost connection.

    A cart that was completed before answers with its order, whatever else is given.

    Attributes:
        order: The placed order.
        action: What the buyer has to do first; then call this again.
    """
    cart_id = cart_id_of(data.cart_id)
    settled = await complete_cart(
        info.context.app,
        settings_of(info),
        info.context.caller,
        cart_id,
        data.payment.parsed(),
        Wishes(
            None if data.expected_total is None else data.expected_total.parsed(field=("expectedTotal",)),
            save_addresses=data.save_addresses,
        ),
    )
    wants_cart = "cart" in fields_below(info)
    return CompletionAnswer(
        order=settled.order,
        cart=(await _own_carts(info.context, [cart_id]))[0] if wants_cart else None,
        action=await action_of_cart(info, cart_id, settled.action_url),
    )


async def action_of_cart(info: Info, cart_id: UUID, url: str | None) -> PaymentActionView | None:
    """Returns what a buyer has to do for the payment of a cart at the address that its provider gave."""
    if url is None:
        return None
    completion = await completions.find_completion(cart_id)
    query = None if completion is None else PaymentQuery(completion.payment_id, completion.method)
    return await action_of(info.context.app.hooks, query, url, settings_of(info).payment_timeout_seconds)


@shop.mutation(returns={"cart": Cart}, permission=ANYONE, transaction=False)
async def cart_reopen(info: Info, data: inputs.CartReopenInput) -> cart_model.Cart:
    """Gives an undecided payment back, so that the cart can be changed or paid in another way."""
    cart_id = cart_id_of(data.cart_id)
    await reopen_cart(info.context.app, settings_of(info), info.context.caller, cart_id)
    found = (await _own_carts(info.context, [cart_id]))[0]
    if found is None:
        raise cart_not_found()
    return found


async def _own_cart_id(info: Info, id: ID) -> UUID:
    cart_id = parse_global_id(id, "Cart", field=("id",))
    if (await _own_carts(info.context, [cart_id]))[0] is None:
        raise cart_not_found()
    return cart_id


@shop.subscription(type=Order, permission=ANYONE, events=(CartCompleted,), start=_own_cart_id)
async def cart_completed(event: CartCompleted, info: Info, started: UUID) -> order_model.Order | Skip:
    """Tells of the order that a cart of this session became, whoever completed it: a provider's message may be first.

    Args:
        id: The cart.
    """
    if event.cart_id != started:
        return SKIP
    return (await _own_orders(info.context, [event.order_id]))[0] or SKIP


async def _order_of_token(token: str) -> UUID:
    found = await order_repository.find_order_by_token(token)
    if found is None:
        raise NotFoundError("There is no such order.", code="ORDER_NOT_FOUND", field=("token",))
    return found.id


@shop.subscription(
    type=Order,
    permission=ANYONE,
    events=(OrderCancelled, OrderEdited, OrderPaymentChanged, OrderRefunded),
    start=_order_of_token,
)
async def order_updated(
    event: OrderCancelled | OrderEdited | OrderPaymentChanged | OrderRefunded, started: UUID
) -> order_model.Order | Skip:
    """Tells of an order after each change of its state, of what is paid of it, and after each edit and refund.

    Args:
        token: From the link that the buyer was given.
    """
    if event.order_id != started:
        return SKIP
    return (await order_repository.find_orders([started])).get(started, SKIP)
