"""Importing over products that are there: what a file does not speak of stays, and what is refused is named."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from fondaco.app import App
from fondaco.db import execute, fetch_value
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.transfer.import_products import ImportOptions, ImportReport, import_products

Run = Callable[..., Awaitable[ImportReport]]

SIZES = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price"
FULL = (
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,SEO Title,SEO Description,Variant SKU,Variant Barcode,"
    "Variant Grams,Variant Inventory Tracker,Variant Price,Variant Compare At Price,Variant Requires Shipping,"
    "Variant Taxable,Image Src,Image Alt Text,Variant Image"
)


@pytest.fixture
def run(app: App, policy: Policy, tmp_path: Path) -> Run:
    """Imports lines, the first of them the header."""

    async def run(*lines: str, publish: bool | None = None) -> ImportReport:
        path = tmp_path / "products.csv"
        path.write_text("\n".join(lines) + "\n")
        return await import_products(app, path, ImportOptions(channel="default", publish=publish), policy)

    return run


async def texts() -> str:
    found = await fetch_value(
        """SELECT concat_ws('|', p.title, p.description, coalesce(b.name, ''), coalesce(pt.name, ''),
            array_to_string(p.tags, '+'), p.seo_title, p.seo_description, l.published_at IS NOT NULL, m.url, m.alt)
        FROM catalog.product p JOIN catalog.product_media m ON m.product = p.id
        LEFT JOIN catalog.product_listing l ON l.product = p.id
        LEFT JOIN catalog.brand b ON b.id = p.brand LEFT JOIN catalog.product_type pt ON pt.id = p.type"""
    )
    return str(found)


async def variant() -> str:
    found = await fetch_value(
        """SELECT concat_ws('|', v.sku, v.barcode, v.weight_grams, v.track_stock, v.requires_shipping, v.tax_class,
            m.url, vp.amount, vp.compare_at) FROM catalog.product_variant v
        JOIN catalog.price vp ON vp.variant = v.id LEFT JOIN catalog.product_media m ON m.id = v.media"""
    )
    return str(found)


async def test_a_file_of_prices_changes_prices_and_nothing_else(run: Run) -> None:
    # given
    await run(
        FULL,
        'a,A,<p>x</p>,V,T,"t,u",false,ST,SD,S1,B1,10,shopify,5,6,false,false,https://x/1.jpg,one,https://x/1.jpg',
    )
    assert await texts() == "A|<p>x</p>|V|T|t+u|ST|SD|f|https://x/1.jpg|one"
    # when
    report = await run("Handle,Title,Variant Price", "a,A,7")
    pictures = await run("Handle,Title,Variant Price,Image Src", "a,A,7,https://x/1.jpg")
    # then
    assert (report.updated, pictures.unchanged) == (1, 1)
    assert await texts() == "A|<p>x</p>|V|T|t+u|ST|SD|f|https://x/1.jpg|one"
    assert await variant() == "S1|B1|10|t|f|exempt|https://x/1.jpg|700|600"


async def test_a_column_without_a_value_empties_what_it_is_about(run: Run) -> None:
    await run(FULL, 'a,A,<p>x</p>,V,T,"t,u",false,ST,SD,S1,B1,10,shopify,5,6,false,false,https://x/1.jpg,one,')
    await run(FULL, "a,A,,,,,,,,,,,,7,,,,https://x/1.jpg,,")
    assert await texts() == "A|||||||t|https://x/1.jpg|A"
    assert await variant() == "||0|f|t|standard|700"


async def test_what_was_withdrawn_is_not_published_by_a_file_that_does_not_say_so(run: Run) -> None:
    # given
    lines = ("Handle,Title,Variant Price,Image Src", "a,A,7,/1.jpg")
    await run(*lines)
    await execute("UPDATE catalog.product_listing SET published_at = NULL, announced = FALSE")
    # when
    report = await run(*lines)
    withdrawn = await texts()
    told = await run(*lines, publish=True)
    # then
    assert (report.unchanged, told.updated) == (1, 1)
    assert (withdrawn, await texts()) == ("A|||||||f|/1.jpg|A", "A|||||||t|/1.jpg|A")


async def test_variants_may_exchange_their_skus(run: Run) -> None:
    await run(SIZES, "a,A,Size,S,X1,7", "a,,,M,X2,7")
    report = await run(SIZES, "a,A,Size,S,X2,7", "a,,,M,X1,7", "a,,,L,X3,7")
    assert (report.updated, report.failed) == (1, 0)
    assert await fetch_value("SELECT array_agg(sku ORDER BY position) FROM catalog.product_variant") == [
        "X2",
        "X1",
        "X3",
    ]


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (["a,A,Size,S,X1,7", "a,,,M,TAKEN,7"], 3),
        (["a,A,Size,S,X1,7", "a,,,M,X2,7", "a,,,L,TAKEN,7"], 4),
        (["a,A,Size,S,X1,8", "a,,,XL,X4,7", "a,,,M,X2,7", "a,,,L,TAKEN,7"], 5),
    ],
)
async def test_the_row_of_a_taken_sku_is_named(run: Run, lines: list[str], row: int) -> None:
    # given
    await run(SIZES, "z,Z,,,TAKEN,1", "a,A,Size,S,X1,7", "a,,,M,X2,7")
    before = await fetch_value("SELECT array_agg(sku ORDER BY sku) FROM catalog.product_variant")
    # when
    report = await run(SIZES, *lines)
    # then
    assert [(found.row, found.column, found.code, found.handle) for found in report.rows] == [
        (row, "Variant SKU", "SKU_TAKEN", "a")
    ]
    assert await fetch_value("SELECT array_agg(sku ORDER BY sku) FROM catalog.product_variant") == before
