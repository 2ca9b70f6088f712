"""Looks through files that are kept as they came: videos, 3D models, documents.

Their structure has to fit from the first byte to the last, so that nothing is cut off and nothing hangs behind.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import msgspec

from fondaco.errors import InvalidInputError
from fondaco.files.kinds import EPUB, GLB, GLTF, M4A, MP4, PDF, WAV, WEBM, ZIP, FileType

__all__ = ["Size", "damaged", "inspect_container"]

Size = tuple[int, int]

_TAIL = 1024
_MAX_GLTF_JSON = 50_000_000


def damaged(what: str) -> InvalidInputError:
    """Returns the error of a file that is cut off or does not fit its own format."""
    return InvalidInputError(f"The file is damaged or incomplete: {what}.", code="FILE_DAMAGED", field=("file",))


def inspect_container(path: Path, type_: FileType) -> Size | None:
    """Checks a file that is no picture; returns width and height of a video, if it says so.

    Raises:
        InvalidInputError: ``FILE_DAMAGED``; ``MODEL_NOT_SELF_CONTAINED``, ``VIDEO_NOT_SELF_CONTAINED`` where it refers
            to other files; ``MODEL_CONTENT_NOT_ALLOWED`` for a model with other things than buffers and pictures.
    """
    bytes_ = path.stat().st_size
    with path.open("rb") as file:
        if type_ is MP4:
            return _mp4(file, bytes_)
        if type_ is M4A:
            _mp4(file, bytes_)
        if type_ is WEBM:
            return _webm(file, bytes_)
        if type_ is GLB:
            _glb(file, bytes_)
        elif type_ is GLTF:
            _gltf(file.read(_MAX_GLTF_JSON + 1))
        elif type_ is PDF:
            _pdf(file, bytes_)
        elif type_ is WAV:
            _wav(file, bytes_)
        elif type_ in {ZIP, EPUB}:
            _zip(file, bytes_)
    return None


def _boxes(file: IO[bytes], start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Walks through the boxes of ISO/IEC 14496-12: type, begin and end of the content of each."""
    at = start
    while at < end:
        file.seek(at)
        header = file.read(16)
        if len(header) < 8:
            raise damaged("a box is cut off")
        size, kind, content = struct.unpack(">I", header[:4])[0], header[4:8], at + 8
        if size == 1:
            if len(header) < 16:
                raise damaged("a box is cut off")
            size, content = struct.unpack(">Q", header[8:16])[0], at + 16
        elif size == 0:
            size = end - at
        if size < content - at or at + size > end:
            raise damaged("a box does not fit into the file")
        yield kind, content, at + size
        at += size


_MP4_BOXES = frozenset(b"ftyp moov mdat free skip wide moof mfra sidx ssix styp uuid meta pdin emsg prft udta".split())


def _mp4(file: IO[bytes], bytes_: int) -> Size | None:
    found: dict[bytes, tuple[int, int]] = {}
    for kind, start, end in _boxes(file, 0, bytes_):
        if kind not in _MP4_BOXES:
            raise damaged("it holds a box that no video has")
        found.setdefault(kind, (start, end))
    if b"moov" not in found or not {b"mdat", b"moof"} & found.keys():
        raise damaged("it holds no film")
    for start, end in _below(file, *found[b"moov"], b"trak mdia minf dinf dref".split()):
        _refuse_references(file, start, end)
    for start, end in (found.get(b"meta", (0, 0)), *_below(file, *found[b"moov"], [b"meta"])):
        file.seek(start + 4)
        inner = start if file.read(4) == b"hdlr" else start + 4  # QuickTime has no version there
        for begin, stop in _below(file, inner, end, [b"dinf", b"dref"]):
            _refuse_references(file, begin, stop)
    for start, end in _below(file, *found[b"moov"], [b"trak", b"tkhd"]):
        if end - start >= 8:
            file.seek(end - 8)
            width, height = (side >> 16 for side in struct.unpack(">II", file.read(8)))
            if width and height:
                return width, height
    return None


