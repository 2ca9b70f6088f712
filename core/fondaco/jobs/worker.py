"""The worker: the relay and the job runner of one process."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC
from typing import Any

import arq
import structlog
from arq.worker import Function, func
from redis.exceptions import RedisError

from fondaco.errors import UnavailableError
from fondaco.events.relay import Relay
from fondaco.events.subscribers import SubscriberRegistry
from fondaco.hookspecs import HookSpecs
from fondaco.jobs.delivery import Courier, Observe
from fondaco.jobs.job import Job, JobRegistry
from fondaco.jobs.queue import DELIVER, QUEUE_NAME, DeliveryQueue, connect, decode, encode
from fondaco.jobs.schedule import ScheduledJob, schedule
from fondaco.jobs.worker_app import WorkerApp

__all__ = ["Worker", "build_worker"]

_TIMEOUT_MARGIN = 30.0
_MAX_STARTS = 1000
_LONGEST_BACKOFF = 10.0
_LONGEST_CLOSING = 10.0

log = structlog.get_logger("fondaco.jobs")


def build_worker(
    app: WorkerApp,
    redis_url: str,
    *,
    handle_signals: bool,
    burst: bool = False,
    grace_seconds: float = 30.0,
    poll_delay: float = 0.2,
    observe: Observe = lambda *_: None,
) -> Worker:
    """Makes the worker of a process out of what plugins register. Nothing runs yet, and nothing is connected.

    Args:
        app: With a connected database.
        redis_url: ``redis://``, ``rediss://`` or ``unix://``.
        handle_signals: Whether SIGINT and SIGTERM stop it; False inside a web server, which has its own handlers.
        burst: Deliver what is there now, run no schedules, and return.
        grace_seconds: How long running jobs may go on when it is stopped; then they are cancelled, and run again later.
        poll_delay: Seconds between two looks into the queue.
        observe: See `Courier`.

    Raises:
        PluginError: See `SubscriberRegistry` and `JobRegistry`.
    """
    subscribers = SubscriberRegistry(app.hooks.register(HookSpecs.register_subscribers))
    jobs = JobRegistry(app.hooks.register(HookSpecs.register_jobs))
    return Worker(
        app,
        redis_url,
        subscribers,
        jobs,
        handle_signals=handle_signals,
        burst=burst,
        grace_seconds=grace_seconds,
        poll_delay=poll_delay,
        observe=observe,
    )


class _Arq(arq.Worker):
    """arq's worker without the pause between two handfuls of jobs while there is more to do."""

    async def _poll_iteration(self) -> None:
        await super()._poll_iteration()
        while self.job_counter >= self.max_jobs:
            await asyncio.wait(self.tasks.values(), timeout=self.poll_delay_s, return_when=asyncio.FIRST_COMPLETED)
            await super()._poll_iteration()


