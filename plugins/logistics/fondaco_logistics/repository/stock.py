"""Queries on items, their stock, and the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from fondaco.commerce import SellableRef
from fondaco.db import Page, PageArgs, SortKey, execute, fetch_all, fetch_value
from fondaco.db.pagination import Keyset

from fondaco_logistics.model.stock import Item, MovementKind, Policy
from fondaco_logistics.model.warehouses import Warehouse
from fondaco_logistics.repository.warehouses import find_warehouses

__all__ = [
    "LevelView",
    "MovementView",
    "StockFilter",
    "find_items",
    "find_items_of",
    "list_items",
    "list_lacking",
    "list_levels",
    "list_movements",
    "save_item",
    "set_safety_stock",
]


class StockFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which items are listed.

    Attributes:
        warehouse: Those that have stock there.
        low: Those of which no more can be taken than is low, in all warehouses together.
        lacking: Those that orders lack.
        low_stock: What is low where an item does not say.
    """

    warehouse: UUID | None = None
    low: bool = False
    lacking: bool = False
    low_stock: int = 0


class _ItemRow(msgspec.Struct):
    id: UUID
    ref_type: str
    ref_id: UUID
    tracked: bool
    policy: str
    backorder_limit: int | None
    promised_on: date | None
    low_stock: int | None
    version: int


_ITEM = ", ".join(f"i.{name}" for name in _ItemRow.__struct_fields__)


def _item(row: _ItemRow) -> Item:
    values = [getattr(row, name) for name in Item.__struct_fields__]
    values[Item.__struct_fields__.index("policy")] = Policy(row.policy)
    return Item(*values)


async def find_items(ids: Sequence[UUID]) -> dict[UUID, Item]:
    """Returns items by id."""
    rows = await fetch_all(_ItemRow, f"SELECT {_ITEM} FROM logistics.item AS i WHERE i.id = ANY($1)", list(set(ids)))  # noqa: S608
    return {row.id: _item(row) for row in rows}


async def find_items_of(refs: Sequence[SellableRef]) -> dict[SellableRef, Item]:
    """Returns items by what is sold; those that are not counted are left out."""
    rows = await fetch_all(
        _ItemRow,
        f"SELECT {_ITEM} FROM unnest($1::text[], $2::uuid[]) AS u(ref_type, ref_id) "  # noqa: S608 (constants)
        "JOIN logistics.item AS i ON i.ref_type = u.ref_type AND i.ref_id = u.ref_id",
        [ref.type for ref in refs],
        [ref.id for ref in refs],
    )
    return {item.ref: item for item in map(_item, rows)}


_FREE = (
    "(SELECT COALESCE(sum(GREATEST(0, s.on_hand - s.reserved - s.allocated - s.safety_stock)), 0) "
    "FROM logistics.stock AS s WHERE s.item = i.id)"
)
_LACKS = "EXISTS (SELECT FROM logistics.allocation AS a WHERE a.item = i.id AND a.state = 'short')"


