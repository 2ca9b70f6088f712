"""``fondaco demo``: a store with everything it needs, on a machine that has nothing but Python."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import time
from pathlib import Path

import msgspec
import rich_click as click

from fondaco.cli.child import running_child
from fondaco.cli.outcome import ExitCode, console, print_json
from fondaco.cli.run import admin_token_of, environment_of, with_servers
from fondaco.cli.serving import PORT, announce, free_port, run_server
from fondaco.errors import BootError, FondacoError, PluginError
from fondaco.plugins import installed
from fondaco.settings import ServerSettings, Settings, load_settings

__all__ = ["demo"]

_SETTINGS = """# The demo store. Change what you like; `fondaco demo` does not write this file again.
name = "Porto Franco"
data_dir = "."

[channels.default]
name = "Europe"
currency = "EUR"
locales = ["en", "zh-Hans"]
prices_include_tax = true
"""
_TEST_PAYMENT = """
[plugins.checkout]
test_provider = true

[plugins.checkout.documents.seller]
company = "Porto Franco GmbH"
address = ["Speicherstraße 12", "20457 Hamburg", "Germany"]
country = "DE"
vat_id = "DE136695976"
"""
_SERVE = "from fondaco.cli.demo import serve_environment; serve_environment()"


@click.command()
@click.option("--port", type=PORT, default=None, help="Port; 0 for any free one. Default 8000, or a free one if taken.")
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(".fondaco") / "demo",
    show_default=True,
    help="Where the store lives; found again at the next start.",
)
@click.option("--once", is_flag=True, help="Make one purchase, print the order as JSON, stop everything and end.")
def demo(port: int | None, data_dir: Path, once: bool) -> int:
    """Start a demo store: PostgreSQL, Valkey, server, worker, products and pictures."""
    started = time.monotonic()
    settings = _settings(data_dir, port)
    with with_servers(settings) as named:
        _fill(named)
        token = admin_token_of(named)
        os.environ.update(
            environment_of(
                named,
                FONDACO_SETTINGS=str(data_dir / "fondaco.toml"),
                FONDACO_SERVER__PORT=str(named.server.port),
                FONDACO_ACCESS__ADMIN_TOKEN=token,
                FONDACO_RUN_WORKER_INSIDE="1",
            )
        )
        if once:
            with running_child(_SERVE, base_url=named.server.base_url, log=data_dir / "server.log"):
                console.print(f"ready after {time.monotonic() - started:.1f} s", highlight=False)
                order = _buy(named.server.base_url)
            print_json(order)
            return ExitCode.OK
        announce(named, token)
        if not named.mail.host:
            folder = named.mail.folder or Path(named.data_dir) / "mails"
            console.print(f"Mails are written to {folder}", highlight=False, soft_wrap=True)
        run_server(named.server.host, named.server.port)
    return ExitCode.OK


def _settings(data_dir: Path, port: int | None) -> Settings:
    file = data_dir / "fondaco.toml"
    if not file.exists():
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            file.write_text(_SETTINGS + (_TEST_PAYMENT if "checkout" in installed() else ""), encoding="utf-8")
        except OSError as error:
            raise BootError(f"{data_dir} cannot be written: {error.strerror}", code="DATA_DIR_UNWRITABLE") from error
    settings = load_settings(file)
    host = settings.server.host
    try:
        chosen = free_port(host, settings.server.port if port is None else port)
    except BootError:
        if port is not None or settings.server.port != ServerSettings().port:
            raise
        chosen = free_port(host, 0)
    return msgspec.structs.replace(settings, server=msgspec.structs.replace(settings.server, port=chosen))


def _fill(settings: Settings) -> None:
    """Migrates and seeds, unless this code with these migrations has done so before."""
    marker = Path(settings.data_dir) / "filled.json"
    state = msgspec.json.encode([settings.enabled, settings.disabled, _code_state()])
    if marker.is_file() and marker.read_bytes() == state:
        return
    from fondaco.cli.database import run_migrations  # noqa: PLC0415 (imports the application)

    run_migrations(settings)
    asyncio.run(_seed(settings))
    marker.write_bytes(state)


def _code_state() -> dict[str, list[str]]:
    """Returns version and migrations of the core and each installed plugin, without importing any of them."""
    modules = {
        "fondaco": "fondaco.system.plugin",
        **{name: target.partition(":")[0] for name, target in installed().items()},
    }
    state: dict[str, list[str]] = {}
    for name, module in modules.items():
        spec = importlib.util.find_spec(module.partition(".")[0])
        folder = Path(*(spec.submodule_search_locations if spec and spec.submodule_search_locations else ()))
        migrations = folder.joinpath(*module.split(".")[1:]).parent / "migrations"
        state[name] = [module, *sorted(path.name for path in migrations.glob("*.py"))]
    return state


async def _seed(settings: Settings) -> None:
    from fondaco.app import create_app  # noqa: PLC0415
    from fondaco.hookspecs import HookSpecs  # noqa: PLC0415

    app = create_app(settings)
    async with app.running():
        for _, seeds in app.hooks.register(HookSpecs.register_seeds):
            for seed in seeds:
                with console.status(f"Filling {seed.name} …"):
                    said = await seed.run(app)
                console.print(f"{seed.name}: {said}", highlight=False)


def serve_environment() -> None:
    """Serves the application that the environment describes, in this process."""
    settings = load_settings()
    run_server(settings.server.host, settings.server.port)


def _buy(base_url: str) -> object:
    try:
        from fondaco_sdk.demo import buy_something  # noqa: PLC0415 (an optional part)
    except ImportError as error:
        raise PluginError("The Python SDK is not installed: pip install fondaco-sdk", code="SDK_MISSING") from error
    try:
        return buy_something(base_url)
    except Exception as error:
        raise FondacoError(f"The purchase failed: {type(error).__name__}: {error}", code="PURCHASE_FAILED") from error
