"""How many there are, for many things at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec
from fondaco.commerce import SellableRef
from fondaco.db.engine import fetch_all

from fondaco_logistics.model.availability import Counted
from fondaco_logistics.model.sites import Destination
from fondaco_logistics.model.stock import Policy

__all__ = ["list_counted"]


class _CountedRow(msgspec.Struct):
    ref_type: str
    ref_id: UUID
    policy: str
    backorder_limit: int | None
    promised_on: date | None
    low_stock: int | None
    free: int
    short: int


async def list_counted(
    refs: Sequence[SellableRef], channel: str, destination: Destination | None, held_by: Sequence[UUID] = ()
) -> list[Counted]:
    """Returns what availability in a channel is worked out of, of those of the things that are counted; one statement.

    What is held is looked up for one id at a time, so that no plan ever reads all orders for it.

    Args:
        destination: Warehouses that do not send there are left out; None for all that serve the channel.
        held_by: Ids of orders and carts that what they hold counts as free for.
    """
    there = destination or Destination("")
    rows = await fetch_all(
        _CountedRow,
        """
        WITH held AS MATERIALIZED (
            SELECT a.item, sum(a.quantity) AS quantity FROM unnest($7::uuid[]) AS h(id)
            CROSS JOIN LATERAL (SELECT id FROM logistics.demand WHERE id = h.id
                UNION SELECT id FROM logistics.demand WHERE cart_id = h.id) AS d
            CROSS JOIN LATERAL (SELECT item, quantity FROM logistics.allocation
                WHERE order_id = d.id AND state IN ('reserved', 'allocated', 'packed', 'short') OFFSET 0) AS a
            GROUP BY a.item
        )
        SELECT i.ref_type, i.ref_id, i.policy, i.backorder_limit, i.promised_on, i.low_stock,
            (COALESCE((
                SELECT sum(GREATEST(0, s.on_hand - s.reserved - s.allocated - s.safety_stock))
                FROM logistics.stock AS s JOIN logistics.warehouse AS w ON w.id = s.warehouse
                WHERE s.item = i.id AND w.active AND (w.channels = '{}' OR $3 = ANY(w.channels)) AND ($4 = ''
                    OR NOT EXISTS (SELECT FROM logistics.service_area AS e WHERE e.warehouse = w.id)
                    OR EXISTS (SELECT FROM logistics.service_area AS e WHERE e.warehouse = w.id AND e.country = $4
                        AND lower(e.region) IN ('', lower($5)) AND starts_with($6, e.postcode)))
            ), 0) + COALESCE((SELECT held.quantity FROM held WHERE held.item = i.id), 0))::bigint AS free,
            COALESCE((SELECT sum(a.quantity) FROM logistics.allocation AS a
                WHERE a.item = i.id AND a.state = 'short'), 0)::bigint AS short
        FROM unnest($1::text[], $2::uuid[]) AS u(ref_type, ref_id)
        JOIN logistics.item AS i ON i.ref_type = u.ref_type AND i.ref_id = u.ref_id
        WHERE i.tracked
        """,
        [ref.type for ref in refs],
        [ref.id for ref in refs],
        channel,
        there.country,
        there.region,
        there.postal_code,
        list(held_by),
    )
    return [
        Counted(
            row.ref_type,
            row.ref_id,
            Policy(row.policy),
            row.backorder_limit,
            row.promised_on,
            row.low_stock,
            row.free,
            row.short,
        )
        for row in rows
    ]
