"""Which files are accepted, and how their first bytes tell what they are, whatever they are called."""

from __future__ import annotations

import re
from enum import Enum

import msgspec

from fondaco.errors import InvalidInputError

__all__ = ["HEAD_BYTES", "FileKind", "FileType", "recognise", "type_of_name"]

HEAD_BYTES = 4096
"""How many of a file's first bytes `recognise` wants to see."""

_SVG = re.compile(rb"<(?:[a-z]+:)?svg[\s>]", re.IGNORECASE)
_TEXT_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*[<]")
_PICTURE_BRANDS = {b"avif", b"avis"}
_SOUND_BRANDS = {b"M4A ", b"M4B "}
_OTHER_BRANDS = {b"qt  ", b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"crx ", b"jpx "}


class FileKind(Enum):
    """What sort of file it is, for people.

    A picture, a video, a 3D model, a document, music and other sound, data such as a table, or an archive, into which
    whatever is sold of another type can be packed.
    """

    IMAGE = "image"
    VIDEO = "video"
    MODEL_3D = "model_3d"
    DOCUMENT = "document"
    AUDIO = "audio"
    ARCHIVE = "archive"
    DATA = "data"


class FileType(msgspec.Struct, frozen=True):
    """A format.

    Attributes:
        extensions: What names of such files end with; the first is the one that we give them.
        also: Other media types that programs declare for it.
    """

    kind: FileKind
    content_type: str
    extensions: tuple[str, ...]
    also: frozenset[str] = frozenset()

    @property
    def extension(self) -> str:
        """What we let its name end with."""
        return self.extensions[0]


JPEG = FileType(FileKind.IMAGE, "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"))
PNG = FileType(FileKind.IMAGE, "image/png", ("png",))
GIF = FileType(FileKind.IMAGE, "image/gif", ("gif",))
WEBP = FileType(FileKind.IMAGE, "image/webp", ("webp",))
AVIF = FileType(FileKind.IMAGE, "image/avif", ("avif",))
MP4 = FileType(FileKind.VIDEO, "video/mp4", ("mp4", "m4v"))
WEBM = FileType(FileKind.VIDEO, "video/webm", ("webm",))
GLB = FileType(FileKind.MODEL_3D, "model/gltf-binary", ("glb",))
GLTF = FileType(FileKind.MODEL_3D, "model/gltf+json", ("gltf",))
PDF = FileType(FileKind.DOCUMENT, "application/pdf", ("pdf",))
EPUB = FileType(FileKind.DOCUMENT, "application/epub+zip", ("epub",))
MP3 = FileType(FileKind.AUDIO, "audio/mpeg", ("mp3",), frozenset({"audio/mp3"}))
M4A = FileType(FileKind.AUDIO, "audio/mp4", ("m4a", "m4b"), frozenset({"audio/x-m4a", "audio/m4a", "audio/x-m4b"}))
FLAC = FileType(FileKind.AUDIO, "audio/flac", ("flac",), frozenset({"audio/x-flac"}))
OGG = FileType(FileKind.AUDIO, "audio/ogg", ("ogg", "oga", "opus"), frozenset({"application/ogg", "audio/opus"}))
WAV = FileType(FileKind.AUDIO, "audio/wav", ("wav",), frozenset({"audio/x-wav", "audio/wave", "audio/vnd.wave"}))
ZIP = FileType(
    FileKind.ARCHIVE, "application/zip", ("zip",), frozenset({"application/x-zip-compressed", "application/x-zip"})
)
CSV = FileType(
    FileKind.DATA,
    "text/csv",
    ("csv", "tsv", "txt"),
    frozenset({"application/csv", "application/vnd.ms-excel", "text/plain", "text/tab-separated-values"}),
)
JSON_LINES = FileType(
    FileKind.DATA,
    "application/x-ndjson",
    ("jsonl", "ndjson", "json"),
    frozenset({"application/json", "application/jsonl", "application/jsonlines", "text/plain"}),
)
# Some programs declare what is inside.
GZIP = FileType(
    FileKind.DATA,
    "application/gzip",
    ("gz",),
    frozenset({"application/x-gzip", CSV.content_type, JSON_LINES.content_type}) | CSV.also | JSON_LINES.also,
)

