"""The records of a product file, whatever its format, read as the file is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

import msgspec
from fondaco.errors import InvalidInputError

from fondaco_catalog.model.transfer import json_lines, own_csv, shopify
from fondaco_catalog.model.transfer.levels import LEVELS_BY_NAME
from fondaco_catalog.model.transfer.mapping import ForeignMapping, mapped_row, plain_cell
from fondaco_catalog.model.transfer.problems import RowProblem
from fondaco_catalog.model.transfer.records import Record, json_name
from fondaco_catalog.service.transfer.files import CsvRecord, Lines, SourceFile, csv_records
from fondaco_catalog.service.transfer.long_cells import CsvLimits
from fondaco_catalog.settings import CatalogSettings

__all__ = ["FileFormat", "Source", "open_source"]

FileFormat = Literal["shopify", "csv", "jsonl"]

Row = dict[str, str]


class Source(Protocol):
    """A file that was checked as a whole.

    Attributes:
        row_count: Rows that are not blank, the header left out.
        fingerprint: The same for files of the same content.
    """

    format: FileFormat
    row_count: int
    fingerprint: str

    def records(self) -> Iterator[Record]:
        """Yields what is in the file, in its order; reads it as it goes."""
        ...


def open_source(
    file: SourceFile,
    *,
    format: FileFormat | None,  # noqa: A002 (what it is called everywhere)
    mapping: ForeignMapping | None,
    channel: str,
    settings: CatalogSettings,
) -> Source:
    """Checks a file as a whole.

    Args:
        format: None to find out.
        channel: Whose prices a file of Shopify has.

    Raises:
        InvalidInputError: ``INVALID_ENCODING``, ``MALFORMED_CSV`` if it cannot be told where a row ends,
            ``MISSING_COLUMN``, ``UNKNOWN_COLUMN`` or ``DUPLICATE_COLUMN``; see also `SourceFile`.
    """
    if format is None:
        format = "csv" if file.begins.lstrip()[:1] != b"{" else "jsonl"  # noqa: A001
        if mapping is not None:
            format = mapping.format  # noqa: A001
        elif format == "csv":
            format = None  # noqa: A001
    if format == "jsonl":
        return _JsonLines(file, mapping, settings)
    return _Csv(file, format, mapping, channel, settings)


class _JsonLines:
    format: FileFormat = "jsonl"

    def __init__(self, file: SourceFile, mapping: ForeignMapping | None, settings: CatalogSettings) -> None:
        self._lines = Lines(file, longest=settings.max_import_line_bytes)
        self._mapping = mapping
        self._longest = settings.max_import_line_bytes
        self.row_count = sum(1 for _ in self._lines)
        self.fingerprint = file.fingerprint

    def records(self) -> Iterator[Record]:
        for number, line in self._lines:
            if line is None:
                record = Record(kind="product", handle="", row=number, name=json_name)
                record.refuse("LINE_TOO_LONG", f"A line has at most {self._longest:,} bytes.", "product", "")
                yield record
            elif self._mapping is None:
                yield json_lines.read_line(line, number)
            else:
                yield from self._mapped(self._mapping, line, number)

    @staticmethod
    def _mapped(mapping: ForeignMapping, line: bytes, number: int) -> Iterator[Record]:
        try:
            found = msgspec.json.decode(line, type=dict)
        except (msgspec.DecodeError, RecursionError) as error:
            record = Record(kind="product", handle="", row=number, name=json_name)
            record.refuse("MALFORMED_JSON", f"The line is not valid JSON: {error}"[:300] + ".", "product", "")
            yield record
            return
        row = {key: plain_cell(value) for key, value in found.items()}
        if mapping.counts(row):
            cells = mapped_row(mapping, mapping.targets, row)
            columns = own_csv.Columns(mapping.header)
            yield own_csv.read_record(columns, cells.get("slug", ""), "product", [(number, cells)])


def _delimiter(begins: bytes) -> str:
    """Returns what stands between the cells of a header; spreadsheets of some countries save semicolons, or tabs."""
    header = begins.partition(b"\n")[0]
    return next((sign for sign in ",;\t" if sign.encode() in header), ",")


class _Csv:
    def __init__(
        self,
        file: SourceFile,
        format: FileFormat | None,  # noqa: A002
        mapping: ForeignMapping | None,
        channel: str,
        settings: CatalogSettings,
    ) -> None:
        self._file, self._mapping, self._channel = file, mapping, channel
        self._limits = CsvLimits(settings.max_import_cell_chars, settings.max_import_line_bytes)
        self._delimiter = mapping.delimiter if mapping is not None else _delimiter(file.begins)
        self._targets = mapping.targets if mapping is not None else {}
        self.header: list[str] = []
        self.row_count = 0
        last = 0
        for record in csv_records(file, self._delimiter, self._limits):
            last = record.number
            if last == 1:
                self.header = self._checked_header(record)
            elif not record.is_blank:
                self.row_count += 1
        self.fingerprint = file.fingerprint
        self._cut_row = 0 if file.ends_with_line_break else last
        self.format: FileFormat = format or self._guessed_format()
        self._columns = self._own_columns()

    def _checked_header(self, record: CsvRecord) -> list[str]:
        path = self._file.name
        if record.fault or record.is_overlong:
            reason = record.fault or "it is too long"
            raise InvalidInputError(f"{path}: the header is not valid CSV: {reason}.", code="MALFORMED_CSV")
        header = [cell.strip() for cell in record.cells]
        names = [name for name in header if name]
        twice = next((name for index, name in enumerate(names) if name in names[:index]), None)
        if twice is not None:
            raise InvalidInputError(f"{path}: the header has {twice} twice.", code="DUPLICATE_COLUMN")
        return header

    def _guessed_format(self) -> FileFormat:
        if self._mapping is not None or (own_csv.is_own_header(self.header) and "Handle" not in self.header):
            return "csv"
        return "shopify"

    def _own_columns(self) -> own_csv.Columns:
        path = self._file.name
        if self._mapping is not None:
            missing = [name for name in (*self._targets, *self._mapping.only) if name not in self.header]
            if missing:
                raise InvalidInputError(
                    f"{path}: the header lacks {', '.join(missing)}, which the mapping names.", code="MISSING_COLUMN"
                )
            return own_csv.Columns(self._mapping.header)
        if self.format == "csv":
            return own_csv.Columns(self.header)
        missing = [name for name in shopify.REQUIRED if name not in self.header]
        if missing:
            raise InvalidInputError(
                f"{path}: the header lacks {', '.join(missing)}. This is no product file of Shopify, nor one of ours; "
                "for columns of others write a mapping file.",
                code="MISSING_COLUMN",
            )
        return own_csv.Columns([])

    def records(self) -> Iterator[Record]:
        """Yields what is in the file; something whose rows do not stand together comes once more."""
        key, kind = "", "product"
        rows: list[tuple[int, Row]] = []
        problems: list[RowProblem] = []
        for record in csv_records(self._file, self._delimiter, self._limits):
            if record.number == 1 or record.is_blank:
                continue
            row, found = self._row(record)
            if self._mapping is not None:
                if not self._mapping.counts(row):
                    continue
                row = mapped_row(self._mapping, self._targets, row)
            its_kind, its_key = self._key(row, record.number)
            if rows and (its_key, its_kind) != (key, kind):
                yield self._record(kind, key, rows, problems)
                rows, problems = [], []
            key, kind = its_key, its_kind
            rows.append((record.number, row))
            problems += found
        if rows:
            yield self._record(kind, key, rows, problems)

    def _key(self, row: Row, number: int) -> tuple[str, str]:
        """Returns the kind of thing that a row is about, and what it shares with the other rows of the same thing."""
        if self.format == "shopify":
            return "product", row["Handle"] or f"\0{number}"
        kind = own_csv.level_of_row(self._columns, row)
        if kind != "product":
            # Rows of relations and references are one thing each.
            key = LEVELS_BY_NAME[kind].key
            return kind, (row.get(f"{kind}.{key}") if key != "product" else "") or f"\0{number}"
        return kind, row.get("slug") or row.get("externalId") or f"\0{number}"

    def _record(self, kind: str, key: str, rows: Sequence[tuple[int, Row]], problems: Sequence[RowProblem]) -> Record:
        handle = "" if key.startswith("\0") else key
        if self.format == "shopify":
            record = shopify.read_record(frozenset(self.header), handle, list(rows), self._channel)
        else:
            record = own_csv.read_record(self._columns, handle or self._name(rows[0][1]), kind, rows)
        unreadable = [problem for problem in problems if problem.code in {"MALFORMED_CSV", "LINE_TOO_LONG"}]
        named = [msgspec.structs.replace(problem, handle=handle[:255]) for problem in unreadable or problems]
        record.problems = named if unreadable else [*named, *record.problems]
        return record

    @staticmethod
    def _name(row: Row) -> str:
        return row.get("variant.sku") or row.get("title") or ""

    def _row(self, record: CsvRecord) -> tuple[Row, list[RowProblem]]:
        number, cells = record.number, record.cells
        row = dict.fromkeys(self.header, "") | dict(zip(self.header, cells, strict=False))
        problems = []

        def wrong(column: str, code: str, message: str) -> None:
            problems.append(RowProblem(row=number, column=column, code=code, message=message))

        if record.is_overlong:
            wrong("", "LINE_TOO_LONG", f"A row has at most {self._limits.row:,} characters.")
        elif record.fault:
            wrong("", "MALFORMED_CSV", f"The row is not valid CSV: {record.fault}.")
        elif len(cells) > len(self.header):
            wrong("", "TOO_MANY_COLUMNS", f"The row has {len(cells)} cells, the header {len(self.header)}.")
        elif len(cells) < len(self.header) and number == self._cut_row:
            # Excel drops empty cells at the end of rows, but never the last line break.
            wrong("", "ROW_CUT_OFF", "The file ends in the middle of this row.")
        for name, cell in row.items():
            is_long = len(cell) > self._limits.cell
            if is_long:
                wrong(name, "CELL_TOO_LONG", f"The cell has more than {self._limits.cell:,} characters.")
            row[name] = "" if is_long else cell.strip()
        return row, problems
