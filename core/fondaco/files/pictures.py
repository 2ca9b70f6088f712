"""Pictures: looked at before they are decoded, decoded, and written anew without anything that is not picture."""

from __future__ import annotations

import io
import struct
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec
from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from fondaco.files.containers import Size, damaged
from fondaco.files.costs import refuse_costly, too_many_frames, too_many_pixels
from fondaco.files.kinds import AVIF, GIF, JPEG, PNG, WEBP, FileType

__all__ = ["Crop", "PictureCrop", "PictureFormat", "Rewritten", "derive", "pixels_of", "rewrite"]


class PictureFormat(Enum):
    """What a picture is made in, in some width.

    AVIF is the smallest, and every current browser shows it; WEBP nearly as small, and quicker to make; JPG for mail
    and for programs of old, without transparency.
    """

    AVIF = "avif"
    WEBP = "webp"
    JPG = "jpg"

    @property
    def content_type(self) -> str:
        """Media type."""
        return "image/jpeg" if self is PictureFormat.JPG else f"image/{self.value}"


class PictureCrop(Enum):
    """What a picture is cut to: width to height. As much of it is kept as fits, around its focal point."""

    SQUARE = (1, 1)
    PORTRAIT = (4, 5)
    LANDSCAPE = (3, 2)
    WIDE = (16, 9)


class Crop(msgspec.Struct, frozen=True):
    """How a picture is cut.

    Attributes:
        x: Of what has to stay in it, in percent from the left.
        y: The same from the top.
    """

    shape: PictureCrop
    x: int = 50
    y: int = 50

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Returns the largest part of the shape that has the point as near to its middle as the borders let it."""
        across, down = self.shape.value
        wide, high = min(width, max(1, width if height * across >= width * down else height * across // down)), height
        if wide == width:
            high = min(height, max(1, round(width * down / across)))
        left = min(max(0, round(width * self.x / 100 - wide / 2)), width - wide)
        top = min(max(0, round(height * self.y / 100 - high / 2)), height - high)
        return left, top, left + wide, top + high


_FORMATS = {JPEG: "JPEG", PNG: "PNG", GIF: "GIF", WEBP: "WEBP", AVIF: "AVIF"}
_SAVED: dict[FileType, dict[str, Any]] = {
    JPEG: {"quality": 90, "progressive": True},
    PNG: {"compress_level": 6},
    GIF: {},
    WEBP: {"quality": 90, "method": 4},
    AVIF: {"quality": 85, "speed": 7},
}
_DERIVED: dict[PictureFormat, dict[str, Any]] = {
    PictureFormat.AVIF: {"format": "AVIF", "quality": 60, "speed": 8},
    PictureFormat.WEBP: {"format": "WEBP", "quality": 80, "method": 4},
    PictureFormat.JPG: {"format": "JPEG", "quality": 82, "progressive": True, "optimize": True},
}
_PNG_END = b"IEND\xaeB`\x82"
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


@contextmanager
def _decoding() -> Iterator[None]:
    """Turns whatever a decoder makes of strange bytes into an error of ours."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # `_refuse_bomb` has the say
            yield
    except Image.DecompressionBombError as error:
        raise too_many_pixels("a great many") from error
    except (
        UnidentifiedImageError,
        OSError,
        EOFError,
        SyntaxError,
        ValueError,
        IndexError,
        KeyError,
        TypeError,
        OverflowError,
        ZeroDivisionError,
        MemoryError,
        RuntimeError,
        struct.error,
    ) as error:
        raise damaged("it cannot be decoded") from error


class Rewritten(msgspec.Struct, frozen=True):
    """A picture that was written anew.

    Attributes:
        size: Width and height.
        colour: What it is like on the whole, such as ``#336699``: to be shown until it is there. None for one that can
            be seen through.
    """

    size: Size
    colour: str | None


def rewrite(path: Path, type_: FileType, target: Path, *, max_pixels: int, max_frames: int) -> Rewritten:
    """Writes a picture anew: turned upright, in sRGB, without EXIF, XMP, GPS, comments or anything behind its end.

    Animations of GIF, WebP, PNG and AVIF keep their frames.

    Args:
        type_: What the file is by its first bytes; no other decoder is tried.
        max_pixels: Of all frames together; more are refused before anything is decoded.
        max_frames: Of an animation; more are refused before anything is decoded, however small they are.

    Raises:
        InvalidInputError: ``FILE_DAMAGED``.
        LimitExceededError: ``IMAGE_TOO_MANY_PIXELS``, ``IMAGE_TOO_MANY_FRAMES``.
    """
    with _opened(path, type_, max_pixels, max_frames) as picture:
        options = dict(_SAVED[type_])
        if type_ is WEBP and _is_lossless(path):
            options["lossless"] = True
        frames = getattr(picture, "n_frames", 1)
        if type_ is not JPEG and frames > 1:
            return _save_animation(picture, target, _FORMATS[type_], options)
        clean = _upright(picture)
        clean.save(target, format=_FORMATS[type_], **options)
        return Rewritten(clean.size, _colour_of(clean))


def pixels_of(path: Path, type_: FileType, *, max_pixels: int, max_frames: int) -> int:
    """Decodes a picture that stays as it came, and returns how many pixels it has.

    Args:
        type_: As of `rewrite`, like the others.

    Raises:
        InvalidInputError: As `rewrite`.
        LimitExceededError: As `rewrite`.
    """
    with _opened(path, type_, max_pixels, max_frames) as picture:
        picture.load()
        width, height = picture.size
        return width * height


