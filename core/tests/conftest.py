"""The core is tested without any plugin but its own."""

from __future__ import annotations

import pytest_asyncio
from fondaco.app import App
from fondaco.testing.pytest_plugin import AppFactory


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    """The application with no plugin but the core's own."""
    return await make_app(enabled=[])
