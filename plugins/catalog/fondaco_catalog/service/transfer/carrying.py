"""The jobs that carry out imports and exports, one of each at a time, and tidy up after them."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import structlog
from fondaco import clock
from fondaco.access.principals import SYSTEM, Principal
from fondaco.context import Context
from fondaco.errors import ConflictError, DomainError, InvalidInputError, UnavailableError
from fondaco.files import find_file
from fondaco.files.storage import MissingObjectError
from fondaco.files.uploads import receive_file
from fondaco.jobs import JobContext

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.repository.transfer import transfers, waiting
from fondaco_catalog.repository.transfer.transfers import Transfer
from fondaco_catalog.service.transfer.export_products import ExportOptions, export_products
from fondaco_catalog.service.transfer.import_products import open_import, run_import
from fondaco_catalog.service.transfer.import_report import ImportOptions, Stopped
from fondaco_catalog.service.transfer.pulse import LEASE, Progress, Pulse, showing_life

__all__ = ["carry_out_exports", "carry_out_imports", "clean_transfers"]

MOST_IDLE_RUNS = 5
"""Workers that may die one after the other with nothing done, before an import is given up."""

AT_ONCE = 100
CHUNK = 1 << 18

log = structlog.get_logger("fondaco_catalog")

CarryOut = Callable[[JobContext, Transfer, Policy], Awaitable[None]]


async def carry_out_imports(job: JobContext, policy: Policy) -> None:
    """Carries out the imports that wait, one after the other, and one whose worker died.

    Does nothing while another one is being carried out, so it may be run at any time and in any number of workers.
    """
    await _carry_out(job, "import", policy, _import)


async def carry_out_exports(job: JobContext, policy: Policy) -> None:
    """Carries out the exports that wait, as `carry_out_imports` does."""
    await _carry_out(job, "export", policy, _export)


async def _carry_out(job: JobContext, kind: str, policy: Policy, carry_out: CarryOut) -> None:
    while (transfer := await _take_next(job, kind)) is not None:
        with structlog.contextvars.bound_contextvars(transfer=str(transfer.id)):
            try:
                await carry_out(job, transfer, policy)
            except asyncio.CancelledError:
                # The worker stops; another one goes on at once instead of waiting until this one counts as dead.
                await transfers.finish(transfer, "waiting", clock.utc_now())
                raise
            except ConflictError as error:
                log.warning("transfer_left_alone", error=error.message)
            except UnavailableError as error:
                log.warning("transfer_interrupted", error=error.message)
                await transfers.finish(transfer, "waiting", clock.utc_now())
                return
            except DomainError as error:
                await transfers.finish(transfer, "failed", clock.utc_now(), code=error.code, message=error.message)
            except Exception:
                log.exception("transfer_failed")
                stop = Stopped("INTERNAL_ERROR", "Something went wrong inside; the log of the worker says what.")
                await _end(transfer, "stopped", stop)


async def _take_next(job: JobContext, kind: str) -> Transfer | None:
    """Takes over what is next, and settles what nobody needs to carry out any more."""
    while True:
        async with job.unit_of_work() as uow:
            # The moment is that of the lock, which another worker may have held for a while.
            found = await waiting.next_transfer(kind, clock.utc_now() - LEASE)
            if found is None:
                return None
            taken = await transfers.take_over(found.id, uow.now)
            assert taken is not None  # noqa: S101 (it is locked)
            if found.cancel_requested:
                await _end(taken, "cancelled", _cancelled(kind))
            elif taken.idle_runs > MOST_IDLE_RUNS:
                await _end(
                    taken,
                    "stopped",
                    Stopped("WORKER_DIED", f"{MOST_IDLE_RUNS} workers died or were stopped, and nothing was done."),
                )
                log.error("transfer_given_up", transfer=str(taken.id))
            else:
                return taken


async def _end(transfer: Transfer, state: str, stop: Stopped) -> None:
    await transfers.finish(transfer, state, clock.utc_now(), code=stop.code, message=stop.message)


def _cancelled(kind: str) -> Stopped:
    if kind == "import":
        return Stopped("IMPORT_CANCELLED", "The import was cancelled.")
    return Stopped("EXPORT_CANCELLED", "The export was cancelled.")


def _principal(transfer: Transfer) -> Principal:
    """Returns the system in the name of whoever asked; what they may not do is known of the import itself."""
    return msgspec.structs.replace(SYSTEM, id=transfer.requested_by)


async def _import(job: JobContext, transfer: Transfer, policy: Policy) -> None:
    options = msgspec.json.decode(transfer.options, type=ImportOptions)
    file = None if transfer.file is None else await find_file(transfer.file)
    with tempfile.NamedTemporaryFile() as local:
        async with showing_life(transfer):
            try:
                if file is None:
                    raise MissingObjectError(transfer.name)
                async for chunk in await job.app.files.storage.stream(file.key):
                    await asyncio.to_thread(local.write, chunk)
            except MissingObjectError:
                raise InvalidInputError("The file is no longer there.", code="FILE_NOT_FOUND") from None
            local.flush()
            source = await open_import(Path(local.name), options, policy, name=transfer.name)
        report = await run_import(
            job.app, source, options, policy, transfer, interrupted="waiting", principal=_principal(transfer)
        )
    if report.stopped is not None and report.stopped.code != "IMPORT_CANCELLED":
        raise UnavailableError(report.stopped.message, code=report.stopped.code)


class _CancelledError(Exception):
    """Ends an export that is not wanted any more."""


async def _export(job: JobContext, transfer: Transfer, policy: Policy) -> None:
    options = msgspec.json.decode(transfer.options, type=ExportOptions)
    channel = policy.channel(options.channel, field=("channel",))
    context = Context(channel=channel, locale=channel.default_locale, principal=_principal(transfer))
    seen = Progress(done=0, total=0)
    heard: Pulse | None = None

    def look(done: int, total: int) -> None:
        nonlocal seen
        seen = Progress(done=done, total=total)
        if heard is not None and heard.over:
            raise _CancelledError

    try:
        with tempfile.NamedTemporaryFile() as local:
            async with showing_life(transfer, lambda: seen) as heard:
                count = await export_products(job.app, local, options, policy, on_progress=look)
                if not local.tell():
                    raise InvalidInputError("There is nothing to export.", code="NOTHING_TO_EXPORT")
                local.seek(0)

                async def chunks() -> AsyncIterator[bytes]:
                    while chunk := await asyncio.to_thread(local.read, CHUNK):
                        yield chunk

                file = await receive_file(
                    job.app.unit_of_work, context, job.app.files, name=transfer.name, content_type="", chunks=chunks(),
                    private=True,
                )  # fmt: skip
    except _CancelledError:
        await _end(transfer, "cancelled", _cancelled("export"))
        return
    async with job.app.unit_of_work(context) as uow:
        await transfers.show_life(transfer, uow.now, done=count, total=count)
        expires = uow.now + timedelta(days=policy.settings.export_days)
        await transfers.finish(transfer, "done", uow.now, output=file.id, expires_at=expires)


async def clean_transfers(job: JobContext, policy: Policy) -> None:
    """Lets go of exported files whose time is over, and forgets imports and exports of long ago.

    Their files are deleted by ``system.clean_files`` then, unless something else needs them.
    """
    deleted = AT_ONCE
    async with job.unit_of_work() as uow:
        await waiting.forget_outputs(uow.now)
    while deleted == AT_ONCE:
        async with job.unit_of_work() as uow:
            before = uow.now - timedelta(days=policy.settings.transfer_days)
            deleted = await waiting.delete_finished(before, AT_ONCE)
