"""Shopify's product CSV: rows put together to products, what is wrong with them said by row and column.

Format: https://help.shopify.com/en/manual/products/import-export/using-csv. Rows of one product stand together and
share the handle; the first one carries the product, each may carry a variant and a picture. Rows are numbered as a
spreadsheet does: the header is row 1, a cell with line breaks is still one row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from fondaco.commerce import TAX_EXEMPT
from fondaco.errors import InvalidInputError
from fondaco.spreadsheets import original
from msgspec import structs

from fondaco_catalog.model.text import LONGEST_SLUG, fold, slugify, valid_slug
from fondaco_catalog.model.transfer.kinds import FALSE, TRUE
from fondaco_catalog.model.transfer.problems import RowProblem
from fondaco_catalog.model.transfer.records import Record

__all__ = ["REQUIRED", "read_record", "shopify_name"]

REQUIRED = ("Handle", "Title", "Variant Price")
OPTIONS = 3
ACTIVE, INACTIVE = frozenset({"", "active"}), frozenset({"draft", "archived", "unlisted"})
LONGEST_HANDLE = 255
"""Characters; Shopify's own limit."""

COLUMNS: Mapping[str, str] = {
    "slug": "Handle",
    "title": "Title",
    "description": "Body (HTML)",
    "brand": "Vendor",
    "productType": "Type",
    "tags": "Tags",
    "seoTitle": "SEO Title",
    "seoDescription": "SEO Description",
    "published": "Published",
    "media.url": "Image Src",
    "media.alt": "Image Alt Text",
    "variant.sku": "Variant SKU",
    "variant.barcode": "Variant Barcode",
    "variant.weightGrams": "Variant Grams",
    "variant.requiresShipping": "Variant Requires Shipping",
    "variant.trackStock": "Variant Inventory Tracker",
    "variant.taxClass": "Variant Taxable",
    "variant.media": "Variant Image",
    "variant.price": "Variant Price",
    "variant.compareAt": "Variant Compare At Price",
}
"""The columns that are read, by the field that they fill."""

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?")


def shopify_name(level: str, index: int, name: str, dimension: str) -> str:
    """Calls a field by its column."""
    del index
    if level == "option" or name == "option":
        return f"Option{dimension if dimension.isdigit() else 1} {'Name' if level == 'option' else 'Value'}"
    return COLUMNS.get(name if level == "product" else f"{level}.{name}", "")


def _silent(columns: frozenset[str]) -> frozenset[str]:
    lacking = {field for field, column in COLUMNS.items() if column not in columns}
    return frozenset(lacking - {"published"} if {"Published", "Status"} & columns else lacking)


def slug_of(handle: str) -> str:
    """Returns the slug of a handle: itself in lower case if it can be one, else what is made out of it."""
    slug = fold(handle)
    try:
        return valid_slug(slug)
    except InvalidInputError:
        return slugify(handle, "product")[:LONGEST_SLUG]


def read_record(
    columns: frozenset[str], handle: str, rows: Sequence[tuple[int, dict[str, str]]], channel: str
) -> Record:
    """Puts the rows of one product together to a record with prices in a channel; or with all that is wrong with them.

    Args:
        columns: Names in the file's header.
        rows: Their numbers, and their cells by column.
    """
    return _Reader(columns, handle, rows, channel).read()


