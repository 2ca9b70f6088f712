"""Schedules, as arq runs them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from arq.cron import CronJob, next_cron

from fondaco.jobs.job import Job

__all__ = ["ScheduledJob", "next_run", "schedule"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_STARTS = 3


def next_run(job: Job, after: datetime) -> datetime:
    """Returns the first moment after a moment at which a scheduled job is to run; the same on every worker."""
    if job.cron is not None:
        return next_cron(
            after,
            hour=None if job.cron.hour is None else set(job.cron.hour),
            minute=set(job.cron.minute),
            weekday=None if job.cron.weekday is None else set(job.cron.weekday),
            microsecond=0,
        )
    assert job.every_seconds is not None  # noqa: S101 (for the type checker)
    step = timedelta(seconds=job.every_seconds)
    return _EPOCH + ((after - _EPOCH) // step + 1) * step


class ScheduledJob(CronJob):
    """An entry of arq's schedule that computes its times with `next_run`, and skips those that were missed."""

    job: Job

    def calculate_next(self, prev_run: datetime) -> None:
        """Sets the next run, after the previous one and after now."""
        self.next_run = next_run(self.job, max(prev_run, datetime.now(UTC)))


def schedule(job: Job, run: Callable[[dict[Any, Any]], Awaitable[None]], timeout: float, keep: float) -> ScheduledJob:
    """Returns arq's entry for a scheduled job. Each of its times is run once, by one of the workers.

    A run that is cut off by a shutdown is begun again by another worker, at most twice.

    Args:
        run: What arq calls.
        timeout: Seconds until arq gives up.
        keep: Seconds for which a time counts as run, should the clock of another worker be late.
    """
    entry = ScheduledJob(
        name=f"scheduled:{job.name}",
        coroutine=run,  # type: ignore[arg-type]
        month=None,
        day=None,
        weekday=None,
        hour=None,
        minute=None,
        second=0,
        microsecond=0,
        run_at_startup=False,
        unique=True,
        job_id=None,
        timeout_s=timeout,
        keep_result_s=keep,
        keep_result_forever=False,
        max_tries=_MAX_STARTS,
    )
    entry.job = job
    return entry
