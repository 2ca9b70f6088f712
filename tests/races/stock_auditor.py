"""An auditor that knows nothing of the code: what has to be true of stock, in SQL over its tables alone."""

from __future__ import annotations

import asyncpg

__all__ = ["LAWS", "violations"]

LAWS = {
    "the ledger sums to the stock": """
        SELECT count(*) FROM logistics.stock AS s FULL JOIN (
            SELECT stock, sum(on_hand) AS on_hand, sum(reserved) AS reserved, sum(allocated) AS allocated,
                sum(incoming) AS incoming, sum(damaged) AS damaged FROM logistics.movement GROUP BY stock
        ) AS m ON m.stock = s.id
        WHERE (s.on_hand, s.reserved, s.allocated, s.incoming, s.damaged) IS DISTINCT FROM (COALESCE(m.on_hand, 0),
            COALESCE(m.reserved, 0), COALESCE(m.allocated, 0), COALESCE(m.incoming, 0), COALESCE(m.damaged, 0))""",
    "what orders took is what is taken": """
        SELECT count(*) FROM (
            SELECT item, warehouse, reserved, allocated FROM logistics.stock WHERE reserved > 0 OR allocated > 0
        ) AS s FULL JOIN (
            SELECT item, warehouse, sum(quantity) FILTER (WHERE state = 'reserved') AS reserved,
                sum(quantity) FILTER (WHERE state IN ('allocated', 'packed')) AS allocated
            FROM logistics.allocation WHERE state IN ('reserved', 'allocated', 'packed') GROUP BY item, warehouse
        ) AS a ON (a.item, a.warehouse) = (s.item, s.warehouse)
        WHERE COALESCE(s.reserved, 0) <> COALESCE(a.reserved, 0) OR COALESCE(s.allocated, 0) <> COALESCE(a.allocated, 0)""",
    "no piece is taken twice, and nothing is negative": """
        SELECT count(*) FROM logistics.stock WHERE reserved + allocated > on_hand OR on_hand < 0 OR reserved < 0
            OR allocated < 0 OR incoming < 0 OR damaged < 0""",
    "what moved for an order is what it holds": """
        SELECT count(*) FROM (
            SELECT order_id, sum(reserved + allocated) AS n FROM logistics.movement WHERE order_id IS NOT NULL
            GROUP BY order_id HAVING sum(reserved + allocated) <> 0
        ) AS m FULL JOIN (
            SELECT order_id, sum(quantity) AS n FROM logistics.allocation
            WHERE state IN ('reserved', 'allocated', 'packed') GROUP BY order_id
        ) AS a USING (order_id) WHERE m.n IS DISTINCT FROM a.n""",
    "nothing of a placed order is merely reserved": """
        SELECT count(*) FROM logistics.allocation AS a JOIN logistics.demand AS d ON d.id = a.order_id
        WHERE d.stage = 'placed' AND a.state = 'reserved'""",
    "what is packed is in exactly one parcel": """
        SELECT count(*) FROM (
            SELECT order_id, piece_id, warehouse, sum(quantity) AS n FROM logistics.allocation
            WHERE state IN ('packed', 'packed_uncounted') GROUP BY 1, 2, 3
        ) AS a FULL JOIN (
            SELECT s.order_id, l.piece_id, s.warehouse, sum(l.quantity) AS n FROM logistics.shipment AS s
            JOIN logistics.shipment_line AS l ON l.shipment = s.id WHERE s.state = 'packed' GROUP BY 1, 2, 3
        ) AS p USING (order_id, piece_id, warehouse) WHERE a.n IS DISTINCT FROM p.n""",
    "what left is in exactly one parcel that left": """
        SELECT count(*) FROM (
            SELECT order_id, piece_id, sum(quantity) FILTER (WHERE state = 'shipped') AS gone,
                sum(quantity) FILTER (WHERE state = 'returned') AS back
            FROM logistics.allocation WHERE ships AND state IN ('shipped', 'returned') GROUP BY 1, 2
        ) AS a FULL JOIN (
            SELECT s.order_id, l.piece_id, sum(l.quantity - l.returned) AS gone, sum(l.returned) AS back
            FROM logistics.shipment AS s JOIN logistics.shipment_line AS l ON l.shipment = s.id
            WHERE s.shipped_at IS NOT NULL GROUP BY 1, 2
        ) AS p USING (order_id, piece_id)
        WHERE (COALESCE(a.gone, 0), COALESCE(a.back, 0)) IS DISTINCT FROM (COALESCE(p.gone, 0), COALESCE(p.back, 0))""",
    "what returns took in came back to stock": """
        SELECT count(*) FROM (
            SELECT order_id, sum(on_hand + damaged) AS n FROM logistics.movement
            WHERE kind = 'return' AND reference <> '' GROUP BY 1
        ) AS m FULL JOIN (
            SELECT r.order_id, sum(l.restocked + l.damaged + l.discarded) AS n FROM logistics.order_return AS r
            JOIN logistics.order_return_line AS l ON l.of = r.id
            JOIN logistics.shipment_line AS s ON s.id = l.shipment_line WHERE s.counted GROUP BY 1
        ) AS r USING (order_id) WHERE COALESCE(m.n, 0) <> COALESCE(r.n, 0)""",
    "what came back is what returns took in": """
        SELECT count(*) FROM logistics.shipment_line AS s LEFT JOIN (
            SELECT shipment_line, sum(restocked + damaged + discarded) AS n FROM logistics.order_return_line GROUP BY 1
        ) AS l ON l.shipment_line = s.id WHERE s.returned <> COALESCE(l.n, 0)""",
    "what left in parcels left the stock": """
        SELECT count(*) FROM (
            SELECT m.order_id, s.item, s.warehouse, -sum(m.on_hand) AS n FROM logistics.movement AS m
            JOIN logistics.stock AS s ON s.id = m.stock
            WHERE m.kind = 'shipment' AND m.reference <> '' GROUP BY 1, 2, 3
        ) AS m FULL JOIN (
            SELECT p.order_id, i.id AS item, p.warehouse, sum(l.quantity) AS n FROM logistics.shipment AS p
            JOIN logistics.shipment_line AS l ON l.shipment = p.id
            JOIN logistics.item AS i ON (i.ref_type, i.ref_id) = (l.ref_type, l.ref_id)
            WHERE p.shipped_at IS NOT NULL AND l.counted GROUP BY 1, 2, 3
        ) AS p USING (order_id, item, warehouse) WHERE m.n IS DISTINCT FROM p.n""",
}
"""Each counts what breaks it."""


async def violations(connection: asyncpg.Connection) -> dict[str, int]:
    """Returns the broken laws with how often each is broken; empty if stock is sound."""
    found = {law: await connection.fetchval(sql) for law, sql in LAWS.items()}
    return {law: count for law, count in found.items() if count}
