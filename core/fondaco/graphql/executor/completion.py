"""From what resolvers returned to what the answer holds: null checks, lists, leaf values, objects.

Each takes all values of one field on one level and returns as many. The cheap way is to look at the *set* of Python
types among them first: where it holds only what the GraphQL type is made of, nothing has to be looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from itertools import chain
from math import isfinite
from types import NoneType
from typing import TYPE_CHECKING, Any, Protocol

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLString,
    GraphQLUnionType,
    Undefined,
)
from graphql.pyutils import UndefinedType

from fondaco.graphql.executor.code import Code, NotInlineError
from fondaco.graphql.executor.run import Run, Unusual

if TYPE_CHECKING:
    from fondaco.graphql.executor.plan import Selection

__all__ = ["Completion", "EachType", "Leaves", "Lists", "Objects", "Values"]

Values = Sequence[Any]
InfoOf = Callable[[Run], GraphQLResolveInfo[Any]]


class Completion(Protocol):
    """Completes all values of one field on one level.

    Attributes:
        awaits: Whether something below has to be awaited, so that `later` is needed.
    """

    awaits: bool

    def now(self, values: Values, run: Run) -> Values:
        """Completes values below which nothing is awaited."""

    async def later(self, values: Values, run: Run) -> Values:
        """Completes any values."""

    def inline(self, code: Code, value: str) -> str:
        """Writes the completion of one value out and returns an expression of the result.

        Raises:
            NotInlineError: If that cannot be done.
        """


class _Nulls:
    """Sets the nulls among values aside and puts them back."""

    def __init__(self, *, nullable: bool) -> None:
        self._nullable = nullable

    def without(self, values: Values, kinds: set[type]) -> Values:
        if NoneType not in kinds:
            return values
        if not self._nullable:
            raise Unusual("null")
        kinds.discard(NoneType)
        return [value for value in values if value is not None]

    @staticmethod
    def back(values: Values, completed: Values) -> Values:
        if len(completed) == len(values):
            return completed
        remaining = iter(completed)
        return [None if value is None else next(remaining) for value in values]


class Leaves:
    """Scalars and enums."""

    awaits = False

    def __init__(self, type_: GraphQLScalarType | GraphQLEnumType, *, nullable: bool) -> None:
        self._coerce = type_.coerce_output_value
        self._nullable = nullable
        # Types are compared, not names: a schema may have a scalar of its own that is called Int.
        exact = _EXACT.get(type_) if isinstance(type_, GraphQLScalarType) else None
        if exact is None and self._coerce is str:  # as for decimals and codes: a text is what it makes anyway
            exact = (str, "")
        self._exact: frozenset[type] = frozenset() if exact is None else frozenset({exact[0]})
        self._bounds = "" if exact is None else exact[1]
        self._valid = _VALID.get(self._bounds)
        self._members: dict[Any, Any] | None = {} if isinstance(type_, GraphQLEnumType) else None
        self._known: set[type] = set()

    def now(self, values: Values, run: Run) -> Values:
        """Coerces the values, unless they are what JSON wants already."""
        kinds = set(map(type, values))
        if kinds == self._exact and (self._valid is None or self._valid(values)):
            return values
        if self._members is not None and len(kinds) == 1 and issubclass(next(iter(kinds)), Enum):
            return self._enum_names(values, self._members)
        if NoneType not in kinds and not any(issubclass(kind, Exception) for kind in kinds):
            coerced = list(map(self._coerce, values))
            if _NOTHING.isdisjoint(set(map(type, coerced))):
                self._known |= kinds
                return coerced
        completed = [self._one(value) for value in values]
        self._known |= kinds - {NoneType}
        return completed

    async def later(self, values: Values, run: Run) -> Values:
        """Coerces the values."""
        return self.now(values, run)

    def inline(self, code: Code, value: str) -> str:
        """Writes out what `now` does with a value of a kind that it has met."""
        if self._exact:
            fits = f"type({value}) is {code.bind(next(iter(self._exact)))}" + self._bounds.format(value)
            code.require(f"{value} is None or {fits}" if self._nullable else fits)
            return value
        result = code.name()
        with code.present(value, result, nullable=self._nullable):
            if self._members is None:
                code.require(f"type({value}) in {code.bind(self._known)}")
                code.add(f"{result} = {code.bind(self._coerce)}({value})")
                code.require(f"{result} is not None and {result} is not {code.bind(Undefined)}")
            else:
                code.require(f"type({value}) in {code.bind(self._known)} and {value} in {code.bind(self._members)}")
                code.add(f"{result} = {code.bind(self._members)}[{value}]")
        return result

    def _one(self, value: Any) -> Any:
        if value is None:
            if not self._nullable:
                raise Unusual("null")
            return None
        if value is Undefined or isinstance(value, Exception):
            raise Unusual("value")
        coerced = self._coerce(value)
        if coerced is None or coerced is Undefined:
            raise Unusual("value")
        return coerced

    def _enum_names(self, values: Values, members: dict[Any, Any]) -> Values:
        try:
            return [members[value] for value in values]
        except KeyError:
            members.update((value, self._one(value)) for value in set(values))
            self._known |= {type(value) for value in members}
            return [members[value] for value in values]


_NOTHING = frozenset({NoneType, UndefinedType})


def _are_int32(values: Values) -> bool:
    return bool(min(values) >= GRAPHQL_MIN_INT and max(values) <= GRAPHQL_MAX_INT)


def _are_finite(values: Values) -> bool:
    return all(map(isfinite, values))


_EXACT: dict[GraphQLScalarType, tuple[type, str]] = {
    GraphQLString: (str, ""),
    GraphQLID: (str, ""),
    GraphQLBoolean: (bool, ""),
    GraphQLInt: (int, f" and {GRAPHQL_MIN_INT} <= {{0}} <= {GRAPHQL_MAX_INT}"),
    GraphQLFloat: (float, " and {0} - {0} == 0.0"),
}
"""What Python's values are of, for which a scalar has nothing to do; and what else has to hold of one, as source."""

