"""``fondaco doctor``: what is wrong, and what to do."""

from __future__ import annotations

import asyncio
import platform
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import rich_click as click
from rich.markup import escape

from fondaco.cli.outcome import ExitCode, console, print_json
from fondaco.cli.run import with_servers
from fondaco.diagnosis import Diagnosis
from fondaco.errors import FondacoError, UnavailableError
from fondaco.settings import Settings, load_settings

__all__ = ["doctor"]

_NEEDED_BYTES = 500_000_000


def _machine(settings: Settings) -> Iterator[Diagnosis]:
    yield Diagnosis("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    folder = Path(settings.data_dir)
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < _NEEDED_BYTES:
        yield Diagnosis(
            "disk", "warning", f"{free // 1_000_000} MB free in {folder}", "Free some space: 500 MB or more."
        )
    else:
        yield Diagnosis("disk", "ok", f"{free / 1_000_000_000:.1f} GB free in {folder}")


def _settings(settings: Settings) -> Iterator[Diagnosis]:
    token = settings.access.admin_token
    if token is None:
        yield Diagnosis(
            "admin token",
            "warning",
            "access.admin_token is not set: `fondaco dev` makes one, `fondaco serve` lets nobody in",
            "Set FONDACO_ACCESS__ADMIN_TOKEN to 20 or more random characters.",
        )
    embedded = [
        name for name, url in (("PostgreSQL", settings.database.url), ("Valkey", settings.redis.url)) if not url
    ]
    if embedded:
        yield Diagnosis("servers", "ok", f"{' and '.join(embedded)}: the embedded one of {settings.data_dir}")


def _application(settings: Settings) -> Iterator[Diagnosis]:
    from redis import asyncio as redis  # noqa: PLC0415

    from fondaco.app import create_app  # noqa: PLC0415
    from fondaco.db.migrate import pending_migrations  # noqa: PLC0415
    from fondaco.hookspecs import HookSpecs  # noqa: PLC0415
    from fondaco.observability.health import run_checks  # noqa: PLC0415

    app = create_app(settings)
    yield Diagnosis("plugins", "ok", ", ".join(plugin.name for plugin in app.host.plugins))
    for name, diagnoses in app.hooks.register(HookSpecs.register_diagnoses):
        for found in diagnoses:
            yield msgspec.structs.replace(found, topic=f"{name}: {found.topic}")

    async def database() -> list[Diagnosis]:
        async with app.running(check_migrations=False):
            found = [Diagnosis("database", "ok", "answers")]
            if pending := await pending_migrations(app.host):
                names = ", ".join(sorted({one.plugin for one in pending}))
                found.append(
                    Diagnosis(
                        "migrations", "problem", f"{len(pending)} of {names} have not run", "Run: fondaco migrate"
                    )
                )
            else:
                report = await run_checks(app.health_checks)
                found.extend(
                    Diagnosis(f"health: {name}", "ok" if result == "ok" else "problem", result)
                    for name, result in report.checks.items()
                )
            return found

    async def valkey() -> Diagnosis:
        try:
            async with redis.from_url(app.redis_url, socket_connect_timeout=3) as client:  # type: ignore[no-untyped-call]
                await client.ping()
        except (OSError, ValueError, redis.RedisError) as error:
            return Diagnosis(
                "valkey",
                "problem",
                f"does not answer: {error}",
                "The shop sells without it, but jobs and events wait. Start it, or check REDIS_URL.",
            )
        return Diagnosis("valkey", "ok", "answers")

    async def files() -> Diagnosis:
        try:
            await app.files.storage.check()
        except FondacoError as error:
            return Diagnosis(
                "files",
                "problem",
                f"{app.files.storage.where}: {error.message}",
                "Make the folder writable, or check the settings of [files] and the credentials of the bucket.",
            )
        return Diagnosis("files", "ok", f"can be kept in {app.files.storage.where}")

    yield asyncio.run(files())
    try:
        yield from asyncio.run(database())
    except UnavailableError as error:
        yield Diagnosis("database", "problem", f"{error.code}: {error.message}", "Start it, or check DATABASE_URL.")
    yield asyncio.run(valkey())


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def doctor(as_json: bool) -> int:
    """Say what is wrong and what to do about it. Exits with 1 if something keeps the shop from running."""
    findings: list[Diagnosis] = []

    def gather(topic: str, look: Callable[[], Iterator[Diagnosis]]) -> bool:
        try:
            findings.extend(look())
        except FondacoError as error:
            findings.append(Diagnosis(topic, "problem", f"{error.code}: {error.message}"))
            return False
        except Exception as error:  # noqa: BLE001 (whatever is ill, the doctor says so)
            findings.append(Diagnosis(topic, "problem", f"{type(error).__name__}: {error}"))
            return False
        return True

    loaded: list[Settings] = []

    def load() -> Iterator[Diagnosis]:
        loaded.append(load_settings())
        yield Diagnosis("settings", "ok", "read")

    if gather("settings", load):
        settings = loaded[0]
        gather("machine", lambda: _machine(settings))
        gather("settings", lambda: _settings(settings))

        def running() -> Iterator[Diagnosis]:
            with with_servers(settings) as named:
                yield from _application(named)

        gather("application", running)
    bad = any(finding.status == "problem" for finding in findings)
    if as_json:
        print_json({"ok": not bad, "findings": findings})
    else:
        good, bad_mark, arrow = ("✓", "✗", "→") if console.encoding.startswith("utf") else ("+", "x", "->")
        marks = {"ok": f"[green]{good}[/]", "warning": "[yellow]![/]", "problem": f"[bold red]{bad_mark}[/]"}
        for finding in findings:
            said = escape(f"{finding.topic}: {finding.message}")
            console.print(f"{marks[finding.status]} {said}", highlight=False, soft_wrap=True)
            if finding.cure:
                console.print(f"    {arrow} {escape(finding.cure)}", highlight=False, soft_wrap=True)
    return ExitCode.FAILED if bad else ExitCode.OK
