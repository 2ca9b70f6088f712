"""How large an operation may be: everything that is checked before anything runs.

The shape of a document is checked before it is validated, since validation itself takes time that grows with the square
of repeated fields. What its lists may hold is checked with the variables of each request, by `fondaco.graphql.costs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from fondaco.errors import InvalidInputError, LimitExceededError
from fondaco.settings import GraphQLSettings

__all__ = ["Fragments", "check_shape", "check_variables"]

MOST_REPEATS = 100
MOST_PAIRS = 5_000
"""How often one response name may be asked for in one place, and how many pairs of equal names, or of fragments in one
place, a document may have: validation compares all of them with one another, at up to 0.1 ms each."""

LOOKS_PER_FIELD = 20
"""How many selections are looked at to find these, as a multiple of ``max_fields``: each fragment is a place too, and
those that it spreads are looked at again."""

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
