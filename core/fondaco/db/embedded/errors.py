"""What can go wrong with the embedded servers, each case with a stable code and a cure."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from fondaco.errors import UnavailableError

__all__ = ["EmbeddedErrorCode", "EmbeddedServerError", "data_dir_errors", "log_tail", "start_error"]

EmbeddedErrorCode = Literal[
    "EMBEDDED_PROGRAM_MISSING",
    "EMBEDDED_PROGRAM_UNREACHABLE",
    "EMBEDDED_NO_ACCOUNT",
    "EMBEDDED_DATA_DIR_UNWRITABLE",
    "EMBEDDED_DATA_DIR_UNREACHABLE",
    "EMBEDDED_DATA_DIR_VERSION",
    "EMBEDDED_DISK_FULL",
    "EMBEDDED_DURABILITY_CONFLICT",
    "EMBEDDED_LOCK_TIMEOUT",
    "EMBEDDED_START_FAILED",
    "EMBEDDED_START_TIMEOUT",
    "EMBEDDED_STOP_TIMEOUT",
]

_TAIL_BYTES = 4000


class EmbeddedServerError(UnavailableError):
    """An embedded server cannot be started or stopped.

    Args:
        message: What happened and, where there is one, the cure.
        code: Stable; programs may branch on it.
    """

    def __init__(self, message: str, *, code: EmbeddedErrorCode) -> None:
        super().__init__(message, code=code)


@contextmanager
def data_dir_errors(data_dir: Path) -> Iterator[None]:
    """Turns an ``OSError`` met while working in the data directory into an ``EmbeddedServerError``."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise _disk_full(data_dir, str(error)) from error
        raise EmbeddedServerError(
            f"The data directory {data_dir} cannot be used: {error}. Choose a folder that this user may write to.",
            code="EMBEDDED_DATA_DIR_UNWRITABLE",
        ) from error


def log_tail(log: Path, *, offset: int = 0, lines: int = 20) -> str:
    """Returns the last lines that were written to a log after ``offset``; empty if there is no log."""
    try:
        with log.open("rb") as file:
            end = file.seek(0, 2)
            file.seek(max(offset, end - _TAIL_BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-lines:])


def start_error(what: str, *, data_dir: Path, output: str, log: Path) -> EmbeddedServerError:
    """Returns the error for a server program that ended by itself, judged by what it wrote.

    Args:
        what: The beginning of the sentence, such as ``"PostgreSQL did not start (exit code 1)"``.
        data_dir: The folder that the user chose.
        output: The last lines the program wrote.
        log: Where to read more.
    """
    for line in output.splitlines():
        if "No space left on device" in line or "Disk quota exceeded" in line:
            return _disk_full(data_dir, line)
    message = f"{what}. Last lines of {log}:\n{output}"
    if "Permission denied" in output or "Read-only file system" in output:
        return EmbeddedServerError(message, code="EMBEDDED_DATA_DIR_UNWRITABLE")
    if "database files are incompatible with server" in output:
        return EmbeddedServerError(message, code="EMBEDDED_DATA_DIR_VERSION")
    return EmbeddedServerError(message, code="EMBEDDED_START_FAILED")


def _disk_full(data_dir: Path, detail: str) -> EmbeddedServerError:
    return EmbeddedServerError(
        f"The disk of {data_dir} is full: free some space and start again. {detail}", code="EMBEDDED_DISK_FULL"
    )
