"""Processes told apart by more than their number: a process id is reused, sometimes within seconds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # the wheel has no types

from fondaco.db.embedded.account import Account

__all__ = ["birth", "clean_environment", "has_argument", "kill", "marked", "reap", "spawn", "works_in"]

_KEPT_VARIABLES = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "COMSPEC")

_children: list[subprocess.Popen[bytes]] = []
"""Servers this process started, kept so that a dead one is reaped and not left as a zombie."""


def birth(pid: int) -> str | None:
    """Returns what tells this process from any other that had or will have the same id, or None if it is not alive.

    On Linux: the boot and the start time in ticks since it, which no change of the wall clock can move.
    """
    try:
        if sys.platform == "linux":
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
            return None if fields[0] in {"Z", "X"} else f"{boot}:{fields[19]}"
        else:  # noqa: RET505 (a platform check that type checkers follow needs both branches)
            process = psutil.Process(pid)
            return None if process.status() == psutil.STATUS_ZOMBIE else f"{process.create_time():.2f}"
    except (OSError, psutil.Error):
        return None


def has_argument(pid: int, argument: str) -> bool:
    """Says whether a live process with this id was started with exactly this argument."""
    try:
        return argument in psutil.Process(pid).cmdline()
    except (OSError, psutil.Error):
        return False


def works_in(pid: int, folder: Path) -> bool:
    """Says whether a live process has this folder as its working directory."""
    try:
        return Path(psutil.Process(pid).cwd()).samefile(folder)
    except (OSError, psutil.Error):
        return False


def marked(marker: str) -> list[int]:
    """Returns the ids of all live processes whose command line or title contains the marker."""
    found = []
    for process in psutil.process_iter():
        try:
            if marker in " ".join(process.cmdline()):
                found.append(process.pid)
        except (OSError, psutil.Error):
            continue
    return found


def kill(pid: int, number: int) -> None:
    """Sends a signal; a process that is gone already is fine."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass
    except OSError:
        if sys.platform != "win32":
            raise


def clean_environment() -> dict[str, str]:
    """Returns an environment in which no ``PG*`` or locale setting of the user changes what a server does."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def spawn(
    command: Sequence[str], *, account: Account, log: Path, descriptors: Sequence[int], stdin: bytes
) -> subprocess.Popen[bytes]:
    """Starts a server that survives this process and the closing of its terminal.

    Args:
        command: The program and its arguments.
        account: Who runs it.
        log: Where its output is appended.
        descriptors: Open descriptors that it inherits under the same numbers.
        stdin: What it reads from its standard input before the end of file.
    """
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    with log.open("ab") as output:
        child = subprocess.Popen(  # noqa: S603 (a program found by `programs`, no shell)
            command,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=Path(log.anchor),
            env=clean_environment(),
            pass_fds=tuple(descriptors),
            start_new_session=True,
            creationflags=flags,
            **account.identity(),
        )
    _children.append(child)
    if child.stdin is not None:
        try:
            child.stdin.write(stdin)
            child.stdin.close()
        except OSError:
            child.stdin = None  # it died at once; its exit code and log say why
    return child


def reap() -> None:
    """Collects the exit codes of servers that this process started and that have ended."""
    _children[:] = [child for child in _children if child.poll() is None]


HARD_KILL: int = getattr(signal, "SIGKILL", signal.SIGTERM)
"""The signal that no process survives (on Windows every signal is of that kind)."""
