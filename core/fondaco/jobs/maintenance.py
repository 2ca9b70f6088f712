"""The core's own jobs: partitions are made ahead of time, and what is old goes."""

from __future__ import annotations

from datetime import timedelta

import structlog

from fondaco import clock
from fondaco.db.engine import execute
from fondaco.events.partitions import drop_expired, ensure_partitions
from fondaco.jobs.job import Cron, Job, JobContext

__all__ = ["IDEMPOTENCY_DAYS", "JOBS", "maintain_partitions"]

IDEMPOTENCY_DAYS = 7
_BATCH = 10_000

log = structlog.get_logger("fondaco.jobs")


async def maintain_partitions(job: JobContext) -> None:
    """Makes the partitions of the coming months, drops finished ones, and forgets old idempotency keys.

    Safe to run at any time and in any number of workers at once.
    """
    # Separate transactions: whatever keeps the old from being dropped must not keep the new from being made.
    async with job.unit_of_work() as uow:
        await ensure_partitions(uow.now)
    async with job.unit_of_work() as uow:
        # Dropping waits for whoever uses the table, and everybody else waits behind it: better to try again tomorrow.
        await execute("SET LOCAL lock_timeout = '2s'")
        await drop_expired(uow.now - timedelta(days=job.app.settings.events.retention_days))
    before = clock.utc_now() - timedelta(days=IDEMPOTENCY_DAYS)
    forgotten = 0
    while rows := await execute(
        "DELETE FROM system.idempotency WHERE (principal, key) IN "
        "(SELECT principal, key FROM system.idempotency WHERE created_at < $1 LIMIT $2)",
        before,
        _BATCH,
    ):
        forgotten += rows
    if forgotten:
        log.info("idempotency_keys_forgotten", count=forgotten)


JOBS = (Job(run=maintain_partitions, cron=Cron(hour={2}, minute={17})),)
"""What the core's own plugin, ``system``, registers."""
