"""Health and metrics over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from fondaco.observability.health import HealthReport, run_checks

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["routes"]


def routes() -> Sequence[HTTPRouteHandler]:
    """Returns the handlers."""

    @get("/health/live", include_in_schema=False)
    async def live() -> dict[str, str]:
        return {"status": "ok"}

    @get("/health/ready", include_in_schema=False)
    async def ready(request: Request[Any, Any, Any]) -> Response[HealthReport]:
        app: App = request.app.state.fondaco
        report = await run_checks(app.health_checks)
        return Response(report, status_code=200 if report.ready else 503)

    @get("/metrics", include_in_schema=False)
    async def metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
        app: App = request.app.state.fondaco
        return Response(app.metrics.exposed(), media_type="text/plain; version=0.0.4; charset=utf-8")

    return (live, ready, metrics)
