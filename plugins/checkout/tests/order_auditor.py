"""Looks at all orders from the tables alone: whatever was done to them, they add up."""

from __future__ import annotations

import asyncpg
from fondaco.app import App

__all__ = ["assert_orders_add_up"]

_NONE = {
    "an order whose lines are not its sum": """
        SELECT o.number FROM checkout.orders AS o LEFT JOIN (SELECT order_id, sum(net) AS net, sum(tax) AS tax,
            sum(unit_price * quantity) AS priced FROM checkout.order_line GROUP BY order_id) AS l ON l.order_id = o.id
        WHERE (l.net, l.tax, l.priced) IS DISTINCT FROM
            (o.lines_net::numeric, o.lines_tax::numeric, o.subtotal::numeric)
    """,
    "a line whose taxes are not its tax": """
        SELECT l.id FROM checkout.order_line AS l WHERE l.tax <> (SELECT coalesce(sum((c->'amount'->>'amount')::bigint), 0)
            FROM jsonb_array_elements(l.taxes) AS c)
    """,
    "a bundle that is not its parts": """
        SELECT l.id FROM checkout.order_line AS l JOIN (SELECT line_id, sum(net) AS net, sum(tax) AS tax
            FROM checkout.order_line_component GROUP BY line_id) AS c ON c.line_id = l.id
        WHERE (c.net, c.tax) <> (l.net::numeric, l.tax::numeric)
    """,
    "tax lines that are not the tax": """
        SELECT o.number FROM checkout.orders AS o LEFT JOIN (SELECT order_id, sum(amount) AS tax
            FROM checkout.order_tax GROUP BY order_id) AS t ON t.order_id = o.id
        WHERE coalesce(t.tax, 0) <> o.lines_tax + o.delivery_tax
    """,
    "an order that is not its version": """
        SELECT o.number FROM checkout.orders AS o WHERE o.version <> 1 + (SELECT count(*) FROM checkout.order_edit AS e
            WHERE e.order_id = o.id)
    """,
}


async def assert_orders_add_up(app: App) -> None:
    """Fails with the names of what is wrong."""
    connection = await asyncpg.connect(app.database.url)
    try:
        found = {name: [tuple(row) for row in await connection.fetch(query)] for name, query in _NONE.items()}
    finally:
        await connection.close()
    assert not {name: rows for name, rows in found.items() if rows}
