"""Who in checkout hears of what happens to orders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from fondaco.commerce.events import OrderCancelled, OrderPaymentChanged, OrderPlaced, OrderRefunded
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.events.subscribers import Subscriber

from fondaco_checkout.service.documents import follow_order
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["subscribers"]


class _OfOrder(Protocol):
    @property
    def order_id(self) -> UUID: ...


def subscribers(settings: CheckoutSettings) -> Sequence[Subscriber]:
    """Returns the subscribers: each of what changes what an order is billed has its documents followed up."""

    async def issue_documents(uow: UnitOfWork, event: _OfOrder) -> None:
        """Issues the invoice and the credit notes that an order is due."""
        await follow_order(uow, settings.documents, event.order_id)

    told = {
        "placed": OrderPlaced,
        "paid": OrderPaymentChanged,
        "refunded": OrderRefunded,
        "cancelled": OrderCancelled,
    }
    return tuple(
        Subscriber(event, issue_documents, name=f"issue_documents_when_{name}") for name, event in told.items()
    )
