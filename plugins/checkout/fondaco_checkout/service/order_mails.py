"""Mails to buyers about their orders: which are sent when, and what they are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from fondaco.commerce import Address, Money, TaxTreatment
from fondaco.commerce.events import (
    DocumentIssued,
    OrderCancelled,
    OrderPlaced,
    OrderRefunded,
    PaymentCaptured,
    PaymentReminderDue,
    ShipmentShipped,
)
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.mails import Attachment, Mail, MailRoom

from fondaco_checkout.manual_methods import instructions_of, manual_method
from fondaco_checkout.model.address_forms import label_lines
from fondaco_checkout.model.order import Order
from fondaco_checkout.repository import orders, payments
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["OrderMails", "sample"]


class OrderMails:
    """Writes the mails about orders; each verb is called in the transaction of a subscriber.

    Args:
        room: Returns the mail room, which is made after the subscribers.
        base_url: Of the shop, for links.
    """

    def __init__(self, room: Callable[[], MailRoom], settings: CheckoutSettings, base_url: str) -> None:
        self._room = room
        self._settings = settings
        self._order_url = settings.order_url or f"{base_url}/orders/{{token}}"

    async def placed(self, uow: UnitOfWork, event: OrderPlaced) -> None:
        """Confirms an order."""
        await self._write(uow, "order_placed", str(event.order_id), event.order_id)

    async def cancelled(self, uow: UnitOfWork, event: OrderCancelled) -> None:
        """Says that an order will not be fulfilled."""
        balance = await payments.find_balance(event.order_id)
        paid = bool(balance.captured or balance.returning)
        await self._write(uow, "order_cancelled", str(event.order_id), event.order_id, paid=paid)

    async def refunded(self, uow: UnitOfWork, event: OrderRefunded) -> None:
        """Says that money went back."""
        titles = {line.id: line.title for line in (await orders.list_lines([event.order_id]))[event.order_id]}
        returned = [{"quantity": part.line.quantity, "title": titles.get(part.line_id, "")} for part in event.lines]
        await self._write(
            uow, "order_refunded", str(event.refund_id), event.order_id, amount=event.amount, returned=returned
        )

    async def reminded(self, uow: UnitOfWork, event: PaymentReminderDue) -> None:
        """Reminds of money that has not come; not of an order of which nothing is owed by now."""
        if not (await payments.find_balance(event.order_id)).outstanding:
            return
        due_on = None if event.due_at is None else event.due_at.date()
        await self._write(
            uow,
            "payment_reminder",
            f"{event.payment_id}:{event.reminder}",
            event.order_id,
            outstanding=event.outstanding,
            due_on=due_on,
        )

    async def received(self, uow: UnitOfWork, event: PaymentCaptured) -> None:
        """Says that money came which nobody could see come: without a provider."""
        payment = await payments.find_payment(event.payment_id)
        if payment is None or not payment.manual:
            return
        balance = await payments.find_balance(event.order_id)
        outstanding = balance.money(balance.outstanding) if balance.outstanding else None
        await self._write(
            uow,
            "payment_received",
            str(event.operation_id),
            event.order_id,
            received=event.amount,
            outstanding=outstanding,
        )

    async def shipped(self, uow: UnitOfWork, event: ShipmentShipped) -> None:
        """Says that a parcel left, what is in it and where it can be followed."""
        lines = {line.id: line for line in (await orders.list_lines([event.order_id]))[event.order_id]}
        parts = {part.ref: part.title for line in lines.values() for part in line.components}
        pieces = [
            {"quantity": piece.quantity, "title": parts.get(piece.ref) or lines[piece.line_id].title}
            for piece in event.lines
            if piece.ref in parts or piece.line_id in lines
        ]
        trackings = [
            {"carrier": one.carrier_name, "number": one.number, "url": one.url or ""} for one in event.trackings
        ]
        await self._write(
            uow, "order_shipped", str(event.shipment_id), event.order_id, pieces=pieces, trackings=trackings
        )

    async def documented(self, uow: UnitOfWork, event: DocumentIssued) -> None:
        """Sends an invoice or a credit note."""
        amount = event.total if event.total.amount >= 0 else -event.total
        await self._write(
            uow,
            "document_issued",
            str(event.document_id),
            event.order_id,
            Attachment(event.file_id, f"{event.number}.pdf"),
            kind=event.kind,
            document=event.number,
            amount=amount,
        )

    async def _write(
        self, uow: UnitOfWork, name: str, key: str, order_id: UUID, *attachments: Attachment, **data: Any
    ) -> None:
        """Queues a mail to the buyer of an order; an order that another plugin keeps is left to that one."""
        if name in self._settings.mails_off:
            return
        order = (await orders.find_orders([order_id])).get(order_id)
        if order is None:
            return
        of_order = await self._order(order)
        kind = f"checkout.{name}"
        await self._room().queue(
            uow,
            Mail(
                kind=kind,
                key=f"{kind}:{key}",
                to=order.email,
                channel=order.channel,
                locale=order.locale,
                data={"number": order.number, "order": of_order, **data},
                attachments=attachments,
            ),
        )

    async def _order(self, order: Order) -> Mapping[str, Any]:
        lines = (await orders.list_lines([order.id]))[order.id]
        taxes = (await orders.list_taxes([order.id]))[order.id]
        gross = order.prices_include_tax
        totals = order.totals(taxes)
        delivery = order.delivery
        treatment = order.tax_treatment
        return {
            "number": order.number,
            "url": self._order_url.replace("{token}", quote(order.token, safe="")),
            "placed_on": _day(order.placed_at),
            "lines": [
                {
                    "title": line.title,
                    "subtitle": line.subtitle,
                    "quantity": line.quantity,
                    "total": line.total.gross if gross else line.total.net,
                }
                for line in lines
            ],
            "prices_include_tax": gross,
            "subtotal": order.subtotal,
            "delivery": None
            if delivery is None
            else {"name": delivery.name, "price": delivery.price.gross if gross else delivery.price.net},
            "earliest": None if delivery is None else delivery.earliest,
            "latest": None if delivery is None else delivery.latest,
            "taxes": [{"name": tax.name, "rate": tax.rate, "amount": tax.amount} for tax in taxes],
            "tax_note": "" if treatment is TaxTreatment.STANDARD else treatment.value,
            "tax_number": order.tax_number,
            "total": totals.total,
            "shipping": _address(order.shipping_address),
            "billing": _address(order.billing_address),
            "instructions": await self._instructions(order),
        }

    async def _instructions(self, order: Order) -> str:
        for payment in (await payments.list_order_payments([order.id]))[order.id]:
            method = manual_method(self._settings, payment.method) if payment.manual else None
            if method is not None and payment.captured < payment.amount:
                return instructions_of(method, order.locale)
        return ""


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _address(address: Address | None) -> tuple[str, ...]:
    return () if address is None else label_lines(address, latin=False)


def sample(*, returned: int = 0, **data: Any) -> Callable[[str], Mapping[str, Any]]:
    """Returns what makes the sample data of a kind in a language, for previews.

    Args:
        returned: How many of the sample's lines were given back.
    """

    def made(locale: str) -> Mapping[str, Any]:
        order = _sample_order(locale)
        lines = order["lines"]
        return {"number": "1042", "order": order, "returned": lines[:returned], "pieces": lines, **data}

    return made


_SAMPLES = {
    "de": (("Becher aus Steingut", "Blau", 2, 2500), ("Leselampe", "", 1, 8900)),
    "zh": (("陶瓷马克杯", "蓝色", 2, 2500), ("阅读灯", "", 1, 8900)),
    "en": (("Stoneware mug", "Blue", 2, 2500), ("Reading lamp", "", 1, 8900)),
}
_PEOPLE = {
    "de": Address(country="DE", name="Ada Lovelace", line1="Unter den Linden 1", city="Berlin", postal_code="10117"),
    "zh": Address(
        country="CN",
        name="王小明",
        line1="建国路93号万达广场12号楼",
        city="北京市",
        district="朝阳区",
        region="北京市",
        postal_code="100022",
    ),
    "en": Address(
        country="GB", name="Ada Lovelace", line1="12 St James's Square", city="London", postal_code="SW1Y 4JH"
    ),
}
_DELIVERY = {"de": "Standardversand", "zh": "标准配送", "en": "Standard delivery"}
_TAX = {"de": "MwSt.", "zh": "增值税", "en": "VAT"}


def _sample_order(locale: str) -> Mapping[str, Any]:
    language = locale.partition("-")[0]
    language = language if language in _SAMPLES else "en"
    lines = [
        {"title": title, "subtitle": subtitle, "quantity": quantity, "total": Money(amount, "EUR")}
        for title, subtitle, quantity, amount in _SAMPLES[language]
    ]
    address = label_lines(_PEOPLE[language], latin=False)
    return {
        "number": "1042",
        "url": "https://shop.example/orders/example",
        "placed_on": "2026-11-28",
        "lines": lines,
        "prices_include_tax": True,
        "subtotal": Money(11400, "EUR"),
        "delivery": {"name": _DELIVERY[language], "price": Money(490, "EUR")},
        "earliest": "2026-12-01",
        "latest": "2026-12-04",
        "taxes": [{"name": _TAX[language], "rate": "0.19", "amount": Money(1898, "EUR")}],
        "tax_note": "",
        "tax_number": "",
        "total": Money(11890, "EUR"),
        "shipping": address,
        "billing": address,
        "instructions": "",
    }
