"""What the rules that watch orders ask of the tables; each answer is of what was before the order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from fondaco.commerce import WatchedOrder
from fondaco.db.engine import fetch_all, fetch_one

from fondaco_checkout.model.concerns import OrderFacts, RuleConfig, WatchRule

__all__ = ["find_facts", "list_neglected"]

COMPARED = 200
"""Orders that are usual."""
LOOKED_BACK = timedelta(days=90)
"""Older orders that nothing happens to are left alone."""


class _Row(msgspec.Struct):
    fulfilment_state: str
    by_email: int
    by_phone: int
    by_session: int
    by_address: int
    earlier: bool
    usual: int
    compared: int
    overpaid: int
    returning: int
    refunds: int


_FACTS = """
WITH o AS (SELECT * FROM checkout.orders WHERE id = $1)
SELECT o.fulfilment_state,
  (SELECT count(*) FROM checkout.orders AS x WHERE lower(x.email) = lower(o.email)
     AND x.placed_at > o.placed_at - $2::interval AND x.placed_at <= o.placed_at) AS by_email,
  (SELECT count(*) FROM checkout.orders AS x WHERE x.phone = o.phone
     AND x.placed_at > o.placed_at - $2::interval AND x.placed_at <= o.placed_at) AS by_phone,
  (SELECT count(*) FROM checkout.orders AS x WHERE x.session = o.session
     AND x.placed_at > o.placed_at - $2::interval AND x.placed_at <= o.placed_at) AS by_session,
  (SELECT count(*) FROM checkout.orders AS x WHERE x.shipping_address IS NOT NULL
     AND lower(x.shipping_address ->> 'line1') = lower(o.shipping_address ->> 'line1')
     AND lower(x.shipping_address ->> 'postal_code') = lower(o.shipping_address ->> 'postal_code')
     AND x.placed_at > o.placed_at - $2::interval AND x.placed_at <= o.placed_at) AS by_address,
  EXISTS (SELECT FROM checkout.orders AS x WHERE lower(x.email) = lower(o.email) AND x.placed_at < o.placed_at)
    OR EXISTS (SELECT FROM checkout.orders AS x WHERE x.customer_id = o.customer_id AND x.placed_at < o.placed_at)
    AS earlier,
  coalesce(u.usual, 0)::bigint AS usual, coalesce(u.compared, 0) AS compared,
  greatest(0, coalesce(p.captured - p.refunded, 0) - CASE o.state WHEN 'cancelled' THEN 0 ELSE o.total - (
     o.delivery_refunded_net + o.delivery_refunded_tax + (SELECT coalesce(sum(l.refunded_net + l.refunded_tax), 0)
     FROM checkout.order_line AS l WHERE l.order_id = o.id)) END)::bigint AS overpaid,
  coalesce(p.returning, 0)::bigint AS returning,
  (SELECT count(*) FROM checkout.refund AS r JOIN checkout.orders AS x ON x.id = r.order_id
     WHERE lower(x.email) = lower(o.email) AND r.refunded > 0
     AND (x.id = o.id OR r.created_at > o.placed_at - $3::interval AND r.created_at <= o.placed_at)) AS refunds
FROM o
LEFT JOIN LATERAL (SELECT avg(y.total) AS usual, count(*) AS compared FROM (
    SELECT x.total FROM checkout.orders AS x WHERE x.channel = o.channel AND x.currency = o.currency
    AND x.placed_at < o.placed_at ORDER BY x.placed_at DESC, x.id DESC LIMIT $4) AS y) AS u ON true
LEFT JOIN LATERAL (SELECT sum(captured) AS captured, sum(refunded) AS refunded, sum(pending_refund) AS returning
    FROM checkout.payment WHERE order_id = o.id) AS p ON true
"""


async def find_facts(order: WatchedOrder, rules: Mapping[WatchRule, RuleConfig]) -> OrderFacts | None:
    """Returns what the rules ask of a placed order, with one statement on indexes; None if it is not placed."""
    row = await fetch_one(
        _Row,
        _FACTS,
        order.order_id,
        timedelta(hours=rules[WatchRule.VELOCITY].hours),
        timedelta(hours=rules[WatchRule.MANY_REFUNDS].hours),
        COMPARED,
    )
    if row is None or order.placed_at is None:
        return None
    alike = {"email": row.by_email, "phone": row.by_phone, "session": row.by_session, "address": row.by_address}
    return OrderFacts(
        fulfilment_state=row.fulfilment_state,
        since=order.placed_at,
        alike=alike,
        first=not row.earlier,
        usual=row.usual,
        compared=row.compared,
        overpaid=row.overpaid,
        returning=row.returning,
        refunds=row.refunds,
    )


class _Neglected(msgspec.Struct):
    id: UUID
    cart_id: UUID


_WAITING = {
    WatchRule.NOT_MOVED: "o.payment_state = 'paid' AND o.fulfilment_state = 'unfulfilled'",
    WatchRule.AUTHORIZATION_ENDING: "o.payment_state = 'authorized'",
    WatchRule.UNPAID: "o.payment_state = 'pending'",
}


async def list_neglected(rule: WatchRule, before: datetime, limit: int) -> Sequence[tuple[UUID, UUID]]:
    """Returns orders of the last 90 days, the oldest first, for which a rule that waits has not spoken yet.

    Args:
        before: They were placed, or their payment was begun, earlier.

    Returns:
        The ids of the orders, or those that they would have, and of their carts.
    """
    if rule is WatchRule.UNDECIDED:
        source, id_, since, condition = "completion", "(o.draft ->> 'id')::uuid", "o.created_at", "TRUE"
    else:
        source, id_, since, condition = "orders", "o.id", "o.placed_at", f"o.state = 'placed' AND {_WAITING[rule]}"
    sql = (
        f"SELECT {id_} AS id, o.cart_id FROM checkout.{source} AS o WHERE {condition} AND {since} < $2 "  # noqa: S608 (constants)
        f"AND {since} > $3 AND NOT EXISTS (SELECT FROM checkout.order_case AS c JOIN checkout.order_concern AS k "
        f"ON k.case_id = c.id WHERE c.order_id = {id_} AND k.rule = $1 AND k.state <> 'gone') ORDER BY {since} LIMIT $4"
    )
    rows = await fetch_all(_Neglected, sql, f"checkout.{rule.value}", before, before - LOOKED_BACK, limit)
    return [(row.id, row.cart_id) for row in rows]
