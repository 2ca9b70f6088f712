"""A shop that counts stock, without anything that sells: what orders want is told by the tests themselves."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
