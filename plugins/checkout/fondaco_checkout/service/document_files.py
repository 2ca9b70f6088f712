"""The PDFs of documents: made from what was frozen, kept in the file store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

from fondaco.commerce import Money
from fondaco.commerce.events import DocumentIssued
from fondaco.context import Context
from fondaco.files.uploads import receive_file
from fondaco.jobs import WorkerApp

from fondaco_checkout.document_settings import DocumentSettings
from fondaco_checkout.repository import documents, orders
from fondaco_checkout.typesetting import typeset

__all__ = ["render_document"]


async def render_document(app: WorkerApp, settings: DocumentSettings, context: Context, document_id: UUID) -> None:
    """Makes the PDF of a document and tells that it is there; of one that has a PDF nothing is done.

    Made outside any transaction. Two who make one at once make the same bytes; one file is kept, and the other, which
    nothing refers to, is deleted by the file store after a while.
    """
    document = await documents.find_document(document_id)
    sheet = await documents.find_sheet(document_id)
    if document is None or sheet is None or document.file_id is not None:
        return
    pdf = await asyncio.to_thread(typeset, sheet, settings.fonts)

    async def chunks() -> AsyncIterator[bytes]:
        yield pdf

    name = f"{document.number}.pdf"
    file = await receive_file(
        app.unit_of_work,
        context,
        app.files,
        name=name,
        content_type="application/pdf",
        chunks=chunks(),
        private=True,
    )
    async with app.unit_of_work(context) as uow:
        if not await documents.add_file(document_id, file.id, uow.now):
            return
        order = (await orders.find_orders([document.order_id]))[document.order_id]
        uow.emit(
            DocumentIssued(
                document_id=document.id,
                kind=document.kind.value,
                number=document.number,
                order_id=order.id,
                order_number=order.number,
                channel=order.channel,
                locale=order.locale,
                email=order.email,
                total=Money(document.gross, document.currency),
                file_id=file.id,
            )
        )
