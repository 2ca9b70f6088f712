"""Facets: counts under the current choice, labels in the reader's language, and what they cost."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.testing import GraphQLClient

FACETS = """facets { name label exact min max minPrice { amount } maxPrice { amount }
    values { value label count selected parent } }"""


async def found(shop: GraphQLClient, arguments: str, facets: str, locale: str = "en") -> dict[str, Any]:
    """Asks for a list with facets; they come by name."""
    query = f"{{ products(first: 50, {arguments}, facets: {facets}) {{ totalCount nodes {{ title }} {FACETS} }} }}"
    answer: dict[str, Any] = (await shop(query, fondaco_locale=locale))["products"]
    answer["titles"] = sorted(node["title"] for node in answer["nodes"])
    answer["facets"] = {facet["name"]: facet for facet in answer["facets"]}
    return answer


def counts(answer: dict[str, Any], facet: str) -> dict[str, int]:
    """The values of a facet with their counts, in order."""
    return {value["value"]: value["count"] for value in answer["facets"][facet]["values"]}


@pytest.fixture
async def shelf(catalogue: Any) -> None:
    """Cups and plates in two colours of two makers, in a tree of categories."""
    home = await catalogue.category("Home", translations=[{"locale": "zh-Hans", "name": "家居"}])
    table = await catalogue.category("Tableware", parentId=home["id"])
    colour = {
        "name": "Colour",
        "values": ["Blue", "Red"],
        "translations": [
            {
                "locale": "zh-Hans",
                "name": "颜色",
                "values": [{"value": "Blue", "label": "蓝色"}, {"value": "Red", "label": "红色"}],
            }
        ],
    }

    async def make(title: str, vendor: str, category: str, price: str, *colours: str, **more: Any) -> None:
        variants = [{"options": [name], "prices": [{"channel": "default", "price": price}]} for name in colours]
        option = {**colour, "values": list(colours), "translations": [
            {**colour["translations"][0], "values": [
                value for value in colour["translations"][0]["values"] if value["value"] in colours
            ]}
        ]}  # fmt: skip
        await catalogue.product(
            title, brandName=vendor, categoryId=category, options=[option], variants=variants, **more
        )

    await make("Small cup", "Kiln", table["id"], "5", "Blue", tags=["new"], productTypeName="Cup")
    await make("Tall cup", "Kiln", table["id"], "12", "Red", productTypeName="Cup")
    await make("Cup of clay", "Potter", table["id"], "20", "Blue", "Red", tags=["new", "gift"], productTypeName="Cup")
    await make("Plate", "Potter", home["id"], "8", "Red", productTypeName="Plate")
    await catalogue.product("Hidden cup", brandName="Kiln", publish=False)
    await catalogue.index()


@pytest.mark.usefixtures("shelf")
async def test_facets_count_what_a_search_leaves(shop: GraphQLClient) -> None:
    answer = await found(
        shop, 'search: "cups"', '["brand", "type", "tag", "option:*", "category", "price", "availability", "nothing"]'
    )
    assert answer["titles"] == ["Cup of clay", "Small cup", "Tall cup"]
    assert answer["totalCount"] == 3
    assert list(answer["facets"]) == [
        "brand", "type", "tag", "option:colour", "category", "price", "availability"
    ]  # fmt: skip
    assert counts(answer, "brand") == {"kiln": 2, "potter": 1}
    assert counts(answer, "type") == {"cup": 3}
    assert counts(answer, "tag") == {"new": 2, "gift": 1}
    assert counts(answer, "option:colour") == {"Blue": 2, "Red": 2}
    assert counts(answer, "category") == {"home": 3, "tableware": 3}
    assert counts(answer, "availability") == {"available": 3}
    parents = {value["value"]: value["parent"] for value in answer["facets"]["category"]["values"]}
    assert parents == {"home": None, "tableware": "home"}
    price = answer["facets"]["price"]
    assert (price["minPrice"], price["maxPrice"]) == ({"amount": "5.00"}, {"amount": "20.00"})
    assert (price["min"], price["max"], price["values"], price["exact"]) == (None, None, [], True)


@pytest.mark.usefixtures("shelf")
async def test_a_choice_reduces_all_counts_but_those_of_its_own_facet(shop: GraphQLClient) -> None:
    answer = await found(
        shop,
        'search: "cup", filter: { facets: [{ name: "brand", values: ["kiln"] }, '
        '{ name: "option:colour", values: ["Blue"] }] }',
        '["brand", "option:colour", "tag", "price"]',
    )
    assert answer["titles"] == ["Small cup"]
    assert answer["totalCount"] == 1
    assert counts(answer, "brand") == {"kiln": 1, "potter": 1}  # of what is blue
    assert counts(answer, "option:colour") == {"Blue": 1, "Red": 1}  # of Kiln's
    assert counts(answer, "tag") == {"new": 1}
    assert answer["facets"]["price"]["maxPrice"] == {"amount": "5.00"}
    selected = {value["value"]: value["selected"] for value in answer["facets"]["brand"]["values"]}
    assert selected == {"kiln": True, "potter": False}


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("choice", "titles"),
    [
        ('{ name: "brand", values: ["kiln", "potter"] }', ["Cup of clay", "Plate", "Small cup", "Tall cup"]),
        ('{ name: "category", values: ["tableware"] }', ["Cup of clay", "Small cup", "Tall cup"]),
        ('{ name: "category", values: ["home"] }', ["Cup of clay", "Plate", "Small cup", "Tall cup"]),
        ('{ name: "tag", values: ["gift", "none"] }', ["Cup of clay"]),
        ('{ name: "tag", values: ["none"] }', []),
        ('{ name: "price", min: "8", max: "12" }', ["Plate", "Tall cup"]),
        ('{ name: "price", max: "5" }', ["Small cup"]),
        ('{ name: "option:colour", values: ["Red"] }, { name: "type", values: ["plate"] }', ["Plate"]),
        ('{ name: "unknown", values: ["x"] }', []),
        ('{ name: "brand", values: ["a\\u0000"] }', []),
        ('{ name: "brand" }', ["Cup of clay", "Plate", "Small cup", "Tall cup"]),
    ],
)
async def test_choices_narrow_a_list_without_a_search(shop: GraphQLClient, choice: str, titles: list[str]) -> None:
    answer = await found(shop, f"filter: {{ facets: [{choice}] }}", '["brand"]')
    assert answer["titles"] == titles
    assert answer["totalCount"] == len(titles)


@pytest.mark.usefixtures("shelf")
async def test_a_chosen_span_of_prices_does_not_narrow_the_span_that_is_offered(shop: GraphQLClient) -> None:
    answer = await found(shop, 'filter: { facets: [{ name: "price", max: "8" }] }', '["price", "brand"]')
    assert answer["titles"] == ["Plate", "Small cup"]
    price = answer["facets"]["price"]
    assert (price["minPrice"], price["maxPrice"]) == ({"amount": "5.00"}, {"amount": "20.00"})
    assert counts(answer, "brand") == {"kiln": 1, "potter": 1}


@pytest.mark.usefixtures("shelf")
async def test_a_chosen_value_that_nothing_has_any_more_is_told(shop: GraphQLClient) -> None:
    answer = await found(
        shop, 'search: "plate", filter: { facets: [{ name: "brand", values: ["kiln"] }] }', '["brand"]'
    )
    assert answer["titles"] == []
    assert counts(answer, "brand") == {"potter": 1, "kiln": 0}


@pytest.mark.usefixtures("shelf")
async def test_labels_are_in_the_readers_language(shop: GraphQLClient) -> None:
    answer = await found(shop, 'search: "cup"', '["option:colour", "brand", "category"]', locale="zh-Hans")
    colour = answer["facets"]["option:colour"]
    assert colour["label"] == "颜色"
    assert {value["value"]: value["label"] for value in colour["values"]} == {"Blue": "蓝色", "Red": "红色"}
    assert answer["facets"]["brand"]["label"] == "品牌"
    labels = {value["value"]: value["label"] for value in answer["facets"]["category"]["values"]}
    assert labels == {"home": "家居", "tableware": "Tableware"}


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ('filter: { facets: [{ name: "brand", values: ["a"] }, { name: "brand", values: ["b"] }] }', "DUPLICATE_FACET"),
        ('filter: { tag: "a", facets: [{ name: "tag", values: ["b"] }] }', "DUPLICATE_FACET"),
        ('filter: { facets: [{ name: "price", min: "NaN" }] }', "INVALID_AMOUNT"),
        ('search: "cup", after: "x"', "INVALID_CURSOR"),
    ],
)
async def test_choices_that_make_no_sense_are_refused(shop: GraphQLClient, arguments: str, code: str) -> None:
    body = await shop.raw(f"{{ products(first: 5, {arguments}) {{ totalCount }} }}")
    assert body["errors"][0]["extensions"]["code"] == code


@pytest.mark.usefixtures("shelf")
async def test_what_left_the_channel_is_not_shown_even_before_the_index_knows(
    shop: GraphQLClient, catalogue: Any
) -> None:
    plate = (await catalogue.admin('{ product(slug: "plate") { id } }'))["product"]["id"]
    await catalogue.change("productUnpublish", {"id": plate, "channels": ["default"]}, "product { id }")
    assert (await found(shop, 'search: "plate"', "[]"))["titles"] == []
    await catalogue.index()
    assert (await found(shop, 'search: "plate"', "[]"))["totalCount"] == 0


@pytest.mark.usefixtures("shelf")
async def test_a_search_with_facets_costs_four_statements(shop: GraphQLClient, counted: Any) -> None:
    query = f"""{{ products(first: 24, search: "cup", filter: {{ facets: [{{ name: "brand", values: ["kiln"] }}] }},
        facets: ["brand", "category", "option:*", "price", "tag", "type", "availability"]) {{
        totalCount nodes {{ title priceRange {{ min {{ amount }} }} media {{ url }} }} pageInfo {{ hasNextPage }}
        corrections {{ typed searched }} {FACETS} }} }}"""
    async with counted() as statements:
        answer = await shop(query)
    assert answer["products"]["totalCount"] == 2
    assert len(statements.sent) <= 4


@pytest.mark.usefixtures("shelf")
async def test_staff_find_what_is_not_published_and_what_was_made_a_moment_ago(
    admin: GraphQLClient, catalogue: Any
) -> None:
    async def titles(search: str) -> list[str]:
        query = "query ($search: String) { products(first: 9, search: $search) { totalCount nodes { title } } }"
        answer = (await admin(query, {"search": search}))["products"]
        assert answer["totalCount"] == len(answer["nodes"])
        return sorted(node["title"] for node in answer["nodes"])

    assert await titles("hidden cups") == ["Hidden cup"]
    await catalogue.product("Brand-new teapot", publish=False, variants=[{"sku": "TP-77"}])
    assert await titles("teapot") == await titles("tp-77") == ["Brand-new teapot"]
    await catalogue.index()
    assert await titles("teapots") == await titles("tp-7") == ["Brand-new teapot"]
    assert await titles("%") == []
