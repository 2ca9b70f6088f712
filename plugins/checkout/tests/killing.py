"""Servers that are killed, and how a test holds them at a point; see kill_zygote.py."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import pytest
import pytest_asyncio
from checkout_testing import Buyer, configured
from fondaco.app import App
from fondaco.db.engine import fetch_value
from fondaco.requests import SESSION_HEADER
from fondaco.settings import Settings

__all__ = ["RANDOM_KILLS", "SUCCEEDS", "Server", "gone", "holding", "server", "servers", "terminated", "waiting_for"]

SUCCEEDS = "4242424242424242"
RANDOM_KILLS = 300 if os.environ.get("FONDACO_NIGHTLY") == "1" else 12
COMPLETE = """mutation ($input: CartCompleteInput!) {
  cartComplete(input: $input) { order { number } errors { code } } }"""


class Server:
    """The process that forks servers to be killed; see kill_zygote.py."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.database_url = ""
        self.pid = 0

    async def line(self) -> str:
        """The next thing it says."""
        assert self._process.stdout is not None
        found = await asyncio.wait_for(self._process.stdout.readline(), 20)
        assert found, "the server process ended"
        return found.decode().strip()

    async def until(self, start: str) -> str:
        """Waits until it says something."""
        while not (found := await self.line()).startswith(start):
            pass
        return found

    async def complete(self, buyer: Buyer, cart: dict[str, Any], block: str = "") -> None:
        """Begins to complete a cart in a process of its own, which `kill` ends."""
        await self.begin(buyer, cart, block)
        self.pid = int((await self.until("pid ")).removeprefix("pid "))

    async def begin(self, buyer: Buyer, cart: dict[str, Any], block: str = "") -> None:
        """Begins to complete a cart in a process that nobody kills."""
        data = {"cartId": cart["id"], "payment": {"method": "test", "token": SUCCEEDS}}
        headers = {"fondaco-session": buyer.shop.headers[SESSION_HEADER]}
        await self._send("shop", COMPLETE, data, headers, block)

    async def operate(self, document: str, data: dict[str, Any], headers: Mapping[str, str], block: str) -> None:
        """Begins what staff do in a process of its own, which `kill` ends."""
        await self._send("admin", document, data, headers, block)
        self.pid = int((await self.until("pid ")).removeprefix("pid "))

    async def _send(
        self, schema: str, document: str, data: dict[str, Any], headers: Mapping[str, str], block: str
    ) -> None:
        assert self._process.stdin is not None
        call = {"query": document, "variables": {"input": data}}
        order = {
            "database": self.database_url,
            "schema": schema,
            "call": call,
            "headers": dict(headers),
            "block": block,
        }
        self._process.stdin.write(msgspec.json.encode(order) + b"\n")

    def kill(self) -> None:
        """What a power cut does to the server; one that has finished is a zombie, so its id names nobody else."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
        self.pid = 0


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def servers(test_settings: Settings) -> AsyncIterator[Server]:
    """Servers that have time enough to be held."""
    settings = msgspec.structs.replace(
        configured(test_settings, payment_timeout_seconds=30),
        enabled=("checkout",),
        database=msgspec.structs.replace(test_settings.database, pool_max=3),
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).parent / "kill_zygote.py"),
        msgspec.json.encode(settings).decode(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    made = Server(process)
    await made.until("ready")
    yield made
    process.kill()
    await process.wait()


@pytest.fixture
def server(servers: Server, app: App) -> Iterator[Server]:
    """Servers on the test's database; the last one is killed if it is still there."""
    servers.database_url = app.database.url
    yield servers
    servers.kill()


@asynccontextmanager
async def holding(app: App, table: str) -> AsyncIterator[None]:
    """Keeps every other transaction from writing to a table, and goes on when one of them waits for that."""
    connection = await asyncpg.connect(app.database.url)
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute(f"LOCK TABLE checkout.{table} IN SHARE MODE")
    try:
        yield
    finally:
        await transaction.rollback()
        await connection.close()


async def waiting_for(table: str) -> None:
    """Returns when a statement waits for a table."""
    for _ in range(400):
        if await fetch_value(
            "SELECT count(*) FROM pg_locks WHERE relation = $1::text::regclass AND NOT granted", f"checkout.{table}"
        ):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"nothing waits for checkout.{table}")


async def gone() -> None:
    """Returns when PostgreSQL has noticed that a killed server is gone and rolled back what it had open."""
    for _ in range(400):
        if not await fetch_value(
            "SELECT count(*) FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid) "
            "WHERE a.datname = current_database() "
            "AND l.relation IN ('checkout.cart'::regclass, 'checkout.orders'::regclass) AND l.mode = 'RowShareLock' AND pid <> pg_backend_pid()"
        ):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the killed server still holds locks")


async def terminated(table: str) -> None:
    """Ends what waits for a table: PostgreSQL notices a dead client only when it is done waiting for the lock."""
    await fetch_value(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = $1::text::regclass AND NOT granted",
        f"checkout.{table}",
    )
