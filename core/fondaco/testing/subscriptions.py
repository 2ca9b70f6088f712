"""Clients of subscriptions for tests: a WebSocket and an event stream on an ASGI application, without a network.

::

    async with SubscriptionClient(app, "shop") as client:
        document = "subscription ($id: ID!) { productUpdated(id: $id) { title } }"
        told = await client.subscribe(document, {"id": id_})
        ...
        assert await told.next() == {"productUpdated": {"title": "Mug"}}
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import msgspec

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["ClosedError", "RawSocket", "RawStream", "Subscribed", "SubscriptionClient"]

PATIENCE = 10.0
"""Seconds after which something that does not come fails the test."""


class ClosedError(AssertionError):
    """The server closed the socket.

    Attributes:
        code: Of the close frame; 1006 where there was none, 403 where the handshake was refused.
    """

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"closed with {code}: {reason}")
        self.code = code
        self.reason = reason


class _Peer:
    """One end of a connection whose other end is the application."""

    def __init__(self, app: App, kind: str, schema: str, headers: Mapping[str, str], room: int, **scope: Any) -> None:
        path = f"/graphql/{schema}"
        self._app = app
        self._scope: dict[str, Any] = {
            "type": kind,
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [
                (name.lower().encode(), value.encode()) for name, value in {"host": "testserver", **headers}.items()
            ],
            "client": ("127.0.0.1", 1),
            "server": ("testserver", 80),
            "state": {},
            **scope,
        }
        self._said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._told: asyncio.Queue[Any] = asyncio.Queue(room)
        self._task: asyncio.Task[None] | None = None

    async def __aexit__(self, *_: object) -> None:
        self.disconnect()
        assert self._task is not None  # noqa: S101 (entered before)
        while not self._told.empty():
            self._told.get_nowait()
        try:
            async with asyncio.timeout(PATIENCE):
                await self._task
        finally:
            self._task.cancel()

    @property
    def served(self) -> bool:
        """Whether the server still deals with it."""
        return self._task is not None and not self._task.done()

    def disconnect(self) -> None:
        """Goes away without a word."""
        raise NotImplementedError


class RawSocket(_Peer):
    """A socket that says what it is told to, message by message.

    Args:
        room: Messages of the server that it takes before it stops reading; 0 for any number.
    """

    def __init__(
        self,
        app: App,
        schema: str,
        headers: Mapping[str, str] | None = None,
        *,
        subprotocols: Sequence[str] = ("graphql-transport-ws",),
        room: int = 0,
    ) -> None:
        super().__init__(app, "websocket", schema, headers or {}, room, scheme="ws", subprotocols=list(subprotocols))
        self.subprotocol: str | None = None

    async def __aenter__(self) -> Self:
        self._said.put_nowait({"type": "websocket.connect"})
        self._task = asyncio.create_task(self._run())
        answer = await self._event()
        self.subprotocol = answer.get("subprotocol")
        return self

    async def _run(self) -> None:
        await self._app(self._scope, self._said.get, self._told.put)  # type: ignore[arg-type]
        with contextlib.suppress(asyncio.QueueFull):
            self._told.put_nowait({"type": "websocket.close", "code": 1006})

    def disconnect(self) -> None:
        """Goes away without a word."""
        self._said.put_nowait({"type": "websocket.disconnect", "code": 1006})

    def send(self, message: Mapping[str, Any] | str | bytes) -> None:
        """Sends a message: JSON of a mapping, text as it is, or a binary one."""
        if isinstance(message, bytes):
            self._said.put_nowait({"type": "websocket.receive", "bytes": message})
            return
        text = message if isinstance(message, str) else msgspec.json.encode(message).decode()
        self._said.put_nowait({"type": "websocket.receive", "text": text})

    async def receive(self) -> dict[str, Any]:
        """Returns the next message of the server.

        Raises:
            ClosedError: If the server closed the socket instead.
        """
        message: dict[str, Any] = msgspec.json.decode((await self._event())["text"])
        return message

    async def _event(self) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE):
            event: dict[str, Any] = await self._told.get()
        if event["type"] == "websocket.close":
            refused = self.subprotocol is None and event["code"] == 4403
            raise ClosedError(403 if refused else event["code"], event.get("reason") or "")
        return event

    async def closed(self) -> ClosedError:
        """Waits until the server closes the socket, whatever it says before; returns how."""
        with contextlib.suppress(asyncio.TimeoutError):
            while True:
                try:
                    await self.receive()
                except ClosedError as error:
                    return error
        raise AssertionError("the server did not close the socket")


class Subscribed:
    """An operation of a `SubscriptionClient`."""

    def __init__(self, client: SubscriptionClient, id_: str) -> None:
        self._client = client
        self.id = id_

    async def message(self) -> dict[str, Any]:
        """Returns the next message about it: ``next``, ``error`` or ``complete``."""
        return await self._client.message(self.id)

    async def next(self) -> dict[str, Any]:
        """Returns the data of its next result.

        Raises:
            AssertionError: If that has errors, or the operation is over.
        """
        message = await self.message()
        if message["type"] != "next" or message["payload"].get("errors"):
            raise AssertionError(f"no result: {message}")
        data: dict[str, Any] = message["payload"]["data"]
        return data

    async def error_code(self) -> str:
        """Returns the code of the error that ends it.

        Raises:
            AssertionError: If something else comes.
        """
        message = await self.message()
        if message["type"] != "error":
            raise AssertionError(f"no error: {message}")
        code: str = message["payload"][0]["extensions"]["code"]
        return code

    def complete(self) -> None:
        """Wants no more of it."""
        self._client.socket.send({"type": "complete", "id": self.id})


class SubscriptionClient:
    """A client of ``graphql-transport-ws`` on one schema.

    Args:
        headers: Of the handshake.
        init: What ``connection_init`` says of the client: ``authorization``, ``fondaco-session``, ``fondaco-channel``,
            ``fondaco-locale``.
        room: Messages that wait for the test; 0 for any number.
    """

    def __init__(
        self,
        app: App,
        schema: str,
        *,
        headers: Mapping[str, str] | None = None,
        init: Mapping[str, str] | None = None,
        room: int = 0,
    ) -> None:
        self.socket = RawSocket(app, schema, headers, room=room)
        self._init = dict(init or {})
        self._ids = itertools.count(1)
        self._waiting: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)

    async def __aenter__(self) -> Self:
        await self.socket.__aenter__()
        self.socket.send({"type": "connection_init", "payload": self._init})
        answer = await self.socket.receive()
        if answer["type"] != "connection_ack":
            raise AssertionError(f"not acknowledged: {answer}")
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.socket.__aexit__(*error)

    def start(self, document: str, variables: Mapping[str, Any] | None = None) -> Subscribed:
        """Sends an operation and does not wait for anything."""
        id_ = str(next(self._ids))
        payload = {"query": document, "variables": dict(variables or {})}
        self.socket.send({"type": "subscribe", "id": id_, "payload": payload})
        return Subscribed(self, id_)

    async def subscribe(self, document: str, variables: Mapping[str, Any] | None = None) -> Subscribed:
        """Begins a subscription; what is committed afterwards is told. If it is refused, its first message says so."""
        started = self.start(document, variables)
        self.socket.send({"type": "ping", "payload": {"after": started.id}})
        while True:  # messages are heard in order, so the pong comes when the subscription is in place
            message = await self.socket.receive()
            if message["type"] == "pong" and message.get("payload") == {"after": started.id}:
                return started
            self._keep(message)

    async def message(self, id_: str) -> dict[str, Any]:
        """Returns the next message about an operation."""
        while not self._waiting[id_]:
            self._keep(await self.socket.receive())
        return self._waiting[id_].pop(0)

    def _keep(self, message: dict[str, Any]) -> None:
        if message["type"] == "ping":
            self.socket.send({"type": "pong"})
        elif "id" in message:
            self._waiting[message["id"]].append(message)


class RawStream(_Peer):
    """A request that is answered with server-sent events.

    Attributes:
        status: Of the answer.
        headers: Of the answer, names in lower case.
    """

    def __init__(
        self,
        app: App,
        schema: str,
        document: str,
        variables: Mapping[str, Any] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        method: str = "POST",
        query_string: bytes = b"",
        room: int = 0,
    ) -> None:
        body = msgspec.json.encode({"query": document, "variables": dict(variables or {})})
        given = {
            "accept": "text/event-stream",
            "content-type": "application/json",
            "content-length": str(len(body)),
            **(headers or {}),
        }
        super().__init__(app, "http", schema, given, room, scheme="http", method=method, query_string=query_string)
        self._said.put_nowait({"type": "http.request", "body": body if method == "POST" else b"", "more_body": False})
        self._text = ""
        self._over = False
        self.status = 0
        self.headers: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._run())
        async with asyncio.timeout(PATIENCE):
            start = await self._told.get()
        self.status = start["status"]
        self.headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return self

    async def _run(self) -> None:
        await self._app(self._scope, self._said.get, self._told.put)  # type: ignore[arg-type]

    def disconnect(self) -> None:
        """Goes away."""
        self._said.put_nowait({"type": "http.disconnect"})

    async def block(self) -> str:
        """Returns the next block of the stream as it came: an event, or a comment; empty at its end."""
        while "\n\n" not in self._text:
            if self._over:
                return ""
            async with asyncio.timeout(PATIENCE):
                message = await self._told.get()
            self._over = not message.get("more_body")
            self._text += message.get("body", b"").decode()
        block, _, self._text = self._text.partition("\n\n")
        return block

    async def event(self) -> tuple[str, Any]:
        """Returns the next event's name and data, comments left out; an empty name at the end of the stream."""
        while True:
            block = await self.block()
            if not block:
                return "", None
            if not block.startswith(":"):
                fields = dict(line.split(": ", 1) for line in block.split("\n"))
                data = fields.get("data") or "null"
                return fields["event"], msgspec.json.decode(data)
