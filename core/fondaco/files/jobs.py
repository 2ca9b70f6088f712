"""What tidies up: uploads that were never finished, and files that nothing uses any more."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import structlog

from fondaco.files import repository
from fondaco.files.spool import sweep_spools
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
    It is even kept for an hour more and looked at again, in case a process that was killed had just written a
    derivative. What killed processes left of uploads, in the storage or on disk, goes when nobody has written to it for
    an hour. Safe to run at any time and in any number of workers at once.
    """
    depot: Depot = job.app.files
    async with job.unit_of_work() as uow:
        now = uow.now
        expired = await repository.doom_expired(now - _LATE, now)
    async with job.unit_of_work() as uow:
        await repository.mark_unused(uow.now)
    unused = 0
    while True:
        async with job.unit_of_work() as uow:
            before = uow.now - timedelta(days=depot.settings.unused_days)
            given_up = await repository.doom_unused(before, _AT_ONCE, uow.now)
        unused += given_up
        if not given_up:
            break
    objects = 0
    last: UUID | None = None
    while doomed := await repository.list_doomed(_AT_ONCE, last):
        for file_id in doomed:
            objects += await depot.storage.delete_below(f"files/{file_id}")
            await depot.storage.delete([upload_key(file_id)])
            async with job.unit_of_work():
                await repository.forget_doomed(file_id, now - _LATE)
        last = doomed[-1]
    oldest = now - _LATE - timedelta(seconds=depot.settings.upload_seconds)
    left = await depot.storage.sweep("uploads", oldest)
    left += await asyncio.to_thread(sweep_spools, now - _LATE)
    if objects or expired or unused or left:
        log.info("files_deleted", objects=objects, unfinished=expired, unused=unused, left_behind=left)


JOBS = (Job(run=clean_files, every_seconds=3600, timeout_seconds=1800),)
