"""``kill -9`` of server, worker, Valkey and PostgreSQL at random moments, while people buy.

Whatever is killed, at the end every charge has exactly one order, every order adds up and is what its buyer was told,
what staff were told is captured or cancelled is, stock holds exactly what orders want, and nobody waited without an
answer. A few rounds in CI, a hundred at night.
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
import stock_auditor
from fondaco import clock
from fondaco.access.principals import Principal, PrincipalKind
from fondaco.app import App, create_app
from fondaco.db.engine import fetch_all
from fondaco.db.migrate import migrate
from fondaco.ids import decode_global_id, encode_global_id
from fondaco.settings import load_settings
from fondaco.testing import WorkerDriver
from fondaco.testing.places import drop_folder, make_folder

from tests.benchmarks.flash import stock_up
from tests.benchmarks.shop import fill
from tests.chaos import orders_and_stock
from tests.chaos.house import ADMIN_TOKEN, VICTIMS, House, running_house
from tests.chaos.ledger_of_money import violations
from tests.chaos.patient_buyers import PatientBuyers
from tests.chaos.patient_staff import PatientStaff

NIGHTLY = os.environ.get("FONDACO_NIGHTLY") == "1"
ROUNDS = 100 if NIGHTLY else 6
BUYERS = 6
STAFF = 2
FEW = 12
NONE_LEFT = {"OUT_OF_STOCK", "QUANTITY_TOO_LARGE"}
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
    """Fills the shop and returns what can be bought: plenty of most things, few pieces of some."""
    app = application(house)
    async with app.running(check_migrations=False):
        await migrate(app.database, app.host)
        await fill(app, 30)
        rows = await fetch_all(_Id, "SELECT id FROM catalog.product_variant ORDER BY sku LIMIT 40")
        variants = [encode_global_id("ProductVariant", row.id) for row in rows]
        staff = app.system_context(
            principal=Principal(kind=PrincipalKind.STAFF, id="chaos", permissions=frozenset({"*"}))
        )
        pieces = {variant: FEW if number % 5 == 0 else 1_000_000 for number, variant in enumerate(variants)}
        await stock_up(app, staff, pieces)
        return variants


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
                await worker.drain()
                left = await undecided()


async def undecided() -> list[str]:
    """What is known of payments that nobody knows the end of."""
    rows = await fetch_all(
        _Undecided,
        "SELECT state, method, created_at FROM checkout.completion UNION ALL "
        "SELECT state, kind, created_at FROM checkout.payment_operation WHERE state IN ('pending', 'uncertain')",
    )
    return [f"{row.state} {row.method} {row.created_at}" for row in rows]


async def test_nothing_is_lost_or_done_twice_whatever_is_killed(house: House) -> None:
    seed = random.randrange(10**9)
    chance = random.Random(seed)
    buyers = PatientBuyers(house.port, await stocked(house), seed)
    staff = PatientStaff(house.port, ADMIN_TOKEN, buyers.confirmed, seed)
    for name in ("server", "worker"):
        house.start(name)
    await house.ready()
    over = False
    working = asyncio.gather(buyers.buy_until(lambda: over, BUYERS), staff.work_until(lambda: over, STAFF))
    victims = [VICTIMS[place % len(VICTIMS)] for place in range(ROUNDS)]
    chance.shuffle(victims)
    for victim in victims:
        await asyncio.sleep(chance.uniform(0.3, 1.2))
        assert not working.done(), working.exception()
        house.kill(victim)
        await asyncio.sleep(chance.uniform(0, 0.3))
        await asyncio.to_thread(house.start, victim)
        await house.ready()
    over = True
    await working
    for name in ("server", "worker"):
        house.kill(name)
    await settled(house)
    # then
    connection = await asyncpg.connect(house.endpoints.database_url)
    try:
        found: dict[str, object] = dict(
            await violations(connection, {one.number: one.total for one in buyers.confirmed})
        )
        found |= await stock_auditor.violations(connection)
        found |= await orders_and_stock.violations(connection)
        found |= await broken_words(connection, staff)
    finally:
        await connection.close()
    assert found == {}, f"seed {seed}"
    assert buyers.unexpected == {}, "\n".join(house.logged(id_) for id_ in buyers.unexpected)
    assert staff.unexpected == {}, "\n".join(house.logged(id_) for id_ in staff.unexpected)
    assert set(buyers.refused) <= NONE_LEFT, f"seed {seed}"
    assert not staff.refused, f"seed {seed}"
    assert len(buyers.confirmed) > ROUNDS, f"seed {seed}"
    assert {"captured", "refunded"} <= set(staff.done), f"seed {seed}"
    assert all(house.killed.values())


async def broken_words(connection: asyncpg.Connection, staff: PatientStaff) -> dict[str, list[str]]:
    """Returns what staff were told and is not so."""
    captured = dict(await connection.fetch("SELECT id, captured FROM checkout.payment"))
    placed = dict(await connection.fetch("SELECT id, state FROM checkout.orders"))
    found = {
        "staff were told of a capture that is not there": [
            f"{id_}: {amount}" for id_, amount in staff.captured.items() if captured[_key(id_)] < amount
        ],
        "staff were told of a cancellation that is not there": [
            id_ for id_ in staff.cancelled if placed[_key(id_)] != "cancelled"
        ],
    }
    return {name: rows for name, rows in found.items() if rows}


def _key(global_id: str) -> UUID:
    return UUID(decode_global_id(global_id)[1])
