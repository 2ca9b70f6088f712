"""Runs one GraphQL operation against a composed schema."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import graphql
import msgspec
import structlog
from graphql import GraphQLError, OperationType
from graphql.execution.values import VariableValues

from fondaco.cache.responses import Answered, Made, Question
from fondaco.context import Context
from fondaco.errors import LimitExceededError
from fondaco.graphql.answer import Answer
from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.context import RequestContext
from fondaco.graphql.costs import Allowance
from fondaco.graphql.documents import Document, Operation, RejectedError
from fondaco.graphql.errors import masked
from fondaco.graphql.executor import Unusual
from fondaco.graphql.limits import check_variables

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["Answer", "coerce_variables", "execute", "execute_by_reference", "refused"]

log = structlog.get_logger("fondaco.graphql")


async def execute(
    app: App,
    schema: ComposedSchema,
    caller: Context,
    document: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
    *,
    queries_only: bool = False,
    allowance: Allowance | None = None,
) -> Answer:
    """Runs a query or a mutation and masks its errors; or answers from memory what is the same for everybody.

    Args:
        queries_only: Refuse mutations, as for HTTP GET.
        allowance: Shared by the operations of one request; by default this one's alone.
    """
    try:
        found = schema.documents.get(document)
        operation = found.operation(operation_name)
        _check_kind(operation, queries_only=queries_only)
    except RejectedError as rejected:
        return refused(app, schema, rejected, caller.request_id)

    question = None
    if operation.kind is OperationType.QUERY:
        question = _question(schema, caller, found, operation, variables)
        kept = None if question is None else app.responses.find(question)
        if kept is not None:
            app.metrics.operation(schema.name, "kept")
            return kept
    deadline = asyncio.get_running_loop().time() + app.settings.graphql.timeout_seconds

    async def make() -> Made[Answer]:
        return await _run(app, schema, caller, found, operation, variables or {}, allowance, deadline)

    if question is None:
        answered = Answered((await make()).value, "made")
    else:
        answered = await app.responses.answer(question, make)
    answer = answered.value
    outcome = "ok" if answered.how == "made" else answered.how
    app.metrics.operation(schema.name, "errors" if answer.errors else outcome)
    return answer


def _check_kind(operation: Operation, *, queries_only: bool) -> None:
    if operation.kind is OperationType.SUBSCRIPTION:
        raise RejectedError.of("Subscriptions need a WebSocket or an event stream.", "STREAM_REQUIRED")
    if queries_only and operation.kind is not OperationType.QUERY:
        raise RejectedError.of("Send mutations by POST.", "OPERATION_NOT_ALLOWED")


def _question(
    schema: ComposedSchema,
    caller: Context,
    document: Document,
    operation: Operation,
    variables: Mapping[str, Any] | None,
) -> Question | None:
    """Returns what an answer depends on that is not its caller's alone; None for variables that are no JSON.

    The currency is the channel's.
    """
    try:
        encoded = msgspec.json.encode(variables, order="deterministic") if variables else b""
    except (TypeError, ValueError, RecursionError):
        return None
    family = schema.name, document.fingerprint, operation.place
    return Question(family, (caller.channel.slug, caller.locale, encoded), caller, len(encoded))


async def _run(
    app: App,
    schema: ComposedSchema,
    caller: Context,
    document: Document,
    operation: Operation,
    variables: Mapping[str, Any],
    allowance: Allowance | None,
    deadline: float,
) -> Made[Answer]:
    try:
        check_variables(variables)
        coerced = coerce_variables(schema, operation, variables)
        (allowance or Allowance(app.settings.graphql)).take(operation.cost, coerced.coerced)
    except RejectedError as rejected:
        return _unmade(rejected, caller)
    except LimitExceededError as error:
        return _unmade(RejectedError.of(error.message, error.code), caller)
    try:
        async with asyncio.timeout_at(deadline) as limit:
            context = RequestContext(app, schema, caller)
            try:
                data = await operation.plan(coerced.coerced).run(coerced, context)
            except Exception as error:  # whatever it is, the reference executor says it properly
                if limit.expired():  # a resolver made this error of being cancelled
                    raise TimeoutError from error
                reason = error.reason if isinstance(error, Unusual) else "error"
                app.metrics.graphql_fallbacks.labels(schema.name, reason).inc()
            else:
                return _made(_answer(context, data), context)
            context = context.again()
            return _made(await execute_by_reference(context, document, operation, variables), context)
    except TimeoutError:
        return _unmade(RejectedError.of("The request took too long.", "TIMEOUT"), caller)


def _made(answer: Answer, context: RequestContext) -> Made[Answer]:
    """Says of an answer who else may have it. An error says nothing of what others get for the same document."""
    if answer.errors:
        return Made(answer, None, private=False)
    return Made(answer, context.shared_tags, looked=context.looked, valid_until=context.until)


def _unmade(rejected: RejectedError, caller: Context) -> Made[Answer]:
    return Made(_refused(rejected.errors, caller.request_id), None, private=False)


def _answer(context: RequestContext, data: dict[str, Any] | None) -> Answer:
    """Returns an answer without errors."""
    tags = context.shared_tags
    dimensions = () if tags is None else tuple(sorted(dimension.name for dimension in context.looked))
    token = context.new_session_token
    return Answer(
        data,
        [],
        tags=None if dimensions else tags,
        dimensions=dimensions,
        valid_until=context.until,
        new_session_token=token,
    )


def coerce_variables(schema: ComposedSchema, operation: Operation, variables: Mapping[str, Any]) -> VariableValues:
    """Returns the variables of a request as the operation declares them.

    Raises:
        RejectedError: ``GRAPHQL_INVALID``, with an error for each that does not fit.
    """
    found = operation.variables.coerced(variables)
    if isinstance(found, list):
        raise RejectedError(found)
    return found


async def execute_by_reference(
    context: RequestContext, document: Document, operation: Operation, variables: Mapping[str, Any]
) -> Answer:
    """Runs an operation by graphql-core, which also does what our executor leaves: errors, introspection."""
    schema = context.schema
    name = operation.node.name
    result = graphql.execute(
        schema.core,
        document.ast,
        context_value=context,
        variable_values=dict(variables),
        operation_name=name.value if name else None,
        executor_class=schema.execution_context_class,
        operation_extensions=None,
        hide_suggestions=schema.hides_names,
    )
    if inspect.isawaitable(result):
        try:
            result = await result
        finally:
            context.loaders.stop()
    if not result.errors:
        return _answer(context, result.data)
    errors = [dict(masked(error, context.request_id).formatted) for error in result.errors]
    rejected = result.data is None and all("path" not in error for error in errors)
    return Answer(result.data, errors, rejected=rejected, new_session_token=context.new_session_token)


def refused(app: App, schema: ComposedSchema, rejected: RejectedError, request_id: str) -> Answer:
    """Returns the answer to a request that was refused before anything ran, and counts it."""
    app.metrics.operation(schema.name, "errors")
    return _refused(rejected.errors, request_id)


def _refused(errors: list[GraphQLError], request_id: str) -> Answer:
    return Answer(None, [dict(masked(error, request_id, ran=False).formatted) for error in errors], rejected=True)
