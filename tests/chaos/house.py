"""A shop whose every process can be killed: PostgreSQL, Valkey, a server and a worker."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from fondaco.cli.serving import free_port
from fondaco.db.embedded import EmbeddedServers, Endpoints

__all__ = ["ADMIN_TOKEN", "VICTIMS", "House", "running_house"]

VICTIMS = ("server", "worker", "valkey", "postgres")

ADMIN_TOKEN = "a-token-of-staff-in-chaos"

_SETTINGS = f"""
name = "Chaos"
data_dir = "."
[channels.default]
currency = "EUR"
[logging]
level = "warning"
format = "json"
[access]
admin_token = "{ADMIN_TOKEN}"
[plugins.checkout]
documents = {{ issue = "when_placed", seller = {{ company = "Fondaco" }} }}
test_provider = true
payment_timeout_seconds = 2
action_minutes = 1
"""
_PROGRAM = "import sys; from fondaco.cli import main; sys.exit(main())"
READY_SECONDS = 60.0


class House:
    """The processes.

    Attributes:
        port: Of the server, the same after each start.
        killed: How often each was.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port("127.0.0.1", 0)
        self.killed = dict.fromkeys(VICTIMS, 0)
        # Durable: what was committed has to be there after PostgreSQL was killed.
        self._servers = EmbeddedServers(folder / "servers")
        self.endpoints: Endpoints = self._servers.start()
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        (folder / "fondaco.toml").write_text(_SETTINGS, encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FONDACO_")}
        self._environment = kept | {
            "FONDACO_SETTINGS": str(folder / "fondaco.toml"),
            "DATABASE_URL": self.endpoints.database_url,
            "REDIS_URL": self.endpoints.redis_url,
        }

    def start(self, name: str) -> None:
        """Starts what was killed, or was never started."""
        if name in {"postgres", "valkey"}:
            self.endpoints = self._servers.start()
            return
        arguments = {"server": ("serve", "--port", str(self.port)), "worker": ("worker",)}[name]
        with (self.folder / f"{name}.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, *arguments],
                stdout=log,
                stderr=log,
                env=self._environment,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """Does to a process, and to all that it started, what ``kill -9`` does."""
        self.killed[name] += 1
        if name in {"postgres", "valkey"}:
            status = self._servers.status()
            pid = (status.postgres if name == "postgres" else status.valkey).pid
            assert pid is not None, f"{name} does not run"
            os.kill(pid, signal.SIGKILL)
            return
        process = self._processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    async def ready(self) -> None:
        """Waits until the server answers that everything is there.

        Raises:
            TimeoutError: With the ends of the logs, after a minute.
        """
        try:
            async with asyncio.timeout(READY_SECONDS), httpx.AsyncClient(timeout=2) as http:
                while True:
                    with contextlib.suppress(httpx.HTTPError):
                        if (await http.get(f"http://127.0.0.1:{self.port}/health/ready")).status_code == 200:
                            return
                    await asyncio.sleep(0.05)
        except TimeoutError as error:
            ends = "\n".join(
                f"{log.name}: {log.read_text(errors='replace')[-1500:]}" for log in self.folder.glob("*.log")
            )
            raise TimeoutError(f"the shop did not become ready\n{ends}") from error

    def logged(self, mark: str) -> str:
        """Returns the lines of the server's log in which something is mentioned."""
        lines = (self.folder / "server.log").read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(line for line in lines if mark in line)

    def close(self) -> None:
        """Ends everything, politely where it still runs."""
        for process in self._processes.values():
            process.send_signal(signal.SIGINT)
        for process in self._processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._servers.stop()


@asynccontextmanager
async def running_house(folder: Path) -> AsyncIterator[House]:
    """Runs a house with PostgreSQL and Valkey; server and worker are started by whoever filled the shop."""
    house = await asyncio.to_thread(House, folder)
    try:
        yield house
    finally:
        await asyncio.to_thread(house.close)
