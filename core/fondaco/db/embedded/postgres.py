"""The embedded PostgreSQL."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from fondaco.db.embedded.account import Account, Doorway
from fondaco.db.embedded.address import DATABASE, Address, connect
from fondaco.db.embedded.errors import EmbeddedServerError, start_error
from fondaco.db.embedded.locks import INHERITED_LOCKS
from fondaco.db.embedded.processes import clean_environment, has_argument, kill, works_in
from fondaco.db.embedded.programs import Program, find_postgres
from fondaco.db.embedded.server import Health, Plan, Server

__all__ = ["PostgresServer"]

_INITIAL_SETTINGS = {
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "random_page_cost": "1.1",
    "autovacuum_naptime": "10s",  # a new shop grows fast: plans made for small tables are soon made again
}
"""Written to ``postgresql.conf`` once; whoever owns the shop may tune them there."""

_DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
_FAST = {
    **dict.fromkeys(_DURABLE, "off"),
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "wal_init_zero": "off",
    "max_wal_size": "256MB",
}
"""Databases of tests live for a second, many of them in memory: what keeps data is work for nothing."""

_TOOL_SECONDS = 300


class PostgresServer(Server):
    """PostgreSQL in ``<data_dir>/postgres``, one database and one role, both named ``fondaco``."""

    name: ClassVar[str] = "postgres"
    title: ClassVar[str] = "PostgreSQL"
    _program: Program | None = None

    @property
    def needle(self) -> str:
        return f"cluster_name={self.marker}"

    @property
    def folder(self) -> Path:
        """The cluster; it appears there only when it is complete."""
        return self.data_dir / "postgres"

    def owns(self, pid: int) -> bool:
        return not has_argument(pid, self.marker)

    def prepare(self, plan: Plan, lock: int) -> None:
        program = self._program = find_postgres(plan.account)
        version = self.folder / "PG_VERSION"
        if not version.exists():
            self._initialise(plan, program, lock)
        elif (major := version.read_text(encoding="ascii").strip()) != str(program.major):
            raise EmbeddedServerError(
                f"{self.folder} was made by PostgreSQL {major}, and {program.server} is {program.major}. Dump the "
                f"data with PostgreSQL {major} and load it into a new data directory, or use pg_upgrade.",
                code="EMBEDDED_DATA_DIR_VERSION",
            )
        self._clear_stale_files(plan.address)

    def command(self, plan: Plan, doorway: Doorway) -> tuple[list[str], bytes]:
        if self._program is None:
            raise RuntimeError("prepare() comes first")
        settings = _DURABLE if plan.durable else _FAST
        settings = settings | {
            "cluster_name": self.marker,
            "port": str(plan.address.postgres_port),
            "listen_addresses": "127.0.0.1",
            "logging_collector": "off",
            "log_destination": "stderr",
        }
        if plan.address.socket_dir is not None:
            sockets = doorway.path(Path(plan.address.socket_dir))
            settings |= {
                "listen_addresses": "",
                "unix_socket_directories": sockets,
                "unix_socket_permissions": "0700",
            }
        command = [str(self._program.server), "-D", doorway.path(self.folder), *_options("-c", settings)]
        return command, b""

    def health(self, address: Address) -> Health:
        """Reads what the postmaster says of itself, then makes sure that a client gets through."""
        try:
            lines = (self.folder / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return "starting"
        if len(lines) < 8 or lines[0].strip() != str(self.pid) or lines[7].strip() != "ready":
            return "starting"
        try:
            connect(address.postgres_socket, address.postgres_port).close()
        except TimeoutError:
            return "starting"
        except OSError:
            return "unreachable"
        return "ready"

    def request_stop(self, address: Address | None) -> None:
        if sys.platform != "win32":
            kill(self.pid, signal.SIGINT)  # "fast": open transactions are rolled back, clients disconnected
        else:
            tool = (self._program or find_postgres(Account())).tool("pg_ctl")
            command = [str(tool), "stop", "-D", str(self.folder), "-m", "fast", "-W"]
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603 (found by `programs`, no shell)

    def _clear_stale_files(self, address: Address) -> None:
        """Removes lock files that PostgreSQL would respect if their process id now belongs to another program.

        We hold the lock that every server of ours inherits, so none of ours is alive. A postmaster that somebody
        started by hand on this folder is recognised by its working directory, and left to PostgreSQL's own check.
        """
        pid_file = self.folder / "postmaster.pid"
        if not pid_file.exists():
            return
        first = pid_file.read_text(encoding="utf-8", errors="replace").partition("\n")[0].strip()
        if first.lstrip("-").isdigit() and works_in(int(first), self.folder):
            return
        pid_file.unlink()
        if address.socket_dir is not None:
            for path in Path(address.socket_dir).glob(".s.PGSQL.*"):
                path.unlink()

    def _initialise(self, plan: Plan, program: Program, lock: int) -> None:
        """Makes the cluster beside its place and moves it there whole, so that a crash leaves nothing half made."""
        staging = self.data_dir / "postgres.new"
        shutil.rmtree(staging, ignore_errors=True)
        plan.account.private_dir(staging)
        with Doorway(plan.account) as doorway, tempfile.TemporaryDirectory() as secret:
            folder = doorway.path(staging)
            arguments = ["-D", folder, "-U", DATABASE, "-E", "UTF8", "--locale=C", "--no-instructions"]
            arguments += [
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                *_options("--set", _INITIAL_SETTINGS),
            ]
            arguments += [] if plan.durable else ["--no-sync", "--no-data-checksums"]
            if plan.address.socket_dir is None:
                file = Path(secret) / "password"
                file.write_text(plan.address.password, encoding="ascii")
                arguments += ["-A", "scram-sha-256", f"--pwfile={doorway.path(Path(secret))}/password"]
                for path in (Path(secret), file):
                    plan.account.give(path)
            else:
                arguments += ["-A", "trust"]
            inherited = [*([lock] if INHERITED_LOCKS else []), *doorway.descriptors]
            self._run_tool([str(program.tool("initdb")), *arguments], plan, inherited, "")
            single = [str(program.server), "--single", "-D", folder, "template1"]
            self._run_tool(single, plan, inherited, f"CREATE DATABASE {DATABASE}\n")
        staging.rename(self.folder)
        if plan.durable and sys.platform != "win32":
            parent = os.open(self.data_dir, os.O_RDONLY)
            os.fsync(parent)
            os.close(parent)

    def _run_tool(self, command: Sequence[str], plan: Plan, inherited: Sequence[int], stdin: str) -> None:
        done = subprocess.run(  # noqa: S603 (a program found by `programs`, no shell)
            command,
            check=False,
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=_TOOL_SECONDS,
            cwd=Path(self.data_dir.anchor),
            env=clean_environment(),
            pass_fds=tuple(inherited),
            **plan.account.identity(),
        )
        log = self.log.with_name("postgres-init.log")
        with log.open("a", encoding="utf-8") as file:
            file.write(done.stdout)
        # A stand-alone backend ends with 0 even when its statement failed.
        if done.returncode != 0 or "ERROR:" in done.stdout:
            output = "\n".join(done.stdout.splitlines()[-20:])
            what = f"PostgreSQL's data could not be initialised (exit code {done.returncode})"
            raise start_error(what, data_dir=self.data_dir, output=output, log=log)


def _options(flag: str, settings: dict[str, str]) -> list[str]:
    return [part for name, value in settings.items() for part in (flag, f"{name}={value}")]
