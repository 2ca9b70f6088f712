import asyncio
from typing import Any

import asyncpg
from fondaco.db.engine import Database, execute, fetch_value
from fondaco.events.relay import Relay
from fondaco.jobs.queue import connect
from fondaco.settings import EventSettings
from fondaco_stage import Row, effects, servers, settled, until, writing


class Recorder:
    """A queue that only remembers."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, int, int]] = []

    async def send(self, deliveries: Any) -> int:
        self.sent += [(delivery.subscriber, delivery.attempts, resends) for delivery, resends in deliveries]
        return len(deliveries)


async def queued() -> int:
    redis = connect(servers().redis_url)
    count: int = await redis.zcard("fondaco")
    await redis.aclose(close_connection_pool=True)
    return count


async def flush() -> None:
    redis = connect(servers().redis_url)
    await redis.flushall()
    await redis.aclose(close_connection_pool=True)


async def test_two_relays_at_the_same_time_do_not_duplicate(stage: Any) -> None:
    on = stage(writing("mail"), writing("search"))
    for number in range(300):
        await on.emit(number)
    relays = [on.relay() for _ in range(4)]

    relayed = await asyncio.gather(*(relay.relay_all() for relay in relays))

    assert sum(relayed) == 300
    assert await fetch_value("SELECT count(*) FROM system.delivery") == 600
    assert await queued() == 600


async def test_relaying_and_sweeping_again_enqueues_nothing_twice(stage: Any) -> None:
    on = stage(writing("mail"))
    await on.emit()
    relay = on.relay()
    assert await relay.relay_all() == 1
    assert await relay.relay_all() == 0
    await asyncio.sleep(0.06)
    assert await relay.sweep() == 0
    assert await queued() == 1


async def test_what_a_wiped_queue_forgot_is_found_by_the_sweep(stage: Any) -> None:
    on = stage(writing("mail"))
    await on.emit(7)
    await on.relay().relay_all()
    assert await queued() == 1
    await flush()
    assert await queued() == 0

    async with on.working():
        await until(settled, seconds=3)

    assert await effects() == [("mail", 7)]


async def test_an_event_without_subscribers_is_relayed_to_nobody(stage: Any) -> None:
    on = stage()
    await on.emit()
    assert await on.relay().relay_all() == 1
    assert await on.rows() == []
    assert await settled()


async def test_the_sweep_takes_only_what_is_due(stage: Any, database: Database) -> None:
    on = stage(writing("mail"), events=EventSettings(poll_seconds=60))
    queue = Recorder()
    relay = Relay(database, on.registry, queue, on.settings.events)
    await on.emit()
    await relay.relay_all()
    assert queue.sent == [("stage.mail", 0, 0)]

    assert await relay.sweep() == 0
    await execute("UPDATE system.delivery SET next_attempt_at = now() - interval '5 minutes', attempts = 2")
    assert await relay.sweep() == 1
    assert queue.sent[1:] == [("stage.mail", 2, 3)]
    await execute("UPDATE system.delivery SET state = 'dead', finished_at = now()")
    assert await relay.sweep() == 0


async def test_without_valkey_the_relay_goes_on_and_deliveries_wait(stage: Any) -> None:
    on = stage(writing("mail"), redis_url="unix:///nowhere/valkey.sock")
    relay = on.relay()
    await on.emit(1)
    assert await relay.relay_all() == 1
    await on.emit(2)
    assert await relay.relay_all() == 1
    assert await relay.sweep() == 0
    assert await on.rows() == [Row("stage.mail", "pending", 0, None)] * 2


async def test_the_relay_survives_the_loss_of_its_connections(stage: Any, database: Database) -> None:
    on = stage(writing("mail"))
    async with on.working():
        await on.emit(1)
        await until(settled)
        admin = await asyncpg.connect(database.url)
        for _ in range(5):
            await admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            await asyncio.sleep(0.03)
        await admin.close()
        for number in range(2, 6):
            await on.emit(number)
        await until(settled)
    assert await effects() == [("mail", number) for number in range(1, 6)]
