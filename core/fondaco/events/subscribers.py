"""Subscribers: who is to be told of which event."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Generic

import msgspec
from typing_extensions import TypeVar

from fondaco.commerce.event import Event
from fondaco.errors import PluginError

if TYPE_CHECKING:
    from fondaco.db.unit_of_work import UnitOfWork

__all__ = ["Subscriber", "SubscriberRegistry", "full_name"]

E = TypeVar("E", bound=Event, default=Any)


class Subscriber(msgspec.Struct, Generic[E], frozen=True):
    """A function that is told of every event of one kind: ``Subscriber(OrderPlaced, send_confirmation)``.

    It runs in the worker, in a transaction of its own that also notes the delivery as done: what it writes, emits and
    enqueues through the unit of work happens exactly once. Everything else it does (an e-mail, a call to another
    service) happens at least once, since the transaction may fail afterwards; enqueue a job for what is slow.

    Attributes:
        event: The event class. An own class with the wire name of a foreign event does too, and then decodes just the
            fields it has.
        handle: Called with the unit of work and the event. What it raises rolls everything back and leads to a retry.
        name: Default: the function's name. In the registry it is ``<plugin>.<name>``; deliveries are kept under it, so
            renaming a subscriber strands what is still pending under the old name.
        max_attempts: After so many failures the delivery is dead; default ``events.max_attempts``.
        timeout_seconds: A handler that takes longer is cancelled and has failed. PostgreSQL ends a transaction that is
            idle for 60 seconds, so stay below.
    """

    event: type[E]
    handle: Callable[[UnitOfWork, E], Awaitable[None]]
    name: str = ""
    max_attempts: int | None = None
    timeout_seconds: float = 30.0


def full_name(plugin: str, name: str, function: Callable[..., Any], what: str) -> str:
    """Returns ``<plugin>.<name>``, the name taken from the function if it is empty.

    Args:
        what: ``subscriber`` or ``job``, for the message.

    Raises:
        PluginError: If there is no name that can be kept, or the function is not async.
    """
    if not _is_async(function):
        raise PluginError(f"Plugin {plugin!r}: the {what} {describe(function)} has to be an async function.")
    short = (name or getattr(function, "__name__", "")).removeprefix(f"{plugin}.")
    if not short.replace(".", "_").isidentifier():
        raise PluginError(
            f"Plugin {plugin!r}: the {what} {describe(function)} needs a name of letters, digits and underscores; it "
            f"has {short!r}. Pass name=."
        )
    return f"{plugin}.{short}"


def _is_async(function: Callable[..., Any]) -> bool:
    call = getattr(function, "__call__", None)  # noqa: B004 (an object whose call is async is one too)
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(call)


def describe(function: Callable[..., Any]) -> str:
    """Returns ``module.qualname`` of a function, for messages."""
    name = getattr(function, "__qualname__", None)
    return f"{function.__module__}.{name}" if name else repr(function)


class SubscriberRegistry:
    """The subscribers of one deployment, by wire name and by full name.

    Args:
        collected: Plugin names with what their `register_subscribers` returned.

    Raises:
        PluginError: Naming the plugin: two subscribers of one name, no name, or something else than an event.
    """

    def __init__(self, collected: Iterable[tuple[str, Sequence[Subscriber]]]) -> None:
        self._by_name: dict[str, Subscriber] = {}
        self._by_event: dict[str, list[Subscriber]] = {}
        for plugin, subscribers in collected:
            for subscriber in subscribers:
                self._add(plugin, subscriber)

    def _add(self, plugin: str, subscriber: Subscriber) -> None:
        event: object = subscriber.event
        if not (isinstance(event, type) and issubclass(event, Event) and event.wire_name):
            raise PluginError(
                f"Plugin {plugin!r}: {describe(subscriber.handle)} subscribes to {event!r}, which is no Event class."
            )
        name = full_name(plugin, subscriber.name, subscriber.handle, "subscriber")
        if (other := self._by_name.get(name)) is not None:
            raise PluginError(
                f"Two subscribers are called {name!r}: {describe(other.handle)} and {describe(subscriber.handle)}. "
                "Pass name= to one of them."
            )
        named = msgspec.structs.replace(subscriber, name=name)
        self._by_name[name] = named
        self._by_event.setdefault(event.wire_name, []).append(named)

    def of_event(self, wire_name: str) -> Sequence[Subscriber]:
        """Returns who is to be told of an event, in plugin order; `Subscriber.name` is the full name."""
        return self._by_event.get(wire_name, ())

    def get(self, name: str) -> Subscriber | None:
        """Returns the subscriber of that full name, or None."""
        return self._by_name.get(name)

    def __iter__(self) -> Any:
        return iter(self._by_name.values())
