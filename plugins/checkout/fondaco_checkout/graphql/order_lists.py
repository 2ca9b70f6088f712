"""Lists of orders for staff: searched, filtered, sorted."""

from __future__ import annotations

from datetime import datetime

from fondaco.db.pagination import Page
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Connection, CurrencyCode, Info, SchemaPart, enum_type, input_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.graphql.scalars import MoneyInput
from fondaco.ids import parse_global_id

from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model.balance import OrderPaymentState
from fondaco_checkout.model.fulfilment import FulfilmentState
from fondaco_checkout.model.order import OrderState
from fondaco_checkout.model.order_filter import OrderCriteria, OrderSort
from fondaco_checkout.permissions import VIEW_ORDERS
from fondaco_checkout.repository.order_lists import list_orders

__all__ = ["OrderFilter", "criteria_of", "order_lists"]

order_lists = SchemaPart()
enum_type(OrderSort)


@input_type
class OrderFilter:
    """Which orders are wanted; everything given has to hold, and of a list one of its values, at most 100.

    Attributes:
        states: In one of these states.
        payment_states: Paid so far.
        fulfilment_states: So much has left.
        channels: Placed in one of these, by slug.
        placed_from: Placed at this moment or later.
        placed_before: Placed earlier than this.
        currency: In this currency.
        total_from: The total is at least so much; only orders in its currency.
        total_to: The total is at most so much; only orders in its currency.
        customer_id: Of this account.
        email: Placed with exactly this address, whatever the case.
        countries: Delivered there; where nothing is delivered, billed there. ISO 3166-1 alpha-2.
        delivery_codes: Delivered in one of these ways, such as `method:express`.
        skus: One of these was bought.
        has_note: Whether the buyer wrote a note.
    """

    states: list[OrderState] | None = None
    payment_states: list[OrderPaymentState] | None = None
    fulfilment_states: list[FulfilmentState] | None = None
    channels: list[str] | None = None
    placed_from: datetime | None = None
    placed_before: datetime | None = None
    currency: CurrencyCode | None = None
    total_from: MoneyInput | None = None
    total_to: MoneyInput | None = None
    customer_id: ID | None = None
    email: str | None = None
    countries: list[str] | None = None
    delivery_codes: list[str] | None = None
    skus: list[str] | None = None
    has_note: bool | None = None


def criteria_of(data: OrderFilter | None, search: str | None) -> OrderCriteria:
    """Returns what staff ask for, checked.

    Raises:
        InvalidInputError: ``TOO_MANY_VALUES``, ``WRONG_CURRENCY``, ``INVALID_ID`` or those of amounts, with the field.
    """
    if data is None:
        return OrderCriteria(search=search or "")
    totals = {
        name: None if amount is None else amount.parsed(field=("filter", name))
        for name, amount in (("totalFrom", data.total_from), ("totalTo", data.total_to))
    }
    currencies = {money.currency for money in totals.values() if money is not None}
    currencies |= {data.currency} if data.currency else set()
    if len(currencies) > 1:
        raise InvalidInputError(
            "Totals and the currency have to be of one currency.", code="WRONG_CURRENCY", field=("filter", "currency")
        )
    customer = data.customer_id and str(parse_global_id(data.customer_id, "Customer", field=("filter", "customerId")))
    least, most = totals["totalFrom"], totals["totalTo"]
    return OrderCriteria(
        search=search or "",
        states=tuple(data.states or ()),
        payment_states=tuple(data.payment_states or ()),
        fulfilment_states=tuple(data.fulfilment_states or ()),
        channels=tuple(data.channels or ()),
        placed_from=data.placed_from,
        placed_before=data.placed_before,
        currency=next(iter(currencies), ""),
        total_from=None if least is None else least.amount,
        total_to=None if most is None else most.amount,
        customer=customer or "",
        email=data.email or "",
        countries=tuple(code.upper() for code in data.countries or ()),
        delivery_codes=tuple(data.delivery_codes or ()),
        skus=tuple(data.skus or ()),
        has_note=data.has_note,
    ).checked()


@order_lists.query(type=Connection[Order], permission=VIEW_ORDERS)
async def orders(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    search: str | None = None,
    filter: OrderFilter | None = None,  # noqa: A002 (the API's name)
    sort: OrderSort = OrderSort.NEWEST,
) -> Page[order_model.Order]:
    """Orders of everybody. `totalCount` counts up to 10,001: that says that there are more than 10,000.

    Args:
        search: Words that all begin one of the order's: its number, e-mail address, names, companies, cities, postal
            codes, the last digits of telephone numbers, SKUs and titles of what was bought, references of payments.
            Case and accents do not matter; any part of a Chinese name is found. A word in double quotes is found as a
            whole only.
        sort: By total: those of one currency together.
    """
    largest = info.context.app.settings.graphql.max_page_size
    return await list_orders(
        info.context.page_args(first, after, last, before), criteria_of(filter, search), sort, largest=largest
    )
