"""The scheduled work of logistics."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from fondaco import clock
from fondaco.commerce import Channel
from fondaco.commerce.events import OrderRefunded
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.events.subscribers import Subscriber
from fondaco.jobs import Job, JobContext

from fondaco_logistics.repository.orders import forget_empty, list_overdue
from fondaco_logistics.service.overdue import OVERDUE_AFTER, release_ended
from fondaco_logistics.service.restocking import restock_refunded
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["jobs", "subscribers"]

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


def subscribers(settings: LogisticsSettings, channels: Callable[[], Mapping[str, Channel]]) -> Sequence[Subscriber]:
    """Returns who takes goods in whose money went back.

    Args:
        channels: Of the deployment, once it is known.
    """

    async def take_in_refunded(uow: UnitOfWork, event: OrderRefunded) -> None:
        """Takes in what a refund said goes back into stock, unless it came back already."""
        await restock_refunded(uow, settings, channels(), event)

    return (Subscriber(OrderRefunded, take_in_refunded),)


def jobs(settings: LogisticsSettings) -> Sequence[Job]:
    """Returns the jobs; both run by themselves."""

    async def release_overdue(job: JobContext) -> None:
        """Gives back what is held for orders whose owner says that they came to nothing without telling it."""
        for held in await list_overdue(clock.utc_now() - OVERDUE_AFTER, BATCH):
            async with job.unit_of_work() as uow:
                await release_ended(uow, settings, job.app.channels, held)

    return (Job(run=forget_given_up, every_seconds=3600), Job(run=release_overdue, every_seconds=900))
