"""What a query asks for below a field, for resolvers that can read it in one go."""

from __future__ import annotations

from collections.abc import Iterable

from graphql import FieldNode, FragmentSpreadNode, InlineFragmentNode, SelectionNode, SelectionSetNode

from fondaco.graphql.context import Info

__all__ = ["fields_below"]


def fields_below(info: Info) -> frozenset[str]:
    """Returns the names of the fields that are asked of what a resolver returns, through fragments of any type.

    It may name more than is answered, since neither the values of `@skip` and `@include` nor types are looked at: use
    it to read something beforehand, and let the field's own resolver read what was not.
    """
    raw = info._raw_info  # noqa: SLF001 (strawberry's own way, `selected_fields`, converts every argument below)
    names: set[str] = set()
    seen: set[str] = set()
    pending: list[SelectionSetNode | None] = [node.selection_set for node in raw.field_nodes]
    while pending:
        for selection in _selections(pending.pop()):
            if isinstance(selection, FieldNode):
                names.add(selection.name.value)
            elif isinstance(selection, FragmentSpreadNode):
                if (name := selection.name.value) not in seen:
                    seen.add(name)
                    pending.append(raw.fragments[name].selection_set)
            elif isinstance(selection, InlineFragmentNode):
                pending.append(selection.selection_set)
    return frozenset(names)


def _selections(selection_set: SelectionSetNode | None) -> Iterable[SelectionNode]:
    return () if selection_set is None else selection_set.selections
