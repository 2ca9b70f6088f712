"""Who in checkout hears of what happens to orders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fondaco.commerce.events import (
    DocumentIssued,
    OrderCancelled,
    OrderEdited,
    OrderPaymentChanged,
    OrderPlaced,
    OrderRefunded,
    PaymentCaptured,
    PaymentReminderDue,
    ShipmentShipped,
)
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.events.subscribers import Subscriber

from fondaco_checkout.service.documents import follow_order
from fondaco_checkout.service.order_mails import OrderMails
from fondaco_checkout.service.watching import watch_subscribers
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["subscribers"]


def subscribers(settings: CheckoutSettings, mails: OrderMails) -> Sequence[Subscriber]:
    """Returns the subscribers.

    Whatever changes what an order is billed has its documents followed up; buyers are written to; and who watches for
    unusual orders looks at what was placed or changed.
    """

    async def issue_documents(uow: UnitOfWork, event: Any) -> None:
        """Issues the invoice and the credit notes that an order is due."""
        await follow_order(uow, settings.documents, event.order_id)

    told = {
        "placed": OrderPlaced,
        "paid": OrderPaymentChanged,
        "refunded": OrderRefunded,
        "cancelled": OrderCancelled,
        "edited": OrderEdited,
    }
    return (
        *(Subscriber(event, issue_documents, name=f"issue_documents_when_{name}") for name, event in told.items()),
        Subscriber(OrderPlaced, mails.placed, name="mail_order_placed"),
        Subscriber(OrderCancelled, mails.cancelled, name="mail_order_cancelled"),
        Subscriber(OrderRefunded, mails.refunded, name="mail_order_refunded"),
        Subscriber(PaymentReminderDue, mails.reminded, name="mail_payment_reminder"),
        Subscriber(PaymentCaptured, mails.received, name="mail_payment_received"),
        Subscriber(ShipmentShipped, mails.shipped, name="mail_order_shipped"),
        Subscriber(DocumentIssued, mails.documented, name="mail_document_issued"),
        *watch_subscribers(settings),
    )
