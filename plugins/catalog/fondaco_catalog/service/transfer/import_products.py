"""Importing product files: batch by batch, or all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from fondaco import clock
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, UnavailableError

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.transfer.mapping import read_mapping
from fondaco_catalog.model.transfer.problems import RowProblem
from fondaco_catalog.model.transfer.records import Record
from fondaco_catalog.repository.transfer import transfers
from fondaco_catalog.repository.transfer.lookups import Match, lock_batch
from fondaco_catalog.repository.transfer.transfers import Counts
from fondaco_catalog.service.transfer.batch import BatchWriter
from fondaco_catalog.service.transfer.files import SourceFile
from fondaco_catalog.service.transfer.sources import FileFormat, Source, open_source

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["ImportOptions", "ImportReport", "Stopped", "import_products"]

Progress = Callable[[int, int], None]


class ImportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is imported.

    Attributes:
        channel: Slug of the channel that the prices of a file of Shopify are for.
        format: None to find out.
        mapping: The text of a mapping file.
        match: What products are found again by.
        atomic: All products or, if one of them is refused, none.
        dry_run: Say what would happen, and change nothing.
        publish: True to publish every product in the channel, False to publish and unpublish none, None to do what the
            file says.
    """

    channel: str
    format: FileFormat | None = None
    mapping: str = ""
    match: Match = "slug"
    atomic: bool = False
    dry_run: bool = False
    publish: bool | None = None

    @property
    def one_transaction(self) -> bool:
        """Whether nothing is kept before the end."""
        return self.atomic or self.dry_run


class Stopped(msgspec.Struct, frozen=True):
    """Why an import ended early. What was imported before stays; running it again finishes it."""

    code: str
    message: str


class ImportReport(msgspec.Struct, kw_only=True):
    """What an import did, in products, categories and collections.

    Attributes:
        applied: Whether anything of it was kept: not after a dry run, nor if an atomic import had failures.
        rows: What is wrong, in the order of the file, up to the deployment's limit.
        problems: How many of them there are in all.
        resumed: The rows that an earlier run had done.
    """

    applied: bool = True
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    problems: int = 0
    rows: list[RowProblem] = msgspec.field(default_factory=list)
    stopped: Stopped | None = None
    resumed: int = 0

    @property
    def ok(self) -> bool:
        """Whether everything of the file was imported."""
        return not self.failed and self.stopped is None

    def count(self, counts: Counts, problems: list[RowProblem], most: int) -> None:
        """Adds what was done with some of the file.

        Args:
            most: As many problems are told.
        """
        for name in ("created", "updated", "unchanged", "failed", "problems"):
            setattr(self, name, getattr(self, name) + getattr(counts, name))
        self.rows.extend(problems[: max(most - len(self.rows), 0)])


class _UndoError(Exception):
    """Leaves a transaction without keeping it."""


class _Import:
    """One run over one file."""

    def __init__(
        self, app: App, source: Source, options: ImportOptions, policy: Policy, transfer_id: UUID, progress: Progress
    ) -> None:
        self._app = app
        self._source = source
        self._options = options
        self._policy = policy
        self._transfer_id = transfer_id
        self._progress = progress
        self._context = app.system_context(policy.channel(options.channel, field=("channel",)))
        self._writer = BatchWriter(transfer_id, policy, options.match, write=not options.dry_run)
        self.done = 0
        self.report = ImportReport()

    async def batch_by_batch(self) -> None:
        """Imports some products at a time, each batch in a transaction that also notes how far the import is."""
        try:
            for records in self._batches():
                async with self._app.unit_of_work(self._context) as uow:
                    await lock_batch()
                    counts, problems = await self._put(uow, records)
                    done = self.done + sum(record.rows for record in records)
                    await transfers.add_problems(self._transfer_id, problems)
                    cancel = await transfers.advance(
                        self._transfer_id, before=self.done, done=done, counts=counts, now=clock.utc_now()
                    )
                    if cancel is None:
                        raise ConflictError("Somebody else has gone on with this import.", code="IMPORT_TAKEN_OVER")
                self._told(counts, problems, done)
                if cancel:
                    self.report.stopped = Stopped("IMPORT_CANCELLED", "The import was cancelled.")
                    return
        except UnavailableError as error:
            self.report.stopped = Stopped(error.code, error.message)

    async def in_one_transaction(self) -> None:
        """Imports everything or nothing; every problem is found even so."""
        try:
            async with self._app.unit_of_work(self._context) as uow:
                if not self._options.dry_run:
                    await lock_batch()
                for records in self._batches():
                    counts, problems = await self._put(uow, records)
                    self._told(counts, problems, self.done + sum(record.rows for record in records))
                    # What cannot be kept any more need not be written.
                    self._writer.write &= not self.report.failed
                if self._options.dry_run or self.report.failed:
                    raise _UndoError
        except _UndoError:
            self.report.applied = False
        except UnavailableError as error:
            self.report.applied = False
            self.report.stopped = Stopped(error.code, error.message)

    async def _put(self, uow: UnitOfWork, records: list[Record]) -> tuple[Counts, list[RowProblem]]:
        counts = await self._writer.put(uow, records)
        problems = [problem for record in records for problem in record.problems]
        counts.problems = len(problems)
        return counts, problems

    def _batches(self) -> Iterator[list[Record]]:
        """Yields the records that are not done yet, some at a time."""
        batch: list[Record] = []
        weight, skipped, to_skip = 0, 0, self.done
        for record in self._source.records():
            if skipped < to_skip:
                skipped += record.rows
                continue
            self._publish(record)
            batch.append(record)
            weight += 1 + len(record.item.get("variants", ()))
            if len(batch) >= self._policy.settings.import_batch or weight > 10 * self._policy.settings.import_batch:
                yield batch
                batch, weight = [], 0
        if batch:
            yield batch

    def _publish(self, record: Record) -> None:
        if record.kind != "product" or self._options.publish is None:
            return
        if self._options.publish:
            record.item["published"] = {**record.item.get("published", {}), self._options.channel: True}
            record.silent -= {"published"}
        else:
            record.item.pop("published", None)

    def _told(self, counts: Counts, problems: list[RowProblem], done: int) -> None:
        self.done = done
        self.report.count(counts, problems, self._policy.settings.max_reported_rows)
        self._progress(min(done, self._source.row_count), self._source.row_count)


