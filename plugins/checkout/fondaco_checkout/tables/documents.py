"""Invoices and credit notes, and what they are numbered by."""

from __future__ import annotations

from typing import Any

from piccolo.columns import (
    JSONB,
    UUID,
    BigInt,
    Boolean,
    ForeignKey,
    Integer,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from fondaco_checkout.tables.orders import Orders
from fondaco_checkout.tables.payments import Refund

__all__ = ["Document", "DocumentFile", "DocumentSeries"]


class DocumentSeries(Table, tablename="document_series", schema="checkout"):
    """The last number of each series and year. Its row is the lock under which a number is given.

    ``year`` is 0 where the numbers go on over the years. Triggers let it count by one only, and only together with the
    document that has the number.
    """

    id = Text(primary_key=True, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False)
    series = Varchar(length=20, default=None, null=False)
    year = Integer(default=None, null=False)
    last = BigInt(default=None, null=False)
    issued_at = Timestamptz(default=None, null=False)


class Document(Table, tablename="document", schema="checkout"):
    """Issued documents; a trigger refuses every change. Amounts are minor units, negative on credit notes.

    ``content`` is what it says in figures, ``sheet`` every text that is printed on it. ``generation`` counts the
    invoices of an order: a second one is issued after the first was credited wholly.
    """

    id = UUID(primary_key=True, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False)
    series_id = ForeignKey(references=DocumentSeries, on_delete=OnDelete.restrict, null=False)
    sequence = BigInt(default=None, null=False)
    number = Varchar(length=60, default=None, null=False, unique=True)
    order_id = ForeignKey(references=Orders, on_delete=OnDelete.restrict, null=False)
    generation = Integer(default=None, null=True)
    invoice_id: ForeignKey[Any] = ForeignKey("self", on_delete=OnDelete.restrict, default=None, null=True)
    refund_id = ForeignKey(references=Refund, on_delete=OnDelete.restrict, null=True)
    final = Boolean(default=False, null=False)
    channel = Varchar(length=100, default=None, null=False)
    locale = Varchar(length=35, default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    net = BigInt(default=None, null=False)
    tax = BigInt(default=None, null=False)
    issued_at = Timestamptz(default=None, null=False)
    actor = Varchar(length=200, default=None, null=False)
    content = JSONB(default=None, null=False)
    sheet = JSONB(default=None, null=False)


class DocumentFile(Table, tablename="document_file", schema="checkout"):
    """The PDF of a document, once it is made; refers to ``checkout.document`` and ``system.file``."""

    document_id = UUID(primary_key=True, default=None, null=False)
    file = UUID(default=None, null=False)
    made_at = Timestamptz(default=None, null=False)
