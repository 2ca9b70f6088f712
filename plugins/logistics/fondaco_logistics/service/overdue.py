"""Letting go of what is held for orders that came to nothing without saying so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import structlog
from fondaco.commerce import Channel, DemandStage, HeldOrder, HeldOrdersQuery, OrderDemand
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.hookspecs import HookSpecs

from fondaco_logistics.repository.orders import HeldRow, lock_overdue
from fondaco_logistics.service.demand import meet_demand
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["OVERDUE_AFTER", "release_ended"]

OVERDUE_AFTER = timedelta(hours=1)
"""After the moment at which the payment was to be given up."""

log = structlog.get_logger("fondaco.logistics")


async def release_ended(
    uow: UnitOfWork, settings: LogisticsSettings, channels: Mapping[str, Channel], held: HeldRow
) -> bool:
    """Gives back what is held for an order, if its owner says that it came to nothing for sure.

    The owner is asked while the order's row is locked here: whoever would place it has to tell its demand first, and
    waits for that lock, having neither committed the order nor closed its payment. So an undecided payment, and one
    that is just being decided, keeps its pieces, however old it is.

    Returns:
        Whether it was given back.
    """
    if not await lock_overdue(held.id, uow.now - OVERDUE_AFTER):
        return False
    query = HeldOrdersQuery((HeldOrder(held.id, held.cart_id),))
    answers = await uow.hooks.collect(HookSpecs.collect_ended_orders, query)
    if not any(held.id in ended for _, ended in answers):
        return False
    log.warning("hold_released", order_id=str(held.id), number=held.number)
    nothing = OrderDemand(
        order_id=held.id,
        cart_id=held.cart_id,
        number=held.number,
        channel=held.channel,
        stage=DemandStage.HELD,
        firm=True,
        lines=(),
    )
    await meet_demand(uow, settings, channels, nothing)
    return True
