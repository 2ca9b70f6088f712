"""What a query asks for below a field, for resolvers that can read it in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
)

from fondaco.graphql.context import Info

__all__ = ["fields_below", "fields_of_nodes"]


def fields_below(info: Info, *through: str) -> frozenset[str]:
    """Returns the names of the fields that are asked of what a resolver returns, through fragments of any type.

    It may name more than is answered, since neither the values of `@skip` and `@include` nor types are looked at: use
    it to read something beforehand, and let the field's own resolver read what was not, or to leave out what nobody
    asks for.

    Args:
        through: Names of fields, from the outermost: what is asked below these, however often and under whatever alias
            they are.
    """
    raw = info._raw_info  # noqa: SLF001 (strawberry's own way, `selected_fields`, converts every argument below)
    nodes: Iterable[FieldNode] = raw.field_nodes
    for name in through:
        nodes = [node for node in _fields(nodes, raw.fragments) if node.name.value == name]
    return frozenset(node.name.value for node in _fields(nodes, raw.fragments))


def fields_of_nodes(info: Info) -> frozenset[str]:
    """Returns the names of the fields that are asked of the things in a connection; see `fields_below`."""
    return fields_below(info, "nodes") | fields_below(info, "edges", "node")


def _fields(nodes: Iterable[FieldNode], fragments: Mapping[str, FragmentDefinitionNode]) -> Iterator[FieldNode]:
    """Yields the fields right below these, through fragments; each fragment once."""
    seen: set[str] = set()
    pending: list[SelectionSetNode | None] = [node.selection_set for node in nodes]
    while pending:
        for selection in _selections(pending.pop()):
            if isinstance(selection, FieldNode):
                yield selection
            elif isinstance(selection, FragmentSpreadNode):
                if (name := selection.name.value) not in seen:
                    seen.add(name)
                    pending.append(fragments[name].selection_set)
            elif isinstance(selection, InlineFragmentNode):
                pending.append(selection.selection_set)


def _selections(selection_set: SelectionSetNode | None) -> Iterable[SelectionNode]:
    return () if selection_set is None else selection_set.selections
