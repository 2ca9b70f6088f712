"""A real server on a free port with the demo store's data, and Chromium to visit it."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio
from fondaco.app import App, create_app
from fondaco.hookspecs import HookSpecs
from fondaco.settings import Settings
from fondaco.testing.databases import Databases
from playwright.async_api import Browser, Page, async_playwright

READY_SECONDS = 60.0
CHROMIUM = os.environ.get("FONDACO_CHROMIUM", "/usr/bin/chromium")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERVE = "import sys; from fondaco.cli.serving import run_server; run_server('127.0.0.1', int(sys.argv[1]))"

Visit = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def store(
    test_settings: Settings, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[str]:
    """The address of a running server with the demo catalogue; shared by all tests of the run, each a buyer of its own.

    Server and tests are different processes: what is tested is what a merchant runs.
    """
    app = create_app(msgspec.structs.replace(test_settings, name="Porto Franco"))
    async with databases.running(app):
        for _, seeds in app.hooks.register(HookSpecs.register_seeds):
            for seed in seeds:
                await seed.run(app)
        log = tmp_path_factory.mktemp("server") / "server.log"
        with _server(app, log) as (process, address):
            await _wait_until_ready(process, address, log)
            yield address


@contextmanager
def _server(app: App, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("FONDACO_")},
        "DATABASE_URL": app.database.url,
        "REDIS_URL": app.redis_url,
        "FONDACO_NAME": app.settings.name,
        "FONDACO_DATA_DIR": app.settings.data_dir,
        "FONDACO_SERVER__PORT": str(port),
        "FONDACO_PLUGINS__CHECKOUT__TEST_PROVIDER": "true",
        "FONDACO_LOGGING__FORMAT": "json",
        "FONDACO_LOGGING__LEVEL": "warning",
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(port)],
            stdout=output,
            stderr=output,
            env=environment,
            cwd=log.parent,
            start_new_session=True,
        )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def _wait_until_ready(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    async with httpx.AsyncClient(base_url=address) as http:
        while time.monotonic() < until and process.poll() is None:
            try:
                if (await http.get("/health/ready")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise AssertionError(f"the server did not become ready; its log is {log}")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium: that of the machine (``FONDACO_CHROMIUM``), else Playwright's own; else left out."""
    async with async_playwright() as playwright:
        path = next((one for one in (CHROMIUM, playwright.chromium.executable_path) if os.access(one, os.X_OK)), None)
        if path is None:
            pytest.skip(f"there is no Chromium at {CHROMIUM}; set FONDACO_CHROMIUM or run: playwright install chromium")
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
