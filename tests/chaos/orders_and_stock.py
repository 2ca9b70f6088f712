"""An auditor that compares orders with stock, and knows nothing of the code: tables alone."""

from __future__ import annotations

import asyncpg

__all__ = ["violations"]

_PIECES = """
    SELECT o.id AS order_id, o.state, coalesce(c.id, l.id) AS piece, l.quantity * coalesce(c.quantity, 1) AS wanted
    FROM checkout.orders AS o JOIN checkout.order_line AS l ON l.order_id = o.id
    LEFT JOIN checkout.order_line_component AS c ON c.line_id = l.id WHERE l.quantity > 0
"""
_NONE = {
    "an order that does not hold what it wants": f"""
        SELECT p.order_id, p.piece, p.wanted, h.held FROM ({_PIECES}) AS p
        LEFT JOIN (SELECT piece_id, sum(quantity) AS held FROM logistics.allocation GROUP BY piece_id) AS h
        ON h.piece_id = p.piece WHERE p.state = 'placed' AND p.wanted IS DISTINCT FROM h.held
    """,
    "a cancelled order that holds something": """
        SELECT o.number FROM checkout.orders AS o JOIN logistics.allocation AS a ON a.order_id = o.id
        WHERE o.state = 'cancelled' AND a.state <> 'shipped'
    """,
    "pieces that are held for nobody": """
        SELECT a.order_id, a.state FROM logistics.allocation AS a
        WHERE NOT EXISTS (SELECT FROM checkout.orders AS o WHERE o.id = a.order_id)
    """,
    "pieces that are held for a line that is gone": f"""
        SELECT a.order_id, a.piece_id FROM logistics.allocation AS a
        WHERE a.state <> 'shipped' AND NOT EXISTS (SELECT FROM ({_PIECES}) AS p WHERE p.piece = a.piece_id)
    """,
    "a placed order that waits for a piece that was promised": """
        SELECT a.order_id FROM logistics.allocation AS a JOIN logistics.item AS i ON i.id = a.item
        WHERE a.state = 'short' AND i.policy = 'deny'
    """,
}
"""Queries that find nothing in a shop that is in order, when nothing is under way and staff took no stock away."""


async def violations(connection: asyncpg.Connection) -> dict[str, list[str]]:
    """Returns what is wrong, by its name; empty if everything is right."""
    found = {name: [str(tuple(row)) for row in await connection.fetch(query)] for name, query in _NONE.items()}
    return {name: rows for name, rows in found.items() if rows}
