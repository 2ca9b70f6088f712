"""``fondaco new`` and ``fondaco plugin new``."""

from __future__ import annotations

import rich_click as click

__all__ = ["new", "new_plugin"]


@click.command()
def new() -> None:
    """Make a new shop project."""


@click.command()
def new_plugin() -> None:
    """Make a new plugin."""
