"""The shop's schema with resolvers that remember their answers, so that nothing but execution is measured.

Every resolver runs once, against the database; from then on it returns the same objects again. Batch resolvers
remember one value for each parent, so it does not matter how an executor cuts its batches.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from fondaco.app import App
from fondaco.db import Page
from fondaco.graphql import SchemaPart
from fondaco.graphql.composition import ComposedSchema, compose
from fondaco.hookspecs import HookSpecs

__all__ = ["preloaded_shop"]

Function = Callable[..., Any]


def preloaded_shop(app: App) -> ComposedSchema:
    """Composes the shop schema of an application once more, with such resolvers."""
    contributions = [
        (plugin, _remembering(part))
        for plugin, parts in app.hooks.register(HookSpecs.register_graphql)
        if parts is not None
        for part in parts.shop
    ]
    return compose("shop", contributions, [plugin.name for plugin in app.host.plugins])


def _remembering(part: SchemaPart) -> SchemaPart:
    made = SchemaPart()
    made.mutations, made.nodes, made.implementations = part.mutations, part.nodes, part.implementations
    for field in part.fields:
        remember = _batch if field.batch else _root
        function = remember(field.function) if inspect.iscoroutinefunction(field.function) else field.function
        made.fields.append(msgspec.structs.replace(field, function=function))
    return made


def _given(arguments: dict[str, Any]) -> list[Any]:
    return [value for name, value in arguments.items() if name != "info"]


def _root(function: Function) -> Function:
    known: list[tuple[list[Any], Any]] = []

    @functools.wraps(function)
    async def remembered(*args: Any, **kwargs: Any) -> Any:
        given = _given(kwargs)
        for arguments, value in known:
            if arguments == given:
                return value
        known.append((given, _counted(await function(*args, **kwargs))))
        return known[-1][1]

    return remembered


def _batch(function: Function) -> Function:
    known: list[tuple[list[Any], dict[int, Any]]] = []
    # Parents are kept, so that the id() of one is not given to another object.
    parents_seen: list[Any] = []

    @functools.wraps(function)
    async def remembered(parents: Sequence[Any], **kwargs: Any) -> list[Any]:
        given = _given(kwargs)
        answers = next((answers for arguments, answers in known if arguments == given), None)
        if answers is None:
            answers = {}
            known.append((given, answers))
        try:
            return [answers[id(parent)] for parent in parents]
        except KeyError:
            values = [_counted(value) for value in await function(parents, **kwargs)]
        parents_seen.extend(parents)
        answers.update((id(parent), value) for parent, value in zip(parents, values, strict=True))
        return values

    return remembered


def _counted(value: Any) -> Any:
    """Makes a page remember how many things there are on all pages."""
    if not isinstance(value, Page):
        return value
    known: list[int] = []

    async def count() -> int:
        if not known:
            known.append(await value.count())
        return known[0]

    return msgspec.structs.replace(value, count=count)
