"""Exporting products: what comes out goes in again, to the last byte."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fondaco import clock
from fondaco.app import App
from fondaco.db import execute, fetch_value
from fondaco.spreadsheets import harmless, original
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.transfer.fields import DERIVED, FIELDS
from fondaco_catalog.model.transfer.own_csv import fields_text
from fondaco_catalog.service.seed import seed_catalog
from fondaco_catalog.tables import TABLES
from hypothesis import given, settings
from hypothesis import strategies as st

from .round_trips import FORMATS, Get, Put, empty, goes_round

NIGHTLY = os.environ.get("FONDACO_NIGHTLY") == "1"
EXAMPLES, ALONE = (400, 100) if NIGHTLY else (30, 2)


@pytest.mark.parametrize("kind", FORMATS)
async def test_the_demo_store_goes_round_in_both_languages(
    app: App, policy: Policy, put: Put, get: Get, kind: str
) -> None:
    await seed_catalog(app, policy)
    first = await goes_round(put, get, kind)
    assert "杯".encode() in first


@pytest.mark.parametrize("file", ["apparel.csv", "jewelery.csv"])
@pytest.mark.parametrize("kind", FORMATS)
async def test_real_files_of_shopify_go_round(put: Put, get: Get, shared_data: Path, file: str, kind: str) -> None:
    assert (await put((shared_data / "shopify" / file).read_bytes())).created == 20
    await goes_round(put, get, kind)
    shopify = await get("shopify")
    await empty()
    assert (await put(shopify)).created == 20
    assert await get("shopify") == shopify


TEXTS = st.text(
    st.one_of(st.sampled_from("=+-@'\"|\\,;\t\r\n<>&{}"), st.characters(codec="utf-8", exclude_characters="\0")),
    max_size=30,
)
LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(
    lambda text: text.strip()
)
LOCALES = st.sampled_from(["zh-Hans", "de", "pt-BR"])
PRICE = st.integers(0, 10**9).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
PRICES = st.dictionaries(
    st.sampled_from(["default", "default@10", "default@2"]),
    st.fixed_dictionaries({"price": PRICE}, optional={"compareAt": st.none() | PRICE}),
)
SHARE = st.integers(0, 100).map(lambda percent: percent / 100)
FOCAL = st.none() | st.fixed_dictionaries({"x": SHARE, "y": SHARE})
JSON = st.dictionaries(
    LINES,
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**40), 2**40) | LINES, lambda inside: st.lists(inside, max_size=3)
    ),
    max_size=2,
)


@st.composite
def products(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Lines of a file."""
    lines = []
    for number in range(draw(st.integers(1, 3))):
        values = draw(st.lists(LINES.map(str.strip).filter(bool), unique=True, max_size=3))
        media = [
            {"url": f"https://x/{number}-{each}.jpg", "alt": draw(TEXTS), "focalPoint": draw(FOCAL)}
            for each in range(draw(st.integers(0, 2)))
        ]
        lines.append(
            {
                "slug": f"p-{number}",
                "title": draw(LINES),
                "description": draw(TEXTS),
                "brand": draw(st.none() | LINES),
                "tags": draw(st.lists(LINES, max_size=3)),
                "category": draw(st.none() | st.just("A > B")),
                "metadata": draw(JSON),
                "externalId": draw(st.none() | st.just(f"e{number}")),
                "translations": draw(st.dictionaries(LOCALES, st.fixed_dictionaries({"title": LINES, "description": TEXTS}))),
                "published": draw(st.dictionaries(st.just("default"), st.sampled_from([True, "2026-01-02T03:04:05.6Z"]))),
                "options": [{"name": "Size", "labels": draw(st.dictionaries(LOCALES, LINES)), "values": values}] if values else [],
                "media": media,
                "variants": [
                    {
                        "options": [value], "sku": draw(st.just("") | st.just(f"S{number}-{index}")), "prices": draw(PRICES),
                        "costs": draw(st.dictionaries(st.just("japan"), st.integers(0, 1000))),
                        "media": media[0]["url"] if media and draw(st.booleans()) else None,
                    }
                    for index, value in enumerate(values)
                ],
            }
        )  # fmt: skip
    return lines


def unlike(lines: list[dict[str, Any]], stem: str) -> list[dict[str, Any]]:
    """Returns the lines with names that those of other examples do not have."""
    return [
        line
        | {
            "slug": f"{stem}{line['slug']}",
            "externalId": line["externalId"] and f"{stem}{line['externalId']}",
            "variants": [each | {"sku": each["sku"] and f"{stem}{each['sku']}"} for each in line["variants"]],
        }
        for line in lines
    ]


