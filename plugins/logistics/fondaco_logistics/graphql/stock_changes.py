"""What staff change of stock."""

from __future__ import annotations

from datetime import date
from enum import Enum

import msgspec
import strawberry
from fondaco.commerce import SellableRef
from fondaco.db import UnitOfWork
from fondaco.errors import DomainError, LimitExceededError
from fondaco.graphql import ID, Info, SchemaPart, enum_type, input_type, object_type
from fondaco.graphql.errors import UserError, UserErrorView
from fondaco.ids import parse_global_id

from fondaco_logistics.graphql.requests import ref_from, settings_of
from fondaco_logistics.graphql.types import StockItem
from fondaco_logistics.model import stock as model
from fondaco_logistics.model.drafts import ItemChanges, Operation, StockChange
from fondaco_logistics.model.stock import Policy
from fondaco_logistics.permissions import MANAGE_STOCK
from fondaco_logistics.repository.stock import find_items_of
from fondaco_logistics.service import stock as verbs

__all__ = ["stock_changes"]

stock_changes = SchemaPart()

MOST_ROWS = 1000


class StockErrorPolicy(Enum):
    """What becomes of the other rows where one is refused.

    ALL_OR_NOTHING changes nothing then; REJECT_FAILED_ROWS changes all but the refused ones.
    """

    ALL_OR_NOTHING = "all_or_nothing"
    REJECT_FAILED_ROWS = "reject_failed_rows"


enum_type(StockErrorPolicy)


@input_type
class StockChangeInput:
    """A change of a thing in a warehouse.

    Attributes:
        sellable_id: Of the thing, such as a variant.
        quantity: Pieces, as the operation says.
        reason: A word for reports, such as "theft"; at most 100 characters.
        note: For people; at most 1,000 characters.
        reference: A number of elsewhere; at most 255 characters.
        expected_version: Refuse the change if the level has another version by now.
        displace: Whether orders may lose pieces that are not there; they wait for others then.
    """

    sellable_id: ID
    warehouse_id: ID
    operation: Operation
    quantity: int
    reason: str = ""
    note: str = ""
    reference: str = ""
    expected_version: int | None = None
    displace: bool = False

    def change(self) -> StockChange:
        """Returns the change as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        return StockChange(
            ref=ref_from(self.sellable_id, "sellableId"),
            warehouse=parse_global_id(self.warehouse_id, "Warehouse", field=("warehouseId",)),
            operation=self.operation,
            quantity=self.quantity,
            reason=self.reason,
            note=self.note,
            reference=self.reference,
            expected_version=self.expected_version,
            displace=self.displace,
        )


@input_type
class StockBulkUpdateInput:
    """Changes of stock, at most 1,000, made in this order."""

    rows: list[StockChangeInput]
    error_policy: StockErrorPolicy = StockErrorPolicy.ALL_OR_NOTHING


class StockRow(msgspec.Struct, frozen=True):
    """What became of a row."""

    index: int
    item: model.Item | None
    errors: list[UserErrorView]


class StockRows(msgspec.Struct, frozen=True):
    """All rows, and how many were done."""

    count: int
    results: list[StockRow]


@object_type(StockRow)
class StockBulkResult:
    """What became of a row.

    Attributes:
        index: Of the row, from 0.
        item: Null if nothing was done: the row was refused, or another one under ALL_OR_NOTHING.
        errors: Why this row was refused; their fields are those of the row.
    """

    index: int
    item: StockItem | None
    errors: list[UserError]


@input_type
class StockItemUpdateInput:
    """How a thing is counted from now on; what is left out stays.

    Attributes:
        tracked: Whether its stock limits what is sold.
        policy: What happens to an order of more than there is.
        backorder_limit: How many pieces may be missing at once; null for any number.
        promised_on: When what is missing is expected; null if nobody knows.
        low_stock: So many or fewer are few; null for what the channel says.
        expected_version: Refuse the change if somebody else has edited it since it had this version.
    """

    sellable_id: ID
    tracked: bool | None = strawberry.UNSET
    policy: Policy | None = strawberry.UNSET
    backorder_limit: int | None = strawberry.UNSET
    promised_on: date | None = strawberry.UNSET
    low_stock: int | None = strawberry.UNSET
    expected_version: int | None = None

    def changes(self) -> ItemChanges:
        """Returns the changes as verbs take them; null where there has to be a value leaves it."""
        given = {
            name: value
            for name in ItemChanges.__struct_fields__
            if (value := getattr(self, name)) is not strawberry.UNSET
            and not (value is None and name in {"tracked", "policy"})
        }
        return ItemChanges(**given)


async def _item_of(ref: SellableRef) -> model.Item:
    return (await find_items_of([ref]))[ref]


@stock_changes.mutation(returns={"item": StockItem}, permission=MANAGE_STOCK)
async def stock_change(uow: UnitOfWork, data: StockChangeInput, info: Info) -> model.Item:
    """Receives, adjusts, counts or damages stock, or sets its safety stock; orders that wait get what arrives."""
    change = data.change()
    await verbs.change_stock(uow, settings_of(info), info.context.app.channels, [change])
    return await _item_of(change.ref)


@stock_changes.mutation(returns={"item": StockItem}, permission=MANAGE_STOCK)
async def stock_item_update(uow: UnitOfWork, data: StockItemUpdateInput, info: Info) -> model.Item:
    """Says how a thing is counted; one that nobody counted is counted from now on."""
    ref = ref_from(data.sellable_id, "sellableId")
    return await verbs.update_item(
        uow,
        settings_of(info),
        info.context.app.channels,
        ref,
        data.changes(),
        expected_version=data.expected_version,
    )


@stock_changes.mutation(returns={"count": int, "results": list[StockBulkResult]}, permission=MANAGE_STOCK)
async def stock_bulk_update(uow: UnitOfWork, data: StockBulkUpdateInput, info: Info) -> StockRows:
    """Makes many changes of stock, each with an answer of its own."""
    if len(data.rows) > MOST_ROWS:
        raise LimitExceededError(f"Give at most {MOST_ROWS} rows.", code="TOO_MANY_ROWS", field=("rows",))
    changes: list[StockChange | DomainError] = []
    for row in data.rows:
        try:
            changes.append(row.change())
        except DomainError as error:
            changes.append(error)
    outcomes = await verbs.change_rows(
        uow,
        settings_of(info),
        info.context.app.channels,
        changes,
        all_or_nothing=data.error_policy is StockErrorPolicy.ALL_OR_NOTHING,
    )
    items = await find_items_of([change.ref for change in changes if isinstance(change, StockChange)])
    failed = any(outcome is not None for outcome in outcomes)
    undone = failed and data.error_policy is StockErrorPolicy.ALL_OR_NOTHING
    rows = [
        StockRow(
            index,
            None if undone or outcome is not None or isinstance(change, DomainError) else items.get(change.ref),
            [] if outcome is None else [UserErrorView.of(outcome)],
        )
        for index, (change, outcome) in enumerate(zip(changes, outcomes, strict=True))
    ]
    return StockRows(sum(row.item is not None for row in rows), rows)
