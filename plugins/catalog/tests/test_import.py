"""Importing product files of Shopify."""

from __future__ import annotations

import asyncio
import csv
import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import pytest
from fondaco.app import App
from fondaco.commerce import Money
from fondaco.db import execute, fetch_all, fetch_value
from fondaco.errors import InvalidInputError
from fondaco.testing import GraphQLClient
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.repository.transfer.parts import Changes
from fondaco_catalog.service.transfer import batch
from fondaco_catalog.service.transfer.import_products import ImportOptions, ImportReport, import_products
from msgspec import structs

HEADER = (
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,"
    "Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Price,Variant Compare At Price,"
    "Variant Requires Shipping,Variant Taxable,Image Src,Image Position,Image Alt Text,Gift Card,Variant Image,Status"
)
COLUMNS = HEADER.split(",")


def row(handle: str, title: str = "", price: str = "10", **cells: str) -> str:
    """A line of a file; columns by their names with underscores."""
    values = {"Handle": handle, "Title": title, "Variant Price": price}
    names = {name.replace(" ", "_").replace("(", "").replace(")", ""): name for name in COLUMNS}
    values |= {names[name]: cell for name, cell in cells.items()}
    return ",".join('"' + values.get(name, "").replace('"', '""') + '"' for name in COLUMNS)


@pytest.fixture
def run(app: App, policy: Policy, tmp_path: Path) -> Callable[..., Any]:
    """Imports lines, a text or bytes."""

    async def run(content: list[str] | str | bytes, *, size: int = 500, **options: Any) -> ImportReport:
        path = tmp_path / "products.csv"
        if isinstance(content, list):
            content = "\n".join([HEADER, *content]) + "\n"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        rules = structs.replace(policy, settings=structs.replace(policy.settings, import_batch=size))
        return await import_products(app, path, ImportOptions(**{"channel": "default", **options}), rules)

    return run


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.failed


async def products() -> int:
    return int(await fetch_value("SELECT count(*) FROM catalog.product"))


class Stored(msgspec.Struct, frozen=True):
    """A variant as the database has it."""

    slug: str
    options: list[str]
    amount: int
    compare_at: int | None
    grams: int
    tax_class: str
    media: str | None


async def stored() -> list[Stored]:
    return await fetch_all(
        Stored,
        """SELECT p.slug, ARRAY(SELECT ov.value FROM unnest(v.option_values) WITH ORDINALITY u(id, n)
            JOIN catalog.product_option_value ov ON ov.id = u.id ORDER BY n) AS options,
            vp.amount, vp.compare_at, v.weight_grams AS grams, v.tax_class, m.url AS media
        FROM catalog.product p JOIN catalog.product_variant v ON v.product = p.id
        LEFT JOIN catalog.price vp ON vp.variant = v.id LEFT JOIN catalog.product_media m ON m.id = v.media
        ORDER BY p.slug, v.position""",
    )


class Pictures(msgspec.Struct, frozen=True):
    """The pictures of a product, in order."""

    slug: str
    urls: list[str]


async def pictures() -> dict[str, list[str]]:
    rows = await fetch_all(
        Pictures,
        """SELECT p.slug, ARRAY(SELECT m.url FROM catalog.product_media m WHERE m.product = p.id ORDER BY m.position)
            AS urls FROM catalog.product p""",
    )
    return {found.slug: found.urls for found in rows}


