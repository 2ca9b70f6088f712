"""The variables of an operation: what it declares is worked out once, values are coerced at each request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLError, GraphQLSchema, Undefined, VariableDefinitionNode, is_non_null_type
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource, get_variable_values
from graphql.utilities.coerce_input_value import coerce_input_value

__all__ = ["MOST_VARIABLE_ERRORS", "Variables"]

MOST_VARIABLE_ERRORS = 50
"""Errors that one set of values is answered with, and one more that says so."""


class Variables:
    """What one operation declares.

    Args:
        hide_suggestions: Errors do not say which names there are.
    """

    def __init__(
        self, schema: GraphQLSchema, nodes: Sequence[VariableDefinitionNode], *, hide_suggestions: bool = False
    ) -> None:
        self._schema = schema
        self._hide_suggestions = hide_suggestions
        self._nodes = nodes
        signatures = [get_variable_signature(schema, node) for node in nodes]
        self._signatures: list[GraphQLVariableSignature] = [
            signature for signature in signatures if not isinstance(signature, GraphQLError)
        ]
        self._defaults = {node.variable.name.value for node in nodes if node.default_value is not None}

    def coerced(self, given: Mapping[str, Any]) -> VariableValues | list[GraphQLError]:
        """Returns the values as the operation declares them, or what is wrong with them.

        graphql-core does it; the common case, in which each variable is a plain value, or left out and without a
        default, is done here in the same way, but the declarations are not worked out again.
        """
        sources: dict[str, VariableValueSource] = {}
        values: dict[str, Any] = {}
        for signature in self._signatures:
            name = signature.name
            value = given.get(name, Undefined)
            if value is Undefined:
                if name in self._defaults or is_non_null_type(signature.type):
                    break
                sources[name] = VariableValueSource(signature)
                continue
            if isinstance(value, dict | list):
                break
            coerced = coerce_input_value(value, signature.type)
            if coerced is Undefined:
                break
            sources[name] = VariableValueSource(signature, value)
            values[name] = coerced
        else:
            if len(self._signatures) == len(self._nodes):
                return VariableValues(sources, values)
        return get_variable_values(
            self._schema, self._nodes, dict(given), MOST_VARIABLE_ERRORS, hide_suggestions=self._hide_suggestions
        )
