"""Every query on the outbox and its deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from fondaco.db.engine import execute, fetch_all, fetch_one, fetch_value

__all__ = [
    "Announcements",
    "DueDelivery",
    "StoredDelivery",
    "StoredEvent",
    "UnrelayedMessage",
    "add_deliveries",
    "add_messages",
    "claim_delivery",
    "fail_delivery",
    "find_delivery",
    "finish_delivery",
    "list_due",
    "list_events",
    "lock_delivery",
    "lock_unrelayed",
    "mark_relayed",
    "release_delivery",
]


class UnrelayedMessage(msgspec.Struct, frozen=True):
    """A row of the outbox that has no deliveries yet."""

    id: UUID
    kind: str
    name: str


class DueDelivery(msgspec.Struct, frozen=True):
    """A delivery to enqueue. ``attempts`` is how often it failed already, and so names the attempt."""

    outbox_id: UUID
    subscriber: str
    attempts: int
    next_attempt_at: datetime


class StoredDelivery(msgspec.Struct, frozen=True):
    """A delivery with its message. ``payload`` and ``context`` are JSON."""

    kind: str
    name: str
    payload: str
    context: str
    state: str
    attempts: int


class StoredEvent(msgspec.Struct, frozen=True):
    """An event of the outbox. ``payload`` is JSON."""

    id: UUID
    name: str
    payload: str


class Announcements(msgspec.Struct, frozen=True):
    """What is notified on a channel at the commit, in this order; each payload is shorter than 8,000 bytes."""

    channel: str
    payloads: Sequence[str]


async def add_messages(
    ids: Sequence[UUID],
    kinds: Sequence[str],
    names: Sequence[str],
    payloads: Sequence[str],
    *,
    context: str,
    created_at: datetime,
    announcements: Announcements | None = None,
) -> None:
    """Writes messages, wakes the relays at commit, and tells nodes then what is announced, in one statement."""
    await fetch_value(
        """
        WITH written AS (
            INSERT INTO system.outbox (id, kind, name, payload, context, created_at)
            SELECT id, kind, name, payload::jsonb, $5::jsonb, $6
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS message (id, kind, name, payload)
        )
        SELECT pg_notify('fondaco_outbox', ''), (SELECT count(pg_notify($7, told)) FROM unnest($8::text[]) AS told)
        """,
        ids,
        kinds,
        names,
        payloads,
        context,
        created_at,
        "" if announcements is None else announcements.channel,
        () if announcements is None else announcements.payloads,
    )


async def lock_unrelayed(limit: int) -> list[UnrelayedMessage]:
    """Locks the oldest messages that no relay has in hand, in id order."""
    return await fetch_all(
        UnrelayedMessage,
        "SELECT id, kind, name FROM system.outbox WHERE relayed_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED",
        limit,
    )


async def add_deliveries(ids: Sequence[UUID], subscribers: Sequence[str], next_attempt_at: datetime) -> None:
    """Notes who is to get what; pairs that exist already stay as they are."""
    await execute(
        """
        INSERT INTO system.delivery (outbox_id, subscriber, next_attempt_at)
        SELECT outbox_id, subscriber, $3 FROM unnest($1::uuid[], $2::text[]) AS pair (outbox_id, subscriber)
        ON CONFLICT DO NOTHING
        """,
        ids,
        subscribers,
        next_attempt_at,
    )


async def mark_relayed(ids: Sequence[UUID], now: datetime) -> None:
    """Notes that the deliveries of these messages exist."""
    await execute("UPDATE system.outbox SET relayed_at = $2 WHERE id = ANY($1::uuid[])", ids, now)


async def list_due(now: datetime, limit: int) -> list[DueDelivery]:
    """Returns the deliveries that should have begun, the longest overdue first; locks nothing."""
    return await fetch_all(
        DueDelivery,
        """
        SELECT outbox_id, subscriber, attempts, next_attempt_at FROM system.delivery
        WHERE state = 'pending' AND next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $2
        """,
        now,
        limit,
    )


async def find_delivery(outbox_id: UUID, subscriber: str) -> StoredDelivery | None:
    """Returns a delivery with its message, or None."""
    return await fetch_one(
        StoredDelivery,
        """
        SELECT o.kind, o.name, o.payload, o.context, d.state, d.attempts
        FROM system.delivery d JOIN system.outbox o ON o.id = d.outbox_id
        WHERE d.outbox_id = $1 AND d.subscriber = $2
        """,
        outbox_id,
        subscriber,
    )


async def lock_delivery(outbox_id: UUID, subscriber: str, attempts: int) -> bool:
    """Locks a delivery until the end of the transaction, if this attempt is still to be made and nobody makes it."""
    return bool(
        await fetch_value(
            """
            SELECT TRUE FROM system.delivery
            WHERE outbox_id = $1 AND subscriber = $2 AND state = 'pending' AND attempts = $3
            FOR UPDATE SKIP LOCKED
            """,
            outbox_id,
            subscriber,
            attempts,
        )
    )


async def claim_delivery(outbox_id: UUID, subscriber: str, attempts: int, until: datetime) -> bool:
    """Takes a delivery for an attempt without holding a transaction: counts it, and lets nobody try until then.

    Returns:
        Whether it is ours. Of any number of callers with the same ``attempts`` exactly one gets it.
    """
    changed = await execute(
        """
        UPDATE system.delivery SET attempts = attempts + 1, next_attempt_at = $4
        WHERE outbox_id = $1 AND subscriber = $2 AND state = 'pending' AND attempts = $3
        """,
        outbox_id,
        subscriber,
        attempts,
        until,
    )
    return changed == 1


async def release_delivery(outbox_id: UUID, subscriber: str, attempts: int, now: datetime) -> None:
    """Gives back a claim whose attempt was interrupted, and does not count it."""
    await execute(
        """
        UPDATE system.delivery SET attempts = attempts - 1, next_attempt_at = $4
        WHERE outbox_id = $1 AND subscriber = $2 AND state = 'pending' AND attempts = $3
        """,
        outbox_id,
        subscriber,
        attempts,
        now,
    )


async def finish_delivery(outbox_id: UUID, subscriber: str, attempts: int, now: datetime) -> bool:
    """Notes success; False if the delivery is not at this attempt any more.

    Args:
        attempts: As stored before.
    """
    changed = await execute(
        """
        UPDATE system.delivery SET state = 'done', finished_at = $4, last_error = NULL
        WHERE outbox_id = $1 AND subscriber = $2 AND state = 'pending' AND attempts = $3
        """,
        outbox_id,
        subscriber,
        attempts,
        now,
    )
    return changed == 1


async def fail_delivery(
    outbox_id: UUID,
    subscriber: str,
    attempts: int,
    *,
    failures: int,
    error: str,
    next_attempt_at: datetime | None,
    now: datetime,
) -> bool:
    """Notes a failure; False if the delivery is not at this attempt any more.

    Args:
        attempts: As stored before.
        failures: How often it failed now, to store.
        next_attempt_at: When to try again; None makes it dead.
    """
    changed = await execute(
        """
        UPDATE system.delivery SET attempts = $4, last_error = $5, next_attempt_at = coalesce($6, next_attempt_at),
            state = CASE WHEN $6::timestamptz IS NULL THEN 'dead' ELSE 'pending' END,
            finished_at = CASE WHEN $6::timestamptz IS NULL THEN $7::timestamptz END
        WHERE outbox_id = $1 AND subscriber = $2 AND state = 'pending' AND attempts = $3
        """,
        outbox_id,
        subscriber,
        attempts,
        failures,
        error,
        next_attempt_at,
        now,
    )
    return changed == 1


async def list_events(ids: Sequence[UUID]) -> list[StoredEvent]:
    """Returns events by id, in the order of the ids; those that are gone are left out."""
    return await fetch_all(
        StoredEvent,
        """
        SELECT o.id, o.name, o.payload FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, position)
        JOIN system.outbox AS o ON o.id = wanted.id ORDER BY wanted.position
        """,
        ids,
    )
