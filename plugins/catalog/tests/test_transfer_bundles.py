"""Bundles and downloads in files: they stand behind the products that they are about."""

from __future__ import annotations

import io
from typing import Any

import httpx
import msgspec
import pytest
from fondaco.app import App
from fondaco.db import fetch_rows, fetch_value
from fondaco.testing.pytest_plugin import ADMIN_TOKEN
from fondaco_catalog.model.completeness import Check
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.transfer.import_products import ImportOptions, import_products
from fondaco_catalog.service.transfer.import_report import ImportReport
from fondaco_catalog.settings import CatalogSettings

from .round_trips import FORMATS, Get, Put, goes_round

PARTS: list[dict[str, Any]] = [
    {"slug": "cup", "title": "Cup", "options": [{"name": "Colour", "values": ["Red", "Blue"]}], "variants": [
        {"options": ["Red"], "sku": "C-R", "prices": {"default": {"price": 5}, "japan": {"price": 800}}},
        {"options": ["Blue"], "prices": {"default": {"price": 6}}},
    ]},
    {"slug": "tea", "title": "Tea", "variants": [{"sku": "T", "prices": {"default": {"price": "3.50"}}}]},
    {"slug": "set", "title": "Set", "options": [{"name": "Size", "values": ["S", "L", "XL"]}], "variants": [
        {"options": ["S"]}, {"options": ["L"], "sku": "S-L", "prices": {"default": {"price": 20}}},
        {"options": ["XL"], "sku": "S-XL"},
    ]},
    {"slug": "book", "title": "Book", "variants": [{"sku": "B"}]},
]  # fmt: skip
BUNDLES: list[dict[str, Any]] = [
    {"kind": "bundle", "product": "set", "variant": "#1", "pricing": "sum", "percentOff": 10,
     "components": [{"variant": "T", "quantity": 2}, {"variant": "C-R", "amounts": {"japan": 500, "default": "4.00"}}]},
    {"kind": "bundle", "product": "set", "variant": "S-L", "pricing": "own",
     "components": [{"variant": "T"}],
     "slots": [
         {"name": "Cup", "labels": {"de": "Tasse"}, "minimum": 1, "maximum": 3, "repeatable": True,
          "choices": [{"variant": "C-R"}, {"variant": "cup#2", "quantity": 2, "amounts": {"default": "1.50"}}]},
         {"name": "Extra = more", "minimum": 0, "choices": [{"variant": "T", "amounts": {"default": 1}}]},
     ]},
    {"kind": "bundle", "product": "set", "variant": "S-XL", "pricing": "sum", "amountsOff": {"default": "2.00", "japan": 300},
     "slots": [{"name": "One", "choices": [{"variant": "C-R"}, {"variant": "cup#2"}]}]},
]  # fmt: skip
DOWNLOADS: list[dict[str, Any]] = [
    {"kind": "download", "product": "book", "files": [
        {"name": "Book (EPUB)", "labels": {"de": "Buch"}, "address": "https://downloads.example.com/book.epub", "maxDownloads": 3, "daysValid": 30},
        {"name": "=Book", "address": "https://downloads.example.com/book.pdf"},
    ]},
]  # fmt: skip


def lines(*things: dict[str, Any]) -> bytes:
    return b"".join(msgspec.json.encode(each) + b"\n" for each in things)


def told(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(found.row, found.column, found.code) for found in report.rows]


@pytest.mark.parametrize("kind", FORMATS)
async def test_bundles_and_downloads_go_round(put: Put, get: Get, kind: str) -> None:
    # given
    dry = await put(lines(*PARTS, *BUNDLES, *DOWNLOADS), dry_run=True)
    report = await put(lines(*PARTS, *BUNDLES, *DOWNLOADS))
    assert (told(dry), told(report), dry.created, report.created) == ([], [], 8, 8)
    # then
    text = (await goes_round(put, get, kind)).decode()
    for part in ("Tasse", "cup#2", "4.00", "Extra = more", "amountOff:japan" if kind == "csv" else "amountsOff"):
        assert part in text
    amount = (
        "SELECT min(w.amount) FROM catalog.price_window w JOIN catalog.product_variant v ON v.id = w.variant "
        "WHERE v.position = 0 AND v.product = (SELECT id FROM catalog.product WHERE slug = 'set') "
        "AND w.channel = 'default'"
    )
    assert await fetch_value(amount) == 990  # (2 × 3.50 + 4.00) less a tenth


