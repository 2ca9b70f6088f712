"""Queries on the completion guard and the history of payments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import HeldOrder, PaymentOutcome, PaymentState
from fondaco.db.engine import execute, fetch_all, fetch_one, fetch_value

from fondaco_checkout.model.cart import CartState
from fondaco_checkout.model.order import OrderDraft
from fondaco_checkout.model.settlement import Completion, CompletionState, PaymentAttempt
from fondaco_checkout.repository.rows import from_json, to_json

__all__ = [
    "add_completion",
    "close_completion",
    "find_attempt",
    "find_begun",
    "find_completion",
    "find_completion_of_payment",
    "list_ended",
    "list_failures",
    "list_stale_completions",
    "lock_completion",
    "next_numbers",
    "update_completion",
]


class _Row(msgspec.Struct):
    cart_id: UUID
    payment_id: UUID
    attempt: int
    state: str
    method: str
    draft: str
    action_url: str | None
    capture: bool
    created_at: datetime
    lease_until: datetime


class _AttemptRow(msgspec.Struct):
    payment_id: UUID
    cart_id: UUID
    attempt: int
    state: str
    reason: str | None
    finished_at: datetime | None


_COLUMNS = ", ".join(_Row.__struct_fields__)
_SELECT = f"SELECT {_COLUMNS} FROM checkout.completion"  # noqa: S608 (constants)


def _completion(row: _Row) -> Completion:
    return Completion(
        cart_id=row.cart_id,
        payment_id=row.payment_id,
        attempt=row.attempt,
        state=CompletionState(row.state),
        method=row.method,
        draft=from_json(row.draft, OrderDraft),
        action_url=row.action_url,
        capture=row.capture,
        created_at=row.created_at,
        lease_until=row.lease_until,
    )


async def find_completion(cart_id: UUID) -> Completion | None:
    """Returns the open completion of a cart, without locking."""
    row = await fetch_one(_Row, f"{_SELECT} WHERE cart_id = $1", cart_id)
    return None if row is None else _completion(row)


async def find_completion_of_payment(payment_id: UUID) -> Completion | None:
    """Returns the open completion that waits for a payment, without locking."""
    row = await fetch_one(_Row, f"{_SELECT} WHERE payment_id = $1", payment_id)
    return None if row is None else _completion(row)


async def find_begun(order_id: UUID) -> datetime | None:
    """Returns when the payment was begun that would place an order; None where none is under way."""
    begun: datetime | None = await fetch_value(
        "SELECT created_at FROM checkout.completion WHERE (draft ->> 'id')::uuid = $1", order_id
    )
    return begun


async def lock_completion(cart_id: UUID) -> Completion | None:
    """Takes the row lock of the open completion of a cart that is locked already."""
    row = await fetch_one(_Row, f"{_SELECT} WHERE cart_id = $1 FOR UPDATE", cart_id)
    return None if row is None else _completion(row)


async def list_stale_completions(before: datetime, now: datetime, limit: int) -> Sequence[Completion]:
    """Returns open completions that were begun before a moment and that nobody is working on.

    In random order: where there are more than `limit`, those that stay undecided do not keep the others waiting.
    """
    rows = await fetch_all(
        _Row,
        f"{_SELECT} WHERE created_at < $1 AND (state <> 'authorizing' OR lease_until < $2) ORDER BY random() LIMIT $3",
        before,
        now,
        limit,
    )
    return [_completion(row) for row in rows]


async def add_completion(completion: Completion) -> None:
    """Stores a completion that begins, its payment in the history, and that its locked cart is being completed."""
    await execute(
        "WITH attempted AS (INSERT INTO checkout.payment_attempt (payment_id, cart_id, attempt, method, amount, "
        "currency, state, created_at) VALUES ($2, $1, $3, $5, $11, $12, $13, $9)), "
        "completing AS (UPDATE checkout.cart SET state = $14, updated_at = $9 WHERE id = $1) "
        "INSERT INTO checkout.completion (cart_id, payment_id, attempt, state, method, draft, action_url, capture, "
        "created_at, lease_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        completion.cart_id,
        completion.payment_id,
        completion.attempt,
        completion.state.value,
        completion.method,
        to_json(completion.draft),
        completion.action_url,
        completion.capture,
        completion.created_at,
        completion.lease_until,
        completion.amount.amount,
        completion.amount.currency,
        PaymentState.UNKNOWN.value,
        CartState.COMPLETING.value,
    )


async def update_completion(cart_id: UUID, state: CompletionState, action_url: str | None = None) -> None:
    """Notes what is known of the payment of a locked completion."""
    await execute(
        "UPDATE checkout.completion SET state = $2, action_url = $3 WHERE cart_id = $1",
        cart_id,
        state.value,
        action_url,
    )


async def close_completion(completion: Completion, outcome: PaymentOutcome, state: CartState, now: datetime) -> None:
    """Removes a locked completion, writes what became of its payment into the history, and moves the locked cart on.

    Args:
        state: Of the cart from now on. One that became an order is nobody's current cart any more.
    """
    await execute(
        "WITH closed AS (DELETE FROM checkout.completion WHERE cart_id = $1), "
        "moved AS (UPDATE checkout.cart SET state = $6, updated_at = $5, is_current = is_current AND NOT $7 "
        "WHERE id = $1) "
        "UPDATE checkout.payment_attempt SET state = $3, reason = $4, finished_at = $5 WHERE payment_id = $2",
        completion.cart_id,
        completion.payment_id,
        outcome.state.value,
        outcome.reason,
        now,
        state.value,
        state is CartState.COMPLETED,
    )


async def find_attempt(payment_id: UUID) -> PaymentAttempt | None:
    """Returns the history of a payment."""
    row = await fetch_one(
        _AttemptRow,
        f"SELECT {', '.join(_AttemptRow.__struct_fields__)} FROM checkout.payment_attempt WHERE payment_id = $1",  # noqa: S608 (constants)
        payment_id,
    )
    if row is None:
        return None
    return PaymentAttempt(
        payment_id=row.payment_id,
        cart_id=row.cart_id,
        attempt=row.attempt,
        state=PaymentState(row.state),
        reason=row.reason,
        finished_at=row.finished_at,
    )


async def list_failures(cart_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Returns why the last payment of each cart failed, for those whose last one did."""
    rows = await fetch_all(
        _AttemptRow,
        "SELECT DISTINCT ON (cart_id) payment_id, cart_id, attempt, state, reason, finished_at "
        "FROM checkout.payment_attempt WHERE cart_id = ANY($1) ORDER BY cart_id, attempt DESC",
        list(cart_ids),
    )
    return {row.cart_id: row.reason or row.state for row in rows if row.state in {"declined", "voided"}}


