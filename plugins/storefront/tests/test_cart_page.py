"""What a buyer takes note of in Portico's cart and writes at its checkout, without a script."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import msgspec
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
async def cup(admin: GraphQLClient) -> str:
    """The variant of a cup at 10.00."""
    prices = [{"channel": "default", "price": "10.00"}]
    data = {"title": "Cup", "slug": "cup", "variants": [{"sku": "CUP", "prices": prices}]}
    made = (await admin.change("productCreate", data, "product { id variants { id } }"))["product"]
    await admin.change("productPublish", {"id": made["id"], "channels": ["default"]}, "product { id }")
    return str(made["variants"][0]["id"])


async def send(http: httpx.AsyncClient, path: str, to: str, **data: str) -> httpx.Response:
    answer = await http.post(path, data=data, headers=SAME_SITE)
    assert (answer.status_code, answer.headers.get("location")) == (303, to), answer.text
    return answer


def shown_notices(page: str) -> dict[str, str]:
    """The hidden fields of the notices, as a browser sends them."""
    return dict(re.findall(r'name="(notices\.\d+)" value="([^"]+)"', page))


async def test_a_buyer_takes_note_of_a_price_that_has_changed(
    http: httpx.AsyncClient, admin: GraphQLClient, cup: str
) -> None:
    await send(http, "/cart/add", "/cart", slug="cup", variant=cup, quantity="2")
    assert shown_notices((await http.get("/cart")).text) == {}
    data = {"id": cup, "prices": [{"channel": "default", "price": "12.00"}]}
    assert (await admin.change("productVariantUpdate", data, "variant { id }"))["errors"] == []
    page = (await http.get("/cart")).text
    assert "The price of Cup has changed from 10.00 EUR to 12.00 EUR." in html.unescape(page)
    await send(http, "/cart/acknowledge", "/cart", **shown_notices(page))
    page = (await http.get("/cart")).text
    assert (shown_notices(page), "€24.00" in page) == ({}, True)


async def test_what_a_buyer_writes_is_on_the_order(http: httpx.AsyncClient, cup: str) -> None:
    await send(http, "/cart/add", "/cart", slug="cup", variant=cup, quantity="1")
    address = {"name": "Ada", "line1": "Unter den Linden 1", "city": "Berlin", "postalCode": "10117", "country": "DE"}
    data = {
        "email": "ada@example.com",
        **{f"shipping.{name}": value for name, value in address.items()},
        "note": "Ring <twice>",
        "giftMessage": "Happy birthday!\nYours, Ada",
    }
    await send(http, "/checkout/buyer", "/checkout/delivery", **data)
    assert "Ring &lt;twice&gt;</textarea>" in (await http.get("/checkout")).text
    refused = await http.post("/checkout/buyer", data={**data, "giftMessage": "x" * 501}, headers=SAME_SITE)
    assert "This text is too long." in refused.text
    await send(http, "/checkout/buyer", "/checkout/delivery", **{**data, "note": ""})
    assert "Ring" not in (await http.get("/checkout")).text, "an empty note removes what was written"
    await send(http, "/checkout/buyer", "/checkout/delivery", **data)
    await send(http, "/checkout/delivery/select", "/checkout/payment", delivery="flat_rate:standard")
    page = (await http.get("/checkout/payment")).text
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    paid = await http.post(
        "/checkout/complete", data={**hidden, "method": "test", "token": "4242424242424242"}, headers=SAME_SITE
    )
    assert paid.status_code == 303, paid.text
    thanks = (await http.get(paid.headers["location"])).text
    assert "Ring &lt;twice&gt;" in thanks
    assert "Happy birthday!\nYours, Ada" in thanks
