"""Imports publish by the rules of the API: what is not ready is imported, but not published, and the report says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from fondaco.app import App
from fondaco.db import execute, fetch_rows, fetch_value
from fondaco.errors import UnavailableError
from fondaco_catalog.model.completeness import Check
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.transfer import import_products as module
from fondaco_catalog.service.transfer.import_products import ImportOptions, ImportReport, import_products
from fondaco_catalog.settings import CatalogSettings

from .conftest import Catalogue
from .round_trips import FORMATS, Get, Put, goes_round

MUG_TYPE: list[dict[str, Any]] = [
    {"kind": "attribute", "code": "material", "name": "Material", "type": "text"},
    {"kind": "attribute", "code": "maker", "name": "Maker", "type": "reference", "referenceTo": "product"},
    {"kind": "productType", "slug": "mug", "name": "Mug", "attributes": [{"code": "material", "required": True}]},
    {"kind": "productType", "slug": "made", "name": "Made", "attributes": [{"code": "maker", "required": True}]},
]


def lines(*things: dict[str, Any]) -> bytes:
    return b"".join(msgspec.json.encode(each) + b"\n" for each in things)


def mug(slug: str, **said: Any) -> dict[str, Any]:
    return {"slug": slug, "title": slug, "productType": "Mug", "published": {"default": True}, **said}


def told(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(found.row, found.column, found.code) for found in report.rows]


async def state() -> dict[str, tuple[str, bool]]:
    """Returns of each product its status, and whether it is published or going to be."""
    found = await fetch_rows(
        "SELECT p.slug, p.status, EXISTS (SELECT FROM catalog.product_listing l WHERE l.product = p.id "
        "AND l.published_at IS NOT NULL) AS published FROM catalog.product p ORDER BY p.slug"
    )
    return {row["slug"]: (row["status"], row["published"]) for row in found}


@pytest.fixture
def put_with(app: App, tmp_path: Path) -> Put:
    """Imports bytes under settings of its own."""

    async def put(content: bytes, settings: CatalogSettings, **options: Any) -> ImportReport:
        path = tmp_path / "settings"
        path.write_bytes(content)
        chosen = ImportOptions(**{"channel": "default", **options})
        return await import_products(app, path, chosen, Policy(app.channels, settings))

    return put


async def test_what_lacks_a_required_attribute_is_imported_and_not_published(put: Put, put_with: Put) -> None:
    # given
    await put(lines(*MUG_TYPE))
    file = lines(
        mug("whole", attributes={"material": "clay"}),
        mug("bare", published={"default": True, "japan": "2026-01-01T00:00:00Z"}),
        mug("kept", published={}),
    )
    refused = [(2, "published.default", "ATTRIBUTE_REQUIRED"), (2, "published.japan", "ATTRIBUTE_REQUIRED")]
    # when
    dry = await put(file, dry_run=True)
    atomic = await put(file, atomic=True)
    nothing = await state()
    report = await put_with(file, CatalogSettings(import_batch=1))
    # then
    for each in (dry, atomic, report):
        assert told(each) == refused
        assert (each.created, each.failed, each.unpublished, each.ok) == (3, 0, 1, False)
    assert nothing == {}
    assert "material" in report.rows[0].message
    assert await state() == {"bare": ("draft", False), "kept": ("draft", False), "whole": ("live", True)}
    assert await fetch_value("SELECT count(*) FROM catalog.product_transition") == 1
    # when it is imported again, and with what it lacked
    again = await put(file)
    mended = await put(b"slug,published:default,attribute:material\nbare,true,clay\n")
    # then
    assert (told(again), again.unchanged, again.unpublished) == (refused, 3, 1)
    assert (told(mended), mended.updated, mended.unpublished) == ([], 1, 0)
    assert await state() == {"bare": ("live", True), "kept": ("draft", False), "whole": ("live", True)}
    assert await fetch_value("SELECT count(*) FROM catalog.transfer_held") == 0


async def test_a_published_product_keeps_what_its_type_requires(put: Put) -> None:
    await put(lines(*MUG_TYPE, mug("whole", attributes={"material": "clay"})))
    table = b"slug,attribute:material,published:default\nwhole,,%s\n"
    assert told(await put(table % b"true")) == [(2, "attribute:material", "ATTRIBUTE_REQUIRED")]
    assert (await put(table % b"false")).updated == 1
    assert await state() == {"whole": ("live", False)}


async def test_what_is_incomplete_is_not_published_nor_reviewed(put_with: Put) -> None:
    # given
    settings = CatalogSettings(completeness_required=(Check.PICTURE, Check.PRICE), review_required=False)
    media, variants = [{"url": "https://x/1.jpg"}], [{"prices": {"default": {"price": "1.00"}}}]
    plain = {"title": "A", "published": {"default": True}}
    file = lines(
        {"slug": "whole", **plain, "media": media, "variants": variants},
        {"slug": "bare", **plain, "variants": variants},
        {"slug": "free", **plain, "media": media},
        {"slug": "seen", "title": "A", "status": "in_review", "media": media, "variants": variants},
        {"slug": "unseen", "title": "A", "status": "approved"},
    )
    # when
    dry = await put_with(file, settings, dry_run=True)
    report = await put_with(file, settings)
    # then
    expected = [
        (2, "published.default", "INCOMPLETE"),
        (3, "published.default", "INCOMPLETE"),
        (5, "status", "INCOMPLETE"),
    ]
    assert told(dry) == told(report) == expected
    assert (report.created, report.unpublished) == (5, 3)
    assert await state() == {
        "bare": ("draft", False), "free": ("draft", False), "seen": ("in_review", False),
        "unseen": ("draft", False), "whole": ("live", True),
    }  # fmt: skip


async def test_what_the_status_forbids_to_publish_is_changed_all_the_same(put: Put, put_with: Put) -> None:
    # given
    await put(lines({"slug": "old", "title": "Old", "status": "archived"}, {"slug": "idea", "title": "I"}))
    # when
    file = b"slug,title,published:default\nold,Older,true\nidea,Idea,true\n"
    report = await put_with(file, CatalogSettings(review_required=True))
    # then
    assert told(report) == [
        (2, "published:default", "NOT_PUBLISHABLE"), (3, "published:default", "REVIEW_REQUIRED"),
    ]  # fmt: skip
    assert (report.updated, report.unpublished, report.failed) == (2, 2, 0)
    assert await state() == {"idea": ("draft", False), "old": ("archived", False)}
    assert await fetch_value("SELECT string_agg(title, ' ' ORDER BY title) FROM catalog.product") == "Idea Older"


async def test_a_picture_that_says_nothing_keeps_a_product_from_buyers(put: Put, catalogue: Catalogue) -> None:
    # given
    made = await catalogue.product(publish=False, media=[{"url": "https://x/1.jpg"}])
    await execute("UPDATE catalog.product_media SET alt = ''")
    # when
    report = await put(f"slug,published:default\n{made['slug']},true\n".encode())
    # then
    assert told(report) == [(2, "published:default", "MEDIA_ALT_MISSING")]
    assert await state() == {made["slug"]: ("draft", False)}


async def test_a_draft_that_is_published_later_goes_live_at_once(put: Put) -> None:
    await put(lines({"slug": "a", "title": "A"}))
    report = await put(b"slug,published:default\na,2999-01-01T00:00:00Z\n")
    assert (told(report), report.updated) == ([], 1)
    assert await state() == {"a": ("live", True)}
    assert await fetch_value("SELECT announced FROM catalog.product_listing") is False


@pytest.mark.parametrize("kind", FORMATS)
async def test_what_stands_behind_the_products_counts_for_their_publication(put: Put, get: Get, kind: str) -> None:
    # given products of a type that requires a reference, which is said last
    made = {"productType": "Made", "published": {"default": "2026-01-02T03:04:05Z"}}
    file = lines(
        *MUG_TYPE,
        {"slug": "potter", "title": "Potter"},
        {"slug": "cup", "title": "Cup", **made},
        {"slug": "bowl", "title": "Bowl", **made},
        {"kind": "reference", "product": "cup", "attribute": "maker", "to": ["potter"]},
    )
    # when
    dry = await put(file, dry_run=True)
    report = await put(file)
    # then
    assert told(dry) == told(report) == [(7, "published.default", "ATTRIBUTE_REQUIRED")]
    assert (report.created, report.unpublished) == (8, 1)
    assert await state() == {"bowl": ("draft", False), "cup": ("live", True), "potter": ("draft", False)}
    assert b"2026-01-02T03:04:05Z" in await goes_round(put, get, kind)


async def test_what_is_held_back_outlives_an_interruption(
    put: Put, app: App, policy: Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given an import whose database goes away before what it held back was tried again
    file = lines(
        *MUG_TYPE,
        {"slug": "bare", "title": "B", "productType": "Mug", "published": {"default": True}},
        {"slug": "cup", "title": "Cup", "productType": "Made", "published": {"default": True}},
        {"kind": "reference", "product": "cup", "attribute": "maker", "to": ["bare"]},
    )

    async def gone(*_: object) -> None:
        raise UnavailableError("The database is gone.", code="DATABASE_UNAVAILABLE")

    with monkeypatch.context() as patched:
        patched.setattr(module, "publish_held", gone)
        stopped = await put(file)
    assert (stopped.created, stopped.unpublished, stopped.ok) == (7, 0, False)
    assert await state() == {"bare": ("draft", False), "cup": ("draft", False)}
    # when
    report = await import_products(app, tmp_path / "file", ImportOptions(channel="default"), policy, resume=True)
    # then
    assert told(report) == [(5, "published.default", "ATTRIBUTE_REQUIRED")]
    assert (report.created, report.unpublished) == (7, 1)
    assert await state() == {"bare": ("draft", False), "cup": ("live", True)}
