"""The ``fondaco`` program."""

from fondaco.cli.program import main

__all__ = ["main"]
