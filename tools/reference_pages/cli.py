"""docs/reference/cli.md."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import click
from fondaco.cli import program
from fondaco.cli.outcome import ExitCode

from reference_pages.shipped import shipped_app
from reference_pages.text import enum_docs, paragraphs, table, written

__all__ = ["commands", "page"]


def commands() -> Iterator[tuple[tuple[str, ...], click.Command, str]]:
    """Yields every command: its words, the command, and the plugin that contributes it (empty for the core's)."""
    contributed: dict[str | None, dict[str, tuple[click.Command, str]]] = {}
    for plugin in shipped_app().host.plugins:
        for one in plugin.register_cli():
            contributed.setdefault(one.group, {})[one.command.name or ""] = (one.command, plugin.name)
    for name, (module, attribute) in program._BUILT_IN.items():  # noqa: SLF001 (of this repository)
        command: click.Command = getattr(importlib.import_module(module), attribute)
        yield (name,), command, ""
        if isinstance(command, click.Group):
            for child in sorted(set(command.commands) - set(contributed.get(name, {}))):
                yield (name, child), command.commands[child], ""
            for child, (extra, owner) in sorted(contributed.get(name, {}).items()):
                yield (name, child), extra, owner
    for name, (command, owner) in sorted(contributed.get(None, {}).items()):
        yield (name,), command, owner
        if isinstance(command, click.Group):
            for child, inner in sorted(command.commands.items()):
                yield (name, child), inner, owner


def _usage(words: tuple[str, ...], command: click.Command) -> str:
    pieces = ["fondaco", *words]
    if any(isinstance(parameter, click.Option) for parameter in command.params):
        pieces.append("[OPTIONS]")
    if isinstance(command, click.Group):
        pieces.append("COMMAND")
    context = click.Context(command, info_name=" ".join(words))
    pieces += [parameter.make_metavar(context) for parameter in command.params if isinstance(parameter, click.Argument)]
    return " ".join(pieces)


def _options(command: click.Command) -> str:
    context = click.Context(command)
    rows = []
    for parameter in command.params:
        if not isinstance(parameter, click.Option):
            continue
        record = parameter.get_help_record(context)
        if record is not None:
            names, said = record
            rows.append((f"`{names}`", said.replace("[", "(").replace("]", ")")))
    return table(("option", "meaning"), rows) if rows else ""


def _section(words: tuple[str, ...], command: click.Command, owner: str) -> str:
    said = paragraphs(command.help or "")
    parts = [
        f"{'#' * (len(words) + 1)} fondaco {' '.join(words)}",
        f"```text\n{_usage(words, command)}\n```",
        said + (f" Contributed by the plugin `{owner}`." if owner else ""),
        _options(command),
    ]
    return "\n\n".join(part for part in parts if part.strip())


def page() -> str:
    """Returns the page."""
    texts = enum_docs(ExitCode)
    codes = table(
        ("code", "name", "meaning"), [(f"{code.value}", code.name, texts.get(code.name, "")) for code in ExitCode]
    )
    return "\n\n".join([written("cli"), codes, *(_section(*one) for one in commands())])
