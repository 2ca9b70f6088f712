"""What the tests of documents share: a shop with a seller, what staff do, and what an auditor says."""

from __future__ import annotations

from typing import Any

from checkout_testing import TAXED
from fondaco.app import App
from fondaco.db.engine import fetch_value
from fondaco.files import find_file
from fondaco.ids import parse_global_id
from fondaco.testing import GraphQLClient

__all__ = ["DOCUMENT", "GAPS", "SELLER", "UNEVEN", "documents_of", "issue", "pdf_of"]

SELLER: dict[str, Any] = {
    "company": "Fondaco Handels GmbH",
    "address": ["Speicherstraße 12", "20457 Hamburg", "Deutschland"],
    "country": "DE",
    "vat_id": "DE136695976",
    "register": "AG Hamburg HRB 123456",
    "bank": ["DE02 1203 0000 0000 2020 51"],
}
DOCUMENT = f"id kind number total {TAXED} issuedOn suppliedOn final locale invoiceNumber url"

GAPS = """
SELECT s.id FROM checkout.document_series AS s
LEFT JOIN checkout.document AS d ON d.series_id = s.id
GROUP BY s.id HAVING s.last <> count(d.id) OR count(DISTINCT d.sequence) <> count(d.id)
  OR min(d.sequence) <> 1 OR max(d.sequence) <> s.last
UNION ALL
SELECT d.number FROM checkout.document AS d JOIN checkout.document AS b
  ON b.series_id = d.series_id AND b.sequence = d.sequence - 1 WHERE b.issued_at > d.issued_at
"""
"""Series in which a number is missing or there twice, and documents that are older than the one before them."""

UNEVEN = """
SELECT i.number FROM checkout.document AS i
LEFT JOIN checkout.document AS n ON n.invoice_id = i.id
JOIN checkout.orders AS o ON o.id = i.order_id
WHERE i.kind = 'invoice' GROUP BY i.id, o.id
HAVING NOT coalesce(bool_or(n.final), false) AND i.net + i.tax <> o.total OR i.net + coalesce(sum(n.net), 0) < 0 OR i.tax + coalesce(sum(n.tax), 0) < 0
  OR bool_or(n.final) AND (i.net + sum(n.net), i.tax + sum(n.tax)) <> (0, 0)
"""
"""Invoices of another amount than their order, and those that were taken back by more or less than they bill."""


async def issue(admin: GraphQLClient, order: dict[str, Any], **data: Any) -> dict[str, Any]:
    """Calls invoiceIssue and returns the payload, errors included."""
    payload = await admin.change("invoiceIssue", {"orderId": order["id"], **data}, f"document {{ {DOCUMENT} }}")
    return dict(payload)


async def documents_of(client: GraphQLClient, order: dict[str, Any]) -> list[dict[str, Any]]:
    """The documents of an order, as staff or its buyer see them."""
    found = await client(f"query ($id: ID!) {{ order(id: $id) {{ documents {{ {DOCUMENT} }} }} }}", {"id": order["id"]})
    return list(found["order"]["documents"])


async def pdf_of(app: App, document: dict[str, Any]) -> bytes:
    """The bytes of a document's PDF, from the file store."""
    id_ = parse_global_id(document["id"], "OrderDocument")
    file = await find_file(await fetch_value("SELECT file FROM checkout.document_file WHERE document_id = $1", id_))
    assert file is not None
    return await app.files.storage.get(file.key)
