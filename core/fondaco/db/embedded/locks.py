"""Locks between processes that the kernel releases when their holder dies, however it dies."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from fondaco.db.embedded.errors import EmbeddedServerError

__all__ = ["INHERITED_LOCKS", "exclusive", "is_held", "try_lock"]

INHERITED_LOCKS = sys.platform != "win32"
"""Whether a server process can inherit a lock and hold it for as long as it, or any child of it, lives."""

_POLL_SECONDS = 0.01

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def try_lock(path: Path) -> int | None:
    """Takes the lock without waiting.

    Returns:
        The open descriptor that holds it (close it to release), or None if somebody else holds it.

    Raises:
        OSError: The file cannot be created or opened.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
        # The folder may have been deleted and made anew since the open: a lock on the old file protects nothing.
        if os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
    except (BlockingIOError, PermissionError, FileNotFoundError):
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def is_held(path: Path) -> bool:
    """Says whether some process holds the lock; creates nothing. Always False where locks are not inherited."""
    if not INHERITED_LOCKS or not path.exists():
        return False
    descriptor = try_lock(path)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


@contextlib.contextmanager
def exclusive(path: Path, *, timeout: float) -> Iterator[int]:
    """Holds the lock for the length of a ``with`` block; excludes other processes and other threads.

    Args:
        path: The lock file; created if missing, never deleted. Its folder must exist.
        timeout: Seconds to wait for another holder.

    Raises:
        EmbeddedServerError: ``EMBEDDED_LOCK_TIMEOUT``.
    """
    deadline = time.monotonic() + timeout
    while (descriptor := try_lock(path)) is None:
        if time.monotonic() > deadline:
            raise EmbeddedServerError(
                f"Another process has been starting or stopping the servers of {path.parent} for {timeout:.0f} s.",
                code="EMBEDDED_LOCK_TIMEOUT",
            )
        time.sleep(_POLL_SECONDS)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
