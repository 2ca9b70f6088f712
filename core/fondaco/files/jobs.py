"""What tidies up: uploads that were never finished, and files that nothing uses any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from fondaco.files import repository
from fondaco.files.uploads import upload_key
from fondaco.jobs import Job, JobContext

if TYPE_CHECKING:
    from fondaco.files.depot import Depot

__all__ = ["JOBS", "clean_files"]

log = structlog.get_logger("fondaco.files")

_AT_ONCE = 1000
_LATE = timedelta(hours=1)
"""How long an upload may go on that began before its address expired."""


async def clean_files(job: JobContext) -> None:
    """Deletes uploads that were not finished in time, and files that nothing has referred to for ``files.unused_days``.

    A file is referred to by foreign keys onto ``system.file``, of any table. Its row goes first, so that nothing can
    refer to it any more; its id is kept until its bytes are gone, so whatever is interrupted is done by the next run.
    Safe to run at any time and in any number of workers at once.
    """
    depot: Depot = job.app.files
    async with job.unit_of_work() as uow:
        expired = await repository.doom_expired(uow.now - _LATE)
    async with job.unit_of_work() as uow:
        await repository.mark_unused(uow.now)
    unused = 0
    while True:
        async with job.unit_of_work() as uow:
            given_up = await repository.doom_unused(uow.now - timedelta(days=depot.settings.unused_days), _AT_ONCE)
        unused += given_up
        if not given_up:
            break
    deleted = 0
    while doomed := await repository.list_doomed(_AT_ONCE):
        for file_id in doomed:
            await depot.storage.delete_below(f"files/{file_id}")
            await depot.storage.delete([upload_key(file_id)])
            async with job.unit_of_work():
                await repository.delete_doomed(file_id)
        deleted += len(doomed)
    if deleted:
        log.info("files_deleted", deleted=deleted, unfinished=expired, unused=unused)


JOBS = (Job(run=clean_files, every_seconds=3600, timeout_seconds=1800),)
