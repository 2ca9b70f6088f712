"""Searches that match more than is ranked: the same products on the same pages, estimated totals, sampled facets."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import pytest
from fondaco.app import App
from fondaco.commerce import ProductSearch, ProductSort
from fondaco.db import PageArgs
from fondaco.ids import parse_global_id
from fondaco.testing import GraphQLClient
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.search import LEVELS, sample_level
from fondaco_catalog.model.text import sort_key
from fondaco_catalog.model.views import ProductCriteria
from fondaco_catalog.repository.products import list_products, list_products_by_ids, list_products_in
from fondaco_catalog.service.search import SearchEngine
from fondaco_catalog.settings import CatalogSettings


def engine(app: App, ranked: int = 3, counted: int = 2) -> SearchEngine:
    """An engine that gives up early on being exact."""
    return SearchEngine(Policy(app.channels, CatalogSettings(search_exact_matches=ranked, facet_exact_matches=counted)))


def search(app: App, text: str, sort: ProductSort, **more: Any) -> ProductSearch:
    return ProductSearch(text=text, channel=app.default_channel, locale="en", sort=sort, **more)


@pytest.fixture
async def shelf(catalogue: Any) -> list[str]:
    """Eleven products of which eight have the word in their title, and all have it somewhere."""
    ids = []
    for number in range(8):
        made = await catalogue.product(f"Cup {number}", slug=f"cup-{number}", price=f"{number % 3 + 1}.00")
        ids.append(made["id"])
    for number in range(3):
        made = await catalogue.product(f"Saucer {number}", tags=["cup"], price=f"{number + 1}.00")
        ids.append(made["id"])
    await catalogue.index()
    return ids


@pytest.mark.parametrize("text", ["cup", ""])
@pytest.mark.parametrize("sort", list(ProductSort))
@pytest.mark.parametrize("ranked", [1, 9, 100])
async def test_pages_hold_every_product_once_in_both_directions(
    app: App, shelf: list[str], text: str, sort: ProductSort, ranked: int
) -> None:
    # given: with 1 both parts are walked, with 9 titles are ranked and the rest walked, with 100 all are ranked
    found = engine(app, ranked)
    whole = [hit.id for hit in (await found.search(search(app, text, sort, size=50))).hits]
    # when
    forward, backward = [], []
    cursor, more = None, True
    while more:
        page = await found.search(search(app, text, sort, size=4, cursor=cursor))
        forward += [hit.id for hit in page.hits]
        cursor, more = page.hits[-1].cursor, page.has_next
    cursor, more = None, True
    while more:
        page = await found.search(search(app, text, sort, size=3, cursor=cursor, backward=True))
        backward = [hit.id for hit in page.hits] + backward
        cursor, more = page.hits[0].cursor, page.has_previous
    # then
    assert len(whole) == len(set(whole)) == len(shelf)
    assert forward == backward == whole
    if text and sort is ProductSort.RELEVANCE:
        saucers = {parse_global_id(id_, "Product") for id_ in shelf[8:]}
        assert set(whole[8:]) == saucers, "titles come first, however many match"


async def test_what_is_estimated_says_so(app: App, shelf: list[str]) -> None:
    few = await engine(app, 100, 100).search(search(app, "cup", ProductSort.RELEVANCE, facets=("tag", "price")))
    assert (few.total, few.exact) == (len(shelf), True)
    assert [(facet.name, facet.exact) for facet in few.facets] == [("tag", True), ("price", True)]
    many = await engine(app, 3, 2).search(search(app, "cup", ProductSort.RELEVANCE, facets=("tag", "price")))
    assert many.exact is False
    assert not any(facet.exact for facet in many.facets)


@pytest.mark.usefixtures("shelf")
async def test_what_is_pinned_comes_first_and_hidden_stays_hidden_however_many_match(
    app: App, catalogue: Any, shelf: list[str]
) -> None:
    rule = {"query": "cup", "pinned": [shelf[9], shelf[2]], "hidden": [shelf[0]]}
    await catalogue.change("searchRuleSet", rule, "rule { id }")
    pinned = [parse_global_id(id_, "Product") for id_ in rule["pinned"]]
    for ranked in (1, 9, 100):
        found = [hit.id for hit in (await engine(app, ranked).search(search(app, "cup", ProductSort.RELEVANCE))).hits]
        assert found[:2] == pinned
        assert len(found) == len(set(found)) == 10
        assert parse_global_id(shelf[0], "Product") not in found


@pytest.mark.parametrize("locale", ["en", "zh-Hans", "de"])
@pytest.mark.parametrize("text", ["cup", ""])
@pytest.mark.parametrize("backward", [False, True])
async def test_titles_are_in_the_readers_order_however_many_match(
    app: App, catalogue: Any, locale: str, text: str, backward: bool
) -> None:
    # given: titles of which some are translated, some have another order then
    for number in range(7):
        translations = [{"locale": "zh-Hans", "title": f"杯 {9 - number}"}] if number % 2 else []
        translations += [{"locale": "en", "title": f"The cup {number}"}] if number % 3 == 0 else []
        await catalogue.product(f"Cup {number}", slug=f"cup-{number}", translations=translations)
    await catalogue.index()
    asked = ProductSearch(text=text, channel=app.default_channel, locale=locale, sort=ProductSort.TITLE, size=50)
    whole = [hit.id for hit in (await engine(app, 100).search(asked)).hits]
    scope = Scope(channel=app.default_channel, locale=locale)
    # when
    walked, listed = [], []
    cursor, more = None, True
    while more:
        page = await engine(app, 1).search(msgspec.structs.replace(asked, size=2, cursor=cursor, backward=backward))
        ids = [hit.id for hit in page.hits]
        walked = [*ids, *walked] if backward else [*walked, *ids]
        cursor, more = page.hits[0 if backward else -1].cursor, page.has_previous if backward else page.has_next
    cursor, more = None, True
    while more:
        args = PageArgs(last=2, before=cursor) if backward else PageArgs(first=2, after=cursor)
        found = await list_products(scope, ProductCriteria(), ProductSort.TITLE, args)
        ids = [product.id for product in found.nodes]
        listed = [*ids, *listed] if backward else [*listed, *ids]
        cursor = found.start_cursor if backward else found.end_cursor
        more = found.has_previous_page if backward else found.has_next_page
    # then
    titles = [product.title for product in await list_products_by_ids(scope, whole) if product is not None]
    assert titles == sorted(titles, key=sort_key)
    assert len(titles) == 7
    assert walked == listed == whole


def test_samples_are_nested_and_halve() -> None:
    levels = [sample_level(UUID(int=number)) for number in range(20_000)]
    assert all(0 <= level < LEVELS for level in levels)
    for level in (1, 2, 3):
        share = sum(found >= level for found in levels) / len(levels)
        assert abs(share - 2**-level) < 0.01


@pytest.mark.parametrize(("most", "total", "exact"), [(11, 11, True), (10, 11, False), (3, 11, False)])
async def test_a_list_without_a_search_is_counted_as_far_as_a_search(
    shop: GraphQLClient, app: App, shelf: list[str], monkeypatch: pytest.MonkeyPatch, most: int, total: int, exact: bool
) -> None:
    monkeypatch.setattr(
        app.host.get("catalog"), "policy", Policy(app.channels, CatalogSettings(search_exact_matches=most))
    )
    # A sample of a catalogue as small as this one holds all of it.
    answer = (await shop("{ products(first: 2) { totalIsExact totalCount nodes { slug } } }"))["products"]
    assert (answer["totalCount"], answer["totalIsExact"], len(answer["nodes"])) == (total, exact, 2)
    tagged = '{ products(first: 2, filter: { tag: "cup" }) { totalIsExact totalCount } }'
    assert (await shop(tagged))["products"] == {"totalCount": 3, "totalIsExact": most >= 3}


async def test_counting_a_list_costs_one_statement_more(shop: GraphQLClient, counted: Any, shelf: list[str]) -> None:
    async with counted() as statements:
        await shop(
            "{ products(first: 20) { totalCount totalIsExact nodes { title variants { title } media { url } } } }"
        )
    assert len(statements.sent) == 4


@pytest.mark.parametrize("backward", [False, True])
async def test_a_category_is_in_the_order_of_titles_however_many_products_it_has(
    app: App, catalogue: Any, monkeypatch: pytest.MonkeyPatch, backward: bool
) -> None:
    # given
    home = await catalogue.category("Home")
    below = await catalogue.category("Table", parentId=home["id"])
    for number in range(7):
        translations = [{"locale": "en", "title": f"The cup {number}"}] if number % 3 == 0 else []
        place = (home, below)[number % 2]["id"]
        await catalogue.product(f"Cup {number}", slug=f"cup-{number}", translations=translations, categoryId=place)
    await catalogue.product("Cup elsewhere")
    scope = Scope(channel=app.default_channel, locale="en")
    ids = [parse_global_id(home["id"], "Category")]
    # when
    found = {}
    for many in (0, 100):
        monkeypatch.setattr("fondaco_catalog.repository.narrowing.MANY", many)
        titles: list[str] = []
        cursor, more = None, True
        while more:
            args = PageArgs(last=2, before=cursor) if backward else PageArgs(first=2, after=cursor)
            [page] = await list_products_in(scope, "category", ids, ProductSort.TITLE, args)
            read = [product.title for product in page.nodes]
            titles = [*read, *titles] if backward else [*titles, *read]
            cursor = page.start_cursor if backward else page.end_cursor
            more = page.has_previous_page if backward else page.has_next_page
        found[many] = titles
    # then
    assert found[0] == found[100] == ["Cup 1", "Cup 2", "Cup 4", "Cup 5", "The cup 0", "The cup 3", "The cup 6"]


@pytest.mark.usefixtures("shelf")
async def test_what_is_estimated_of_a_category_is_read_off_the_index(
    shop: GraphQLClient, app: App, catalogue: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = await catalogue.category("Home")
    below = await catalogue.category("Table", parentId=home["id"])
    for number in range(4):
        await catalogue.product(f"Bowl {number}", categoryId=(home, below)[number % 2]["id"])
    await catalogue.index()
    monkeypatch.setattr(
        app.host.get("catalog"), "policy", Policy(app.channels, CatalogSettings(search_exact_matches=1))
    )
    answer = await shop('{ category(slug: "home") { products(first: 2) { totalCount nodes { slug } } } }')
    assert answer["category"]["products"]["totalCount"] == 4
