"""What commands share: settings, the servers they need, an application to work with."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from fondaco.settings import Settings, load_settings

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["admin_token_of", "environment_of", "with_app", "with_servers"]

T = TypeVar("T")


@contextmanager
def with_servers(settings: Settings | None = None) -> Iterator[Settings]:
    """Lends settings in which both servers are named, with the embedded ones started where the settings name none.

    The embedded servers are left to others who use them; if nobody does, they are stopped at the end.

    Raises:
        EmbeddedServerError: If they cannot be started.
    """
    settings = settings or load_settings()
    if settings.database.url and settings.redis.url:
        yield settings
        return
    from fondaco.db.embedded import EmbeddedServers  # noqa: PLC0415 (not needed with real servers)

    with EmbeddedServers(Path(settings.data_dir) / "servers") as endpoints:
        yield msgspec.structs.replace(
            settings,
            database=msgspec.structs.replace(settings.database, url=settings.database.url or endpoints.database_url),
            redis=msgspec.structs.replace(settings.redis, url=settings.redis.url or endpoints.redis_url),
        )


def with_app(work: Callable[[App], Awaitable[T]], *, check_migrations: bool = True) -> T:
    """Runs a coroutine function with a running application: for commands.

    Raises:
        BootError: If the application cannot start.
        UnavailableError: If the database does not answer.
    """
    from fondaco.app import create_app  # noqa: PLC0415 (a command that needs no application starts faster)
    from fondaco.observability.logs import configure_logs  # noqa: PLC0415

    with with_servers() as settings:
        configure_logs(msgspec.structs.replace(settings.logging, level=os.environ.get("FONDACO_LOG_LEVEL", "warning")))
        app = create_app(settings)

        async def run() -> T:
            async with app.running(check_migrations=check_migrations):
                return await work(app)

        return asyncio.run(run())


def admin_token_of(settings: Settings) -> str:
    """Returns the admin token of the settings, or a generated one that is kept in the data directory (mode 0600)."""
    if settings.access.admin_token:
        return settings.access.admin_token
    file = Path(settings.data_dir) / "admin-token"
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(32))
    return file.read_text().strip()


def environment_of(settings: Settings, **more: str) -> dict[str, str]:
    """Returns the environment in which a server process finds these servers."""
    return {
        **os.environ,
        "DATABASE_URL": settings.database.url or "",
        "REDIS_URL": settings.redis.url or "",
        **more,
    }
