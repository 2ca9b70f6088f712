"""What whoever sends shows of orders on its own types, for packing slips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fondaco.graphql import SchemaPart

from fondaco_checkout.graphql.order_types import Order, OrderLine
from fondaco_checkout.model import order as model
from fondaco_checkout.permissions import VIEW_ORDERS
from fondaco_checkout.repository import orders as repository
from fondaco_checkout.repository.fulfilment import find_line_orders

__all__ = ["parcels"]

parcels = SchemaPart()


@parcels.extend("Shipment", type=Order | None, owner="logistics", name="order", permission=VIEW_ORDERS)
async def shipment_order(parents: Sequence[Any]) -> list[model.Order | None]:
    """The order that it belongs to, with the address that it goes to."""
    found = await repository.find_orders([parent.order_id for parent in parents])
    return [found.get(parent.order_id) for parent in parents]


@parcels.extend("OrderToShip", type=Order | None, owner="logistics", name="order", permission=VIEW_ORDERS)
async def order_to_ship(parents: Sequence[Any]) -> list[model.Order | None]:
    """The order itself: whether it is paid, and the address that it goes to."""
    found = await repository.find_orders([parent.id for parent in parents])
    return [found.get(parent.id) for parent in parents]


@parcels.extend("ShipmentLine", type=OrderLine | None, owner="logistics", name="orderLine", permission=VIEW_ORDERS)
async def shipment_order_line(parents: Sequence[Any]) -> list[model.OrderLine | None]:
    """What was bought; of a bundle the whole."""
    orders = set((await find_line_orders([parent.line for parent in parents])).values())
    lines = {line.id: line for of_order in (await repository.list_lines(list(orders))).values() for line in of_order}
    return [lines.get(parent.line) for parent in parents]
