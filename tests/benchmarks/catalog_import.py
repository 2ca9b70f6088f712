"""How long an import takes, compared with a bare ``COPY`` of the same rows into the same tables.

``python -m tests.benchmarks.catalog_import [--json] [--products N]``. The tables keep their constraints and indexes for
both. The rows that are copied are those that the import wrote, in PostgreSQL's binary form, read from files on disk.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from asyncio import Runner
from pathlib import Path
from typing import Any

import msgspec
import psutil
import uvloop
from fondaco.app import App
from fondaco.db import fetch_rows
from fondaco.db.embedded import EmbeddedServers
from fondaco.db.migrate import migrate
from fondaco.observability.logs import configure_logs
from fondaco.settings import LoggingSettings
from fondaco_catalog.cli import policy_of
from fondaco_catalog.service.transfer.import_products import ImportOptions, import_products

from tests.benchmarks.setting import application

__all__ = ["ImportFigures", "measure_import"]

PRODUCTS = 10_000
SIZES = ("Small", "Medium", "Large")
TARGET = 8.0


class ImportFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured.

    Attributes:
        import_vs_copy: How many times as long the import takes as the bare ``COPY``.
        memory_growth_mb: Resident memory at its highest during the import, over that after its first tenth.
        rows: That were written, by table.
    """

    import_vs_copy: float
    import_seconds: float
    copy_seconds: float
    memory_growth_mb: float
    peak_memory_mb: float
    rows: dict[str, int]


def write_file(path: Path, products: int) -> None:
    """Writes a file of products with three variants each."""
    with path.open("wb") as file:
        for number in range(products):
            file.write(msgspec.json.encode(_product(number)) + b"\n")


def _product(number: int) -> dict[str, Any]:
    words = ("linen", "oak", "river", "stone", "amber", "willow", "harbour", "copper", "meadow", "velvet")
    name = f"{words[number % 10]} {words[number // 10 % 10]} shirt {number}"
    return {
        "slug": f"shirt-{number}",
        "title": name.title(),
        "description": f"<p>A {name} that is made to last, cut from cloth of mill {number % 97}.</p>" * 3,
        "brand": f"Brand {number % 50}",
        "tags": [words[number % 10], words[number % 7]],
        "category": f"Clothes > {words[number % 10]}",
        "translations": {"zh-Hans": {"title": f"衬衫 {number}", "description": "<p>柔软耐穿</p>"}},
        "published": {"default": True},
        "options": [{"name": "Size", "values": list(SIZES)}],
        "media": [{"url": f"https://example.com/{number}.jpg", "alt": name}],
        "variants": [
            {
                "options": [size],
                "sku": f"SKU-{number}-{size}",
                "weightGrams": 200,
                "prices": {"default": {"price": f"{10 + number % 90}.90"}},
            }
            for size in SIZES
        ],
    }


async def measure_import(app: App, folder: Path, products: int = PRODUCTS) -> ImportFigures:
    """Imports into the empty catalogue of an application that runs, and copies the same rows into it.

    Args:
        folder: For files.
    """
    path = folder / "products.jsonl"
    write_file(path, products)
    process = psutil.Process()
    seen: list[tuple[float, int]] = []

    def look(done: int, rows: int) -> None:
        seen.append((done / rows, process.memory_info().rss))

    started = time.perf_counter()
    report = await import_products(app, path, ImportOptions(channel="default"), policy_of(app), on_progress=look)
    import_seconds = time.perf_counter() - started
    if report.created != products or not report.ok:
        raise RuntimeError(f"the import did not go well: {report}")
    tables = await _written(app)
    copy_seconds = await _copy(app, folder, list(tables))
    settled = next(rss for share, rss in seen if share >= 0.1)
    peak = max(rss for _, rss in seen)
    return ImportFigures(
        import_vs_copy=round(import_seconds / copy_seconds, 2),
        import_seconds=round(import_seconds, 2),
        copy_seconds=round(copy_seconds, 2),
        memory_growth_mb=round((peak - settled) / 1e6, 1),
        peak_memory_mb=round(peak / 1e6, 1),
        rows=tables,
    )


async def _written(app: App) -> dict[str, int]:
    """Returns the tables of the catalogue that are not empty, those that others refer to first."""
    names = [str(table._meta.tablename) for table in app.host.get("catalog").register_tables()]  # type: ignore[union-attr]
    found = {}
    for name in names:
        if not name.startswith("transfer"):
            count = (await fetch_rows(f"SELECT count(*) AS rows FROM catalog.{name}"))[0]["rows"]
            if count:
                found[name] = count
    return found


async def _copy(app: App, folder: Path, tables: list[str]) -> float:
    async with app.database.connection() as connection:
        for table in tables:
            await connection.copy_from_table(
                table, schema_name="catalog", output=str(folder / table), format="binary", timeout=600
            )
        await connection.execute(f"TRUNCATE {', '.join(f'catalog.{table}' for table in tables)} CASCADE")
        started = time.perf_counter()
        async with connection.transaction():
            for table in tables:
                await connection.copy_to_table(
                    table, schema_name="catalog", source=str(folder / table), format="binary", timeout=600
                )
        return time.perf_counter() - started


async def _run(folder: Path, database_url: str, redis_url: str, products: int) -> ImportFigures:
    app = application(folder, database_url, redis_url)
    async with app.running(check_migrations=False):
        await migrate(app.database, app.host)
        return await measure_import(app, folder, products)


def main() -> int:
    """Measures in an empty shop of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.catalog_import")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.add_argument("--products", type=int, default=PRODUCTS)
    arguments = parser.parse_args()
    configure_logs(LoggingSettings(level="warning"))
    with tempfile.TemporaryDirectory(prefix="fondaco-benchmark-") as name:
        folder = Path(name)
        with (
            EmbeddedServers(folder / "servers", fast=True) as endpoints,
            Runner(loop_factory=uvloop.new_event_loop) as runner,
        ):
            figures = runner.run(_run(folder, endpoints.database_url, endpoints.redis_url, arguments.products))
    if arguments.json:
        print(msgspec.json.format(msgspec.json.encode(figures), indent=2).decode())
        return 0
    reached = "reached" if figures.import_vs_copy <= TARGET else "NOT REACHED"
    print(f"import_vs_copy {figures.import_vs_copy:.2f}  target {TARGET:g}: {reached}")
    print(f"  import {figures.import_seconds:.2f} s, COPY {figures.copy_seconds:.2f} s, {figures.rows}")
    print(f"  memory: highest {figures.peak_memory_mb} MB, {figures.memory_growth_mb} MB over the first tenth")
    return 0


if __name__ == "__main__":
    sys.exit(main())