TYPES = (
    JPEG,
    PNG,
    GIF,
    WEBP,
    AVIF,
    MP4,
    WEBM,
    GLB,
    GLTF,
    PDF,
    EPUB,
    MP3,
    M4A,
    FLAC,
    OGG,
    WAV,
    ZIP,
    CSV,
    JSON_LINES,
    GZIP,
)
_TEXTS = (CSV, JSON_LINES)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_BY_EXTENSION = {extension: type_ for type_ in TYPES for extension in type_.extensions}


def type_of_name(name: str) -> FileType | None:
    """Returns the type that a file's name claims, or None if it claims none that is accepted."""
    return _BY_EXTENSION.get(name.rpartition(".")[2].lower())


def recognise(head: bytes, claimed: FileType | None = None) -> FileType:
    """Returns what a file is by its first bytes.

    Args:
        head: The first `HEAD_BYTES`, or all of a shorter file.
        claimed: What its name says it is, which counts for text only: nothing else tells a table from other text.

    Raises:
        InvalidInputError: ``SVG_NOT_ALLOWED``, or ``FILE_TYPE_UNSUPPORTED`` for everything else that is not accepted.
    """
    found = _by_signature(head) or _by_container(head)
    if claimed in _TEXTS and found in {None, GLTF} and _is_text(head):
        return claimed
    if found is not None:
        return found
    if _TEXT_START.match(head) and _SVG.search(head):
        raise InvalidInputError(
            "SVG files can hold scripts, so they are not accepted. Save the picture as PNG or WebP.",
            code="SVG_NOT_ALLOWED",
            field=("file",),
        )
    raise InvalidInputError(
        "This type of file is not accepted. Accepted are JPEG, PNG, WebP, AVIF, GIF, MP4, WebM, glTF, PDF, EPUB, MP3, "
        "M4A, FLAC, Ogg, WAV, ZIP, CSV and JSON Lines.",
        code="FILE_TYPE_UNSUPPORTED",
        field=("file",),
    )


_SIGNATURES = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"glTF", GLB),
    (b"%PDF-", PDF),
    (b"\x1f\x8b\x08", GZIP),
    (b"ID3\2", MP3),
    (b"ID3\3", MP3),
    (b"ID3\4", MP3),
    (b"\xff\xfb", MP3),
    (b"\xff\xfa", MP3),
    (b"\xff\xf3", MP3),
    (b"\xff\xf2", MP3),
    (b"fLaC", FLAC),
    (b"OggS", OGG),
)
_EPUB = b"mimetypeapplication/epub+zip"
"""What an EPUB has at its byte 30: the name and the content of its first entry (EPUB 3.3, OCF)."""


def _by_signature(head: bytes) -> FileType | None:
    return next((type_ for signature, type_ in _SIGNATURES if head.startswith(signature)), None)


def _by_container(head: bytes) -> FileType | None:
    if head[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(head[8:12])
    if head[:4] == b"PK\3\4":
        return EPUB if head[30:].startswith(_EPUB) else ZIP
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head[:4] == b"\x1a\x45\xdf\xa3" and b"\x42\x82\x84webm" in head[:64]:
        return WEBM
    return GLTF if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else None


def _by_brand(head: bytes) -> FileType | None:
    brand = head[8:12]
    if brand in _PICTURE_BRANDS or (brand in {b"mif1", b"msf1"} and b"avif" in head[16:64]):
        return AVIF
    if brand in _SOUND_BRANDS:
        return M4A
    return None if brand in _OTHER_BRANDS else MP4


def _is_text(head: bytes) -> bool:
    # Text in UTF-16 has zeros; whoever reads it says better what is wrong with it.
    return head.startswith(_WIDE) or b"\0" not in head
