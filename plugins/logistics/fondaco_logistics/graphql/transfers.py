"""Transfers between warehouses in the admin schema."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

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

from fondaco_logistics.graphql.requests import load_warehouses, ref_from, settings_of
from fondaco_logistics.graphql.types import Warehouse
from fondaco_logistics.model import transfers as model
from fondaco_logistics.model import warehouses as warehouse_model
from fondaco_logistics.permissions import MANAGE_STOCK, VIEW_STOCK
from fondaco_logistics.repository import transfers as repository
from fondaco_logistics.service import transfers as verbs

__all__ = ["transfers"]

transfers = SchemaPart()

enum_type(model.TransferState, name="StockTransferState")


@object_type(model.Transfer)
class StockTransfer(Node):
    """Pieces that left a warehouse for another.

    Attributes:
        reference: A number of elsewhere.
        note: For people.
    """

    state: model.TransferState
    reference: str
    note: str
    created_at: datetime


@object_type(model.TransferLine)
class StockTransferLine:
    """Pieces of a thing, and what became of them.

    Attributes:
        quantity: That were sent.
        in_transit: That are on their way.
        received: That arrived and can be sold.
        damaged: That arrived and cannot.
        returned: That went back.
        lost: That are lost.
    """

    quantity: int
    in_transit: int
    received: int
    damaged: int
    returned: int
    lost: int


async def _load(context: RequestContext, ids: Sequence[UUID]) -> list[model.Transfer | None]:
    found = await repository.find_transfers(ids) if is_allowed(context.principal, VIEW_STOCK) else {}
    return [found.get(id_) for id_ in ids]


transfers.node(StockTransfer, _load)


def _transfer_id(id_: str) -> UUID:
    return parse_global_id(id_, "StockTransfer", field=("id",))


@transfers.query(type=StockTransfer | None, permission=VIEW_STOCK)
async def stock_transfer(info: Info, id: ID) -> model.Transfer | None:
    """A transfer by its id."""
    return (await _load(info.context, [_transfer_id(id)]))[0]


@transfers.query(type=Connection[StockTransfer], permission=VIEW_STOCK)
async def stock_transfers(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    state: model.TransferState | None = None,
) -> Page[model.Transfer]:
    """Transfers, the youngest first.

    Args:
        state: Only those in this state.
    """
    args = info.context.page_args(first, after, last, before)
    largest = info.context.app.settings.graphql.max_page_size
    return await repository.list_transfers(args, state=state, largest=largest)


@transfers.extend("StockTransfer", type=list[StockTransferLine])
async def lines(parents: Sequence[model.Transfer]) -> list[list[model.TransferLine]]:
    """What was sent, and what became of it."""
    found = await repository.list_lines([parent.id for parent in parents])
    return [found[parent.id] for parent in parents]


@transfers.extend("StockTransferLine", type=ID)
async def sellable_id(parents: Sequence[model.TransferLine]) -> list[str]:
    """The id of the thing."""
    return [encode_global_id(parent.ref_type, parent.ref_id) for parent in parents]


@transfers.extend("StockTransfer", type=Warehouse)
async def source(parents: Sequence[model.Transfer], info: Info) -> list[warehouse_model.Warehouse | None]:
    """From where."""
    return await load_warehouses(info.context, [parent.source for parent in parents])


@transfers.extend("StockTransfer", type=Warehouse)
async def destination(parents: Sequence[model.Transfer], info: Info) -> list[warehouse_model.Warehouse | None]:
    """Whereto."""
    return await load_warehouses(info.context, [parent.destination for parent in parents])


@input_type
class StockTransferLineInput:
    """So many pieces of a thing."""

    sellable_id: ID
    quantity: int


@input_type
class StockTransferCreateInput:
    """Pieces to be sent to another warehouse, at most 500 lines.

    Attributes:
        reference: A number of elsewhere; at most 255 characters.
        note: For people; at most 1,000 characters.
    """

    source_id: ID
    destination_id: ID
    lines: list[StockTransferLineInput]
    reference: str = ""
    note: str = ""

    def draft(self) -> model.TransferDraft:
        """Returns the transfer as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        return model.TransferDraft(
            source=parse_global_id(self.source_id, "Warehouse", field=("sourceId",)),
            destination=parse_global_id(self.destination_id, "Warehouse", field=("destinationId",)),
            lines=tuple(
                model.Sent(ref_from(line.sellable_id, "lines", str(index), "sellableId"), line.quantity)
                for index, line in enumerate(self.lines)
            ),
            reference=self.reference,
            note=self.note,
        )


@input_type
class StockArrivalInput:
    """What arrived of a thing.

    Attributes:
        received: Pieces that can be sold.
        damaged: Pieces that cannot.
    """

    sellable_id: ID
    received: int
    damaged: int = 0


@input_type
class StockTransferReceiveInput:
    """What arrived of a transfer, all of it or a part."""

    id: ID
    lines: list[StockArrivalInput]


@input_type
class StockTransferEndInput:
    """A transfer of which nothing more arrives.

    Attributes:
        lost: Whether what is on its way is lost; it goes back to where it came from otherwise.
    """

    id: ID
    lost: bool = False


@transfers.mutation(returns={"transfer": StockTransfer}, permission=MANAGE_STOCK)
async def stock_transfer_create(uow: UnitOfWork, data: StockTransferCreateInput, info: Info) -> model.Transfer:
    """Sends pieces that no order took to another warehouse; they are on their way from now on."""
    id_ = await verbs.send_transfer(uow, settings_of(info), info.context.app.channels, data.draft())
    return (await repository.find_transfers([id_]))[id_]


@transfers.mutation(returns={"transfer": StockTransfer}, permission=MANAGE_STOCK)
async def stock_transfer_receive(uow: UnitOfWork, data: StockTransferReceiveInput, info: Info) -> model.Transfer:
    """Takes in what arrived; orders that wait get it."""
    id_ = _transfer_id(data.id)
    arrivals = [
        model.Arrival(ref_from(line.sellable_id, "lines", str(index), "sellableId"), line.received, line.damaged)
        for index, line in enumerate(data.lines)
    ]
    await verbs.receive_transfer(uow, settings_of(info), info.context.app.channels, id_, arrivals)
    return (await repository.find_transfers([id_]))[id_]


@transfers.mutation(returns={"transfer": StockTransfer}, permission=MANAGE_STOCK)
async def stock_transfer_end(uow: UnitOfWork, data: StockTransferEndInput, info: Info) -> model.Transfer:
    """Ends a transfer: what is still on its way goes back to where it came from, or is lost."""
    id_ = _transfer_id(data.id)
    await verbs.end_transfer(uow, settings_of(info), info.context.app.channels, id_, lost=data.lost)
    return (await repository.find_transfers([id_]))[id_]
