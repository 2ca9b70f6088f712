"""What the lists of an operation may hold, and how much work that is at most.

graphql-core takes some 10 µs for each field of each item, and half a microsecond for each value of an argument of such
a field: it works them out again for every item. Nothing else runs meanwhile, so no time-out ends it; it is counted
beforehand, therefore.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLAbstractType,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
    type_from_ast,
)

from fondaco.errors import LimitExceededError
from fondaco.graphql.limits import Fragments
from fondaco.settings import GraphQLSettings

__all__ = ["Allowance", "ListCost", "check_list_cost", "list_cost"]

ASSUMED_ITEMS = 10
"""How many items a list without a page size is taken to hold."""

FIELDS_PER_ITEM = 20
"""How many fields items may have on average where there are as many as are allowed; values of arguments count too."""


class Amount(msgspec.Struct, frozen=True):
    """How much an operation asks for.

    Attributes:
        items: That its lists may hold.
        fields: Of all of these, and values of their arguments.
    """

    items: int = 0
    fields: int = 0


class Asked(msgspec.Struct, frozen=True):
    """What is asked of one item, besides the lists in it.

    Attributes:
        fields: Those of objects in it included, and the values that the document itself gives as arguments.
        variables: Lists and input objects that are arguments; one that is used several times is here several times.
    """

    fields: int = 0
    variables: tuple[str, ...] = ()

    def __add__(self, other: Asked) -> Asked:
        return Asked(self.fields + other.fields, self.variables + other.variables)


class ListCost(msgspec.Struct, frozen=True):
    """What the lists of an operation may hold: a tree of the fields that return lists or pages.

    Attributes:
        items: How many items the field has for one parent: a number, or the variables that say so, the first given
            one counting. One for a field that is no list.
        asked: Of each item.
        known: `per_parent`, where no variable has a say in it.
    """

    items: int | tuple[str, ...]
    asked: Asked
    inner: tuple[ListCost, ...]
    known: Amount | None

    @classmethod
    def made(cls, items: int | tuple[str, ...], asked: Asked, inner: Iterable[ListCost] = ()) -> ListCost:
        """Makes one, with what can be known of it already."""
        cost = cls(items, asked, tuple(inner), None)
        if isinstance(items, int) and not asked.variables and all(each.known is not None for each in cost.inner):
            return cls(items, asked, cost.inner, cost.per_parent({}))
        return cost

    def per_parent(self, variables: Mapping[str, Any]) -> Amount:
        """Returns what there may be for one parent, that of the lists inside included."""
        if self.known is not None:
            return self.known
        if isinstance(self.items, int):
            size = self.items
        else:
            given = (value for name in self.items if isinstance(value := variables.get(name), int))
            size = max(next(given, ASSUMED_ITEMS), 0)
        items, fields = 1, self.asked.fields
        fields += sum(_number_of_values(variables.get(name)) for name in self.asked.variables)
        for inner in self.inner:
            below = inner.per_parent(variables)
            items += below.items
            fields += below.fields
        return Amount(size * items, size * fields)


def list_cost(schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments) -> ListCost:
    """Returns what the lists of a validated operation may hold.

    A page holds as many items as ``first`` or ``last`` says; another list is taken to hold `ASSUMED_ITEMS`. Fields that
    `@skip` or `@include` may leave out, or that another type has, count as if they were there, whatever page size each
    of them asks for.
    """
    root = schema.get_root_type(operation.operation)
    large = set()
    for node in operation.variable_definitions or ():
        type_ = type_from_ast(schema, node.type)
        inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if is_list_type(inner) or isinstance(inner, GraphQLInputObjectType):
            large.add(node.variable.name.value)
    # What is asked of the root is asked once, and no matter of lists.
    _, lists = _Costs(schema, fragments, large).below([(operation.selection_set, root)], None)
    return ListCost.made(1, Asked(), lists)


class Allowance:
    """How much the lists of one request may hold, all its operations together."""

    def __init__(self, settings: GraphQLSettings) -> None:
        self._most = self._left = settings.max_list_items
        self._most_fields = self._fields_left = settings.max_list_items * FIELDS_PER_ITEM

    def take(self, cost: ListCost, variables: Mapping[str, Any]) -> None:
        """Takes what the lists of an operation may hold, with its coerced variables.

        Raises:
            LimitExceededError: ``QUERY_TOO_EXPENSIVE``; nothing is taken then.
        """
        amount = cost.per_parent(variables)
        if amount.items > self._left:
            together = (
                "" if self._left == self._most else f", and other operations of this request {self._most - self._left}"
            )
            raise LimitExceededError(
                f"The lists of this operation could hold {amount.items} items{together}; {self._most} are allowed. Ask "
                "for smaller pages, or nest fewer lists.",
                code="QUERY_TOO_EXPENSIVE",
            )
        if amount.fields > self._fields_left:
            raise LimitExceededError(
                f"The items of the lists of this operation could have {amount.fields} fields, values of arguments "
                f"counted too; {self._most_fields} are allowed for a request. Ask for smaller pages, or less of each "
                "item.",
                code="QUERY_TOO_EXPENSIVE",
            )
        self._left -= amount.items
        self._fields_left -= amount.fields


def check_list_cost(cost: ListCost, variables: Mapping[str, Any], settings: GraphQLSettings) -> None:
    """Checks what the lists of the only operation of a request may hold; see `Allowance.take`."""
    Allowance(settings).take(cost, variables)


_Level = list[tuple[SelectionSetNode, Any]]
_Named = dict[tuple[str, str, int | tuple[str, ...]], list[tuple[FieldNode, Any]]]


class _Costs:
    """Works out what is asked for, level by level.

    Args:
        large: Variables that are lists or input objects.
    """

    def __init__(self, schema: GraphQLSchema, fragments: Fragments, large: Collection[str]) -> None:
        self._schema = schema
        self._fragments = fragments
        self._large = large

    def below(self, level: _Level, page: int | tuple[str, ...] | None) -> tuple[Asked, tuple[ListCost, ...]]:
        """Returns what is asked of one object besides its lists, and these.

        Args:
            page: The page size that was asked for above.
        """
        asked = Asked()
        costs = []
        for nodes in _typed(self._schema, self._fragments, level).values():
            node, parent = nodes[0]
            asked += self._arguments(node)
            field = (
                self._schema.get_field(parent, node.name.value)
                if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType)
                else None
            )
            if field is None or node.selection_set is None:
                continue
            inner: _Level = [
                (each.selection_set, get_named_type(field.type)) for each, _ in nodes if each.selection_set is not None
            ]
            size = _page_size(node) if "first" in field.args or "last" in field.args else None
            if is_list_type(get_nullable_type(field.type)):
                if parent.name.startswith("__"):
                    size = _introspected(self._schema).get(node.name.value)
                # Directly below a page, a list is that page: its size was asked for above.
                items = size or page or ASSUMED_ITEMS
                costs.append(ListCost.made(items, *self.below(inner, None)))
                continue
            of_object, lists = self.below(inner, size)
            asked += of_object
            if lists:
                costs.append(ListCost.made(1, Asked(), lists))
        return asked, tuple(costs)

    def _arguments(self, node: FieldNode) -> Asked:
        """Returns a field with the values of its arguments."""
        fields, variables = 1, []
        pending: list[ValueNode] = [argument.value for argument in node.arguments or ()]
        while pending:
            value = pending.pop()
            if isinstance(value, VariableNode) and value.name.value in self._large:
                variables.append(value.name.value)
            elif isinstance(value, ListValueNode):
                fields += len(value.values)
                pending.extend(value.values)
            elif isinstance(value, ObjectValueNode):
                fields += len(value.fields)
                pending.extend(field.value for field in value.fields)
        return Asked(fields, tuple(variables))


def _number_of_values(value: Any) -> int:
    """Returns how many values a coerced variable holds, those of lists and input objects in it included."""
    number = 0
    pending = [value]
    while pending:
        each = pending.pop()
        if isinstance(each, dict | list):
            number += len(each)
            pending.extend(each.values() if isinstance(each, dict) else each)
    return number


def _typed(schema: GraphQLSchema, fragments: Fragments, level: _Level) -> _Named:
    """Returns the fields of one place by response name, name and page size: types may differ in the latter two."""
    found: _Named = {}
    visited: set[str] = set()
    pending = level[::-1]
    while pending:
        selection_set, parent = pending.pop()
        for selection in selection_set.selections:
            if isinstance(selection, FieldNode):
                key = selection.alias.value if selection.alias else selection.name.value
                alike = key, selection.name.value, _page_size(selection)
                found.setdefault(alike, []).append((selection, parent))
                continue
            fragment: InlineFragmentNode | FragmentDefinitionNode
            if isinstance(selection, FragmentSpreadNode):
                if selection.name.value in visited:
                    continue
                visited.add(selection.name.value)
                fragment = fragments[selection.name.value]
            elif isinstance(selection, InlineFragmentNode):
                fragment = selection
            condition = fragment.type_condition
            pending.append(
                (fragment.selection_set, parent if condition is None else schema.type_map[condition.name.value])
            )
    return found


@lru_cache(8)
def _introspected(schema: GraphQLSchema) -> dict[str, int]:
    """Returns how many items the lists of introspection hold on average, by field, rounded up."""
    types = list(schema.type_map.values())
    members: Counter[str] = Counter()
    arguments = 0
    for type_ in types:
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            members["fields"] += len(type_.fields)
            members["interfaces"] += len(type_.interfaces)
            arguments += sum(len(field.args) for field in type_.fields.values())
        elif isinstance(type_, GraphQLInputObjectType):
            members["inputFields"] += len(type_.fields)
        elif isinstance(type_, GraphQLEnumType):
            members["enumValues"] += len(type_.values)
        if isinstance(type_, GraphQLAbstractType):
            members["possibleTypes"] += len(schema.get_possible_types(type_))
    return {
        "types": len(types),
        "directives": len(schema.directives),
        "args": arguments // max(members["fields"], 1) + 1,
        **{name: number // len(types) + 1 for name, number in members.items()},
    }


def _page_size(node: FieldNode) -> int | tuple[str, ...]:
    names = []
    for argument in node.arguments or ():
        if argument.name.value in {"first", "last"}:
            if isinstance(argument.value, IntValueNode):
                return max(int(argument.value.value), 0)
            if isinstance(argument.value, VariableNode):
                names.append(argument.value.name.value)
    return tuple(names) or ASSUMED_ITEMS
