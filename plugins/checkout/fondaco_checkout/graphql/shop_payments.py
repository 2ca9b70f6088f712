"""What buyers do about an order that is not paid."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from fondaco import commerce
from fondaco.access import ANYONE
from fondaco.graphql import ID, Info, SchemaPart, input_type
from fondaco.graphql.scalars import MoneyInput
from fondaco.ids import parse_global_id

from fondaco_checkout.errors import order_not_found
from fondaco_checkout.graphql.inputs import PaymentInput
from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.graphql.payment_types import Payment
from fondaco_checkout.graphql.payment_ways import (
    PaymentAction,
    PaymentActionView,
    PaymentMethod,
    PaymentMethodView,
    action_of,
    methods_view,
)
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model import payments as model
from fondaco_checkout.repository import orders as repository
from fondaco_checkout.service.order_pay import methods_of_order, pay_order

__all__ = ["shop_payments"]

shop_payments = SchemaPart()


@input_type
class OrderPayInput:
    """Pays what is outstanding of an order.

    Attributes:
        order_id: An order that this session placed; give this or the token.
        token: From the link that the buyer was given.
        expected_amount: What the buyer saw as outstanding: if it is something else by now, the answer is
            OUTSTANDING_CHANGED.
    """

    payment: PaymentInput
    order_id: ID | None = None
    token: str | None = None
    expected_amount: MoneyInput | None = None


class OrderPayAnswer(msgspec.Struct, frozen=True):
    """The payload of orderPay."""

    order: order_model.Order
    payment: model.Payment | None
    action: PaymentActionView | None


@shop_payments.extend("Order", type=list[PaymentMethod], name="paymentMethods")
async def order_payment_methods(orders: Sequence[order_model.Order], info: Info) -> list[tuple[PaymentMethodView, ...]]:
    """How what is outstanding can be paid."""
    return [methods_view(await methods_of_order(info.context.app, order, info.context.locale)) for order in orders]


@shop_payments.mutation(
    returns={"order": Order, "payment": Payment | None, "action": PaymentAction | None},
    permission=ANYONE,
    transaction=False,
)
async def order_pay(info: Info, data: OrderPayInput) -> OrderPayAnswer:
    """Pays what is outstanding of an order: never more, however often it is called.

    Call it again after an action, a time-out or a lost connection. Of an order that is paid nothing is charged.

    Attributes:
        payment: The payment; null if nothing was outstanding.
        action: What the buyer has to do first; then call this again.
    """
    order = await _order(info, data)
    expected = None if data.expected_amount is None else data.expected_amount.parsed(field=("expectedAmount",))
    app, settings = info.context.app, settings_of(info)
    payment = await pay_order(app, settings, info.context.caller, order, data.payment.parsed(), expected)
    action: PaymentActionView | None = None
    if payment is not None and payment.action_url is not None:
        query = commerce.PaymentQuery(payment.id, payment.method)
        action = await action_of(app.hooks, query, payment.action_url, settings.payment_timeout_seconds)
    return OrderPayAnswer(order=(await repository.find_orders([order.id]))[order.id], payment=payment, action=action)


async def _order(info: Info, data: OrderPayInput) -> order_model.Order:
    found: order_model.Order | None = None
    session = info.context.principal.session
    if data.token is not None:
        found = await repository.find_order_by_token(data.token)
    elif data.order_id is not None and session is not None:
        id_ = parse_global_id(data.order_id, "Order", field=("orderId",))
        found = (await repository.find_orders([id_], session=session)).get(id_)
    if found is None:
        raise order_not_found()
    return found
