"""Where things lie, and whom they are sent to from there."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Array, BigInt, Boolean, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.table import Table

__all__ = ["ServiceArea", "Warehouse"]


class Warehouse(Table, schema="logistics", tablename="warehouse"):
    """A place with stock. ``latitude`` and ``longitude`` are millionths of a degree; ``names`` is by locale."""

    id = UUID(primary_key=True, default=None, null=False)
    code = Varchar(length=100, default=None, null=False, unique=True)
    name = Varchar(length=255, default=None, null=False)
    names = JSONB(default={}, null=False)
    address = JSONB(default=None, null=False)
    latitude = Integer(default=None, null=True)
    longitude = Integer(default=None, null=True)
    priority = Integer(default=None, null=False)
    channels = Array(base_column=Varchar(), default=list, null=False)
    active = Boolean(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    updated_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)


class ServiceArea(Table, schema="logistics", tablename="service_area"):
    """Where a warehouse sends to; one without any sends everywhere. ``cost`` is minor units, of one parcel."""

    id = UUID(primary_key=True, default=None, null=False)
    warehouse = ForeignKey(Warehouse, on_delete=OnDelete.cascade, default=None, null=False)
    country = Varchar(length=2, default=None, null=False)
    region = Varchar(length=200, default=None, null=False)
    postcode = Varchar(length=20, default=None, null=False)
    priority = Integer(default=None, null=False)
    cost = BigInt(default=None, null=True)
