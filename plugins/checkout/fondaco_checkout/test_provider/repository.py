"""The memory of the test provider. Each function is one statement that commits by itself."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco import clock
from fondaco.commerce import PaymentRequest, PaymentState
from fondaco.db.engine import execute, fetch_one

__all__ = ["StoredPayment", "find", "record", "refuse_unknown", "set_state"]


class StoredPayment(msgspec.Struct, frozen=True):
    """What the provider knows of a payment; amounts in minor units."""

    payment_id: UUID
    state: str
    reason: str | None
    amount: int
    currency: str
    reference: str
    return_url: str | None


_SELECT = f"SELECT {', '.join(StoredPayment.__struct_fields__)} FROM checkout.test_payment WHERE payment_id = $1"  # noqa: S608 (constants)


async def find(payment_id: UUID) -> StoredPayment | None:
    """Returns a payment, or None if it never arrived."""
    return await fetch_one(StoredPayment, _SELECT, payment_id)


async def record(request: PaymentRequest, state: PaymentState, reason: str | None = None) -> None:
    """Writes down the first outcome of a payment; an id that is known already keeps the one it has."""
    await execute(
        "INSERT INTO checkout.test_payment (payment_id, state, reason, amount, currency, reference, return_url, "
        "created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT (payment_id) DO NOTHING",
        request.payment_id,
        state.value,
        reason,
        request.amount.amount,
        request.amount.currency,
        request.reference[:255],
        request.return_url,
        clock.utc_now(),
    )


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
