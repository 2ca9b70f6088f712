"""Export, import into an empty shop, export: what the tests of files share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fondaco.db import execute, fetch_value
from fondaco_catalog.service.transfer.import_report import ImportReport

Put = Callable[..., Awaitable[ImportReport]]
Get = Callable[..., Awaitable[bytes]]

FORMATS = ("csv", "jsonl")


async def empty() -> None:
    """Takes everything out of the shop."""
    tables = await fetch_value(
        "SELECT string_agg(format('DELETE FROM %I.%I', schemaname, tablename), ';') FROM pg_tables "
        "WHERE schemaname = 'catalog'"
    )
    await execute(f"SET session_replication_role = replica; {tables}; SET session_replication_role = origin")


async def goes_round(put: Put, get: Get, kind: str) -> bytes:
    """Exports, imports into an empty shop and exports again."""
    first = await get(kind)
    count = await fetch_value("SELECT count(*) FROM catalog.product")
    await empty()
    report = await put(first)
    assert report.rows[:3] == []
    assert report.failed == 0
    assert await fetch_value("SELECT count(*) FROM catalog.product") == count
    second = await get(kind)
    assert second.splitlines() == first.splitlines()
    assert second == first
    again = await put(first)
    assert (again.created, again.updated, again.failed) == (0, 0, 0)
    return first
