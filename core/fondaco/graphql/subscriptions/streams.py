"""GraphQL as server-sent events, by the protocol of ``graphql-sse`` in its "distinct connections mode".

One request is one operation. The answer begins when the subscription is in place, so a client that reads anything else
after it has seen the response's headers misses nothing.
https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeGuard

import msgspec
import structlog
from graphql import OperationType
from litestar.enums import ScopeType

from fondaco.errors import DomainError, FondacoError, UnavailableError
from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.documents import RejectedError
from fondaco.graphql.endpoint.reading import (
    Asked,
    DisconnectedError,
    RefusedError,
    asked_by_get,
    asked_by_post,
    headers_of,
)
from fondaco.graphql.execution import execute
from fondaco.graphql.subscriptions.peers import Peer
from fondaco.graphql.subscriptions.running import EndedError, Subscription, start_subscription
from fondaco.requests import SESSION_HEADER

if TYPE_CHECKING:
    from litestar.types import HTTPScope, Message, Receive, Scope, Send

    from fondaco.app import App

__all__ = ["serve_stream", "wants_stream"]

log = structlog.get_logger("fondaco.graphql")

EVENT_STREAM = b"text/event-stream"
_COMPLETE = b"event: complete\ndata: \n\n"
_KEEP_ALIVE = b":\n\n"


def wants_stream(scope: Scope) -> TypeGuard[HTTPScope]:
    """Says whether a request asks for an event stream.

    Some clients say of every query that they would take one too; those get JSON.
    """
    if scope["type"] != ScopeType.HTTP or scope["method"] not in {"GET", "POST"}:
        return False
    for name, value in scope["headers"]:
        if name == b"accept" and EVENT_STREAM in value.lower():
            return b"json" not in value.lower()
    return False


async def serve_stream(app: App, schema: ComposedSchema, scope: HTTPScope, receive: Receive, send: Send) -> None:
    """Answers a request with an event stream; with JSON and a status if it is no GraphQL request at all."""
    scope["path_template"] = f"/graphql/{schema.name} as events"  # or hours would count as times to answer
    stream = Stream(app, schema, Peer(app, scope), receive, send)
    try:
        asked = await _asked(app, scope, receive)
        await stream.peer.caller()
    except DisconnectedError:
        return
    except RefusedError as error:
        await stream.problem(error.status, error.code, error.message, error.headers)
        return
    except DomainError as error:
        await stream.problem(401 if error.code == "UNAUTHENTICATED" else 400, error.code, error.message)
        return
    except FondacoError as error:
        await stream.problem(503, error.code, error.message)
        return
    try:
        with app.connections.connected(lambda: stream.interrupt("The server stops.")):
            await stream.run(asked, queries_only=scope["method"] == "GET")
    except _StuckError as error:
        log.debug("stream_stuck", error=repr(error.__cause__))
    except UnavailableError as error:
        await stream.problem(503, error.code, error.message)
    finally:
        stream.let_go()


async def _asked(app: App, scope: HTTPScope, receive: Receive) -> Asked:
    if scope["method"] == "GET":
        return asked_by_get(scope["query_string"])
    settings = app.settings
    most = min(settings.graphql.max_body_bytes, settings.server.max_body_bytes)
    asked = await asked_by_post(headers_of(scope), receive, max_bytes=most)
    if isinstance(asked, list):
        raise RefusedError("An event stream is of one operation.", "BATCH_NOT_ALLOWED", 400)
    return asked


class _StuckError(Exception):
    """The other side takes nothing, or is gone."""


class Stream:
    """One event stream.

    Attributes:
        peer: The other side.
    """

    def __init__(self, app: App, schema: ComposedSchema, peer: Peer, receive: Receive, send: Send) -> None:
        self.peer = peer
        self._app = app
        self._schema = schema
        self._wire: tuple[Receive, Send] | None = (receive, send)
        self._settings = app.connections.settings
        self._subscription: Subscription | None = None
        self._interrupted: str | None = None

    def let_go(self) -> None:
        """Forgets the connection, which servers keep open for as long as anything refers to it."""
        self._wire = None

    async def _send_raw(self, message: Message) -> None:
        if self._wire is None:
            raise ConnectionError("the stream is closed")
        await self._wire[1](message)

    def interrupt(self, why: str) -> None:
        """Ends the stream, after the events that wait already."""
        self._interrupted = why
        if self._subscription is not None:
            self._subscription.interrupt(why)

    async def problem(self, status: int, code: str, message: str, more: Sequence[tuple[bytes, bytes]] = ()) -> None:
        """Answers with JSON instead.

        Args:
            more: Headers, besides the usual ones.
        """
        body = msgspec.json.encode({"errors": [{"message": message, "extensions": {"code": code}}]})
        headers = [
            (b"content-type", b"application/json; charset=utf-8"),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", b"no-store"),
            *more,
        ]
        await self._send_raw({"type": "http.response.start", "status": status, "headers": headers})
        await self._send_raw({"type": "http.response.body", "body": body, "more_body": False})

    async def run(self, asked: Asked, *, queries_only: bool) -> None:
        """Runs the operation and streams what it answers."""
        try:
            text = await self._app.documents.text(self._schema, asked.query, asked.extensions, asked.documentId)
            document = self._schema.documents.get(text)
            operation = document.operation(asked.operationName)
            if operation.kind is not OperationType.SUBSCRIPTION:
                await self._answer(text, asked, queries_only=queries_only)
                return
            subscription = await start_subscription(
                self._app, self._schema, self.peer, document, operation, asked.variables
            )
        except RejectedError as rejected:
            ended = EndedError.of(rejected.errors, self.peer.request_id)
            await self._once({"errors": ended.errors})
            return
        except EndedError as ended:
            await self._once({"errors": ended.errors})
            return
        self._subscription = subscription
        try:
            if self._interrupted is not None:
                subscription.interrupt(self._interrupted)
            await self._start()
            await self._tell(subscription)
        finally:
            subscription.close()

    async def _answer(self, text: str, asked: Asked, *, queries_only: bool) -> None:
        answer = await execute(
            self._app,
            self._schema,
            await self.peer.caller(),
            text,
            asked.variables,
            asked.operationName,
            queries_only=queries_only,
        )
        token = answer.new_session_token
        headers = [] if token is None else [(SESSION_HEADER.encode(), token.encode())]
        await self._once(answer.body(), headers)

    async def _once(self, body: dict[str, Any], headers: list[tuple[bytes, bytes]] | None = None) -> None:
        await self._start(headers)
        await self._send(_next(body) + _COMPLETE, more=False)

    async def _tell(self, subscription: Subscription) -> None:
        loop = asyncio.get_running_loop()
        old_at = loop.time() + self._settings.max_seconds
        gone = asyncio.create_task(self._gone())
        coming: asyncio.Task[dict[str, Any]] | None = None
        try:
            while not gone.done():
                coming = coming or asyncio.create_task(subscription.next())
                wait = max(min(self._settings.ping_seconds, old_at - loop.time()), 0.0)
                await asyncio.wait({gone, coming}, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
                if loop.time() >= old_at:
                    subscription.interrupt("This connection is as old as it may get.")
                    old_at += self._settings.max_seconds
                if not coming.done():
                    await self._send(_KEEP_ALIVE)
                    continue
                done, coming = coming, None
                error = done.exception()
                if error is None:
                    await self._send(_next(done.result()))
                    continue
                if not isinstance(error, EndedError):
                    error = EndedError.because(error, self.peer.request_id)  # type: ignore[arg-type]
                await self._send(_next({"errors": error.errors}) + _COMPLETE, more=False)
                return
        finally:
            tasks = [task for task in (gone, coming) if task is not None]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _gone(self) -> None:
        assert self._wire is not None  # noqa: S101 (it is let go of when nobody reads any more)
        receive = self._wire[0]
        while (await receive())["type"] != "http.disconnect":
            pass

    async def _start(self, headers: list[tuple[bytes, bytes]] | None = None) -> None:
        await self._send_raw(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [
                    (b"content-type", b"text/event-stream; charset=utf-8"),
                    (b"cache-control", b"no-store, no-transform"),
                    (b"x-accel-buffering", b"no"),  # nginx would hold events back
                    *(headers or ()),
                ],
            }
        )
        await self._send(_KEEP_ALIVE)

    async def _send(self, chunk: bytes, *, more: bool = True) -> None:
        try:
            async with asyncio.timeout(self._settings.send_seconds):
                await self._send_raw({"type": "http.response.body", "body": chunk, "more_body": more})
        except (TimeoutError, OSError, RuntimeError) as error:
            raise _StuckError from error


def _next(body: dict[str, Any]) -> bytes:
    return b"event: next\ndata: " + msgspec.json.encode(body) + b"\n\n"
