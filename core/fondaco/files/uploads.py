"""Receiving files: through the shop in one request, or straight into the storage with a signed address."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec

from fondaco import clock
from fondaco.context import Context
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import InvalidInputError, LimitExceededError, NotFoundError
from fondaco.files import repository
from fondaco.files.addresses import upload_path
from fondaco.files.depot import Depot
from fondaco.files.kinds import FileKind, FileType, type_of_name
from fondaco.files.repository import File, NewFile, PendingFile
from fondaco.files.spool import Spool, limit_of, spooled, temporary_file
from fondaco.files.storage import MissingObjectError
from fondaco.files.verification import refuse_mismatch, verified
from fondaco.ids import new_id

__all__ = [
    "OpenUnitOfWork",
    "UploadTicket",
    "begin_upload",
    "clean_name",
    "complete_upload",
    "keep_spooled",
    "receive_file",
    "upload_key",
    "write_upload",
]

OpenUnitOfWork = Callable[[Context], AbstractAsyncContextManager[UnitOfWork]]

_LONGEST_NAME = 200
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')


class UploadTicket(msgspec.Struct, frozen=True):
    """Where the bytes of an announced file go.

    Attributes:
        url: Begins with a slash where it is one of this server.
        method: ``PUT``.
        expires_at: Until when.
    """

    id: UUID
    url: str
    method: str
    expires_at: datetime


def clean_name(name: str) -> str:
    """Returns a file's name without folders, control characters and what no file system takes; at most 200 characters.

    It is shown and offered for saving; no path is ever made of it.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    printable = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    cleaned = _NOT_IN_NAMES.sub("", printable).strip(" .")
    return cleaned[-_LONGEST_NAME:] or "file"


async def begin_upload(
    uow: UnitOfWork, depot: Depot, *, name: str, content_type: str, size: int, private: bool = False
) -> UploadTicket:
    """Announces a file, and returns where its bytes are to be sent within ``files.upload_seconds``.

    Args:
        name: With an ending that says its type.
        content_type: May be empty.
        size: How many bytes it has; more are refused.
        private: Whether only signed addresses show it; of data they always do.

    Raises:
        InvalidInputError: ``FILE_TYPE_UNSUPPORTED``, ``SVG_NOT_ALLOWED``, ``FILE_TYPE_MISMATCH``, ``FILE_EMPTY``.
        LimitExceededError: ``FILE_TOO_LARGE``.
    """
    name = clean_name(name)
    type_ = _announced(name)
    refuse_mismatch(type_, name, content_type)
    _refuse_size(size, limit_of(depot.settings, type_.kind))
    private = private or type_.kind is FileKind.DATA
    pending = await _add_pending(uow, depot, name, content_type, size, private=private)
    url = await depot.storage.presigned("PUT", upload_key(pending.id), depot.settings.upload_seconds)
    if url is None:
        url = (await depot.signer()).signed("PUT", upload_path(pending.id), pending.expires_at)
    return UploadTicket(pending.id, url, "PUT", pending.expires_at)


def _announced(name: str) -> FileType:
    found = type_of_name(name)
    if found is None:
        svg = name.lower().endswith((".svg", ".svgz"))
        raise InvalidInputError(
            "SVG files can hold scripts, so they are not accepted. Save the picture as PNG or WebP."
            if svg
            else "The name of the file has to end in that of an accepted type, such as .jpg, .mp4, .pdf, .zip or .csv.",
            code="SVG_NOT_ALLOWED" if svg else "FILE_TYPE_UNSUPPORTED",
            field=("name",),
        )
    return found


def _refuse_size(size: int, most: int) -> None:
    if size < 1:
        raise InvalidInputError("The file is empty.", code="FILE_EMPTY", field=("bytes",))
    if size > most:
        raise LimitExceededError(
            f"The file has {size:,} bytes; at most {most:,} are accepted.", code="FILE_TOO_LARGE", field=("bytes",)
        )


async def _add_pending(
    uow: UnitOfWork, depot: Depot, name: str, content_type: str, most: int, *, private: bool
) -> PendingFile:
    expires = uow.now + timedelta(seconds=depot.settings.upload_seconds)
    pending = PendingFile(new_id(), name, content_type[:200], most, private, expires)
    await repository.add_pending(pending, uow.context.principal.id, uow.now)
    return pending


def upload_key(file_id: UUID) -> str:
    """Returns where the bytes of an upload are until they have been verified."""
    return f"uploads/{file_id}"


async def write_upload(depot: Depot, file_id: UUID, chunks: AsyncIterator[bytes], *, announced: int = 0) -> None:
    """Takes the bytes of an announced file into local storage; a second time they replace the first.

    Args:
        announced: How many bytes the client says are coming.

    Raises:
        NotFoundError: ``UPLOAD_NOT_FOUND``; also when it was completed, or is too old.
        InvalidInputError: ``FILE_EMPTY``, ``FILE_TYPE_UNSUPPORTED``, ``SVG_NOT_ALLOWED``.
        LimitExceededError: ``FILE_TOO_LARGE``, as soon as there is one byte too many, or too many were announced.
    """
    pending = await _get_pending(file_id)
    async with spooled(depot.settings, most=pending.max_bytes, name=pending.name, announced=announced) as spool:
        async for chunk in chunks:
            await spool.write(chunk)
        await spool.finish()
        await depot.storage.put(upload_key(file_id), spool.path, "application/octet-stream")


async def _get_pending(file_id: UUID) -> PendingFile:
    pending = await repository.find_pending(file_id)
    if pending is None or pending.expires_at <= clock.utc_now():
        raise NotFoundError("There is no such upload, or its time is over. Begin a new one.", code="UPLOAD_NOT_FOUND")
    return pending


