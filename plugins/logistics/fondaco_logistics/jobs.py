"""The scheduled work of logistics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from fondaco import clock
from fondaco.jobs import Job, JobContext

from fondaco_logistics.repository.orders import forget_empty

__all__ = ["jobs"]

BATCH = 1000
KEPT_FOR = timedelta(days=1)


async def forget_given_up(job: JobContext) -> None:
    """Removes what is known of orders that were given up a day ago and hold nothing; the ledger keeps what moved.

    Stock is never given back here: an order says itself that it came to nothing, in the transaction in which it does.
    """
    removed = BATCH
    while removed == BATCH:
        async with job.unit_of_work():
            removed = await forget_empty(clock.utc_now() - KEPT_FOR, BATCH)


def jobs() -> Sequence[Job]:
    """Returns the jobs."""
    return (Job(run=forget_given_up, every_seconds=3600),)
