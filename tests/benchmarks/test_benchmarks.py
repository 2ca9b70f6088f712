"""The benchmark compares like with like: every side gives the same answer to every page. Nothing is timed here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from fondaco.access.principals import ANONYMOUS
from fondaco.db.embedded import Endpoints
from fondaco.testing.databases import Databases

from tests.benchmarks.engines import ENGINES, fallbacks, with_caches
from tests.benchmarks.executor import ExecutorFigures, caller_of_page, canonical, leaves_of
from tests.benchmarks.figures import Ratio, ratio_of, ratio_of_rounds
from tests.benchmarks.load import Job, load_generator
from tests.benchmarks.media import as_text as media_as_text
from tests.benchmarks.media import measure_media
from tests.benchmarks.pages import PAGE_NAMES
from tests.benchmarks.plugins import PLUGINS
from tests.benchmarks.preloaded import preloaded_shop
from tests.benchmarks.profiles import QUICK
from tests.benchmarks.results import Results, as_json, as_text
from tests.benchmarks.servers import Server
from tests.benchmarks.setting import Shop, all_servers, running_app, stocked_shop
from tests.benchmarks.shapes import SHAPES
from tests.benchmarks.staleness import StalenessFigures, measure_staleness, staleness_of
from tests.benchmarks.statements import roles_of
from tests.benchmarks.transport import PageFigures, SideFigures, check_equal, sides_of


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shop(
    server_endpoints: Endpoints, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Shop]:
    """The shop of the quick profile."""
    async with databases.empty() as database_url:
        folder = tmp_path_factory.mktemp("benchmark")
        yield await stocked_shop(folder, database_url, server_endpoints.redis_url, QUICK.products)


@pytest.fixture(scope="module")
def servers(shop: Shop) -> Iterator[Mapping[str, Server]]:
    """The servers that are compared."""
    with all_servers(shop) as running:
        yield running


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_every_side_gives_a_page_the_same_data(name: str, shop: Shop, servers: Mapping[str, Server]) -> None:
    data = check_equal(shop.pages[name], servers)
    assert msgspec.json.decode(shop.plan.constants[name])["data"] == data
    assert leaves_of(data) > 50


def test_only_the_private_page_is_not_compared_from_memory(shop: Shop, servers: Mapping[str, Server]) -> None:
    without = [name for name, page in shop.pages.items() if "cached" not in sides_of(page, servers)]
    assert without == ["cart_page"]


async def test_every_executor_gives_a_page_the_same_data(shop: Shop) -> None:
    async with running_app(shop) as app:
        preloaded = with_caches(preloaded_shop(app))
        for page in shop.pages.values():
            expected = msgspec.json.decode(shop.plan.constants[page.name])["data"]
            for engine in ENGINES.values():
                # Twice: the second answer comes from what the resolvers remember.
                for _ in range(2):
                    given = await engine(app, preloaded, caller_of_page(app, page), page.document, page.variables)
                    assert canonical(given) == expected
        assert fallbacks(app) == 0


@pytest.mark.parametrize(("make", "leaves"), [(SHAPES[0], 2100), (SHAPES[1], 1000), (SHAPES[2], 2728)])
async def test_every_executor_gives_a_shape_the_same_data(make: Any, leaves: int, shop: Shop) -> None:
    shape = make()
    async with running_app(shop) as app:
        caller = app.system_context(principal=ANONYMOUS)
        answers = [
            canonical(await engine(app, with_caches(shape.schema), caller, shape.document, {}))
            for engine in ENGINES.values()
        ]
        assert fallbacks(app) == 0
    assert answers[1:] == answers[:-1]
    assert leaves_of(answers[0]) == leaves


def test_the_list_page_is_the_one_of_the_target(shop: Shop) -> None:
    nodes = msgspec.json.decode(shop.plan.constants["list_page"])["data"]["products"]["nodes"]
    assert [len(node["variants"]) for node in nodes] == [3] * 20
    assert {(variant["price"] is not None, variant["availableForSale"]) for variant in nodes[0]["variants"]} == {
        (True, True)
    }


def test_a_cart_has_five_lines(shop: Shop) -> None:
    assert len(msgspec.json.decode(shop.plan.constants["cart_page"])["data"]["cart"]["lines"]) == 5


def test_there_are_twelve_plugins_more() -> None:
    assert len(PLUGINS) == 12
    assert len({plugin.name for plugin in PLUGINS}) == 12


def test_sql_that_the_handwritten_side_does_not_run_is_an_error() -> None:
    known = ["SELECT 1 FROM catalog.product p", "SELECT 1 FROM catalog.product_variant v"]
    assert roles_of("list_page", known) == {"products": known[0], "variants": known[1]}
    with pytest.raises(ValueError, match="knows nothing of"):
        roles_of("list_page", [*known, "SELECT 1 FROM inventory.level"])
    with pytest.raises(ValueError, match="does not run its statement for variants"):
        roles_of("list_page", known[:1])


def test_the_load_generator_counts_what_is_answered(shop: Shop, servers: Mapping[str, Server]) -> None:
    page, server = shop.pages["list_page"], servers["handwritten"]
    before = server.cpu_seconds()
    with load_generator() as generator:
        outcome = generator.run(
            Job(port=server.port, request=page.constant_request(), connections=2, seconds=0.2, warm_seconds=0.05)
        )
    assert outcome.body_bytes == len(shop.plan.constants["list_page"].encode())
    assert 0 < outcome.requests <= outcome.all_requests
    assert 0 < outcome.p50_ms <= outcome.p99_ms
    assert server.cpu_seconds() >= before
    assert server.rss_mb() > 20
    # What the database keeps is not the server's, though its processes come and go with the server's connections.
    assert [process for process in server.processes if "postgres" in process.name()] == []


def test_a_ratio_is_the_median_of_paired_rounds() -> None:
    assert ratio_of([10.0, 30.0, 20.0], [10.0, 10.0, 10.0]) == Ratio(value=2.0, low=1.0, high=3.0, rounds=(1, 3, 2))


@pytest.mark.parametrize(
    ("rounds", "low", "high"), [(1, 1, 1), (5, 1, 5), (6, 1, 6), (8, 1, 8), (9, 2, 8), (15, 4, 12), (60, 22, 39)]
)
def test_the_spread_is_the_interval_in_which_the_median_is_in_95_of_100_runs(rounds: int, low: int, high: int) -> None:
    ratio = ratio_of_rounds(float(number) for number in range(rounds, 0, -1))
    assert (ratio.low, ratio.high) == (low, high)


def test_the_json_has_the_keys_of_the_issue() -> None:
    ratio = Ratio(0.8, 0.7, 0.9, (0.7, 0.8, 0.9))
    side = SideFigures(per_second=1, p50_ms=1, p99_ms=1, server_cpu_ms=1, generator_busy=0.1, body_bytes=1)
    executor = ExecutorFigures(vs_strawberry=ratio, vs_graphql_core=ratio, leaves=1, cpu_ms={"fondaco": 1.0})
    ratios = {"http_vs_handwritten": ratio, "plugins_15_vs_3": ratio}
    pages = {
        name: PageFigures(
            ratios=ratios if name == "cart_page" else {**ratios, "cached_vs_constant": ratio},
            cpu_ratios=ratios,
            sides={"uncached": side},
        )
        for name in PAGE_NAMES
    }
    results = Results(
        profile=QUICK,
        executors=dict.fromkeys(PAGE_NAMES, executor),
        shapes={"tree_5": executor},
        pages=pages,
        staleness=StalenessFigures(
            p50=1.5, p99=60.0, max=70.0, writes=300, stale_answers=2, own_stale_answers=0, reads=900
        ),
        start_seconds=[3.0, 1.0, 2.0],
        rss_mb=100.0,
        rss_mb_15_plugins=101.0,
    )
    found = msgspec.json.decode(as_json(results))
    compared = ("executor_vs_graphql_core", "http_vs_handwritten", "cached_vs_constant")
    assert {name: [found[name][key] for key in compared] for name in PAGE_NAMES} == {
        "list_page": [0.8, 0.8, 0.8],
        "detail_page": [0.8, 0.8, 0.8],
        "search_page": [0.8, 0.8, 0.8],
        "cart_page": [0.8, 0.8, None],
    }
    assert [found[key] for key in ("plugins_15_vs_3", "start_seconds", "rss_mb")] == [0.8, 2.0, 100.0]
    assert found["staleness_ms"] == {"p50": 1.5, "p99": 60.0, "max": 70.0}
    assert "NOT REACHED" in as_text(results)


def test_staleness_is_the_time_from_the_change_to_the_first_fresh_answer() -> None:
    written = [("one", 10.0), ("two", 20.0), ("three", 30.0)]
    first = {"one": 10.002, "two": 19.9, "three": 30.005}
    asked = [(9.0, "zero"), (10.001, "zero"), (11.0, "one"), (19.8, "two"), (30.001, "two"), (30.003, "two")]
    figures = staleness_of(written, first, asked, own_stale=0)
    assert (figures.p50, figures.max, figures.writes, figures.reads) == (2.0, 5.0, 3, 6)
    assert figures.stale_answers == 3


def test_a_node_that_did_not_write_learns_of_it_and_the_one_that_wrote_is_never_late(shop: Shop) -> None:
    figures = measure_staleness(shop, msgspec.structs.replace(QUICK, writes=5))
    assert (figures.writes, figures.own_stale_answers) == (5, 0)
    assert 0 <= figures.p50 <= figures.p99 <= figures.max


async def test_the_lateness_of_the_loop_is_reported_for_each_kind_of_work_with_pictures() -> None:
    figures = await measure_media((64, 48), 2)
    assert list(figures) == ["idle", "derivatives", "uploads"]
    assert all(found.p50_ms <= found.p99_ms <= found.max_ms for found in figures.values())
    assert len(media_as_text(figures).splitlines()) == 3
