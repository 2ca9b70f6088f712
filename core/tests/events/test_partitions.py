from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from fondaco.db.engine import Database, execute, fetch_all, fetch_value
from fondaco.events.partitions import Month, drop_expired, ensure_partitions, first_id_at, months_from
from fondaco.ids import new_id


class Name(msgspec.Struct):
    name: str


async def partitions() -> list[str]:
    rows = await fetch_all(
        Name,
        "SELECT relname AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid "
        "WHERE inhparent IN ('system.outbox'::regclass, 'system.delivery'::regclass) ORDER BY relname",
    )
    return [row.name for row in rows]


async def put(moment: datetime, state: str | None = "done", *, relayed: bool = True) -> UUID:
    """An event of that moment with one delivery in that state."""
    id_ = UUID(int=first_id_at(moment).int + 7)
    await execute(
        "INSERT INTO system.outbox VALUES ($1, 'event', 'stage.x', '{}', '{}', $2, $3)",
        id_,
        moment,
        moment if relayed else None,
    )
    if state is not None:
        await execute(
            "INSERT INTO system.delivery VALUES ($1, 'stage.mail', $2, 0, NULL, $3, $4)",
            id_,
            state,
            moment,
            None if state == "pending" else moment,
        )
    return id_


async def kept() -> set[UUID]:
    class Id(msgspec.Struct):
        id: UUID

    return {row.id for row in await fetch_all(Id, "SELECT id FROM system.outbox")}


@pytest.fixture
async def empty(stage: Any, database: Database) -> Database:
    for name in await partitions():
        if not name.endswith("default"):
            await execute(f"DROP TABLE system.{name}")
    return database


@pytest.mark.parametrize(
    ("now", "suffixes"),
    [
        (datetime(2026, 11, 22, tzinfo=UTC), ["2026_11", "2026_12", "2027_01"]),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), ["2026_12", "2027_01", "2027_02"]),
        (datetime(2027, 1, 1, tzinfo=UTC), ["2027_01", "2027_02", "2027_03"]),
    ],
)
def test_this_month_and_the_next_two(now: datetime, suffixes: list[str]) -> None:
    assert [month.suffix for month in months_from(now)] == suffixes


def test_a_month_of_ids_is_a_month_of_time() -> None:
    low, high = Month(2026, 12).ids
    assert str(low) == "01a22ee6-b000-0000-0000-000000000000"
    assert high == Month(2027, 1).ids[0]
    before = first_id_at(datetime.now(UTC) - timedelta(milliseconds=2))
    assert before < new_id() < first_id_at(datetime.now(UTC) + timedelta(milliseconds=2))


async def test_missing_partitions_are_made_once(empty: Database) -> None:
    async with empty.transaction():
        made = await ensure_partitions(datetime(2031, 5, 20, tzinfo=UTC))
    assert made == [f"{table}_2031_0{month}" for month in (5, 6, 7) for table in ("outbox", "delivery")]
    async with empty.transaction():
        assert await ensure_partitions(datetime(2031, 6, 1, tzinfo=UTC)) == ["outbox_2031_08", "delivery_2031_08"]
        assert await ensure_partitions(datetime(2031, 6, 1, tzinfo=UTC)) == []

    id_ = await put(datetime(2031, 6, 30, 23, 59, 59, tzinfo=UTC))
    assert await fetch_value("SELECT tableoid::regclass::text FROM system.outbox WHERE id = $1", id_) == (
        "system.outbox_2031_06"
    )
    assert await fetch_value("SELECT tableoid::regclass::text FROM system.delivery") == "system.delivery_2031_06"


async def test_rows_that_waited_in_the_default_partition_move_to_their_month(empty: Database) -> None:
    id_ = await put(datetime(2031, 5, 31, tzinfo=UTC), "dead")
    await put(datetime(2032, 1, 1, tzinfo=UTC))
    assert await fetch_value("SELECT count(*) FROM system.outbox_default") == 2

    async with empty.transaction():
        await ensure_partitions(datetime(2031, 4, 20, tzinfo=UTC))

    assert await fetch_value("SELECT id FROM system.outbox_2031_05") == id_
    assert await fetch_value("SELECT state FROM system.delivery_2031_05") == "dead"
    assert await fetch_value("SELECT count(*) FROM system.outbox_default") == 1
    assert await fetch_value("SELECT count(*) FROM system.outbox") == 2


async def test_partitions_have_the_key_and_the_indexes_of_their_table(empty: Database) -> None:
    async with empty.transaction():
        await ensure_partitions(datetime(2031, 5, 20, tzinfo=UTC))
    for table, indexes in (("outbox", 2), ("delivery", 3)):
        for name in (table, f"{table}_2031_05", f"{table}_default"):
            assert (
                await fetch_value("SELECT count(*) FROM pg_index WHERE indrelid = $1::text::regclass", f"system.{name}")
                == indexes
            )


async def test_a_finished_month_is_dropped_and_one_with_open_deliveries_keeps_those(empty: Database) -> None:
    async with empty.transaction():
        await ensure_partitions(datetime(2031, 1, 1, tzinfo=UTC))
        await ensure_partitions(datetime(2031, 4, 1, tzinfo=UTC))
    finished = await put(datetime(2031, 1, 5, tzinfo=UTC))
    dead = await put(datetime(2031, 2, 5, tzinfo=UTC), "dead")
    beside_dead = await put(datetime(2031, 2, 6, tzinfo=UTC))
    pending = await put(datetime(2031, 3, 5, tzinfo=UTC), "pending")
    unrelayed = await put(datetime(2031, 4, 5, tzinfo=UTC), None, relayed=False)
    running_out = await put(datetime(2031, 5, 1, tzinfo=UTC))
    young = await put(datetime(2031, 6, 10, tzinfo=UTC))
    astray = await put(datetime(2001, 1, 1, tzinfo=UTC))
    astray_dead = await put(datetime(2001, 1, 2, tzinfo=UTC), "dead")

    async with empty.transaction():
        dropped = await drop_expired(datetime(2031, 5, 20, tzinfo=UTC))

    assert dropped == ["outbox_2031_01", "delivery_2031_01"]
    assert await kept() == {dead, pending, unrelayed, running_out, young, astray_dead}
    assert {finished, beside_dead, astray}.isdisjoint(await kept())
    assert await fetch_value("SELECT count(*) FROM system.delivery") == 5
    assert [name for name in await partitions() if name.startswith("outbox")] == [
        "outbox_2031_02",
        "outbox_2031_03",
        "outbox_2031_04",
        "outbox_2031_05",
        "outbox_2031_06",
        "outbox_default",
    ]
