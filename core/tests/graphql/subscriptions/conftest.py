"""The application that most tests of subscriptions use; lets them import the modules beside them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.testing.pytest_plugin import AppFactory

sys.path.append(str(Path(__file__).parent))  # importlib mode leaves it out

from subscription_bells import Bells, done


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    """The application with bells and nothing else."""
    return await make_app(enabled=[], plugins=[Bells])


@pytest.fixture(autouse=True)
def _forget_what_was_done() -> None:
    done.clear()
