"""How large an operation may be: everything that is checked before anything runs.

The shape of a document is checked before it is validated, since validation itself takes time that grows with the square
of repeated fields; what its lists may hold is checked with the variables of each request.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLAbstractType,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from fondaco.errors import InvalidInputError, LimitExceededError
from fondaco.settings import GraphQLSettings

__all__ = ["Allowance", "ListCost", "check_list_cost", "check_shape", "check_variables", "list_cost"]

MOST_REPEATS = 100
MOST_PAIRS = 5_000
"""How often one response name may be asked for in one place, and how many pairs of equal names, or of fragments in one
place, a document may have: validation compares all of them with one another, at up to 0.1 ms each."""

LOOKS_PER_FIELD = 20
"""How many selections are looked at to find these, as a multiple of ``max_fields``: each fragment is a place too, and
those that it spreads are looked at again."""

ASSUMED_ITEMS = 10
"""How many items a list without a page size is taken to hold."""

MOST_VALUES = 10_000
DEEPEST_VALUE = 50
"""How many values variables hold in all, and how deep they nest: checking one takes graphql-core microseconds."""

Fragments = Mapping[str, FragmentDefinitionNode]


def check_shape(document: DocumentNode, settings: GraphQLSettings) -> None:
    """Checks how deep and how wide the operations of a document are, fragments spelled out.

    Takes time in proportion to the limits, not to what the fragments would expand to.

    Raises:
        LimitExceededError: ``QUERY_TOO_DEEP``, ``TOO_MANY_FIELDS``, ``TOO_MANY_ROOT_FIELDS``, ``TOO_MANY_ALIASES`` or
            ``TOO_MANY_REPEATS``.
        InvalidInputError: ``GRAPHQL_INVALID`` if a fragment spreads itself.
    """
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    measured = _Measures(fragments)
    places = _Places(fragments, most_looks=LOOKS_PER_FIELD * settings.max_fields)
    for node in document.definitions:
        if not isinstance(node, OperationDefinitionNode):
            continue
        fields, depth, aliases = measured.of(node.selection_set)
        if depth > settings.max_depth:
            raise LimitExceededError(f"Fields nest at most {settings.max_depth} deep.", code="QUERY_TOO_DEEP")
        if fields > settings.max_fields:
            raise LimitExceededError(
                f"An operation has at most {settings.max_fields} fields, fragments spelled out.", code="TOO_MANY_FIELDS"
            )
        if aliases > settings.max_aliases:
            raise LimitExceededError(
                f"An operation has at most {settings.max_aliases} aliases, fragments spelled out.",
                code="TOO_MANY_ALIASES",
            )
        roots = sum(len(nodes) for nodes in places.merged([node.selection_set]).values())
        if roots > settings.max_root_fields:
            raise LimitExceededError(
                f"An operation has at most {settings.max_root_fields} fields at its root.", code="TOO_MANY_ROOT_FIELDS"
            )
        places.check(node.selection_set)
    for fragment in fragments.values():  # one that no operation spreads is validated too
        if measured.of(fragment.selection_set)[0] > settings.max_fields:
            raise LimitExceededError(
                f"A fragment has at most {settings.max_fields} fields, fragments spelled out.", code="TOO_MANY_FIELDS"
            )
        places.check(fragment.selection_set)


class _Measures:
    """Measures selection sets as if every fragment were spelled out, each fragment once."""

    def __init__(self, fragments: Fragments) -> None:
        self._fragments = fragments
        self._known: dict[str, tuple[int, int, int]] = {}
        self._open: set[str] = set()

    def of(self, selection_set: SelectionSetNode) -> tuple[int, int, int]:
        """Returns the number of fields, the depth and the number of aliases."""
        fields = depth = aliases = 0
        for selection in selection_set.selections:
            inner = (0, 0, 0)
            own = (0, 0, 0)
            if isinstance(selection, FieldNode):
                own = (1, 1, int(selection.alias is not None))
                if selection.selection_set is not None:
                    inner = self.of(selection.selection_set)
                    if selection.name.value.startswith("__"):
                        # Introspection has a depth rule of its own in graphql-core, and needs more than queries do.
                        inner = (inner[0], 0, inner[2])
            elif isinstance(selection, InlineFragmentNode):
                inner = self.of(selection.selection_set)
            elif isinstance(selection, FragmentSpreadNode):
                inner = self._of_fragment(selection.name.value)
            fields += own[0] + inner[0]
            depth = max(depth, own[1] + inner[1])
            aliases += own[2] + inner[2]
        return fields, depth, aliases

    def _of_fragment(self, name: str) -> tuple[int, int, int]:
        if name in self._open:
            raise InvalidInputError(f'Cannot spread fragment "{name}" within itself.', code="GRAPHQL_INVALID")
        if name not in self._known and name in self._fragments:
            self._open.add(name)
            self._known[name] = self.of(self._fragments[name].selection_set)
            self._open.discard(name)
        return self._known.get(name, (0, 0, 0))


class _Places:
    """Merges what is asked for in one place of a document, as validation does, and counts what that costs.

    Args:
        most_looks: Selections that may be looked at in all.
    """

    def __init__(self, fragments: Fragments, *, most_looks: int) -> None:
        self._fragments = fragments
        self._looks_left = most_looks
        self._pairs_left = MOST_PAIRS

    def merged(self, selection_sets: Iterable[SelectionSetNode]) -> dict[str, list[FieldNode]]:
        """Returns the fields of one place by response name, whatever type they are asked of."""
        found: dict[str, list[FieldNode]] = {}
        visited: set[str] = set()
        pending = list(selection_sets)[::-1]
        while pending:
            selections = pending.pop().selections
            self._looks_left -= len(selections)
            if self._looks_left < 0:
                raise LimitExceededError("The fragments of this document spread too much.", code="TOO_MANY_FIELDS")
            for selection in selections:
                if isinstance(selection, FieldNode):
                    key = selection.alias.value if selection.alias else selection.name.value
                    found.setdefault(key, []).append(selection)
                elif isinstance(selection, InlineFragmentNode):
                    pending.append(selection.selection_set)
                elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in visited:
                    fragment = self._fragments.get(selection.name.value)
                    if fragment is not None:
                        visited.add(selection.name.value)
                        pending.append(fragment.selection_set)
        self._take_pairs(len(visited))
        return found

    def check(self, root: SelectionSetNode) -> None:
        """Checks every place of an operation or fragment."""
        pending = [[root]]
        while pending:
            for name, nodes in self.merged(pending.pop()).items():
                if len(nodes) > MOST_REPEATS:
                    raise LimitExceededError(
                        f"{name[:100]} is asked for {len(nodes)} times in one place; {MOST_REPEATS} are allowed.",
                        code="TOO_MANY_REPEATS",
                    )
                self._take_pairs(len(nodes))
                inner = [node.selection_set for node in nodes if node.selection_set is not None]
                if inner:
                    pending.append(inner)

    def _take_pairs(self, number: int) -> None:
        self._pairs_left -= number * (number - 1) // 2
        if self._pairs_left < 0:
            raise LimitExceededError(
                "The same fields are asked for too many times, or too many fragments are spread in one place.",
                code="TOO_MANY_REPEATS",
            )


class ListCost(msgspec.Struct, frozen=True):
    """What the lists of an operation may hold: a tree of the fields that return lists or pages.

    Attributes:
        items: How many items the field has for one parent: a number, or the variables that say so, the first given
            one counting. One for a field that is no list.
        known: `per_parent`, where no variable has a say in it.
    """

    items: int | tuple[str, ...]
    inner: tuple[ListCost, ...]
    known: int | None

    @classmethod
    def made(cls, items: int | tuple[str, ...], inner: Iterable[ListCost] = ()) -> ListCost:
        """Makes one, with what can be known of it already."""
        cost = cls(items, tuple(inner), None)
        if isinstance(items, int) and all(each.known is not None for each in cost.inner):
            return cls(items, cost.inner, cost.per_parent({}))
        return cost

    def per_parent(self, variables: Mapping[str, Any]) -> int:
        """Returns how many items there may be for one parent, those of the lists inside included."""
        if self.known is not None:
            return self.known
        if isinstance(self.items, int):
            size = self.items
        else:
            given = (value for name in self.items if isinstance(value := variables.get(name), int))
            size = max(next(given, ASSUMED_ITEMS), 0)
        return size * (1 + sum(inner.per_parent(variables) for inner in self.inner))


def list_cost(schema: GraphQLSchema, operation: OperationDefinitionNode, fragments: Fragments) -> ListCost:
    """Returns what the lists of a validated operation may hold.

    A page holds as many items as ``first`` or ``last`` says; another list is taken to hold `ASSUMED_ITEMS`. Fields that
    `@skip` or `@include` may leave out, or that another type has, count as if they were there, whatever page size each
    of them asks for.
    """
    root = schema.get_root_type(operation.operation)
    return ListCost.made(1, _costs(schema, fragments, [(operation.selection_set, root)], None))


class Allowance:
    """How many items the lists of one request may hold, all its operations together."""

    def __init__(self, settings: GraphQLSettings) -> None:
        self._most = self._left = settings.max_list_items

    def take(self, cost: ListCost, variables: Mapping[str, Any]) -> None:
        """Takes what the lists of an operation may hold, with its coerced variables.

        Raises:
            LimitExceededError: ``QUERY_TOO_EXPENSIVE``; nothing is taken then.
        """
        items = cost.per_parent(variables)
        if items > self._left:
            together = (
                "" if self._left == self._most else f", and other operations of this request {self._most - self._left}"
            )
            raise LimitExceededError(
                f"The lists of this operation could hold {items} items{together}; {self._most} are allowed. Ask for "
                "smaller pages, or nest fewer lists.",
                code="QUERY_TOO_EXPENSIVE",
            )
        self._left -= items


def check_list_cost(cost: ListCost, variables: Mapping[str, Any], settings: GraphQLSettings) -> None:
    """Checks what the lists of the only operation of a request may hold; see `Allowance.take`."""
    Allowance(settings).take(cost, variables)


def check_variables(variables: Mapping[str, Any]) -> None:
    """Checks how many values the variables of a request hold, before they are looked at one by one.

    Raises:
        LimitExceededError: ``TOO_MANY_VALUES`` or ``VALUES_TOO_DEEP``.
    """
    if len(variables) <= MOST_VALUES and _SIMPLE.issuperset(map(type, variables.values())):
        return
    left = MOST_VALUES
    level: list[Any] = [variables]
    for _ in range(DEEPEST_VALUE):
        inner: list[Any] = []
        for container in level:
            left -= len(container)
            if left < 0:
                raise LimitExceededError(f"Variables hold at most {MOST_VALUES} values.", code="TOO_MANY_VALUES")
            children = container.values() if isinstance(container, Mapping) else container
            inner.extend(child for child in children if isinstance(child, dict | list))
        if not inner:
            return
        level = inner
    raise LimitExceededError(f"The values of variables nest at most {DEEPEST_VALUE} deep.", code="VALUES_TOO_DEEP")


_SIMPLE = frozenset({str, int, float, bool, type(None)})

_Level = list[tuple[SelectionSetNode, Any]]
_Named = dict[tuple[str, str, int | tuple[str, ...]], list[tuple[FieldNode, Any]]]


def _costs(
    schema: GraphQLSchema, fragments: Fragments, level: _Level, page: int | tuple[str, ...] | None
) -> tuple[ListCost, ...]:
    costs = []
    for nodes in _typed(schema, fragments, level).values():
        node, parent = nodes[0]
        field = (
            schema.get_field(parent, node.name.value)
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
                size = _introspected(schema).get(node.name.value)
            # Directly below a page, a list is that page: its size was asked for above.
            items = size or page or ASSUMED_ITEMS
            costs.append(ListCost.made(items, _costs(schema, fragments, inner, None)))
        else:
            below = _costs(schema, fragments, inner, size)
            if below:
                costs.append(ListCost.made(1, below))
    return tuple(costs)


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
