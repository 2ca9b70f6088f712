"""Work that the catalogue does by itself."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.jobs import Job, JobContext

from fondaco_catalog.service.listings import announce_passed
from fondaco_catalog.service.mirroring import mirror_media as fetch_pictures
from fondaco_catalog.settings import CatalogSettings

__all__ = ["catalog_jobs"]


async def announce_publications(context: JobContext) -> None:
    """Emits the events of publications that began or ended at a scheduled moment."""
    more = True
    while more:
        async with context.unit_of_work() as uow:
            more = await announce_passed(uow)


def catalog_jobs(settings: CatalogSettings) -> Sequence[Job]:
    """Returns the jobs of a deployment."""

    async def mirror_media(context: JobContext) -> None:
        """Fetches pictures that products show from elsewhere, where the settings say so."""
        if settings.mirror_media:
            await fetch_pictures(context)

    return (
        Job(run=announce_publications, every_seconds=60),
        Job(run=mirror_media, every_seconds=60, timeout_seconds=900),
    )
