"""Looking at deliveries, and replaying dead ones; for the admin API and the command line."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from fondaco import clock
from fondaco.db.engine import fetch_all, fetch_value
from fondaco.db.pagination import Keyset, Page, PageArgs, SortKey

__all__ = ["Delivery", "DeliveryId", "DeliveryState", "list_deliveries", "retry", "retry_all_dead"]


class DeliveryState(StrEnum):
    """How a delivery stands."""

    PENDING = "pending"
    """To be made, for the first time or again."""
    DONE = "done"
    DEAD = "dead"
    """Failed for good, unless somebody retries it."""


class DeliveryId(msgspec.Struct, frozen=True):
    """What names a delivery."""

    outbox_id: UUID
    subscriber: str


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One event for one subscriber, or one job.

    Attributes:
        kind: ``event`` or ``job``.
        name: Wire name of the event, or name of the job.
        attempts: How often it failed; of a job, how often it began.
        last_error: Type and message of the last failure, at most 2,000 characters.
        next_attempt_at: When it is tried (again) at the latest, while it is pending.
        created_at: When the event happened.
    """

    outbox_id: UUID
    subscriber: str
    kind: str
    name: str
    state: DeliveryState
    attempts: int
    last_error: str | None
    next_attempt_at: datetime
    finished_at: datetime | None
    created_at: datetime


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """A delivery as the driver returns it."""

    outbox_id: UUID
    subscriber: str
    kind: str
    name: str
    state: str
    attempts: int
    last_error: str | None
    next_attempt_at: datetime
    finished_at: datetime | None
    created_at: datetime


_ORDER = (
    SortKey("d.outbox_id", UUID, "outbox_id", descending=True),
    SortKey("d.subscriber", str, "subscriber"),
)
_FROM = "FROM system.delivery d JOIN system.outbox o ON o.id = d.outbox_id"


async def list_deliveries(
    args: PageArgs,
    *,
    state: DeliveryState | None = None,
    subscriber: str | None = None,
    event: str | None = None,
    largest: int = 100,
) -> Page[Delivery]:
    """Returns deliveries, the newest event first and its subscribers by name.

    Args:
        subscriber: Full name, ``<plugin>.<name>``.
        event: Wire name of the event, or name of the job.
        largest: Largest page.

    Raises:
        InvalidInputError: See `Keyset`.
        LimitExceededError: See `Keyset`.
    """
    conditions: list[str] = []
    params: list[object] = []
    for column, value in (("d.state", state), ("d.subscriber", subscriber), ("o.name", event)):
        if value is not None:
            params.append(str(value))
            conditions.append(f"{column} = ${len(params)}")
    if state is DeliveryState.DEAD:
        conditions.append("d.state <> 'done'")
    where = " AND ".join(conditions) or "TRUE"
    keyset = Keyset(_ORDER, args, largest=largest, offset=len(params))
    rows = await fetch_all(
        _Row,
        "SELECT d.outbox_id, d.subscriber, o.kind, o.name, d.state, d.attempts, d.last_error, "
        f"d.next_attempt_at, d.finished_at, o.created_at {_FROM} "
        f"WHERE {where} AND {keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *params,
        *keyset.params,
    )

    def count() -> Awaitable[int]:
        return fetch_value(f"SELECT count(*) {_FROM} WHERE {where}", *params)

    return keyset.page([msgspec.convert(row, Delivery, from_attributes=True) for row in rows], count)


_REVIVE = """
    WITH revived AS (
        UPDATE system.delivery SET state = 'pending', attempts = 0, next_attempt_at = $1, finished_at = NULL
        WHERE state = 'dead' AND {} RETURNING 1
    )
    SELECT count(*), pg_notify('fondaco_outbox', 'sweep') FROM revived
"""


async def retry(ids: Sequence[DeliveryId]) -> int:
    """Gives dead deliveries all their attempts again, and wakes the relay; the last error stays to be read.

    Inside an open transaction it is part of it.

    Returns:
        How many were dead; others are left alone, so it is safe to call twice.
    """
    revived: int = await fetch_value(
        _REVIVE.format("(outbox_id, subscriber) IN (SELECT * FROM unnest($2::uuid[], $3::text[]))"),
        clock.utc_now(),
        [id_.outbox_id for id_ in ids],
        [id_.subscriber for id_ in ids],
    )
    return revived


async def retry_all_dead(*, subscriber: str | None = None) -> int:
    """Like `retry` for every dead delivery, or for every one of a subscriber."""
    revived: int = await fetch_value(
        _REVIVE.format("($2::text IS NULL OR subscriber = $2)"), clock.utc_now(), subscriber
    )
    return revived
