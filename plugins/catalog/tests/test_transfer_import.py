"""Importing our own CSV and JSON Lines, and foreign files by a mapping."""

from __future__ import annotations

import asyncio
import gzip
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fondaco.app import App
from fondaco.db import execute, fetch_rows, fetch_value
from fondaco.errors import InvalidInputError
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.transfer import batch
from fondaco_catalog.service.transfer.import_products import ImportOptions, ImportReport, import_products
from msgspec import structs

Run = Callable[..., Awaitable[ImportReport]]


@pytest.fixture
def run(app: App, policy: Policy, tmp_path: Path) -> Run:
    """Imports lines of JSON (from dicts), or text or bytes of CSV."""

    async def run(
        content: Any, *, name: str = "", resume: bool = False, size: int = 500, **options: Any
    ) -> ImportReport:
        if isinstance(content, list):
            content = b"".join(msgspec.json.encode(line) + b"\n" for line in content)
            name = name or "p.jsonl"
        path = tmp_path / (name or "p.csv")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        rules = structs.replace(policy, settings=structs.replace(policy.settings, import_batch=size))
        chosen = ImportOptions(**{"channel": "default", **options})
        return await import_products(app, path, chosen, rules, resume=resume)

    return run


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.failed


FULL: dict[str, Any] = {
    "slug": "shirt",
    "title": "Shirt",
    "description": "<p>Soft.</p>",
    "brand": "Acme",
    "externalId": "ERP-1",
    "metadata": {"b": 1, "a": [1]},
    "productType": "Apparel",
    "tags": ["a,b", "c|d"],
    "category": "tops",
    "translations": {"zh-Hans": {"title": "衬衫", "description": "<p>软</p>"}},
    "published": {"default": "2026-01-02T03:04:05Z", "japan": True},
    "collections": {"summer": 7},
    "options": [{"name": "Size", "labels": {"zh-Hans": "尺寸"}, "values": [{"value": "S", "labels": {"zh-Hans": "小"}}, "M"]}],
    "media": [{"url": "https://x/1.jpg", "alt": "One"}, {"url": "/2.jpg"}],
    "variants": [
        {"options": ["M"], "sku": "S-M", "prices": {"default": {"price": "19.90", "compareAt": 25, "currency": "EUR"}}},
        {"options": {"Size": "S"}, "sku": "S-S", "weightGrams": 200, "media": "/2.jpg", "prices": {"japan": {"price": 1500}}},
    ],
}  # fmt: skip
GROUPINGS: list[dict[str, Any]] = [
    {"kind": "category", "slug": "clothes", "name": "Clothes"},
    {"kind": "category", "slug": "tops", "name": "Tops", "parent": "clothes", "translations": {"zh-Hans": {"name": "上衣"}}},
    {"kind": "collection", "slug": "summer", "title": "Summer"},
]  # fmt: skip


async def test_everything_of_a_product_is_taken_from_its_line(run: Run) -> None:
    # when
    report = await run([*GROUPINGS, FULL])
    again = await run([*GROUPINGS, FULL])
    # then
    assert counts(report) == (4, 0, 0, 0), report.rows
    assert counts(again) == (0, 0, 4, 0), again.rows
    (product,) = await fetch_rows(
        "SELECT p.*, c.slug AS in_category FROM catalog.product p JOIN catalog.category c ON c.id = p.category"
    )
    assert (product["title"], product["tags"], product["in_category"]) == ("Shirt", ["a,b", "c|d"], "tops")
    queued = await fetch_rows("SELECT DISTINCT product FROM catalog.search_queue")
    assert [row["product"] for row in queued] == [product["id"]]
    values = await fetch_rows(
        "SELECT value, labels->>'zh-Hans' AS zh FROM catalog.product_option_value ORDER BY position"
    )
    assert values == [{"value": "S", "zh": "小"}, {"value": "M", "zh": None}]
    variants = await fetch_rows(
        """SELECT v.sku, v.weight_grams, m.url, l.channel, p.amount, p.compare_at FROM catalog.product_variant v
        JOIN catalog.price p ON p.variant = v.id JOIN catalog.price_list l ON l.id = p.list LEFT JOIN catalog.product_media m ON m.id = v.media
        ORDER BY v.position"""
    )
    assert [tuple(row.values()) for row in variants] == [
        ("S-M", 0, None, "default", 1990, 2500),
        ("S-S", 200, "/2.jpg", "japan", 1500, None),
    ]
    listings = await fetch_rows(
        "SELECT l.channel, published_at, min_amount FROM catalog.product_listing l JOIN catalog.price_span s ON s.product = l.product AND s.channel = l.channel ORDER BY l.channel"
    )
    assert [(row["channel"], row["min_amount"]) for row in listings] == [("default", 1990), ("japan", 1500)]
    assert listings[0]["published_at"].isoformat() == "2026-01-02T03:04:05+00:00"
    assert await fetch_value("SELECT position FROM catalog.collection_product") == 7


