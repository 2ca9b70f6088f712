"""How late the event loop is while pictures are verified and made, and how much memory that takes."""

from __future__ import annotations

import asyncio
import io
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import msgspec
from fondaco.files.kinds import HEAD_BYTES, recognise
from fondaco.files.pictures import PictureFormat, derive
from fondaco.files.verification import verified
from fondaco.files.workshop import Workshop
from fondaco.settings import FileSettings
from PIL import Image

__all__ = ["MediaFigures", "as_text", "measure_media"]

_BEAT = 0.001


class MediaFigures(msgspec.Struct, frozen=True):
    """Of one kind of work.

    Attributes:
        p50_ms: How much later than due the event loop did something.
        p99_ms: The same.
        max_ms: The same.
        seconds: How long the work took.
        peak_mb: The most memory that the process has had so far.
    """

    p50_ms: float
    p99_ms: float
    max_ms: float
    seconds: float
    peak_mb: int


def _picture(format_: str, size: tuple[int, int]) -> bytes:
    written = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(written, format_)
    return written.getvalue()


def _peak_mb() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1_000_000 if sys.platform == "darwin" else 1000)


async def _lateness(work: Callable[[], Awaitable[object]]) -> MediaFigures:
    late: list[float] = []
    busy = True

    async def beat() -> None:
        while busy:
            due = time.perf_counter() + _BEAT
            await asyncio.sleep(_BEAT)
            late.append((time.perf_counter() - due) * 1000)

    beating = asyncio.create_task(beat())
    start = time.perf_counter()
    await work()
    seconds = time.perf_counter() - start
    busy = False
    await beating
    late.sort()
    p50, p99, most = (round(late[min(int(len(late) * share), len(late) - 1)], 2) for share in (0.5, 0.99, 1))
    return MediaFigures(p50, p99, most, round(seconds, 2), _peak_mb())


async def measure_media(size: tuple[int, int], uploads: int) -> dict[str, MediaFigures]:
    """Measures an idle loop, all derivatives of a photograph, and several uploads of it at once, as a server does them.

    Args:
        size: Of the photograph, in pixels.
        uploads: How many come at once.
    """
    settings = FileSettings()
    workshop = Workshop(settings.images_at_once, settings.images_waiting)
    photograph = _picture("JPEG", size)

    async def upload(content: bytes) -> None:
        with tempfile.NamedTemporaryFile() as source, tempfile.NamedTemporaryFile() as target:
            source.write(content)
            source.flush()
            await workshop.run(
                verified,
                Path(source.name),
                recognise(content[:HEAD_BYTES]),
                Path(target.name),
                max_pixels=settings.max_image_pixels,
                max_frames=settings.max_image_frames,
            )

    async def all_derivatives() -> None:
        made: Sequence[Awaitable[bytes]] = [
            workshop.run(derive, photograph, width, format_) for width in settings.widths for format_ in PictureFormat
        ]
        await asyncio.gather(*made)

    async def all_uploads() -> None:
        await asyncio.gather(*(upload(photograph) for _ in range(uploads)))

    return {
        "idle": await _lateness(lambda: asyncio.sleep(1)),
        "derivatives": await _lateness(all_derivatives),
        "uploads": await _lateness(all_uploads),
    }


def as_text(figures: dict[str, MediaFigures]) -> str:
    """Returns the figures for people."""
    return "\n".join(
        f"{name:12} loop late by p50 {found.p50_ms:6.1f} p99 {found.p99_ms:6.1f} max {found.max_ms:6.1f} ms, "
        f"{found.seconds:5.1f} s, at most {found.peak_mb} MB"
        for name, found in figures.items()
    )