async def test_what_a_line_does_not_say_of_a_bundle_stays(put: Put, get: Get) -> None:
    # given
    await put(lines(*PARTS, *BUNDLES, *DOWNLOADS))
    slots = await fetch_rows("SELECT id, name FROM catalog.bundle_slot WHERE name <> '' ORDER BY name, id")
    # when
    table = (
        "bundle.product,bundle.variant,bundle.percentOff,bundle.amountOff:japan\nset,#1,25,\nset,S-XL,0,\nset,S-L,0,\n"
    )
    report = await put(table.encode())
    # then
    assert (told(report), report.updated, report.unchanged) == ([], 2, 1)
    terms = await fetch_rows(
        "SELECT percent_off, amounts_off::text FROM catalog.bundle ORDER BY percent_off, amounts_off"
    )
    assert [row["percent_off"] for row in terms] == [0, 0, 25]
    assert await fetch_value("SELECT count(*) FROM catalog.bundle WHERE amounts_off::text LIKE '%japan%'") == 0
    assert await fetch_rows("SELECT id, name FROM catalog.bundle_slot WHERE name <> '' ORDER BY name, id") == slots
    # when one is none any more
    gone = {"kind": "bundle", "product": "set", "variant": "S-L", "components": [], "slots": []}
    assert (await put(lines(gone))).updated == 1
    assert (await put(lines(gone))).unchanged == 1
    assert await fetch_value("SELECT count(*) FROM catalog.bundle") == 2


def bundle(**said: Any) -> dict[str, Any]:
    return {"kind": "bundle", "product": "set", "variant": "#1", **said}


def slot(**said: Any) -> dict[str, Any]:
    return bundle(components=[], slots=[{"name": "A", "choices": [{"variant": "T"}], **said}])


def download(**said: Any) -> dict[str, Any]:
    file = {"name": "A", "address": "https://downloads.example.com/a", **said}
    return {"kind": "download", "product": "book", "files": [file]}


BAD: list[tuple[dict[str, Any], str, str]] = [
    (bundle(product="nowhere"), "PRODUCT_NOT_FOUND", "product"),
    (bundle(variant="X"), "VARIANT_NOT_FOUND", "variant"),
    (bundle(variant=None), "VARIANT_NOT_FOUND", "variant"),
    (bundle(pricing="free"), "INVALID_TYPE", "pricing"),
    (bundle(percentOff=101), "INVALID_PERCENT", "percentOff"),
    (bundle(percentOff="much"), "INVALID_TYPE", "percentOff"),
    (bundle(amountsOff={"default": "1"}), "ONE_DISCOUNT_ONLY", "amountsOff"),
    (bundle(percentOff=0, amountsOff={"mars": "1"}), "UNKNOWN_CHANNEL", "amountsOff"),
    (bundle(percentOff=0, amountsOff={"default": "-1"}), "NEGATIVE_PRICE", "amountsOff"),
    (bundle(components=[{"variant": "X"}]), "VARIANT_NOT_FOUND", "components"),
    (bundle(components=[{"variant": "S-L"}]), "NESTED_BUNDLE", "components"),
    (bundle(components=[{"variant": "set#1"}]), "BUNDLE_OF_ITSELF", "components"),
    (bundle(components=[{"variant": "T"}, {"variant": "T"}]), "DUPLICATE_COMPONENT", "components"),
    (bundle(components=[{"variant": "T", "quantity": 0}]), "INVALID_QUANTITY", "components"),
    (bundle(components=[{"variant": "T", "amounts": {"default": "x"}}]), "INVALID_NUMBER", "components"),
    (bundle(components=[{"variant": "T", "colour": "red"}]), "INVALID_TYPE", "components"),
    (bundle(components="T"), "INVALID_TYPE", "components"),
    (slot(minimum=2, maximum=1), "INVALID_SLOT", "slots"),
    (slot(maximum=2), "INVALID_SLOT", "slots"),
    (slot(choices=[]), "EMPTY_SLOT", "slots"),
    (slot(name=""), "REQUIRED", "slots"),
    (slot(choices=[{"variant": "T", "amounts": {"default": "1.234"}}]), "INVALID_AMOUNT", "slots"),
    (download(address="http://downloads.example.com/a"), "INVALID_URL", "files"),
    (download(address="ftp://x"), "INVALID_URL", "files"),
    (download(name=""), "REQUIRED", "files"),
    (download(maxDownloads=0), "INVALID_LIMIT", "files"),
    (download(daysValid="long"), "INVALID_TYPE", "files"),
    (download(address="/files/0190b8a0-0000-7000-8000-000000000000/a.pdf"), "FILE_NOT_FOUND", "files"),
]  # fmt: skip