async def test_what_a_line_does_not_say_stays(run: Run) -> None:
    # given
    await run([*GROUPINGS, FULL])
    # when
    report = await run([{"slug": "shirt", "variants": [{"options": ["S"], "prices": {"default": {"price": "5"}}}]}])
    again = await run(
        [{"slug": "shirt", "title": "Shirt 2", "collections": {"summer": None}, "published": {"japan": None}}]
    )
    # then
    assert (counts(report), counts(again)) == ((0, 1, 0, 0), (0, 1, 0, 0))
    prices = await fetch_rows(
        "SELECT channel, amount FROM catalog.price p JOIN catalog.price_list l ON l.id = p.list ORDER BY channel, amount"
    )
    assert [tuple(row.values()) for row in prices] == [("default", 500), ("default", 1990), ("japan", 1500)]
    assert await fetch_value("SELECT count(*) FROM catalog.collection_product") == 0
    assert (
        await fetch_value("SELECT p.title || b.name FROM catalog.product p JOIN catalog.brand b ON b.id = p.brand")
        == "Shirt 2Acme"
    )
    span = await fetch_rows(
        "SELECT min_amount, max_amount FROM catalog.price_span WHERE channel = 'default' AND ends_at > now()"
    )
    assert span == [{"min_amount": 500, "max_amount": 1990}]


CSV = """\
slug,title,title:zh-Hans,tags,category,published:default,option.name,option.value,media.url,variant.option:1,variant.sku,variant.price:default
mug,Mug,杯子,a|b,Home > Kitchen,true,Colour,Red,https://x/1.jpg,Blue,M-B,"'-0.00"
mug,,,,,,Colour,Blue,https://x/2.jpg,Red,M-R,8
'=cup,"'=Cup",,,home > kitchen,,,,,,C,7.5
"""  # fmt: skip


async def test_a_table_says_the_same_with_lists_one_below_the_other(run: Run) -> None:
    # when
    report = await run(CSV.replace("'-0.00", "9").replace("'=cup", "cup"))
    # then
    assert counts(report) == (2, 0, 0, 0), report.rows
    categories = await fetch_rows(
        "SELECT c.slug, p.slug AS parent FROM catalog.category c LEFT JOIN catalog.category p ON p.id = c.parent ORDER BY c.slug"
    )
    assert categories == [{"slug": "home", "parent": None}, {"slug": "kitchen", "parent": "home"}]
    rows = await fetch_rows(
        """SELECT p.title, v.sku, ov.value, vp.amount FROM catalog.product p JOIN catalog.product_variant v ON v.product = p.id
        JOIN catalog.price vp ON vp.variant = v.id LEFT JOIN catalog.product_option_value ov ON ov.id = v.option_values[1]
        ORDER BY p.id, v.position"""
    )
    assert [tuple(row.values()) for row in rows] == [
        ("Mug", "M-B", "Blue", 900), ("Mug", "M-R", "Red", 800), ("=Cup", "C", None, 750),
    ]  # fmt: skip


@pytest.mark.parametrize("sign", [",", ";", "\t"])
async def test_what_a_spreadsheet_puts_between_cells_is_found_out(run: Run, sign: str) -> None:
    rows = (["slug", "title", "variant.sku"], ["mug", '"Mug, blue; tall"', "M"])
    report = await run("".join(f"{sign.join(row)}\n" for row in rows))
    assert counts(report) == (1, 0, 0, 0), report.rows
    assert await fetch_value("SELECT title FROM catalog.product") == "Mug, blue; tall"


def product(slug: str = "bad", **more: Any) -> dict[str, Any]:
    return {"slug": slug, "title": "Bad", "variants": [{"sku": slug}], **more}


def priced(price: Any, channel: str = "default", **more: Any) -> dict[str, Any]:
    return product(variants=[{"sku": "x", "prices": {channel: {"price": price, **more}}}])


