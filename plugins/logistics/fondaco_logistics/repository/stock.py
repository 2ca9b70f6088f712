"""Queries on items and their stock."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fondaco.db import execute

from fondaco_logistics.model.stock import Item

__all__ = ["save_item", "set_safety_stock"]


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
