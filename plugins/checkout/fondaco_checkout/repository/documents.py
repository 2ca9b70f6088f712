"""Queries on invoices, credit notes and the numbers that they are given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db.engine import execute, fetch_all, fetch_one, fetch_value
from fondaco.db.pagination import Keyset, Page, PageArgs, SortKey

from fondaco_checkout.model.document_sheet import Sheet
from fondaco_checkout.model.documents import Document, DocumentContent, DocumentKind
from fondaco_checkout.repository.rows import from_json, to_json

__all__ = [
    "TakenNumber",
    "add_document",
    "add_file",
    "find_document",
    "find_sheet",
    "list_documents",
    "list_order_documents",
    "take_number",
]


class TakenNumber(msgspec.Struct, frozen=True):
    """A number that belongs to the transaction that took it.

    Attributes:
        issued_at: Never before the document with the number before.
    """

    last: int
    issued_at: datetime


async def take_number(kind: DocumentKind, series: str, year: int, now: datetime) -> tuple[str, TakenNumber]:
    """Takes the next number of a series and year, and keeps everybody else waiting for the one after until the commit.

    The row is the lock: a rollback, a lost connection or a crash gives the number back. The commit fails unless the
    document with the number was written.

    Returns:
        The id of the series, and the number.
    """
    series_id = f"{kind.value}:{series}:{year}"
    taken = await fetch_one(
        TakenNumber,
        "INSERT INTO checkout.document_series AS s (id, kind, series, year, last, issued_at) "
        "VALUES ($1, $2, $3, $4, 1, $5) ON CONFLICT (id) DO UPDATE SET last = s.last + 1, "
        "issued_at = greatest(s.issued_at, excluded.issued_at) RETURNING last, issued_at",
        series_id,
        kind.value,
        series,
        year,
        now,
    )
    assert taken is not None  # noqa: S101 (an upsert returns its row)
    return series_id, taken


async def add_document(document: Document, series_id: str, sheet: Sheet, *, generation: int | None) -> None:
    """Writes a document; nothing of it can be changed afterwards.

    Args:
        generation: Of an invoice: the how-manieth of its order.
    """
    await execute(
        "INSERT INTO checkout.document (id, kind, series_id, sequence, number, order_id, generation, invoice_id, "
        "refund_id, final, channel, locale, currency, net, tax, issued_at, actor, content, sheet) VALUES "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        document.id,
        document.kind.value,
        series_id,
        document.sequence,
        document.number,
        document.order_id,
        generation,
        document.invoice_id,
        document.refund_id,
        document.final,
        document.channel,
        document.locale,
        document.currency,
        document.net,
        document.tax,
        document.issued_at,
        document.actor,
        to_json(document.content),
        to_json(sheet),
    )


class _Row(msgspec.Struct):
    id: UUID
    kind: str
    sequence: int
    number: str
    order_id: UUID
    invoice_id: UUID | None
    refund_id: UUID | None
    final: bool
    channel: str
    locale: str
    currency: str
    net: int
    tax: int
    issued_at: datetime
    actor: str
    content: str
    file_id: UUID | None


_SELECT = (
    "SELECT d.id, d.kind, d.sequence, d.number, d.order_id, d.invoice_id, d.refund_id, d.final, d.channel, d.locale, "
    "d.currency, d.net, d.tax, d.issued_at, d.actor, d.content, f.file AS file_id FROM checkout.document AS d "
    "LEFT JOIN checkout.document_file AS f ON f.document_id = d.id"
)


def _document(row: _Row) -> Document:
    return Document(
        id=row.id,
        kind=DocumentKind(row.kind),
        sequence=row.sequence,
        number=row.number,
        order_id=row.order_id,
        invoice_id=row.invoice_id,
        refund_id=row.refund_id,
        final=row.final,
        channel=row.channel,
        locale=row.locale,
        currency=row.currency,
        net=row.net,
        tax=row.tax,
        issued_at=row.issued_at,
        actor=row.actor,
        file_id=row.file_id,
        content=from_json(row.content, DocumentContent),
    )


async def find_document(document_id: UUID) -> Document | None:
    """Returns a document."""
    row = await fetch_one(_Row, f"{_SELECT} WHERE d.id = $1", document_id)
    return None if row is None else _document(row)


async def find_sheet(document_id: UUID) -> Sheet | None:
    """Returns what is printed on a document."""
    found = await fetch_value("SELECT sheet FROM checkout.document WHERE id = $1", document_id)
    return None if found is None else from_json(found, Sheet)


async def list_order_documents(order_ids: Sequence[UUID]) -> dict[UUID, list[Document]]:
    """Returns the documents of many orders with one statement, the oldest first."""
    rows = await fetch_all(
        _Row, f"{_SELECT} WHERE d.order_id = ANY($1) ORDER BY d.order_id, d.issued_at, d.id", list(order_ids)
    )
    found: dict[UUID, list[Document]] = {order_id: [] for order_id in order_ids}
    for row in rows:
        found[row.order_id].append(_document(row))
    return found


_NEWEST = (SortKey("d.issued_at", datetime, "issued_at", descending=True), SortKey("d.id", UUID, "id", descending=True))


async def list_documents(
    args: PageArgs,
    *,
    kind: DocumentKind | None = None,
    number: str | None = None,
    since: datetime | None = None,
    before: datetime | None = None,
    largest: int = 100,
) -> Page[Document]:
    """Returns a page of documents, the newest first.

    Args:
        number: Only the one that is called so, or those whose order is.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    conditions, params = ["TRUE"], []
    for condition, value in (
        ("d.kind = $", None if kind is None else kind.value),
        ("d.issued_at >= $", since),
        ("d.issued_at < $", before),
    ):
        if value is not None:
            params.append(value)
            conditions.append(f"{condition}{len(params)}")
    if number is not None:
        params.append(number.replace("\0", "").strip())
        place = f"${len(params)}"
        conditions.append(
            f"(d.number = {place} OR d.order_id = (SELECT id FROM checkout.orders WHERE number = {place}))"  # noqa: S608 (a placeholder)
        )
    where = " AND ".join(conditions)
    keyset = Keyset(_NEWEST, args, largest=largest, offset=len(params))
    rows = await fetch_all(
        _Row,
        f"{_SELECT} WHERE {where} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )

    async def count() -> int:
        total: int = await fetch_value(f"SELECT count(*) FROM checkout.document AS d WHERE {where}", *params)  # noqa: S608 (constants)
        return total

    return keyset.page([_document(row) for row in rows], count)


async def add_file(document_id: UUID, file_id: UUID, now: datetime) -> bool:
    """Notes the PDF of a document; False where it has one already."""
    found = await fetch_value(
        "INSERT INTO checkout.document_file (document_id, file, made_at) VALUES ($1, $2, $3) "
        "ON CONFLICT (document_id) DO NOTHING RETURNING true",
        document_id,
        file_id,
        now,
    )
    return bool(found)
