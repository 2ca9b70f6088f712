"""Lists are narrowed by links and a form, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from html import unescape
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio
from fondaco.app import App, create_app
from fondaco.settings import Settings
from fondaco.testing import GraphQLClient
from fondaco.testing.databases import Databases
from fondaco_storefront.forms import FormError, coerce, nest
from fondaco_storefront.patterns import with_query
from graphql import build_schema


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def app(databases: Databases, test_settings: Settings) -> AsyncIterator[App]:
    """A shop with four cups of two brands in a category."""
    async with databases.running(create_app(msgspec.structs.replace(test_settings))) as running:
        headers = {"authorization": f"Bearer {test_settings.access.admin_token}"}
        transport = httpx.ASGITransport(app=running)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as http:
            await _fill(GraphQLClient(http, "admin", headers))
        indexer: Any = running.host.get("catalog")
        async with running.unit_of_work(running.system_context()) as uow:
            await indexer.indexer.index_queued(uow)
        yield running


async def _fill(admin: GraphQLClient) -> None:
    data = {"slug": "table", "name": "Table"}
    category = (await admin.change("categoryCreate", data, "category { id }"))["category"]["id"]
    for title, brand, colour, price in (
        ("Alder cup", "Kiln & Co", "Blue", "8.00"),
        ("Birch cup", "Kiln & Co", "Red", "12.00"),
        ("Cedar cup", "Potter", "Blue", "30.00"),
        ("Elm cup", "Potter", "Red", "31.00"),
    ):
        made = await admin.change(
            "productCreate",
            {"title": title, "brandName": brand, "categoryId": category, "options": [{"name": "Colour"}],
             "variants": [{"options": [colour], "prices": [{"channel": "default", "price": price}]}]},
            "product { id }",
        )  # fmt: skip
        await admin.change("productPublish", {"id": made["product"]["id"], "channels": ["default"]}, "product { id }")


def titles(page: str) -> str:
    """The first letters of the products on a page, sorted."""
    return "".join(sorted(re.findall(r'class="card-title">(\w)', page)))


@pytest.mark.parametrize("path", ["/search?q=cup&", "/categories/table?", "/zh-Hans/categories/table?"])
@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("", "ABCE"),
        ("f.brand=kiln-co", "AB"),
        ("f.brand=kiln-co&f.brand=potter&f.option:colour=Blue", "AC"),
        ("f.price.min=10&f.price.max=30", "BC"),
        ("f.price.min=&f.price.max=10&f.brand=", "A"),
        ("f.brand=none", ""),
        ("f.nothing=x", ""),
        ("f.a.b.c.d.e=x", "ABCE"),
    ],
)
async def test_what_is_chosen_in_the_address_narrows_the_list(
    http: httpx.AsyncClient, path: str, chosen: str, expected: str
) -> None:
    answer = await http.get(path + chosen)
    assert answer.status_code == 200
    assert titles(answer.text) == expected


@pytest.mark.parametrize("chosen", ["f=x", "f.price.min=abc", "f.brand=a&f.brand.min=NaN&f.price.max=NaN"])
async def test_choices_that_the_api_does_not_take_are_no_page(http: httpx.AsyncClient, chosen: str) -> None:
    assert (await http.get(f"/categories/table?{chosen}")).status_code == 404


async def test_each_choice_can_be_taken_back_and_stays_when_sorted_or_sent_again(http: httpx.AsyncClient) -> None:
    page = (await http.get("/search?q=cup&sort=PRICE_ASC&f.brand=kiln-co&f.brand=potter&f.price.max=30")).text
    links = [unescape(link) for link in re.findall(r'<a class="(?:chip|clear)" href="([^"]+)"', page)]
    found = {titles((await http.get(link)).text) for link in links}
    assert found == {"C", "AB", "ABCE"}
    assert len(links) == 4, "two brands, the span, and all"
    assert all("q=cup" in link and "sort=PRICE_ASC" in link for link in links)
    checked = re.findall(r'name="f\.brand" value="([^"]+)" checked', page)
    assert sorted(checked) == ["kiln-co", "potter"]
    assert '<input type="hidden" name="q" value="cup">' in page
    assert '<input type="hidden" name="sort" value="PRICE_ASC">' in page
    sorting = unescape(re.findall(r'href="([^"]*sort=NEWEST[^"]*)"', page)[0])
    assert titles((await http.get(sorting)).text) == "ABC"


async def test_counts_and_prices_are_shown_beside_the_choices(http: httpx.AsyncClient) -> None:
    page = (await http.get("/categories/table?f.brand=potter")).text
    rows = re.findall(r'name="f\.(brand|option:colour)" value="([^"]+)".*?class="tally">(\d+)', page, re.DOTALL)
    assert set(rows) == {
        ("brand", "kiln-co", "2"), ("brand", "potter", "2"), ("option:colour", "Blue", "1"),
        ("option:colour", "Red", "1"),
    }  # fmt: skip
    assert re.findall(r'id="f-price-min"[^>]*placeholder="([\d.]+)"', page) == ["30.00"]
    bucket = unescape(re.findall(r'<a href="([^"]*f\.price\.min=20[^"]*)"', page)[0])
    assert titles((await http.get(bucket)).text) == "CE"


async def test_the_page_has_no_script_or_style_of_its_own_and_labels_for_all_fields(http: httpx.AsyncClient) -> None:
    page = (await http.get("/categories/table")).text
    assert not re.search(r"<(script|style)(?![^>]*src=)[^>]*>", page)
    assert " style=" not in page
    for field in re.findall(r'<input id="(f-[^"]+)"', page):
        assert f'for="{field}"' in page


def test_names_of_an_address_become_a_list_of_choices() -> None:
    schema = build_schema("input F { name: String! values: [String!] min: Float } type Query { a(f: [F!]): Int }")
    type_ = schema.query_type.fields["a"].args["f"].type  # type: ignore[union-attr]
    given = {"f.brand": ["a", "b"], "f.price.min": "3", "f.1.name": "x", "q": "cup", "f.brand.x": "lost"}
    wrong: list[FormError] = []
    found = coerce(nest(given)["f"], type_, "f", wrong)
    assert found == [
        {"name": "x"}, {"name": "brand", "values": ["a", "b"]}, {"name": "price", "min": 3.0}
    ]  # fmt: skip
    assert wrong == []
    assert with_query("/s", {"f.brand": ["a", "b&"], "q": "", "x": None}) == "/s?f.brand=a&f.brand=b%26"
