"""How a declared field gets its values: one function behind both executors."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from fondaco.access.permissions import ANYONE, authorize
from fondaco.graphql.context import Info, RequestContext
from fondaco.graphql.parts import FieldPart

__all__ = ["BatchSizeError", "Resolution"]

_KEYWORD = inspect.Parameter.POSITIONAL_OR_KEYWORD


class BatchSizeError(RuntimeError):
    """A batch resolver returned another number of values than it was given parents."""


class Resolution:
    """A `FieldPart`, ready to be resolved.

    Attributes:
        batch: Whether it takes all parents of a level at once (`values`), or none (`value`).
    """

    def __init__(self, part: FieldPart) -> None:
        self.part = part
        self.batch = part.batch
        parameters = list(inspect.signature(part.function).parameters.values())
        own = parameters[1:] if part.batch else parameters
        self._takes_info = any(parameter.name == "info" for parameter in own)
        self._parameters = [parameter for parameter in own if parameter.name != "info"]
        self._permission = part.permission if part.permission is not ANYONE else None

    def _enter(self, context: RequestContext) -> None:
        """Checks the permission; a field that is not shared makes the whole answer the caller's own."""
        if self._permission is not None:
            authorize(context.principal, self._permission)
        elif not self.part.shared:
            context.shared = False

    def _call(self, info: Info, given: Mapping[str, Any], *parents: Sequence[Any]) -> Any:
        return self.part.function(*parents, **({"info": info} if self._takes_info else {}), **given)

    async def values(self, parents: Sequence[Any], info: Info, given: Mapping[str, Any]) -> Sequence[Any]:
        """Returns one value per parent.

        Raises:
            PermissionDeniedError: If the caller may not read the field.
            BatchSizeError: If the function returned another number of values.
        """
        self._enter(info.context)
        values: Sequence[Any] = await self._call(info, given, parents)
        if len(values) != len(parents):
            raise BatchSizeError(
                f"{self.part.function.__qualname__} returned {len(values)} values for {len(parents)} parents"
            )
        return values

    async def value(self, info: Info, given: Mapping[str, Any]) -> Any:
        """Returns the value of a field that takes no parents.

        Raises:
            PermissionDeniedError: If the caller may not read the field.
        """
        self._enter(info.context)
        result = self._call(info, given)
        return await result if inspect.isawaitable(result) else result

    def for_each(self) -> Callable[..., Awaitable[Any]]:
        """Returns the resolver that graphql-core calls for each parent; calls of a batch are gathered by `Loaders`."""
        if self.batch:

            async def resolve(root: Any, info: Info, **given: Any) -> Any:
                # A batch for each place in the query: what `fields_below` says holds for all of its parents.
                place = tuple(map(id, info._raw_info.field_nodes))  # noqa: SLF001 (the nodes live as long as the query)
                key = (id(self), place, repr(sorted(given.items())) if given else "")
                return await info.context.loaders.load(key, root, lambda parents: self.values(parents, info, given))

        else:

            async def resolve(root: Any, info: Info, **given: Any) -> Any:
                return await self.value(info, given)

        self._sign(resolve)
        return resolve

    def _sign(self, resolve: Any) -> None:
        hints = typing.get_type_hints(self.part.function, include_extras=True)
        head = [
            inspect.Parameter("root", _KEYWORD, annotation=Any),
            inspect.Parameter("info", _KEYWORD, annotation=Info),
        ]
        tail = [
            parameter.replace(kind=_KEYWORD, annotation=hints.get(parameter.name, parameter.annotation))
            for parameter in self._parameters
        ]
        # Required parameters first: GraphQL does not care about the order, Python's Signature does.
        tail.sort(key=lambda parameter: parameter.default is not inspect.Parameter.empty)
        resolve.__signature__ = inspect.Signature(head + tail)
        resolve.__annotations__ = {parameter.name: parameter.annotation for parameter in head + tail}
        resolve.__name__ = self.part.function.__name__
