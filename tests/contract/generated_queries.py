"""Generates queries over any schema: valid ones by construction, with arguments that may be refused when they run."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_required_argument,
)
from hypothesis import strategies as st

__all__ = ["Query", "queries"]

DEEPEST = 5
MOST_FIELDS = 30

_PAGING = frozenset({"first", "after", "last", "before"})

_ODD = [
    2**31,
    -(2**31) - 1,
    10**30,
    10**400,
    1.0,
    1.5,
    -0.0,
    1e300,
    True,
    "1",
    "x",
    "NaN",
    "1e999",
    "2026-02-30",
    " 1",
    [],
    [[]],
    {},
]
"""Values of variables that are JSON, and hardly what anything wants."""


class Query(msgspec.Struct, frozen=True):
    """A document of one query, and its variables."""

    document: str
    variables: dict[str, Any]


class Enum(str):
    """The name of an enum value, printed without quotes in a document."""


@st.composite
def queries(
    draw: st.DrawFn,
    schema: GraphQLSchema,
    known: Mapping[str, Sequence[Any]],
    without: Collection[str] = (),
) -> Query:
    """Draws a query.

    Args:
        known: Values that mean something in the shop, by scalar type: ``{"ID": [...], "String": [...]}``.
        without: Names of fields of `Query` that are left out.
    """
    return _Writer(draw, schema, known, without).query()


class _Writer:
    def __init__(
        self, draw: st.DrawFn, schema: GraphQLSchema, known: Mapping[str, Sequence[Any]], without: Collection[str]
    ) -> None:
        self._draw = draw
        self._schema = schema
        self._known = known
        self._without = without
        self._variables: dict[str, tuple[str, Any]] = {}
        self._fragments: list[str] = []
        self._named: list[tuple[str, Any, bool]] = []
        self._aliases = 0
        self._fields = 0

    def query(self) -> Query:
        root = self._schema.query_type
        assert root is not None
        selection = self._selection(root, DEEPEST)
        declared = ", ".join(f"${name}: {type_}" for name, (type_, _) in self._variables.items())
        head = f"query Q({declared})" if declared else "query Q"
        variables = {name: value for name, (_, value) in self._variables.items() if value is not ...}
        if self._chance(12):
            variables["undeclared"] = 1
        return Query("\n".join([f"{head} {selection}", *self._fragments]), variables)

    def _chance(self, one_in: int) -> bool:
        return self._draw(st.integers(1, one_in)) == 1

    def _pick(self, values: Sequence[Any]) -> Any:
        return self._draw(st.sampled_from(values))

    # -- selections --------------------------------------------------------------------------------------------------

    def _selection(self, type_: Any, depth: int, *, alone: bool = True) -> str:
        """Draws a selection set.

        Args:
            alone: Whether fields of another type cannot come to stand beside these ones.
        """
        parts = [self._part(type_, depth, alone=alone) for _ in range(self._draw(st.integers(1, 4)))]
        if self._chance(8):
            self._aliases += 1
            parts.append(f"a{self._aliases}: __typename{self._directives()}")
        return "{ " + " ".join(part for part in parts if part) + " __typename }"

    def _part(self, type_: Any, depth: int, *, alone: bool) -> str:
        if isinstance(type_, GraphQLUnionType) or (self._chance(8) and self._fields < MOST_FIELDS):
            return self._fragment(type_, depth, alone=alone)
        return self._field(type_, depth, alone=alone)

    def _fragment(self, type_: Any, depth: int, *, alone: bool) -> str:
        if depth <= 0:
            return ""
        conditions = [None, type_]
        if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
            conditions += self._schema.get_possible_types(type_)
        elif isinstance(type_, GraphQLObjectType):
            conditions += type_.interfaces
        condition = self._pick(conditions)
        known = [name for name, on, by_itself in self._named if on is condition and (alone or not by_itself)]
        if known and self._chance(2):
            return f"...{self._pick(known)}{self._directives()}"
        body = self._selection(condition or type_, depth - 1, alone=alone and condition in {None, type_})
        directives = self._directives()
        if condition is not None and self._chance(2):
            name = f"F{len(self._fragments)}"
            self._fragments.append(f"fragment {name} on {condition.name} {body}")
            self._named.append((name, condition, alone and condition is type_))
            return f"...{name}{directives}"
        on = f" on {condition.name}" if condition is not None else ""
        return f"...{on}{directives} {body}"

    def _field(self, type_: GraphQLObjectType | GraphQLInterfaceType, depth: int, *, alone: bool) -> str:
        names = [
            name
            for name, field in type_.fields.items()
            if (not is_composite_type(get_named_type(field.type)) or (depth > 0 and self._fields < MOST_FIELDS))
            and not (type_ is self._schema.query_type and name in self._without)
        ]
        if not names:
            return ""
        name = self._pick(names)
        field = type_.fields[name]
        self._fields += 1
        arguments = self._arguments(field.args)
        # The same name with other arguments, or of another type, would be no valid query.
        alias = ""
        if arguments or not alone or self._chance(4):
            self._aliases += 1
            alias = f"a{self._aliases}: "
        inner = get_named_type(field.type)
        # Asked for twice, it is one field with both selections, unless a directive leaves one out.
        times = 2 if self._chance(8) and self._fields < MOST_FIELDS else 1
        return " ".join(
            f"{alias}{name}{arguments}{self._directives()}"
            + (f" {self._selection(inner, depth - 1)}" if is_composite_type(inner) else "")
            for _ in range(times)
        )

    def _directives(self) -> str:
        if not self._chance(8):
            return ""
        name = self._pick(["skip", "include"])
        wanted = self._draw(st.booleans())
        value = str(wanted).lower()
        if self._chance(3):
            # Null is refused only when it is looked at.
            value = self._variable(f"Boolean = {value}", self._pick([True, False, ..., ..., None]))
        elif self._chance(2):
            value = self._variable("Boolean!", wanted)
        other = f" @include(if: {self._pick(['true', 'false'])})" if name == "skip" and self._chance(3) else ""
        return f"{other} @{name}(if: {value})"

    # -- arguments ---------------------------------------------------------------------------------------------------

    def _arguments(self, given: Mapping[str, Any]) -> str:
        parts = []
        paged = "first" in given and not self._chance(10)
        for name, argument in given.items():
            if name == "first" and paged:
                parts.append(f"first: {self._pick([0, 1, 2, 3])}")
            elif name in _PAGING and paged and not self._chance(20):
                continue
            elif is_required_argument(argument) or self._chance(4):
                parts.append(f"{name}: {self._argument(argument.type)}")
        return f"({', '.join(parts)})" if parts else ""

    def _argument(self, type_: GraphQLInputType) -> str:
        if self._chance(3):
            nullable = not isinstance(type_, GraphQLNonNull)
            value = self._value(type_)
            if self._chance(6 if nullable else 60):
                value = ...
            elif self._chance(25):
                value = self._pick(_ODD)
            known = [variable for variable, (declared, _) in self._variables.items() if declared == str(type_)]
            if known and self._chance(2):
                return f"${self._pick(known)}"
            if self._chance(4):
                return self._variable(f"{type_} = {_printed(self._value(type_))}", value if self._chance(2) else ...)
            return self._variable(str(type_), value)
        return self._literal(type_)

    def _literal(self, type_: Any) -> str:
        """Draws a literal of a document, with variables inside."""
        if self._chance(10):
            return self._variable(str(type_), self._value(type_))
        inner = type_
        if isinstance(type_, GraphQLNonNull):
            inner = type_.of_type
        elif self._chance(8):
            return "null"
        if isinstance(inner, GraphQLList) and self._chance(2):
            items = (self._literal(inner.of_type) for _ in range(self._draw(st.integers(0, 3))))
            return "[" + ", ".join(items) + "]"
        if isinstance(inner, GraphQLInputObjectType):
            given = (
                f"{name}: {self._literal(field.type)}"
                for name, field in inner.fields.items()
                if isinstance(field.type, GraphQLNonNull) or self._chance(2)
            )
            return "{" + ", ".join(given) + "}"
        return _printed(self._present(inner))

    def _variable(self, type_: str, value: Any) -> str:
        name = f"v{len(self._variables)}"
        self._variables[name] = (type_, value)
        return f"${name}"

    def _value(self, type_: GraphQLInputType) -> Any:
        if isinstance(type_, GraphQLNonNull):
            return self._present(type_.of_type)
        return None if self._chance(8) else self._present(type_)

    def _present(self, type_: Any) -> Any:
        if isinstance(type_, GraphQLList):
            if self._chance(5):  # one item stands for a list of it
                return self._present(get_nullable_type(type_.of_type))
            return [self._value(type_.of_type) for _ in range(self._draw(st.integers(0, 3)))]
        if isinstance(type_, GraphQLEnumType):
            return Enum(self._pick(sorted(type_.values)))
        if isinstance(type_, GraphQLInputObjectType):
            return {
                name: self._value(field.type)
                for name, field in type_.fields.items()
                if isinstance(field.type, GraphQLNonNull) or self._chance(2)
            }
        assert isinstance(type_, GraphQLScalarType)
        if type_.name == "Int":
            return self._pick([0, 1, 2, 3, 7, -1, 101])
        if type_.name == "Boolean":
            return self._draw(st.booleans())
        if type_.name == "ID" and self._chance(8):
            return 7
        return self._pick(self._known.get(type_.name, ["", "1", "x"]))


def _printed(value: Any) -> str:
    """Prints a value as a literal of a document."""
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_printed(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_printed, value)) + "]"
    return json.dumps(value)