@pytest.mark.parametrize("file", ["apparel.csv", "jewelery.csv"])
@pytest.mark.parametrize("atomic", [False, True])
async def test_no_product_variant_price_or_picture_of_a_real_file_is_lost(
    app: App, policy: Policy, shared_data: Path, file: str, atomic: bool
) -> None:
    # given
    path = shared_data / "shopify" / file
    with path.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    variants: list[tuple[str, list[str], int, int | None, int, str | None]] = []
    urls: dict[str, set[str]] = {}
    titles: dict[str, str] = {}
    for found in rows:
        handle = found["Handle"]
        titles.setdefault(handle, found["Title"])
        given = urls.setdefault(handle, set())
        given |= {url for url in (found["Image Src"], found["Variant Image"]) if url}
        if found["Variant Price"]:
            options = [found[f"Option{n} Value"] for n in (1, 2, 3) if found[f"Option{n} Value"]]
            compare_at = found["Variant Compare At Price"]
            variants.append(
                (
                    handle,
                    [] if options == ["Default Title"] else options,
                    Money.from_decimal(found["Variant Price"], "EUR").amount,
                    Money.from_decimal(compare_at, "EUR").amount if compare_at else None,
                    int(found["Variant Grams"]),
                    found["Variant Image"] or None,
                )
            )
    # when
    report = await import_products(app, path, ImportOptions(channel="default", atomic=atomic), policy)
    again = await import_products(app, path, ImportOptions(channel="default", atomic=atomic), policy)
    # then
    assert counts(report) == (len(titles), 0, 0, 0)
    assert counts(again) == (0, 0, len(titles), 0)
    assert report.rows == again.rows == []
    found_variants = [
        (one.slug, one.options, one.amount, one.compare_at, one.grams, one.media) for one in await stored()
    ]
    assert sorted(found_variants, key=repr) == sorted(variants, key=repr)
    assert {slug: set(found) for slug, found in (await pictures()).items()} == urls
    published = await fetch_value(
        "SELECT count(*) FROM catalog.product_listing WHERE channel = 'default' AND published_at IS NOT NULL"
    )
    sold = {found["Handle"] for found in rows if found["Published"] == "true"}
    assert published == len(sold)


async def test_rows_become_options_variants_and_pictures_in_order(run: Any, shop: GraphQLClient) -> None:
    # when
    report = await run(
        [
            row("shirt", "Shirt", "10.50", Option1_Name="Size", Option1_Value="S", Variant_Grams="99.5",
                Image_Src="https://x/2.jpg", Image_Position="2", Image_Alt_Text="two",
                Body_HTML="<p>Hi<script>x</script></p>",
                Tags="a, b,a", Variant_Compare_At_Price="12", Variant_Image="https://x/v.jpg"),
            row("shirt", price="11", Option1_Value="M", Variant_Taxable="false", Variant_Requires_Shipping="FALSE"),
            row("shirt", price="", Image_Src="https://x/1.jpg", Image_Position="1"),
            row("mug", "Mug", "5", Option1_Name="Title", Option1_Value="Default Title", Status="draft"),
        ]
    )  # fmt: skip
    # then
    assert counts(report) == (2, 0, 0, 0)
    assert await stored() == [
        Stored("mug", [], 500, None, 0, "standard", None),
        Stored("shirt", ["S"], 1050, 1200, 100, "standard", "https://x/v.jpg"),
        Stored("shirt", ["M"], 1100, None, 0, "exempt", None),
    ]
    assert (await pictures())["shirt"] == ["https://x/1.jpg", "https://x/2.jpg", "https://x/v.jpg"]
    found = (await shop("{ products(first: 5) { nodes { slug description tags } } }"))["products"]["nodes"]
    assert found == [{"slug": "shirt", "description": "<p>Hi</p>", "tags": ["a", "b"]}]


async def test_importing_again_changes_only_what_the_file_changed(run: Any) -> None:
    # given
    first = [
        row("a", "A", "1", Option1_Name="Size", Option1_Value="S", Image_Src="https://x/1.jpg"),
        row("b", "B", "2"),
    ]
    await run(first)
    # when
    changed = await run(
        [
            row("a", "A", "1.50", Option1_Name="Size", Option1_Value="S"),
            row("a", price="3", Option1_Value="M"),
            row("b", "B", "2"),
            row("c", "C", "4"),
        ]
    )
    # then what the file no longer names stays
    assert counts(changed) == (1, 1, 1, 0)
    assert [(one.slug, one.options, one.amount) for one in await stored()] == [
        ("a", ["S"], 150),
        ("a", ["M"], 300),
        ("b", [], 200),
        ("c", [], 400),
    ]
    assert (await pictures())["a"] == ["https://x/1.jpg"]


