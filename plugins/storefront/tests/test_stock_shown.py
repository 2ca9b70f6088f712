"""What Portico says of stock, on the product page and in the cart; and that it does without."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.testing import GraphQLClient, all_heard

SAME_SITE = {"sec-fetch-site": "same-origin"}
ADDRESS = {"country": "DE", "name": "Store", "line1": "Harbour 1", "city": "Hamburg", "postalCode": "20457"}
KINDS = ("few", "none", "soon", "many")


@pytest_asyncio.fixture(loop_scope="session")
async def stocked(app: App, admin: GraphQLClient) -> dict[str, str]:
    """A cup of four sizes: of one there are three, of one none, one is to come in, and of one there are plenty."""

    async def change(mutation: str, data: dict[str, Any], selection: str) -> Any:
        payload = await admin.change(mutation, data, selection)
        assert payload["errors"] == [], payload["errors"]
        return payload

    price = [{"channel": "default", "price": "5.00"}]
    data = {
        "title": "Cup",
        "slug": "cup",
        "options": [{"name": "Size", "values": list(KINDS)}],
        "variants": [{"sku": kind, "options": [kind], "prices": price} for kind in KINDS],
    }
    made = (await change("productCreate", data, "product { id variants { id sku } }"))["product"]
    await change("productPublish", {"id": made["id"], "channels": ["default"]}, "product { id }")
    ids = {variant["sku"]: variant["id"] for variant in made["variants"]}
    at = {"code": "main", "name": "Main", "address": ADDRESS}
    warehouse = (await change("warehouseCreate", at, "warehouse { id }"))["warehouse"]["id"]
    for kind, pieces in (("few", 3), ("many", 50)):
        received = {"sellableId": ids[kind], "warehouseId": warehouse, "operation": "RECEIVE", "quantity": pieces}
        await change("stockChange", received, "item { id }")
    await change("stockItemUpdate", {"sellableId": ids["none"], "policy": "DENY"}, "item { id }")
    soon = {"sellableId": ids["soon"], "policy": "PREORDER", "promisedOn": "2031-05-09"}
    await change("stockItemUpdate", soon, "item { id }")
    await all_heard(app)
    return ids


def shown(page: str) -> str:
    """What the chosen variant says of its stock."""
    (said,) = re.findall(r'<p class="stock[^>]*data-stock>([^<]*)</p>', page)
    return html.unescape(said)


def button(page: str) -> tuple[str, bool]:
    """What the button says, and whether it can be pressed."""
    found = re.search(r"data-add-button( disabled)?>([^<]*)</button>", page)
    assert found is not None
    return html.unescape(found[2]), found[1] is None


@pytest.mark.parametrize(
    ("kind", "english", "chinese"),
    [
        ("few", "Only 3 left", "仅剩 3 件"),
        ("none", "Sold out", "已售罄"),
        ("soon", "Preorder: expected on May 9, 2031", "预售：预计 2031年5月9日 到货"),
        ("many", "In stock", "有货"),
    ],
)
async def test_a_product_page_says_how_many_there_are(
    http: httpx.AsyncClient, stocked: dict[str, str], kind: str, english: str, chinese: str
) -> None:
    page = (await http.get("/products/cup", params={"variant": stocked[kind]})).text
    assert shown(page) == english
    assert button(page) == (("Sold out", False) if kind == "none" else ("Add to cart", True))
    assert shown((await http.get("/zh-Hans/products/cup", params={"variant": stocked[kind]})).text) == chinese


async def test_the_list_of_variants_says_it_of_each_and_one_that_is_there_is_chosen_first(
    http: httpx.AsyncClient, admin: GraphQLClient, app: App, stocked: dict[str, str]
) -> None:
    page = (await http.get("/products/cup")).text
    options = {
        found[1]: (found[0], html.unescape(found[2]))
        for found in re.findall(r'<option [^>]*data-available="(\w+)"[^>]*data-values="(\w+)">([^<]*)</option>', page)
    }
    assert options == {
        "few": ("yes", "few – €5.00 – Only 3 left"),
        "none": ("no", "none – €5.00 – Sold out"),
        "soon": ("yes", "soon – €5.00 – Preorder: expected on May 9, 2031"),
        "many": ("yes", "many – €5.00"),
    }
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    assert json.loads(found[1])["offers"]["availability"] == "https://schema.org/InStock"
    gone = {"sellableId": stocked["few"], "tracked": True, "policy": "DENY"}
    assert (await admin.change("stockItemUpdate", gone, "item { id levels { warehouse { id } } }"))["errors"] == []
    warehouse = (await admin("{ warehouses(first: 1) { nodes { id } } }"))["warehouses"]["nodes"][0]["id"]
    counted = {"sellableId": stocked["few"], "warehouseId": warehouse, "operation": "COUNT", "quantity": 0}
    assert (await admin.change("stockChange", counted, "item { id }"))["errors"] == []
    await all_heard(app)
    page = (await http.get("/products/cup")).text
    assert shown(page).startswith("Preorder"), "neither of those that are sold out"


async def test_a_cart_says_it_of_its_lines(
    http: httpx.AsyncClient, admin: GraphQLClient, app: App, stocked: dict[str, str]
) -> None:
    for kind in ("few", "soon", "many"):
        data = {"slug": "cup", "variant": stocked[kind], "quantity": "1"}
        answer = await http.post("/cart/add", data=data, headers=SAME_SITE)
        assert answer.status_code == 303, answer.text
    page = html.unescape((await http.get("/cart")).text)
    assert re.findall(r'<p class="line-subtitle stock[^>]*>([^<]*)</p>', page) == [
        "Only 3 left",
        "Preorder: expected on May 9, 2031",
    ]
    warehouse = (await admin("{ warehouses(first: 1) { nodes { id } } }"))["warehouses"]["nodes"][0]["id"]
    counted = {"sellableId": stocked["few"], "warehouseId": warehouse, "operation": "COUNT", "quantity": 0}
    assert (await admin.change("stockChange", counted, "item { id }"))["errors"] == []
    await all_heard(app)
    assert "This is sold out. Remove it to go on." in html.unescape((await http.get("/cart")).text)


class TestWithoutLogistics:
    """A shop in which nobody counts."""

    @pytest_asyncio.fixture(loop_scope="session")
    async def app(self, make_app: Callable[..., Any]) -> App:
        """Portico without logistics."""
        made: App = await make_app(enabled=["catalog", "checkout", "storefront"])
        return made

    async def test_nothing_is_said_of_stock(self, http: httpx.AsyncClient, admin: GraphQLClient) -> None:
        variants = [{"sku": "CUP", "prices": [{"channel": "default", "price": "5.00"}]}]
        data = {"title": "Cup", "slug": "cup", "variants": variants}
        made = (await admin.change("productCreate", data, "product { id variants { id } }"))["product"]
        await admin.change("productPublish", {"id": made["id"], "channels": ["default"]}, "product { id }")
        page = (await http.get("/products/cup")).text
        assert "data-stock" not in page
        assert button(page) == ("Add to cart", True)
        bought = {"slug": "cup", "variant": made["variants"][0]["id"], "quantity": "1"}
        assert (await http.post("/cart/add", data=bought, headers=SAME_SITE)).status_code == 303
        cart = await http.get("/cart")
        assert cart.status_code == 200
        assert 'class="line-subtitle stock' not in cart.text
