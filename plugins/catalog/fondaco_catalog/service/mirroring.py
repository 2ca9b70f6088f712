"""Pictures that products show from elsewhere, fetched into the shop's own storage."""

from __future__ import annotations

from datetime import timedelta

import structlog
from fondaco import clock
from fondaco.commerce.events import ProductUpdated
from fondaco.errors import DomainError, UnavailableError
from fondaco.files import FileKind
from fondaco.files.fetching import Fetcher, fetch_file
from fondaco.jobs import JobContext

from fondaco_catalog.repository import media as repository
from fondaco_catalog.repository.media import DueMedia

__all__ = ["mirror_media"]

log = structlog.get_logger("fondaco.catalog")

_AT_ONCE = 25
_CLAIMED = timedelta(minutes=30)
_SOON = timedelta(minutes=15)
_LATE = timedelta(days=7)


async def mirror_media(job: JobContext, *, fetcher: Fetcher | None = None) -> int:
    """Fetches the next pictures, and shows them from here. Safe in any number of workers at once.

    The address stays known, so that a file which names it again means the same picture. What other servers refuse is
    tried again in a week, and what does not answer in a quarter of an hour; the admin API says why it failed.

    Args:
        fetcher: Other than the deployment's; for tests.

    Returns:
        How many pictures were fetched.
    """
    async with job.unit_of_work() as uow:
        due = await repository.claim_due_media(uow.now, uow.now + _CLAIMED, _AT_ONCE)
    return sum([await _mirror(job, one, fetcher) for one in due])


async def _mirror(job: JobContext, media: DueMedia, fetcher: Fetcher | None) -> bool:
    try:
        file = await fetch_file(
            job.app.unit_of_work, job.context, job.app.files, media.url, kinds=(FileKind.IMAGE,), fetcher=fetcher
        )
    except (DomainError, UnavailableError) as error:
        wait = _SOON if isinstance(error, UnavailableError) else _LATE
        log.warning("media_not_mirrored", media=str(media.id), url=media.url, code=error.code)
        async with job.unit_of_work():
            await repository.note_mirror_error(media.id, error.code, clock.utc_now() + wait)
        return False
    async with job.unit_of_work() as uow:
        shown = await repository.set_mirrored(media, file)
        if shown:
            uow.emit(ProductUpdated(product_id=media.product_id))
            uow.invalidate(f"product:{media.product_id}", "products")
    return shown