_VALID: dict[str, Callable[[Values], bool]] = {_EXACT[GraphQLInt][1]: _are_int32, _EXACT[GraphQLFloat][1]: _are_finite}
"""The same of a column."""


class Lists:
    """Lists of anything: the items of all lists are completed together."""

    def __init__(self, items: Completion, *, nullable: bool) -> None:
        self._items = items
        self._nullable = nullable
        self._nulls = _Nulls(nullable=nullable)
        self.awaits = items.awaits

    def now(self, values: Values, run: Run) -> Values:
        """Completes the items."""
        lists = self._lists(values)
        return self._nulls.back(values, _cut(lists, self._items.now(_joined(lists), run)))

    async def later(self, values: Values, run: Run) -> Values:
        """Completes the items."""
        lists = self._lists(values)
        return self._nulls.back(values, _cut(lists, await self._items.later(_joined(lists), run)))

    def inline(self, code: Code, value: str) -> str:
        """Writes a loop over the items."""
        result = code.name()
        with code.present(value, result, nullable=self._nullable):
            code.require(f"type({value}) is list or type({value}) is tuple")
            each, add = code.name(), code.name()
            code.add(f"{result} = []")
            code.add(f"{add} = {result}.append")
            with code.block(f"for {each} in {value}"):
                code.add(f"{add}({self._items.inline(code, each)})")
        return result

    def _lists(self, values: Values) -> Values:
        kinds = set(map(type, values))
        lists = self._nulls.without(values, kinds)
        if not kinds <= _LISTS:
            raise Unusual("list")
        return lists


_LISTS = frozenset({list, tuple})


def _joined(lists: Sequence[Values]) -> Values:
    return lists[0] if len(lists) == 1 else list(chain.from_iterable(lists))


def _cut(lists: Sequence[Values], items: Values) -> Values:
    if len(lists) == 1:
        return [items]
    cut: list[Values] = []
    start = 0
    for length in map(len, lists):
        cut.append(items[start : start + length])
        start += length
    return cut


