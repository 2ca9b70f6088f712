"""The media library: every uploaded file, found by what it is and by what products make of it."""

from __future__ import annotations

from enum import Enum
from uuid import UUID

import msgspec
from fondaco.db import Page, PageArgs, SortKey
from fondaco.files import File, FileKind, page_of_files

from fondaco_catalog.model.text import is_storable, like_pattern

__all__ = ["FileCriteria", "FileSort", "list_library"]


class FileSort(Enum):
    """The order of files: the latest first, by name, or the largest first."""

    NEWEST = "newest"
    NAME = "name"
    LARGEST = "largest"


class FileCriteria(msgspec.Struct, frozen=True, kw_only=True):
    """Which files are listed; all that is given has to hold.

    Attributes:
        search: A part of the name, whatever its case.
        unused: Whether nothing may use them, or something has to.
        missing_alt: Whether a product that shows them says nowhere what they show, or all do.
        product_id: Shown by this product, also as a poster.
    """

    search: str = ""
    kinds: tuple[FileKind, ...] | None = None
    private: bool | None = None
    unused: bool | None = None
    missing_alt: bool | None = None
    product_id: UUID | None = None


_BY_ID = SortKey("f.id", UUID, "id", True)
# Ids are made in the order of time.
_ORDERS = {
    FileSort.NEWEST: [_BY_ID],
    FileSort.NAME: [SortKey("f.name", str, "name"), SortKey("f.id", UUID, "id")],
    FileSort.LARGEST: [SortKey("f.bytes", int, "size", True), _BY_ID],
}


async def list_library(criteria: FileCriteria, sort: FileSort, args: PageArgs, *, largest: int) -> Page[File]:
    """Returns a page of files that are complete.

    Raises:
        InvalidInputError: As `fondaco.files.page_of_files`.
        LimitExceededError: As `fondaco.files.page_of_files`.
    """
    conditions: list[str] = []
    params: list[object] = []

    def bind(value: object) -> str:
        params.append(value)
        return f"${len(params)}"

    if criteria.search:
        found = is_storable(criteria.search)
        conditions.append(f"f.name ILIKE {bind(like_pattern(criteria.search))}" if found else "FALSE")
    if criteria.kinds is not None:
        conditions.append(f"f.kind = ANY({bind([kind.value for kind in criteria.kinds])}::text[])")
    if criteria.private is not None:
        conditions.append(f"f.private = {bind(criteria.private)}")
    if criteria.missing_alt is not None:
        shown = "SELECT FROM catalog.product_media m WHERE m.file = f.id AND m.alt = ''"
        conditions.append(f"{'' if criteria.missing_alt else 'NOT '}EXISTS ({shown})")
    if criteria.product_id is not None:
        shown = f"SELECT {{}} FROM catalog.product_media m WHERE m.product = {bind(criteria.product_id)}"  # noqa: S608 (placeholders only)
        conditions.append(f"f.id IN ({shown.format('m.file')} UNION ALL {shown.format('m.poster')})")
    return await page_of_files(conditions, params, _ORDERS[sort], args, unused=criteria.unused, largest=largest)
