"""Exports of orders: asked for, followed, cancelled, downloaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco import clock
from fondaco.access import is_allowed
from fondaco.db.pagination import Page
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.files import list_files
from fondaco.graphql import ID, Connection, Info, Node, RequestContext, SchemaPart, enum_type, input_type, object_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import parse_global_id

from fondaco_checkout.graphql.order_lists import OrderFilter, criteria_of
from fondaco_checkout.model import order_files as model
from fondaco_checkout.model.order_files import ExportState, OrderFileFormat
from fondaco_checkout.permissions import VIEW_ORDERS
from fondaco_checkout.repository import exports as repository
from fondaco_checkout.service import exports as service

__all__ = ["exports"]

exports = SchemaPart()
enum_type(ExportState, name="OrderExportState")
enum_type(OrderFileFormat)


@object_type(model.OrderExport)
class OrderExport(Node):
    """Orders that are written to a file.

    Attributes:
        orders_done: Orders that are written.
        stop_code: Why there is no file.
        stop_message: The same for people.
        requested_by: Who asked for it.
        updated_at: When it showed life last.
        expires_at: Until when the file can be downloaded.
    """

    state: ExportState
    format: OrderFileFormat
    name: str
    orders_done: int
    stop_code: str | None
    stop_message: str | None
    requested_by: str
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None


async def _exports(context: RequestContext, ids: Sequence[UUID]) -> list[model.OrderExport | None]:
    found = await repository.find_exports(ids) if is_allowed(context.principal, VIEW_ORDERS) else {}
    return [found.get(id_) for id_ in ids]


exports.node(OrderExport, _exports)


@input_type
class OrderExportStartInput:
    """Which orders to export: as `orders` finds them, the oldest first."""

    format: OrderFileFormat = OrderFileFormat.CSV
    search: str = ""
    filter: OrderFilter | None = None


@input_type
class OrderExportCancelInput:
    """Which export nobody wants any more."""

    id: ID


@exports.query(type=OrderExport | None, permission=VIEW_ORDERS)
async def order_export(info: Info, id: ID) -> model.OrderExport | None:
    """An export by id: how far it is, and where its file is; null if there is none."""
    return (await _exports(info.context, [parse_global_id(id, "OrderExport", field=("id",))]))[0]


@exports.query(type=Connection[OrderExport], permission=VIEW_ORDERS)
async def order_exports(
    info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> Page[model.OrderExport]:
    """Exports of orders, the newest first."""
    args = info.context.page_args(first, after, last, before)
    return await repository.list_exports(args, largest=info.context.app.settings.graphql.max_page_size)


@exports.extend("OrderExport", type=str | None, name="url")
async def export_url(found: Sequence[model.OrderExport], info: Info) -> list[str | None]:
    """Where the file is downloaded, for a while; null while there is none, and when its time is over."""
    files, now = info.context.app.files, clock.utc_now()
    wanted = [one.output if one.expires_at is not None and one.expires_at > now else None for one in found]
    known = {file.id: file for file in await list_files([id_ for id_ in wanted if id_ is not None]) if file is not None}
    return [None if id_ is None or id_ not in known else await files.address_of(known[id_]) for id_ in wanted]


@exports.mutation(returns={"export": OrderExport}, permission=VIEW_ORDERS)
async def order_export_start(uow: UnitOfWork, data: OrderExportStartInput) -> model.OrderExport:
    """Lets orders be written to a file by a job. Give an idempotency key, so that a repeat starts nothing more."""
    return await service.start_export(uow, criteria_of(data.filter, data.search), data.format)


@exports.mutation(returns={"export": OrderExport}, permission=VIEW_ORDERS)
async def order_export_cancel(uow: UnitOfWork, data: OrderExportCancelInput) -> model.OrderExport:
    """Ends an export; there will be no file. One that is over stays as it is."""
    return await service.cancel_export(uow, parse_global_id(data.id, "OrderExport", field=("id",)))
