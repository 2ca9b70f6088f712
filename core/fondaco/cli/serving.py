"""``fondaco dev``, ``serve`` and ``worker``."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import rich_click as click

from fondaco.cli.outcome import ExitCode, console, report
from fondaco.cli.processes import end_when_told, end_with
from fondaco.cli.run import admin_token_of, environment_of, with_servers
from fondaco.errors import BootError
from fondaco.settings import Settings, load_settings

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["PORT", "dev", "free_port", "run_server", "serve", "worker"]

PORT = click.IntRange(0, 65535)

_SERVE = "import sys; from fondaco.cli.serving import serve_for_development; sys.exit(serve_for_development())"


def free_port(host: str, wanted: int) -> int:
    """Returns the wanted port, or a free one for 0.

    Raises:
        BootError: ``PORT_TAKEN``, or ``CANNOT_LISTEN`` for whatever else is the matter with the address.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, wanted))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            cure = "--port, or 0 for any" if taken else "--host and --port"
            raise BootError(
                f"Cannot listen on {host}:{wanted} ({error.strerror}). Choose another with {cure}.",
                code="PORT_TAKEN" if taken else "CANNOT_LISTEN",
            ) from error
        port: int = probe.getsockname()[1]
        return port


def run_server(host: str, port: int, *, workers: int = 1, stop_seconds: int = 30) -> None:
    """Runs granian on the application of the environment until it is stopped by a signal.

    Args:
        workers: Server processes. They end with this one, however it ends.
        stop_seconds: How long requests and jobs that run may go on when it is stopped.
    """
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces, Loops  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    Granian(
        "fondaco.app:asgi",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.auto,
        workers=workers,
        respawn_failed_workers=workers > 1,
        workers_kill_timeout=stop_seconds,
        log_level=LogLevels.warning,
    ).serve(target_loader=partial(_loaded, os.getpid()), wrap_loader=False)


def _refuse_what_cannot_run(settings: Settings) -> None:
    """Starts and stops the application once: what is wrong is said in one line, not by each server process in its way.

    Raises:
        BootError: If the application cannot start.
        UnavailableError: If the database does not answer.
    """
    from fondaco.app import create_app  # noqa: PLC0415

    app = create_app(settings)

    async def look() -> None:
        async with app.running():
            pass

    asyncio.run(look())


def _loaded(parent: int) -> App:
    """Returns the application of a server process."""
    end_when_told()
    end_with(parent)
    from fondaco.app import asgi  # noqa: PLC0415 (a second that a signal must not get lost in)

    return asgi()


def _with_server(settings: Settings, host: str | None, port: int | None) -> Settings:
    host = host or settings.server.host
    chosen = free_port(host, settings.server.port if port is None else port)
    return msgspec.structs.replace(settings, server=msgspec.structs.replace(settings.server, host=host, port=chosen))


def prepare(settings: Settings) -> None:
    """Migrates the database of the settings."""
    from fondaco.cli.database import run_migrations  # noqa: PLC0415

    run_migrations(settings)


@click.command()
@click.option("--host", default=None, help="Address to listen on; default from the settings.")
@click.option("--port", type=PORT, default=None, help="Port; 0 for any free one. Default from the settings.")
@click.option("--reload/--no-reload", default=True, help="Start anew when Python files or the settings change.")
def dev(host: str | None, port: int | None, reload: bool) -> int:
    """Run the shop for development: embedded servers, migrations, reload, worker inside."""
    settings = _with_server(load_settings(), host, port)
    with with_servers(settings) as named:
        token = admin_token_of(named)
        os.environ.update(
            environment_of(
                named,
                FONDACO_SERVER__HOST=named.server.host,
                FONDACO_SERVER__PORT=str(named.server.port),
                FONDACO_ACCESS__ADMIN_TOKEN=token,
                FONDACO_DEVELOPMENT="true" if reload else "false",
                FONDACO_RUN_WORKER_INSIDE="1",
            )
        )
        if not reload:
            prepare(named)
            announce(named, token)
            run_server(named.server.host, named.server.port)
            return ExitCode.OK
        from fondaco.cli.reloading import run_reloading  # noqa: PLC0415

        return run_reloading(_SERVE, paths=_watched(), ignored=[Path(named.data_dir)])


def _watched() -> list[Path]:
    """Returns the folder of the project, and the file of the settings where it lies elsewhere."""
    here = Path.cwd()
    file = Path(os.environ.get("FONDACO_SETTINGS", "fondaco.toml")).absolute()
    return [here] if file.is_relative_to(here) or not file.is_file() else [here, file]


def serve_for_development() -> int:
    """Migrates and serves what the environment describes: one start of ``fondaco dev``, in a process of its own."""
    parent, number = map(int, sys.argv[1:])
    end_with(parent)
    try:
        settings = load_settings()
        prepare(settings)
        if number == 1:
            announce(settings, settings.access.admin_token or "")
        run_server(settings.server.host, settings.server.port, stop_seconds=5)
    except Exception as error:  # noqa: BLE001 (the last place to say something useful)
        return report(error)
    return ExitCode.OK


def announce(settings: Settings, token: str) -> None:
    """Prints where everything is."""
    base = settings.server.base_url
    console.print(f"\n[bold]{settings.name}[/] is starting. Press Ctrl+C to stop.\n")
    for label, value in (
        ("Storefront", f"{base}/"),
        ("Shop API", f"{base}/graphql/shop"),
        ("Admin API", f"{base}/graphql/admin"),
        ("Admin token", token),
    ):
        console.print(f"  {label:<12} {value}", highlight=False, soft_wrap=True)
    console.print()


@click.command()
@click.option("--host", default=None, help="Address to listen on; default from the settings.")
@click.option("--port", type=PORT, default=None, help="Port; 0 for any free one. Default from the settings.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Server processes.")
def serve(host: str | None, port: int | None, workers: int) -> None:
    """Run the shop for production. Migrations have to have run: `fondaco migrate`."""
    settings = _with_server(load_settings(), host, port)
    with with_servers(settings) as named, tempfile.TemporaryDirectory(prefix="fondaco-metrics-") as metrics:
        os.environ.update(
            environment_of(named, FONDACO_SERVER__HOST=named.server.host, FONDACO_SERVER__PORT=str(named.server.port))
        )
        if workers > 1:
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics
        _refuse_what_cannot_run(named)
        run_server(named.server.host, named.server.port, workers=workers)


@click.command()
@click.option("--burst", is_flag=True, help="Do what is there now and end.")
@click.option("--metrics-port", type=PORT, default=None, help="Serve Prometheus metrics there; default not at all.")
def worker(burst: bool, metrics_port: int | None) -> None:
    """Run background jobs and event deliveries. Run as many as you need."""
    from prometheus_client import start_http_server  # noqa: PLC0415

    from fondaco.app import create_app  # noqa: PLC0415
    from fondaco.observability.logs import configure_logs  # noqa: PLC0415

    with with_servers() as settings:
        configure_logs(settings.logging)
        app = create_app(settings)
        if metrics_port is not None:
            start_http_server(free_port(settings.server.host, metrics_port), settings.server.host, app.metrics.registry)

        async def work() -> None:
            async with app.running():
                await app.build_worker(handle_signals=True, burst=burst).run()

        asyncio.run(work())