async def import_products(
    app: App,
    path: Path,
    options: ImportOptions,
    policy: Policy,
    *,
    resume: bool = False,
    transfer_id: UUID | None = None,
    requested_by: str = "system",
    on_progress: Progress = lambda _done, _all: None,
) -> ImportReport:
    """Imports a product file: of Shopify, in our own CSV or JSON Lines, or by a mapping in any CSV or flat JSON Lines.

    Products are found again by their slug or the SKUs of their variants, variants by their option values or their SKU,
    so importing a file twice changes nothing the second time. A batch of products is written in one transaction: good
    ones are kept, a bad one is reported with row, field and reason, and leaves nothing behind. The file is read twice,
    the first time to check it as a whole; at no time is it all in memory.

    Args:
        resume: Go on where the last import of the same file with the same options was interrupted, if it was.
        transfer_id: An import that was noted before, whose progress is to be gone on with.
        on_progress: Called after each batch with the rows done and the rows of the file.

    Raises:
        InvalidInputError: If the file cannot be used at all, before anything is written: see `SourceFile` and
            `open_source`; ``UNKNOWN_CHANNEL``, ``INVALID_MAPPING``.
        ConflictError: ``IMPORT_TAKEN_OVER`` if two resume the same import.
    """
    settings = policy.settings
    channel = policy.channel(options.channel, field=("channel",))
    mapping = read_mapping(options.mapping) if options.mapping else None
    file = SourceFile(path, max_bytes=settings.max_import_bytes)
    source = open_source(file, format=options.format, mapping=mapping, channel=channel.slug, settings=settings)
    written = msgspec.json.encode(options).decode()
    begun = None
    if transfer_id is not None:
        begun = await transfers.find_transfer(transfer_id)
    elif resume and not options.one_transaction:
        begun = await transfers.find_resumable(source.fingerprint, written)
    if begun is not None and begun.rows_done and begun.fingerprint != source.fingerprint:
        raise InvalidInputError("The file is not the one that this import began with.", code="FILE_CHANGED")
    if begun is None:
        transfer_id = await transfers.add_transfer(
            "import", name=path.name, source=str(path), options=written, requested_by=requested_by,
            now=clock.utc_now(), state="running",
        )  # fmt: skip
    else:
        transfer_id = begun.id
    await transfers.take_over(
        transfer_id, fingerprint=source.fingerprint, rows_total=source.row_count, now=clock.utc_now()
    )
    run = _Import(app, source, options, policy, transfer_id, on_progress)
    if begun is not None and begun.rows_done:
        run.done = run.report.resumed = begun.rows_done
        run.report.count(
            Counts(begun.created, begun.updated, begun.unchanged, begun.failed, begun.problems),
            await transfers.list_problems(transfer_id, settings.max_reported_rows),
            settings.max_reported_rows,
        )
    await (run.in_one_transaction() if options.one_transaction else run.batch_by_batch())
    await _conclude(run, transfer_id, options)
    return run.report


async def _conclude(run: _Import, transfer_id: UUID, options: ImportOptions) -> None:
    report, now = run.report, clock.utc_now()
    if report.stopped is not None:
        state = "cancelled" if report.stopped.code == "IMPORT_CANCELLED" else "stopped"
    else:
        state = "failed" if options.atomic and report.failed else "done"
    try:
        if options.one_transaction:
            await transfers.add_problems(transfer_id, report.rows)
            counts = Counts(report.created, report.updated, report.unchanged, report.failed, report.problems)
            await transfers.advance(transfer_id, before=0, done=run.done, counts=counts, now=now)
        if report.stopped is None:
            await transfers.finish(transfer_id, state, now)
            await transfers.forget_keys(transfer_id)
        else:
            await transfers.finish(transfer_id, state, now, code=report.stopped.code, message=report.stopped.message)
    except UnavailableError as error:
        # The database is gone; what it knows of the import is enough to go on with it.
        report.stopped = report.stopped or Stopped(error.code, error.message)
