"""The benchmark of imports imports, copies the same rows, and tells what it has written."""

from __future__ import annotations

from pathlib import Path

from fondaco.db import fetch_value
from fondaco.testing.pytest_plugin import AppFactory

from tests.benchmarks.catalog_import import import_as_text, measure_import


async def test_the_rows_that_are_copied_are_those_that_the_import_wrote(make_app: AppFactory, tmp_path: Path) -> None:
    # when
    figures = await measure_import(await make_app(enabled=["catalog"]), tmp_path, 20)
    # then
    assert (figures.rows["product"], figures.rows["product_variant"], figures.rows["price"]) == (20, 60, 60)
    assert await fetch_value("SELECT count(*) FROM catalog.product_variant") == 60
    assert figures.import_vs_copy > 0
    assert f"{figures.import_vs_copy:.2f} times" in import_as_text(figures)
