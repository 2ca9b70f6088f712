"""Bytes of unknown origin on their way in: on disk, counted, hashed, and cut off as soon as they are too many."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from fondaco.errors import InvalidInputError, LimitExceededError
from fondaco.files.kinds import HEAD_BYTES, FileKind, FileType, recognise, type_of_name
from fondaco.files.storage import delete_old_files
from fondaco.settings import FileSettings

__all__ = ["Spool", "limit_of", "spooled", "sweep_spools", "temporary_file"]

_FLUSH_BYTES = 1_000_000
_PREFIX = "fondaco-spool-"


def temporary_file() -> IO[bytes]:
    """Makes a file that goes when it is closed, and that `sweep_spools` deletes where its process was killed."""
    return tempfile.NamedTemporaryFile(prefix=_PREFIX)


def sweep_spools(before: datetime) -> int:
    """Deletes what processes that were killed left in the folder for temporary files; returns how many files.

    Args:
        before: Files that were written to since are left.
    """
    return delete_old_files(Path(tempfile.gettempdir()), f"{_PREFIX}*", before)


def limit_of(settings: FileSettings, kind: FileKind) -> int:
    """Returns how many bytes a file of a kind may have."""
    return {
        FileKind.IMAGE: settings.max_image_bytes,
        FileKind.VIDEO: settings.max_video_bytes,
        FileKind.MODEL_3D: settings.max_model_bytes,
        FileKind.DOCUMENT: settings.max_document_bytes,
        FileKind.AUDIO: settings.max_audio_bytes,
        FileKind.ARCHIVE: settings.max_archive_bytes,
        FileKind.DATA: settings.max_data_bytes,
    }[kind]


class Spool:
    """A file that is being received. No more than a megabyte of it is ever in memory.

    Attributes:
        path: Of the temporary file.
        bytes: How many there are so far.
    """

    def __init__(
        self,
        file: IO[bytes],
        settings: FileSettings,
        most: int | None,
        claimed: FileType | None = None,
        announced: int = 0,
    ) -> None:
        self.path = Path(file.name)
        self.bytes = 0
        self._file = file
        self._settings = settings
        self._most = most
        self._claimed = claimed
        self._announced = announced
        self._waiting = bytearray()
        self._head = bytearray()
        self._hash = hashlib.sha256()
        self._type: FileType | None = None

    async def write(self, chunk: bytes) -> None:
        """Takes the next bytes.

        Raises:
            InvalidInputError: As `recognise`, as soon as enough is there to know.
            LimitExceededError: ``FILE_TOO_LARGE``, as soon as there is one byte too many of its kind, or as many
                were announced.
        """
        self.bytes += len(chunk)
        if len(self._head) < HEAD_BYTES:
            self._head += chunk[: HEAD_BYTES - len(self._head)]
            if len(self._head) >= HEAD_BYTES:
                self._type = recognise(bytes(self._head), self._claimed)
        self._refuse_too_large()
        self._waiting += chunk
        if len(self._waiting) >= _FLUSH_BYTES:
            await self._flush()

    async def finish(self) -> FileType:
        """Writes what is left, and returns what the file is by its content.

        Raises:
            InvalidInputError: ``FILE_EMPTY``, and as `recognise`.
            LimitExceededError: ``FILE_TOO_LARGE``.
        """
        if not self.bytes:
            raise InvalidInputError("The file is empty.", code="FILE_EMPTY", field=("file",))
        if self._type is None:
            self._type = recognise(bytes(self._head), self._claimed)
            self._refuse_too_large()
        await self._flush()
        return self._type

    @property
    def sha256(self) -> bytes:
        """The hash of what was written, after `finish`."""
        return self._hash.digest()

    def _refuse_too_large(self) -> None:
        limits = [] if self._most is None else [self._most]
        kinds = FileKind if self._type is None else (self._type.kind,)
        limits.append(max(limit_of(self._settings, kind) for kind in kinds))
        if max(self.bytes, self._announced) > min(limits):
            raise LimitExceededError(
                f"The file has more than {min(limits):,} bytes, which is the limit.",
                code="FILE_TOO_LARGE",
                field=("file",),
            )

    async def _flush(self) -> None:
        if self._waiting:
            waiting, self._waiting = bytes(self._waiting), bytearray()
            await asyncio.to_thread(self._write, waiting)

    def _write(self, chunk: bytes) -> None:
        self._hash.update(chunk)
        self._file.write(chunk)
        self._file.flush()


@asynccontextmanager
async def spooled(
    settings: FileSettings,
    *,
    most: int | None = None,
    name: str = "",
    announced: int = 0,
    opened: Callable[[], IO[bytes]] = temporary_file,
) -> AsyncIterator[Spool]:
    """Lends an empty spool, whose file is gone after the block.

    Args:
        most: Bytes that were announced; the limit of the kind holds besides.
        name: The file's; its ending says what a text is meant as.
        announced: How many bytes the client says are coming, at least.
        opened: Makes the temporary file; for tests.
    """
    file = await asyncio.to_thread(opened)
    try:
        yield Spool(file, settings, most, type_of_name(name), announced)
    finally:
        await asyncio.to_thread(file.close)
