"""A running subscription: each event becomes one response, with a context and a caller of its own."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from graphql import ExecutionResult, GraphQLError
from graphql.execution import Executor, create_source_event_stream, execute_subscription_event

from fondaco.errors import FondacoError, PermissionDeniedError
from fondaco.events.live import LiveEvent, interrupted
from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.context import RequestContext
from fondaco.graphql.costs import check_list_cost
from fondaco.graphql.documents import TOKEN_BYTES, Document, Operation, RejectedError
from fondaco.graphql.errors import masked
from fondaco.graphql.limits import check_variables
from fondaco.graphql.parts import SKIP
from fondaco.graphql.subscriptions.fields import Opened
from fondaco.graphql.subscriptions.peers import Peer

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["EndedError", "Subscription", "start_subscription"]


class EndedError(Exception):
    """A subscription was refused, or is over.

    Attributes:
        errors: As the client may see them; at least one.
    """

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors[0]["message"])
        self.errors = errors

    @classmethod
    def of(cls, errors: list[GraphQLError], request_id: str, *, ran: bool = True) -> EndedError:
        """Masks errors for the client.

        Args:
            ran: As for `masked`.
        """
        return cls([dict(masked(error, request_id, ran=ran).formatted) for error in errors])

    @classmethod
    def because(cls, error: Exception, request_id: str) -> EndedError:
        """Masks an exception for the client."""
        return cls.of([GraphQLError(str(error), original_error=error)], request_id)


async def start_subscription(
    app: App,
    schema: ComposedSchema,
    peer: Peer,
    document: Document,
    operation: Operation,
    variables: Mapping[str, Any] | None,
) -> Subscription:
    """Begins a subscription: every event that is committed after this has returned is in it. Close it.

    Raises:
        EndedError: If the caller may not, the variables do not fit, or the field refuses.
    """
    try:
        async with asyncio.timeout(app.settings.graphql.timeout_seconds):
            subscription = await _started(app, schema, peer, document, operation, variables or {})
    except RejectedError as rejected:
        raise EndedError.of(rejected.errors, peer.request_id, ran=False) from None
    except TimeoutError:
        raise EndedError.of(_too_long(), peer.request_id) from None
    except EndedError:
        raise
    except Exception as error:  # one operation's failure is not its connection's
        raise EndedError.because(error, peer.request_id) from error
    app.metrics.operation(schema.name, "ok")
    return subscription


async def _started(
    app: App,
    schema: ComposedSchema,
    peer: Peer,
    document: Document,
    operation: Operation,
    variables: Mapping[str, Any],
) -> Subscription:
    check_variables(variables)
    let_go = app.connections.hold(peer, document.weight + len(msgspec.json.encode(variables)) // TOKEN_BYTES)
    try:
        executor, opened = await _opened(app, schema, peer, document, operation, variables)
    except BaseException:
        let_go()
        raise
    return Subscription(app, schema, peer, executor, opened, let_go)


async def _opened(
    app: App,
    schema: ComposedSchema,
    peer: Peer,
    document: Document,
    operation: Operation,
    variables: Mapping[str, Any],
) -> tuple[Executor[Any], Opened]:
    name = operation.node.name
    executor = schema.execution_context_class.build(
        schema.core,
        document.ast,
        context_value=RequestContext(app, schema, await peer.caller()),
        raw_variable_values=dict(variables),
        operation_name=name.value if name else None,
        operation_extensions=None,
        hide_suggestions=schema.hides_names,
    )
    if isinstance(executor, list):
        raise RejectedError(executor)
    check_list_cost(operation.cost, executor.variable_values.coerced, app.settings.graphql)
    found = create_source_event_stream(executor)
    if inspect.isawaitable(found):
        found = await found
    if isinstance(found, ExecutionResult):
        raise EndedError.of(found.errors or [], peer.request_id)
    assert isinstance(found, Opened)  # noqa: S101 (every field of Subscription returns one)
    return executor, found


class Subscription:
    """One running subscription of one caller."""

    def __init__(
        self,
        app: App,
        schema: ComposedSchema,
        peer: Peer,
        executor: Executor[Any],
        opened: Opened,
        let_go: Callable[[], None],
    ) -> None:
        self._app = app
        self._schema = schema
        self._peer = peer
        self._executor = executor
        self._opened = opened
        self._let_go = let_go

    async def next(self) -> dict[str, Any]:
        """Returns the next response, waiting for it.

        Raises:
            EndedError: If there will be none: ``SUBSCRIPTION_TOO_SLOW``, ``SUBSCRIPTION_INTERRUPTED``, or the code of
                what the caller lacks.
        """
        try:
            while True:
                event = await anext(self._opened.stream)
                async with self._app.connections.working:
                    body = await self._body(event)
                if body is not None:
                    return body
        except FondacoError as error:
            raise EndedError.because(error, self._peer.request_id) from error

    def interrupt(self, why: str) -> None:
        """Ends it with ``SUBSCRIPTION_INTERRUPTED``, after the events that wait already."""
        self._opened.stream.end(interrupted(why))

    def close(self) -> None:
        """Forgets it; nothing comes any more."""
        self._opened.stream.close()
        self._let_go()

    async def _body(self, event: LiveEvent) -> dict[str, Any] | None:
        try:
            async with asyncio.timeout(self._app.settings.graphql.timeout_seconds):
                context = RequestContext(self._app, self._schema, await self._peer.caller())
                try:
                    result = await self._executed(event, context)
                finally:
                    context.loaders.stop()
        except TimeoutError:
            result = ExecutionResult(None, _too_long())
        if result is None:
            return None
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [dict(masked(error, self._peer.request_id).formatted) for error in result.errors]
        return body

    async def _executed(self, event: LiveEvent, context: RequestContext) -> ExecutionResult | None:
        try:
            value = await self._opened.value(event, context)
        except PermissionDeniedError:
            raise
        except Exception as error:  # noqa: BLE001 (graphql-core puts an exception among the values where it belongs)
            value = error
        if value is SKIP:
            return None
        executor = self._executor.build_per_event_executor(value)
        executor.context_value = context
        result = execute_subscription_event(executor)
        return await result if inspect.isawaitable(result) else result


def _too_long() -> list[GraphQLError]:
    return RejectedError.of("The request took too long.", "TIMEOUT").errors