async def list_items(args: PageArgs, narrowed: StockFilter, *, largest: int = 100) -> Page[Item]:
    """Returns a page of items, the youngest first.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    where = (
        "($1::uuid IS NULL OR EXISTS (SELECT FROM logistics.stock AS s WHERE s.item = i.id AND s.warehouse = $1)) "
        f"AND (NOT $2 OR (i.tracked AND {_FREE} <= COALESCE(i.low_stock, $3))) AND (NOT $4 OR {_LACKS})"
    )
    params = [narrowed.warehouse, narrowed.low, narrowed.low_stock, narrowed.lacking]
    keyset = Keyset((SortKey("i.id", UUID, "id", descending=True),), args, largest=largest, offset=len(params))
    rows = await fetch_all(
        _ItemRow,
        f"SELECT {_ITEM} FROM logistics.item AS i WHERE {where} AND {keyset.where} "  # noqa: S608 (constants)
        f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )
    count = f"SELECT count(*) FROM logistics.item AS i WHERE {where}"  # noqa: S608 (constants)
    return keyset.page([_item(row) for row in rows], lambda: fetch_value(count, *params))


class LevelView(msgspec.Struct, frozen=True, kw_only=True):
    """An item in a warehouse, as staff see it; see `fondaco_logistics.model.stock.StockLevel`."""

    item: UUID
    warehouse: Warehouse
    on_hand: int
    reserved: int
    allocated: int
    incoming: int
    damaged: int
    safety_stock: int
    version: int
    updated_at: datetime

    @property
    def available(self) -> int:
        """How many can be taken from here."""
        return max(0, self.on_hand - self.reserved - self.allocated - self.safety_stock)


class _LevelRow(msgspec.Struct):
    item: UUID
    warehouse: UUID
    on_hand: int
    reserved: int
    allocated: int
    incoming: int
    damaged: int
    safety_stock: int
    version: int
    updated_at: datetime


async def list_levels(item_ids: Sequence[UUID]) -> dict[UUID, list[LevelView]]:
    """Returns the stock of items, by the priority and code of the warehouses; two statements."""
    rows = await fetch_all(
        _LevelRow,
        "SELECT item, warehouse, on_hand, reserved, allocated, incoming, damaged, safety_stock, version, updated_at "
        "FROM logistics.stock WHERE item = ANY($1)",
        list(set(item_ids)),
    )
    warehouses = await find_warehouses([row.warehouse for row in rows])
    found: dict[UUID, list[LevelView]] = {item: [] for item in item_ids}
    for row in rows:
        values = {name: getattr(row, name) for name in row.__struct_fields__ if name != "warehouse"}
        found[row.item].append(LevelView(warehouse=warehouses[row.warehouse], **values))
    for levels in found.values():
        levels.sort(key=lambda level: (level.warehouse.priority, level.warehouse.code))
    return found


class _LackRow(msgspec.Struct):
    item: UUID
    lacking: int


async def list_lacking(item_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Returns how many pieces orders lack, by item; those that nobody lacks are left out."""
    rows = await fetch_all(
        _LackRow,
        "SELECT item, sum(quantity)::bigint AS lacking FROM logistics.allocation "
        "WHERE item = ANY($1) AND state = 'short' GROUP BY item",
        list(set(item_ids)),
    )
    return {row.item: row.lacking for row in rows}


class MovementView(msgspec.Struct, frozen=True):
    """An entry of the ledger, as it is stored."""

    id: int
    ref_type: str
    ref_id: UUID
    warehouse: UUID
    stored_kind: str
    on_hand: int
    reserved: int
    allocated: int
    incoming: int
    damaged: int
    reason: str
    note: str
    reference: str
    actor: str
    order_id: UUID | None
    at: datetime

    @property
    def kind(self) -> MovementKind:
        """Why stock changed."""
        return MovementKind(self.stored_kind)


async def list_movements(
    args: PageArgs,
    *,
    item: UUID | None = None,
    warehouse: UUID | None = None,
    order: UUID | None = None,
    largest: int = 100,
) -> Page[MovementView]:
    """Returns a page of the ledger, the youngest first.

    Args:
        item: Of this item only; likewise ``warehouse`` and ``order``.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    conditions, params = ["TRUE"], []
    for column, value in (("s.item", item), ("s.warehouse", warehouse), ("m.order_id", order)):
        if value is not None:
            params.append(value)
            conditions.append(f"{column} = ${len(params)}")
    keyset = Keyset((SortKey("m.id", int, "id", descending=True),), args, largest=largest, offset=len(params))
    source = (
        "logistics.movement AS m JOIN logistics.stock AS s ON s.id = m.stock JOIN logistics.item AS i ON i.id = s.item "
        f"WHERE {' AND '.join(conditions)}"
    )
    rows = await fetch_all(
        MovementView,
        "SELECT m.id, i.ref_type, i.ref_id, s.warehouse, m.kind AS stored_kind, m.on_hand, m.reserved, m.allocated, "  # noqa: S608
        f"m.incoming, m.damaged, m.reason, m.note, m.reference, m.actor, m.order_id, m.at FROM {source} "
        f"AND {keyset.where} "
        f"ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )
    return keyset.page(rows, lambda: fetch_value(f"SELECT count(*) FROM {source}", *params))  # noqa: S608 (constants)


async def set_safety_stock(level_id: UUID, quantity: int, now: datetime) -> None:
    """Sets how many pieces of a locked item are never promised to anybody in a warehouse."""
    await execute(
        "UPDATE logistics.stock SET safety_stock = $2, updated_at = $3, version = version + 1 WHERE id = $1",
        level_id,
        quantity,
        now,
    )


async def save_item(item: Item, now: datetime) -> None:
    """Writes a locked item."""
    await execute(
        "UPDATE logistics.item SET tracked = $2, policy = $3, backorder_limit = $4, promised_on = $5, low_stock = $6, "
        "updated_at = $7, version = $8 WHERE id = $1",
        item.id,
        item.tracked,
        item.policy.value,
        item.backorder_limit,
        item.promised_on,
        item.low_stock,
        now,
        item.version,
    )
