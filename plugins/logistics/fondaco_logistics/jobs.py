"""The scheduled work of logistics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from fondaco import clock
from fondaco.jobs import Job, JobContext

from fondaco_logistics.repository.orders import forget_empty, list_overdue
from fondaco_logistics.service.overdue import OVERDUE_AFTER, release_ended
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["jobs"]

BATCH = 1000
KEPT_FOR = timedelta(days=1)


async def forget_given_up(job: JobContext) -> None:
    """Removes what is known of orders that were given up a day ago and hold nothing; the ledger keeps what moved.

    Nothing is given back here: an order says itself that it came to nothing, in the transaction in which it does.
    """
    removed = BATCH
    while removed == BATCH:
        async with job.unit_of_work():
            removed = await forget_empty(clock.utc_now() - KEPT_FOR, BATCH)


def jobs(settings: LogisticsSettings) -> Sequence[Job]:
    """Returns the jobs; both run by themselves."""

    async def release_overdue(job: JobContext) -> None:
        """Gives back what is held for orders whose owner says that they came to nothing without telling it."""
        for held in await list_overdue(clock.utc_now() - OVERDUE_AFTER, BATCH):
            async with job.unit_of_work() as uow:
                await release_ended(uow, settings, job.app.channels, held)

    return (Job(run=forget_given_up, every_seconds=3600), Job(run=release_overdue, every_seconds=900))
