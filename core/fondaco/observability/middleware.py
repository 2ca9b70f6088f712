"""The outermost layer of every request: its id, its span, its log line, its metrics."""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable
from functools import lru_cache

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from opentelemetry import trace
from opentelemetry.propagate import extract, get_global_textmap
from opentelemetry.propagators.textmap import TextMapPropagator
from opentelemetry.trace import SpanKind, StatusCode

from fondaco.context import new_request_id
from fondaco.observability.metrics import Metrics

__all__ = ["observed"]

log = structlog.get_logger("fondaco.http")
tracer = trace.get_tracer("fondaco")

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Anybody can invent others, and each would be a time series of its own."""

CLIENT_CLOSED = 499
"""The status of a request that was not answered since its client went away; nginx counts it so too."""

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")


def observed(app: ASGIApp, metrics: Metrics) -> ASGIApp:
    """Wraps an ASGI application.

    A caller's ``X-Request-ID`` is taken over if it is well formed, and a W3C ``traceparent`` continues its trace. Spans
    go wherever the OpenTelemetry SDK, if one is installed and configured, sends them.
    """

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
        else:
            await handle_http(scope, receive, send)

    async def handle_http(scope: HTTPScope, receive: Receive, send: Send) -> None:
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        own_header = (b"x-request-id", request_id.encode())
        status = CLIENT_CLOSED
        started = time.perf_counter()

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], own_header]
            await send(message)

        async def answer() -> None:
            nonlocal status
            try:
                await app(scope, receive, send_observed)
            except Exception:
                status = 500 if status == CLIENT_CLOSED else status
                raise

        bound = structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            if _is_traced(scope):
                await handle_traced(scope, answer, lambda: status)
            else:
                await answer()
        finally:
            seconds = time.perf_counter() - started
            method = scope["method"]
            metrics.request(method if method in _METHODS else "other", _route_of(scope), status, seconds)
            log.info("request", method=method, path=scope["path"], status=status, milliseconds=round(seconds * 1000, 1))
            structlog.contextvars.reset_contextvars(**bound)

    async def handle_traced(scope: HTTPScope, answer: Callable[[], Awaitable[None]], status: Callable[[], int]) -> None:
        carrier = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        with tracer.start_as_current_span(
            scope["method"], context=extract(carrier), kind=SpanKind.SERVER, record_exception=True
        ) as span:
            try:
                await answer()
            finally:
                route = _route_of(scope)
                span.update_name(f"{scope['method']} {route}")
                span.set_attributes({"http.response.status_code": status(), "http.route": route})
                if status() >= 500:
                    span.set_status(StatusCode.ERROR)

    return handle


def _request_id(scope: HTTPScope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            return value.decode()
    return new_request_id()


def _is_traced(scope: HTTPScope) -> bool:
    """Says whether somebody would see a span: an SDK of OpenTelemetry, or those that the caller's trace goes on to."""
    if not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
        return True
    fields = _propagated(get_global_textmap())
    return any(name in fields for name, _ in scope["headers"])


@lru_cache(4)
def _propagated(textmap: TextMapPropagator) -> frozenset[bytes]:
    """Returns the headers that a trace is continued from."""
    return frozenset(field.lower().encode() for field in textmap.fields)


def _route_of(scope: HTTPScope) -> str:
    """The route's template, so that metrics have few labels; unmatched paths share one."""
    template = scope.get("path_template")
    return template if isinstance(template, str) and template else "unmatched"
