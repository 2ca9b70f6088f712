"""What races share: a house with stock, and orders that want it, each on a connection of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from fondaco.app import App

sys.path.insert(0, str(Path(__file__).parents[2]))  # what chaos is audited by
sys.path.append(str(Path(__file__).parent))  # importlib mode leaves them out
sys.path.append(str(Path(__file__).parents[2] / "plugins/checkout/tests"))
sys.path.append(str(Path(__file__).parents[2] / "plugins/logistics/tests"))

from logistics_testing import House, configured
from stock_auditor import violations


@pytest.fixture(scope="session")
def rounds() -> int:
    """How often each race is run."""
    return 5000 if os.environ.get("FONDACO_NIGHTLY") == "1" else 200


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """Logistics alone."""
    made: App = await make_app(enabled=["logistics"], settings=configured)
    return made


@pytest_asyncio.fixture(loop_scope="session")
async def house(app: App) -> AsyncIterator[House]:
    """A house with two warehouses; at the end the auditor looks at its tables."""
    made = House(app)
    await made.add_warehouse("east", priority=1)
    await made.add_warehouse("west", priority=2)
    yield made
    connection = await asyncpg.connect(app.database.url)
    try:
        assert await violations(connection) == {}
    finally:
        await connection.close()
