"""Importing product files of Shopify: product by product, or all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from fondaco.db import UnitOfWork
from fondaco.errors import DomainError, UnavailableError

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.shopify_csv import ImportedProduct, RowProblem, SourceRows
from fondaco_catalog.repository import import_state
from fondaco_catalog.repository.names import lock_names
from fondaco_catalog.service.shopify_file import ShopifyFile
from fondaco_catalog.service.upsert import Outcome, upsert_product

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["ImportOptions", "ImportReport", "Stopped", "import_products"]

Progress = Callable[[int, int], None]

_COLUMNS = {
    "title": "Title",
    "slug": "Handle",
    "description": "Body (HTML)",
    "brandName": "Vendor",
    "productTypeName": "Type",
    "tags": "Tags",
    "seoTitle": "SEO Title",
    "seoDescription": "SEO Description",
    "url": "Image Src",
    "alt": "Image Alt Text",
    "sku": "Variant SKU",
    "barcode": "Variant Barcode",
    "weightGrams": "Variant Grams",
    "price": "Variant Price",
    "compareAt": "Variant Compare At Price",
    "mediaUrl": "Variant Image",
    "options": "Option1 Value",
}


class ImportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is imported.

    Attributes:
        channel: Slug of the channel that the prices are for.
        atomic: All products or, if one of them is refused, none.
        dry_run: Do everything and undo it, to see what would happen.
        publish: True to publish every product in the channel, False to publish and unpublish none, None to do what the
            file says.
    """

    channel: str
    atomic: bool = False
    dry_run: bool = False
    publish: bool | None = None


class Stopped(msgspec.Struct, frozen=True):
    """Why an import ended early. What was imported before stays; running it again finishes it."""

    code: str
    message: str


class ImportReport(msgspec.Struct, kw_only=True):
    """What an import did, in products.

    Attributes:
        applied: Whether anything of it was kept: not after a dry run, nor if an atomic import had failures.
        rows: What is wrong, in the order of the file, up to the deployment's limit.
        problems: How many of them there are in all.
    """

    applied: bool = True
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    problems: int = 0
    rows: list[RowProblem] = msgspec.field(default_factory=list)
    stopped: Stopped | None = None

    @property
    def ok(self) -> bool:
        """Whether every product of the file was imported."""
        return not self.failed and self.stopped is None

    def count(self, outcome: Outcome) -> None:
        """Adds a product that went well."""
        setattr(self, outcome.value, getattr(self, outcome.value) + 1)

    def refuse(self, problems: list[RowProblem], most: int) -> None:
        """Adds a product that was refused."""
        self.failed += 1
        self.problems += len(problems)
        self.rows.extend(problems[: max(most - len(self.rows), 0)])


class _UndoError(Exception):
    """Leaves a transaction without keeping it."""


