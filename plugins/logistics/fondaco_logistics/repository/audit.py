"""Whether the tables agree with each other, found out from the tables alone."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco.db import fetch_all

__all__ = ["Discrepancy", "audit"]


class Discrepancy(msgspec.Struct, frozen=True):
    """Two things that ought to be equal.

    Attributes:
        check: Which law is broken.
        subject: Id of the row of stock, or of the order.
    """

    check: str
    subject: UUID
    expected: str
    found: str


_CHECKS = {
    "ledger": """
        SELECT s.id AS subject, (m.on_hand, m.reserved, m.allocated, m.incoming, m.damaged)::text AS expected,
            (s.on_hand, s.reserved, s.allocated, s.incoming, s.damaged)::text AS found
        FROM logistics.stock AS s CROSS JOIN LATERAL (
            SELECT COALESCE(sum(on_hand), 0) AS on_hand, COALESCE(sum(reserved), 0) AS reserved,
                COALESCE(sum(allocated), 0) AS allocated, COALESCE(sum(incoming), 0) AS incoming,
                COALESCE(sum(damaged), 0) AS damaged
            FROM logistics.movement WHERE stock = s.id
        ) AS m WHERE (m.on_hand, m.reserved, m.allocated, m.incoming, m.damaged)
            <> (s.on_hand, s.reserved, s.allocated, s.incoming, s.damaged)""",
    "takings": """
        SELECT s.id AS subject, (a.reserved, a.allocated)::text AS expected, (s.reserved, s.allocated)::text AS found
        FROM logistics.stock AS s CROSS JOIN LATERAL (
            SELECT COALESCE(sum(quantity) FILTER (WHERE state = 'reserved'), 0) AS reserved,
                COALESCE(sum(quantity) FILTER (WHERE state IN ('allocated', 'packed')), 0) AS allocated
            FROM logistics.allocation WHERE item = s.item AND warehouse = s.warehouse
                AND state IN ('reserved', 'allocated', 'packed')
        ) AS a WHERE (a.reserved, a.allocated) <> (s.reserved, s.allocated)""",
    "oversold": """
        SELECT id AS subject, '0 or more'::text AS expected, (on_hand - reserved - allocated)::text AS found
        FROM logistics.stock WHERE reserved + allocated > on_hand
            OR LEAST(reserved, allocated, incoming, damaged) < 0""",
    "orders": """
        SELECT COALESCE(m.order_id, a.order_id) AS subject, COALESCE(m.taken, 0)::text AS expected,
            COALESCE(a.taken, 0)::text AS found
        FROM (SELECT order_id, sum(reserved + allocated) AS taken FROM logistics.movement
            WHERE order_id IS NOT NULL GROUP BY order_id) AS m
        FULL JOIN (SELECT order_id, sum(quantity) AS taken FROM logistics.allocation
            WHERE state IN ('reserved', 'allocated', 'packed') GROUP BY order_id) AS a ON a.order_id = m.order_id
        WHERE COALESCE(m.taken, 0) <> COALESCE(a.taken, 0)""",
    "stages": """
        SELECT d.id AS subject, 'none reserved'::text AS expected, count(*)::text AS found
        FROM logistics.demand AS d JOIN logistics.allocation AS a ON a.order_id = d.id
        WHERE d.stage = 'placed' AND a.state = 'reserved' GROUP BY d.id""",
    "parcels": """
        SELECT COALESCE(a.order_id, p.order_id) AS subject, COALESCE(p.pieces, 0)::text AS expected,
            COALESCE(a.pieces, 0)::text AS found
        FROM (SELECT order_id, piece_id, state, sum(quantity) AS pieces FROM logistics.allocation
            WHERE ships AND state IN ('packed', 'packed_uncounted', 'shipped', 'returned')
            GROUP BY order_id, piece_id, state) AS a
        FULL JOIN (
            SELECT s.order_id, l.piece_id, k.state, sum(k.pieces) AS pieces
            FROM logistics.shipment AS s JOIN logistics.shipment_line AS l ON l.shipment = s.id
            CROSS JOIN LATERAL (VALUES
                (CASE WHEN s.shipped_at IS NOT NULL THEN 'shipped' WHEN l.counted THEN 'packed'
                    ELSE 'packed_uncounted' END, l.quantity - l.returned),
                ('returned', l.returned)) AS k(state, pieces)
            WHERE s.state <> 'cancelled' AND k.pieces > 0 GROUP BY s.order_id, l.piece_id, k.state
        ) AS p ON (p.order_id, p.piece_id, p.state) = (a.order_id, a.piece_id, a.state)
        WHERE COALESCE(a.pieces, 0) <> COALESCE(p.pieces, 0)""",
    "returns": """
        SELECT s.id AS subject, COALESCE(l.pieces, 0)::text AS expected, s.returned::text AS found
        FROM logistics.shipment_line AS s LEFT JOIN (
            SELECT shipment_line, sum(restocked + damaged + discarded) AS pieces
            FROM logistics.order_return_line GROUP BY shipment_line
        ) AS l ON l.shipment_line = s.id WHERE s.returned <> COALESCE(l.pieces, 0)""",
}


async def audit(limit: int = 100) -> list[Discrepancy]:
    """Returns where the tables contradict each other; empty if stock is sound.

    ``ledger``: counters are the sums of movements. ``takings``: what orders took is what is reserved and allocated.
    ``oversold``: no piece is taken twice, no counter negative. ``orders``: each order's movements add up to what it
    holds. ``stages``: a placed order has nothing that is merely reserved. ``parcels``: what orders hold as
    packed, shipped and returned is what is in their parcels. ``returns``: what came back of parcels is what returns
    took in. Each check is one statement, with a snapshot of its own
    consistent state, so it may run while the shop sells.

    Args:
        limit: The most of each check.
    """
    return [
        found
        for check, sql in _CHECKS.items()
        for found in await fetch_all(
            Discrepancy,
            f"SELECT '{check}'::text AS \"check\", found.* FROM ({sql}) AS found LIMIT $1",  # noqa: S608 (constants)
            limit,
        )
    ]
