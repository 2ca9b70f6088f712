"""An HTTP server of this process that plays a service outside, with its moods: for tests of what talks to one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec

__all__ = ["Asked", "FakeServer", "Said", "running_server"]


class Asked(msgspec.Struct, frozen=True):
    """A request.

    Attributes:
        target: Path and query, as they were sent.
        headers: Names in lower case.
    """

    verb: str
    target: str
    headers: Mapping[str, str]
    body: bytes


class Said(msgspec.Struct, frozen=True):
    """An answer."""

    status: int
    body: bytes
    headers: Mapping[str, str] = {}


class FakeServer:
    """How requests go.

    Attributes:
        url: ``http://127.0.0.1:…``, without a slash at its end.
        mood: ``ok``; ``deaf``: the connection is cut and nothing is done; ``mute``: it is done, and the connection cut
            before the answer; ``slow``: it is done, and answered half a second later; ``500`` or any other status:
            nothing is done, and that is the answer.
        moods: The same for the next requests, one each, before `mood` counts.
    """

    def __init__(self) -> None:
        self.url = ""
        self.mood = "ok"
        self.moods: list[str] = []

    def next_mood(self) -> str:
        """Returns how the next request goes."""
        return self.moods.pop(0) if self.moods else self.mood


@contextmanager
def running_server(
    server: FakeServer, handle: Callable[[Asked], Said], refuse: Callable[[int], Said] | None = None
) -> Iterator[None]:
    """Serves on a free port of this machine until the block ends.

    Args:
        server: Gets its address, and says how requests go; tests change it meanwhile.
        handle: Answers a request; called in several threads.
        refuse: Makes the answer of a mood that is a status; without it that has an empty body.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            mood = server.next_mood()
            if mood == "deaf":
                self._cut()
                return
            if mood.isdigit():
                self._say(Said(int(mood), b"") if refuse is None else refuse(int(mood)))
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            said = handle(Asked(self.command, self.path, headers, body))
            if mood == "mute":
                self._cut()
                return
            if mood == "slow":
                time.sleep(0.5)
            self._say(said)

        do_GET = do_POST = _answer  # noqa: N815 (names of the standard library)

        def _say(self, said: Said) -> None:
            self.send_response(said.status)
            for name, value in {"content-length": str(len(said.body)), **said.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said.body)

        def _cut(self) -> None:
            self.close_connection = True
            self.connection.close()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, *_: object) -> None:
            """Says nothing: a client that gave up waiting is what some tests want."""

    found = Server(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{found.server_port}"
    threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield
    finally:
        found.shutdown()
        found.server_close()
