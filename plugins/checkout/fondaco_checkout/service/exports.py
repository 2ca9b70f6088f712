"""Exports of orders: asked for by staff, written by a job a page at a time, downloaded for a week."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import msgspec
import structlog
from fondaco import clock
from fondaco.access.principals import SYSTEM
from fondaco.context import Context
from fondaco.db.pagination import PageArgs
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import DomainError, NotFoundError
from fondaco.files.uploads import receive_file
from fondaco.ids import new_id
from fondaco.jobs import JobContext

from fondaco_checkout.model.order_files import ExportState, OrderExport, OrderFileFormat, header_of, text_of
from fondaco_checkout.model.order_filter import OrderCriteria, OrderSort
from fondaco_checkout.repository import exports as repository
from fondaco_checkout.repository.order_lists import list_orders
from fondaco_checkout.repository.orders import list_lines

__all__ = ["JOB", "cancel_export", "carry_out_exports", "start_export"]

JOB = "checkout.export_orders"
AT_ONCE = 500
"""Orders of a page: what is in memory."""
LEASE = timedelta(minutes=5)
"""An export of which nobody showed life for so long is begun anew."""
KEPT = timedelta(days=7)

log = structlog.get_logger("fondaco.checkout")


async def start_export(uow: UnitOfWork, criteria: OrderCriteria, format_: OrderFileFormat) -> OrderExport:
    """Lets orders be exported, the oldest first; returns the export, which waits for a job."""
    export = OrderExport(
        id=new_id(),
        state=ExportState.WAITING,
        format=format_,
        name=f"orders-{uow.now:%Y-%m-%d}.{format_.value}",
        criteria=msgspec.json.encode(criteria).decode(),
        orders_done=0,
        output=None,
        stop_code=None,
        stop_message=None,
        requested_by=uow.context.principal.id[:200],
        created_at=uow.now,
        updated_at=uow.now,
        finished_at=None,
        expires_at=None,
    )
    await repository.add_export(export)
    uow.enqueue(JOB)
    return export


async def cancel_export(uow: UnitOfWork, export_id: UUID) -> OrderExport:
    """Cancels an export; one that runs ends with its page. One that is over stays as it is.

    Raises:
        NotFoundError: ``EXPORT_NOT_FOUND``.
    """
    await repository.cancel_export(export_id, uow.now)
    found = (await repository.find_exports([export_id])).get(export_id)
    if found is None:
        raise NotFoundError("There is no such export.", code="EXPORT_NOT_FOUND", field=("id",))
    return found


class _OverError(Exception):
    """Ends an export that is cancelled, or that somebody else has taken over."""


async def carry_out_exports(job: JobContext) -> None:
    """Writes the exports that wait, one after the other, and forgets those whose time is over.

    Any number of workers may do so at once: each export is one's. One whose worker died is begun anew.
    """
    await repository.delete_exports(clock.utc_now())
    while (export := await repository.take_export(clock.utc_now() - LEASE, clock.utc_now())) is not None:
        with structlog.contextvars.bound_contextvars(order_export=str(export.id)):
            try:
                await _write(job, export)
            except _OverError:
                log.info("order_export_given_up")
            except DomainError as error:
                await _fail(export, error.code, error.message)
            except Exception:
                log.exception("order_export_failed")
                await _fail(export, "INTERNAL_ERROR", "Something went wrong inside; the log of the worker says what.")


async def _fail(export: OrderExport, code: str, message: str) -> None:
    await repository.finish_export(export.id, ExportState.FAILED, clock.utc_now(), stop_code=code, stop_message=message)


async def _write(job: JobContext, export: OrderExport) -> None:
    principal = msgspec.structs.replace(SYSTEM, id=export.requested_by)
    context = Context(channel=next(iter(job.app.channels.values())), locale="en", principal=principal)
    file = await receive_file(
        job.app.unit_of_work,
        context,
        job.app.files,
        name=export.name,
        content_type="",
        chunks=_chunks(export),
        private=True,
    )
    async with job.app.unit_of_work(context) as uow:
        expires = uow.now + KEPT
        await repository.finish_export(export.id, ExportState.DONE, uow.now, output=file.id, expires_at=expires)


async def _chunks(export: OrderExport) -> AsyncIterator[bytes]:
    criteria = msgspec.json.decode(export.criteria, type=OrderCriteria)
    shown, done, after = export.updated_at, 0, None
    yield header_of(export.format).encode()
    while True:
        page = await list_orders(PageArgs(first=AT_ONCE, after=after), criteria, OrderSort.OLDEST, largest=AT_ONCE)
        lines = await list_lines([order.id for order in page.nodes])
        yield "".join(text_of(export.format, order, lines[order.id]) for order in page.nodes).encode()
        done, after, now = done + len(page.nodes), page.end_cursor, clock.utc_now()
        if not await repository.show_life(export.id, done, shown, now):
            raise _OverError
        shown = now
        if not page.has_next_page:
            return