BAD_LINES: list[tuple[list[Any], str, str]] = [
    ([product(variants=[{"sku": "TAKEN"}])], "SKU_TAKEN", "variants[0].sku"),
    ([product(), product("bad2", variants=[{"sku": "bad"}])], "SKU_TAKEN", "variants[0].sku"),
    ([product(), product(variants=[])], "DUPLICATE_SLUG", "slug"),
    ([product(category="A > b > a")], "CATEGORY_CYCLE", "category"),
    ([product(category="nowhere")], "CATEGORY_NOT_FOUND", "category"),
    ([product(collections={"nowhere": 1})], "COLLECTION_NOT_FOUND", "collections.nowhere"),
    ([{"kind": "category", "slug": "x", "name": "X", "parent": "y"}], "CATEGORY_NOT_FOUND", "parent"),
    ([{"kind": "category", "slug": "clothes", "parent": "tops"}], "CATEGORY_CYCLE", "parent"),
    ([{"kind": "ship", "slug": "x"}], "UNKNOWN_KIND", ""),
    ([priced("1", currency="XXX")], "UNKNOWN_CURRENCY", "variants[0].prices.default.currency"),
    ([priced("1", currency="USD")], "CURRENCY_MISMATCH", "variants[0].prices.default.currency"),
    ([priced("-1")], "NEGATIVE_PRICE", "variants[0].prices.default.price"),
    ([priced("1", "mars")], "UNKNOWN_CHANNEL", "variants[0].prices.mars.price"),
    ([priced("1.999")], "INVALID_AMOUNT", "variants[0].prices.default.price"),
    ([priced([])], "INVALID_TYPE", "variants[0].prices.default.price"),
    ([product(title=7)], "INVALID_TYPE", "title"),
    ([product(tags="a,b")], "INVALID_TYPE", "tags"),
    ([product(published={"default": "tomorrow"})], "INVALID_TIME", "published.default"),
    ([product(published={"mars": True})], "UNKNOWN_CHANNEL", "published.mars"),
    ([product(colour="red")], "UNKNOWN_FIELD", "colour"),
    ([product(title="a\0b")], "INVALID_TEXT", "title"),
    ([product(title=None)], "INVALID_TYPE", "title"),
    ([{"slug": "bad"}], "TITLE_MISSING", "title"),
    ([product(slug="Not A Slug")], "INVALID_SLUG", "slug"),
    ([product(variants=[{"sku": "x", "requiresShipping": "yes"}])], "INVALID_TYPE", "variants[0].requiresShipping"),
    ([product(variants=[{"sku": "x", "weightGrams": -1}])], "INVALID_WEIGHT", "variants[0].weightGrams"),
    ([product(variants=[{"options": {"Size": "S"}}], options=[])], "UNKNOWN_OPTION", "variants[0].options.Size"),
    ([product(variants=[{"options": ["S"]}], options=[])], "OPTION_COUNT_MISMATCH", "variants[0].options"),
    ([product(variants=[{}, {}])], "DUPLICATE_VARIANT", "variants[1].options"),
    ([product(media=[{"url": "ftp://x"}])], "INVALID_URL", "media[0].url"),
    ([product(variants=[{"media": "/nowhere.jpg"}])], "UNKNOWN_MEDIA", "variants[0].media"),
    ([product(translations={"no locale": {"title": "x"}})], "INVALID_LOCALE", "translations.no locale.title"),
    (["text"], "INVALID_TYPE", ""),
]


@pytest.mark.parametrize("atomic", [False, True])
async def test_a_bad_line_is_refused_with_row_field_and_code(run: Run, atomic: bool) -> None:
    # given
    await run([*GROUPINGS, product("first", variants=[{"sku": "TAKEN"}])])
    told, wanted = [], []
    for number, (lines, code, field) in enumerate(BAD_LINES):
        before = await fetch_value("SELECT count(*) FROM catalog.product")
        # when it stands between good lines
        good = [product(f"{slug}-{number}") for slug in ("good", "last")]
        report = await run([good[0], *lines, good[1]], atomic=atomic)
        # then
        found = report.rows[0]
        assert found.row in range(2, 2 + len(lines)), (code, report.rows)
        kept = await fetch_value("SELECT count(*) FROM catalog.product") - before
        told.append((found.code, found.column, report.failed, report.applied, kept))
        wanted.append((code, field, 1, not atomic, 0 if atomic else 1 + len(lines)))
        await execute(
            "WITH bad AS (SELECT id FROM catalog.product WHERE slug LIKE 'bad%'), v AS (DELETE FROM "
            "catalog.product_variant WHERE product IN (SELECT id FROM bad)) DELETE FROM catalog.search_queue "
            "WHERE product IN (SELECT id FROM bad)"
        )
        await execute("DELETE FROM catalog.product WHERE slug LIKE 'bad%'")
    assert told == wanted


