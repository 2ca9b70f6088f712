"""How a command ends: exit codes, and one readable line per error."""

from __future__ import annotations

import os
import sys
import traceback
from enum import IntEnum
from pathlib import PurePath

import msgspec
from rich.console import Console
from rich.markup import escape

from fondaco.errors import BootError, FondacoError, UnavailableError

__all__ = ["ExitCode", "console", "print_json", "report"]

console = Console(stderr=True)
"""For people; what a script reads goes to standard output."""


class ExitCode(IntEnum):
    """What the program's exit status means."""

    OK = 0
    """It is done."""
    FAILED = 1
    """The work was refused or partly failed; what was said tells how."""
    USAGE = 2
    """The command line is wrong."""
    BOOT = 3
    """A setting, plugin or migration keeps the application from starting."""
    UNAVAILABLE = 4
    """A server does not answer; the same command may work later."""
    BUG = 70
    """Something unexpected; please report it (EX_SOFTWARE of sysexits.h)."""
    INTERRUPTED = 130
    """Somebody pressed Ctrl+C."""


def report(error: BaseException) -> int:
    """Prints an error for a person and returns the exit code that belongs to it."""
    if isinstance(error, FondacoError):
        console.print(f"[bold red]{error.code}[/] {escape(error.message)}", soft_wrap=True)
        if isinstance(error, BootError):
            return ExitCode.BOOT
        return ExitCode.UNAVAILABLE if isinstance(error, UnavailableError) else ExitCode.FAILED
    if isinstance(error, OSError):
        console.print(f"[bold red]{type(error).__name__}[/] {escape(str(error))}", soft_wrap=True)
        return ExitCode.FAILED
    if os.environ.get("FONDACO_DEBUG"):
        traceback.print_exception(error)
    console.print(
        f"[bold red]BUG[/] {type(error).__name__}: {escape(str(error))}\n"
        "This should not happen. Run it again with FONDACO_DEBUG=1 to see where, and report it.",
        soft_wrap=True,
    )
    return ExitCode.BUG


def print_json(value: object) -> None:
    """Prints one line of JSON on standard output; paths as strings."""
    sys.stdout.write(msgspec.json.encode(value, enc_hook=_plain).decode() + "\n")
    sys.stdout.flush()


def _plain(value: object) -> str:
    if isinstance(value, PurePath):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no form in JSON")
