"""Files as imports read them: plain or gzip-compressed, in UTF-8, of bounded size."""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, BinaryIO, NoReturn, cast

import msgspec
from fondaco.errors import InvalidInputError

from fondaco_catalog.service.transfer.long_cells import CsvLimits, ShortenedRows

__all__ = ["CsvRecord", "Lines", "SourceFile", "csv_records"]

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_WIDE = {b"\xff\xfe\x00\x00": "UTF-32", b"\x00\x00\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


class _Counted:
    """Reads a file, notes its fingerprint, and refuses what is larger than it may be."""

    def __init__(self, name: str, file: IO[bytes], limit: int) -> None:
        self._name, self._file, self._left, self._limit = name, file, limit, limit
        self.digest = sha256()
        self.last = b""

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise InvalidInputError(f"{self._name} is larger than {self._limit:,} bytes.", code="FILE_TOO_LARGE")
        self.digest.update(data)
        self.last = data[-1:] or self.last
        return data


class SourceFile:
    """A file on disk.

    Args:
        path: May be gzip-compressed, whatever its name.
        max_bytes: A larger file is refused; what counts is its size after decompression.
        name: What it is called in messages; its path by default.

    Raises:
        InvalidInputError: ``FILE_NOT_FOUND``, ``FILE_UNREADABLE``, ``FILE_TOO_LARGE``, ``FILE_EMPTY``, or
            ``INVALID_ENCODING`` where it begins as UTF-16 or UTF-32 do.
    """

    def __init__(self, path: Path, *, max_bytes: int, name: str = "") -> None:
        self.path = path
        self.name = name or str(path)
        self._max_bytes = max_bytes
        self.fingerprint = ""
        self.ends_with_line_break = True
        if not path.is_file():
            raise InvalidInputError(f"{self.name}: there is no such file.", code="FILE_NOT_FOUND")
        if path.stat().st_size > max_bytes:
            raise InvalidInputError(f"{self.name} is larger than {max_bytes:,} bytes.", code="FILE_TOO_LARGE")
        with self.opened() as file:
            self.begins = file.read(4096)
        if not self.begins:
            raise InvalidInputError(f"{self.name} is empty.", code="FILE_EMPTY")
        for mark, encoding in _WIDE.items():
            if self.begins.startswith(mark):
                raise InvalidInputError(
                    f"{self.name} is in {encoding}. Save it as “CSV UTF-8” (Excel), or convert it: "
                    f"iconv -f {encoding} -t UTF-8.",
                    code="INVALID_ENCODING",
                )

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Opens the file for reading, decompressed, behind its byte order mark.

        Once it was read to the end its fingerprint is known.
        """
        try:
            with self.path.open("rb") as raw:
                packed = raw.read(2) == _GZIP
                raw.seek(0)
                counted = _Counted(
                    self.name, cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw, self._max_bytes
                )
                buffered = _Buffered(counted)
                yield cast("BinaryIO", buffered)
                if buffered.ended:
                    self.fingerprint = counted.digest.hexdigest()
                    self.ends_with_line_break = counted.last in {b"\n", b"\r"}
        except (OSError, EOFError, zlib.error) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise InvalidInputError(f"{self.name} cannot be read: {reason}.", code="FILE_UNREADABLE") from error


class _Buffered:
    """Lends bytes and lines of bounded length."""

    def __init__(self, file: _Counted) -> None:
        self._file = file
        self._rest = b""
        self._begun = False
        self.ended = False

    def read(self, size: int) -> bytes:
        while len(self._rest) < size and not self.ended:
            self._fill()
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    def _fill(self) -> None:
        data = self._file.read(1 << 18)
        if not self._begun:
            self._begun = True
            data = data.removeprefix(_BOM)
        elif not data:
            self.ended = True
        self._rest += data

    def pieces(self, *, returns: bool) -> Iterator[tuple[bytes, bool]]:
        """Yields lines with their ends, each in pieces as they are read, and whether the line ends with the piece.

        Args:
            returns: Whether a carriage return alone ends a line too.
        """
        end = re.compile(rb"\r\n|\n|\r(?!\Z)" if returns else rb"\n")
        position, is_begun = 0, False
        while True:
            found = end.search(self._rest, position)
            if found is not None:
                yield self._rest[position : found.end()], True
                position, is_begun = found.end(), False
                continue
            rest = self._rest[position:]
            if self.ended:
                if rest or is_begun:
                    yield rest, True
                return
            # A carriage return at the end may be followed by a line feed.
            kept = rest[-1:] if returns and rest.endswith(b"\r") else b""
            if len(rest) > len(kept):
                yield rest[: len(rest) - len(kept)], False
                is_begun = True
            self._rest, position = kept, 0
            self._fill()

    def lines(self, longest: int) -> Iterator[bytes | None]:
        """Yields lines with their ends; None for one that is longer than it may be, which is never held as a whole."""
        held: list[bytes] = []
        length = 0
        for piece, is_last in self.pieces(returns=False):
            length += len(piece)
            if length <= longest:
                held.append(piece)
            if is_last:
                yield b"".join(held) if length <= longest else None
                held, length = [], 0


class Lines:
    """The lines of a file.

    Args:
        longest: Bytes; a longer line is told as None.
    """

    def __init__(self, file: SourceFile, *, longest: int) -> None:
        self._file, self._longest = file, longest

    def __iter__(self) -> Iterator[tuple[int, bytes | None]]:
        """Yields every line that is not blank with its number, from 1.

        Raises:
            InvalidInputError: ``INVALID_ENCODING``.
        """
        with self._file.opened() as file:
            for number, line in enumerate(cast("_Buffered", file).lines(self._longest), start=1):
                if line is not None:
                    try:
                        line.decode()
                    except UnicodeDecodeError:
                        raise InvalidInputError(
                            f"{self._file.name}: line {number} is not UTF-8. Write the file in UTF-8.",
                            code="INVALID_ENCODING",
                        ) from None
                    if not line.strip():
                        continue
                yield number, line


class CsvRecord(msgspec.Struct, frozen=True):
    """A row of the file; where ``fault`` says why it is no CSV, its cells are a guess.

    Attributes:
        is_overlong: Whether it is longer than a row may be, so that cells at its end are left out.
    """

    number: int
    cells: list[str]
    fault: str = ""
    is_overlong: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it."""
        return not self.fault and not self.is_overlong and not any(cell.strip() for cell in self.cells)


def csv_records(file: SourceFile, delimiter: str, limits: CsvLimits) -> Iterator[CsvRecord]:
    """Yields every row. One that is no CSV is told by its fault, if it is certain where the next one begins.

    A cell that is too long comes shortened, but still too long.

    Raises:
        InvalidInputError: ``MALFORMED_CSV`` if it cannot be told where a row ends, ``INVALID_ENCODING``.
    """
    csv.field_size_limit(max(csv.field_size_limit(), 2 * limits.cell + 2))
    with file.opened() as opened:
        yield from _parsed(file.name, cast("_Buffered", opened), delimiter, limits)


def _parsed(name: str, file: _Buffered, delimiter: str, limits: CsvLimits) -> Iterator[CsvRecord]:
    number = 0

    def refuse() -> NoReturn:
        raise InvalidInputError(
            f"{name}: row {number} is not UTF-8. Save the file as “CSV UTF-8”.", code="INVALID_ENCODING"
        )

    rows = ShortenedRows(file.pieces(returns=True), delimiter, limits, refuse)
    options: dict[str, Any] = {"delimiter": delimiter}
    reader = csv.reader(iter(rows), strict=True, **options)
    while True:
        number += 1
        rows.begin()
        before = reader.line_num
        try:
            record = CsvRecord(number, next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            # With an odd number of quotation marks the row may go on in the next line, or not.
            if reader.line_num > before + 1 or rows.lines[0].count('"') % 2:
                raise InvalidInputError(
                    f"{name}: row {number}, which ends at line {reader.line_num}, is not valid CSV: "
                    f"{error}. Look for a quotation mark that is never closed.",
                    code="MALFORMED_CSV",
                ) from error
            record = CsvRecord(number, next(csv.reader([rows.lines[0]], **options)), str(error))
        yield msgspec.structs.replace(record, is_overlong=True) if rows.is_overlong else record
