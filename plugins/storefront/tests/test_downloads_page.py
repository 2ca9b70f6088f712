"""A buyer downloads what they bought from the page of their order, without a script and from any browser."""

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
from fondaco.testing import GraphQLClient, WorkerDriver

SAME_SITE = {"sec-fetch-site": "same-origin"}
CARD = "4242424242424242"


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any], test_settings: Settings) -> AsyncIterator[App]:
    """A shop with a payment provider and Portico."""
    plugins = {**test_settings.plugins, "checkout": {"test_provider": True}}
    made: App = await make_app(settings=lambda found: msgspec.structs.replace(found, plugins=plugins))
    return made


async def bought(admin: GraphQLClient, shop: GraphQLClient) -> dict[str, Any]:
    """An order of two songs, each of which may be downloaded once."""
    price = [{"channel": "default", "price": "3.00"}]
    variant = {"sku": "SONG", "requiresShipping": False, "prices": price}
    made = await admin.change(
        "productCreate", {"title": "Song", "variants": [variant]}, "product { id variants { id } }"
    )
    id_ = made["product"]["variants"][0]["id"]
    files = [{"name": "Song.flac", "address": "/song.flac", "maxDownloads": 1, "daysValid": 30}]
    await admin.change("digitalFilesSet", {"variantId": id_, "files": files}, "variant { id }")
    await admin.change("productPublish", {"id": made["product"]["id"], "channels": ["default"]}, "product { id }")
    lines = [{"sellableId": id_, "quantity": 2}]
    cart = (await shop.change("cartCreate", {"lines": lines, "email": "ada@example.org"}, "cart { id }"))["cart"]
    address = {"country": "DE", "name": "Ada", "line1": "Linden 1", "city": "Berlin", "postalCode": "10117"}
    await shop.change("cartAddressesUpdate", {"cartId": cart["id"], "billingAddress": address}, "cart { id }")
    payment = {"method": "test", "token": CARD}
    done = await shop.change("cartComplete", {"cartId": cart["id"], "payment": payment}, "order { id token }")
    assert done["errors"] == []
    order: dict[str, Any] = done["order"]
    return order


async def read(http: httpx.AsyncClient, address: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<(?!button)[^>]+>", " ", (await http.get(address)).text)))


async def test_what_was_bought_is_downloaded_from_the_page_of_its_order(
    http: httpx.AsyncClient, admin: GraphQLClient, shop: GraphQLClient, worker: WorkerDriver
) -> None:
    order = await bought(admin, shop)
    page = f"/orders/{order['token']}"
    assert "here in a moment" in await read(http, page)
    await worker.drain()
    shown = await read(http, page)
    assert "Song.flac 2 downloads left · until" in shown
    [file] = re.findall(r'<button [^>]*name="download" value="([^"]+)"', shown)
    data = {"token": order["token"], "download": file}
    for left in ("1 download left", "No longer available"):
        sent = await http.post("/orders/download", data=data, headers=SAME_SITE)
        assert sent.status_code == 303
        found = await http.get(sent.headers["location"], follow_redirects=False)
        assert (found.status_code, found.headers["location"]) == (303, "/song.flac")
        assert left in await read(http, page)
    over = await http.post("/orders/download", data=data, headers=SAME_SITE)
    assert (over.status_code, "no longer available" in over.text) == (422, True)
    chinese = await http.post("/zh-Hans/orders/download", data=data, headers=SAME_SITE)
    assert "此下载已不可用" in chinese.text
    await admin.change("orderCancel", {"id": order["id"]}, "order { id }")
    await worker.drain()
    assert "No longer available" in await read(http, page)
    stranger = await http.post("/orders/download", data={**data, "token": "nonsense"}, headers=SAME_SITE)
    assert stranger.status_code == 404
