"""From a declared subscription to the field of the schema that opens it."""

from __future__ import annotations

import dataclasses
import inspect
import typing
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from fondaco.access.permissions import authorize
from fondaco.commerce.event import Event
from fondaco.errors import CompositionError
from fondaco.events.live import LiveEvent, LiveStream
from fondaco.graphql.context import Info, RequestContext
from fondaco.graphql.docstrings import described, described_members
from fondaco.graphql.mutations import camel
from fondaco.graphql.parts import SubscriptionPart

__all__ = ["Opened", "build_subscription"]

_GIVEN = frozenset({"event", "info", "started"})


class Opened:
    """A subscription of one caller: the declared function with its arguments, and the events that wait for it.

    graphql-core takes it for the source event stream.
    """

    def __init__(
        self, call: _Call, stream: LiveStream, info: Info, given: Mapping[str, Any], started: object | None = None
    ) -> None:
        self.stream = stream
        self._call = call
        self._info = info
        self._given = given
        self.started = started

    def __aiter__(self) -> AsyncIterator[LiveEvent]:
        return self.stream

    async def value(self, event: LiveEvent, context: RequestContext) -> Any:
        """Returns what this subscriber is to see of an event, or `SKIP`.

        Args:
            context: Of this event.

        Raises:
            PermissionDeniedError: If the caller has not the permission any more.
        """
        call = self._call
        authorize(context.principal, call.part.permission)
        more: dict[str, Any] = {"event": event.read(call.events[event.name])}
        if "info" in call.takes:
            raw = self._info._raw_info._replace(context=context)  # noqa: SLF001 (kept nowhere else)
            more["info"] = dataclasses.replace(self._info, _raw_info=raw)
        if "started" in call.takes:
            more["started"] = self.started
        given = {name: value for name, value in self._given.items() if name in call.takes}
        return await call.part.function(**given, **more)


class _Call:
    """A declared subscription, its parameters sorted out."""

    def __init__(self, part: SubscriptionPart) -> None:
        self.part = part
        self.events: dict[str, type[Event]] = {event.wire_name: event for event in part.events}
        self.takes = frozenset(inspect.signature(part.function).parameters)
        self.start_takes = (
            frozenset(inspect.signature(part.start).parameters) if part.start is not None else frozenset()
        )
        self.arguments = _arguments(part)

    async def open(self, info: Info, given: Mapping[str, Any]) -> Opened:
        """Opens it for a caller.

        Raises:
            DomainError: If the caller may not, or ``start`` refuses.
        """
        context = info.context
        authorize(context.principal, self.part.permission)
        stream = await context.app.live.subscribe(self.events, size=context.app.settings.subscriptions.queue_size)
        opened = Opened(self, stream, info, given)
        if self.part.start is not None:
            try:
                wanted = {"info": info, **given}
                opened.started = await self.part.start(
                    **{name: value for name, value in wanted.items() if name in self.start_takes}
                )
            except BaseException:
                stream.close()
                raise
        return opened


def _arguments(part: SubscriptionPart) -> list[inspect.Parameter]:
    """Returns the field's arguments: the parameters of the function and of ``start`` that are not given."""
    found: dict[str, inspect.Parameter] = {}
    for function in (part.function, part.start):
        if function is not None:
            hints = typing.get_type_hints(function, include_extras=True)
            for name, parameter in inspect.signature(function).parameters.items():
                if name not in _GIVEN:
                    found.setdefault(name, parameter.replace(annotation=hints.get(name, parameter.annotation)))
    # Required parameters first: GraphQL does not care about the order, Python's Signature does.
    return sorted(found.values(), key=lambda parameter: parameter.default is not inspect.Parameter.empty)


def build_subscription(part: SubscriptionPart, plugin: str, resolve_type: Callable[[Any], Any]) -> StrawberryField:
    """Turns a declared subscription into a strawberry field.

    Args:
        resolve_type: Turns a type of the declaration, in which node types may be named by strings, into the type.

    Raises:
        CompositionError: If the declaration cannot be one of a subscription.
    """
    name = part.function.__name__
    if not part.events or not all(
        isinstance(event, type) and issubclass(event, Event) and event.wire_name for event in part.events
    ):
        raise CompositionError(
            f"Plugin {plugin!r}: the subscription {name} needs the event classes that it is fed by: "
            "events=(OrderPlaced,)."
        )
    if len({event.wire_name for event in part.events}) != len(part.events):
        raise CompositionError(f"Plugin {plugin!r}: the subscription {name} names an event twice.")
    if "event" not in inspect.signature(part.function).parameters:
        raise CompositionError(f"Plugin {plugin!r}: the subscription {name} has no parameter called event.")
    for function in (part.function, part.start):
        if function is not None and not inspect.iscoroutinefunction(function):
            raise CompositionError(f"Plugin {plugin!r}: the subscription {name} and its start have to be async.")
    return _field(_Call(part), name, resolve_type)


def _field(call: _Call, name: str, resolve_type: Callable[[Any], Any]) -> StrawberryField:
    part = call.part

    async def open_(root: Any, info: Info, **given: Any) -> Any:
        return await call.open(info, given)

    keyword = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [
        inspect.Parameter("root", keyword, annotation=Any),
        inspect.Parameter("info", keyword, annotation=Info),
        *(parameter.replace(kind=keyword) for parameter in call.arguments),
    ]
    open_.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    open_.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    open_.__name__ = name
    field: StrawberryField = strawberry.subscription(
        resolver=open_,
        name=part.name or camel(name),
        description=described(part.function),
        graphql_type=resolve_type(part.type),
        deprecation_reason=part.deprecated,
    )
    field.python_name = name
    texts = {**(described_members(part.start) if part.start is not None else {}), **described_members(part.function)}
    for argument in field.arguments:
        argument.description = argument.description or texts.get(argument.python_name)
    return field
