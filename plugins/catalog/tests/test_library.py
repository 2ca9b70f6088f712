"""The media library: files listed by what they are and what uses them, and deleted where nothing does."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import pytest
from fondaco.db import execute, fetch_value
from fondaco.ids import decode_global_id, encode_global_id
from fondaco.testing import GraphQLClient

from .test_files_in_use import PDF, png, upload

__all__ = ["upload"]

LIST = """query ($first: Int, $after: String, $filter: FileFilter, $sort: FileSort = NAME) {
    files(first: $first, after: $after, filter: $filter, sort: $sort) {
        totalCount pageInfo { endCursor hasNextPage } nodes { id name kind uses { holder count } products { title } } } }"""
DELETED = "count results { index deletedId errors { code field } }"


@pytest.fixture
async def shelf(catalogue: Any, upload: Any) -> dict[str, str]:
    """Four files: one shown by two products, one of them silently; a logo; a private document; one that nothing uses."""
    ids = {}
    for name, content, private in (
        ("Mug_1.png", png(), False),
        ("logo.png", png(), False),
        ("guide.pdf", PDF, True),
        ("spare mug.png", png(), False),
    ):
        ids[name] = encode_global_id("File", (await upload(content, name, private=private))[0])
    shown = {"fileId": ids["Mug_1.png"], "alt": "A mug"}
    products = {}
    for title in ("Mug", "Cup"):
        products[title] = (await catalogue.product(title, publish=False))["id"]
        added = {"productId": products[title], "media": [shown]}
        await catalogue.change("productMediaAdd", added, "product { id }")
    await execute("UPDATE catalog.product_media SET alt = '' WHERE product = $1", _uuid(products["Cup"]))
    brand = (await catalogue.change("brandCreate", {"name": "Kiln"}, "brand { id }"))["brand"]
    logo = (await catalogue.admin("query ($id: ID!) { file(id: $id) { url } }", {"id": ids["logo.png"]}))["file"]
    await catalogue.change("brandUpdate", {"id": brand["id"], "logoUrl": logo["url"]}, "brand { id }")
    return {**ids, "mug": products["Mug"]}


def _uuid(id_: str) -> UUID:
    return UUID(decode_global_id(id_)[1])


async def test_files_are_found_by_what_they_are_and_what_uses_them(admin: GraphQLClient, shelf: dict[str, str]) -> None:
    found = {}
    for name, filter_ in (
        ("all", {}),
        ("name", {"search": "mug"}),
        ("no pattern", {"search": "g_1"}),
        ("nothing", {"search": "\0"}),
        ("kind", {"kinds": ["DOCUMENT"]}),
        ("no kind", {"kinds": []}),
        ("private", {"private": True}),
        ("unused", {"unused": True}),
        ("used", {"unused": False}),
        ("silent", {"missingAlt": True}),
        ("not silent", {"missingAlt": False, "unused": False}),
        ("product", {"productId": shelf["mug"]}),
        ("both", {"productId": shelf["mug"], "unused": True}),
    ):
        page = (await admin(LIST, {"first": 10, "filter": filter_}))["files"]
        found[name] = " ".join(sorted(node["name"] for node in page["nodes"]))
        assert page["totalCount"] == len(page["nodes"]), name
    assert found == {
        "all": "Mug_1.png guide.pdf logo.png spare mug.png",
        "name": "Mug_1.png spare mug.png",
        "no pattern": "Mug_1.png",
        "nothing": "",
        "kind": "guide.pdf",
        "no kind": "",
        "private": "guide.pdf",
        "unused": "guide.pdf spare mug.png",
        "used": "Mug_1.png logo.png",
        "silent": "Mug_1.png",
        "not silent": "logo.png",
        "product": "Mug_1.png",
        "both": "",
    }


async def test_each_file_says_what_uses_it_and_pages_hold_each_once(
    admin: GraphQLClient, shelf: dict[str, str], counted: Any
) -> None:
    for sort in ("NAME", "NEWEST", "LARGEST"):
        nodes: list[dict[str, Any]] = []
        cursor, more = None, True
        while more:
            async with counted() as statements:
                page = (await admin(LIST, {"first": 3, "after": cursor, "sort": sort}))["files"]
            assert len(statements.sent) <= 6
            nodes += page["nodes"]
            cursor, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        uses = {node["name"]: {one["holder"]: one["count"] for one in node["uses"]} for node in nodes}
        assert len(nodes) == 4
        assert uses == {
            "Mug_1.png": {"catalog.product_media.file": 2},
            "logo.png": {"catalog.brand.logo_file": 1},
            "guide.pdf": {},
            "spare mug.png": {},
        }
        shown = {node["name"]: [product["title"] for product in node["products"]] for node in nodes}
        assert shown["Mug_1.png"] == ["Cup", "Mug"]


@pytest.mark.parametrize("policy", ["REJECT_FAILED_ROWS", "ALL_OR_NOTHING"])
async def test_only_what_nothing_uses_is_deleted_and_each_row_is_answered(
    admin: GraphQLClient, shelf: dict[str, str], policy: str
) -> None:
    wanted = [shelf["spare mug.png"], shelf["Mug_1.png"], "nonsense", encode_global_id("File", _uuid(shelf["mug"]))]
    answer = await admin.change("filesBulkDelete", {"ids": wanted, "errorPolicy": policy}, DELETED)
    kept = policy == "ALL_OR_NOTHING"
    assert answer["count"] == (0 if kept else 1)
    assert [row["deletedId"] for row in answer["results"]] == [None if kept else wanted[0], None, None, None]
    codes = [[error["code"] for error in row["errors"]] for row in answer["results"]]
    assert codes == [[], ["FILE_IN_USE"], ["INVALID_ID"], ["FILE_NOT_FOUND"]]
    left = (await admin(LIST, {"first": 10}))["files"]["totalCount"]
    assert left == (4 if kept else 3)
    assert await fetch_value("SELECT count(*) FROM system.doomed_file") == (0 if kept else 1)


async def test_a_file_that_somebody_begins_to_use_is_not_deleted_under_them(
    admin: GraphQLClient, catalogue: Any, upload: Any
) -> None:
    product = await catalogue.product("Mug")
    for _ in range(5):
        file = encode_global_id("File", (await upload())[0])
        media = {"productId": product["id"], "media": [{"fileId": file, "alt": "A mug"}]}
        deleted, shown = await asyncio.gather(
            admin.change("filesBulkDelete", {"ids": [file]}, DELETED),
            admin.change("productMediaAdd", media, "product { id }"),
        )
        [row] = deleted["results"]
        refused = [error["code"] for error in shown["errors"]]
        assert (row["deletedId"] is None) == (refused == [])
        assert refused in ([], ["FILE_NOT_FOUND"])
