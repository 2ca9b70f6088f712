"""The whole setting of a benchmark: databases, a filled shop, and every server that is compared."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path

import msgspec
from fondaco.app import App, create_app
from fondaco.db.engine import execute
from fondaco.db.migrate import migrate
from fondaco.settings import load_settings

from tests.benchmarks.engines import run_fondaco
from tests.benchmarks.executor import caller_of_page
from tests.benchmarks.handwritten import Plan
from tests.benchmarks.pages import Page, pages_of
from tests.benchmarks.servers import SETTINGS, Server, fondaco_server, handwritten_server
from tests.benchmarks.shop import fill
from tests.benchmarks.statements import RecordingDatabase, roles_of

__all__ = ["Shop", "all_servers", "application", "database_beside", "running_app", "stocked_shop"]


class Shop(msgspec.Struct, frozen=True, kw_only=True):
    """A filled shop.

    Attributes:
        folder: For settings and logs.
        pages: By name.
        plan: What the hand-written side is told.
        postgres_pid: Of PostgreSQL's main process, where it is known.
    """

    folder: Path
    database_url: str
    redis_url: str
    pages: dict[str, Page]
    plan: Plan
    postgres_pid: int | None = None


def application(folder: Path, database_url: str, redis_url: str, *, cache: bool = False) -> App:
    """Builds Fondaco in this process, with the settings of the servers."""
    file = folder / "fondaco.toml"
    file.write_text(SETTINGS, encoding="utf-8")
    environment = {
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        # The tree's lists have no page sizes, so they are taken for larger than they are.
        "FONDACO_GRAPHQL__MAX_LIST_ITEMS": "1000000",
    }
    if not cache:
        environment["FONDACO_GRAPHQL__CACHE_ENTRIES"] = "0"
    return create_app(load_settings(file, environment))


async def database_beside(folder: Path, database_url: str, redis_url: str, name: str) -> str:
    """Makes a database beside another one, and migrates it; returns its address."""
    async with application(folder, database_url, redis_url).running(check_migrations=False):
        await execute(f'CREATE DATABASE "{name}"')
    before, _, after = database_url.partition("?")
    made = before.rpartition("/")[0] + f"/{name}" + (f"?{after}" if after else "")
    app = application(folder, made, redis_url)
    async with app.running(check_migrations=False):
        await migrate(app.database, app.host)
    return made


@asynccontextmanager
async def running_app(shop: Shop, *, cache: bool = False) -> AsyncIterator[App]:
    """Runs Fondaco in this process, on a shop that is filled.

    Args:
        cache: Whether answers are kept in memory.
    """
    app = application(shop.folder, shop.database_url, shop.redis_url, cache=cache)
    async with app.running():
        yield app


async def stocked_shop(folder: Path, database_url: str, redis_url: str, products: int) -> Shop:
    """Migrates and fills an empty database, and looks at what each page costs there.

    Raises:
        ValueError: If a page runs SQL that the hand-written side does not know.
    """
    app = application(folder, database_url, redis_url)
    database = RecordingDatabase(database_url, app.settings.database)
    app.use_database(database)
    async with app.running(check_migrations=False):
        await migrate(database, app.host)
        pages = pages_of(await fill(app, products))
        statements, constants = {}, {}
        for page in pages.values():  # what is read once and kept in memory is by then
            await run_fondaco(app, app.shop, caller_of_page(app, page), page.document, page.variables)
        for name, page in pages.items():
            database.statements.clear()
            data = await run_fondaco(app, app.shop, caller_of_page(app, page), page.document, page.variables)
            statements[name] = roles_of(name, database.statements)
            constants[name] = msgspec.json.encode({"data": data}).decode()
    channel = app.default_channel
    return Shop(
        folder=folder,
        database_url=database_url,
        redis_url=redis_url,
        pages=pages,
        plan=Plan(
            database_url=database_url,
            statements=statements,
            scope=(channel.slug, channel.currency, channel.default_locale, channel.default_locale),
            locales=tuple(channel.locales),
            constants=constants,
        ),
    )


@contextmanager
def all_servers(shop: Shop) -> Iterator[Mapping[str, Server]]:
    """Runs the four servers: ``uncached``, ``cached``, ``fifteen`` (uncached, twelve plugins more) and ``handwritten``."""
    with ExitStack() as stack:
        servers = {}
        for name, options in (
            ("uncached", {}),
            ("cached", {"cache": True}),
            ("fifteen", {"many_plugins": True}),
        ):
            servers[name] = stack.enter_context(
                fondaco_server(shop.folder, name, database_url=shop.database_url, redis_url=shop.redis_url, **options)
            )
        servers["handwritten"] = stack.enter_context(handwritten_server(shop.folder, shop.plan))
        yield servers
