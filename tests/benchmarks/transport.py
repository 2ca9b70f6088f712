"""The same pages over HTTP: sides side by side, requests per second and processor time per request."""

from __future__ import annotations

import http.client
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

import msgspec

from tests.benchmarks.executor import UnequalError, difference
from tests.benchmarks.figures import Ratio, ratio_of
from tests.benchmarks.load import Job, LoadGenerator, Outcome
from tests.benchmarks.pages import Page
from tests.benchmarks.profiles import Profile
from tests.benchmarks.servers import Server, tree_cpu_seconds

__all__ = ["PageFigures", "SideFigures", "check_equal", "measure_page", "sides_of"]

GENERATOR_LIMIT = 0.8
"""A load generator that is busier than this may be what limits the figure."""


class Side(msgspec.Struct, frozen=True):
    """Whom to ask, and how."""

    server: Server
    request: bytes


class SideFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One side; medians of the rounds.

    Attributes:
        server_cpu_ms: Processor time of the server for one request: what hardly depends on how busy the machine is.
        database_cpu_ms: The same of PostgreSQL; None if its processes are not known.
        generator_busy: How busy the load generator was; see `tests.benchmarks.load.Outcome`.
    """

    per_second: float
    p50_ms: float
    p99_ms: float
    server_cpu_ms: float
    database_cpu_ms: float | None = None
    generator_busy: float
    body_bytes: int


class PageFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One page over HTTP.

    Attributes:
        ratios: Of requests per second, by comparison.
        cpu_ratios: The same of requests per second of processor time of the server.
    """

    ratios: dict[str, Ratio]
    cpu_ratios: dict[str, Ratio]
    sides: dict[str, SideFigures]


COMPARISONS: Mapping[str, tuple[str, str]] = {
    "http_vs_handwritten": ("uncached", "handwritten"),
    "cached_vs_constant": ("cached", "constant"),
    "plugins_15_vs_3": ("fifteen", "uncached"),
}


def sides_of(page: Page, servers: Mapping[str, Server]) -> dict[str, Side]:
    """Returns who answers a page, of the servers that run.

    A private page is never kept in memory, so ``cached`` and ``constant`` are left out. Sides that are compared stand
    next to each other, so that little time passes between them.
    """
    known = {
        "handwritten": ("handwritten", page.plain_request()),
        "uncached": ("uncached", page.graphql_request()),
        "fifteen": ("fifteen", page.graphql_request()),
    }
    if not page.private:
        known["cached"] = ("cached", page.graphql_request())
        known["constant"] = ("handwritten", page.constant_request())
    return {name: Side(servers[server], request) for name, (server, request) in known.items() if server in servers}


def _ask(side: Side) -> Any:
    head, _, body = side.request.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, path, _ = first.split(" ")
    headers = dict(line.split(": ", 1) for line in lines if not line.startswith("content-length"))
    connection = http.client.HTTPConnection("127.0.0.1", side.server.port, timeout=60)
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        raw = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise UnequalError(f"{first}: {answer.status} {raw[:500]!r}")
    return msgspec.json.decode(raw)


def check_equal(page: Page, servers: Mapping[str, Server]) -> Any:
    """Asks every side for a page, twice so that kept answers are among them, and returns the data that all gave.

    Raises:
        UnequalError: If one of them gave something else.
    """
    sides = sides_of(page, servers)
    expected = _ask(sides["uncached"])
    if expected.keys() != {"data"}:
        raise UnequalError(f"{page.name}: {expected.get('errors')}")
    for _ in range(2):
        for name, side in sides.items():
            answer = _ask(side)
            if found := difference(answer, expected):
                raise UnequalError(f"{page.name}: {name} and uncached answer differently: {found}")
    return expected["data"]


def measure_page(
    page: Page,
    servers: Mapping[str, Server],
    generator: LoadGenerator,
    profile: Profile,
    postgres_pid: int | None = None,
) -> PageFigures:
    """Measures a page: every round asks each side once, in alternating order.

    Args:
        postgres_pid: Of PostgreSQL's main process, to say what it spends too.

    Raises:
        UnequalError: If the sides do not agree.
    """
    check_equal(page, servers)
    sides = sides_of(page, servers)
    outcomes: dict[str, list[Outcome]] = {name: [] for name in sides}
    cpu: dict[str, list[float]] = {name: [] for name in sides}
    database_cpu: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(profile.rounds):
        for name in list(sides) if number % 2 == 0 else list(sides)[::-1]:
            side = sides[name]
            before, database_before = side.server.cpu_seconds(), _database_seconds(postgres_pid)
            outcome = generator.run(
                Job(
                    port=side.server.port,
                    request=side.request,
                    connections=profile.connections,
                    seconds=profile.seconds,
                    warm_seconds=profile.warm_seconds,
                )
            )
            outcomes[name].append(outcome)
            cpu[name].append((side.server.cpu_seconds() - before) / outcome.all_requests)
            database_cpu[name].append((_database_seconds(postgres_pid) - database_before) / outcome.all_requests)
    compared = {name: pair for name, pair in COMPARISONS.items() if pair[0] in sides}
    return PageFigures(
        ratios={
            name: ratio_of(_speeds(outcomes[ours]), _speeds(outcomes[theirs]))
            for name, (ours, theirs) in compared.items()
        },
        cpu_ratios={
            name: ratio_of([1 / spent for spent in cpu[ours]], [1 / spent for spent in cpu[theirs]])
            for name, (ours, theirs) in compared.items()
        },
        sides={
            name: _side(outcomes[name], cpu[name], None if postgres_pid is None else database_cpu[name])
            for name in sides
        },
    )


def _database_seconds(pid: int | None) -> float:
    return 0.0 if pid is None else tree_cpu_seconds(pid)


def _speeds(outcomes: Sequence[Outcome]) -> list[float]:
    return [outcome.per_second for outcome in outcomes]


def _side(outcomes: Sequence[Outcome], cpu: Sequence[float], database_cpu: Sequence[float] | None) -> SideFigures:
    def middle(values: Sequence[float], digits: int) -> float:
        return round(median(values), digits)

    return SideFigures(
        per_second=middle(_speeds(outcomes), 1),
        p50_ms=middle([outcome.p50_ms for outcome in outcomes], 2),
        p99_ms=middle([outcome.p99_ms for outcome in outcomes], 2),
        server_cpu_ms=middle([spent * 1000 for spent in cpu], 3),
        database_cpu_ms=None if database_cpu is None else middle([spent * 1000 for spent in database_cpu], 3),
        generator_busy=middle([outcome.own_busy for outcome in outcomes], 2),
        body_bytes=outcomes[-1].body_bytes,
    )
