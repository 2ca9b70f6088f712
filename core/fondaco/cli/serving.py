"""``fondaco dev``, ``serve`` and ``worker``."""

from __future__ import annotations

import asyncio
import os
import socket
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import rich_click as click

from fondaco.cli.outcome import console
from fondaco.cli.run import admin_token_of, environment_of, with_servers
from fondaco.errors import BootError
from fondaco.settings import Settings, load_settings

__all__ = ["dev", "free_port", "run_server", "serve", "worker"]


def free_port(host: str, wanted: int) -> int:
    """Returns the wanted port, or a free one for 0.

    Raises:
        BootError: ``PORT_TAKEN``.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, wanted))
        except OSError as error:
            raise BootError(
                f"Cannot listen on {host}:{wanted} ({error.strerror}). Choose another with --port, or 0 for any.",
                code="PORT_TAKEN",
            ) from error
        port: int = probe.getsockname()[1]
        return port


def run_server(host: str, port: int, *, workers: int = 1, reload_paths: list[Path] | None = None, **more: Any) -> None:
    """Runs granian on the application of the environment until it is stopped by a signal."""
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces, Loops  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    Granian(
        "fondaco.app:asgi",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.auto,
        workers=workers,
        respawn_failed_workers=workers > 1,
        workers_kill_timeout=30,
        log_level=LogLevels.warning,
        reload=bool(reload_paths),
        reload_paths=reload_paths or None,
        reload_ignore_worker_failure=True,
        **more,
    ).serve()


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
@click.option("--port", type=int, default=None, help="Port; 0 for any free one. Default from the settings.")
@click.option("--reload/--no-reload", default=True, help="Start anew when Python or theme files change.")
def dev(host: str | None, port: int | None, reload: bool) -> None:
    """Run the shop for development: embedded servers, migrations, reload, worker inside."""
    settings = _with_server(load_settings(), host, port)
    with with_servers(settings) as named:
        prepare(named)
        token = admin_token_of(named)
        announce(named, token)
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
        run_server(named.server.host, named.server.port, reload_paths=[Path.cwd()] if reload else None)


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
@click.option("--port", type=int, default=None, help="Port; default from the settings.")
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
        run_server(named.server.host, named.server.port, workers=workers)


@click.command()
@click.option("--burst", is_flag=True, help="Do what is there now and end.")
@click.option("--metrics-port", type=int, default=None, help="Serve Prometheus metrics there; default not at all.")
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
