"""Imports and exports as jobs: started with an uploaded file, followed, cancelled, gone on with, downloaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec
from fondaco import clock
from fondaco.access.permissions import is_allowed
from fondaco.db import Page, PageArgs, UnitOfWork
from fondaco.files import list_files
from fondaco.graphql import ID, Connection, Info, Node, RequestContext, SchemaPart, object_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql.requests import largest_page, page_args, policy_of
from fondaco_catalog.graphql.transfer_inputs import ProductExportStartInput, ProductImportStartInput
from fondaco_catalog.model.transfer.states import TransferState
from fondaco_catalog.permissions import MANAGE_PRODUCTS, VIEW_COSTS, VIEW_PRODUCTS
from fondaco_catalog.repository.transfer import waiting
from fondaco_catalog.repository.transfer.transfers import Transfer
from fondaco_catalog.repository.transfer.waiting import ReportedProblem
from fondaco_catalog.service.transfer import requests as verbs
from fondaco_catalog.service.transfer.export_products import ExportOptions
from fondaco_catalog.service.transfer.import_report import ImportOptions
from fondaco_catalog.service.transfer.report import report_path

__all__ = ["transfers"]

transfers = SchemaPart()

Kind = Literal["import", "export"]


class TransferView(msgspec.Struct, frozen=True, kw_only=True):
    """What staff see of imports and exports alike."""

    id: UUID
    state: TransferState
    file_name: str
    stop_code: str | None
    stop_message: str | None
    cancel_requested: bool
    requested_by: str
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None


class ImportView(TransferView, frozen=True, kw_only=True):
    """An import as staff see it."""

    dry_run: bool
    atomic: bool
    rows_total: int
    rows_done: int
    created: int
    updated: int
    unchanged: int
    failed: int
    unpublished: int
    problem_count: int


class ExportView(TransferView, frozen=True, kw_only=True):
    """An export as staff see it."""

    products_total: int
    products_done: int
    expires_at: datetime | None
    output: UUID | None
    costs: bool


@object_type(ImportView)
class ProductImport(Node):
    """A product file that is imported, by a job or by a command.

    Attributes:
        rows_total: Rows of the file; 0 until it was read for the first time.
        rows_done: Rows that were imported or refused.
        created: Products, categories, attributes …; so are the following.
        failed: Those that were refused.
        unpublished: Products that were imported, but not published, because they are not ready for it.
        problem_count: Reasons for all that.
        stop_code: Why it ended early, or why the file cannot be used at all.
        stop_message: The same for people.
        cancel_requested: Whether it ends with the batch that it is at.
        requested_by: Who asked for it.
        updated_at: When it showed life last.
    """

    state: TransferState
    file_name: str
    dry_run: bool
    atomic: bool
    rows_total: int
    rows_done: int
    created: int
    updated: int
    unchanged: int
    failed: int
    unpublished: int
    problem_count: int
    stop_code: str | None
    stop_message: str | None
    cancel_requested: bool
    requested_by: str
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None


@object_type(ReportedProblem)
class ProductImportProblem:
    """Why something of a file was not imported.

    Attributes:
        row: As a spreadsheet numbers it; of JSON Lines, the line.
        column: Name in the header, or place in the line; empty where it is about the row.
        handle: What the file calls the product that was left out because of it.
    """

    row: int
    column: str
    code: str
    message: str
    handle: str


@object_type(ExportView)
class ProductExport(Node):
    """Products that are written to a file.

    Attributes:
        products_total: 0 until they were counted.
        stop_code: Why there is no file.
        stop_message: The same for people.
        requested_by: Who asked for it.
        expires_at: Until when the file can be downloaded.
    """

    state: TransferState
    file_name: str
    products_total: int
    products_done: int
    stop_code: str | None
    stop_message: str | None
    cancel_requested: bool
    requested_by: str
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None


_ALIKE = (
    "id", "stop_code", "stop_message", "cancel_requested", "requested_by", "created_at", "updated_at", "finished_at",
)  # fmt: skip


def _alike(found: Transfer) -> dict[str, Any]:
    names = {name: getattr(found, name) for name in _ALIKE}
    return {**names, "state": TransferState(found.state), "file_name": found.name}


def _import(found: Transfer) -> ImportView:
    options = msgspec.json.decode(found.options, type=ImportOptions)
    return ImportView(
        **_alike(found),
        dry_run=options.dry_run,
        atomic=options.atomic,
        rows_total=found.rows_total,
        rows_done=found.rows_done,
        created=found.created,
        updated=found.updated,
        unchanged=found.unchanged,
        failed=found.failed,
        unpublished=found.unpublished,
        problem_count=found.problems,
    )


def _export(found: Transfer) -> ExportView:
    return ExportView(
        **_alike(found),
        products_total=found.rows_total,
        products_done=found.rows_done,
        expires_at=found.expires_at,
        output=found.output,
        costs=msgspec.json.decode(found.options, type=ExportOptions).costs,
    )


async def _get(id_: UUID, kind: Kind) -> Transfer:
    [found] = await waiting.find_transfers([id_], kind)
    assert found is not None  # noqa: S101 (it was made, or locked, in this transaction)
    return found


_VIEWS: dict[Kind, Callable[[Transfer], Any]] = {"import": _import, "export": _export}


async def _load(context: RequestContext, ids: Sequence[UUID], kind: Kind) -> list[Any]:
    """Loads imports or exports by id; None for those that the caller may not see."""
    if not is_allowed(context.principal, VIEW_PRODUCTS):
        return [None] * len(ids)
    view = _VIEWS[kind]
    return [None if found is None else view(found) for found in await waiting.find_transfers(ids, kind)]


async def _page(info: Info, kind: Kind, args: PageArgs, states: Sequence[TransferState] | None) -> Page[Any]:
    chosen = None if states is None else [state.value for state in states]
    page = await waiting.list_transfers(kind, args, states=chosen, largest=largest_page(info))
    return msgspec.structs.replace(page, nodes=list(map(_VIEWS[kind], page.nodes)))


async def load_imports(context: RequestContext, ids: Sequence[UUID]) -> Sequence[ImportView | None]:
    """Loads imports by id; None for those that the caller may not see."""
    return await _load(context, ids, "import")


async def load_exports(context: RequestContext, ids: Sequence[UUID]) -> Sequence[ExportView | None]:
    """Loads exports by id; None for those that the caller may not see."""
    return await _load(context, ids, "export")


transfers.node(ProductImport, load_imports)
transfers.node(ProductExport, load_exports)


@transfers.query(type=ProductImport | None, permission=VIEW_PRODUCTS)
async def product_import(info: Info, id: ID) -> ImportView | None:
    """An import by its id: how far it is, also while it runs."""
    return (await load_imports(info.context, [parse_global_id(id, "ProductImport", field=("id",))]))[0]


@transfers.query(type=ProductExport | None, permission=VIEW_PRODUCTS)
async def product_export(info: Info, id: ID) -> ExportView | None:
    """An export by its id: how far it is, and where its file is."""
    return (await load_exports(info.context, [parse_global_id(id, "ProductExport", field=("id",))]))[0]


@transfers.query(type=Connection[ProductImport], permission=VIEW_PRODUCTS, name="productImports")
async def product_import_connection(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    states: list[TransferState] | None = None,
) -> Page[ImportView]:
    """Imports by jobs and commands, the latest first.

    Args:
        states: Only those that are in one of these states.
    """
    return await _page(info, "import", page_args(info, first, after, last, before), states)


@transfers.query(type=Connection[ProductExport], permission=VIEW_PRODUCTS, name="productExports")
async def product_export_connection(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    states: list[TransferState] | None = None,
) -> Page[ExportView]:
    """Exports by jobs, the latest first.

    Args:
        states: Only those that are in one of these states.
    """
    return await _page(info, "export", page_args(info, first, after, last, before), states)


@transfers.query(type=Connection[ProductImportProblem], permission=VIEW_PRODUCTS, name="productImportProblems")
async def product_import_problem_connection(
    info: Info, import_id: ID, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> Page[ReportedProblem]:
    """What an import refused, in the order of the file; up to the setting `max_reported_rows`."""
    key = parse_global_id(import_id, "ProductImport", field=("importId",))
    args = page_args(info, first, after, last, before)
    return await waiting.list_problem_page(key, args, largest=largest_page(info))


@transfers.extend("ProductImport", type=str | None, name="reportUrl")
async def import_report_url(parents: Sequence[ImportView], info: Info) -> list[str | None]:
    """Where everything that was refused is downloaded as CSV, for a while; null if nothing was."""
    files = info.context.app.files
    until = clock.utc_now() + timedelta(seconds=files.settings.download_seconds)
    signer = await files.signer()
    return [signer.signed("GET", report_path(one.id), until) if one.problem_count else None for one in parents]


@transfers.extend("ProductExport", type=str | None, name="url")
async def export_url(parents: Sequence[ExportView], info: Info) -> list[str | None]:
    """Where the file is downloaded, for a while.

    Null while there is none, when its time is over, and for those who may not see the costs that it tells.
    """
    files, now = info.context.app.files, clock.utc_now()
    costs = is_allowed(info.context.principal, VIEW_COSTS)
    wanted = [
        one.output if (costs or not one.costs) and one.expires_at is not None and one.expires_at > now else None
        for one in parents
    ]
    found = {file.id: file for file in await list_files([id_ for id_ in wanted if id_ is not None]) if file is not None}
    return [None if id_ is None or id_ not in found else await files.address_of(found[id_]) for id_ in wanted]


@transfers.mutation(returns={"product_import": ProductImport}, permission=MANAGE_PRODUCTS)
async def product_import_start(uow: UnitOfWork, info: Info, data: ProductImportStartInput) -> ImportView:
    """Lets an uploaded file be imported by a job, as soon as no other import is at work.

    Give an idempotency key, so that a call that is repeated does not import the file twice.
    """
    id_ = await verbs.start_import(uow, *data.request(info), policy_of(info))
    return _import(await _get(id_, "import"))


@transfers.mutation(returns={"product_import": ProductImport}, permission=MANAGE_PRODUCTS)
async def product_import_cancel(uow: UnitOfWork, id: ID) -> ImportView:
    """Ends an import with the batch that it is at; what was imported stays, unless it was to be all or nothing."""
    import_id = parse_global_id(id, "ProductImport", field=("id",))
    await verbs.cancel_transfer(uow, import_id, "import")
    return _import(await _get(import_id, "import"))


@transfers.mutation(returns={"product_import": ProductImport}, permission=MANAGE_PRODUCTS)
async def product_import_resume(uow: UnitOfWork, id: ID) -> ImportView:
    """Lets an import that was stopped, cancelled or failed go on where it was."""
    import_id = parse_global_id(id, "ProductImport", field=("id",))
    await verbs.resume_transfer(uow, import_id, "import")
    return _import(await _get(import_id, "import"))


@transfers.mutation(returns={"product_export": ProductExport}, permission=VIEW_PRODUCTS)
async def product_export_start(uow: UnitOfWork, info: Info, data: ProductExportStartInput) -> ExportView:
    """Lets products be exported by a job; what they cost the merchant only for those who may see it."""
    id_ = await verbs.start_export(uow, data.options(info), policy_of(info))
    return _export(await _get(id_, "export"))


@transfers.mutation(returns={"product_export": ProductExport}, permission=VIEW_PRODUCTS)
async def product_export_cancel(uow: UnitOfWork, id: ID) -> ExportView:
    """Ends an export; there will be no file."""
    export_id = parse_global_id(id, "ProductExport", field=("id",))
    await verbs.cancel_transfer(uow, export_id, "export")
    return _export(await _get(export_id, "export"))
