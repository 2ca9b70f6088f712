"""Suggestions while somebody types: words, products, categories; nothing of what is not for sale."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.testing import GraphQLClient


async def suggested(shop: GraphQLClient, query: str, locale: str = "en", first: int = 6) -> dict[str, Any]:
    document = """query ($query: String!, $first: Int!) { searchSuggestions(query: $query, first: $first) {
        completions products { slug } categories { slug name } corrections { typed searched } } }"""
    answer = await shop(document, {"query": query, "first": first}, fondaco_locale=locale)
    found: dict[str, Any] = answer["searchSuggestions"]
    return {**found, "products": [product["slug"] for product in found["products"]]}


@pytest.fixture
async def shelf(catalogue: Any) -> None:
    """A few things for the table, in a category with a Chinese name; one is not for sale."""
    table = await catalogue.category("Tableware", translations=[{"locale": "zh-Hans", "name": "餐具"}])
    await catalogue.category("Tables without anything")
    for slug, title, chinese in (
        ("teapot", "Blue teapot", "蓝色茶壶"),
        ("teacup", "Blue teacup", "蓝色茶杯"),
        ("umbrella", "Red umbrella", "红色雨伞"),
        ("blanket", "Wool blanket", "澳洲纯羊毛盖毯"),
    ):
        await catalogue.product(
            title, slug=slug, categoryId=table["id"], translations=[{"locale": "zh-Hans", "title": chinese}]
        )
    await catalogue.product("Teaspoonful secret", slug="secret", publish=False)
    await catalogue.index()


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("typed", "completions", "products"),
    [
        ("tea", {"teapot", "teacup"}, {"teapot", "teacup"}),
        ("Blue  TEA", {"blue teapot", "blue teacup"}, {"teapot", "teacup"}),
        ("chabei lanse", set(), {"teacup"}),
        ("red tea", set(), set()),
        ("red u", {"red umbrella"}, {"umbrella"}),
        ("umbrela", set(), {"umbrella"}),
        ("teaspoon", set(), set()),
        ("secret", set(), set()),
        ("羊", {"羊毛"}, {"blanket"}),
        ("yangm", set(), {"blanket"}),
        ("chabei", set(), {"teacup"}),
        ("", set(), set()),
        ("%_'!", set(), set()),
        ("x" * 500, set(), set()),
    ],
)
async def test_what_is_typed_is_gone_on_with(
    shop: GraphQLClient, typed: str, completions: set[str], products: set[str]
) -> None:
    found = await suggested(shop, typed)
    assert set(found["products"]) == products

    assert set(found["completions"]) == completions


@pytest.mark.usefixtures("shelf")
async def test_each_completion_finds_something(shop: GraphQLClient) -> None:
    for typed in ("t", "b", "w", "blue t", "羊"):
        for completion in (await suggested(shop, typed))["completions"]:
            data = await shop("query ($q: String) { products(first: 1, search: $q) { totalCount } }", {"q": completion})
            assert data["products"]["totalCount"] > 0, completion


@pytest.mark.usefixtures("shelf")
async def test_categories_with_something_in_them_are_found_by_their_names(shop: GraphQLClient) -> None:
    assert (await suggested(shop, "tabl"))["categories"] == [{"slug": "tableware", "name": "Tableware"}]
    assert (await suggested(shop, "餐", "zh-Hans"))["categories"] == [{"slug": "tableware", "name": "餐具"}]


@pytest.mark.usefixtures("shelf")
async def test_a_misspelt_word_is_told(shop: GraphQLClient) -> None:
    assert (await suggested(shop, "umbrela"))["corrections"] == [{"typed": "umbrela", "searched": "umbrella"}]


@pytest.mark.usefixtures("shelf")
async def test_suggestions_cost_two_statements(shop: GraphQLClient, counted: Any) -> None:
    for typed in ("tea", "nothing at all"):
        async with counted() as statements:
            await suggested(shop, typed)
        assert len(statements.sent) <= 2


@pytest.mark.usefixtures("shelf")
async def test_what_is_renamed_is_suggested_by_its_new_name_though_answers_are_kept(
    shop: GraphQLClient, catalogue: Any
) -> None:
    assert (await suggested(shop, "umb"))["products"] == ["umbrella"]
    made = (await catalogue.admin('{ product(slug: "umbrella") { id } }'))["product"]["id"]
    await catalogue.change("productUpdate", {"id": made, "title": "Red parasol"}, "product { id }")
    await catalogue.index()
    assert (await suggested(shop, "umb"))["products"] == []
    assert (await suggested(shop, "paras"))["products"] == ["umbrella"]


async def test_how_many_are_suggested_is_bounded(shop: GraphQLClient) -> None:
    for first in (0, 21, -1):
        body = await shop.raw(f'{{ searchSuggestions(query: "a", first: {first}) {{ completions }} }}')
        assert body["errors"][0]["extensions"]["code"] == "INVALID_INPUT"
