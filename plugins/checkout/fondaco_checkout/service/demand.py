"""Tells whoever counts stock what an order wants, in the transaction in which it comes to want it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fondaco.commerce import DemandStage, OrderDemand
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.hookspecs import HookSpecs

from fondaco_checkout.model.order import Order, OrderDraft, OrderLine

__all__ = ["demand", "hold"]


async def hold(uow: UnitOfWork, draft: OrderDraft, until: datetime) -> None:
    """Holds what a frozen order needs while its payment is undecided. The cart is locked.

    Args:
        until: When the payment is given up at the latest, UTC. It may be decided later than that, and what was held is
            held until then.

    Raises:
        ConflictError: ``OUT_OF_STOCK``, from whoever counts; nothing is held then.
    """
    await _tell(uow, draft, DemandStage.HELD, draft.lines, firm=False, until=until)


async def demand(
    uow: UnitOfWork, order: Order | OrderDraft, stage: DemandStage, lines: Iterable[OrderLine], *, firm: bool = True
) -> None:
    """Says what an order wants from now on: all its lines once it is placed, none when it came to nothing.

    The cart and, where there is one, the order are locked.

    Args:
        firm: Never refused, since money or word was given, or less is wanted.

    Raises:
        ConflictError: ``OUT_OF_STOCK``, if it is not firm and wants more than there is.
    """
    await _tell(uow, order, stage, lines, firm=firm, until=None)


async def _tell(
    uow: UnitOfWork,
    order: Order | OrderDraft,
    stage: DemandStage,
    lines: Iterable[OrderLine],
    *,
    firm: bool,
    until: datetime | None,
) -> None:
    payload = OrderDemand(
        order_id=order.id,
        cart_id=order.cart_id,
        number=order.number,
        channel=order.channel,
        stage=stage,
        firm=firm,
        lines=tuple(line.demanded for line in lines),
        destination=order.shipping_address,
        delivery_code=None if order.delivery is None else order.delivery.code,
        due_on=None if order.delivery is None else order.delivery.latest,
        held_until=until,
    )
    await uow.hooks.join(HookSpecs.join_order_demand, uow, payload)
