"""Queries on what a buyer has had already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeAlias
from uuid import UUID

import msgspec
from fondaco.db.engine import execute, fetch_all

__all__ = ["Thing", "count_bought", "lock_buyer"]

Thing: TypeAlias = tuple[str, UUID]
"""A sellable thing by type and id, whatever is chosen of it."""

_EVER = datetime(1, 1, 1, tzinfo=UTC)


class _Row(msgspec.Struct):
    type: str
    id: UUID
    quantity: int


async def lock_buyer(customer: UUID | None, email: str) -> None:
    """Makes carts of one buyer be counted one after another, until the commit; taken behind the lock of the cart."""
    keys = [f"checkout.buyer:{email.lower()}", *(() if customer is None else (f"checkout.buyer:{customer}",))]
    for key in sorted(keys):
        await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", key)


async def count_bought(
    things: Mapping[Thing, datetime | None], customer: UUID | None, email: str, cart_id: UUID
) -> Counter[Thing]:
    """Returns how many pieces of things a buyer has in orders that stand, and in carts that are being paid.

    Args:
        things: Since when orders count; None for all.
        cart_id: Of the cart that is counted for, which does not count itself.
    """
    rows = await fetch_all(
        _Row,
        "WITH thing AS (SELECT * FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) AS thing (type, id, since)) "
        "SELECT thing.type, thing.id, sum(l.quantity)::bigint AS quantity FROM thing "
        "JOIN checkout.order_line AS l ON l.sellable_id = thing.id AND l.sellable_type = thing.type "
        "JOIN checkout.orders AS o ON o.id = l.order_id "
        "WHERE (o.customer_id = $4 OR lower(o.email) = lower($5)) AND o.state <> 'cancelled' "
        "AND o.placed_at >= thing.since GROUP BY 1, 2 "
        "UNION ALL SELECT thing.type, thing.id, sum((line->>'quantity')::int)::bigint FROM checkout.completion AS c "
        "CROSS JOIN LATERAL jsonb_array_elements(c.draft->'lines') AS line "
        "JOIN thing ON line->'ref'->>'type' = thing.type AND line->'ref'->>'id' = thing.id::text "
        "WHERE c.cart_id <> $6 AND (c.draft->>'customer' = $4::text OR lower(c.draft->>'email') = lower($5)) "
        "GROUP BY 1, 2",
        [type_ for type_, _ in things],
        [id_ for _, id_ in things],
        [since or _EVER for since in things.values()],
        customer,
        email,
        cart_id,
    )
    bought: Counter[Thing] = Counter()
    for row in rows:
        bought[row.type, row.id] += row.quantity
    return bought
