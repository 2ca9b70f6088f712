"""How the catalogue's reads grow with it, how good its search is, and what an import takes.

``python -m tests.benchmarks catalog``.

Two shops are filled on one PostgreSQL, a small one and one that is a hundred times as large with the same kinds of
things. The same pages are asked of both in turns, in one process and without the response cache: parsing, resolving,
SQL. The ratio of the 95th percentiles says how much a page suffers from the size of the catalogue.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from statistics import quantiles
from typing import Any

import msgspec
from fondaco.access.principals import ANONYMOUS
from fondaco.app import App
from fondaco.db.engine import fetch_all

from tests.benchmarks.catalog_import import ImportFigures, import_as_text, measure_import
from tests.benchmarks.catalog_shop import chinese_products, index_everything, made_up, retail_products, write_shop
from tests.benchmarks.catalog_variants import VariantFigures, measure_variants, variants_as_text
from tests.benchmarks.engines import run_fondaco
from tests.benchmarks.search_quality import Quality, judge_searches, keep_synonyms, quality_of
from tests.benchmarks.setting import application, database_beside

__all__ = ["FULL", "PARTS", "QUICK", "CatalogProfile", "CatalogResults", "catalog_as_text", "measure_catalog"]

PAGES = ("list", "detail", "search")
PARTS = ("import", "growth", "search", "variants")

LIST = """
query List($first: Int!, $sort: ProductSort, $filter: ProductFilter) {
  products(first: $first, sort: $sort, filter: $filter) {
    nodes { id slug title priceRange { min { amount } max { amount } } variants { id sku title price { amount } } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
DETAIL = """
query Detail($slug: String!) {
  product(slug: $slug) {
    id slug title description brand { name } tags priceRange { min { amount } max { amount } }
    options { name values { value label } } variants { id sku title price { amount } selectedOptions { name label } }
    category { slug name ancestors { slug name } }
  }
}
"""
SEARCH = """
query Search($first: Int!, $search: String!, $filter: ProductFilter, $facets: [String!]) {
  products(first: $first, search: $search, filter: $filter, facets: $facets) {
    totalCount totalIsExact
    nodes { id slug title brand { name } priceRange { min { amount } max { amount } } }
    facets { name label exact minPrice { amount } maxPrice { amount } values { value label count selected } }
    corrections { typed searched }
    pageInfo { hasNextPage endCursor }
  }
}
"""
FACETS = ["brand", "category", "type", "tag", "option:*", "price", "availability"]
SEARCHES = (
    "oak", "blue lamp", "linen cushion", "handmade", "wool", "round steel mirror", "lamps", "teapto", "umbrela", "cush",
    "sku-00001", "folding chair", "black", "atelier", "brass lantern", "striped cotton towel", "candle", "purse",
)  # fmt: skip
"""From what one product in forty has to what all have."""

Ask = Callable[[str, Mapping[str, Any]], Any]


class CatalogProfile(msgspec.Struct, frozen=True, kw_only=True):
    """How much is measured.

    Attributes:
        small: Products of the small shop; each has three variants.
        large: Products of the large one.
        rounds: Each asks every page of both shops.
        requests: Of each page in a round.
        imported: Products of the file that is imported; each has three variants.
        values: Of each of three options of the product with many variants.
    """

    small: int
    large: int
    rounds: int
    requests: int
    imported: int
    values: tuple[int, int, int]


FULL = CatalogProfile(small=1_000, large=100_000, rounds=6, requests=60, imported=10_000, values=(20, 10, 10))
QUICK = CatalogProfile(small=200, large=2_000, rounds=2, requests=20, imported=1_000, values=(5, 4, 4))


class CatalogResults(msgspec.Struct, kw_only=True):
    """What was measured.

    Attributes:
        import_vs_copy: How many times as long an import takes as a bare ``COPY`` of the same rows into the same tables.
        p95_growth: By page: the 95th percentile of the large shop divided by that of the small one.
        details: By page and shop: milliseconds at the 50th and the 95th percentile.
    """

    import_vs_copy: float | None = None
    p95_growth: dict[str, float] = {}
    search_quality: Quality | None = None
    many_variants: VariantFigures | None = None
    details: dict[str, Any] = {}


async def measure_catalog(
    folder: Path,
    database_url: str,
    redis_url: str,
    profile: CatalogProfile,
    say: Callable[[str], None],
    parts: Collection[str] = PARTS,
) -> CatalogResults:
    """Fills databases and measures.

    Args:
        database_url: Of a server on which databases may be made.
        parts: Of `PARTS`.
    """
    results = CatalogResults(details={"profile": msgspec.to_builtins(profile)})
    if "import" in parts:
        # First, while nothing else has left anything in this process's memory.
        say(f"{profile.imported:,} products are imported")
        url = await database_beside(folder, database_url, redis_url, "benchmark_import")
        async with _running(folder, url, redis_url) as app:
            figures = await measure_import(app, folder, profile.imported)
        results.import_vs_copy = figures.import_vs_copy
        results.details["import"] = msgspec.to_builtins(figures)
    if "growth" in parts:
        await _measure_growth(folder, database_url, redis_url, profile, say, results)
    if "search" in parts:
        say("the real catalogues are searched")
        await _measure_search(folder, database_url, redis_url, results)
    if "variants" in parts:
        say("a product has many variants")
        url = await database_beside(folder, database_url, redis_url, "benchmark_variants")
        async with _running(folder, url, redis_url) as app:
            results.many_variants = await measure_variants(app, profile.values)
    return results


async def _measure_growth(
    folder: Path,
    database_url: str,
    redis_url: str,
    profile: CatalogProfile,
    say: Callable[[str], None],
    results: CatalogResults,
) -> None:
    urls = {}
    for name, products in (("small", profile.small), ("large", profile.large)):
        say(f"the {name} shop is filled: {products:,} products")
        urls[name] = await database_beside(folder, database_url, redis_url, f"benchmark_{name}")
        started = time.perf_counter()
        async with _running(folder, urls[name], redis_url) as app:
            await write_shop(app, made_up(products))
            written = time.perf_counter()
            await index_everything(app)
        results.details[f"{name}_filled_seconds"] = round(written - started, 1)
        results.details[f"{name}_indexed_seconds"] = round(time.perf_counter() - written, 1)
    await _grow(folder, urls, redis_url, profile, say, results)


async def _measure_search(folder: Path, database_url: str, redis_url: str, results: CatalogResults) -> None:
    real = await database_beside(folder, database_url, redis_url, "benchmark_real")
    async with _running(folder, real, redis_url) as app:
        await write_shop(app, [*retail_products(), *chinese_products()])
        await index_everything(app)
        await keep_synonyms(app)
        judged = await judge_searches(app)
    results.search_quality = quality_of(judged)
    results.details["queries_below_1"] = [
        msgspec.to_builtins(one) for one in judged if one.precision < 1 or one.reciprocal < 1
    ]


def _running(folder: Path, url: str, redis_url: str) -> Any:
    return application(folder, url, redis_url).running(check_migrations=False)


class _Slug(msgspec.Struct, frozen=True):
    slug: str
    category: str


async def _grow(
    folder: Path,
    urls: Mapping[str, str],
    redis_url: str,
    profile: CatalogProfile,
    say: Callable[[str], None],
    results: CatalogResults,
) -> None:
    taken: dict[tuple[str, str], list[float]] = {(page, shop): [] for page in PAGES for shop in urls}
    for number in range(profile.rounds):
        say(f"round {number + 1} of {profile.rounds}")
        for shop, url in urls.items():
            async with _running(folder, url, redis_url) as app:
                requests = await _requests(number, profile.requests)
                # Prepared statements and plans are those of a server that runs.
                for document, variables in (one for page in PAGES for one in requests[page][: len(SEARCHES)]):
                    await _ask(app, document, variables)
                for page in PAGES:
                    for document, variables in requests[page]:
                        started = time.perf_counter()
                        await _ask(app, document, variables)
                        taken[page, shop].append((time.perf_counter() - started) * 1000)
    for page in PAGES:
        figures = {}
        for shop in urls:
            cuts = quantiles(taken[page, shop], n=100)
            figures[shop] = {"p50_ms": round(cuts[49], 2), "p95_ms": round(cuts[94], 2)}
        results.details[page] = figures
        results.p95_growth[page] = round(figures["large"]["p95_ms"] / figures["small"]["p95_ms"], 2)


async def _requests(seed: int, number: int) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    """Returns the same mix of requests for every shop; products and categories are those that it has."""
    chance = random.Random(seed)
    slugs = await fetch_all(
        _Slug,
        "SELECT p.slug, c.slug AS category FROM catalog.product p JOIN catalog.category c ON c.id = p.category "
        "WHERE p.id IN (SELECT id FROM catalog.product ORDER BY id LIMIT 200) ORDER BY p.id",
    )
    sorts = ("NEWEST", "BEST_SELLING", "PRICE_ASC", "PRICE_DESC")
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {page: [] for page in PAGES}
    for place in range(number):
        found["list"].append((LIST, {"first": 20, "sort": sorts[place % len(sorts)]}))
        found["detail"].append((DETAIL, {"slug": chance.choice(slugs).slug}))
        variables: dict[str, Any] = {"first": 20, "search": SEARCHES[place % len(SEARCHES)], "facets": FACETS}
        if place % 3 == 1:
            variables["filter"] = {"facets": [{"name": "category", "values": [chance.choice(slugs).category]}]}
        elif place % 3 == 2:
            variables["filter"] = {"facets": [{"name": "price", "min": "20", "max": "80"}]}
        found["search"].append((SEARCH, variables))
    return found


async def _ask(app: App, document: str, variables: Mapping[str, Any]) -> None:
    await run_fondaco(app, app.shop, app.system_context(principal=ANONYMOUS), document, variables)


def catalog_as_text(results: CatalogResults) -> str:
    """Returns the results for people."""
    lines = []
    if "import" in results.details:
        lines.append(import_as_text(msgspec.convert(results.details["import"], ImportFigures)))
    for page, growth in results.p95_growth.items():
        small, large = (results.details[page][shop] for shop in ("small", "large"))
        lines.append(
            f"{page:8} p95 {small['p95_ms']:7.2f} ms → {large['p95_ms']:7.2f} ms: {growth:.2f} times "
            f"(p50 {small['p50_ms']:.2f} → {large['p50_ms']:.2f} ms)"
        )
    if results.search_quality is not None:
        quality = results.search_quality
        lines.append(
            f"search   precision at 5 {quality.precision_at_5:.3f}, mean reciprocal rank {quality.mrr:.3f} "
            f"({quality.queries} queries)"
        )
    if results.many_variants is not None:
        lines.append(variants_as_text(results.many_variants))
    return "\n".join(lines)
