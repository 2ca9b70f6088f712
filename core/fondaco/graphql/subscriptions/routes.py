"""The routes of both transports: the paths of the schemas, which plain requests go to as well."""

from __future__ import annotations

import signal
import threading
from asyncio import get_running_loop
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

from litestar import Router, WebSocket, websocket
from litestar.enums import ScopeType

from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.subscriptions.sockets import serve_socket
from fondaco.graphql.subscriptions.streams import serve_stream, wants_stream

if TYPE_CHECKING:
    from litestar.types import ASGIApp, ControllerRouterHandler, Receive, Scope, Send

    from fondaco.app import App

__all__ = ["graphql_routes", "told_to_stop"]


def graphql_routes(shop: App, schema: ComposedSchema, plain: ControllerRouterHandler) -> Router:
    """Returns the routes of one schema.

    Args:
        shop: The application.
        plain: Handles requests that ask for no event stream.
    """

    @websocket(f"/graphql/{schema.name}", name=f"graphql.{schema.name}.socket")
    async def handle(socket: WebSocket[Any, Any, Any]) -> None:
        """Is never reached; it only tells Litestar that there is such a route."""

    def instead(app: ASGIApp) -> ASGIApp:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == ScopeType.WEBSOCKET:
                # Litestar's WebSocket refers to itself, and a server may keep the connection until that is collected.
                await serve_socket(shop, schema, scope, receive, send)
            elif wants_stream(scope):
                await serve_stream(shop, schema, scope, receive, send)
            else:
                await app(scope, receive, send)

        return answer

    return Router("/", route_handlers=[plain, handle], middleware=[instead])


@contextmanager
def told_to_stop(stop: Callable[[], None]) -> Iterator[None]:
    """Calls back when the process is asked to end, while what handled the signal before still does.

    Servers end the lifespan after the last response, and an event stream is a response that never ends by itself.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    # Where nobody handles a signal the process ends at once, and has to go on doing so.
    handled = {number: handler for number, handler in before.items() if callable(handler)}

    def handle(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stop)
        handled[signal.Signals(number)](number, frame)

    for number in handled:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in handled.items():
            if signal.getsignal(number) is handle:
                signal.signal(number, handler)
