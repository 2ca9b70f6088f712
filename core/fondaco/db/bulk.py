"""Many rows at a time: plain rows of a query whose columns are known at run time only, and ``COPY``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fondaco.db.engine import current, translated

__all__ = ["copy_rows", "fetch_rows"]


async def fetch_rows(sql: str, *args: object) -> list[dict[str, Any]]:
    """Runs a query and returns one dict per row; JSON columns as text.

    Runs inside the open transaction of the task if there is one. Where the columns are known, use `fetch_all`.
    """
    with translated():
        return [dict(row) for row in await current().statement("fetch", sql, *args)]


async def copy_rows(schema: str, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Adds rows with ``COPY`` in binary form, inside the open transaction of the task if there is one.

    Args:
        rows: Values in the order of the columns; JSON as text.

    Raises:
        asyncpg.UniqueViolationError: As an ``INSERT`` would; so are all constraints checked.
    """
    with translated():
        async with current().connection() as connection:
            await connection.copy_records_to_table(table, schema_name=schema, columns=list(columns), records=rows)