BAD_ROWS = [
    ([row("bad", "")], "TITLE_MISSING", "Title"),
    ([row("", "No handle")], "HANDLE_MISSING", "Handle"),
    ([row("bad", "Bad", "")], "PRICE_MISSING", "Variant Price"),
    ([row("bad", "Bad", "-1")], "NEGATIVE_NUMBER", "Variant Price"),
    ([row("bad", "Bad", "1,50")], "INVALID_NUMBER", "Variant Price"),
    ([row("bad", "Bad", "NaN")], "INVALID_NUMBER", "Variant Price"),
    ([row("bad", "Bad", "1e3")], "INVALID_NUMBER", "Variant Price"),
    ([row("bad", "Bad", "9" * 30)], "INVALID_NUMBER", "Variant Price"),
    ([row("bad", "Bad", "1.999")], "INVALID_AMOUNT", "Variant Price"),
    ([row("bad", "Bad", Variant_Compare_At_Price="x")], "INVALID_NUMBER", "Variant Compare At Price"),
    ([row("bad", "Bad", Variant_Grams="-3")], "NEGATIVE_NUMBER", "Variant Grams"),
    ([row("bad", "Bad", Variant_Grams="99999999999")], "INVALID_WEIGHT", "Variant Grams"),
    ([row("bad", "Bad", Variant_Taxable="perhaps")], "INVALID_BOOLEAN", "Variant Taxable"),
    ([row("bad", "Bad", Status="gone")], "INVALID_STATUS", "Status"),
    ([row("bad", "Bad", Gift_Card="true")], "GIFT_CARD_UNSUPPORTED", "Gift Card"),
    ([row("bad", "Bad", Image_Src="ftp://x/1.jpg")], "INVALID_URL", "Image Src"),
    ([row("bad", "x" * 300)], "TOO_LONG", "Title"),
    ([row("bad", "a\x00b")], "INVALID_TEXT", "Title"),
    ([row("bad", "Bad", Option1_Value="S")], "OPTION_INCOMPLETE", "Option1 Name"),
    ([row("bad", "Bad", Option1_Name="Size", Option1_Value="S", Option2_Name="Colour")], "OPTION_INCOMPLETE", None),
    (
        [row("bad", "Bad", Option1_Name="Size", Option1_Value="S"), row("bad", Option1_Value="S")],
        "DUPLICATE_VARIANT",
        "Option1 Value",
    ),
    (
        [row("bad", "Bad", Option1_Name="Size", Option1_Value="S"), row("bad", Option1_Value="M", Option2_Value="x")],
        "OPTION_COUNT_MISMATCH",
        "Option2 Value",
    ),
    (['bad,"Bad"x,7'], "MALFORMED_CSV", ""),
    ([row("bad", "Bad"), 'bad,"Bad"x,7'], "MALFORMED_CSV", ""),
    ([row("b" * 300, "Bad")], "TOO_LONG", "Handle"),
    ([row("bad", "Bad", Variant_SKU="S"), row("bad2", "Bad", Variant_SKU="S")], "SKU_TAKEN", "Variant SKU"),
    ([row("bad", "Bad") + ",more"], "TOO_MANY_COLUMNS", ""),
    ([row("bad", "Bad", Body_HTML="x" * 1_000_000)], "CELL_TOO_LONG", "Body (HTML)"),
    ([row("a b", "Bad"), row("A-b", "Other")], "HANDLE_COLLISION", "Handle"),
]


@pytest.mark.parametrize(
    ("lines", "code", "column"), BAD_ROWS, ids=[f"{code}-{n}" for n, (_, code, _) in enumerate(BAD_ROWS)]
)
async def test_a_bad_row_is_reported_and_the_others_are_kept(
    run: Any, lines: list[str], code: str, column: str | None
) -> None:
    # when
    report = await run([row("first", "First"), *lines, row("last", "Last")])
    # then
    assert report.failed == 1
    assert report.rows[0].code == code
    assert report.rows[0].row in range(3, 3 + len(lines))
    if column is not None:
        assert report.rows[0].column == column
    handles = {line.split(",")[0].strip('"') for line in lines}
    assert report.created == 2 + len(handles) - 1
    assert {"first", "last"} <= {one.slug for one in await stored()}
    # and nothing of the bad one is there
    assert await products() == report.created


@pytest.mark.parametrize(("lines", "code", "column"), BAD_ROWS[:12:4] + BAD_ROWS[-4:])
async def test_an_atomic_import_with_a_bad_row_writes_nothing(
    run: Any, lines: list[str], code: str, column: str | None
) -> None:
    del column
    report = await run([row("first", "First"), *lines, row("last", "Last")], atomic=True)
    assert not report.applied
    assert [problem.code for problem in report.rows] == [code]
    assert await products() == 0
    assert await fetch_value("SELECT count(*) FROM system.outbox") == 0


