"""Migrations: one set per plugin, run forwards in plugin order, by one process at a time.

A plugin's migrations are the files in ``migrations/`` beside the module of its class, made by ``fondaco plugin
migration <name>`` (Piccolo's automatic migrations) or by hand. Files are imported by path under a name of their own, so
two plugins may use the same file name. Each migration runs in one transaction together with the note that it ran.
"""

from __future__ import annotations

import contextlib
import importlib.util
import inspect
import io
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType

import asyncpg
import msgspec

from fondaco.db.engine import Database, execute, fetch_all
from fondaco.errors import MigrationError
from fondaco.plugins import AnyPlugin, PluginHost

__all__ = [
    "AppliedMigration",
    "PendingMigration",
    "migrate",
    "migration_ids",
    "migrations_folder",
    "new_migration",
    "pending_migrations",
    "piccolo_conf",
]

LOCK_KEY = 0x666F6E6461636F
"""Of ``pg_advisory_lock``: the word fondaco in ASCII."""

_MARKER = "fondaco.db.piccolo_conf"


class AppliedMigration(msgspec.Struct, frozen=True):
    """A migration that has run."""

    plugin: str
    id: str


class PendingMigration(msgspec.Struct, frozen=True):
    """A migration that has not run yet."""

    plugin: str
    id: str
    path: Path


def migrations_folder(plugin: AnyPlugin) -> Path:
    """Returns the folder of a plugin's migrations, whether or not it exists."""
    return Path(inspect.getfile(type(plugin))).parent / "migrations"


def _load(plugin: AnyPlugin, path: Path) -> ModuleType:
    name = f"_fondaco_migrations_{plugin.name}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise MigrationError(f"{path} cannot be imported.")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise MigrationError(f"Migration {path} of plugin {plugin.name!r} cannot be imported: {error}.") from error
    return module


def _files(plugin: AnyPlugin) -> list[Path]:
    folder = migrations_folder(plugin)
    return sorted(path for path in folder.glob("*.py") if path.name != "__init__.py") if folder.is_dir() else []


def _migrations(plugin: AnyPlugin) -> list[tuple[str, ModuleType, Path]]:
    found: dict[str, tuple[str, ModuleType, Path]] = {}
    for path in _files(plugin):
        module = _load(plugin, path)
        id_ = getattr(module, "ID", None)
        if not isinstance(id_, str) or not inspect.iscoroutinefunction(getattr(module, "forwards", None)):
            raise MigrationError(f"{path} is no migration: it needs an ID and an async forwards().")
        if id_ in found:
            raise MigrationError(f"{path} and {found[id_][2]} have the same ID {id_}.")
        found[id_] = (id_, module, path)
    return [found[id_] for id_ in sorted(found)]


def migration_ids(plugin: AnyPlugin) -> list[str]:
    """Returns the ids of a plugin's migrations in their order; imports the files.

    Raises:
        MigrationError: If a file is no migration, or two have the same id.
    """
    return [id_ for id_, _, _ in _migrations(plugin)]


@asynccontextmanager
async def piccolo_conf(database: Database) -> AsyncIterator[None]:
    """Lets Piccolo's migration code, which looks for a configuration module, find this database."""
    module = ModuleType(_MARKER)
    module.DB = database.engine  # type: ignore[attr-defined]
    before = os.environ.get("PICCOLO_CONF")
    sys.modules[_MARKER] = module
    os.environ["PICCOLO_CONF"] = _MARKER
    try:
        yield
    finally:
        del sys.modules[_MARKER]
        if before is None:
            del os.environ["PICCOLO_CONF"]
        else:
            os.environ["PICCOLO_CONF"] = before


async def _applied() -> set[tuple[str, str]]:
    rows = await fetch_all(AppliedMigration, "SELECT plugin, id FROM public.fondaco_migration")
    return {(row.plugin, row.id) for row in rows}


async def pending_migrations(host: PluginHost) -> list[PendingMigration]:
    """Returns what has not run yet, in the order in which it would."""
    exists = await fetch_all(
        AppliedMigration,
        "SELECT 'x' AS plugin, 'x' AS id WHERE to_regclass('public.fondaco_migration') IS NOT NULL",
    )
    applied = await _applied() if exists else set()
    return [
        PendingMigration(plugin.name, id_, path)
        for plugin in host.plugins
        for id_, _, path in _migrations(plugin)
        if (plugin.name, id_) not in applied
    ]


