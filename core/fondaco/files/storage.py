"""Where bytes are kept: a local folder or an S3-compatible store, behind one interface.

Keys are made by this room out of ids, never out of what a client said. Nothing is ever visible by halves: a local file
is written into the folder ``staging`` and moved to its place, and S3 shows an object when all of it is there. What a
process that was killed leaves behind lies in that folder, where `Storage.sweep` finds it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import secrets
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import obstore
import structlog
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, S3Store

from fondaco.errors import SettingsError, UnavailableError
from fondaco.settings import FileSettings

__all__ = ["MissingObjectError", "Storage", "delete_old_files"]

log = structlog.get_logger("fondaco.files")

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*(\.[a-z0-9]{1,8})?")
_CHUNK = 256 * 1024
_STAGING = "staging"


class MissingObjectError(LookupError):
    """There is nothing under a key."""


class Storage:
    """Keeps bytes under keys. Connects when it is first used.

    Args:
        folder: Of local storage; made when it is first used.
    """

    def __init__(self, settings: FileSettings, folder: Path) -> None:
        self._settings = settings
        self._folder = folder
        self._opened: LocalStore | S3Store | None = None

    @property
    def where(self) -> str:
        """The place, for people: a folder or a bucket."""
        if self._settings.storage == "local":
            return str(self._folder)
        return f"s3://{'/'.join(part for part in (self._settings.s3_bucket, self._settings.s3_prefix) if part)}"

    def _store(self) -> LocalStore | S3Store:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> LocalStore | S3Store:
        chosen = self._settings
        if chosen.storage == "local":
            return LocalStore(self._folder, mkdir=True, automatic_cleanup=True)
        if not chosen.s3_bucket:
            raise SettingsError("files.s3_bucket: storage is s3, so name the bucket")
        config: dict[str, Any] = {
            "region": chosen.s3_region,
            "endpoint": chosen.s3_endpoint,
            "access_key_id": chosen.s3_access_key_id,
            "secret_access_key": chosen.s3_secret_access_key,
        }
        return S3Store(
            chosen.s3_bucket,
            prefix=chosen.s3_prefix or None,
            config={name: value for name, value in config.items() if value},  # type: ignore[arg-type]
            client_options={
                "allow_http": chosen.s3_endpoint.startswith("http://"),
                "connect_timeout": timedelta(seconds=5),
                "timeout": timedelta(seconds=60),
            },
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=20)},
        )

    async def put(self, key: str, source: Path | bytes, content_type: str) -> None:
        """Writes an object, all of it or nothing; what was under the key is replaced.

        Args:
            source: A file, which is read in pieces, or bytes.
            content_type: What S3 is told it is.

        Raises:
            UnavailableError: ``FILES_UNAVAILABLE``.
        """
        path = _checked(key)
        with _translated("put", key):
            store = self._store()
            if isinstance(store, LocalStore):
                await _put_in_folder(store, path, source)
            else:
                attributes: Any = {"Content-Type": content_type}
                await obstore.put_async(store, path, source, attributes=attributes)

    async def get(self, key: str) -> bytes:
        """Returns all of an object.

        Raises:
            MissingObjectError: There is none.
            UnavailableError: ``FILES_UNAVAILABLE``.
        """
        path = _checked(key)
        with _translated("get", key):
            found = await obstore.get_async(self._store(), path)
            return bytes(await found.bytes_async())

    async def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """Returns an object's bytes in pieces; it is there when this returns.

        Args:
            start: The first byte.
            end: One behind the last byte; None for all.

        Raises:
            MissingObjectError: There is none.
            UnavailableError: ``FILES_UNAVAILABLE``; also between two pieces.
        """
        path = _checked(key)
        options: Any = None
        if end is not None:
            options = {"range": (start, end)}
        elif start:
            options = {"range": {"offset": start}}
        with _translated("stream", key):
            found = await obstore.get_async(self._store(), path, options=options)

        async def pieces() -> AsyncIterator[bytes]:
            with _translated("stream", key):
                async for piece in found.stream(min_chunk_size=_CHUNK):
                    yield bytes(piece)

        return pieces()

    async def size(self, key: str) -> int | None:
        """Returns how many bytes an object has, or None if there is none."""
        path = _checked(key)
        try:
            with _translated("size", key):
                found = await obstore.head_async(self._store(), path)
        except MissingObjectError:
            return None
        return int(found["size"])

    async def exists(self, key: str) -> bool:
        """Says whether there is an object."""
        return await self.size(key) is not None

    async def delete(self, keys: Iterable[str]) -> None:
        """Deletes objects; those that are not there do no harm."""
        paths = [_checked(key) for key in keys]
        for path in paths:
            with contextlib.suppress(MissingObjectError), _translated("delete", path):
                await obstore.delete_async(self._store(), path)

    async def delete_below(self, prefix: str) -> int:
        """Deletes every object whose key begins with a prefix and a slash; returns how many there were."""
        path = _checked(prefix)
        found: list[str] = []
        with _translated("list", prefix):
            async for entries in obstore.list(self._store(), prefix=path):
                found.extend(entry["path"] for entry in entries)
        for name in found:
            with contextlib.suppress(MissingObjectError), _translated("delete", name):
                await obstore.delete_async(self._store(), name)
        return len(found)

    async def sweep(self, prefix: str, before: datetime) -> int:
        """Deletes objects below a prefix that nobody has written since a moment, and what killed processes left behind.

        Args:
            prefix: Of keys that are there for a while only.

        Returns:
            How many there were.
        """
        path = _checked(prefix)
        found: list[str] = []
        with _translated("list", prefix):
            async for entries in obstore.list(self._store(), prefix=path):
                found.extend(entry["path"] for entry in entries if entry["last_modified"] < before)
        await self.delete(found)
        if self._settings.storage == "local":
            staging = self._folder / _STAGING
            return len(found) + await asyncio.to_thread(delete_old_files, staging, "*", before)
        return len(found)

    async def presigned(self, method: Literal["GET", "PUT"], key: str, seconds: int) -> str | None:
        """Returns an address at which a client reaches an object itself for a while; None for local storage."""
        path = _checked(key)
        with _translated("sign", key):
            store = self._store()
            if isinstance(store, LocalStore):
                return None
            return await obstore.sign_async(store, method, path, timedelta(seconds=seconds))

    async def check(self) -> None:
        """Writes, reads and deletes a small object; what ``fondaco doctor`` does.

        Raises:
            UnavailableError: ``FILES_UNAVAILABLE``, saying what is wrong.
        """
        key = f"checks/{secrets.token_hex(8)}"
        if self._settings.storage == "local":
            await asyncio.to_thread(_refuse_unwritable, self._folder)
        await self.put(key, b"fondaco", "text/plain")
        try:
            if await self.get(key) != b"fondaco":
                raise UnavailableError(
                    f"{self.where} gives back other bytes than it was given.", code="FILES_UNAVAILABLE"
                )
        finally:
            await self.delete([key])


async def _put_in_folder(store: LocalStore, path: str, source: Path | bytes) -> None:
    staged = f"{_STAGING}/{secrets.token_hex(16)}"
    try:
        await obstore.put_async(store, staged, source)
        await obstore.rename_async(store, staged, path)
    except BaseException:
        with contextlib.suppress(NotFoundError, FileNotFoundError):
            await obstore.delete_async(store, staged)
        raise


def delete_old_files(folder: Path, pattern: str, before: datetime) -> int:
    """Deletes files directly in a folder that nobody has written to since a moment; returns how many.

    Those of other users, and those that another process deletes meanwhile, are passed over.
    """
    deleted = 0
    for path in folder.glob(pattern):
        with contextlib.suppress(FileNotFoundError, PermissionError, IsADirectoryError):
            if path.lstat().st_mtime < before.timestamp():
                path.unlink()
                deleted += 1
    return deleted


def _refuse_unwritable(folder: Path) -> None:
    existing = folder
    while not existing.exists():
        existing = existing.parent
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        raise UnavailableError(f"{existing} is no folder that can be written to.", code="FILES_UNAVAILABLE")


def _checked(key: str) -> str:
    if _KEY.fullmatch(key) is None:
        raise ValueError(f"{key!r} is no key of the file storage")
    return key


@contextlib.contextmanager
def _translated(what: str, key: str) -> Iterator[None]:
    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise MissingObjectError(key) from error
    except (BaseError, OSError, ValueError) as error:
        log.warning("file_storage_failed", doing=what, key=key, error=f"{type(error).__name__}: {error}"[:500])
        raise UnavailableError("The file storage does not answer. Try again.", code="FILES_UNAVAILABLE") from error
