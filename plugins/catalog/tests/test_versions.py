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


CONTENT = {
    "productPublish": ("product", {"channels": ["default"]}, "product { id }"),
    "productUnpublish": ("product", {"channels": ["default"]}, "product { id }"),
    "productDelete": ("product", {}, "deletedId"),
    "productVariantDelete": ("variant", {}, "product { id }"),
    "metadataUpdate": ("product", {"values": [{"key": "a", "value": 1}]}, "metadata"),
    "metadataDelete": ("variant", {"keys": ["a"]}, "metadata"),
    "categoryMove": ("category", {"parentId": None}, "category { id }"),
    "categoryDelete": ("category", {}, "deletedId"),
    "collectionDelete": ("collection", {}, "deletedId"),
    "brandUpdate": ("brand", {"name": "New"}, "brand { version }"),
    "brandDelete": ("brand", {}, "deletedId"),
    "productTypeUpdate": ("type", {"name": "New"}, "productType { version }"),
    "productTypeDelete": ("type", {}, "deletedId"),
    "attributeUpdate": ("attribute", {"name": "New"}, "attribute { version }"),
    "attributeChoiceUpdate": ("choice", {"name": "New"}, "attribute { version }"),
    "attributeChoiceRemove": ("choice", {}, "attribute { version }"),
    "attributeDelete": ("attribute", {}, "deletedId"),
    "priceListUpdate": ("list", {"name": "New"}, "priceList { version }"),
}


@pytest.fixture
async def ids(catalogue: Any, admin: GraphQLClient) -> dict[str, str]:
    """One of each thing that has a version."""
    product = await catalogue.product("Cup", publish=False)
    choice = {"name": "Oak"}
    wood = await catalogue.change(
        "attributeCreate",
        {"name": "Wood", "code": "wood", "kind": "CHOICE", "choices": [choice]},
        "attribute { id choices { id } }",
    )
    prices = await catalogue.change("priceListCreate", {"name": "Sale", "channel": "default"}, "priceList { id }")
    return {
        "product": product["id"],
        "variant": product["variants"][0]["id"],
        "category": (await catalogue.category("Cups"))["id"],
        "collection": (await catalogue.collection("Best", [product["id"]]))["id"],
        "brand": (await catalogue.change("brandCreate", {"name": "Acme"}, "brand { id }"))["brand"]["id"],
        "type": (await catalogue.change("productTypeCreate", {"name": "Cup"}, "productType { id }"))["productType"][
            "id"
        ],
        "attribute": wood["attribute"]["id"],
        "choice": wood["attribute"]["choices"][0]["id"],
        "list": prices["priceList"]["id"],
    }


@pytest.mark.parametrize("mutation", CONTENT)
async def test_what_was_read_before_somebody_else_edited_it_is_refused(
    ids: dict[str, str], admin: GraphQLClient, mutation: str
) -> None:
    # given an editor who read another version than there is
    kind, change, selection = CONTENT[mutation]
    data = {"id": ids[kind], **change}
    # when
    refused = await admin.change(mutation, {**data, "expectedVersion": 7}, selection)
    done = await admin.change(mutation, {**data, "expectedVersion": 1}, selection)
    # then
    [error] = refused["errors"]
    assert (error["code"], error["field"]) == ("VERSION_CONFLICT", ["expectedVersion"])
    assert done["errors"] == []


WHOLE: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "variantPricesSet": ({"variantId": "variant", "prices": []}, "variant { id }", []),
    "bundleSet": ({"variantId": "variant", "slots": []}, "variant { id }", []),
    "digitalFilesSet": ({"variantId": "variant", "files": []}, "variant { id }", []),
    "productRelationsSet": (
        {"productId": "product", "kind": "accessory", "relatedIds": []},
        "product { id }",
        [],
    ),
    "collectionRuleSet": ({"collectionId": "collection"}, "collection { id }", []),
    "collectionProductsMove": ({"collectionId": "collection", "productIds": ["product"]}, "collection { id }", []),
    "pricesSet": (
        {"prices": [{"listId": "list", "variantId": "variant", "price": "5"}]},
        "variants { id }",
        ["prices", "0"],
    ),
    "variantCostsSet": (
        {"costs": [{"variantId": "variant", "channel": "default", "cost": "5"}]},
        "variants { id }",
        ["costs", "0"],
    ),
    "priceListDelete": ({"id": "list"}, "deletedId", []),
}


