"""Price lists as verbs need to know them before they change them, and how prices and costs are written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all, fetch_one, fetch_value
from fondaco.ids import new_id

from fondaco_catalog.model.price_drafts import ListedAmount
from fondaco_catalog.repository.rows import insert_rows

__all__ = [
    "ListState",
    "VariantOwner",
    "add_list",
    "add_titles",
    "count_prices",
    "delete_costs",
    "delete_list",
    "delete_list_prices",
    "find_list",
    "list_next_products",
    "list_tiered_products",
    "list_variant_owners",
    "lock_list",
    "lock_lists",
    "lock_products_to_change",
    "most_tiers",
    "write_costs",
    "write_prices",
]


class ListState(msgspec.Struct, frozen=True):
    """A price list without its texts."""

    id: UUID
    code: str
    channel: str
    currency: str
    priority: int
    starts_at: datetime | None
    ends_at: datetime | None
    customer_groups: list[str]
    active: bool
    base: bool
    deleting: bool


_STATE = (
    "SELECT id, code, channel, currency, priority, starts_at, ends_at, customer_groups, active, base, deleting "
    "FROM catalog.price_list"
)


async def add_list(row: Mapping[str, Any]) -> bool:
    """Adds a price list unless its code is taken; waits for a transaction that is just taking it."""
    return await insert_rows("price_list", [row], key=["code"], update=False) == 1


async def find_list(list_id: UUID) -> ListState | None:
    """Returns a price list, also one that is being deleted."""
    return await fetch_one(ListState, f"{_STATE} WHERE id = $1", list_id)


async def lock_list(list_id: UUID) -> ListState | None:
    """Locks a price list against changes, and against new prices in it, until the transaction ends."""
    return await fetch_one(ListState, f"{_STATE} WHERE id = $1 FOR UPDATE", list_id)


async def lock_lists(ids: Collection[UUID]) -> dict[UUID, ListState]:
    """Lets nobody change or delete these price lists until the transaction ends; leaves out those that go."""
    rows = await fetch_all(
        ListState, f"{_STATE} WHERE id = ANY($1::uuid[]) AND NOT deleting ORDER BY id FOR KEY SHARE", list(ids)
    )
    return {row.id: row for row in rows}


async def add_titles(list_id: UUID, titles: Mapping[str, str]) -> None:
    """Adds translated titles; an empty one removes its language, those that are not named stay."""
    await execute(
        "UPDATE catalog.price_list SET labels = (labels || $2::jsonb) - $3::text[] WHERE id = $1",
        list_id,
        msgspec.json.encode(titles).decode(),
        [locale for locale, title in titles.items() if not title],
    )


async def count_prices(list_id: UUID) -> int:
    """Returns how many prices a list holds."""
    found: int = await fetch_value("SELECT count(*) FROM catalog.price WHERE list = $1", list_id)
    return found


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def list_next_products(list_id: UUID, after: UUID | None, limit: int) -> list[UUID]:
    """Returns products that a list has prices of, in the order of their ids."""
    rows = await fetch_all(
        _Id,
        "SELECT DISTINCT v.product AS id FROM catalog.price pr JOIN catalog.product_variant v ON v.id = pr.variant "
        "WHERE pr.list = $1 AND ($2::uuid IS NULL OR v.product > $2) ORDER BY v.product LIMIT $3",
        list_id,
        after,
        limit,
    )
    return [row.id for row in rows]


async def list_tiered_products(list_id: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Returns those of the products that cost something else by the quantity in a list."""
    rows = await fetch_all(
        _Id,
        "SELECT DISTINCT v.product AS id FROM catalog.price pr JOIN catalog.product_variant v ON v.id = pr.variant "
        "WHERE pr.list = $1 AND pr.min_quantity > 1 AND v.product = ANY($2::uuid[])",
        list_id,
        list(ids),
    )
    return {row.id for row in rows}