@contextmanager
def _opened(path: Path, type_: FileType, max_pixels: int, max_frames: int) -> Iterator[Image.Image]:
    """Opens a picture that is whole and not too costly; nothing of it is decoded yet."""
    refuse_costly(path, type_, max_pixels=max_pixels, max_frames=max_frames)
    _refuse_cut_off(path, type_)
    with _decoding(), Image.open(path, formats=[_FORMATS[type_]]) as picture:
        _refuse_bomb(picture, max_pixels, max_frames)
        yield picture


def _colour_of(picture: Image.Image) -> str | None:
    if picture.mode == "P":
        picture = picture.convert("RGBA")
    mean = picture.resize((1, 1), Image.Resampling.BOX, reducing_gap=2.0).convert("RGBA").tobytes()
    return "#" + mean[:3].hex() if mean[3] == 255 else None


def _refuse_cut_off(path: Path, type_: FileType) -> None:
    """Refuses what lacks its end, which decoders forgive as long as there are pixels enough."""
    content = path.read_bytes()
    complete = True
    if type_ is PNG:
        complete = _PNG_END in content
    elif type_ is GIF:
        complete = content.rstrip(b"\0").endswith(b";")
    elif type_ is WEBP:
        complete = int.from_bytes(content[4:8], "little") + 8 <= len(content)
    elif type_ is JPEG:
        complete = b"\xff\xd9" in content
    if not complete:
        raise damaged("its end is missing")


def _refuse_bomb(picture: Image.Image, max_pixels: int, max_frames: int) -> None:
    width, height = picture.size
    pixels = width * height
    if pixels <= max_pixels:
        frames = getattr(picture, "n_frames", 1)
        if picture.format != "MPO" and frames > max_frames:
            raise too_many_frames(max_frames)
        pixels *= frames
    if pixels > max_pixels:
        raise too_many_pixels(f"{pixels:,}")


def _is_lossless(path: Path) -> bool:
    with path.open("rb") as file:
        return b"VP8L" in file.read(64)


def _upright(picture: Image.Image) -> Image.Image:
    """Decodes a picture, and leaves nothing of it but its pixels. Copies as little as it can: they are large."""
    picture.load()
    profile = picture.info.get("icc_profile")
    ImageOps.exif_transpose(picture, in_place=True)
    clean = _in_srgb(picture, profile)
    clean.info = {"transparency": clean.info["transparency"]} if "transparency" in clean.info else {}
    clean.getexif().clear()
    return clean


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if picture.mode.startswith("I") or picture.mode == "F":  # sixteen bits of grey
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
        profile = None
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = _converted(picture, source, mode)
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            converted = None  # a profile that does not fit the picture says nothing of its colours
        if converted is not None:
            return converted
    if picture.mode in {"RGB", "RGBA", "L", "LA", "P"}:
        return picture
    return picture.convert("RGBA" if "A" in picture.getbands() else "RGB")


def _converted(picture: Image.Image, source: ImageCms.ImageCmsProfile, mode: str) -> Image.Image | None:
    if picture.mode != mode:
        return ImageCms.profileToProfile(picture, source, _SRGB, outputMode=mode)
    ImageCms.profileToProfile(picture, source, _SRGB, inPlace=True)
    return picture


def _save_animation(picture: Image.Image, target: Path, format_: str, options: dict[str, Any]) -> Rewritten:
    frames: list[Image.Image] = []
    durations: list[int] = []
    for frame in ImageSequence.Iterator(picture):
        durations.append(int(frame.info.get("duration", 100)))
        clean = frame.convert("RGBA")
        clean.info = {}
        frames.append(clean)
    loop = int(picture.info.get("loop", 0))
    if format_ == "GIF":
        options["disposal"] = 2
    frames[0].save(
        target, format=format_, save_all=True, append_images=frames[1:], duration=durations, loop=loop, **options
    )
    return Rewritten(frames[0].size, _colour_of(frames[0]))


def derive(source: bytes, width: int, format_: PictureFormat, crop: Crop | None = None) -> bytes:
    """Returns a picture of ours in another width and format, cut where that is wanted; of an animation its first frame.

    It is never made larger than it is: a width beyond its own leaves it as wide as it is.

    Raises:
        InvalidInputError: ``FILE_DAMAGED``, if the stored file was tampered with.
    """
    with _decoding(), Image.open(io.BytesIO(source), formats=list(_FORMATS.values())) as picture:
        box = (0, 0, *picture.size) if crop is None else crop.box(*picture.size)
        part = (box[2] - box[0], box[3] - box[1])
        width, height = (width, max(1, round(part[1] * width / part[0]))) if part[0] > width else part
        if picture.format == "JPEG" and crop is None:
            picture.draft("RGB", (width, height))
        picture.load()
        colours: Image.Image = picture if crop is None else picture.crop(box)
        if colours.mode not in {"RGB", "RGBA"}:
            see_through = "transparency" in colours.info or "A" in colours.getbands()
            colours = colours.convert("RGBA" if see_through else "RGB")
        if colours.size != (width, height):
            colours = colours.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        if format_ is PictureFormat.JPG and colours.mode == "RGBA":
            white = Image.new("RGB", colours.size, "white")
            white.paste(colours, mask=colours.getchannel("A"))
            colours = white
        colours.info = {}
        # Into a file, not into memory: for that Pillow keeps the interpreter's lock as long as it compresses a JPEG.
        with tempfile.TemporaryFile() as written:
            colours.save(written, **_DERIVED[format_])
            written.seek(0)
            return written.read()