async def test_all_problems_of_a_product_are_told_at_once(run: Any) -> None:
    report = await run([row("bad", "", "x", Variant_Grams="y"), row("bad", price="-1", Variant_Taxable="z")])
    assert [(problem.row, problem.column, problem.code) for problem in report.rows] == [
        (2, "Title", "TITLE_MISSING"),
        (2, "Variant Price", "INVALID_NUMBER"),
        (2, "Variant Grams", "INVALID_NUMBER"),
        (3, "Variant Taxable", "INVALID_BOOLEAN"),
        (3, "Variant Price", "NEGATIVE_NUMBER"),
    ]
    assert report.failed == 1


async def test_rows_that_do_not_stand_together_are_reported(run: Any) -> None:
    report = await run([row("a", "A"), row("b", "B"), row("a", "A again")])
    assert counts(report) == (2, 0, 0, 1)
    assert [(problem.row, problem.code) for problem in report.rows] == [(4, "HANDLE_SCATTERED")]


async def test_rows_are_numbered_as_a_spreadsheet_does(run: Any) -> None:
    report = await run([row("a", "A", Body_HTML="one\ntwo\r\nthree"), "", row("bad", "Bad", "x")])
    assert [problem.row for problem in report.rows] == [4]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b"\n\n", "MISSING_COLUMN"),
        (b"a,b\n1,2\n", "MISSING_COLUMN"),
        (b"Handle,Title,Variant Price,Title\n", "DUPLICATE_COLUMN"),
        (HEADER.encode() + b'\n"a,A\n', "MALFORMED_CSV"),
        (HEADER.encode() + b'\na,"A"x,"one\ntwo"\n', "MALFORMED_CSV"),
        (HEADER.replace("Title", '"Title"x').encode() + b"\n", "MALFORMED_CSV"),
        (HEADER.encode() + "\na,Käse\n".encode("latin-1"), "INVALID_ENCODING"),
        ((HEADER + "\na,A\n").encode("utf-16"), "INVALID_ENCODING"),
    ],
)
async def test_a_file_that_is_broken_is_refused_before_anything_is_written(run: Any, content: bytes, code: str) -> None:
    good = row("good", "Good").encode() + b"\n"
    first, separator, rest = content.partition(b"\n")
    body = (
        first + separator + good + rest
        if code in {"MALFORMED_CSV", "INVALID_ENCODING"} and b"\x00" not in content
        else content
    )
    with pytest.raises(InvalidInputError) as refused:
        await run(body)
    assert refused.value.code == code
    assert await products() == 0


async def test_what_is_not_utf8_is_refused_by_its_row(run: Any) -> None:
    lines = "\n".join([HEADER, row("a", "A", Body_HTML="one\ntwo"), row("b", "蓝色"), ""]).encode()
    with pytest.raises(InvalidInputError, match="row 4 is not UTF-8"):
        await run(lines + row("c", "Käse").encode("latin-1") + b"\n")
    assert await products() == 0


async def test_cells_and_handles_of_any_length_make_no_long_report(run: Any) -> None:
    long = "x" * 10_000_000
    report = await run([row("a", "A"), row("b", "B", Body_HTML=long), row(long, "C"), row("h" * 400_000, "D")])
    assert counts(report) == (1, 0, 0, 3)
    assert all(len(problem.handle) <= 255 and len(problem.message) <= 500 for problem in report.rows)


async def test_a_file_that_cannot_be_read_says_so(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: Any, **__: Any) -> Any:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch, pytest.raises(InvalidInputError, match="Permission denied") as refused:
        patch.setattr(Path, "open", forbidden)
        patch.setattr(Path, "write_bytes", lambda *_: Path.touch(_[0]))
        await run([row("a", "A")])
    assert refused.value.code == "FILE_UNREADABLE"


async def test_a_missing_file_is_named(app: App, policy: Policy, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="nowhere") as refused:
        await import_products(app, tmp_path / "nowhere.csv", ImportOptions(channel="default"), policy)
    assert refused.value.code == "FILE_NOT_FOUND"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
async def test_byte_order_mark_and_line_ends_do_not_matter(run: Any, ending: str, mark: str) -> None:
    report = await run((mark + ending.join([HEADER, row("a", "Ä 蓝色"), row("b", "B")]) + ending).encode())
    assert counts(report) == (2, 0, 0, 0)


