"""Idempotency keys: the answer of a mutation is kept in the transaction that did the work.

So a key that is known was applied, one that is not was not, whatever crashed in between.
"""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any

import msgspec

from fondaco.db.engine import execute, fetch_one
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError

__all__ = ["claim", "claim_repeatable", "keep"]

LONGEST_KEY = 100


class _Kept(msgspec.Struct):
    operation: str
    input_hash: bytes
    result: str | None


def _caller(uow: UnitOfWork) -> str:
    principal = uow.context.principal
    if principal.customer is not None:  # whoever has the session after them is told nothing of theirs
        return f"customer:{principal.customer}"
    return str(principal.session) if principal.session is not None else principal.id


def _hash(operation: str, data: Any) -> bytes:
    plain = dataclasses.asdict(data) if dataclasses.is_dataclass(data) and not isinstance(data, type) else data
    encoded = msgspec.json.encode(plain, enc_hook=str, order="deterministic")
    return hashlib.sha256(operation.encode() + b"\0" + encoded).digest()


async def _take(uow: UnitOfWork, operation: str, key: str, digest: bytes) -> bool:
    if not key.strip() or len(key) > LONGEST_KEY or not key.isprintable():
        raise InvalidInputError(
            f"An idempotency key has 1 to {LONGEST_KEY} printable characters.",
            code="INVALID_IDEMPOTENCY_KEY",
            field=("idempotencyKey",),
        )
    inserted = await execute(
        "INSERT INTO system.idempotency (principal, key, operation, input_hash, created_at) "
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (principal, key) DO NOTHING",
        _caller(uow),
        key,
        operation,
        digest,
        uow.now,
    )
    return inserted == 1


async def _kept(uow: UnitOfWork, operation: str, key: str, digest: bytes) -> _Kept:
    kept = await fetch_one(
        _Kept,
        "SELECT operation, input_hash, result::text AS result FROM system.idempotency "
        "WHERE principal = $1 AND key = $2",
        _caller(uow),
        key,
    )
    if kept is None or kept.operation != operation or kept.input_hash != digest:
        raise ConflictError(
            "This idempotency key was used for another call.",
            code="IDEMPOTENCY_KEY_REUSED",
            field=("idempotencyKey",),
        )
    return kept


async def claim(uow: UnitOfWork, operation: str, key: str, data: Any) -> bytes | None:
    """Takes a key for this transaction, or returns the answer of the call that took it before.

    A call that runs with the same key at the same moment waits here for the other one's commit or rollback.

    Returns:
        The kept answer as JSON; None if this call is the first and has to do the work.

    Raises:
        InvalidInputError: ``INVALID_IDEMPOTENCY_KEY`` if the key is empty or too long.
        ConflictError: ``IDEMPOTENCY_KEY_REUSED`` if the key was used with another operation or input.
    """
    digest = _hash(operation, data)
    if await _take(uow, operation, key, digest):
        return None
    kept = await _kept(uow, operation, key, digest)
    if kept.result is None:
        raise ConflictError("This idempotency key was used for another call.", code="IDEMPOTENCY_KEY_REUSED")
    return kept.result.encode()


async def claim_repeatable(uow: UnitOfWork, operation: str, key: str, data: Any) -> None:
    """Takes a key for a verb that may be run again because it is idempotent by itself.

    Raises:
        InvalidInputError: As `claim`.
        ConflictError: As `claim`.
    """
    digest = _hash(operation, data)
    if not await _take(uow, operation, key, digest):
        await _kept(uow, operation, key, digest)


async def keep(uow: UnitOfWork, key: str, result: bytes) -> None:
    """Keeps the answer of the call that claimed the key, in its transaction."""
    await execute(
        "UPDATE system.idempotency SET result = $3 WHERE principal = $1 AND key = $2",
        _caller(uow),
        key,
        result.decode(),
    )
