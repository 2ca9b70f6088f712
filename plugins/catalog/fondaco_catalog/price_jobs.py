"""What prices leave to the background."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.jobs import Cron, Job, JobContext

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.service.price_audiences import derive_audiences, forget_audiences
from fondaco_catalog.service.price_changes import ChangeToCarryOn, carry_on
from fondaco_catalog.service.price_lists import ListToRefresh, refresh_price_list
from fondaco_catalog.service.pricing import prune_prices
from fondaco_catalog.settings import CatalogSettings

__all__ = ["price_jobs"]

BATCH = 1000
HOUR = 3600.0


def price_jobs(settings: CatalogSettings) -> Sequence[Job]:
    """Returns the jobs of prices: some run by themselves, the others after a change of a large price list."""

    async def refresh(job: JobContext, given: ListToRefresh) -> None:
        """Derives what follows from a changed or deleted price list for its products."""
        await refresh_price_list(job.app, job.context, given.list_id, Policy(job.app.channels, settings))

    async def prune(job: JobContext) -> None:
        """Deletes prices that have been over for longer than ``price_history_days``."""
        pruned = BATCH
        while pruned >= BATCH:
            async with job.unit_of_work() as uow:
                pruned = await prune_prices(uow, Policy(job.app.channels, settings), limit=BATCH)

    async def price_audiences(job: JobContext) -> None:
        """Derives what buyers in several groups pay, for groups that came together for the first time."""
        await derive_audiences(job)

    async def forget_price_audiences(job: JobContext) -> None:
        """Forgets which groups came together, where nobody in them has come for long."""
        async with job.unit_of_work() as uow:
            await forget_audiences(uow)

    async def change(job: JobContext, given: ChangeToCarryOn) -> None:
        """Carries a bulk change of prices, or its undoing, to its end."""
        await carry_on(job.app, job.context, given.change_id, Policy(job.app.channels, settings))

    return (
        Job(run=change, name="change_prices", payload_type=ChangeToCarryOn, timeout_seconds=HOUR),
        Job(run=refresh, name="refresh_price_list", payload_type=ListToRefresh, timeout_seconds=HOUR),
        Job(run=price_audiences, every_seconds=10, timeout_seconds=HOUR),
        Job(run=forget_price_audiences, cron=Cron(hour={3}, minute={30})),
        Job(run=prune, name="prune_prices", cron=Cron(hour={3}, minute={20})),
    )
