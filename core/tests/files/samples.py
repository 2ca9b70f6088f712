"""Files to test with, made when they are needed: good ones, and those that attackers send."""

from __future__ import annotations

import base64
import io
import json
import struct
import wave
import zipfile
import zlib
from typing import Any

from PIL import Image, ImageCms, ImageDraw

__all__ = [
    "epub",
    "gif",
    "gif_of_specks",
    "glb",
    "gltf",
    "jar",
    "jpeg_of_passes",
    "ktx2",
    "mp4",
    "mp4_with_items",
    "pdf",
    "picture",
    "png_bomb",
    "png_of_specks",
    "textured",
    "wav",
    "webm",
    "webp_of_specks",
    "with_exif",
]


def picture(format_: str = "PNG", size: tuple[int, int] = (64, 48), *, mode: str = "RGB", **options: Any) -> bytes:
    """A picture with something in it, so that it does not compress to nothing."""
    image = Image.new(mode, size, "#336699" if mode in {"RGB", "RGBA"} else 90)
    draw = ImageDraw.Draw(image)
    for step in range(0, size[0], 8):
        draw.line([(step, 0), (size[0] - step, size[1])], fill="#cc8800" if mode in {"RGB", "RGBA"} else 30, width=2)
    out = io.BytesIO()
    image.save(out, format=format_, **options)
    return out.getvalue()


def with_exif() -> bytes:
    """A JPEG that lies on its side, taken at a known place by a known camera."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by 90 degrees
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SecretOwner</x:xmpmeta>"
    return picture("JPEG", (80, 40), exif=exif, icc_profile=profile, xmp=xmp, comment=b"SecretComment")


def gif(frames: int = 3, size: tuple[int, int] = (20, 20)) -> bytes:
    images = [Image.new("RGB", size, (80 * step % 255, 10, 10)) for step in range(frames)]
    out = io.BytesIO()
    images[0].save(out, format="GIF", save_all=True, append_images=images[1:], duration=70, loop=0)
    return out.getvalue()


def png_bomb(side: int = 60_000) -> bytes:
    """A PNG of a few hundred bytes that says it is a wall of pixels, and would be."""

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((side // 8 + 1) * 100))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_specks(frames: int) -> bytes:
    """An animation of frames of one pixel, which it only announces."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    film = _chunk(b"IHDR", header) + _chunk(b"acTL", struct.pack(">II", frames, 0))
    shown = _chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, 1, 1, 0, 0, 1, 10, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + film + shown + _chunk(b"IDAT", zlib.compress(b"\0\0")) + _chunk(b"IEND", b"")


def gif_of_specks(frames: int, last: tuple[int, int] = (1, 1)) -> bytes:
    """An animation of frames of one pixel; the last frame may be larger than the picture."""

    def frame(width: int, height: int) -> bytes:
        return b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\2\2\x44\1\0"

    header = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return header + frame(1, 1) * (frames - 1) + frame(*last) + b";"


def webp_of_specks(frames: int) -> bytes:
    """An animation of frames of one pixel."""
    images = [Image.new("RGB", (1, 1), (step, 0, 0)) for step in (0, 200)]
    out = io.BytesIO()
    images[0].save(out, format="WEBP", save_all=True, append_images=images[1:], lossless=True)
    content = out.getvalue()
    first = content.index(b"ANMF")
    length = 8 + int.from_bytes(content[first + 4 : first + 8], "little")
    body = content[12:first] + content[first : first + length] * frames
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def jpeg_of_passes(passes: int, size: tuple[int, int] = (64, 48)) -> bytes:
    """A progressive JPEG that draws its last pass again and again."""
    content = picture("JPEG", size, progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * passes + content[-2:]


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def mp4(width: int = 640, height: int = 360, reference: tuple[bytes, bytes] = (b"url ", b"\0\0\0\1")) -> bytes:
    """A film with a track of sound; ``reference`` says where the samples of both are: by default in the file."""
    sides = struct.pack(">II", width << 16, height << 16)
    references = _box(b"dref", struct.pack(">II", 0, 1) + _box(*reference))
    samples = _box(b"mdia", _box(b"minf", _box(b"dinf", references)))
    film = _box(b"trak", _box(b"tkhd", bytes(76) + sides) + samples)
    sound = _box(b"trak", _box(b"tkhd", bytes(76) + struct.pack(">II", 0, 0)) + samples)
    return _box(b"ftyp", b"isom\0\0\2\0isomiso2mp41") + _box(b"moov", sound + film) + _box(b"mdat", bytes(500))


def mp4_with_items(reference: tuple[bytes, bytes], version: bytes = bytes(4)) -> bytes:
    """A film whose metadata are items that may lie elsewhere; QuickTime writes no version before them."""
    references = _box(b"dref", struct.pack(">II", 0, 1) + _box(*reference))
    return mp4() + _box(b"meta", version + _box(b"hdlr", bytes(24)) + _box(b"dinf", references))


def _element(name: int, content: bytes) -> bytes:
    raw = name.to_bytes((name.bit_length() + 7) // 8, "big")
    return raw + (0x01 << 56 | len(content)).to_bytes(8, "big") + content


def webm(width: int = 320, height: int = 180) -> bytes:
    header = _element(0x1A45DFA3, b"\x42\x82\x84webm")
    video = _element(0xE0, _element(0xB0, width.to_bytes(2, "big")) + _element(0xBA, height.to_bytes(2, "big")))
    return header + _element(0x18538067, _element(0x1654AE6B, _element(0xAE, video)) + _element(0x1F43B675, bytes(200)))


def gltf(**more: Any) -> bytes:
    return json.dumps({"asset": {"version": "2.0"}, **more}).encode()


def glb(binary: bytes = bytes(8), **more: Any) -> bytes:
    """A model; ``binary`` is its first buffer, of which the first view is the whole."""
    views = [{"buffer": 0, "byteLength": len(binary)}]
    document = gltf(**{"buffers": [{"byteLength": len(binary)}], "bufferViews": views, **more})
    document += b" " * (-len(document) % 4)
    binary += bytes(-len(binary) % 4)
    chunks = struct.pack("<I4s", len(document), b"JSON") + document
    chunks += struct.pack("<I4s", len(binary), b"BIN\0") + binary
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def textured(picture: bytes, *, inline: bool = False, times: int = 1) -> bytes:
    """A model with a picture, in its buffer or in its JSON."""
    if not inline:
        return glb(picture, images=[{"bufferView": 0}] * times)
    address = "data:image/png;base64," + base64.b64encode(picture).decode()
    return gltf(images=[{"uri": address}] * times)


def ktx2(width: int, height: int, faces: int = 1) -> bytes:
    sides = struct.pack("<6I", 0, 1, width, height, 0, 0)
    return b"\xabKTX 20\xbb\r\n\x1a\n" + sides[:16] + struct.pack("<3I", 0, 0, faces) + bytes(60)


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n"


def wav() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(1600))
    return out.getvalue()


def epub() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("chapter.xhtml", "<html><script>alert(1)</script></html>")
    return out.getvalue()


def jar() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Evil.class", "cafebabe")
    return out.getvalue()
