"""What has to be true of a file before anybody may see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from fondaco.errors import InvalidInputError
from fondaco.files.containers import Size, inspect_container
from fondaco.files.kinds import EPUB, HEAD_BYTES, PDF, ZIP, FileKind, FileType, type_of_name
from fondaco.files.pictures import rewrite
from fondaco.files.textures import check_textures

__all__ = ["Verified", "refuse_mismatch", "verified"]

_ARCHIVES = (ZIP, EPUB)
"""They may hold anything, pages and scripts too: browsers are told to save them, and never to guess."""
_PIECE = 1_000_000
_ZIP_TAIL = 66_000
_ZIP_END = b"PK\x05\x06"
_SCRIPTS = (b"<script", b"<?php", b"javascript:")
_PAGE = re.compile(rb"<!doctype html|<html|<svg|<script|<\?php", re.IGNORECASE)
_LONGEST_MARK = 16
_NO_TYPE = {"", "application/octet-stream", "binary/octet-stream"}


def refuse_mismatch(found: FileType, name: str, content_type: str) -> None:
    """Refuses a file whose name or declared type says something else than its content.

    Args:
        name: Empty where there is none.
        content_type: As declared; empty or ``application/octet-stream`` where nothing was.

    Raises:
        InvalidInputError: ``FILE_TYPE_MISMATCH``.
    """
    declared = content_type.partition(";")[0].strip().lower()
    if declared == "image/jpg":
        declared = "image/jpeg"
    named = type_of_name(name)
    if ("." in name and named is not found) or (
        declared not in _NO_TYPE and declared != found.content_type and declared not in found.also
    ):
        raise InvalidInputError(
            f"The file is {found.content_type}, but it is called something else. Give it the ending "
            f".{found.extension} if that is what it should be.",
            code="FILE_TYPE_MISMATCH",
            field=("file",),
        )


class Verified(msgspec.Struct, frozen=True):
    """A file that was looked at.

    Attributes:
        path: Of what is to be kept: of a picture what was written anew, of all else what came.
        size: Width and height, of pictures and videos; None where unknown.
        colour: Of pictures only: as of `fondaco.files.pictures.Rewritten`.
    """

    path: Path
    size: Size | None = None
    colour: str | None = None


def verified(path: Path, type_: FileType, target: Path, *, max_pixels: int, max_frames: int) -> Verified:
    """Checks a file from the first byte to the last; pictures are written anew. Takes a while: run it in a thread.

    Args:
        target: Where a picture may be written.

    Raises:
        InvalidInputError: ``FILE_DAMAGED``, ``FILE_POLYGLOT``, ``MODEL_NOT_SELF_CONTAINED``,
            ``MODEL_CONTENT_NOT_ALLOWED``, ``VIDEO_NOT_SELF_CONTAINED``.
        LimitExceededError: ``IMAGE_TOO_MANY_PIXELS``, ``IMAGE_TOO_MANY_FRAMES``, ``MODEL_TOO_MANY_PICTURES``.
    """
    if type_.kind is FileKind.DATA:
        # A table may quote anything. It is private, and nobody is shown it: it is offered for saving only.
        return Verified(path)
    if type_ not in _ARCHIVES:
        _refuse_polyglot(path, type_)
    if type_.kind is FileKind.IMAGE:
        made = rewrite(path, type_, target, max_pixels=max_pixels, max_frames=max_frames)
        return Verified(target, made.size, made.colour)
    size = inspect_container(path, type_)
    if type_.kind is FileKind.MODEL_3D:
        check_textures(path, type_, max_pixels=max_pixels, max_frames=max_frames)
    return Verified(path, size)


def _refuse_polyglot(path: Path, type_: FileType) -> None:
    """Refuses a file that is something else at the same time: a page, a script, an archive, a document."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        bytes_ = file.seek(0, 2)
        file.seek(max(0, bytes_ - _ZIP_TAIL))
        tail = file.read()
    found = (
        (type_ is not PDF and b"%PDF-" in head[:1024])
        or _holds_zip(tail)
        or _PAGE.search(head[:1024]) is not None
        or (type_.kind is FileKind.IMAGE and any(_holds_script(piece) for piece in _pieces(path)))
    )
    if found:
        raise InvalidInputError(
            "The file is of two types at once, such as a picture with a script inside. Save it anew in a program for "
            "such files.",
            code="FILE_POLYGLOT",
            field=("file",),
        )


def _holds_zip(tail: bytes) -> bool:
    at = tail.rfind(_ZIP_END)
    # The end of an archive says how long the comment behind it is; chance bytes hardly ever say it right.
    return at >= 0 and len(tail) - at >= 22 and int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail) - at - 22


def _holds_script(piece: bytes) -> bool:
    lower = piece.lower()  # many times quicker than a pattern, and the interpreter's lock is held meanwhile
    return any(mark in lower for mark in _SCRIPTS)


def _pieces(path: Path) -> Iterator[bytes]:
    """Returns a file in pieces that overlap, so that a mark on their border is seen too."""
    with path.open("rb") as file:
        before = b""
        while piece := file.read(_PIECE):
            yield before + piece
            before = piece[-_LONGEST_MARK:]
