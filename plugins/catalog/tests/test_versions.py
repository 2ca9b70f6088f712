"""Two people who edit the same notice each other, if they say what they read."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fondaco.db import fetch_value
from fondaco.testing import GraphQLClient

VERSIONS = """query ($id: ID!) { product(id: $id) { version variants { id version } } }"""


async def versions(admin: GraphQLClient, product: str) -> tuple[int, int]:
    found = (await admin(VERSIONS, {"id": product}))["product"]
    return found["version"], found["variants"][0]["version"]


async def test_the_version_grows_with_every_edit(catalogue: Any, admin: GraphQLClient) -> None:
    # given
    product = await catalogue.product("Cup", publish=False)
    id_, variant = product["id"], product["variants"][0]["id"]
    assert await versions(admin, id_) == (1, 1)
    price = {"channel": "default", "price": "12"}
    # when, then: the versions of the product and of its variant after each edit
    for mutation, data, selection, after in (
        ("productUpdate", {"id": id_, "title": "Tall"}, "product { id }", (2, 1)),
        ("productUpdate", {"id": id_, "media": [{"url": "/a.svg", "alt": "A"}]}, "product { id }", (3, 1)),
        ("productVariantUpdate", {"id": variant, "sku": "A"}, "variant { id }", (4, 2)),
        ("variantPricesSet", {"variantId": variant, "prices": [price]}, "variant { id }", (5, 3)),
        ("productTransition", {"id": id_, "to": "IDEA"}, "product { id }", (6, 3)),
        ("productTransition", {"id": id_, "to": "DRAFT"}, "product { id }", (7, 3)),
    ):
        await catalogue.change(mutation, data, selection)
        assert await versions(admin, id_) == after, mutation
    await catalogue.change("productPublish", {"id": id_, "channels": ["default"]}, "product { id }")
    assert (await versions(admin, id_))[0] > 7


@pytest.mark.parametrize(
    ("mutation", "kind", "change", "selection"),
    [
        ("productUpdate", "product", {"title": "New"}, "product { version }"),
        ("productTransition", "product", {"to": "ARCHIVED", "reason": "Recall"}, "product { version }"),
        ("productVariantUpdate", "variant", {"sku": "NEW"}, "variant { version }"),
        ("categoryUpdate", "category", {"name": "New"}, "category { version }"),
        ("collectionUpdate", "collection", {"title": "New"}, "collection { version }"),
    ],
)
async def test_of_two_edits_of_the_same_version_the_second_is_refused(
    catalogue: Any, admin: GraphQLClient, mutation: str, kind: str, change: dict[str, Any], selection: str
) -> None:
    # given
    product = await catalogue.product("Cup", publish=False)
    ids = {
        "product": product["id"],
        "variant": product["variants"][0]["id"],
        "category": (await catalogue.category("Cups"))["id"],
        "collection": (await catalogue.collection("Best", []))["id"],
    }
    data = {"id": ids[kind], "expectedVersion": 1, **change}
    # when
    first = await catalogue.change(mutation, data, selection)
    second = await admin.change(mutation, data, selection)
    # then
    assert first[kind]["version"] == 2
    assert second[kind] is None
    [error] = second["errors"]
    assert (error["code"], error["field"]) == ("VERSION_CONFLICT", ["expectedVersion"])
    assert "at version 2, not 1" in error["message"]


async def test_of_ten_who_edit_the_same_at_once_exactly_one_wins(catalogue: Any, admin: GraphQLClient) -> None:
    # given
    product = (await catalogue.product("Cup", publish=False))["id"]
    # when
    payloads = await asyncio.gather(
        *(
            admin.change(
                "productUpdate", {"id": product, "title": f"T{number}", "expectedVersion": 1}, "product { title }"
            )
            for number in range(10)
        )
    )
    # then
    won = [payload["product"]["title"] for payload in payloads if not payload["errors"]]
    codes = {error["code"] for payload in payloads for error in payload["errors"]}
    assert (len(won), codes) == (1, {"VERSION_CONFLICT"})
    assert await fetch_value("SELECT title FROM catalog.product") == won[0]
    assert await fetch_value("SELECT version FROM catalog.product") == 2


async def test_without_a_version_the_last_one_wins_as_before(catalogue: Any) -> None:
    product = (await catalogue.product("Cup", publish=False))["id"]
    await asyncio.gather(
        *(
            catalogue.change("productUpdate", {"id": product, "title": f"T{number}"}, "product { id }")
            for number in range(5)
        )
    )
    assert await fetch_value("SELECT version FROM catalog.product") == 6


async def test_filing_under_none_is_an_edit(catalogue: Any, admin: GraphQLClient) -> None:
    category = await catalogue.category("Cups")
    product = await catalogue.product("Cup", publish=False, categoryId=category["id"])
    await catalogue.change("categoryDelete", {"id": category["id"]}, "deletedId")
    assert (await versions(admin, product["id"]))[0] == 2
