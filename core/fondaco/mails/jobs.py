"""The work of the mail room in the background."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from fondaco import clock
from fondaco.jobs.job import Cron, Job, JobContext
from fondaco.mails import repository
from fondaco.mails.room import MailRoom, QueuedMail
from fondaco.settings import MailSettings

__all__ = ["mail_jobs"]

_BATCH = 1000


def mail_jobs(settings: MailSettings) -> Sequence[Job]:
    """Returns the jobs: ``send_mail`` for each mail, and ``forget_mails`` each night."""

    def room(job: JobContext) -> MailRoom:
        found: MailRoom = job.app.mails
        return found

    async def send_mail(job: JobContext, queued: QueuedMail) -> None:
        """Hands a mail to the mail server."""
        await room(job).deliver(queued.mail_id, job.attempt)

    async def forget_mails(job: JobContext) -> None:
        """Deletes mails that are older than ``mail.keep_days``."""
        before = clock.utc_now() - timedelta(days=settings.keep_days)
        deleted = _BATCH
        while deleted == _BATCH:
            async with job.unit_of_work():
                deleted = await repository.delete_old(before, _BATCH)

    return (
        Job(
            run=send_mail,
            payload_type=QueuedMail,
            max_attempts=settings.max_attempts,
            timeout_seconds=settings.timeout_seconds + 30,
        ),
        Job(run=forget_mails, cron=Cron(hour=frozenset({3}), minute=frozenset({40}))),
    )