async def test_what_is_wrong_with_bundles_and_downloads_is_told_by_row_field_and_code(put: Put, get: Get) -> None:
    # given
    await put(lines(*PARTS, *BUNDLES, *DOWNLOADS))
    before = await get("jsonl")
    # when
    report = await put(lines(*(bad for bad, _, _ in BAD)), format="jsonl")
    # then
    told_of = {row: (code, column) for row, column, code in reversed(told(report))}
    assert told_of == {row: (code, column) for row, (_, code, column) in enumerate(BAD, start=1)}
    assert "(slots.0.choices)" in next(found.message for found in report.rows if found.code == "EMPTY_SLOT")
    assert await get("jsonl") == before


@pytest.mark.parametrize("kind", FORMATS)
async def test_private_files_go_round_by_their_path_and_hosts_have_to_be_allowed(
    put: Put, get: Get, app: App, tmp_path: Any, http: httpx.AsyncClient, kind: str
) -> None:
    # given
    headers = {"authorization": f"Bearer {ADMIN_TOKEN}"}
    pdf = io.BytesIO(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    answers = [
        await http.post("/files/upload", files={"file": ("a.pdf", pdf.getvalue())}, data=data, headers=headers)
        for data in ({"private": "true"}, {})
    ]
    secret, shown = [
        f"/files/{row['id']}/a.pdf" for row in await fetch_rows("SELECT id FROM system.file ORDER BY private DESC")
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    await put(lines(*PARTS, download(address=secret)))
    # then
    await goes_round(put, get, kind)
    assert told(await put(lines(download(address=shown)))) == [(1, "files", "FILE_NOT_PRIVATE")]
    # when only one host is allowed
    path = tmp_path / "hosts"
    path.write_bytes(lines(download(address="https://elsewhere.example.com/a")))
    settings = CatalogSettings(download_hosts=("downloads.example.com",))
    report = await import_products(app, path, ImportOptions(channel="default"), Policy(app.channels, settings))
    assert told(report) == [(1, "files", "HOST_NOT_ALLOWED")]


async def test_a_bundle_is_published_by_the_price_that_its_parts_give_it(app: App, tmp_path: Any) -> None:
    path = tmp_path / "bundles"
    path.write_bytes(
        lines(
            {"slug": "gift", "title": "Gift", "published": {"default": True}, "variants": [{}]},
            {"slug": "none", "title": "None", "published": {"default": True}, "variants": [{}]},
            *PARTS[:2],
            {"kind": "bundle", "product": "gift", "pricing": "sum", "components": [{"variant": "T"}]},
        )
    )
    rules = Policy(app.channels, CatalogSettings(completeness_required=(Check.PRICE,), import_batch=1))
    for options in ({"dry_run": True}, {}):
        report = await import_products(app, path, ImportOptions(channel="default", **options), rules)
        assert (told(report), report.unpublished) == ([(2, "published.default", "INCOMPLETE")], 1)
    assert await fetch_value("SELECT status FROM catalog.product WHERE slug = 'gift'") == "live"
