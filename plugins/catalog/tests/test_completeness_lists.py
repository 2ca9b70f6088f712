"""Lists of products by how complete they are: kept with the search index, narrowed and sorted by an index."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fondaco import clock
from fondaco.db import fetch_value
from fondaco.testing import GraphQLClient, WorkerDriver

QUERY = """query ($first: Int = 20, $after: String, $wanted: ProductCompletenessFilter) {
    products(first: $first, after: $after, completeness: $wanted) {
        totalCount pageInfo { endCursor hasNextPage } nodes { slug } } }"""


async def listed(admin: GraphQLClient, **wanted: Any) -> list[str]:
    found = (await admin(QUERY, {"wanted": wanted}))["products"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["slug"] for node in found["nodes"]]


@pytest.fixture
async def four(catalogue: Any, worker: WorkerDriver) -> dict[str, Any]:
    """A bare product, one without a price, one with a description, and one that a buyer reads in German too."""
    german = [{"locale": "de", "title": "Tasse", "description": "Aus Ton."}]
    made = {
        "bare": await catalogue.product("Bare", slug="bare"),
        "unpriced": await catalogue.product("Unpriced", slug="unpriced", price=None, description="Of clay."),
        "told": await catalogue.product("Told", slug="told", description="Of clay."),
        "german": await catalogue.product("German", slug="german", description="Of clay.", translations=german),
    }
    await worker.drain()
    return made


async def test_products_are_found_and_sorted_by_their_score_and_by_what_they_lack(
    four: dict[str, Any], admin: GraphQLClient, counted: Any
) -> None:
    assert await listed(admin, order="ASC") == ["unpriced", "bare", "told", "german"]
    assert await listed(admin, order="DESC") == ["german", "told", "bare", "unpriced"]
    assert await listed(admin, missing=["PRICE"]) == ["unpriced"]
    assert await listed(admin, missing=["DESCRIPTION", "PICTURE"]) == ["bare"]
    assert await listed(admin, locale="de", missing=["TITLE"], order="ASC") == ["unpriced", "bare", "told"]
    assert await listed(admin, channel="japan", missing=["PRICE"], order="DESC") == [
        "german",
        "told",
        "unpriced",
        "bare",
    ]
    scores = """{ products(first: 9) { nodes { slug completeness { score } } } }"""
    score = {node["slug"]: node["completeness"]["score"] for node in (await admin(scores))["products"]["nodes"]}
    assert await listed(admin, minScore=score["bare"], maxScore=score["bare"]) == ["bare"]
    assert await listed(admin, maxScore=score["bare"], order="ASC") == ["unpriced", "bare"]
    async with counted() as statements:
        page = (await admin(QUERY, {"first": 3, "wanted": {"order": "ASC"}}))["products"]
    assert len(statements.sent) == 2, "the page and the count"
    rest = (await admin(QUERY, {"after": page["pageInfo"]["endCursor"], "wanted": {"order": "ASC"}}))["products"]
    assert [node["slug"] for node in rest["nodes"]] == ["german"]


async def test_what_is_kept_follows_whatever_a_score_depends_on(
    four: dict[str, Any], catalogue: Any, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    # a price
    prices = [{"channel": "default", "price": "5"}]
    variant = four["unpriced"]["variants"][0]["id"]
    await catalogue.change("variantPricesSet", {"variantId": variant, "prices": prices}, "variant { id }")
    # a text, and one in another language
    described = {"id": four["bare"]["id"], "description": "Of wood."}
    await catalogue.change("productUpdate", described, "product { id }")
    # what a type requires
    attribute = {"code": "material", "name": "Material", "kind": "TEXT"}
    await catalogue.change("attributeCreate", attribute, "attribute { id }")
    kind = (await catalogue.change("productTypeCreate", {"name": "Cup"}, "productType { id }"))["productType"]["id"]
    await catalogue.change("productUpdate", {"id": four["told"]["id"], "productTypeId": kind}, "product { id }")
    await worker.drain()
    assert await listed(admin, missing=["PRICE"]) == []
    assert await listed(admin, missing=["DESCRIPTION"]) == []
    assert await listed(admin, missing=["ATTRIBUTES"]) == []
    required = {"id": kind, "attributes": [{"code": "material", "required": True}]}
    await catalogue.change("productTypeUpdate", required, "productType { id }")
    await worker.drain()
    assert await listed(admin, missing=["ATTRIBUTES"]) == ["told"]
    # a product that goes
    await catalogue.change("productDelete", {"id": four["told"]["id"]}, "deletedId")
    await worker.drain()
    assert await listed(admin, missing=["ATTRIBUTES"]) == []
    assert await fetch_value("SELECT count(DISTINCT product) FROM catalog.product_completeness") == 3


async def test_a_price_that_ends_by_itself_is_lacked_from_then_on(
    catalogue: Any, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    made = await catalogue.product("Brief", slug="brief", price=None)
    ends_at = clock.utc_now() + timedelta(hours=1)
    brief = {"name": "Brief", "channel": "default", "endsAt": ends_at.isoformat()}
    list_id = (await catalogue.change("priceListCreate", brief, "priceList { id }"))["priceList"]["id"]
    prices = [{"listId": list_id, "variantId": made["variants"][0]["id"], "price": "5"}]
    await catalogue.change("pricesSet", {"prices": prices}, "variants { id }")
    await worker.drain()
    assert await listed(admin, missing=["PRICE"]) == []
    with clock.moved(timedelta(hours=2)):
        await worker.run_job("catalog.index_products")
        assert await listed(admin, missing=["PRICE"]) == ["brief"]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"channel": "nowhere"}, "UNKNOWN_CHANNEL"),
        ({"locale": "fr"}, "UNKNOWN_LOCALE"),
        ({"minScore": -1}, "INVALID_SCORE"),
        ({"maxScore": 101}, "INVALID_SCORE"),
    ],
)
async def test_what_cannot_be_asked_is_refused(admin: GraphQLClient, wanted: dict[str, Any], code: str) -> None:
    body = await admin.raw(QUERY, {"wanted": wanted})
    assert body["errors"][0]["extensions"]["code"] == code
