"""An auditor of orders and payments that knows nothing of the code: tables, and what buyers were told."""

from __future__ import annotations

from collections.abc import Mapping

import asyncpg

__all__ = ["violations"]

_NONE = {
    "a charge without exactly one order": """
        SELECT w.payment_id, w.state, count(p.id) FROM checkout.test_payment AS w
        LEFT JOIN checkout.payment AS p ON p.id = w.payment_id
        WHERE w.state IN ('authorized', 'captured') GROUP BY w.payment_id HAVING count(p.id) <> 1
    """,
    "a charge of another amount than its order": """
        SELECT w.payment_id, w.amount, o.total FROM checkout.test_payment AS w
        JOIN checkout.payment AS p ON p.id = w.payment_id JOIN checkout.orders AS o ON o.id = p.order_id
        WHERE w.state IN ('authorized', 'captured') AND o.version = 1
        AND (w.amount, w.currency) <> (o.total, o.currency)
    """,
    "an order without money": """
        SELECT o.number FROM checkout.orders AS o WHERE o.total > 0 AND o.state = 'placed' AND o.version = 1 AND o.total <> (
            SELECT coalesce(sum(w.amount), 0) FROM checkout.payment AS p
            JOIN checkout.test_payment AS w ON w.payment_id = p.id
            WHERE p.order_id = o.id AND w.state IN ('authorized', 'captured', 'voided'))
    """,
    "a payment that is not what was done with it": """
        SELECT p.id FROM checkout.payment AS p CROSS JOIN LATERAL (
            SELECT coalesce(sum(amount) FILTER (WHERE kind = 'capture'), 0) AS captured,
                coalesce(sum(amount) FILTER (WHERE kind = 'refund'), 0) AS refunded,
                coalesce(sum(amount) FILTER (WHERE kind = 'void'), 0) AS released
            FROM checkout.payment_operation WHERE payment_id = p.id AND state = 'succeeded') AS l
        WHERE (l.captured, l.refunded, l.released) <> (p.captured, p.refunded, p.released)
    """,
    "a payment that the provider knows otherwise": """
        SELECT p.id, p.captured, w.captured, p.refunded, w.refunded FROM checkout.payment AS p
        JOIN checkout.test_payment AS w ON w.payment_id = p.id
        WHERE (w.captured, w.refunded) <> (p.captured, p.refunded)
    """,
    "more taken than reserved, or more given back than taken": """
        SELECT id FROM checkout.payment WHERE captured + released > reserved OR refunded > captured
    """,
    "money set aside for nothing": """
        SELECT id FROM checkout.payment WHERE pending_capture + pending_refund + pending_release > 0
    """,
    "an operation without an end": """
        SELECT id, kind, state FROM checkout.payment_operation WHERE state IN ('pending', 'uncertain')
    """,
    "a refund that its lines do not add up to": """
        SELECT o.number FROM checkout.orders AS o
        CROSS JOIN LATERAL (SELECT coalesce(sum(p.refunded), 0) AS refunded
            FROM checkout.payment AS p WHERE p.order_id = o.id) AS m
        CROSS JOIN LATERAL (SELECT coalesce(sum(l.net + l.tax), 0) AS returned
            FROM checkout.refund AS r JOIN checkout.refund_line AS l ON l.refund_id = r.id
            WHERE r.order_id = o.id AND r.state = 'succeeded') AS f
        WHERE m.refunded <> f.returned
    """,
    "a cancelled order that keeps money": """
        SELECT o.number, p.id FROM checkout.orders AS o JOIN checkout.payment AS p ON p.order_id = o.id
        WHERE o.state = 'cancelled' AND p.reserved - p.released - p.refunded > 0
    """,
    "a line that does not bear its taxes": """
        SELECT l.id FROM checkout.order_line AS l WHERE l.tax <> (
            SELECT coalesce(sum((c->'amount'->>'amount')::bigint), 0) FROM jsonb_array_elements(l.taxes) AS c)
        OR l.quantity * l.unit_price NOT IN (l.net, l.net + l.tax)
    """,
    "an edit that nobody can follow": """
        SELECT o.number, o.version FROM checkout.orders AS o
        WHERE o.version <> 1 + (SELECT count(*) FROM checkout.order_edit AS e WHERE e.order_id = o.id)
        OR o.version <> coalesce((SELECT max((h.detail->>'version')::bigint) FROM checkout.order_entry AS h
            WHERE h.order_id = o.id AND h.kind IN ('checkout.edited', 'checkout.lines_cancelled')), 1)
        OR o.total <> coalesce((SELECT (h.detail->'total'->'after'->>'amount')::bigint FROM checkout.order_entry AS h
            WHERE h.order_id = o.id AND h.kind IN ('checkout.edited', 'checkout.lines_cancelled')
            ORDER BY h.id DESC LIMIT 1), o.total)
    """,
    "an edited order that keeps more than it costs": """
        SELECT o.number FROM checkout.orders AS o
        CROSS JOIN LATERAL (SELECT coalesce(sum(p.captured - p.refunded), 0) AS kept
            FROM checkout.payment AS p WHERE p.order_id = o.id) AS m
        CROSS JOIN LATERAL (SELECT coalesce(sum(l.refunded_net + l.refunded_tax), 0) AS returned
            FROM checkout.order_line AS l WHERE l.order_id = o.id) AS r
        WHERE o.version > 1 AND o.state = 'placed'
        AND m.kept > o.total - r.returned - o.delivery_refunded_net - o.delivery_refunded_tax
    """,
    "an edited order that reserved or took more than was ever asked for": """
        SELECT o.number FROM checkout.orders AS o JOIN checkout.payment AS p ON p.order_id = o.id
        WHERE o.version > 1 AND NOT p.manual AND p.reserved > p.amount
    """,
    "two orders of one cart": "SELECT cart_id FROM checkout.orders GROUP BY cart_id HAVING count(*) > 1",
    "an order that does not add up": """
        SELECT o.number FROM checkout.orders AS o
        LEFT JOIN (SELECT order_id, sum(net) AS net, sum(tax) AS tax FROM checkout.order_line GROUP BY order_id) AS l
        ON l.order_id = o.id
        LEFT JOIN (SELECT order_id, sum(amount) AS tax, sum(base) AS base FROM checkout.order_tax GROUP BY order_id) AS t
        ON t.order_id = o.id
        WHERE (l.net, l.tax) IS DISTINCT FROM (o.lines_net::numeric, o.lines_tax::numeric)
        OR o.total <> o.lines_net + o.lines_tax + o.delivery_net + o.delivery_tax
        OR t.tax <> o.lines_tax + o.delivery_tax
    """,
    "a cart that disagrees with its order": """
        SELECT c.id, c.state FROM checkout.cart AS c LEFT JOIN checkout.orders AS o ON o.cart_id = c.id
        WHERE (c.state = 'completed') <> (o.id IS NOT NULL)
    """,
    "an undecided payment": "SELECT cart_id, state FROM checkout.completion",
    "a cart that waits for a payment that nobody makes": "SELECT id FROM checkout.cart WHERE state = 'completing'",
    "a payment that was begun and has no end": "SELECT payment_id FROM checkout.payment_attempt WHERE finished_at IS NULL",
    "a series of documents with a gap, or with a number twice": """
        SELECT s.id FROM checkout.document_series AS s
        LEFT JOIN checkout.document AS d ON d.series_id = s.id GROUP BY s.id
        HAVING (count(d.id), count(DISTINCT d.sequence), min(d.sequence), max(d.sequence)) <> (s.last, s.last, 1, s.last)
    """,
    "an invoice of another amount than its order": """
        SELECT d.number FROM checkout.document AS d JOIN checkout.orders AS o ON o.id = d.order_id
        WHERE d.kind = 'invoice' AND d.net + d.tax <> o.total
        AND NOT EXISTS (SELECT FROM checkout.document AS n WHERE n.invoice_id = d.id AND n.final)
        AND NOT EXISTS (SELECT FROM system.outbox AS e WHERE e.name = 'checkout.order_edited'
            AND e.payload ->> 'order_id' = o.id::text AND NOT EXISTS (SELECT FROM system.delivery AS v
                WHERE v.outbox_id = e.id AND v.subscriber LIKE '%issue_documents_when_edited' AND v.state = 'done'))
    """,
    "an order that was billed more than once": """
        SELECT order_id FROM checkout.document AS d WHERE kind = 'invoice' AND NOT EXISTS (
            SELECT FROM checkout.document AS n WHERE n.invoice_id = d.id AND n.final)
        GROUP BY order_id HAVING count(*) > 1
    """,
    "an order that was told of more or less than once": """
        SELECT o.number, count(e.id) FROM checkout.orders AS o
        LEFT JOIN system.outbox AS e
        ON e.name = 'checkout.order_placed' AND e.payload ->> 'order_id' = o.id::text
        GROUP BY o.number HAVING count(e.id) <> 1
    """,
}
"""Queries that find nothing in a shop that is in order, when nothing is under way."""


_PLACED = """
    SELECT o.number, (SELECT (h.detail->'total'->>'amount')::bigint FROM checkout.order_entry AS h
        WHERE h.order_id = o.id AND h.kind = 'checkout.placed') AS total FROM checkout.orders AS o
    WHERE o.version > 1 OR o.total = (SELECT (h.detail->'total'->>'amount')::bigint FROM checkout.order_entry AS h
        WHERE h.order_id = o.id AND h.kind = 'checkout.placed')
"""
"""What orders cost when they were placed: by their history, which says what they cost now unless staff edited them."""


async def violations(connection: asyncpg.Connection, confirmed: Mapping[str, int]) -> dict[str, list[str]]:
    """Returns what is wrong, by its name; empty if everything is right.

    Args:
        confirmed: What buyers were told: order numbers and totals in minor units.
    """
    found = {name: [str(tuple(row)) for row in await connection.fetch(query)] for name, query in _NONE.items()}
    totals = {row["number"]: row["total"] for row in await connection.fetch(_PLACED)}
    found["a buyer was told of an order that is not there"] = [
        f"{number}: {total}, stored {totals.get(number)}"
        for number, total in confirmed.items()
        if totals.get(number) != total
    ]
    return {name: rows for name, rows in found.items() if rows}
