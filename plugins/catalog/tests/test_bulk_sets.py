"""The same with many products: bounded statements, an answer for each row, and nobody waits in a circle."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fondaco.db import execute, fetch_value
from fondaco.ids import encode_global_id
from fondaco.testing import GraphQLClient

SELECTION = "count results { index errors { code field } }"

VERBS: dict[str, dict[str, Any]] = {
    "productsBulkPublish": {"channels": ["default", "japan"]},
    "productsBulkUnpublish": {"channels": ["default"]},
    "productsBulkTag": {"add": ["new", "sale"], "remove": ["old"]},
    "productsBulkFile": {"categoryId": "category"},
    "productsBulkTransition": {"to": "ARCHIVED", "reason": "Over"},
    "productsBulkDelete": {},
}
MOST = 40
"""Statements of any of them for up to a thousand products; events leave in batches of some hundred."""


async def thousand() -> list[str]:
    """A thousand products of one variant each, written past the API."""
    await execute(
        "INSERT INTO catalog.product (id, slug, title, title_key, description, seo_title, seo_description, tags, status, "
        "units_sold, version, created_at, updated_at) SELECT gen_random_uuid(), 'p' || n, 'P' || n, 'p', '', '', '', "
        "'{old}', 'draft', 0, 1, now(), now() FROM generate_series(1, 1000) n"
    )
    await execute(
        "INSERT INTO catalog.product_variant (id, product, sku, barcode, option_values, weight_grams, "
        "requires_shipping, tax_class, track_stock, position, version, created_at, updated_at) SELECT "
        "gen_random_uuid(), id, slug, '', '{}', 0, TRUE, 'standard', TRUE, 0, 1, now(), now() FROM catalog.product"
    )
    found = await fetch_value("SELECT array_agg(id ORDER BY slug) FROM catalog.product")
    return [encode_global_id("Product", id_) for id_ in found]


async def test_a_thousand_rows_cost_a_bounded_number_of_statements(
    admin: GraphQLClient, catalogue: Any, counted: Any
) -> None:
    # given
    ids = await thousand()
    category = (await catalogue.category("Cups"))["id"]
    for verb, given in VERBS.items():
        data = {**given, **({"categoryId": category} if "categoryId" in given else {})}
        # when
        async with counted() as few:
            some = await admin.change(verb, {**data, "ids": ids[:10]}, "count")
        async with counted() as many:
            rest = await admin.change(verb, {**data, "ids": ids[10:]}, "count")
        # then
        assert (some["count"], rest["count"]) == (10, 990), (verb, some, rest)
        assert len(few.sent) <= MOST, (verb, few.sent)
        assert len(many.sent) <= MOST, (verb, many.sent)
    for table in ("product", "product_variant", "product_listing", "product_transition"):
        assert await fetch_value(f"SELECT count(*) FROM catalog.{table}") == 0


async def test_more_than_a_thousand_are_refused(admin: GraphQLClient) -> None:
    data = {"ids": ["x"] * 1001, "channels": ["default"]}
    payload = await admin.change("productsBulkPublish", data, "count")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("TOO_MANY_ROWS", ["ids"])]


@pytest.fixture
async def ids(catalogue: Any) -> list[str]:
    """Four products with a tag."""
    return [
        (await catalogue.product(f"P{number}", publish=False, tags=["old"], variants=[{"sku": f"S{number}"}]))["id"]
        for number in range(4)
    ]


async def test_a_refused_product_undoes_all_or_is_left_out(
    admin: GraphQLClient, catalogue: Any, ids: list[str]
) -> None:
    # given one that shows a picture without words, and one that is an idea
    await execute(
        "INSERT INTO catalog.product_media (id, product, url, alt, position, kind, labels, source_url) "
        "SELECT gen_random_uuid(), id, '/x.svg', '', 0, 'image', '{}', '' FROM catalog.product WHERE title = 'P1'"
    )
    await catalogue.change("productTransition", {"id": ids[2], "to": "IDEA"}, "product { id }")
    data = {"ids": [*ids, "nonsense"], "channels": ["default"]}
    codes = [[], ["MEDIA_ALT_MISSING"], ["NOT_PUBLISHABLE"], [], ["INVALID_ID"]]
    for policy, count in (("ALL_OR_NOTHING", 0), ("REJECT_FAILED_ROWS", 2)):
        # when
        payload = await admin.change("productsBulkPublish", {**data, "errorPolicy": policy}, SELECTION)
        # then
        found = [[error["code"] for error in row["errors"]] for row in payload["results"]]
        assert (payload["errors"], payload["count"], found) == ([], count, codes)
        live = await fetch_value("SELECT count(*) FROM catalog.product_listing WHERE published_at IS NOT NULL")
        assert live == count


async def test_tags_come_and_go_and_the_others_stay(admin: GraphQLClient, ids: list[str]) -> None:
    data = {"ids": ids, "add": ["new", " sale "], "remove": ["old", "none"]}
    assert (await admin.change("productsBulkTag", data, "count"))["count"] == 4
    found = await fetch_value("SELECT jsonb_agg(DISTINCT to_jsonb(tags))::text FROM catalog.product")
    assert found == '[["new", "sale"]]'
    both = await admin.change("productsBulkTag", {"ids": ids, "add": ["a"], "remove": ["a"]}, "count")
    assert [error["code"] for error in both["errors"]] == ["TAG_ADDED_AND_REMOVED"]
    # what changes nothing is no edit
    version = await fetch_value("SELECT max(version) FROM catalog.product")
    await admin.change("productsBulkTag", {"ids": ids, "add": ["new"]}, "count")
    assert await fetch_value("SELECT max(version) FROM catalog.product") == version


async def test_products_are_filed_together(admin: GraphQLClient, catalogue: Any, ids: list[str]) -> None:
    category = await catalogue.category("Cups")
    payload = await admin.change(
        "productsBulkFile",
        {"ids": ids, "categoryId": category["id"]},
        "count results { product { category { slug } } }",
    )
    assert [row["product"]["category"]["slug"] for row in payload["results"]] == ["cups"] * 4
    unknown = encode_global_id("Category", "019b0000-0000-7000-8000-000000000000")
    refused = await admin.change("productsBulkFile", {"ids": ids, "categoryId": unknown}, "count")
    assert [(error["code"], error["field"]) for error in refused["errors"]] == [("CATEGORY_NOT_FOUND", ["categoryId"])]


async def test_a_component_goes_with_its_bundle_and_not_without(
    admin: GraphQLClient, catalogue: Any, ids: list[str]
) -> None:
    # given P0 in a bundle of P1, which is in no bundle itself
    variants = await admin("{ products(first: 4, sort: TITLE) { nodes { variants { id } } } }")
    part, box = (node["variants"][0]["id"] for node in variants["products"]["nodes"][:2])
    await catalogue.change("bundleSet", {"variantId": box, "components": [{"variantId": part}]}, "variant { id }")
    # when
    alone = await admin.change("productsBulkDelete", {"ids": [ids[0], ids[2]]}, SELECTION)
    together = await admin.change("productsBulkDelete", {"ids": ids[:2]}, SELECTION)
    # then
    assert [[error["code"] for error in row["errors"]] for row in alone["results"]] == [["VARIANT_IN_BUNDLE"], []]
    assert (alone["count"], together["count"]) == (0, 2)


async def test_one_that_makes_what_a_bulk_makes_never_blocks_it(admin: GraphQLClient) -> None:
    rows = [{"title": f"P{n}", "slug": f"p{n}", "variants": [{"sku": f"S{n}"}]} for n in range(6)]
    # each single one has a slug of one row and the SKU of another
    crossed = [{**rows[n], "variants": rows[5 - n]["variants"]} for n in range(6)]
    for _ in range(3):
        payloads = await asyncio.gather(
            *(admin.change("productCreate", row, "product { id }") for row in crossed),
            admin.change("productsBulkCreate", {"rows": rows, "errorPolicy": "REJECT_FAILED_ROWS"}, SELECTION),
            admin.change("productsBulkCreate", {"rows": rows[::-1], "errorPolicy": "REJECT_FAILED_ROWS"}, SELECTION),
        )
        codes = {error["code"] for payload in payloads[:6] for error in payload["errors"]}
        assert codes <= {"SLUG_TAKEN", "SKU_TAKEN"}
        assert all(payload["errors"] == [] for payload in payloads[6:])
        await admin.change(
            "productsBulkDelete",
            {
                "ids": [
                    node["id"]
                    for node in (await admin("{ products(first: 50) { nodes { id } } }"))["products"]["nodes"]
                ]
            },
            "count",
        )


async def test_sets_in_opposite_orders_never_block_each_other(
    admin: GraphQLClient, catalogue: Any, ids: list[str]
) -> None:
    # given
    category = (await catalogue.category("Cups"))["id"]
    verbs = [
        ("productsBulkPublish", {"channels": ["default", "japan"]}),
        ("productsBulkTag", {"add": ["new"]}),
        ("productsBulkFile", {"categoryId": category}),
        ("productsBulkUnpublish", {"channels": ["japan"]}),
        ("productsBulkFile", {"categoryId": None}),
        ("productsBulkTag", {"remove": ["new"]}),
    ]
    # when each is asked for in both orders, twice, beside those who edit one
    payloads = await asyncio.gather(
        *(
            admin.change(verb, {**data, "ids": order}, SELECTION)
            for verb, data in verbs
            for order in (ids, ids[::-1], ids, ids[::-1])
        ),
        *(admin.change("productUpdate", {"id": id_, "title": "T"}, "product { id }") for id_ in ids * 2),
    )
    # then
    assert [payload["errors"] for payload in payloads] == [[]] * 32
