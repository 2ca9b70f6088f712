"""What logistics adds to the two schemas."""

from __future__ import annotations

from fondaco.graphql import GraphQL

from fondaco_logistics.graphql.availability import availability, cart_availability
from fondaco_logistics.graphql.orders import orders
from fondaco_logistics.graphql.packing import packing
from fondaco_logistics.graphql.parcel_changes import parcel_changes
from fondaco_logistics.graphql.parcels import parcels
from fondaco_logistics.graphql.previews import previews
from fondaco_logistics.graphql.returns import returns
from fondaco_logistics.graphql.shop_parcels import shop_parcels
from fondaco_logistics.graphql.shop_returns import shop_returns
from fondaco_logistics.graphql.stock import stock
from fondaco_logistics.graphql.stock_changes import stock_changes
from fondaco_logistics.graphql.transfers import transfers
from fondaco_logistics.graphql.warehouses import warehouses

__all__ = ["SCHEMA"]

SCHEMA = GraphQL(
    shop=(availability, cart_availability, shop_parcels, shop_returns),
    admin=(
        availability,
        warehouses,
        stock,
        stock_changes,
        previews,
        orders,
        transfers,
        parcels,
        parcel_changes,
        packing,
        returns,
    ),
)
