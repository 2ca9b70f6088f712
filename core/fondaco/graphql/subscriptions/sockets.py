"""GraphQL over WebSocket, by the protocol ``graphql-transport-ws``.

One task reads, one keeps the time, and each operation has one of its own. What is sent goes through one lock, and a
client that does not take it holds up its own operations only: their events wait in bounded streams, which end.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
import structlog
from graphql import OperationType

from fondaco.errors import DomainError, FondacoError, PermissionDeniedError, UnavailableError
from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.documents import RejectedError
from fondaco.graphql.execution import execute
from fondaco.graphql.subscriptions.messages import SUBPROTOCOL, Close, Complete, Init, Ping, Pong, Start, parsed
from fondaco.graphql.subscriptions.peers import Origin, Peer, origin_of
from fondaco.graphql.subscriptions.running import EndedError, Subscription, start_subscription
from fondaco.requests import SESSION_HEADER

if TYPE_CHECKING:
    from litestar.types import Message, Receive, Send, WebSocketScope

    from fondaco.app import App

__all__ = ["serve_socket"]

log = structlog.get_logger("fondaco.graphql")

_LONGEST_REASON = 123
"""Bytes, RFC 6455, section 5.5."""


async def serve_socket(app: App, schema: ComposedSchema, scope: WebSocketScope, receive: Receive, send: Send) -> None:
    """Serves a socket from its handshake to its end."""
    origin = origin_of(app, scope)
    await receive()  # websocket.connect
    if origin is Origin.REFUSED:
        await send({"type": "websocket.close", "code": Close.FORBIDDEN, "reason": "Origin not allowed"})
        return
    offered = SUBPROTOCOL in scope.get("subprotocols", ())
    await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL if offered else None, "headers": []})
    peer = Peer(app, scope, cookies=origin is Origin.TRUSTED)
    socket = Socket(app, schema, peer, receive, send)
    with structlog.contextvars.bound_contextvars(request_id=peer.request_id):
        try:
            if not offered:
                await socket.close(Close.SUBPROTOCOL_NOT_ACCEPTABLE, "Subprotocol not acceptable")
                return
            with app.connections.connected(lambda: socket.end(Close.GOING_AWAY, "The server stops")):
                await socket.run()
        except UnavailableError as error:
            await socket.close(Close.TRY_AGAIN_LATER, error.code)
        finally:
            socket.let_go()


class _ViolationError(Exception):
    """The client broke the protocol, or a limit."""

    def __init__(self, code: Close, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Socket:
    """An accepted socket."""

    def __init__(self, app: App, schema: ComposedSchema, peer: Peer, receive: Receive, send: Send) -> None:
        self._app = app
        self._schema = schema
        self._peer = peer
        self._wire: tuple[Receive, Send] | None = (receive, send)
        self._settings = app.connections.settings
        self._sending = asyncio.Lock()
        self._acknowledged = asyncio.Event()
        self._operations: dict[str, asyncio.Task[None]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._cancellable: set[asyncio.Task[None]] = set()
        self._loop = asyncio.get_running_loop()
        self._heard_at = self._busy_at = self._loop.time()
        self._listening = False
        self._ending: asyncio.Future[tuple[Close, str] | None] = self._loop.create_future()

    async def run(self) -> None:
        """Serves until one side has enough, then leaves nothing behind but mutations that have begun."""
        began = self._loop.time()
        tasks = [asyncio.create_task(self._read()), asyncio.create_task(self._keep_time())]
        for task in tasks:
            task.add_done_callback(self._broke)
        ending: tuple[Close, str] | None = None
        try:
            ending = await self._ending
        finally:
            self._operations.clear()
            tasks += self._cancellable
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            log.info(
                "socket",
                schema=self._schema.name,
                code=None if ending is None else int(ending[0]),
                reason=None if ending is None else ending[1],
                seconds=round(self._loop.time() - began, 1),
            )
        if ending is not None:
            await self.close(*ending)

    def let_go(self) -> None:
        """Forgets the connection, which servers keep open for as long as anything refers to it."""
        self._wire = None

    async def _send_raw(self, message: Message) -> None:
        if self._wire is None:
            raise ConnectionError("the socket is closed")
        await self._wire[1](message)

    def end(self, code: Close | None, reason: str = "") -> None:
        """Ends the socket with a code, or without a word for None; the first who calls says why."""
        if not self._ending.done():
            self._ending.set_result(None if code is None else (code, reason))

    async def close(self, code: Close, reason: str) -> None:
        """Sends the close frame."""
        short = reason.encode()[:_LONGEST_REASON].decode(errors="ignore")
        try:
            async with asyncio.timeout(self._settings.send_seconds):
                await self._send_raw({"type": "websocket.close", "code": int(code), "reason": short})
        except (TimeoutError, OSError, RuntimeError) as error:
            log.debug("socket_gone", error=repr(error))

    def _broke(self, task: asyncio.Task[None]) -> None:
        if task.cancelled() or (error := task.exception()) is None:
            return
        if isinstance(error, _ViolationError):
            self.end(error.code, str(error))
            return
        log.error("socket_failed", exc_info=error)
        self.end(Close.INTERNAL, f"Internal error, request id {self._peer.request_id}")

    async def _say(self, type_: str, **more: Any) -> None:
        text = msgspec.json.encode({"type": type_, **more}).decode()
        async with self._sending:
            if self._ending.done():
                return
            try:
                async with asyncio.timeout(self._settings.send_seconds):
                    await self._send_raw({"type": "websocket.send", "text": text, "bytes": None})
            except (TimeoutError, OSError, RuntimeError) as error:
                # It takes nothing, so it cannot be told either.
                log.debug("socket_stuck", error=repr(error))
                self.end(None)

    async def _keep_time(self) -> None:
        """Waits for the initialisation, pings, and ends the socket when its time is over."""
        settings = self._settings
        old_at = self._loop.time() + settings.max_seconds
        try:
            async with asyncio.timeout(settings.init_seconds):
                await self._acknowledged.wait()
        except TimeoutError:
            raise _ViolationError(Close.INIT_TIMEOUT, "Connection initialisation timeout") from None
        self._busy_at = now = self._loop.time()
        next_ping_at = now + settings.ping_seconds
        pinged_at: float | None = None
        while True:
            await asyncio.sleep(max(min(next_ping_at, self._busy_at + settings.idle_seconds, old_at) - now, 0.001))
            now = self._loop.time()
            if self._running:
                self._busy_at = now
            if now >= old_at:
                raise _ViolationError(Close.GOING_AWAY, "This connection is as old as it may get")
            if now >= self._busy_at + settings.idle_seconds:
                raise _ViolationError(Close.NORMAL, "Nothing runs here")
            if now >= next_ping_at:
                if pinged_at is not None and self._listening and self._heard_at < pinged_at:
                    self.end(None)
                    return
                pinged_at = now
                await self._say("ping")
                next_ping_at = now + settings.ping_seconds

    async def _read(self) -> None:
        while True:
            self._listening = True
            assert self._wire is not None  # noqa: S101 (it is let go of when nobody reads any more)
            event: Mapping[str, Any] = await self._wire[0]()
            self._listening = False
            self._heard_at = self._loop.time()
            if event["type"] != "websocket.receive":
                self.end(None)
                return
            await self._hear(self._text(event))

    def _text(self, event: Mapping[str, Any]) -> str:
        text: str | None = event.get("text")
        if text is None:
            raise _ViolationError(Close.INVALID_MESSAGE, "Invalid message: binary")
        limit = self._settings.max_message_bytes
        # A character has at most four bytes, so most messages need not be encoded to be measured.
        if len(text) > limit or (len(text) * 4 > limit and len(text.encode(errors="replace")) > limit):
            raise _ViolationError(Close.TOO_BIG, f"A message has at most {limit} bytes")
        return text

    async def _hear(self, text: str) -> None:
        try:
            message = parsed(text)
        except ValueError as error:
            raise _ViolationError(Close.INVALID_MESSAGE, str(error)) from None
        match message:
            case Init():
                await self._init(message)
            case Ping():
                await self._say("pong", **({} if message.payload is None else {"payload": message.payload}))
            case Start():
                await self._begin(message)
            case Complete():
                task = self._operations.pop(message.id, None)
                if task in self._cancellable:
                    task.cancel()
            case Pong():
                pass

    async def _init(self, message: Init) -> None:
        if self._acknowledged.is_set():
            raise _ViolationError(Close.TOO_MANY_INITS, "Too many initialisation requests")
        try:
            self._peer.learn(message.payload or {})
            await self._peer.caller()
        except PermissionDeniedError as error:
            raise _ViolationError(Close.FORBIDDEN, error.code) from None
        except DomainError as error:
            raise _ViolationError(Close.INVALID_MESSAGE, error.code) from None
        except FondacoError as error:
            raise _ViolationError(Close.TRY_AGAIN_LATER, error.code) from None
        self._acknowledged.set()
        await self._say("connection_ack")

    async def _begin(self, message: Start) -> None:
        """Begins an operation. A subscription is in place when this returns, so what is read next comes after it."""
        if not self._acknowledged.is_set():
            raise _ViolationError(Close.UNAUTHORIZED, "Unauthorized")
        if message.id in self._operations:
            raise _ViolationError(Close.SUBSCRIBER_EXISTS, f"Subscriber for {message.id} already exists")
        request, request_id = message.payload, self._peer.request_id
        try:
            if len(self._running) >= self._settings.max_operations:
                most = self._settings.max_operations
                raise RejectedError.of(f"At most {most} operations run on one socket.", "TOO_MANY_OPERATIONS")
            text = await self._app.documents.text(self._schema, request.query, request.extensions, request.documentId)
            document = self._schema.documents.get(text)
            operation = document.operation(request.operationName)
            if operation.kind is OperationType.SUBSCRIPTION:
                subscription = await start_subscription(
                    self._app, self._schema, self._peer, document, operation, request.variables
                )
                task = asyncio.create_task(self._tell(message.id, subscription))
                # Not in the task itself, which may be cancelled before its first line.
                task.add_done_callback(lambda _: subscription.close())
                self._track(message.id, task)
            elif operation.kind is OperationType.MUTATION:
                # It runs to its end whatever becomes of the client.
                self._track(message.id, self._app.connections.finish(self._answer(message, text)), cancellable=False)
            else:
                self._track(message.id, asyncio.create_task(self._answer(message, text)))
        except RejectedError as rejected:
            await self._say("error", id=message.id, payload=EndedError.of(rejected.errors, request_id).errors)
        except EndedError as ended:
            await self._say("error", id=message.id, payload=ended.errors)

    def _track(self, id_: str, task: asyncio.Task[None], *, cancellable: bool = True) -> None:
        self._operations[id_] = task
        self._running.add(task)
        if cancellable:
            self._cancellable.add(task)
        task.add_done_callback(self._broke)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._cancellable.discard(task)
        self._busy_at = self._loop.time()

    def _still_wanted(self, id_: str) -> bool:
        """Frees the id of the calling task; False if the client completed the operation or has gone."""
        if self._operations.get(id_) is not asyncio.current_task():
            return False
        del self._operations[id_]
        return True

    async def _tell(self, id_: str, subscription: Subscription) -> None:
        """Sends what a subscription has to say, until it ends."""
        try:
            while True:
                await self._say("next", id=id_, payload=await subscription.next())
        except EndedError as ended:
            errors = ended.errors
        except Exception as error:  # noqa: BLE001 (one operation's failure is not the socket's)
            errors = EndedError.because(error, self._peer.request_id).errors
        subscription.close()
        if self._still_wanted(id_):
            await self._say("error", id=id_, payload=errors)

    async def _answer(self, message: Start, text: str) -> None:
        """Runs a query or a mutation and sends its one result."""
        request, id_ = message.payload, message.id
        body: dict[str, Any] | None = None
        try:
            caller = await self._peer.caller()
            answer = await execute(self._app, self._schema, caller, text, request.variables, request.operationName)
            errors = answer.errors
            if not answer.rejected:
                body = answer.body()
            if (token := answer.new_session_token) is not None and body is not None:
                # There are no headers here; the socket keeps it, and the client may for others.
                self._peer.learn({SESSION_HEADER: token})
                body["extensions"] = {SESSION_HEADER: token}
        except Exception as error:  # noqa: BLE001 (one operation's failure is not the socket's)
            body, errors = None, EndedError.because(error, self._peer.request_id).errors
        if not self._still_wanted(id_):
            return
        if body is None:
            await self._say("error", id=id_, payload=errors)
        else:
            await self._say("next", id=id_, payload=body)
            await self._say("complete", id=id_)
