"""The file room of one application: its storage, its workshop, its limits, and who signs its addresses."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from fondaco import clock
from fondaco.db.engine import current
from fondaco.errors import UnavailableError
from fondaco.files import repository
from fondaco.files.addresses import Signer
from fondaco.files.repository import File
from fondaco.files.storage import Storage
from fondaco.files.workshop import Workshop
from fondaco.settings import Settings

__all__ = ["Depot"]

_SECRET = "file addresses"  # noqa: S105 (its name)


class Depot:
    """What everything in this room works with; `App.files`.

    Attributes:
        settings: ``[files]``.
        making: Derivatives that are being made in this process, by key.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings.files
        folder = Path(self.settings.folder) if self.settings.folder else Path(settings.data_dir) / "files"
        self.storage = Storage(self.settings, folder)
        self.workshop = Workshop(self.settings.images_at_once, self.settings.images_waiting)
        self.making: dict[str, asyncio.Task[bytes]] = {}
        self._incoming = 0
        self._signers: dict[str, Signer] = {}

    @contextmanager
    def receiving(self) -> Iterator[None]:
        """Counts an upload for as long as it comes in: each takes room on the disk, however slow it is.

        Raises:
            UnavailableError: ``FILES_BUSY`` if ``files.uploads_at_once`` come in already.
        """
        if self._incoming >= self.settings.uploads_at_once:
            raise UnavailableError("Too many files are being uploaded. Try again soon.", code="FILES_BUSY")
        self._incoming += 1
        try:
            yield
        finally:
            self._incoming -= 1

    async def signer(self) -> Signer:
        """Returns who signs addresses; all nodes on one database use one key, made by the first of them."""
        url = current().url
        if url not in self._signers:
            self._signers[url] = Signer(await repository.get_secret(_SECRET, secrets.token_bytes(32)))
        return self._signers[url]

    async def address_of(self, file: File, *, seconds: int | None = None) -> str:
        """Returns the path at which anybody who has it reads a file; a private one for a while.

        Args:
            seconds: How long the path of a private file holds; default ``files.download_seconds``.
        """
        if not file.private:
            return file.path
        holds = timedelta(seconds=self.settings.download_seconds if seconds is None else seconds)
        return (await self.signer()).signed("GET", file.path, clock.utc_now() + holds)