class _Import:
    """One run over one file."""

    def __init__(self, app: App, file: ShopifyFile, options: ImportOptions, policy: Policy, progress: Progress) -> None:
        self._app = app
        self._file = file
        self._options = options
        self._policy = policy
        self._progress = progress
        self._context = app.system_context(policy.channel(options.channel, field=("channel",)))
        self._slugs: dict[str, str] = {}
        self._done = 0
        self.report = ImportReport()

    async def product_by_product(self) -> None:
        """Imports each product in a transaction of its own."""
        try:
            for source, product in self._products():
                if isinstance(product, ImportedProduct):
                    try:
                        async with self._app.unit_of_work(self._context) as uow:
                            outcome = await self._upsert(uow, product)
                    except DomainError as error:
                        self._refuse([_problem_of(error, product)])
                    else:
                        self.report.count(outcome)
                self._told(source)
        except UnavailableError as error:
            self.report.stopped = Stopped(error.code, error.message)

    async def all_or_nothing(self) -> None:
        """Imports all products in one transaction, each behind a savepoint, so that every problem is found."""
        try:
            async with self._app.unit_of_work(self._context) as uow:
                await import_state.lock_import()
                await lock_names()
                for source, product in self._products():
                    if isinstance(product, ImportedProduct):
                        try:
                            async with uow.savepoint():
                                outcome = await self._upsert(uow, product)
                        except DomainError as error:
                            self._refuse([_problem_of(error, product)])
                        else:
                            self.report.count(outcome)
                    self._told(source)
                if self._options.dry_run or self.report.failed:
                    raise _UndoError
        except _UndoError:
            self.report.applied = False
        except UnavailableError as error:
            self.report.applied = False
            self.report.stopped = Stopped(error.code, error.message)

    def _products(self) -> Iterator[tuple[SourceRows, ImportedProduct | None]]:
        """Yields the products of the file; None for one that is refused already."""
        for source in self._file.products():
            read = source.product(self._options.channel)
            if isinstance(read, ImportedProduct):
                read = self._refuse_collision(read)
            if isinstance(read, ImportedProduct):
                yield source, read
            else:
                self._refuse(read)
                yield source, None

    def _refuse_collision(self, product: ImportedProduct) -> ImportedProduct | list[RowProblem]:
        """Two handles that become one slug, such as "A b" and "a-b", would overwrite each other."""
        other = self._slugs.setdefault(product.draft.slug or "", product.handle)
        if other == product.handle:
            return product
        return [
            RowProblem(
                row=product.first_row,
                column="Handle",
                code="HANDLE_COLLISION",
                message=f"The handles {other!r} and {product.handle!r} both become {product.draft.slug!r}.",
                handle=product.handle,
            )
        ]

    async def _upsert(self, uow: UnitOfWork, product: ImportedProduct) -> Outcome:
        published: bool | None = product.published
        silent = product.silent
        if self._options.publish is not None:
            published, silent = self._options.publish or None, silent - {"published"}
        return await upsert_product(
            uow, product.draft, self._options.channel, self._policy, published=published, silent=silent
        )

    def _told(self, source: SourceRows) -> None:
        self._done += len(source.rows)
        self._progress(self._done, self._file.row_count)

    def _refuse(self, problems: list[RowProblem]) -> None:
        self.report.refuse(problems, self._policy.settings.max_reported_rows)


def _problem_of(error: DomainError, product: ImportedProduct) -> RowProblem:
    """Says in rows and columns of the file what a verb said in fields of its input."""
    field = error.field or ()
    row, column = product.first_row, ""
    if len(field) > 1 and field[1].isdigit():
        rows = {"variants": product.variant_rows, "media": product.media_rows}.get(field[0], ())
        index = int(field[1])
        row = rows[index] if index < len(rows) else row
    for name in field:
        column = _COLUMNS.get(name, column)
    if field[2:3] == ("options",) and len(field) > 3 and field[3].isdigit():
        column = f"Option{int(field[3]) + 1} Value"
    return RowProblem(row=row, column=column, code=error.code, message=error.message, handle=product.handle)


async def import_products(
    app: App, path: Path, options: ImportOptions, policy: Policy, *, on_progress: Progress = lambda _done, _all: None
) -> ImportReport:
    """Imports a product file of Shopify.

    Products are found again by their handle, variants by their option values, so importing a file twice changes
    nothing the second time. Each product is written in a transaction of its own: good ones are kept, a bad one is
    reported with row, column and reason, and leaves nothing behind. The file is read twice, the first time to check it
    as a whole; at no time is it all in memory.

    Args:
        on_progress: Called after each product with the rows done and the rows of the file.

    Raises:
        InvalidInputError: If the file cannot be used at all, before anything is written: see `ShopifyFile`;
            ``UNKNOWN_CHANNEL``.
    """
    settings = policy.settings
    policy.channel(options.channel, field=("channel",))
    file = ShopifyFile(path, max_cell_chars=settings.max_import_cell_chars, max_bytes=settings.max_import_bytes)
    run = _Import(app, file, options, policy, on_progress)
    if options.atomic or options.dry_run:
        await run.all_or_nothing()
    else:
        await run.product_by_product()
    return run.report