async def test_whatever_is_stored_goes_round(put: Put, get: Get) -> None:
    examples: list[list[dict[str, Any]]] = []

    @settings(max_examples=EXAMPLES)
    @given(products())
    def collect(lines: list[dict[str, Any]]) -> None:
        examples.append(unlike(lines, f"e{len(examples)}-"))

    collect()
    # Together, which is a table of many columns, and some alone, which are tables of few.
    together = [line for lines in examples for line in lines]
    stored = 0
    for lines in (together, *examples[-ALONE:]):
        await empty()
        await put(b"".join(msgspec.json.encode(line) + b"\n" for line in lines), format="jsonl")
        stored += await fetch_value("SELECT count(*) FROM catalog.product")
        for kind in FORMATS:
            await goes_round(put, get, kind)
    assert stored > EXAMPLES


@pytest.mark.parametrize("text", ["a\rb", "\r", "a\r\nb", "a\nb", "a\n\rb\r"])
@pytest.mark.parametrize("kind", FORMATS)
async def test_breaks_of_every_kind_stay_in_their_cell(put: Put, get: Get, kind: str, text: str) -> None:
    media = [{"url": "https://x/1.jpg", "alt": text}]
    await put(msgspec.json.encode({"slug": "a", "title": "A", "description": text, "media": media}), format="jsonl")
    assert {"csv": b",slug,", "jsonl": b'"slug":'}[kind] in await goes_round(put, get, kind)


@given(TEXTS)
def test_no_cell_is_a_formula_and_each_can_be_read_back(text: str) -> None:
    made = harmless(text)
    assert not made.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"))
    assert original(made) == text


async def test_formulas_in_names_are_made_harmless(put: Put, get: Get) -> None:
    await put(
        b'{"slug": "a", "title": "=HYPERLINK(1)", "variants": [{"sku": "@x"}, {"sku": "+1"}]}'.replace(
            b', {"sku": "+1"}', b""
        )
    )
    for kind in ("csv", "shopify"):
        text = (await get(kind)).decode()
        assert ",'=HYPERLINK(1)," in text
        assert ",'@x," in text


async def test_a_filter_chooses_products(put: Put, get: Get) -> None:
    # given
    lines = [
        {"slug": "a", "title": "A", "category": "X > Y", "published": {"default": True}},
        {"slug": "b", "title": "B", "category": "x"},
        {"slug": "c", "title": "C"},
    ]
    await put(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
    id_ = await fetch_value("SELECT id FROM catalog.product WHERE slug = 'c'")
    await execute("UPDATE catalog.product SET updated_at = now() + interval '1 hour' WHERE slug = 'b'")

    async def slugs(**chosen: Any) -> list[str]:
        found = [msgspec.json.decode(line) for line in (await get("jsonl", **chosen)).splitlines()]
        return [line["slug"] for line in found if line["kind"] == "product"]

    # then
    assert await slugs() == ["a", "b", "c"]
    assert await slugs(category="x") == ["a", "b"]
    assert await slugs(category="y") == ["a"]
    assert await slugs(published_in="default") == ["a"]
    assert await slugs(ids=(id_,)) == ["c"]
    assert await slugs(changed_since=clock.utc_now() + timedelta(minutes=30)) == ["b"]
    assert await slugs(collection="none") == []


NOT_IN_FILES = {
    # What was bought.
    "download_grant", "cancelled_order",
    # What follows from prices is worked out, and what was changed in bulk is history.
    "price_change", "price_change_item", "price_span", "price_window",
    # What search, imports, jobs and reviews note for themselves.
    "collection_due", "product_transition", "transfer", "transfer_held", "transfer_key", "transfer_problem",
    # What is worked out of the others, for lists.
    "price_audience", "product_completeness",
}  # fmt: skip


def test_every_column_of_the_catalogue_is_in_a_file_or_derived_or_left_out_for_a_reason() -> None:
    carried = {column for field in FIELDS for column in field.columns}
    columns = {
        f"{table._meta.tablename}.{column._meta.db_column_name}"
        for table in TABLES
        if table._meta.tablename not in NOT_IN_FILES and not table._meta.tablename.startswith("search")
        for column in table._meta.columns
    }
    columns = {column for column in columns if not column.endswith(".id")}
    assert columns - carried - DERIVED == set()
    assert carried - columns == set()
    assert not carried & DERIVED


def test_the_guide_shows_every_field() -> None:
    page = Path(__file__).parents[3] / "docs" / "guides" / "catalog" / "import-export.md"
    assert fields_text() in page.read_text(encoding="utf-8")