class Worker:
    """Runs in an event loop of its own or in that of a web server. See `build_worker`.

    Attributes:
        relay: For tests and for one-off commands.
        courier: Likewise.
    """

    def __init__(
        self,
        app: WorkerApp,
        redis_url: str,
        subscribers: SubscriberRegistry,
        jobs: JobRegistry,
        *,
        handle_signals: bool,
        burst: bool,
        grace_seconds: float,
        poll_delay: float,
        observe: Observe,
    ) -> None:
        self._app = app
        self._redis_url = redis_url
        self._subscribers = subscribers
        self._jobs = jobs
        self._handle_signals = handle_signals
        self._burst = burst
        self._grace_seconds = grace_seconds
        self._poll_delay = poll_delay
        self._queue = DeliveryQueue(connect(redis_url))
        self.relay = Relay(app.database, subscribers, self._queue, app.settings.events)
        self.courier = Courier(app, subscribers, jobs, observe)
        self._arq: arq.Worker | None = None
        self._leftover: set[asyncio.Task[Any]] = set()
        self._closing: set[asyncio.Task[None]] = set()
        self._stop = asyncio.Event()
        self._stopped = asyncio.Event()
        self._running = False

    async def run(self) -> None:
        """Works until `close` is called, a signal comes or the task is cancelled; with ``burst`` until all is done.

        The loss of PostgreSQL or Valkey ends nothing: it goes on when they are back.

        Raises:
            UnavailableError: ``QUEUE_UNAVAILABLE``, with ``burst`` only, if Valkey does not answer.
        """
        self._running = True
        tasks: list[asyncio.Task[Any]] = []
        remove_handlers = self._add_signal_handlers()
        grace = 0.0
        log.info("worker_started", jobs=sorted(job.name for job in self._jobs), burst=self._burst)
        try:
            work = [self._run_burst()] if self._burst else [self.relay.run(), self._serve()]
            tasks = [asyncio.create_task(part) for part in work]
            tasks.append(asyncio.create_task(self._stop.wait()))
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            grace = self._grace_seconds
            for task in done:
                task.result()
        finally:
            await self._shut_down(tasks, grace)
            remove_handlers()
            self._running = False
            self._stopped.set()
            log.info("worker_stopped")

    async def close(self) -> None:
        """Stops taking jobs, lets running ones finish for the grace time, and returns when all is quiet."""
        self._stop.set()
        if self._running:
            await self._stopped.wait()
        else:
            await self._queue.close()

    def _add_signal_handlers(self) -> Callable[[], None]:
        loop = asyncio.get_running_loop()
        added: list[signal.Signals] = []

        def stop(number: signal.Signals) -> None:
            log.info("worker_stopping", signal=number.name)
            if self._stop.is_set():
                self._grace_seconds = 0.0
                for task in self._running_jobs():
                    task.cancel()
            self._stop.set()

        if self._handle_signals:
            for number in (signal.SIGINT, signal.SIGTERM):
                with contextlib.suppress(NotImplementedError, RuntimeError):
                    loop.add_signal_handler(number, stop, number)
                    added.append(number)

        def remove() -> None:
            for number in added:
                loop.remove_signal_handler(number)

        return remove

    async def _serve(self) -> None:
        """Runs arq, and again whenever it breaks down, which it does when Valkey is lost."""
        failures = 0
        while True:
            self._arq = self._new_arq(crons=True)
            started = time.monotonic()
            try:
                await self._arq.main()
            except Exception as error:  # noqa: BLE001 (arq raises what its jobs' bookkeeping raised)
                failures = 0 if time.monotonic() - started > 60 else failures + 1
                wait = min(0.1 * 2**failures, _LONGEST_BACKOFF)
                log.warning("worker_lost_queue", error=f"{type(error).__name__}: {error}", retry_in_seconds=wait)
                self._retire()
                await asyncio.sleep(wait)

    async def _run_burst(self) -> None:
        try:
            while await self.relay.relay_all() + await self.relay.sweep():
                self._arq = self._new_arq(crons=False)
                await self._arq.main()
                self._retire()
        except (RedisError, OSError) as error:
            raise UnavailableError("Valkey does not answer. Try again.", code="QUEUE_UNAVAILABLE") from error

    def _new_arq(self, *, crons: bool) -> arq.Worker:
        settings = self._app.settings.jobs
        default = settings.timeout_seconds
        longest = max(
            [default]
            + [job.timeout_seconds for job in self._jobs if job.timeout_seconds]
            + [subscriber.timeout_seconds for subscriber in self._subscribers]
        )
        # No results are kept for deliveries: the database knows, and a kept one would keep the sweep from trying again.
        timeout = longest + _TIMEOUT_MARGIN
        functions: list[Function] = [
            func(self.courier.deliver, name=DELIVER, keep_result=0, timeout=timeout, max_tries=_MAX_STARTS)
        ]
        return _Arq(
            functions=functions,
            cron_jobs=list(self._schedules()) if crons else None,
            queue_name=QUEUE_NAME,
            redis_pool=connect(self._redis_url),
            burst=self._burst,
            handle_signals=False,
            max_jobs=max(1, settings.concurrency - len(self._leftover)),
            job_timeout=default + _TIMEOUT_MARGIN,
            max_tries=settings.max_tries,
            keep_result=0,
            poll_delay=self._poll_delay,
            health_check_interval=30,
            job_serializer=encode,
            job_deserializer=decode,
            timezone=UTC,
            log_results=False,
        )

    def _schedules(self) -> Iterable[ScheduledJob]:
        settings = self._app.settings.jobs
        for job in self._jobs:
            if job.scheduled:
                timeout = (job.timeout_seconds or settings.timeout_seconds) + _TIMEOUT_MARGIN
                yield schedule(job, self._scheduled(job), timeout, settings.keep_result_seconds)

    def _scheduled(self, job: Job) -> Callable[[dict[Any, Any]], Awaitable[None]]:
        async def run(ctx: dict[Any, Any]) -> None:
            await self.courier.run_scheduled(job)

        return run

    def _running_jobs(self) -> set[asyncio.Task[Any]]:
        current = self._arq.tasks.values() if self._arq is not None else ()
        return {task for task in (*current, *self._leftover) if not task.done()}

    def _retire(self) -> None:
        """Leaves the running jobs of this arq to finish by themselves; its connections are closed after them."""
        old, self._arq = self._arq, None
        if old is None:
            return
        running = [task for task in old.tasks.values() if not task.done()]
        for task in running:
            self._leftover.add(task)
            task.add_done_callback(self._leftover.discard)

        async def finish() -> None:
            try:
                # Errors of arq's own bookkeeping, which it cannot do without Valkey; jobs note theirs in the database.
                await asyncio.gather(*running, return_exceptions=True)
            finally:
                with contextlib.suppress(RedisError, OSError):
                    await old.pool.aclose(close_connection_pool=True)

        closing = asyncio.create_task(finish())
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    async def _shut_down(self, tasks: Iterable[asyncio.Task[Any]], grace: float) -> None:
        await _cancelled(tasks)
        self._retire()
        if self._leftover:
            log.info("worker_waits_for_jobs", running=len(self._leftover), at_most_seconds=grace)
            _, late = await asyncio.wait(set(self._leftover), timeout=grace)
            for task in late:
                task.cancel()
        if self._closing:
            await asyncio.wait(set(self._closing), timeout=_LONGEST_CLOSING)
        with contextlib.suppress(RedisError, OSError):
            await self._queue.close()


async def _cancelled(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancels tasks until they are done: redis-py sometimes takes a cancellation for a time-out of its own."""
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.1)
