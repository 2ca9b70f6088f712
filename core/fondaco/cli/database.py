"""``fondaco migrate`` and ``fondaco servers``."""

from __future__ import annotations

import asyncio
from pathlib import Path

import rich_click as click

from fondaco.cli.outcome import ExitCode, console, print_json
from fondaco.cli.run import with_servers
from fondaco.db.embedded import EmbeddedServers
from fondaco.db.migrate import PendingMigration
from fondaco.settings import Settings, load_settings

__all__ = ["migrate", "run_migrations", "servers"]


def run_migrations(settings: Settings) -> list[PendingMigration]:
    """Runs what has not run yet, and says so."""
    from fondaco.app import create_app  # noqa: PLC0415
    from fondaco.cache.invalidation import drop_everything  # noqa: PLC0415
    from fondaco.db.migrate import migrate as run  # noqa: PLC0415

    app = create_app(settings)

    async def work() -> list[PendingMigration]:
        async with app.running(check_migrations=False):
            return await run(
                app.database,
                app.host,
                on_progress=lambda pending: console.print(f"migrating {pending.plugin} {pending.id}", highlight=False),
                beside=drop_everything,
            )

    return asyncio.run(work())


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was run as one line of JSON.")
def migrate(as_json: bool) -> None:
    """Bring the database to the version of the code. Safe to run from many machines at once."""
    with with_servers() as settings:
        done = run_migrations(settings)
    if as_json:
        print_json({"applied": [{"plugin": one.plugin, "id": one.id} for one in done]})
    else:
        console.print(f"{len(done)} migrations run." if done else "Nothing to do.")


@click.group()
def servers() -> None:
    """Start, stop or show the embedded PostgreSQL and Valkey."""


def _embedded(settings: Settings) -> EmbeddedServers:
    return EmbeddedServers(Path(settings.data_dir) / "servers")


@servers.command()
def start() -> None:
    """Start both until they are told to stop, and print their addresses as environment variables."""
    endpoints = _embedded(load_settings()).start(keep=True)
    click.echo(f"DATABASE_URL={endpoints.database_url}\nREDIS_URL={endpoints.redis_url}")


@servers.command()
def stop() -> int:
    """Stop both, unless somebody uses them."""
    embedded = _embedded(load_settings())
    embedded.stop(kept=True)
    found = embedded.status()
    if found.postgres.pid is None and found.valkey.pid is None:
        console.print("Both are stopped.")
        return ExitCode.OK
    users = ", ".join(map(str, found.users))
    console.print(f"They go on until their users stop: process {users}.", highlight=False, soft_wrap=True)
    return ExitCode.FAILED


@servers.command()
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def status(as_json: bool) -> None:
    """Show whether they run, and who uses them."""
    found = _embedded(load_settings()).status()
    if as_json:
        print_json(found)
        return
    for server in (found.postgres, found.valkey):
        state = f"runs, pid {server.pid}" if server.pid else "does not run"
        console.print(f"{server.name}: {state}; log: {server.log}", highlight=False, soft_wrap=True)
    console.print(f"users: {', '.join(map(str, found.users)) or 'none'}", highlight=False)
