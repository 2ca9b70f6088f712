"""Looks at the pictures inside of 3D models: they are shown as they came, and may cost as much as any other picture."""

from __future__ import annotations

import tempfile
from base64 import b64decode
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import msgspec

from fondaco.errors import InvalidInputError, LimitExceededError
from fondaco.files.containers import damaged
from fondaco.files.costs import too_many_pixels
from fondaco.files.kinds import AVIF, GLB, HEAD_BYTES, JPEG, PNG, WEBP, FileType, recognise
from fondaco.files.pictures import pixels_of

__all__ = ["check_textures"]

_MOST = 1_000
_TIMES = 4
_KTX2 = b"\xabKTX 20\xbb\r\n\x1a\n"


def check_textures(path: Path, type_: FileType, *, max_pixels: int, max_frames: int) -> None:
    """Checks the pictures in a model that is whole otherwise; they are decoded one by one, but not written anew.

    Those in KTX2 are measured only: they are decoded by graphics cards.

    Args:
        max_pixels: Of one picture. All of a model have four times as many at most.
        max_frames: As for pictures.

    Raises:
        InvalidInputError: ``FILE_DAMAGED``, ``MODEL_CONTENT_NOT_ALLOWED``.
        LimitExceededError: ``IMAGE_TOO_MANY_PIXELS``, ``IMAGE_TOO_MANY_FRAMES``, ``MODEL_TOO_MANY_PICTURES``.
    """
    content = path.read_bytes()
    binary = b""
    if type_ is GLB:
        length = int.from_bytes(content[12:16], "little")
        content, binary = content[20 : 20 + length], content[28 + length :]
    document: dict[str, Any] = msgspec.json.decode(content)
    images = document.get("images", [])
    if not isinstance(images, list):
        raise damaged("its pictures are no list")
    if len(images) > _MOST:
        raise LimitExceededError(
            f"The model holds more than {_MOST:,} pictures.", code="MODEL_TOO_MANY_PICTURES", field=("file",)
        )
    pixels = 0
    for image in images:
        pixels += _pixels(_content(document, image, binary), max_pixels, max_frames)
        if pixels > _TIMES * max_pixels:
            raise too_many_pixels(f"more than {_TIMES * max_pixels:,}")


def _content(document: dict[str, Any], image: object, binary: bytes) -> bytes:
    try:
        match image:
            case {"uri": str(uri)}:
                return _inline(uri)
            case {"bufferView": int(number)} if number >= 0:
                view = document["bufferViews"][number]
                place, start, length = view.get("buffer", 0), view.get("byteOffset", 0), view["byteLength"]
                uri = document["buffers"][place].get("uri")
                held = binary if uri is None and place == 0 else _inline(uri)
                if 0 <= start <= start + length <= len(held):
                    return held[start : start + length]
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        raise damaged("a picture is not where it says") from error
    raise damaged("a picture is not where it says")


def _inline(uri: str) -> bytes:
    head, _, data = uri.partition(",")
    return b64decode(data, validate=True) if head.endswith(";base64") else unquote_to_bytes(data)


def _pixels(content: bytes, max_pixels: int, max_frames: int) -> int:
    if content.startswith(_KTX2):
        return _ktx2(content, max_pixels)
    try:
        found = recognise(content[:HEAD_BYTES])
    except InvalidInputError:
        found = None
    if found not in {PNG, JPEG, WEBP, AVIF}:
        raise InvalidInputError(
            "The model holds something else than buffers and pictures in PNG, JPEG, WebP, AVIF or KTX2.",
            code="MODEL_CONTENT_NOT_ALLOWED",
            field=("file",),
        )
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return pixels_of(Path(file.name), found, max_pixels=max_pixels, max_frames=max_frames)


def _ktx2(content: bytes, max_pixels: int) -> int:
    """Reads the header of a picture for graphics cards (KTX 2.0, section 3): what is 0 there counts once."""
    if len(content) < 80:
        raise damaged("a picture is cut off")
    pixels = 1
    for at in range(20, 40, 4):  # width, height, depth, layers, faces
        pixels *= max(int.from_bytes(content[at : at + 4], "little"), 1)
    if pixels > max_pixels:
        raise too_many_pixels(f"{pixels:,}")
    return pixels
