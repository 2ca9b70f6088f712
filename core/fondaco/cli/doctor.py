"""``fondaco doctor``: what is wrong, and what to do."""

from __future__ import annotations

import asyncio
import platform
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import rich_click as click

from fondaco.cli.outcome import ExitCode, console, print_json
from fondaco.cli.run import with_servers
from fondaco.errors import FondacoError
from fondaco.settings import Settings, load_settings

__all__ = ["doctor"]

_NEEDED_BYTES = 500_000_000


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at.

    Attributes:
        status: ``ok``, ``warning`` (works, but) or ``problem`` (keeps the shop from running).
        cure: What to do about it; empty if nothing.
    """

    topic: str
    status: str
    message: str
    cure: str = ""


def _machine(settings: Settings) -> Iterator[Finding]:
    yield Finding("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    folder = Path(settings.data_dir)
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < _NEEDED_BYTES:
        yield Finding("disk", "warning", f"{free // 1_000_000} MB free in {folder}", "Free some space: 500 MB or more.")
    else:
        yield Finding("disk", "ok", f"{free // 1_000_000_000} GB free in {folder}")


def _settings(settings: Settings) -> Iterator[Finding]:
    token = settings.access.admin_token
    if token is None:
        yield Finding(
            "admin token",
            "warning",
            "access.admin_token is not set: `fondaco dev` makes one, `fondaco serve` lets nobody in",
            "Set FONDACO_ACCESS__ADMIN_TOKEN to 20 or more random characters.",
        )
    embedded = [
        name for name, url in (("PostgreSQL", settings.database.url), ("Valkey", settings.redis.url)) if not url
    ]
    if embedded:
        yield Finding("servers", "ok", f"{' and '.join(embedded)}: the embedded one of {settings.data_dir}")


def _application(settings: Settings) -> Iterator[Finding]:
    from redis import asyncio as redis  # noqa: PLC0415

    from fondaco.app import create_app  # noqa: PLC0415
    from fondaco.db.migrate import pending_migrations  # noqa: PLC0415
    from fondaco.observability.health import run_checks  # noqa: PLC0415

    app = create_app(settings)
    yield Finding("plugins", "ok", ", ".join(plugin.name for plugin in app.host.plugins))

    async def look() -> list[Finding]:
        async with app.running(check_migrations=False):
            found = [Finding("database", "ok", "answers")]
            if pending := await pending_migrations(app.host):
                names = ", ".join(sorted({one.plugin for one in pending}))
                found.append(
                    Finding("migrations", "problem", f"{len(pending)} of {names} have not run", "Run: fondaco migrate")
                )
            else:
                report = await run_checks(app.health_checks)
                found.extend(
                    Finding(f"health: {name}", "ok" if result == "ok" else "problem", result)
                    for name, result in report.checks.items()
                )
            client = redis.from_url(app.redis_url, socket_connect_timeout=3)  # type: ignore[no-untyped-call]
            try:
                await client.ping()
                found.append(Finding("valkey", "ok", "answers"))
            except (OSError, redis.RedisError) as error:
                found.append(
                    Finding(
                        "valkey",
                        "problem",
                        f"does not answer: {error}",
                        "The shop sells without it, but jobs and events wait. Start it, or check REDIS_URL.",
                    )
                )
            finally:
                await client.aclose()
            return found

    yield from asyncio.run(look())


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def doctor(as_json: bool) -> int:
    """Say what is wrong and what to do about it. Exits with 1 if something keeps the shop from running."""
    findings: list[Finding] = []

    def gather(topic: str, look: Callable[[], Iterator[Finding]]) -> bool:
        try:
            findings.extend(look())
        except FondacoError as error:
            findings.append(Finding(topic, "problem", f"{error.code}: {error.message}"))
            return False
        return True

    loaded: list[Settings] = []

    def load() -> Iterator[Finding]:
        loaded.append(load_settings())
        yield Finding("settings", "ok", "read")

    if gather("settings", load):
        settings = loaded[0]
        gather("machine", lambda: _machine(settings))
        gather("settings", lambda: _settings(settings))

        def running() -> Iterator[Finding]:
            with with_servers(settings) as named:
                yield from _application(named)

        gather("application", running)
    bad = any(finding.status == "problem" for finding in findings)
    if as_json:
        print_json({"ok": not bad, "findings": findings})
    else:
        marks = {"ok": "[green]✓[/]", "warning": "[yellow]![/]", "problem": "[bold red]✗[/]"}
        for finding in findings:
            message = finding.message.replace("[", r"\[")
            console.print(f"{marks[finding.status]} {finding.topic}: {message}", highlight=False, soft_wrap=True)
            if finding.cure:
                console.print(f"    → {finding.cure}", highlight=False, soft_wrap=True)
    return ExitCode.FAILED if bad else ExitCode.OK
