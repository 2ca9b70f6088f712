"""What an import refused, as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from uuid import UUID

from fondaco.db import PageArgs
from fondaco.spreadsheets import harmless

from fondaco_catalog.repository.transfer import waiting

__all__ = ["report_lines", "report_path"]

HEADER = ("row", "column", "code", "message", "product")
PAGE = 1_000


def report_path(import_id: UUID) -> str:
    """Returns the path of an import's report; it has to be signed besides."""
    return f"/catalog/imports/{import_id}/problems.csv"


async def report_lines(import_id: UUID) -> AsyncIterator[bytes]:
    """Yields the report as CSV (UTF-8, RFC 4180), a page at a time; nothing in it is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    after: str | None = None
    while True:
        page = await waiting.list_problem_page(import_id, PageArgs(first=PAGE, after=after), largest=PAGE)
        for found in page.nodes:
            cells = (found.column, found.code, found.message, found.handle)
            writer.writerow((found.row, *(harmless(cell) for cell in cells)))
        yield text.getvalue().encode("utf-8", "replace")
        text.seek(0)
        text.truncate()
        if not page.has_next_page:
            return
        after = page.cursor_of(page.nodes[-1])
