"""Before the index has been filled: what is browsed is there, what is searched says why it is not."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.testing import GraphQLClient

BROWSE = """query ($filter: ProductFilter, $after: String) {
    products(first: 2, after: $after, filter: $filter, sort: TITLE, facets: ["price"]) {
        filling totalCount nodes { title } facets { name } pageInfo { endCursor hasNextPage } } }"""


@pytest.fixture
async def fresh(catalogue: Any) -> None:
    """Three products that nothing has indexed yet, two of them in a category."""
    home = await catalogue.category("Home")
    await catalogue.product("Apron", categoryId=home["id"])
    await catalogue.product("Bowl", categoryId=home["id"], price="30.00")
    await catalogue.product("Cup")


@pytest.mark.usefixtures("fresh")
async def test_a_fresh_shop_shows_its_products_before_they_are_indexed(shop: GraphQLClient, catalogue: Any) -> None:
    variables = {"filter": {"category": "home"}}
    before = (await shop(BROWSE, variables))["products"]
    assert [node["title"] for node in before["nodes"]] == ["Apron", "Bowl"]
    assert (before["filling"], before["totalCount"], before["facets"]) == (True, 2, [])
    searching = '{ products(first: 5, search: "cup") { filling totalCount } }'
    assert (await shop(searching))["products"] == {"filling": True, "totalCount": 0}
    # when
    await catalogue.index()
    # then kept answers were dropped
    after = (await shop(BROWSE, variables))["products"]
    assert [node["title"] for node in after["nodes"]] == ["Apron", "Bowl"]
    assert (after["filling"], [facet["name"] for facet in after["facets"]]) == (False, ["price"])
    assert (await shop(searching))["products"] == {"filling": False, "totalCount": 1}


@pytest.mark.usefixtures("fresh")
async def test_a_page_goes_on_though_the_index_was_filled_meanwhile(shop: GraphQLClient, catalogue: Any) -> None:
    first = (await shop(BROWSE))["products"]
    await catalogue.index()
    second = (await shop(BROWSE, {"after": first["pageInfo"]["endCursor"]}))["products"]
    assert [node["title"] for node in first["nodes"] + second["nodes"]] == ["Apron", "Bowl", "Cup"]


async def test_a_product_that_waits_among_many_that_are_indexed_is_no_filling(
    shop: GraphQLClient, catalogue: Any
) -> None:
    await catalogue.product("Apron")
    await catalogue.product("Bowl")
    await catalogue.index()
    await catalogue.product("Cup")
    found = (await shop(BROWSE))["products"]
    assert (found["filling"], [node["title"] for node in found["nodes"]]) == (False, ["Apron", "Bowl"])


async def test_a_shop_without_products_is_empty_and_not_being_filled(shop: GraphQLClient) -> None:
    assert (await shop(BROWSE))["products"]["filling"] is False
