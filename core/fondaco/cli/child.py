"""A server in a process of its own, for the length of a block."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from fondaco.errors import UnavailableError

__all__ = ["running_child"]

STOP_SECONDS = 20.0


@contextmanager
def running_child(
    program: str,
    *arguments: str,
    base_url: str,
    log: Path,
    environment: Mapping[str, str] | None = None,
    ready_seconds: float = 60.0,
) -> Iterator[int]:
    """Runs Python code that serves, waits until it is ready, and stops it at the end, by force if it has to be.

    Args:
        program: What ``python -c`` runs.
        base_url: Where its ``/health/ready`` answers.
        log: Everything it prints is added there.
        environment: Default: this process's.

    Yields:
        Its process id.

    Raises:
        UnavailableError: ``SERVER_NOT_READY``, with the end of the log.
    """
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-c", program, *arguments],
            stdout=output,
            stderr=output,
            env=None if environment is None else dict(environment),
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, base_url, log, ready_seconds)
        yield process.pid
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], base_url: str, log: Path, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{base_url}/health/ready", timeout=2) as answer:  # noqa: S310 (our own server)
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise UnavailableError(f"The server did not become ready. The end of {log}:\n{end}", code="SERVER_NOT_READY")
