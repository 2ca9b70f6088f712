"""What orders hold of stock, in the admin schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fondaco.access import is_allowed
from fondaco.db import UnitOfWork
from fondaco.graphql import ID, Info, Node, RequestContext, SchemaPart, input_type, object_type
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_logistics.graphql.requests import load_warehouses, settings_of
from fondaco_logistics.graphql.types import Warehouse
from fondaco_logistics.model import stock as model
from fondaco_logistics.model import warehouses as warehouse_model
from fondaco_logistics.model.stock import TakingState
from fondaco_logistics.permissions import MANAGE_STOCK, VIEW_STOCK
from fondaco_logistics.repository.orders import find_takings, list_takings
from fondaco_logistics.service.moving import move_allocation

__all__ = ["orders"]

orders = SchemaPart()


@object_type(model.Taking)
class OrderAllocation(Node):
    """Pieces of an order's line, or of a component of it, and where they are.

    Attributes:
        ships: Whether they have to be sent.
    """

    state: TakingState
    quantity: int
    ships: bool


async def _load(context: RequestContext, ids: Sequence[UUID]) -> list[model.Taking | None]:
    found = await find_takings(ids) if is_allowed(context.principal, VIEW_STOCK) else {}
    return [found.get(id_) for id_ in ids]


orders.node(OrderAllocation, _load)


@orders.extend("Order", type=list[OrderAllocation], owner="checkout", permission=VIEW_STOCK)
async def allocations(parents: Sequence[Any]) -> list[list[model.Taking]]:
    """Where its pieces are: every piece that is wanted still, and those that left the house."""
    found = await list_takings([parent.id for parent in parents])
    return [found[parent.id] for parent in parents]


@orders.extend("OrderAllocation", type=ID)
async def line_id(parents: Sequence[model.Taking]) -> list[str]:
    """The order's line."""
    return [encode_global_id("OrderLine", parent.line) for parent in parents]


@orders.extend("OrderAllocation", type=ID)
async def sellable_id(parents: Sequence[model.Taking]) -> list[str]:
    """What it is; of a bundle the component."""
    return [encode_global_id(parent.ref_type, parent.ref_id) for parent in parents]


@orders.extend("OrderAllocation", type=Warehouse | None)
async def warehouse(parents: Sequence[model.Taking], info: Info) -> list[warehouse_model.Warehouse | None]:
    """Where they lie, or from where they left; null where they are short or nobody counts them."""
    ids = [parent.warehouse for parent in parents if parent.warehouse is not None]
    found = dict(zip(ids, await load_warehouses(info.context, ids), strict=True)) if ids else {}
    return [None if parent.warehouse is None else found[parent.warehouse] for parent in parents]


@input_type
class AllocationMoveInput:
    """Pieces that are to be taken out of another warehouse.

    Attributes:
        id: Of the allocation.
        quantity: How many of its pieces; null for all.
    """

    id: ID
    warehouse_id: ID
    quantity: int | None = None


@orders.mutation(returns={"allocations": list[OrderAllocation]}, permission=MANAGE_STOCK)
async def allocation_move(uow: UnitOfWork, data: AllocationMoveInput, info: Info) -> list[model.Taking]:
    """Takes pieces of an order out of another warehouse than was chosen; answers with all of the order's."""
    order = await move_allocation(
        uow,
        settings_of(info),
        info.context.app.channels,
        parse_global_id(data.id, "OrderAllocation", field=("id",)),
        parse_global_id(data.warehouse_id, "Warehouse", field=("warehouseId",)),
        data.quantity,
    )
    return (await list_takings([order]))[order]
