"""From the parents of a level to the values of one of its fields."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import strawberry
from graphql import FieldNode, GraphQLField
from graphql.execution.values import get_argument_values
from strawberry.types.field import StrawberryField

from fondaco.graphql.executor.arguments import Arguments
from fondaco.graphql.executor.code import Code, NotInlineError
from fondaco.graphql.executor.completion import Completion, InfoOf, Values
from fondaco.graphql.executor.reading import Read
from fondaco.graphql.executor.run import Run, Unusual
from fondaco.graphql.executor.waiting import together
from fondaco.graphql.resolution import Resolution

__all__ = ["Batches", "Calls", "Changes", "Column", "Plain", "TypeNames"]


class Column(Protocol):
    """One field of a selection.

    Attributes:
        awaits: Whether `later` is needed.
    """

    awaits: bool

    def now(self, parents: Values, run: Run) -> Values:
        """Returns the completed value for each parent, where nothing has to be awaited."""

    async def later(self, parents: Values, run: Run) -> Values:
        """Returns the completed value for each parent."""

    def inline(self, code: Code, parent: str) -> str:
        """Writes the field of one parent out and returns an expression of its completed value.

        Raises:
            NotInlineError: If that cannot be done.
        """


class TypeNames:
    """``__typename``."""

    awaits = False

    def __init__(self, name: str) -> None:
        self._name = name

    def now(self, parents: Values, run: Run) -> Values:
        """Returns the name, for each parent."""
        return [self._name] * len(parents)

    async def later(self, parents: Values, run: Run) -> Values:
        """Returns the name, for each parent."""
        return self.now(parents, run)

    def inline(self, code: Code, parent: str) -> str:
        """Returns the name, quoted."""
        return repr(self._name)


class Plain:
    """A field that is read off the parents, by attribute or by a function of nothing else."""

    def __init__(self, read: Read, completion: Completion) -> None:
        self._read = read
        self._completion = completion
        self.awaits = completion.awaits

    def now(self, parents: Values, run: Run) -> Values:
        """Reads and completes."""
        return self._completion.now(self._read.all(parents), run)

    async def later(self, parents: Values, run: Run) -> Values:
        """Reads and completes."""
        return await self._completion.later(self._read.all(parents), run)

    def inline(self, code: Code, parent: str) -> str:
        """Writes the reading and the completion out."""
        if self.awaits:
            raise NotInlineError
        return self._completion.inline(code, self._read.inline(code, parent))


class _Awaiting:
    """A field whose values have to be awaited."""

    awaits = True

    def __init__(self, completion: Completion) -> None:
        self._completion = completion

    def now(self, parents: Values, run: Run) -> Values:
        """Is never called: see `awaits`."""
        raise Unusual("await")

    async def later(self, parents: Values, run: Run) -> Values:
        """Awaits and completes."""
        values = await self._values(parents, run)
        if self._completion.awaits:
            return await self._completion.later(values, run)
        return self._completion.now(values, run)

    def inline(self, code: Code, parent: str) -> str:
        """Cannot be done."""
        raise NotInlineError

    async def _values(self, parents: Values, run: Run) -> Values:
        raise NotImplementedError


class Batches(_Awaiting):
    """A field declared with `SchemaPart`: its function is called once for the level."""

    def __init__(
        self,
        resolution: Resolution,
        field: StrawberryField,
        arguments: Arguments,
        info: InfoOf,
        completion: Completion,
    ) -> None:
        super().__init__(completion)
        self._resolution = resolution
        self._field = field
        self._arguments = arguments
        self._info = info

    async def _values(self, parents: Values, run: Run) -> Values:
        info: strawberry.Info[Any, None] = strawberry.Info(_raw_info=self._info(run), _field=self._field)
        given = self._arguments.values(run, info)
        if self._resolution.batch:
            return await self._resolution.values(parents, info, given)
        return [await self._resolution.value(info, given) for _ in parents]


Change = Callable[..., Awaitable[Any]]
"""Runs a mutation, once for each place in a request; see `fondaco.graphql.mutations`."""


class Changes(_Awaiting):
    """A mutation."""

    def __init__(
        self, change: Change, field: StrawberryField, arguments: Arguments, info: InfoOf, completion: Completion
    ) -> None:
        super().__init__(completion)
        self._change = change
        self._field = field
        self._arguments = arguments
        self._info = info

    async def _values(self, parents: Values, run: Run) -> Values:
        info: strawberry.Info[Any, None] = strawberry.Info(_raw_info=self._info(run), _field=self._field)
        return [await self._change(info, **self._arguments.values(run, info))]


class Calls(_Awaiting):
    """A field with a resolver of strawberry's own kind, which takes one parent: it is called for each."""

    def __init__(self, field: GraphQLField, node: FieldNode, info: InfoOf, completion: Completion) -> None:
        super().__init__(completion)
        self._field = field
        self._node = node
        self._resolve = field.resolve
        self._info = info

    async def _values(self, parents: Values, run: Run) -> Values:
        info = self._info(run)
        # Such a resolver converts its arguments itself.
        arguments = get_argument_values(self._field, self._node, run.variables)
        resolve = self._resolve
        if resolve is None:
            raise Unusual("resolver")
        values: list[Any] = []
        try:
            values.extend(resolve(parent, info, **arguments) for parent in parents)
        except Exception:
            for value in values:
                if inspect.iscoroutine(value):
                    value.close()
            raise
        waiting = [place for place, value in enumerate(values) if inspect.isawaitable(value)]
        if len(waiting) == 1:
            values[waiting[0]] = await values[waiting[0]]
        elif waiting:
            found = await together(values[place] for place in waiting)
            for place, value in zip(waiting, found, strict=True):
                values[place] = value
        return values
