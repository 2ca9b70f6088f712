"""A buyer downloads their invoice from the page of their order."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest_asyncio
from fondaco.app import App
from fondaco.settings import Settings
from fondaco.testing import GraphQLClient, WorkerDriver

sys.path.append(str(Path(__file__).parent))  # importlib mode leaves it out

from test_downloads_page import bought


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any], test_settings: Settings) -> AsyncIterator[App]:
    """A shop that knows who sells, and Portico."""
    documents = {"issue": "when_placed", "seller": {"company": "Porto Franco GmbH"}}
    plugins = {**test_settings.plugins, "checkout": {"test_provider": True, "documents": documents}}
    made: App = await make_app(settings=lambda found: msgspec.structs.replace(found, plugins=plugins))
    return made


async def test_an_invoice_is_downloaded_from_the_page_of_its_order(
    http: httpx.AsyncClient, admin: GraphQLClient, shop: GraphQLClient, worker: WorkerDriver
) -> None:
    order = await bought(admin, shop)
    page = f"/orders/{order['token']}"
    assert "INV-" not in (await http.get(page)).text
    await worker.drain()
    shown = html.unescape((await http.get(page)).text)
    [(address, number)] = re.findall(r'<a href="(/files/[^"]+)" download>(INV-\d{4}-00001)</a>', shown)
    answer = await http.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert f'filename="{number}.pdf"' in answer.headers["content-disposition"]