async def test_a_line_of_fifty_megabytes_is_refused_without_being_held(run: Run) -> None:
    long = b'{"slug": "long", "title": "' + b"x" * 50_000_000 + b'"}\n'
    lines = [msgspec.json.encode(product(slug)) + b"\n" for slug in ("a", "b")]
    report = await run(lines[0] + long + lines[1], name="p.jsonl")
    assert counts(report) == (2, 0, 0, 1)
    assert [(found.row, found.code) for found in report.rows] == [(2, "LINE_TOO_LONG")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"slug": "a"}\n'.encode("utf-16"), "INVALID_ENCODING"),
        ('{"slug": "a"}\n'.encode("utf-32"), "INVALID_ENCODING"),
        (b'{"slug": "a"}\n{"slug": "\xff"}\n', "INVALID_ENCODING"),
        (gzip.compress(b'{"slug": "a"}\n' * 1000, mtime=0)[:-10], "FILE_UNREADABLE"),
        (b"slug,titel\na,A\n", "UNKNOWN_COLUMN"),
        (b"slug,title,slug\na,A\n", "DUPLICATE_COLUMN"),
        (b'slug,title\na,"A\n', "MALFORMED_CSV"),
    ],
    ids=["utf-16", "utf-32", "not-utf-8", "cut-gzip", "unknown-column", "column-twice", "open-quote"],
)
async def test_a_file_that_cannot_be_read_is_refused_as_a_whole(run: Run, content: bytes, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        await run(content, name="p.jsonl")
    assert refused.value.code == code
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0


@pytest.mark.parametrize("line", [b"{", b'{"slug": ' + b"[" * 100_000, b'{"slug": "a"}{"slug": "b"}', b"\x00"])
async def test_a_line_that_is_no_json_is_refused_alone(run: Run, line: bytes) -> None:
    report = await run(b"\xef\xbb\xbf" + msgspec.json.encode(product("a")) + b"\n" + line + b"\n\n", name="p.jsonl")
    assert counts(report) == (1, 0, 0, 1)
    assert [(found.row, found.code) for found in report.rows] == [(2, "MALFORMED_JSON")]


async def test_a_dry_run_says_what_would_be_done_and_writes_nothing(run: Run) -> None:
    # given
    await run([product("same"), product("old")])
    state = "SELECT jsonb_agg(p ORDER BY p.id) FROM catalog.product p"
    before, events = await fetch_value(state), await fetch_value("SELECT count(*) FROM system.outbox")
    # when
    lines = [
        product("same"),
        product("old", title="New title"),
        product("new", category="A > B"),
        product("other", category="a > b"),
        product("new"),
    ]
    report = await run(lines, dry_run=True, size=1)
    # then
    assert counts(report) == (2, 1, 1, 1), report.rows
    assert [found.code for found in report.rows] == ["DUPLICATE_SLUG"]
    assert not report.applied
    assert (await fetch_value(state), await fetch_value("SELECT count(*) FROM system.outbox")) == (before, events)
    assert await fetch_value("SELECT count(*) FROM catalog.category") == 0


async def test_products_are_found_again_by_their_skus(run: Run) -> None:
    # given two products of the same title
    lines = [{"title": "Cup", "variants": [{"sku": sku, "prices": {"default": {"price": 1}}}]} for sku in ("C1", "C2")]
    report = await run(lines, match="sku")
    assert counts(report) == (2, 0, 0, 0), report.rows
    # when
    lines[1]["variants"][0]["prices"]["default"]["price"] = 2
    again = await run([*lines, lines[0]], match="sku")
    # then
    assert counts(again) == (0, 1, 1, 1), again.rows
    assert [(found.row, found.code) for found in again.rows] == [(3, "SKU_TAKEN")]
    assert await fetch_value("SELECT array_agg(slug ORDER BY id) FROM catalog.product") == ["cup", "cup-2"]
    clash = await run([{"title": "New", "slug": "cup", "variants": [{"sku": "C3"}]}], match="sku")
    assert [found.code for found in clash.rows] == ["SLUG_TAKEN"]


async def test_an_interrupted_import_goes_on_where_it_was(run: Run, app: App) -> None:
    # given an import whose third batch meets a database that is gone
    lines = [product(f"p{number}") for number in range(10)] + [product("p1")]
    original = batch.write_parts

    async def dying(changes: Any) -> None:
        await original(changes)
        if any(row["slug"] == "p6" for row in changes.added["product"]):
            await fetch_value("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "write_parts", dying)
        report = await run(lines, size=3)
    assert report.stopped is not None
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 6
    # when
    resumed = await run(lines, size=3, resume=True)
    # then the name that came before the interruption is known
    assert (resumed.resumed, counts(resumed)) == (6, (10, 0, 0, 1))
    assert [found.code for found in resumed.rows] == ["DUPLICATE_SLUG"]
    assert await fetch_value("SELECT count(*) FROM catalog.transfer_key") == 0
    assert await fetch_value("SELECT state FROM catalog.transfer") == "done"
    # and a file that was imported to its end begins anew
    assert counts(await run(lines, size=3, resume=True)) == (0, 0, 10, 1)


PROGRAM = """
import asyncio, sys
from pathlib import Path
import msgspec
from fondaco.app import create_app
from fondaco.settings import Settings
from fondaco_catalog.cli import policy_of
from fondaco_catalog.service.transfer import batch
from fondaco_catalog.service.transfer.import_products import ImportOptions, import_products

async def main():
    app = create_app(msgspec.json.decode(sys.argv[1], type=Settings))
    async with app.running():
        policy = policy_of(app)
        policy = msgspec.structs.replace(policy, settings=msgspec.structs.replace(policy.settings, import_batch=10))
        def tell(done, rows):
            print(done, flush=True)
        await import_products(app, Path(sys.argv[2]), ImportOptions(channel="default"), policy, on_progress=tell)

asyncio.run(main())
"""


async def test_a_killed_process_loses_and_doubles_nothing(run: Run, app: App, tmp_path: Path) -> None:
    # given a process that is killed in the middle of its work
    lines = [product(f"p{number}") for number in range(600)]
    path = tmp_path / "killed.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
    url = app.database.url
    settings = structs.replace(app.settings, database=structs.replace(app.settings.database, url=url))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, msgspec.json.encode(settings).decode(), str(path), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    for _ in range(5):
        assert await process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    kept = await fetch_value("SELECT count(*) FROM catalog.product")
    assert 50 <= kept < 600
    # when
    report = await run(path.read_bytes(), resume=True)
    # then
    assert report.resumed == kept
    assert counts(report) == (600, 0, 0, 0)
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 600
    assert await fetch_value("SELECT count(DISTINCT sku) FROM catalog.product_variant") == 600
    assert await fetch_value("SELECT count(*) FROM system.outbox WHERE name = 'catalog.product_created'") == 600


MAPPING = """
delimiter = ";"
[only]
State = ["on"]
[columns]
Nr = ["variant.sku", { field = "slug", slug = true }]
Name = "title"
Preis = { field = "variant.price:default", decimal = "," }
Worte = { field = "tags", split = "/" }
Steuer = { field = "variant.taxClass", values = { "19%" = "standard", "7%" = "reduced" } }
[constants]
"variant.trackStock" = false
brand = "Acme"
"""


async def test_foreign_columns_are_read_by_a_mapping(run: Run) -> None:
    report = await run(
        "Nr;Name;Preis;Worte;Steuer;State\nA 1;Tasse;1.234,50;rot / blau;7%;on\nA 2;Teller;x;;19%;on\nA 3;Weg;1;;;off\n",
        mapping=MAPPING,
    )
    assert counts(report) == (1, 0, 0, 1)
    assert [(found.row, found.column, found.code) for found in report.rows] == [
        (3, "variant.price:default", "INVALID_NUMBER")
    ]
    rows = await fetch_rows(
        """SELECT p.slug, p.title, (SELECT name FROM catalog.brand b WHERE b.id = p.brand), p.tags, v.sku, v.tax_class, v.track_stock, vp.amount FROM catalog.product p
        JOIN catalog.product_variant v ON v.product = p.id JOIN catalog.price vp ON vp.variant = v.id"""
    )
    assert [tuple(row.values()) for row in rows] == [
        ("a-1", "Tasse", "Acme", ["rot", "blau"], "A 1", "reduced", False, 123450)
    ]


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ("columns = 1", "INVALID_MAPPING"),
        ("[columns", "INVALID_MAPPING"),
        ('[columns]\nNr = "sluk"', "UNKNOWN_COLUMN"),
        ('[columns]\nNr = { field = "slug", colour = "x" }', "INVALID_MAPPING"),
        ('[columns]\nNummer = "slug"', "MISSING_COLUMN"),
    ],
)
async def test_a_mapping_that_does_not_fit_says_so(run: Run, mapping: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        await run("Nr;Name\n1;x\n", mapping=mapping if mapping.startswith("columns") else f'delimiter = ";"\n{mapping}')
    assert refused.value.code == code
