"""Returns, as buyers ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import strawberry
from fondaco.access import ANYONE
from fondaco.commerce import BuyersOrderQuery
from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Info, SchemaPart, input_type, object_type
from fondaco.hookspecs import HookSpecs
from fondaco.ids import parse_global_id

from fondaco_logistics.errors import order_not_found
from fondaco_logistics.graphql.requests import settings_of
from fondaco_logistics.graphql.returns import ReturnLineInput
from fondaco_logistics.model import returns as model
from fondaco_logistics.repository import returns as repository
from fondaco_logistics.service.returns import note_return

__all__ = ["shop_returns"]

shop_returns = SchemaPart()


@object_type(model.ReturnLine)
class ReturnLine:
    """Pieces of a parcel that are to come back.

    Attributes:
        shipment_line_id: The pieces in their parcel.
    """

    shipment_line_id: ID
    quantity: int


@object_type(model.OrderReturn)
class Return:
    """Pieces of an order that come back.

    Attributes:
        global_id: Opaque.
        number: For people.
        reason: Why.
        note: Of the shop, to the buyer.
        ended_at: When it was refused or closed.
    """

    global_id: ID = strawberry.field(name="id")
    number: str
    state: model.ReturnState
    reason: str
    note: str
    created_at: datetime
    ended_at: datetime | None


@shop_returns.extend("Return", type=list[ReturnLine])
async def lines(parents: Sequence[model.OrderReturn]) -> list[list[model.ReturnLine]]:
    """What it is of."""
    found = await repository.list_return_lines([parent.id for parent in parents])
    return [found[parent.id] for parent in parents]


@shop_returns.extend("Order", type=list[Return], owner="checkout", name="returns")
async def returns_of_order(parents: Sequence[Any]) -> list[list[model.OrderReturn]]:
    """Its returns, the oldest first."""
    found = await repository.list_order_returns([parent.id for parent in parents])
    return [found[parent.id] for parent in parents]


@input_type
class ReturnRequestInput:
    """What a buyer wants to send back, at most 500 lines.

    Attributes:
        order_id: Of an order that the caller placed; give this or the token.
        token: From the link that the buyer was given.
        reason: At most 1,000 characters.
    """

    lines: list[ReturnLineInput]
    order_id: ID | None = None
    token: str | None = None
    reason: str = ""


@shop_returns.mutation(returns={"order_return": Return}, permission=ANYONE)
async def return_request(uow: UnitOfWork, data: ReturnRequestInput, info: Info) -> model.OrderReturn:
    """Asks the shop to take back pieces that left, as long as its settings allow after they arrived."""
    if (data.order_id is None) == (data.token is None):
        raise InvalidInputError("Give either orderId or token.", field=("orderId",))
    principal = info.context.principal
    order = await uow.hooks.first(
        HookSpecs.resolve_buyers_order,
        BuyersOrderQuery(
            order_id=None if data.order_id is None else parse_global_id(data.order_id, "Order", field=("orderId",)),
            token=data.token,
            session=principal.session,
            customer=principal.customer,
        ),
    )
    if order is None:
        raise order_not_found("token" if data.order_id is None else "orderId")
    draft = model.ReturnDraft(
        order_id=order,
        lines=tuple(line.value(index) for index, line in enumerate(data.lines)),
        reason=data.reason,
    )
    return await note_return(uow, settings_of(info), draft, by_buyer=True)
