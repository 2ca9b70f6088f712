"""Subscriptions of a real server process, over TCP: events of another process, broken clients, the end of the server."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import struct
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Self

import httpx
import pytest_asyncio
from fondaco.app import App
from fondaco.cli.child import running_child
from fondaco.cli.serving import free_port
from fondaco.testing.pytest_plugin import AppFactory
from subscription_gongs import Gongs, GongStruck

PROGRAM = "import sys; from fondaco.cli.serving import run_server; run_server('127.0.0.1', int(sys.argv[1]))"
PATIENCE = 30.0


class WebSocket:
    """Just enough of RFC 6455 to be a good client, or a bad one."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def __aenter__(self) -> Self:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self._port, limit=2**16)
        key = base64.b64encode(os.urandom(16)).decode()
        self.writer.write(
            f"GET /graphql/shop HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nConnection: Upgrade\r\n"
            f"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n".encode()
        )
        head = await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), PATIENCE)
        assert head.startswith(b"HTTP/1.1 101"), head
        assert b"graphql-transport-ws" in head
        return self

    async def __aexit__(self, *_: object) -> None:
        self.writer.transport.abort()

    def frame(self, payload: bytes, *, opcode: int = 1, final: bool = True, masked: bool = True) -> None:
        length = len(payload)
        bit = 0x80 if masked else 0
        head = bytes([(0x80 if final else 0) | opcode])
        if length < 126:
            head += bytes([bit | length])
        elif length < 2**16:
            head += bytes([bit | 126]) + struct.pack(">H", length)
        else:
            head += bytes([bit | 127]) + struct.pack(">Q", length)
        self.writer.write(head + (b"\0\0\0\0" if masked else b"") + payload)  # a mask of zeros changes nothing

    def send(self, message: dict[str, Any]) -> None:
        self.frame(json.dumps(message).encode())

    async def receive(self) -> Any:
        """The next message; ``{"closed": code}`` at the end, with 1006 where there was no close frame."""
        try:
            async with asyncio.timeout(PATIENCE):
                first, second = await self.reader.readexactly(2)
                length = second & 0x7F
                if length == 126:
                    [length] = struct.unpack(">H", await self.reader.readexactly(2))
                elif length == 127:
                    [length] = struct.unpack(">Q", await self.reader.readexactly(8))
                payload = await self.reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            return {"closed": 1006}
        if first & 0x0F == 8:
            return {"closed": struct.unpack(">H", payload[:2])[0] if payload else 1005}
        return json.loads(payload)

    async def closed(self) -> int:
        while "closed" not in (message := await self.receive()):
            pass
        return int(message["closed"])

    async def subscribe(self) -> None:
        self.send({"type": "connection_init"})
        self.send({"type": "subscribe", "id": "1", "payload": {"query": "subscription { gongs }"}})
        self.send({"type": "ping"})
        assert [(await self.receive())["type"] for _ in range(2)] == ["connection_ack", "pong"]


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    """The application in this process, on the database that the servers use."""
    return await make_app(enabled=[], plugins=[Gongs])


@asynccontextmanager
async def serving(app: App, folder: Path, **settings: object) -> AsyncIterator[int]:
    """Runs a server process; yields its port."""
    port = free_port("127.0.0.1", 0)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FONDACO_")}
    environment = kept | {
        "DATABASE_URL": app.database.url,
        "REDIS_URL": app.redis_url,
        "PYTHONPATH": str(Path(__file__).parent),
        "FONDACO_ENABLED": json.dumps(["subscription_gongs:Gongs"]),
        "FONDACO_LOGGING__FORMAT": "json",
        **{f"FONDACO_SUBSCRIPTIONS__{name.upper()}": str(value) for name, value in settings.items()},
    }
    child = running_child(
        PROGRAM,
        str(port),
        base_url=f"http://127.0.0.1:{port}",
        log=folder / "server.log",
        environment=environment,
    )
    await asyncio.to_thread(child.__enter__)
    try:
        yield port
    finally:
        await asyncio.to_thread(child.__exit__, None, None, None)


async def strike(app: App, *numbers: int, text: str = "") -> None:
    async with app.unit_of_work(app.system_context()) as uow:
        for number in numbers:
            uow.emit(GongStruck(number=number, text=text))


def half_closed(port: int) -> int:
    """How many connections the server keeps though the client is gone (CLOSE_WAIT); 0 where that cannot be seen."""
    table = Path("/proc/net/tcp")
    rows = [line.split() for line in table.read_text().splitlines()[1:]] if table.exists() else []
    return sum(row[1].endswith(f":{port:04X}") and row[3] == "08" for row in rows)


