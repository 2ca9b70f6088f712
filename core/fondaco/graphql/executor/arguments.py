"""The arguments of a field, once per level, as its resolver takes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import msgspec
import strawberry
from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLField,
    Undefined,
    VariableNode,
    Visitor,
    is_non_null_type,
    is_required_argument,
    visit,
)
from graphql.execution.values import VariableValues, coerce_argument, get_argument_values
from strawberry.types.base import StrawberryOptional

from fondaco.graphql.executor.run import Run, Unusual

__all__ = ["Arguments", "Convert", "Parameter"]

Convert = Callable[[Any, strawberry.Info[Any, None] | None], Any]


class Parameter(msgspec.Struct, frozen=True):
    """One argument as a resolver takes it.

    Attributes:
        name: In GraphQL.
        python_name: Of the resolver's parameter.
        type: As strawberry knows it.
        convert: From graphql-core's value to the resolver's: input objects become instances of their class.
    """

    name: str
    python_name: str
    type: Any
    convert: Convert

    @property
    def as_it_is(self) -> bool:
        """Whether there is nothing to convert."""
        type_ = self.type.of_type if isinstance(self.type, StrawberryOptional) else self.type
        return type_ in _SCALARS


_SCALARS = (str, int, float, bool, strawberry.ID)
_UNCHANGEABLE = (str, int, float, bool, Decimal, UUID, Enum, datetime, date, type(None))
_NO_VARIABLES = VariableValues({}, {})


class _Direct(msgspec.Struct, frozen=True):
    """An argument whose value is a variable."""

    variable: str
    python_name: str
    default: Any
    convert: Convert | None
    required: bool


class Arguments:
    """The arguments that one field is given in one place of a query.

    What depends on no variable is computed when the plan is made, and what is a variable is only looked up; lists and
    input objects are made anew each time, since a resolver may change them.
    """

    def __init__(self, field: GraphQLField, node: FieldNode, parameters: Mapping[str, Parameter]) -> None:
        self._field = field
        self._node = node
        self._parameters = parameters
        self._constant: dict[str, Any] = {}
        self._direct: list[_Direct] = []
        self._each_time = False
        given = {argument.name.value: argument for argument in node.arguments or ()}
        for name in field.args:
            argument = given.get(name)
            if argument is not None and isinstance(argument.value, VariableNode):
                self._add_variable(parameters[name], argument.value.name.value)
            elif argument is not None and _mentions_variables(argument):
                self._each_time = True
            else:
                self._add_constant(parameters[name], argument)

    def _add_constant(self, parameter: Parameter, argument: Any) -> None:
        value = self._coerced(parameter.name, argument)
        if value is Undefined:
            return
        if isinstance(value, _UNCHANGEABLE):
            # Only input objects look at the info, and one of those is made of a dict.
            self._constant[parameter.python_name] = parameter.convert(value, None)
        else:
            self._each_time = True

    def _add_variable(self, parameter: Parameter, variable: str) -> None:
        field = self._field.args[parameter.name]
        default = Undefined if is_required_argument(field) else self._coerced(parameter.name, None)
        if not isinstance(default, _UNCHANGEABLE) and default is not Undefined:
            self._each_time = True
        convert = None if parameter.as_it_is else parameter.convert
        required = is_non_null_type(field.type)
        self._direct.append(_Direct(variable, parameter.python_name, default, convert, required))

    def _coerced(self, name: str, argument: Any) -> Any:
        found: dict[str, Any] = {}
        try:
            coerce_argument(found, self._node, name, self._field.args[name], argument, _NO_VARIABLES, None)
        except GraphQLError:
            raise Unusual("argument") from None
        return next(iter(found.values()), Undefined)

    def values(self, run: Run, info: strawberry.Info[Any, None]) -> dict[str, Any]:
        """Returns the arguments by the names of the resolver's parameters.

        Raises:
            Unusual: If they cannot be coerced.
        """
        if self._each_time:
            return self._computed(run, info)
        values = self._constant.copy()
        variables = run.variables.coerced
        for direct in self._direct:
            value = variables.get(direct.variable, Undefined)
            if value is Undefined:
                value = direct.default
                if value is Undefined:
                    if direct.required:
                        raise Unusual("argument")
                    continue
            elif value is None and direct.required:
                raise Unusual("argument")
            values[direct.python_name] = value if direct.convert is None else direct.convert(value, info)
        return values

    def _computed(self, run: Run, info: strawberry.Info[Any, None]) -> dict[str, Any]:
        try:
            found = get_argument_values(self._field, self._node, run.variables)
        except GraphQLError:
            raise Unusual("argument") from None
        return {
            parameter.python_name: parameter.convert(found[name], info)
            for name, parameter in self._parameters.items()
            if name in found
        }


def _mentions_variables(argument: Any) -> bool:
    found = _Variables()
    visit(argument, found)
    return found.any


class _Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.any = False

    def enter_variable(self, _node: VariableNode, *_: Any) -> None:
        self.any = True
