"""Taxes as staff define them."""

from __future__ import annotations

from fondaco.ids import new_id
from piccolo.columns import (
    JSONB,
    UUID,
    Boolean,
    ForeignKey,
    Integer,
    Numeric,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

__all__ = ["TaxClass", "TaxExemption", "TaxRate", "TaxZone"]


class TaxClass(Table, tablename="tax_class", schema="checkout"):
    """A class of goods that are taxed alike. Products name its ``code``, which never changes."""

    id = UUID(primary_key=True, default=new_id)
    code = Varchar(length=50, default=None, null=False, unique=True)
    name = Varchar(length=200, default=None, null=False)
    description = Text(default=None, null=False)
    builtin = Boolean(default=False, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class TaxZone(Table, tablename="tax_zone", schema="checkout"):
    """Places where the same taxes are levied. Its row is the lock of its rates; ``areas`` are `Area` values."""

    id = UUID(primary_key=True, default=new_id)
    code = Varchar(length=100, default=None, null=False, unique=True)
    name = Varchar(length=200, default=None, null=False)
    areas = JSONB(default="[]", null=False)
    priority = Integer(default=0, null=False)
    additive = Boolean(default=False, null=False)
    active = Boolean(default=True, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class TaxRate(Table, tablename="tax_rate", schema="checkout"):
    """A tax of a zone on a class, for some time: from ``valid_from`` on, and not any more at ``valid_until``."""

    id = UUID(primary_key=True, default=new_id)
    zone = ForeignKey(references=TaxZone, on_delete=OnDelete.restrict, null=False)
    tax_class = ForeignKey(references=TaxClass, on_delete=OnDelete.restrict, null=False)
    name = Varchar(length=100, default=None, null=False)
    names = JSONB(default="{}", null=False)
    rate = Numeric(digits=(9, 8), default=None, null=False)
    priority = Integer(default=0, null=False)
    compound = Boolean(default=False, null=False)
    valid_from = Timestamptz(default=None, null=True)
    valid_until = Timestamptz(default=None, null=True)


class TaxExemption(Table, tablename="tax_exemption", schema="checkout"):
    """Buyers who pay no tax: those in a customer group, at some destinations, for some time."""

    id = UUID(primary_key=True, default=new_id)
    customer_group = Varchar(length=100, default=None, null=False)
    note = Varchar(length=100, default=None, null=False)
    notes = JSONB(default="{}", null=False)
    countries = JSONB(default="[]", null=False)
    valid_from = Timestamptz(default=None, null=True)
    valid_until = Timestamptz(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)
