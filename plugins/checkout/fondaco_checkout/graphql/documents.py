"""Invoices and credit notes: what both schemas show of them, and what staff do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from fondaco.access import is_allowed
from fondaco.db.pagination import Page
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.files import list_files
from fondaco.graphql import (
    ID,
    Connection,
    Info,
    Node,
    RequestContext,
    SchemaPart,
    TaxedMoney,
    enum_type,
    input_type,
    object_type,
)
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import parse_global_id

from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.model import documents as model
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model.documents import DocumentKind
from fondaco_checkout.permissions import ISSUE_DOCUMENTS, VIEW_ORDERS
from fondaco_checkout.repository import documents as repository
from fondaco_checkout.repository import orders as order_repository
from fondaco_checkout.service.documents import cancel_invoice, issue_invoice

__all__ = ["admin_documents", "documents"]

documents = SchemaPart()
admin_documents = SchemaPart()

enum_type(DocumentKind, name="OrderDocumentKind")


@object_type(model.Document)
class OrderDocument(Node):
    """An invoice, or a credit note that takes one back wholly or partly. Once issued, nothing of it changes.

    Attributes:
        number: As it is printed; numbers of a series have no gaps.
        total: Negative of a credit note.
        issued_on: The date that it bears.
        supplied_on: The date of supply that it names.
        final: Whether it is a credit note that takes back all that was left of its invoice.
        locale: Of the language that it is written in.
    """

    kind: DocumentKind
    number: str
    total: TaxedMoney
    issued_at: datetime
    issued_on: date
    supplied_on: date
    final: bool
    locale: str


@documents.extend("Order", type=list[OrderDocument], name="documents")
async def order_documents(orders: Sequence[order_model.Order]) -> list[list[model.Document]]:
    """Its invoices and credit notes, the oldest first."""
    found = await repository.list_order_documents([order.id for order in orders])
    return [found[order.id] for order in orders]


@documents.extend("OrderDocument", type=str | None, name="url")
async def document_url(found: Sequence[model.Document], info: Info) -> list[str | None]:
    """Where its PDF can be downloaded, for a while; null in the moments until it is made. Read it anew each time."""
    depot = info.context.app.files
    ids = [one.file_id for one in found if one.file_id is not None]
    files = {file.id: file for file in await list_files(ids) if file is not None} if ids else {}
    return [
        None if one.file_id is None or one.file_id not in files else await depot.address_of(files[one.file_id])
        for one in found
    ]


@documents.extend("OrderDocument", type=str | None, name="invoiceNumber")
async def invoice_number(found: Sequence[model.Document]) -> list[str | None]:
    """Of a credit note: the number of the invoice that it takes back from."""
    return [None if one.content.reference is None else one.content.reference[0] for one in found]


async def _documents(context: RequestContext, ids: Sequence[UUID]) -> list[model.Document | None]:
    if not is_allowed(context.principal, VIEW_ORDERS):
        return [None] * len(ids)
    return [await repository.find_document(id_) for id_ in ids]


admin_documents.node(OrderDocument, _documents)


@input_type
class InvoiceIssueInput:
    """Bills an order.

    Attributes:
        order_id: Which order.
        supplied_on: Date of supply; null for the date of issue.
        note: Printed on it; at most 1,000 characters.
    """

    order_id: ID
    supplied_on: date | None = None
    note: str = ""


@input_type
class InvoiceCancelInput:
    """Takes an invoice back.

    Attributes:
        id: The invoice.
        note: Printed on the credit note; at most 1,000 characters.
    """

    id: ID
    note: str = ""


@admin_documents.extend("OrderDocument", type=Order, name="order")
async def document_order(found: Sequence[model.Document]) -> list[order_model.Order]:
    """The order that it belongs to."""
    orders = await order_repository.find_orders([one.order_id for one in found])
    return [orders[one.order_id] for one in found]


@admin_documents.extend("OrderDocument", type=str, name="actor")
async def document_actor(found: Sequence[model.Document]) -> list[str]:
    """Who issued it."""
    return [one.actor for one in found]


@admin_documents.query(type=Connection[OrderDocument], permission=VIEW_ORDERS, name="orderDocuments")
async def all_documents(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    kind: DocumentKind | None = None,
    number: str | None = None,
    issued_since: datetime | None = None,
    issued_before: datetime | None = None,
) -> Page[model.Document]:
    """Invoices and credit notes, the newest first.

    Args:
        kind: Only these.
        number: Only the one with this number, or those of the order with it.
        issued_since: Only those issued then or later.
        issued_before: Only those issued before.
    """
    return await repository.list_documents(
        info.context.page_args(first, after, last, before),
        kind=kind,
        number=number,
        since=issued_since,
        before=issued_before,
        largest=info.context.app.settings.graphql.max_page_size,
    )


@admin_documents.mutation(returns={"document": OrderDocument}, permission=ISSUE_DOCUMENTS)
async def invoice_issue(uow: UnitOfWork, info: Info, data: InvoiceIssueInput) -> model.Document:
    """Issues the invoice of an order, and credit notes of what was refunded before.

    It bears the next number of its series; the PDF is there a moment later.
    """
    return await issue_invoice(
        uow,
        settings_of(info).documents,
        parse_global_id(data.order_id, "Order", field=("orderId",)),
        supplied_on=data.supplied_on,
        note=data.note,
    )


@admin_documents.mutation(returns={"document": OrderDocument}, permission=ISSUE_DOCUMENTS)
async def invoice_cancel(uow: UnitOfWork, info: Info, data: InvoiceCancelInput) -> model.Document:
    """Takes back all that is left of an invoice by a credit note, so that the order can be billed anew.

    No money is moved. Taking it back again changes nothing and answers with the same credit note.
    """
    return await cancel_invoice(
        uow, settings_of(info).documents, parse_global_id(data.id, "OrderDocument", field=("id",)), note=data.note
    )
