"""Importing product files: batch by batch, or all or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from fondaco import clock
from fondaco.access.principals import SYSTEM, Principal
from fondaco.context import Context
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, UnavailableError
from fondaco.jobs.worker_app import WorkerApp

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.transfer.mapping import read_mapping
from fondaco_catalog.model.transfer.problems import RowProblem
from fondaco_catalog.model.transfer.records import Record
from fondaco_catalog.model.transfer.withheld import refuse_withheld
from fondaco_catalog.repository.transfer import transfers, waiting
from fondaco_catalog.repository.transfer.lookups import lock_batch
from fondaco_catalog.repository.transfer.transfers import Counts, Transfer
from fondaco_catalog.service.transfer.batch import BatchWriter
from fondaco_catalog.service.transfer.files import SourceFile
from fondaco_catalog.service.transfer.import_report import ImportOptions, ImportReport, Stopped
from fondaco_catalog.service.transfer.opening import publish_held
from fondaco_catalog.service.transfer.pulse import Progress as Seen
from fondaco_catalog.service.transfer.pulse import Pulse, showing_life
from fondaco_catalog.service.transfer.sources import Source, open_source

__all__ = ["ImportOptions", "ImportReport", "Stopped", "import_products", "open_import", "run_import"]

Progress = Callable[[int, int], None]


class _UndoError(Exception):
    """Leaves a transaction without keeping it."""


class _Import:
    """One run over one file."""

    def __init__(
        self,
        app: WorkerApp,
        source: Source,
        options: ImportOptions,
        policy: Policy,
        transfer: Transfer,
        pulse: Pulse,
        progress: Progress,
        principal: Principal,
    ) -> None:
        self._app = app
        self._source = source
        self._options = options
        self._policy = policy
        self._transfer = transfer
        self._pulse = pulse
        self._progress = progress
        self._withheld = frozenset(options.withheld)
        channel = policy.channel(options.channel, field=("channel",))
        self._context = Context(channel=channel, locale=channel.default_locale, principal=principal)
        self._writer = BatchWriter(transfer.id, policy, options.match)
        self.done = transfer.rows_done
        self.report = ImportReport()

    def seen(self) -> Seen | None:
        """Returns how far it is, where the database does not know that yet."""
        if not self._options.one_transaction:
            return None
        return Seen(done=self.done, total=self._source.row_count, counts=self.counts)

    @property
    def counts(self) -> Counts:
        """What was done with the file."""
        report = self.report
        return Counts(
            report.created, report.updated, report.unchanged, report.failed, report.unpublished, report.problems
        )

    async def batch_by_batch(self) -> None:
        """Imports some products at a time, each batch in a transaction that also notes how far the import is."""
        try:
            batches = self._batches()
            # Reading takes a while, and nobody else in this process shall wait for it.
            while (records := await asyncio.to_thread(next, batches, None)) is not None:
                async with self._app.unit_of_work(self._context) as uow:
                    await lock_batch()
                    counts, problems = await self._put(uow, records)
                    done = self.done + sum(record.rows for record in records)
                    cancel = await self._note(counts, problems, done)
                self._told(counts, problems, done)
                if cancel:
                    self._cancel()
                    return
            more = True
            while more:
                async with self._app.unit_of_work(self._context) as uow:
                    await lock_batch()
                    counts, problems, more = await self._publish_held(uow)
                    await self._note(counts, problems, self.done)
                self._count(counts, problems)
            self.report.stopped = await self._finished()
        except UnavailableError as error:
            self.report.stopped = Stopped(error.code, error.message)

    async def in_one_transaction(self) -> None:
        """Imports everything or nothing; every problem is found even so.

        A dry run is the same, undone at its end: so it says what an import would, to the last row.
        """
        try:
            async with self._app.unit_of_work(self._context) as uow:
                await lock_batch()
                batches = self._batches()
                while (records := await asyncio.to_thread(next, batches, None)) is not None:
                    counts, problems = await self._put(uow, records)
                    self._told(counts, problems, self.done + sum(record.rows for record in records))
                    if self._undone:
                        # What is never told need not be remembered, however long the file is.
                        uow.messages.clear()
                        uow.tags.clear()
                    if self._pulse.over:
                        self._cancel()
                        raise _UndoError
                more = True
                while more:
                    counts, problems, more = await self._publish_held(uow)
                    self._count(counts, problems)
                if self._undone:
                    raise _UndoError
                # In this very transaction, so that what is kept is known to be, whatever happens next.
                await self._finish("done")
        except _UndoError:
            self.report.applied = False
        except UnavailableError as error:
            self.report.applied = False
            self.report.stopped = Stopped(error.code, error.message)

    @property
    def _undone(self) -> bool:
        """Whether what is one transaction is not going to be kept."""
        return bool(self._options.dry_run or self.report.failed or self.report.unpublished)

    def _cancel(self) -> None:
        self.report.stopped = Stopped("IMPORT_CANCELLED", "The import was cancelled.")

    async def _finished(self) -> Stopped | None:
        try:
            async with self._app.unit_of_work(self._context):
                await self._finish("done")
        except UnavailableError as error:
            # The database is gone; what it knows of the import is enough to go on with it.
            return Stopped(error.code, error.message)
        return None

    async def _finish(self, state: str) -> None:
        now, report = clock.utc_now(), self.report
        if self._options.one_transaction:
            await transfers.add_problems(self._transfer.id, report.rows)
            await transfers.show_life(
                self._transfer, now, done=self.done, total=self._source.row_count, counts=self.counts
            )
        stop = report.stopped or Stopped("", "")
        if not await transfers.finish(self._transfer, state, now, code=stop.code or None, message=stop.message or None):
            raise _taken_over()
        if state in {"done", "failed"}:
            await transfers.forget_keys(self._transfer.id)

    async def conclude(self, *, interrupted: str) -> None:
        """Notes how it ended, where that is not noted yet.

        Args:
            interrupted: The state of one that ended because the database did not answer.
        """
        report = self.report
        if report.stopped is None and (report.applied or not self._options.one_transaction):
            return
        if report.stopped is not None:
            state = "cancelled" if report.stopped.code == "IMPORT_CANCELLED" else interrupted
        else:
            state = "done" if self._options.dry_run else "failed"
        if self._pulse.lost:
            raise _taken_over()
        try:
            async with self._app.unit_of_work(self._context):
                await self._finish(state)
        except UnavailableError as error:
            report.stopped = report.stopped or Stopped(error.code, error.message)

    async def _put(self, uow: UnitOfWork, records: list[Record]) -> tuple[Counts, list[RowProblem]]:
        counts = await self._writer.put(uow, records)
        problems = [problem for record in records for problem in record.problems]
        counts.problems = len(problems)
        return counts, problems

    async def _publish_held(self, uow: UnitOfWork) -> tuple[Counts, list[RowProblem], bool]:
        """Tries again what could not be published before the rest of the file was read."""
        unpublished, problems, more = await publish_held(uow, self._transfer.id, self._policy)
        return Counts(unpublished=unpublished, problems=len(problems)), problems, more

    async def _note(self, counts: Counts, problems: list[RowProblem], done: int) -> bool:
        """Notes how far it is, in the transaction of what was done; says whether somebody wants it to end."""
        most = self._policy.settings.max_reported_rows - self.report.problems
        await transfers.add_problems(self._transfer.id, problems[: max(most, 0)])
        cancel = await transfers.advance(self._transfer, done=done, counts=counts, now=clock.utc_now())
        if cancel is None:
            raise _taken_over()
        return cancel

    def _batches(self) -> Iterator[list[Record]]:
        """Yields the records that are not done yet, some at a time."""
        batch: list[Record] = []
        weight, skipped, to_skip = 0, 0, self.done
        for record in self._source.records():
            if skipped < to_skip:
                skipped += record.rows
                continue
            if record.kind == "product":
                self._publish(record)
            refuse_withheld(record, self._withheld)
            if batch and (record.kind == "priceList") != (batch[-1].kind == "priceList"):
                # Whoever changes a price list commits before any product is locked.
                yield batch
                batch, weight = [], 0
            batch.append(record)
            weight += 1 + len(record.item.get("variants", ()))
            if len(batch) >= self._policy.settings.import_batch or weight > 10 * self._policy.settings.import_batch:
                yield batch
                batch, weight = [], 0
        if batch:
            yield batch

    def _publish(self, record: Record) -> None:
        if self._options.publish is None:
            return
        if self._options.publish:
            record.item["published"] = {**record.item.get("published", {}), self._options.channel: True}
            record.silent -= {"published"}
        else:
            record.item.pop("published", None)
            record.item.pop("unpublishAt", None)

    def _told(self, counts: Counts, problems: list[RowProblem], done: int) -> None:
        self.done = done
        self._count(counts, problems)
        self._progress(min(done, self._source.row_count), self._source.row_count)

    def _count(self, counts: Counts, problems: list[RowProblem]) -> None:
        self.report.count(counts, problems, self._policy.settings.max_reported_rows)


def _taken_over() -> ConflictError:
    return ConflictError("Somebody else has gone on with this import.", code="IMPORT_TAKEN_OVER")


async def open_import(path: Path, options: ImportOptions, policy: Policy, *, name: str = "") -> Source:
    """Checks a file as a whole.

    Args:
        name: What it is called in messages; its path by default.

    Raises:
        InvalidInputError: If the file cannot be used at all: see `SourceFile` and `open_source`; ``UNKNOWN_CHANNEL``,
            ``INVALID_MAPPING``.
    """
    channel = policy.channel(options.channel, field=("channel",))
    mapping = read_mapping(options.mapping) if options.mapping else None

    def opened() -> Source:
        file = SourceFile(path, max_bytes=policy.settings.max_import_bytes, name=name)
        return open_source(file, format=options.format, mapping=mapping, channel=channel.slug, settings=policy.settings)

    return await asyncio.to_thread(opened)


async def run_import(
    app: WorkerApp,
    source: Source,
    options: ImportOptions,
    policy: Policy,
    transfer: Transfer,
    *,
    interrupted: str = "stopped",
    principal: Principal = SYSTEM,
    on_progress: Progress = lambda _done, _all: None,
) -> ImportReport:
    """Carries out an import that the caller has taken over; what was done of it before is not done again.

    A batch of products is written in one transaction: good ones are kept, a bad one is reported with row, field and
    reason, and leaves nothing behind. Outside of these transactions it shows life and hears whether it is cancelled.

    Args:
        interrupted: The state of one that ends because the database does not answer: ``stopped`` or ``waiting``.
        principal: Who acts, for the history of products.
        on_progress: Called after each batch with the rows done and the rows of the file.

    Raises:
        InvalidInputError: ``FILE_CHANGED`` if the file is not the one that it began with.
        ConflictError: ``IMPORT_TAKEN_OVER`` if somebody else goes on with it.
    """
    afresh = options.one_transaction or not transfer.rows_done
    if not afresh and transfer.fingerprint != source.fingerprint:
        raise InvalidInputError("The file is not the one that this import began with.", code="FILE_CHANGED")
    channel = policy.channel(options.channel, field=("channel",))
    async with app.unit_of_work(Context(channel=channel, locale=channel.default_locale, principal=principal)):
        begun = await transfers.begin(
            transfer, fingerprint=source.fingerprint, rows_total=source.row_count, afresh=afresh, now=clock.utc_now()
        )
    if begun is None:
        raise _taken_over()
    seen: Any = None
    async with showing_life(begun, lambda: None if seen is None else seen()) as pulse:
        run = _Import(app, source, options, policy, begun, pulse, on_progress, principal)
        if begun.rows_done:
            run.report.resumed = begun.rows_done
            most = policy.settings.max_reported_rows
            run.report.count(begun.counts, await transfers.list_problems(begun.id, most), most)
        seen = run.seen
        await (run.in_one_transaction() if options.one_transaction else run.batch_by_batch())
    run.report.rows.sort(key=lambda problem: problem.row)
    await run.conclude(interrupted=interrupted)
    return run.report


async def import_products(
    app: WorkerApp,
    path: Path,
    options: ImportOptions,
    policy: Policy,
    *,
    resume: bool = False,
    requested_by: str = "system",
    on_progress: Progress = lambda _done, _all: None,
) -> ImportReport:
    """Imports a product file: of Shopify, in our own CSV or JSON Lines, or by a mapping in any CSV or flat JSON Lines.

    Products are found again by their slug, external id or the SKUs of their variants, variants by their option values,
    external id or SKU, so importing a file twice changes nothing the second time. The file is read twice, the first
    time to check it as a whole; at no time is it all in memory.

    Args:
        resume: Go on where the last import of the same file with the same options was interrupted, if it was.
        on_progress: Called after each batch with the rows done and the rows of the file.

    Raises:
        InvalidInputError: As `open_import`, before anything is written.
        ConflictError: As `run_import`.
    """
    source = await open_import(path, options, policy)
    written = msgspec.json.encode(options).decode()
    now = clock.utc_now()
    begun = None
    if resume and not options.one_transaction:
        begun = await transfers.find_resumable(source.fingerprint, written)
    if begun is None:
        transfer_id = await transfers.add_transfer(
            "import", name=path.name, source=str(path), options=written, requested_by=requested_by, now=now,
            state="running",
        )  # fmt: skip
    else:
        transfer_id = begun.id
        await waiting.set_waiting(transfer_id, now)
    transfer = await transfers.take_over(transfer_id, now)
    assert transfer is not None  # noqa: S101 (it was added, or found)
    return await run_import(app, source, options, policy, transfer, on_progress=on_progress)
