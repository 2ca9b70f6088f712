"""Lists: search, filters, orders, pages."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.testing import GraphQLClient


async def titles(shop: GraphQLClient, arguments: str, locale: str = "en") -> list[str]:
    found = (
        await shop(f"{{ products(first: 50, {arguments}) {{ nodes {{ title }} totalCount }} }}", fondaco_locale=locale)
    )["products"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


@pytest.fixture
async def shelf(catalogue: Any) -> None:
    """A few products whose words overlap."""
    await catalogue.product("Blue Cup", brandName="Kiln & Co", tags=["glazed"], productTypeName="Mug")
    await catalogue.product(
        "Plate", tags=["blue"], translations=[{"locale": "zh-Hans", "title": "青花瓷盘", "description": "<p>手工</p>"}]
    )
    await catalogue.product(
        "100% Wool_Scarf", variants=[{"sku": "WS-\\1", "prices": [{"channel": "default", "price": "9"}]}]
    )
    await catalogue.product("Café Crème", brandName="Blue Door")
    await catalogue.product("Blueberry Jam")
    await catalogue.index()


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("blue", {"Blue Cup", "Plate", "Café Crème", "Blueberry Jam"}),
        ("BLUE cup", {"Blue Cup"}),
        ("ｂｌｕｅ　ｃｕｐ", {"Blue Cup"}),
        ("cup kiln mug glazed", {"Blue Cup"}),
        ("cup nothing", set()),
        ("青花", {"Plate"}),
        ("瓷盘", {"Plate"}),
        ("盘", {"Plate"}),
        ("手工", {"Plate"}),
        ("青盘", set()),
        ("crème", {"Café Crème"}),
        ("cre\u0300me", {"Café Crème"}),
        ("100%", {"100% Wool_Scarf"}),
        ("%", set()),
        ("_", set()),
        ("b_ue", set()),
        ("b%e", set()),
        ("\\\\", set()),
        ("ws-\\\\1", {"100% Wool_Scarf"}),
        ("\\u0000", set()),
        ("'; DROP TABLE catalog.product; --", set()),
        ("", {"Blue Cup", "Plate", "100% Wool_Scarf", "Café Crème", "Blueberry Jam"}),
        ("   ", {"Blue Cup", "Plate", "100% Wool_Scarf", "Café Crème", "Blueberry Jam"}),
    ],
)
async def test_every_word_of_a_search_has_to_occur(shop: GraphQLClient, search: str, expected: set[str]) -> None:
    assert set(await titles(shop, f'search: "{search}"')) == expected


@pytest.mark.usefixtures("shelf")
async def test_relevance_puts_titles_first_and_exact_ones_before_them(shop: GraphQLClient, catalogue: Any) -> None:
    await catalogue.product("Blue")
    await catalogue.product("Very Blue Lamp")
    await catalogue.index()
    found = await titles(shop, 'search: "blue", sort: RELEVANCE')
    # The word itself comes before words that begin with it, and both before what is only said of a product.
    assert found == ["Blue", "Very Blue Lamp", "Blue Cup", "Blueberry Jam", "Café Crème", "Plate"]


async def test_words_that_stand_together_come_before_words_that_are_apart(shop: GraphQLClient, catalogue: Any) -> None:
    await catalogue.product("Tea time party bunting")
    await catalogue.product("Paper bunting vintage party")
    await catalogue.product("Party bunting")
    await catalogue.index()
    found = await titles(shop, 'search: "party bunting"')
    assert found == ["Party bunting", "Tea time party bunting", "Paper bunting vintage party"]


async def test_titles_sort_without_regard_to_case_and_accents_and_chinese_by_its_sound(
    shop: GraphQLClient, catalogue: Any
) -> None:
    for title in ("Zebra", "apple", "Éclair", "Banana"):
        await catalogue.product(
            title,
            translations=[
                {
                    "locale": "zh-Hans",
                    "title": {"Zebra": "斑马", "apple": "苹果", "Éclair": "闪电泡芙", "Banana": "香蕉"}[title],
                }
            ],
        )
    assert await titles(shop, "sort: TITLE") == ["apple", "Banana", "Éclair", "Zebra"]
    chinese = await titles(shop, "sort: TITLE", locale="zh-Hans")
    assert chinese == ["斑马", "苹果", "闪电泡芙", "香蕉"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('minPrice: "10"', ["Mid", "Span", "High"]),
        ('maxPrice: "10"', ["Low", "Mid", "Span"]),
        ('minPrice: "10", maxPrice: "10"', ["Mid"]),
        ('minPrice: "9.991", maxPrice: "10.009"', ["Mid"]),
        ('minPrice: "6", maxPrice: "19"', ["Mid"]),
        ('minPrice: "20", maxPrice: "5"', []),
        ('maxPrice: "1e40"', ["Low", "Mid", "Span", "High"]),
        ('minPrice: "-5"', ["Low", "Mid", "Span", "High"]),
        ('brands: ["kiln"]', ["Mid"]),
        ('brands: ["Kiln", "a\\u0000"]', []),
        ('tag: "new"', ["Low", "High"]),
        ('tag: "new", maxPrice: "3"', ["Low"]),
        ('tag: "a\\u0000"', []),
    ],
)
async def test_filters_narrow_a_list(shop: GraphQLClient, catalogue: Any, given: str, expected: list[str]) -> None:
    await catalogue.product("Low", price="2.00", tags=["new"])
    await catalogue.product("Mid", price="10.00", brandName="Kiln")
    await catalogue.product(
        "Span",
        options=[{"name": "Size"}],
        variants=[
            {"options": [str(amount)], "prices": [{"channel": "default", "price": str(amount)}]} for amount in (5, 20)
        ],
    )
    await catalogue.product("High", price="100.00", tags=["new", "dear"])
    found = await titles(shop, f"filter: {{ {given} }}")
    assert sorted(found, key=["Low", "Mid", "Span", "High"].index) == expected


async def test_a_filter_by_category_reaches_below_it(shop: GraphQLClient, catalogue: Any) -> None:
    top = await catalogue.category("Top")
    below = await catalogue.category("Below", parentId=top["id"])
    await catalogue.product("A", categoryId=top["id"])
    await catalogue.product("B", categoryId=below["id"])
    product = await catalogue.product("C")
    collection = await catalogue.collection("Best", [product["id"]])
    assert await titles(shop, f'sort: TITLE, filter: {{ categoryId: "{top["id"]}" }}') == ["A", "B"]
    assert await titles(shop, f'filter: {{ categoryId: "{below["id"]}" }}') == ["B"]
    assert await titles(shop, f'filter: {{ collectionId: "{collection["id"]}" }}') == ["C"]


@pytest.mark.parametrize("sort", ["NEWEST", "TITLE", "PRICE_ASC", "PRICE_DESC", "RELEVANCE", "BEST_SELLING"])
async def test_pages_hold_every_product_once_in_both_directions(shop: GraphQLClient, catalogue: Any, sort: str) -> None:
    # given titles and prices that repeat
    for number in range(7):
        await catalogue.product(f"Cup {number % 3}", slug=f"cup-{number}", price=f"{number % 2 + 1}.00")
    await catalogue.index()
    query = """query ($first: Int, $after: String, $last: Int, $before: String, $sort: ProductSort!) {
        products(first: $first, after: $after, last: $last, before: $before, search: "cup", sort: $sort) {
            nodes { slug } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }"""
    whole = [node["slug"] for node in (await shop(query, {"first": 50, "sort": sort}))["products"]["nodes"]]
    # when
    forward: list[str] = []
    cursor, more = None, True
    while more:
        page = (await shop(query, {"first": 2, "after": cursor, "sort": sort}))["products"]
        forward += [node["slug"] for node in page["nodes"]]
        cursor, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    backward: list[str] = []
    cursor, more = None, True
    while more:
        page = (await shop(query, {"last": 3, "before": cursor, "sort": sort}))["products"]
        backward = [node["slug"] for node in page["nodes"]] + backward
        cursor, more = page["pageInfo"]["startCursor"], page["pageInfo"]["hasPreviousPage"]
    # then
    assert len(whole) == 7
    assert forward == backward == whole


async def test_a_collection_is_paged_in_its_own_order(shop: GraphQLClient, catalogue: Any) -> None:
    ids = [(await catalogue.product(f"P{number}"))["id"] for number in range(4)]
    await catalogue.collection("Best", [ids[2], ids[0], ids[3], ids[1]])
    query = """query ($after: String) { collection(slug: "best") { products(first: 3, after: $after) {
        nodes { title } pageInfo { endCursor } totalCount } } }"""
    first = (await shop(query))["collection"]["products"]
    second = (await shop(query, {"after": first["pageInfo"]["endCursor"]}))["collection"]["products"]
    assert [node["title"] for node in first["nodes"] + second["nodes"]] == ["P2", "P0", "P3", "P1"]
    assert first["totalCount"] == second["totalCount"] == 4


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("", "PAGE_SIZE_REQUIRED"),
        ("first: 101", "PAGE_SIZE_TOO_LARGE"),
        ("first: -1", "INVALID_INPUT"),
        ('first: 1, after: "x"', "INVALID_CURSOR"),
        (
            'first: 1, sort: TITLE, after: "WyJhXHUwMDAwIiwiMDE5MDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIl0"',
            "INVALID_CURSOR",
        ),
        ('first: 1, filter: { categoryId: "x" }', "INVALID_ID"),
        ('first: 1, filter: { minPrice: "NaN" }', "INVALID_AMOUNT"),
    ],
)
async def test_arguments_that_make_no_sense_are_refused(shop: GraphQLClient, arguments: str, code: str) -> None:
    body = await shop.raw(f"{{ products({arguments or 'search: null'}) {{ nodes {{ id }} }} }}")
    assert body["errors"][0]["extensions"]["code"] == code


async def test_a_slug_that_cannot_be_stored_is_simply_not_there(shop: GraphQLClient) -> None:
    query = """query ($slug: String) {
        product(slug: $slug) { id } category(slug: $slug) { id } collection(slug: $slug) { id } }"""
    assert await shop(query, {"slug": "a\x00"}) == {"product": None, "category": None, "collection": None}
