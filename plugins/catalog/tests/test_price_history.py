"""What staff see of what variants cost before, and who hears of a change of a whole list."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.db import fetch_value
from fondaco.db.engine import execute
from fondaco.testing import GraphQLClient, WorkerDriver

HISTORY = """query ($id: ID!, $first: Int = 10, $after: String, $group: String = "") { productVariant(id: $id) {
    priceHistory(first: $first, after: $after, channel: "default", customerGroup: $group) {
        totalCount pageInfo { endCursor }
        nodes { price { amount } lowestPrice { amount } compareAtPrice { amount } customerGroup endsAt list { code } } }
    } }"""


async def history(admin: GraphQLClient, variant: str, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await admin(HISTORY, {"id": variant, **more}))["productVariant"]["priceHistory"]
    return found


async def test_staff_read_what_a_variant_cost_the_latest_first(admin: GraphQLClient, catalogue: Any) -> None:
    # given a variant whose price changed twice, and that is to be in a list for some
    variant = (await catalogue.product("Cup"))["variants"][0]["id"]
    for price in ("12", "9"):
        given = {"variantId": variant, "prices": [{"channel": "default", "price": price}]}
        await catalogue.change("variantPricesSet", given, "variant { id }")
    data = {"name": "Trade", "channel": "default", "customerGroups": ["trade"]}
    trade = (await catalogue.change("priceListCreate", data, "priceList { id }"))["priceList"]["id"]
    listed = {"listId": trade, "variantId": variant, "price": "7"}
    await catalogue.change("pricesSet", {"prices": [listed]}, "variants { id }")
    # when
    everybody = await history(admin, variant)
    first = await history(admin, variant, first=1)
    second = await history(admin, variant, first=1, after=first["pageInfo"]["endCursor"])
    group = await history(admin, variant, group="trade")
    # then
    assert [node["price"]["amount"] for node in everybody["nodes"]] == ["9.00", "12.00", "10.00"]
    assert [node["endsAt"] is None for node in everybody["nodes"]] == [True, False, False]
    assert {node["list"]["code"] for node in everybody["nodes"]} == {"base-default-eur"}
    assert (everybody["totalCount"], first["totalCount"]) == (3, 3)
    assert [*first["nodes"], *second["nodes"]] == everybody["nodes"][:2]
    assert group["nodes"][0]["price"] == {"amount": "7.00"}
    assert group["nodes"][0]["customerGroup"] == "trade"


async def told() -> int:
    """Returns how many ProductUpdated wait to be delivered, and forgets them."""
    count: int = await fetch_value("SELECT count(*) FROM system.outbox WHERE name = 'catalog.product_updated'")
    await execute("DELETE FROM system.outbox")
    return count


@pytest.mark.parametrize(
    ("change", "heard"),
    [
        ({"active": False}, 2),
        ({"endsAt": "2099-01-01T00:00:00Z"}, 2),
        ({"customerGroups": ["trade"]}, 2),
        ({"name": "Other"}, 0),
        ({"title": "Summer"}, 0),
    ],
)
async def test_a_change_of_a_list_is_told_of_each_product_whose_price_follows(
    catalogue: Any, worker: WorkerDriver, change: dict[str, Any], heard: int
) -> None:
    # given a list with cheaper prices of two of three products
    variants = [(await catalogue.product(title))["variants"][0]["id"] for title in ("A", "B", "C")]
    made = await catalogue.change("priceListCreate", {"name": "Sale", "channel": "default"}, "priceList { id }")
    sale = made["priceList"]["id"]
    prices = [{"listId": sale, "variantId": variant, "price": "5"} for variant in variants[:2]]
    await catalogue.change("pricesSet", {"prices": prices}, "variants { id }")
    await worker.drain()
    await told()
    # when
    await catalogue.change("priceListUpdate", {"id": sale, **change}, "priceList { id }")
    # then
    assert await told() == heard


async def test_a_deleted_list_is_told_and_a_list_of_tiers_too(catalogue: Any, worker: WorkerDriver) -> None:
    variant = (await catalogue.product("A"))["variants"][0]["id"]
    made = await catalogue.change("priceListCreate", {"name": "Bulk", "channel": "default"}, "priceList { id }")
    bulk = made["priceList"]["id"]
    tier = {"listId": bulk, "variantId": variant, "price": "5", "minQuantity": 10}
    await catalogue.change("pricesSet", {"prices": [tier]}, "variants { id }")
    await worker.drain()
    await told()
    await catalogue.change("priceListUpdate", {"id": bulk, "active": False}, "priceList { id }")
    assert await told() == 1
    await catalogue.change("priceListDelete", {"id": bulk}, "deletedId")
    assert await told() == 1


async def test_what_is_going_to_be_published_is_found_in_the_list(admin: GraphQLClient, catalogue: Any) -> None:
    ids = [(await catalogue.product(title, publish=False))["id"] for title in ("Now", "Later", "Ends", "Never")]
    later = "2099-01-01T00:00:00Z"
    for id_, when in zip(ids, ({}, {"publishAt": later}, {"unpublishAt": later}), strict=False):
        await catalogue.change("productPublish", {"id": id_, "channels": ["default"], **when}, "product { id }")
    query = (
        "query ($to: Boolean) { products(first: 9, scheduled: $to) { nodes { title publications { publishedAt } } } }"
    )
    for to_come, titles in (
        (True, {"Later", "Ends"}),
        (False, {"Now", "Never"}),
        (None, {"Now", "Later", "Ends", "Never"}),
    ):
        found = (await admin(query, {"to": to_come}))["products"]["nodes"]
        assert {node["title"] for node in found} == titles
