"""Making one delivery: a subscriber is told of an event, or a job is run.

An event is handled in one transaction that also notes the delivery as done, so its effects on the database happen
exactly once. A job is claimed for the length of its time-out instead, and is run at least once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import structlog

from fondaco import clock
from fondaco.context import Context
from fondaco.errors import ConflictError, UnavailableError
from fondaco.events import repository
from fondaco.events.backoff import retry_delay
from fondaco.events.outbox import restore_context
from fondaco.events.repository import StoredDelivery
from fondaco.events.subscribers import Subscriber, SubscriberRegistry
from fondaco.jobs.job import Job, JobContext, JobRegistry
from fondaco.jobs.worker_app import WorkerApp

__all__ = ["MAX_ERROR_CHARACTERS", "Courier", "Observe"]

Observe = Callable[[str, str], None]

MAX_ERROR_CHARACTERS = 2000

_MAX_CRASHES = 3
_UNKNOWN_DELAY = timedelta(minutes=1)
_CLAIM_MARGIN = timedelta(seconds=10)

log = structlog.get_logger("fondaco.jobs")


class _Attempt(msgspec.Struct, frozen=True):
    """Which delivery, at which of its attempts. ``attempts`` is the number stored before."""

    outbox_id: UUID
    subscriber: str
    attempts: int

    @property
    def key(self) -> tuple[UUID, str, int]:
        return self.outbox_id, self.subscriber, self.attempts


class Courier:
    """Makes deliveries. Everything it needs to know is in the database; the queue only says which to look at.

    Args:
        observe: Told of every attempt: subscriber or job, and ``done``, ``failed`` or ``dead``.
    """

    def __init__(
        self, app: WorkerApp, subscribers: SubscriberRegistry, jobs: JobRegistry, observe: Observe = lambda *_: None
    ) -> None:
        self._app = app
        self._observe = observe
        self._subscribers = subscribers
        self._jobs = jobs

    async def deliver(self, ctx: dict[Any, Any], outbox_id: str, subscriber: str, attempts: int) -> None:
        """Makes one attempt at a delivery; arq calls it.

        A no-op if the attempt was made already or is being made, so it may be called any number of times at once.
        Failures are noted in the database and never raised.

        Args:
            ctx: arq's; ``job_try`` above 1 means that a worker died or was stopped during this very attempt.
            attempts: How many were made before, as stored.
        """
        attempt = _Attempt(UUID(outbox_id), subscriber, attempts)
        try:
            stored = await repository.find_delivery(attempt.outbox_id, subscriber)
            if stored is None or stored.state != "pending" or stored.attempts != attempts:
                return
            with structlog.contextvars.bound_contextvars(outbox_id=outbox_id, subscriber=subscriber):
                if stored.kind == "job":
                    await self._job(attempt, stored)
                else:
                    await self._event(attempt, stored, ctx.get("job_try", 1))
        except UnavailableError as error:
            # Whatever was not noted is still pending, so the sweep brings it back.
            log.warning("delivery_interrupted", outbox_id=outbox_id, subscriber=subscriber, error=error.message)

    async def _event(self, attempt: _Attempt, stored: StoredDelivery, starts: int) -> None:
        subscriber = self._subscribers.get(attempt.subscriber)
        if subscriber is None:
            await self._unknown(attempt, attempt.attempts + 1)
            return
        limit = subscriber.max_attempts or self._app.settings.events.max_attempts
        failures = attempt.attempts + 1
        if starts > _MAX_CRASHES:
            error = f"WorkerDied: {_MAX_CRASHES} workers died or were stopped during this attempt"
            await self._failed(attempt, failures, limit, error)
            return
        try:
            context = restore_context(stored.context, self._app.channels)
            event = msgspec.json.decode(stored.payload, type=subscriber.event)
        except (msgspec.DecodeError, ConflictError) as error:
            await self._undecodable(attempt, failures, limit, error)
            return
        problem: list[Exception] = []
        try:
            async with asyncio.timeout(subscriber.timeout_seconds):
                await self._handle(attempt, subscriber, event, context, problem)
        except Exception as error:  # noqa: BLE001 (a handler may raise anything; it is noted and retried)
            # The handler's own error says more than what the transaction made of it.
            cause = problem[0] if problem else error
            await self._failed(attempt, failures, limit, _describe(cause, subscriber.timeout_seconds), cause=cause)

    async def _handle(
        self, attempt: _Attempt, subscriber: Subscriber, event: Any, context: Context, problem: list[Exception]
    ) -> None:
        async with self._app.unit_of_work(context) as uow:
            if not await repository.lock_delivery(*attempt.key):
                return
            try:
                await subscriber.handle(uow, event)
            except Exception as error:
                problem.append(error)
                raise
            await repository.finish_delivery(*attempt.key, clock.utc_now())
        self._observe(attempt.subscriber, "done")
        log.debug("event_delivered", event_name=type(event).wire_name, attempt=attempt.attempts + 1)

    async def _job(self, attempt: _Attempt, stored: StoredDelivery) -> None:
        job = self._jobs.get(attempt.subscriber)
        if job is None:
            await self._unknown(attempt, attempt.attempts + 1)
            return
        limit = job.max_attempts or self._app.settings.jobs.max_tries
        timeout = job.timeout_seconds or self._app.settings.jobs.timeout_seconds
        started = attempt.attempts + 1
        if started > limit:
            await self._failed(
                attempt, attempt.attempts, limit, "WorkerDied: no worker lived to finish the last attempt"
            )
            return
        try:
            context = restore_context(stored.context, self._app.channels)
            payload = None if job.payload_type is None else msgspec.json.decode(stored.payload, type=job.payload_type)
        except (msgspec.DecodeError, ConflictError) as error:
            await self._undecodable(attempt, started, limit, error)
            return
        until = clock.utc_now() + timedelta(seconds=timeout) + _CLAIM_MARGIN
        if not await repository.claim_delivery(*attempt.key, until):
            return
        claimed = _Attempt(attempt.outbox_id, attempt.subscriber, started)
        try:
            arguments = () if job.payload_type is None else (payload,)
            async with asyncio.timeout(timeout):
                await job.run(JobContext(app=self._app, context=context, attempt=started), *arguments)
        except asyncio.CancelledError:
            await repository.release_delivery(*claimed.key, clock.utc_now())
            raise
        except Exception as error:  # noqa: BLE001 (a job may raise anything; it is noted and retried)
            await self._failed(claimed, started, limit, _describe(error, timeout), cause=error)
            return
        if not await repository.finish_delivery(*claimed.key, clock.utc_now()):
            log.warning("job_claim_lost", attempt=started)
        self._observe(job.name, "done")
        log.info("job_finished", job=job.name, attempt=started)

    async def run_scheduled(self, job: Job) -> None:
        """Runs a job for its schedule, in the default channel. A failure is logged, not raised and not retried."""
        timeout = job.timeout_seconds or self._app.settings.jobs.timeout_seconds
        channel = next(iter(self._app.channels.values()))
        context = Context(channel=channel, locale=channel.default_locale)
        try:
            async with asyncio.timeout(timeout):
                await job.run(JobContext(app=self._app, context=context))
        except Exception as error:
            log.exception("scheduled_job_failed", job=job.name, error=_describe(error, timeout))
        else:
            log.debug("scheduled_job_finished", job=job.name)

    async def _unknown(self, attempt: _Attempt, failures: int) -> None:
        """Another version of the shop may know it, so it is tried for some minutes before it is dead."""
        error = "UnknownSubscriber: no enabled plugin registers this subscriber or job"
        await self._failed(attempt, failures, self._app.settings.events.max_attempts, error, at_least=_UNKNOWN_DELAY)

    async def _undecodable(
        self, attempt: _Attempt, failures: int, limit: int, error: msgspec.DecodeError | ConflictError
    ) -> None:
        """No later attempt reads it either; but a channel may come back."""
        dead = isinstance(error, msgspec.DecodeError)
        await self._failed(attempt, failures, failures if dead else limit, _describe(error), cause=error)

    async def _failed(
        self,
        attempt: _Attempt,
        failures: int,
        limit: int,
        description: str,
        *,
        cause: Exception | None = None,
        at_least: timedelta = timedelta(),
    ) -> None:
        now = clock.utc_now()
        dead = failures >= limit
        delay = max(retry_delay(failures, self._app.settings.events.first_retry_seconds), at_least)
        noted = await repository.fail_delivery(
            *attempt.key,
            failures=failures,
            error=description,
            next_attempt_at=None if dead else now + delay,
            now=now,
        )
        if not noted:
            # Somebody else made the attempt meanwhile, or it failed after the commit that made it true.
            log.warning("late_failure", error=description, exc_info=cause)
        elif dead:
            self._observe(attempt.subscriber, "dead")
            log.error("delivery_dead", attempts=failures, error=description, exc_info=cause)
        else:
            self._observe(attempt.subscriber, "failed")
            log.warning(
                "delivery_failed",
                attempt=failures,
                error=description,
                retry_in_seconds=round(delay.total_seconds(), 3),
                exc_info=cause,
            )


def _describe(error: Exception, timeout: float | None = None) -> str:
    """Returns type and message, for people who look at dead letters."""
    if isinstance(error, TimeoutError) and not str(error) and timeout is not None:
        return f"TimeoutError: took longer than {timeout:g} seconds"
    return f"{type(error).__name__}: {error}"[:MAX_ERROR_CHARACTERS].replace("\0", "")