class _Numbers(msgspec.Struct):
    number: int
    attempts: int


async def next_numbers(cart_id: UUID) -> tuple[str, int]:
    """Returns a number that no other order has, and the number of the cart's next payment, from 1.

    A payment that fails leaves a gap among the numbers of orders.
    """
    found = await fetch_one(
        _Numbers,
        "SELECT nextval('checkout.order_number') AS number, "
        "(SELECT count(*) FROM checkout.payment_attempt WHERE cart_id = $1) AS attempts",
        cart_id,
    )
    assert found is not None  # noqa: S101 (for the type checker)
    return str(found.number), found.attempts + 1


class _IdRow(msgspec.Struct):
    order_id: UUID


async def list_ended(orders: Sequence[HeldOrder]) -> set[UUID]:
    """Returns those orders of carts of ours that have neither an undecided payment nor were placed."""
    rows = await fetch_all(
        _IdRow,
        "SELECT u.order_id FROM unnest($1::uuid[], $2::uuid[]) AS u(order_id, cart_id) "
        "JOIN checkout.cart AS c ON c.id = u.cart_id WHERE NOT EXISTS (SELECT FROM checkout.completion AS k "
        "WHERE k.cart_id = u.cart_id AND k.draft ->> 'id' = u.order_id::text) "
        "AND NOT EXISTS (SELECT FROM checkout.orders AS o WHERE o.id = u.order_id)",
        [order.order_id for order in orders],
        [order.cart_id for order in orders],
    )
    return {row.order_id for row in rows}
