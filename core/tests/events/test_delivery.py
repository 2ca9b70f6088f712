import asyncio
from typing import Any, ClassVar

import pytest
from fondaco.commerce.event import Event
from fondaco.db.engine import execute, fetch_value
from fondaco.db.pagination import PageArgs
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.events.deliveries import DeliveryId, DeliveryState, list_deliveries, retry, retry_all_dead
from fondaco.events.subscribers import Subscriber
from fondaco.settings import EventSettings
from fondaco_stage import ParcelSent, Row, effects, settled, until, write_effect, writing


class OtherParcelSent(Event):
    wire_name: ClassVar[str] = "stage.parcel_sent"

    number: int
    weight: int = 5


class PoisonedParcelSent(Event):
    wire_name: ClassVar[str] = "stage.parcel_sent"

    number: str


def failing(name: str, error: Exception, **fields: Any) -> Subscriber:
    async def handle(uow: UnitOfWork, event: ParcelSent) -> None:
        await write_effect(name, event.number)
        raise error

    return Subscriber(ParcelSent, handle, name=name, **fields)


async def test_an_event_is_delivered_once_to_each_subscriber(stage: Any) -> None:
    on = stage(writing("mail"), writing("search"), writing("weigh", OtherParcelSent))

    await on.emit(7)
    await on.worker(burst=True).run()

    assert await effects() == [("mail", 7), ("search", 7), ("weigh", 7)]
    assert await on.rows() == [Row(f"stage.{name}", "done", 0, None) for name in ("mail", "search", "weigh")]


async def test_a_running_worker_delivers_within_a_second(stage: Any) -> None:
    on = stage(writing("mail"), events=EventSettings(poll_seconds=60))

    async with on.working():
        await asyncio.sleep(0.3)
        await on.emit(7)
        await until(settled, seconds=1)

    assert await effects() == [("mail", 7)]


async def test_delivering_at_the_same_time_in_parallel_connections_happens_once(stage: Any) -> None:
    running = 0
    most = 0

    async def slow(uow: UnitOfWork, event: ParcelSent) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await write_effect("slow", event.number)
        await asyncio.sleep(0.05)
        running -= 1

    on = stage(Subscriber(ParcelSent, slow))
    for number in range(3):
        await on.emit(number)
    relays = [on.relay() for _ in range(3)]
    await asyncio.gather(*(relay.relay_all() for relay in relays))
    todo = await on.pending()

    await asyncio.gather(
        *(on.courier.deliver({}, str(id_), row.subscriber, row.attempts) for id_, row in todo for _ in range(5))
    )
    await asyncio.gather(*(on.courier.deliver({}, str(id_), row.subscriber, row.attempts) for id_, row in todo))

    assert len(todo) == 3
    assert await effects() == [("slow", 0), ("slow", 1), ("slow", 2)]
    assert most > 1, "nothing ran at the same time, so nothing was tried"
    assert {row.state for row in await on.rows()} == {"done"}


async def test_a_failing_subscriber_ends_dead_while_the_others_get_theirs(stage: Any) -> None:
    on = stage(writing("mail"), failing("search", ValueError("index is full")))

    await on.emit(7)
    async with on.working():
        await until(settled)

    assert await effects() == [("mail", 7)]
    assert await on.rows() == [
        Row("stage.mail", "done", 0, None),
        Row("stage.search", "dead", 3, "ValueError: index is full"),
    ]


async def test_a_subscriber_may_have_its_own_number_of_attempts(stage: Any) -> None:
    on = stage(failing("search", ValueError("no"), max_attempts=1))
    await on.emit()
    await on.relay().relay_all()
    await on.deliver_all()
    assert await on.rows() == [Row("stage.search", "dead", 1, "ValueError: no")]


async def test_a_connection_error_of_the_handler_is_noted_as_such(stage: Any) -> None:
    on = stage(failing("mail", ConnectionRefusedError("smtp.example says no")))
    await on.emit()
    await on.relay().relay_all()
    await on.deliver_all()
    assert await on.rows() == [Row("stage.mail", "pending", 1, "ConnectionRefusedError: smtp.example says no")]


