"""The media library, for staff: files listed, and deleted where nothing uses them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from fondaco.db import Page, UnitOfWork
from fondaco.errors import ConflictError, DomainError, NotFoundError
from fondaco.files import MANAGE_FILES, File, FileKind, doom_files
from fondaco.graphql import ID, Connection, Info, SchemaPart, input_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import encode_global_id, parse_global_id
from fondaco.system.graphql.files import File as FileType

from fondaco_catalog.graphql.bulk import count_done, errors_of
from fondaco_catalog.graphql.bulk_sets import DeletedBulkResult, DeletedRow, DeletedRows
from fondaco_catalog.graphql.requests import largest_page, page_args, policy_of
from fondaco_catalog.repository.library import FileCriteria, FileSort, list_library
from fondaco_catalog.service.bulk import BulkErrorPolicy, run_set

__all__ = ["library"]

library = SchemaPart()


@input_type
class FileFilter:
    """Which files are listed; all that is given has to hold.

    Attributes:
        search: A part of the name, whatever its case.
        kinds: Pictures, videos, 3D models and so on.
        private: Whether only signed addresses show them.
        unused: Whether nothing uses them, or something does.
        missing_alt: Whether a product shows them without a text that says what they show, or none does.
        product_id: Shown by this product, also as the poster of a video.
    """

    search: str | None = None
    kinds: list[FileKind] | None = None
    private: bool | None = None
    unused: bool | None = None
    missing_alt: bool | None = None
    product_id: ID | None = None


@input_type
class FilesBulkDeleteInput:
    """Files to be deleted."""

    ids: list[ID]
    error_policy: BulkErrorPolicy = BulkErrorPolicy.REJECT_FAILED_ROWS


@library.query(type=Connection[FileType], permission=MANAGE_FILES, name="files")
async def list_files(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    filter: FileFilter | None = None,  # noqa: A002 (the API's name)
    sort: FileSort = FileSort.NEWEST,
) -> Page[File]:
    """The media library: every file whose upload is complete."""
    given = filter or FileFilter()
    criteria = FileCriteria(
        search=given.search or "",
        kinds=None if given.kinds is None else tuple(given.kinds),
        private=given.private,
        unused=given.unused,
        missing_alt=given.missing_alt,
        product_id=None
        if given.product_id is None
        else parse_global_id(given.product_id, "Product", field=("filter", "productId")),
    )
    args = page_args(info, first, after, last, before)
    return await list_library(criteria, sort, args, largest=largest_page(info))


def _file_id(id_: str) -> UUID | DomainError:
    try:
        return parse_global_id(id_, "File", field=("id",))
    except DomainError as error:
        return error


def _refusal(used: bool) -> DomainError:
    if used:
        return ConflictError("The file is used; File.uses says by what.", code="FILE_IN_USE", field=("id",))
    return NotFoundError("There is no such file, or its upload is not complete.", code="FILE_NOT_FOUND", field=("id",))


@library.mutation(returns={"count": int, "results": list[DeletedBulkResult]}, permission=MANAGE_FILES)
async def files_bulk_delete(uow: UnitOfWork, data: FilesBulkDeleteInput, info: Info) -> DeletedRows:
    """Deletes files that nothing uses; the others stay, and their rows say so."""

    async def run(ids: Sequence[UUID]) -> Mapping[UUID, DomainError]:
        gone, used = await doom_files(ids, uow.now)
        return {id_: _refusal(id_ in used) for id_ in ids if id_ not in gone}

    outcomes = await run_set(uow, [_file_id(id_) for id_ in data.ids], run, data.error_policy, policy_of(info))
    rows = [
        DeletedRow(one.index, None if one.id is None else encode_global_id("File", one.id), errors_of(one))
        for one in outcomes
    ]
    return DeletedRows(count_done(outcomes), rows)
