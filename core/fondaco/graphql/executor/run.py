"""What one execution of a plan knows, and how it gives up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    OperationDefinitionNode,
)
from graphql.execution.values import VariableValues
from graphql.pyutils import Path, is_awaitable
from graphql.type.definition import GraphQLResolveInfoHelpers

from fondaco.graphql.executor.waiting import Traffic, together

__all__ = ["Run", "Unusual"]


class Unusual(Exception):  # noqa: N818 (a turn of the flow, not an error)
    """This is not on the success path: graphql-core has to execute the operation.

    Attributes:
        reason: One word or two, from a small set; metrics count by it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Run:
    """One execution of a plan.

    Attributes:
        context: The request, as resolvers see it.
        variables: As coerced by graphql-core.
        traffic: What else is under way.
    """

    __slots__ = ("_fragments", "_operation", "_schema", "context", "traffic", "variables")

    def __init__(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        fragments: dict[str, FragmentDefinitionNode],
        variables: VariableValues,
        context: Any,
        traffic: Traffic,
    ) -> None:
        self._schema = schema
        self._operation = operation
        self._fragments = fragments
        self.variables = variables
        self.context = context
        self.traffic = traffic

    def info(
        self, field: GraphQLField, nodes: list[FieldNode], parent_type: GraphQLObjectType, path: Path
    ) -> GraphQLResolveInfo[Any]:
        """Returns what a resolver of this field is told.

        Args:
            path: Of the level, so without list indexes: a level is run once for all its objects.
        """
        return GraphQLResolveInfo(
            nodes[0].name.value,
            nodes,
            field.type,
            parent_type,
            path,
            self._schema,
            self._fragments,
            None,
            self._operation,
            # Strawberry hands resolvers the plain dict, under graphql-core too.
            self.variables.coerced,  # type: ignore[arg-type]
            self.context,
            is_awaitable,
            None,
            _HELPERS,
        )


def _refuse_tracking(values: Sequence[Any]) -> None:
    if any(map(is_awaitable, values)):
        raise Unusual("tracked work")


_HELPERS = GraphQLResolveInfoHelpers(gather=together, track=_refuse_tracking)
