"""What staff see and do: orders of everybody, carts for support."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.access import is_allowed
from fondaco.commerce.events import OrderCancelled, OrderPlaced
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, SKIP, Info, RequestContext, SchemaPart, Skip, input_type
from fondaco.ids import parse_global_id

from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.graphql.types import Cart
from fondaco_checkout.model import cart as cart_model
from fondaco_checkout.model import order as order_model
from fondaco_checkout.permissions import MANAGE_ORDERS, VIEW_ORDERS
from fondaco_checkout.repository import carts as cart_repository
from fondaco_checkout.repository import orders as order_repository
from fondaco_checkout.service.orders import cancel_order

__all__ = ["admin"]

admin = SchemaPart()


async def _carts(context: RequestContext, ids: Sequence[UUID]) -> list[cart_model.Cart | None]:
    found = await cart_repository.find_carts(ids) if is_allowed(context.principal, VIEW_ORDERS) else {}
    return [found.get(id_) for id_ in ids]


async def _orders(context: RequestContext, ids: Sequence[UUID]) -> list[order_model.Order | None]:
    found = await order_repository.find_orders(ids) if is_allowed(context.principal, VIEW_ORDERS) else {}
    return [found.get(id_) for id_ in ids]


admin.node(Cart, _carts)
admin.node(Order, _orders)


@input_type
class OrderCancelInput:
    """Which order to cancel, and why.

    Attributes:
        reason: For staff; at most 1,000 characters.
    """

    id: ID
    reason: str = ""


@admin.query(type=Order | None, permission=VIEW_ORDERS)
async def order(info: Info, id: ID | None = None, number: str | None = None) -> order_model.Order | None:
    """An order by id or number; null if there is none.

    Args:
        id: Give this or the number.
    """
    if (id is None) == (number is None):
        raise InvalidInputError("Give either id or number.", field=("id",))
    if number is not None:
        return await order_repository.find_order_by_number(number)
    assert id is not None  # noqa: S101 (for the type checker)
    return (await _orders(info.context, [parse_global_id(id, "Order", field=("id",))]))[0]


@admin.query(type=Cart | None, permission=VIEW_ORDERS)
async def cart(info: Info, id: ID) -> cart_model.Cart | None:
    """Anybody's cart; null if there is none of that id."""
    return (await _carts(info.context, [parse_global_id(id, "Cart", field=("id",))]))[0]


@admin.extend("Order", type=str)
async def channel(found: Sequence[order_model.Order]) -> list[str]:
    """Slug of the channel that it was placed in."""
    return [one.channel for one in found]


@admin.extend("Order", type=datetime | None)
async def cancelled_at(found: Sequence[order_model.Order]) -> list[datetime | None]:
    """When it was cancelled."""
    return [one.cancelled_at for one in found]


@admin.extend("Order", type=str)
async def cancel_reason(found: Sequence[order_model.Order]) -> list[str]:
    """Why it was cancelled; empty if it was not, or nobody said."""
    return [one.cancel_reason for one in found]


@admin.mutation(returns={"order": Order}, permission=MANAGE_ORDERS, transaction=False)
async def order_cancel(info: Info, data: OrderCancelInput) -> order_model.Order:
    """Cancels an order and gives its payments back: what is reserved is voided, what was captured refunded.

    Money that came without a provider is left: note with orderRefund that you sent it back. Cancelling again changes
    nothing.
    """
    return await cancel_order(
        info.context.app,
        settings_of(info),
        info.context.caller,
        parse_global_id(data.id, "Order", field=("id",)),
        data.reason,
    )


@admin.subscription(type=Order, permission=VIEW_ORDERS, events=(OrderPlaced,))
async def order_placed(event: OrderPlaced, channel: str | None = None) -> order_model.Order | Skip:
    """Tells of every order when it is placed and its payment certain.

    Args:
        channel: Only of this one; its slug.
    """
    if channel is not None and event.channel != channel:
        return SKIP
    return (await order_repository.find_orders([event.order_id])).get(event.order_id, SKIP)


@admin.subscription(type=Order, permission=VIEW_ORDERS, events=(OrderCancelled,))
async def order_cancelled(event: OrderCancelled, channel: str | None = None) -> order_model.Order | Skip:
    """Tells of every order that is cancelled.

    Args:
        channel: Only of this one; its slug.
    """
    if channel is not None and event.channel != channel:
        return SKIP
    return (await order_repository.find_orders([event.order_id])).get(event.order_id, SKIP)