async def test_an_error_is_kept_without_traceback_and_capped_at_2000_characters(stage: Any) -> None:
    on = stage(failing("mail", ValueError("x" * 5000 + "\0")))
    await on.emit()
    await on.relay().relay_all()
    await on.deliver_all()
    assert await on.rows() == [Row("stage.mail", "pending", 1, "ValueError: " + "x" * 1988)]


async def test_a_handler_that_takes_too_long_has_failed(stage: Any) -> None:
    async def sleep(uow: UnitOfWork, event: ParcelSent) -> None:
        await write_effect("sleep", event.number)
        await asyncio.sleep(5)

    on = stage(Subscriber(ParcelSent, sleep, timeout_seconds=0.05))
    await on.emit()
    await on.relay().relay_all()
    await on.deliver_all()
    assert await effects() == []
    assert await on.rows() == [Row("stage.sleep", "pending", 1, "TimeoutError: took longer than 0.05 seconds")]


async def test_a_handler_that_swallows_a_database_error_has_failed(stage: Any) -> None:
    async def careless(uow: UnitOfWork, event: ParcelSent) -> None:
        await write_effect("careless", event.number)
        with pytest.raises(Exception, match="division by zero"):
            await fetch_value("SELECT 1 / 0")

    on = stage(Subscriber(ParcelSent, careless))
    await on.emit()
    await on.relay().relay_all()
    await on.deliver_all()
    (row,) = await on.rows()
    assert (row.state, row.attempts) == ("pending", 1)
    assert "InFailedSQLTransactionError" in (row.last_error or "")
    assert await effects() == []


async def test_a_payload_that_cannot_be_decoded_goes_dead_at_once(stage: Any) -> None:
    on = stage(writing("mail"), writing("poisoned", PoisonedParcelSent))
    await on.emit(7)
    await on.relay().relay_all()
    await on.deliver_all()
    assert await on.rows() == [
        Row("stage.mail", "done", 0, None),
        Row("stage.poisoned", "dead", 1, "ValidationError: Expected `str`, got `int` - at `$.number`"),
    ]


async def test_a_crash_between_handler_and_commit_leaves_the_effect_exactly_once(stage: Any) -> None:
    wrote = asyncio.Event()
    hang = True

    async def handle(uow: UnitOfWork, event: ParcelSent) -> None:
        await write_effect("mail", event.number)
        uow.enqueue("stage.follow_up")
        wrote.set()
        if hang:
            await asyncio.sleep(30)

    on = stage(Subscriber(ParcelSent, handle))
    await on.emit(7)
    await on.relay().relay_all()
    ((id_, row),) = await on.pending()
    task = asyncio.create_task(on.courier.deliver({}, str(id_), row.subscriber, row.attempts))
    await wrote.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await effects() == []
    assert await on.rows() == [Row("stage.handle", "pending", 0, None)]

    hang = False
    await on.courier.deliver({"job_try": 2}, str(id_), row.subscriber, row.attempts)

    assert await effects() == [("mail", 7)]
    assert await fetch_value("SELECT count(*) FROM system.outbox WHERE kind = 'job'") == 1
    assert await on.rows() == [Row("stage.handle", "done", 0, None)]


async def test_an_attempt_during_which_workers_keep_dying_counts_as_a_failure(stage: Any) -> None:
    on = stage(writing("mail"))
    await on.emit(7)
    await on.relay().relay_all()
    await on.deliver_all(job_try=4)
    (row,) = await on.rows()
    assert (row.state, row.attempts, (row.last_error or "")[:10]) == ("pending", 1, "WorkerDied")


async def test_a_delivery_to_nobody_is_tried_for_minutes_and_then_dead(stage: Any) -> None:
    on = stage(writing("mail"))
    await on.emit(7)
    await on.relay().relay_all()
    without = stage()
    await without.deliver_all()
    (row,) = await on.rows()
    assert (row.state, row.attempts, (row.last_error or "")[:17]) == ("pending", 1, "UnknownSubscriber")
    assert await fetch_value("SELECT extract(epoch FROM next_attempt_at - now()) > 50 FROM system.delivery")

    await without.deliver_all()
    await without.deliver_all()
    assert [(row.state, row.attempts) for row in await on.rows()] == [("dead", 3)]