async def test_two_hundred_subscribers_hear_a_commit_of_another_process(app: App, tmp_path: Path) -> None:
    async with serving(app, tmp_path) as port, AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(WebSocket(port)) for _ in range(200)]
        await asyncio.gather(*(socket.subscribe() for socket in sockets))
        began = time.monotonic()
        await strike(app, 1, 2)
        for number in (1, 2):
            heard = await asyncio.gather(*(socket.receive() for socket in sockets))
            assert all(
                message == {"type": "next", "id": "1", "payload": {"data": {"gongs": str(number)}}} for message in heard
            )
        print(f"200 subscribers heard 2 events after {time.monotonic() - began:.3f} s")
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
            answer = await http.post(
                "/graphql/shop", json={"query": "mutation { gongStrike(input: {number: 3}) { done } }"}
            )
            assert answer.json() == {"data": {"gongStrike": {"done": True}}}
        assert (await sockets[7].receive())["payload"] == {"data": {"gongs": "3"}}


async def test_clients_that_break_websocket_itself_harm_nobody(app: App, tmp_path: Path) -> None:
    async with serving(app, tmp_path) as port, WebSocket(port) as witness:
        await witness.subscribe()

        async with WebSocket(port) as socket:  # invalid UTF-8
            socket.frame(b'{"type": "ping\xff"}')
            assert await socket.closed() in {1005, 1006, 1007}
        async with WebSocket(port) as socket:  # not masked
            socket.frame(b'{"type": "ping"}', masked=False)
            assert await socket.closed() in {1002, 1005, 1006}
        async with WebSocket(port) as socket:  # a reserved opcode
            socket.frame(b"x", opcode=5)
            assert await socket.closed() in {1002, 1005, 1006}
        async with WebSocket(port) as socket:  # larger than allowed here
            socket.frame(b"x" * 200_000)
            assert await socket.closed() == 1009
        async with WebSocket(port) as socket:  # announces eight exabytes
            socket.writer.write(b"\x81\xff" + struct.pack(">Q", 2**63 - 1) + b"\0\0\0\0" + b"x" * 1000)
            assert await socket.closed() in {1005, 1006, 1009}
        async with WebSocket(port) as socket:  # fragments without end
            socket.frame(b"x" * 60_000, final=False)
            for _ in range(400):
                socket.frame(b"x" * 60_000, opcode=0, final=False)
            socket.frame(b"x", opcode=0)
            assert await socket.closed() in {1005, 1006, 1009}
        async with WebSocket(port) as socket:  # in pieces, but fine
            socket.frame(b'{"type": ', final=False)
            socket.frame(b'"ping"}', opcode=0)
            assert await socket.receive() == {"type": "pong"}

        await strike(app, 9)
        assert (await witness.receive())["payload"] == {"data": {"gongs": "9"}}


async def test_a_client_that_never_reads_is_cut_off(app: App, tmp_path: Path) -> None:
    async with serving(app, tmp_path, queue_size=10, send_seconds=1) as port, AsyncExitStack() as stack:
        silent, witness = [await stack.enter_async_context(WebSocket(port)) for _ in range(2)]
        await silent.subscribe()
        await witness.subscribe()
        silent.reader._transport.pause_reading()  # type: ignore[attr-defined]
        heard: list[str] = []
        for number in range(60):
            await strike(app, number, text="x" * 500_000)
            heard.append((await witness.receive())["payload"]["data"]["gongs"].rstrip("x"))
        assert heard == [str(number) for number in range(60)]
        await asyncio.sleep(3)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
            assert (await http.post("/graphql/shop", json={"query": "{ __typename }"})).status_code == 200
        silent.reader._transport.resume_reading()  # type: ignore[attr-defined]
        assert await silent.closed() in {1005, 1006}
        for socket in (silent, witness):
            socket.writer.transport.abort()
        async with asyncio.timeout(PATIENCE):
            while half_closed(port):
                await asyncio.sleep(0.1)


async def test_a_server_that_is_stopped_ends_at_once_and_says_goodbye_to_streams(app: App, tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:  # of connections, which are open still when the server is stopped
        async with serving(app, tmp_path) as port:
            socket = await stack.enter_async_context(WebSocket(port))
            await socket.subscribe()
            http = await stack.enter_async_context(
                httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE)
            )
            answer = await stack.enter_async_context(
                http.stream(
                    "POST",
                    "/graphql/shop",
                    json={"query": "subscription { gongs }"},
                    headers={"accept": "text/event-stream"},
                )
            )
            lines = answer.aiter_lines()
            await strike(app, 4)
            first = [await anext(lines) for _ in range(4)]
            assert first == [":", "", "event: next", 'data: {"data":{"gongs":"4"}}']
            assert (await socket.receive())["payload"] == {"data": {"gongs": "4"}}
            ends = asyncio.gather(_rest(lines), socket.closed())
            began = time.monotonic()
        assert time.monotonic() - began < 10
        rest, code = await ends
    assert "SUBSCRIPTION_INTERRUPTED" in rest
    assert rest.rstrip().endswith("event: complete\ndata:")
    assert code in {1001, 1006}  # the server may be gone before the socket's last word
    assert "failed" not in (tmp_path / "server.log").read_text()


async def _rest(lines: AsyncIterator[str]) -> str:
    return "\n".join([line async for line in lines])
