"""Where the servers of a test run keep their files: in memory where the machine has room for that.

A database for each test is six hundred files, made and removed; on a disk that others write to as well that takes
longer than most tests.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

__all__ = ["ROOM", "drop_folder", "make_folder"]

MEMORY = Path("/dev/shm")  # noqa: S108 (folders in it are made by mkdtemp)
ROOM = 2_000_000_000
"""Bytes that have to be free in memory; a run takes a tenth of that, and tests of imports somewhat more."""

_NAME = re.compile(r"fondaco-tests-(\d+)-")


def make_folder() -> Path | None:
    """Makes a folder in memory for this process and those that it starts; None where there is no room for it.

    Folders of processes that were killed are removed.
    """
    try:
        if shutil.disk_usage(MEMORY).free < ROOM:
            return None
        for left in MEMORY.glob("fondaco-tests-*"):
            owner = _NAME.match(left.name)
            if owner is not None and not _is_alive(int(owner[1])):
                drop_folder(left)
        return Path(tempfile.mkdtemp(prefix=f"fondaco-tests-{os.getpid()}-", dir=MEMORY))
    except OSError:  # there is no such place on this system, or not for us
        return None


def drop_folder(folder: Path) -> None:
    """Removes a folder with whatever is in it, as far as that is allowed."""
    shutil.rmtree(folder, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
