"""What a bulk change of prices reads and writes: the prices that are meant, the change itself, and what it wrote."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey, execute, fetch_all, fetch_one, fetch_value
from fondaco.db.pagination import Keyset
from fondaco.ids import new_id

from fondaco_catalog.model.price_changes import ChangeRequest, Computed, ItemState, PriceRow
from fondaco_catalog.model.text import is_storable
from fondaco_catalog.repository.narrowing import subtree
from fondaco_catalog.repository.rows import insert_rows

__all__ = [
    "ChangeItem",
    "ChangeRecord",
    "add_change",
    "add_items",
    "count_rows",
    "find_change",
    "find_changes",
    "list_applied",
    "list_changes",
    "list_items",
    "list_rows",
    "lock_change",
    "mark_items",
    "next_applied_products",
    "next_products",
    "restore_prices",
    "retry_conflicts",
    "update_change",
]


class ChangeRecord(msgspec.Struct, frozen=True):
    """A bulk change as it is stored."""

    id: UUID
    state: str
    list_id: UUID
    request: str
    made_by: str
    created_at: datetime
    finished_at: datetime | None
    total: int
    done: int
    changed: int
    conflicts: int
    position: UUID | None


class ChangeItem(msgspec.Struct, frozen=True):
    """A price that a bulk change wrote; no amount before means that there was none."""

    id: UUID
    currency: str
    variant_id: UUID
    min_quantity: int
    before_amount: int | None
    before_compare_at: int | None
    before_change: UUID | None
    after_amount: int
    after_compare_at: int | None
    state: str


_CHANGE = (
    "SELECT id, state, list AS list_id, request, made_by, created_at, finished_at, total, done, changed, conflicts, "
    "position FROM catalog.price_change c"
)
_ITEM = (
    "i.id, pl.currency, i.variant AS variant_id, i.min_quantity, i.before_amount, i.before_compare_at, "
    "i.before_change, i.after_amount, i.after_compare_at, i.state"
)


class _Source:
    """``FROM … WHERE …`` of the prices that a request means."""

    def __init__(self, request: ChangeRequest, channel: str, currency: str) -> None:
        self.params: list[object] = [request.source_id, request.list_id, channel, currency]
        given, conditions = request.filter, ["pr.list = $1"]
        if given.product_ids is not None:
            conditions.append(f"v.product = ANY({self.bind(list(given.product_ids))}::uuid[])")
        if given.variant_ids is not None:
            conditions.append(f"v.id = ANY({self.bind(list(given.variant_ids))}::uuid[])")
        if given.category_id is not None:
            conditions.append(f"p.category IN ({subtree(f'{self.bind(given.category_id)}::uuid')})")
        if given.collection_id is not None:
            conditions.append(
                "EXISTS (SELECT FROM catalog.collection_product cp WHERE cp.product = p.id "
                f"AND cp.collection = {self.bind(given.collection_id)})"
            )
        if given.tag is not None:
            tag = self.bind(given.tag) if is_storable(given.tag) else None
            conditions.append("FALSE" if tag is None else f"p.tags @> ARRAY[{tag}::text]")
        self.sql = (
            "FROM catalog.price pr JOIN catalog.product_variant v ON v.id = pr.variant "
            "JOIN catalog.product p ON p.id = v.product "
            "LEFT JOIN catalog.price t ON t.list = $2 AND t.variant = pr.variant AND t.min_quantity = pr.min_quantity "
            "LEFT JOIN catalog.variant_cost k ON k.variant = pr.variant AND k.channel = $3 AND k.currency = $4 "
            "WHERE " + " AND ".join(conditions)
        )

    def bind(self, value: object) -> str:
        """Takes a value in and returns its placeholder."""
        self.params.append(value)
        return f"${len(self.params)}"


async def count_rows(request: ChangeRequest, channel: str, currency: str) -> int:
    """Returns how many prices a request means."""
    source = _Source(request, channel, currency)
    found: int = await fetch_value(f"SELECT count(*) {source.sql}", *source.params)
    return found


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def next_products(
    request: ChangeRequest, channel: str, currency: str, after: UUID | None, limit: int
) -> list[UUID]:
    """Returns products with prices that a request means, in the order of their ids."""
    source = _Source(request, channel, currency)
    beyond = "" if after is None else f" AND v.product > {source.bind(after)}"
    rows = await fetch_all(
        _Id,
        f"SELECT DISTINCT v.product AS id {source.sql}{beyond} ORDER BY v.product LIMIT {int(limit)}",
        *source.params,
    )
    return [row.id for row in rows]


async def list_rows(
    request: ChangeRequest, channel: str, currency: str, product_ids: Collection[UUID]
) -> list[PriceRow]:
    """Returns the prices that a request means of products, in order."""
    source = _Source(request, channel, currency)
    products = source.bind(list(product_ids))
    return await fetch_all(
        PriceRow,
        "SELECT v.product AS product_id, v.id AS variant_id, pr.min_quantity, pr.amount, pr.compare_at, "
        "k.amount AS cost, t.amount AS target_amount, t.compare_at AS target_compare_at, t.change AS target_change "
        f"{source.sql} AND v.product = ANY({products}::uuid[]) ORDER BY v.product, v.id, pr.min_quantity",
        *source.params,
    )


async def add_change(row: Mapping[str, Any]) -> None:
    """Adds a bulk change."""
    await insert_rows("price_change", [row])


async def find_change(change_id: UUID) -> ChangeRecord | None:
    """Returns a bulk change, or None."""
    return await fetch_one(ChangeRecord, f"{_CHANGE} WHERE id = $1", change_id)


async def find_changes(ids: Sequence[UUID]) -> list[ChangeRecord | None]:
    """Returns the bulk changes of these ids in their order, None for unknown ones."""
    rows = await fetch_all(ChangeRecord, f"{_CHANGE} WHERE id = ANY($1::uuid[])", list(set(ids)))
    found = {row.id: row for row in rows}
    return [found.get(id_) for id_ in ids]


async def lock_change(change_id: UUID) -> ChangeRecord | None:
    """Locks a bulk change until the transaction ends, so that one worker at a time carries it on."""
    return await fetch_one(ChangeRecord, f"{_CHANGE} WHERE id = $1 FOR UPDATE", change_id)


async def update_change(record: ChangeRecord) -> None:
    """Writes how far a bulk change is."""
    await execute(
        "UPDATE catalog.price_change SET state = $2, finished_at = $3, done = $4, changed = $5, conflicts = $6, "
        "position = $7, total = $8 WHERE id = $1",
        record.id,
        record.state,
        record.finished_at,
        record.done,
        record.changed,
        record.conflicts,
        record.position,
        record.total,
    )


async def add_items(change_id: UUID, written: Sequence[tuple[PriceRow, Computed]]) -> None:
    """Notes what a bulk change writes, and what stood there before."""
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "change": change_id,
            "variant": row.variant_id,
            "min_quantity": row.min_quantity,
            "before_amount": row.target_amount,
            "before_compare_at": row.target_compare_at,
            "before_change": row.target_change,
            "after_amount": computed.amount,
            "after_compare_at": computed.compare_at,
            "state": ItemState.APPLIED.value,
        }
        for row, computed in written
    ]
    await insert_rows("price_change_item", rows)


async def next_applied_products(change_id: UUID, limit: int) -> list[UUID]:
    """Returns products with prices that a bulk change wrote and undoing has not looked at, by id."""
    rows = await fetch_all(
        _Id,
        "SELECT DISTINCT v.product AS id FROM catalog.price_change_item i "
        "JOIN catalog.product_variant v ON v.id = i.variant WHERE i.change = $1 AND i.state = 'applied' "
        "ORDER BY v.product LIMIT $2",
        change_id,
        limit,
    )
    return [row.id for row in rows]


async def list_applied(change_id: UUID, product_ids: Collection[UUID] | None) -> list[ChangeItem]:
    """Returns what a bulk change wrote for products and is not looked at yet; of variants that are gone for None."""
    whose = "v.id IS NULL" if product_ids is None else "v.product = ANY($2::uuid[])"
    return await fetch_all(
        ChangeItem,
        f"SELECT {_ITEM} FROM catalog.price_change_item i JOIN catalog.price_change c ON c.id = i.change "  # noqa: S608
        "JOIN catalog.price_list pl ON pl.id = c.list LEFT JOIN catalog.product_variant v ON v.id = i.variant "
        f"WHERE i.change = $1 AND i.state = 'applied' AND {whose} ORDER BY i.variant, i.min_quantity",
        change_id,
        *([] if product_ids is None else [list(product_ids)]),
    )


class _Restored(msgspec.Struct, frozen=True):
    variant_id: UUID
    min_quantity: int


async def restore_prices(list_id: UUID, change_id: UUID, items: Sequence[ChangeItem]) -> set[tuple[UUID, int]]:
    """Puts back what stood before a bulk change, where nobody wrote since; returns variants and quantities of these."""
    found: set[tuple[UUID, int]] = set()
    for made, sql in (
        (
            False,
            (
                "UPDATE catalog.price pr SET amount = given.amount, compare_at = given.compare_at, "
                "change = given.before "
                "FROM unnest($3::uuid[], $4::int[], $5::bigint[], $6::bigint[], $7::uuid[]) "
                "AS given(variant, min_quantity, amount, compare_at, before) "
                "WHERE pr.list = $1 AND pr.change = $2 AND pr.variant = given.variant "
                "AND pr.min_quantity = given.min_quantity RETURNING pr.variant AS variant_id, pr.min_quantity"
            ),
        ),
        (
            True,
            (
                "DELETE FROM catalog.price pr USING unnest($3::uuid[], $4::int[]) AS given(variant, min_quantity) "
                "WHERE pr.list = $1 AND pr.change = $2 AND pr.variant = given.variant "
                "AND pr.min_quantity = given.min_quantity RETURNING pr.variant AS variant_id, pr.min_quantity"
            ),
        ),
    ):
        chosen = [item for item in items if (item.before_amount is None) is made]
        if not chosen:
            continue
        columns: list[list[object]] = [
            [item.variant_id for item in chosen],
            [item.min_quantity for item in chosen],
        ]
        if not made:
            columns += [
                [item.before_amount for item in chosen],
                [item.before_compare_at for item in chosen],
                [item.before_change for item in chosen],
            ]
        rows = await fetch_all(_Restored, sql, list_id, change_id, *columns)
        found.update((row.variant_id, row.min_quantity) for row in rows)
    return found


async def mark_items(ids: Sequence[UUID], state: ItemState) -> None:
    """Says what became of prices that a bulk change wrote."""
    if ids:
        await execute(
            "UPDATE catalog.price_change_item SET state = $2 WHERE id = ANY($1::uuid[])", list(ids), state.value
        )


async def retry_conflicts(change_id: UUID) -> None:
    """Lets prices that an undoing left alone be tried again."""
    await execute(
        "UPDATE catalog.price_change_item SET state = $2 WHERE change = $1 AND state = $3",
        change_id,
        ItemState.APPLIED.value,
        ItemState.CONFLICT.value,
    )


_LATEST = (SortKey("c.created_at", datetime, "created_at", True), SortKey("c.id", UUID, "id", True))
_IN_ORDER = (SortKey("i.variant", UUID, "variant_id"), SortKey("i.min_quantity", int, "min_quantity"))


async def list_changes(args: PageArgs, *, largest: int = 100) -> Page[ChangeRecord]:
    """Returns a page of bulk changes, the latest first.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    keyset = Keyset(_LATEST, args, largest=largest)
    rows = await fetch_all(
        ChangeRecord,
        f"{_CHANGE} WHERE {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *keyset.params,
    )
    return keyset.page(rows, lambda: fetch_value("SELECT count(*) FROM catalog.price_change"))


async def list_items(
    change_id: UUID, args: PageArgs, *, state: ItemState | None = None, largest: int = 100
) -> Page[ChangeItem]:
    """Returns a page of what a bulk change wrote.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``, ``PAGE_SIZE_REQUIRED``.
        LimitExceededError: ``PAGE_SIZE_TOO_LARGE``.
    """
    source = (
        "FROM catalog.price_change_item i JOIN catalog.price_change c ON c.id = i.change "
        "JOIN catalog.price_list pl ON pl.id = c.list WHERE i.change = $1 AND ($2::text IS NULL OR i.state = $2)"
    )
    params = (change_id, None if state is None else state.value)
    keyset = Keyset(_IN_ORDER, args, largest=largest, offset=2)
    rows = await fetch_all(
        ChangeItem,
        f"SELECT {_ITEM} {source} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )
    return keyset.page(rows, lambda: fetch_value(f"SELECT count(*) {source}", *params))
