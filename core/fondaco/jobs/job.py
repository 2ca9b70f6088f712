"""What a job is, and the jobs of a deployment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import msgspec

from fondaco.context import Context
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import PluginError
from fondaco.events.subscribers import describe, full_name
from fondaco.jobs.worker_app import WorkerApp

__all__ = ["Cron", "Job", "JobContext", "JobRegistry"]


class Cron(msgspec.Struct, frozen=True, kw_only=True):
    """Times of day in UTC: ``Cron(hour={3}, minute={30})`` is every day at 3:30.

    Attributes:
        hour: 0 to 23; None for every hour.
        minute: 0 to 59.
        weekday: 0 (Monday) to 6; None for every day.
    """

    hour: frozenset[int] | set[int] | None = None
    minute: frozenset[int] | set[int] = frozenset({0})
    weekday: frozenset[int] | set[int] | None = None

    def __post_init__(self) -> None:
        for name, values, limit in (("hour", self.hour, 24), ("minute", self.minute, 60), ("weekday", self.weekday, 7)):
            if values is not None and not (values and all(0 <= value < limit for value in values)):
                raise ValueError(f"Cron: {name} has to be numbers from 0 to {limit - 1}, not {values!r}")


class JobContext(msgspec.Struct, frozen=True, kw_only=True):
    """What a job works with.

    Attributes:
        context: The system acts. Channel, locale and request id are those of whoever enqueued the job; a scheduled job
            has the default channel.
        attempt: From 1.
    """

    app: WorkerApp
    context: Context
    attempt: int = 1

    def unit_of_work(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Opens a transaction; a job may do so any number of times."""
        return self.app.unit_of_work(self.context)


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """Work in the background: enqueued by name with ``uow.enqueue("checkout.send_receipt", payload)``, or scheduled.

    A job manages its own transactions and is run at least once: a worker that dies leaves the next one to begin again.
    So make it idempotent. A job is retried with back-off like a subscriber, and ends in the same dead letters. A
    scheduled run that fails is logged only, since the next one comes anyway; runs of a schedule are never made twice,
    however many workers there are, but a long one may overlap the next.

    Attributes:
        run: Async, called with a `JobContext`, and the payload if there is a payload type.
        name: Default: the function's name. It is called by ``<plugin>.<name>``.
        payload_type: What to decode the payload into: anything msgspec can decode from JSON. None for no payload.
        timeout_seconds: A run that takes longer is cancelled and has failed; default ``jobs.timeout_seconds``.
        max_attempts: Runs that may begin before the job is dead; default ``jobs.max_tries``.
        every_seconds: Schedule: at the multiples of so many seconds since 1970.
        cron: Schedule: at times of day.
    """

    run: Callable[..., Awaitable[None]]
    name: str = ""
    payload_type: Any = None
    timeout_seconds: float | None = None
    max_attempts: int | None = None
    every_seconds: int | None = None
    cron: Cron | None = None

    @property
    def scheduled(self) -> bool:
        """Whether it runs by itself."""
        return self.every_seconds is not None or self.cron is not None


class JobRegistry:
    """The jobs of one deployment by full name.

    Args:
        collected: Plugin names with what their `register_jobs` returned.

    Raises:
        PluginError: Naming the plugin: two jobs of one name, no name, or an impossible schedule or limit.
    """

    def __init__(self, collected: Iterable[tuple[str, Sequence[Job]]]) -> None:
        self._by_name: dict[str, Job] = {}
        for plugin, jobs in collected:
            for job in jobs:
                self._add(plugin, job)

    def _add(self, plugin: str, job: Job) -> None:
        name = full_name(plugin, job.name, job.run, "job")
        if (other := self._by_name.get(name)) is not None:
            raise PluginError(
                f"Two jobs are called {name!r}: {describe(other.run)} and {describe(job.run)}. "
                "Pass name= to one of them."
            )
        problem = None
        if job.every_seconds is not None and job.cron is not None:
            problem = "has both every_seconds and cron; give one of them"
        elif job.every_seconds is not None and job.every_seconds < 1:
            problem = f"runs every {job.every_seconds} seconds; give at least 1"
        elif job.scheduled and job.payload_type is not None:
            problem = "has a schedule and a payload, which nobody could pass; drop one of them"
        elif job.timeout_seconds is not None and job.timeout_seconds <= 0:
            problem = "needs a positive timeout_seconds"
        elif job.max_attempts is not None and job.max_attempts < 1:
            problem = "needs at least one attempt"
        if problem:
            raise PluginError(f"Plugin {plugin!r}: the job {name!r} {problem}.")
        self._by_name[name] = msgspec.structs.replace(job, name=name)

    def get(self, name: str) -> Job | None:
        """Returns the job of that full name, or None."""
        return self._by_name.get(name)

    def __iter__(self) -> Iterator[Job]:
        return iter(self._by_name.values())
