"""``python -m tests.benchmarks graphql``: starts what it needs, measures, stops everything."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from asyncio import Runner
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import uvloop
from fondaco.db.embedded import EmbeddedServers
from fondaco.observability.logs import configure_logs
from fondaco.settings import LoggingSettings

from tests.benchmarks import catalog, checkout, media
from tests.benchmarks.executor import measure_pages, measure_shapes
from tests.benchmarks.load import load_generator
from tests.benchmarks.pages import PAGE_NAMES
from tests.benchmarks.profiles import FULL, QUICK, Profile
from tests.benchmarks.profiling import print_profiles
from tests.benchmarks.results import Results, as_json, as_text
from tests.benchmarks.servers import fondaco_server
from tests.benchmarks.setting import Shop, all_servers, running_app, stocked_shop
from tests.benchmarks.staleness import measure_staleness
from tests.benchmarks.transport import check_equal, measure_page

PARTS = ("executor", "shapes", "http", "staleness", "start")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "what",
        choices=("graphql", "profile", "catalog", "checkout", "media"),
        help="profile: where the time goes, side by side; catalog: imports, growth and search; "
        "checkout: purchases, and how they hold among a million orders; "
        "media: the event loop while pictures are made",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.add_argument("--quick", action="store_true", help="a small shop and short rounds: to see that it works")
    parser.add_argument("--page", action="append", choices=PAGE_NAMES, help="only this page; may be repeated")
    parser.add_argument(
        "--only",
        action="append",
        choices=sorted({*PARTS, *catalog.PARTS, *checkout.PARTS}),
        help="only this part; may be repeated",
    )
    for name, kind in Profile.__annotations__.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=float if "float" in kind else int)
    return parser.parse_args()


def _profile(arguments: argparse.Namespace) -> Profile:
    given = {name: value for name in Profile.__struct_fields__ if (value := getattr(arguments, name)) is not None}
    return msgspec.structs.replace(QUICK if arguments.quick else FULL, **given)


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def _run(make: Callable[[], Any]) -> Any:
    """Runs a coroutine on the event loop that the server uses."""
    with Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(make())


async def _executors(shop: Shop, results: Results, parts: set[str]) -> None:
    async with running_app(shop) as app:
        if "executor" in parts:
            _say("executors on the shop's pages")
            results.executors = await measure_pages(app, shop.pages, results.profile)
        if "shapes" in parts:
            _say("executors on other shapes")
            results.shapes = await measure_shapes(app, results.profile)


def _http(shop: Shop, results: Results) -> None:
    _say("four servers start")
    with all_servers(shop) as servers, load_generator() as generator:
        for name, page in shop.pages.items():
            _say(f"{name} over HTTP")
            results.pages[name] = measure_page(page, servers, generator, results.profile, shop.postgres_pid)
        results.rss_mb = round(servers["uncached"].rss_mb(), 1)
        results.rss_mb_15_plugins = round(servers["fifteen"].rss_mb(), 1)


def _starts(shop: Shop, results: Results) -> None:
    page = next(iter(shop.pages.values()))
    for _ in range(results.profile.starts):
        _say("a server starts")
        urls = {"database_url": shop.database_url, "redis_url": shop.redis_url}
        with fondaco_server(shop.folder, "start", **urls) as server:
            check_equal(page, {"uncached": server})
            results.start_seconds.append(round(time.time() - server.started, 2))


def _catalog(folder: Path, endpoints: Any, arguments: argparse.Namespace) -> int:
    profile = catalog.QUICK if arguments.quick else catalog.FULL
    parts = set(arguments.only or catalog.PARTS)
    urls = endpoints.database_url, endpoints.redis_url
    results = _run(lambda: catalog.measure_catalog(folder, *urls, profile, _say, parts))
    print(msgspec.json.encode(results).decode() if arguments.json else catalog.catalog_as_text(results))
    return 0


def _checkout(folder: Path, endpoints: Any, arguments: argparse.Namespace) -> int:
    profile = checkout.QUICK if arguments.quick else checkout.FULL
    parts = set(arguments.only or checkout.PARTS)
    urls = endpoints.database_url, endpoints.redis_url
    results = _run(lambda: checkout.measure_checkout(folder, *urls, profile, _say, parts))
    print(msgspec.json.encode(results).decode() if arguments.json else checkout.checkout_as_text(results))
    return 0


def _media(arguments: argparse.Namespace) -> int:
    size, uploads = ((1200, 800), 2) if arguments.quick else ((6000, 4000), 4)
    figures = _run(lambda: media.measure_media(size, uploads))
    print(msgspec.json.encode(figures).decode() if arguments.json else media.as_text(figures))
    return 0


def main() -> int:
    """Runs what the command line asks for."""
    arguments = _arguments()
    configure_logs(LoggingSettings(level="warning"))
    if arguments.what == "media":
        return _media(arguments)
    profile = _profile(arguments)
    parts = set(arguments.only or PARTS)
    results = Results(profile=profile)
    with tempfile.TemporaryDirectory(prefix="fondaco-benchmark-") as name:
        folder = Path(name)
        servers = EmbeddedServers(folder / "servers", fast=True)
        with servers as endpoints:
            if arguments.what == "catalog":
                return _catalog(folder, endpoints, arguments)
            if arguments.what == "checkout":
                return _checkout(folder, endpoints, arguments)
            _say(f"a shop of {profile.products} products is filled")
            shop: Shop = _run(
                lambda: stocked_shop(folder, endpoints.database_url, endpoints.redis_url, profile.products)
            )
            shop = msgspec.structs.replace(shop, postgres_pid=servers.status().postgres.pid)
            if arguments.page:
                shop = msgspec.structs.replace(shop, pages={name: shop.pages[name] for name in arguments.page})
            if arguments.what == "profile":
                _run(lambda: print_profiles(shop))
                return 0
            if parts & {"executor", "shapes"}:
                _run(lambda: _executors(shop, results, parts))
            if "http" in parts:
                _http(shop, results)
            if "staleness" in parts:
                _say("one node writes, another one is asked")
                results.staleness = measure_staleness(shop, profile)
            if "start" in parts:
                _starts(shop, results)
    print(as_json(results).decode() if arguments.json else as_text(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