async def test_a_file_that_was_cut_off_says_so(run: Any) -> None:
    whole = "\n".join([HEADER, row("a", "A"), row("b", "B", Image_Src="https://x/long.jpg")])
    report = await run(whole[: whole.index("long.jpg")].encode() + b'"')
    assert counts(report) == (1, 0, 0, 1)
    assert report.rows[0].code == "ROW_CUT_OFF"


async def test_a_dry_run_tells_and_changes_nothing(run: Any) -> None:
    report = await run([row("a", "A"), row("b", "B", "x")], dry_run=True)
    assert counts(report) == (1, 0, 0, 1)
    assert not report.applied
    assert await products() == 0


@pytest.mark.parametrize(("publish", "expected"), [(None, {"sold"}), (True, {"sold", "hidden"}), (False, set())])
async def test_publishing_follows_the_file_unless_told_otherwise(
    run: Any, shop: GraphQLClient, publish: bool | None, expected: set[str]
) -> None:
    await run([row("sold", "Sold", Published="true"), row("hidden", "Hidden", Published="false")], publish=publish)
    nodes = (await shop("{ products(first: 5) { nodes { slug } } }"))["products"]["nodes"]
    assert {node["slug"] for node in nodes} == expected


async def test_prices_go_to_the_named_channel_in_its_currency(run: Any) -> None:
    report = await run([row("a", "A", "1500"), row("b", "B", "9.99")], channel="japan")
    assert [problem.code for problem in report.rows] == ["INVALID_AMOUNT"]
    assert await fetch_value("SELECT currency || amount FROM catalog.price_window") == "JPY1500"
    with pytest.raises(InvalidInputError) as refused:
        await run([row("a", "A")], channel="mars")
    assert refused.value.code == "UNKNOWN_CHANNEL"


@pytest.mark.parametrize("atomic", [False, True])
async def test_a_database_that_dies_in_the_middle_leaves_whole_products_and_a_second_run_finishes(
    run: Any, monkeypatch: pytest.MonkeyPatch, atomic: bool
) -> None:
    # given a connection that is cut while the third product is being written
    lines = [row(f"p{number}", f"P{number}", Image_Src="https://x/1.jpg") for number in range(5)]
    original = batch.write_parts

    async def dying(changes: Changes) -> None:
        await original(changes)
        if any(row["slug"] == "p2" for row in changes.added["product"]):
            await execute("SELECT pg_terminate_backend(pg_backend_pid())")

    # when
    with monkeypatch.context() as patch:
        patch.setattr(batch, "write_parts", dying)
        report = await run(lines, atomic=atomic, size=2)
    kept = await products()
    finished = await run(lines, atomic=atomic)
    # then
    assert report.stopped is not None
    assert report.stopped.code == "DATABASE_UNAVAILABLE"
    assert kept == (0 if atomic else 2)
    assert counts(finished) == ((5, 0, 0, 0) if atomic else (3, 0, 2, 0))
    assert await fetch_value("SELECT count(*) FROM catalog.product_media") == 5


async def test_a_full_disk_stops_the_import_with_a_clear_reason(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: Any, **__: Any) -> Any:
        raise asyncpg.DiskFullError("could not extend file")

    monkeypatch.setattr(batch, "write_parts", full)
    report = await run([row("a", "A"), row("b", "B")])
    assert report.stopped is not None
    assert counts(report) == (0, 0, 0, 0)


async def test_two_imports_at_once_make_each_product_once(app: App, policy: Policy, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("\n".join([HEADER, *(row(f"p{number}", f"P{number}") for number in range(15))]) + "\n")
    reports = await asyncio.gather(
        *(import_products(app, path, ImportOptions(channel="default"), policy) for _ in range(3))
    )
    assert await products() == 15
    assert sum(report.created for report in reports) == 15
    assert sum(report.unchanged for report in reports) == 30
    assert not any(report.failed or report.stopped for report in reports)


async def test_progress_ends_at_the_number_of_rows(app: App, policy: Policy, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("\n".join([HEADER, row("a", "A"), "", " , ,", row("b", "B", "x"), row("c", "C")]) + "\n")
    told: list[tuple[int, int]] = []
    await import_products(
        app, path, ImportOptions(channel="default"), policy, on_progress=lambda done, rows: told.append((done, rows))
    )
    assert told == [(3, 3)]
