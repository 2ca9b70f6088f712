"""A real server with a filled demo store, for tests that go through sockets: SDKs, browsers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import msgspec

from fondaco.cli.child import running_child
from fondaco.cli.serving import free_port
from fondaco.db.embedded import Endpoints

__all__ = ["LiveShop", "live_server"]

READY_SECONDS = 120.0
_PROGRAM = "import sys; from fondaco.cli import main; sys.exit(main())"


class LiveShop(msgspec.Struct, frozen=True):
    """A running shop.

    Attributes:
        base_url: ``http://127.0.0.1:…``, without a trailing slash.
        admin_token: Bearer token with every permission.
        log: What the server wrote.
    """

    base_url: str
    admin_token: str
    log: Path


@contextmanager
def live_server(endpoints: Endpoints, database_url: str, folder: Path, *, admin_token: str) -> Iterator[LiveShop]:
    """Runs ``fondaco demo`` in a process of its own: migrated, filled, worker inside.

    Args:
        endpoints: Servers to use; of Valkey one of the upper eight databases is taken.
        database_url: Of an empty database.
        folder: For the store's settings, files and log.

    Raises:
        UnavailableError: With the log's end, if the server does not become ready in two minutes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port, log = free_port("127.0.0.1", 0), folder / "server.log"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FONDACO_")}
    environment = kept | {
        "DATABASE_URL": database_url,
        "REDIS_URL": _redis_of_live_server(endpoints.redis_url),
        "FONDACO_ACCESS__ADMIN_TOKEN": admin_token,
        "FONDACO_LOGGING__FORMAT": "json",
    }
    shop = LiveShop(base_url=f"http://127.0.0.1:{port}", admin_token=admin_token, log=log)
    with running_child(
        _PROGRAM,
        "demo",
        "--port",
        str(port),
        "--data-dir",
        str(folder),
        base_url=shop.base_url,
        log=log,
        environment=environment,
        ready_seconds=READY_SECONDS,
    ):
        yield shop


def _redis_of_live_server(url: str) -> str:
    """Names a Valkey database that no test process uses: those count up from 0, live servers down from 15."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    number = 15 - (int(worker.removeprefix("gw")) % 8 if worker.startswith("gw") else 0)
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db={number}"
    return urlunsplit(parts._replace(path=f"/{number}"))
