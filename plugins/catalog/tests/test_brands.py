"""Brands and product types: made under a name with the product that mentions them, once, whatever the capitals."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.testing import GraphQLClient
from fondaco_catalog.model.drafts import ProductDraft
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.names import ensure_named
from fondaco_catalog.service.products import create_product


async def test_a_brand_is_made_with_the_first_product_that_names_it(shop: GraphQLClient, catalogue: Any) -> None:
    # given
    await catalogue.product("Mug", brandName="Kiln Seven", productTypeName="Mug")
    await catalogue.product("Bowl", brandName=" KILN SEVEN", productTypeName="ｍｕｇ")
    await catalogue.product("Plate")
    # when
    data = await shop("""{ products(first: 9, sort: TITLE) { nodes { title
        brand { slug name } productType { slug name } } } }""")
    # then
    kiln, mug = {"slug": "kiln-seven", "name": "Kiln Seven"}, {"slug": "mug", "name": "Mug"}
    assert data["products"]["nodes"] == [
        {"title": "Bowl", "brand": kiln, "productType": mug},
        {"title": "Mug", "brand": kiln, "productType": mug},
        {"title": "Plate", "brand": None, "productType": None},
    ]


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ('brands: ["kiln"]', ["Mug"]),
        ('brands: ["kiln", "forge"]', ["Knife", "Mug"]),
        ("brands: []", []),
        ('productTypes: ["tool"]', ["Knife"]),
        ('brands: ["kiln"], productTypes: ["tool"]', []),
    ],
)
async def test_lists_are_narrowed_by_slug(shop: GraphQLClient, catalogue: Any, given: str, titles: list[str]) -> None:
    await catalogue.product("Mug", brandName="Kiln", productTypeName="Cup")
    await catalogue.product("Knife", brandName="Forge", productTypeName="Tool")
    data = await shop(f"{{ products(first: 9, sort: TITLE, filter: {{ {given} }}) {{ nodes {{ title }} }} }}")
    assert [node["title"] for node in data["products"]["nodes"]] == titles


async def test_a_product_names_another_brand_or_none(catalogue: Any) -> None:
    # given
    mug = await catalogue.product("Mug", brandName="Kiln", productTypeName="Cup")
    selection = "product { brand { id name } productType { name } }"
    # when
    other = (await catalogue.change("productUpdate", {"id": mug["id"], "brandName": "Forge"}, selection))["product"]
    none = (await catalogue.change("productUpdate", {"id": mug["id"], "brandId": None}, selection))["product"]
    again = {"id": mug["id"], "brandId": other["brand"]["id"], "productTypeName": ""}
    back = (await catalogue.change("productUpdate", again, selection))["product"]
    # then
    assert (other["brand"]["name"], other["productType"]) == ("Forge", {"name": "Cup"})
    assert (none["brand"], none["productType"]) == (None, {"name": "Cup"})
    assert (back["brand"]["name"], back["productType"]) == ("Forge", None)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"brandId": "QnJhbmQ6MDE5OWQ0YTAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw"}, "BRAND_NOT_FOUND", ["brandId"]),
        ({"brandId": "nonsense"}, "INVALID_ID", ["brandId"]),
        ({"brandId": "nonsense", "brandName": "Kiln"}, "ID_AND_NAME", ["brandName"]),
        ({"brandName": "a" * 256}, "TOO_LONG", ["brandName"]),
        ({"productTypeName": "a\nb"}, "INVALID_TEXT", ["productTypeName"]),
    ],
)
async def test_what_is_no_brand_or_type_is_refused(
    admin: GraphQLClient, given: dict[str, Any], code: str, field: list[str]
) -> None:
    payload = await admin.change("productCreate", {"title": "Mug", **given}, "product { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    assert await fetch_value("SELECT count(*) FROM catalog.brand") == 0


async def test_of_twenty_who_make_a_brand_at_once_one_does(app: App, policy: Policy) -> None:
    async def make(number: int) -> None:
        name, kind = ("Kiln", "MUG") if number % 2 else ("KILN", "mug")
        async with app.unit_of_work(app.system_context()) as uow:
            await create_product(uow, ProductDraft(title=f"{number}", brand=name, product_type=kind), policy)

    await asyncio.gather(*(make(number) for number in range(20)))
    assert await fetch_value("SELECT count(*) FROM catalog.brand") == 1
    assert await fetch_value("SELECT count(*) FROM catalog.product_type") == 1
    assert await fetch_value("SELECT count(*) FROM catalog.product WHERE brand IS NOT NULL AND type IS NOT NULL") == 20


async def test_names_in_any_order_at_once_do_not_block_each_other(app: App) -> None:
    async def make(names: list[str]) -> None:
        async with app.unit_of_work(app.system_context()) as uow:
            for name in names:
                await ensure_named(uow, "brand", [name])
                await ensure_named(uow, "product_type", [name])

    names = [f"Brand {number}" for number in range(12)]
    await asyncio.gather(make(names), make(names[::-1]), make(names[6:] + names[:6]))
    assert await fetch_value("SELECT count(*) FROM catalog.brand") == 12
    assert await fetch_value("SELECT count(DISTINCT slug) FROM catalog.product_type") == 12


async def test_a_brand_says_what_search_engines_show_in_each_language_and_its_page_costs_two_statements(
    shop: GraphQLClient, catalogue: Any, counted: Any
) -> None:
    # given
    texts = {"locale": "zh-Hans", "name": "七号窑", "seoTitle": "七号窑瓷器"}
    data = {"name": "Kiln", "seoTitle": "Kiln stoneware", "seoDescription": "Thrown by hand.", "translations": [texts]}
    selection = "brand { id version translations { locale name description seoTitle seoDescription } }"
    kiln = (await catalogue.change("brandCreate", data, selection))["brand"]
    assert kiln["translations"] == [{**texts, "description": "", "seoDescription": ""}]
    await catalogue.product("Mug", brandName="Kiln")
    query = '{ brand(slug: "kiln") { name description seoTitle seoDescription } }'
    # when
    async with counted() as statements:
        english = (await shop(query))["brand"]
    chinese = (await shop(query, fondaco_locale="zh-Hans"))["brand"]
    # then
    assert english == {
        "name": "Kiln",
        "description": "",
        "seoTitle": "Kiln stoneware",
        "seoDescription": "Thrown by hand.",
    }
    assert chinese == {**english, "name": "七号窑", "seoTitle": "七号窑瓷器"}
    assert len(statements.sent) == 2
    # of the brand of a product too
    of_product = await shop('{ product(slug: "mug") { brand { seoTitle } } }')
    assert of_product["product"]["brand"] == {"seoTitle": "Kiln stoneware"}
    # when it is changed
    change = {"id": kiln["id"], "seoTitle": "Kiln", "translations": [{"locale": "zh-Hans"}]}
    changed = (await catalogue.change("brandUpdate", change, f"{selection[:-1]} seoTitle seoDescription }}"))["brand"]
    assert (changed["seoTitle"], changed["seoDescription"], changed["translations"]) == ("Kiln", "Thrown by hand.", [])


@pytest.mark.parametrize(("field", "longest"), [("seoTitle", 255), ("seoDescription", 2_000)])
async def test_texts_for_search_engines_have_a_length(admin: GraphQLClient, field: str, longest: int) -> None:
    payload = await admin.change("brandCreate", {"name": "Kiln", field: "x" * (longest + 1)}, "brand { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("TOO_LONG", [field])]