class _Reader:
    """Reads the rows of one product and gathers everything that is wrong with them."""

    def __init__(
        self, columns: frozenset[str], handle: str, rows: Sequence[tuple[int, dict[str, str]]], channel: str
    ) -> None:
        self._rows = rows
        self._channel = channel
        self._number, self._row = rows[0]
        self._record = Record(
            kind="product", handle=handle, row=self._number, rows=len(rows), name=shopify_name,
            scattered="HANDLE_SCATTERED", silent=_silent(columns),
        )  # fmt: skip

    def read(self) -> Record:
        record = self._record
        first_row, first = self._rows[0]
        if not record.handle:
            self._wrong("Handle", "HANDLE_MISSING", "A row needs a handle.")
        if len(record.handle) > LONGEST_HANDLE:
            self._wrong("Handle", "TOO_LONG", f"A handle has at most {LONGEST_HANDLE} characters.")
        if not first["Title"]:
            self._wrong("Title", "TITLE_MISSING", "The first row of a product needs a title.")
        if self._flag("Gift Card", default=False):
            self._wrong("Gift Card", "GIFT_CARD_UNSUPPORTED", "Gift cards are no products here.")
        published = self._published()
        names = self._option_names()
        media: dict[str, tuple[int, int, str]] = {}
        variants: list[tuple[int, dict[str, Any]]] = []
        for number, row in self._rows:
            self._number, self._row = number, row
            self._read_picture(media)
            if number == first_row or self._has_variant():
                variants.append((number, self._variant(names)))
        pictures = [(row, url, alt) for url, (_, row, alt) in sorted(media.items(), key=lambda found: found[1][:2])]
        known = set(media)
        for number, variant in variants:
            # Shopify adds a variant's picture to the product's.
            if variant["media"] is not None and variant["media"] not in known:
                known.add(variant["media"])
                pictures.append((number, variant["media"], ""))
        record.places = {"variant": [row for row, _ in variants], "media": [row for row, _, _ in pictures]}
        self._row = first
        record.item = {
            "slug": slug_of(record.handle),
            "title": first["Title"],
            "description": self._cell("Body (HTML)"),
            "brand": self._cell("Vendor") or None,
            "productType": self._cell("Type") or None,
            "tags": list(dict.fromkeys(tag for part in self._cell("Tags").split(",") if (tag := part.strip()))),
            "seoTitle": self._cell("SEO Title"),
            "seoDescription": self._cell("SEO Description"),
            "published": {self._channel: published},
            "options": [{"name": name, "labels": {}, "values": []} for name in names],
            "media": [{"url": url, "alt": alt} for _, url, alt in pictures],
            "variants": [variant for _, variant in variants],
        }
        return record

    def _wrong(self, column: str, code: str, message: str) -> None:
        problem = RowProblem(row=self._number, column=column, code=code, message=message)
        self._record.problems.append(structs.replace(problem, handle=self._record.handle[:LONGEST_HANDLE]))

    def _cell(self, column: str) -> str:
        return original(self._row.get(column, ""))

    def _published(self) -> bool:
        status = self._cell("Status").lower()
        if status not in ACTIVE | INACTIVE:
            self._wrong("Status", "INVALID_STATUS", "A status is active, draft or archived.")
        return self._flag("Published", default=True) and status in ACTIVE

    def _option_names(self) -> list[str]:
        names = [self._cell(f"Option{number} Name") for number in range(1, OPTIONS + 1)]
        values = [self._cell(f"Option{number} Value") for number in range(1, OPTIONS + 1)]
        alone = sum(bool(row.get("Option1 Value")) for _, row in self._rows) <= 1
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

    def _read_picture(self, media: dict[str, tuple[int, int, str]]) -> None:
        url = self._cell("Image Src")
        if not url:
            return
        position = self._whole("Image Position", default=2**31) if self._cell("Image Position") else 2**31
        media.setdefault(url, (position, self._number, self._cell("Image Alt Text")))

    def _variant(self, names: list[str]) -> dict[str, Any]:
        values = [self._cell(f"Option{number} Value") for number in range(1, OPTIONS + 1)]
        chosen = values[: len(names)]
        if any(values[len(names) :]) and names:
            self._wrong(f"Option{len(names) + 1} Value", "OPTION_COUNT_MISMATCH", "The product has no such option.")
        for index, value in enumerate(chosen):
            if not value:
                self._wrong(f"Option{index + 1} Value", "OPTION_COUNT_MISMATCH", "The variant lacks this value.")
        taxable = self._flag("Variant Taxable", default=True)
        return {
            "options": chosen,
            "prices": {self._channel: self._price()},
            "sku": self._cell("Variant SKU").removeprefix("'"),
            "barcode": self._cell("Variant Barcode").removeprefix("'"),
            "weightGrams": self._whole("Variant Grams", default=0),
            "requiresShipping": self._flag("Variant Requires Shipping", default=True),
            "trackStock": bool(self._cell("Variant Inventory Tracker")),
            # Which class is taxed how Shopify does not say: the deployment's usual one.
            "taxClass": "" if taxable else TAX_EXEMPT,
            "media": self._cell("Variant Image") or None,
        }

    def _price(self) -> dict[str, Any]:
        price, compare_at = self._number_in("Variant Price"), self._number_in("Variant Compare At Price")
        if not self._cell("Variant Price"):
            self._wrong("Variant Price", "PRICE_MISSING", "A variant needs a price.")
        return {"price": None if price is None else str(price), "compareAt": str(compare_at) if compare_at else None}

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