async def lock_products_to_change(ids: Collection[UUID]) -> list[UUID]:
    """Locks products against changes by others, in the order of their ids; returns those that there are."""
    rows = await fetch_all(
        _Id, "SELECT id FROM catalog.product WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE", list(ids)
    )
    return [row.id for row in rows]


class VariantOwner(msgspec.Struct, frozen=True):
    """A variant and its product."""

    id: UUID
    product_id: UUID


async def list_variant_owners(variant_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Returns the product of each of the variants that there are."""
    rows = await fetch_all(
        VariantOwner,
        "SELECT id, product AS product_id FROM catalog.product_variant WHERE id = ANY($1::uuid[])",
        list(variant_ids),
    )
    return {row.id: row.product_id for row in rows}


async def write_prices(amounts: Sequence[ListedAmount], change: UUID | None = None) -> None:
    """Writes prices into lists, and takes those away that have no amount.

    Args:
        change: The bulk change that writes them.
    """
    gone = [amount for amount in amounts if amount.amount is None]
    if gone:
        await execute(
            "DELETE FROM catalog.price pr USING unnest($1::uuid[], $2::uuid[], $3::int[]) "
            "AS given(list, variant, min_quantity) WHERE pr.list = given.list AND pr.variant = given.variant "
            "AND pr.min_quantity = given.min_quantity",
            [amount.list_id for amount in gone],
            [amount.variant_id for amount in gone],
            [amount.min_quantity for amount in gone],
        )
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "list": amount.list_id,
            "variant": amount.variant_id,
            "min_quantity": amount.min_quantity,
            "amount": amount.amount,
            "compare_at": amount.compare_at,
            "change": change,
        }
        for amount in amounts
        if amount.amount is not None
    ]
    await insert_rows("price", rows, key=["list", "variant", "min_quantity"])


async def most_tiers(list_ids: Collection[UUID], variant_ids: Collection[UUID]) -> int:
    """Returns the largest number of prices that one of the lists has of one of the variants."""
    found: int = await fetch_value(
        "SELECT COALESCE(max(tiers), 0) FROM (SELECT count(*) AS tiers FROM catalog.price "
        "WHERE list = ANY($1::uuid[]) AND variant = ANY($2::uuid[]) GROUP BY list, variant) counted",
        list(list_ids),
        list(variant_ids),
    )
    return found


async def delete_list_prices(list_id: UUID, product_ids: Collection[UUID]) -> None:
    """Takes all prices of products out of a list."""
    await execute(
        "DELETE FROM catalog.price pr USING catalog.product_variant v WHERE v.id = pr.variant AND pr.list = $1 "
        "AND v.product = ANY($2::uuid[])",
        list_id,
        list(product_ids),
    )


async def delete_list(list_id: UUID) -> None:
    """Deletes a price list that holds no price, with the bulk changes of it."""
    await execute(
        "DELETE FROM catalog.price_change_item i USING catalog.price_change c WHERE c.id = i.change AND c.list = $1",
        list_id,
    )
    await execute("DELETE FROM catalog.price_change WHERE list = $1", list_id)
    await execute("DELETE FROM catalog.price_list WHERE id = $1", list_id)


async def write_costs(costs: Sequence[tuple[UUID, str, str, int]]) -> None:
    """Writes costs: variant, channel, currency, minor units."""
    rows: list[dict[str, Any]] = [
        {"id": new_id(), "variant": variant_id, "channel": channel, "currency": currency, "amount": amount}
        for variant_id, channel, currency, amount in costs
    ]
    await insert_rows("variant_cost", rows, key=["variant", "channel"])


async def delete_costs(costs: Sequence[tuple[UUID, str]]) -> None:
    """Forgets costs: variant and channel."""
    if costs:
        await execute(
            "DELETE FROM catalog.variant_cost c USING unnest($1::uuid[], $2::text[]) AS given(variant, channel) "
            "WHERE c.variant = given.variant AND c.channel = given.channel",
            [variant_id for variant_id, _ in costs],
            [channel for _, channel in costs],
        )
