"""The servers that are compared: one granian process each, on free ports, stopped at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import psutil
from fondaco.cli.child import running_child
from fondaco.cli.serving import free_port
from granian import Granian
from granian.constants import Interfaces, Loops
from granian.log import LogLevels

from tests.benchmarks.handwritten import Plan
from tests.benchmarks.load import ROOT
from tests.benchmarks.plugins import PLUGINS

__all__ = ["ADMIN_TOKEN", "SETTINGS", "Server", "fondaco_server", "handwritten_server", "tree_cpu_seconds"]

SETTINGS = """
name = "Benchmark"
data_dir = "."
[channels.default]
currency = "EUR"
locales = ["en", "zh-Hans"]
prices_include_tax = true
[logging]
level = "warning"
format = "json"
[plugins.checkout]
test_provider = true
"""
"""A line of log for each request is what the hand-written side does not do either."""

ADMIN_TOKEN = "benchmark-admin-token-0123456789"

_SHIPPED = ("catalog", "checkout", "logistics", "storefront")
_FONDACO = "import sys; from fondaco.cli.serving import run_server; run_server('127.0.0.1', int(sys.argv[1]))"
_HANDWRITTEN = "import sys; from tests.benchmarks.servers import serve_handwritten; serve_handwritten(int(sys.argv[1]))"


class Server:
    """A running server.

    Attributes:
        port: On 127.0.0.1.
        processes: Granian's own and the one that answers.
        started: When its process was started, seconds since the epoch.
    """

    def __init__(self, port: int, processes: Sequence[psutil.Process]) -> None:
        self.port = port
        self.processes = processes
        self.started = min(process.create_time() for process in processes)

    def cpu_seconds(self) -> float:
        """Returns what the processes have used so far, seconds."""
        times = [process.cpu_times() for process in self.processes]
        return sum(time.user + time.system for time in times)

    def rss_mb(self) -> float:
        """Returns the resident memory of the processes, granian's own included; megabytes."""
        return sum(process.memory_info().rss for process in self.processes) / 1e6


def tree_cpu_seconds(pid: int) -> float:
    """Returns what a process, those below it and those that were below it have used so far, seconds."""
    root = psutil.Process(pid)
    below = 0.0
    for process in root.children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # it has just ended: the root's own figures hold its time then
            time = process.cpu_times()
            below += time.user + time.system
    own = root.cpu_times()
    return below + own.user + own.system + own.children_user + own.children_system


@contextmanager
def _server(program: str, folder: Path, name: str, environment: dict[str, str]) -> Iterator[Server]:
    port = free_port("127.0.0.1", 0)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("FONDACO_")}
    path = os.pathsep.join([str(ROOT), *filter(None, [kept.get("PYTHONPATH")])])
    with running_child(
        program,
        str(port),
        base_url=f"http://127.0.0.1:{port}",
        log=folder / f"{name}.log",
        environment={**kept, "PYTHONPATH": path, **environment},
    ) as pid:
        # Not all that was started meanwhile: the database starts a process for each connection of the server.
        root = psutil.Process(pid)
        yield Server(port, [root, *root.children(recursive=True)])


@contextmanager
def fondaco_server(
    folder: Path, name: str, *, database_url: str, redis_url: str, cache: bool = False, many_plugins: bool = False
) -> Iterator[Server]:
    """Runs Fondaco.

    Args:
        folder: For its settings and log.
        cache: Whether answers are kept in memory.
        many_plugins: Twelve plugins more than the four that it comes with.
    """
    settings = folder / "fondaco.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    enabled = [*_SHIPPED, *(f"{plugin.__module__}:{plugin.__qualname__}" for plugin in PLUGINS if many_plugins)]
    environment = {
        "FONDACO_SETTINGS": str(settings),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "FONDACO_ACCESS__ADMIN_TOKEN": ADMIN_TOKEN,
        "FONDACO_ENABLED": msgspec.json.encode(enabled).decode(),
    }
    if not cache:
        environment["FONDACO_GRAPHQL__CACHE_ENTRIES"] = "0"
    with _server(_FONDACO, folder, name, environment) as server:
        yield server


@contextmanager
def handwritten_server(folder: Path, plan: Plan) -> Iterator[Server]:
    """Runs the hand-written handlers and those that return constants."""
    file = folder / "plan.json"
    file.write_bytes(msgspec.json.encode(plan))
    with _server(_HANDWRITTEN, folder, "handwritten", {"BENCHMARK_PLAN": str(file)}) as server:
        yield server


def serve_handwritten(port: int) -> None:
    """Runs granian as `fondaco.cli.serving.run_server` does, on the other application."""
    Granian(
        "tests.benchmarks.handwritten:asgi",
        factory=True,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.auto,
        workers=1,
        log_level=LogLevels.warning,
    ).serve()
