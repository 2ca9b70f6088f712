"""The outermost layer of every request: its id, its span, its log line, its metrics."""

from __future__ import annotations

import re
import time

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from opentelemetry import trace
from opentelemetry.propagate import extract
from opentelemetry.trace import SpanKind, StatusCode

from fondaco.context import new_request_id
from fondaco.observability.metrics import Metrics

__all__ = ["observed"]

log = structlog.get_logger("fondaco.http")
tracer = trace.get_tracer("fondaco")

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Anybody can invent others, and each would be a time series of its own."""

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
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"")
        request_id = given.decode() if _REQUEST_ID.fullmatch(given) else new_request_id()
        scope.setdefault("state", {})["request_id"] = request_id
        status = 500
        started = time.perf_counter()

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        parent = extract({name.decode("latin-1"): value.decode("latin-1") for name, value in headers.items()})
        with (
            structlog.contextvars.bound_contextvars(request_id=request_id),
            tracer.start_as_current_span(
                f"{scope['method']}", context=parent, kind=SpanKind.SERVER, record_exception=True
            ) as span,
        ):
            try:
                await app(scope, receive, send_observed)
            finally:
                seconds = time.perf_counter() - started
                route = _route_of(scope)
                span.update_name(f"{scope['method']} {route}")
                span.set_attributes({"http.response.status_code": status, "http.route": route})
                if status >= 500:
                    span.set_status(StatusCode.ERROR)
                method = scope["method"] if scope["method"] in _METHODS else "other"
                metrics.http_requests.labels(method, route, str(status)).inc()
                metrics.http_seconds.labels(route).observe(seconds)
                log.info(
                    "request",
                    method=scope["method"],
                    path=scope["path"],
                    status=status,
                    milliseconds=round(seconds * 1000, 1),
                )

    return handle


def _route_of(scope: HTTPScope) -> str:
    """The route's template, so that metrics have few labels; unmatched paths share one."""
    template = scope.get("path_template")
    return template if isinstance(template, str) and template else "unmatched"
