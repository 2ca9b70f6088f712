"""Runs one GraphQL operation against a composed schema."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from fondaco.cache.responses import Made
from fondaco.context import Context
from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.context import RequestContext
from fondaco.graphql.errors import masked

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["Answer", "execute"]


class Answer(msgspec.Struct, frozen=True):
    """What an operation answered.

    Attributes:
        data: None where it could not be run at all.
        errors: As the client may see them.
        rejected: Whether the document or its variables were refused before anything ran.
        new_session_token: Of the shop session that the operation started; None if it started none.
    """

    data: dict[str, Any] | None
    errors: list[dict[str, Any]]
    rejected: bool = False
    new_session_token: str | None = None

    def body(self) -> dict[str, Any]:
        """The response as the GraphQL specification shapes it."""
        body: dict[str, Any] = {}
        if self.errors:
            body["errors"] = self.errors
        if not self.rejected:
            body["data"] = self.data
        return body


async def execute(
    app: App,
    schema: ComposedSchema,
    caller: Context,
    document: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
    *,
    queries_only: bool = False,
) -> Answer:
    """Runs an operation and masks its errors; or answers from memory what is the same for everybody.

    Args:
        queries_only: Refuse mutations, as for HTTP GET.
    """

    made = False

    async def make() -> Made[Answer]:
        nonlocal made
        made = True
        context = RequestContext(app, schema, caller)
        answer = await _run(context, document, variables, operation_name, queries_only=queries_only)
        keep = context.shared and not answer.errors
        return Made(answer, frozenset(context.tags) if keep else None)

    try:
        encoded = msgspec.json.encode(variables, order="deterministic") if variables else b""
    except (TypeError, ValueError):
        encoded = None
    if encoded is None:
        answer = (await make()).value
    else:
        family = (schema.name, document, operation_name)
        answer = await app.responses.answer(family, (family, caller.channel.slug, caller.locale, encoded), make)
    outcome = "errors" if answer.errors else "ok" if made else "kept"
    app.metrics.graphql_operations.labels(schema.name, outcome).inc()
    return answer


async def _run(
    context: RequestContext,
    document: str,
    variables: Mapping[str, Any] | None,
    operation_name: str | None,
    *,
    queries_only: bool,
) -> Answer:
    app, schema = context.app, context.schema
    allowed = {OperationType.QUERY} if queries_only else {OperationType.QUERY, OperationType.MUTATION}
    try:
        result = await asyncio.wait_for(
            schema.execute(
                document,
                variable_values=dict(variables or {}),
                context_value=context,
                operation_name=operation_name,
                allowed_operation_types=allowed,
            ),
            app.settings.graphql.timeout_seconds,
        )
    except TimeoutError:
        return _refused("The request took too long.", "TIMEOUT")
    except InvalidOperationTypeError as error:
        return _refused(error.as_http_error_reason("GET" if queries_only else "POST"), "OPERATION_NOT_ALLOWED")
    except MissingQueryError:
        return _refused("Send a query.", "GRAPHQL_INVALID")
    except CannotGetOperationTypeError as error:
        return _refused(error.as_http_error_reason(), "GRAPHQL_INVALID")
    errors = [dict(masked(error, context.request_id).formatted) for error in result.errors or ()]
    rejected = result.data is None and bool(errors) and all("path" not in error for error in errors)
    return Answer(result.data, errors, rejected, context.new_session_token)


def _refused(message: str, code: str) -> Answer:
    error = GraphQLError(message, extensions={"code": code})
    return Answer(None, [dict(error.formatted)], rejected=True)