def filled(given: Any, ids: dict[str, str]) -> Any:
    """Puts ids in the place of the names of things."""
    if isinstance(given, dict):
        return {name: filled(value, ids) for name, value in given.items()}
    if isinstance(given, list):
        return [filled(value, ids) for value in given]
    return ids.get(given, given)


@pytest.mark.parametrize("mutation", WHOLE)
async def test_so_is_what_is_set_as_a_whole(ids: dict[str, str], admin: GraphQLClient, mutation: str) -> None:
    given, selection, path = WHOLE[mutation]

    async def change(version: int) -> list[dict[str, Any]]:
        data = filled(given, ids)
        target = data[path[0]][0] if path else data
        target["expectedVersion"] = version
        return (await admin.change(mutation, data, f"{selection}"))["errors"]

    [error] = await change(7)
    assert (error["code"], error["field"]) == ("VERSION_CONFLICT", [*path, "expectedVersion"])
    assert await change(1) == []


async def test_the_version_grows_also_with_what_is_set_beside_the_product(
    ids: dict[str, str], catalogue: Any, admin: GraphQLClient
) -> None:
    product, variant = ids["product"], ids["variant"]
    values = {"values": [{"key": "a", "value": 1}]}
    for mutation, data, selection, after in (
        ("metadataUpdate", {"id": product, **values}, "metadata", (2, 1)),
        ("metadataUpdate", {"id": variant, **values}, "metadata", (3, 2)),
        ("pricesSet", WHOLE["pricesSet"][0], "variants { id }", (4, 3)),
        ("variantCostsSet", WHOLE["variantCostsSet"][0], "variants { id }", (5, 4)),
        ("digitalFilesSet", WHOLE["digitalFilesSet"][0], "variant { id }", (6, 5)),
        ("productRelationsSet", WHOLE["productRelationsSet"][0], "product { id }", (7, 5)),
        (
            "priceChangeApply",
            {"change": {"listId": "list", "operation": "PERCENT", "value": "10"}},
            "priceChange { id }",
            (8, 6),
        ),
    ):
        await catalogue.change(mutation, filled(data, ids), selection)
        assert await versions(admin, product) == after, mutation


async def test_of_ten_who_price_a_variant_at_once_exactly_one_wins(ids: dict[str, str], admin: GraphQLClient) -> None:
    # when
    payloads = await asyncio.gather(
        *(
            admin.change(
                "variantPricesSet",
                {
                    "variantId": ids["variant"],
                    "prices": [{"channel": "default", "price": str(number + 1)}],
                    "expectedVersion": 1,
                },
                "variant { id }",
            )
            for number in range(10)
        )
    )
    # then
    won = [number for number, payload in enumerate(payloads) if not payload["errors"]]
    codes = {error["code"] for payload in payloads for error in payload["errors"]}
    assert (len(won), codes) == (1, {"VERSION_CONFLICT"})
    amount = "SELECT pr.amount FROM catalog.price pr JOIN catalog.price_list pl ON pl.id = pr.list WHERE pl.base"
    assert await fetch_value(amount) == (won[0] + 1) * 100


async def test_of_ten_who_publish_and_note_at_once_exactly_one_wins(ids: dict[str, str], admin: GraphQLClient) -> None:
    product = ids["product"]
    # when two verbs compete for the same version
    payloads = await asyncio.gather(
        *(
            admin.change(
                "metadataUpdate",
                {"id": product, "values": [{"key": f"k{number}", "value": 1}], "expectedVersion": 1},
                "metadata",
            )
            if number % 2
            else admin.change(
                "productPublish", {"id": product, "channels": ["default"], "expectedVersion": 1}, "product { id }"
            )
            for number in range(10)
        )
    )
    # then
    assert sum(not payload["errors"] for payload in payloads) == 1
    assert {error["code"] for payload in payloads for error in payload["errors"]} == {"VERSION_CONFLICT"}


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
