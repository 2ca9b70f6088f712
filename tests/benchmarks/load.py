"""The load generator: a process of its own with raw sockets, one request at a time on each, kept alive.

It reads jobs from standard input, a JSON object a line, and writes an outcome for each. A request costs it two system
calls and a search for the end of the head, so it is many times faster than any Python server that it asks; every outcome
says how busy it was itself, so that this is seen rather than believed.
"""

from __future__ import annotations

import contextlib
import json
import re
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

__all__ = ["Job", "LoadGenerator", "Outcome", "load_generator"]

ROOT = Path(__file__).resolve().parents[2]
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_END = b"\r\n\r\n"


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What to ask, of whom, for how long.

    Attributes:
        request: The whole HTTP request.
        connections: How many requests are under way at any time.
        warm_seconds: Asked before, and not counted.
    """

    port: int
    request: bytes
    connections: int
    seconds: float
    warm_seconds: float


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it.

    Attributes:
        requests: Answered within the counted time; `all_requests` includes those before.
        p50_ms: Half of the answers took no longer; milliseconds.
        own_busy: Part of the counted time in which the load generator used a processor; near 1 it is the bottleneck.
        body_bytes: Of the last answer.
    """

    requests: int
    all_requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    own_busy: float
    body_bytes: int

    @property
    def per_second(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


class _Connection:
    """A socket with one request under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent = 0.0
        self._received = b""
        self._total = 0

    def ask(self, request: bytes) -> None:
        self._received, self._total = b"", 0
        self.sent = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> int | None:
        """Takes what has come; returns the size of the body once it is complete."""
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed a connection that was to be kept alive")
        self._received = self._received + data if self._received else data
        if not self._total:
            head = self._received.find(_END)
            if head < 0:
                return None
            length = _LENGTH.search(self._received, 0, head)
            if length is None or self._received[9:12] != b"200":
                raise RuntimeError(f"unexpected answer: {self._received[:600]!r}")
            self._body = int(length[1])
            self._total = head + len(_END) + self._body
        return self._body if len(self._received) >= self._total else None


def _percentile(ordered: list[float], part: float) -> float:
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)] * 1000


def work(job: Job) -> Outcome:
    """Does a job in this process."""
    with contextlib.ExitStack() as stack:
        selector = stack.enter_context(selectors.DefaultSelector())
        for _ in range(job.connections):
            connection = _Connection(job.port)
            stack.enter_context(connection.socket)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask(job.request)
        latencies: list[float] = []
        everything = body = 0
        counted_from = time.perf_counter() + job.warm_seconds
        until = counted_from + job.seconds
        busy_from: float | None = None
        now = time.perf_counter()
        while now < until:
            for key, _ in selector.select(1):
                connection = key.data
                size = connection.receive()
                if size is None:
                    continue
                now = time.perf_counter()
                everything, body = everything + 1, size
                if now >= counted_from:
                    if busy_from is None:
                        busy_from = time.process_time()
                    latencies.append(now - connection.sent)
                connection.ask(job.request)
            now = time.perf_counter()
        busy = time.process_time() - busy_from if busy_from is not None else 0.0
    if not latencies:
        raise RuntimeError(f"nothing was answered within {job.seconds} s")
    ordered = sorted(latencies)
    return Outcome(
        requests=len(latencies),
        all_requests=everything,
        seconds=job.seconds,
        p50_ms=_percentile(ordered, 0.5),
        p99_ms=_percentile(ordered, 0.99),
        own_busy=busy / job.seconds,
        body_bytes=body,
    )


class LoadGenerator:
    """The process, as the benchmark sees it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def run(self, job: Job) -> Outcome:
        """Has a job done.

        Raises:
            RuntimeError: If it failed; the process has written why.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(msgspec.json.encode(job) + b"\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the load generator has ended")
        return msgspec.json.decode(line, type=Outcome)


@contextlib.contextmanager
def load_generator() -> Iterator[LoadGenerator]:
    """Runs the process for the length of a block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.load"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield LoadGenerator(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(20)


if __name__ == "__main__":
    for line in sys.stdin.buffer:
        json.dump(msgspec.to_builtins(work(msgspec.json.decode(line, type=Job))), sys.stdout)
        sys.stdout.write("\n")
        sys.stdout.flush()
