"""Reading a product file of Shopify from disk: records, and the rows of one product after the other."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path
from typing import TextIO

import msgspec
from fondaco.errors import InvalidInputError

from fondaco_catalog.model.shopify_csv import REQUIRED, RowProblem, SourceRows, problem

__all__ = ["ShopifyFile"]

HARD_CELL_LIMIT = 64_000_000
"""Characters at which the parser itself gives up; an unclosed quote reaches it, or the end of the file."""

_NOT_UTF8 = re.compile("[\ud800-\udfff]")


class _Record(msgspec.Struct, frozen=True):
    """A row of the file; where ``fault`` says why it is no CSV, its cells are a guess."""

    number: int
    cells: list[str]
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.fault and not any(cell.strip() for cell in self.cells)


class ShopifyFile:
    """A file on disk, checked as a whole before anything of it is used.

    Args:
        path: Of a CSV file in UTF-8, with or without byte order mark.
        max_cell_chars: Longer cells are refused, with their row.
        max_bytes: A larger file is refused.

    Raises:
        InvalidInputError: ``FILE_NOT_FOUND``, ``FILE_UNREADABLE``, ``FILE_TOO_LARGE``, ``FILE_EMPTY``,
            ``INVALID_ENCODING``, ``MALFORMED_CSV`` if it cannot be told where a row ends, ``MISSING_COLUMN`` or
            ``DUPLICATE_COLUMN``.
    """

    def __init__(self, path: Path, *, max_cell_chars: int, max_bytes: int) -> None:
        self.path = path
        self._max_cell_chars = max_cell_chars
        if not path.is_file():
            raise InvalidInputError(f"{path}: there is no such file.", code="FILE_NOT_FOUND")
        if path.stat().st_size > max_bytes:
            raise InvalidInputError(f"{path} is larger than {max_bytes:,} bytes.", code="FILE_TOO_LARGE")
        csv.field_size_limit(max(csv.field_size_limit(), HARD_CELL_LIMIT))
        self.header: list[str] = []
        self.row_count = 0
        last = 0
        for record in self._records():
            last = record.number
            if last == 1:
                self.header = self._checked_header(record)
            elif not record.is_blank:
                self.row_count += 1
        if not self.header:
            raise InvalidInputError(f"{path} is empty.", code="FILE_EMPTY")
        self._cut_row = 0 if self._ends_with_line_break() else last

    def _ends_with_line_break(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(-1, SEEK_END)
            return file.read(1) in {b"\n", b"\r"}

    def _records(self) -> Iterator[_Record]:
        """Yields every record. One that is no CSV is told by its fault, if it is certain where the next one begins."""
        try:
            # Bytes that are not UTF-8 come as halves of surrogate pairs, so that their row can be named.
            with self.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
                yield from self._parsed(file)
        except OSError as error:
            raise InvalidInputError(f"{self.path} cannot be read: {error.strerror}.", code="FILE_UNREADABLE") from error

    def _parsed(self, file: TextIO) -> Iterator[_Record]:
        number = 0
        begun: list[str] = []

        def lines() -> Iterator[str]:
            for line in file:
                if _NOT_UTF8.search(line):
                    raise InvalidInputError(
                        f"{self.path}: row {number} is not UTF-8. Save the file as “CSV UTF-8”.",
                        code="INVALID_ENCODING",
                    )
                if not begun:
                    begun.append(line)
                yield line

        reader = csv.reader(lines(), strict=True)
        while True:
            number += 1
            begun.clear()
            before = reader.line_num
            try:
                record = _Record(number, next(reader))
            except StopIteration:
                return
            except csv.Error as error:
                # With an odd number of quotation marks the row may go on in the next line, or not.
                if reader.line_num > before + 1 or begun[0].count('"') % 2:
                    raise InvalidInputError(
                        f"{self.path}: row {number}, which ends at line {reader.line_num}, is not valid CSV: "
                        f"{error}. Look for a quotation mark that is never closed.",
                        code="MALFORMED_CSV",
                    ) from error
                record = _Record(number, next(csv.reader([begun[0][:HARD_CELL_LIMIT]])), str(error))
            yield record

    def _checked_header(self, record: _Record) -> list[str]:
        if record.fault:
            raise InvalidInputError(f"{self.path}: the header is not valid CSV: {record.fault}.", code="MALFORMED_CSV")
        header = [cell.strip() for cell in record.cells]
        names = [name for name in header if name]
        missing = [name for name in REQUIRED if name not in names]
        if missing:
            raise InvalidInputError(
                f"{self.path}: the header lacks {', '.join(missing)}. This is no product file of Shopify.",
                code="MISSING_COLUMN",
            )
        twice = next((name for index, name in enumerate(names) if name in names[:index]), None)
        if twice is not None:
            raise InvalidInputError(f"{self.path}: the header has {twice} twice.", code="DUPLICATE_COLUMN")
        return header

    def products(self) -> Iterator[SourceRows]:
        """Yields the rows of one product after the other; a product whose rows do not stand together comes once more,
        with that as its problem. Reads the file as it goes.
        """
        first_rows: dict[str, int] = {}
        current: SourceRows | None = None
        columns = frozenset(self.header)
        for record in self._records():
            if record.number == 1 or record.is_blank:
                continue
            number = record.number
            row, problems = self._row(record)
            handle = row["Handle"]
            if current is None or current.handle != handle or not handle:
                if current is not None:
                    yield current
                current = SourceRows(handle, columns, [], [])
                if not handle:
                    problems.append(problem(number, "Handle", "HANDLE_MISSING", "A row needs a handle."))
                elif (first := first_rows.setdefault(handle, number)) != number:
                    problems.append(
                        problem(
                            number,
                            "Handle",
                            "HANDLE_SCATTERED",
                            f"The rows of a product stand together; this one began in row {first}.",
                        )
                    )
            current.rows.append((number, row))
            current.problems.extend(problems)
        if current is not None:
            yield current

    def _row(self, record: _Record) -> tuple[dict[str, str], list[RowProblem]]:
        number, cells = record.number, record.cells
        row = dict.fromkeys(REQUIRED, "") | dict(zip(self.header, (cell.strip() for cell in cells), strict=False))
        problems = []
        if record.fault:
            problems.append(problem(number, "", "MALFORMED_CSV", f"The row is not valid CSV: {record.fault}."))
        elif len(cells) > len(self.header):
            problems.append(
                problem(
                    number,
                    "",
                    "TOO_MANY_COLUMNS",
                    f"The row has {len(cells)} cells, the header {len(self.header)}.",
                )
            )
        elif len(cells) < len(self.header) and number == self._cut_row:
            # Excel drops empty cells at the end of rows, but never the last line break.
            problems.append(problem(number, "", "ROW_CUT_OFF", "The file ends in the middle of this row."))
        for name, cell in row.items():
            if len(cell) > self._max_cell_chars:
                problems.append(
                    problem(
                        number,
                        name,
                        "CELL_TOO_LONG",
                        f"The cell has {len(cell):,} characters; at most {self._max_cell_chars:,} are allowed.",
                    )
                )
                row[name] = ""
        return row, problems
