"""What a purchase costs, how many a server makes, and how that holds among a million orders.

``python -m tests.benchmarks checkout``.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import msgspec
from fondaco.access.principals import ANONYMOUS, Principal, PrincipalKind, new_session_token
from fondaco.app import App
from fondaco.context import Context
from fondaco.db.engine import fetch_all, fetch_value
from fondaco.testing.statements import SentStatement, recorded_statements

from tests.benchmarks.buyers import Bought, buy_for
from tests.benchmarks.checkout_growth import PAGES, ask_orders, growth_of, multiply_orders, variant_id
from tests.benchmarks.engines import run_fondaco
from tests.benchmarks.figures import Ratio, ratio_of
from tests.benchmarks.flash import FlashFigures, bare_orders_per_second, flash_sale, stock_up
from tests.benchmarks.purchase import MUTATIONS, buy
from tests.benchmarks.replay import Replayed, replay_for, script_of
from tests.benchmarks.servers import fondaco_server
from tests.benchmarks.setting import application, database_beside
from tests.benchmarks.shop import fill

__all__ = [
    "FULL",
    "PARTS",
    "QUICK",
    "CheckoutProfile",
    "CheckoutResults",
    "checkout_as_text",
    "lines_of_purchases",
    "measure_checkout",
    "purchase",
]

PARTS = ("purchase", "flash", "growth")

PIECES = 1_000_000
"""Of everything, so that nothing is sold out meanwhile."""

Lines = Sequence[tuple[str, int]]


class CheckoutProfile(msgspec.Struct, frozen=True, kw_only=True):
    """How much is measured.

    Attributes:
        products: In the shop, of three variants each.
        rounds: Each lets both sides buy once.
        seconds: How long one side buys in one round.
        buyers: At once.
        few: Orders in the small shop.
        many: Orders in the large one; a multiple of `bought`.
        bought: Orders that are really made before they are multiplied.
        growth_rounds: Each asks both shops.
        requests: Of each page in such a round.
        flash_stock: Pieces of what everybody wants.
        flash_buyers: Who want one of them at the same moment.
        pgbench_seconds: How long pgbench may show what is possible.
    """

    products: int
    rounds: int
    seconds: float
    buyers: int
    few: int
    many: int
    bought: int
    growth_rounds: int
    requests: int
    flash_stock: int = 250
    flash_buyers: int = 500
    pgbench_seconds: int = 5


FULL = CheckoutProfile(
    products=200,
    rounds=9,
    seconds=4.0,
    buyers=8,
    few=10_000,
    many=1_000_000,
    bought=100,
    growth_rounds=6,
    requests=50,
)
QUICK = CheckoutProfile(
    products=30,
    rounds=2,
    seconds=1.0,
    buyers=4,
    few=100,
    many=1_000,
    bought=20,
    growth_rounds=2,
    requests=8,
    flash_stock=10,
    flash_buyers=30,
    pgbench_seconds=1,
)


class CheckoutResults(msgspec.Struct, kw_only=True):
    """What was measured.

    Attributes:
        purchase_sql_statements: That the server runs for a whole purchase, without beginnings and ends of transactions.
        statements_per_mutation: The same by mutation.
        purchases_per_second: Of one server process over HTTP; median of the rounds.
        purchases_vs_bare_sql: Divided by those of a script that runs the same SQL in the same transactions.
        flash: A sale in which many buyers want the last pieces of one thing at the same moment.
        growth_1m_orders: How many times as long each page's median answer takes among many orders as among few.
    """

    purchase_sql_statements: int | None = None
    statements_per_mutation: dict[str, int] = {}
    purchases_per_second: float | None = None
    purchases_vs_bare_sql: Ratio | None = None
    flash: FlashFigures | None = None
    growth_1m_orders: dict[str, float] = {}
    details: dict[str, Any] = {}


async def measure_checkout(
    folder: Path,
    database_url: str,
    redis_url: str,
    profile: CheckoutProfile,
    say: Callable[[str], None],
    parts: Collection[str] = PARTS,
) -> CheckoutResults:
    """Fills databases and measures.

    Args:
        database_url: Of a server on which databases may be made.
        parts: Of `PARTS`.
    """
    results = CheckoutResults(details={"profile": msgspec.to_builtins(profile)})
    if "purchase" in parts:
        await _measure_purchases(folder, database_url, redis_url, profile, say, results)
    if "flash" in parts:
        await _measure_flash(folder, database_url, redis_url, profile, say, results)
    if "growth" in parts:
        await _measure_growth(folder, database_url, redis_url, profile, say, results)
    return results


@asynccontextmanager
async def _shop(folder: Path, database_url: str, redis_url: str) -> AsyncIterator[App]:
    app = application(folder, database_url, redis_url)
    async with app.running(check_migrations=False):
        yield app


def _staff(app: App) -> Context:
    principal = Principal(kind=PrincipalKind.STAFF, id="benchmark", permissions=frozenset({"*"}))
    return app.system_context(principal=principal)


async def _filled(app: App, products: int) -> None:
    """Fills a shop in which every piece is counted."""
    await fill(app, products)
    ids = {id_ for lines in await lines_of_purchases(products) for id_, _ in lines}
    await stock_up(app, _staff(app), dict.fromkeys(sorted(ids), PIECES))


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def lines_of_purchases(number: int) -> list[Lines]:
    """Returns what is bought in so many purchases: one of a variant and two of another one, of other products."""
    rows = await fetch_all(_Id, "SELECT id FROM catalog.product_variant WHERE sku LIKE '%-S' ORDER BY sku")
    ids = [variant_id(row.id) for row in rows]
    return [((ids[2 * n % len(ids)], 1), (ids[(2 * n + 1) % len(ids)], 2)) for n in range(number)]


async def purchase(app: App, lines: Lines) -> list[tuple[str, list[SentStatement], float]]:
    """Buys as somebody new, and returns what each step sent to the database and how many seconds it took."""
    caller = app.system_context(principal=ANONYMOUS).in_session(new_session_token())
    steps = []

    async def send(document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        started = time.perf_counter()
        with recorded_statements() as statements:
            data = await run_fondaco(app, app.shop, caller, document, variables)
        steps.append((next(iter(data)), statements.all, time.perf_counter() - started))
        return data

    await buy(send, lines)
    return steps


async def _measure_purchases(
    folder: Path,
    database_url: str,
    redis_url: str,
    profile: CheckoutProfile,
    say: Callable[[str], None],
    results: CheckoutResults,
) -> None:
    say(f"a shop of {profile.products} products is filled")
    url = await database_beside(folder, database_url, redis_url, "benchmark_purchases")
    async with _shop(folder, url, redis_url) as app:
        await _filled(app, profile.products)
        (lines,) = await lines_of_purchases(1)
        recordings = [await purchase(app, lines) for _ in range(3)]  # the first one meets empty caches
    last = recordings[-1]
    results.statements_per_mutation = {name: _executions(statements) for name, statements, _ in last}
    results.purchase_sql_statements = sum(results.statements_per_mutation.values())
    results.details["statements"] = {
        name: [" ".join(each.sql.split())[:120] for each in statements] for name, statements, _ in last
    }
    first, second = ([each for _, sent, _ in recording for each in sent] for recording in recordings[1:])
    script = script_of(first, second)
    bought: list[Bought] = []
    bare: list[Replayed] = []
    with (
        fondaco_server(folder, "purchases", database_url=url, redis_url=redis_url) as server,
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
    ):
        for number in range(profile.rounds):
            say(f"{profile.buyers} buyers at once, round {number + 1} of {profile.rounds}")
            ours = pool.submit(buy_for, server.port, lines, profile.buyers, profile.seconds)
            bought.append(ours.result())
            theirs = pool.submit(replay_for, url, script, profile.buyers, profile.seconds)
            bare.append(theirs.result())
    if any(each.refused for each in bought):
        raise RuntimeError(f"purchases were refused: {[each.refused for each in bought]}")
    results.purchases_per_second = round(median(each.per_second for each in bought), 1)
    results.purchases_vs_bare_sql = ratio_of([each.per_second for each in bought], [each.per_second for each in bare])
    results.details["purchases"] = {
        "p50_ms": round(median(each.p50_ms for each in bought), 1),
        "p99_ms": round(median(each.p99_ms for each in bought), 1),
        "bare_per_second": round(median(each.per_second for each in bare), 1),
        "buyers_busy": round(max(each.own_busy for each in bought), 2),
    }


def _executions(statements: Sequence[SentStatement]) -> int:
    return sum(each.executions for each in statements if not each.controls_transaction)


async def _measure_flash(
    folder: Path,
    database_url: str,
    redis_url: str,
    profile: CheckoutProfile,
    say: Callable[[str], None],
    results: CheckoutResults,
) -> None:
    say(f"{profile.flash_buyers} buyers want {profile.flash_stock} pieces at the same moment")
    url = await database_beside(folder, database_url, redis_url, "benchmark_flash")
    async with _shop(folder, url, redis_url) as app:
        await fill(app, profile.products)
        [[(variant, _), *_]] = await lines_of_purchases(1)
        await stock_up(app, _staff(app), {variant: profile.flash_stock})
    bare, unhurried = [
        await asyncio.to_thread(bare_orders_per_second, folder, clients, profile.pgbench_seconds)
        for clients in (profile.flash_buyers, min(profile.flash_buyers, 50))
    ]
    with fondaco_server(folder, "flash", database_url=url, redis_url=redis_url) as server:
        figures, outcomes = flash_sale(server.port, variant, profile.flash_stock, profile.flash_buyers, bare)
    async with _shop(folder, url, redis_url):
        placed = await fetch_value("SELECT count(*) FROM checkout.orders")
    if placed != figures.sold:
        raise RuntimeError(f"{figures.sold} buyers have an order, and {placed} are stored")
    results.flash = figures
    results.details["flash_outcomes"] = outcomes
    results.details["pgbench_with_50_clients"] = round(unhurried, 1)


async def _measure_growth(
    folder: Path,
    database_url: str,
    redis_url: str,
    profile: CheckoutProfile,
    say: Callable[[str], None],
    results: CheckoutResults,
) -> None:
    urls = {}
    for name, orders in (("few", profile.few), ("many", profile.many)):
        say(f"a shop gets {orders:,} orders")
        urls[name] = await database_beside(folder, database_url, redis_url, f"benchmark_{name}_orders")
        started = time.perf_counter()
        async with _shop(folder, urls[name], redis_url) as app:
            await _filled(app, profile.products)
            for lines in await lines_of_purchases(profile.bought):
                await purchase(app, lines)
            await multiply_orders(app, orders)
        results.details[f"{name}_orders_filled_seconds"] = round(time.perf_counter() - started, 1)
    taken: dict[str, dict[str, list[float]]] = {name: {page: [] for page in PAGES} for name in urls}
    for number in range(profile.growth_rounds):
        say(f"round {number + 1} of {profile.growth_rounds}")
        for name, url in urls.items():
            async with _shop(folder, url, redis_url) as app:
                await _ask(app, min(profile.requests, 5))  # statements are prepared and plans made by then
                for page, values in (await _ask(app, profile.requests)).items():
                    taken[name][page] += values
    results.growth_1m_orders = growth_of(taken["few"], taken["many"])
    results.details["growth_p50_ms"] = {
        name: {page: round(median(values), 2) for page, values in pages.items()} for name, pages in taken.items()
    }


async def _ask(app: App, requests: int) -> dict[str, list[float]]:
    staff = _staff(app)
    purchases = iter(await lines_of_purchases(requests))

    async def complete() -> float:
        steps = await purchase(app, next(purchases))
        return next(seconds for name, _, seconds in steps if name == "cartComplete") * 1000

    return await ask_orders(lambda document, variables: _as(app, staff, document, variables), complete, requests)


async def _as(app: App, caller: Context, document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    return await run_fondaco(app, app.admin, caller, document, variables)


def checkout_as_text(results: CheckoutResults) -> str:
    """Returns the results for people."""
    lines = []
    if results.purchase_sql_statements is not None:
        by_mutation = ", ".join(f"{name} {results.statements_per_mutation[name]}" for name in MUTATIONS)
        lines.append(f"a purchase  {results.purchase_sql_statements} SQL statements ({by_mutation})")
    if results.purchases_per_second is not None and results.purchases_vs_bare_sql is not None:
        ratio, details = results.purchases_vs_bare_sql, results.details["purchases"]
        lines.append(
            f"purchases   {results.purchases_per_second:.1f} per second, {ratio.value:.2f} ({ratio.low:.2f} to "
            f"{ratio.high:.2f}) of the bare SQL's {details['bare_per_second']:.1f}; "
            f"p50 {details['p50_ms']:.1f} ms, p99 {details['p99_ms']:.1f} ms"
        )
    if (flash := results.flash) is not None:
        lines.append(
            f"flash sale  {flash.buyers} buyers, {flash.stock} pieces: {flash.sold} sold, {flash.refused} refused, "
            f"{flash.errors} errors in {flash.seconds} s (longest wait {flash.longest_wait_seconds} s); "
            f"{flash.vs_pgbench:.2f} of pgbench's {flash.pgbench_orders_per_second:.0f} orders per second"
        )
    for page, growth in results.growth_1m_orders.items():
        few, many = (results.details["growth_p50_ms"][name][page] for name in ("few", "many"))
        lines.append(f"{page:10}  {few:.2f} ms among few orders → {many:.2f} ms among many: {growth:.2f} times")
    return "\n".join(lines)
