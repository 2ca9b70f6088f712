"""The tables of logistics, in the PostgreSQL schema ``logistics``.

Checks over several columns, partial indexes, and the triggers and functions that keep the ledger are in the migrations.
"""

from __future__ import annotations

from fondaco_logistics.tables.orders import Allocation, Demand
from fondaco_logistics.tables.returns import OrderReturn, OrderReturnLine, RestockingRefund
from fondaco_logistics.tables.shipments import Shipment, ShipmentLine
from fondaco_logistics.tables.stock import Item, Movement, Stock
from fondaco_logistics.tables.transfers import Transfer, TransferLine
from fondaco_logistics.tables.warehouses import ServiceArea, Warehouse

__all__ = ["TABLES"]

TABLES = (
    Warehouse,
    ServiceArea,
    Item,
    Stock,
    Movement,
    Demand,
    Allocation,
    Transfer,
    TransferLine,
    Shipment,
    ShipmentLine,
    OrderReturn,
    OrderReturnLine,
    RestockingRefund,
)
"""Referenced ones first."""
