"""The checkout of the guide for front-end teams, run as it is written."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import msgspec
import pytest_asyncio
from docs_pages import DOCS, blocks
from fondaco.app import App
from fondaco.testing import GraphQLClient
from fondaco.testing.pytest_plugin import AppFactory

GUIDE = DOCS / "guides" / "front-end.md"


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    """A shop that offers test cards."""
    checkout = {"checkout": {"test_provider": True}}
    return await make_app(settings=lambda settings: msgspec.structs.replace(settings, plugins=checkout))


def steps() -> list[tuple[str, str]]:
    """Each document of the walk-through with its variables."""
    found = [block for block in blocks("graphql", "json") if block.page == GUIDE]
    first = next(index for index, block in enumerate(found) if "mutation CartCreate(" in block.text)
    pairs = zip(found[first::2], found[first + 1 :: 2], strict=True)
    return [(document.text, variables.text) for document, variables in pairs]


async def product(admin: GraphQLClient) -> str:
    """Sells a mug for 12.50 EUR; returns the id of its only variant."""
    created = await admin.change(
        "productCreate",
        {
            "slug": "mug",
            "title": "Mug",
            "tags": ["kitchen"],
            "variants": [{"sku": "MUG-1", "prices": [{"channel": "default", "price": "12.50"}]}],
        },
        "product { id variants { id } }",
    )
    assert created["errors"] == []
    made = created["product"]
    published = await admin.change("productPublish", {"id": made["id"], "channels": ["default"]}, "product { id }")
    assert published["errors"] == []
    variant: str = made["variants"][0]["id"]
    return variant


async def test_the_checkout_of_the_guide_ends_with_an_order(shop: GraphQLClient, admin: GraphQLClient) -> None:
    known = {"VARIANT_ID": await product(admin)}
    answers: dict[str, Any] = {}
    for document, variables in steps():
        filled = json.loads(re.sub("|".join(known), lambda found: known[found[0]], variables))
        data = await shop(document, filled)
        for name, answer in data.items():
            answers[name] = answer
            assert answer.get("errors", []) == [], document
        if "CART_ID" not in known:
            known["CART_ID"] = data["cartCreate"]["cart"]["id"]
            assert set(data["cartCreate"]["cart"]["missing"]) == {"EMAIL", "SHIPPING_ADDRESS", "DELIVERY_OPTION"}
        if "cartComplete" in data:
            known["ORDER_TOKEN"] = data["cartComplete"]["order"]["token"]
    assert answers["cartDeliveryOptionSelect"]["cart"]["missing"] == []
    assert answers["cartComplete"]["cart"]["state"] == "COMPLETED"
    assert answers["order"]["totals"]["total"] == {"amount": "29.90", "currencyCode": "EUR"}
    assert answers["order"]["lines"][0]["quantity"] == 2


async def test_the_other_documents_of_the_guide_answer(shop: GraphQLClient, admin: GraphQLClient) -> None:
    await product(admin)
    documents = {
        found[1]: block.text
        for block in blocks("graphql")
        if block.page == GUIDE and (found := re.match(r"query (\w+)", block.text))
    }
    assert (await shop(documents["Hello"]))["shop"]["channel"]["slug"] == "default"
    listed = await shop(documents["ProductList"])
    assert [node["slug"] for node in listed["products"]["nodes"]] == ["mug"]
    shown = await shop(documents["ProductPage"], {"slug": "mug"})
    assert shown["product"]["variants"][0]["price"] == {"amount": "12.50", "currencyCode": "EUR"}
    again = await shop(documents["Again"], {"id": shown["product"]["id"]})
    assert again["node"]["title"] == "Mug"


async def test_a_quantity_of_zero_is_refused_as_the_guide_says(shop: GraphQLClient, admin: GraphQLClient) -> None:
    variant = await product(admin)
    made = await shop.change("cartCreate", {}, "cart { id }")
    refused = await shop.change(
        "cartLinesAdd",
        {"cartId": made["cart"]["id"], "lines": [{"sellableId": variant, "quantity": 0}]},
        "cart { id }",
    )
    example = next(block for block in blocks("json") if block.page == GUIDE and '"data"' in block.text)
    assert {"data": {"cartLinesAdd": refused}} == json.loads(example.text)


async def test_limits_are_refused_with_the_codes_of_the_guide(shop: GraphQLClient) -> None:
    deep = "{ categories " + "{ children " * 16 + "{ id }" + " }" * 16 + " }"
    aliases = "{ " + " ".join(f"a{index}: __typename" for index in range(51)) + " }"
    tokens = "{ " + "shop { name } " * 1001 + "}"
    items = (
        "{ products(first: 100) { nodes { variants { id } collections { products(first: 100) { nodes { id } } } } } }"
    )
    for document, code in (
        (deep, "QUERY_TOO_DEEP"),
        (aliases, "TOO_MANY_ALIASES"),
        (tokens, "QUERY_TOO_LONG"),
        (items, "QUERY_TOO_EXPENSIVE"),
    ):
        body = await shop.raw(document)
        assert body["errors"][0]["extensions"]["code"] == code
    body = await shop.raw("{ products(first: 101) { nodes { id } } }")
    assert body["errors"][0]["extensions"]["code"] == "PAGE_SIZE_TOO_LARGE"


async def test_http_answers_as_the_guide_says(http: httpx.AsyncClient) -> None:
    address, hello = "/graphql/shop", {"query": "{ shop { locale channel { slug } } }"}
    spoken = {"zh-CN": "zh-Hans", "de-AT, en;q=0.5": "en", "fr": "en"}
    for wanted, given in spoken.items():
        answer = await http.post(address, json=hello, headers={"Fondaco-Locale": wanted})
        assert answer.json()["data"]["shop"]["locale"] == given

    answer = await http.post(address, json=hello, headers={"X-Request-ID": "abc.1"})
    assert answer.headers["x-request-id"] == "abc.1"
    assert "fondaco-session" not in answer.headers

    answer = await http.post(address, json=hello, headers={"Fondaco-Channel": "moon"})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "UNKNOWN_CHANNEL")
    answer = await http.post(address, json=hello, headers={"Authorization": "Bearer nobody"})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "UNAUTHENTICATED")

    answer = await http.get(address, params={"query": "mutation { cartCreate(input: {}) { cart { id } } }"})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (405, "OPERATION_NOT_ALLOWED")
    answer = await http.get(address, params=hello)
    assert answer.status_code == 200

    refused = {"query": "{ nothing }"}
    assert (await http.post(address, json=refused)).status_code == 200
    strict = {"Accept": "application/graphql-response+json"}
    assert (await http.post(address, json=refused, headers=strict)).status_code == 400
    assert (await http.post(address, content=b"query=1", headers={"Content-Type": "text/plain"})).status_code == 415
    large = {"query": "#" + "x" * 1_000_001}
    assert (await http.post(address, json=large)).status_code == 413


async def test_a_session_travels_as_the_guide_says(http: httpx.AsyncClient) -> None:
    address = "/graphql/shop"
    create = {"query": "mutation { cartCreate(input: {}) { cart { id } } }"}
    answer = await http.post(address, json=create)
    token = answer.headers["fondaco-session"]
    assert re.fullmatch(r"fs_[A-Za-z0-9_-]{43}", token)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"fondaco_session={token};")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    http.cookies.clear()
    variables = {"id": answer.json()["data"]["cartCreate"]["cart"]["id"]}
    read = {"query": "query ($id: ID!) { cart(id: $id) { id } }", "variables": variables}
    for headers, found in (
        ({"Fondaco-Session": token}, True),
        ({"Cookie": f"fondaco_session={token}"}, True),
        ({"Fondaco-Session": "fs_" + "A" * 43, "Cookie": f"fondaco_session={token}"}, False),
        ({"Fondaco-Session": "malformed"}, False),
    ):
        data = (await http.post(address, json=read, headers=headers)).json()["data"]
        assert (data["cart"] is not None) is found, headers
