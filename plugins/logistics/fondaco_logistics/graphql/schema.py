"""What logistics adds to the two schemas."""

from __future__ import annotations

from fondaco.graphql import GraphQL

from fondaco_logistics.graphql.availability import availability
from fondaco_logistics.graphql.orders import orders
from fondaco_logistics.graphql.previews import previews
from fondaco_logistics.graphql.stock import stock
from fondaco_logistics.graphql.stock_changes import stock_changes
from fondaco_logistics.graphql.transfers import transfers
from fondaco_logistics.graphql.warehouses import warehouses

__all__ = ["SCHEMA"]

SCHEMA = GraphQL(
    shop=(availability,), admin=(availability, warehouses, stock, stock_changes, previews, orders, transfers)
)
