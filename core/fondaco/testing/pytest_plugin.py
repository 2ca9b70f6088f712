"""Fixtures for testing plugins against the real thing.

=================== ==============================================================================================
``app``             the application with every installed plugin, connected to a fresh, migrated database of its own
``make_app``        builds one with other plugins or settings: ``await make_app(plugins=[Wishlist], disabled=["x"])``
``shop``, ``admin`` GraphQL clients of ``app``; ``admin`` holds every permission
``make_shop``       another buyer: a shop client with a session of its own
``http``            an ``httpx.AsyncClient`` on ``app``
``worker``          runs events and jobs of ``app``: ``await worker.drain()``
``unit_of_work``    ``async with unit_of_work() as uow`` in the name of the system
``counted``         ``async with counted() as statements``: what the block sends to the database
``live_shop``       a server process with a filled demo store: ``live_shop.base_url``; one per test process
``shared_data``     the folder with real test data, or the test is left out
=================== ==============================================================================================

PostgreSQL and Valkey are the embedded ones, one pair for all test processes of a run, and keep their files in memory
where there is room (``FONDACO_TEST_SERVERS_DIR`` names another folder); ``FONDACO_TEST_DATABASE_URL`` and
``FONDACO_TEST_REDIS_URL`` name other servers.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx
import msgspec
import pytest
import pytest_asyncio

from fondaco.app import App, create_app
from fondaco.db.embedded import EmbeddedServers, Endpoints
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.plugins import Plugin
from fondaco.settings import LoggingSettings, Settings
from fondaco.testing.clients import GraphQLClient
from fondaco.testing.databases import Databases
from fondaco.testing.live import LiveShop, live_server
from fondaco.testing.notifications import all_heard
from fondaco.testing.places import drop_folder, make_folder
from fondaco.testing.statements import Statements, recorded_statements
from fondaco.testing.worker import WorkerDriver

__all__ = ["ADMIN_TOKEN", "AppFactory"]

ADMIN_TOKEN = "test-admin-token-0123456789"  # noqa: S105 (of test databases only)

SERVERS_VARIABLE = "FONDACO_TEST_SERVERS_DIR"
"""Environment variable: the folder of the embedded servers; by default one in memory, made for the run."""

AppFactory = Callable[..., Awaitable[App]]

_FOLDER = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Chooses the folder of the servers, once for all processes of the run."""
    if not hasattr(config, "workerinput") and SERVERS_VARIABLE not in os.environ:
        folder = make_folder()
        if folder is not None:
            os.environ[SERVERS_VARIABLE] = str(folder)
            config.stash[_FOLDER] = folder


def pytest_unconfigure(config: pytest.Config) -> None:
    """Removes the folder of the servers, which have ended."""
    folder = config.stash.get(_FOLDER, None)
    if folder is not None:
        os.environ.pop(SERVERS_VARIABLE, None)
        drop_folder(folder)


@pytest.fixture(scope="session")
def server_endpoints(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoints]:
    """The PostgreSQL and Valkey of this test run."""
    database_url = os.environ.get("FONDACO_TEST_DATABASE_URL")
    redis_url = os.environ.get("FONDACO_TEST_REDIS_URL")
    if database_url and redis_url:
        yield Endpoints(database_url=database_url, redis_url=redis_url)
        return
    in_memory = os.environ.get(SERVERS_VARIABLE)
    base = tmp_path_factory.getbasetemp() if in_memory is None else Path(in_memory)
    if in_memory is None and os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    with EmbeddedServers(base / "servers", fast=True) as endpoints:
        yield endpoints


def _redis_of_worker(url: str, worker: str) -> str:
    """Gives each test process a Valkey database of its own (there are 16)."""
    number = int(worker.removeprefix("gw")) + 1 if worker.startswith("gw") else 0
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db={number % 16}"
    return urlunsplit(parts._replace(path=f"/{number % 16}"))


@pytest.fixture(scope="session")
def test_settings(server_endpoints: Endpoints) -> Settings:
    """Settings of test applications; override the fixture in a conftest to change them for all tests below it."""
    data_dir = tempfile.mkdtemp(prefix="fondaco-test-")
    redis_url = _redis_of_worker(server_endpoints.redis_url, os.environ.get("PYTEST_XDIST_WORKER", ""))
    base = Settings(name="Test shop", data_dir=data_dir, logging=LoggingSettings(level="warning", format="json"))
    return msgspec.structs.replace(
        base,
        database=msgspec.structs.replace(base.database, url=server_endpoints.database_url, pool_max=30),
        redis=msgspec.structs.replace(base.redis, url=redis_url),
        access=msgspec.structs.replace(base.access, admin_token=ADMIN_TOKEN),
    )


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def databases(server_endpoints: Endpoints) -> AsyncIterator[Databases]:
    """Makes databases for tests."""
    made = Databases(server_endpoints.database_url)
    yield made
    await made.drop_templates()


