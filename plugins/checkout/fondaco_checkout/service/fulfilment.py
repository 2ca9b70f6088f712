"""Keeping on orders what whoever sends says of them."""

from __future__ import annotations

from uuid import UUID

from fondaco.commerce import BuyersOrderQuery, OrderShipment

from fondaco_checkout.errors import order_is_cancelled, order_is_held
from fondaco_checkout.model.fulfilment import changed_numbers
from fondaco_checkout.model.states import OrderAction, allows
from fondaco_checkout.repository import cases, fulfilment, orders

__all__ = ["find_buyers_order", "note_shipment"]


async def find_buyers_order(query: BuyersOrderQuery) -> UUID | None:
    """Returns the id of an order of which who asks is the buyer, or knows the buyer's secret; None otherwise."""
    if query.token is not None:
        found = await orders.find_order_by_token(query.token)
        return None if found is None else found.id
    if query.order_id is None or (query.session is None and query.customer is None):
        return None
    own = await orders.find_orders([query.order_id], session=query.session, customer=query.customer)
    return query.order_id if query.order_id in own else None


async def note_shipment(shipment: OrderShipment) -> None:
    """Adds what left or came back to the lines of an order; its fulfilment state follows. Locks the order.

    An order that is not one of checkout's is left to its owner. What left can neither be cancelled nor edited away:
    the database holds ``returned <= shipped <= quantity``.

    Raises:
        ConflictError: ``ORDER_CANCELLED`` or ``ORDER_HELD`` if something would be sent of an order that is so.
        NotFoundError: ``LINE_NOT_FOUND``.
        LimitExceededError: ``QUANTITY_TOO_LARGE`` where more would have left than is wanted, or come back than left.
    """
    state = await fulfilment.lock_state(shipment.order_id)
    if state is None:
        return
    actions = {OrderAction.SEND for line in shipment.lines if line.shipped > 0}
    actions |= {OrderAction.TAKE_BACK for line in shipment.lines if line.returned > 0}
    if not all(allows(state, action) for action in actions):
        raise order_is_cancelled()
    if any(line.shipped > 0 for line in shipment.lines) and await cases.is_held(shipment.order_id):
        raise order_is_held()
    lines = await fulfilment.find_numbers(shipment.order_id)
    await fulfilment.set_numbers(changed_numbers(lines, shipment))
