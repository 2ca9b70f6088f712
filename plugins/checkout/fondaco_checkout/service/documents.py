"""Issuing invoices and credit notes: by staff, and by themselves as an order goes on.

Locks are taken in one order: the order, the series of invoices, the series of credit notes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from fondaco.commerce import Money
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError
from fondaco.ids import new_id

from fondaco_checkout.document_settings import DocumentSettings
from fondaco_checkout.errors import order_is_cancelled, order_not_found
from fondaco_checkout.model.document_sheet import sheet_of
from fondaco_checkout.model.documents import (
    Document,
    DocumentContent,
    DocumentEntry,
    DocumentKind,
    billed_entries,
    charges_of,
    credited_entries,
    left_entries,
    negated,
)
from fondaco_checkout.model.order import Order, OrderState
from fondaco_checkout.model.refunds import RefundState
from fondaco_checkout.repository import documents, orders, payments, refunds
from fondaco_checkout.service.history import record

__all__ = ["NewDocument", "cancel_invoice", "follow_order", "issue_invoice"]

LONGEST_NOTE = 1000
CREDITED = {RefundState.SUCCEEDED, RefundState.PARTIAL}
"""Refunds that are documented: some of their money went back."""


class NewDocument(msgspec.Struct, frozen=True):
    """The payload of ``checkout.render_document``: a document that was issued."""

    document_id: UUID


async def issue_invoice(
    uow: UnitOfWork, settings: DocumentSettings, order_id: UUID, *, supplied_on: date | None = None, note: str = ""
) -> Document:
    """Issues the invoice of an order, and credit notes of what was refunded before. Locks the order, then the series.

    Args:
        supplied_on: Date of supply; None for the date of issue.
        note: Printed on it.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``.
        InvalidInputError: ``NOTE_INVALID``.
        ConflictError: ``INVOICE_EXISTS``, ``ORDER_CANCELLED``, ``SELLER_UNKNOWN``.
    """
    note = _checked_note(note)
    of_order = await _locked(order_id)
    if of_order.order.state is OrderState.CANCELLED:
        raise order_is_cancelled()
    if of_order.invoice is not None:
        raise ConflictError(
            f"{of_order.invoice.number} bills this order already. Cancel it first.",
            code="INVOICE_EXISTS",
            field=("id",),
        )
    if not settings.seller_of(of_order.order.channel).company:
        raise ConflictError(
            "Nobody knows who sells: set company and address in [plugins.checkout.documents.seller].",
            code="SELLER_UNKNOWN",
        )
    invoice = await _bill(uow, settings, of_order, supplied_on, note)
    await _credit_refunds(uow, settings, await _locked(order_id))
    return invoice


async def cancel_invoice(uow: UnitOfWork, settings: DocumentSettings, document_id: UUID, *, note: str = "") -> Document:
    """Issues the credit note that takes back all that is left of an invoice; the order can be billed anew then.

    Idempotent: of one that was taken back already, that credit note is returned. Locks the order, then the series.

    Raises:
        NotFoundError: ``DOCUMENT_NOT_FOUND``, also for a credit note.
        InvalidInputError: ``NOTE_INVALID``.
    """
    note = _checked_note(note)
    found = await documents.find_document(document_id)
    if found is None or found.kind is not DocumentKind.INVOICE:
        raise NotFoundError("There is no such invoice.", code="DOCUMENT_NOT_FOUND", field=("id",))
    of_order = await _locked(found.order_id)
    final = next((one for one in of_order.issued if one.final and one.invoice_id == document_id), None)
    return final or await _credit_rest(uow, settings, of_order, found, note)


async def follow_order(uow: UnitOfWork, settings: DocumentSettings, order_id: UUID) -> None:
    """Issues what an order is due by now: whatever happened, in whatever order it is heard of. Idempotent.

    An invoice, if the settings want it by itself and it is time; of an invoiced order a credit note for each refund,
    one for the rest where it was cancelled, and where it was edited one for the rest and another invoice. Locks the
    order, then the series.
    """
    try:
        of_order = await _locked(order_id)
    except NotFoundError:
        return
    order = of_order.order
    if of_order.invoice is None:
        if of_order.issued:  # staff took an invoice back: they say when the order is billed anew
            return
        if order.state is OrderState.CANCELLED or not settings.seller_of(order.channel).company:
            return
        if not await _is_due(settings, order):
            return
        await _bill(uow, settings, of_order, None, "")
        of_order = await _locked(order_id)
    elif settings.issue != "by_hand" and order.state is OrderState.PLACED and of_order.invoice.gross != _total(order):
        await _bill(uow, settings, of_order, None, "")  # first, since the series of invoices is locked before others
        await _credit_rest(uow, settings, of_order, of_order.invoice, "")
        of_order = await _locked(order_id)
    await _credit_refunds(uow, settings, of_order)
    of_order = await _locked(order_id)
    if order.state is OrderState.CANCELLED and of_order.invoice is not None:
        await _credit_rest(uow, settings, of_order, of_order.invoice, "")


def _total(order: Order) -> int:
    delivery = 0 if order.delivery is None else order.delivery.price.gross.amount
    return order.line_total.gross.amount + delivery


async def _is_due(settings: DocumentSettings, order: Order) -> bool:
    if settings.issue != "when_paid":
        return settings.issue == "when_placed"
    balance = await payments.find_balance(order.id)  # not the state: some of it may have gone back already
    return balance.captured >= balance.total


class _OfOrder(msgspec.Struct, frozen=True):
    """A locked order with what was issued for it."""

    order: Order
    issued: Sequence[Document]

    @property
    def invoice(self) -> Document | None:
        """The invoice that counts: one that was not taken back wholly."""
        gone = {one.invoice_id for one in self.issued if one.final}
        return next((one for one in self.issued if one.kind is DocumentKind.INVOICE and one.id not in gone), None)

    def notes_of(self, invoice: Document) -> list[Document]:
        """The credit notes of an invoice."""
        return [one for one in self.issued if one.invoice_id == invoice.id]


async def _locked(order_id: UUID) -> _OfOrder:
    if order_id not in await orders.find_orders([order_id]):
        raise order_not_found()
    order = await orders.lock_order(order_id)
    return _OfOrder(order, (await documents.list_order_documents([order_id]))[order_id])


def _checked_note(note: str) -> str:
    note = note.strip()
    if len(note) > LONGEST_NOTE or not all(char.isprintable() or char == "\n" for char in note):
        raise InvalidInputError(
            f"A note has at most {LONGEST_NOTE} characters, and no control characters.",
            code="NOTE_INVALID",
            field=("note",),
        )
    return note


async def _bill(
    uow: UnitOfWork, settings: DocumentSettings, of_order: _OfOrder, supplied_on: date | None, note: str
) -> Document:
    order = of_order.order
    lines = (await orders.list_lines([order.id]))[order.id]
    taxes = (await orders.list_taxes([order.id]))[order.id]
    balance = await payments.find_balance(order.id)
    entries = billed_entries(order, lines, taxes)

    def content(issued_on: date) -> DocumentContent:
        return DocumentContent(
            seller=settings.seller_of(order.channel),
            order_number=order.number,
            ordered_on=_day(settings, order.placed_at),
            issued_on=issued_on,
            supplied_on=supplied_on or issued_on,
            buyer=order.billing_address or order.shipping_address,
            shipping=order.shipping_address,
            email=order.email,
            tax_number=order.tax_number,
            treatment=order.tax_treatment,
            exemption=order.tax_exemption,
            prices_include_tax=order.prices_include_tax,
            entries=entries,
            taxes=charges_of(entries),
            paid=balance.captured,
            reserved=balance.reserved + balance.undecided,
            due=max(0, balance.total - balance.captured - balance.reserved - balance.undecided),
            note=note,
        )

    generation = 1 + sum(one.kind is DocumentKind.INVOICE for one in of_order.issued)
    return await _write(uow, settings, order, DocumentKind.INVOICE, content, generation=generation)


def _day(settings: DocumentSettings, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(settings.time_zone)).date()


async def _credit_refunds(uow: UnitOfWork, settings: DocumentSettings, of_order: _OfOrder) -> None:
    """Issues the credit notes of refunds that have none with the invoice that counts; the oldest first."""
    invoice = of_order.invoice
    if invoice is None:
        return
    notes = of_order.notes_of(invoice)
    done = {note.refund_id for note in notes}
    for refund in (await refunds.list_order_refunds([of_order.order.id]))[of_order.order.id]:
        if refund.state not in CREDITED or refund.id in done:
            continue
        left = left_entries(invoice.content.entries, [note.content.entries for note in notes])
        entries = credited_entries(left, refund.parts)
        if entries:
            final = sum(entry.gross for entry in entries) == sum(entry.gross for entry in left)
            notes.append(
                await _credit(uow, settings, of_order.order, invoice, entries, refund_id=refund.id, final=final)
            )


async def _credit_rest(
    uow: UnitOfWork, settings: DocumentSettings, of_order: _OfOrder, invoice: Document, note: str
) -> Document:
    left = left_entries(invoice.content.entries, [one.content.entries for one in of_order.notes_of(invoice)])
    entries = credited_entries(left, None)
    return await _credit(uow, settings, of_order.order, invoice, entries, final=True, note=note)


async def _credit(
    uow: UnitOfWork,
    settings: DocumentSettings,
    order: Order,
    invoice: Document,
    entries: Sequence[DocumentEntry],
    *,
    refund_id: UUID | None = None,
    final: bool,
    note: str = "",
) -> Document:
    negative = negated(entries)

    def content(issued_on: date) -> DocumentContent:
        return msgspec.structs.replace(
            invoice.content,
            seller=settings.seller_of(order.channel),
            issued_on=issued_on,
            entries=negative,
            taxes=charges_of(negative),
            paid=0,
            reserved=0,
            due=0,
            reference=(invoice.number, invoice.issued_on),
            note=note,
        )

    return await _write(
        uow,
        settings,
        order,
        DocumentKind.CREDIT_NOTE,
        content,
        locale=invoice.locale,
        invoice_id=invoice.id,
        refund_id=refund_id,
        final=final,
    )


async def _write(
    uow: UnitOfWork,
    settings: DocumentSettings,
    order: Order,
    kind: DocumentKind,
    content_of: Callable[[date], DocumentContent],
    *,
    locale: str = "",
    generation: int | None = None,
    invoice_id: UUID | None = None,
    refund_id: UUID | None = None,
    final: bool = False,
) -> Document:
    """Takes the next number and writes the document that has it; both are there after the commit, or neither is."""
    series = settings.series.get(order.channel, "")
    year = _day(settings, uow.now).year
    series_id, taken = await documents.take_number(kind, series, year if settings.counts_by_year(kind) else 0, uow.now)
    number = settings.number_of(kind, series=series, year=year, number=taken.last)
    content = content_of(_day(settings, taken.issued_at))
    locale = locale or order.locale
    document = Document(
        id=new_id(),
        kind=kind,
        sequence=taken.last,
        number=number,
        order_id=order.id,
        invoice_id=invoice_id,
        refund_id=refund_id,
        final=final,
        channel=order.channel,
        locale=locale,
        currency=order.currency,
        net=sum(entry.net for entry in content.entries),
        tax=sum(entry.tax for entry in content.entries),
        issued_at=taken.issued_at,
        actor=uow.context.principal.id[:200],
        file_id=None,
        content=content,
    )
    sheet = sheet_of(kind, number, content, locale=locale, currency=order.currency)
    await documents.add_document(document, series_id, sheet, generation=generation)
    await record(
        uow,
        order.id,
        "checkout.document_issued",
        shown={"document", "number", "total"},
        document=kind,
        documentId=document.global_id,
        number=number,
        total=Money(document.gross, order.currency),
    )
    uow.enqueue("checkout.render_document", NewDocument(document.id))
    return document
