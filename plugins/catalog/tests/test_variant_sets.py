"""Many variants at once: deleted with an answer for each, or put in order."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.db import fetch_value
from fondaco.testing import GraphQLClient

SELECTION = "count results { index deletedId errors { code field } }"


@pytest.fixture
async def shirt(catalogue: Any) -> dict[str, Any]:
    """A shirt in four sizes."""
    price = [{"channel": "default", "price": "9"}]
    sizes = [{"options": [size], "sku": size, "prices": price} for size in ("S", "M", "L", "XL")]
    made: dict[str, Any] = await catalogue.product("Shirt", options=[{"name": "Size"}], variants=sizes)
    return made


async def test_variants_are_deleted_together_and_each_is_answered(
    admin: GraphQLClient, shop: GraphQLClient, catalogue: Any, shirt: dict[str, Any]
) -> None:
    # given one that a bundle holds
    small, medium, large, largest = (variant["id"] for variant in shirt["variants"])
    box = (await catalogue.product("Box", variants=[{"sku": "BOX"}]))["variants"][0]["id"]
    parts = [{"variantId": small, "quantity": 1}]
    await catalogue.change("bundleSet", {"variantId": box, "components": parts}, "variant { id }")
    ids = [small, medium, large, "nonsense", medium]
    codes = [["VARIANT_IN_BUNDLE"], [], [], ["INVALID_ID"], []]
    for policy, left in (("ALL_OR_NOTHING", 5), ("REJECT_FAILED_ROWS", 3)):
        # when
        payload = await admin.change("variantsBulkDelete", {"ids": ids, "errorPolicy": policy}, SELECTION)
        # then
        found = [[error["code"] for error in row["errors"]] for row in payload["results"]]
        assert (payload["errors"], found) == ([], codes)
        assert await fetch_value("SELECT count(*) FROM catalog.product_variant") == left
    assert payload["count"] == 3
    assert [row["deletedId"] for row in payload["results"]] == [None, medium, large, None, medium]
    shown = await shop('{ product(slug: "shirt") { variants { sku } } }')
    assert shown["product"]["variants"] == [{"sku": "S"}, {"sku": "XL"}]
    # when the bundle goes with its component
    both = await admin.change("variantsBulkDelete", {"ids": [small, box, largest]}, SELECTION)
    # then
    assert both["count"] == 3
    assert await fetch_value("SELECT count(*) FROM catalog.product_variant") == 0


async def test_two_hundred_cost_as_many_statements_as_two(admin: GraphQLClient, catalogue: Any, counted: Any) -> None:
    sizes = [{"options": [f"{size}"]} for size in range(202)]
    made = await catalogue.product("Shirt", options=[{"name": "Size"}], variants=sizes, publish=False)
    ids = [variant["id"] for variant in made["variants"]]
    async with counted() as few:
        await admin.change("variantsBulkDelete", {"ids": ids[:2]}, "count")
    async with counted() as many:
        deleted = await admin.change("variantsBulkDelete", {"ids": ids[2:]}, "count")
    assert deleted["count"] == 200
    assert len(many.sent) <= len(few.sent)


async def test_variants_are_put_in_order_and_those_left_out_come_behind(
    admin: GraphQLClient, catalogue: Any, shirt: dict[str, Any]
) -> None:
    ids = [variant["id"] for variant in shirt["variants"]]
    data = {"productId": shirt["id"], "variantIds": [ids[3], ids[1]]}
    changed = await catalogue.change("productVariantsReorder", data, "product { version variants { sku } }")
    assert [variant["sku"] for variant in changed["product"]["variants"]] == ["XL", "M", "S", "L"]
    other = await catalogue.product("Cup")
    for given, code, field in (
        ({"variantIds": [ids[0], other["variants"][0]["id"]]}, "VARIANT_NOT_FOUND", ["variantIds", "1"]),
        ({"variantIds": ids, "expectedVersion": 1}, "VERSION_CONFLICT", ["expectedVersion"]),
    ):
        payload = await admin.change("productVariantsReorder", {**data, **given}, "product { id }")
        assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
