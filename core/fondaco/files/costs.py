"""What a picture would cost to decode, found out without decoding it.

A file of a few bytes can ask for hours of work without being large in pixels: an animation of a million frames of one
pixel, a progressive JPEG that draws the same picture a hundred thousand times, a GIF whose second frame is a wall.
"""

from __future__ import annotations

import struct
from pathlib import Path

from fondaco.errors import LimitExceededError
from fondaco.files.containers import damaged
from fondaco.files.kinds import GIF, JPEG, WEBP, FileType

__all__ = ["refuse_costly", "too_many_frames", "too_many_pixels"]

_MOST_SCANS = 100
"""Of a JPEG. Programs write about ten; libjpeg needs a whole pass over the picture for each."""


def too_many_pixels(count: str) -> LimitExceededError:
    """Returns the refusal of a picture that would not fit into memory."""
    return LimitExceededError(
        f"The picture has {count} pixels, more than are allowed. Make it smaller.",
        code="IMAGE_TOO_MANY_PIXELS",
        field=("file",),
    )


def too_many_frames(most: int) -> LimitExceededError:
    """Returns the refusal of a picture that would take too long."""
    return LimitExceededError(
        f"The picture has more than {most:,} frames or passes. Save it anew with fewer, or as a video.",
        code="IMAGE_TOO_MANY_FRAMES",
        field=("file",),
    )


def refuse_costly(path: Path, type_: FileType, *, max_pixels: int, max_frames: int) -> None:
    """Refuses a picture that cannot be opened, counted or decoded in reasonable time and memory.

    Args:
        max_pixels: Of all frames together, in the area that they cover.
        max_frames: Of an animation.

    Raises:
        InvalidInputError: ``FILE_DAMAGED``, if its frames do not fit into the file.
        LimitExceededError: ``IMAGE_TOO_MANY_PIXELS``, ``IMAGE_TOO_MANY_FRAMES``.
    """
    if type_ is GIF:
        _gif(path.read_bytes(), max_pixels, max_frames)
    elif type_ is WEBP:
        _webp(path.read_bytes(), max_frames)
    elif type_ is JPEG and path.read_bytes().count(b"\xff\xda") > _MOST_SCANS:
        raise too_many_frames(_MOST_SCANS)


def _colours(flags: int) -> int:
    """Returns how many bytes the table of colours has."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif(content: bytes, max_pixels: int, max_frames: int) -> None:
    """Walks through the blocks of a GIF: of all formats only here frames may be larger than the picture."""
    try:
        right, bottom, flags = struct.unpack_from("<HHB", content, 6)
        at, frames = 13 + _colours(flags), 0
        while at < len(content) and (kind := content[at : at + 1]) != b";":
            if kind == b",":
                left, top, width, height, flags = struct.unpack_from("<HHHHB", content, at + 1)
                right, bottom = max(right, left + width), max(bottom, top + height)
                at += 11 + _colours(flags)
                frames += 1
            elif kind == b"!":
                at += 2
            else:
                raise damaged("a block is of no known kind")
            if frames > max_frames:
                raise too_many_frames(max_frames)
            if (pixels := right * bottom * max(frames, 1)) > max_pixels:
                raise too_many_pixels(f"{pixels:,}")
            while length := content[at]:
                at += length + 1
            at += 1
    except (IndexError, struct.error) as error:
        raise damaged("a block is cut off") from error


def _webp(content: bytes, max_frames: int) -> None:
    """Walks through the chunks of a WebP, which its decoder would do at each frame."""
    at, frames = 12, 0
    while at + 8 <= len(content):
        frames += content[at : at + 4] == b"ANMF"
        if frames > max_frames:
            raise too_many_frames(max_frames)
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        at += 8 + length + (length & 1)
