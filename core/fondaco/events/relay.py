"""The relay: turns outbox rows into deliveries, and keeps pending deliveries in the queue.

PostgreSQL is the truth, the queue only a means to start things soon: whatever the queue forgets, the sweep finds.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

import structlog

from fondaco import clock
from fondaco.db.engine import Database
from fondaco.events import repository
from fondaco.events.repository import DueDelivery
from fondaco.events.subscribers import SubscriberRegistry
from fondaco.settings import EventSettings

__all__ = ["CHANNEL", "Queue", "Relay", "resends"]

CHANNEL = "fondaco_outbox"
"""The NOTIFY channel; the payload ``sweep`` asks for a sweep besides."""

BATCH = 200
SWEEP_BATCH = 500
_LONGEST_BACKOFF = 10.0

log = structlog.get_logger("fondaco.events")


class Queue(Protocol):
    """Where deliveries are put to be run soon."""

    async def send(self, deliveries: Sequence[tuple[DueDelivery, int]]) -> int:
        """Enqueues deliveries, each with its number of resends; one that is enqueued already is a no-op.

        Never raises because the queue is down.

        Returns:
            How many were newly enqueued.
        """


def resends(overdue: timedelta) -> int:
    """Returns how often a delivery that is overdue may have been enqueued besides the first time.

    The queue ignores a job that it has already, also one whose worker was killed, for minutes. So a delivery that is
    overdue for 1, 2, 4, 8 … minutes is enqueued under a new name. Running twice does no harm, the database sees to it;
    and in a mere backlog the number of duplicates grows with the logarithm of the wait only.
    """
    minutes = overdue.total_seconds() / 60
    return 0 if minutes < 1 else int(math.log2(minutes)) + 1


class Relay:
    """Runs in every worker process; any number of them share the work."""

    def __init__(
        self, database: Database, subscribers: SubscriberRegistry, queue: Queue, settings: EventSettings
    ) -> None:
        self._database = database
        self._subscribers = subscribers
        self._queue = queue
        self._settings = settings
        self._wake = asyncio.Event()
        self._next_sweep = 0.0

    async def run(self) -> None:
        """Relays until cancelled. Survives the loss of PostgreSQL and of the queue: it logs, waits and goes on."""
        listening = self._database.listen(CHANNEL, self._notified, self._wake.set)
        try:
            await self._relay_forever()
        finally:
            listening.cancel()

    async def _relay_forever(self) -> None:
        failures = 0
        while True:
            self._wake.clear()
            try:
                # A task of its own, so that nothing of a transaction that broke down can stick to this one.
                await asyncio.create_task(self._round())
                failures = 0
                wait = max(self._next_sweep - time.monotonic(), 0)
            except Exception as error:  # noqa: BLE001 (whatever it is, later events must still be delivered)
                wait = min(0.2 * 2**failures, _LONGEST_BACKOFF)
                failures = min(failures + 1, 10)
                log.warning("relay_failed", error=f"{type(error).__name__}: {error}", retry_in_seconds=wait)
                await asyncio.sleep(wait)
                continue
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._wake.wait()

    def _notified(self, payload: str) -> None:
        if payload == "sweep":
            self._next_sweep = 0.0
        self._wake.set()

    async def _round(self) -> None:
        await self.relay_all()
        if time.monotonic() >= self._next_sweep:
            self._next_sweep = time.monotonic() + self._settings.poll_seconds
            await self.sweep()

    async def relay_all(self) -> int:
        """Relays until the outbox holds nothing unrelayed that another relay has not in hand; returns how many."""
        total = 0
        while relayed := await self.relay_batch():
            total += relayed
        return total

    async def relay_batch(self) -> int:
        """Makes the deliveries of the oldest messages, commits, then enqueues them; returns how many messages.

        Messages that another relay has locked are left to it. An event without subscribers has no deliveries.
        """
        async with self._database.transaction():
            now = clock.utc_now()
            # Until then the queue has its chance; afterwards the sweep looks.
            due_at = now + timedelta(seconds=self._settings.poll_seconds)
            messages = await repository.lock_unrelayed(BATCH)
            if not messages:
                return 0
            deliveries = [
                DueDelivery(message.id, name, 0, due_at)
                for message in messages
                for name in (
                    [message.name]
                    if message.kind == "job"
                    else [subscriber.name for subscriber in self._subscribers.of_event(message.name)]
                )
            ]
            if deliveries:
                await repository.add_deliveries(
                    [delivery.outbox_id for delivery in deliveries],
                    [delivery.subscriber for delivery in deliveries],
                    due_at,
                )
            await repository.mark_relayed([message.id for message in messages], now)
        await self._queue.send([(delivery, 0) for delivery in deliveries])
        log.debug("messages_relayed", messages=len(messages), deliveries=len(deliveries))
        return len(messages)

    async def sweep(self) -> int:
        """Enqueues pending deliveries whose time has come: retries, and what the queue lost; returns how many.

        What is enqueued already, or running, is not enqueued again.
        """
        now = clock.utc_now()
        due = await repository.list_due(now, SWEEP_BATCH)
        sent = await self._queue.send([(delivery, resends(now - delivery.next_attempt_at)) for delivery in due])
        if sent:
            log.info("deliveries_swept", due=len(due), enqueued=sent)
        return sent