async def test_an_event_of_a_channel_that_is_gone_waits_for_the_channel(stage: Any) -> None:
    on = stage(writing("mail"))
    async with on.shop("outlet") as uow:
        uow.emit(ParcelSent(number=7))
    await on.relay().relay_all()
    outlet = on.channels.pop("outlet")
    await on.deliver_all()
    assert await on.rows() == [Row("stage.mail", "pending", 1, "ConflictError: There is no channel 'outlet' any more.")]

    on.channels["outlet"] = outlet
    await on.deliver_all()
    assert await effects() == [("mail", 7)]


async def test_events_of_a_handler_carry_the_request_id_on(stage: Any) -> None:
    async def pass_on(uow: UnitOfWork, event: ParcelSent) -> None:
        if event.number == 1:
            uow.emit(ParcelSent(number=2))

    on = stage(Subscriber(ParcelSent, pass_on))
    async with on.shop(request_id="cafe") as uow:
        uow.emit(ParcelSent(number=1))
    await on.worker(burst=True).run()
    assert await fetch_value("SELECT array_agg(DISTINCT context->>'request_id') FROM system.outbox") == ["cafe"]
    assert await fetch_value("SELECT count(*) FROM system.delivery WHERE state = 'done'") == 2


async def test_retry_replays_a_dead_delivery(stage: Any) -> None:
    broken = True

    async def search(uow: UnitOfWork, event: ParcelSent) -> None:
        if broken:
            raise ValueError("no")
        await write_effect("search", event.number)

    on = stage(Subscriber(ParcelSent, search), writing("mail"))
    await on.emit(7)
    async with on.working():
        await until(settled)
        page = await list_deliveries(PageArgs(first=10), state=DeliveryState.DEAD)
        (dead,) = page.nodes
        assert (dead.subscriber, dead.name, dead.kind, dead.attempts, dead.last_error) == (
            "stage.search",
            "stage.parcel_sent",
            "event",
            3,
            "ValueError: no",
        )
        assert dead.finished_at is not None

        broken = False
        id_ = DeliveryId(dead.outbox_id, dead.subscriber)
        assert await retry([id_, DeliveryId(dead.outbox_id, "stage.mail")]) == 1
        assert await retry([id_]) == 0
        await until(settled)

    assert await effects() == [("mail", 7), ("search", 7)]


async def test_everything_dead_can_be_retried_at_once_or_by_subscriber(stage: Any) -> None:
    on = stage(failing("mail", ValueError("no"), max_attempts=1), failing("search", ValueError("no"), max_attempts=1))
    for number in range(3):
        await on.emit(number)
    await on.relay().relay_all()
    await on.deliver_all()

    assert await retry_all_dead(subscriber="stage.mail") == 3
    assert await retry_all_dead(subscriber="stage.nobody") == 0
    assert await retry_all_dead() == 3
    assert await retry_all_dead() == 0
    assert {(row.state, row.attempts) for row in await on.rows()} == {("pending", 0)}


async def test_deliveries_are_listed_newest_first_in_pages(stage: Any) -> None:
    on = stage(writing("mail"), writing("search"))
    for number in range(3):
        await on.emit(number)
        await asyncio.sleep(0.002)
    await on.relay().relay_all()
    await execute("UPDATE system.delivery SET state = 'dead', finished_at = now() WHERE subscriber = 'stage.search'")

    first = await list_deliveries(PageArgs(first=4))
    rest = await list_deliveries(PageArgs(first=4, after=first.edges[-1].cursor))
    names = [delivery.subscriber for delivery in (*first.nodes, *rest.nodes)]
    assert names == ["stage.mail", "stage.search"] * 3
    times = [delivery.created_at for delivery in (*first.nodes, *rest.nodes)]
    assert times == sorted(times, reverse=True)
    assert (first.has_next_page, rest.has_next_page) == (True, False)
    assert await first.count() == 6

    dead = await list_deliveries(PageArgs(last=2), state=DeliveryState.DEAD, event="stage.parcel_sent")
    assert [delivery.state for delivery in dead.nodes] == [DeliveryState.DEAD] * 2
    assert await dead.count() == 3
    assert (await list_deliveries(PageArgs(first=1), subscriber="stage.other")).nodes == []