class Objects:
    """Objects of one type."""

    def __init__(self, type_: GraphQLObjectType, selection: Selection, info: InfoOf, *, nullable: bool) -> None:
        self._type = type_
        self._selection = selection
        self._info = info
        self._nullable = nullable
        self._nulls = _Nulls(nullable=nullable)
        self._known: set[type] = set()
        self.awaits = selection.awaits

    def now(self, values: Values, run: Run) -> Values:
        """Answers the selection for every object."""
        present = self._checked(values, run)
        return self._nulls.back(values, self._selection.now(present, run) if present else [])

    async def later(self, values: Values, run: Run) -> Values:
        """Answers the selection for every object."""
        present = self._checked(values, run)
        return self._nulls.back(values, await self._selection.later(present, run) if present else [])

    def inline(self, code: Code, value: str) -> str:
        """Writes the selection out, for an object of a class that was met."""
        result = code.name()
        with code.present(value, result, nullable=self._nullable):
            code.require(f"type({value}) in {code.bind(self._known)}")
            code.add(f"{result} = {self._selection.inline(code, value)}")
        return result

    def _checked(self, values: Values, run: Run) -> Values:
        kinds = set(map(type, values))
        present = self._nulls.without(values, kinds)
        if not kinds <= self._known:
            self._check(present, kinds, run)
        return present

    def _check(self, values: Values, kinds: set[type], run: Run) -> None:
        if any(issubclass(kind, Exception) for kind in kinds):
            raise Unusual("value")
        is_type_of = self._type.is_type_of
        classes = values_of(self._type)
        if is_type_of is None or (classes is not None and all(issubclass(kind, classes) for kind in kinds)):
            self._known |= kinds
        elif not all(is_type_of(value, self._info(run)) is True for value in values):
            raise Unusual("type")


class EachType:
    """Objects of an interface or a union: those of one type are answered together."""

    awaits = True  # which types there are, and so whether anything is awaited, is seen only while running

    def __init__(
        self,
        type_: GraphQLInterfaceType | GraphQLUnionType,
        possible: Sequence[GraphQLObjectType],
        selection_on: Callable[[GraphQLObjectType], Selection],
        info: InfoOf,
        *,
        nullable: bool,
    ) -> None:
        self._type = type_
        self._possible = {each.name: each for each in possible}
        # Where each possible type is told by the class of its values, a class is asked about once.
        # An interface may also tell by itself, by more than the class.
        declared = (type_.extensions or {}).get("strawberry-definition")
        tells = isinstance(type_, GraphQLInterfaceType) and getattr(declared, "resolve_type", None) is not None
        self._by_class = not tells and all(values_of(each) is not None for each in possible)
        self._names: dict[type, str] = {}
        self._selections: dict[str, Selection] = {}
        self._selection_on = selection_on
        self._info = info
        self._nulls = _Nulls(nullable=nullable)

    def now(self, values: Values, run: Run) -> Values:
        """Is never called: see `awaits`."""
        raise Unusual("type")

    async def later(self, values: Values, run: Run) -> Values:
        """Answers the selection for every object, type by type."""
        kinds = set(map(type, values))
        present = self._nulls.without(values, kinds)
        if not present:
            return values
        names = self._type_names(present, run)
        distinct = set(names)
        if len(distinct) == 1:
            return self._nulls.back(values, await self._selection(names[0]).later(present, run))
        completed: list[Any] = [None] * len(present)
        for name in sorted(distinct):
            places = [place for place, each in enumerate(names) if each == name]
            rows = await self._selection(name).later([present[place] for place in places], run)
            for place, row in zip(places, rows, strict=True):
                completed[place] = row
        return self._nulls.back(values, completed)

    def inline(self, code: Code, value: str) -> str:
        """Cannot be done: which selection it is depends on the value."""
        raise NotInlineError

    def _type_names(self, values: Values, run: Run) -> list[str]:
        if not self._by_class:
            return [self._name(value, run) for value in values]
        known = self._names
        names: list[str] = []
        for value in values:
            kind = type(value)
            name = known.get(kind)
            if name is None:
                name = known[kind] = self._name(value, run)
            names.append(name)
        return names

    def _name(self, value: Any, run: Run) -> str:
        resolve_type = self._type.resolve_type
        name = None if resolve_type is None else resolve_type(value, self._info(run), self._type)
        if isinstance(value, Exception) or not isinstance(name, str) or name not in self._possible:
            raise Unusual("type")
        is_type_of = self._possible[name].is_type_of
        if is_type_of is not None and is_type_of(value, self._info(run)) is not True:
            raise Unusual("type")
        return name

    def _selection(self, name: str) -> Selection:
        selection = self._selections.get(name)
        if selection is None:
            selection = self._selections[name] = self._selection_on(self._possible[name])
        return selection


def values_of(type_: GraphQLObjectType) -> type | tuple[type, ...] | None:
    """Returns the classes whose instances, and no other values, are of this type; None where only it can say."""
    return getattr(type_.is_type_of, "values_of", None)
