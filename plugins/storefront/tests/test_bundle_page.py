"""A buyer puts a bundle together on Portico's product page, without a script."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.settings import Settings
from fondaco.testing import GraphQLClient

SAME_SITE = {"sec-fetch-site": "same-origin"}


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any], test_settings: Settings) -> AsyncIterator[App]:
    """A shop with a payment provider and Portico."""
    plugins = {**test_settings.plugins, "checkout": {"test_provider": True}}
    made: App = await make_app(settings=lambda found: msgspec.structs.replace(found, plugins=plugins))
    return made


@pytest_asyncio.fixture(loop_scope="session")
async def hamper(admin: GraphQLClient) -> dict[str, str]:
    """A hamper at 20.00 with a basket, one wine of two of which the white one costs 3.00 more, and up to two sweets."""
    ids: dict[str, str] = {}
    for name in ("basket", "red", "white", "fudge", "mint", "hamper"):
        prices = [{"channel": "default", "price": "20.00"}]
        data = {"title": name.title(), "slug": name, "variants": [{"sku": name.upper(), "prices": prices}]}
        made = (await admin.change("productCreate", data, "product { id variants { id } }"))["product"]
        await admin.change("productPublish", {"id": made["id"], "channels": ["default"]}, "product { id }")
        ids[name] = made["variants"][0]["id"]
    more = [{"channel": "default", "amount": "3.00"}]
    wines = [{"variantId": ids["red"]}, {"variantId": ids["white"], "amounts": more}]
    sweets = [{"variantId": ids["fudge"]}, {"variantId": ids["mint"]}]
    data = {
        "variantId": ids["hamper"],
        "components": [{"variantId": ids["basket"]}],
        "slots": [
            {"name": "Wine", "choices": wines},
            {"name": "Sweets", "choices": sweets, "minimum": 0, "maximum": 2, "repeatable": True},
        ],
    }
    payload = await admin.change("bundleSet", data, "variant { bundle { slots { choices { id } } } }")
    assert payload["errors"] == []
    _, wine, sweet = payload["variant"]["bundle"]["slots"]
    found = zip(("red", "white", "fudge", "mint"), [*wine["choices"], *sweet["choices"]], strict=True)
    return {"variant": ids["hamper"], **{name: choice["id"] for name, choice in found}}


def picked(page: str) -> list[str]:
    """The wines that are chosen."""
    return re.findall(r'<input type="radio" [^>]*name="choices.0.id" value="([^"]+)" checked>', page)


def text(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


async def test_a_page_lets_a_buyer_choose_and_the_cart_shows_what_they_chose(
    http: httpx.AsyncClient, hamper: dict[str, str]
) -> None:
    page = (await http.get("/products/hamper")).text
    shown = text(page)
    assert "from €20.00" in shown
    assert "White + €3.00" in shown
    assert "choose 0 to 2" in shown
    assert picked(page) == [hamper["red"]], "the first that is available is chosen"
    data = {
        "slug": "hamper",
        "variant": hamper["variant"],
        "quantity": "2",
        "choices.0.id": hamper["white"],
        "choices.100.id": hamper["fudge"],
        "choices.100.quantity": "0",
        "choices.101.id": hamper["mint"],
        "choices.101.quantity": "2",
    }
    added = await http.post("/cart/add", data=data, headers=SAME_SITE)
    assert (added.status_code, added.headers.get("location")) == (303, "/cart")
    cart = text((await http.get("/cart")).text)
    assert "1 × Basket 1 × White 2 × Mint" in cart
    assert "€23.00" in cart
    assert "€46.00" in cart


@pytest.mark.parametrize(("language", "said"), [("", "Choose more"), ("/zh-Hans", "请再选择")])
async def test_a_choice_that_cannot_be_made_is_shown_at_the_choices(
    http: httpx.AsyncClient, hamper: dict[str, str], language: str, said: str
) -> None:
    data = {"slug": "hamper", "variant": hamper["variant"], "quantity": "1"}
    data |= {"choices.100.id": hamper["fudge"], "choices.100.quantity": "1"}
    refused = await http.post(f"{language}/cart/add", data=data, headers=SAME_SITE)
    assert refused.status_code == 422
    assert re.search(rf'<p class="problem" id="choices-problem">{said}', refused.text)
    assert re.search(rf'<a href="#choices">{said}', refused.text)
    assert 'name="choices.100.quantity" type="number" inputmode="numeric" min="0" max="2" value="1"' in refused.text


async def read(http: httpx.AsyncClient, address: str) -> str:
    return html.unescape((await http.get(address)).text)


async def put_in_cart(http: httpx.AsyncClient, hamper: dict[str, str]) -> str:
    """Two hampers with white wine and one mint; returns where their choices are changed."""
    data = {"slug": "hamper", "variant": hamper["variant"], "quantity": "2", "choices.0.id": hamper["white"]}
    data |= {"choices.101.id": hamper["mint"], "choices.101.quantity": "1"}
    assert (await http.post("/cart/add", data=data, headers=SAME_SITE)).status_code == 303
    [link] = re.findall(r'href="(/products/hamper\?line=[^"]+)#choices"', await read(http, "/cart"))
    found: str = link
    return found


def field(page: str, name: str) -> str:
    """The value of a hidden field or of a number."""
    [tag] = re.findall(rf'<input [^>]*name="{re.escape(name)}"[^>]*>', page)
    return re.findall(r'value="([^"]*)"', tag)[0]


async def test_the_choices_of_a_line_are_changed_on_the_page_of_its_product(
    http: httpx.AsyncClient, hamper: dict[str, str]
) -> None:
    link = await put_in_cart(http, hamper)
    page = await read(http, link)
    assert picked(page) == [hamper["white"]]
    assert [field(page, f"choices.{number}.quantity") for number in (100, 101)] == ["0", "1"]
    assert field(page, "quantity") == "2"
    assert 'action="/cart/change"' in page
    assert re.search(r'<link rel="canonical" href="[^"?]+/products/hamper">', page), "no page of its own to a robot"
    data = {"slug": "hamper", "line": field(page, "line"), "variant": field(page, "variant"), "quantity": "3"}
    changed = await http.post("/cart/change", data={**data, "choices.0.id": hamper["red"]}, headers=SAME_SITE)
    assert (changed.status_code, changed.headers["location"]) == (303, "/cart")
    cart = text((await http.get("/cart")).text)
    assert "1 × Basket 1 × Red Change choices" in cart, "what is left out is not chosen any more"
    assert "€60.00" in cart


async def test_a_change_that_cannot_be_made_is_shown_where_it_was_tried(
    http: httpx.AsyncClient, hamper: dict[str, str]
) -> None:
    link = await put_in_cart(http, hamper)
    line = field(await read(http, link), "line")
    data = {"slug": "hamper", "line": line, "variant": hamper["variant"], "quantity": "1"}
    data |= {"choices.100.id": hamper["fudge"], "choices.100.quantity": "2"}
    refused = await http.post("/cart/change", data=data, headers=SAME_SITE)
    assert refused.status_code == 422
    assert re.search(r'<p class="problem" id="choices-problem">Choose more', refused.text)
    assert field(refused.text, "choices.100.quantity") == "2"
    assert 'action="/cart/change"' in html.unescape(refused.text)
    assert field(refused.text, "line") == line
    assert "1 × White 1 × Mint" in text((await http.get("/cart")).text)


async def test_a_line_that_is_not_there_leaves_the_page_as_it_is(
    http: httpx.AsyncClient, hamper: dict[str, str]
) -> None:
    assert 'action="/cart/add"' in await read(http, "/products/hamper?line=nonsense")
    link = await put_in_cart(http, hamper)
    assert 'action="/cart/add"' in await read(http, link.replace("/hamper", "/basket"))


@pytest.mark.parametrize(
    ("language", "said", "problem"), [("", "Total €46.00", "Choose more"), ("/zh-Hans", "合计 €46.00", "请再选择")]
)
async def test_a_price_is_asked_for_what_is_chosen_so_far(
    http: httpx.AsyncClient, hamper: dict[str, str], language: str, said: str, problem: str
) -> None:
    query = {"slug": "hamper", "variant": hamper["variant"], "quantity": "2", "choices.0.id": hamper["white"]}
    asked = await http.get(f"{language}/quote", params=query)
    assert (asked.status_code, asked.headers["cache-control"]) == (200, "private, no-store")
    assert said in text(asked.text)
    assert 'data-unit="€23.00"' in asked.text
    del query["choices.0.id"]
    assert problem in text((await http.get(f"{language}/quote", params=query)).text)
    assert (await http.get(f"{language}/quote", params={"variant": "nonsense"})).status_code == 404
