"""Orders that staff have to look at, and why."""

from __future__ import annotations

from piccolo.columns import (
    JSONB,
    UUID,
    BigInt,
    BigSerial,
    Boolean,
    ForeignKey,
    Integer,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

__all__ = ["ConcernRule", "OrderCase", "OrderCaseEntry", "OrderConcern"]


class OrderCase(Table, tablename="order_case", schema="checkout"):
    """An order that is looked at; one row per order, also of one that waits for its payment to be decided."""

    id = UUID(primary_key=True, default=None, null=False)
    order_id = UUID(default=None, null=False, unique=True)
    cart_id = UUID(default=None, null=True)
    number = Varchar(length=40, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    resolution = Varchar(length=20, default=None, null=True)
    score = Integer(default=None, null=False)
    held = Boolean(default=False, null=False)
    assignee = Varchar(length=200, default=None, null=True)
    opened_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    closed_at = Timestamptz(default=None, null=True)
    checked_at = Timestamptz(default=None, null=False)
    version = BigInt(default=1, null=False)


class OrderConcern(Table, tablename="order_concern", schema="checkout"):
    """A reason of a case: a rule speaks once of an order, whatever how often it is asked."""

    id = UUID(primary_key=True, default=None, null=False)
    case_id = ForeignKey(references=OrderCase, on_delete=OnDelete.restrict, null=False)
    rule = Varchar(length=200, default=None, null=False)
    weight = Integer(default=None, null=False)
    details = JSONB(default=None, null=False)
    state = Varchar(length=20, default=None, null=False)
    found_at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)


class OrderCaseEntry(Table, tablename="order_case_entry", schema="checkout"):
    """What happened to a case, and what staff noted of it; never changed."""

    id = BigSerial(primary_key=True)
    case_id = ForeignKey(references=OrderCase, on_delete=OnDelete.restrict, null=False)
    at = Timestamptz(default=None, null=False)
    kind = Varchar(length=40, default=None, null=False)
    actor = Varchar(length=200, default=None, null=False)
    detail = JSONB(default=None, null=False)
    note = Text(default=None, null=False)


class ConcernRule(Table, tablename="concern_rule", schema="checkout"):
    """How staff have set a rule, for a channel or, where that is empty, for all others."""

    id = UUID(primary_key=True, default=None, null=False)
    rule = Varchar(length=100, default=None, null=False)
    channel = Varchar(length=100, default=None, null=False)
    config = JSONB(default=None, null=False)
    version = BigInt(default=1, null=False)
    updated_at = Timestamptz(default=None, null=False)
    updated_by = Varchar(length=200, default=None, null=False)
