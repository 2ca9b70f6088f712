"""Imports and exports as staff ask for them: they wait for a job, can be cancelled, and gone on with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from fondaco.access.permissions import is_allowed
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError
from fondaco.files import FileKind, lock_files

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.transfer.mapping import read_mapping
from fondaco_catalog.model.transfer.withheld import NEEDED
from fondaco_catalog.permissions import VIEW_COSTS
from fondaco_catalog.repository.transfer import transfers, waiting
from fondaco_catalog.repository.transfer.transfers import Transfer
from fondaco_catalog.service.transfer.export_products import ExportOptions
from fondaco_catalog.service.transfer.import_report import ImportOptions

__all__ = ["JOBS", "cancel_transfer", "resume_transfer", "start_export", "start_import"]

JOBS = {"import": "catalog.import_products", "export": "catalog.export_products"}
ENDINGS = {"csv": "csv", "shopify": "csv", "jsonl": "jsonl"}


async def start_import(uow: UnitOfWork, file_id: UUID, options: ImportOptions, policy: Policy) -> UUID:
    """Lets an uploaded file be imported as soon as no other one is being; returns the import's id.

    What the caller may not do by hand the file may not do for them.

    Raises:
        NotFoundError: ``FILE_NOT_FOUND``.
        InvalidInputError: ``FILE_KIND_NOT_IMPORTED`` if it is a picture or the like; ``UNKNOWN_CHANNEL``,
            ``INVALID_MAPPING``, ``UNKNOWN_COLUMN``.
    """
    policy.channel(options.channel, field=("channel",))
    if options.mapping:
        try:
            read_mapping(options.mapping)
        except InvalidInputError as error:
            error.field = ("mapping",)
            raise
    try:
        file = (await lock_files([file_id]))[file_id]
    except NotFoundError as error:
        error.field = ("fileId",)
        raise
    if file.kind is not FileKind.DATA:
        raise InvalidInputError(
            "This is no table. Upload a CSV or JSON Lines file.", code="FILE_KIND_NOT_IMPORTED", field=("fileId",)
        )
    lacking = tuple(right.name for right in NEEDED if not is_allowed(uow.context.principal, right))
    return await _add(uow, "import", file.name, msgspec.structs.replace(options, withheld=lacking), file_id)


async def start_export(uow: UnitOfWork, options: ExportOptions, policy: Policy) -> UUID:
    """Lets products be exported; returns the export's id. Costs are left out if the caller may not see them.

    Raises:
        InvalidInputError: ``UNKNOWN_CHANNEL``.
    """
    policy.channel(options.channel, field=("channel",))
    if options.chosen.published_in is not None:
        policy.channel(options.chosen.published_in, field=("filter", "publishedIn"))
    costs = is_allowed(uow.context.principal, VIEW_COSTS)
    name = f"products-{uow.now:%Y-%m-%d}.{ENDINGS[options.format]}"
    return await _add(uow, "export", name, msgspec.structs.replace(options, costs=costs), None)


async def _add(uow: UnitOfWork, kind: str, name: str, options: Any, file_id: UUID | None) -> UUID:
    id_ = await transfers.add_transfer(
        kind,
        name=name,
        options=msgspec.json.encode(options).decode(),
        requested_by=uow.context.principal.id,
        now=uow.now,
        state="waiting",
        file=file_id,
    )
    uow.enqueue(JOBS[kind])
    return id_


async def cancel_transfer(uow: UnitOfWork, id_: UUID, kind: str) -> None:
    """Cancels an import or export. What an import has done of its file stays, unless it was to be all or nothing.

    One that waits is cancelled at once, one that runs as soon as its batch is done. Idempotent.

    Raises:
        NotFoundError: ``TRANSFER_NOT_FOUND``; also for one that a command carries out.
        ConflictError: ``TRANSFER_FINISHED``.
    """
    transfer = await _get(id_, kind)
    if transfer.state == "running":
        await waiting.request_cancel(id_)
    elif transfer.state in {"waiting", "stopped"}:
        await waiting.cancel_waiting(id_, uow.now)
    elif transfer.state != "cancelled":
        raise ConflictError("This is over already.", code="TRANSFER_FINISHED", field=("id",))


async def resume_transfer(uow: UnitOfWork, id_: UUID, kind: str) -> None:
    """Lets one that was stopped, cancelled or failed go on where it was, or begin anew if it is all or nothing.

    One that waits or runs is left alone, so it is idempotent.

    Raises:
        NotFoundError: ``TRANSFER_NOT_FOUND``; also for one that a command carries out.
        ConflictError: ``TRANSFER_FINISHED`` if it is done.
    """
    transfer = await _get(id_, kind)
    if transfer.state == "done":
        raise ConflictError("This is over already.", code="TRANSFER_FINISHED", field=("id",))
    if transfer.state in {"stopped", "cancelled", "failed"}:
        await waiting.set_waiting(id_, uow.now)
        uow.enqueue(JOBS[kind])


async def _get(id_: UUID, kind: str) -> Transfer:
    transfer = await waiting.lock_transfer(id_, kind)
    if transfer is None:
        raise NotFoundError(f"There is no such {kind}.", code="TRANSFER_NOT_FOUND", field=("id",))
    return transfer
