"""Which fields a selection asks for, on a given type and with given values of its `@skip` and `@include`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)

from fondaco.graphql.executor.run import Unusual

__all__ = ["Selector", "condition_variables"]


def condition_variables(roots: Iterable[SelectionSetNode]) -> tuple[str, ...]:
    """Returns the variables that `@skip` and `@include` look at anywhere below, sorted.

    A plan is made for their values.

    Args:
        roots: The selection sets of the operation and of every fragment of its document.
    """
    found: set[str] = set()
    pending: list[SelectionSetNode] = list(roots)
    while pending:
        for selection in pending.pop().selections:
            for directive in selection.directives or ():
                found.update(
                    argument.value.name.value
                    for argument in directive.arguments or ()
                    if isinstance(argument.value, VariableNode)
                )
            inner = getattr(selection, "selection_set", None)
            if inner is not None:
                pending.append(inner)
    return tuple(sorted(found))


class Selector:
    """Collects fields as section 6.3.2 of the GraphQL specification (October 2021) says.

    Args:
        conditions: The values of the variables in `@skip` and `@include`.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        conditions: Mapping[str, Any],
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._conditions = conditions

    def fields(
        self, type_: GraphQLObjectType, selection_sets: Iterable[SelectionSetNode]
    ) -> dict[str, list[FieldNode]]:
        """Returns the asked-for fields of an object by response name, in response order; what merges is together.

        Raises:
            Unusual: At a directive that is neither `@skip` nor `@include`.
        """
        found: dict[str, list[FieldNode]] = {}
        visited: set[str] = set()
        for selection_set in selection_sets:
            for node in self._visit(type_, selection_set, visited):
                found.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
        return found

    def _visit(
        self, type_: GraphQLObjectType, selection_set: SelectionSetNode, visited: set[str]
    ) -> Iterator[FieldNode]:
        for selection in selection_set.selections:
            if not self._included(selection):
                continue
            if isinstance(selection, FieldNode):
                yield selection
            elif isinstance(selection, InlineFragmentNode):
                if self._applies(selection, type_):
                    yield from self._visit(type_, selection.selection_set, visited)
            elif isinstance(selection, FragmentSpreadNode):
                name = selection.name.value
                fragment = self._fragments[name]
                if name not in visited and self._applies(fragment, type_):
                    visited.add(name)
                    yield from self._visit(type_, fragment.selection_set, visited)

    def _applies(self, fragment: FragmentDefinitionNode | InlineFragmentNode, type_: GraphQLObjectType) -> bool:
        if fragment.type_condition is None:
            return True
        condition = self._schema.type_map[fragment.type_condition.name.value]
        return condition is type_ or (is_abstract_type(condition) and self._schema.is_sub_type(condition, type_))

    def _included(self, selection: SelectionNode) -> bool:
        included = True
        for directive in selection.directives or ():
            if directive.name.value not in {"skip", "include"}:
                raise Unusual("directive")
            # Each is looked at, whatever the others say: a condition that is null is an error.
            if self._condition(directive) is (directive.name.value == "skip"):
                included = False
        return included

    def _condition(self, directive: DirectiveNode) -> bool:
        [argument] = directive.arguments or ()
        value = argument.value
        if isinstance(value, BooleanValueNode):
            return value.value
        if isinstance(value, VariableNode) and isinstance(found := self._conditions.get(value.name.value), bool):
            return found
        raise Unusual("condition")
