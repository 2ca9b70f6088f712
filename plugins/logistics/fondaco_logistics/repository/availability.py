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

    Args:
        destination: Warehouses that do not send there are left out; None for all that serve the channel.
        held_by: Ids of orders and carts that what they hold counts as free for.
    """
    there = destination or Destination("")
    rows = await fetch_all(
        _CountedRow,
        """
        SELECT i.ref_type, i.ref_id, i.policy, i.backorder_limit, i.promised_on, i.low_stock,
            (COALESCE((
                SELECT sum(GREATEST(0, s.on_hand - s.reserved - s.allocated - s.safety_stock))
                FROM logistics.stock AS s JOIN logistics.warehouse AS w ON w.id = s.warehouse
                WHERE s.item = i.id AND w.active AND (w.channels = '{}' OR $3 = ANY(w.channels)) AND ($4 = ''
                    OR NOT EXISTS (SELECT FROM logistics.service_area AS e WHERE e.warehouse = w.id)
                    OR EXISTS (SELECT FROM logistics.service_area AS e WHERE e.warehouse = w.id AND e.country = $4
                        AND lower(e.region) IN ('', lower($5)) AND starts_with($6, e.postcode)))
            ), 0) + CASE WHEN $7::uuid[] = '{}' THEN 0 ELSE COALESCE((
                SELECT sum(a.quantity) FROM logistics.demand AS d JOIN logistics.allocation AS a ON a.order_id = d.id
                WHERE (d.id = ANY($7) OR d.cart_id = ANY($7)) AND a.item = i.id
                    AND a.state IN ('reserved', 'allocated', 'short')
            ), 0) END)::bigint AS free,
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
