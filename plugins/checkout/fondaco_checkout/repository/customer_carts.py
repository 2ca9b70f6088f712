"""Queries on which cart of a customer is which. Call them behind `lock_carts_of`."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fondaco.db.engine import execute, fetch_value

__all__ = [
    "adopt_cart",
    "count_open_carts",
    "find_current_cart",
    "lock_carts_of",
    "rename_cart",
    "set_current_cart",
]


async def lock_carts_of(customer: UUID) -> None:
    """Makes who makes, chooses, merges or deletes carts of a customer come one after another, until the commit.

    It is taken before the lock of any cart; completing or filling a cart does not take it.
    """
    await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"checkout.carts_of:{customer}")


async def find_current_cart(customer: UUID, channel: str) -> UUID | None:
    """Returns the id of the cart that a customer fills in a channel."""
    found: UUID | None = await fetch_value(
        "SELECT id FROM checkout.cart WHERE customer_id = $1 AND channel = $2 AND is_current", customer, channel
    )
    return found


async def count_open_carts(customer: UUID, channel: str) -> int:
    """Returns how many carts of a customer in a channel are no orders yet."""
    found: int = await fetch_value(
        "SELECT count(*) FROM checkout.cart WHERE customer_id = $1 AND channel = $2 AND state <> 'completed'",
        customer,
        channel,
    )
    return found


async def set_current_cart(customer: UUID, channel: str, cart_id: UUID | None) -> None:
    """Makes one cart of a customer, if any, the current one in a channel, and no other."""
    await execute(
        "UPDATE checkout.cart SET is_current = false WHERE customer_id = $1 AND channel = $2 AND is_current "
        "AND id IS DISTINCT FROM $3",
        customer,
        channel,
        cart_id,
    )
    if cart_id is not None:
        await execute("UPDATE checkout.cart SET is_current = true WHERE id = $1 AND state <> 'completed'", cart_id)


async def adopt_cart(cart_id: UUID, customer: UUID, now: datetime) -> None:
    """Makes a locked guest cart a customer's."""
    await execute("UPDATE checkout.cart SET customer_id = $2, updated_at = $3 WHERE id = $1", cart_id, customer, now)


async def rename_cart(cart_id: UUID, name: str, now: datetime) -> None:
    """Changes what a customer calls a locked cart."""
    await execute("UPDATE checkout.cart SET name = $2, updated_at = $3 WHERE id = $1", cart_id, name, now)