@pytest.fixture(scope="session")
def _composed() -> dict[Any, App]:
    return {}


@pytest_asyncio.fixture(loop_scope="session")
async def make_app(
    test_settings: Settings, databases: Databases, _composed: dict[Any, App]
) -> AsyncIterator[AppFactory]:
    """Builds applications, one at a time: making another closes the one before.

    Call it with ``plugins`` (classes besides the installed ones), ``enabled``, ``disabled`` (names) and ``settings``
    (a function from Settings to Settings).
    """
    async with AsyncExitStack() as stack:

        async def make(
            *,
            plugins: Sequence[type[Plugin[Any]]] = (),
            enabled: Sequence[str] | None = None,
            disabled: Sequence[str] = (),
            settings: Callable[[Settings], Settings] = lambda settings: settings,
        ) -> App:
            await stack.aclose()
            chosen = settings(
                msgspec.structs.replace(
                    test_settings,
                    enabled=None if enabled is None else tuple(enabled),
                    disabled=tuple(disabled),
                )
            )
            key = (tuple(plugins), msgspec.json.encode(chosen))
            if key not in _composed:
                _composed[key] = create_app(chosen, plugins=plugins)
            app = _composed[key]
            return await stack.enter_async_context(databases.running(app))

        yield make


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    """The application with every installed plugin, on a fresh database."""
    return await make_app()


@pytest_asyncio.fixture(loop_scope="session")
async def http(app: App) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client on the application, without a socket."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver") as client:  # type: ignore[arg-type]
        yield client


@pytest.fixture
def make_shop(http: httpx.AsyncClient) -> Callable[..., GraphQLClient]:
    """Makes buyers; each has a session of its own. Keyword arguments are headers, underscores for hyphens."""

    def make(**headers: str) -> GraphQLClient:
        return GraphQLClient(http, "shop", {name.replace("_", "-"): value for name, value in headers.items()})

    return make


@pytest.fixture
def shop(make_shop: Callable[..., GraphQLClient]) -> GraphQLClient:
    """A buyer."""
    return make_shop()


@pytest.fixture
def admin(http: httpx.AsyncClient) -> GraphQLClient:
    """A member of staff with every permission."""
    return GraphQLClient(http, "admin", {"authorization": f"Bearer {ADMIN_TOKEN}"})


@pytest.fixture
def worker(app: App) -> WorkerDriver:
    """Runs events and jobs of the application."""
    return WorkerDriver(app)


@pytest.fixture
def counted(app: App) -> Callable[[], AbstractAsyncContextManager[Statements]]:
    """``async with counted() as statements``: what the block sends to the database.

    It waits first until every earlier change was heard: one that comes back late would drop what the block is to find
    in memory.
    """

    @asynccontextmanager
    async def count() -> AsyncIterator[Statements]:
        await all_heard(app)
        with recorded_statements() as statements:
            yield statements

    return count


@pytest.fixture
def unit_of_work(app: App) -> Callable[[], AbstractAsyncContextManager[UnitOfWork]]:
    """Opens units of work in the name of the system."""
    return lambda: app.unit_of_work(app.system_context())


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def live_shop(
    server_endpoints: Endpoints, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[LiveShop]:
    """A server process with a filled demo store, worker inside, that all tests of this process share."""
    async with databases.empty() as database_url:
        folder = tmp_path_factory.mktemp("live-shop")
        with live_server(server_endpoints, database_url, folder, admin_token=ADMIN_TOKEN) as shop:
            yield shop


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with real test data beside the checkout; tests that need it are left out where it is missing."""
    folder = Path(os.environ.get("FONDACO_SHARED_DATA", "../shared/data"))
    if not folder.is_dir():
        pytest.skip(f"real test data is not on this machine ({folder}); set FONDACO_SHARED_DATA")
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Says which tests read the real data, so that a machine without it is told what it left out."""
    for item in items:
        if "shared_data" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.real_data)
