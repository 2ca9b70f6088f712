"""GraphQL over HTTP: ``POST`` and ``GET`` on ``/graphql/shop`` and ``/graphql/admin``."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from litestar import HttpMethod, route
from litestar.types import ASGIApp, Receive, Scope, Send

from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.endpoint.handler import Endpoint

if TYPE_CHECKING:
    from litestar.handlers import HTTPRouteHandler
    from litestar.types import HTTPScope

    from fondaco.app import App

__all__ = ["Endpoint", "endpoint"]


def endpoint(app: App, schema: ComposedSchema) -> HTTPRouteHandler:
    """Returns the route handler of one schema.

    The answer is made by its middleware, which Litestar calls with the ASGI scope; the handler itself is only what
    tells Litestar which path and methods there are.
    """
    path = f"/graphql/{schema.name}"
    answering = Endpoint(app, schema, path)

    def instead(app: ASGIApp) -> ASGIApp:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            await answering(cast("HTTPScope", scope), receive, send)

        return answer

    @route(
        path,
        http_method=[HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST],
        status_code=200,
        name=f"graphql.{schema.name}",
        include_in_schema=False,
        middleware=[instead],
    )
    async def handle() -> None:
        """Is never reached; see above."""

    return handle
