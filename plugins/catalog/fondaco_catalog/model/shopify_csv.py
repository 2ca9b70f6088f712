"""Shopify's product CSV: rows put together to products, what is wrong with them said by row and column.

Format: https://help.shopify.com/en/manual/products/import-export/using-csv. Rows of one product stand together and
share the handle; the first one carries the product, each may carry a variant and a picture. Rows are numbered as a
spreadsheet does: the header is row 1, a cell with line breaks is still one row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from os import SEEK_END
from pathlib import Path

import msgspec
from fondaco.commerce import TAX_EXEMPT
from fondaco.errors import InvalidInputError

from fondaco_catalog.model.drafts import MediaDraft, OptionDraft, PriceDraft, ProductDraft, VariantDraft
from fondaco_catalog.model.text import LONGEST_SLUG, fold, slugify, valid_slug

__all__ = ["ImportedProduct", "RowProblem", "ShopifyFile", "SourceRows"]

REQUIRED = ("Handle", "Title", "Variant Price")
OPTIONS = 3
TRUE, FALSE = frozenset({"true", "yes", "1", "t", "y"}), frozenset({"false", "no", "0", "f", "n"})
ACTIVE, INACTIVE = frozenset({"", "active"}), frozenset({"draft", "archived", "unlisted"})
"""Tax class of variants that Shopify calls not taxable."""
HARD_CELL_LIMIT = 64_000_000
"""Characters at which the parser itself gives up; an unclosed quote reaches it, or the end of the file."""

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?")


class RowProblem(msgspec.Struct, frozen=True, kw_only=True):
    """Why something of a file was not imported.

    Attributes:
        row: As a spreadsheet numbers it.
        column: Name in the header; empty where it is about the row.
        handle: The product that was left out because of it.
    """

    row: int
    column: str
    code: str
    message: str
    handle: str = ""


class ImportedProduct(msgspec.Struct, frozen=True, kw_only=True):
    """A product as a file describes it.

    Attributes:
        published: Whether the file says that it is sold.
        first_row: Row of the product's own texts.
        variant_rows: Row of each variant of the draft.
        media_rows: Row of each picture of the draft.
    """

    handle: str
    draft: ProductDraft
    published: bool
    first_row: int
    variant_rows: tuple[int, ...]
    media_rows: tuple[int, ...]


class SourceRows(msgspec.Struct, frozen=True):
    """The rows of one product: their numbers, and their cells by column. ``problems`` were found while reading."""

    handle: str
    rows: list[tuple[int, dict[str, str]]]
    problems: list[RowProblem]

    def product(self, channel: str) -> ImportedProduct | list[RowProblem]:
        """Puts the rows together to a product with prices in a channel, or says all that is wrong with them."""
        return _Reader(self, channel).read()


class ShopifyFile:
    """A file on disk, checked as a whole before anything of it is used.

    Args:
        path: Of a CSV file in UTF-8, with or without byte order mark.
        max_cell_chars: Longer cells are refused, with their row.
        max_bytes: A larger file is refused.

    Raises:
        InvalidInputError: ``FILE_NOT_FOUND``, ``FILE_TOO_LARGE``, ``FILE_EMPTY``, ``INVALID_ENCODING``,
            ``MALFORMED_CSV``, ``MISSING_COLUMN`` or ``DUPLICATE_COLUMN``.
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
        number = 0
        for number, cells in self._records():
            if number == 1:
                self.header = self._checked_header(cells)
            elif any(cells):
                self.row_count += 1
        if not self.header:
            raise InvalidInputError(f"{path} is empty.", code="FILE_EMPTY")
        self._cut_row = 0 if self._ends_with_line_break() else number

    def _ends_with_line_break(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(-1, SEEK_END)
            return file.read(1) in {b"\n", b"\r"}

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Yields every record with its number."""
        number = 0
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.reader(file, strict=True)
                try:
                    for number, cells in enumerate(reader, start=1):
                        yield number, cells
                except csv.Error as error:
                    raise InvalidInputError(
                        f"{self.path}: row {number + 1}, which ends at line {reader.line_num}, is not valid CSV: "
                        f"{error}. Look for a quotation mark that is never closed.",
                        code="MALFORMED_CSV",
                    ) from error
        except UnicodeDecodeError as error:
            raise InvalidInputError(
                f"{self.path} is not UTF-8 ({error.reason}, after row {number}). Save it as “CSV UTF-8”.",
                code="INVALID_ENCODING",
            ) from error

    def _checked_header(self, cells: list[str]) -> list[str]:
        header = [cell.strip() for cell in cells]
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
        for number, cells in self._records():
            if number == 1 or not any(cell.strip() for cell in cells):
                continue
            row, problems = self._row(number, cells)
            handle = row["Handle"]
            if current is None or current.handle != handle or not handle:
                if current is not None:
                    yield current
                current = SourceRows(handle, [], [])
                if not handle:
                    problems.append(_problem(number, "Handle", "HANDLE_MISSING", "A row needs a handle."))
                elif (first := first_rows.setdefault(handle, number)) != number:
                    problems.append(
                        _problem(
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

    def _row(self, number: int, cells: list[str]) -> tuple[dict[str, str], list[RowProblem]]:
        row = dict.fromkeys(REQUIRED, "") | dict(zip(self.header, (cell.strip() for cell in cells), strict=False))
        problems = []
        if len(cells) > len(self.header):
            problems.append(
                _problem(
                    number,
                    "",
                    "TOO_MANY_COLUMNS",
                    f"The row has {len(cells)} cells, the header {len(self.header)}.",
                )
            )
        elif len(cells) < len(self.header) and number == self._cut_row:
            # Excel drops empty cells at the end of rows, but never the last line break.
            problems.append(_problem(number, "", "ROW_CUT_OFF", "The file ends in the middle of this row."))
        for name, cell in row.items():
            if len(cell) > self._max_cell_chars:
                problems.append(
                    _problem(
                        number,
                        name,
                        "CELL_TOO_LONG",
                        f"The cell has {len(cell):,} characters; at most {self._max_cell_chars:,} are allowed.",
                    )
                )
                row[name] = ""
        return row, problems


def _problem(row: int, column: str, code: str, message: str) -> RowProblem:
    return RowProblem(row=row, column=column, code=code, message=message)


def slug_of(handle: str) -> str:
    """Returns the slug of a handle: itself in lower case if it can be one, else what is made out of it."""
    slug = fold(handle)
    try:
        return valid_slug(slug)
    except InvalidInputError:
        return slugify(handle, "product")[:LONGEST_SLUG]


class _Reader:
    """Reads the rows of one product and gathers everything that is wrong with them."""

    def __init__(self, source: SourceRows, channel: str) -> None:
        self._source = source
        self._channel = channel
        self._problems = list(source.problems)
        self._number = 0
        self._row: dict[str, str] = {}

    def read(self) -> ImportedProduct | list[RowProblem]:
        first_row, first = self._source.rows[0]
        self._number, self._row = first_row, first
        if not first["Title"]:
            self._wrong("Title", "TITLE_MISSING", "The first row of a product needs a title.")
        if self._flag("Gift Card", default=False):
            self._wrong("Gift Card", "GIFT_CARD_UNSUPPORTED", "Gift cards are no products here.")
        published = self._published()
        names = self._option_names()
        media: dict[str, tuple[int, int, MediaDraft]] = {}
        variants: list[tuple[int, VariantDraft]] = []
        for number, row in self._source.rows:
            self._number, self._row = number, row
            self._read_picture(media)
            if number == first_row or self._has_variant():
                variants.append((number, self._variant(names)))
        pictures = sorted(media.values(), key=lambda found: found[:2])
        known = {draft.url for _, _, draft in pictures}
        for number, variant in variants:
            # Shopify adds a variant's picture to the product's.
            if variant.media_url is not None and variant.media_url not in known:
                known.add(variant.media_url)
                pictures.append((0, number, MediaDraft(variant.media_url)))
        if self._problems:
            return [msgspec.structs.replace(problem, handle=self._source.handle) for problem in self._problems]
        return ImportedProduct(
            handle=self._source.handle,
            draft=ProductDraft(
                title=first["Title"],
                slug=slug_of(self._source.handle),
                description=first.get("Body (HTML)", ""),
                vendor=first.get("Vendor", ""),
                product_type=first.get("Type", ""),
                tags=tuple(dict.fromkeys(tag for part in first.get("Tags", "").split(",") if (tag := part.strip()))),
                seo_title=first.get("SEO Title", ""),
                seo_description=first.get("SEO Description", ""),
                options=tuple(OptionDraft(name) for name in names),
                variants=tuple(variant for _, variant in variants),
                media=tuple(draft for _, _, draft in pictures),
            ),
            published=published,
            first_row=first_row,
            variant_rows=tuple(row for row, _ in variants),
            media_rows=tuple(row for _, row, _ in pictures),
        )

    def _wrong(self, column: str, code: str, message: str) -> None:
        self._problems.append(_problem(self._number, column, code, message))

    def _cell(self, column: str) -> str:
        return self._row.get(column, "")

    def _published(self) -> bool:
        status = self._cell("Status").lower()
        if status not in ACTIVE | INACTIVE:
            self._wrong("Status", "INVALID_STATUS", "A status is active, draft or archived.")
        return self._flag("Published", default=True) and status in ACTIVE

    def _option_names(self) -> list[str]:
        names = [self._cell(f"Option{number} Name") for number in range(1, OPTIONS + 1)]
        values = [self._cell(f"Option{number} Value") for number in range(1, OPTIONS + 1)]
        alone = sum(bool(row.get("Option1 Value")) for _, row in self._source.rows) <= 1
        if alone and not any(names[1:] + values[1:]) and values[0] in {"", "Default Title"}:
            return []  # Shopify's way of saying that there is nothing to choose
        for index, (name, value) in enumerate(zip(names, values, strict=True)):
            if bool(name) != bool(value):
                self._wrong(
                    f"Option{index + 1} {'Name' if value else 'Value'}",
                    "OPTION_INCOMPLETE",
                    "An option needs a name and a value.",
                )
            elif name and index and not names[index - 1]:
                self._wrong(f"Option{index} Name", "OPTION_INCOMPLETE", "Options are given from the first one on.")
        return [name for name in names if name]

    def _has_variant(self) -> bool:
        options = (f"Option{number} Value" for number in range(1, OPTIONS + 1))
        return any(self._cell(column) for column in (*options, "Variant SKU", "Variant Price", "Variant Barcode"))

    def _read_picture(self, media: dict[str, tuple[int, int, MediaDraft]]) -> None:
        url = self._cell("Image Src")
        if not url:
            return
        position = self._whole("Image Position", default=2**31) if self._cell("Image Position") else 2**31
        media.setdefault(url, (position, self._number, MediaDraft(url, self._cell("Image Alt Text"))))

    def _variant(self, names: list[str]) -> VariantDraft:
        values = [self._cell(f"Option{number} Value") for number in range(1, OPTIONS + 1)]
        chosen = values[: len(names)]
        if any(values[len(names) :]) and names:
            self._wrong(f"Option{len(names) + 1} Value", "OPTION_COUNT_MISMATCH", "The product has no such option.")
        for index, value in enumerate(chosen):
            if not value:
                self._wrong(f"Option{index + 1} Value", "OPTION_COUNT_MISMATCH", "The variant lacks this value.")
        taxable = self._flag("Variant Taxable", default=True)
        return VariantDraft(
            options=tuple(chosen),
            sku=self._cell("Variant SKU").removeprefix("'"),
            barcode=self._cell("Variant Barcode").removeprefix("'"),
            prices=self._prices(),
            weight_grams=self._whole("Variant Grams", default=0),
            requires_shipping=self._flag("Variant Requires Shipping", default=True),
            track_stock=bool(self._cell("Variant Inventory Tracker")),
            tax_class="standard" if taxable else TAX_EXEMPT,
            media_url=self._cell("Variant Image") or None,
        )

    def _prices(self) -> tuple[PriceDraft, ...]:
        price, compare_at = self._number_in("Variant Price"), self._number_in("Variant Compare At Price")
        if not self._cell("Variant Price"):
            self._wrong("Variant Price", "PRICE_MISSING", "A variant needs a price.")
        if price is None:
            return ()
        return (PriceDraft(self._channel, price, compare_at or None),)

    def _number_in(self, column: str) -> Decimal | None:
        cell = self._cell(column)
        if not cell:
            return None
        if _NUMBER.fullmatch(cell) is None:
            self._wrong(column, "INVALID_NUMBER", f"{cell[:50]!r} is not a number such as 19.90.")
            return None
        number = Decimal(cell)
        if number < 0:
            self._wrong(column, "NEGATIVE_NUMBER", "This cannot be negative.")
            return None
        return number

    def _whole(self, column: str, *, default: int) -> int:
        number = self._number_in(column)
        return default if number is None else int(number.to_integral_value(ROUND_HALF_UP))

    def _flag(self, column: str, *, default: bool) -> bool:
        cell = self._cell(column).lower()
        if cell in TRUE or cell in FALSE:
            return cell in TRUE
        if cell:
            self._wrong(column, "INVALID_BOOLEAN", f"{cell[:50]!r} is neither true nor false.")
        return default
