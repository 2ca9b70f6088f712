"""How a plugin contributes to the ``fondaco`` program."""

from __future__ import annotations

import click
import msgspec

__all__ = ["CliCommand"]


class CliCommand(msgspec.Struct, frozen=True):
    """A command of the program.

    Attributes:
        command: A click (or rich-click) command.
        group: Put it under ``fondaco <group> <command>``; None for ``fondaco <command>``.
    """

    command: click.Command
    group: str | None = None
