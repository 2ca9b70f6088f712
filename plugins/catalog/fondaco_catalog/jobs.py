"""The catalogue's jobs."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.jobs import Job, JobContext

from fondaco_catalog.service.mirroring import mirror_media as fetch_pictures
from fondaco_catalog.settings import CatalogSettings

__all__ = ["media_jobs"]


def media_jobs(settings: CatalogSettings) -> Sequence[Job]:
    """Returns the job that fetches pictures from elsewhere; it does nothing where the settings do not ask for it."""

    async def mirror_media(job: JobContext) -> None:
        """Fetches pictures that products show from elsewhere into the shop's own storage."""
        if settings.mirror_media:
            await fetch_pictures(job)

    return (Job(run=mirror_media, every_seconds=60, timeout_seconds=900),)
