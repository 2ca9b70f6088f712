"""Imports and exports: how far they are, what they refused, and what names they have met."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, BigInt, Boolean, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["Transfer", "TransferHeld", "TransferKey", "TransferProblem"]


class Transfer(Table, schema="catalog", tablename="transfer"):
    """An import or export, as a command or as a job.

    ``rows_done`` is written in the transaction that writes the products of these rows, so after a crash it says exactly
    where to go on. ``updated_at`` is also the sign of life of whoever runs it; ``runs`` counts up whenever somebody
    begins to, so that a former one notices, and ``idle_runs`` those since something was done. ``file`` and ``output``
    are ids of ``system.file``: what a job reads, and what an export wrote. A command reads ``source``.
    """

    id = UUID(primary_key=True, default=None, null=False)
    kind = Varchar(length=10, default=None, null=False)
    state = Varchar(length=10, default=None, null=False)
    name = Text(default=None, null=False)
    source = Text(default=None, null=False)
    fingerprint = Varchar(length=64, default=None, null=False)
    options = JSONB(default=None, null=False)
    rows_total = BigInt(default=0, null=False)
    rows_done = BigInt(default=0, null=False)
    created = BigInt(default=0, null=False)
    updated = BigInt(default=0, null=False)
    unchanged = BigInt(default=0, null=False)
    failed = BigInt(default=0, null=False)
    unpublished = BigInt(default=0, null=False)
    problems = BigInt(default=0, null=False)
    stop_code = Varchar(length=100, default=None, null=True)
    stop_message = Text(default=None, null=True)
    cancel_requested = Boolean(default=False, null=False)
    requested_by = Text(default=None, null=False)
    file = UUID(default=None, null=True)
    output = UUID(default=None, null=True)
    runs = Integer(default=0, null=False)
    idle_runs = Integer(default=0, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    finished_at = Timestamptz(default=None, null=True)
    expires_at = Timestamptz(default=None, null=True)


class TransferKey(Table, schema="catalog", tablename="transfer_key"):
    """A slug or SKU that a running import has met, so that it is refused wherever in the file it comes again."""

    id = UUID(primary_key=True, default=None, null=False)
    transfer = ForeignKey(Transfer, on_delete=OnDelete.restrict, default=None, null=False)
    key = Text(default=None, null=False)
    row = BigInt(default=None, null=False)
    label = Text(default=None, null=False)


class TransferHeld(Table, schema="catalog", tablename="transfer_held"):
    """A publication that a running import holds back until its end, because the product was not ready for it yet.

    ``status`` is set, and ``channel`` null, where it is a status that a new product has to be complete for. ``field``
    is what the file calls the cell.
    """

    id = UUID(primary_key=True, default=None, null=False)
    transfer = ForeignKey(Transfer, on_delete=OnDelete.restrict, default=None, null=False)
    product = UUID(default=None, null=False)
    row = BigInt(default=None, null=False)
    field = Text(default=None, null=False)
    handle = Text(default=None, null=False)
    channel = Varchar(length=100, default=None, null=True)
    published_at = Timestamptz(default=None, null=True)
    unpublish_at = Timestamptz(default=None, null=True)
    status = Varchar(length=20, default=None, null=True)


class TransferProblem(Table, schema="catalog", tablename="transfer_problem"):
    """Why something of a file was not imported."""

    id = UUID(primary_key=True, default=None, null=False)
    transfer = ForeignKey(Transfer, on_delete=OnDelete.restrict, default=None, null=False)
    row = BigInt(default=None, null=False)
    field = Text(default=None, null=False)
    code = Varchar(length=100, default=None, null=False)
    message = Text(default=None, null=False)
    handle = Text(default=None, null=False)