def _below(file: IO[bytes], start: int, end: int, path: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Returns begin and end of all boxes that lie at a path below."""
    for kind, begin, stop in _boxes(file, start, end):
        if kind == path[0]:
            if len(path) == 1:
                yield begin, stop
            else:
                yield from _below(file, begin, stop, path[1:])


def _refuse_references(file: IO[bytes], start: int, end: int) -> None:
    """Refuses a box of references (ISO/IEC 14496-12, 8.7.2) of which one is not to the file itself."""
    for _, begin, stop in _boxes(file, start + 8, end):
        file.seek(begin)
        flags = file.read(4)
        if stop - begin < 4 or not flags[3] & 1:
            raise InvalidInputError(
                "The film is read from other files. Export it as one file with everything embedded.",
                code="VIDEO_NOT_SELF_CONTAINED",
                field=("file",),
            )


_SEGMENT, _TRACKS, _ENTRY, _VIDEO, _WIDTH, _HEIGHT = 0x18538067, 0x1654AE6B, 0xAE, 0xE0, 0xB0, 0xBA
_UNKNOWN_SIZE = -1


def _number(file: IO[bytes], *, keep_marker: bool) -> tuple[int, int] | None:
    """Reads an EBML number of variable length (RFC 8794): its value and how many bytes it took; None at the end."""
    first = file.read(1)
    if not first:
        return None
    length = 9 - first[0].bit_length()
    if length > 8:
        raise damaged("a number has more than eight bytes")
    rest = file.read(length - 1)
    if len(rest) < length - 1:
        raise damaged("a number is cut off")
    raw = int.from_bytes(first + rest, "big")
    if keep_marker:
        return raw, length
    mask = (1 << (7 * length)) - 1
    return (_UNKNOWN_SIZE if raw & mask == mask else raw & mask), length


def _elements(file: IO[bytes], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Walks through EBML elements: id, begin and end of the content of each."""
    at = start
    while at < end:
        file.seek(at)
        name = _number(file, keep_marker=True)
        size = _number(file, keep_marker=False) if name is not None else None
        if name is None or size is None:
            raise damaged("an element is cut off")
        begin = at + name[1] + size[1]
        stop = end if size[0] == _UNKNOWN_SIZE else begin + size[0]
        if stop > end:
            raise damaged("an element does not fit into the file")
        yield name[0], begin, stop
        at = stop


def _webm(file: IO[bytes], bytes_: int) -> Size | None:
    names = []
    size: Size | None = None
    for name, start, end in _elements(file, 0, bytes_):
        names.append(name)
        if name == _SEGMENT:
            size = size or _webm_size(file, start, end)
    if _SEGMENT not in names:
        raise damaged("it holds no film")
    return size


def _webm_size(file: IO[bytes], start: int, end: int) -> Size | None:
    for name, begin, stop in _elements(file, start, end):
        if name == _TRACKS:
            for entry, entry_begin, entry_stop in _elements(file, begin, stop):
                if entry == _ENTRY:
                    for part, part_begin, part_stop in _elements(file, entry_begin, entry_stop):
                        if part == _VIDEO and (found := _webm_sides(file, part_begin, part_stop)):
                            return found
    return None


def _webm_sides(file: IO[bytes], start: int, end: int) -> Size | None:
    sides: dict[int, int] = {}
    for name, begin, stop in _elements(file, start, end):
        if name in {_WIDTH, _HEIGHT} and stop - begin <= 8:
            file.seek(begin)
            sides[name] = int.from_bytes(file.read(stop - begin), "big")
    return (sides[_WIDTH], sides[_HEIGHT]) if len(sides) == 2 else None


def _glb(file: IO[bytes], bytes_: int) -> None:
    header = file.read(20)
    if len(header) < 20:
        raise damaged("the header is cut off")
    _, version, length, json_length, json_kind = struct.unpack("<4sIII4s", header)
    if version != 2 or json_kind != b"JSON":
        raise damaged("only glTF 2.0 can be shown")
    if length != bytes_ or 20 + json_length > bytes_ or json_length > _MAX_GLTF_JSON:
        raise damaged("its length is not what its header says")
    document = _gltf(file.read(json_length))
    at = 20 + json_length
    while at < bytes_:
        file.seek(at)
        chunk = file.read(8)
        if len(chunk) < 8:
            raise damaged("a chunk is cut off")
        at += 8 + struct.unpack("<I", chunk[:4])[0]
    if at != bytes_:
        raise damaged("a chunk does not fit into the file")
    buffers = document.get("buffers")
    if isinstance(buffers, list) and any(isinstance(one, dict) and "uri" not in one for one in buffers[1:]):
        raise damaged("a buffer is missing")


def _gltf(raw: bytes) -> dict[str, Any]:
    try:
        document = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise damaged("its JSON cannot be read") from error
    if not isinstance(document, dict):
        raise damaged("it is not glTF 2.0")
    asset = document.get("asset")
    if not isinstance(asset, dict) or not str(asset.get("version", "")).startswith("2."):
        raise damaged("it is not glTF 2.0")
    _refuse_foreign(document)
    return document


_EMBEDDED = frozenset(
    {"application/octet-stream", "application/gltf-buffer"}
    | {f"image/{name}" for name in ("png", "jpeg", "webp", "avif", "ktx2")}
)


def _refuse_foreign(document: dict[str, Any]) -> None:
    """Refuses a model that loads anything, wherever an extension of the format may hide it, or that holds a drawing."""
    waiting: list[Any] = [value for name, value in document.items() if name != "extras"]
    while waiting:
        found = waiting.pop()
        if isinstance(found, list):
            waiting.extend(found)
        if not isinstance(found, dict):
            continue
        waiting.extend(value for name, value in found.items() if name != "extras")
        address, declared = found.get("uri"), found.get("mimeType")
        if address is not None and not str(address).startswith("data:"):
            raise InvalidInputError(
                "The model refers to other files. Export it as one file (.glb, or .gltf with everything embedded).",
                code="MODEL_NOT_SELF_CONTAINED",
                field=("file",),
            )
        inside = None if address is None else str(address)[5:100].partition(",")[0].partition(";")[0]
        if not {inside, declared} <= {None, *_EMBEDDED}:
            raise InvalidInputError(
                "The model holds something else than buffers and pictures in PNG, JPEG, WebP, AVIF or KTX2.",
                code="MODEL_CONTENT_NOT_ALLOWED",
                field=("file",),
            )


_PDF_END = re.compile(rb"%%EOF\s*\Z")


def _pdf(file: IO[bytes], bytes_: int) -> None:
    file.seek(max(0, bytes_ - _TAIL))
    if _PDF_END.search(file.read()) is None:
        raise damaged("its end is missing")


def _wav(file: IO[bytes], bytes_: int) -> None:
    length = int.from_bytes(file.read(8)[4:], "little") + 8
    if not length <= bytes_ <= length + 1:  # an odd one is filled up, by some programs behind what they counted
        raise damaged("its length is not what its header says")


_ZIP_END = struct.Struct("<4s4H2IH")
_ZIP_LONGEST_TAIL = _ZIP_END.size + 0xFFFF
_ZIP_64 = 0xFFFFFFFF


def _zip(file: IO[bytes], bytes_: int) -> None:
    """Looks for the list of entries at the end (APPNOTE 4.3.16), and that no other file is before or behind it.

    What is inside is not looked at: it is never unpacked here.
    """
    file.seek(max(0, bytes_ - _ZIP_LONGEST_TAIL))
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or at + _ZIP_END.size > len(tail):
        raise damaged("its end is missing")
    *_, size, offset, comment = _ZIP_END.unpack_from(tail, at)
    if at + _ZIP_END.size + comment != len(tail):
        raise damaged("something hangs behind its end")
    if _ZIP_64 not in {size, offset} and offset + size != bytes_ - len(tail) + at:
        raise damaged("its list of entries is not where its end says")
