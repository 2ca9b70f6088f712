"""Queries on the ledger. Each change of amounts is one conditional statement that the database checks too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import PaymentOperationKind, PaymentOperationState
from fondaco.db.engine import execute, fetch_all, fetch_one

from fondaco_checkout.model.payments import Capture, Operation

__all__ = [
    "add_booked",
    "begin_operation",
    "find_operation",
    "list_captures",
    "list_operations",
    "list_order_operations",
    "list_stale_operations",
    "lock_operation",
    "note_operation",
    "postpone_operation",
    "settle_operation",
]

_NAMES = Operation.__struct_fields__
_SELECT = f"SELECT {', '.join(_NAMES)} FROM checkout.payment_operation"  # noqa: S608 (constants)
_INSERT = (
    f"INSERT INTO checkout.payment_operation ({', '.join(_NAMES)}) "  # noqa: S608 (constants)
    f"VALUES ({', '.join(f'${n + 1}' for n in range(len(_NAMES)))})"
)

_BEGIN = {
    PaymentOperationKind.CAPTURE: "pending_capture = pending_capture + $2, version = version + 1, updated_at = $3 "
    "WHERE id = $1 AND captured + pending_capture + released + pending_release + $2 <= reserved",
    PaymentOperationKind.VOID: "pending_release = pending_release + $2, version = version + 1, updated_at = $3 "
    "WHERE id = $1 AND captured + pending_capture + released + pending_release + $2 <= reserved",
    PaymentOperationKind.REFUND: "pending_refund = pending_refund + $2, version = version + 1, updated_at = $3 "
    "WHERE id = $1 AND refunded + pending_refund + disputed + $2 <= captured",
}
_STATE = (
    "CASE WHEN manual THEN CASE WHEN captured {captured} >= amount THEN 'captured' ELSE state END "
    "WHEN captured {captured} + released {released} < reserved THEN 'authorized' "
    "WHEN captured {captured} > 0 THEN 'captured' ELSE 'voided' END"
)
_BOOK = {
    PaymentOperationKind.CAPTURE: "pending_capture = pending_capture - $2, captured = captured + $2, "
    f"state = {_STATE.format(captured='+ $2', released='')}",
    PaymentOperationKind.VOID: "pending_release = pending_release - $2, released = released + $2, "
    f"state = {_STATE.format(captured='', released='+ $2')}",
    PaymentOperationKind.REFUND: "pending_refund = pending_refund - $2, refunded = refunded + $2",
}
_UNDO = {
    PaymentOperationKind.CAPTURE: "pending_capture = pending_capture - $2",
    PaymentOperationKind.VOID: "pending_release = pending_release - $2",
    PaymentOperationKind.REFUND: "pending_refund = pending_refund - $2",
}
_TAKE_OVER = {
    PaymentOperationKind.CAPTURE: "captured = captured + $2, reserved = greatest(reserved, captured + released + $2), "
    f"state = {_STATE.format(captured='+ $2', released='')}",
    PaymentOperationKind.VOID: f"released = released + $2, state = {_STATE.format(captured='', released='+ $2')}",
    PaymentOperationKind.REFUND: "refunded = refunded + $2",
    PaymentOperationKind.DISPUTE: "disputed = disputed + $2",
}


def _operation(row: Operation) -> Operation:
    return msgspec.structs.replace(  # rows are not converted
        row, kind=PaymentOperationKind(row.kind), state=PaymentOperationState(row.state)
    )


async def _all(sql: str, *args: object) -> list[Operation]:
    return [_operation(row) for row in await fetch_all(Operation, sql, *args)]


async def _one(sql: str, *args: object) -> Operation | None:
    row = await fetch_one(Operation, sql, *args)
    return None if row is None else _operation(row)


def _values(operation: Operation) -> list[object]:
    return [getattr(operation, name) for name in _NAMES]


async def begin_operation(operation: Operation) -> bool:
    """Sets the amount of an operation aside and notes it, if so much is left of its locked payment.

    Returns:
        False if there is not; nothing is written then.
    """
    changed = await execute(
        f"UPDATE checkout.payment SET {_BEGIN[operation.kind]}",  # noqa: S608 (constants)
        operation.payment_id,
        operation.amount,
        operation.created_at,
    )
    if changed == 1:
        await execute(_INSERT, *_values(operation))
    return changed == 1


async def add_booked(operation: Operation) -> None:
    """Notes what has happened already, such as money that staff received, or what was done at the provider alone."""
    await execute(
        f"UPDATE checkout.payment SET {_TAKE_OVER[operation.kind]}, version = version + 1, updated_at = $3 "  # noqa: S608 (constants)
        "WHERE id = $1",
        operation.payment_id,
        operation.amount,
        operation.created_at,
    )
    await note_operation(operation)


async def note_operation(operation: Operation) -> None:
    """Notes what a payment's amounts contain already."""
    await execute(_INSERT, *_values(operation))


