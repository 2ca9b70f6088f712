"""What checkout does for other plugins that have to do with orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fondaco.commerce import OrderEntry

from fondaco_checkout.payment_hooks import PaymentHooks
from fondaco_checkout.service.history import record_entry

if TYPE_CHECKING:
    from fondaco.db.unit_of_work import UnitOfWork

__all__ = ["OrderHooks"]


class OrderHooks(PaymentHooks):
    """The part of `CheckoutPlugin` that keeps orders."""

    async def join_order_entry(self, uow: UnitOfWork, payload: OrderEntry) -> None:
        """Writes what happened to an order into its history."""
        await record_entry(uow, payload)
