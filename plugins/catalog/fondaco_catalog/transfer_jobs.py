"""Imports and exports in the background."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.jobs import Cron, Job, JobContext

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.service.transfer import carrying
from fondaco_catalog.settings import CatalogSettings

__all__ = ["transfer_jobs"]

LONGEST = 6 * 3600.0


def transfer_jobs(settings: CatalogSettings) -> Sequence[Job]:
    """Returns the jobs of imports and exports.

    They are enqueued when one is asked for; the schedule is what goes on with one whose worker died.
    """

    async def import_products(job: JobContext) -> None:
        """Carries out the imports that wait, one at a time in all workers together."""
        await carrying.carry_out_imports(job, Policy(job.app.channels, settings))

    async def export_products(job: JobContext) -> None:
        """Carries out the exports that wait, one at a time in all workers together."""
        await carrying.carry_out_exports(job, Policy(job.app.channels, settings))

    async def clean_transfers(job: JobContext) -> None:
        """Lets go of exported files whose time is over, and forgets imports and exports of long ago."""
        await carrying.clean_transfers(job, Policy(job.app.channels, settings))

    return (
        Job(run=import_products, every_seconds=20, timeout_seconds=LONGEST),
        Job(run=export_products, every_seconds=20, timeout_seconds=LONGEST),
        Job(run=clean_transfers, cron=Cron(minute={25})),
    )
