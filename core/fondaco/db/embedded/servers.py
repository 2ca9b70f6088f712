"""The front of the embedded servers: start, stop, status."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from pathlib import Path
from types import TracebackType

import msgspec

from fondaco.db.embedded.account import choose_account, owned_by
from fondaco.db.embedded.address import Endpoints, choose_address
from fondaco.db.embedded.errors import EmbeddedServerError, data_dir_errors
from fondaco.db.embedded.locks import exclusive
from fondaco.db.embedded.postgres import PostgresServer
from fondaco.db.embedded.processes import birth
from fondaco.db.embedded.server import START_SECONDS, Plan, Server
from fondaco.db.embedded.state import State, User, load_state, save_state
from fondaco.db.embedded.valkey import ValkeyServer

__all__ = ["EmbeddedServers", "EmbeddedStatus", "ServerStatus"]


class ServerStatus(msgspec.Struct, frozen=True):
    """One server as it is now.

    Attributes:
        pid: Its main process; None if it does not run.
        log: Where it writes what it does.
    """

    name: str
    pid: int | None
    log: Path


class EmbeddedStatus(msgspec.Struct, frozen=True):
    """The servers of a data directory as they are now.

    Attributes:
        endpoints: Where they listen; None unless both run.
        durable: Whether committed data survives a crash of the machine; None unless both run.
        users: The ids of the processes that use them.
    """

    data_dir: Path
    postgres: ServerStatus
    valkey: ServerStatus
    endpoints: Endpoints | None
    durable: bool | None
    users: list[int]


class EmbeddedServers:
    """A PostgreSQL and a Valkey that belong to one data directory, shared by all processes that ask for them.

    The first ``start`` of a data directory makes the database and starts both servers, a later one (in this or any
    other process) finds them. They outlive a crash of their users; the last user that calls ``stop`` ends them.

    When root asks, an unprivileged account runs the servers, because PostgreSQL refuses root: the owner of the data
    directory if that is not root, else ``fondaco`` or ``postgres``, made if missing. On Linux the data directory may be
    anywhere, ``/root`` included: the servers inherit open folders, no permission on the way is changed and all data
    stays in the data directory (see ``account``).

    Args:
        data_dir: Holds everything: data, logs, locks. Created if missing.
        fast: For tests only: nothing is synced to disk, Valkey keeps nothing.
    """

    def __init__(self, data_dir: Path, *, fast: bool = False) -> None:
        self.data_dir = data_dir.expanduser().resolve()
        self.fast = fast
        self._handle = secrets.token_hex(8)

    def start(self, *, keep: bool = False) -> Endpoints:
        """Makes sure that both servers answer and counts this object among their users; idempotent.

        Args:
            keep: They shall go on when nobody uses them, until ``stop(kept=True)``.

        Returns:
            Where to connect: the same from start to start, as long as the data directory stays where it is.

        Raises:
            EmbeddedServerError: See its ``code``.
        """
        with data_dir_errors(self.data_dir):
            # Outside Linux the account of root has to walk through the folder by its name.
            private = 0o711 if sys.platform != "linux" else 0o700
            self.data_dir.mkdir(mode=private, parents=True, exist_ok=True)
            with exclusive(self.data_dir / "start.lock", timeout=START_SECONDS + 60):
                state = load_state(self.data_dir)
                try:
                    endpoints = self._start(state)
                    state.kept = state.kept or keep
                    return endpoints
                finally:
                    self._save(state)

    def stop(self, *, kept: bool = False) -> None:
        """Takes this object off the list of users, and stops the servers if nobody alive is left on it.

        Args:
            kept: Stop them even if they were started to be kept.

        Raises:
            EmbeddedServerError: See its ``code``.
        """
        if not (self.data_dir / "state.json").exists():
            return
        with (
            data_dir_errors(self.data_dir),
            exclusive(self.data_dir / "start.lock", timeout=START_SECONDS + 60),
        ):
            state = load_state(self.data_dir)
            state.forget_dead_users()
            state.users = [user for user in state.users if (user.pid, user.handle) != (os.getpid(), self._handle)]
            state.kept = state.kept and not kept
            try:
                if not state.users and not state.kept:
                    self._stop(state, self._servers(state))
            finally:
                try:
                    self._save(state)
                except OSError as error:
                    # On a full disk the old state stays. It names processes that are gone, which the next start sees.
                    if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                        raise

    def status(self) -> EmbeddedStatus:
        """Looks without changing or creating anything."""
        with data_dir_errors(self.data_dir):
            state = load_state(self.data_dir)
            state.forget_dead_users()
            found = []
            for kind in (PostgresServer, ValkeyServer):
                pid, log = None, self.data_dir / "log" / f"{kind.name}.log"
                if self.data_dir.exists():
                    server = self._server(kind, state)
                    pid = server.find() if server.is_running() else None
                found.append(ServerStatus(kind.name, pid or None, log))
            both = all(server.pid for server in found) and state.address is not None
            return EmbeddedStatus(
                data_dir=self.data_dir,
                postgres=found[0],
                valkey=found[1],
                endpoints=state.address.endpoints() if both and state.address else None,
                durable=state.durable if both else None,
                users=sorted({user.pid for user in state.users}),
            )

    def __enter__(self) -> Endpoints:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _start(self, state: State) -> Endpoints:
        state.forget_dead_users()
        servers = self._servers(state)
        running = [server for server in servers if server.is_running()]
        if running and not state.durable and not self.fast:
            if state.users:
                raise EmbeddedServerError(
                    f"The servers of {self.data_dir} run in the fast mode of tests, in use by process "
                    f"{state.users[0].pid}. Stop that first, or use another data directory.",
                    code="EMBEDDED_DURABILITY_CONFLICT",
                )
            self._stop(state, servers)
            running = []
        account = choose_account(self.data_dir)
        if not running:
            state.kept = False
        if not running or state.address is None:
            state.address = choose_address(state.address, self.data_dir, account)
            state.durable = not self.fast
        plan = Plan(
            data_dir=self.data_dir,
            account=account,
            address=state.address,
            durable=state.durable,
            marker=state.marker(self.data_dir),
        )
        save_state(self.data_dir, state)
        try:
            # Both are launched before either is waited for; Valkey first, as PostgreSQL may have to be initialised.
            for server in reversed(servers):
                server.ensure(plan)
            for server in servers:
                server.wait(plan)
        except BaseException:
            if not state.users:
                self._stop(state, [server for server in servers if server.launched])
            raise
        state.postgres_pid, state.valkey_pid = (server.pid for server in servers)
        me = User(pid=os.getpid(), born=birth(os.getpid()) or "", handle=self._handle)
        if me not in state.users:
            state.users.append(me)
        return state.address.endpoints()

    def _stop(self, state: State, servers: list[Server]) -> None:
        for server in servers:
            server.begin_stop(state.address)
        for server in servers:
            server.finish_stop()
        if state.address and state.address.socket_dir:
            # A folder in /tmp is made again under the same name by the next start.
            sockets = Path(state.address.socket_dir)
            for left in (*sockets.glob(".s.PGSQL.*"), *sockets.glob("valkey.sock")):
                left.unlink(missing_ok=True)
            if sockets.is_dir() and not any(sockets.iterdir()):
                sockets.rmdir()

    def _servers(self, state: State) -> list[Server]:
        return [self._server(PostgresServer, state), self._server(ValkeyServer, state)]

    def _server(self, kind: type[PostgresServer | ValkeyServer], state: State) -> Server:
        pid = state.postgres_pid if kind is PostgresServer else state.valkey_pid
        return kind(self.data_dir, state.marker(self.data_dir), pid)

    def _save(self, state: State) -> None:
        save_state(self.data_dir, state)
        with owned_by(self.data_dir) as owner:
            for path in (*self.data_dir.glob("*.lock"), self.data_dir / "log", *self.data_dir.glob("log/*")):
                if path.exists():
                    owner.give(path)
