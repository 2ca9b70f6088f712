"""Bulk mutations: an answer for each row, nothing half-written, no deadlocks."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fondaco.db import fetch_value
from fondaco.testing import GraphQLClient

RESULTS = "count results { index product { title status } errors { code field } }"


async def bulk(admin: GraphQLClient, mutation: str, data: dict[str, Any], **more: Any) -> tuple[int, list[list[str]]]:
    """Runs a bulk mutation; returns how many rows were done and the codes of each row."""
    selection = "count results { index errors { code field } }"
    payload = await admin.change(mutation, data, selection, **more)
    assert payload["errors"] == [], payload["errors"]
    assert [result["index"] for result in payload["results"]] == list(range(len(payload["results"])))
    return payload["count"], [[error["code"] for error in result["errors"]] for result in payload["results"]]


ROWS = [{"title": "A", "slug": "a"}, {"title": ""}, {"title": "B", "slug": "a"}, {"title": "C"}]


async def test_all_or_nothing_makes_nothing_if_a_row_is_refused_and_says_so_of_each(admin: GraphQLClient) -> None:
    payload = await admin.change("productsBulkCreate", {"rows": ROWS}, RESULTS)
    assert payload["errors"] == []
    assert payload["count"] == 0
    assert payload["results"] == [
        {"index": 0, "product": None, "errors": []},
        {"index": 1, "product": None, "errors": [{"code": "REQUIRED", "field": ["title"]}]},
        {"index": 2, "product": None, "errors": [{"code": "SLUG_TAKEN", "field": ["slug"]}]},
        {"index": 3, "product": None, "errors": []},
    ]
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0
    assert await fetch_value("SELECT count(*) FROM system.outbox") == 0


async def test_rejecting_failed_rows_makes_the_others(admin: GraphQLClient) -> None:
    data = {"rows": ROWS, "errorPolicy": "REJECT_FAILED_ROWS"}
    payload = await admin.change("productsBulkCreate", data, RESULTS)
    assert payload["count"] == 2
    assert [result["product"] and result["product"]["title"] for result in payload["results"]] == ["A", None, None, "C"]
    assert await fetch_value("SELECT array_agg(title ORDER BY title) FROM catalog.product") == ["A", "C"]
    assert await fetch_value("SELECT count(*) FROM system.outbox") == 2


async def test_a_row_is_written_as_a_whole_or_not_at_all(admin: GraphQLClient) -> None:
    bad = {"title": "X", "variants": [{"sku": "1"}], "options": [], "categoryId": "Q2F0ZWdvcnk6nonsense"}
    unknown = {"title": "Y", "media": [{"url": "/a.svg"}], "variants": [{"mediaUrl": "/b.svg"}]}
    data = {"rows": [bad, unknown], "errorPolicy": "REJECT_FAILED_ROWS"}
    assert await bulk(admin, "productsBulkCreate", data) == (0, [["INVALID_ID"], ["UNKNOWN_MEDIA"]])
    for table in ("product", "product_variant", "product_media"):
        assert await fetch_value(f"SELECT count(*) FROM catalog.{table}") == 0


@pytest.fixture
async def ids(catalogue: Any) -> list[str]:
    """Five products that are not published."""
    return [
        (await catalogue.product(f"P{number}", publish=False, variants=[{"sku": f"S{number}"}]))["id"]
        for number in range(5)
    ]


async def test_updates_answer_each_row_and_mind_versions(admin: GraphQLClient, ids: list[str]) -> None:
    rows = [
        {"id": ids[0], "title": "New"},
        {"id": ids[1], "title": "Late", "expectedVersion": 7},
        {"id": ids[2], "slug": "p3"},
        {"id": "nonsense", "title": "X"},
        {"id": ids[3], "title": "Newer", "expectedVersion": 1},
    ]
    data = {"rows": rows, "errorPolicy": "REJECT_FAILED_ROWS"}
    codes = [[], ["VERSION_CONFLICT"], ["SLUG_TAKEN"], ["INVALID_ID"], []]
    assert await bulk(admin, "productsBulkUpdate", data) == (2, codes)
    titles = await fetch_value("SELECT array_agg(title ORDER BY id) FROM catalog.product")
    assert titles == ["New", "P1", "P2", "Newer", "P4"]


async def test_products_are_published_withdrawn_moved_and_deleted_together(
    admin: GraphQLClient, shop: GraphQLClient, ids: list[str]
) -> None:
    async def live() -> int:
        count: int = await fetch_value("SELECT count(*) FROM catalog.product_listing WHERE published_at IS NOT NULL")
        return count

    places = {"ids": ids, "channels": ["default", "japan"]}
    assert await bulk(admin, "productsBulkPublish", places) == (5, [[]] * 5)
    assert await live() == 10
    assert await bulk(admin, "productsBulkUnpublish", {"ids": ids[:2], "channels": ["japan"]}) == (2, [[]] * 2)
    assert await live() == 8
    assert await bulk(admin, "productsBulkTransition", {"ids": ids[:2], "to": "PHASE_OUT"}) == (2, [[]] * 2)
    data = {"ids": ids, "to": "ARCHIVED", "errorPolicy": "REJECT_FAILED_ROWS"}
    codes = [[], [], *[["REASON_REQUIRED"]] * 3]
    assert await bulk(admin, "productsBulkTransition", data) == (2, codes)
    assert await live() == 6
    data = {"ids": [ids[0], ids[0], ids[4]], "errorPolicy": "REJECT_FAILED_ROWS"}
    assert await bulk(admin, "productsBulkDelete", data) == (3, [[], [], []])  # a row that is named twice is one
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 3
    unknown = {"ids": [ids[0], ids[1], "nonsense"], "errorPolicy": "REJECT_FAILED_ROWS"}
    assert await bulk(admin, "productsBulkDelete", unknown) == (1, [["PRODUCT_NOT_FOUND"], [], ["INVALID_ID"]])


async def test_variants_are_changed_together(admin: GraphQLClient, ids: list[str]) -> None:
    data = await admin("{ products(first: 9, sort: TITLE) { nodes { variants { id } } } }")
    variants = [node["variants"][0]["id"] for node in data["products"]["nodes"]]
    rows = [
        {"id": variants[0], "barcode": "123"},
        {"id": variants[1], "sku": "S0"},
        {"id": variants[2], "weightGrams": -1},
        {"id": variants[3], "sku": "NEW", "expectedVersion": 1},
    ]
    given = {"rows": rows, "errorPolicy": "REJECT_FAILED_ROWS"}
    assert await bulk(admin, "variantsBulkUpdate", given) == (2, [[], ["SKU_TAKEN"], ["INVALID_WEIGHT"], []])
    skus = await fetch_value("SELECT array_agg(sku ORDER BY id) FROM catalog.product_variant")
    assert skus == ["S0", "S1", "S2", "NEW", "S4"]


async def test_a_key_answers_the_same_again_and_makes_nothing_twice(admin: GraphQLClient) -> None:
    data = {"rows": [{"title": "A"}, {"title": ""}], "errorPolicy": "REJECT_FAILED_ROWS"}
    first = await admin.change("productsBulkCreate", data, RESULTS, key="k1")
    again = await admin.change("productsBulkCreate", data, RESULTS, key="k1")
    assert first == again
    assert first["count"] == 1
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 1
    other = await admin.change("productsBulkCreate", {"rows": []}, RESULTS, key="k1")
    assert [error["code"] for error in other["errors"]] == ["IDEMPOTENCY_KEY_REUSED"]


async def test_too_many_rows_and_fifty_megabytes_are_refused_early(admin: GraphQLClient, http: Any) -> None:
    payload = await admin.change("productsBulkCreate", {"rows": [{"title": "A"}] * 251}, RESULTS)
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("TOO_MANY_ROWS", ["rows"])]
    body = b'{"query": "' + b"x" * 50_000_000 + b'"}'
    answer = await http.post(
        "/graphql/admin", content=body, headers={"content-type": "application/json", **admin.headers}
    )
    assert answer.status_code == 413
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0


async def test_overlapping_bulks_in_opposite_orders_never_block_each_other(
    admin: GraphQLClient, catalogue: Any, ids: list[str]
) -> None:
    # given
    categories = [(await catalogue.category(f"C{number}"))["id"] for number in range(2)]

    def change(order: list[str], number: int) -> Any:
        rows = [
            {"id": id_, "title": f"T{number}", "categoryId": categories[(index + number) % 2]}
            for index, id_ in enumerate(order)
        ]
        return bulk(admin, "productsBulkUpdate", {"rows": rows})

    def publish(order: list[str], number: int) -> Any:
        name = "productsBulkPublish" if number % 2 else "productsBulkUnpublish"
        return bulk(admin, name, {"ids": order, "channels": ["default", "japan"]})

    # when
    outcomes = await asyncio.gather(
        *(verb(ids if number % 2 else ids[::-1], number) for number in range(8) for verb in (change, publish))
    )
    # then
    assert outcomes == [(5, [[]] * 5)] * 16
    assert await fetch_value("SELECT count(DISTINCT title) FROM catalog.product") == 1


async def test_bulks_that_make_the_same_things_in_opposite_orders_never_block_each_other(admin: GraphQLClient) -> None:
    rows = [
        {
            "title": f"P{number}",
            "slug": f"p{number}",
            "brandName": f"B{number % 3}",
            "variants": [{"sku": f"S{number}"}],
        }
        for number in range(8)
    ]
    data = [{"rows": rows[::way], "errorPolicy": "REJECT_FAILED_ROWS"} for way in (1, -1, 1, -1)]
    outcomes = await asyncio.gather(*(bulk(admin, "productsBulkCreate", given) for given in data))
    assert sorted(count for count, _ in outcomes) == [0, 0, 0, 8]
    assert await fetch_value("SELECT count(*) FROM catalog.brand") == 3
