"""GraphQL over HTTP: ``POST`` and ``GET`` on ``/graphql/shop`` and ``/graphql/admin``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from litestar import HttpMethod, Request, Response, route
from litestar.enums import MediaType
from litestar.exceptions import SerializationException

from fondaco.errors import DomainError, FondacoError
from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.execution import execute
from fondaco.graphql.graphiql import page
from fondaco.requests import SESSION_COOKIE, SESSION_HEADER, caller_of

if TYPE_CHECKING:
    from litestar.handlers import HTTPRouteHandler

    from fondaco.app import App

__all__ = ["endpoint"]

GRAPHQL_JSON = "application/graphql-response+json"
PLAIN_JSON = "application/json"


class _Body(msgspec.Struct):
    """The request of the GraphQL-over-HTTP specification."""

    query: str
    variables: dict[str, Any] | None = None
    operationName: str | None = None  # noqa: N815 (the specification's name)
    extensions: dict[str, Any] | None = None


def endpoint(app: App, schema: ComposedSchema) -> HTTPRouteHandler:
    """Returns the route handler of one schema."""
    path = f"/graphql/{schema.name}"

    @route(
        path,
        http_method=[HttpMethod.GET, HttpMethod.POST],
        status_code=200,
        name=f"graphql.{schema.name}",
        include_in_schema=False,
    )
    async def handle(request: Request[Any, Any, Any]) -> Response[bytes] | Response[str]:
        accept = request.headers.get("accept", "*/*")
        media_type = GRAPHQL_JSON if GRAPHQL_JSON in accept else PLAIN_JSON
        if request.method == "GET" and "query" not in request.query_params:
            if app.settings.graphql.graphiql and "text/html" in accept:
                return Response(page(path, schema.name), media_type=MediaType.HTML)
            return _problem("Send a query.", "GRAPHQL_INVALID", 400, media_type)
        try:
            caller = await caller_of(app, request)
            body = await _body(request)
        except DomainError as error:
            status = 401 if error.code == "UNAUTHENTICATED" else 400
            return _problem(error.message, error.code, status, media_type)
        except FondacoError as error:
            return _problem(error.message, error.code, 503, media_type)
        except (msgspec.DecodeError, msgspec.ValidationError, SerializationException) as error:
            return _problem(f"This is no GraphQL request: {error}", "GRAPHQL_INVALID", 400, media_type)
        if body is None:
            return _problem("Send application/json.", "GRAPHQL_INVALID", 415, media_type)
        answer = await execute(
            app,
            schema,
            caller,
            body.query,
            body.variables,
            body.operationName,
            queries_only=request.method == "GET",
        )
        status = 400 if answer.rejected and media_type == GRAPHQL_JSON else 200
        if (
            request.method == "GET"
            and answer.rejected
            and answer.errors[0]["extensions"].get("code") == "OPERATION_NOT_ALLOWED"
        ):
            status = 405
        response = Response(
            msgspec.json.encode(answer.body()),
            status_code=status,
            media_type=f"{media_type}; charset=utf-8",
            headers={"allow": "POST"} if status == 405 else {},
        )
        if (token := answer.new_session_token) is not None:
            response.headers[SESSION_HEADER] = token
            response.set_cookie(
                SESSION_COOKIE,
                token,
                httponly=True,
                samesite="lax",
                secure=app.settings.server.base_url.startswith("https:"),
                max_age=180 * 24 * 3600,
            )
        return response

    return handle


async def _body(request: Request[Any, Any, Any]) -> _Body | None:
    if request.method == "GET":
        params = request.query_params
        parts: dict[str, Any] = {
            name: msgspec.json.decode(params[name]) if params.get(name) else None
            for name in ("variables", "extensions")
        }
        return msgspec.convert(
            {"query": params["query"], "operationName": params.get("operationName") or None, **parts}, _Body
        )
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != PLAIN_JSON:
        return None
    return msgspec.json.decode(await request.body(), type=_Body)


def _problem(message: str, code: str, status: int, media_type: str) -> Response[bytes]:
    body = msgspec.json.encode({"errors": [{"message": message, "extensions": {"code": code}}]})
    return Response(body, status_code=status, media_type=f"{media_type}; charset=utf-8")
