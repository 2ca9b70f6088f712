"""The demo store on a free port, and Chromium to visit it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from fondaco.testing.live import LiveShop
from playwright.async_api import Browser, Page, async_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Visit = Callable[..., Awaitable[Page]]
Examine = Callable[[Page], Awaitable[list[str]]]


@pytest.fixture(scope="session")
def store(live_shop: LiveShop) -> str:
    """The address of a running demo store; shared by all tests of the run, each a buyer of its own.

    Server and tests are different processes: what is tested is what a merchant runs.
    """
    return live_shop.base_url


async def _chromium(own: str) -> str:
    """Returns the program: ``FONDACO_CHROMIUM``, the machine's, or Playwright's own, which is fetched if it must be."""
    named = os.environ.get("FONDACO_CHROMIUM")
    found = named or next((path for name in PROGRAMS if (path := shutil.which(name))), None) or own
    if os.access(found, os.X_OK):
        return found
    install = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "playwright",
        "install",
        "chromium",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await install.communicate()
    assert os.access(own, os.X_OK), (
        "The browser tests need Chromium, and `playwright install chromium` could not fetch it. Install your system's "
        f"(apt-get install chromium), or name one in FONDACO_CHROMIUM.\n{said.decode(errors='replace')[-2000:]}"
    )
    return own


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, started once."""
    async with async_playwright() as playwright:
        path = await _chromium(playwright.chromium.executable_path)
        browser = await playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def _page(browser: Browser, store: str, options: dict[str, Any]) -> AsyncIterator[Page]:
    context = await browser.new_context(**{"base_url": store, "reduced_motion": "reduce", **options})
    context.set_default_timeout(15_000)
    page = await context.new_page()
    try:
        yield page
    finally:
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(browser: Browser, store: str) -> AsyncIterator[Visit]:
    """Opens the store as a new visitor: ``page = await visitor("/cart", java_script_enabled=False)``.

    Keyword arguments are Playwright's for a new context.
    """
    opened: list[Any] = []

    async def visit(path: str = "/", **options: Any) -> Page:
        manager = _page(browser, store, options)
        page = await manager.__aenter__()
        opened.append(manager)
        await page.goto(path)
        return page

    yield visit
    for manager in opened:
        await manager.__aexit__(None, None, None)


@pytest.fixture
def violations_of() -> Examine:
    """What axe-core finds on a page as it looks at rest: ``assert await violations_of(page) == []``.

    A colour that is still on its way (after the scheme changed, after a click) would be measured halfway: the page's
    running transitions end first. Each item is the rule and the element.
    """

    async def examine(page: Page) -> list[str]:
        await page.evaluate("Promise.allSettled(document.getAnimations().map(animation => animation.finished))")
        found = (await Axe().run(page)).response
        assert len(found["passes"]) > 10
        return [
            f"{violation['id']}: {node['html']}" for violation in found["violations"] for node in violation["nodes"]
        ]

    return examine
