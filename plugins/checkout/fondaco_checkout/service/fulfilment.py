"""Keeping on orders what whoever sends says of them."""

from __future__ import annotations

from fondaco.commerce import OrderShipment

from fondaco_checkout.errors import order_is_cancelled
from fondaco_checkout.model.fulfilment import changed_numbers
from fondaco_checkout.model.states import OrderAction, allows
from fondaco_checkout.repository import fulfilment

__all__ = ["note_shipment"]


async def note_shipment(shipment: OrderShipment) -> None:
    """Adds what left or came back to the lines of an order; its fulfilment state follows. Locks the order.

    An order that is not one of checkout's is left to its owner. What left can neither be cancelled nor edited away:
    the database holds ``returned <= shipped <= quantity``.

    Raises:
        ConflictError: ``ORDER_CANCELLED`` if something would be sent of a cancelled order.
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
    lines = await fulfilment.find_numbers(shipment.order_id)
    await fulfilment.set_numbers(changed_numbers(lines, shipment))
