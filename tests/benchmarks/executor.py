"""Executors without a network and without a database: processor time for one and the same answer."""

from __future__ import annotations

import gc
import time
from collections.abc import Awaitable, Callable, Mapping
from statistics import median
from typing import Any

import msgspec
from fondaco.access.principals import ANONYMOUS
from fondaco.app import App
from fondaco.context import Context
from fondaco.graphql.composition import ComposedSchema

from tests.benchmarks.engines import ENGINES, Engine, fallbacks, with_caches
from tests.benchmarks.figures import Ratio, ratio_of
from tests.benchmarks.pages import Page
from tests.benchmarks.preloaded import preloaded_shop
from tests.benchmarks.profiles import Profile
from tests.benchmarks.shapes import SHAPES

__all__ = [
    "ExecutorFigures",
    "UnequalError",
    "caller_of_page",
    "canonical",
    "difference",
    "measure_pages",
    "measure_shapes",
]

REFERENCE = "strawberry"
Run = Callable[[], Awaitable[dict[str, Any]]]


class UnequalError(AssertionError):
    """Two sides answered differently, so there is nothing to compare."""


class ExecutorFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Executors on one query.

    Attributes:
        vs_strawberry: Against graphql-core through strawberry with its caches of parsed and validated documents.
        vs_graphql_core: Against graphql-core alone, without parsing and validating anything.
        leaves: Scalars and nulls in the answer.
        fell_back: Whether the framework gave the query to graphql-core; then there is nothing to be proud of.
        cpu_ms: Processor time of one answer, by engine; median of the rounds.
    """

    vs_strawberry: Ratio
    vs_graphql_core: Ratio
    leaves: int
    fell_back: bool = False
    cpu_ms: dict[str, float]


def caller_of_page(app: App, page: Page) -> Context:
    """Returns whoever asks for a page: nobody in particular, or the buyer of a session."""
    caller = app.system_context(principal=ANONYMOUS)
    token = page.headers.get("fondaco-session")
    return caller if token is None else caller.in_session(token)


def canonical(data: Any) -> Any:
    """Returns data as a client gets to see it."""
    return msgspec.json.decode(msgspec.json.encode(data))


def difference(one: Any, other: Any, path: str = "") -> str:
    """Says where two answers differ first; empty if they do not."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return next((found for key in one if (found := difference(one[key], other[key], f"{path}.{key}"))), "")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return next((found for index, pair in pairs if (found := difference(*pair, f"{path}[{index}]"))), "")
    return "" if one == other else f"{path or 'all'} is {str(one)[:200]} and {str(other)[:200]}"


def leaves_of(data: Any) -> int:
    """Counts scalars and nulls."""
    if isinstance(data, dict):
        return sum(map(leaves_of, data.values()))
    return sum(map(leaves_of, data)) if isinstance(data, list) else 1


def _runner(
    engine: Engine, app: App, schema: ComposedSchema, caller: Context, document: str, variables: Mapping[str, Any]
) -> Run:
    return lambda: engine(app, schema, caller, document, variables)


async def _cpu_seconds(run: Run, times: int) -> float:
    """Returns the processor time of one run."""
    gc.collect()
    started = time.process_time()
    for _ in range(times):
        await run()
    return (time.process_time() - started) / times


async def _compare(app: App, runs: Mapping[str, Run], profile: Profile, name: str) -> ExecutorFigures:
    fallbacks_before = fallbacks(app)
    answers = {engine: canonical(await run()) for engine, run in runs.items()}
    for engine, answer in answers.items():
        if found := difference(answer, answers[REFERENCE]):
            raise UnequalError(f"{name}: {engine} and {REFERENCE} answer differently: {found}")
    times: dict[str, int] = {}
    for engine, run in runs.items():
        await _cpu_seconds(run, 3)  # warm
        times[engine] = max(1, int(profile.executor_seconds / max(await _cpu_seconds(run, 3), 1e-6)))
    rounds: dict[str, list[float]] = {engine: [] for engine in runs}
    for number in range(profile.executor_rounds):
        order = list(runs) if number % 2 == 0 else list(runs)[::-1]
        for engine in order:
            rounds[engine].append(await _cpu_seconds(runs[engine], times[engine]))
    speeds = {engine: [1 / seconds for seconds in measured] for engine, measured in rounds.items()}
    return ExecutorFigures(
        vs_strawberry=ratio_of(speeds["fondaco"], speeds["strawberry"]),
        vs_graphql_core=ratio_of(speeds["fondaco"], speeds["graphql_core"]),
        leaves=leaves_of(answers[REFERENCE]),
        fell_back=fallbacks(app) > fallbacks_before,
        cpu_ms={engine: round(median(measured) * 1000, 4) for engine, measured in rounds.items()},
    )


async def measure_pages(app: App, pages: Mapping[str, Page], profile: Profile) -> dict[str, ExecutorFigures]:
    """Measures the shop's pages with resolvers whose answers lie ready: neither SQL nor what resolvers compute.

    Args:
        app: Running, keeping no answers.

    Raises:
        UnequalError: If the engines do not agree.
    """
    schema = with_caches(preloaded_shop(app))
    return {
        name: await _compare(
            app,
            {
                engine: _runner(run, app, schema, caller_of_page(app, page), page.document, page.variables)
                for engine, run in ENGINES.items()
            },
            profile,
            name,
        )
        for name, page in pages.items()
    }


async def measure_shapes(app: App, profile: Profile) -> dict[str, ExecutorFigures]:
    """Measures the shapes of `tests.benchmarks.shapes`; their resolvers only hand out what is there.

    Raises:
        UnequalError: If the engines do not agree.
    """
    found = {}
    caller = app.system_context(principal=ANONYMOUS)
    for make in SHAPES:
        shape = make()
        schema = with_caches(shape.schema)
        runs = {engine: _runner(run, app, schema, caller, shape.document, {}) for engine, run in ENGINES.items()}
        found[shape.name] = await _compare(app, runs, profile, shape.name)
    return found
