"""Ways of delivery as staff define them."""

from __future__ import annotations

from fondaco.ids import new_id
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

__all__ = ["DeliveryMethod", "DeliveryRate", "DeliveryZone"]


class DeliveryZone(Table, tablename="delivery_zone", schema="checkout"):
    """Places that are delivered to at the same price; ``areas`` are `Area` values."""

    id = UUID(primary_key=True, default=new_id)
    code = Varchar(length=100, default=None, null=False, unique=True)
    name = Varchar(length=200, default=None, null=False)
    areas = JSONB(default="[]", null=False)
    priority = Integer(default=0, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class DeliveryMethod(Table, tablename="delivery_method", schema="checkout"):
    """A way to deliver. Its row is the lock of its rates; ``carrier`` is a `CarrierTerms`."""

    id = UUID(primary_key=True, default=new_id)
    code = Varchar(length=100, default=None, null=False, unique=True)
    name = Varchar(length=200, default=None, null=False)
    names = JSONB(default="{}", null=False)
    description = Text(default=None, null=False)
    descriptions = JSONB(default="{}", null=False)
    channels = JSONB(default="[]", null=False)
    tax_class = Varchar(length=50, default=None, null=False)
    position = Integer(default=0, null=False)
    active = Boolean(default=True, null=False)
    min_days = Integer(default=None, null=True)
    max_days = Integer(default=None, null=True)
    max_weight_grams = BigInt(default=None, null=True)
    excluded_tax_classes = JSONB(default="[]", null=False)
    schedule = JSONB(default=None, null=True)
    carrier = JSONB(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class DeliveryRate(Table, tablename="delivery_rate", schema="checkout"):
    """What a method costs in a zone (everywhere without one) and a currency: amounts are its minor units."""

    id = UUID(primary_key=True, default=new_id)
    method = ForeignKey(references=DeliveryMethod, on_delete=OnDelete.restrict, null=False)
    zone = ForeignKey(references=DeliveryZone, on_delete=OnDelete.restrict, default=None, null=True)
    position = Integer(default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    basis = Varchar(length=20, default=None, null=False)
    tiers = JSONB(default=None, null=False)
    up_to = BigInt(default=None, null=True)
    free_over = BigInt(default=None, null=True)
