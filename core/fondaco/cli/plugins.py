"""``fondaco plugin new``, ``list``, ``check`` and ``migration``."""

from __future__ import annotations

from pathlib import Path

import rich_click as click
from rich.table import Column, Table

from fondaco.cli.commands import CliCommand
from fondaco.cli.outcome import ExitCode, console, print_json, report
from fondaco.cli.run import with_app
from fondaco.cli.scaffold import new_plugin
from fondaco.errors import BootError, PluginError
from fondaco.hookspecs import HookSpecs
from fondaco.plugins import PluginHost, discover, installed
from fondaco.settings import load_settings
from fondaco.system.plugin import SystemPlugin

__all__ = ["contributed_commands", "plugin"]


def _host() -> PluginHost:
    return discover(load_settings(), extra=(SystemPlugin,))


def contributed_commands(group: str | None) -> dict[str, click.Command]:
    """Returns the commands that enabled plugins contribute to a group, by name.

    Raises:
        PluginError: If two plugins contribute the same command.
    """
    found: dict[str, click.Command] = {}
    owners: dict[str, str] = {}
    for enabled in _host().plugins:
        for contributed in enabled.register_cli():
            if contributed.group != group:
                continue
            name = contributed.command.name or ""
            if name in found:
                raise PluginError(f"Plugins {owners[name]!r} and {enabled.name!r} both add the command {name!r}.")
            found[name], owners[name] = contributed.command, enabled.name
    return found


def hooks_of(host: PluginHost, name: str) -> list[str]:
    """Returns the hooks that a plugin implements."""
    prefixes = ("register_", "resolve_", "collect_", "validate_", "join_")
    hooks = [hook for hook in dir(HookSpecs) if hook.startswith(prefixes)]
    return [hook for hook in hooks if any(found.name == name for found in host.implementing(hook))]


def _spoken(command: CliCommand) -> str:
    return " ".join(filter(None, (command.group, command.command.name)))


@click.group()
def plugin() -> None:
    """Make, list and check plugins."""


plugin.add_command(new_plugin, "new")


@plugin.command("list")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def list_(as_json: bool) -> None:
    """List the installed plugins, and what the enabled ones implement."""
    host = _host()
    rows = [
        {
            "name": found.name,
            "version": found.installed_version(),
            "enabled": True,
            "requires": sorted(found.requires),
            "hooks": hooks_of(host, found.name),
            "commands": [_spoken(command) for command in found.register_cli()],
        }
        for found in host.plugins
    ]
    rows += [
        {"name": name, "version": "", "enabled": False, "requires": [], "hooks": [], "commands": []}
        for name in installed()
        if name not in host
    ]
    if as_json:
        print_json({"plugins": rows})
        return
    table = Table(
        "plugin",
        "version",
        "enabled",
        *(Column(name, overflow="fold") for name in ("requires", "implements", "commands")),
    )
    for row in rows:
        table.add_row(
            str(row["name"]),
            str(row["version"]),
            "yes" if row["enabled"] else "no",
            ", ".join(row["requires"]),  # type: ignore[arg-type]
            ", ".join(row["hooks"]),  # type: ignore[arg-type]
            ", ".join(row["commands"]),  # type: ignore[arg-type]
        )
    console.print(table)


@plugin.command()
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def check(as_json: bool) -> int:
    """Check that the enabled plugins boot together: hooks, requirements, settings, schemas, permissions, migrations."""
    from fondaco.cli.schema import compose_offline  # noqa: PLC0415
    from fondaco.db.migrate import migration_ids  # noqa: PLC0415

    try:
        host = _host()
        compose_offline(load_settings())
        counted = {found.name: len(migration_ids(found)) for found in host.plugins}
        for found in host.plugins:
            if found.register_tables() and not counted[found.name]:
                raise PluginError(
                    f"Plugin {found.name!r} has tables but no migration. Run: fondaco plugin migration {found.name}"
                )
    except BootError as error:
        if as_json:
            print_json({"ok": False, "code": error.code, "message": error.message})
            return ExitCode.BOOT
        return report(error)
    if as_json:
        print_json({"ok": True, "plugins": [found.name for found in host.plugins]})
    else:
        console.print(f"{len(host.plugins)} plugins boot together: {', '.join(found.name for found in host.plugins)}.")
    return ExitCode.OK


@plugin.command()
@click.argument("name")
@click.option("--description", default="", help="Kept in the file.")
def migration(name: str, description: str) -> None:
    """Write the migration that brings a plugin's tables to what its code says."""
    from fondaco.app import App  # noqa: PLC0415
    from fondaco.db.migrate import new_migration  # noqa: PLC0415

    async def work(app: App) -> Path | None:
        found = app.host.get(name)
        if found is None:
            raise PluginError(
                f"No enabled plugin is called {name!r}. Enabled: {', '.join(one.name for one in app.host.plugins)}."
            )
        return await new_migration(app.database, found, description)

    written = with_app(work, check_migrations=False)
    if written is None:
        console.print("Nothing changed.")
    else:
        console.print(f"wrote {written}", highlight=False, soft_wrap=True)
