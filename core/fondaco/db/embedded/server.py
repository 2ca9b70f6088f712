"""What PostgreSQL and Valkey have in common: being launched, found again, waited for and stopped.

Whether a server of a data directory runs is asked of the kernel and not of a pid file: the server and all its children
inherit an open descriptor that holds ``<name>.lock``, and the lock goes when the last of them does. So two sets of
servers can never work on the same files, whatever crashed when and whatever program got the old process id.
Windows cannot inherit locks; there the marker in the command line has to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar, Literal

import msgspec

from fondaco.db.embedded.account import Account, Doorway
from fondaco.db.embedded.address import Address
from fondaco.db.embedded.errors import EmbeddedServerError, log_tail, start_error
from fondaco.db.embedded.locks import INHERITED_LOCKS, is_held, try_lock
from fondaco.db.embedded.processes import HARD_KILL, has_argument, kill, marked, reap, spawn

__all__ = ["Health", "Plan", "Server"]

Health = Literal["ready", "starting", "unreachable"]

START_SECONDS = 120.0
"""How long a start may take; crash recovery after much writing takes its time."""

STOP_SECONDS = 30.0
"""How long an orderly stop may take before the server is killed, which loses nothing but costs a recovery."""

_FREE_SECONDS = 20.0
_UNREACHABLE_SECONDS = 3.0
_POLL_SECONDS = 0.005
_LOG_BYTES = 16_000_000


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How the servers of a data directory are to run.

    Attributes:
        data_dir: The resolved folder that the user chose.
        account: Who runs them.
        address: Where they listen.
        durable: False only in tests.
        marker: The word in their command lines.
    """

    data_dir: Path
    account: Account
    address: Address
    durable: bool
    marker: str


class Server(ABC):
    """One of the two servers of a data directory."""

    name: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, data_dir: Path, marker: str, pid: int) -> None:
        self.data_dir = data_dir
        self.marker = marker
        self.pid = pid
        self.log = data_dir / "log" / f"{self.name}.log"
        self.lock = data_dir / f"{self.name}.lock"
        self.launched = False
        self._child: subprocess.Popen[bytes] | None = None
        self._log_offset = 0

    @property
    @abstractmethod
    def needle(self) -> str:
        """The argument of the main process that no other process has."""

    @abstractmethod
    def prepare(self, plan: Plan, lock: int) -> None:
        """Does what must be done before the first launch; ``lock`` is to be inherited by whatever it starts."""

    @abstractmethod
    def command(self, plan: Plan, doorway: Doorway) -> tuple[list[str], bytes]:
        """Returns the command line and what the server reads from its standard input."""

    @abstractmethod
    def health(self, address: Address) -> Health:
        """Asks the server how it is."""

    @abstractmethod
    def request_stop(self, address: Address | None) -> None:
        """Asks the process ``self.pid`` to stop in good order."""

    def is_running(self) -> bool:
        """Says whether any process of this server is alive."""
        reap()
        if INHERITED_LOCKS:
            return is_held(self.lock)
        return self.find() != 0

    def find(self) -> int:
        """Returns the id of the main process, 0 if there is none; remembers it."""
        if not (self.pid and has_argument(self.pid, self.needle)):
            self.pid = next((pid for pid in marked(self.marker) if has_argument(pid, self.needle)), 0)
        return self.pid

    def ensure(self, plan: Plan) -> None:
        """Launches the server unless it runs; does not wait for it."""
        if not (self.is_running() and self.find()):
            self._launch(plan)

    def wait(self, plan: Plan) -> None:
        """Waits until the server answers; one that was found dying or deaf is replaced.

        Raises:
            EmbeddedServerError: It ended by itself or did not answer in time.
        """
        deadline = time.monotonic() + START_SECONDS
        deaf_since: float | None = None
        while (health := self.health(plan.address)) != "ready":
            now = time.monotonic()
            deaf_since = (deaf_since or now) if health == "unreachable" else None
            if self._child is not None:
                if self._child.poll() is not None:
                    raise self._failure(f"{self.title} did not start (exit code {self._child.returncode})")
            elif not self.is_running():
                self._launch(plan)
            elif deaf_since is not None and now - deaf_since > _UNREACHABLE_SECONDS:
                self.begin_stop(plan.address)
                self.finish_stop()
                self._launch(plan)
            if now > deadline:
                raise EmbeddedServerError(
                    f"{self.title} did not answer within {START_SECONDS:.0f} s. Last lines of {self.log}:\n"
                    f"{log_tail(self.log, offset=self._log_offset)}",
                    code="EMBEDDED_START_TIMEOUT",
                )
            time.sleep(_POLL_SECONDS)

    def begin_stop(self, address: Address | None) -> None:
        """Asks the server to stop, if it runs; does not wait."""
        if self.is_running() and self.find():
            self.request_stop(address)

    def finish_stop(self) -> None:
        """Waits until no process of the server is left; kills what does not end by itself.

        Raises:
            EmbeddedServerError: ``EMBEDDED_STOP_TIMEOUT``.
        """
        patience = STOP_SECONDS if self.pid else 1.0
        if not self._ended_within(patience):
            self._kill_all()
            if not self._ended_within(STOP_SECONDS):
                raise EmbeddedServerError(
                    f"{self.title} of {self.data_dir} cannot be stopped; a process still holds {self.lock}.",
                    code="EMBEDDED_STOP_TIMEOUT",
                )
        self.pid = 0
        self._child = None

    def _ended_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self.is_running():
            if time.monotonic() > deadline:
                return False
            time.sleep(_POLL_SECONDS)
        return True

    def _kill_all(self) -> None:
        for pid in marked(self.marker):
            if self.owns(pid):
                kill(pid, HARD_KILL)

    @abstractmethod
    def owns(self, pid: int) -> bool:
        """Says whether a process with the marker belongs to this server and not to the other one."""

    def _launch(self, plan: Plan) -> None:
        self.log.parent.mkdir(mode=0o700, exist_ok=True)
        lock = self._take_lock()
        try:
            self.prepare(plan, lock)
            if self.log.exists() and self.log.stat().st_size > _LOG_BYTES:
                shutil.move(self.log, self.log.with_suffix(".log.1"))
            self._log_offset = self.log.stat().st_size if self.log.exists() else 0
            inherited = [lock] if INHERITED_LOCKS else []
            with Doorway(plan.account) as doorway:
                command, stdin = self.command(plan, doorway)
                self._child = spawn(
                    command,
                    account=plan.account,
                    log=self.log,
                    descriptors=[*inherited, *doorway.descriptors],
                    stdin=stdin,
                )
        finally:
            os.close(lock)
        self.pid = self._child.pid
        self.launched = True

    def _take_lock(self) -> int:
        """Takes the lock of a server that has no main process; children left by a killed one are killed too."""
        began = time.monotonic()
        while (descriptor := try_lock(self.lock)) is None:
            waited = time.monotonic() - began
            if waited > _FREE_SECONDS:
                raise EmbeddedServerError(
                    f"{self.lock} is held by a process that is not a server of {self.data_dir} as recorded in "
                    "state.json. End the process that has the file open, then start again.",
                    code="EMBEDDED_START_FAILED",
                )
            if waited > 1:
                self._kill_all()
            time.sleep(_POLL_SECONDS)
        return descriptor

    def _failure(self, what: str) -> EmbeddedServerError:
        output = log_tail(self.log, offset=self._log_offset)
        return start_error(what, data_dir=self.data_dir, output=output, log=self.log)
