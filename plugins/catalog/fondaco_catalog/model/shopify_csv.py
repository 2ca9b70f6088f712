"""Shopify's product CSV: rows put together to products, what is wrong with them said by row and column.

Format: https://help.shopify.com/en/manual/products/import-export/using-csv. Rows of one product stand together and
share the handle; the first one carries the product, each may carry a variant and a picture. Rows are numbered as a
spreadsheet does: the header is row 1, a cell with line breaks is still one row.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import msgspec
from fondaco.commerce import TAX_EXEMPT
from fondaco.errors import InvalidInputError

from fondaco_catalog.model.drafts import MediaDraft, OptionDraft, PriceDraft, ProductDraft, VariantDraft
from fondaco_catalog.model.text import LONGEST_SLUG, fold, slugify, valid_slug

__all__ = ["REQUIRED", "ImportedProduct", "RowProblem", "SourceRows", "problem"]

REQUIRED = ("Handle", "Title", "Variant Price")
OPTIONS = 3
TRUE, FALSE = frozenset({"true", "yes", "1", "t", "y"}), frozenset({"false", "no", "0", "f", "n"})
ACTIVE, INACTIVE = frozenset({"", "active"}), frozenset({"draft", "archived", "unlisted"})
LONGEST_HANDLE = 255
"""Characters; Shopify's own limit."""
FIELDS = {
    "description": "Body (HTML)",
    "brand": "Vendor",
    "product_type": "Type",
    "tags": "Tags",
    "seo_title": "SEO Title",
    "seo_description": "SEO Description",
    "alt": "Image Alt Text",
    "sku": "Variant SKU",
    "barcode": "Variant Barcode",
    "weight_grams": "Variant Grams",
    "requires_shipping": "Variant Requires Shipping",
    "track_stock": "Variant Inventory Tracker",
    "tax_class": "Variant Taxable",
    "media_url": "Variant Image",
    "compare_at": "Variant Compare At Price",
}
"""The columns that a file may lack, by what they say of a product, a picture, a variant or a price."""

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
        silent: What the file has no column for: keys of `FIELDS`, and ``published``.
    """

    handle: str
    draft: ProductDraft
    published: bool
    first_row: int
    variant_rows: tuple[int, ...]
    media_rows: tuple[int, ...]
    silent: frozenset[str]


class SourceRows(msgspec.Struct, frozen=True):
    """The rows of one product.

    Attributes:
        columns: Names in the file's header.
        rows: Their numbers, and their cells by column.
        problems: What was found while reading.
    """

    handle: str
    columns: frozenset[str]
    rows: list[tuple[int, dict[str, str]]]
    problems: list[RowProblem]

    @property
    def silent(self) -> frozenset[str]:
        """What the file has no column for: see `ImportedProduct`."""
        lacking = {name for name, column in FIELDS.items() if column not in self.columns}
        return frozenset(lacking if {"Published", "Status"} & self.columns else {*lacking, "published"})

    def product(self, channel: str) -> ImportedProduct | list[RowProblem]:
        """Puts the rows together to a product with prices in a channel, or says all that is wrong with them."""
        unreadable = [problem for problem in self.problems if problem.code == "MALFORMED_CSV"]
        return self.named(unreadable) if unreadable else _Reader(self, channel).read()

    def named(self, problems: list[RowProblem]) -> list[RowProblem]:
        """Returns problems with the handle of this product."""
        handle = self.handle[:LONGEST_HANDLE]
        return [msgspec.structs.replace(problem, handle=handle) for problem in problems]


def problem(row: int, column: str, code: str, message: str) -> RowProblem:
    """Returns a problem of a product that is not known yet."""
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
        if len(self._source.handle) > LONGEST_HANDLE:
            self._wrong("Handle", "TOO_LONG", f"A handle has at most {LONGEST_HANDLE} characters.")
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
            return self._source.named(self._problems)
        return ImportedProduct(
            handle=self._source.handle,
            draft=ProductDraft(
                title=first["Title"],
                slug=slug_of(self._source.handle),
                description=first.get("Body (HTML)", ""),
                brand=first.get("Vendor", ""),
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
            silent=self._source.silent,
        )

    def _wrong(self, column: str, code: str, message: str) -> None:
        self._problems.append(problem(self._number, column, code, message))

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
            tax_class=None if taxable else TAX_EXEMPT,
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
