"""Finding products and variants of a file again by what another system calls them; and what follows a renaming."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fondaco.app import App
from fondaco.db import fetch_rows, fetch_value
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.transfer.import_products import ImportOptions, ImportReport, import_products
from msgspec import structs

Run = Callable[..., Awaitable[ImportReport]]


@pytest.fixture
def run(app: App, policy: Policy, tmp_path: Path) -> Run:
    """Imports lines of JSON, or a table."""

    async def run(content: Any, *, default_tax_class: str = "standard", **options: Any) -> ImportReport:
        if isinstance(content, list):
            content = b"".join(msgspec.json.encode(line) + b"\n" for line in content).decode()
        path = tmp_path / "file"
        path.write_text(content)
        rules = structs.replace(policy, settings=structs.replace(policy.settings, default_tax_class=default_tax_class))
        return await import_products(
            app, path, ImportOptions(**{"channel": "default", "match": "external_id", **options}), rules
        )

    return run


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.failed


def refusals(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.code) for problem in report.rows]


async def test_products_and_variants_are_found_again_by_their_external_ids(run: Run) -> None:
    # given
    lines = [
        {
            "externalId": "E1",
            "title": "Shirt",
            "slug": "shirt",
            "options": [{"name": "Size", "values": ["S", "M"]}],
            "variants": [
                {"options": ["S"], "externalId": "V1", "sku": "S"},
                {"options": ["M"], "externalId": "V2", "sku": "M"},
            ],
        },
        {"externalId": "E2", "title": "Cup"},
    ]
    first, again = await run(lines), await run(lines)
    # when everything else about them changes
    changed = await run(
        [
            {
                "externalId": "E1",
                "title": "Tee",
                "slug": "tee",
                "variants": [{"externalId": "V2", "sku": "M2"}, {"externalId": "V1", "sku": "S2"}],
            },
            {"externalId": "E3", "title": "Cup"},
        ]
    )
    # then
    assert [counts(report) for report in (first, again, changed)] == [(2, 0, 0, 0), (0, 0, 2, 0), (1, 1, 0, 0)]
    rows = await fetch_rows("SELECT slug, title, external_id FROM catalog.product ORDER BY external_id")
    assert [tuple(row.values()) for row in rows] == [("tee", "Tee", "E1"), ("cup", "Cup", "E2"), ("cup-2", "Cup", "E3")]
    skus = await fetch_rows("SELECT external_id, sku FROM catalog.product_variant ORDER BY external_id NULLS LAST")
    assert [tuple(row.values()) for row in skus][:2] == [("V1", "S2"), ("V2", "M2")]


async def test_a_product_without_an_external_id_is_found_by_those_of_its_variants(run: Run) -> None:
    await run([{"slug": "a", "title": "A", "variants": [{"externalId": "V1"}]}])
    report = await run("variant.externalId,variant.price:default\nV1,7\n")
    assert counts(report) == (0, 1, 0, 0)
    assert await fetch_value("SELECT amount FROM catalog.price") == 700


async def test_duplicates_and_clashes_are_refused_by_row_and_field(run: Run) -> None:
    # given
    lines = [
        {"slug": "a", "title": "A", "externalId": "A", "variants": [{"externalId": "VA"}]},
        {"slug": "b", "title": "B", "externalId": "B", "variants": [{"externalId": "VB"}]},
    ]
    assert counts(await run(lines)) == (2, 0, 0, 0)
    # when
    table = (
        "slug,externalId,title,variant.externalId\n"
        "a,A,A2,VA\n"  # good
        "c,A,C,VC\n"  # the same product once more
        "d,D,D,VB\n"  # another product's variant
        "b,E,E,VE\n"  # another product's slug
        "f,,F,\n"  # nothing to find it by
        "g,G,G,VG\n"
        "h,H,H,VG\n"  # the same variant once more
    )
    dry = await run(table, dry_run=True)
    report = await run(table)
    # then
    assert (
        refusals(dry)
        == refusals(report)
        == [
            (3, "externalId", "DUPLICATE_EXTERNAL_ID"),
            (4, "variant.externalId", "EXTERNAL_ID_TAKEN"),
            (5, "slug", "SLUG_TAKEN"),
            (6, "externalId", "EXTERNAL_ID_MISSING"),
            (8, "variant.externalId", "EXTERNAL_ID_TAKEN"),
        ]
    )
    assert counts(report) == (1, 1, 0, 5)
    assert await fetch_value("SELECT array_agg(slug ORDER BY slug) FROM catalog.product") == ["a", "b", "g"]


async def test_external_ids_of_variants_of_two_products_name_neither(run: Run) -> None:
    await run([{"title": "A", "variants": [{"externalId": "VA"}]}, {"title": "B", "variants": [{"externalId": "VB"}]}])
    two = [{"options": ["1"], "externalId": "VA"}, {"options": ["2"], "externalId": "VB"}]
    report = await run([{"title": "C", "options": [{"name": "N", "values": ["1", "2"]}], "variants": two}])
    assert [problem.code for problem in report.rows][:1] == ["EXTERNAL_ID_TAKEN"]
    assert counts(report) == (0, 0, 0, 1)


@pytest.mark.parametrize("match", ["sku", "external_id"])
async def test_a_slug_that_changes_leads_to_the_new_one(run: Run, match: str) -> None:
    # given
    await run(
        [{"slug": f"old-{n}", "title": "T", "externalId": f"E{n}", "variants": [{"sku": f"S{n}"}]} for n in range(3)]
    )
    # when two are renamed in one batch, one of them to what the third was called before
    renamed = [(0, "new-0"), (1, "new-1"), (2, "old-0")]
    report = await run(
        [{"slug": slug, "externalId": f"E{number}", "variants": [{"sku": f"S{number}"}]} for number, slug in renamed],
        match=match,
    )
    # then
    assert counts(report) == (0, 3, 0, 0)
    rows = await fetch_rows(
        "SELECT h.slug AS former, p.slug FROM catalog.slug_history h JOIN catalog.product p ON p.id = h.target "
        "ORDER BY h.slug"
    )
    assert [(row["former"], row["slug"]) for row in rows] == [("old-1", "new-1"), ("old-2", "old-0")]


async def test_what_shopify_taxes_is_in_the_usual_class_of_the_deployment(run: Run) -> None:
    table = "Handle,Title,Variant Price,Variant Taxable\na,A,1,true\nb,B,1,false\nc,C,1,\n"
    await run(table, default_tax_class="reduced", match="slug")
    rows = await fetch_rows(
        "SELECT p.slug, v.tax_class FROM catalog.product_variant v JOIN catalog.product p ON p.id = v.product ORDER BY 1"
    )
    assert [tuple(row.values()) for row in rows] == [("a", "reduced"), ("b", "exempt"), ("c", "reduced")]


async def test_an_empty_tax_class_is_the_usual_one_too(run: Run) -> None:
    await run("slug,title,variant.sku,variant.taxClass\na,A,a,\n", default_tax_class="reduced", match="slug")
    assert await fetch_value("SELECT tax_class FROM catalog.product_variant") == "reduced"


@pytest.mark.parametrize("match", ["sku", "external_id"])
async def test_a_table_with_a_variant_a_row_changes_several_of_one_product(run: Run, match: str) -> None:
    # given a product of three variants, and what a price file says of them and of another one
    sizes = ["S", "M", "L"]
    await run(
        [
            {
                "slug": "shirt",
                "title": "Shirt",
                "options": [{"name": "Size", "values": sizes}],
                "variants": [{"options": [size], "sku": size, "externalId": size} for size in sizes],
            },
            {"slug": "cup", "title": "Cup", "variants": [{"sku": "C", "externalId": "C"}]},
        ]
    )
    column = {"sku": "variant.sku", "external_id": "variant.externalId"}[match]
    taken = {"sku": "SKU_TAKEN", "external_id": "EXTERNAL_ID_TAKEN"}[match]
    table = f"{column},variant.price:default\nS,1\nM,2\nC,9\nL,3\nM,4\n"
    # when
    dry = await run(table, match=match, dry_run=True)
    report = await run(table, match=match)
    # then all of them have their price, and a second row of one variant is refused
    assert counts(dry) == counts(report) == (0, 4, 0, 1)
    assert refusals(dry) == refusals(report) == [(6, column, taken)]
    rows = await fetch_rows(
        "SELECT v.sku, p.amount FROM catalog.product_variant v JOIN catalog.price p ON p.variant = v.id ORDER BY 1"
    )
    assert [tuple(row.values()) for row in rows] == [("C", 900), ("L", 300), ("M", 200), ("S", 100)]
    assert await fetch_value("SELECT version FROM catalog.product WHERE slug = 'shirt'") == 4


async def test_products_of_one_file_exchange_their_slugs_and_external_ids(run: Run) -> None:
    await run([{"slug": s, "title": s, "externalId": s, "variants": [{"sku": s}]} for s in ("a", "b", "c")])
    exchanged = [
        {"slug": "b", "externalId": "b", "variants": [{"sku": "a"}]},
        {"slug": "a", "externalId": "a", "variants": [{"sku": "b"}]},
        {"slug": "c", "externalId": "a", "variants": [{"sku": "c"}]},
    ]
    report = await run(exchanged, match="sku")
    assert counts(report) == (0, 2, 0, 1)
    assert refusals(report) == [(3, "externalId", "DUPLICATE_EXTERNAL_ID")]
    rows = await fetch_rows("SELECT slug, title, external_id FROM catalog.product ORDER BY slug")
    assert [tuple(row.values()) for row in rows] == [("a", "b", "a"), ("b", "a", "b"), ("c", "c", "c")]
    taken = await run([{"slug": "c", "externalId": "b"}], match="slug")
    assert refusals(taken) == [(1, "externalId", "EXTERNAL_ID_TAKEN")]
    assert await fetch_value("SELECT count(*) FROM catalog.slug_history") == 0
