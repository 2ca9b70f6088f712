"""The program itself: built-in commands, and those of enabled plugins when one of them is asked for.

Commands are imported when they are needed, so that ``fondaco --help`` is quick and works with a broken plugin.
"""

from __future__ import annotations

import importlib
import io
import sys

import rich_click as click
from click.exceptions import Exit

from fondaco.cli.outcome import ExitCode, report
from fondaco.cli.processes import terminated_in_order
from fondaco.errors import BootError

__all__ = ["main"]

_BUILT_IN = {
    "new": ("fondaco.cli.scaffold", "new"),
    "demo": ("fondaco.cli.demo", "demo"),
    "dev": ("fondaco.cli.serving", "dev"),
    "serve": ("fondaco.cli.serving", "serve"),
    "worker": ("fondaco.cli.serving", "worker"),
    "migrate": ("fondaco.cli.database", "migrate"),
    "servers": ("fondaco.cli.database", "servers"),
    "plugin": ("fondaco.cli.plugins", "plugin"),
    "import": ("fondaco.cli.program", "import_group"),
    "export": ("fondaco.cli.program", "export_group"),
    "schema": ("fondaco.cli.schema", "schema"),
    "documents": ("fondaco.cli.documents", "documents"),
    "events": ("fondaco.cli.events", "events"),
    "mail": ("fondaco.cli.mail", "mail"),
    "doctor": ("fondaco.cli.doctor", "doctor"),
}

_SUMMARIES = {
    "new": "Make a new shop project.",
    "demo": "Start a demo store with everything it needs.",
    "dev": "Run the shop for development: reload, embedded servers, worker inside.",
    "serve": "Run the shop for production.",
    "worker": "Run background jobs and event deliveries.",
    "migrate": "Bring the database to the version of the code.",
    "servers": "Start, stop or show the embedded PostgreSQL and Valkey.",
    "plugin": "Make, list and check plugins.",
    "import": "Import data from files.",
    "export": "Export data to files.",
    "schema": "Export the GraphQL schemas.",
    "documents": "Check the trusted documents of front-ends.",
    "events": "Look at event deliveries and replay dead ones.",
    "mail": "Preview mails, and look at what was sent.",
    "doctor": "Say what is wrong and what to do about it.",
}


@click.group(help=_SUMMARIES["import"])
def import_group() -> None:
    """Filled by plugins."""


@click.group(help=_SUMMARIES["export"])
def export_group() -> None:
    """Filled by plugins."""


class Program(click.RichGroup):
    """The root group."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Built-in commands; those of plugins are shown by ``fondaco plugin list``."""
        return list(_BUILT_IN)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Returns a built-in command, imported only if it is the one that was asked for, or one of a plugin."""
        if cmd_name not in _BUILT_IN:
            return _contributed(None).get(cmd_name)
        if cmd_name not in sys.argv[1:]:
            return click.RichCommand(name=cmd_name, help=_SUMMARIES[cmd_name])
        module, attribute = _BUILT_IN[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        # A plugin that is broken must not keep the built-in commands of a group from working.
        asked = sys.argv[sys.argv.index(cmd_name) + 1 :][:1]
        if isinstance(command, click.Group) and not (asked and asked[0] in command.commands):
            named = bool(asked) and not asked[0].startswith("-")
            for name, contributed in _contributed(cmd_name, needed=named).items():
                command.add_command(contributed, name)
        return command


def _contributed(group: str | None, *, needed: bool = True) -> dict[str, click.Command]:
    """Returns what plugins add to a group; if it is not needed, a broken plugin is told and adds nothing."""
    from fondaco.cli.plugins import contributed_commands  # noqa: PLC0415 (loads the plugins)

    try:
        return contributed_commands(group)
    except BootError as error:
        if needed:
            raise
        report(error)
        return {}


@click.command(cls=Program)
@click.version_option(package_name="fondaco")
def program() -> None:
    """Fondaco: a plugin-based headless commerce framework."""


def main() -> None:
    """Runs the program; errors raised on purpose end in one line and an exit code that means something.

    What scripts read, on standard output, is UTF-8 whatever the locale.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        with terminated_in_order():
            outcome = program(standalone_mode=False)
        sys.exit(outcome if isinstance(outcome, int) else 0)
    except Exit as exit_:
        sys.exit(exit_.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(ExitCode.INTERRUPTED)
    except Exception as error:  # noqa: BLE001 (the last place to say something useful)
        sys.exit(report(error))
