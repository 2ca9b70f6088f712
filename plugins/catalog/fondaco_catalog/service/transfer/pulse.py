"""The sign of life of an import or export: who carries it out shows it, and hears whether it is still wanted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import msgspec
import structlog
from fondaco import clock
from fondaco.errors import UnavailableError

from fondaco_catalog.repository.transfer import transfers
from fondaco_catalog.repository.transfer.transfers import Counts, Transfer

__all__ = ["LEASE", "Progress", "Pulse", "showing_life"]

LEASE = timedelta(seconds=60)
"""Who gave no sign of life for so long is taken for dead."""

BEAT_SECONDS = 2.0

log = structlog.get_logger("fondaco_catalog")


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far something is that is one transaction, in which nobody else can see that."""

    done: int
    total: int
    counts: Counts = msgspec.field(default_factory=Counts)


class Pulse(msgspec.Struct):
    """What was heard.

    Attributes:
        cancelled: Somebody wants it to end.
        lost: Somebody else carries it out now.
    """

    cancelled: bool = False
    lost: bool = False

    @property
    def over(self) -> bool:
        """Whether to stop."""
        return self.cancelled or self.lost


@asynccontextmanager
async def showing_life(
    transfer: Transfer, progress: Callable[[], Progress | None] = lambda: None
) -> AsyncIterator[Pulse]:
    """Shows life every other second while the block runs, on a connection of its own and in short transactions.

    To be entered outside of any transaction.

    Args:
        progress: What is noted each time; None where the block notes it itself.
    """
    pulse, stop = Pulse(), asyncio.Event()

    async def beat() -> None:
        while not (stop.is_set() or pulse.over):
            try:
                await _show(transfer, progress(), pulse)
            except UnavailableError as error:
                log.warning("transfer_shows_no_life", transfer=str(transfer.id), error=error.message)
            try:
                async with asyncio.timeout(BEAT_SECONDS):
                    await stop.wait()
            except TimeoutError:
                continue

    task = asyncio.create_task(beat())
    try:
        yield pulse
    finally:
        stop.set()
        await task


async def _show(transfer: Transfer, progress: Progress | None, pulse: Pulse) -> None:
    seen = {} if progress is None else {"done": progress.done, "total": progress.total, "counts": progress.counts}
    cancel = await transfers.show_life(transfer, clock.utc_now(), **seen)  # type: ignore[arg-type]
    pulse.lost, pulse.cancelled = cancel is None, bool(cancel)
