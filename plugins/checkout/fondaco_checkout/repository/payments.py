"""Queries on payments of orders and what they amount to. Amounts change in `repository/operations.py`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import PaymentOutcome, PaymentState
from fondaco.db.engine import execute, fetch_all, fetch_one, fetch_value
from fondaco.db.pagination import Keyset, Page, PageArgs, SortKey

from fondaco_checkout.model.balance import Balance, OrderPaymentState
from fondaco_checkout.model.payments import Payment

__all__ = [
    "add_payment",
    "decide_payment",
    "find_balance",
    "find_balances",
    "find_payment",
    "give_up_awaited",
    "insertion_of_payment",
    "list_awaited_payments",
    "list_held_orders",
    "list_order_payments",
    "list_payments",
    "list_undecided_payments",
    "list_unpaid_orders",
    "lock_payment",
    "lock_payments",
    "note_reminder",
    "set_order_payment_state",
    "update_undecided",
    "values_of_payment",
]

_COLUMNS = ", ".join(f"p.{name}" for name in Payment.__struct_fields__)
_SELECT = f"SELECT {_COLUMNS} FROM checkout.payment AS p"  # noqa: S608 (constants)


def _payment(row: Payment) -> Payment:
    return msgspec.structs.replace(row, state=PaymentState(row.state))  # rows are not converted


async def _all(sql: str, *args: object) -> list[Payment]:
    return [_payment(row) for row in await fetch_all(Payment, sql, *args)]


async def _one(sql: str, *args: object) -> Payment | None:
    row = await fetch_one(Payment, sql, *args)
    return None if row is None else _payment(row)


async def find_payment(payment_id: UUID) -> Payment | None:
    """Returns a payment of an order, without locking."""
    return await _one(f"{_SELECT} WHERE p.id = $1", payment_id)


async def lock_payment(payment_id: UUID) -> Payment | None:
    """Takes the row lock of a payment whose order is locked already."""
    return await _one(f"{_SELECT} WHERE p.id = $1 FOR UPDATE", payment_id)


async def lock_payments(order_id: UUID) -> list[Payment]:
    """Takes the row locks of all payments of an order that is locked already, in id order."""
    return await _all(f"{_SELECT} WHERE p.order_id = $1 ORDER BY p.id FOR UPDATE", order_id)


async def list_order_payments(order_ids: Sequence[UUID]) -> dict[UUID, list[Payment]]:
    """Returns the payments of many orders with one statement, the oldest of each first."""
    rows = await fetch_all(
        Payment, f"{_SELECT} WHERE p.order_id = ANY($1) ORDER BY p.created_at, p.id", list(order_ids)
    )
    found: dict[UUID, list[Payment]] = {order_id: [] for order_id in order_ids}
    for row in rows:
        found[row.order_id].append(row)
    return found


_NEWEST = (
    SortKey("p.created_at", datetime, "created_at", descending=True),
    SortKey("p.id", UUID, "id", descending=True),
)


async def list_payments(
    args: PageArgs, *, state: PaymentState | None = None, method: str | None = None, largest: int = 100
) -> Page[Payment]:
    """Returns a page of payments, the newest first.

    Args:
        state: Only those in this state.
        method: Only those of this method.

    Raises:
        InvalidInputError: ``INVALID_CURSOR``.
    """
    where = "($1::text IS NULL OR p.state = $1) AND ($2::text IS NULL OR p.method = $2)"
    params = [None if state is None else state.value, method.replace("\0", "\ufffd") if method is not None else None]
    keyset = Keyset(_NEWEST, args, largest=largest, offset=2)
    found = await _all(
        f"{_SELECT} WHERE {where} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )

    async def count() -> int:
        total: int = await fetch_value(f"SELECT count(*) FROM checkout.payment AS p WHERE {where}", *params)  # noqa: S608 (constants)
        return total

    return keyset.page(found, count)


def insertion_of_payment(first: int = 1) -> str:
    """Returns the statement that stores a payment; its first parameter is that of this number."""
    names = Payment.__struct_fields__
    places = ", ".join(f"${place}" for place in range(first, first + len(names)))
    return f"INSERT INTO checkout.payment ({', '.join(names)}) VALUES ({places})"  # noqa: S608 (constants)


def values_of_payment(payment: Payment) -> tuple[object, ...]:
    """Returns the parameters of `insertion_of_payment`."""
    return tuple(getattr(payment, name) for name in Payment.__struct_fields__)


async def add_payment(payment: Payment) -> None:
    """Stores a payment of a locked order."""
    await execute(insertion_of_payment(), *values_of_payment(payment))


async def update_undecided(payment_id: UUID, state: PaymentState, action_url: str | None, now: datetime) -> None:
    """Notes what is known of a locked payment that is not decided yet, and that nobody is asking any more."""
    await execute(
        "UPDATE checkout.payment SET state = $2, action_url = $3, lease_until = NULL, updated_at = $4 WHERE id = $1",
        payment_id,
        state.value,
        action_url,
        now,
    )


async def decide_payment(payment: Payment, outcome: PaymentOutcome, now: datetime) -> bool:
    """Writes the decision about an undecided payment; its captures are booked by operations.

    Returns:
        False if it was decided before, and nothing was changed.
    """
    reserved = payment.amount if outcome.state in {PaymentState.AUTHORIZED, PaymentState.CAPTURED} else 0
    changed = await execute(
        "UPDATE checkout.payment SET state = $2, reserved = $3, captured = $4, provider_reference = $5, reason = $6, "
        "action_url = NULL, lease_until = NULL, version = version + 1, updated_at = $7, manual = $8, due_at = $9 "
        "WHERE id = $1 AND state IN ('unknown', 'action_required')",
        payment.id,
        outcome.state.value,
        reserved,
        payment.amount if outcome.state is PaymentState.CAPTURED else 0,
        outcome.provider_reference,
        outcome.reason,
        now,
        outcome.state is PaymentState.PENDING,
        outcome.due_at,
    )
    return changed == 1


async def give_up_awaited(order_id: UUID, now: datetime) -> int:
    """Closes the payments of a locked order that are awaited without a provider; what came of them stays."""
    return await execute(
        "UPDATE checkout.payment SET state = CASE WHEN captured > 0 THEN 'captured' ELSE 'voided' END, due_at = NULL, "
        "version = version + 1, updated_at = $2 WHERE order_id = $1 AND state = 'pending'",
        order_id,
        now,
    )


_BALANCE = (
    "SELECT o.id AS order_id, o.currency, o.state = 'cancelled' AS cancelled, o.total, "
    "(o.delivery_refunded_net + o.delivery_refunded_tax + (SELECT coalesce(sum(l.refunded_net + l.refunded_tax), 0) "
    "FROM checkout.order_line AS l WHERE l.order_id = o.id))::bigint AS returned, "
    "coalesce(sum(p.captured), 0)::bigint AS captured, coalesce(sum(p.refunded), 0)::bigint AS refunded, "
    "coalesce(sum(p.disputed), 0)::bigint AS disputed, "
    "coalesce(sum(p.reserved - p.captured - p.released), 0)::bigint AS reserved, "
    "coalesce(sum(p.amount) FILTER (WHERE p.state IN ('unknown', 'action_required')), 0)::bigint AS undecided, "
    "coalesce(sum(p.amount - p.captured) FILTER (WHERE p.state = 'pending'), 0)::bigint AS awaited, "
    "coalesce(sum(p.released), 0)::bigint AS released, coalesce(sum(p.pending_refund), 0)::bigint AS returning "
    "FROM checkout.orders AS o LEFT JOIN checkout.payment AS p ON p.order_id = o.id "
    "WHERE o.id = ANY($1) GROUP BY o.id"
)


async def find_balances(order_ids: Sequence[UUID]) -> dict[UUID, Balance]:
    """Returns what orders cost and what their payments amount to, with one statement."""
    return {row.order_id: row for row in await fetch_all(Balance, _BALANCE, list(order_ids))}


async def find_balance(order_id: UUID) -> Balance:
    """Returns what an order costs and what its payments amount to; exact where the order is locked."""
    return (await find_balances([order_id]))[order_id]


class _Changed(msgspec.Struct):
    number: str
    channel: str


async def set_order_payment_state(order_id: UUID, state: OrderPaymentState) -> tuple[str, str] | None:
    """Writes what is paid of a locked order.

    Returns:
        The order's number and channel if that is something else than before, else None.
    """
    row = await fetch_one(
        _Changed,
        "UPDATE checkout.orders SET payment_state = $2 WHERE id = $1 AND payment_state <> $2 RETURNING number, channel",
        order_id,
        state.value,
    )
    return None if row is None else (row.number, row.channel)


async def list_undecided_payments(before: datetime, now: datetime, limit: int) -> list[Payment]:
    """Returns undecided payments that were begun before a moment and that nobody is working on, in random order."""
    return await _all(
        f"{_SELECT} WHERE p.state IN ('unknown', 'action_required') AND p.created_at < $1 "
        "AND (p.lease_until IS NULL OR p.lease_until < $2) ORDER BY random() LIMIT $3",
        before,
        now,
        limit,
    )


class _OrderId(msgspec.Struct):
    id: UUID


async def list_held_orders(before: datetime, limit: int) -> list[UUID]:
    """Returns orders cancelled in the 90 days before a moment of which money is held that can be given back by itself.

    Not those of which that failed for another reason than that it never arrived: staff have to look at them. In random
    order: where there are more than `limit`, none keeps another one waiting for ever.
    """
    rows = await fetch_all(
        _OrderId,
        "SELECT o.id FROM checkout.orders AS o WHERE o.state = 'cancelled' AND o.cancelled_at < $1 "
        "AND o.cancelled_at > $1 - interval '90 days' AND EXISTS ("
        "SELECT FROM checkout.payment AS p WHERE p.order_id = o.id AND NOT p.manual AND ("
        "p.captured + p.pending_capture + p.released + p.pending_release < p.reserved "
        "OR p.refunded + p.pending_refund + p.disputed < p.captured)) "
        "AND NOT EXISTS (SELECT FROM checkout.payment_operation AS x WHERE x.order_id = o.id "
        "AND x.kind IN ('void', 'refund') AND x.created_at >= o.cancelled_at AND x.state = 'failed' "
        "AND x.failure <> 'never_arrived') ORDER BY random() LIMIT $2",
        before,
        limit,
    )
    return [row.id for row in rows]


async def list_awaited_payments(due_reminder: Sequence[tuple[str, int, datetime]], limit: int) -> list[UUID]:
    """Returns payments that are awaited and of which the buyer is to be reminded.

    Args:
        due_reminder: A method, a number of reminders, and the moment: payments of the method that were begun before
            it and were reminded of fewer times.
    """
    rows = await fetch_all(
        _OrderId,
        "SELECT p.id FROM checkout.payment AS p JOIN checkout.orders AS o ON o.id = p.order_id "
        "WHERE p.state = 'pending' AND o.state = 'placed' AND EXISTS (SELECT FROM "
        "unnest($1::text[], $2::int[], $3::timestamptz[]) AS d (method, number, before) "
        "WHERE d.method = p.method AND p.reminders < d.number AND p.created_at < d.before) LIMIT $4",
        [method for method, _, _ in due_reminder],
        [number for _, number, _ in due_reminder],
        [before for _, _, before in due_reminder],
        limit,
    )
    return [row.id for row in rows]


async def note_reminder(payment_id: UUID, number: int) -> bool:
    """Notes that a locked payment was reminded of for the so-manieth time; False if it was before."""
    changed = await execute(
        "UPDATE checkout.payment SET reminders = $2 WHERE id = $1 AND reminders < $2", payment_id, number
    )
    return changed == 1


async def list_unpaid_orders(now: datetime, limit: int) -> list[UUID]:
    """Returns placed orders whose awaited payment is overdue and of which nothing was paid or is reserved."""
    rows = await fetch_all(
        _OrderId,
        "SELECT o.id FROM checkout.payment AS p JOIN checkout.orders AS o ON o.id = p.order_id "
        "WHERE p.state = 'pending' AND p.due_at < $1 AND o.state = 'placed' AND o.payment_state = 'pending' "
        "AND NOT EXISTS (SELECT FROM checkout.payment AS x WHERE x.order_id = o.id "
        "AND x.state IN ('unknown', 'action_required')) ORDER BY random() LIMIT $2",
        now,
        limit,
    )
    return [row.id for row in rows]
