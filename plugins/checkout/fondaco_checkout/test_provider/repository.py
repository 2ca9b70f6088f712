"""The memory of the test provider. Each function is one statement that commits by itself."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco import clock
from fondaco.commerce import PaymentOperation, PaymentOperationKind, PaymentRequest, PaymentState
from fondaco.db.engine import execute, fetch_one

__all__ = [
    "StoredOperation",
    "StoredPayment",
    "find",
    "find_operation",
    "record",
    "record_operation",
    "refuse_unknown",
    "refuse_unknown_operation",
    "set_state",
]


class StoredPayment(msgspec.Struct, frozen=True):
    """What the provider knows of a payment; amounts in minor units."""

    payment_id: UUID
    state: str
    reason: str | None
    amount: int
    currency: str
    reference: str
    return_url: str | None
    captured: int = 0
    refunded: int = 0
    disputed: int = 0


class StoredOperation(msgspec.Struct, frozen=True):
    """What the provider knows of a capture or refund."""

    state: str
    reason: str | None


_COLUMNS = ", ".join(StoredPayment.__struct_fields__)
_SELECT = f"SELECT {_COLUMNS} FROM checkout.test_payment WHERE payment_id = $1"  # noqa: S608 (constants)


async def find(payment_id: UUID) -> StoredPayment | None:
    """Returns a payment, or None if it never arrived."""
    return await fetch_one(StoredPayment, _SELECT, payment_id)


async def record(request: PaymentRequest, state: PaymentState, reason: str | None = None) -> StoredPayment:
    """Writes down the first outcome of a payment and returns it; an id that is known already keeps the one it has."""
    found = await fetch_one(
        StoredPayment,
        "INSERT INTO checkout.test_payment (payment_id, state, reason, amount, currency, reference, return_url, "  # noqa: S608 (constants)
        "created_at, updated_at, captured) VALUES ($1, $2::text, $3, $4, $5, $6, $7, $8, $8, "
        "CASE $2::text WHEN 'captured' THEN $4::bigint ELSE 0 END) "
        f"ON CONFLICT (payment_id) DO UPDATE SET payment_id = EXCLUDED.payment_id RETURNING {_COLUMNS}",
        request.payment_id,
        state.value,
        reason,
        request.amount.amount,
        request.amount.currency,
        request.reference[:255],
        request.return_url,
        clock.utc_now(),
    )
    assert found is not None  # noqa: S101 (for the type checker)
    return found


async def refuse_unknown(payment_id: UUID) -> None:
    """Refuses an id that never arrived, for good: a request that is still on its way will find it refused."""
    await execute(
        "INSERT INTO checkout.test_payment (payment_id, state, reason, amount, currency, reference, created_at, "
        "updated_at) VALUES ($1, 'declined', 'never_arrived', 0, 'XXX', '', $2, $2) "
        "ON CONFLICT (payment_id) DO NOTHING",
        payment_id,
        clock.utc_now(),
    )


async def set_state(
    payment_id: UUID, before: tuple[PaymentState, ...], state: PaymentState, reason: str | None
) -> None:
    """Moves a payment from one of several states to another; one in any other state stays."""
    await execute(
        "UPDATE checkout.test_payment SET state = $3, reason = $4, updated_at = $5 "
        "WHERE payment_id = $1 AND state = ANY($2)",
        payment_id,
        [found.value for found in before],
        state.value,
        reason,
        clock.utc_now(),
    )


_ROOM = {
    PaymentOperationKind.CAPTURE: "captured = p.captured + op.amount, "
    "state = CASE WHEN p.captured + op.amount = p.amount THEN 'captured' ELSE p.state END "
    "FROM op WHERE p.payment_id = op.payment_id AND p.state = 'authorized' "
    "AND p.captured + op.amount <= p.amount",
    PaymentOperationKind.REFUND: "refunded = p.refunded + op.amount FROM op WHERE p.payment_id = op.payment_id "
    "AND p.refunded + op.amount <= p.captured",
}


async def find_operation(operation_id: UUID) -> StoredOperation | None:
    """Returns an operation, or None if it never arrived."""
    return await fetch_one(
        StoredOperation, "SELECT state, reason FROM checkout.test_operation WHERE operation_id = $1", operation_id
    )


async def record_operation(operation: PaymentOperation) -> None:
    """Does a capture or refund if there is so much, and writes down what became of it; an id is done once.

    Noted first, as pending; then whoever gets its row's lock does it.
    """
    await execute(
        "INSERT INTO checkout.test_operation (operation_id, payment_id, kind, amount, state, created_at) "
        "VALUES ($1, $2, $3, $4, 'pending', $5) ON CONFLICT (operation_id) DO NOTHING",
        operation.operation_id,
        operation.payment_id,
        operation.kind.value,
        operation.amount.amount,
        clock.utc_now(),
    )
    await execute(
        "WITH op AS (SELECT operation_id, payment_id, amount FROM checkout.test_operation WHERE operation_id = $1 "  # noqa: S608 (constants)
        f"AND state = 'pending' FOR UPDATE), room AS (UPDATE checkout.test_payment AS p SET {_ROOM[operation.kind]} "
        "RETURNING p.payment_id) UPDATE checkout.test_operation AS o SET "
        "state = CASE WHEN EXISTS (SELECT FROM room) THEN 'succeeded' ELSE 'failed' END, "
        "reason = CASE WHEN EXISTS (SELECT FROM room) THEN NULL ELSE 'amount_not_available' END "
        "FROM op WHERE o.operation_id = op.operation_id",
        operation.operation_id,
    )


async def refuse_unknown_operation(operation: PaymentOperation) -> None:
    """Refuses an operation that never arrived, for good."""
    await execute(
        "INSERT INTO checkout.test_operation (operation_id, payment_id, kind, amount, state, reason, created_at) "
        "VALUES ($1, $2, $3, $4, 'failed', 'never_arrived', $5) ON CONFLICT (operation_id) DO NOTHING",
        operation.operation_id,
        operation.payment_id,
        operation.kind.value,
        operation.amount.amount,
        clock.utc_now(),
    )