async def _nothing() -> None:
    """What happens beside a migration by default."""


async def migrate(
    database: Database,
    host: PluginHost,
    *,
    on_progress: Callable[[PendingMigration], None] = lambda _: None,
    beside: Callable[[], Awaitable[None]] = _nothing,
) -> list[PendingMigration]:
    """Brings the database to the version of the code; safe to call from many processes at once.

    Holds a session advisory lock in a connection of its own, so others wait and then find nothing left to do.

    Args:
        on_progress: Called before each migration.
        beside: Called in the transaction of each migration, such as `fondaco.cache.invalidation.drop_everything`.

    Returns:
        What was run.

    Raises:
        MigrationError: Naming plugin and file; the failed migration left nothing behind, earlier ones stay.
    """
    lock = await asyncpg.connect(database.url)
    try:
        await lock.execute("SELECT pg_advisory_lock($1)", LOCK_KEY)
        await execute(
            "CREATE TABLE IF NOT EXISTS public.fondaco_migration (plugin text NOT NULL, id text NOT NULL, "
            "applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (plugin, id))"
        )
        for plugin in host.plugins:
            await execute(f'CREATE SCHEMA IF NOT EXISTS "{plugin.name}"')
        done = []
        modules = {(plugin.name, id_): module for plugin in host.plugins for id_, module, _ in _migrations(plugin)}
        async with piccolo_conf(database):
            for pending in await pending_migrations(host):
                on_progress(pending)
                await _run(database, pending, modules[pending.plugin, pending.id], beside)
                done.append(pending)
        return done
    finally:
        await lock.close()


async def _run(
    database: Database, pending: PendingMigration, module: ModuleType, beside: Callable[[], Awaitable[None]]
) -> None:
    try:
        async with database.transaction():
            # Building an index on a large table takes longer than any request may.
            await execute("SET LOCAL statement_timeout = 0")
            # Piccolo drops an index by its bare name, which would silently find nothing in another schema.
            await execute(f'SET LOCAL search_path = "{pending.plugin}", public')
            manager = await module.forwards()
            if manager is not None:
                with contextlib.redirect_stdout(io.StringIO()):  # Piccolo narrates
                    await manager.run()
            await execute(
                "INSERT INTO public.fondaco_migration (plugin, id) VALUES ($1, $2)", pending.plugin, pending.id
            )
            await beside()
    except Exception as error:
        raise MigrationError(
            f"Migration {pending.id} of plugin {pending.plugin!r} ({pending.path}) failed: "
            f"{type(error).__name__}: {error}"
        ) from error


async def new_migration(database: Database, plugin: AnyPlugin, description: str = "") -> Path | None:
    """Compares a plugin's tables with its migrations and writes the migration that is missing.

    Returns:
        The new file, or None if nothing changed.

    Raises:
        MigrationError: If the plugin has no tables, or one of them is not in the plugin's schema.
    """
    from piccolo.apps.migrations.commands.new import (  # noqa: PLC0415 (imports black, which a server has no use for)
        NoChanges,
        _create_new_migration,
    )
    from piccolo.conf.apps import AppConfig  # noqa: PLC0415

    tables = plugin.register_tables()
    for table in tables:
        schema = table._meta.schema  # noqa: SLF001 (Piccolo's public place for it)
        if schema != plugin.name:
            raise MigrationError(
                f'{table.__name__} of plugin {plugin.name!r} is in schema {schema!r}; write schema="{plugin.name}".'
            )
    folder = migrations_folder(plugin)
    config = AppConfig(app_name=plugin.name, migrations_folder_path=str(folder), table_classes=list(tables))
    if not tables and not _files(plugin):
        raise MigrationError(f"Plugin {plugin.name!r} has no tables.")
    folder.mkdir(exist_ok=True)
    async with piccolo_conf(database):
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                meta = await _create_new_migration(config, auto=True, description=description)
        except NoChanges:
            return None
    return Path(meta.migration_path)
