"""What a server process owes to the one that started it: to end when told, and with it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

__all__ = ["end_when_told", "end_with", "terminated_in_order"]

_LOOK_SECONDS = 0.5


@contextmanager
def terminated_in_order() -> Iterator[None]:
    """Lets SIGTERM unwind the block, so that embedded servers it started are stopped; exit code 143.

    Servers and workers inside have handlers of their own while they run. In threads nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def end_when_told() -> None:
    """Makes a signal that comes before the server has handlers of its own end the process at once.

    A forked process has its parent's handlers, which only note the signal: it would be lost, and the parent would wait
    in vain. SIGINT comes from the terminal to parent and child alike; there the parent's word counts.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def end_with(parent: int) -> None:
    """Stops this process in good order, as by SIGTERM, when its parent is gone: killed, it can tell nobody.

    Args:
        parent: The id of the process that started this one.
    """
    if sys.platform == "win32":
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()
