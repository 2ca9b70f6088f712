"""A shop that counts stock, without anything that sells: what orders want is told by the tests themselves."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from fondaco.app import App

sys.path.append(str(Path(__file__).parent))  # importlib mode leaves it out

from logistics_testing import House, configured


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """Logistics alone."""
    made: App = await make_app(enabled=["logistics"], settings=configured)
    return made


@pytest_asyncio.fixture(loop_scope="session")
async def house(app: App) -> House:
    """A house with two warehouses, east and west, and nothing in them."""
    made = House(app)
    await made.add_warehouse("east", priority=1)
    await made.add_warehouse("west", priority=2)
    return made


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements about logistics that are sent from now on; clear it before what is to be counted."""
    found: list[str] = []
    for name in ("fetch", "fetchrow", "fetchval", "execute", "executemany"):
        original = getattr(asyncpg.Connection, name)

        def counting(self: Any, sql: str, *args: Any, _original: Any = original, **kwargs: Any) -> Any:
            if "logistics." in sql:
                found.append(sql)
            return _original(self, sql, *args, **kwargs)

        monkeypatch.setattr(asyncpg.Connection, name, counting)
    return found