async def settle_operation(
    operation: Operation, *, succeeded: bool, reference: str, failure: str | None, now: datetime
) -> bool:
    """Decides an open operation of a locked payment, and moves its amount.

    Returns:
        False if it was decided before; nothing is changed then.
    """
    changed = await execute(
        "UPDATE checkout.payment_operation SET state = $2, provider_reference = $3, failure = $4, finished_at = $5 "
        "WHERE id = $1 AND state IN ('pending', 'uncertain')",
        operation.id,
        (PaymentOperationState.SUCCEEDED if succeeded else PaymentOperationState.FAILED).value,
        reference,
        failure,
        now,
    )
    if changed == 1:
        await execute(
            f"UPDATE checkout.payment SET {(_BOOK if succeeded else _UNDO)[operation.kind]}, version = version + 1, "  # noqa: S608 (constants)
            "updated_at = $3 WHERE id = $1",
            operation.payment_id,
            operation.amount,
            now,
        )
    return changed == 1


async def postpone_operation(operation_id: UUID, state: PaymentOperationState, ask_at: datetime) -> None:
    """Notes that an operation is not decided yet, and when to ask again."""
    await execute(
        "UPDATE checkout.payment_operation SET state = $2, ask_at = $3 WHERE id = $1 "
        "AND state IN ('pending', 'uncertain')",
        operation_id,
        state.value,
        ask_at,
    )


async def find_operation(operation_id: UUID) -> Operation | None:
    """Returns an operation, without locking."""
    return await _one(f"{_SELECT} WHERE id = $1", operation_id)


async def lock_operation(operation_id: UUID) -> Operation | None:
    """Takes the row lock of an operation whose payment is locked already."""
    return await _one(f"{_SELECT} WHERE id = $1 FOR UPDATE", operation_id)


async def list_operations(payment_ids: Sequence[UUID]) -> dict[UUID, list[Operation]]:
    """Returns the operations of many payments with one statement, the oldest of each first."""
    rows = await fetch_all(
        Operation, f"{_SELECT} WHERE payment_id = ANY($1) ORDER BY created_at, id", list(payment_ids)
    )
    found: dict[UUID, list[Operation]] = {payment_id: [] for payment_id in payment_ids}
    for row in rows:
        found[row.payment_id].append(row)
    return found


async def list_order_operations(order_id: UUID, *, refund_id: UUID | None = None) -> list[Operation]:
    """Returns the operations of an order, the oldest first.

    Args:
        refund_id: Only those of this refund.
    """
    return await _all(
        f"{_SELECT} WHERE order_id = $1 AND ($2::uuid IS NULL OR refund_id = $2) ORDER BY created_at, id",
        order_id,
        refund_id,
    )


async def list_captures(order_id: UUID) -> list[Capture]:
    """Returns the captures of a locked order with what can still be given back of each."""
    return await fetch_all(
        Capture,
        "SELECT c.id, c.payment_id, p.manual, c.finished_at, (c.amount - coalesce((SELECT sum(r.amount) "
        "FROM checkout.payment_operation AS r WHERE r.parent_id = c.id AND r.state <> 'failed'), 0))::bigint AS left "
        "FROM checkout.payment_operation AS c JOIN checkout.payment AS p ON p.id = c.payment_id "
        "WHERE c.order_id = $1 AND c.kind = 'capture' AND c.state = 'succeeded'",
        order_id,
    )


async def list_stale_operations(now: datetime, limit: int) -> list[Operation]:
    """Returns open operations that it is time to ask about, in random order."""
    return await _all(
        f"{_SELECT} WHERE state IN ('pending', 'uncertain') AND ask_at < $1 ORDER BY random() LIMIT $2",
        now,
        limit,
    )
