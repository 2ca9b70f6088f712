"""Monthly partitions of the outbox and its deliveries: made ahead of time, dropped when nobody needs them.

Both tables are partitioned by the outbox id. An id is a UUIDv7, whose first 48 bits are Unix milliseconds, so a range
of ids is a range of time. Ids outside of every month (the clock jumped, or maintenance did not run for months) go to
the default partition, and move to their month as soon as it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import structlog

from fondaco.db.engine import execute, fetch_all, fetch_value

__all__ = ["Month", "drop_expired", "ensure_partitions", "first_id_at", "months_from"]

MONTHS_AHEAD = 2

_LOCK_KEY = 0x706172746974696F
_NAME = re.compile(r"(?:outbox|delivery)_(\d{4})_(\d{2})")
_TABLES = (("outbox", "id"), ("delivery", "outbox_id"))

log = structlog.get_logger("fondaco.events")


def first_id_at(moment: datetime) -> UUID:
    """Returns the smallest id that can be made at a moment, to the millisecond.

    Every UUIDv7 made earlier is smaller, and every one made then or later is larger.
    """
    milliseconds = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    return UUID(int=milliseconds << 80)


class Month(msgspec.Struct, frozen=True, order=True):
    """A calendar month in UTC."""

    year: int
    number: int

    @property
    def start(self) -> datetime:
        """Its first moment."""
        return datetime(self.year, self.number, 1, tzinfo=UTC)

    @property
    def next(self) -> Month:
        """The month after it."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def ids(self) -> tuple[UUID, UUID]:
        """The smallest id of the month and the smallest one after it."""
        return first_id_at(self.start), first_id_at(self.next.start)

    @property
    def suffix(self) -> str:
        """What the names of its partitions end with."""
        return f"{self.year:04}_{self.number:02}"


def months_from(now: datetime) -> Iterator[Month]:
    """Yields the month of a moment and the `MONTHS_AHEAD` after it."""
    month = Month(now.year, now.month)
    for _ in range(MONTHS_AHEAD + 1):
        yield month
        month = month.next


async def ensure_partitions(now: datetime) -> list[str]:
    """Makes the missing partitions of this and the next two months; call it inside a transaction.

    One process at a time does so (a transaction-level advisory lock). Writers are not held up, unless rows wait in the
    default partition, which are moved.

    Returns:
        The names of the new partitions.
    """
    await execute("SELECT pg_advisory_xact_lock($1)", _LOCK_KEY)
    made = []
    for month in months_from(now):
        for table, column in _TABLES:
            name = f"{table}_{month.suffix}"
            if await fetch_value("SELECT to_regclass($1) IS NULL", f"system.{name}"):
                await _make(table, column, name, month)
                made.append(name)
    return made


async def _make(table: str, column: str, name: str, month: Month) -> None:
    low, high = month.ids
    within = f"{column} >= '{low}' AND {column} < '{high}'"
    await execute(f"CREATE TABLE system.{name} (LIKE system.{table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
    if await fetch_value(f"SELECT EXISTS (SELECT FROM system.{table}_default WHERE {within})"):  # noqa: S608 (ours)
        # Taken at once, because getting from a weaker lock to the one that ATTACH needs can deadlock with writers.
        await execute(f"LOCK TABLE system.{table}_default IN ACCESS EXCLUSIVE MODE")
        await execute(
            f"WITH moved AS (DELETE FROM system.{table}_default WHERE {within} RETURNING *) "  # noqa: S608 (ours)
            f"INSERT INTO system.{name} SELECT * FROM moved"
        )
    await execute(f"ALTER TABLE system.{table} ATTACH PARTITION system.{name} FOR VALUES FROM ('{low}') TO ('{high}')")
    log.info("partition_made", partition=name)


class _Name(msgspec.Struct, frozen=True):
    name: str


async def _existing() -> list[Month]:
    rows = await fetch_all(
        _Name,
        "SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
        "WHERE i.inhparent IN ('system.outbox'::regclass, 'system.delivery'::regclass)",
    )
    found = (_NAME.fullmatch(row.name) for row in rows)
    return sorted({Month(int(name[1]), int(name[2])) for name in found if name is not None})


_IS_OPEN = """
    SELECT EXISTS (SELECT FROM system.delivery WHERE state <> 'done' AND outbox_id >= $1 AND outbox_id < $2)
        OR EXISTS (SELECT FROM system.outbox WHERE relayed_at IS NULL AND id >= $1 AND id < $2)
"""


async def drop_expired(before: datetime) -> list[str]:
    """Drops what is older than a moment and finished; call it inside a transaction.

    A month that ended before the moment goes as a whole. Where something in it is pending, dead or not relayed yet,
    only the finished rows go, so nothing that failed is ever lost. A younger month stays as a whole: a row is kept for
    up to a month longer than asked.

    Returns:
        The names of the dropped partitions.
    """
    await execute("SELECT pg_advisory_xact_lock($1)", _LOCK_KEY)
    dropped = []
    for month in await _existing():
        low, high = month.ids
        if month.next.start > before:
            break
        if await fetch_value(_IS_OPEN, low, high):
            await _drop_finished(month.suffix, high)
            continue
        for table, _ in _TABLES:
            name = f"{table}_{month.suffix}"
            await execute(f"DROP TABLE IF EXISTS system.{name}")
            log.info("partition_dropped", partition=name)
            dropped.append(name)
    await _drop_finished("default", first_id_at(before))
    return dropped


async def _drop_finished(suffix: str, high: UUID) -> None:
    """Deletes from one pair of partitions what is delivered to everybody and older than an id."""
    deliveries = await execute(
        f"DELETE FROM system.delivery_{suffix} WHERE state = 'done' AND outbox_id < $1",  # noqa: S608 (ours)
        high,
    )
    messages = await execute(
        f"DELETE FROM system.outbox_{suffix} o WHERE relayed_at IS NOT NULL AND id < $1 "  # noqa: S608 (ours)
        "AND NOT EXISTS (SELECT FROM system.delivery d WHERE d.outbox_id = o.id)",
        high,
    )
    if deliveries or messages:
        log.info("finished_rows_dropped", partition=suffix, deliveries=deliveries, messages=messages)
