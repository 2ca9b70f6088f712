"""Form submissions become typed input, or errors that name the field."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco_storefront.forms import FormError, FormLimitError, coerce, parse_form
from graphql import GraphQLSchema, Undefined, parse, type_from_ast
from graphql.language import OperationDefinitionNode
from hypothesis import given
from hypothesis import strategies as st


def typed(schema: GraphQLSchema, type_name: str) -> Any:
    operation = parse(f"query($v: {type_name}) {{ a }}").definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    return type_from_ast(schema, operation.variable_definitions[0].type)  # type: ignore[arg-type]


def test_dotted_names_nest_and_values_are_trimmed() -> None:
    form = parse_form(b"lines.0.id=a&lines.0.quantity=+2+&email=ada%40example.com&tag=x&tag=y&note=a%0D%0Ab%00")
    assert form.flat["lines.0.quantity"] == "2"
    assert form.flat["note"] == "a\nb"
    assert form.nested == {
        "lines": {"0": {"id": "a", "quantity": "2"}},
        "email": "ada@example.com",
        "tag": ["x", "y"],
        "note": "a\nb",
    }


@pytest.mark.parametrize(
    "body",
    [
        b"a.b.c.d.e=1",
        b"a=1&a.b=2",
        b"a.b=2&a=1",
        b"a..b=1",
        b"=1",
        b"x" * 101 + b"=1",
        b"a=%ff",
        "a=茶".encode(),
        b"&".join(b"a%d=1" % number for number in range(301)),
    ],
)
def test_what_no_form_of_ours_sends_is_refused(body: bytes) -> None:
    with pytest.raises(FormLimitError):
        parse_form(body)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        form = parse_form(body)
    except FormLimitError:
        return
    assert all(isinstance(value, str) for value in form.flat.values())


@pytest.mark.parametrize(
    ("type_name", "given_value", "value", "codes"),
    [
        ("Int!", "7", 7, []),
        ("Int!", "-1", -1, []),
        ("Int!", "seven", Undefined, ["NOT_A_NUMBER"]),
        ("Int!", "1.5", Undefined, ["NOT_A_NUMBER"]),
        ("Int!", "99999999999", Undefined, ["NOT_A_NUMBER"]),
        ("Int!", "", Undefined, ["REQUIRED"]),
        ("Int", "", Undefined, []),
        ("Int!", ["1", "2"], 2, []),
        (
            "Int!",
            {"x": "1"},
            Undefined,
            [
                "NOT_AN_OPTION",
            ],
        ),
        ("Float!", "1.5", 1.5, []),
        ("Float", "1e999", Undefined, ["NOT_A_NUMBER"]),
        ("Float!", "nan", Undefined, ["NOT_A_NUMBER"]),
        ("String!", "茶", "茶", []),
        ("String!", None, Undefined, ["REQUIRED"]),
        ("ID!", "abc", "abc", []),
        ("Boolean!", "on", True, []),
        ("Boolean", "no", False, []),
        ("Decimal!", "19.90", "19.90", []),
        ("Sort!", "TITLE", "TITLE", []),
        ("Sort!", "CHEAPEST", Undefined, ["NOT_AN_OPTION"]),
        ("[ID!]!", "a", ["a"], []),
        ("[ID!]!", ["a", "b"], ["a", "b"], []),
        (
            "[LineInput!]!",
            {"1": {"id": "b", "quantity": "2"}, "0": {"id": "a", "quantity": "1", "evil": "x"}},
            [{"id": "a", "quantity": 1}, {"id": "b", "quantity": 2}],
            [],
        ),
        ("AddressInput!", {"country": "DE", "name": "Ada", "line2": ""}, {"country": "DE", "name": "Ada"}, []),
        ("AddressInput", "text", Undefined, ["REQUIRED", "REQUIRED"]),
    ],
)
def test_values_are_coerced_to_the_type_of_the_variable(
    tiny_schema: GraphQLSchema, type_name: str, given_value: Any, value: Any, codes: list[str]
) -> None:
    errors: list[FormError] = []
    assert coerce(given_value, typed(tiny_schema, type_name), "field", errors) == value
    assert [error.code for error in errors] == codes


def test_an_error_names_the_field_as_the_form_does(tiny_schema: GraphQLSchema) -> None:
    errors: list[FormError] = []
    lines = {"0": {"id": "a", "quantity": "x"}, "3": {"quantity": "1"}}
    coerce(lines, typed(tiny_schema, "[LineInput!]!"), "lines", errors)
    assert [(error.code, error.field) for error in errors] == [
        ("NOT_A_NUMBER", "lines.0.quantity"),
        ("REQUIRED", "lines.3.id"),
    ]
