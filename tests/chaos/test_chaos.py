"""``kill -9`` of server, worker, Valkey and PostgreSQL at random moments, while people buy.

Whatever is killed, at the end every charge has exactly one order, every order adds up and is what its buyer was told, and
no buyer waited without an answer. A few rounds in CI, a hundred at night.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg
import msgspec
import pytest
import pytest_asyncio
from fondaco import clock
from fondaco.app import App, create_app
from fondaco.db.engine import fetch_all
from fondaco.db.migrate import migrate
from fondaco.ids import encode_global_id
from fondaco.settings import load_settings
from fondaco.testing import WorkerDriver
from fondaco.testing.places import drop_folder, make_folder

from tests.benchmarks.shop import fill
from tests.chaos.house import VICTIMS, House, running_house
from tests.chaos.ledger_of_money import violations
from tests.chaos.patient_buyers import PatientBuyers

NIGHTLY = os.environ.get("FONDACO_NIGHTLY") == "1"
ROUNDS = 100 if NIGHTLY else 6
BUYERS = 6
SETTLE_SECONDS = 90.0

pytestmark = pytest.mark.timeout(3600 if NIGHTLY else 300)


class _Undecided(msgspec.Struct, frozen=True):
    state: str
    method: str
    created_at: datetime


class _Id(msgspec.Struct, frozen=True):
    id: UUID


@pytest_asyncio.fixture(loop_scope="session")
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A house of its own, in memory if there is room."""
    folder = make_folder()
    async with running_house(folder or tmp_path) as running:
        yield running
    if folder is not None:
        drop_folder(folder)


def application(house: House) -> App:
    """The shop in this process, to fill it and to work off what is left."""
    urls = {"DATABASE_URL": house.endpoints.database_url, "REDIS_URL": house.endpoints.redis_url}
    return create_app(load_settings(house.folder / "fondaco.toml", urls))


async def stocked(house: House) -> list[str]:
    """Fills the shop and returns what can be bought."""
    app = application(house)
    async with app.running(check_migrations=False):
        await migrate(app.database, app.host)
        await fill(app, 30)
        rows = await fetch_all(_Id, "SELECT id FROM catalog.product_variant ORDER BY sku LIMIT 40")
        return [encode_global_id("ProductVariant", row.id) for row in rows]


async def settled(house: House) -> None:
    """Works off what is left, as workers do in time; two minutes are said to have passed, so nothing has to be waited for.

    Raises:
        TimeoutError: If something is undecided for good.
    """
    app = application(house)
    until = time.monotonic() + SETTLE_SECONDS
    async with app.running():
        worker = WorkerDriver(app)
        left = await undecided()
        with clock.moved(timedelta(minutes=2)):
            while left:
                if time.monotonic() > until:
                    raise TimeoutError(f"still undecided: {left}")
                await worker.run_job("checkout.recover_completions")
                left = await undecided()
            await worker.drain()


async def undecided() -> list[str]:
    """What is known of payments that nobody knows the end of."""
    rows = await fetch_all(_Undecided, "SELECT state, method, created_at FROM checkout.completion")
    return [f"{row.state} {row.method} {row.created_at}" for row in rows]


async def test_nothing_is_lost_or_done_twice_whatever_is_killed(house: House) -> None:
    seed = random.randrange(10**9)
    chance = random.Random(seed)
    buyers = PatientBuyers(house.port, await stocked(house), seed)
    for name in ("server", "worker"):
        house.start(name)
    await house.ready()
    over = False
    shopping = asyncio.create_task(buyers.buy_until(lambda: over, BUYERS))
    victims = [VICTIMS[place % len(VICTIMS)] for place in range(ROUNDS)]
    chance.shuffle(victims)
    for victim in victims:
        await asyncio.sleep(chance.uniform(0.3, 1.2))
        assert not shopping.done(), shopping.exception()
        house.kill(victim)
        await asyncio.sleep(chance.uniform(0, 0.3))
        await asyncio.to_thread(house.start, victim)
        await house.ready()
    over = True
    await shopping
    for name in ("server", "worker"):
        house.kill(name)
    await settled(house)
    # then
    connection = await asyncpg.connect(house.endpoints.database_url)
    try:
        found = await violations(connection, buyers.confirmed)
    finally:
        await connection.close()
    assert found == {}, f"seed {seed}"
    assert buyers.unexpected == {}, "\n".join(house.logged(id_) for id_ in buyers.unexpected)
    assert not buyers.refused, f"seed {seed}"
    assert len(buyers.confirmed) > ROUNDS, f"seed {seed}"
    assert all(house.killed.values())
