"""Where the time of a page goes: the same requests, under Python's profiler, without a socket.

The profiler makes every call dearer, so compare lines of one table, not tables with the benchmark.
"""

from __future__ import annotations

import asyncio
import cProfile
import pstats
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from fondaco.app import App
from litestar import Litestar

from tests.benchmarks.engines import run_fondaco, run_strawberry, with_caches
from tests.benchmarks.executor import caller_of_page
from tests.benchmarks.handwritten import application_of
from tests.benchmarks.pages import Page
from tests.benchmarks.preloaded import preloaded_shop
from tests.benchmarks.setting import Shop, running_app

__all__ = ["print_profiles"]

TIMES, LINES = 200, 22


async def print_profiles(shop: Shop) -> None:
    """Prints, for each page, the functions with most time of their own: executors alone, then whole requests."""
    async with running_app(shop) as app:
        schema = with_caches(preloaded_shop(app))
        for page in shop.pages.values():
            caller = caller_of_page(app, page)
            for run in (run_fondaco, run_strawberry):

                async def once(run: Any = run, page: Page = page, caller: Any = caller) -> None:
                    await run(app, schema, caller, page.document, page.variables)

                await _profile(f"{page.name}: {run.__name__}, resolvers preloaded", once)
            await _profile(f"{page.name}: whole request, Fondaco", _asgi(app, page.graphql_request()))
    async with running_app(shop, cache=True) as app:
        while not app.tags.connected:
            await asyncio.sleep(0.01)
        for page in shop.pages.values():
            if not page.private:
                await _profile(f"{page.name}: whole request, Fondaco, from memory", _asgi(app, page.graphql_request()))
    handwritten = application_of(shop.plan)
    async with handwritten.lifespan():
        for page in shop.pages.values():
            await _profile(f"{page.name}: whole request, hand-written", _asgi(handwritten, page.plain_request()))
            await _profile(f"{page.name}: whole request, constant", _asgi(handwritten, page.constant_request()))


def _asgi(app: App | Litestar, request: bytes) -> Callable[[], Awaitable[None]]:
    """Returns a function that has an application answer an HTTP request."""
    head, _, body = request.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, target, _ = first.split(" ")
    path, _, query = target.partition("?")
    headers = [(name.encode(), value.encode()) for name, value in (line.split(": ", 1) for line in lines)]

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start" and message["status"] != 200:
            raise RuntimeError(f"{first}: {message['status']}")

    async def once() -> None:
        scope: Any = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": headers,
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
            "state": {},
        }
        await app(scope, receive, send)

    return once


async def _profile(title: str, once: Callable[[], Awaitable[None]]) -> None:
    for _ in range(10):
        await once()
    profiler = cProfile.Profile(time.thread_time)
    profiler.enable()
    for _ in range(TIMES):
        await once()
    profiler.disable()
    rows = [
        (own, whole, calls, _place(*place))
        for place, (_, calls, own, whole, _) in pstats.Stats(profiler).stats.items()  # type: ignore[attr-defined]
    ]
    print(
        f"\n{title}: {sum(row[0] for row in rows) / TIMES * 1000:.2f} ms of processor time under the profiler, for one"
    )
    print("   own ms   all ms     calls")
    for own, whole, calls, place in sorted(rows, reverse=True)[:LINES]:
        print(f"  {own / TIMES * 1000:>7.3f}  {whole / TIMES * 1000:>7.3f}  {calls / TIMES:>8.1f}  {place}")


def _place(file: str, line: int, name: str) -> str:
    return name if file == "~" else f"{'/'.join(Path(file).parts[-3:])}:{line} {name}"
