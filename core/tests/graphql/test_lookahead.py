"""What a query asks for below a field."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from fondaco.graphql import fields_below, fields_of_nodes
from graphql import FragmentDefinitionNode, OperationDefinitionNode, parse


def info(query: str) -> Any:
    document = parse(query)
    [operation] = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    nodes = list(operation.selection_set.selections)
    return SimpleNamespace(_raw_info=SimpleNamespace(field_nodes=nodes, fragments=fragments))


@pytest.mark.parametrize(
    ("query", "through", "wanted"),
    [
        ("{ a }", (), set()),
        ("{ a { b c: d } }", (), {"b", "d"}),
        ("{ a { b } a { c } }", (), {"b", "c"}),
        (
            "{ a { ...F ... { d } ... on X { e } } } fragment F on X { f ...G } fragment G on X { g ...F }",
            (),
            set("fdeg"),
        ),
        ("{ a { b @skip(if: true) } }", (), {"b"}),
        ("{ a { b { c } d { e } } }", ("b",), {"c"}),
        ("{ a { x: b { c } b { d } ...F } } fragment F on X { b { e } }", ("b",), {"c", "d", "e"}),
        ("{ a { b { ...F } c { ...F } } } fragment F on X { d { e } }", ("c", "d"), {"e"}),
        ("{ a { b { c } } }", ("d",), set()),
        ("{ a { b } }", ("b",), set()),
    ],
)
def test_fields_are_found_through_fragments_and_aliases(query: str, through: tuple[str, ...], wanted: set[str]) -> None:
    assert fields_below(info(query), *through) == wanted


def test_of_a_connection_both_ways_to_its_things_count() -> None:
    query = "{ a { nodes { b } edges { cursor node { c ...F } } pageInfo { d } } } fragment F on X { e }"
    assert fields_of_nodes(info(query)) == {"b", "c", "e"}
