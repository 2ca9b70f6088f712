"""The orders of a customer."""

from __future__ import annotations

from fondaco.access import ANYONE
from fondaco.db.pagination import Page
from fondaco.graphql import Connection, Info, SchemaPart
from fondaco.graphql.connections import After, Before, First, Last

from fondaco_checkout.errors import sign_in_required
from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model.balance import OrderPaymentState
from fondaco_checkout.model.order import OrderState
from fondaco_checkout.model.order_filter import OrderCriteria
from fondaco_checkout.repository.order_lists import list_orders

__all__ = ["customer_orders"]

customer_orders = SchemaPart()


@customer_orders.query(type=Connection[Order], permission=ANYONE, name="customerOrders")
async def orders_of_customer(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    state: OrderState | None = None,
    payment_state: OrderPaymentState | None = None,
) -> Page[order_model.Order]:
    """The orders of the signed-in customer in all channels, the newest first.

    Guests are refused (SIGN_IN_REQUIRED): each of their orders is seen by its token.

    Args:
        state: Only those in this state.
        payment_state: Only those of which so much is paid.
    """
    customer = info.context.principal.customer
    if customer is None:
        raise sign_in_required()
    args = info.context.page_args(first, after, last, before)
    largest = info.context.app.settings.graphql.max_page_size
    criteria = OrderCriteria(
        customer=str(customer),
        states=() if state is None else (state,),
        payment_states=() if payment_state is None else (payment_state,),
    )
    return await list_orders(args, criteria, largest=largest)
