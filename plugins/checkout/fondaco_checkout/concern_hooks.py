"""What checkout does about orders that are unusual."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.commerce import OrderConcern, WatchedOrder

from fondaco_checkout.order_hooks import OrderHooks
from fondaco_checkout.service.watching import own_concerns

__all__ = ["ConcernHooks"]


class ConcernHooks(OrderHooks):
    """The part of `CheckoutPlugin` that watches orders."""

    async def collect_order_concerns(self, payload: WatchedOrder) -> Sequence[OrderConcern]:
        """What its own rules say."""
        return await own_concerns(self.settings, payload)
