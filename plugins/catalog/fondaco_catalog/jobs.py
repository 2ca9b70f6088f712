"""Work that the catalogue does by itself."""

from __future__ import annotations

from fondaco.jobs import Job, JobContext

from fondaco_catalog.service.listings import announce_passed

__all__ = ["JOBS"]


async def announce_publications(context: JobContext) -> None:
    """Emits the events of publications that began or ended at a scheduled moment."""
    more = True
    while more:
        async with context.unit_of_work() as uow:
            more = await announce_passed(uow)


JOBS = (Job(run=announce_publications, every_seconds=60),)
