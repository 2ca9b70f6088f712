"""Returns in the admin schema."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from fondaco.access import is_allowed
from fondaco.db import Page, UnitOfWork
from fondaco.graphql import (
    ID,
    Connection,
    Info,
    Node,
    RequestContext,
    SchemaPart,
    enum_type,
    input_type,
    object_type,
)
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_logistics.graphql.requests import settings_of
from fondaco_logistics.model import returns as model
from fondaco_logistics.model.returns import Arrived, ReturnState
from fondaco_logistics.permissions import MANAGE_SHIPMENTS, VIEW_STOCK
from fondaco_logistics.repository import returns as repository
from fondaco_logistics.service import returns as verbs

__all__ = ["ReturnLineInput", "returns"]

returns = SchemaPart()

enum_type(ReturnState, name="OrderReturnState")


@object_type(model.OrderReturn)
class OrderReturn(Node):
    """Pieces of an order that come back.

    Attributes:
        number: For people: that of the order, and which of its returns it is.
        reason: Why, in the words of the buyer or of staff.
        note: Of staff, to the buyer.
        by_buyer: Whether the buyer asked for it.
        ended_at: When it was refused or closed.
    """

    number: str
    state: ReturnState
    reason: str
    note: str
    by_buyer: bool
    created_at: datetime
    ended_at: datetime | None


@object_type(model.ReturnLine)
class OrderReturnLine:
    """Pieces of a parcel that are to come back, and those that did.

    Attributes:
        global_id: Of this line, for taking it in.
        shipment_line_id: The pieces in their parcel.
        restocked: That can be sold again.
        damaged: That are kept, and cannot be sold.
        discarded: That were thrown away.
    """

    global_id: ID = strawberry.field(name="id")
    shipment_line_id: ID
    quantity: int
    restocked: int
    damaged: int
    discarded: int


async def _load(context: RequestContext, ids: Sequence[UUID]) -> list[model.OrderReturn | None]:
    found = await repository.find_returns(ids) if is_allowed(context.principal, VIEW_STOCK) else {}
    return [found.get(id_) for id_ in ids]


returns.node(OrderReturn, _load)


@returns.query(type=OrderReturn | None, permission=VIEW_STOCK)
async def order_return(info: Info, id: ID) -> model.OrderReturn | None:
    """A return by its id."""
    return (await _load(info.context, [_id(id)]))[0]


@returns.query(type=Connection[OrderReturn], permission=VIEW_STOCK)
async def order_returns(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    state: ReturnState | None = None,
) -> Page[model.OrderReturn]:
    """Returns, the youngest first.

    Args:
        state: Only those that are so far: REQUESTED for what has to be decided.
    """
    args = info.context.page_args(first, after, last, before)
    return await repository.list_returns(args, state=state, largest=info.context.app.settings.graphql.max_page_size)


@returns.extend("Order", type=list[OrderReturn], owner="checkout", name="returns", permission=VIEW_STOCK)
async def returns_of_order(parents: Sequence[Any]) -> list[list[model.OrderReturn]]:
    """Its returns, the oldest first."""
    found = await repository.list_order_returns([parent.id for parent in parents])
    return [found[parent.id] for parent in parents]


@returns.extend("OrderReturn", type=list[OrderReturnLine])
async def lines(parents: Sequence[model.OrderReturn]) -> list[list[model.ReturnLine]]:
    """What it is of."""
    found = await repository.list_return_lines([parent.id for parent in parents])
    return [found[parent.id] for parent in parents]


@returns.extend("OrderReturn", type=ID)
async def order_id(parents: Sequence[model.OrderReturn]) -> list[str]:
    """The order."""
    return [encode_global_id("Order", parent.order_id) for parent in parents]


@returns.extend("OrderReturn", type=ID | None)
async def refund_id(parents: Sequence[model.OrderReturn]) -> list[str | None]:
    """The refund that said that its goods go back into stock; null if none did."""
    return [None if parent.refund is None else encode_global_id("Refund", parent.refund) for parent in parents]


@input_type
class ReturnLineInput:
    """So many pieces of a parcel."""

    shipment_line_id: ID
    quantity: int

    def value(self, index: int) -> model.WantedReturn:
        """Returns the pieces as verbs take them."""
        path = ("lines", str(index), "shipmentLineId")
        return model.WantedReturn(parse_global_id(self.shipment_line_id, "ShipmentLine", field=path), self.quantity)


@input_type
class OrderReturnCreateInput:
    """Pieces that are expected back, at most 500 lines.

    Attributes:
        reason: At most 1,000 characters.
        note: To the buyer; at most 1,000 characters.
    """

    order_id: ID
    lines: list[ReturnLineInput]
    reason: str = ""
    note: str = ""


@input_type
class ReturnArrivalInput:
    """What came back of a line of a return, together no more than was to come back.

    Attributes:
        line_id: Of the return.
        restocked: Pieces that can be sold again.
        damaged: Pieces that are kept, and cannot be sold.
        discarded: Pieces that are thrown away.
    """

    line_id: ID
    restocked: int = 0
    damaged: int = 0
    discarded: int = 0


@input_type
class OrderReturnReceiveInput:
    """What came back of a return.

    Attributes:
        warehouse_id: Where; null for where each piece left from.
        lines: What is not named did not come back.
    """

    id: ID
    lines: list[ReturnArrivalInput]
    warehouse_id: ID | None = None

    def arrived(self) -> list[Arrived]:
        """Returns the pieces as verbs take them."""
        return [
            Arrived(
                line=parse_global_id(one.line_id, "OrderReturnLine", field=("lines", str(index), "lineId")),
                restocked=one.restocked,
                damaged=one.damaged,
                discarded=one.discarded,
            )
            for index, one in enumerate(self.lines)
        ]


def _id(id_: str) -> UUID:
    return parse_global_id(id_, "OrderReturn", field=("id",))


@returns.mutation(returns={"order_return": OrderReturn}, permission=MANAGE_SHIPMENTS)
async def order_return_create(uow: UnitOfWork, data: OrderReturnCreateInput, info: Info) -> model.OrderReturn:
    """Notes that pieces that left are to come back; orderReturnReceive takes them in."""
    draft = model.ReturnDraft(
        order_id=parse_global_id(data.order_id, "Order", field=("orderId",)),
        lines=tuple(line.value(index) for index, line in enumerate(data.lines)),
        reason=data.reason,
        note=data.note,
    )
    return await verbs.note_return(uow, settings_of(info), draft, by_buyer=False)


@returns.mutation(returns={"order_return": OrderReturn}, permission=MANAGE_SHIPMENTS)
async def order_return_approve(uow: UnitOfWork, id: ID, note: str | None = None) -> model.OrderReturn:
    """Agrees to what a buyer asked for: the pieces are expected. Again, it changes nothing.

    Args:
        note: To the buyer; null leaves the one that is there.
    """
    return await verbs.decide_return(uow, _id(id), ReturnState.APPROVED, note)


@returns.mutation(returns={"order_return": OrderReturn}, permission=MANAGE_SHIPMENTS)
async def order_return_refuse(uow: UnitOfWork, id: ID, note: str | None = None) -> model.OrderReturn:
    """Does not take a return. Again, it changes nothing.

    Args:
        note: To the buyer; null leaves the one that is there.
    """
    return await verbs.decide_return(uow, _id(id), ReturnState.REFUSED, note)


@returns.mutation(returns={"order_return": OrderReturn}, permission=MANAGE_SHIPMENTS)
async def order_return_close(uow: UnitOfWork, id: ID, note: str | None = None) -> model.OrderReturn:
    """Says that nothing more is to be done for a return; what has not come back by then may be returned anew.

    Args:
        note: To the buyer; null leaves the one that is there.
    """
    return await verbs.decide_return(uow, _id(id), ReturnState.CLOSED, note)


@returns.mutation(returns={"order_return": OrderReturn}, permission=MANAGE_SHIPMENTS)
async def order_return_receive(uow: UnitOfWork, data: OrderReturnReceiveInput, info: Info) -> model.OrderReturn:
    """Takes in what came back, once: into stock, as damaged, or thrown away; orders that wait get what can be sold."""
    warehouse = data.warehouse_id
    return await verbs.receive_return(
        uow,
        settings_of(info),
        info.context.app.channels,
        _id(data.id),
        None if warehouse is None else parse_global_id(warehouse, "Warehouse", field=("warehouseId",)),
        data.arrived(),
    )
