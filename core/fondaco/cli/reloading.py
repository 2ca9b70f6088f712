"""A server that is started anew whenever a file of the project changes: for ``fondaco dev``.

Each start is a process of its own, so that no module, setting or migration of an earlier one is left. A start that
fails says why and waits for the next change.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import watchfiles

from fondaco.cli.outcome import ExitCode, console
from fondaco.errors import BootError

__all__ = ["run_reloading"]

_SUFFIXES = frozenset({".py", ".toml"})
_STOP_SECONDS = 8.0
_LOOK_MILLISECONDS = 250
_GATHER_MILLISECONDS = 100


class SourceFilter(watchfiles.DefaultFilter):
    """Lets through what the process reads only once: code and settings. Themes are read anew for each page."""

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        """Says whether a change calls for a new start."""
        return Path(path).suffix in _SUFFIXES and super().__call__(change, path)


def run_reloading(program: str, *, paths: Sequence[Path], ignored: Sequence[Path]) -> int:
    """Runs Python code that serves, anew after each change of a file, until SIGINT or SIGTERM.

    Args:
        program: What ``python -c`` runs, with the id of this process and the number of the start, from 1, as arguments.
        paths: Folders (with all that is in them) and files to watch.
        ignored: Folders in them that are not watched.

    Returns:
        0 after a signal; the exit code of the first start if that ends by itself.

    Raises:
        BootError: ``WATCH_FAILED`` if the files cannot be watched.
    """
    with _stopped_by_signals() as stop:
        starts = 1
        process = _started(program, starts)
        failed = False
        try:
            for changed in _changes(paths, ignored, stop):
                if stop.is_set():
                    break
                if changed:
                    console.print(f"\n{_named(changed)} changed: starting anew.", highlight=False, soft_wrap=True)
                    _end(process)
                    starts += 1
                    process, failed = _started(program, starts), False
                elif process.poll() is not None and not failed:
                    if starts == 1:
                        return process.returncode if process.returncode >= 0 else ExitCode.FAILED
                    failed = True
                    console.print("The shop does not run. It starts again when a file changes.", highlight=False)
        finally:
            _end(process)
    return ExitCode.OK


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    stop = threading.Event()

    def stopping(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, stopping) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _changes(paths: Sequence[Path], ignored: Sequence[Path], stop: threading.Event) -> Iterator[list[Path]]:
    """Yields the files that changed, an empty list now and then if none did."""
    watched = watchfiles.watch(
        *paths,
        watch_filter=SourceFilter(ignore_paths=[f"{folder}{os.sep}" for folder in ignored]),
        stop_event=stop,
        step=_GATHER_MILLISECONDS,
        rust_timeout=_LOOK_MILLISECONDS,
        yield_on_timeout=True,
    )
    try:
        for changes in watched:
            yield sorted({Path(path) for _, path in changes})
    except OSError as error:
        raise BootError(
            f"The files of {paths[0]} cannot be watched: {error}. Start it with --no-reload.", code="WATCH_FAILED"
        ) from error


def _named(changed: Sequence[Path]) -> str:
    here = Path.cwd()
    names = [str(path.relative_to(here) if path.is_relative_to(here) else path) for path in changed]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _started(program: str, number: int) -> subprocess.Popen[bytes]:
    # In a session of its own, since Ctrl+C in a terminal is for us alone: we stop it in good order.
    return subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-c", program, str(os.getpid()), str(number)], start_new_session=True
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stops the server with all its processes, by force if it takes too long."""
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
