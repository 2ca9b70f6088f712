"""Counting what is sold, told by the events of orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from fondaco.commerce import OrderedLine
from fondaco.commerce.events import OrderCancelled, OrderPlaced
from fondaco.db import UnitOfWork

from fondaco_catalog.repository import sales

__all__ = ["count_sales", "take_back_sales"]


async def count_sales(uow: UnitOfWork, event: OrderPlaced) -> None:
    """Adds an order to what its products have sold; locks them in the order of their ids.

    Called once for each order: the delivery is noted as done in the same transaction.
    """
    await _add(uow, event.lines, 1)


async def take_back_sales(uow: UnitOfWork, event: OrderCancelled) -> None:
    """Takes a cancelled order out of what its products have sold, down to nothing; otherwise as `count_sales`.

    Down to nothing, since the order may be older than the counting.
    """
    await _add(uow, event.lines, -1)


async def _add(uow: UnitOfWork, lines: Sequence[OrderedLine], sign: int) -> None:
    pieces: Counter[UUID] = Counter()
    for line in lines:
        if line.ref.type == "ProductVariant":
            pieces[line.ref.id] += sign * line.quantity
    if pieces and await sales.add_units_sold(pieces):
        # Of all answers only those in the order of sales show the number. Dropping "products" would empty the cache of
        # every list with every order.
        uow.invalidate("best_sellers")
