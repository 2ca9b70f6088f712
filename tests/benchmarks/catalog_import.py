"""How long an import takes, compared with a bare ``COPY`` of the same rows into the same tables.

The tables keep their constraints and indexes for both. The rows that are copied are those that the import wrote, in
PostgreSQL's binary form, read from files on disk.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import msgspec
import psutil
from fondaco.app import App
from fondaco.db import fetch_rows
from fondaco_catalog.cli import policy_of
from fondaco_catalog.service.transfer.import_products import ImportOptions, import_products

__all__ = ["ImportFigures", "import_as_text", "measure_import"]

SIZES = ("Small", "Medium", "Large")


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


async def measure_import(app: App, folder: Path, products: int) -> ImportFigures:
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


def import_as_text(figures: ImportFigures) -> str:
    """Returns the figures for people."""
    return (
        f"import   {figures.import_seconds:.2f} s, COPY of the same rows {figures.copy_seconds:.2f} s: "
        f"{figures.import_vs_copy:.2f} times (memory at most {figures.peak_memory_mb:.0f} MB, "
        f"{figures.memory_growth_mb:.1f} MB above that after the first tenth)"
    )
