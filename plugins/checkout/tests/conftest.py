"""A shop that sells test things, and buyers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.testing import GraphQLClient

sys.path.append(str(Path(__file__).parent))  # importlib mode leaves it out, and a killed server needs the module too

from checkout_testing import CHANGES, PRICES, Buyer, TestThings, configured


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """Checkout and a plugin that sells things, nothing else."""
    made: App = await make_app(enabled=["checkout"], plugins=[TestThings], settings=configured)
    return made


@pytest.fixture
def buyer(shop: GraphQLClient) -> Buyer:
    """A buyer with a session of their own."""
    return Buyer(shop)


@pytest.fixture
def prices() -> Iterator[dict[Any, int]]:
    """The prices of the things; put back afterwards."""
    before = dict(PRICES)
    yield PRICES
    PRICES.clear()
    PRICES.update(before)


@pytest.fixture
def changes() -> Iterator[dict[str, Any]]:
    """What all things say of themselves instead of what they are; taken away afterwards."""
    yield CHANGES
    CHANGES.clear()