async def complete_upload(open_uow: OpenUnitOfWork, context: Context, depot: Depot, file_id: UUID) -> File:
    """Verifies the bytes that were sent, and makes the file usable. Idempotent: completed again it is just returned.

    What is refused is deleted; other bytes may be sent to the same address, as long as it holds.

    Raises:
        NotFoundError: ``UPLOAD_NOT_FOUND``, or ``UPLOAD_MISSING`` if no bytes were sent.
        InvalidInputError, LimitExceededError: As `receive_file`.
    """
    if (ready := await repository.find_file(file_id)) is not None:
        return ready
    try:
        return await _complete(open_uow, context, depot, file_id)
    except NotFoundError:
        if (ready := await repository.find_file(file_id)) is None:
            raise
        return ready  # completed by another request meanwhile


async def _complete(open_uow: OpenUnitOfWork, context: Context, depot: Depot, file_id: UUID) -> File:
    pending = await _get_pending(file_id)
    key = upload_key(file_id)
    size = await depot.storage.size(key)
    if size is None:
        raise NotFoundError("No bytes have been sent yet. Send them first.", code="UPLOAD_MISSING", field=("id",))
    try:
        _refuse_size(size, pending.max_bytes)
        async with spooled(depot.settings, most=pending.max_bytes, name=pending.name) as spool:
            async for chunk in await depot.storage.stream(key):
                await spool.write(chunk)
            file = await _keep(open_uow, context, depot, pending, spool)
    except MissingObjectError as error:
        raise NotFoundError("No bytes have been sent yet.", code="UPLOAD_MISSING", field=("id",)) from error
    except (InvalidInputError, LimitExceededError):
        await depot.storage.delete([key])
        raise
    await depot.storage.delete([key])
    return file


async def receive_file(
    open_uow: OpenUnitOfWork,
    context: Context,
    depot: Depot,
    *,
    name: str,
    content_type: str,
    chunks: AsyncIterator[bytes],
    private: bool = False,
    announced: int = 0,
) -> File:
    """Receives a file, verifies it and makes it usable.

    Args:
        name: As its owner calls it; an ending has to fit the content.
        content_type: As declared, or empty.
        announced: How many bytes the client says are coming, at least.

    Raises:
        InvalidInputError: ``FILE_EMPTY``, ``FILE_TYPE_UNSUPPORTED``, ``SVG_NOT_ALLOWED``, ``FILE_TYPE_MISMATCH``,
            ``FILE_DAMAGED``, ``FILE_POLYGLOT``, ``MODEL_NOT_SELF_CONTAINED``.
        LimitExceededError: ``FILE_TOO_LARGE``, as soon as there is one byte too many, or too many were announced;
            ``IMAGE_TOO_MANY_PIXELS``, ``IMAGE_TOO_MANY_FRAMES``.
        UnavailableError: ``FILES_UNAVAILABLE``, ``FILES_BUSY``.
    """
    async with spooled(depot.settings, name=clean_name(name), announced=announced) as spool:
        async for chunk in chunks:
            await spool.write(chunk)
        return await keep_spooled(
            open_uow, context, depot, spool, name=name, content_type=content_type, private=private
        )


async def keep_spooled(
    open_uow: OpenUnitOfWork,
    context: Context,
    depot: Depot,
    spool: Spool,
    *,
    name: str,
    content_type: str = "",
    private: bool = False,
) -> File:
    """Verifies what was written into a spool and makes it usable.

    Raises:
        InvalidInputError, LimitExceededError, UnavailableError: As `receive_file`.
    """
    name = clean_name(name)
    type_ = await spool.finish()
    refuse_mismatch(type_, name, content_type)
    private = private or type_.kind is FileKind.DATA
    # Noted before its bytes are kept, so that none are ever in the storage that no row knows of.
    async with open_uow(context) as uow:
        pending = await _add_pending(uow, depot, name, content_type, spool.bytes, private=private)
    return await _keep(open_uow, context, depot, pending, spool)


async def _keep(open_uow: OpenUnitOfWork, context: Context, depot: Depot, pending: PendingFile, spool: Spool) -> File:
    type_ = await spool.finish()
    refuse_mismatch(type_, pending.name, pending.content_type)
    with temporary_file() as rewritten:
        found = await depot.workshop.run(
            verified,
            spool.path,
            type_,
            Path(rewritten.name),
            max_pixels=depot.settings.max_image_pixels,
            max_frames=depot.settings.max_image_frames,
        )
        sha256, bytes_ = await depot.workshop.run(_hash_of, found.path)
        width, height = found.size or (None, None)
        file = NewFile(
            kind=type_.kind,
            content_type=type_.content_type,
            # By content, so that two who complete one upload with different bytes cannot mix them up.
            key=f"files/{pending.id}/{sha256.hex()[:32]}.{type_.extension}",
            size=bytes_,
            width=width,
            height=height,
            colour=found.colour,
            sha256=sha256,
        )
        await depot.storage.put(file.key, found.path, file.content_type)
    async with open_uow(context):
        await repository.make_ready(pending.id, file)
    ready = await repository.find_file(pending.id)
    if ready is None or ready.key != file.key:
        # It expired, or was completed by another with other bytes.
        await depot.storage.delete([file.key])
    if ready is None:
        raise NotFoundError("The upload took too long. Begin a new one.", code="UPLOAD_NOT_FOUND")
    return ready


def _hash_of(path: Path) -> tuple[bytes, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest(), path.stat().st_size
