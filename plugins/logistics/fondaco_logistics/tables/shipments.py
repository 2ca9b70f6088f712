"""Parcels of orders."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, BigInt, Boolean, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.table import Table

from fondaco_logistics.tables.orders import Demand
from fondaco_logistics.tables.warehouses import Warehouse

__all__ = ["Shipment", "ShipmentLine"]


class Shipment(Table, schema="logistics", tablename="shipment"):
    """A parcel of an order, from one warehouse. The row of the order's demand is its lock."""

    id = UUID(primary_key=True, default=None, null=False)
    order_id = ForeignKey(Demand, on_delete=OnDelete.restrict, default=None, null=False)
    warehouse = ForeignKey(Warehouse, on_delete=OnDelete.restrict, default=None, null=False)
    number = Varchar(length=60, default=None, null=False, unique=True)
    state = Varchar(length=20, default=None, null=False)
    trackings = JSONB(default="[]", null=False)
    created_at = Timestamptz(default=None, null=False)
    shipped_at = Timestamptz(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)


class ShipmentLine(Table, schema="logistics", tablename="shipment_line"):
    """Pieces in a parcel; ``returned`` of them came back."""

    id = UUID(primary_key=True, default=None, null=False)
    shipment = ForeignKey(Shipment, on_delete=OnDelete.restrict, default=None, null=False)
    line_id = UUID(default=None, null=False)
    piece_id = UUID(default=None, null=False)
    ref_type = Varchar(length=100, default=None, null=False)
    ref_id = UUID(default=None, null=False)
    counted = Boolean(default=None, null=False)
    quantity = BigInt(default=None, null=False)
    returned = BigInt(default=0, null=False)
