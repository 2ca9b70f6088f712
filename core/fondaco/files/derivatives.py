"""Pictures in other widths and formats: made when they are first asked for, kept beside the original."""

from __future__ import annotations

import asyncio

from fondaco.errors import NotFoundError
from fondaco.files import repository
from fondaco.files.depot import Depot
from fondaco.files.kinds import FileKind
from fondaco.files.pictures import Crop, PictureFormat, derive
from fondaco.files.repository import File
from fondaco.files.storage import MissingObjectError

__all__ = ["derivative"]


async def derivative(depot: Depot, file: File, width: int, format_: PictureFormat, crop: Crop | None = None) -> bytes:
    """Returns a picture in another width and format, cut where that is wanted.

    Whoever asks meanwhile gets what the first one makes.

    Raises:
        NotFoundError: ``DERIVATIVE_NOT_FOUND`` for a width that the deployment does not make, or a file that is no
            picture.
        UnavailableError: ``FILES_BUSY``, ``FILES_UNAVAILABLE``.
    """
    if file.kind is not FileKind.IMAGE or width not in depot.settings.widths:
        raise NotFoundError("There is no such picture in this width.", code="DERIVATIVE_NOT_FOUND")
    cut = "" if crop is None else f"-{crop.shape.name.lower()}-{crop.x}-{crop.y}"
    key = f"files/{file.id}/{width}{cut}.{format_.value}"
    task = depot.making.get(key)
    if task is None:
        task = asyncio.create_task(_found_or_made(depot, file, key, width, format_, crop))
        depot.making[key] = task
        task.add_done_callback(lambda done: _forget(depot, key, done))
    # One who leaves does not take it away from the others.
    return await asyncio.shield(task)


async def _found_or_made(
    depot: Depot, file: File, key: str, width: int, format_: PictureFormat, crop: Crop | None
) -> bytes:
    try:
        return await depot.storage.get(key)
    except MissingObjectError:
        pass
    # The original is read when there is a place, so that those who wait hold none in memory.
    async with depot.workshop.place():
        try:
            original = await depot.storage.get(file.key)
        except MissingObjectError as error:
            raise NotFoundError("There is no such picture.", code="FILE_NOT_FOUND") from error
        made = await depot.workshop.work(derive, original, width, format_, crop)
    await depot.storage.put(key, made, format_.content_type)
    if await repository.find_file(file.id) is None:
        # It was given up meanwhile, and its objects may have been deleted before this one was there.
        await depot.storage.delete([key])
        raise NotFoundError("There is no such picture.", code="FILE_NOT_FOUND")
    return made


def _forget(depot: Depot, key: str, task: asyncio.Task[bytes]) -> None:
    depot.making.pop(key, None)
    if not task.cancelled():
        task.exception()
