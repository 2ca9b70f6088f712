"""The core is tested without any plugin but its own."""

from __future__ import annotations

import pytest
import pytest_asyncio
import structlog
from fondaco.app import App
from fondaco.testing.pytest_plugin import AppFactory


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    """The application with no plugin but the core's own."""
    return await make_app(enabled=[])


@pytest.fixture(scope="session", autouse=True)
def _plain_logs() -> None:
    """Log lines without decorated tracebacks, which take a second each to draw."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(),
        ]
    )
