"""Portico's product page shows what is said of a product, and what belongs beside its prices."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx
import pytest_asyncio
from fondaco.testing import GraphQLClient


def text(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest_asyncio.fixture(loop_scope="session")
async def cup(admin: GraphQLClient) -> dict[str, Any]:
    """A cup of which something of every kind is said, with a lid and on sale in two sizes."""

    async def change(mutation: str, data: dict[str, Any], selection: str) -> Any:
        payload = await admin.change(mutation, data, selection)
        assert payload["errors"] == [], payload["errors"]
        return payload

    async def product(title: str, **more: Any) -> Any:
        made = (await change("productCreate", {"title": title, **more}, "product { id slug variants { id } }"))[
            "product"
        ]
        await change("productPublish", {"id": made["id"], "channels": ["default"]}, "product { id }")
        return made

    price = [{"channel": "default", "price": "10.00"}]
    lid = await product("Lid", variants=[{"prices": price}])
    for data in (
        {"name": "Care", "kind": "TEXT", "translations": [{"locale": "zh-Hans", "name": "保养"}]},
        {"name": "Story", "kind": "RICH_TEXT"},
        {"name": "Height", "kind": "NUMBER", "unit": "cm"},
        {"name": "Oven", "kind": "BOOLEAN"},
        {"name": "Fired", "kind": "DATE"},
        {"name": "Glaze", "kind": "MULTI_CHOICE", "choices": [{"name": "Ash"}, {"name": "Iron"}]},
        {"name": "Manual", "kind": "FILE"},
        {"name": "Fits", "kind": "REFERENCE", "referenceTo": "PRODUCT"},
        {"name": "Secret", "kind": "TEXT", "visible": False},
        {"name": "Holds", "kind": "NUMBER", "unit": "ml"},
    ):
        await change("attributeCreate", data, "attribute { id }")
    codes = ["care", "story", "height", "oven", "fired", "glaze", "manual", "fits", "secret"]
    assigned: dict[str, Any] = {"name": "Cup", "attributes": [{"code": code} for code in codes]}
    assigned["attributes"].append({"code": "holds", "scope": "VARIANT"})
    type_ = (await change("productTypeCreate", assigned, "productType { id }"))["productType"]["id"]
    said = [
        {"code": "care", "text": "By <hand>", "translations": [{"locale": "zh-Hans", "text": "手洗"}]},
        {"code": "story", "html": "<p>Old<script>alert(1)</script></p>"},
        {"code": "height", "number": "7.5"},
        {"code": "oven", "boolean": True},
        {"code": "fired", "date": "2026-02-28"},
        {"code": "glaze", "choices": ["iron", "ash"]},
        {"code": "manual", "file": "https://example.com/cup.pdf"},
        {"code": "fits", "references": [lid["id"]]},
        {"code": "secret", "text": "Hidden"},
    ]
    sizes = [
        {"options": [size], "prices": price, "attributes": [{"code": "holds", "number": holds}]}
        for size, holds in (("S", "80"), ("L", "320"))
    ]
    options = [{"name": "Size", "values": ["S", "L"]}]
    made = await product("Cup", productTypeId=type_, attributes=said, options=options, variants=sizes)
    sale = {"name": "Sale", "title": "Summer sale", "channel": "default", "priority": 1}
    list_id = (await change("priceListCreate", sale, "priceList { id }"))["priceList"]["id"]
    small, large = (variant["id"] for variant in made["variants"])
    cut = {"listId": list_id, "variantId": small, "price": "8.00", "compareAt": "10.00"}
    many = {**cut, "minQuantity": 6, "price": "7.00"}
    await change("pricesSet", {"prices": [cut, many]}, "variants { id }")
    return {"id": made["id"], "large": large}


async def test_what_is_said_of_a_product_is_shown_in_order(http: httpx.AsyncClient, cup: dict[str, Any]) -> None:
    page = (await http.get("/products/cup")).text
    shown = text(page)
    expected = (
        "Details Care By <hand> Story Old Height 7.5 cm Oven Yes Fired 2026-02-28 Glaze Iron, Ash "
        "Manual Open the file Fits Lid"
    )
    assert expected in shown
    assert "Hidden" not in shown
    assert "alert(1)" not in page
    assert 'href="https://example.com/cup.pdf"' in html.unescape(page)
    assert 'href="/products/lid"' in html.unescape(page)
    chinese = text((await http.get("/zh-Hans/products/cup")).text)
    assert "详细信息 保养 手洗" in chinese


async def test_what_is_said_of_the_chosen_variant_is_shown_and_that_of_the_others_is_ready(
    http: httpx.AsyncClient, cup: dict[str, Any]
) -> None:
    page = (await http.get("/products/cup", params={"variant": cup["large"]})).text
    facts = re.findall(r'<dl class="facts" data-notes-of="([^"]+)"( hidden)?>(.*?)</dl>', page, re.DOTALL)
    assert [(id_ == cup["large"], bool(hidden), text(said).strip()) for id_, hidden, said in facts] == [
        (False, True, "Holds 80 ml"),
        (True, False, "Holds 320 ml"),
    ]


async def test_a_reduced_price_has_the_lowest_of_thirty_days_beside_it_and_what_many_cost(
    http: httpx.AsyncClient, admin: GraphQLClient, cup: dict[str, Any]
) -> None:
    page = (await http.get("/products/cup")).text
    (notes,) = re.findall(r'<div class="price-notes" data-notes-of="[^"]+">.*?</div>', page, re.DOTALL)
    assert text(notes).strip() == ("Summer sale Lowest price of the 30 days before: €10.00 From 6 pieces: €7.00 each")
    # of the other size there is nothing to be told
    other = (await http.get("/products/cup", params={"variant": cup["large"]})).text
    (hidden,) = re.findall(r'<div class="price-notes" data-notes-of="[^"]+"( hidden)?>', other)
    assert hidden == " hidden"
    assert "Only while stocks last" not in other
    payload = await admin.change("productTransition", {"id": cup["id"], "to": "PHASE_OUT"}, "product { id }")
    assert payload["errors"] == []
    assert "Only while stocks last" in (await http.get("/products/cup")).text
